/* One entry of a journal as one line of YAML. */
#ifndef EDIT_JOURNAL_LINE_H
#define EDIT_JOURNAL_LINE_H

#include "carepath/journal.h"

/* What every line begins with. */
extern const char journal_line_start[];

/* The line with its line feed; entry->sum is set. `number` makes two entries
 * with the same words in the same second differ. */
const char *journal_line_write(struct arena *arena, struct entry *entry, uint32_t number);

/* Reads a line without its line feed. NULL when it is whole; else what is
 * wrong with it, and *entry is of no use. */
const char *journal_line_read(struct arena *arena, const char *line, size_t length, struct entry *entry);

#endif
