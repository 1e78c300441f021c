#include "tiff.hpp"

#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>

namespace pleura {
namespace {

thread_local char said[200];

void keep(const char *module, const char *format, va_list values) {
  if (said[0]) return;  // the first complaint is the cause of the others
  char text[160];
  std::vsnprintf(text, sizeof text, format, values);
  std::snprintf(said, sizeof said, "%s%s%s", module && *module ? module : "", module && *module ? ": " : "", text);
}

void on_error(const char *module, const char *format, va_list values) { keep(module, format, values); }

// libtiff warns of what it does not know, which is no damage, and of data that it makes up, which are.
void on_warning(const char *module, const char *format, va_list values) {
  for (const char *decoder : {"JPEGLib", "PackBitsDecode", "LZWDecode", "LZWDecodeCompat", "ZIPDecode", "ZSTDDecode",
                              "LZMADecode", "Fax3Decode1D", "Fax3Decode2D", "Fax4Decode"})
    if (module && std::strcmp(module, decoder) == 0) return keep(module, format, values);
  for (const char *words : {"IO error during reading", "IFD looping"})
    if (std::strstr(format, words)) return keep(module, format, values);
}

tmsize_t read(thandle_t handle, void *to, tmsize_t count) {
  auto *memory = static_cast<Tiff::Memory *>(handle);
  if (count <= 0 || memory->at >= memory->file.count) return 0;
  const uint64_t left = memory->file.count - memory->at, got = left < uint64_t(count) ? left : uint64_t(count);
  std::memcpy(to, memory->file.data + memory->at, got);
  memory->at += got;
  return tmsize_t(got);
}

tmsize_t write(thandle_t, void *, tmsize_t) { return 0; }

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  auto *memory = static_cast<Tiff::Memory *>(handle);
  memory->at = whence == SEEK_SET ? offset : whence == SEEK_CUR ? memory->at + offset : memory->file.count + offset;
  return memory->at;
}

int close(thandle_t) { return 0; }
toff_t size(thandle_t handle) { return static_cast<Tiff::Memory *>(handle)->file.count; }

int map(thandle_t handle, void **base, toff_t *count) {
  const Bytes file = static_cast<Tiff::Memory *>(handle)->file;
  *base = const_cast<uint8_t *>(file.data);  // libtiff reads what it was given for reading
  *count = file.count;
  return 1;
}

void unmap(thandle_t, void *, toff_t) {}

}  // namespace

Tiff::Tiff(Bytes file) : memory_{file, 0} {
  static std::once_flag once;
  std::call_once(once, [] {
    TIFFSetErrorHandler(on_error);
    TIFFSetWarningHandler(on_warning);
  });
  said[0] = 0;
  tiff_ = TIFFClientOpen("TIFF", "r", &memory_, read, write, seek, close, size, map, unmap);
  if (!tiff_) refuse("its header is damaged");
}

Tiff::~Tiff() {
  if (tiff_) TIFFClose(tiff_);
}

std::string Tiff::complaint() { return said; }

void Tiff::refuse(const std::string &otherwise) { damaged(said[0] ? said : otherwise); }

}  // namespace pleura
