/* Whether the pathway reaches what the group agreed to reach. */
#include "analyse/work.h"

#include <math.h>

/* "At most 30 days" is met by 30 days that came out as 30.000000000001. */
static bool is_met(const struct goal *goal, double value)
{
	double slack = 1e-9 * fmax(fabs(goal->value), fabs(value));
	switch (goal->sense) {
	case GOAL_AT_MOST:
		return value <= goal->value + slack;
	case GOAL_UNDER:
		return value < goal->value - slack;
	case GOAL_AT_LEAST:
		return value >= goal->value - slack;
	case GOAL_OVER:
		return value > goal->value + slack;
	}
	return false;
}

void find_goals(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct analysis *analysis = work->analysis;
	analysis->goal_values = ARENA_ARRAY(work->arena, double, pathway->goal_count);
	analysis->goal_met = ARENA_ARRAY(work->arena, bool, pathway->goal_count);
	for (uint32_t g = 0; g < pathway->goal_count; g++) {
		const struct goal *goal = &pathway->goals[g];
		enum measure measure;
		uint32_t index;
		double value = NAN;
		if (measure_find(pathway, goal->measure, &measure, &index))
			value = figures_value(&analysis->figures, measure, index);
		analysis->goal_values[g] = value;
		if (isnan(value))
			continue;
		analysis->goal_met[g] = is_met(goal, value);
		enum rule rule = analysis->goal_met[g] ? RULE_GOAL_MET : RULE_GOAL_MISSED;
		struct finding *finding = finding_add(work, rule, NULL, 0, goal->at);
		finding->subject = g;
		finding->per_person = NAN;
		finding->mean = value;
	}
}
