// Sixteen bytes of a text at a time: comparisons whose outcome is a mask of bits, which Swift's vectors
// do not give; and memory fetched before it is needed. Written with Clang's vectors, for all processors;
// Swift takes it into its own code.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Begins to fetch the memory at a place into the cache, and does not wait for it. Any place will do.
static inline void glueport_prefetch(const void *place) { __builtin_prefetch(place); }

/// How far a text stands in JSON as it is.
typedef struct {
  /// The bytes before the first quote, backslash or control character.
  size_t count;
  /// Whether none of them is beyond ASCII.
  bool is_ascii;
} glueport_plain_text;

typedef uint8_t glueport_bytes __attribute__((vector_size(16)));
typedef bool glueport_bits __attribute__((ext_vector_type(16)));

static inline unsigned glueport_mask(glueport_bytes lanes) {
  const glueport_bits bits = __builtin_convertvector(lanes, glueport_bits);
  uint16_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

/// The bits of the bytes that cannot stand in a JSON text as they are, and of those beyond ASCII.
static inline unsigned glueport_escapes(glueport_bytes text, unsigned *beyond_ascii) {
  *beyond_ascii = glueport_mask((glueport_bytes)(text >= 0x80));
  return glueport_mask((glueport_bytes)((text == '"') | (text == '\\') | (text < 0x20)));
}

/// The text at the start of `count` bytes, behind which 16 bytes more must be readable.
static inline glueport_plain_text glueport_plain_start(const void *start, size_t count) {
  const char *const bytes = (const char *)start;
  unsigned all_beyond = 0;
  size_t place = 0;
  while (place < count) {
    glueport_bytes text;
    memcpy(&text, bytes + place, sizeof text);
    unsigned beyond;
    const size_t left = count - place;
    const unsigned past_end = left < 16 ? 1u << left : 0x10000u;
    const unsigned end = (unsigned)__builtin_ctz(glueport_escapes(text, &beyond) | past_end);
    all_beyond |= beyond & ((1u << end) - 1);
    place += end;
    if (end < 16) break;
  }
  return (glueport_plain_text){place, all_beyond == 0};
}

/// A text of fewer than sixteen bytes, with zeros behind it.
static inline glueport_bytes glueport_short_text(const char *bytes, size_t count) {
  typedef uint64_t words __attribute__((vector_size(16)));
  uint64_t first = 0, second = 0;
  if (count >= 8) {
    memcpy(&first, bytes, sizeof first);
    memcpy(&second, bytes + count - sizeof second, sizeof second);
    // In two steps, for at eight nothing of it is left.
    second = second >> 8 * (15 - count) >> 8;
  } else if (count >= 4) {
    uint32_t start, end;
    memcpy(&start, bytes, sizeof start);
    memcpy(&end, bytes + count - sizeof end, sizeof end);
    first = start | (uint64_t)end << 8 * (count - 4);
  } else {
    for (size_t place = 0; place < count; place++)
      first |= (uint64_t)(uint8_t)bytes[place] << 8 * place;
  }
  return (glueport_bytes)(words){first, second};
}

/// Whether a whole text stands in JSON as it is. Nothing behind it is read.
static inline bool glueport_is_plain(const void *start, size_t count) {
  const char *const bytes = (const char *)start;
  unsigned beyond;
  if (count < 16) {
    const unsigned escapes = glueport_escapes(glueport_short_text(bytes, count), &beyond);
    return (escapes & ((1u << count) - 1)) == 0;
  }
  // The last sixteen overlap those before.
  const size_t last = count - 16;
  for (size_t place = 0;; place += 16) {
    if (place > last) place = last;
    glueport_bytes text;
    memcpy(&text, bytes + place, sizeof text);
    if (glueport_escapes(text, &beyond) != 0) return false;
    if (place == last) return true;
  }
}

/// Whether two texts of `count` bytes are the same. Behind both, 16 bytes more must be readable.
static inline bool glueport_is_same(const void *start, const void *other, size_t count) {
  for (size_t place = 0; place < count; place += 16) {
    glueport_bytes first, second;
    memcpy(&first, (const char *)start + place, sizeof first);
    memcpy(&second, (const char *)other + place, sizeof second);
    const size_t left = count - place;
    const unsigned past_end = left < 16 ? 0xFFFFu << left : 0;
    if ((uint16_t)(glueport_mask((glueport_bytes)(first == second)) | past_end) != 0xFFFF) return false;
  }
  return true;
}

/// The bits of the bytes of a text of 64 bytes at most, by what they can be in a domain name.
typedef struct {
  uint64_t letters, digits, hyphens, dots;
} glueport_name_bits;

/// What the bytes of a text of 64 bytes at most can be in a domain name. Nothing behind it is read.
static inline glueport_name_bits glueport_bits_of_name(const void *start, size_t count) {
  const char *const bytes = (const char *)start;
  glueport_name_bits bits = {0, 0, 0, 0};
  for (size_t place = 0; place < count; place += 16) {
    const size_t left = count - place;
    // The last sixteen overlap those before.
    const unsigned overlap = left < 16 && count >= 16 ? (unsigned)(16 - left) : 0;
    glueport_bytes text;
    if (count < 16) {
      text = glueport_short_text(bytes, count);
    } else {
      memcpy(&text, bytes + place - overlap, sizeof text);
    }
    const glueport_bytes lower = text | 0x20;
    const glueport_bytes letters = (glueport_bytes)(lower - 'a' < 26);
    const glueport_bytes digits = (glueport_bytes)(text - '0' < 10);
    bits.letters |= (uint64_t)(glueport_mask(letters) >> overlap) << place;
    bits.digits |= (uint64_t)(glueport_mask(digits) >> overlap) << place;
    bits.hyphens |= (uint64_t)(glueport_mask((glueport_bytes)(text == '-')) >> overlap) << place;
    bits.dots |= (uint64_t)(glueport_mask((glueport_bytes)(text == '.')) >> overlap) << place;
  }
  return bits;
}

/// The place of the first line feed or carriage return; `count` where there is none. Nothing behind the
/// text is read.
static inline size_t glueport_line_break(const void *start, size_t count) {
  const char *const bytes = (const char *)start;
  size_t place = 0;
  for (; place + 16 <= count; place += 16) {
    glueport_bytes text;
    memcpy(&text, bytes + place, sizeof text);
    const unsigned breaks = glueport_mask((glueport_bytes)((text == '\n') | (text == '\r')));
    if (breaks != 0) return place + (size_t)__builtin_ctz(breaks);
  }
  while (place < count && bytes[place] != '\n' && bytes[place] != '\r') place++;
  return place;
}
