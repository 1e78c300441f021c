#include "formats.hpp"

#include <cstdlib>
#include <cstring>

namespace pleura {

bool Growing::add(const void *bytes, size_t length) noexcept {
  if (length > capacity - count) {
    size_t wanted = capacity + capacity / 2 + length + 4096;
    auto *larger = static_cast<uint8_t *>(std::realloc(data, wanted));
    if (!larger) return false;
    data = larger;
    capacity = wanted;
  }
  std::memcpy(data + count, bytes, length);
  count += length;
  return true;
}

pi_page plain_page(int64_t width, int64_t height, int32_t channels, int32_t component) {
  pi_page page{};
  page.width = width;
  page.height = height;
  page.parent = -1;
  page.channels = channels;
  page.component = component;
  page.photometric = channels >= 3 ? PI_RGB : PI_BLACK_IS_ZERO;
  page.orientation = 1;
  page.bits = int32_t(8 * component_size(component));
  return page;
}

std::string implausible(int64_t width, int64_t height, size_t count) {
  return "its header announces " + std::to_string(width) + " x " + std::to_string(height) + " pixels, its " +
         std::to_string(count) + " bytes cannot hold them";
}

}  // namespace pleura
