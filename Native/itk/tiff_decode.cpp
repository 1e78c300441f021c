// The pixels of a TIFF directory: strips or tiles, planes together or apart, unpacked to whole bytes.
#include "tiff.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

namespace pleura {
namespace {

// Where samples go: rows of the picture, `plane` of several or all of them side by side.
struct Target {
  const pi_page &page;
  const TiffTags &tags;
  uint8_t *pixels;

  size_t size() const { return component_size(page.component); }
  bool planar() const { return tags.planar == PLANARCONFIG_SEPARATE && tags.samples > 1; }
  size_t samples() const { return planar() ? 1 : tags.samples; }  // of a pixel in a block
  // Whether a row of a block is a row of the picture already, but for its length.
  bool is_plain() const { return !planar() && size_t(tags.bits) == 8 * size(); }

  uint8_t *at(size_t x, size_t y, size_t plane) const {
    return pixels + ((y * size_t(page.width) + x) * tags.samples + plane) * size();
  }

  // One row of a block, `columns` pixels wide, to the picture.
  void put(const uint8_t *row, size_t x, size_t y, size_t columns, size_t plane) const {
    uint8_t *to = at(x, y, plane);
    const size_t count = columns * samples();
    if (is_plain()) {
      std::memcpy(to, row, count * size());
      return;
    }
    const size_t step = planar() ? tags.samples * size() : size();
    if (tags.bits == 64 && size() == 4) return put_words(row, to, count, step);
    if (size_t(tags.bits) == 8 * size()) {
      for (size_t i = 0; i < count; ++i) std::memcpy(to + i * step, row + i * size(), size());
      return;
    }
    put_bits(row, to, count, step);
  }

 private:
  // Samples of 1 to 15 bits, packed from the highest bit on.
  void put_bits(const uint8_t *row, uint8_t *to, size_t count, size_t step) const {
    const unsigned bits = tags.bits, mask = (1u << bits) - 1;
    unsigned held = 0, have = 0;
    for (size_t i = 0; i < count; ++i) {
      for (; have < bits; have += 8) held = held << 8 | *row++;
      const uint16_t value = uint16_t(held >> (have - bits) & mask);
      have -= bits;
      if (size() == 1) {
        to[i * step] = uint8_t(value);
      } else {
        std::memcpy(to + i * step, &value, 2);
      }
    }
  }

  // Whole numbers of 64 bits, as long as 32 hold them.
  void put_words(const uint8_t *row, uint8_t *to, size_t count, size_t step) const {
    for (size_t i = 0; i < count; ++i) {
      int64_t value;
      std::memcpy(&value, row + 8 * i, 8);
      const bool fits = page.component == PI_INT32 ? value >= INT32_MIN && value <= INT32_MAX
                                                   : value >= 0 && value <= int64_t(UINT32_MAX);
      if (!fits) unsupported("it holds whole numbers of 64 bits that 32 bits do not hold");
      const auto word = uint32_t(uint64_t(value));
      std::memcpy(to + i * step, &word, 4);
    }
  }
};

class Blocks {
 public:
  Blocks(const Tiff &tiff, const Target &target) : tiff_(tiff), target_(target) {}

  void read_strips() {
    const auto &page = target_.page;
    uint32_t rows = 0;
    TIFFGetFieldDefaulted(*tiff_, TIFFTAG_ROWSPERSTRIP, &rows);
    if (rows == 0) damaged("its strips have no rows");
    const size_t down = std::min(uint64_t(rows), uint64_t(page.height));
    const size_t strips = (size_t(page.height) - 1) / down + 1;
    for (size_t plane = 0; plane < planes(); ++plane)
      for (size_t i = 0; i < strips; ++i) {
        const size_t top = i * down, count = std::min(down, size_t(page.height) - top);
        read_strip(uint32_t(plane * strips + i), top, count, plane);
      }
  }

  void read_tiles() {
    const auto &page = target_.page;
    uint32_t across = 0, down = 0;
    TIFFGetField(*tiff_, TIFFTAG_TILEWIDTH, &across);
    TIFFGetField(*tiff_, TIFFTAG_TILELENGTH, &down);
    if (across == 0 || down == 0 || std::max(across, down) > 1 << 16) damaged("its tiles have no sensible size");
    const size_t columns = (size_t(page.width) - 1) / across + 1, lines = (size_t(page.height) - 1) / down + 1;
    const uint64_t size = checked_size(TIFFTileSize64(*tiff_));
    const uint64_t row = TIFFTileRowSize64(*tiff_);
    if (row == 0 || row * down != size) damaged("its tiles have no sensible size");
    for (size_t plane = 0; plane < planes(); ++plane)
      for (size_t i = 0; i < columns * lines; ++i) {
        const size_t left = i % columns * across, top = i / columns * down;
        const auto index = uint32_t(plane * columns * lines + i);
        require_block(index, size, "tile");
        const auto got = TIFFReadEncodedTile(*tiff_, index, scratch(size), tmsize_t(size));
        require_all(index, uint64_t(got), size, "tile");
        for (size_t y = 0; y < std::min(size_t(down), size_t(page.height) - top); ++y)
          target_.put(scratch(size) + y * row, left, top + y, std::min(size_t(across), size_t(page.width) - left), plane);
      }
  }

