// One frame of a DICOM file that Swift made (PI_DICOM), in the codings that only GDCM reads.
//
// GDCM and the decoders under it are built with assertions on Debian, and print: a damaged frame would end Pleura. So a
// child process decodes, into memory that it shares; what happens to it is a damaged file.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cerrno>
#include <cstring>
#include <istream>
#include <new>
#include <streambuf>
#include <vector>

#include <gdcmImage.h>
#include <gdcmImageChangePlanarConfiguration.h>
#include <gdcmImageReader.h>
#include <gdcmTrace.h>

#include "formats.hpp"

namespace pleura {
namespace {

struct Buffer : std::streambuf {
  explicit Buffer(Bytes file) {
    char *start = const_cast<char *>(reinterpret_cast<const char *>(file.data));  // a get area is never written
    setg(start, start, start + file.count);
  }
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode) override {
    const off_type size = egptr() - eback();
    const off_type target = offset + (from == std::ios_base::beg ? 0 : from == std::ios_base::cur ? gptr() - eback() : size);
    if (target < 0 || target > size) return pos_type(off_type(-1));
    setg(eback(), eback() + target, egptr());
    return pos_type(target);
  }
  pos_type seekpos(pos_type place, std::ios_base::openmode mode) override {
    return seekoff(off_type(place), std::ios_base::beg, mode);
  }
};

// Decodes in this process; false for whatever GDCM finds wrong.
bool decode(Bytes file, const pi_page &page, uint8_t *pixels, size_t size) {
  gdcm::Trace::DebugOff();
  gdcm::Trace::WarningOff();
  gdcm::Trace::ErrorOff();
  Buffer buffer(file);
  std::istream stream(&buffer);
  gdcm::ImageReader reader;
  reader.SetStream(stream);
  if (!reader.Read()) return false;
  const gdcm::Image *image = &reader.GetImage();
  if (image->GetColumns() != page.width || image->GetRows() != page.height) return false;
  gdcm::ImageChangePlanarConfiguration together;
  if (page.channels == 3 && image->GetPlanarConfiguration() == 1) {
    together.SetInput(*image);
    together.SetPlanarConfiguration(0);
    if (!together.Change()) return false;
    image = &together.GetOutput();
  }
  if (image->GetBufferLength() != size) return false;
  return image->GetBuffer(reinterpret_cast<char *>(pixels));
}

[[noreturn]] void child(Bytes file, const pi_page &page, uint8_t *pixels, size_t size) noexcept {
  const int nowhere = open("/dev/null", O_RDWR);
  for (int i = 0; nowhere >= 0 && i < 3; ++i) dup2(nowhere, i);
  for (int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGXCPU}) signal(number, SIG_DFL);
  const rlimit none{0, 0}, seconds{9, 9};
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_CPU, &seconds);
  bool done = false;
  try {
    done = decode(file, page, pixels, size);
  } catch (...) {
  }
  _exit(done ? 0 : 1);
}

struct Shared {
  explicit Shared(size_t size)
      : size(size), memory(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
    if (memory == MAP_FAILED) throw std::bad_alloc();
  }
  ~Shared() { munmap(memory, size); }
  Shared(const Shared &) = delete;
  Shared &operator=(const Shared &) = delete;
  size_t size;
  void *memory;
};

}  // namespace

void dicom_decode(Bytes file, const pi_page &page, uint8_t *pixels) {
  const size_t size =
      size_t(page.width) * size_t(page.height) * size_t(page.channels) * component_size(page.component);
  if (size >> 18 > file.count) damaged(implausible(page.width, page.height, file.count));
  const Shared shared(size);
  const pid_t process = fork();
  if (process < 0) throw std::bad_alloc();
  if (process == 0) child(file, page, static_cast<uint8_t *>(shared.memory), size);
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) throw std::runtime_error("the process that decodes its pixels was lost");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) damaged("its compressed pixels do not unpack");
  std::memcpy(pixels, shared.memory, size);
}

}  // namespace pleura
