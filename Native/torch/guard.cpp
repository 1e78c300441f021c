#include "guard.h"

#include <atomic>
#include <cstdio>
#include <cstring>

namespace pleura {
namespace {

// No memory is asked for: a failure for want of memory must be told too. Longer messages are cut.
thread_local char failure[4096];

std::atomic<pt_listener> listener{nullptr};

// Without the source paths that libtorch's own handler prints.
struct Handler final : c10::WarningHandler {
  void process(const c10::Warning &warning) override {
    if (const pt_listener hears = listener.load()) hears(warning.msg().c_str());
  }
};

}  // namespace

void set_warning_listener(pt_listener hears) noexcept { listener.store(hears); }

void hear_warnings() noexcept {
  static Handler *const handler = new Handler;  // never destroyed: threads may outlive main
  static thread_local bool is_set = false;
  if (is_set) return;
  is_set = true;
  c10::WarningUtils::set_warning_handler(handler);
}

const char *last_failure() noexcept { return failure; }

int32_t fail(int32_t status, const char *message) noexcept {
  std::snprintf(failure, sizeof failure, "%s", message);
  return status;
}

int32_t fail_with_current_exception() noexcept {
  try {
    throw;
  } catch (const c10::OutOfMemoryError &e) {
    return fail(PT_OUT_OF_MEMORY, e.what_without_backtrace());
  } catch (const c10::AcceleratorError &e) {
    return fail(PT_DEVICE_FAILED, e.what_without_backtrace());
  } catch (const c10::IndexError &e) {
    return fail(PT_INDEX, e.what_without_backtrace());
  } catch (const c10::TypeError &e) {
    return fail(PT_ARGUMENT, e.what_without_backtrace());
  } catch (const c10::ValueError &e) {
    return fail(PT_ARGUMENT, e.what_without_backtrace());
  } catch (const c10::NotImplementedError &e) {
    return fail(PT_NOT_IMPLEMENTED, e.what_without_backtrace());
  } catch (const c10::Error &e) {
    // The CPU allocator has no exception type of its own.
    const char *message = e.what_without_backtrace();
    return fail(std::strstr(message, "DefaultCPUAllocator") ? PT_OUT_OF_MEMORY : PT_OTHER, message);
  } catch (const std::bad_alloc &) {
    return fail(PT_OUT_OF_MEMORY, "no memory");
  } catch (const std::exception &e) {
    return fail(PT_OTHER, e.what());
  } catch (...) {
    return fail(PT_OTHER, "an exception of an unknown type");
  }
}

}  // namespace pleura
