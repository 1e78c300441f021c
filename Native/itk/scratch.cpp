#include "scratch.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace pleura {
namespace {

[[noreturn]] void fail(const char *what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

Scratch::Scratch() {
#ifdef __linux__
  file_ = memfd_create("pleura", MFD_CLOEXEC);
  if (file_ >= 0) {
    path_ = "/proc/self/fd/" + std::to_string(file_);
    if (access(path_.c_str(), R_OK | W_OK) == 0) return;
    close(file_);  // no /proc here
    file_ = -1;
  }
#endif
  const char *said = std::getenv("TMPDIR");
  for (const char *folder : {said && *said ? said : "/tmp", "/tmp"}) {  // TMPDIR need not exist
    path_ = std::string(folder) + "/pleura-XXXXXX";
    file_ = mkstemp(path_.data());
    if (file_ < 0) continue;
    named_ = true;
    return;
  }
  fail("no temporary file");
}

Scratch::Scratch(const void *bytes, size_t count) : Scratch() {
  const char *at = static_cast<const char *>(bytes);
  while (count > 0) {
    const ssize_t written = write(file_, at, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("no room for a copy of the file");
    at += written;
    count -= size_t(written);
  }
}

Scratch::~Scratch() {
  if (file_ >= 0) close(file_);
  if (named_) unlink(path_.c_str());
}

size_t Scratch::length() const {
  struct stat state;
  if (fstat(file_, &state) != 0) fail("no length");
  return size_t(state.st_size);
}

void Scratch::copy(void *to, size_t count) const {
  char *at = static_cast<char *>(to);
  off_t from = 0;
  while (count > 0) {
    const ssize_t got = pread(file_, at, count, from);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail("the copy cannot be read back");
    at += got;
    from += got;
    count -= size_t(got);
  }
}

}  // namespace pleura
