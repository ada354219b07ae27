/* Of a block's branches, those that ask (or do) one thing and whose doers have
 * nothing in common with those of another: how likely is it that two of them
 * both do it when the block is passed once?
 *
 * A branch does it with the chance that it is needed times the chance that one
 * of its steps with the thing is reached once it has started. The latter is
 * the sum of first visits to these steps, with the branch's first step as the
 * start. Branches of one depth do not overlap, so one system serves them all. */
#include "analyse/side_by_side.h"

#include <math.h>
#include <stdlib.h>

/* One step that asks for the thing, in a branch that it lies in. */
struct member {
	uint32_t block, branch, step;
};

/* A block and a thing of which two branches with different doers ask. */
struct candidate {
	uint32_t thing, block;
	uint32_t first_member, member_count;
};

struct side_by_side {
	struct work *work;
	struct groups steps;
	LIST(struct member) members;
	LIST(struct candidate) candidates;
	double *chance; /* of a member: that it is the first of its branch's to be reached */
};

static int by_branch(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->branch != y->branch)
		return x->branch < y->branch ? -1 : 1;
	return (x->step > y->step) - (x->step < y->step);
}

static uint32_t branch_end(const struct member *members, uint32_t first, uint32_t end)
{
	uint32_t i = first;
	while (i < end && members[i].branch == members[first].branch)
		i++;
	return i;
}

static bool branches_disjoint(const struct pathway *pathway, const struct member *members, uint32_t a, uint32_t a_end,
			      uint32_t b, uint32_t b_end)
{
	for (uint32_t i = a; i < a_end; i++)
		for (uint32_t j = b; j < b_end; j++)
			if (!doers_disjoint(pathway, &pathway->steps[members[i].step],
					    &pathway->steps[members[j].step]))
				return false;
	return true;
}

/* Is there a branch that has no doer in common with another's? */
static bool any_disjoint(const struct pathway *pathway, const struct member *members, uint32_t first, uint32_t end)
{
	for (uint32_t a = first, a_end; a < end; a = a_end) {
		a_end = branch_end(members, a, end);
		for (uint32_t b = a_end, b_end; b < end; b = b_end) {
			b_end = branch_end(members, b, end);
			if (branches_disjoint(pathway, members, a, a_end, b, b_end))
				return true;
		}
	}
	return false;
}

static void gather(struct side_by_side *side, uint32_t thing)
{
	struct work *work = side->work;
	const struct pathway *pathway = work->pathway;
	uint32_t first = side->members.count;
	for (uint32_t i = side->steps.first[thing]; i < side->steps.first[thing + 1]; i++) {
		uint32_t s = side->steps.members[i], branch = pathway->steps[s].branch;
		if (indexes_have(pathway->steps[s].again, thing))
			continue;
		for (; branch != NONE; branch = pathway->blocks[pathway->branches[branch].block].outer)
			*list_add(work->scratch, &side->members) =
			    (struct member){pathway->branches[branch].block, branch, s};
	}
	uint32_t end = side->members.count, kept = first;
	struct member *members = side->members.at;
	if (end > first)
		qsort(&members[first], end - first, sizeof *members, by_branch);
	for (uint32_t i = first, block_end; i < end; i = block_end) {
		for (block_end = i; block_end < end && members[block_end].block == members[i].block;)
			block_end++;
		if (!any_disjoint(pathway, members, i, block_end))
			continue;
		*list_add(work->scratch, &side->candidates) =
		    (struct candidate){thing, members[i].block, kept, block_end - i};
		for (uint32_t j = i; j < block_end; j++)
			members[kept++] = members[j];
	}
	side->members.count = kept;
}

/* ---- Chances ---------------------------------------------------------------------- */

static bool at_depth(const struct side_by_side *side, uint32_t candidate, uint32_t depth)
{
	return side->work->pathway->blocks[side->candidates.at[candidate].block].depth == depth;
}

/* The candidates of one thing stand together; `number` is the first of them
 * at the depth at work. */
static void use_chances(void *subject, const struct first_visits *visits, uint32_t number, int lane)
{
	struct side_by_side *side = subject;
	const struct solver *solver = visits->solver;
	const struct candidate *candidates = side->candidates.at;
	uint32_t depth = side->work->pathway->blocks[candidates[number].block].depth;
	for (uint32_t c = number; c < side->candidates.count && candidates[c].thing == candidates[number].thing; c++) {
		uint32_t end = candidates[c].first_member + candidates[c].member_count;
		for (uint32_t m = candidates[c].first_member; m < end && at_depth(side, c, depth); m++)
			side->chance[m] = solver->visits[chain_place(solver->chain, side->members.at[m].step)][lane];
	}
}

static double *start_of_branches(struct work *work, uint32_t depth)
{
	const struct pathway *pathway = work->pathway;
	const struct chain *chain = work->episode->chain;
	double *start = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	for (uint32_t b = 0; b < pathway->branch_count; b++)
		if (pathway->blocks[pathway->branches[b].block].depth == depth)
			start[chain_place(chain, pathway->arrows[pathway->branches[b].arrow].to)] = 1;
	return start;
}

static void cut_block_ends(struct first_visits *visits, const struct pathway *pathway, uint32_t depth)
{
	for (uint32_t b = 0; b < pathway->block_count; b++)
		for (uint32_t k = 1; pathway->blocks[b].depth == depth && k <= pathway->blocks[b].branch_count; k++)
			first_visits_cut(visits, chain_joint(visits->solver->chain, b, k));
}

