/* Percentiles of many values in stretches, against all of them put in order. */
#include "analyse/percentile.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { VALUES_MOST = 100000, STRETCHES = 7 };

static uint64_t state = 1;

static double chance(void)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(state >> 11) * 0x1p-53;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* In stretches of all lengths, some of them empty. */
static void check(const double *values, size_t count)
{
	struct stretch stretches[STRETCHES];
	struct percentiles found;
	double *sorted = malloc(count * sizeof *sorted);
	size_t before = 0;
	for (size_t s = 0; s < STRETCHES; s++) {
		size_t end = s + 1 == STRETCHES ? count : s % 3 == 0 ? before : before + (count - before) / 2;
		stretches[s] = (struct stretch){&values[before], end - before};
		before = end;
	}
	assert_non_null(sorted);
	memcpy(sorted, values, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_size);
	assert_true(percentiles_find(stretches, STRETCHES, &found));
	/* Ranks by whole numbers: the least k with 2k >= count, with 10k >= 9 count. */
	assert_true(found.p50 == sorted[(count + 1) / 2 - 1]);
	assert_true(found.p90 == sorted[(9 * count + 9) / 10 - 1]);
	free(sorted);
}

static double any(size_t i)
{
	(void)i;
	return chance();
}

static double all_alike(size_t i)
{
	(void)i;
	return 3;
}

static double few_different(size_t i)
{
	(void)i;
	return floor(4 * chance());
}

static double rising(size_t i)
{
	return (double)i;
}

static double falling(size_t i)
{
	return -(double)i;
}

/* Every so many values are far from all others: those that are looked at first
 * may be just these. */
static double misleading(size_t i)
{
	size_t some = (size_t)exp(2 * log(VALUES_MOST) / 3);
	size_t nearest = (size_t)((double)i * (double)some / VALUES_MOST + 0.5);
	return (size_t)((double)nearest * VALUES_MOST / (double)some) == i ? 1000 + chance() : chance();
}

static void test_as_if_put_in_order(void **unused)
{
	static const size_t counts[] = {1, 2, 3, 10, 599, 600, 601, 602, 5000, VALUES_MOST};
	static double (*const kinds[])(size_t i) = {any, all_alike, few_different, rising, falling, misleading};
	static double values[VALUES_MOST];
	(void)unused;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
			for (size_t i = 0; i < counts[c]; i++)
				values[i] = kinds[k](i);
			check(values, counts[c]);
		}
}

static void test_of_nothing_not_known(void **unused)
{
	struct percentiles found;
	(void)unused;
	assert_true(percentiles_find(NULL, 0, &found));
	assert_true(isnan(found.p50) && isnan(found.p90));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_as_if_put_in_order),
	    cmocka_unit_test(test_of_nothing_not_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
