/* How many different teams and organisations a person meets: for each the
 * chance that any of its steps is ever reached. */
#include "analyse/groups.h"
#include "analyse/work.h"

struct meetings {
	const struct chain *chain;
	struct groups steps; /* of a team or an organisation */
	double met;
};

static void use_meeting(void *subject, const struct solver *solver, uint32_t number, int lane)
{
	struct meetings *meetings = subject;
	for (uint32_t i = meetings->steps.first[number]; i < meetings->steps.first[number + 1]; i++)
		meetings->met += solver_visits(solver, chain_place(meetings->chain, meetings->steps.members[i]), lane);
}

/* The steps of each team, or of each organisation; the person's side left out. */
static struct groups steps_by(struct work *work, bool organisation, uint32_t count)
{
	const struct pathway *pathway = work->pathway;
	struct group_entries entries = {0};
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		const struct step *step = &pathway->steps[s];
		for (uint32_t i = 0; i < step_doer_count(step); i++) {
			uint32_t team = step_doer(step, i);
			if (team_side(pathway, team) != SIDE_PERSON)
				group_add(work->scratch, &entries,
					  organisation ? pathway->teams[team].organisation : team, s);
		}
	}
	return groups_build(work->scratch, &entries, count);
}

/* A joint step of two teams of one organisation stands in it twice in a row. */
static void drop_repeats(struct groups *groups, uint32_t count)
{
	uint32_t kept = 0;
	for (uint32_t g = 0; g < count; g++) {
		uint32_t first = groups->first[g], end = groups->first[g + 1];
		groups->first[g] = kept;
		for (uint32_t i = first; i < end; i++)
			if (i == first || groups->members[i] != groups->members[i - 1])
				groups->members[kept++] = groups->members[i];
	}
	groups->first[count] = kept;
}

static double count_meetings(struct work *work, bool organisation, uint32_t count)
{
	struct meetings meetings = {.chain = work->whole->chain, .steps = steps_by(work, organisation, count)};
	struct first_visits visits;
	work_first_visits(work, &visits, work->whole, work->whole->chain->start);
	visits.use = use_meeting;
	visits.subject = &meetings;
	drop_repeats(&meetings.steps, count);
	for (uint32_t g = 0; g < count; g++) {
		uint32_t first = meetings.steps.first[g], end = meetings.steps.first[g + 1];
		if (end - first == 1)
			meetings.met += work->reached[meetings.steps.members[first]];
		if (end - first <= 1)
			continue;
		for (uint32_t i = first; i < end; i++)
			first_visits_cut(&visits, chain_place(meetings.chain, meetings.steps.members[i]));
		first_visits_add(&visits, g);
	}
	first_visits_finish(&visits);
	return meetings.met;
}

void measure_teams(struct work *work)
{
	double *figures = work->analysis->figures.simple;
	figures[MEASURE_TEAMS_MET] = count_meetings(work, false, work->pathway->team_count);
	figures[MEASURE_ORGANISATIONS_MET] = count_meetings(work, true, work->pathway->organisation_count);
}