static void cut_members(struct side_by_side *side, struct first_visits *visits, const struct candidate *candidate)
{
	for (uint32_t m = candidate->first_member; m < candidate->first_member + candidate->member_count; m++)
		first_visits_cut(visits, chain_place(visits->solver->chain, side->members.at[m].step));
}

/* One system for each thing. */
static void solve_depth(struct side_by_side *side, uint32_t depth)
{
	struct work *work = side->work;
	const struct candidate *candidates = side->candidates.at;
	struct first_visits visits = {.arena = work->scratch,
				      .solver = work->episode,
				      .start = start_of_branches(work, depth),
				      .use = use_chances,
				      .subject = side};
	for (uint32_t c = 0, end; c < side->candidates.count; c = end) {
		uint32_t first = NONE;
		for (end = c; end < side->candidates.count && candidates[end].thing == candidates[c].thing; end++)
			if (at_depth(side, end, depth)) {
				first = first == NONE ? end : first;
				cut_members(side, &visits, &candidates[end]);
			}
		if (first == NONE)
			continue;
		cut_block_ends(&visits, work->pathway, depth);
		first_visits_add(&visits, first);
	}
	first_visits_finish(&visits);
}

/* ---- Two of them ------------------------------------------------------------------ */

/* Beyond this many branches in one block, all count as disjoint. */
enum { BRANCHES_MOST = 16 };

struct doing {
	uint32_t first, end; /* members */
	double chance;
};

static uint32_t find_doing(const struct side_by_side *side, const struct candidate *candidate, struct doing *doing)
{
	const struct pathway *pathway = side->work->pathway;
	uint32_t count = 0, end = candidate->first_member + candidate->member_count;
	for (uint32_t m = candidate->first_member; m < end; m = doing[count - 1].end) {
		struct doing *branch = &doing[count++];
		branch->first = m;
		branch->end = branch_end(side->members.at, m, end);
		branch->chance = 0;
		for (uint32_t i = branch->first; i < branch->end; i++)
			branch->chance += side->chance[i];
		uint32_t arrow = pathway->branches[side->members.at[m].branch].arrow;
		branch->chance = fmin(1, branch->chance) * pathway->arrows[arrow].share;
	}
	return count;
}

/* P(two with nothing in common): over all the ways in which branches come up. */
static double chance_of_two(const struct side_by_side *side, const struct doing *doing, uint32_t count)
{
	const struct pathway *pathway = side->work->pathway;
	uint32_t disjoint[BRANCHES_MOST] = {0};
	for (uint32_t a = 0; a < count; a++)
		for (uint32_t b = 0; b < a; b++)
			if (branches_disjoint(pathway, side->members.at, doing[a].first, doing[a].end, doing[b].first,
					      doing[b].end))
				disjoint[a] |= 1u << b;
	double chance = 0;
	for (uint32_t set = 0; set < 1u << count; set++) {
		double likely = 1;
		bool two = false;
		for (uint32_t b = 0; b < count; b++) {
			bool comes_up = set >> b & 1;
			likely *= comes_up ? doing[b].chance : 1 - doing[b].chance;
			two |= comes_up && (disjoint[b] & set) != 0;
		}
		chance += two ? likely : 0;
	}
	return chance;
}

static double chance_of_any_two(const struct doing *doing, uint32_t count)
{
	double none = 1, one = 0;
	for (uint32_t b = 0; b < count; b++) {
		one = one * (1 - doing[b].chance) + none * doing[b].chance;
		none *= 1 - doing[b].chance;
	}
	return fmax(0, 1 - none - one);
}

static void say_candidate(struct side_by_side *side, const struct candidate *candidate)
{
	struct work *work = side->work;
	const struct block *block = &work->pathway->blocks[candidate->block];
	struct doing *doing = ARENA_ARRAY(work->scratch, struct doing, candidate->member_count);
	uint32_t count = find_doing(side, candidate, doing);
	double chance = count <= BRANCHES_MOST ? chance_of_two(side, doing, count) : chance_of_any_two(doing, count);
	double times = work->visits[block->holder] * chance;
	if (!(times > 0))
		return;
	uint32_t *at = ARENA_ARRAY(work->arena, uint32_t, candidate->member_count);
	for (uint32_t m = 0; m < candidate->member_count; m++)
		at[m] = side->members.at[candidate->first_member + m].step;
	struct finding *finding =
	    finding_add(work, RULE_AT_THE_SAME_TIME, at, candidate->member_count, work->pathway->steps[at[0]].at);
	finding->thing = candidate->thing;
	finding->per_person = times;
	finding->subject = candidate->block;
}

void find_at_the_same_time(struct work *work, struct groups steps)
{
	struct side_by_side side = {.work = work, .steps = steps};
	const struct pathway *pathway = work->pathway;
	if (pathway->block_count == 0)
		return;
	for (uint32_t thing = 0; thing < pathway->word_count; thing++)
		gather(&side, thing);
	side.chance = ARENA_ARRAY(work->scratch, double, side.members.count);
	bool *depths = ARENA_ARRAY(work->scratch, bool, pathway->block_count);
	for (uint32_t c = 0; c < side.candidates.count; c++)
		depths[pathway->blocks[side.candidates.at[c].block].depth] = true;
	for (uint32_t depth = 0; depth < pathway->block_count; depth++)
		if (depths[depth])
			solve_depth(&side, depth);
	for (uint32_t c = 0; c < side.candidates.count; c++)
		say_candidate(&side, &side.candidates.at[c]);
}
