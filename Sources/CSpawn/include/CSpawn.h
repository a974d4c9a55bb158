// Starting programs with calls of the GNU C library that Swift does not see.
#ifndef TIDEMARK_CSPAWN_H
#define TIDEMARK_CSPAWN_H
#include <stddef.h>
#include <sys/types.h>

/// A file without a name that holds these bytes, to be read from its start; -1 with `errno`.
int tidemark_spawn_input(const void *bytes, size_t count);

/// Starts a program in a folder, or in the current one where that is empty, in a process group of its
/// own, with nothing open but its three streams. Signals are as programs expect them.
///
/// Both lists end with NULL; a program without `/` is looked for along PATH. 0, or the number of what
/// went wrong.
int tidemark_spawn(pid_t *process, char *const arguments[], char *const environment[],
                   const char *folder, int input, int output, int errors);

#endif
