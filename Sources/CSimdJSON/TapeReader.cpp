#include "CSimdJSON.h"

#include <simdjson.h>

struct glueport_tape_reader {
  simdjson::dom::parser parser;
};

size_t glueport_padding(void) { return simdjson::SIMDJSON_PADDING; }

glueport_tape_reader *glueport_tape_reader_create(void) { return new glueport_tape_reader(); }

void glueport_tape_reader_destroy(glueport_tape_reader *reader) { delete reader; }

bool glueport_tape_read(glueport_tape_reader *reader, const char *bytes, size_t length,
                        glueport_tape *tape) {
  // The caller sees to the padding, so that nothing is copied here.
  if (reader->parser.parse(bytes, length, false).error()) return false;
  tape->words = reader->parser.doc.tape.get();
  tape->texts = reader->parser.doc.string_buf.get();
  return true;
}
