/* What is asked or done again although it was sent on to where that is worst. */
#include "analyse/say.h"
#include "analyse/work.h"

/* Findings by the step where they are worst, each with the next one there. */
struct worst {
	uint32_t *first; /* of a step: its number + 1; 0: none */
	uint32_t *next;  /* of a finding */
};

static struct worst find_worst(struct work *work)
{
	struct worst worst = {ARENA_ARRAY(work->scratch, uint32_t, work->pathway->step_count),
			      ARENA_ARRAY(work->scratch, uint32_t, work->findings.count)};
	for (uint32_t f = 0; f < work->findings.count; f++) {
		if (!work->findings.at[f].each)
			continue;
		uint32_t *first = &worst.first[finding_worst_step(&work->findings.at[f])];
		worst.next[f] = *first;
		*first = f + 1;
	}
	return worst;
}

void mark_sent_on(struct work *work)
{
	struct worst worst = find_worst(work);
	for (uint32_t a = 0; a < work->pathway->arrow_count; a++) {
		const struct arrow *arrow = &work->pathway->arrows[a];
		uint32_t number = arrow->to == NONE ? 0 : worst.first[arrow->to];
		for (; number != 0; number = worst.next[number - 1]) {
			struct finding *finding = &work->findings.at[number - 1];
			finding->sent_on |= indexes_have(arrow->sends, finding->thing);
		}
	}
}
