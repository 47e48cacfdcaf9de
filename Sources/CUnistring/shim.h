#include <stdint.h>
#include <unictype.h>
#include <uninorm.h>

/// Text in UTF-8 with each letter in its composed spelling (NFC), in memory to be freed. The form is
/// a macro that Swift does not see.
static inline uint8_t *glueport_composed(const uint8_t *text, size_t length, size_t *composed) {
  return u8_normalize(UNINORM_NFC, text, length, 0, composed);
}
