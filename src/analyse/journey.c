#include "analyse/journey.h"

#include "analyse/team_sets.h"
#include "analyse/work.h"

#include <math.h>
#include <string.h>

/* Responsibility on its way from the last step with holders. */
struct token {
	uint32_t from;
	enum told told;
};

struct tokens {
	struct token *at;
	uint32_t count, room;
};

/* A block that the journey is in. */
struct beside {
	uint32_t block;
	double start, longest; /* seconds: when its holder ended; of branches so far */
	double longest_waits, waits;
	double worked_until; /* seconds: when the last step of a branch ended */
	bool waited_for, arrived;
	struct tokens carried_in, brought;
};

/* Who asked for (or did) a thing in this episode: one step for each set of doers. */
struct memory {
	uint32_t *at;
	uint32_t count, room;
};

struct journey_walk {
	struct analysis *analysis;
	const struct pathway *pathway;
	struct arena *arena;
	struct figures *figures;
	struct walked_journey *walked;
	struct walked_stop *stops;
	struct open_blocks open;
	LIST(struct beside) sides;
	struct tokens tokens;
	struct memory *asked, *done; /* of a word */
	bool *shown;                 /* of a finding: at some stop */
	bool *team_met, *organisation_met;
	double end;    /* when the last step ended, seconds after the start */
	double anchor; /* of dates: what date stands for 0; NAN when none yet */
	double planned, lasted, estimated;
	double feeling_sum, feeling_count;
};

static double *figure(struct journey_walk *walk, enum measure measure)
{
	return &walk->figures->simple[measure];
}

static struct beside *innermost(struct journey_walk *walk)
{
	return walk->sides.count > 0 ? &walk->sides.at[walk->sides.count - 1] : NULL;
}

/* ---- Time --------------------------------------------------------------------------- */

static void spend_in(struct journey_walk *walk, double seconds, enum setting setting)
{
	if (setting == SETTING_HOME)
		*figure(walk, MEASURE_HOME_TIME) += seconds;
	else if (setting_in_hospital(setting))
		*figure(walk, MEASURE_HOSPITAL_TIME) += seconds;
}

/* Time in a branch is accounted for by the block as a whole. */
static void spend(struct journey_walk *walk, double seconds, enum setting setting)
{
	if (walk->sides.count == 0)
		spend_in(walk, seconds, setting);
}

static void count_wait(struct journey_walk *walk, double seconds, enum setting setting, enum basis basis)
{
	*figure(walk, MEASURE_WAITING_TIME) += seconds;
	walk->estimated += basis == BASIS_ESTIMATE ? seconds : 0;
	struct beside *side = innermost(walk);
	if (side)
		side->waits += seconds;
	else if (setting_in_hospital(setting))
		*figure(walk, MEASURE_WAITING_IN_HOSPITAL) += seconds;
	spend(walk, seconds, setting);
}

static void count_planned(struct journey_walk *walk, double seconds, enum setting setting)
{
	walk->planned += seconds;
	spend(walk, seconds, setting);
}

static double day_cost(const struct step *step)
{
	double pounds = 0;
	for (uint32_t i = 0; i < step->cost_count; i++)
		pounds += step->costs[i].per == COST_DAY ? step->costs[i].pounds : 0;
	return pounds;
}

static void pay(struct journey_walk *walk, const struct step *step, double pounds)
{
	*figure(walk, MEASURE_COST) += pounds;
	for (uint32_t i = 0; i < step->payment_count; i++)
		walk->figures->by_payer[step->payments[i].payer] += pounds * step->payments[i].share;
}

static void pay_days(struct journey_walk *walk, const struct step *step, double seconds)
{
	if (step->cost_count > 0)
		pay(walk, step, day_cost(step) * seconds / 86400);
}

/* ---- Dates and waits ------------------------------------------------------------------ */

/* When the stop starts by its date, or NAN. A date without a time only says
 * that it is some time that day. */
