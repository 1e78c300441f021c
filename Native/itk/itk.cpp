// libpleura-itk: ITK's image readers, writers and filters behind the table of pleura_itk.h.
#include "pleura_itk.h"

#include <dlfcn.h>
#include <itkJPEGImageIO.h>
#include <itkPNGImageIO.h>
#include <itkTIFFImageIO.h>
#include <itkVersion.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "complaints.hpp"
#include "masks.hpp"
#include "scratch.hpp"

extern "C" __attribute__((visibility("default"))) const void *pleura_itk_entry(char *, int) noexcept;

namespace {

using pleura::Scratch;

thread_local std::string failure;

struct Different : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// ITK's IO class, made without ITK's object factories: nothing is registered, no folder is searched
// for plug-ins (ITK_AUTOLOAD_PATH), and no list is shared between threads.
template <class IO>
struct Plain final : IO {
  static itk::ImageIOBase::Pointer make() {
    itk::ImageIOBase::Pointer io = new Plain;
    io->UnRegister();  // the pointer holds the one reference now
    return io;
  }
};

itk::ImageIOBase::Pointer reader(int32_t format) {
  switch (format) {
    case PI_PNG: return Plain<itk::PNGImageIO>::make();
    case PI_JPEG: return Plain<itk::JPEGImageIO>::make();
    case PI_TIFF: return Plain<itk::TIFFImageIO>::make();
    default: throw std::runtime_error("no reader of this number");
  }
}

// ITK's libtiff, its own or the system's: distributions do not ship the header that says which.
void silence_tiff() {
  using Handler = void (*)();
  Dl_info here;
  if (!dladdr(reinterpret_cast<const void *>(pleura_itk_entry), &here)) return;
  void *self = dlopen(here.dli_fname, RTLD_NOW | RTLD_NOLOAD);  // finds what ITK's libraries need too
  if (!self) return;
  for (const char *prefix : {"itk_", ""})
    for (const char *name : {"TIFFSetWarningHandler", "TIFFSetErrorHandler"})
      if (void *set = dlsym(self, (std::string(prefix) + name).c_str()))
        reinterpret_cast<Handler (*)(Handler)>(set)(nullptr);
  dlclose(self);  // gives back the count of RTLD_NOLOAD; the library stays
}

// The warnings of ITK and of its libtiff would go to standard error, and its filters start threads.
void quiet() {
  static std::once_flag once;
  std::call_once(once, [] {
    itk::Object::GlobalWarningDisplayOff();
    pleura::compute_on_calling_threads();
    silence_tiff();
  });
}

void read_information(itk::ImageIOBase &io, int32_t format) {
  // ITK's TIFF reader swaps libtiff's error handler, which all threads share, while it opens a file.
  static std::mutex opening;
  const auto lock = format == PI_TIFF ? std::unique_lock(opening) : std::unique_lock<std::mutex>();
  io.ReadImageInformation();
}

void require_shape(const itk::ImageIOBase &io, const pi_shape &shape) {
  using E = itk::IOComponentEnum;
  const E wanted = shape.sample_bytes == 1 ? E::UCHAR : E::USHORT;
  if (io.GetNumberOfDimensions() == 2 && int64_t(io.GetDimensions(0)) == shape.width &&
      int64_t(io.GetDimensions(1)) == shape.height &&
      int64_t(io.GetNumberOfComponents()) == shape.channels && io.GetComponentType() == wanted)
    return;
  throw Different("ITK sees " + std::to_string(io.GetNumberOfComponents()) + " channel(s) of " +
                  itk::ImageIOBase::GetComponentTypeAsString(io.GetComponentType()) + " in " +
                  std::to_string(io.GetNumberOfDimensions()) + " dimensions");
}

void set_region(itk::ImageIOBase &io, const pi_shape &shape) {
  itk::ImageIORegion region(2);
  region.SetSize(0, size_t(shape.width));
  region.SetSize(1, size_t(shape.height));
  io.SetIORegion(region);
}

// The first line of ITK's text, without class and address ("ITK ERROR: PNGImageIO(0x55...): ") and
// without the scratch file's name, which says nothing to anybody.
std::string plain(std::string text) {
  if (const auto end = text.find("): "); end != text.npos) text.erase(0, end + 3);
  for (const char *end : {"\n", ": /proc/self/fd/", " /proc/self/fd/", ": /tmp/", " in /tmp/"})
    if (const auto at = text.find(end); at != text.npos) text.erase(at);
  return text;
}

template <class Work>
int32_t guarded(Work work) noexcept {
  try {
    try {
      quiet();
      failure.clear();
      work();
      return PI_DONE;
    } catch (const itk::MemoryAllocationError &) {
      failure = "no memory";
      return PI_NO_MEMORY;
    } catch (const itk::ExceptionObject &e) {
      failure = plain(e.GetDescription());
      return PI_DAMAGED;
    } catch (const Different &e) {
      failure = e.what();
      return PI_DIFFERENT;
    } catch (const std::bad_alloc &) {
      failure = "no memory";
      return PI_NO_MEMORY;
    } catch (const std::system_error &e) {
      failure = e.what();
      return e.code() == std::errc::no_space_on_device || e.code() == std::errc::not_enough_memory
                 ? PI_NO_MEMORY
                 : PI_FAILED;
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

int32_t decode(int32_t format, const void *bytes, size_t count, const pi_shape *shape, void *pixels,
               size_t capacity) noexcept {
  std::string complaint;
  const int32_t status = guarded([&] {
    if (format == PI_JPEG) complaint = pleura::jpeg_complaint(bytes, count);
    if (format == PI_PNG) complaint = pleura::png_complaint(bytes, count);
    if (!complaint.empty()) return;
    const Scratch file(bytes, count);
    const auto io = reader(format);
    io->SetFileName(file.path());
    read_information(*io, format);
    require_shape(*io, *shape);
    set_region(*io, *shape);
    if (size_t(io->GetImageSizeInBytes()) != capacity) throw Different("the buffer does not fit");
    io->Read(pixels);
  });
  if (complaint.empty()) return status;
  failure.swap(complaint);
  return PI_DAMAGED;
}

// Writes a picture through an IO that knows its compression already; the file's content is the caller's.
template <class Make>
int32_t encode(const pi_shape *shape, const void *pixels, Make make, void **bytes, size_t *count) noexcept {
  *bytes = nullptr;
  *count = 0;
  return guarded([&] {
    const Scratch file;
    const itk::ImageIOBase::Pointer io = make();
    io->SetFileName(file.path());
    io->SetNumberOfDimensions(2);
    io->SetDimensions(0, size_t(shape->width));
    io->SetDimensions(1, size_t(shape->height));
    io->SetNumberOfComponents(unsigned(shape->channels));
    io->SetComponentType(shape->sample_bytes == 1 ? itk::IOComponentEnum::UCHAR : itk::IOComponentEnum::USHORT);
    set_region(*io, *shape);
    io->Write(pixels);
    const size_t length = file.length();
    std::unique_ptr<void, void (*)(void *)> memory(std::malloc(length), std::free);
    if (!memory) throw std::bad_alloc();
    file.copy(memory.get(), length);
    *bytes = memory.release();
    *count = length;
  });
}

int32_t encode_png(const pi_shape *shape, const void *pixels, int32_t level, void **bytes,
                   size_t *count) noexcept {
  const auto make = [level] {
    const auto io = Plain<itk::PNGImageIO>::make();
    io->SetUseCompression(true);
    io->SetCompressionLevel(level);
    return io;
  };
  return encode(shape, pixels, make, bytes, count);
}

int32_t encode_jpeg(const pi_shape *shape, const void *pixels, int32_t quality, void **bytes,
                    size_t *count) noexcept {
  const auto make = [quality] {
    const auto io = Plain<itk::JPEGImageIO>::make();
    io->SetCompressionLevel(quality);  // ITK's word for the quality of a JPEG
    return io;
  };
  return encode(shape, pixels, make, bytes, count);
}

void release(void *bytes) noexcept { std::free(bytes); }

int32_t distance_map(int64_t width, int64_t height, const uint8_t *mask, const double spacing[2],
                     double *distances) noexcept {
  return guarded([&] { pleura::distance_map(width, height, mask, spacing, distances); });
}

int32_t components(int64_t width, int64_t height, const uint8_t *mask, int32_t diagonal, uint32_t *labels,
                   uint32_t *count) noexcept {
  return guarded([&] { *count = pleura::components(width, height, mask, diagonal != 0, labels); });
}

const pleura_itk_table table = {
    PLEURA_ITK_VERSION,
    sizeof(pleura_itk_table),
    []() noexcept { return itk::Version::GetITKVersion(); },
    []() noexcept { return failure.c_str(); },
    decode,
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
