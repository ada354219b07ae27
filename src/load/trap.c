#include "load/trap.h"

#include "carepath/text.h"
#include "model/chain.h"
#include "model/network.h"

enum { MOST_NAMED = 10 }; /* steps of a loop in a message */

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

/* "'a', 'b' and 3 more"; *first is the one that the file lists first. */
static const char *loop_in_words(struct arena *scratch, const struct pathway *pathway, const struct chain *chain,
				 uint32_t loop, uint32_t *first)
{
	const struct network *network = chain->network;
	const char *words = "";
	uint32_t count = 0;

	*first = NONE;
	for (uint32_t p = network->first_place[loop]; p < network->first_place[loop + 1]; p++) {
		uint32_t step = chain->step[p];
		if (step == NONE)
			continue;
		*first = step < *first ? step : *first;
		if (++count <= MOST_NAMED)
			words = text_format(scratch, "%s%s'%s'", words, count > 1 ? ", " : "", pathway->steps[step].id);
	}
	return count > MOST_NAMED ? text_format(scratch, "%s and %u more", words, count - MOST_NAMED) : words;
}

void trap_check(struct arena *scratch, const struct pathway *pathway, struct diagnostics *diagnostics)
{
	uint32_t first;

	if (all_get_out(scratch, pathway))
		return;
	const struct chain *chain = chain_build(scratch, pathway, CHAIN_WHOLE);
	uint32_t loop = chain_find_trap(scratch, chain);
	if (loop == NONE)
		return;
	const char *steps = loop_in_words(scratch, pathway, chain, loop, &first);
	diagnostic_error(diagnostics, pathway->steps[first].at, "nobody who gets here can ever leave this loop: %s",
			 steps)
	    ->help = "let an arrow lead out of it, or say in 'outcome' how it ends";
}
