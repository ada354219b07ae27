#include "load/trap.h"

#include "model/chain.h"
#include "model/network.h"

/* Whether people at a step are known to get out, of the branch at least that
 * they are in. */
static bool gets_out(const struct pathway *pathway, const struct step *step, const bool *out)
{
	const struct arrow *arrows = &pathway->arrows[step->first_arrow];
	bool all = true;

	if (step->next == NEXT_NONE || step->rest > 0)
		return true;
	if (step->next == NEXT_BLOCK) {
		for (uint32_t i = 0; i <= step->arrow_count; i++)
			all &= out[arrows[i].to];
		return all;
	}
	for (uint32_t i = 0; i < step->arrow_count; i++)
		if (arrows[i].share > 0 && (arrows[i].to == NONE || arrows[i].ends_branch || out[arrows[i].to]))
			return true;
	return false;
}

/* Most maps lead forward, and looking from their end once or twice is enough
 * to see that there is no trap. False: there may be one. */
static bool all_get_out(struct arena *scratch, const struct pathway *pathway)
{
	bool *out = ARENA_ARRAY(scratch, bool, pathway->step_count);
	uint32_t left = pathway->step_count;

	for (uint32_t pass = 0; pass < 4 && left > 0; pass++) {
		for (uint32_t i = pathway->step_count; i-- > 0;) {
			if (out[i] || !gets_out(pathway, &pathway->steps[i], out))
				continue;
			out[i] = true;
			left--;
		}
	}
	return left == 0;
}

void trap_check(struct arena *scratch, const struct pathway *pathway, struct diagnostics *diagnostics)
{
	if (all_get_out(scratch, pathway))
		return;
	const struct chain *chain = chain_build(scratch, scratch, pathway, CHAIN_WHOLE);
	uint32_t loop = chain_find_trap(scratch, chain);
	if (loop == NONE)
		return;
	struct indexes steps = chain_loop_steps(scratch, chain, loop);
	diagnostic_error(diagnostics, pathway_first_of(pathway, steps),
			 "nobody who gets here can ever leave this loop: %s",
			 pathway_name_steps(scratch, pathway, steps))
	    ->help = "let an arrow lead out of it, or say in 'outcome' how it ends";
}
