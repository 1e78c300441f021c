#define _GNU_SOURCE
#include "native.h"

#include <dlfcn.h>
#include <limits.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#define SUFFIX ".dylib"
#else
#define SUFFIX ".so"
#endif

static int present(char path[PATH_MAX], const char *folder, const char *between, const char *name) {
  return snprintf(path, PATH_MAX, "%s%s/lib%s" SUFFIX, folder, between, name) < PATH_MAX &&
         access(path, R_OK) == 0;
}

// Cuts the last component off: "/a/b" becomes "/a", "/a" becomes "". False at the top.
static int ascend(char *folder) {
  char *slash = strrchr(folder, '/');
  if (!slash) return 0;
  *slash = 0;
  return 1;
}

// The folder of the program or test bundle that this file is linked into, without a slash at its end.
static int own_folder(char folder[PATH_MAX]) {
#ifdef __linux__
  // dladdr names the main program as it was typed, which says nothing once the folder has changed.
  const ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
  if (length > 0) {
    folder[length] = 0;
    return ascend(folder);
  }
#endif
  Dl_info here;
  return dladdr((const void *)own_folder, &here) && realpath(here.dli_fname, folder) && ascend(folder);
}

static int locate(char path[PATH_MAX], const char *name) {
  const char *said = getenv("PLEURA_NATIVE");
  if (said && *said) return present(path, said, "", name);
  char folder[PATH_MAX];
  if (!own_folder(folder)) return 0;
  if (present(path, folder, "", name) || present(path, folder, "/../lib/pleura", name)) return 1;
  do {
    if (present(path, folder, "/.deps/native", name)) return 1;
  } while (ascend(folder));
  return 0;
}

// The threads of one operator wait for each other. OpenMP's run time lets them spin for milliseconds, which on a machine
// that computes for others too takes the processors from those that are waited for (training runs were seen to take ten
// times as long). A short spin keeps the speed of an idle machine. Read once, when the library is opened; what the
// user says holds.
static void limit_spinning(void) {
  if (!getenv("OMP_WAIT_POLICY")) setenv("GOMP_SPINCOUNT", "10000", 0);
}

const void *pleura_native_table(const char *name, const char *entry, uint32_t version, uint32_t size,
                                char *failure, int capacity) {
  char path[PATH_MAX];
  if (!locate(path, name)) {
    const char *said = getenv("PLEURA_NATIVE");
    if (said && *said)
      snprintf(failure, (size_t)capacity, "lib%s" SUFFIX " is not in %s, where PLEURA_NATIVE says. "
               "Name the folder that 'make setup' filled (.deps/native of the checkout), or unset PLEURA_NATIVE.",
               name, said);
    else
      snprintf(failure, (size_t)capacity, "lib%s" SUFFIX " was found neither beside the program, nor in "
               "../lib/pleura from it, nor in .deps/native of a folder above it. Run 'make setup' in the "
               "checkout of Pleura, or name the folder that holds it in PLEURA_NATIVE.", name);
    return NULL;
  }
  limit_spinning();
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(failure, (size_t)capacity, "%s does not load: %s. Run 'make setup' again; with a libtorch of your "
             "own, say LIBTORCH=/path/to/torch.", path, dlerror());
    return NULL;
  }
  // Open from here on, come what may: libtorch does not bear dlclose.
  char why[512] = "is not a library of this package";
  const void *(*take)(char *, int) = (const void *(*)(char *, int))dlsym(library, entry);
  const uint32_t *head = take ? take(why, sizeof why) : NULL;
  if (!head) {
    snprintf(failure, (size_t)capacity, "%s %s", path, why);
    return NULL;
  }
  if (head[0] != version || head[1] != size) {
    snprintf(failure, (size_t)capacity, "%s holds version %u of the table (%u bytes), this program needs "
             "version %u (%u bytes). Run 'make setup' to build it again from these sources.",
             path, head[0], head[1], version, size);
    return NULL;
  }
  return head;
}

void pleura_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);  // the other arenas give every block beyond 64 MB back
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
#endif
}

void pleura_give_back_freed_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
