// What the devices are and how they do. CUDA's library is opened only when somebody asks for it.
#include "guard.h"

#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>
#include <ATen/cpu/Utils.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/detail/MPSHooksInterface.h>
#include <c10/core/CachingDeviceAllocator.h>

#include <dlfcn.h>
#include <unistd.h>

namespace pleura {
namespace {

c10::DeviceType device_type(int32_t type) { return static_cast<c10::DeviceType>(type); }

at::DeviceAllocator *allocator(c10::DeviceType type) {
  return type == c10::DeviceType::CUDA && at::hasCUDA() ? at::getDeviceAllocator(type) : nullptr;
}

}  // namespace

// It must come before the first question about CUDA: torch looks for its CUDA hooks once.
int32_t load_cuda() noexcept {
  return guarded([] {
    Dl_info here;
    TORCH_CHECK_VALUE(dladdr(reinterpret_cast<const void *>(&at::set_num_threads), &here) && here.dli_fname,
                      "the folder of libtorch_cpu is not known");
    std::string path = here.dli_fname;
    path = path.substr(0, path.rfind('/') + 1) + "libtorch_cuda.so";
    TORCH_CHECK_NOT_IMPLEMENTED(access(path.c_str(), F_OK) == 0,
                                "libtorch is a build for the CPU: there is no ", path);
    TORCH_CHECK_NOT_IMPLEMENTED(dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL), dlerror());
  });
}

int32_t device_count(int32_t type, int32_t *count) noexcept {
  *count = 0;
  return guarded([&] {
    switch (device_type(type)) {
      case c10::DeviceType::CPU: *count = 1; break;
      case c10::DeviceType::CUDA: *count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0; break;
      case c10::DeviceType::MPS: *count = at::detail::getMPSHooks().hasMPS() ? 1 : 0; break;
      default: break;
    }
  });
}

int32_t memory(int32_t type, int32_t index, pt_memory *out) noexcept {
  *out = {};
  return guarded([&] {
    auto *device = allocator(device_type(type));
    if (!device) return;
    const auto stats = device->getDeviceStats(c10::DeviceIndex(index));
    const auto [free, total] = device->getMemoryInfo(c10::DeviceIndex(index));
    constexpr size_t all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    *out = {stats.allocated_bytes[all].current, stats.allocated_bytes[all].peak, stats.reserved_bytes[all].current,
            int64_t(free), int64_t(total)};
  });
}

int32_t synchronize(int32_t type, int32_t index) noexcept {
  return guarded([&] {
    if (device_type(type) != c10::DeviceType::CPU) at::accelerator::synchronizeDevice(c10::DeviceIndex(index));
  });
}

int32_t empty_cache(int32_t type) noexcept {
  return guarded([&] {
    if (auto *device = allocator(device_type(type))) device->emptyCache();
  });
}

int32_t cpu_has(const char *feature) noexcept {
  int32_t has = 0;
  guarded([&] {
    const auto known = at::cpu::get_cpu_capabilities();
    const auto found = known.find(feature);
    has = found != known.end() && found->second.isBool() && found->second.toBool();
  });
  return has;
}

int32_t cuda_bf16() noexcept {
  int32_t has = 0;
  guarded([&] { has = at::hasCUDA() && at::detail::getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8(); });
  return has;
}

}  // namespace pleura
