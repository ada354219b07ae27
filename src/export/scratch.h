/* Memory for what is written and then forgotten. */
#ifndef EXPORT_SCRATCH_H
#define EXPORT_SCRATCH_H

#include "carepath/arena.h"

/* Runs write(arena, subject) with memory of its own, which is given back
 * afterwards. False when there was not enough. */
bool scratch_run(void (*write)(struct arena *arena, const void *subject), const void *subject);

/* The same for each index from `from` up to, not including, `end`, so that
 * 600,000 sentences need no more memory than a few. */
bool scratch_each(uint32_t from, uint32_t end, void (*write)(struct arena *arena, const void *subject, uint32_t index),
		  const void *subject);

#endif
