/* Many numbers added up. */
#ifndef CAREPATH_ANALYSE_TOTAL_H
#define CAREPATH_ANALYSE_TOTAL_H

#include <stdint.h>

/* Four sums side by side: in one, each addition would wait for the one before it. */
static inline double sum_of(const double *values, uint32_t count)
{
	double sums[4] = {0};
	uint32_t i = 0;
	for (; i + 4 <= count; i += 4)
		for (uint32_t lane = 0; lane < 4; lane++)
			sums[lane] += values[i + lane];
	for (; i < count; i++)
		sums[0] += values[i];
	return sums[0] + sums[1] + (sums[2] + sums[3]);
}

#endif
