#include "analyse/journey.h"

#include "analyse/clocks.h"
#include "analyse/journey_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double *walk_figure(struct journey_walk *walk, enum measure measure)
{
	return &walk->figures->simple[measure];
}

static struct beside *innermost(struct journey_walk *walk)
{
	return walk->room->sides.count > 0 ? &walk->room->sides.at[walk->room->sides.count - 1] : NULL;
}

/* ---- Time --------------------------------------------------------------------------- */

static void spend_in(struct journey_walk *walk, double seconds, enum setting setting)
{
	if (setting == SETTING_HOME)
		*walk_figure(walk, MEASURE_HOME_TIME) += seconds;
	else if (setting_in_hospital(setting))
		*walk_figure(walk, MEASURE_HOSPITAL_TIME) += seconds;
}

/* Time in a branch is accounted for by the block as a whole. */
static void spend(struct journey_walk *walk, double seconds, enum setting setting)
{
	if (walk->room->sides.count == 0)
		spend_in(walk, seconds, setting);
}

static void count_wait(struct journey_walk *walk, double seconds, enum setting setting, enum basis basis)
{
	*walk_figure(walk, MEASURE_WAITING_TIME) += seconds;
	walk->estimated += basis == BASIS_ESTIMATE ? seconds : 0;
	struct beside *side = innermost(walk);
	if (side)
		side->waits += seconds;
	else if (setting_in_hospital(setting))
		*walk_figure(walk, MEASURE_WAITING_IN_HOSPITAL) += seconds;
	spend(walk, seconds, setting);
}

static void count_planned(struct journey_walk *walk, double seconds, enum setting setting)
{
	walk->planned += seconds;
	spend(walk, seconds, setting);
}

void walk_pay(struct journey_walk *walk, const struct step *step, unsigned per, double times)
{
	for (uint32_t i = 0; i < step->cost_count; i++) {
		const struct cost *cost = &step->costs[i];
		if (cost->per != per)
			continue;
		*walk_figure(walk, MEASURE_COST) += cost->pounds * times;
		step_pay(step, cost, cost->pounds * times, walk->figures->by_payer);
	}
}

static void pay_days(struct journey_walk *walk, const struct step *step, double seconds)
{
	walk_pay(walk, step, COST_DAY, seconds / SECONDS_A_DAY);
}

/* ---- Dates and waits ------------------------------------------------------------------ */

/* When the stop starts by its date, or NAN where that or an earlier one is not
 * known. A date without a time only says that it is some time that day. */
static double start_by_date(struct journey_walk *walk, const struct stop *stop, double expected)
{
	if (!stop->has_date)
		return NAN;
	if (isnan(walk->anchor))
		walk->anchor = stop->date - expected;
	double start = stop->date - walk->anchor;
	if (stop->has_time || isnan(start))
		return start;
	double midnight = start;
	if (isnan(expected) || expected < midnight)
		return midnight;
	return expected < midnight + SECONDS_A_DAY ? expected : midnight + SECONDS_A_DAY - 1;
}

/* What the person waited on the arrow: as told, by the dates, or on average.
 * `from` is when the wait began. */
static double waited_on(struct journey_walk *walk, const struct stop *stop, const struct arrow *arrow, double from)
{
	double mean = duration_mean(&arrow->wait);
	double start = start_by_date(walk, stop, from + (stop->has_wait ? stop->wait : mean));
	if (stop->has_wait)
		return stop->wait;
	if (isnan(start))
		return mean;
	return isnan(from) ? NAN : fmax(0, start - from);
}

/* ---- At a stop ------------------------------------------------------------------------------- */

/* How long the blocks that the journey is in have taken so far: what does not
 * get beyond the longest branch adds nothing. One that is not waited for may
 * take longer than they do: limit_hospital_times(). */
static double time_in_blocks(const struct journey_walk *walk, double now)
{
	for (uint32_t i = walk->room->sides.count; i-- > 0;) {
		const struct beside *side = &walk->room->sides.at[i];
		now = side->start + fmax(side->longest, now - side->start);
	}
	return now - walk->room->sides.at[0].start;
}