static double start_by_date(struct journey_walk *walk, const struct stop *stop, double expected)
{
	if (!stop->has_date)
		return NAN;
	if (isnan(walk->anchor))
		walk->anchor = stop->date - (isnan(expected) ? 0 : expected);
	double start = stop->date - walk->anchor;
	if (stop->has_time)
		return start;
	double midnight = start;
	if (isnan(expected) || expected < midnight)
		return midnight;
	return expected < midnight + 86400 ? expected : midnight + 86400 - 1;
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

/* ---- Hand-offs -------------------------------------------------------------------------- */

static void tokens_add(struct journey_walk *walk, struct tokens *tokens, struct token token)
{
	*list_add(walk->arena, tokens) = token;
}

static void tokens_copy(struct journey_walk *walk, struct tokens *to, const struct tokens *from)
{
	to->count = 0;
	for (uint32_t i = 0; i < from->count; i++)
		tokens_add(walk, to, from->at[i]);
}

static void tell(struct tokens *tokens, const struct arrow *arrow)
{
	enum told told = arrow_told(arrow);
	for (uint32_t i = 0; i < tokens->count; i++)
		if (told > tokens->at[i].told)
			tokens->at[i].told = told;
}

static const enum rule handoff_rules[] = {RULE_HANDOFF_WITHIN, RULE_HANDOFF_BETWEEN, RULE_HANDOFF_ACROSS};

/* ---- Findings that show at a stop ---------------------------------------------------------- */

struct shown {
	LIST(uint32_t) list;
};

static bool is_between(const struct finding *finding, uint32_t from, uint32_t to)
{
	return finding->at_count == 2 && finding->at[0] == from && finding->at[1] == to;
}

static void show(struct journey_walk *walk, struct shown *shown, uint32_t finding)
{
	for (uint32_t i = 0; i < shown->list.count; i++)
		if (shown->list.at[i] == finding)
			return;
	*list_add(walk->arena, &shown->list) = finding;
}

/* A hand-off that has just been made: counts it and shows what is found there. */
static void hand_over(struct journey_walk *walk, struct shown *shown, struct token token, uint32_t to)
{
	const struct analysis *analysis = walk->analysis;
	for (uint32_t i = analysis->of_step_first[to]; i < analysis->of_step_first[to + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		if (!is_between(finding, token.from, to))
			continue;
		for (int level = 0; level < 3; level++)
			if (finding->rule == handoff_rules[level]) {
				++*figure(walk, MEASURE_HANDOFFS);
				++*figure(walk, MEASURE_HANDOFFS_WITHIN + level);
				show(walk, shown, analysis->of_step[i]);
			}
		if ((finding->rule == RULE_NOTHING_PASSED_ON && token.told == TOLD_NOTHING) ||
		    (finding->rule == RULE_NOT_SAID && token.told == TOLD_NOT_SAID))
			show(walk, shown, analysis->of_step[i]);
	}
}

static void arrive(struct journey_walk *walk, struct shown *shown, uint32_t step)
{
	if (!step_has_holders(walk->pathway, &walk->pathway->steps[step]))
		return;
	for (uint32_t i = 0; i < walk->tokens.count; i++)
		hand_over(walk, shown, walk->tokens.at[i], step);
	walk->tokens.count = 0;
	tokens_add(walk, &walk->tokens, (struct token){step, TOLD_NOT_SAID});
}

/* What is found at the arrow by which the person came. */
static void show_arrow(struct journey_walk *walk, struct shown *shown, uint32_t arrow)
{
	const struct analysis *analysis = walk->analysis;
	if (arrow == NONE)
		return;
	uint32_t to = walk->pathway->arrows[arrow].to;
	for (uint32_t i = analysis->of_step_first[to]; i < analysis->of_step_first[to + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		enum kind kind = rules[finding->rule].kind;
		bool own = kind == KIND_DELAY || kind == KIND_OBSTACLE || finding->rule == RULE_NOBODY_TOLD;
		if (finding->arrow == arrow && own)
			show(walk, shown, analysis->of_step[i]);
	}
}

static void show_bounce(struct journey_walk *walk, struct shown *shown, uint32_t number)
{
	const struct analysis *analysis = walk->analysis;
	if (number < 2)
		return;
	uint32_t to = walk->stops[number].step;
	for (uint32_t i = analysis->of_step_first[to]; i < analysis->of_step_first[to + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		if (finding->rule == RULE_BOUNCE && finding->at[0] == walk->stops[number - 2].step &&
		    finding->at[1] == walk->stops[number - 1].step && finding->at[2] == to)
			show(walk, shown, analysis->of_step[i]);
	}
}

static struct memory *memory_of(const struct journey_walk *walk, uint32_t thing, bool asks)
{
	return asks ? &walk->asked[thing] : &walk->done[thing];
}

static bool asked_before(const struct journey_walk *walk, uint32_t s, uint32_t thing, bool asks)
{
	const struct memory *memory = memory_of(walk, thing, asks);
	for (uint32_t i = 0; i < memory->count; i++)
		if (doers_disjoint(walk->analysis->teams, s, memory->at[i]))
			return true;
	return false;
}

static void remember(struct journey_walk *walk, uint32_t s, bool asks)
{
	const struct step *steps = walk->pathway->steps;
	struct indexes things = asks ? steps[s].asks : steps[s].does;
	for (uint32_t i = 0; i < things.count; i++) {
		struct memory *memory = memory_of(walk, things.at[i], asks);
		bool known = indexes_have(steps[s].again, things.at[i]);
		for (uint32_t j = 0; j < memory->count && !known; j++)
			known = step_same_doers(&steps[s], &steps[memory->at[j]]);
		if (!known)
			*list_add(walk->arena, memory) = s;
	}
}

/* What is found at the step itself, and what this person is asked again. */
static void show_step(struct journey_walk *walk, struct shown *shown, uint32_t s)
{
	const struct analysis *analysis = walk->analysis;
	for (uint32_t i = analysis->of_step_first[s]; i < analysis->of_step_first[s + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		bool asks = finding->rule == RULE_ASKED_AGAIN;
		if ((asks || finding->rule == RULE_DONE_AGAIN) && asked_before(walk, s, finding->thing, asks))
			show(walk, shown, analysis->of_step[i]);
		if (finding->rule == RULE_AT_THE_SAME_TIME ||
		    (rules[finding->rule].kind == KIND_OBSTACLE && finding->arrow == NONE &&
		     finding->rule != RULE_OFF_THE_MAP))
			show(walk, shown, analysis->of_step[i]);
	}
}

static void show_off_the_map(struct journey_walk *walk, struct shown *shown, uint32_t number)
{
	const struct analysis *analysis = walk->analysis;
	uint32_t to = walk->stops[number].step;
	for (uint32_t i = analysis->of_step_first[to]; i < analysis->of_step_first[to + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		if (finding->rule == RULE_OFF_THE_MAP && finding->subject == walk->walked->journey &&
		    is_between(finding, walk->stops[number - 1].step, to))
			show(walk, shown, analysis->of_step[i]);
	}
}

/* ---- Counting at a step ---------------------------------------------------------------------- */

static uint32_t count_again(const struct journey_walk *walk, uint32_t s, bool asks)
{
	const struct step *step = &walk->pathway->steps[s];
	struct indexes things = asks ? step->asks : step->does;
	uint32_t count = 0;
	for (uint32_t i = 0; i < things.count; i++)
		if (!walk->pathway->words[things.at[i]].routine && !indexes_have(step->again, things.at[i]) &&
		    asked_before(walk, s, things.at[i], asks))
			count++;
	return count;
}

static void count_asking(struct journey_walk *walk, uint32_t s)
{
	const struct step *step = &walk->pathway->steps[s];
	uint32_t story = pathway_find_word(walk->pathway, "story");
	*figure(walk, MEASURE_ASKED) += step->asks.count;
	*figure(walk, MEASURE_STORY_TOLD) += story != NONE && indexes_have(step->asks, story);
	*figure(walk, MEASURE_ASKED_AGAIN) += count_again(walk, s, true);
	*figure(walk, MEASURE_DONE_AGAIN) += count_again(walk, s, false);
	remember(walk, s, true);
	remember(walk, s, false);
}

static void count_teams(struct journey_walk *walk, const struct step *step)
{
	for (uint32_t i = 0; i < step_doer_count(step); i++) {
		uint32_t team = step_doer(step, i), organisation = walk->pathway->teams[team].organisation;
		if (team_side(walk->pathway, team) == SIDE_PERSON)
			continue;
		*figure(walk, MEASURE_TEAMS_MET) += !walk->team_met[team];
		*figure(walk, MEASURE_ORGANISATIONS_MET) += !walk->organisation_met[organisation];
		walk->team_met[team] = walk->organisation_met[organisation] = true;
	}
}

static void count_feeling(struct journey_walk *walk, bool has, int feeling)
{
	walk->feeling_sum += has ? feeling : 0;
	walk->feeling_count += has;
}

static void count_staff_time(struct journey_walk *walk, const struct step *step)
{
	double touch = duration_mean(&step->takes);
	if (!step_by_staff(walk->pathway, step))
		return;
	++*figure(walk, MEASURE_STEPS);
	*figure(walk, MEASURE_TOUCH_TIME) += touch;
	*figure(walk, MEASURE_VALUE_TIME) += step->adds_value ? touch : 0;
}

static void count_fixed_costs(struct journey_walk *walk, const struct step *step)
{
	double pounds = 0;
	for (uint32_t i = 0; i < step->cost_count; i++) {
		if (step->costs[i].per == COST_PASSAGE)
			pounds += step->costs[i].pounds;
		else if (step->costs[i].per == COST_HOUR)
			pounds += step->costs[i].pounds * duration_mean(&step->takes) / 3600;
	}
	if (step->cost_count > 0)
		pay(walk, step, pounds);
}

/* How long the blocks that the journey is in have taken so far: what does not
 * get beyond the longest branch adds nothing. */
static double time_in_blocks(const struct journey_walk *walk, double now)
{
	for (uint32_t i = walk->sides.count; i-- > 0;) {
		const struct beside *side = &walk->sides.at[i];
		now = side->start + (side->waited_for ? fmax(side->longest, now - side->start) : side->longest);
	}
	return now - walk->sides.at[0].start;
}

static double hospital_time_so_far(struct journey_walk *walk)
{
	double time = *figure(walk, MEASURE_HOSPITAL_TIME);
	if (walk->sides.count == 0)
		return time;
	const struct block *block = &walk->pathway->blocks[walk->sides.at[0].block];
	bool in_hospital = setting_in_hospital(walk->pathway->steps[block->holder].meanwhile);
	return in_hospital ? time + time_in_blocks(walk, walk->end) : time;
}

/* Before the stop's own time is spent. */
static void note_times(struct journey_walk *walk, struct so_far *so_far)
{
	so_far->day = floor(walk->end / 86400) + 1;
	so_far->hospital_time = hospital_time_so_far(walk);
	so_far->waiting_time = *figure(walk, MEASURE_WAITING_TIME);
	so_far->waiting_share = so_far->waiting_time / (so_far->waiting_time + walk->lasted);
}

static void note_counts(struct journey_walk *walk, struct so_far *so_far)
{
	so_far->handoffs = *figure(walk, MEASURE_HANDOFFS);
	so_far->handoffs_across = *figure(walk, MEASURE_HANDOFFS_ACROSS);
	so_far->story_told = *figure(walk, MEASURE_STORY_TOLD);
	so_far->teams_met = *figure(walk, MEASURE_TEAMS_MET);
}

static void be_at(struct journey_walk *walk, const struct stop *stop, struct walked_stop *walked, struct shown *shown)
{
	const struct step *step = &walk->pathway->steps[stop->step];
	double lasts = stop->has_lasts ? stop->lasts : duration_mean(step_lasts(step));
	note_times(walk, &walked->so_far);
	arrive(walk, shown, stop->step);
	show_step(walk, shown, stop->step);
	count_asking(walk, stop->step);
	count_teams(walk, step);
	count_staff_time(walk, step);
	count_fixed_costs(walk, step);
	count_feeling(walk, stop->has_feeling || step->has_feeling, stop->has_feeling ? stop->feeling : step->feeling);
	walk->figures->visits[stop->step]++;
	walk->figures->reached[stop->step] = 1;
	walk->lasted += lasts;
	walk->estimated += step->basis == BASIS_ESTIMATE && !stop->has_lasts ? lasts : 0;
	spend(walk, lasts, step->setting);
	pay_days(walk, step, lasts);
	walked->lasted = lasts;
	walked->side_by_side = step->branch != NONE;
	walk->end = walked->starts + lasts;
	note_counts(walk, &walked->so_far);
}

/* ---- Getting to the next stop ------------------------------------------------------------------ */

static void count_arrow(struct journey_walk *walk, const struct arrow *arrow)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a new episode has an arrow */
	*figure(walk, MEASURE_TURNED_AWAY) += arrow->turned_away;
	count_feeling(walk, arrow->has_feeling, arrow->feeling);
	tell(&walk->tokens, arrow);
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
		for (uint32_t i = 0; i < walk->tokens.count; i++)
			tokens_add(walk, &side->brought, walk->tokens.at[i]);
	}
}

/* Takes the innermost block off: the time of its longest branch is spent. */
static struct beside leave_block(struct journey_walk *walk)
{
	struct beside side = walk->sides.at[--walk->sides.count];
	const struct step *holder = &walk->pathway->steps[walk->pathway->blocks[side.block].holder];
	spend(walk, side.longest, holder->meanwhile);
	pay_days(walk, holder, side.longest);
	if (innermost(walk))
		innermost(walk)->waits += side.longest_waits;
	else if (setting_in_hospital(holder->meanwhile))
		*figure(walk, MEASURE_WAITING_IN_HOSPITAL) += side.longest_waits;
	return side;
}

/* All branches have been walked: on along the block's `then` arrow. */
static double close_block(struct journey_walk *walk, const struct stop *stop, const struct arrow *then)
{
	struct beside side = leave_block(walk);
	const struct step *holder = &walk->pathway->steps[then->from];
	tokens_copy(walk, &walk->tokens, side.arrived ? &side.brought : &side.carried_in);
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

static void open_block(struct journey_walk *walk, uint32_t block)
{
	struct beside *side = list_add(walk->arena, &walk->sides);
	*side = (struct beside){.block = block, .start = walk->end, .worked_until = walk->end};
	tokens_copy(walk, &side->carried_in, &walk->tokens);
}

static void start_branch(struct journey_walk *walk, const struct arrow *arrow)
{
	struct beside *side = innermost(walk);
	side->waits = 0;
	side->waited_for = !arrow->goes_on;
	walk->end = side->start;
	tokens_copy(walk, &walk->tokens, &side->carried_in);
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
	bool dated = !isnan(walk->anchor);
	double start = start_by_date(walk, stop, walk->end + (stop->has_wait ? stop->wait : 0));
	if (stop->has_wait)
		return stop->wait;
	return dated && start <= walk->end ? 0 : dated ? start - walk->end : NAN;
}

static double go_off_the_map(struct journey_walk *walk, const struct stop *stop)
{
	double waited = waited_off_the_map(walk, stop);
	walk->sides.count = 0;
	walk->tokens.count = 0;
	*figure(walk, MEASURE_WAITING_TIME) += waited;
	walk->end += waited;
	return waited;
}

/* Clocks and dates start anew where this stop does. */
static void start_episode(struct journey_walk *walk, const struct stop *stop, const struct arrow *arrow)
{
	count_arrow(walk, arrow);
	for (uint32_t word = 0; word < walk->pathway->word_count; word++)
		walk->asked[word].count = walk->done[word].count = 0;
	walk->tokens.count = 0;
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

/* A journey that began inside a branch leaves it: of its block only this branch
 * is known, and the time in it has been accounted for. */
static void open_block_late(struct journey_walk *walk, uint32_t block)
{
	open_block(walk, block);
	innermost(walk)->waited_for = true;
}

/* Leaves walk->end where the next stop starts; gives what was waited. */
static double go(struct journey_walk *walk, const struct stop *stop, const struct link *link)
{
	const struct arrow *arrows = walk->pathway->arrows;
	const struct arrow *arrow = link->arrow == NONE ? NULL : &arrows[link->arrow];
	double waited = 0;
	if (link->off_the_map)
		return go_off_the_map(walk, stop);
	if (link->ends_branch && !innermost(walk))
		open_block_late(walk, walk->pathway->steps[arrows[link->then].from].block);
	if (link->ends_branch && innermost(walk)->waited_for)
		innermost(walk)->worked_until = fmax(innermost(walk)->worked_until, walk->end);
	if (link->new_episode) {
		start_episode(walk, stop, arrow);
		return 0;
	}
	if (arrow && arrow->role == ARROW_BRANCH) {
		if (link->ends_branch)
			end_branch(walk, stop, link);
		else
			open_block(walk, walk->pathway->steps[arrow->from].block);
		start_branch(walk, arrow);
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

/* A journey may end in the middle of a block: it has taken as long as its
 * longest branch. */
static void close_all(struct journey_walk *walk)
{
	while (walk->sides.count > 0) {
		close_branch(walk, false);
		struct beside side = leave_block(walk);
		walk->end = side.start + side.longest;
	}
}

static void count_end(struct journey_walk *walk, uint32_t last)
{
	const struct step *step = &walk->pathway->steps[last];
	if (step->outcome != NONE)
		walk->figures->outcomes[step->outcome] = 1;
	else
		*figure(walk, MEASURE_LOST) = step->next == NEXT_NONE && step->branch == NONE;
}

/* Where a time is not known, as they are listed. */
static bool is_after(const struct walked_stop *stops, uint32_t stop, uint32_t from)
{
	double time = stops[stop].starts - stops[from].starts;
	return time > 0 || (stop > from && (time == 0 || isnan(time)));
}

static void read_clock(struct journey_walk *walk, uint32_t number, const uint32_t *episode)
{
	const struct clock *clock = &walk->pathway->clocks[number];
	struct clock_figures *figures = &walk->figures->clocks[number];
	uint32_t count = walk->walked->stop_count, from = NONE, to = NONE;
	for (uint32_t i = 0; i < count && from == NONE; i++)
		if (indexes_have(clock->from, walk->stops[i].step))
			from = i;
	*figures = (struct clock_figures){NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0};
	if (from == NONE)
		return;
	for (uint32_t i = 0; i < count; i++)
		if (i != from && episode[i] == episode[from] && indexes_have(clock->to, walk->stops[i].step) &&
		    is_after(walk->stops, i, from) && (to == NONE || walk->stops[i].starts < walk->stops[to].starts))
			to = i;
	figures->completed = to != NONE;
	if (to == NONE) {
		figures->within = clock->target.kind == TARGET_NONE ? NAN : 0;
		return;
	}
	figures->runs = 1;
	figures->mean = figures->p50 = figures->p90 = walk->stops[to].starts - walk->stops[from].starts;
	if (clock->target.kind != TARGET_NONE && !isnan(figures->mean))
		figures->within = figures->mean <= clock->target.seconds;
}

static void sum_up(struct journey_walk *walk)
{
	double waiting = *figure(walk, MEASURE_WAITING_TIME), all = waiting + walk->lasted;
	double counted = walk->end - walk->planned;
	*figure(walk, MEASURE_LEAD_TIME) = walk->end;
	*figure(walk, MEASURE_LEAD_TIME_P50) = *figure(walk, MEASURE_LEAD_TIME_P90) = NAN;
	*figure(walk, MEASURE_WAITING_SHARE) = all > 0 ? waiting / all : NAN;
	*figure(walk, MEASURE_ESTIMATED) = all > 0 ? walk->estimated / all : NAN;
	*figure(walk, MEASURE_FLOW_EFFICIENCY) = counted > 0 ? *figure(walk, MEASURE_VALUE_TIME) / counted : NAN;
	*figure(walk, MEASURE_FEELING) = walk->feeling_count > 0 ? walk->feeling_sum / walk->feeling_count : NAN;
}

static void prepare(struct journey_walk *walk, uint32_t count)
{
	const struct pathway *pathway = walk->pathway;
	struct arena *arena = walk->arena;
	walk->figures->by_payer = ARENA_ARRAY(arena, double, pathway->payer_count);
	walk->figures->outcomes = ARENA_ARRAY(arena, double, pathway->outcome_count);
	walk->figures->visits = ARENA_ARRAY(arena, double, pathway->step_count);
	walk->figures->reached = ARENA_ARRAY(arena, double, pathway->step_count);
	walk->figures->clocks = ARENA_ARRAY(arena, struct clock_figures, pathway->clock_count);
	walk->asked = ARENA_ARRAY(arena, struct memory, pathway->word_count);
	walk->done = ARENA_ARRAY(arena, struct memory, pathway->word_count);
	walk->shown = ARENA_ARRAY(arena, bool, walk->analysis->finding_count);
	walk->team_met = ARENA_ARRAY(arena, bool, pathway->team_count);
	walk->organisation_met = ARENA_ARRAY(arena, bool, pathway->organisation_count);
	walk->stops = ARENA_ARRAY(arena, struct walked_stop, count);
	walk->walked->stops = walk->stops;
	walk->walked->stop_count = count;
}

static void keep_shown(struct journey_walk *walk, struct walked_stop *stop, const struct shown *shown,
		       struct shown *all)
{
	stop->findings = shown->list.at;
	stop->finding_count = shown->list.count;
	for (uint32_t i = 0; i < shown->list.count; i++) {
		if (!walk->shown[shown->list.at[i]])
			*list_add(walk->arena, &all->list) = shown->list.at[i];
		walk->shown[shown->list.at[i]] = true;
	}
}

void journey_walk(struct analysis *analysis, const struct stop *stops, uint32_t count, struct walked_journey *walked)
{
	struct journey_walk walk = {.analysis = analysis,
				    .pathway = analysis->pathway,
				    .arena = analysis->arena,
				    .figures = &walked->figures,
				    .walked = walked,
				    .open = {.arena = analysis->arena},
				    .anchor = NAN};
	struct shown all = {0};
	prepare(&walk, count);
	uint32_t *episode = ARENA_ARRAY(walk.arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) {
		struct walked_stop *stop = &walk.stops[i];
		struct shown shown = {0};
		*stop = (struct walked_stop){.step = stops[i].step, .arrow = NONE};
		if (i > 0) {
			struct link link = link_find(walk.pathway, &walk.open, stops[i - 1].step, stops[i].step);
			stop->waited = go(&walk, &stops[i], &link);
			stop->off_the_map = link.off_the_map;
			stop->arrow = link.arrow != NONE ? link.arrow : link.then;
			episode[i] = episode[i - 1] + link.new_episode;
			show_arrow(&walk, &shown, link.arrow);
			show_arrow(&walk, &shown, link.then);
			show_bounce(&walk, &shown, i);
			if (link.off_the_map)
				show_off_the_map(&walk, &shown, i);
		} else {
			start_by_date(&walk, &stops[0], 0);
		}
		stop->starts = walk.end;
		be_at(&walk, &stops[i], stop, &shown);
		keep_shown(&walk, stop, &shown, &all);
	}
	close_all(&walk);
	if (count > 0)
		count_end(&walk, stops[count - 1].step);
	for (uint32_t c = 0; c < walk.pathway->clock_count; c++)
		read_clock(&walk, c, episode);
	sum_up(&walk);
	walked->findings = all.list.at;
	walked->finding_count = all.list.count;
}
