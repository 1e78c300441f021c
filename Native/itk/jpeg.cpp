// JPEG by libjpeg. Every warning of libjpeg is an error: it warns where it makes up data.
#include "formats.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include <jpeglib.h>
#include <jerror.h>

namespace pleura {
namespace {

struct Watch {
  jpeg_error_mgr manager;  // first: libjpeg hands back a pointer to it
  jmp_buf out;
  char text[JMSG_LENGTH_MAX];
  int code;
};

Watch *watch(j_common_ptr state) { return reinterpret_cast<Watch *>(state->err); }

void stop(j_common_ptr state) {
  state->err->format_message(state, watch(state)->text);
  watch(state)->code = state->err->msg_code;
  longjmp(watch(state)->out, 1);
}

void note(j_common_ptr state, int level) {
  if (level < 0) stop(state);  // a warning: libjpeg invented data. Above zero it is tracing.
}

void silent(j_common_ptr) {}

void watch_over(j_common_ptr state, Watch &errors) {
  state->err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = stop;
  errors.manager.emit_message = note;
  errors.manager.output_message = silent;
  errors.text[0] = 0;
  errors.code = 0;
}

[[noreturn]] void refuse(const Watch &errors) {
  switch (errors.code) {
    case JERR_OUT_OF_MEMORY: throw std::bad_alloc();
    case JERR_BAD_PRECISION: case JERR_SOF_UNSUPPORTED: case JERR_CONVERSION_NOTIMPL: case JERR_NOT_COMPILED:
    case JERR_ARITH_NOTIMPL: case JERR_COMPONENT_COUNT: case JERR_CCIR601_NOTIMPL: case JERR_FRACT_SAMPLE_NOTIMPL:
      unsupported(std::string(errors.text) + ". Save it as PNG.");
    default: damaged(errors.text);
  }
}

// What a reading needs and finds. No object with a destructor lies between setjmp and longjmp.
struct Reading {
  Bytes file;
  pi_page page;
  uint8_t *pixels;  // null: the header alone
  bool adobe;       // stores CMYK inverted, as all programs have done since
  bool incomplete;
};

void begin(jpeg_decompress_struct &state, const Reading &reading) {
  jpeg_create_decompress(&state);
  jpeg_mem_src(&state, const_cast<unsigned char *>(reading.file.data), static_cast<unsigned long>(reading.file.count));
  jpeg_save_markers(&state, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(&state, TRUE);
  // Grey, RGB or CMYK, whatever the file has.
  state.out_color_space = state.num_components == 1   ? JCS_GRAYSCALE
                          : state.num_components == 3 ? JCS_RGB
                                                      : JCS_CMYK;
}

void describe(jpeg_decompress_struct &state, Reading &reading) {
  jpeg_calc_output_dimensions(&state);
  reading.page = plain_page(state.output_width, state.output_height, state.num_components == 2 ? 4 : state.num_components,
                            PI_UINT8);
  reading.page.photometric = state.num_components == 1 ? PI_BLACK_IS_ZERO : state.num_components == 3 ? PI_RGB : PI_CMYK;
  reading.page.lossy = 1;
  for (jpeg_saved_marker_ptr marker = state.marker_list; marker; marker = marker->next)
    if (marker->data_length > 6 && std::memcmp(marker->data, "Exif\0\0", 6) == 0)
      reading.page.orientation = exif_orientation(marker->data + 6, marker->data_length - 6);
}

// Notes which components the scan that begins here has.
void note_scan(const jpeg_decompress_struct &state, uint32_t &seen) {
  for (int i = 0; i < state.comps_in_scan; ++i) seen |= 1u << state.cur_comp_info[i]->component_index;
}

// Whole scans can be missing: a progressive picture is then only coarser (coef_bits: the lowest bit that has come of each
// coefficient, -1 for none), another one lacks a component.
bool is_complete(const jpeg_decompress_struct &state, uint32_t seen) {
  if (seen != (1u << state.num_components) - 1) return false;
  if (!state.progressive_mode || !state.coef_bits) return true;
  for (int component = 0; component < state.num_components; ++component)
    for (int coefficient = 0; coefficient < DCTSIZE2; ++coefficient)
      if (state.coef_bits[component][coefficient] != 0) return false;
  return true;
}

void read_rows(jpeg_decompress_struct &state, Reading &reading) {
  const size_t row = size_t(state.output_width) * size_t(state.output_components);
  while (state.output_scanline < state.output_height) {
    JSAMPROW at = reading.pixels + row * state.output_scanline;
    jpeg_read_scanlines(&state, &at, 1);
  }
}

void read_pixels(jpeg_decompress_struct &state, Reading &reading) {
  uint32_t seen = 0;
  note_scan(state, seen);
  state.buffered_image = jpeg_has_multiple_scans(&state);
  const bool buffered = state.buffered_image;
  jpeg_start_decompress(&state);
  if (buffered) {
    for (int event = 0; event != JPEG_REACHED_EOI;) {
      event = jpeg_consume_input(&state);
      if (event == JPEG_REACHED_SOS) note_scan(state, seen);
    }
    if (!is_complete(state, seen)) {
      reading.incomplete = true;
      return;
    }
    jpeg_start_output(&state, state.input_scan_number);
    read_rows(state, reading);
    jpeg_finish_output(&state);
  } else {
    read_rows(state, reading);
    reading.incomplete = !is_complete(state, seen);
  }
  reading.adobe = state.saw_Adobe_marker;
  jpeg_finish_decompress(&state);
}

void run(Reading &reading, Watch &errors) {
  jpeg_decompress_struct state;
  std::memset(&state, 0, sizeof state);
  watch_over(reinterpret_cast<j_common_ptr>(&state), errors);
  if (setjmp(errors.out) == 0) {
    begin(state, reading);
    if (reading.pixels) {
      read_pixels(state, reading);
    } else {
      describe(state, reading);
    }
  }
  jpeg_destroy_decompress(&state);
}

}  // namespace

pi_page jpeg_page(Bytes file) {
  Reading reading{file, {}, nullptr, false, false};
  Watch errors;
  run(reading, errors);
  if (errors.text[0]) refuse(errors);
  return reading.page;
}

void jpeg_decode(Bytes file, const pi_page &page, uint8_t *pixels) {
  // Huffman and arithmetic codes take at least a part of a bit for each block of 8 x 8 pixels: 4096 blocks a byte are
  // beyond all of them.
  if (uint64_t(page.width) / 8 * uint64_t(page.height / 8) / 4096 > file.count)
    damaged(implausible(page.width, page.height, file.count));
  Reading reading{file, page, pixels, false, false};
  Watch errors;
  run(reading, errors);
  if (errors.text[0]) refuse(errors);
  if (reading.incomplete) damaged("it lacks scans: the picture is not there in full");
  if (page.photometric == PI_CMYK && reading.adobe) {
    const size_t count = size_t(page.width) * size_t(page.height) * 4;
    for (size_t i = 0; i < count; ++i) pixels[i] = uint8_t(255 - pixels[i]);
  }
}

namespace {

bool write(const pi_shape &shape, const uint8_t *pixels, int quality, Watch &errors, unsigned char **bytes,
           unsigned long *count) {
  jpeg_compress_struct state;
  std::memset(&state, 0, sizeof state);
  watch_over(reinterpret_cast<j_common_ptr>(&state), errors);
  const bool written = setjmp(errors.out) == 0;
  if (written) {
    jpeg_create_compress(&state);
    jpeg_mem_dest(&state, bytes, count);
    state.image_width = JDIMENSION(shape.width);
    state.image_height = JDIMENSION(shape.height);
    state.input_components = shape.channels;
    state.in_color_space = shape.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&state);
    jpeg_set_quality(&state, quality, TRUE);
    jpeg_simple_progression(&state);
    jpeg_start_compress(&state, TRUE);
    const size_t row = size_t(shape.width) * size_t(shape.channels);
    while (state.next_scanline < state.image_height) {
      JSAMPROW at = const_cast<JSAMPROW>(pixels + row * state.next_scanline);
      jpeg_write_scanlines(&state, &at, 1);
    }
    jpeg_finish_compress(&state);
  }
  jpeg_destroy_compress(&state);
  return written;
}

}  // namespace

Growing jpeg_encode(const pi_shape &shape, const void *pixels, int quality) {
  if ((shape.channels != 1 && shape.channels != 3) || shape.sample_bytes != 1)
    unsupported("JPEG has 8 bits a sample and 1 or 3 channels");
  if (shape.width > JPEG_MAX_DIMENSION || shape.height > JPEG_MAX_DIMENSION)
    unsupported("JPEG has up to " + std::to_string(JPEG_MAX_DIMENSION) + " pixels a side");
  unsigned char *bytes = nullptr;
  unsigned long count = 0;
  Watch errors;
  if (!write(shape, static_cast<const uint8_t *>(pixels), quality, errors, &bytes, &count)) {
    std::free(bytes);
    refuse(errors);
  }
  Growing file;
  file.data = bytes;
  file.count = file.capacity = count;
  return file;
}

}  // namespace pleura
