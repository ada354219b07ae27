/* Text that is put together on several threads, and written in its order. */
#ifndef EXPORT_BESIDE_H
#define EXPORT_BESIDE_H

#include "carepath/arena.h"
#include "carepath/writer.h"

/* Writes of one index, from memory that is given back afterwards. */
typedef void beside_write(struct arena *arena, struct writer *writer, const void *subject, uint32_t index);

/* For each index from `from` up to, not including, `end`, so that 600,000
 * sentences need no more memory than a few. The bytes do not depend on the
 * number of threads. False when there was not enough memory. */
bool beside_each(struct writer *writer, uint32_t threads, uint32_t from, uint32_t end, beside_write *write,
		 const void *subject);

#endif
