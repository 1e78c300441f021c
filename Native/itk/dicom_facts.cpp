// What the elements of a DICOM file say of its pixels, its spacing and its patient.
#include "dicom.hpp"

#include <gdcmFile.h>
#include <gdcmImageHelper.h>
#include <gdcmReader.h>
#include <gdcmTrace.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>

namespace pleura {

MemoryBuffer::MemoryBuffer(Bytes file) {
  char *start = const_cast<char *>(reinterpret_cast<const char *>(file.data));  // a get area is never written
  setg(start, start, start + file.count);
}

std::streamsize MemoryBuffer::xsgetn(char *to, std::streamsize count) {
  const std::streamsize left = egptr() - gptr(), got = count < left ? count : left;
  // The end between two elements is no fault: GDCM asks for the next one's tag of 4 bytes and gets none.
  if (got < count && (got > 0 || count > 4)) ended_early_ = true;
  if (got <= 0) return 0;
  std::memcpy(to, gptr(), size_t(got));
  setg(eback(), gptr() + got, egptr());
  return got;
}

MemoryBuffer::pos_type MemoryBuffer::seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode) {
  const off_type start = from == std::ios_base::beg ? 0 : from == std::ios_base::cur ? gptr() - eback() : egptr() - eback();
  const off_type target = start + offset;
  if (target < 0 || target > egptr() - eback()) {
    ended_early_ = true;
    return pos_type(off_type(-1));
  }
  setg(eback(), eback() + target, egptr());
  return pos_type(target);
}

MemoryBuffer::pos_type MemoryBuffer::seekpos(pos_type place, std::ios_base::openmode mode) {
  return seekoff(off_type(place), std::ios_base::beg, mode);
}

void quiet_gdcm() {
  static std::once_flag once;
  std::call_once(once, [] {
    gdcm::Trace::DebugOff();
    gdcm::Trace::WarningOff();
    gdcm::Trace::ErrorOff();
  });
}

std::string text_of(const gdcm::DataSet &set, gdcm::Tag tag) {
  if (!set.FindDataElement(tag)) return "";
  const gdcm::ByteValue *value = set.GetDataElement(tag).GetByteValue();
  if (!value || !value->GetPointer() || value->GetLength() == 0) return "";
  std::string text(value->GetPointer(), std::min(size_t(value->GetLength()), size_t(1024)));
  for (char &letter : text)
    if (letter == '\n' || letter == '\r') letter = ' ';
  const auto blank = std::string(" \0", 2);
  const auto first = text.find_first_not_of(blank), last = text.find_last_not_of(blank);
  return first == text.npos ? "" : text.substr(first, last - first + 1);
}

int number_of(const gdcm::DataSet &set, gdcm::Tag tag, int otherwise) {
  if (!set.FindDataElement(tag)) return otherwise;
  const gdcm::ByteValue *value = set.GetDataElement(tag).GetByteValue();
  if (!value || !value->GetPointer() || value->GetLength() < 2) return otherwise;
  uint16_t number;
  std::memcpy(&number, value->GetPointer(), 2);
  return number;
}

namespace {

const gdcm::Tag pixel_data(0x7FE0, 0x0010);

pi_page described(const gdcm::DataSet &set) {
  const int rows = number_of(set, gdcm::Tag(0x0028, 0x0010), 0), columns = number_of(set, gdcm::Tag(0x0028, 0x0011), 0);
  if (rows == 0 || columns == 0) unsupported("it is a DICOM file without an image");
  const int samples = number_of(set, gdcm::Tag(0x0028, 0x0002), 1);
  const int allocated = number_of(set, gdcm::Tag(0x0028, 0x0100), 16);
  const bool is_signed = number_of(set, gdcm::Tag(0x0028, 0x0103), 0) == 1;
  const int32_t component = allocated == 8    ? (is_signed ? PI_INT8 : PI_UINT8)
                            : allocated == 32 ? (is_signed ? PI_INT32 : PI_UINT32)
                                              : (is_signed ? PI_INT16 : PI_UINT16);
  pi_page page = plain_page(columns, rows, samples, component);
  const std::string photometric = text_of(set, gdcm::Tag(0x0028, 0x0004));
  page.photometric = photometric == "MONOCHROME1"     ? PI_WHITE_IS_ZERO
                     : photometric == "PALETTE COLOR" ? PI_PALETTE
                     : samples == 3                   ? PI_RGB
                                                      : PI_BLACK_IS_ZERO;
  const int stored = number_of(set, gdcm::Tag(0x0028, 0x0101), allocated);
  page.bits = stored >= 1 && stored <= allocated ? stored : allocated;
  const std::string frames = text_of(set, gdcm::Tag(0x0028, 0x0008));
  page.frames = frames.empty() ? 1 : std::max(1l, std::strtol(frames.c_str(), nullptr, 10));
  page.lossy = text_of(set, gdcm::Tag(0x0028, 0x2110)) == "01";
  const char *problem = nullptr;
  if (allocated != 8 && allocated != 16 && allocated != 32) problem = "its pixels have neither 8, 16 nor 32 bits";
  if (samples != 1 && samples != 3) problem = "its pixels have neither one sample nor three";
  if (page.photometric == PI_PALETTE && allocated != 8) problem = "its palette has more than 256 colours";
  if (samples == 3 && allocated != 8) problem = "its colours have more than 8 bits";
  if (problem) std::snprintf(page.problem, sizeof page.problem, "%s", problem);
  return page;
}

std::string line(const char *name, const std::string &value) {
  return value.empty() ? "" : std::string(name) + " " + value + "\n";
}

std::string facts_of(const gdcm::File &file) {
  const gdcm::DataSet &set = file.GetDataSet();
  std::string facts;
  const std::string spacing = text_of(set, gdcm::Tag(0x0028, 0x0030));
  facts += line("spacing", spacing.empty() ? text_of(set, gdcm::Tag(0x0018, 0x1164)) : spacing);
  facts += line("slices", text_of(set, gdcm::Tag(0x0018, 0x0088)));
  facts += line("patient", text_of(set, gdcm::Tag(0x0010, 0x0020)));
  facts += line("burned", text_of(set, gdcm::Tag(0x0028, 0x0301)));
  facts += line("slope", text_of(set, gdcm::Tag(0x0028, 0x1053)));
  facts += line("intercept", text_of(set, gdcm::Tag(0x0028, 0x1052)));
  facts += line("window", text_of(set, gdcm::Tag(0x0028, 0x1050)) + "\\" + text_of(set, gdcm::Tag(0x0028, 0x1051)));
  return facts;
}

}  // namespace

pi_page dicom_page(Bytes file, std::string &facts) {
  quiet_gdcm();
  MemoryBuffer buffer(file);
  std::istream stream(&buffer);
  gdcm::Reader reader;
  reader.SetStream(stream);
  if (!reader.ReadUpToTag(pixel_data, std::set<gdcm::Tag>())) damaged("its elements cannot be read");
  const pi_page page = described(reader.GetFile().GetDataSet());
  facts = facts_of(reader.GetFile());
  return page;
}

}  // namespace pleura
