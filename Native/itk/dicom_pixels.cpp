// The pixels of a DICOM file, whatever its transfer syntax: plain, RLE, JPEG, JPEG-LS, JPEG 2000.
#include "dicom.hpp"

#include <gdcmImage.h>
#include <gdcmImageChangePlanarConfiguration.h>
#include <gdcmImageReader.h>
#include <gdcmLookupTable.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace pleura {
namespace {

// GDCM's reader over a file in memory.
struct Opened {
  explicit Opened(Bytes file) : buffer(file), stream(&buffer) {
    quiet_gdcm();
    reader.SetStream(stream);
    const bool read = reader.Read();
    if (buffer.ended_early()) damaged("it ends after " + std::to_string(file.count) + " bytes, before its pixels do");
    if (!read) damaged("its pixels cannot be read");
  }
  MemoryBuffer buffer;
  std::istream stream;
  gdcm::ImageReader reader;
};

uint8_t rounded(double value) { return uint8_t(std::min(255.0, std::max(0.0, std::floor(value + 0.5)))); }

// Full-range YCbCr (DICOM PS3.3, C.7.6.3.1.2) to RGB.
void to_rgb(uint8_t *pixels, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    uint8_t *pixel = pixels + 3 * i;
    const double y = pixel[0], b = pixel[1] - 128.0, r = pixel[2] - 128.0;
    pixel[0] = rounded(y + 1.402 * r);
    pixel[1] = rounded(y - 0.114 * 1.772 / 0.587 * b - 0.299 * 1.402 / 0.587 * r);
    pixel[2] = rounded(y + 1.772 * b);
  }
}

std::vector<char> pixels_of(const gdcm::Image &image, size_t frame_size, int64_t frames) {
  const size_t whole = image.GetBufferLength();
  if (whole != frame_size * size_t(frames)) damaged("its elements contradict its pixels");
  std::vector<char> pixels(whole);
  if (!image.GetBuffer(pixels.data())) damaged("its pixels do not unpack");
  return pixels;
}

}  // namespace

void dicom_decode(Bytes file, const pi_page &page, int64_t frame, uint8_t *pixels) {
  Opened opened(file);
  const gdcm::Image *image = &opened.reader.GetImage();
  const size_t count = size_t(page.width) * size_t(page.height);
  const size_t size = count * size_t(page.channels) * component_size(page.component);
  if (frame < 0 || frame >= page.frames) damaged("it has no frame of this number");
  if (size * uint64_t(page.frames) > uint64_t(1) << 31) unsupported("its frames have more than 2 GiB together");
  const bool is_plain = !image->GetTransferSyntax().IsEncapsulated();
  if (is_plain && size * size_t(page.frames) > file.count)
    damaged(implausible(page.width, page.height * page.frames, file.count));
  const uint64_t least = is_plain ? 0 : size * uint64_t(page.frames) >> 18;
  if (least > file.count) damaged(implausible(page.width, page.height * page.frames, file.count));
  if (image->GetColumns() != page.width || image->GetRows() != page.height)
    damaged("its elements contradict its pixels");
  gdcm::ImageChangePlanarConfiguration together;
  if (page.channels == 3 && image->GetPlanarConfiguration() == 1) {
    together.SetInput(*image);
    together.SetPlanarConfiguration(0);
    if (!together.Change()) damaged("its pixels do not unpack");
    image = &together.GetOutput();
  }
  const std::vector<char> all = pixels_of(*image, size, page.frames);
  std::memcpy(pixels, all.data() + size * size_t(frame), size);
  using Kind = gdcm::PhotometricInterpretation;
  const Kind kind = image->GetPhotometricInterpretation();
  if (page.channels == 3 && (kind == Kind::YBR_FULL || kind == Kind::YBR_FULL_422)) to_rgb(pixels, count);
}

int32_t dicom_palette(Bytes file, uint8_t *colours) {
  const Opened opened(file);
  const gdcm::LookupTable &table = opened.reader.GetImage().GetLUT();
  const unsigned count = table.GetLUTLength(gdcm::LookupTable::RED);
  if (count == 0 || count > 256) unsupported("its palette has more than 256 colours, or none");
  std::vector<unsigned char> wide(size_t(65536) * 8);  // room for any table that GDCM hands out
  if (!table.GetBufferAsRGBA(wide.data())) damaged("its palette cannot be read");
  const bool deep = table.GetBitSample() == 16;
  for (unsigned i = 0; i < count; ++i)
    for (unsigned channel = 0; channel < 4; ++channel) {
      const unsigned at = 4 * i + channel;
      colours[at] = channel == 3 ? 255 : deep ? wide[2 * at + 1] : wide[at];
    }
  return int32_t(count);
}

}  // namespace pleura
