/* What is told of all that was found: each wait once. */
#include "analyse/work.h"

/* A wait that is flagged already, and is spent in hospital too. */
static bool is_same_wait(const struct finding *first, const struct finding *later)
{
	return later->rule == RULE_WAITING_IN_HOSPITAL && first->accepted == later->accepted &&
	       first->seconds_per_person == later->seconds_per_person;
}

/* Notes of a wait that it is told with the first finding at its arrow. */
static void join(struct analysis *analysis, uint32_t number, uint32_t *first_at)
{
	struct finding *finding = &analysis->findings[number];
	finding->same_wait = NONE;
	if (rules[finding->rule].kind != KIND_DELAY || finding->arrow == NONE)
		return;
	uint32_t first = first_at[finding->arrow];
	if (first == 0) {
		first_at[finding->arrow] = number + 1;
	} else if (is_same_wait(&analysis->findings[first - 1], finding)) {
		finding->same_wait = first - 1;
		analysis->findings[first - 1].in_hospital = true;
	}
}

void tell_findings(struct work *work)
{
	struct analysis *analysis = work->analysis;
	uint32_t *first_at = ARENA_ARRAY(work->scratch, uint32_t, work->pathway->arrow_count), told = 0;
	analysis->told = ARENA_ARRAY(work->arena, uint32_t, analysis->finding_count);
	for (uint32_t f = 0; f < analysis->finding_count; f++) {
		join(analysis, f, first_at);
		if (analysis->findings[f].same_wait != NONE)
			continue;
		analysis->told[told++] = f;
		analysis->told_first[rules[analysis->findings[f].rule].kind + 1] = told;
	}
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		if (analysis->told_first[kind + 1] < analysis->told_first[kind])
			analysis->told_first[kind + 1] = analysis->told_first[kind];
}
