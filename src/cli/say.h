/* Messages to standard error. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "cli/cli.h"

#include <limits.h>

/* "carepath: MESSAGE". Gives EXIT_INPUT. */
enum exit_code say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same with "; did you mean 'x'?" where one of the words is near. */
enum exit_code say_unknown(const char *given, const char *const *words, size_t count, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "mine.yaml", where there is no "mine" and that one is there; else NULL. */
const char *file_with_ending(const char *file, char room[PATH_MAX]);

/* "carepath: there is not enough memory". Gives EXIT_SYSTEM. */
enum exit_code say_no_memory(void);

/* "carepath: cannot write NAME: REASON", the reason being errno. Gives EXIT_SYSTEM. */
enum exit_code say_cannot_write(const char *name, int error);

/* The higher of two, for several files. */
enum exit_code worse(enum exit_code one, enum exit_code other);

#endif
