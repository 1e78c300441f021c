// What ITK measures in a mask: distances and connected components.
//
// A mask is width * height bytes, row by row; zero is background. Each call computes on the calling
// thread alone: the callers are parallel, image by image. All functions throw ITK's exceptions.
#pragma once
#include <cstdint>

namespace pleura {

// Makes ITK's filters start no threads of their own. Once, before the first filter is made.
void compute_on_calling_threads();

// From each pixel's centre to the nearest foreground pixel's, in the unit of `spacing` (x, y): 0 in the
// foreground, infinity everywhere where there is none.
void distance_map(int64_t width, int64_t height, const uint8_t *mask, const double spacing[2], double *distances);

// Labels from 1 in the order of each component's first pixel, 0 in the background; `diagonal`: pixels
// that touch at a corner belong together. Returns the number of components.
uint32_t components(int64_t width, int64_t height, const uint8_t *mask, bool diagonal, uint32_t *labels);

}  // namespace pleura
