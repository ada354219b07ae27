/* What scarce.c and whoever tries it out have in common: memory that both see,
 * in the file that the environment names. */
#ifndef SCREEN_SCARCE_H
#define SCREEN_SCARCE_H

#include <stdatomic.h>

#define SCARCITY "SCARCE_MEMORY"

struct scarcity {
	atomic_long left;     /* so many allocations are fine, the next one fails; below 0: all are fine */
	atomic_bool for_ever; /* so do all after it */
	atomic_bool failed;   /* one has */
};

#endif
