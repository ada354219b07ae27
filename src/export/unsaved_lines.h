/* Changes that are in no file (carepath/unsaved.h), in lines. All only inside arena_try(). */
#ifndef EXPORT_UNSAVED_LINES_H
#define EXPORT_UNSAVED_LINES_H

#include "carepath/unsaved.h"
#include "export/lines.h"

/* "14:32" of today, "22 November, 14:32" of another day. `at` is as the journal has it. */
const char *unsaved_time(struct arena *arena, const char *at);

/* When it was made and what it is; with `in_full` what stood there and what stands there now, but for
 * words that somebody may not have agreed to. */
void unsaved_write(const struct page *page, const struct unsaved_change *change, bool in_full);

#endif
