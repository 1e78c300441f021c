#include "pleura_itk.h"

#include "native.h"
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const pleura_itk_table *table;
static char failure[1024];

static void load(void) {
  table = pleura_native_table("pleura-itk", "pleura_itk_entry", PLEURA_ITK_VERSION,
                              sizeof(pleura_itk_table), failure, sizeof failure);
}

const pleura_itk_table *pleura_itk(void) {
  pthread_once(&once, load);
  return table;
}

const char *pleura_itk_failure(void) { return failure; }
