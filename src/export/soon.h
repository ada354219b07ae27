/* What is written soon, asked for in time. */
#ifndef EXPORT_SOON_H
#define EXPORT_SOON_H

#include "carepath/analysis.h"

/* The finding of this index is being written, and those up to `end` come next.
 * Findings stand in an order in which their steps, arrows and names lie anywhere
 * in memory: of a large pathway more time went into waiting for these than into
 * writing. */
void findings_soon(const struct analysis *analysis, uint32_t index, uint32_t end);

#endif
