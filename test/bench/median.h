/* Figures in order, and the one in the middle. */
#ifndef BENCH_MEDIAN_H
#define BENCH_MEDIAN_H

#include <stddef.h>
#include <stdlib.h>

static inline int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The smallest first. */
static inline void sort_figures(double *figures, size_t count)
{
	qsort(figures, count, sizeof *figures, by_size);
}

/* Sorts them. */
static inline double median(double *figures, size_t count)
{
	sort_figures(figures, count);
	return (figures[(count - 1) / 2] + figures[count / 2]) / 2;
}

#endif
