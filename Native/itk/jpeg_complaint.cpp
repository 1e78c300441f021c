#include "complaints.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace pleura {
namespace {

struct Watch {
  jpeg_error_mgr manager;  // first: libjpeg hands back a pointer to it
  jmp_buf out;
  char text[JMSG_LENGTH_MAX];
};

Watch *watch(j_common_ptr state) { return reinterpret_cast<Watch *>(state->err); }

void stop(j_common_ptr state) {
  state->err->format_message(state, watch(state)->text);
  longjmp(watch(state)->out, 1);
}

void note(j_common_ptr state, int level) {
  if (level < 0) stop(state);  // a warning: missing data were filled in. Above zero it is tracing.
}

void silent(j_common_ptr) {}

// No object with a destructor may live in here: longjmp passes it by.
void run(const void *bytes, size_t count, Watch &errors) {
  jpeg_decompress_struct state;
  state.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = stop;
  errors.manager.emit_message = note;
  errors.manager.output_message = silent;
  if (setjmp(errors.out)) {
    jpeg_destroy_decompress(&state);
    return;
  }
  jpeg_create_decompress(&state);
  jpeg_mem_src(&state, static_cast<const unsigned char *>(bytes), static_cast<unsigned long>(count));
  jpeg_read_header(&state, TRUE);
  state.scale_num = 1;
  state.scale_denom = 8;
  state.do_fancy_upsampling = FALSE;
  jpeg_start_decompress(&state);
  // From libjpeg's own pool, which jpeg_destroy_decompress empties.
  JSAMPARRAY row = state.mem->alloc_sarray(reinterpret_cast<j_common_ptr>(&state), JPOOL_IMAGE,
                                           state.output_width * JDIMENSION(state.output_components), 1);
  while (state.output_scanline < state.output_height) jpeg_read_scanlines(&state, row, 1);
  jpeg_finish_decompress(&state);
  jpeg_destroy_decompress(&state);
}

}  // namespace

std::string jpeg_complaint(const void *bytes, size_t count) {
  Watch errors;
  errors.text[0] = 0;
  run(bytes, count, errors);
  return errors.text;
}

}  // namespace pleura