static double hospital_time_so_far(struct journey_walk *walk)
{
	double time = *walk_figure(walk, MEASURE_HOSPITAL_TIME);
	if (walk->room->sides.count == 0)
		return time;
	const struct block *block = &walk->pathway->blocks[walk->room->sides.at[0].block];
	bool in_hospital = setting_in_hospital(walk->pathway->steps[block->holder].meanwhile);
	return in_hospital ? time + time_in_blocks(walk, walk->end) : time;
}

/* A branch that is not waited for goes on beside what is listed later: no stop
 * shows more than the next one, or the whole journey. */
static void limit_hospital_times(struct journey_walk *walk)
{
	double most = *walk_figure(walk, MEASURE_HOSPITAL_TIME);
	for (uint32_t i = walk->walked->stop_count; i-- > 0;) {
		double *time = &walk->stops[i].so_far.hospital_time;
		if (*time > most)
			*time = most;
		most = isnan(*time) ? most : *time;
	}
}

/* The wait before this stop began when something else, side by side with it, had
 * not ended. Times that are not known do not overlap. */
static bool waited_beside(const struct journey_walk *walk)
{
	const struct walked_stop *stop = &walk->stops[walk->number];
	return stop->waited >= 60 && stop->starts - stop->waited < walk->latest - 60;
}

/* Before the stop's own time is spent. */
static void note_times(struct journey_walk *walk, struct so_far *so_far)
{
	uint32_t number = walk->number;
	so_far->waits_overlap = (number > 0 && walk->stops[number - 1].so_far.waits_overlap) || waited_beside(walk);
	so_far->day = floor(walk->end / SECONDS_A_DAY) + 1;
	so_far->hospital_time = hospital_time_so_far(walk);
	so_far->waiting_time = *walk_figure(walk, MEASURE_WAITING_TIME);
	so_far->waiting_share = so_far->waiting_time / (so_far->waiting_time + walk->lasted);
}

static void note_counts(struct journey_walk *walk, struct so_far *so_far)
{
	so_far->handoffs = *walk_figure(walk, MEASURE_HANDOFFS);
	so_far->handoffs_across = *walk_figure(walk, MEASURE_HANDOFFS_ACROSS);
	so_far->story_told = *walk_figure(walk, MEASURE_STORY_TOLD);
	so_far->teams_met = *walk_figure(walk, MEASURE_TEAMS_MET);
}

static void be_at(struct journey_walk *walk, const struct stop *stop)
{
	const struct step *step = &walk->pathway->steps[stop->step];
	struct walked_stop *walked = &walk->stops[walk->number];
	double lasts = stop->has_lasts ? stop->lasts : duration_mean(step_lasts(step));
	note_times(walk, &walked->so_far);
	tokens_arrive(walk, stop->step);
	show_step(walk, stop->step);
	step_count(walk, stop->step);
	walk_feeling(walk, stop->has_feeling || step->has_feeling, stop->has_feeling ? stop->feeling : step->feeling);
	walk->lasted += lasts;
	walk->estimated += step->basis == BASIS_ESTIMATE && !stop->has_lasts ? lasts : 0;
	spend(walk, lasts, step->setting);
	pay_days(walk, step, lasts);
	walked->lasted = lasts;
	walked->side_by_side = step->branch != NONE;
	walk->end = walked->starts + lasts;
	walk->latest = fmax(walk->latest, walk->end);
	note_counts(walk, &walked->so_far);
}

/* ---- Getting to the next stop ------------------------------------------------------------------ */

static void count_arrow(struct journey_walk *walk, const struct arrow *arrow)
{
	*walk_figure(walk, MEASURE_TURNED_AWAY) += arrow->turned_away;
	walk_feeling(walk, arrow->has_feeling, arrow->feeling);
	tokens_tell(walk, &walk->room->tokens, arrow);
}

static enum basis basis_of(const struct arrow *arrow, const struct stop *stop)
{
	return stop->has_wait ? BASIS_TOLD : arrow->basis;
}

