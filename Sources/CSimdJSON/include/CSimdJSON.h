#ifndef GLUEPORT_SIMDJSON_H
#define GLUEPORT_SIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One resource of a page: its bytes on one line, and its id.
typedef struct {
  const char *bytes;
  size_t length;
  const char *id;
  size_t id_length;
} glueport_row;

/// A page of a JSON:API index, as far as walking needs it.
typedef struct {
  const glueport_row *rows;
  size_t row_count;
  bool has_data;
  bool has_meta;
  bool has_errors;
  /// `meta.total-count`, or -1 where it is missing.
  int64_t total_count;
  /// `meta.next-page`, 0 where it is null, or -1 where it is missing.
  int64_t next_page;
} glueport_page;

typedef struct glueport_page_reader glueport_page_reader;

glueport_page_reader *glueport_page_reader_create(void);
void glueport_page_reader_destroy(glueport_page_reader *reader);

/// Reads a page. What it points to lives until the next call or the reader's end.
/// Returns null, or the problem in words that live as long.
const char *glueport_page_read(glueport_page_reader *reader, const char *bytes, size_t length,
                               glueport_page *page);

#ifdef __cplusplus
}
#endif

#endif
