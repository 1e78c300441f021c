#include "pleura_torch.h"

#include "native.h"
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const pleura_torch_table *table;
static char failure[1024];

static void load(void) {
  table = pleura_native_table("pleura-torch", "pleura_torch_entry", PLEURA_TORCH_VERSION,
                              sizeof(pleura_torch_table), failure, sizeof failure);
}

const pleura_torch_table *pleura_torch(void) {
  pthread_once(&once, load);
  return table;
}

const char *pleura_torch_failure(void) { return failure; }