/* The branch at work has ended at walk->end. */
static void close_branch(struct journey_walk *walk, bool arrives)
{
	struct beside *side = innermost(walk);
	if (!side)
		return;
	double length = walk->end - side->start;
	if (side->waited_for && !(length <= side->longest)) {
		side->longest = length;
		side->longest_waits = side->waits;
	}
	if (arrives && side->waited_for) {
		side->arrived = true;
		tokens_bring(walk, &side->brought, &walk->room->tokens);
	}
}

/* Takes the innermost block off: the time of its longest branch is spent. */
static struct beside leave_block(struct journey_walk *walk)
{
	struct beside side = walk->room->sides.at[--walk->room->sides.count];
	const struct step *holder = &walk->pathway->steps[walk->pathway->blocks[side.block].holder];
	spend(walk, side.longest, holder->meanwhile);
	pay_days(walk, holder, side.longest);
	if (innermost(walk))
		innermost(walk)->waits += side.longest_waits;
	else if (setting_in_hospital(holder->meanwhile))
		*walk_figure(walk, MEASURE_WAITING_IN_HOSPITAL) += side.longest_waits;
	return side;
}

/* All branches have been walked: on along the block's `then` arrow. */
static double close_block(struct journey_walk *walk, const struct stop *stop, const struct arrow *then)
{
	struct beside side = leave_block(walk);
	const struct step *holder = &walk->pathway->steps[then->from];
	tokens_merge(walk, &side.brought);
	tokens_copy(walk, &walk->room->tokens, side.arrived ? &side.brought : &side.carried_in);
	double planned = duration_mean(&then->planned), from = side.start + side.longest + planned;
	double waited = waited_on(walk, stop, then, from);
	count_planned(walk, planned, holder->meanwhile);
	count_wait(walk, waited, holder->meanwhile, basis_of(then, stop));
	count_arrow(walk, then);
	pay_days(walk, holder, planned + waited);
	walk->end = from + waited;
	/* What the person sees is how long nothing has happened. */
	return stop->has_wait ? waited : walk->end - planned - side.worked_until;
}

static struct beside *open_block(struct journey_walk *walk, uint32_t block)
{
	struct beside *side = list_add(walk->room->arena, &walk->room->sides);
	*side = (struct beside){.block = block, .start = walk->end, .worked_until = walk->end};
	tokens_copy(walk, &side->carried_in, &walk->room->tokens);
	return side;
}

static void start_branch(struct journey_walk *walk, struct beside *side, const struct arrow *arrow)
{
	side->waits = 0;
	side->waited_for = !arrow->goes_on;
	walk->end = side->start;
	tokens_copy(walk, &walk->room->tokens, &side->carried_in);
}

/* Along one arrow that is no `then`: what was waited. */
static double go_along(struct journey_walk *walk, const struct stop *stop, const struct arrow *arrow, bool last)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): callers have looked whether there is one */
	const struct step *from = &walk->pathway->steps[arrow->from];
	double planned = duration_mean(&arrow->planned), mean = duration_mean(&arrow->wait);
	double waited = last ? waited_on(walk, stop, arrow, walk->end + planned) : mean;
	count_planned(walk, planned, arrow->meanwhile);
	count_wait(walk, waited, arrow->meanwhile, last ? basis_of(arrow, stop) : arrow->basis);
	count_arrow(walk, arrow);
	if (arrow->role == ARROW_WAY)
		pay_days(walk, from, planned + waited);
	walk->end += planned + waited;
	return waited;
}

/* As told, or by the dates where an earlier one is known. */
static double waited_off_the_map(struct journey_walk *walk, const struct stop *stop)
{
	if (stop->has_wait) {
		start_by_date(walk, stop, walk->end + stop->wait);
		return stop->wait;
	}
	if (isnan(walk->anchor))
		return NAN;
	double start = start_by_date(walk, stop, walk->end);
	return start <= walk->end ? 0 : start - walk->end;
}

static bool stays_in(const struct journey_walk *walk, uint32_t block, uint32_t kept)
{
	for (uint32_t i = 0; i < kept; i++)
		if (walk->open.blocks.at[i] == block)
			return true;
	return false;
}

