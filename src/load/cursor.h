/* From libyaml's places, which count characters, to bytes, and from there to
 * where a value really starts and ends. */
#ifndef LOAD_CURSOR_H
#define LOAD_CURSOR_H

#include "carepath/source.h"

/* Where libyaml's count of characters is in bytes. It moves on with the
 * events, and from one character of several bytes to the next: between them
 * characters are bytes. */
struct cursor {
	const char *text;
	uint32_t length;
	uint32_t index, byte; /* where it stands, on a character of one byte or the end */
	uint32_t wide;        /* the next byte of a longer character, or the end */
};

/* At a byte where a character starts, whose number is `index`. */
struct cursor cursor_at(const char *text, uint32_t length, uint32_t byte, uint32_t index);

/* The byte of a character. Marks hardly ever lie behind one that was asked for
 * before; then the place is counted back, and the cursor stays. */
uint32_t cursor_byte(struct cursor *cursor, size_t mark);

/* The first byte behind blanks, line ends and comments, as far as these go. */
uint32_t cursor_skip_blank(const struct cursor *cursor, uint32_t at);

/* Where a value starts behind its anchor and tag, which the event includes. */
uint32_t cursor_skip_properties(const struct cursor *cursor, struct span span);

/* A block of text includes the empty lines behind it. */
uint32_t cursor_trimmed_end(const struct cursor *cursor, struct span span);

/* The first byte of what is being read: behind blanks, comments, and marks
 * that a value may follow. */
uint32_t cursor_find_start(const struct cursor *cursor, uint32_t at);

#endif
