#include "analyse/crowd.h"

#include <stdlib.h>
#include <string.h>

enum {
	ROOM_FOR_ALL = 1 << 20,
	COUNTED_TOGETHER = 1 << 16, /* visits of stages and people */
};

void crowd_free(struct crowd *crowd)
{
	if (!crowd)
		return;
	free(crowd->people);
	free(crowd->frames);
	free(crowd->standing);
	free(crowd->counts);
	free(crowd->runs);
	free(crowd->gain_sums);
	free(crowd->gains.at);
	free(crowd->ticks.at);
	free(crowd->ordered.at);
	free(crowd);
}

/* So many that what they leave behind on the way stays small. */
static uint32_t room_for(const struct route *route)
{
	double frames = (double)sizeof(struct frame) * (route->depth + 1);
	double runs = (double)sizeof(struct clock_run) * route->pathway->clock_count;
	double room = ROOM_FOR_ALL / fmax(route->visits + 1, fmax(frames, runs));
	return room > CROWD_MOST ? CROWD_MOST : room < 1 ? 1 : (uint32_t)room;
}

/* Of the largest loop that is walked by all together, or by one after another. */
static size_t counts_for(const struct route *route, uint32_t room)
{
	size_t together = (size_t)route->loop_most * room;
	if (together <= COUNTED_TOGETHER)
		return together;
	return route->loop_most > COUNTED_TOGETHER ? route->loop_most : COUNTED_TOGETHER;
}

struct crowd *crowd_new(const struct route *route, double *lead_times)
{
	struct crowd *crowd = calloc(1, sizeof *crowd);
	if (!crowd)
		return NULL;
	uint32_t room = crowd->room = room_for(route);
	crowd->route = *route;
	crowd->lead_times = lead_times;
	crowd->people = calloc(room, sizeof *crowd->people);
	crowd->frames = calloc(room * (route->depth + 1u), sizeof *crowd->frames);
	crowd->standing = malloc((route->stage_count + 1u) * sizeof *crowd->standing);
	crowd->counts = calloc(counts_for(route, room) + 1, sizeof *crowd->counts);
	crowd->runs = calloc((size_t)room * route->pathway->clock_count + 1, sizeof *crowd->runs);
	crowd_clocks_start(crowd);
	crowd->gain_sums = calloc(route->gain_count + 1u, sizeof *crowd->gain_sums);
	bool whole =
	    crowd->people && crowd->frames && crowd->standing && crowd->counts && crowd->runs && crowd->gain_sums;
	if (!whole) {
		crowd_free(crowd);
		return NULL;
	}
	for (uint32_t i = 0; i < route->stage_count; i++)
		crowd->standing[i] = NONE;
	return crowd;
}

/* ---- What could be gained ------------------------------------------------------------ */

static const struct gains no_gains = {NONE, NONE};

static void add_gain(struct crowd *crowd, struct gains *gains, uint32_t number, double seconds)
{
	uint32_t at = crowd->free_gain;
	if (at != NONE)
		crowd->free_gain = crowd->gains.at[at].next;
	else if (CROWD_ROOM(crowd, &crowd->gains))
		at = crowd->gains.count++;
	else
		return;
	crowd->gains.at[at] = (struct gain){seconds, number, NONE};
	if (gains->last == NONE)
		gains->first = at;
	else
		crowd->gains.at[gains->last].next = at;
	gains->last = at;
}

static void forget_gains(struct crowd *crowd, struct gains *gains)
{
	if (gains->last != NONE) {
		crowd->gains.at[gains->last].next = crowd->free_gain;
		crowd->free_gain = gains->first;
	}
	*gains = no_gains;
}

/* Without one wait the block would end earlier by that wait, but not before
 * its second longest branch does. A wait met twice is one. What is gained here
 * counts in the branch around, where there is one. */
