/* What can happen to a person only once, so that a count per person is a share
 * of people.
 *
 * A step is come to at most once if as many visits are expected as people who
 * ever come there. What goes through such a step happens at most once. */
#include "analyse/team_sets.h"
#include "analyse/work.h"

/* Less than this part of the visits is rounding. */
static const double rounding = 1e-9;

static bool step_is_once(const struct work *work, uint32_t step)
{
	return work->visits[step] - work->reached[step] <= rounding * work->visits[step];
}

static bool any_is_once(const struct work *work, const struct finding *finding)
{
	for (uint32_t i = 0; i < finding->at_count; i++)
		if (step_is_once(work, finding->at[i]))
			return true;
	return false;
}

/* Two branches that begin with the person's own steps may both bring on what
 * came in: then one passage to a step can be two hand-offs. */
bool may_double(const struct work *work)
{
	const struct pathway *pathway = work->pathway;
	uint32_t *own = ARENA_ARRAY(work->scratch, uint32_t, pathway->block_count);
	for (uint32_t b = 0; b < pathway->branch_count; b++) {
		uint32_t first = pathway->arrows[pathway->branches[b].arrow].to;
		if (step_holders_set(work->teams, first)->staff.count == 0 && ++own[pathway->branches[b].block] > 1)
			return true;
	}
	return false;
}

/* At an arrow that leads to an outcome. */
static bool ends_there(const struct work *work, const struct finding *finding)
{
	return finding->arrow != NONE && work->pathway->arrows[finding->arrow].to == NONE;
}

bool is_once(const struct work *work, const struct finding *finding, bool doubles)
{
	switch (finding->rule) {
	case RULE_HANDOFF_ACROSS:
	case RULE_HANDOFF_BETWEEN:
	case RULE_HANDOFF_WITHIN:
	case RULE_NOTHING_PASSED_ON:
		return !doubles && any_is_once(work, finding);
	case RULE_ASKED_AGAIN:
	case RULE_DONE_AGAIN:
		return finding->at_count == 1 && step_is_once(work, finding->at[0]);
	case RULE_AT_THE_SAME_TIME:
		return step_is_once(work, work->pathway->blocks[finding->subject].holder);
	case RULE_NO_NEXT_STEP:
	case RULE_NOT_FOLLOWED_UP:
		return true; /* nobody comes back */
	case RULE_LOOP:
	case RULE_FAULT_LINE:
	case RULE_NOT_COTERMINOUS:
		return false; /* several arrows, several hand-offs */
	default:
		return any_is_once(work, finding) || ends_there(work, finding);
	}
}
