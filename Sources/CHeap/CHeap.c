#include "CHeap.h"

// Which C library it is, its own headers say.
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void tidemark_share_heap(void) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 1);
#endif
}