static void hand_gains_on(struct crowd *crowd, struct frame *frame)
{
	double most = frame->longest - frame->second;
	struct frame *around = frame->around;
	for (uint32_t at = frame->longest_gains.first; at != NONE; at = crowd->gains.at[at].next)
		crowd->gain_sums[crowd->gains.at[at].number] += crowd->gains.at[at].seconds;
	for (uint32_t at = frame->longest_gains.first; at != NONE; at = crowd->gains.at[at].next) {
		uint32_t number = crowd->gains.at[at].number;
		double sum = crowd->gain_sums[number], seconds = sum < most ? sum : most;
		crowd->gain_sums[number] = 0;
		if (seconds > 0 && around)
			add_gain(crowd, &around->gains, number, seconds);
		else if (seconds > 0)
			crowd->part->gains[number] += seconds;
	}
	forget_gains(crowd, &frame->longest_gains);
}

/* ---- Time --------------------------------------------------------------------------- */

/* Time outside of blocks is spent where the step or arrow says; within, the
 * block as a whole accounts for it when it ends. */
static void spend(struct crowd *crowd, struct person *person, double seconds, enum whereabouts where)
{
	person->now += seconds;
	if (!person->frame)
		crowd->spent[where] += seconds;
}

static void wait_beside(struct crowd *crowd, struct person *person, const struct way *way, double seconds)
{
	struct frame *frame = person->frame;
	frame->waits += seconds;
	if (way->gain != NONE)
		add_gain(crowd, &frame->gains, way->gain, seconds);
}

/* With the two random numbers for what is planned and for the wait. */
static inline void go_along(struct crowd *crowd, struct person *person, const struct way *way, double planned,
			    double wait, enum whereabouts where)
{
	double waits = spell_length(&way->wait, wait), all = waits;
	if (way->aside != NONE)
		all += spell_length(&crowd->route.asides.at[way->aside].planned, planned);
	spend(crowd, person, all, where);
	if (person->frame)
		wait_beside(crowd, person, way, waits);
	else if (where == IN_HOSPITAL)
		crowd->part->waiting_in_hospital += waits;
}

static struct draw draw_aside(const struct crowd *crowd, const struct person *person, const struct way *way,
			      uint32_t visit)
{
	return draw_at(crowd->route.seed, person->number, crowd->route.asides.at[way->aside].place, visit);
}

/* Branches and `then`. */
static struct draw draw_way(const struct crowd *crowd, const struct person *person, const struct way *way,
			    uint32_t visit)
{
	return way->drawn ? draw_aside(crowd, person, way, visit) : (struct draw){0};
}

/* ---- Blocks ------------------------------------------------------------------------- */

/* Field by field: to clear so much at once is slower than all the rest. What is
 * of the branch at work is set when it starts. */
static void open_block(struct person *person, uint32_t holder, const struct turn *turn)
{
	struct frame *around = person->frame, *frame = around ? around + 1 : person->frames;
	frame->holder = holder;
	frame->visit = turn->visit;
	frame->needed = turn->needed;
	frame->first = 0;
	frame->start = person->now;
	frame->longest = frame->second = frame->longest_waits = 0;
	frame->longest_gains = frame->gains = no_gains;
	frame->around = around;
	person->frame = frame;
}

/* The branch at work has ended: keep its gains if it is the longest so far. */
static void close_branch(struct crowd *crowd, struct person *person)
{
	struct frame *frame = person->frame;
	double length = person->now - frame->start;
	if (frame->waited_for && length > frame->longest) {
		frame->second = frame->longest;
		frame->longest = length;
		frame->longest_waits = frame->waits;
		forget_gains(crowd, &frame->longest_gains);
		frame->longest_gains = frame->gains;
		frame->gains = no_gains;
	} else {
		if (frame->waited_for && length > frame->second)
			frame->second = length;
		forget_gains(crowd, &frame->gains);
	}
}

