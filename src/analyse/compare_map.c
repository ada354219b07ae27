/* Steps, goals and payers of two pathways beside each other. */
#include "analyse/comparing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Steps ---------------------------------------------------------------------------- */

static const char *step_id(const void *subject, uint32_t number)
{
	const struct pathway *pathway = subject;
	return pathway->steps[number].id;
}

typedef LIST(struct step_pair) step_list;

static struct step_pairs kept(const step_list *list)
{
	return (struct step_pairs){list->at, list->count};
}

static bool other_team(const struct pathway *one, const struct step *a, const struct pathway *other,
		       const struct step *b)
{
	return strcmp(one->teams[a->team].id, other->teams[b->team].id) != 0;
}

static void compare_step(struct comparing *comparing, uint32_t after, step_list *moved)
{
	const struct pathway *one = comparing->comparison->before->pathway;
	const struct pathway *other = comparing->comparison->after->pathway;
	uint32_t before = comparing->step_before[after];
	const struct step *a = &one->steps[before], *b = &other->steps[after];
	struct step_pair pair = {before, after, other_team(one, a, other, b), a->setting != b->setting};
	comparing->comparison->steps_in_common++;
	if (pair.other_team || pair.elsewhere)
		*list_add(comparing->arena, moved) = pair;
}

static void compare_steps(struct comparing *comparing)
{
	struct comparison *comparison = comparing->comparison;
	const struct pathway *one = comparison->before->pathway, *other = comparison->after->pathway;
	const struct names before = {step_id, one, one->step_count}, after = {step_id, other, other->step_count};
	step_list added = {0}, removed = {0}, moved = {0};
	comparing->step_after = match_names(comparing->scratch, before, after);
	comparing->step_before = match_names(comparing->scratch, after, before);
	for (uint32_t s = 0; s < one->step_count; s++)
		if (comparing->step_after[s] == NONE)
			*list_add(comparing->arena, &removed) = (struct step_pair){s, NONE, false, false};
	for (uint32_t s = 0; s < other->step_count; s++)
		if (comparing->step_before[s] == NONE)
			*list_add(comparing->arena, &added) = (struct step_pair){NONE, s, false, false};
		else
			compare_step(comparing, s, &moved);
	comparison->added = kept(&added);
	comparison->removed = kept(&removed);
	comparison->moved = kept(&moved);
}

/* ---- Goals ---------------------------------------------------------------------------- */

static const char *goal_name(const void *subject, uint32_t number)
{
	const struct pathway *pathway = subject;
	return pathway->goals[number].name;
}

static bool other_target(const struct goal *a, const struct goal *b)
{
	return strcmp(a->measure, b->measure) != 0 || a->sense != b->sense || a->value != b->value;
}

static void compare_goals(struct comparing *comparing)
{
	struct comparison *comparison = comparing->comparison;
	const struct pathway *one = comparison->before->pathway, *other = comparison->after->pathway;
	const struct names before = {goal_name, one, one->goal_count}, after = {goal_name, other, other->goal_count};
	const uint32_t *later = match_names(comparing->scratch, before, after);
	const uint32_t *earlier = match_names(comparing->scratch, after, before);
	LIST(struct goal_pair) goals = {0};
	for (uint32_t g = 0; g < one->goal_count; g++)
		*list_add(comparing->arena, &goals) = (struct goal_pair){
		    g, later[g], later[g] != NONE && other_target(&one->goals[g], &other->goals[later[g]])};
	for (uint32_t g = 0; g < other->goal_count; g++)
		if (earlier[g] == NONE)
			*list_add(comparing->arena, &goals) = (struct goal_pair){NONE, g, false};
	comparison->goals = goals.at;
	comparison->goal_count = goals.count;
}

/* ---- What cost moves ------------------------------------------------------------------ */

static int more_pounds_first(const void *a, const void *b)
{
	const struct cost_move *x = a, *y = b;
	if (x->pounds != y->pounds)
		return x->pounds > y->pounds ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Below half a penny it is rounding. */
static const double least_pounds = 0.005;

/* What each payer pays more, over what is chance. */
static double rise_of(const struct comparison *comparison, uint32_t payer)
{
	bool changed = comparison_changed(comparison, MEASURE_COST_PAYER, payer);
	return changed ? comparison->change.by_payer[payer] : 0;
}

static void compare_costs(struct comparing *comparing)
{
	struct comparison *comparison = comparing->comparison;
	double saved = 0, more = 0;
	LIST(struct cost_move) moves = {0};
	for (uint32_t p = 0; p < comparison->names->payer_count; p++) {
		saved += fmax(0, -rise_of(comparison, p));
		more += fmax(0, rise_of(comparison, p));
	}
	double amount = fmin(saved, more);
	for (uint32_t from = 0; amount > 0 && from < comparison->names->payer_count; from++)
		for (uint32_t to = 0; to < comparison->names->payer_count && rise_of(comparison, from) < 0; to++) {
			double part = amount * -rise_of(comparison, from) / saved * rise_of(comparison, to) / more;
			if (part >= least_pounds)
				*list_add(comparing->arena, &moves) = (struct cost_move){from, to, part};
		}
	if (moves.count > 0)
		qsort(moves.at, moves.count, sizeof *moves.at, more_pounds_first);
	comparison->moves = moves.at;
	comparison->move_count = moves.count;
}

void compare_map(struct comparing *comparing)
{
	compare_steps(comparing);
	compare_goals(comparing);
	compare_costs(comparing);
}
