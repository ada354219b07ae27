/* What must hold of the library's figures whatever they are, and what must not
 * change them. */
#ifndef ORACLE_INVARIANTS_H
#define ORACLE_INVARIANTS_H

#include "carepath/analysis.h"

#include <stdio.h>

/* Each says a line for what does not hold, and returns how many there were. */
uint32_t invariants_sums(const struct analysis *analysis, FILE *says);

/* The same figures with any number of threads, bit for bit. */
uint32_t invariants_threads(const struct pathway *pathway, uint64_t seed, FILE *says);

/* The same exact figures when alternatives are listed the other way round and
 * when ids are other ones: for pathways that generate_pathway() makes. */
uint32_t invariants_forms(const struct analysis *analysis, uint64_t seed, FILE *says);

#endif