 private:
  const Tiff &tiff_;
  const Target &target_;
  std::unique_ptr<uint8_t[]> scratch_;
  uint64_t capacity_ = 0;

  size_t planes() const { return target_.planar() ? target_.tags.samples : 1; }

  static uint64_t checked_size(uint64_t size) {
    if (size == 0) Tiff::refuse("its strips or tiles have no sensible size");
    if (size > uint64_t(1) << 31) unsupported("its strips or tiles have more than 2 GiB each");
    return size;
  }

  uint8_t *scratch(uint64_t size) {
    if (size > capacity_) {
      scratch_.reset(new uint8_t[size]);  // left as it is: filled whole or not used
      capacity_ = size;
    }
    return scratch_.get();
  }

  void read_strip(uint32_t index, size_t top, size_t count, size_t plane) {
    const uint64_t size = checked_size(TIFFVStripSize64(*tiff_, uint32_t(count)));
    require_block(index, size, "strip");
    const uint64_t row = size / count;
    const bool direct =
        target_.is_plain() && row == uint64_t(target_.page.width) * target_.tags.samples * target_.size();
    uint8_t *to = direct ? target_.at(0, top, 0) : scratch(size);
    const auto got = TIFFReadEncodedStrip(*tiff_, index, to, tmsize_t(size));
    require_all(index, uint64_t(got), size, "strip");
    if (direct) return;
    for (size_t y = 0; y < count; ++y) target_.put(to + y * row, 0, top + y, size_t(target_.page.width), plane);
  }

  static std::string name(uint32_t index, const char *kind) { return "its " + std::string(kind) + " " + std::to_string(index); }

  // A block lies inside of the file and is long enough; of deflated ones the checksum is right.
  void require_block(uint32_t index, uint64_t size, const char *kind) const {
    const Bytes file = tiff_.file();
    const uint64_t offset = TIFFGetStrileOffset(*tiff_, index), count = TIFFGetStrileByteCount(*tiff_, index);
    if (!Tiff::complaint().empty()) Tiff::refuse("");
    if (offset == 0 || count == 0) damaged(name(index, kind) + " is missing");
    if (offset > file.count || count > file.count - offset)
      damaged("its pixels reach beyond its end (" + std::to_string(file.count) + " bytes)");
    const uint16_t compression = target_.tags.compression;
    if (compression == COMPRESSION_NONE && count < size)
      damaged(name(index, kind) + " has " + std::to_string(count) + " bytes, " + std::to_string(size) + " are needed");
    const uint64_t most = most_unpacked(compression, count);
    if (size > most) damaged(implausible(target_.page.width, target_.page.height, file.count));
    // libtiff stops when the strip is full, before the checksum (Adler-32) behind it.
    if (compression == COMPRESSION_ADOBE_DEFLATE || compression == COMPRESSION_DEFLATE)
      check_zlib({file.data + offset, size_t(count)}, 2 * size + (1 << 20), name(index, kind));
  }

  // More bytes than these do not come out of `count` packed ones.
  static uint64_t most_unpacked(uint16_t compression, uint64_t count) {
    switch (compression) {
      case COMPRESSION_ADOBE_DEFLATE: case COMPRESSION_DEFLATE: return 1032 * count + 1024;
      case COMPRESSION_PACKBITS: return 64 * count + 128;
      case COMPRESSION_LZW: return 4096 * count;
      default: return count << 18;
    }
  }

  static void require_all(uint32_t index, uint64_t got, uint64_t size, const char *kind) {
    if (!Tiff::complaint().empty()) Tiff::refuse("");
    if (got != size) damaged(name(index, kind) + " does not unpack to its pixels");
  }
};

}  // namespace

void tiff_decode(Bytes file, const pi_page &page, uint8_t *pixels) {
  const Tiff tiff(file);
  if (!TIFFSetSubDirectory(*tiff, uint64_t(page.place))) Tiff::refuse("its page has gone");
  const TiffTags tags(*tiff);
  if (tags.compression == COMPRESSION_JPEG && tags.photometric == PHOTOMETRIC_YCBCR)
    TIFFSetField(*tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  const Target target{page, tags, pixels};
  Blocks blocks(tiff, target);
  if (TIFFIsTiled(*tiff)) {
    blocks.read_tiles();
  } else {
    blocks.read_strips();
  }
}

}  // namespace pleura
