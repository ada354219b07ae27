#include "analyse/journey_work.h"
#include "analyse/team_sets.h"

/* ---- What was asked before -------------------------------------------------------- */

/* What was remembered in another episode, or of another journey, is forgotten here. */
static struct memory *memory_of(struct journey_walk *walk, uint32_t thing, bool asks)
{
	struct journey_room *room = walk->room;
	struct memory *memory = asks ? &room->asked[thing] : &room->done[thing];
	if (memory->episode != room->episode)
		memory->count = 0;
	memory->episode = room->episode;
	return memory;
}

bool asked_before(struct journey_walk *walk, uint32_t s, uint32_t thing, bool asks)
{
	const struct memory *memory = memory_of(walk, thing, asks);
	for (uint32_t i = 0; i < memory->count; i++)
		if (doers_disjoint(walk->analysis->teams, s, memory->at[i])) {
			walk_spend(walk, i + 1);
			return true;
		}
	walk_spend(walk, memory->count + 1);
	return false;
}

static void remember(struct journey_walk *walk, uint32_t s, bool asks)
{
	const struct step *step = &walk->pathway->steps[s];
	const uint32_t *doers = walk->analysis->teams->doers;
	struct indexes things = asks ? step->asks : step->does;
	for (uint32_t i = 0; i < things.count; i++) {
		struct memory *memory = memory_of(walk, things.at[i], asks);
		bool known = indexes_have(step->again, things.at[i]);
		walk_spend(walk, memory->count + 1);
		for (uint32_t j = 0; j < memory->count && !known; j++)
			known = doers[memory->at[j]] == doers[s];
		if (!known)
			*list_add(walk->room->arena, memory) = s;
	}
}

/* ---- What counts ------------------------------------------------------------------ */

static uint32_t count_again(struct journey_walk *walk, uint32_t s, bool asks)
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
	*walk_figure(walk, MEASURE_ASKED) += step->asks.count;
	*walk_figure(walk, MEASURE_STORY_TOLD) += walk->story != NONE && indexes_have(step->asks, walk->story);
	*walk_figure(walk, MEASURE_ASKED_AGAIN) += count_again(walk, s, true);
	*walk_figure(walk, MEASURE_DONE_AGAIN) += count_again(walk, s, false);
	remember(walk, s, true);
	remember(walk, s, false);
}

static void count_teams(struct journey_walk *walk, uint32_t s)
{
	struct indexes staff = step_doers_set(walk->analysis->teams, s)->staff;
	bool *teams = walk->room->team_met, *organisations = walk->room->organisation_met;
	walk_spend(walk, staff.count);
	for (uint32_t i = 0; i < staff.count; i++) {
		uint32_t team = staff.at[i], organisation = walk->pathway->teams[team].organisation;
		*walk_figure(walk, MEASURE_TEAMS_MET) += !teams[team];
		*walk_figure(walk, MEASURE_ORGANISATIONS_MET) += !organisations[organisation];
		teams[team] = organisations[organisation] = true;
	}
}

static void count_staff_time(struct journey_walk *walk, const struct step *step)
{
	double touch = duration_mean(&step->takes);
	if (!step_by_staff(walk->pathway, step))
		return;
	++*walk_figure(walk, MEASURE_STEPS);
	*walk_figure(walk, MEASURE_TOUCH_TIME) += touch;
	*walk_figure(walk, MEASURE_VALUE_TIME) += step->adds_value ? touch : 0;
}

static void count_fixed_costs(struct journey_walk *walk, const struct step *step)
{
	walk_pay(walk, step, COST_PASSAGE, 1);
	walk_pay(walk, step, COST_HOUR, duration_mean(&step->takes) / SECONDS_AN_HOUR);
}

void step_count(struct journey_walk *walk, uint32_t s)
{
	const struct step *step = &walk->pathway->steps[s];
	count_asking(walk, s);
	count_teams(walk, s);
	count_staff_time(walk, step);
	count_fixed_costs(walk, step);
	walk->figures->visits[s]++;
	walk->figures->reached[s] = 1;
}
