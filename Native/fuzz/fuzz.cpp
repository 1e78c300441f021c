// Mutated files against libpleura-itk, built with AddressSanitizer and UndefinedBehaviorSanitizer (scripts/fuzz).
//
//   fuzz COUNT SEED FILE...
//
// Each of COUNT files is one of FILE with 1 to 6 changes, drawn from SEED; its format is told by its first bytes. It is
// inspected, and what fits into 256 MiB is decoded. Ends with 1 where one takes more than 10 seconds, or all together
// more than 1 GiB of memory; the sanitizers end the process where memory is misused.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "pleura_itk.h"

extern "C" const void *pleura_itk_entry(char *, int) noexcept;

namespace {

using File = std::vector<uint8_t>;

const auto &table = *static_cast<const pleura_itk_table *>(pleura_itk_entry(nullptr, 0));

// 0 for formats that Swift reads.
int32_t format_of(const File &file) {
  const auto has = [&](size_t at, const char *bytes, size_t count) {
    return file.size() >= at + count && std::memcmp(file.data() + at, bytes, count) == 0;
  };
  if (has(128, "DICM", 4)) return 0;
  if (has(0, "\x89PNG", 4)) return PI_PNG;
  if (has(0, "\xFF\xD8\xFF", 3)) return PI_JPEG;
  if (has(0, "II", 2) || has(0, "MM", 2)) return PI_TIFF;
  return 0;
}

size_t size_of(int32_t component) {
  const size_t sizes[] = {1, 1, 2, 2, 4, 4, 2, 4, 8};
  return component >= 0 && component < 9 ? sizes[component] : 0;
}

void mutate(File &file, std::mt19937_64 &random) {
  const auto below = [&](size_t limit) { return size_t(random() % limit); };
  if (file.empty()) return;
  const size_t at = below(file.size());
  switch (below(7)) {
    case 0: file[at] = uint8_t(random()); break;
    case 1: file[at] ^= uint8_t(1 << below(8)); break;
    case 2: file[at] = std::vector<uint8_t>{0, 1, 0x7F, 0x80, 0xFF}[below(5)]; break;
    case 3: file.erase(file.begin() + long(at), file.begin() + long(at + std::min<size_t>(1 + below(8), file.size() - at))); break;
    case 4: file.insert(file.begin() + long(at), uint8_t(random())); break;
    case 5: file.resize(at); break;
    default:  // a number of four bytes
      for (size_t i = 0; i < 4 && at + i < file.size(); ++i) file[at + i] = i == below(4) ? uint8_t(random()) : 0;
  }
}

// Whether it was read.
bool read(const File &file, int32_t format) {
  pi_page *pages = nullptr;
  size_t found = 0;
  char *text = nullptr;
  bool is_read = false;
  if (table.inspect(format, file.data(), file.size(), &pages, &found, &text) == PI_DONE) {
    for (size_t i = 0; i < found && i < 4; ++i) {
      const pi_page &page = pages[i];
      if (page.channels < 1 || page.channels > 16 || page.width < 1 || page.height < 1) continue;
      const double bytes = double(page.width) * double(page.height) * page.channels * double(size_of(page.component));
      if (bytes > 256.0 * (1 << 20)) continue;
      std::vector<uint8_t> pixels(static_cast<size_t>(bytes));
      is_read |= table.decode(format, file.data(), file.size(), &page, pixels.data(), pixels.size()) == PI_DONE;
      uint8_t colours[1024];
      int32_t entries = 0;
      if (page.photometric == PI_PALETTE && !page.problem[0])
        table.palette(format, file.data(), file.size(), &page, colours, &entries);
    }
  }
  table.release(pages);
  table.release(text);
  return is_read;
}

}  // namespace

int main(int count, char **words) {
  if (count < 4) return std::fprintf(stderr, "fuzz COUNT SEED FILE...\n"), 2;
  std::vector<File> files;
  for (int i = 3; i < count; ++i) {
    std::ifstream stream(words[i], std::ios::binary);
    File file{std::istreambuf_iterator<char>(stream), {}};
    if (format_of(file)) files.push_back(file);
  }
  if (files.empty()) return std::fprintf(stderr, "none of the files is PNG, JPEG or TIFF\n"), 2;
  std::mt19937_64 random(std::strtoull(words[2], nullptr, 10));
  long done = 0, whole = 0;
  double longest = 0;
  for (const long all = std::atol(words[1]); done < all; ++done) {
    const auto &original = files[size_t(random() % files.size())];
    const int32_t format = format_of(original);
    File file = original;
    for (size_t changes = 1 + size_t(random() % 6); changes > 0; --changes) mutate(file, random);
    const auto start = std::chrono::steady_clock::now();
    whole += read(file, format);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    longest = std::max(longest, seconds);
    if (seconds > 10) {
      std::ofstream("fuzz-slow", std::ios::binary).write(reinterpret_cast<const char *>(file.data()), long(file.size()));
      return std::fprintf(stderr, "file %ld took %.0f s; it is in fuzz-slow\n", done, seconds), 1;
    }
  }
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  std::printf("%ld files of %zu, %ld of them read; longest %.2f s, memory %ld MiB\n", done, files.size(), whole, longest,
              used.ru_maxrss / 1024);
  return used.ru_maxrss > 1024 * 1024 ? 1 : 0;
}
