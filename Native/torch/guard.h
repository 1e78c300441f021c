// What every function of the table shares: exceptions become a status and a message, handles become tensors.
#pragma once
#include "pleura_torch.h"

#include <ATen/ATen.h>

#include <string>

namespace pleura {

// Keeps the message of this thread's last failure; returns `status`.
int32_t fail(int32_t status, const char *message) noexcept;
const char *last_failure() noexcept;

// Warnings are handled thread by thread: makes this thread's go to the listener.
void hear_warnings() noexcept;
void set_warning_listener(pt_listener) noexcept;

// Names the kind of the exception in flight and keeps its message, without the C++ backtrace.
int32_t fail_with_current_exception() noexcept;

template <class F>
int32_t guarded(const F &body) noexcept {
  hear_warnings();
  try {
    body();
    return PT_OK;
  } catch (...) {
    return fail_with_current_exception();
  }
}

// A handle is the TensorImpl pointer itself and holds one reference.
static_assert(sizeof(at::Tensor) == sizeof(pt_tensor));
inline const at::Tensor &borrow(const pt_tensor &handle) { return reinterpret_cast<const at::Tensor &>(handle); }
inline pt_tensor give(at::Tensor tensor) { return reinterpret_cast<pt_tensor>(tensor.unsafeReleaseTensorImpl()); }

inline void release(pt_tensor t) noexcept {
  c10::intrusive_ptr<c10::TensorImpl>::reclaim(reinterpret_cast<c10::TensorImpl *>(t));
}

int32_t call(const char *name, size_t length, const pt_value *args, int32_t count, pt_results *) noexcept;

int32_t load_cuda() noexcept;
int32_t device_count(int32_t type, int32_t *) noexcept;
int32_t memory(int32_t type, int32_t index, pt_memory *) noexcept;
int32_t synchronize(int32_t type, int32_t index) noexcept;
int32_t empty_cache(int32_t type) noexcept;
int32_t cpu_has(const char *feature) noexcept;
int32_t cuda_bf16() noexcept;

}  // namespace pleura
