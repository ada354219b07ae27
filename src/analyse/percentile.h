/* The values that half and nine tenths of many do not exceed, found without
 * putting them in order or moving them. */
#ifndef CAREPATH_ANALYSE_PERCENTILE_H
#define CAREPATH_ANALYSE_PERCENTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Values that lie beside one another. */
struct stretch {
	const double *at;
	size_t count;
};

/* The smallest value that at least half, nine tenths of all do not exceed; NAN
 * where there is none. */
struct percentiles {
	double p50, p90;
};

/* Of all stretches together. False when there is no memory. */
bool percentiles_find(const struct stretch *stretches, uint32_t count, struct percentiles *found);

#endif
