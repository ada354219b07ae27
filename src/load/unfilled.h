/* What a file says is still to be filled in: texts that start with TODO, as
 * `carepath new --like` writes them. */
#ifndef LOAD_UNFILLED_H
#define LOAD_UNFILLED_H

#include "load/loading.h"

/* Warns of each, once however often the same one stands in the file. */
void check_unfilled(struct load *load);

#endif
