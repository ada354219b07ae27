/* What each passage of responsibility is: a hand-off or not, of which level,
 * between whom; and what is found at it. */
#include "analyse/team_sets.h"
#include "analyse/work.h"

#include <math.h>

static enum measure level_between(const struct team_set *from, const struct team_set *to)
{
	for (int w = 0; w < ORGANISATION_WORDS; w++)
		if (from->organisations[w] & to->organisations[w])
			return MEASURE_HANDOFFS_WITHIN;
	return from->sides & to->sides ? MEASURE_HANDOFFS_BETWEEN : MEASURE_HANDOFFS_ACROSS;
}

/* Two teams are of that level or nearer. */
static bool are_near(const struct pathway *pathway, enum measure level, uint32_t a, uint32_t b)
{
	if (level == MEASURE_HANDOFFS_WITHIN)
		return pathway->teams[a].organisation == pathway->teams[b].organisation;
	return level == MEASURE_HANDOFFS_ACROSS || team_side(pathway, a) == team_side(pathway, b);
}

static bool any_near(const struct team_set *to, const struct pathway *pathway, enum measure level, uint32_t team)
{
	uint32_t organisation = pathway->teams[team].organisation;
	if (level == MEASURE_HANDOFFS_WITHIN)
		return to->organisations[organisation / 64] >> organisation % 64 & 1;
	return level == MEASURE_HANDOFFS_ACROSS || (to->sides >> team_side(pathway, team) & 1);
}

/* The first of those who hand over who has someone so near, and the first of these. */
static void find_nearest(const struct pathway *pathway, const struct team_set *from, const struct team_set *to,
			 struct passage *passage)
{
	uint32_t i = 0, j = 0;
	while (!any_near(to, pathway, passage->level, from->staff.at[i]))
		i++;
	while (!are_near(pathway, passage->level, from->staff.at[i], to->staff.at[j]))
		j++;
	passage->teams[0] = from->staff.at[i];
	passage->teams[1] = to->staff.at[j];
}

bool passage_judge(const struct work *work, struct passage *passage)
{
	const struct team_set *from = step_holders_set(work->teams, passage->from);
	const struct team_set *to = step_holders_set(work->teams, passage->to);
	passage->handoff = from->staff.count > 0 && to->staff.count > 0 && !sets_meet(work->teams, from->met, to->met);
	if (!passage->handoff)
		return false;
	passage->level = level_between(from, to);
	passage->share_record = sets_meet(work->teams, from->shares, to->met);
	find_nearest(work->pathway, from, to, passage);
	return true;
}

static void find_passage(struct work *work, const struct passage *passage)
{
	static const enum rule rule_of[] = {
	    [MEASURE_HANDOFFS_WITHIN - MEASURE_HANDOFFS_WITHIN] = RULE_HANDOFF_WITHIN,
	    [MEASURE_HANDOFFS_BETWEEN - MEASURE_HANDOFFS_WITHIN] = RULE_HANDOFF_BETWEEN,
	    [MEASURE_HANDOFFS_ACROSS - MEASURE_HANDOFFS_WITHIN] = RULE_HANDOFF_ACROSS,
	};
	const struct pathway *pathway = work->pathway;
	struct span place =
	    passage->arrow != NONE ? pathway->arrows[passage->arrow].at : pathway->steps[passage->to].at;
	const uint32_t at[] = {passage->from, passage->to};
	const double times[] = {
	    passage->times[TOLD] + passage->times[TOLD_NOTHING] + passage->times[TOLD_NOT_SAID],
	    passage->share_record ? 0 : passage->times[TOLD_NOTHING],
	    passage->level == MEASURE_HANDOFFS_WITHIN ? 0 : passage->times[TOLD_NOT_SAID],
	};
	const enum rule raised[] = {rule_of[passage->level - MEASURE_HANDOFFS_WITHIN], RULE_NOTHING_PASSED_ON,
				    RULE_NOT_SAID};
	for (int i = 0; i < 3; i++) {
		if (!(times[i] > 0))
			continue;
		/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): every hand-off has one of the three levels */
		struct finding *finding = finding_add(work, raised[i], at, 2, place);
		finding->teams[0] = passage->teams[0];
		finding->teams[1] = passage->teams[1];
		finding->arrow = passage->arrow;
		finding->per_person = raised[i] == RULE_NOT_SAID ? NAN : times[i];
		finding->helped = passage->sends || passage->share_record;
	}
}

static void find_nobody_told(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	for (uint32_t a = 0; a < pathway->arrow_count; a++) {
		const struct arrow *arrow = &pathway->arrows[a];
		double times = arrow_traversals(work, arrow);
		if (arrow->via != VIA_NOTHING || arrow->to == NONE || !(times > 0) ||
		    step_holders_set(work->teams, arrow->to)->staff.count > 0)
			continue;
		struct indexes staff = step_holders_set(work->teams, arrow->from)->staff;
		if (staff.count == 0)
			continue;
		struct finding *finding =
		    finding_add(work, RULE_NOBODY_TOLD, (uint32_t[]){arrow->from, arrow->to}, 2, arrow->at);
		finding->arrow = a;
		finding->per_person = times;
		finding->teams[0] = staff.at[0];
	}
}

void judge_passages(struct work *work)
{
	double *figures = work->analysis->figures.simple;
	for (uint32_t i = 0; i < work->passages.count; i++) {
		struct passage *passage = &work->passages.at[i];
		if (!passage_judge(work, passage))
			continue;
		double times = passage->times[TOLD] + passage->times[TOLD_NOTHING] + passage->times[TOLD_NOT_SAID];
		figures[MEASURE_HANDOFFS] += times;
		figures[passage->level] += times;
		find_passage(work, passage);
	}
	find_nobody_told(work);
}
