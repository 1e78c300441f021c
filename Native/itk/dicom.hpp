// A DICOM file in memory, parsed by GDCM.
#pragma once
#include <gdcmDataSet.h>
#include <gdcmTag.h>

#include <istream>
#include <streambuf>
#include <string>

#include "formats.hpp"

namespace pleura {

// Bytes as a stream that notes when more was asked of it than there is. GDCM itself accepts pixels that end early.
class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(Bytes file);
  bool ended_early() const { return ended_early_; }

 protected:
  std::streamsize xsgetn(char *to, std::streamsize count) override;
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode) override;
  pos_type seekpos(pos_type place, std::ios_base::openmode mode) override;

 private:
  bool ended_early_ = false;
};

// Makes GDCM silent. Before its first use.
void quiet_gdcm();

// The text of an element without the spaces and zeros round it; empty where there is none.
std::string text_of(const gdcm::DataSet &set, gdcm::Tag tag);
// The unsigned number of 16 bits of an element, or `otherwise`.
int number_of(const gdcm::DataSet &set, gdcm::Tag tag, int otherwise);

}  // namespace pleura
