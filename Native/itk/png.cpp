// PNG by libpng. Every complaint of libpng, warnings too, is an error; every checksum is checked.
#include "formats.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include <png.h>

namespace pleura {
namespace {

// What a reading needs and finds. No object with a destructor lies between setjmp and longjmp.
struct Reading {
  const uint8_t *at;
  size_t left;
  pi_page page;
  uint8_t *pixels;   // null: the header alone
  uint8_t *colours;  // null, or where the palette goes
  int32_t entries;
  char text[160];
};

void read(png_structp state, png_bytep to, size_t count) {
  auto *reading = static_cast<Reading *>(png_get_io_ptr(state));
  if (count > reading->left) png_error(state, "it ends before its end chunk");
  std::memcpy(to, reading->at, count);
  reading->at += count;
  reading->left -= count;
}

void stop(png_structp state, png_const_charp message) {
  auto *reading = static_cast<Reading *>(png_get_error_ptr(state));
  std::snprintf(reading->text, sizeof reading->text, "%s", message);
  png_longjmp(state, 1);
}

// Chunks that do not change the pixels. Colour profiles, gamma and texts are passed over, their checksums checked.
int take(png_structp state, png_unknown_chunkp chunk) {
  auto *reading = static_cast<Reading *>(png_get_user_chunk_ptr(state));
  if (std::memcmp(chunk->name, "eXIf", 4) == 0)
    reading->page.orientation = exif_orientation(chunk->data, chunk->size);
  return 1;
}

void describe(png_structp state, png_infop info, Reading &reading) {
  const int depth = png_get_bit_depth(state, info), colour = png_get_color_type(state, info);
  const int32_t orientation = reading.page.orientation;
  reading.page = plain_page(png_get_image_width(state, info), png_get_image_height(state, info),
                            png_get_channels(state, info), depth == 16 ? PI_UINT16 : PI_UINT8);
  reading.page.orientation = orientation;
  reading.page.bits = depth;
  reading.page.alpha = (colour & PNG_COLOR_MASK_ALPHA) != 0;
  reading.page.photometric = colour == PNG_COLOR_TYPE_PALETTE ? PI_PALETTE
                             : colour & PNG_COLOR_MASK_COLOR  ? PI_RGB
                                                              : PI_BLACK_IS_ZERO;
  png_bytep transparent = nullptr;
  png_color_16p key = nullptr;
  int count = 0;
  png_get_tRNS(state, info, &transparent, &count, &key);
  if (reading.page.photometric != PI_PALETTE && count > 0 && key) {
    reading.page.keys = reading.page.channels;
    const bool grey = reading.page.channels == 1;
    const uint16_t colours[3] = {grey ? key->gray : key->red, key->green, key->blue};
    std::memcpy(reading.page.key, colours, sizeof colours);
  }
  if (!reading.colours) return;
  png_colorp palette = nullptr;
  png_get_PLTE(state, info, &palette, &reading.entries);
  for (int i = 0; i < reading.entries && i < 256; ++i) {
    const uint8_t colour[4] = {palette[i].red, palette[i].green, palette[i].blue,
                               transparent && i < count ? transparent[i] : uint8_t(255)};
    std::memcpy(reading.colours + 4 * i, colour, 4);
  }
}

void read_pixels(png_structp state, png_infop info, Reading &reading) {
  png_set_packing(state);  // one sample in a byte, its value kept
  const uint16_t probe = 1;
  if (reinterpret_cast<const uint8_t &>(probe) == 1) png_set_swap(state);
  const int passes = png_set_interlace_handling(state);
  png_read_update_info(state, info);
  const size_t row = png_get_rowbytes(state, info);
  for (int pass = 0; pass < passes; ++pass)
    for (int64_t y = 0; y < reading.page.height; ++y) png_read_row(state, reading.pixels + row * size_t(y), nullptr);
  png_read_end(state, nullptr);
}

void run(Reading &reading) {
  png_structp state = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, stop, stop);
  if (!state) {
    std::snprintf(reading.text, sizeof reading.text, "no memory");
    return;
  }
  png_infop info = png_create_info_struct(state);  // before setjmp: its value is kept over a longjmp
  if (info && setjmp(png_jmpbuf(state)) == 0) {
    png_set_read_fn(state, &reading, read);
    png_set_user_limits(state, 0x7FFFFFFF, 0x7FFFFFFF);
    png_set_chunk_malloc_max(state, 0);
    png_set_crc_action(state, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(state, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);  // all but what pixels need
    png_set_read_user_chunk_fn(state, &reading, take);
    png_read_info(state, info);
    if (!reading.pixels) describe(state, info, reading);
    if (reading.pixels) read_pixels(state, info, reading);
  }
  png_destroy_read_struct(&state, &info, nullptr);
}

Reading inspected(Bytes file, uint8_t *colours) {
  Reading reading{file.data, file.count, {}, nullptr, colours, 0, {}};
  reading.page.orientation = 1;
  run(reading);
  if (reading.text[0]) damaged(reading.text);
  return reading;
}

}  // namespace

pi_page png_page(Bytes file) { return inspected(file, nullptr).page; }

int32_t png_palette(Bytes file, uint8_t *colours) { return inspected(file, colours).entries; }

void png_decode(Bytes file, const pi_page &page, uint8_t *pixels) {
  // Deflate packs 1032 bytes into one at the very best.
  const size_t row = (size_t(page.width) * size_t(page.channels) * size_t(page.bits) + 7) / 8;
  if (row * size_t(page.height) / 1032 > file.count) damaged(implausible(page.width, page.height, file.count));
  Reading reading{file.data, file.count, page, pixels, nullptr, 0, {}};
  run(reading);
  if (reading.text[0]) damaged(reading.text);
}

namespace {

void append(png_structp state, png_bytep bytes, size_t count) {
  if (!static_cast<Growing *>(png_get_io_ptr(state))->add(bytes, count)) png_error(state, "no memory");
}
void flush(png_structp) {}
void give_up(png_structp state, png_const_charp) { png_longjmp(state, 1); }
void ignore(png_structp, png_const_charp) {}

bool write(const pi_shape &shape, const uint8_t *pixels, int level, Growing &file) {
  png_structp state = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, give_up, ignore);
  if (!state) return false;
  png_infop info = png_create_info_struct(state);
  const bool written = info && setjmp(png_jmpbuf(state)) == 0;
  if (written) {
    const int colours[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
    png_set_write_fn(state, &file, append, flush);
    png_set_user_limits(state, 0x7FFFFFFF, 0x7FFFFFFF);
    png_set_IHDR(state, info, png_uint_32(shape.width), png_uint_32(shape.height), 8 * shape.sample_bytes,
                 colours[shape.channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(state, level);
    png_write_info(state, info);
    const uint16_t probe = 1;
    if (shape.sample_bytes == 2 && reinterpret_cast<const uint8_t &>(probe) == 1) png_set_swap(state);
    const size_t row = size_t(shape.width) * size_t(shape.channels) * size_t(shape.sample_bytes);
    for (int64_t y = 0; y < shape.height; ++y) png_write_row(state, const_cast<png_bytep>(pixels + row * size_t(y)));
    png_write_end(state, nullptr);
  }
  png_destroy_write_struct(&state, &info);
  return written;
}

}  // namespace

Growing png_encode(const pi_shape &shape, const void *pixels, int level) {
  if (shape.channels < 1 || shape.channels > 4) unsupported("PNG has 1 to 4 channels");
  Growing file;
  if (write(shape, static_cast<const uint8_t *>(pixels), level, file)) return file;
  std::free(file.data);
  throw std::bad_alloc();
}

}  // namespace pleura
