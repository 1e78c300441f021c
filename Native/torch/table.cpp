// libpleura-torch: tensors' life, memory in and out, autograd and modes; and the table that hands all of it out.
#include "guard.h"

#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/version.h>

#include <cstdio>
#include <cstring>

namespace {

using at::Tensor;
using namespace pleura;

// MARK: - Tensors

void info(pt_tensor handle, pt_info *out) noexcept {
  const Tensor &t = borrow(handle);
  *out = {int32_t(t.scalar_type()), int32_t(t.device().type()), int32_t(t.device().index()),
          int32_t(t.dim()), t.requires_grad(), t.is_contiguous(), t.numel(),
          t.sizes().data(), t.strides().data()};
}

int32_t from_memory(const void *bytes, size_t size, const int64_t *sizes, int32_t rank, int32_t dtype,
                    pt_tensor *out) noexcept {
  return guarded([&] {
    Tensor t = at::empty({sizes, size_t(rank)}, at::TensorOptions(c10::ScalarType(dtype)));
    TORCH_CHECK_VALUE(t.nbytes() == size, "the memory holds ", size, " bytes, the tensor ", t.nbytes());
    if (size) std::memcpy(t.mutable_data_ptr(), bytes, size);
    *out = give(std::move(t));
  });
}

int32_t to_memory(pt_tensor handle, void *bytes, size_t size) noexcept {
  return guarded([&] {
    const Tensor t = borrow(handle).detach().cpu().contiguous();
    TORCH_CHECK_VALUE(t.nbytes() == size, "the memory holds ", size, " bytes, the tensor ", t.nbytes());
    if (size) std::memcpy(bytes, t.const_data_ptr(), size);
  });
}

// MARK: - Autograd

int32_t backward(pt_tensor loss) noexcept {
  return guarded([&] { torch::autograd::backward({borrow(loss)}, {}); });
}

int32_t grad(pt_tensor t, pt_tensor *out) noexcept {
  return guarded([&] {
    const Tensor &g = borrow(t).grad();
    *out = g.defined() ? give(g) : nullptr;
  });
}

int32_t clear_grad(pt_tensor t) noexcept {
  return guarded([&] { borrow(t).mutable_grad() = Tensor(); });
}

int32_t set_requires_grad(pt_tensor t, int32_t on) noexcept {
  return guarded([&] { borrow(t).requires_grad_(on != 0); });
}

// MARK: - Modes

int32_t set_grad_mode(int32_t on) noexcept {
  const bool was = c10::GradMode::is_enabled();
  c10::GradMode::set_enabled(on != 0);
  return was;
}

int32_t autocast(int32_t device, int32_t *on, int32_t *dtype) noexcept {
  return guarded([&] {
    const auto type = static_cast<c10::DeviceType>(device);
    *on = at::autocast::is_autocast_enabled(type);
    *dtype = int32_t(at::autocast::get_autocast_dtype(type));
  });
}

int32_t set_autocast(int32_t device, int32_t on, int32_t dtype) noexcept {
  return guarded([&] {
    const auto type = static_cast<c10::DeviceType>(device);
    at::autocast::set_autocast_dtype(type, static_cast<c10::ScalarType>(dtype));
    at::autocast::set_autocast_enabled(type, on != 0);
    if (!on) at::autocast::clear_cache();
  });
}

int32_t flag(int32_t flag, int32_t *on) noexcept {
  return guarded([&] {
    const auto &context = at::globalContext();
    switch (flag) {
      case PT_DETERMINISTIC: *on = context.deterministicAlgorithms(); break;
      case PT_DETERMINISTIC_WARNS: *on = context.deterministicAlgorithmsWarnOnly(); break;
      case PT_CUDNN_BENCHMARK: *on = context.benchmarkCuDNN(); break;
      case PT_CUDNN_DETERMINISTIC: *on = context.deterministicCuDNN(); break;
      case PT_TF32_MATMUL: *on = context.allowTF32CuBLAS(); break;
      case PT_TF32_CUDNN: *on = context.allowTF32CuDNN(); break;
      default: TORCH_CHECK_VALUE(false, "no flag has the number ", flag);
    }
  });
}

int32_t set_flag(int32_t flag, int32_t on) noexcept {
  return guarded([&] {
    auto &context = at::globalContext();
    switch (flag) {
      case PT_DETERMINISTIC:
        context.setDeterministicAlgorithms(on != 0, context.deterministicAlgorithmsWarnOnly());
        break;
      case PT_DETERMINISTIC_WARNS:
        context.setDeterministicAlgorithms(context.deterministicAlgorithms(), on != 0);
        break;
      case PT_CUDNN_BENCHMARK: context.setBenchmarkCuDNN(on != 0); break;
      case PT_CUDNN_DETERMINISTIC: context.setDeterministicCuDNN(on != 0); break;
      case PT_TF32_MATMUL: context.setAllowTF32CuBLAS(on != 0); break;
      case PT_TF32_CUDNN: context.setAllowTF32CuDNN(on != 0); break;
      default: TORCH_CHECK_VALUE(false, "no flag has the number ", flag);
    }
  });
}

int32_t manual_seed(uint64_t seed) noexcept {
  return guarded([&] { at::manual_seed(seed); });
}

int32_t set_num_threads(int32_t n) noexcept {
  return guarded([&] { at::set_num_threads(n); });
}

const pleura_torch_table table = {
    PLEURA_TORCH_VERSION, sizeof(pleura_torch_table),
    []() noexcept { return TORCH_VERSION; }, last_failure, set_warning_listener,
    call, release, info, from_memory, to_memory,
    backward, grad, clear_grad, set_requires_grad,
    set_grad_mode, autocast, set_autocast, flag, set_flag, manual_seed,
    []() noexcept { return int32_t(at::get_num_threads()); }, set_num_threads,
    load_cuda, device_count, memory, synchronize, empty_cache, cpu_has, cuda_bf16};

}  // namespace

// NULL when the libtorch at hand is not the one this was built with; the reason goes into `why` (`capacity` bytes).
extern "C" __attribute__((visibility("default"))) const void *pleura_torch_entry(char *why, int capacity) noexcept {
  const uint64_t have = aoti_torch_abi_version();
  if (have == TORCH_ABI_VERSION) return &table;
  const auto byte = [&](int i) { return int(have >> (8 * i) & 255); };
  std::snprintf(why, size_t(capacity),
                "was built with libtorch " TORCH_VERSION " but finds libtorch %d.%d.%d. Run 'make setup' again "
                "(with the same LIBTORCH=, if you name one): it builds this library for the libtorch at hand.",
                byte(7), byte(6), byte(5));
  return nullptr;
}