/* All branches have ended. Returns the stage that comes then. */
static uint32_t close_block(struct crowd *crowd, struct person *person)
{
	struct frame *frame = person->frame;
	const struct stage *holder = &crowd->route.stages[frame->holder];
	const struct way *then = &crowd->route.ways[holder->first_way + holder->way_count];
	uint32_t block = crowd->route.pathway->steps[holder->step].block;
	hand_gains_on(crowd, frame);
	person->frame = frame->around;
	person->now = frame->start;
	spend(crowd, person, frame->longest, holder->meanwhile);
	if (frame->around)
		frame->around->waits += frame->longest_waits;
	else if (holder->meanwhile == IN_HOSPITAL)
		crowd->part->waiting_in_hospital += frame->longest_waits;
	struct draw draw = draw_way(crowd, person, then, frame->visit);
	go_along(crowd, person, then, draw_second(&draw), draw_first(&draw), holder->meanwhile);
	crowd->part->block_time[block] += person->now - frame->start;
	crowd->part->block_runs[block]++;
	return then->to;
}

static inline bool is_needed(const struct crowd *crowd, const struct way *way, const struct turn *turn)
{
	if (way->until >= 1)
		return true;
	struct draw draw = draw_aside(crowd, &crowd->people[turn->person], way, turn->visit);
	return draw_choice(&draw) < way->until;
}

/* Which branches are needed, from one on, so many as are drawn together. Of
 * nobody can it be guessed, so that all are drawn before anyone goes. */
static void draw_branches(const struct crowd *crowd, const struct stage *holder, uint32_t first, struct turn *turns,
			  uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		turns[i].needed = 0;
	for (uint32_t b = first; b < holder->way_count && b < first + DRAWN_TOGETHER; b++)
		for (uint32_t i = 0; i < count; i++)
			turns[i].needed |=
			    (uint64_t)is_needed(crowd, &crowd->route.ways[holder->first_way + b], &turns[i])
			    << (b - first);
}

/* Where a block has more branches than are drawn together. Leaves none needed at
 * its end. */
static __attribute__((noinline)) void draw_more(const struct crowd *crowd, const struct person *person,
						struct frame *frame, const struct stage *holder)
{
	while (frame->needed == 0 && holder->way_count - frame->first > DRAWN_TOGETHER) {
		struct turn turn = {.person = (uint32_t)(person - crowd->people), .visit = frame->visit};
		frame->first += DRAWN_TOGETHER;
		draw_branches(crowd, holder, frame->first, &turn, 1);
		frame->needed = turn.needed;
	}
}

/* Takes the next one of them, or returns NONE. */
static inline uint32_t take_branch(const struct crowd *crowd, const struct person *person, struct frame *frame,
				   const struct stage *holder)
{
	if (frame->needed == 0 && holder->way_count > DRAWN_TOGETHER)
		draw_more(crowd, person, frame, holder);
	if (frame->needed == 0)
		return NONE;
	uint32_t branch = frame->first + (uint32_t)__builtin_ctzll(frame->needed);
	frame->needed &= frame->needed - 1;
	return branch;
}

/* Starts the next branch that is needed; when none is left the block is closed. */
static uint32_t next_branch(struct crowd *crowd, struct person *person)
{
	struct frame *frame = person->frame;
	const struct stage *holder = &crowd->route.stages[frame->holder];
	uint32_t branch = take_branch(crowd, person, frame, holder);
	if (branch == NONE)
		return close_block(crowd, person);
	const struct way *way = &crowd->route.ways[holder->first_way + branch];
	struct draw draw = draw_way(crowd, person, way, frame->visit);
	person->now = frame->start;
	frame->waits = 0;
	frame->waited_for = !way->goes_on;
	go_along(crowd, person, way, draw_second(&draw), draw_first(&draw), ELSEWHERE);
	return way->to;
}

/* ---- Steps -------------------------------------------------------------------------- */

/* The way that the person goes, or NULL where no arrow takes them. */
static const struct way *choose(const struct crowd *crowd, const struct stage *stage, double chance)
{
	const struct way *ways = &crowd->route.ways[stage->first_way];
	if (stage->one_way)
		return ways;
	uint32_t i = 0;
	while (i < stage->way_count && chance >= ways[i].until)
		i++;
	return i < stage->way_count ? &ways[i] : NULL;
}

