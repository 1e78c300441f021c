// What the tags of a TIFF directory say of its pixels.
#include "tiff.hpp"

#include <cstdio>

namespace pleura {
namespace {

// -1 for samples that are not read.
int32_t component_of(const TiffTags &tags) {
  switch (tags.format) {
    case SAMPLEFORMAT_UINT: case SAMPLEFORMAT_VOID:
      if (tags.bits >= 1 && tags.bits <= 16) return tags.bits <= 8 ? PI_UINT8 : PI_UINT16;
      return tags.bits == 32 || tags.bits == 64 ? PI_UINT32 : -1;
    case SAMPLEFORMAT_INT:
      if (tags.bits == 8) return PI_INT8;
      if (tags.bits == 16) return PI_INT16;
      return tags.bits == 32 || tags.bits == 64 ? PI_INT32 : -1;
    case SAMPLEFORMAT_IEEEFP:
      return tags.bits == 16 ? PI_FLOAT16 : tags.bits == 32 ? PI_FLOAT32 : tags.bits == 64 ? PI_FLOAT64 : -1;
    default: return -1;
  }
}

const char *compression_problem(const TiffTags &tags) {
  switch (tags.compression) {
    case COMPRESSION_OJPEG: return "it is compressed as the JPEG of TIFF's first version (6)";
    case 33003: case 33005: case 34712: return "it is compressed as JPEG 2000";
    case 34892: return "it is compressed as lossy DNG";
    default: break;
  }
  return TIFFIsCODECConfigured(tags.compression) ? nullptr : "its compression is not known to libtiff";
}

const char *colour_problem(const TiffTags &tags) {
  const bool is_jpeg = tags.compression == COMPRESSION_JPEG;
  switch (tags.photometric) {
    case PHOTOMETRIC_MINISWHITE: case PHOTOMETRIC_MINISBLACK: case PHOTOMETRIC_MASK: return nullptr;
    case PHOTOMETRIC_RGB: return tags.samples >= 3 ? nullptr : "it is RGB of fewer than three samples";
    case PHOTOMETRIC_PALETTE:
      return tags.samples == 1 && tags.bits <= 8 ? nullptr : "its palette has more than 256 colours";
    case PHOTOMETRIC_SEPARATED: return tags.samples >= 4 ? nullptr : "its inks are not the four of print";
    case PHOTOMETRIC_YCBCR:
      return is_jpeg && tags.samples == 3 ? nullptr : "its colours are stored as YCbCr without JPEG";
    default: return "its colours are stored as something else than grey, RGB, a palette or CMYK";
  }
}

int32_t photometric_of(const TiffTags &tags) {
  switch (tags.photometric) {
    case PHOTOMETRIC_MINISWHITE: return PI_WHITE_IS_ZERO;
    case PHOTOMETRIC_RGB: case PHOTOMETRIC_YCBCR: return PI_RGB;
    case PHOTOMETRIC_PALETTE: return PI_PALETTE;
    case PHOTOMETRIC_SEPARATED: return PI_CMYK;
    default: return PI_BLACK_IS_ZERO;
  }
}

}  // namespace

TiffTags::TiffTags(TIFF *tiff) {
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SUBFILETYPE, &subfile);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &compression);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
  if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric))
    photometric = samples == 3 || samples == 4 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
  uint16_t *kinds = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds) && extras > 0 && kinds) extra = kinds[extras - 1];
}

pi_page TiffTags::page() const {
  const int32_t component = component_of(*this);
  pi_page page = plain_page(width, height, samples, component < 0 ? PI_UINT8 : component);
  page.photometric = photometric_of(*this);
  page.alpha = extras > 0 && (extra == EXTRASAMPLE_ASSOCALPHA || extra == EXTRASAMPLE_UNASSALPHA);
  page.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
  page.bits = bits;
  page.lossy = compression == COMPRESSION_JPEG || compression == COMPRESSION_WEBP;
  page.reduced = (subfile & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0;
  const char *problem = component < 0 ? "its samples are of a type that is not read" : colour_problem(*this);
  if (!problem) problem = compression_problem(*this);
  if (component < 0) {
    std::snprintf(page.problem, sizeof page.problem, "its samples are %s numbers of %d bits",
                  format == SAMPLEFORMAT_IEEEFP ? "floating-point" : format > 4 ? "complex" : "whole", int(bits));
  } else if (problem) {
    std::snprintf(page.problem, sizeof page.problem, "%s", problem);
  }
  return page;
}

}  // namespace pleura
