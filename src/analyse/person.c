#include "analyse/draw.h"
#include "analyse/sample.h"

#include <stdlib.h>
#include <string.h>

/* How much earlier the block at work would end without one wait, so far. */
struct gain {
	uint32_t number;
	uint32_t before; /* where this wait stood for the block around, while this one is at work */
	double seconds;
};

/* A block that the person is in. Its gains stand on the walker's stack: those
 * of the longest branch so far, then those of the branch at work. */
struct frame {
	uint32_t holder, branch, visit;
	double start, longest, second; /* seconds; of branches: the longest and the next */
	double longest_waits, waits;   /* waiting along the longest branch; along the one at work */
	uint32_t first_gain, own_gain; /* where the two groups of gains start */
	bool waited_for;               /* the branch at work */
};

/* The start of a step that a clock looks at. */
struct tick {
	double time;
	uint32_t order, step;
};

struct visit_count {
	uint32_t person; /* + 1; the count is of an earlier person else */
	uint32_t count;
};

struct walker {
	const struct route *route;
	double *lead_times;
	struct visit_count *counts; /* of a step */
	struct frame *frames;
	uint32_t frame_count;
	struct gain *gains;
	uint32_t gain_count, gain_room;
	uint32_t *gain_at; /* of a gain number: where on the stack it was last */
	struct tick *ticks;
	size_t tick_count, tick_room;
	struct clock_reader clocks; /* its walks are people, counted from 1 */

	/* The person at work. */
	struct part *part;
	uint32_t person;
	double now;
	bool at_end;
};

/* ---- Clocks ------------------------------------------------------------------------ */

static void note_start(struct walker *walker, uint32_t step)
{
	if (walker->tick_count == walker->tick_room) {
		size_t room = walker->tick_room ? 2 * walker->tick_room : 64;
		struct tick *ticks = realloc(walker->ticks, room * sizeof *ticks);
		if (!ticks) {
			walker->part->no_memory = true;
			return;
		}
		walker->ticks = ticks;
		walker->tick_room = room;
	}
	walker->ticks[walker->tick_count] = (struct tick){walker->now, (uint32_t)walker->tick_count, step};
	walker->tick_count++;
}

/* gcc's analyzer loses sight of the samples, which the part holds and sample.c frees. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

static bool make_room(struct samples *samples)
{
	if (samples->count < samples->room)
		return true;
	size_t room = samples->room ? 2 * samples->room : 256;
	double *at = realloc(samples->at, room * sizeof *at);
	if (!at)
		return false;
	samples->at = at;
	samples->room = room;
	return true;
}

static void count_start(void *subject, uint32_t clock)
{
	struct walker *walker = subject;
	walker->part->clock_starts[clock]++;
}

static void add_clock_time(void *subject, uint32_t clock, double seconds)
{
	struct walker *walker = subject;
	struct samples *samples = &walker->part->clock_times[clock];
	if (make_room(samples))
		samples->at[samples->count++] = seconds;
	else
		walker->part->no_memory = true;
}

static int by_time(const void *a, const void *b)
{
	const struct tick *x = a, *y = b;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Clocks stop at the end of an episode. Starts were noted branch after branch. */
static void end_episode(struct walker *walker)
{
	if (walker->tick_count == 0)
		return;
	bool in_order = true;
	for (size_t i = 1; i < walker->tick_count; i++)
		in_order &= walker->ticks[i - 1].time <= walker->ticks[i].time;
	if (!in_order)
		qsort(walker->ticks, walker->tick_count, sizeof *walker->ticks, by_time);
	for (size_t i = 0; i < walker->tick_count; i++)
		clocks_see(&walker->clocks, walker->ticks[i].step, walker->ticks[i].time);
	walker->tick_count = 0;
	walker->clocks.episode++;
}

/* ---- The walker ------------------------------------------------------------------- */

void walker_free(struct walker *walker)
{
	if (!walker)
		return;
	free(walker->counts);
	free(walker->frames);
	free(walker->gains);
	free(walker->gain_at);
	free(walker->ticks);
	free(walker->clocks.runs);
	free(walker);
}

struct walker *walker_new(const struct route *route, double *lead_times)
{
	struct walker *walker = calloc(1, sizeof *walker);
	if (!walker)
		return NULL;
	walker->route = route;
	walker->lead_times = lead_times;
	walker->counts = calloc(route->pathway->step_count, sizeof *walker->counts);
	walker->frames = calloc(route->depth + 1, sizeof *walker->frames);
	walker->gain_at = calloc(route->gain_count + 1, sizeof *walker->gain_at);
	walker->clocks = (struct clock_reader){
	    .steps = route->clocks,
	    .runs = calloc(route->pathway->clock_count + 1, sizeof *walker->clocks.runs),
	    .started = count_start,
	    .stopped = add_clock_time,
	    .subject = walker,
	};
	if (walker->counts && walker->frames && walker->gain_at && walker->clocks.runs)
		return walker;
	walker_free(walker);
	return NULL;
}

