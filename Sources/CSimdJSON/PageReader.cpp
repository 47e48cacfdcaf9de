#include "CSimdJSON.h"

#include <cstring>
#include <deque>
#include <simdjson.h>
#include <string>
#include <vector>

using namespace simdjson;

struct glueport_page_reader {
  ondemand::parser parser;
  padded_string_view page;
  // Of a page behind which the memory may end.
  padded_string copy;
  std::vector<glueport_row> rows;
  // A deque, so that what is pointed to stays.
  std::deque<std::string> texts;

  void take(const char *bytes, size_t length, size_t capacity) {
    if (capacity >= length + SIMDJSON_PADDING) {
      page = padded_string_view(bytes, length, capacity);
    } else {
      copy = padded_string(bytes, length);
      page = copy;
    }
  }
};

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// The id as text; the contract says a string, and a number is taken digit by digit.
error_code read_id(ondemand::value value, std::string_view &id) {
  ondemand::json_type type;
  if (auto error = value.type().get(type)) return error;
  if (type == ondemand::json_type::string) return value.get_string().get(id);
  if (type != ondemand::json_type::number) return INCORRECT_TYPE;
  id = trimmed(value.raw_json_token());
  return SUCCESS;
}

struct row_reader {
  glueport_page_reader &reader;
  glueport_page &page;
  const char *type;
  glueport_page_problem problem = GLUEPORT_PAGE_FINE;

  error_code fail(glueport_page_problem what, std::string_view text = {}) {
    problem = what;
    page.problem_row = reader.rows.size();
    reader.texts.emplace_back(text);
    page.problem_text = reader.texts.back().data();
    page.problem_length = reader.texts.back().size();
    return INCORRECT_TYPE;
  }

  error_code read(ondemand::object row) {
    std::string_view id, kind;
    bool has_attributes = false;
    for (auto field : row) {
      std::string_view key;
      if (auto error = field.unescaped_key().get(key)) return error;
      ondemand::value value;
      if (auto error = field.value().get(value)) return error;
      if (key == "id") {
        if (read_id(value, id)) return fail(GLUEPORT_PAGE_ROW_WITHOUT_ID);
      } else if (key == "type") {
        if (value.get_string().get(kind)) return fail(GLUEPORT_PAGE_ROW_OF_ANOTHER_TYPE);
      } else if (key == "attributes") {
        ondemand::json_type found;
        if (auto error = value.type().get(found)) return error;
        has_attributes = found == ondemand::json_type::object;
      }
    }
    if (id.empty()) return fail(GLUEPORT_PAGE_ROW_WITHOUT_ID);
    if (!has_attributes) return fail(GLUEPORT_PAGE_ROW_WITHOUT_ATTRIBUTES, id);
    if (type && !kind.empty() && kind != type) return fail(GLUEPORT_PAGE_ROW_OF_ANOTHER_TYPE, kind);
    if (auto error = row.reset().error()) return error;
    std::string_view bytes;
    if (auto error = row.raw_json().get(bytes)) return error;
    bytes = trimmed(bytes);
    // A line break can only stand outside a string: inside one, JSON wants it escaped.
    bool is_one_line =
        !memchr(bytes.data(), '\n', bytes.size()) && !memchr(bytes.data(), '\r', bytes.size());
    reader.rows.push_back({size_t(bytes.data() - reader.page.data()), bytes.size(), id.data(),
                           id.size(), is_one_line});
    return SUCCESS;
  }

  error_code read_all(ondemand::array data) {
    for (auto element : data) {
      ondemand::object row;
      auto error = element.get_object().get(row);
      if (error == INCORRECT_TYPE) return fail(GLUEPORT_PAGE_ROW_WITHOUT_ID);
      if (error) return error;
      if (auto row_error = read(row)) return row_error;
    }
    return SUCCESS;
  }
};

error_code read_number(ondemand::value value, int64_t &number) {
  bool null = false;
  if (auto error = value.is_null().get(null)) return error;
  if (null) return SUCCESS;
  if (auto error = value.get_int64().get(number)) return error;
  // No account has as many; sums over such numbers would not fit.
  constexpr int64_t largest = 1'000'000'000'000;
  return number < 0 || number > largest ? NUMBER_OUT_OF_RANGE : SUCCESS;
}

// `"errors": null` and `"errors": []` say that there are none.
error_code read_errors(ondemand::value value, bool &has_errors) {
  bool null = false;
  if (auto error = value.is_null().get(null)) return error;
  has_errors = !null;
  ondemand::array list;
  if (null || value.get_array().get(list)) return SUCCESS;
  bool empty = false;
  if (auto error = list.is_empty().get(empty)) return error;
  has_errors = !empty;
  return SUCCESS;
}

