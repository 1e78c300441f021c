// The decoders that ITK uses go over a file before ITK does, and their first complaint is an error:
// ITK's readers ignore complaints, print them, or do not survive them.
#pragma once
#include <cstddef>
#include <string>

namespace pleura {

// Runs libjpeg over a whole JPEG file and gives its first warning or error, empty where there is none.
//
// ITK fills what a damaged file lacks with grey, counts on, and prints the warnings to standard
// output. The decoder runs at an eighth of the size: entropy decoding in full, hardly any arithmetic.
std::string jpeg_complaint(const void *bytes, size_t count);

// Lets libpng read everything before the pixels of a PNG file, and gives its first warning or error.
//
// ITK 5.2 does that without a place to return to: an error of libpng there ends the process.
std::string png_complaint(const void *bytes, size_t count);

}  // namespace pleura