static double spell_length(const struct spell *spell, double chance)
{
	return spell->duration ? duration_quantile(spell->duration, chance) : spell->seconds;
}

/* ---- Time --------------------------------------------------------------------------- */

/* Time outside of blocks is spent where the step or arrow says; within, the
 * block as a whole accounts for it when it ends. */
static void spend(struct walker *walker, double seconds, enum whereabouts where)
{
	walker->now += seconds;
	if (walker->frame_count == 0)
		walker->part->spent[where] += seconds;
}

static bool room_for_gain(struct walker *walker)
{
	if (walker->gain_count < walker->gain_room)
		return true;
	uint32_t room = walker->gain_room ? 2 * walker->gain_room : 64;
	struct gain *gains = realloc(walker->gains, room * sizeof *gains);
	if (!gains) {
		walker->part->no_memory = true;
		return false;
	}
	walker->gains = gains;
	walker->gain_room = room;
	return true;
}

/* Adds to the gains of the branch at work; one wait met twice is one gain. */
static void add_gain(struct walker *walker, uint32_t number, double seconds)
{
	const struct frame *frame = &walker->frames[walker->frame_count - 1];
	uint32_t at = walker->gain_at[number];
	if (at >= frame->own_gain && at < walker->gain_count && walker->gains[at].number == number) {
		walker->gains[at].seconds += seconds;
		return;
	}
	if (!room_for_gain(walker))
		return;
	walker->gains[walker->gain_count] = (struct gain){number, at, seconds};
	walker->gain_at[number] = walker->gain_count++;
}

static void forget_gains(struct walker *walker, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		walker->gain_at[walker->gains[i].number] = walker->gains[i].before;
}

static void spend_wait(struct walker *walker, const struct way *way, double seconds, enum whereabouts where)
{
	spend(walker, seconds, where);
	if (walker->frame_count > 0) {
		walker->frames[walker->frame_count - 1].waits += seconds;
		if (way->gain != NONE)
			add_gain(walker, way->gain, seconds);
	} else if (where == IN_HOSPITAL) {
		walker->part->waiting_in_hospital += seconds;
	}
}

static void go_along(struct walker *walker, const struct way *way, const struct draw *draw, enum whereabouts where)
{
	spend(walker, spell_length(&way->planned, draw_share(draw, 3)), where);
	spend_wait(walker, way, spell_length(&way->wait, draw_share(draw, 2)), where);
}

static bool is_drawn(const struct way *way)
{
	return way->planned.duration || way->wait.duration;
}

static struct draw draw_way(const struct walker *walker, const struct way *way, uint32_t visit)
{
	return draw_at(walker->route->seed, walker->person, way->place, visit);
}

/* ---- Blocks ------------------------------------------------------------------------- */

static void open_block(struct walker *walker, uint32_t holder, uint32_t visit)
{
	walker->frames[walker->frame_count++] = (struct frame){
	    .holder = holder,
	    .branch = NONE,
	    .visit = visit,
	    .start = walker->now,
	    .first_gain = walker->gain_count,
	    .own_gain = walker->gain_count,
	};
}

/* The gains of the branch at work take the place of those of the longest. */
static void keep_gains(struct walker *walker, struct frame *frame)
{
	uint32_t to = frame->first_gain;
	forget_gains(walker, frame->first_gain, frame->own_gain);
	for (uint32_t from = frame->own_gain; from < walker->gain_count; from++, to++) {
		walker->gains[to] = walker->gains[from];
		walker->gain_at[walker->gains[to].number] = to;
	}
	walker->gain_count = frame->own_gain = to;
}

/* The branch at work has ended: keep its gains if it is the longest so far. */
static void close_branch(struct walker *walker)
{
	struct frame *frame = &walker->frames[walker->frame_count - 1];
	double length = walker->now - frame->start;
	if (frame->waited_for && length > frame->longest) {
		frame->second = frame->longest;
		frame->longest = length;
		frame->longest_waits = frame->waits;
		keep_gains(walker, frame);
	} else {
		if (frame->waited_for && length > frame->second)
			frame->second = length;
		forget_gains(walker, frame->own_gain, walker->gain_count);
		walker->gain_count = frame->own_gain;
	}
}

/* Without one wait the block would end earlier by that wait, but not before
 * its second longest branch does. What is gained here counts in the branch
 * around, where there is one. */
static void hand_gains_on(struct walker *walker, const struct frame *frame)
{
	double most = frame->longest - frame->second;
	uint32_t end = frame->own_gain;
	walker->gain_count = frame->first_gain;
	for (uint32_t i = frame->first_gain; i < end; i++) {
		struct gain gain = walker->gains[i];
		double seconds = gain.seconds < most ? gain.seconds : most;
		walker->gain_at[gain.number] = gain.before;
		if (walker->frame_count > 0)
			add_gain(walker, gain.number, seconds);
		else
			walker->part->gains[gain.number] += seconds;
	}
}

