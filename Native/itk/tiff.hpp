// A TIFF file in memory, opened by libtiff, whose errors become Fault.
#pragma once
#include <string>

#include <tiffio.h>

#include "formats.hpp"

namespace pleura {

class Tiff {
 public:
  // Reads the first directory.
  explicit Tiff(Bytes file);
  ~Tiff();
  Tiff(const Tiff &) = delete;
  Tiff &operator=(const Tiff &) = delete;

  TIFF *operator*() const { return tiff_; }
  Bytes file() const { return memory_.file; }

  // What libtiff complained of on this thread since the file was opened; empty where it did not.
  static std::string complaint();
  // Throws the complaint, or `otherwise`.
  [[noreturn]] static void refuse(const std::string &otherwise);

  struct Memory {
    Bytes file;
    uint64_t at;
  };

 private:
  Memory memory_;
  TIFF *tiff_;
};

// What the tags of the current directory say.
struct TiffTags {
  uint32_t width = 0, height = 0, subfile = 0;
  uint16_t bits = 1, samples = 1, format = 1, photometric = 1, planar = 1, compression = 1, orientation = 1;
  uint16_t extras = 0, extra = 0;  // how many extra samples, and what the last one is

  explicit TiffTags(TIFF *tiff);
  // As a page; what cannot be read is in its `problem`.
  pi_page page() const;
};

}  // namespace pleura
