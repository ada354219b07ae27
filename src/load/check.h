/* What is wrong with single values wherever they stand: characters that no
 * text may hold, texts that are too long, tags, aliases of nothing. */
#ifndef LOAD_CHECK_H
#define LOAD_CHECK_H

#include "load/loading.h"

/* Reports them, and marks them so that nothing else is said of them. */
void check_values(struct load *load);

#endif
