// All directories of a TIFF file: the chain of pages, and the smaller levels that hang on them (SubIFDs).
#include "tiff.hpp"

namespace pleura {
namespace {

constexpr size_t most_pages = 65535;

struct Level {
  int64_t parent;
  uint64_t place;
};

pi_page current_page(const Tiff &tiff) {
  pi_page page = TiffTags(*tiff).page();
  page.place = int64_t(TIFFCurrentDirOffset(*tiff));
  float x = 0, y = 0;
  if (TIFFGetField(*tiff, TIFFTAG_XRESOLUTION, &x) && x > 0) page.resolution[0] = double(x);
  if (TIFFGetField(*tiff, TIFFTAG_YRESOLUTION, &y) && y > 0) page.resolution[1] = double(y);
  TIFFGetFieldDefaulted(*tiff, TIFFTAG_RESOLUTIONUNIT, &page.resolution_unit);
  return page;
}

}  // namespace

std::vector<pi_page> tiff_pages(Bytes file, std::string &description) {
  const Tiff tiff(file);
  const char *text = nullptr;
  if (TIFFGetField(*tiff, TIFFTAG_IMAGEDESCRIPTION, &text) && text) description = text;
  std::vector<pi_page> pages;
  std::vector<Level> levels;
  do {
    if (pages.size() == most_pages) unsupported("it holds more than 65535 pages");
    pages.push_back(current_page(tiff));
    uint16_t count = 0;
    const toff_t *places = nullptr;
    if (TIFFGetField(*tiff, TIFFTAG_SUBIFD, &count, &places) && places)
      for (uint16_t i = 0; i < count && i < 32; ++i) levels.push_back({int64_t(pages.size()) - 1, places[i]});
  } while (TIFFReadDirectory(*tiff));
  if (!Tiff::complaint().empty()) Tiff::refuse("");
  for (const Level &level : levels) {
    if (pages.size() == most_pages) break;
    if (!TIFFSetSubDirectory(*tiff, level.place)) Tiff::refuse("a smaller level of it lies outside of the file");
    pages.push_back(current_page(tiff));
    pages.back().parent = level.parent;
  }
  if (!Tiff::complaint().empty()) Tiff::refuse("");
  return pages;
}

int32_t tiff_palette(Bytes file, const pi_page &page, uint8_t *colours) {
  const Tiff tiff(file);
  uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
  if (!TIFFSetSubDirectory(*tiff, uint64_t(page.place))) Tiff::refuse("its page has gone");
  if (page.bits > 8 || !TIFFGetField(*tiff, TIFFTAG_COLORMAP, &red, &green, &blue)) damaged("it lacks its palette");
  const int32_t count = 1 << page.bits;
  bool wide = false;  // some programs write 8 bits where 16 belong
  for (int32_t i = 0; i < count; ++i) wide = wide || (red[i] | green[i] | blue[i]) > 255;
  for (int32_t i = 0; i < count; ++i) {
    const int shift = wide ? 8 : 0;
    colours[4 * i] = uint8_t(red[i] >> shift);
    colours[4 * i + 1] = uint8_t(green[i] >> shift);
    colours[4 * i + 2] = uint8_t(blue[i] >> shift);
    colours[4 * i + 3] = 255;
  }
  return count;
}

}  // namespace pleura
