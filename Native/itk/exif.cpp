#include "formats.hpp"

#include <cstring>

namespace pleura {
namespace {

struct Reader {
  const uint8_t *data;
  size_t count;
  bool big;

  // The unsigned integer of 2 or 4 bytes at `at`; -1 outside of the block.
  int64_t integer(size_t at, size_t size) const {
    if (at > count || size > count - at) return -1;
    int64_t value = 0;
    for (size_t i = 0; i < size; ++i) value = value << 8 | data[at + (big ? i : size - 1 - i)];
    return value;
  }
};

}  // namespace

int32_t exif_orientation(const uint8_t *block, size_t count) noexcept {
  if (count < 8) return 1;
  const Reader reader{block, count, std::memcmp(block, "MM", 2) == 0};
  if (!reader.big && std::memcmp(block, "II", 2) != 0) return 1;
  const int64_t directory = reader.integer(4, 4), entries = reader.integer(size_t(directory), 2);
  for (int64_t i = 0; i < entries; ++i) {
    const size_t entry = size_t(directory + 2 + 12 * i);
    if (reader.integer(entry, 2) != 0x0112) continue;  // EXIF 2.32, 4.6.4
    if (reader.integer(entry + 2, 2) != 3) return 1;
    const int64_t value = reader.integer(entry + 8, 2);
    return value >= 1 && value <= 8 ? int32_t(value) : 1;
  }
  return 1;
}

}  // namespace pleura