/* Blocks that are left have taken as long as their longest branch. */
static void leave_blocks(struct journey_walk *walk, uint32_t kept)
{
	while (innermost(walk) && !stays_in(walk, innermost(walk)->block, kept)) {
		close_branch(walk, false);
		struct beside side = leave_block(walk);
		walk->end = side.start + side.longest;
	}
}

static double go_off_the_map(struct journey_walk *walk, const struct stop *stop, uint32_t kept)
{
	leave_blocks(walk, kept);
	double waited = waited_off_the_map(walk, stop);
	walk->room->tokens.count = 0;
	*walk_figure(walk, MEASURE_WAITING_TIME) += waited;
	if (innermost(walk))
		innermost(walk)->waits += waited;
	walk->end += waited;
	return waited;
}

/* Clocks and dates start anew where this stop does. */
static void start_episode(struct journey_walk *walk, const struct stop *stop, const struct arrow *arrow)
{
	count_arrow(walk, arrow);
	walk->room->episode++;
	walk->room->tokens.count = 0;
	walk->anchor = NAN;
	start_by_date(walk, stop, walk->end);
}

/* A branch ends without an arrow of the journey's own: the next branch is
 * listed behind it. It has arrived if there is an arrow that does. */
static void end_branch(struct journey_walk *walk, const struct stop *stop, const struct link *link)
{
	if (link->ending != NONE)
		go_along(walk, stop, &walk->pathway->arrows[link->ending], false);
	close_branch(walk, link->ending != NONE);
}

/* The block whose branch ends. Where the journey began inside it only this
 * branch is known, and the time in it has been accounted for. */
static struct beside *ending_block(struct journey_walk *walk, const struct link *link)
{
	uint32_t holder = walk->pathway->arrows[link->then != NONE ? link->then : link->arrow].from;
	uint32_t block = walk->pathway->steps[holder].block;
	struct beside *side = innermost(walk);
	if (side && side->block == block)
		return side;
	side = open_block(walk, block);
	side->waited_for = true;
	side->carried_in.count = 0;
	return side;
}

/* Leaves walk->end where the next stop starts; gives what was waited. */
static double go(struct journey_walk *walk, const struct stop *stop, const struct link *link)
{
	const struct arrow *arrows = walk->pathway->arrows;
	const struct arrow *arrow = link->arrow == NONE ? NULL : &arrows[link->arrow];
	double waited = 0;
	if (link->off_the_map)
		return go_off_the_map(walk, stop, link->kept);
	struct beside *side = NULL;
	if (link->ends_branch) {
		side = ending_block(walk, link);
		side->worked_until = side->waited_for ? fmax(side->worked_until, walk->end) : side->worked_until;
	}
	if (link->new_episode) {
		start_episode(walk, stop, &arrows[link->arrow]);
		return 0;
	}
	if (arrow && arrow->role == ARROW_BRANCH) {
		if (side)
			end_branch(walk, stop, link);
		else
			side = open_block(walk, walk->pathway->steps[arrow->from].block);
		start_branch(walk, side, arrow);
	}
	if (arrow)
		waited = go_along(walk, stop, arrow, link->then == NONE);
	if (link->then == NONE)
		return waited;
	if (link->ends_branch && arrow)
		close_branch(walk, true);
	else if (link->ends_branch)
		end_branch(walk, stop, link);
	else /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there are arrows, this is one of them */
		open_block(walk, walk->pathway->steps[arrows[link->then].from].block);
	return close_block(walk, stop, &arrows[link->then]);
}

/* ---- The end ------------------------------------------------------------------------------------ */

static void count_end(struct journey_walk *walk, uint32_t last)
{
	const struct step *step = &walk->pathway->steps[last];
	if (walk->walked->end_arrow != NONE) {
		const struct arrow *arrow = &walk->pathway->arrows[walk->walked->end_arrow];
		go_along(walk, NULL, arrow, false);
		walk->figures->outcomes[arrow->outcome] = 1;
	} else if (step->outcome != NONE)
		walk->figures->outcomes[step->outcome] = 1;
	else
		*walk_figure(walk, MEASURE_LOST) = step->next == NEXT_NONE && step->branch == NONE;
}

