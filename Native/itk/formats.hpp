// What each image library reads and writes. All functions throw Fault or std::bad_alloc; none keeps a pointer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "pleura_itk.h"

namespace pleura {

// Why a file is not read: PI_DAMAGED or PI_UNSUPPORTED, and one line for people.
struct Fault : std::runtime_error {
  Fault(pi_status status, const std::string &text) : std::runtime_error(text), status(status) {}
  pi_status status;
};

[[noreturn]] inline void damaged(const std::string &text) { throw Fault(PI_DAMAGED, text); }
[[noreturn]] inline void unsupported(const std::string &text) { throw Fault(PI_UNSUPPORTED, text); }

// A whole file in memory, the caller's.
struct Bytes {
  const uint8_t *data;
  size_t count;
};

// Malloc'ed memory that grows; what a C library writes into, so no exceptions and no destructor.
struct Growing {
  uint8_t *data = nullptr;
  size_t count = 0, capacity = 0;
  bool add(const void *bytes, size_t length) noexcept;  // false: no memory
};

inline size_t component_size(int32_t component) {
  switch (component) {
    case PI_UINT8: case PI_INT8: return 1;
    case PI_UINT16: case PI_INT16: case PI_FLOAT16: return 2;
    case PI_FLOAT64: return 8;
    default: return 4;
  }
}

// A page of one frame with nothing special about it.
pi_page plain_page(int64_t width, int64_t height, int32_t channels, int32_t component);

// The text of a page that announces more pixels than its file can hold.
std::string implausible(int64_t width, int64_t height, size_t count);

// The orientation that an EXIF block (a small TIFF file) states, 1 where it states none.
int32_t exif_orientation(const uint8_t *block, size_t count) noexcept;

pi_page png_page(Bytes file);
void png_decode(Bytes file, const pi_page &page, uint8_t *pixels);
int32_t png_palette(Bytes file, uint8_t *colours);
Growing png_encode(const pi_shape &shape, const void *pixels, int level);

pi_page jpeg_page(Bytes file);
void jpeg_decode(Bytes file, const pi_page &page, uint8_t *pixels);
Growing jpeg_encode(const pi_shape &shape, const void *pixels, int quality);

std::vector<pi_page> tiff_pages(Bytes file, std::string &description);
void tiff_decode(Bytes file, const pi_page &page, uint8_t *pixels);
int32_t tiff_palette(Bytes file, const pi_page &page, uint8_t *colours);

void dicom_decode(Bytes file, const pi_page &page, uint8_t *pixels);

// Inflates a gzip or zlib stream, members behind each other too.
Growing unpack(Bytes packed, size_t limit);
// Inflates a zlib stream of at most `limit` bytes for the sake of its checksum alone.
void check_zlib(Bytes packed, uint64_t limit, const std::string &what);

}  // namespace pleura
