/* A line of a journal, and one entry as such a line. */
#ifndef EDIT_JOURNAL_LINE_H
#define EDIT_JOURNAL_LINE_H

#include "carepath/journal.h"

/* What every line begins with, and behind that a number. */
extern const char journal_line_start[];

/* ------------------------------------------------------- a line of any kind */

struct line {
	struct arena *arena;
	LIST(char) bytes;
};

void line_add(struct line *line, const char *bytes, size_t length);
void line_add_text(struct line *line, const char *text);

/* In double quotes always, so that no text can be read as something else;
 * what may not stand in a file is left away. */
void line_add_quoted(struct line *line, const char *text);

/* The line's start, with a number that makes two lines with the same words in
 * the same second differ. */
void line_begin(struct line *line, uint32_t number, const char *kind);

/* Puts the sum, the end and a NUL behind the line; *sum is the digits. */
const char *line_finish(struct line *line, const char **sum);

/* "2026-11-22 14:32:05" */
const char *line_time(struct arena *arena);

/* Whether a line without its line feed is as it was written: NULL, and the
 * digits of its sum stand at *sum; or what is wrong with it. */
const char *line_check(const char *line, size_t length, const char **sum);

/* ------------------------------------------------------------ of an entry */

/* The line with its line feed; entry->sum is set. */
const char *journal_line_write(struct arena *arena, struct entry *entry, uint32_t number);

/* Reads a line whose sum is right. NULL when it is an entry; else what is wrong
 * with it, and *entry is of no use. */
const char *journal_line_read(struct arena *arena, const char *line, size_t length, const char *sum,
			      struct entry *entry);

#endif