/* When a stop starts, as far as clocks go: where that is not known, as listed. */
struct listed {
	uint32_t episode, stop;
	double time;
};

static int by_time(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	if (x->episode != y->episode)
		return x->episode < y->episode ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->stop > y->stop) - (x->stop < y->stop);
}

static void start_clock(void *subject, uint32_t number)
{
	struct journey_walk *walk = subject;
	walk->figures->clocks[number].completed = 0;
	if (walk->pathway->clocks[number].target.kind != TARGET_NONE)
		walk->figures->clocks[number].within = 0;
}

static void stop_clock(void *subject, uint32_t number, double seconds)
{
	struct journey_walk *walk = subject;
	struct clock_figures *figures = &walk->figures->clocks[number];
	const struct target *target = &walk->pathway->clocks[number].target;
	figures->runs = 1;
	figures->completed = 1;
	figures->mean = figures->p50 = figures->p90 = seconds;
	if (target->kind != TARGET_NONE)
		figures->within = isnan(seconds) ? NAN : seconds <= target->seconds;
}

static void read_clocks(struct journey_walk *walk, const uint32_t *episode)
{
	uint32_t count = walk->walked->stop_count;
	struct listed *starts = arena_take_array(walk->room->arena, count, sizeof *starts);
	struct clock_reader reader = {.steps = walk->analysis->clocks_at,
				      .runs = walk->room->clocks,
				      .walk = ++walk->room->walks,
				      .started = start_clock,
				      .stopped = stop_clock,
				      .subject = walk};
	for (uint32_t c = 0; c < walk->pathway->clock_count; c++)
		walk->figures->clocks[c] = (struct clock_figures){NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0};
	for (uint32_t i = 0; i < count; i++) {
		bool known = !isnan(walk->stops[i].starts), first = i == 0 || episode[i] != episode[i - 1];
		double time = known ? walk->stops[i].starts : first ? -INFINITY : starts[i - 1].time;
		starts[i] = (struct listed){episode[i], i, time};
	}
	if (count > 0)
		qsort(starts, count, sizeof *starts, by_time);
	for (uint32_t i = 0; i < count; i++) {
		const struct walked_stop *stop = &walk->stops[starts[i].stop];
		reader.episode = starts[i].episode;
		walk_spend(walk, clocks_at(reader.steps, stop->step));
		clocks_see(&reader, stop->step, stop->starts);
	}
}

static void sum_up(struct journey_walk *walk)
{
	double waiting = *walk_figure(walk, MEASURE_WAITING_TIME), all = waiting + walk->lasted;
	double counted = walk->end - walk->planned;
	*walk_figure(walk, MEASURE_LEAD_TIME) = walk->end;
	*walk_figure(walk, MEASURE_LEAD_TIME_P50) = *walk_figure(walk, MEASURE_LEAD_TIME_P90) = NAN;
	*walk_figure(walk, MEASURE_WAITING_SHARE) = all > 0 ? waiting / all : NAN;
	*walk_figure(walk, MEASURE_ESTIMATED) = all > 0 ? walk->estimated / all : NAN;
	*walk_figure(walk, MEASURE_FLOW_EFFICIENCY) =
	    counted > 0 ? *walk_figure(walk, MEASURE_VALUE_TIME) / counted : NAN;
	*walk_figure(walk, MEASURE_FEELING) = walk->feeling_count > 0 ? walk->feeling_sum / walk->feeling_count : NAN;
}

/* ---- All of it ------------------------------------------------------------------------------------ */

void walk_spend(struct journey_walk *walk, double steps)
{
	if (walk->work)
		work_spend(walk->work, steps, walk->place, "stops of journeys, and things found at them");
	walk->effort += steps;
	if (walk->effort > MOST_EFFORT)
		arena_fail(walk->arena);
}

void walk_feeling(struct journey_walk *walk, bool has, int feeling)
{
	walk->feeling_sum += has ? feeling : 0;
	walk->feeling_count += has;
}