error_code read_meta(ondemand::object meta, glueport_page &page) {
  for (auto field : meta) {
    std::string_view key;
    if (auto error = field.unescaped_key().get(key)) return error;
    ondemand::value value;
    if (auto error = field.value().get(value)) return error;
    error_code error = SUCCESS;
    if (key == "total-count") {
      error = read_number(value, page.total_count);
    } else if (key == "total-pages") {
      error = read_number(value, page.total_pages);
    } else if (key == "current-page") {
      error = read_number(value, page.current_page);
    } else if (key == "next-page") {
      page.has_next_page = true;
      error = read_number(value, page.next_page);
    }
    if (error) return error;
  }
  return SUCCESS;
}

// Reads the page as far as it is one; what is wrong with it is in `problem`.
error_code read_page(glueport_page_reader &reader, const char *type, glueport_page &page,
                     glueport_page_problem &problem) {
  ondemand::document document;
  if (auto error = reader.parser.iterate(reader.page).get(document)) return error;
  ondemand::object top;
  problem = GLUEPORT_PAGE_NOT_AN_OBJECT;
  if (auto error = document.get_object().get(top)) return error;
  for (auto field : top) {
    problem = GLUEPORT_PAGE_CUT;
    std::string_view key;
    if (auto error = field.unescaped_key().get(key)) return error;
    ondemand::value value;
    if (auto error = field.value().get(value)) return error;
    if (key == "data") {
      ondemand::array data;
      problem = GLUEPORT_PAGE_DATA_NOT_A_LIST;
      if (auto error = value.get_array().get(data)) return error;
      problem = GLUEPORT_PAGE_CUT;
      row_reader rows{reader, page, type};
      if (auto error = rows.read_all(data)) {
        if (rows.problem) problem = rows.problem;
        return error;
      }
      page.has_data = true;
    } else if (key == "meta") {
      ondemand::object meta;
      problem = GLUEPORT_PAGE_META_UNUSABLE;
      if (auto error = value.get_object().get(meta)) return error;
      if (auto error = read_meta(meta, page)) return error;
      page.has_meta = true;
    } else if (key == "errors") {
      if (auto error = read_errors(value, page.has_errors)) return error;
    }
  }
  problem = GLUEPORT_PAGE_CUT;
  return document.current_location().error() == OUT_OF_BOUNDS ? SUCCESS : TAPE_ERROR;
}

// What is wrong with a body that could not be read. A page cut short can look like a row without
// an id: only where all of it is JSON, `found` is the reason.
glueport_page_problem diagnose(const glueport_page_reader &reader, glueport_page_problem found) {
  auto text = trimmed(reader.page);
  if (text.empty()) return GLUEPORT_PAGE_EMPTY;
  dom::parser parser;
  if (!parser.parse(reader.page.data(), reader.page.size(), false).error()) return found;
  return text.front() == '{' || text.front() == '[' ? GLUEPORT_PAGE_CUT : GLUEPORT_PAGE_NOT_JSON;
}

}  // namespace

glueport_page_reader *glueport_page_reader_create(void) { return new glueport_page_reader(); }

void glueport_page_reader_destroy(glueport_page_reader *reader) { delete reader; }

glueport_page_problem glueport_page_read(glueport_page_reader *reader, const char *bytes,
                                         size_t length, size_t capacity, const char *type,
                                         glueport_page *page) {
  reader->rows.clear();
  reader->texts.clear();
  reader->take(bytes, length, capacity);
  *page = {};
  page->total_count = page->total_pages = page->current_page = page->next_page = -1;
  auto problem = GLUEPORT_PAGE_NOT_JSON;
  if (read_page(*reader, type, *page, problem)) return diagnose(*reader, problem);
  page->rows = reader->rows.data();
  page->row_count = reader->rows.size();
  return GLUEPORT_PAGE_FINE;
}

bool glueport_row_id(glueport_page_reader *reader, const char *bytes, size_t length,
                     const char **id, size_t *id_length) {
  reader->take(bytes, length, length);
  ondemand::document document;
  ondemand::value value;
  std::string_view text;
  if (reader->parser.iterate(reader->page).get(document)) return false;
  if (document.find_field_unordered("id").get(value) || read_id(value, text)) return false;
  *id = text.data();
  *id_length = text.size();
  return !text.empty();
}

size_t glueport_minify(const char *bytes, size_t length, char *out) {
  size_t written = 0;
  return minify(bytes, length, out, written) ? 0 : written;
}
