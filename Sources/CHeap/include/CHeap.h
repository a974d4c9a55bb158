// What the C library's heap can be told, which Swift does not see.
#ifndef TIDEMARK_CHEAP_H
#define TIDEMARK_CHEAP_H

/// One heap for all threads: what one of them frees, another uses again.
void tidemark_share_heap(void);

#endif
