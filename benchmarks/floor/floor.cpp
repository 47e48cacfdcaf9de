// The floor of the equal job: what it takes to read the same bytes with simdjson, touching the fields
// that are needed, and to write as many bytes as Glueport writes. Nothing is joined and nothing judged.
//
//   floor pages DATA OUT FILE...         DATA/organizations/*.json and DATA/domains/*.json
//   floor lines EXTRACT OUT FILE...      EXTRACT/organizations.jsonl and EXTRACT/domains.jsonl
//
// FILE... are what Glueport wrote: they are in memory before the clock starts, and written to OUT.
// Prints the seconds of wall, user and system time.

#include <simdjson.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace files = std::filesystem;
namespace ondemand = simdjson::ondemand;
using simdjson::SIMDJSON_PADDING;

namespace {

// Reads resources. What it takes from them is summed up, so that nothing can be left out.
class Reader {
 public:
  size_t touched = 0;

  void page(const files::path &file, bool is_domain) {
    auto bytes = simdjson::padded_string::load(file.string()).value();
    auto document = parser_.iterate(bytes);
    for (auto row : document["data"].get_array()) resource(row.get_object(), is_domain);
  }

  // Reads a file of lines block by block, so that it may be of any size.
  void lines(const files::path &file, bool is_domain) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    std::vector<char> buffer(block + SIMDJSON_PADDING);
    size_t held = 0;
    while (stream.read(buffer.data() + held, block - held), stream.gcount() > 0) {
      held += stream.gcount();
      size_t whole = held;
      while (whole > 0 && buffer[whole - 1] != '\n') --whole;
      if (whole == 0) throw std::runtime_error("a line that is too long in " + file.string());
      auto documents = parser_.iterate_many(buffer.data(), whole, block).value();
      for (auto document : documents) resource(document.get_object(), is_domain);
      held -= whole;
      std::memmove(buffer.data(), buffer.data() + whole, held);
    }
  }

 private:
  static constexpr size_t block = 1 << 20;
  ondemand::parser parser_;

  void resource(ondemand::object row, bool is_domain) {
    touch(row["id"]);
    ondemand::object attributes = row["attributes"];
    touch(attributes["name"]);
    if (is_domain) {
      touched += attributes["organization-id"].get_uint64().value();
    } else {
      touch(attributes["organization-type-name"]);
      touch(attributes["organization-status-name"]);
    }
  }

  void touch(ondemand::value value) { touched += value.get_string().value().size(); }
};

void read(Reader &reader, const std::string &form, const files::path &folder) {
  for (const char *kind : {"organizations", "domains"}) {
    const bool is_domain = std::string(kind) == "domains";
    if (form == "lines") {
      reader.lines(folder / (std::string(kind) + ".jsonl"), is_domain);
      continue;
    }
    const files::directory_iterator entries(folder / kind);
    std::vector<files::path> pages(begin(entries), end(entries));
    std::sort(pages.begin(), pages.end());
    for (const auto &page : pages) reader.page(page, is_domain);
  }
}

std::string contents(const files::path &file) {
  std::string bytes(files::file_size(file), '\0');
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(bytes.data(), bytes.size())) {
    throw std::runtime_error("cannot read " + file.string());
  }
  return bytes;
}

void write(const files::path &file, const std::string &bytes) {
  std::FILE *stream = std::fopen(file.c_str(), "wb");
  const bool is_written =
      stream && std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
  if (!stream || std::fclose(stream) != 0 || !is_written) {
    throw std::runtime_error("cannot write " + file.string());
  }
}

double seconds(const timeval &time) { return time.tv_sec + time.tv_usec / 1e6; }

rusage usage() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

}  // namespace

int main(int count, char **words) try {
  const std::vector<std::string> given(words + 1, words + count);
  if (given.size() < 3 || (given[0] != "pages" && given[0] != "lines")) {
    std::cerr << "usage: floor pages|lines FOLDER OUT FILE...\n";
    return 64;
  }
  std::vector<std::string> outputs;
  for (size_t index = 3; index < given.size(); ++index) outputs.push_back(contents(given[index]));
  files::create_directories(given[2]);

  const auto before = usage();
  const auto begun = std::chrono::steady_clock::now();
  Reader reader;
  read(reader, given[0], given[1]);
  for (size_t index = 0; index < outputs.size(); ++index) {
    write(files::path(given[2]) / std::to_string(index), outputs[index]);
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
  const auto after = usage();

  if (reader.touched == 0) throw std::runtime_error("nothing was read");
  std::printf("%.6f %.6f %.6f\n", wall.count(), seconds(after.ru_utime) - seconds(before.ru_utime),
              seconds(after.ru_stime) - seconds(before.ru_stime));
  return 0;
} catch (const std::exception &error) {
  std::cerr << "floor: " << error.what() << "\n";
  return 1;
}