/* The way ends: a branch, or the whole (NONE). */
static uint32_t end_way(struct crowd *crowd, struct person *person)
{
	if (person->frame) {
		close_branch(crowd, person);
		return next_branch(crowd, person);
	}
	end_episode(crowd, person);
	crowd->lead_times[person->number] = person->now;
	return NONE;
}

/* Where time is planned on the way, too. */
static __attribute__((noinline)) void follow_planned(struct crowd *crowd, struct person *person, const struct way *way,
						     const struct turn *turn)
{
	double planned = 0.5;
	if (crowd->route.asides.at[way->aside].drawn) {
		struct draw draw = draw_aside(crowd, person, way, turn->visit);
		planned = draw_second(&draw);
	}
	go_along(crowd, person, way, planned, draw_second(&turn->draw), way->where);
}

static inline __attribute__((always_inline)) uint32_t follow(struct crowd *crowd, struct person *person,
							     const struct way *way, const struct turn *turn)
{
	if (!way)
		return end_way(crowd, person);
	if (way->new_episode) {
		end_episode(crowd, person);
		return way->to;
	}
	if (way->aside != NONE)
		follow_planned(crowd, person, way, turn);
	else
		go_along(crowd, person, way, 0, draw_second(&turn->draw), way->where);
	return way->ends ? end_way(crowd, person) : way->to;
}

/* To the end of the step itself: what comes then is up to the stage's kind. */
static inline void do_step(struct crowd *crowd, struct person *person, const struct stage *stage, double lasts)
{
	if (stage->on_clock)
		note_start(crowd, person, stage->step);
	spend(crowd, person, lasts, stage->where);
}

/* Returns the stage that comes then, or NONE. */
static inline uint32_t go_on(struct crowd *crowd, uint32_t at, const struct turn *turn)
{
	const struct stage *stage = &crowd->route.stages[at];
	struct person *person = &crowd->people[turn->person];
	do_step(crowd, person, stage, turn->lasts);
	if (stage->next == NEXT_WAYS)
		return follow(crowd, person, choose(crowd, stage, draw_choice(&turn->draw)), turn);
	if (stage->next == NEXT_NONE)
		return end_way(crowd, person);
	open_block(person, at, turn);
	return next_branch(crowd, person);
}

/* ---- The crowd ------------------------------------------------------------------------ */

static inline void stand_at(struct crowd *crowd, uint32_t person, uint32_t stage)
{
	crowd->behind[person] = crowd->standing[stage];
	crowd->standing[stage] = person;
}

static uint32_t count_visit(struct crowd *crowd, size_t number)
{
	struct visit_count *count = &crowd->counts[number];
	uint32_t before = count->loop == crowd->loop ? count->count : 0;
	*count = (struct visit_count){crowd->loop, before + 1};
	return before + 1;
}

static inline void draw_turn(const struct crowd *crowd, const struct stage *stage, struct turn *turn)
{
	turn->draw = draw_at(crowd->route.seed, crowd->people[turn->person].number, stage->place, turn->visit);
	turn->lasts = spell_length(&stage->lasts, draw_first(&turn->draw));
}

static void draw_turns(const struct crowd *crowd, const struct stage *stage, struct turn *turns, uint32_t count)
{
	for (uint32_t i = 0; i < count && stage->drawn; i++)
		draw_turn(crowd, stage, &turns[i]);
	if (stage->next == NEXT_BLOCK)
		draw_branches(crowd, stage, 0, turns, count);
}

/* Who stands here, and for the how manieth time. `first`: of the loop. */
static uint32_t gather_turns(struct crowd *crowd, uint32_t first, uint32_t at)
{
	const struct stage *stage = &crowd->route.stages[at];
	uint32_t count = 0;
	for (uint32_t i = crowd->standing[at]; i != NONE; i = crowd->behind[i]) {
		struct turn *turn = &crowd->turns[count++];
		turn->person = i;
		turn->visit = 1;
		turn->lasts = stage->lasts.a;
		if (!stage->once)
			turn->visit = count_visit(crowd, (size_t)(at - first) * crowd->room + i);
	}
	crowd->standing[at] = NONE;
	return count;
}

/* Everybody who stands here goes on. One after another does the same thing, and
 * all draw before anyone goes: so the processor works on several at once. */
