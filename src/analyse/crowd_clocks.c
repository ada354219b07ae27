#include "analyse/crowd.h"

#include <stdlib.h>

enum { FIRST_ROOM = 256 };

/* gcc's analyzer loses sight of the samples, which the part holds and sample.c frees. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

bool crowd_make_room(struct part *part, void **at, uint32_t *room, size_t size)
{
	uint32_t wanted = *room ? 2 * *room : FIRST_ROOM;
	void *grown = realloc(*at, wanted * size);
	if (!grown) {
		part->no_memory = true;
		return false;
	}
	*at = grown;
	*room = wanted;
	return true;
}

static void count_start(void *subject, uint32_t clock)
{
	struct crowd *crowd = subject;
	crowd->part->clock_starts[clock]++;
}

static void add_clock_time(void *subject, uint32_t clock, double seconds)
{
	struct crowd *crowd = subject;
	struct samples *samples = &crowd->part->clock_times[clock];
	if (CROWD_ROOM(crowd, samples))
		samples->at[samples->count++] = seconds;
}

void crowd_clocks_start(struct crowd *crowd)
{
	crowd->clocks = (struct clock_reader){
	    .steps = crowd->route.clocks, .started = count_start, .stopped = add_clock_time, .subject = crowd};
}

static int by_time(const void *a, const void *b)
{
	const struct ordered_tick *x = a, *y = b;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* They are few as a rule, and hardly out of order. */
static void sort_ticks(struct ordered_tick *ticks, uint32_t count)
{
	if (count > 32) {
		qsort(ticks, count, sizeof *ticks, by_time);
		return;
	}
	for (uint32_t i = 1; i < count; i++) {
		struct ordered_tick tick = ticks[i];
		uint32_t to = i;
		for (; to > 0 && ticks[to - 1].time > tick.time; to--)
			ticks[to] = ticks[to - 1];
		ticks[to] = tick;
	}
}

/* What the person's episode noted, by time. Branches were noted one after
 * another. */
static void order_ticks(struct crowd *crowd, const struct person *person)
{
	uint32_t i = person->tick_count;
	bool in_order = true;
	crowd->ordered.count = 0;
	while (crowd->ordered.room < i)
		if (!crowd_make_room(crowd->part, (void **)&crowd->ordered.at, &crowd->ordered.room,
				     sizeof *crowd->ordered.at))
			return;
	crowd->ordered.count = i;
	double later = INFINITY;
	for (uint32_t at = person->last_tick; at != NONE; at = crowd->ticks.at[at].before) {
		const struct tick *tick = &crowd->ticks.at[at];
		in_order &= tick->time <= later;
		later = tick->time;
		i--;
		crowd->ordered.at[i] = (struct ordered_tick){later, tick->step, i};
	}
	if (!in_order)
		sort_ticks(crowd->ordered.at, crowd->ordered.count);
}

void end_episode(struct crowd *crowd, struct person *person)
{
	size_t number = (size_t)(person - crowd->people);
	if (person->last_tick == NONE)
		return;
	order_ticks(crowd, person);
	crowd->clocks.runs = &crowd->runs[number * crowd->route.pathway->clock_count];
	crowd->clocks.walk = person->number + 1;
	crowd->clocks.episode = person->episode++;
	for (uint32_t i = 0; i < crowd->ordered.count; i++)
		clocks_see(&crowd->clocks, crowd->ordered.at[i].step, crowd->ordered.at[i].time);
	person->last_tick = NONE;
	person->tick_count = 0;
}
