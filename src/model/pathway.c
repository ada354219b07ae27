#include "carepath/pathway.h"

#include "carepath/text.h"

#include <string.h>

enum side team_side(const struct pathway *pathway, uint32_t team)
{
	return pathway->organisations[pathway->teams[team].organisation].side;
}

uint32_t step_doer_count(const struct step *step)
{
	return 1 + step->with.count;
}

uint32_t step_doer(const struct step *step, uint32_t number)
{
	return number == 0 ? step->team : step->with.at[number - 1];
}

bool step_same_doers(const struct step *a, const struct step *b)
{
	if (a->team != b->team || a->with.count != b->with.count)
		return false;
	for (uint32_t i = 0; i < a->with.count; i++)
		if (a->with.at[i] != b->with.at[i])
			return false;
	return true;
}

bool step_by_staff(const struct pathway *pathway, const struct step *step)
{
	return team_side(pathway, step->team) != SIDE_PERSON;
}

const struct duration *step_lasts(const struct step *step)
{
	return duration_given(&step->lasts) ? &step->lasts : &step->takes;
}

void step_pay(const struct step *step, const struct cost *cost, double pounds, double *by_payer)
{
	if (cost->payer != NONE)
		by_payer[cost->payer] += pounds;
	for (uint32_t i = 0; cost->payer == NONE && i < step->payment_count; i++)
		by_payer[step->payments[i].payer] += pounds * step->payments[i].share;
}

uint32_t step_arrows_end(const struct step *step)
{
	return step->first_arrow + step->arrow_count + (step->next == NEXT_BLOCK ? 1 : 0);
}

bool arrow_in_branch(const struct pathway *pathway, const struct arrow *arrow)
{
	return arrow->role == ARROW_BRANCH || pathway->steps[arrow->from].branch != NONE;
}

bool indexes_have(struct indexes list, uint32_t index)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (list.at[i] == index)
			return true;
	return false;
}

uint32_t pathway_find_word(const struct pathway *pathway, const char *folded)
{
	for (uint32_t i = 0; i < pathway->word_count; i++)
		if (strcmp(pathway->words[i].folded, folded) == 0)
			return i;
	return NONE;
}

uint32_t pathway_find_step(const struct pathway *pathway, const char *id)
{
	for (uint32_t i = 0; i < pathway->step_count; i++)
		if (strcmp(pathway->steps[i].id, id) == 0)
			return i;
	return NONE;
}

uint32_t pathway_find_journey(const struct pathway *pathway, const char *id)
{
	for (uint32_t i = 0; i < pathway->journey_count; i++)
		if (strcmp(pathway->journeys[i].id, id) == 0)
			return i;
	return NONE;
}

uint32_t pathway_find_scenario(const struct pathway *pathway, const char *id)
{
	for (uint32_t i = 0; i < pathway->scenario_count; i++)
		if (strcmp(pathway->scenarios[i].id, id) == 0)
			return i;
	return NONE;
}

enum { NAMED_MOST = 10 };

const char *pathway_name_steps(struct arena *arena, const struct pathway *pathway, struct indexes steps)
{
	const char *words = "";
	for (uint32_t i = 0; i < steps.count && i < NAMED_MOST; i++)
		words = text_format(arena, "%s%s'%s'", words, i > 0 ? ", " : "", pathway->steps[steps.at[i]].id);
	return steps.count > NAMED_MOST ? text_format(arena, "%s and %u more", words, steps.count - NAMED_MOST) : words;
}

struct span pathway_first_of(const struct pathway *pathway, struct indexes steps)
{
	uint32_t first = steps.at[0];
	for (uint32_t i = 1; i < steps.count; i++)
		first = steps.at[i] < first ? steps.at[i] : first;
	return pathway->steps[first].at;
}
