#include "CSimdJSON.h"

#include <cstring>
#include <deque>
#include <simdjson.h>
#include <string>
#include <vector>

using namespace simdjson;

struct glueport_page_reader {
  ondemand::parser parser;
  padded_string page;
  std::vector<glueport_row> rows;
  // Rows that had to be put on one line, and ids: a deque, so that what is pointed to stays.
  std::deque<std::string> texts;
  std::string problem;
};

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// A line break can only stand outside a string: inside one, JSON wants it escaped.
std::string_view on_one_line(glueport_page_reader &reader, std::string_view row) {
  if (!memchr(row.data(), '\n', row.size()) && !memchr(row.data(), '\r', row.size())) return row;
  std::string small(row.size() + SIMDJSON_PADDING, '\0');
  size_t length = 0;
  if (minify(row.data(), row.size(), small.data(), length)) return {};
  small.resize(length);
  reader.texts.push_back(std::move(small));
  return reader.texts.back();
}

// The id as text; the contract says a string, and a number is taken digit by digit.
error_code read_id(glueport_page_reader &reader, ondemand::value value, std::string_view &id) {
  ondemand::json_type type;
  if (auto error = value.type().get(type)) return error;
  std::string_view text;
  if (type == ondemand::json_type::string) {
    if (auto error = value.get_string().get(text)) return error;
  } else if (type == ondemand::json_type::number) {
    text = trimmed(value.raw_json_token());
  } else {
    return INCORRECT_TYPE;
  }
  reader.texts.emplace_back(text);
  id = reader.texts.back();
  return SUCCESS;
}

error_code read_rows(glueport_page_reader &reader, ondemand::array data) {
  for (auto element : data) {
    ondemand::object row;
    if (auto error = element.get_object().get(row)) return error;
    ondemand::value id_value;
    if (auto error = row.find_field_unordered("id").get(id_value)) return error;
    std::string_view id, bytes;
    if (auto error = read_id(reader, id_value, id)) return error;
    if (auto error = row.reset().error()) return error;
    if (auto error = row.raw_json().get(bytes)) return error;
    bytes = on_one_line(reader, trimmed(bytes));
    if (bytes.empty() || id.empty()) return INCORRECT_TYPE;
    reader.rows.push_back({bytes.data(), bytes.size(), id.data(), id.size()});
  }
  return SUCCESS;
}

error_code read_number(ondemand::value value, int64_t &number) {
  bool null = false;
  if (auto error = value.is_null().get(null)) return error;
  if (null) {
    number = 0;
    return SUCCESS;
  }
  return value.get_int64().get(number);
}

error_code read_meta(ondemand::object meta, glueport_page &page) {
  for (auto field : meta) {
    std::string_view key;
    if (auto error = field.unescaped_key().get(key)) return error;
    ondemand::value value;
    if (auto error = field.value().get(value)) return error;
    if (key == "total-count") {
      if (auto error = read_number(value, page.total_count)) return error;
    } else if (key == "next-page") {
      if (auto error = read_number(value, page.next_page)) return error;
    }
  }
  return SUCCESS;
}

error_code read_page(glueport_page_reader &reader, glueport_page &page, const char *&where) {
  where = "it is not JSON";
  ondemand::document document;
  if (auto error = reader.parser.iterate(reader.page).get(document)) return error;
  ondemand::object top;
  where = "it is not a JSON object";
  if (auto error = document.get_object().get(top)) return error;
  for (auto field : top) {
    where = "its JSON is cut or broken";
    std::string_view key;
    if (auto error = field.unescaped_key().get(key)) return error;
    ondemand::value value;
    if (auto error = field.value().get(value)) return error;
    if (key == "data") {
      ondemand::array data;
      where = "its “data” is not a list";
      if (auto error = value.get_array().get(data)) return error;
      where = "a row of its “data” is not a resource with an id, or is cut";
      if (auto error = read_rows(reader, data)) return error;
      page.has_data = true;
    } else if (key == "meta") {
      ondemand::object meta;
      where = "its “meta” is not what paging needs";
      if (auto error = value.get_object().get(meta)) return error;
      if (auto error = read_meta(meta, page)) return error;
      page.has_meta = true;
    } else if (key == "errors") {
      page.has_errors = true;
    }
  }
  where = "something stands behind its JSON";
  return document.current_location().error() == OUT_OF_BOUNDS ? SUCCESS : TAPE_ERROR;
}

}  // namespace

glueport_page_reader *glueport_page_reader_create(void) { return new glueport_page_reader(); }

void glueport_page_reader_destroy(glueport_page_reader *reader) { delete reader; }

const char *glueport_page_read(glueport_page_reader *reader, const char *bytes, size_t length,
                               glueport_page *page) {
  reader->rows.clear();
  reader->texts.clear();
  reader->page = padded_string(bytes, length);
  *page = {};
  page->total_count = -1;
  page->next_page = -1;
  const char *where = "";
  if (auto error = read_page(*reader, *page, where)) {
    reader->problem = std::string(where) + " (" + error_message(error) + ")";
    return reader->problem.c_str();
  }
  page->rows = reader->rows.data();
  page->row_count = reader->rows.size();
  return nullptr;
}
