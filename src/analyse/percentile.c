#include "analyse/percentile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- One rank of a few ------------------------------------------------------------------- */

static void swap(double *values, ptrdiff_t a, ptrdiff_t b)
{
	double value = values[a];
	values[a] = values[b];
	values[b] = value;
}

/* Moves the value that belongs at `wanted` of the sorted order there, smaller
 * ones before it: Hoare's FIND (1961, in Wirth's form). */
static void select_rank(double *values, ptrdiff_t first, ptrdiff_t last, ptrdiff_t wanted)
{
	while (first < last) {
		double pivot = values[wanted];
		ptrdiff_t low = first, high = last;
		while (low <= high) {
			while (values[low] < pivot)
				low++;
			while (values[high] > pivot)
				high--;
			if (low <= high)
				swap(values, low++, high--);
		}
		if (high < wanted)
			first = low;
		if (wanted < low)
			last = high;
	}
}

static double rank_value(double *values, size_t count, size_t wanted)
{
	select_rank(values, 0, (ptrdiff_t)count - 1, (ptrdiff_t)wanted);
	return values[wanted];
}

/* ---- Of many ----------------------------------------------------------------------------- */

enum { SAMPLED_FROM = 600 }; /* values, for which it pays */

struct search {
	const struct stretch *stretches;
	uint32_t stretch_count;
	size_t count;  /* values */
	double *spare; /* room for all of them */
};

/* Where a rank is looked for. */
struct bracket {
	size_t rank;
	double low, high;
	size_t below, within; /* how many values */
};

static size_t rank_of(double share, size_t count)
{
	double rank = ceil(share * (double)count - 1e-9);
	return rank > 0 ? (size_t)rank - 1 : 0;
}

static void copy_all(const struct search *search, double *to)
{
	for (uint32_t s = 0; s < search->stretch_count; s++)
		if (search->stretches[s].count > 0) {
			memcpy(to, search->stretches[s].at, search->stretches[s].count * sizeof *to);
			to += search->stretches[s].count;
		}
}

/* Evenly spread over all of them. */
static void copy_some(const struct search *search, double *to, size_t wanted)
{
	const struct stretch *stretch = search->stretches;
	size_t before = 0;
	for (size_t i = 0; i < wanted; i++) {
		size_t number = (size_t)((double)i * (double)search->count / (double)wanted);
		for (; number - before >= stretch->count; stretch++)
			before += stretch->count;
		to[i] = stretch->at[number - before];
	}
}

/* So that the rank lies within, but for one time in some hundreds (Floyd and
 * Rivest, SELECT, CACM 18, 1975, who look at about as many values first). */
static void set_bracket(const struct search *search, double *some, size_t some_count, struct bracket *bracket)
{
	double middle = (double)bracket->rank * (double)some_count / (double)search->count;
	double off = 0.5 * sqrt(log((double)search->count) * (double)some_count);
	double low = floor(middle - off), high = ceil(middle + off);
	bracket->low = low < 0 ? -INFINITY : rank_value(some, some_count, (size_t)low);
	bracket->high = high >= (double)some_count ? INFINITY : rank_value(some, some_count, (size_t)high);
}

/* Those within one from the start of the room, those within the other from its
 * end. Each value is written to both, and stays where it belongs: nothing to guess. */
static void collect(const struct search *search, const struct stretch *stretch, struct bracket *half,
		    struct bracket *most)
{
	struct bracket a = *half, b = *most;
	double *start = search->spare, *end = search->spare + search->count - 1;
	for (size_t i = 0; i < stretch->count; i++) {
		double value = stretch->at[i];
		start[a.within] = value;
		*(end - b.within) = value;
		a.below += value < a.low;
		b.below += value < b.low;
		a.within += (value >= a.low) & (value <= a.high);
		b.within += (value >= b.low) & (value <= b.high);
	}
	*half = a;
	*most = b;
}

static bool lies_within(const struct bracket *bracket)
{
	return bracket->rank >= bracket->below && bracket->rank - bracket->below < bracket->within;
}

static void find_among_all(const struct search *search, struct percentiles *found)
{
	copy_all(search, search->spare);
	found->p50 = rank_value(search->spare, search->count, rank_of(0.5, search->count));
	found->p90 = rank_value(search->spare, search->count, rank_of(0.9, search->count));
}

static bool find_in_brackets(const struct search *search, struct percentiles *found)
{
	size_t some = (size_t)exp(2 * log((double)search->count) / 3);
	struct bracket half = {.rank = rank_of(0.5, search->count)}, most = {.rank = rank_of(0.9, search->count)};
	copy_some(search, search->spare, some);
	set_bracket(search, search->spare, some, &half);
	set_bracket(search, search->spare, some, &most);
	for (uint32_t s = 0; s < search->stretch_count; s++)
		collect(search, &search->stretches[s], &half, &most);
	bool have_met = half.within + most.within >= search->count;
	if (have_met || !lies_within(&half) || !lies_within(&most))
		return false;
	double *last = search->spare + search->count - most.within;
	found->p50 = rank_value(search->spare, half.within, half.rank - half.below);
	found->p90 = rank_value(last, most.within, most.rank - most.below);
	return true;
}

bool percentiles_find(const struct stretch *stretches, uint32_t count, struct percentiles *found)
{
	struct search search = {stretches, count, 0, NULL};
	*found = (struct percentiles){NAN, NAN};
	for (uint32_t s = 0; s < count; s++)
		search.count += stretches[s].count;
	if (search.count == 0)
		return true;
	search.spare = malloc(search.count * sizeof *search.spare);
	if (!search.spare)
		return false;
	if (search.count <= SAMPLED_FROM || !find_in_brackets(&search, found))
		find_among_all(&search, found);
	free(search.spare);
	return true;
}
