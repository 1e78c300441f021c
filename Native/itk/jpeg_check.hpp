#pragma once
#include <cstddef>
#include <string>

namespace pleura {

// Runs libjpeg over a whole JPEG file and gives its first complaint, empty where there is none.
//
// ITK's reader fills what a damaged file lacks with grey, counts on, and prints libjpeg's warnings to
// standard output. So the same decoder goes over the file first, at an eighth of the size (entropy
// decoding in full, hardly any arithmetic), and ITK never sees a file that it would complain of.
std::string jpeg_complaint(const void *bytes, size_t count);

}  // namespace pleura
