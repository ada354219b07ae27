/* Loops that people get into and cannot leave: nothing could be counted. */
#ifndef LOAD_TRAP_H
#define LOAD_TRAP_H

#include "carepath/diagnostic.h"
#include "carepath/pathway.h"

/* Says so of the first, naming its steps. */
void trap_check(struct arena *scratch, const struct pathway *pathway, struct diagnostics *diagnostics);

#endif
