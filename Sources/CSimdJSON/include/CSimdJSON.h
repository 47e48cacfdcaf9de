#ifndef GLUEPORT_SIMDJSON_H
#define GLUEPORT_SIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One resource of a page: where its bytes stand in the body, and its id.
typedef struct {
  size_t offset;
  size_t length;
  const char *id;
  size_t id_length;
  /// False where a line break stands between its tokens.
  bool is_one_line;
} glueport_row;

/// What can be wrong with a page.
typedef enum {
  GLUEPORT_PAGE_FINE,
  GLUEPORT_PAGE_EMPTY,
  GLUEPORT_PAGE_NOT_JSON,
  GLUEPORT_PAGE_CUT,
  GLUEPORT_PAGE_NOT_AN_OBJECT,
  GLUEPORT_PAGE_DATA_NOT_A_LIST,
  GLUEPORT_PAGE_ROW_WITHOUT_ID,
  GLUEPORT_PAGE_ROW_WITHOUT_ATTRIBUTES,
  GLUEPORT_PAGE_ROW_OF_ANOTHER_TYPE,
  GLUEPORT_PAGE_META_UNUSABLE,
} glueport_page_problem;

/// A page of a JSON:API index, as far as walking needs it. A number is -1 where it is missing or
/// null.
typedef struct {
  const glueport_row *rows;
  size_t row_count;
  bool has_data;
  bool has_meta;
  bool has_errors;
  bool has_next_page;
  int64_t total_count;
  int64_t total_pages;
  int64_t current_page;
  int64_t next_page;
  /// Of a problem with a row: which one, from 0, and its id or its type where that is known.
  size_t problem_row;
  const char *problem_text;
  size_t problem_length;
} glueport_page;

typedef struct glueport_page_reader glueport_page_reader;

glueport_page_reader *glueport_page_reader_create(void);
void glueport_page_reader_destroy(glueport_page_reader *reader);

/// Reads a page whose resources are of `type`, a C string; null takes any. It is copied unless enough
/// of the memory behind it, up to `capacity`, is readable. What it points to lives until the next call
/// or the reader's end, and as long as the page.
glueport_page_problem glueport_page_read(glueport_page_reader *reader, const char *bytes,
                                         size_t length, size_t capacity, const char *type,
                                         glueport_page *page);

/// Finds the id of one resource. Returns false where it has none.
bool glueport_row_id(glueport_page_reader *reader, const char *bytes, size_t length,
                     const char **id, size_t *id_length);

/// Writes JSON without the white space between its tokens to `out`, which has room for `length`
/// bytes and 64 more. Returns how many bytes that are; 0 where it is not JSON.
size_t glueport_minify(const char *bytes, size_t length, char *out);

/// A document as simdjson's tape: words whose highest byte tells the type, and the texts that they
/// point to, each behind its length.
typedef struct {
  const uint64_t *words;
  const uint8_t *texts;
} glueport_tape;

typedef struct glueport_tape_reader glueport_tape_reader;

glueport_tape_reader *glueport_tape_reader_create(void);
void glueport_tape_reader_destroy(glueport_tape_reader *reader);

/// How many bytes behind a document simdjson may read, whatever stands there.
size_t glueport_padding(void);

/// Reads a document; false where it is not JSON. The tape lives until the next call or the reader's
/// end.
bool glueport_tape_read(glueport_tape_reader *reader, const char *bytes, size_t length,
                        glueport_tape *tape);

#ifdef __cplusplus
}
#endif

#endif
