// Finds and opens one of Pleura's native libraries (libpleura-torch, libpleura-itk).
#ifndef PLEURA_NATIVE_H
#define PLEURA_NATIVE_H
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

// Opens the library `name` ("pleura-torch": libpleura-torch.so, .dylib on macOS) and takes the table
// that its function `entry` hands out, when the table's first two 32-bit words are `version` and
// `size`. NULL otherwise; the reason, ended by a zero, is then in `failure` (`capacity` bytes, the
// caller's). The table belongs to the library and lives as long as the process. Callable from any
// thread; callers make sure that one library is opened once.
//
// Where it looks, in this order: the folder in PLEURA_NATIVE (then nowhere else); the folder of the
// program; ../lib/pleura from it; .deps/native there and in every folder above. Never the working
// folder: a folder of downloaded images must not bring code.
const void *pleura_native_table(const char *name, const char *entry, uint32_t version, uint32_t size,
                                char *failure, int capacity);

// Asks the C library to keep the memory that is given back, for the next blocks. For the process, and for glibc alone.
void pleura_keep_freed_memory(void);

// Gives memory that is free now back to the system, once. For glibc alone.
void pleura_give_back_freed_memory(void);

#ifdef __cplusplus
}
#endif
#endif
