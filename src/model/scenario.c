#include "carepath/pathway.h"

#include <string.h>

static void change_duration(struct duration *duration, const struct scenario_wait *change)
{
	if (change->factor == 0)
		*duration = change->duration;
	else
		duration->factor *= change->factor;
}

static void change_waits(struct pathway *pathway, const struct scenario *scenario)
{
	for (uint32_t i = 0; i < scenario->wait_count; i++) {
		const struct scenario_wait *change = &scenario->waits[i];
		struct step *step = &pathway->steps[change->from];
		if (change->to == NONE) {
			change_duration(duration_given(&step->lasts) ? &step->lasts : &step->takes, change);
			continue;
		}
		for (uint32_t a = step->first_arrow; a < step_arrows_end(step); a++)
			if (pathway->arrows[a].to == change->to && !duration_given(&pathway->arrows[a].after))
				change_duration(&pathway->arrows[a].wait, change);
	}
}

/* The ways that the scenario does not name, and the rest, divide what it
 * leaves in the proportions that they had. */
static void share_remainder(struct pathway *pathway, struct step *step, const bool *named, double named_total)
{
	double before = step->rest;
	for (uint32_t i = 0; i < step->arrow_count; i++)
		if (!named[i])
			before += pathway->arrows[step->first_arrow + i].share;
	double left = named_total < 1 ? 1 - named_total : 0;
	if (left < 1e-12)
		left = 0;
	double scale = before > 0 ? left / before : 0;
	for (uint32_t i = 0; i < step->arrow_count; i++)
		if (!named[i])
			pathway->arrows[step->first_arrow + i].share *= scale;
	step->rest = before > 0 ? step->rest * scale : left;
}

static void change_shares_of_step(struct arena *arena, struct pathway *pathway, const struct scenario *scenario,
				  struct step *step)
{
	bool *named = ARENA_ARRAY(arena, bool, step->arrow_count);
	double total = 0;
	for (uint32_t i = 0; i < scenario->share_count; i++) {
		const struct scenario_share *change = &scenario->shares[i];
		if (change->arrow < step->first_arrow || change->arrow >= step->first_arrow + step->arrow_count)
			continue;
		named[change->arrow - step->first_arrow] = true;
		pathway->arrows[change->arrow].share = change->share;
		total += change->share;
	}
	if (step->next == NEXT_WAYS)
		share_remainder(pathway, step, named, total);
}

static void change_shares(struct arena *arena, struct pathway *pathway, const struct scenario *scenario)
{
	bool *done = ARENA_ARRAY(arena, bool, pathway->step_count);
	for (uint32_t i = 0; i < scenario->share_count; i++) {
		uint32_t from = pathway->arrows[scenario->shares[i].arrow].from;
		if (!done[from])
			change_shares_of_step(arena, pathway, scenario, &pathway->steps[from]);
		done[from] = true;
	}
}

struct pathway *pathway_under(struct arena *arena, const struct pathway *pathway, uint32_t number)
{
	const struct scenario *scenario = &pathway->scenarios[number];
	struct pathway *changed = ARENA_NEW(arena, struct pathway);
	*changed = *pathway;
	changed->arena = arena;
	changed->scenario = number;
	changed->people_per_year *= scenario->arrivals;
	changed->steps = ARENA_ARRAY(arena, struct step, pathway->step_count);
	memcpy(changed->steps, pathway->steps, pathway->step_count * sizeof *pathway->steps);
	changed->arrows = ARENA_ARRAY(arena, struct arrow, pathway->arrow_count);
	if (pathway->arrow_count > 0)
		memcpy(changed->arrows, pathway->arrows, pathway->arrow_count * sizeof *pathway->arrows);
	change_waits(changed, scenario);
	change_shares(arena, changed, scenario);
	return changed;
}
