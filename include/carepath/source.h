/* The text of a file as it was read, and where in it something stands. */
#ifndef CAREPATH_SOURCE_H
#define CAREPATH_SOURCE_H

#include "carepath/arena.h"
#include "carepath/writer.h"

/* A piece of the text: bytes start up to, not including, end. */
struct span {
	uint32_t start, end;
};

/* Lines and columns count from 1; columns are code points. */
struct position {
	uint32_t line, column;
};

/* The position of one byte, known beforehand: see source_position(). */
struct landmark {
	uint32_t byte;
	struct position position;
};

struct source {
	const char *name; /* as the person gave it; "-" is standard input */
	const char *text; /* length bytes; when read from a file, then a NUL */
	uint32_t length;
	LIST(struct landmark) landmarks; /* one in about 256 bytes, in order */
	LIST(struct span) private_words; /* a person's words that must not be shown */
};

/* The largest file that is read: 64 MiB. */
enum { SOURCE_LARGEST = 64 << 20 };

enum source_status { SOURCE_READ, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, SOURCE_IS_DIRECTORY };

/* Reads a whole file, pipe or, for "-", standard input. On failure errno
 * says why for SOURCE_UNREADABLE. Holds no memory but the arena's. */
enum source_status source_read(struct arena *arena, const char *name, struct source *source);

/* The same for text that is at hand; it is not copied. */
void source_from_text(struct arena *arena, const char *name, const char *text, uint32_t length, struct source *source);

/* A line ends with a line feed, a carriage return or both, which belong to it.
 * A byte order mark belongs to no line and no column; a byte that is not UTF-8
 * is a column of its own. Quick, however long the file or its lines. */
struct position source_position(const struct source *source, uint32_t byte);

/* The same will be asked soon: has the memory fetched that it needs. */
void source_position_soon(const struct source *source, uint32_t byte);

/* The line in which `span` starts and under it a line of carets that ends with
 * the span or the line:
 *    34 |     wait: 3 dyas
 *       |           ^^^^^^
 * Tabs are drawn as spaces, long lines cut around the span, private words
 * starred. */
void source_show(const struct source *source, struct span span, struct writer *writer);

#endif
