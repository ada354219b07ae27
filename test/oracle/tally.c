#include "tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *zeroed(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);
	if (!memory)
		abort();
	return memory;
}

void tally_init(struct tally *tally, uint32_t figures)
{
	*tally = (struct tally){.figures = figures};
	tally->sum = zeroed(figures, sizeof *tally->sum);
	tally->square = zeroed(figures, sizeof *tally->square);
	tally->now = zeroed(figures, sizeof *tally->now);
	tally->largest = zeroed(figures, sizeof *tally->largest);
	tally->touched = zeroed(figures, sizeof *tally->touched);
	tally->is_touched = zeroed(figures, sizeof *tally->is_touched);
}

void tally_clear(struct tally *tally)
{
	free(tally->sum);
	free(tally->square);
	free(tally->now);
	free(tally->largest);
	free(tally->touched);
	free(tally->is_touched);
}

uint32_t tally_add_ratio(struct tally *tally, uint32_t above, uint32_t below)
{
	if (tally->ratio_count == TALLY_RATIOS_MOST)
		abort();
	tally->ratios[tally->ratio_count] = (struct ratio){above, below, 0};
	return tally->ratio_count++;
}

void tally_person_done(struct tally *tally)
{
	for (uint32_t i = 0; i < tally->ratio_count; i++)
		tally->ratios[i].product += tally->now[tally->ratios[i].above] * tally->now[tally->ratios[i].below];
	for (uint32_t i = 0; i < tally->touched_count; i++) {
		uint32_t figure = tally->touched[i];
		double now = tally->now[figure];
		tally->now[figure] = 0;
		tally->is_touched[figure] = false;
		tally->sum[figure] += now;
		tally->square[figure] += now * now;
		tally->largest[figure] = fmax(tally->largest[figure], fabs(now));
	}
	tally->touched_count = 0;
	tally->people++;
}

struct estimate tally_estimate(const struct tally *tally, uint32_t figure)
{
	double people = (double)tally->people, mean = tally->sum[figure] / people;
	double variance = fmax(0, tally->square[figure] / people - mean * mean);
	return (struct estimate){mean, sqrt(variance / people), tally->largest[figure]};
}

/* The delta method: the variance of above − ratio × below. */
struct estimate tally_ratio(const struct tally *tally, uint32_t ratio)
{
	const struct ratio *r = &tally->ratios[ratio];
	double people = (double)tally->people;
	double above = tally->sum[r->above] / people, below = tally->sum[r->below] / people;
	if (tally->sum[r->below] == 0)
		return (struct estimate){NAN, NAN, 0};
	double quotient = above / below;
	double variance = tally->square[r->above] / people - 2 * quotient * r->product / people +
			  quotient * quotient * tally->square[r->below] / people;
	return (struct estimate){quotient, sqrt(fmax(0, variance) / people) / fabs(below),
				 tally->largest[r->above] / fabs(below)};
}
