// A file without a place in any folder: ITK's readers and writers take paths, we hold bytes.
#pragma once
#include <cstddef>
#include <string>

namespace pleura {

class Scratch {
 public:
  // Empty. Throws std::system_error.
  Scratch();
  // Holding `count` bytes. Throws std::system_error (no memory left, mostly).
  Scratch(const void *bytes, size_t count);
  ~Scratch();
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  const std::string &path() const { return path_; }
  // All that was written by others into path(). Throws std::system_error, std::bad_alloc.
  size_t length() const;
  void copy(void *to, size_t count) const;

 private:
  int file_ = -1;
  bool named_ = false;  // has a directory entry, which the destructor removes
  std::string path_;
};

}  // namespace pleura
