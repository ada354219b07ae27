#include "analyse/crowd.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 32 };

void clocks_reset(struct crowd *crowd)
{
	size_t size = (size_t)crowd->route.pathway->clock_count * crowd->words * sizeof *crowd->started;
	memset(crowd->started, 0, size);
	memset(crowd->running, 0, size);
	memset(crowd->late, 0, sizeof crowd->late);
}

/* ---- Starting and stopping --------------------------------------------------------------- */

/* For those of one word of a set. What ran when their episode ended does not count. */
static void stop_clock(struct crowd *crowd, uint32_t clock, uint32_t word, uint64_t people)
{
	struct samples *samples = &crowd->part->clocks[clock].times;
	uint64_t *running = &crowd->running[clock * crowd->words + word];
	for (uint64_t bits = people & *running; bits != 0; bits &= bits - 1) {
		uint32_t who = 64 * word + (uint32_t)__builtin_ctzll(bits);
		const struct run *run = &crowd->runs[(size_t)clock * crowd->room + who];
		if (run->episode == crowd->episode[who] && CROWD_ROOM(crowd, samples))
			samples->at[samples->count++] = crowd->now[who] - run->since;
	}
	*running &= ~people;
}

static void start_clock(struct crowd *crowd, uint32_t clock, uint32_t word, uint64_t people)
{
	uint64_t *started = &crowd->started[clock * crowd->words + word], fresh = people & ~*started;
	for (uint64_t bits = fresh; bits != 0; bits &= bits - 1) {
		uint32_t who = 64 * word + (uint32_t)__builtin_ctzll(bits);
		crowd->runs[(size_t)clock * crowd->room + who] = (struct run){crowd->now[who], crowd->episode[who]};
	}
	*started |= fresh;
	crowd->running[clock * crowd->words + word] |= fresh;
	crowd->part->clocks[clock].starts += __builtin_popcountll(fresh);
}

/* The step starts for these people: one set for crossed clocks, one for the
 * others. Only the words from `first` to `end` of the sets are looked at. */
static void see(struct crowd *crowd, uint32_t step, const uint64_t *straight, const uint64_t *crossed, uint32_t first,
		uint32_t end)
{
	const struct groups *from = &crowd->route.clocks->from, *to = &crowd->route.clocks->to;
	for (uint32_t i = to->first[step]; i < to->first[step + 1]; i++) {
		const uint64_t *people = crowd->route.crossed[to->members[i]] ? crossed : straight;
		for (uint32_t w = first; w < end; w++)
			stop_clock(crowd, to->members[i], w, people[w]);
	}
	for (uint32_t i = from->first[step]; i < from->first[step + 1]; i++) {
		const uint64_t *people = crowd->route.crossed[from->members[i]] ? crossed : straight;
		for (uint32_t w = first; w < end; w++)
			start_clock(crowd, from->members[i], w, people[w]);
	}
}

/* ---- Notes ------------------------------------------------------------------------------- */

static void note_start(struct crowd *crowd, uint32_t who, uint32_t step)
{
	struct notes *notes = &crowd->notes[who];
	if (!CROWD_ROOM(crowd, &crowd->ticks))
		return;
	crowd->ticks.at[crowd->ticks.count] = (struct tick){crowd->now[who], step, notes->last};
	notes->last = crowd->ticks.count++;
	notes->count++;
}

/* They are few as a rule, and hardly out of order. */
static void sort_few(struct ordered_tick *ticks, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		struct ordered_tick tick = ticks[i];
		uint32_t to = i;
		for (; to > 0 && ticks[to - 1].time > tick.time; to--)
			ticks[to] = ticks[to - 1];
		ticks[to] = tick;
	}
}

static int by_time(const void *a, const void *b)
{
	const struct ordered_tick *x = a, *y = b;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* What the person noted, by time; of the same time, as it was noted. */
static bool order_notes(struct crowd *crowd, const struct notes *notes)
{
	uint32_t i = notes->count;
	while (crowd->ordered.room < i)
		if (!crowd_make_room(crowd->part, (void **)&crowd->ordered.at, &crowd->ordered.room,
				     sizeof *crowd->ordered.at))
			return false;
	for (uint32_t at = notes->last; at != NONE; at = crowd->ticks.at[at].before) {
		const struct tick *tick = &crowd->ticks.at[at];
		i--;
		crowd->ordered.at[i] = (struct ordered_tick){tick->time, tick->step, i};
	}
	if (notes->count <= FEW)
		sort_few(crowd->ordered.at, notes->count);
	else
		qsort(crowd->ordered.at, notes->count, sizeof *crowd->ordered.at, by_time);
	return true;
}

static void read_notes(struct crowd *crowd, uint32_t who)
{
	static const uint64_t nobody[CROWD_WORDS];
	uint64_t person[CROWD_WORDS] = {0};
	struct notes *notes = &crowd->notes[who];
	double now = crowd->now[who];
	person[who / 64] = UINT64_C(1) << who % 64;
	uint32_t count = order_notes(crowd, notes) ? notes->count : 0;
	for (uint32_t i = 0; i < count; i++) {
		crowd->now[who] = crowd->ordered.at[i].time;
		see(crowd, crowd->ordered.at[i].step, nobody, person, who / 64, who / 64 + 1);
	}
	crowd->now[who] = now;
	crowd->late[who / 64] &= ~person[who / 64];
	*notes = (struct notes){.last = NONE};
}

static bool any_later(const struct crowd *crowd, const struct notes *notes, double now)
{
	bool later = false;
	for (uint32_t at = notes->last; at != NONE; at = crowd->ticks.at[at].before)
		later |= crowd->ticks.at[at].time > now;
	return later;
}

void settle_notes(struct crowd *crowd, const struct party *party)
{
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		if (any_later(crowd, &crowd->notes[who], crowd->now[who]))
			crowd->late[who / 64] |= UINT64_C(1) << who % 64;
		else if (crowd->notes[who].last != NONE)
			read_notes(crowd, who);
	}
}

/* ---- On the way -------------------------------------------------------------------------- */

void clocks_see_party(struct crowd *crowd, const struct stage *stage)
{
	uint64_t at_once[CROWD_WORDS];
	for (uint32_t w = 0; w < CROWD_WORDS; w++)
		at_once[w] = stage->in_branch ? 0 : crowd->set[w] & ~crowd->late[w];
	for (uint32_t i = 0; i < crowd->here.count && stage->crossed; i++) {
		uint32_t who = crowd->here.who[i];
		if (!(at_once[who / 64] >> who % 64 & 1))
			note_start(crowd, who, stage->step);
	}
	see(crowd, stage->step, crowd->set, at_once, 0, crowd->words);
}

void end_episode(struct crowd *crowd, const struct party *party)
{
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		if (crowd->notes[who].last != NONE)
			read_notes(crowd, who);
		crowd->episode[who]++;
	}
}
