#include "analyse/journey_work.h"
#include "analyse/team_sets.h"

#include <stdlib.h>

void tokens_bring(struct journey_walk *walk, struct tokens *to, const struct tokens *from)
{
	walk_spend(walk, from->count);
	for (uint32_t i = 0; i < from->count; i++)
		*list_add(walk->room->arena, to) = from->at[i];
}

void tokens_copy(struct journey_walk *walk, struct tokens *to, const struct tokens *from)
{
	to->count = 0;
	tokens_bring(walk, to, from);
}

void tokens_tell(struct journey_walk *walk, struct tokens *tokens, const struct arrow *arrow)
{
	enum told told = arrow_told(arrow);
	walk_spend(walk, tokens->count);
	for (uint32_t i = 0; i < tokens->count; i++)
		if (told > tokens->at[i].told)
			tokens->at[i].told = told;
}

static int by_step_and_told(const void *a, const void *b)
{
	const struct token *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->told > y->told) - (x->told < y->told);
}

/* Branches of the person's own steps bring the same: what came in would double
 * with each block. */
void tokens_merge(struct journey_walk *walk, struct tokens *tokens)
{
	uint32_t kept = 0;
	walk_spend(walk, tokens->count);
	if (tokens->count > 1)
		qsort(tokens->at, tokens->count, sizeof *tokens->at, by_step_and_told);
	for (uint32_t i = 0; i < tokens->count; i++) {
		if (kept > 0 && by_step_and_told(&tokens->at[kept - 1], &tokens->at[i]) == 0)
			tokens->at[kept - 1].times += tokens->at[i].times;
		else
			tokens->at[kept++] = tokens->at[i];
	}
	tokens->count = kept;
}

void tokens_arrive(struct journey_walk *walk, uint32_t step)
{
	struct tokens *tokens = &walk->room->tokens;
	if (step_holders_set(walk->analysis->teams, step)->staff.count == 0)
		return;
	for (uint32_t i = 0; i < tokens->count; i++)
		show_handoff(walk, tokens->at[i], step);
	tokens->count = 0;
	*list_add(walk->room->arena, tokens) = (struct token){step, TOLD_NOT_SAID, 1};
}
