#include "complaints.hpp"

#include <cstdio>
#include <cstring>

#include <png.h>

namespace pleura {
namespace {

struct Source {
  const char *at;
  size_t left;
  char text[128];
};

void read(png_structp state, png_bytep to, size_t count) {
  auto *source = static_cast<Source *>(png_get_io_ptr(state));
  if (count > source->left) png_error(state, "the file ends before its pixels begin");
  std::memcpy(to, source->at, count);
  source->at += count;
  source->left -= count;
}

void stop(png_structp state, png_const_charp message) {
  auto *source = static_cast<Source *>(png_get_error_ptr(state));
  std::snprintf(source->text, sizeof source->text, "%s", message);
  png_longjmp(state, 1);
}

// No object with a destructor may live in here: longjmp passes it by.
void run(Source &source) {
  png_structp state = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, stop, stop);
  if (!state) return;
  png_infop info = png_create_info_struct(state);  // before setjmp: its value is kept over a longjmp
  if (info && setjmp(png_jmpbuf(state)) == 0) {
    png_set_read_fn(state, &source, read);
    png_read_info(state, info);
  }
  png_destroy_read_struct(&state, &info, nullptr);
}

}  // namespace

std::string png_complaint(const void *bytes, size_t count) {
  Source source{static_cast<const char *>(bytes), count, {}};
  run(source);
  return source.text;
}

}  // namespace pleura
