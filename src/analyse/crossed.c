/* Which clocks look at steps that one person may come to in another order than
 * that of time.
 *
 * Outside of branches time only goes forward, and so it does within a branch.
 * Branches side by side are walked one after another, each from the block's
 * start; and what is not waited for may happen after what is walked next. */
#include "analyse/sample.h"

struct crossing {
	const struct work *work;
	struct route *route;
	uint32_t *deepest; /* of a block in no branch: where the clock at work looks in it */
	uint32_t *seen_by; /* of the same: the clock that it is of, counted from 1 */
};

/* Whether one lies in the other, or is it. */
static bool lies_in(const struct pathway *pathway, uint32_t inner, uint32_t outer)
{
	while (inner != NONE && inner != outer)
		inner = pathway->blocks[pathway->branches[inner].block].outer;
	return inner == outer;
}

/* All branches of one block in which a clock looks must lie in one another. */
static bool is_crossed_at(struct crossing *crossing, uint32_t clock, uint32_t branch)
{
	const struct pathway *pathway = crossing->route->pathway;
	const struct surroundings *around = &crossing->work->around[branch];
	uint32_t *deepest = &crossing->deepest[around->outermost];
	bool first = crossing->seen_by[around->outermost] != clock + 1;
	crossing->seen_by[around->outermost] = clock + 1;
	if (first || lies_in(pathway, branch, *deepest))
		*deepest = branch;
	return !around->waited_for || !lies_in(pathway, *deepest, branch);
}

static bool is_crossed(struct crossing *crossing, uint32_t clock, struct indexes steps)
{
	bool crossed = false;
	for (uint32_t i = 0; i < steps.count && !crossed; i++) {
		uint32_t branch = crossing->route->pathway->steps[steps.at[i]].branch;
		crossed = branch != NONE && is_crossed_at(crossing, clock, branch);
	}
	return crossed;
}

static void mark_crossed(const struct crossing *crossing, const uint32_t *stage_of, struct indexes steps)
{
	struct route *route = crossing->route;
	for (uint32_t i = 0; i < steps.count; i++) {
		uint32_t branch = route->pathway->steps[steps.at[i]].branch;
		route->stages[stage_of[steps.at[i]]].crossed = true;
		if (branch != NONE)
			route->blocks[crossing->work->around[branch].outermost].crossed = true;
	}
}

void find_crossed_clocks(struct work *work, struct route *route, const uint32_t *stage_of)
{
	const struct pathway *pathway = route->pathway;
	struct crossing crossing = {work, route, ARENA_ARRAY(work->scratch, uint32_t, pathway->block_count),
				    ARENA_ARRAY(work->scratch, uint32_t, pathway->block_count)};
	route->crossed = ARENA_ARRAY(work->scratch, bool, pathway->clock_count);
	for (uint32_t c = 0; c < pathway->clock_count; c++) {
		const struct clock *clock = &pathway->clocks[c];
		route->crossed[c] = is_crossed(&crossing, c, clock->from) || is_crossed(&crossing, c, clock->to);
		if (route->crossed[c]) {
			mark_crossed(&crossing, stage_of, clock->from);
			mark_crossed(&crossing, stage_of, clock->to);
		}
	}
}