/* All branches have ended. Returns the step that comes then. */
static uint32_t close_block(struct walker *walker)
{
	struct frame frame = walker->frames[--walker->frame_count];
	const struct stage *holder = &walker->route->stages[frame.holder];
	const struct way *then = &walker->route->ways[holder->first_way + holder->way_count];
	hand_gains_on(walker, &frame);
	walker->now = frame.start;
	spend(walker, frame.longest, holder->meanwhile);
	if (walker->frame_count > 0)
		walker->frames[walker->frame_count - 1].waits += frame.longest_waits;
	else if (holder->meanwhile == IN_HOSPITAL)
		walker->part->waiting_in_hospital += frame.longest_waits;
	struct draw draw = {0};
	if (is_drawn(then))
		draw = draw_way(walker, then, frame.visit);
	go_along(walker, then, &draw, holder->meanwhile);
	walker->part->block_time[holder->block] += walker->now - frame.start;
	walker->part->block_runs[holder->block]++;
	return then->to;
}

/* Starts the next branch that is needed; when none is left the block is closed. */
static uint32_t next_branch(struct walker *walker)
{
	struct frame *frame = &walker->frames[walker->frame_count - 1];
	const struct stage *holder = &walker->route->stages[frame->holder];
	while (++frame->branch < holder->way_count) {
		const struct way *way = &walker->route->ways[holder->first_way + frame->branch];
		struct draw draw = {0};
		if (way->until < 1 || is_drawn(way))
			draw = draw_way(walker, way, frame->visit);
		if (draw_fine_share(&draw) >= way->until)
			continue;
		walker->now = frame->start;
		frame->waits = 0;
		frame->waited_for = !way->goes_on;
		go_along(walker, way, &draw, ELSEWHERE);
		return way->to;
	}
	return close_block(walker);
}

/* ---- Steps -------------------------------------------------------------------------- */

/* The way that the person goes, or NULL where no arrow takes them. */
static const struct way *choose(const struct walker *walker, const struct stage *stage, double chance)
{
	const struct way *ways = &walker->route->ways[stage->first_way];
	if (stage->one_way)
		return ways;
	uint32_t i = 0;
	while (i < stage->way_count && chance >= ways[i].until)
		i++;
	return i < stage->way_count ? &ways[i] : NULL;
}

/* The way ends: a branch, or the whole. */
static uint32_t end_way(struct walker *walker)
{
	if (walker->frame_count > 0) {
		close_branch(walker);
		return next_branch(walker);
	}
	walker->at_end = true;
	return NONE;
}

static uint32_t follow(struct walker *walker, const struct way *way, uint32_t visit)
{
	if (!way)
		return end_way(walker);
	if (way->new_episode) {
		end_episode(walker);
		return way->to;
	}
	struct draw draw = {0};
	if (is_drawn(way))
		draw = draw_way(walker, way, visit);
	go_along(walker, way, &draw, way->where);
	return way->ends_branch || way->to == NONE ? end_way(walker) : way->to;
}

static uint32_t count_visit(struct walker *walker, uint32_t step)
{
	struct visit_count *count = &walker->counts[step];
	if (count->person != walker->person + 1)
		*count = (struct visit_count){walker->person + 1, 0};
	return ++count->count;
}

static uint32_t do_step(struct walker *walker, uint32_t step)
{
	const struct stage *stage = &walker->route->stages[step];
	uint32_t visit = count_visit(walker, step);
	if (stage->on_clock)
		note_start(walker, step);
	struct draw draw = {0};
	if (stage->lasts.duration || (stage->next == NEXT_WAYS && !stage->one_way))
		draw = draw_at(walker->route->seed, walker->person, stage->place, visit);
	spend(walker, spell_length(&stage->lasts, draw_share(&draw, 2)), stage->where);
	if (stage->next == NEXT_NONE)
		return end_way(walker);
	if (stage->next == NEXT_WAYS)
		return follow(walker, choose(walker, stage, draw_fine_share(&draw)), visit);
	open_block(walker, step, visit);
	return next_branch(walker);
}

static uint32_t first_step(const struct walker *walker)
{
	const struct pathway *pathway = walker->route->pathway;
	struct draw draw = draw_at(walker->route->seed, walker->person, draw_place("", "", ""), 0);
	double chance = draw_fine_share(&draw);
	uint32_t i = 0;
	while (i + 1 < pathway->start_count && chance >= walker->route->start_until[i])
		i++;
	return pathway->starts[i].step;
}

void walk_person(struct walker *walker, struct part *part, uint32_t person)
{
	walker->part = part;
	walker->person = person;
	walker->clocks.walk = person + 1;
	walker->clocks.episode = 0;
	walker->now = 0;
	walker->at_end = false;
	walker->frame_count = walker->gain_count = 0;
	uint32_t step = first_step(walker);
	while (!walker->at_end)
		step = do_step(walker, step);
	end_episode(walker);
	walker->lead_times[person] = walker->now;
}
