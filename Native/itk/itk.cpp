// libpleura-itk: image libraries and ITK's filters behind the table of pleura_itk.h.
#include "pleura_itk.h"

#include <itkMacro.h>
#include <itkObject.h>
#include <itkVersion.h>

#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>

#include "formats.hpp"
#include "masks.hpp"

extern "C" __attribute__((visibility("default"))) const void *pleura_itk_entry(char *, int) noexcept;

namespace {

using namespace pleura;

thread_local std::string failure;

// ITK's filters start threads, and it writes warnings to standard error.
void quiet() {
  static std::once_flag once;
  std::call_once(once, [] {
    itk::Object::GlobalWarningDisplayOff();
    compute_on_calling_threads();
  });
}

template <class Work>
int32_t guarded(Work work) noexcept {
  try {
    try {
      failure.clear();
      work();
      return PI_DONE;
    } catch (const Fault &e) {
      failure = e.what();
      return e.status;
    } catch (const itk::MemoryAllocationError &) {
      failure = "no memory";
      return PI_NO_MEMORY;
    } catch (const itk::ExceptionObject &e) {
      failure = e.GetDescription();
    } catch (const std::bad_alloc &) {
      failure = "no memory";
      return PI_NO_MEMORY;
    } catch (const std::exception &e) {
      failure = e.what();
    } catch (...) {
      failure = "an exception of an unknown type";
    }
  } catch (...) {  // the text itself found no memory
    return PI_NO_MEMORY;
  }
  return PI_FAILED;
}

template <class Value>
Value *copied(const Value *values, size_t count) {
  auto *memory = static_cast<Value *>(std::malloc(count * sizeof(Value)));
  if (!memory) throw std::bad_alloc();
  std::memcpy(memory, values, count * sizeof(Value));
  return memory;
}

int32_t inspect(int32_t format, const void *bytes, size_t count, pi_page **pages, size_t *found, char **text) noexcept {
  *pages = nullptr;
  *found = 0;
  *text = nullptr;
  return guarded([&] {
    const Bytes file{static_cast<const uint8_t *>(bytes), count};
    std::vector<pi_page> list;
    std::string facts;
    switch (format) {
      case PI_PNG: list.push_back(png_page(file)); break;
      case PI_JPEG: list.push_back(jpeg_page(file)); break;
      case PI_TIFF: list = tiff_pages(file, facts); break;
      default: throw std::runtime_error("no reader of this number");
    }
    *pages = copied(list.data(), list.size());
    try {
      *text = copied(facts.c_str(), facts.size() + 1);
    } catch (...) {
      std::free(*pages);
      *pages = nullptr;
      throw;
    }
    *found = list.size();
  });
}

int32_t decode(int32_t format, const void *bytes, size_t count, const pi_page *page, void *pixels,
               size_t capacity) noexcept {
  return guarded([&] {
    const Bytes file{static_cast<const uint8_t *>(bytes), count};
    const size_t needed =
        size_t(page->width) * size_t(page->height) * size_t(page->channels) * component_size(page->component);
    if (needed != capacity) throw std::runtime_error("the buffer does not fit");
    if (page->problem[0]) unsupported(page->problem);
    auto *to = static_cast<uint8_t *>(pixels);
    switch (format) {
      case PI_PNG: return png_decode(file, *page, to);
      case PI_JPEG: return jpeg_decode(file, *page, to);
      case PI_TIFF: return tiff_decode(file, *page, to);
      case PI_DICOM: return dicom_decode(file, *page, to);
      default: throw std::runtime_error("no reader of this number");
    }
  });
}

int32_t palette(int32_t format, const void *bytes, size_t count, const pi_page *page, uint8_t *colours,
                int32_t *entries) noexcept {
  *entries = 0;
  return guarded([&] {
    const Bytes file{static_cast<const uint8_t *>(bytes), count};
    switch (format) {
      case PI_PNG: *entries = png_palette(file, colours); break;
      case PI_TIFF: *entries = tiff_palette(file, *page, colours); break;
      default: throw std::runtime_error("a format without palettes");
    }
  });
}

// Hands malloc'ed memory to the caller.
template <class Make>
int32_t give(Make make, void **bytes, size_t *count) noexcept {
  *bytes = nullptr;
  *count = 0;
  return guarded([&] {
    const Growing made = make();
    *bytes = made.data;
    *count = made.count;
  });
}

int32_t unpack_stream(const void *bytes, size_t count, size_t limit, void **unpacked, size_t *length) noexcept {
  return give([&] { return unpack({static_cast<const uint8_t *>(bytes), count}, limit); }, unpacked, length);
}

int32_t encode_png(const pi_shape *shape, const void *pixels, int32_t level, void **bytes, size_t *count) noexcept {
  return give([&] { return png_encode(*shape, pixels, level); }, bytes, count);
}

int32_t encode_jpeg(const pi_shape *shape, const void *pixels, int32_t quality, void **bytes,
                    size_t *count) noexcept {
  return give([&] { return jpeg_encode(*shape, pixels, quality); }, bytes, count);
}

void release(void *memory) noexcept { std::free(memory); }

int32_t distance_map(int64_t width, int64_t height, const uint8_t *mask, const double spacing[2],
                     double *distances) noexcept {
  return guarded([&] {
    quiet();
    pleura::distance_map(width, height, mask, spacing, distances);
  });
}

int32_t components(int64_t width, int64_t height, const uint8_t *mask, int32_t diagonal, uint32_t *labels,
                   uint32_t *count) noexcept {
  return guarded([&] {
    quiet();
    *count = pleura::components(width, height, mask, diagonal != 0, labels);
  });
}

const pleura_itk_table table = {
    PLEURA_ITK_VERSION,
    sizeof(pleura_itk_table),
    []() noexcept { return itk::Version::GetITKVersion(); },
    []() noexcept { return failure.c_str(); },
    inspect,
    decode,
    palette,
    unpack_stream,
    encode_png,
    encode_jpeg,
    release,
    distance_map,
    components,
};

}  // namespace

const void *pleura_itk_entry(char *, int) noexcept {
  return &table;
}
