#include "guard.h"

namespace pleura {
namespace {
thread_local std::string failure;
}

const char *last_failure() noexcept { return failure.c_str(); }

int32_t fail(int32_t status, std::string message) noexcept {
  failure = std::move(message);
  return status;
}

int32_t fail_with_current_exception() noexcept {
  try {
    throw;
  } catch (const c10::OutOfMemoryError &e) {
    return fail(PT_OUT_OF_MEMORY, e.what_without_backtrace());
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
    const std::string message = e.what_without_backtrace();
    const bool memory = message.find("DefaultCPUAllocator") != std::string::npos;
    return fail(memory ? PT_OUT_OF_MEMORY : PT_OTHER, message);
  } catch (const std::bad_alloc &e) {
    return fail(PT_OUT_OF_MEMORY, e.what());
  } catch (const std::exception &e) {
    return fail(PT_OTHER, e.what());
  } catch (...) {
    return fail(PT_OTHER, "an exception of an unknown type");
  }
}

}  // namespace pleura
