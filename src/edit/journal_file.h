/* The journal's file: read whole, and added to so that what was added is on
 * the disk and nothing that was there is touched. */
#ifndef EDIT_JOURNAL_FILE_H
#define EDIT_JOURNAL_FILE_H

#include "carepath/journal.h"

/* NULL with errno when it cannot be read. */
const char *journal_file_read(struct arena *arena, const char *path, size_t *length);

/* Adds a line that ends in a line feed. True once the disk has it; else
 * `says` tells what happened and what to do. Where a person should know
 * something of the disk though it has the line, that is said behind `done`. */
bool journal_file_add(const char *path, const char *line, size_t length, const char *done, char says[JOURNAL_SAYS]);

#endif