struct journey_room *journey_room_new(struct arena *arena, const struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	struct journey_room *room = ARENA_NEW(arena, struct journey_room);
	room->arena = arena;
	room->asked = ARENA_ARRAY(arena, struct memory, pathway->word_count);
	room->done = ARENA_ARRAY(arena, struct memory, pathway->word_count);
	room->shown = ARENA_ARRAY(arena, uint32_t, analysis->finding_count);
	room->team_met = ARENA_ARRAY(arena, bool, pathway->team_count);
	room->organisation_met = ARENA_ARRAY(arena, bool, pathway->organisation_count);
	room->clocks = ARENA_ARRAY(arena, struct clock_run, pathway->clock_count);
	return room;
}

static void prepare(struct journey_walk *walk, uint32_t count)
{
	const struct pathway *pathway = walk->pathway;
	struct arena *arena = walk->arena;
	struct journey_room *room = walk->room;
	walk->figures->by_payer = ARENA_ARRAY(arena, double, pathway->payer_count);
	walk->figures->outcomes = ARENA_ARRAY(arena, double, pathway->outcome_count);
	walk->figures->visits = ARENA_ARRAY(arena, double, pathway->step_count);
	walk->figures->reached = ARENA_ARRAY(arena, double, pathway->step_count);
	walk->figures->clocks = ARENA_ARRAY(arena, struct clock_figures, pathway->clock_count);
	walk->stops = ARENA_ARRAY(arena, struct walked_stop, count);
	walk->walked->stops = walk->stops;
	walk->walked->stop_count = count;
	walk->story = pathway_find_word(pathway, "story");
	room->episode++;
	room->sides.count = room->tokens.count = 0;
	memset(room->shown, 0, walk->analysis->finding_count * sizeof *room->shown);
	memset(room->team_met, 0, pathway->team_count * sizeof *room->team_met);
	memset(room->organisation_met, 0, pathway->organisation_count * sizeof *room->organisation_met);
	walk_spend(walk, pathway->step_count + walk->analysis->finding_count);
}

/* From the stop before to this one. */
static void come(struct journey_walk *walk, const struct stop *stops, uint32_t *episode)
{
	uint32_t i = walk->number;
	struct walked_stop *stop = &walk->stops[i];
	struct link link = link_find(walk->links, &walk->open, stops[i - 1].step, &stops[i]);
	stop->waited = go(walk, &stops[i], &link);
	stop->off_the_map = link.off_the_map;
	stop->arrow = link.arrow != NONE ? link.arrow : link.then;
	episode[i] = episode[i - 1] + link.new_episode;
	if (isnan(walk->end) && !isnan(walk->anchor))
		walk->end = start_by_date(walk, &stops[i], NAN);
	show_arrow(walk, link.arrow);
	show_arrow(walk, link.then);
	show_bounce(walk);
	if (link.off_the_map)
		show_off_the_map(walk);
}

void journey_walk(struct journey_walking walking, const struct stop *stops, uint32_t count,
		  struct walked_journey *walked)
{
	struct analysis *analysis = walking.analysis;
	struct journey_walk walk = {.analysis = analysis,
				    .pathway = analysis->pathway,
				    .links = walking.links,
				    .index = walking.index,
				    .work = walking.work,
				    .place = walking.place,
				    .arena = analysis->arena,
				    .room = walking.room,
				    .figures = &walked->figures,
				    .walked = walked,
				    .open = {.arena = walking.room->arena},
				    .anchor = NAN};
	prepare(&walk, count);
	uint32_t *episode = ARENA_ARRAY(walk.room->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) {
		walk.number = i;
		walk.stops[i] = (struct walked_stop){.step = stops[i].step, .arrow = NONE};
		if (i > 0) {
			come(&walk, stops, episode);
		} else {
			open_around(walk.pathway, &walk.open, stops[0].step);
			start_by_date(&walk, &stops[0], 0);
		}
		walk.stops[i].starts = walk.end;
		be_at(&walk, &stops[i]);
		keep_shown(&walk);
	}
	leave_blocks(&walk, 0);
	limit_hospital_times(&walk);
	if (count > 0)
		count_end(&walk, stops[count - 1].step);
	read_clocks(&walk, episode);
	sum_up(&walk);
	walked->findings = walk.all.at;
	walked->finding_count = walk.all.count;
}
