#include "formats.hpp"

#include <cstdlib>
#include <new>

#include <zlib.h>

namespace pleura {
namespace {

struct Stream : z_stream {
  explicit Stream(int window, Bytes packed) : z_stream{} {
    next_in = const_cast<uint8_t *>(packed.data);
    left = packed.count;
    if (inflateInit2(this, window) != Z_OK) throw std::bad_alloc();
  }
  ~Stream() { inflateEnd(this); }
  Stream(const Stream &) = delete;
  Stream &operator=(const Stream &) = delete;

  // Fills `room` bytes at `to` as far as the stream goes; returns how many.
  size_t fill(uint8_t *to, size_t room, int &status) {
    next_out = to;
    avail_out = uInt(room);
    do {
      if (avail_in == 0) {
        avail_in = uInt(left < (1u << 30) ? left : (1u << 30));
        left -= avail_in;
      }
      status = inflate(this, Z_NO_FLUSH);
    } while (status == Z_OK && avail_out > 0 && (avail_in > 0 || left > 0));
    return room - avail_out;
  }

  // What zlib found wrong, for people.
  std::string fault(int status) const {
    if (msg) return msg;
    return status == Z_BUF_ERROR || status == Z_OK ? "it ends early" : "it is no deflate stream";
  }

  size_t left;
};

}  // namespace

Growing unpack(Bytes packed, size_t limit) {
  Stream stream(15 + 32, packed);  // zlib or gzip, whichever it is
  Growing result;
  uint8_t part[1 << 16];
  try {
    for (;;) {
      int status = Z_OK;
      const size_t got = stream.fill(part, sizeof part, status);
      if (got > limit - result.count)
        unsupported("it unpacks to more than " + std::to_string(limit >> 20) + " MiB");
      if (!result.add(part, got)) throw std::bad_alloc();
      if (status == Z_OK && stream.avail_out == 0) continue;
      if (status != Z_STREAM_END) damaged("its compressed data are damaged: " + stream.fault(status));
      const bool another = stream.avail_in > 1 && stream.next_in[0] == 0x1F && stream.next_in[1] == 0x8B;
      if (!another) return result;
      inflateReset(&stream);
    }
  } catch (...) {
    std::free(result.data);
    throw;
  }
}

void check_zlib(Bytes packed, uint64_t limit, const std::string &what) {
  Stream stream(15, packed);
  uint8_t part[1 << 15];
  uint64_t total = 0;
  for (;;) {
    int status = Z_OK;
    total += stream.fill(part, sizeof part, status);
    if (status == Z_STREAM_END) return;
    if (status == Z_OK && stream.avail_out == 0 && total <= limit) continue;
    if (total > limit) damaged(what + " unpacks to more bytes than it has pixels");
    damaged(what + " is damaged: " + stream.fault(status));
  }
}

}  // namespace pleura