static void all_go_on(struct crowd *crowd, uint32_t first, uint32_t at)
{
	const struct stage *stage = &crowd->route.stages[at];
	uint32_t count = gather_turns(crowd, first, at);
	draw_turns(crowd, stage, crowd->turns, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t to = go_on(crowd, at, &crowd->turns[i]);
		if (to == NONE)
			continue;
		stand_at(crowd, crowd->turns[i].person, to);
		if (to <= at && to < crowd->turned_to)
			crowd->turned_to = to;
	}
}

/* Round after round, until nobody is left in the loop. */
static void all_go_round(struct crowd *crowd, uint32_t first, uint32_t end)
{
	crowd->loop++;
	for (uint32_t from = first; from != NONE; from = crowd->turned_to) {
		crowd->turned_to = NONE;
		for (uint32_t at = from; at < end; at++)
			if (crowd->standing[at] != NONE)
				all_go_on(crowd, first, at);
	}
}

static uint32_t go_round(struct crowd *crowd, uint32_t person, uint32_t first, uint32_t at, uint32_t end)
{
	crowd->loop++;
	while (at < end) {
		const struct stage *stage = &crowd->route.stages[at];
		struct turn turn = {.person = person, .visit = count_visit(crowd, at - first), .lasts = stage->lasts.a};
		draw_turns(crowd, stage, &turn, 1);
		at = go_on(crowd, at, &turn);
	}
	return at;
}

/* In a large loop the visits of everybody would take too much room. */
static void each_goes_round(struct crowd *crowd, uint32_t first, uint32_t end)
{
	for (uint32_t from = first; from < end; from++)
		while (crowd->standing[from] != NONE) {
			uint32_t person = crowd->standing[from];
			crowd->standing[from] = crowd->behind[person];
			uint32_t at = go_round(crowd, person, first, from, end);
			if (at != NONE)
				stand_at(crowd, person, at);
		}
}

/* The stages are in such an order that nobody is sent back but within a loop. */
static void walk_through(struct crowd *crowd)
{
	const struct route *route = &crowd->route;
	for (uint32_t at = 0, end; at < route->stage_count; at = end) {
		end = route->loop_end[at];
		if (end - at == 1 && crowd->standing[at] == NONE)
			continue;
		if ((end - at) * crowd->room <= COUNTED_TOGETHER)
			all_go_round(crowd, at, end);
		else
			each_goes_round(crowd, at, end);
	}
}

static uint32_t first_stage(const struct crowd *crowd, const struct person *person)
{
	if (crowd->route.pathway->start_count == 1)
		return crowd->route.starts[0].stage;
	struct draw draw = draw_at(crowd->route.seed, person->number, draw_place("", "", ""), 0);
	double chance = draw_choice(&draw);
	uint32_t low = 0, high = crowd->route.pathway->start_count - 1;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (chance < crowd->route.starts[middle].until)
			high = middle;
		else
			low = middle + 1;
	}
	return crowd->route.starts[low].stage;
}

static void gather(struct crowd *crowd, uint32_t first_person, uint32_t count)
{
	crowd->ticks.count = crowd->gains.count = 0;
	crowd->free_gain = NONE;
	for (uint32_t i = count; i-- > 0;) {
		struct person *person = &crowd->people[i];
		*person = (struct person){
		    .number = first_person + i,
		    .last_tick = NONE,
		    .frames = &crowd->frames[(size_t)i * (crowd->route.depth + 1)],
		};
		stand_at(crowd, i, first_stage(crowd, person));
	}
}

void crowd_walk(struct crowd *crowd, struct part *part)
{
	crowd->part = part;
	memset(crowd->spent, 0, sizeof crowd->spent);
	for (uint32_t first = part->first_person; first < part->end_person && !part->no_memory; first += crowd->room) {
		uint32_t left = part->end_person - first;
		gather(crowd, first, left < crowd->room ? left : crowd->room);
		walk_through(crowd);
	}
	memcpy(part->spent, crowd->spent, sizeof part->spent);
}
