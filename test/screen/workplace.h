/* A folder of a script's own, with copies of files that a program may change,
 * and what has become of them. */
#ifndef SCREEN_WORKPLACE_H
#define SCREEN_WORKPLACE_H

#include <stdbool.h>
#include <stddef.h>

enum { WORKPLACE_PATH = 256 };

struct workplace {
	char folder[WORKPLACE_PATH];    /* with the copies; "" until there is one */
	char originals[WORKPLACE_PATH]; /* with the same files as they were */
};

/* Copies a file into it; the folder is made with the first one. */
bool workplace_copy(struct workplace *workplace, const char *file);
void workplace_clear(struct workplace *workplace);

/* Whether things may be made and renamed in it. */
bool workplace_protect(const struct workplace *workplace, bool protect);

/* How many bytes small_disk.c takes; NULL: any number. */
bool workplace_set_room(const struct workplace *workplace, const char *bytes);

/* A line written behind the others, as another program would. */
bool workplace_append(const struct workplace *workplace, const char *name, const char *line);

/* The bytes of a file, with a NUL; NULL where there is none. To be freed. */
char *workplace_read(const struct workplace *workplace, const char *name);

/* How many lines of the file as it was are gone, and how many are new. */
bool workplace_compare(const struct workplace *workplace, const char *name, unsigned *gone, unsigned *new);

#endif
