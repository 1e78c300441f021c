#include "masks.hpp"

#include <itkConnectedComponentImageFilter.h>
#include <itkImage.h>
#include <itkMultiThreaderBase.h>
#include <itkSignedMaurerDistanceMapImageFilter.h>

#include <algorithm>
#include <limits>

namespace pleura {
namespace {

using Mask = itk::Image<uint8_t, 2>;

// The caller's memory seen as an image. The filters read it and never write: none runs in place.
Mask::Pointer view(int64_t width, int64_t height, const uint8_t *mask, const double spacing[2]) {
  const Mask::Pointer image = Mask::New();
  Mask::SizeType size;
  size[0] = itk::SizeValueType(width);
  size[1] = itk::SizeValueType(height);
  image->SetRegions(Mask::RegionType(size));
  image->SetSpacing(spacing);
  image->GetPixelContainer()->SetImportPointer(const_cast<uint8_t *>(mask), size[0] * size[1], false);
  return image;
}

}  // namespace

void compute_on_calling_threads() {
  // The other threaders keep a pool of threads from the first filter on, and join it when the process ends.
  itk::MultiThreaderBase::SetGlobalDefaultThreader(itk::MultiThreaderBase::ThreaderEnum::Platform);
}

void distance_map(int64_t width, int64_t height, const uint8_t *mask, const double spacing[2], double *distances) {
  const int64_t count = width * height;
  const int64_t background = std::count(mask, mask + count, uint8_t(0));
  if (background == 0 || background == count) {  // no contour, which Maurer's algorithm starts from
    std::fill_n(distances, count, background == 0 ? 0.0 : std::numeric_limits<double>::infinity());
    return;
  }
  // Maurer et al. 2003: exact, and linear in the number of pixels. (ITK's Danielsson filter approximates.)
  using Filter = itk::SignedMaurerDistanceMapImageFilter<Mask, itk::Image<double, 2>>;
  const Filter::Pointer filter = Filter::New();
  filter->SetInput(view(width, height, mask, spacing));
  filter->SetSquaredDistance(false);
  filter->SetUseImageSpacing(true);
  filter->SetNumberOfWorkUnits(1);
  filter->Update();
  const double *measured = filter->GetOutput()->GetBufferPointer();
  // The sign tells inside from outside; inside, the filter measures to the contour.
  for (int64_t i = 0; i < count; ++i) distances[i] = mask[i] ? 0.0 : measured[i];
}

uint32_t components(int64_t width, int64_t height, const uint8_t *mask, bool diagonal, uint32_t *labels) {
  const double spacing[2] = {1, 1};
  using Filter = itk::ConnectedComponentImageFilter<Mask, itk::Image<uint32_t, 2>>;
  const Filter::Pointer filter = Filter::New();
  filter->SetInput(view(width, height, mask, spacing));
  filter->SetFullyConnected(diagonal);
  filter->SetNumberOfWorkUnits(1);
  filter->Update();
  std::copy_n(filter->GetOutput()->GetBufferPointer(), width * height, labels);
  return uint32_t(filter->GetObjectCount());
}

}  // namespace pleura
