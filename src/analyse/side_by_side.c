/* Two branches of one block in which the same thing is asked (or done) by
 * teams that have nothing in common: how likely is it when the block is passed
 * once?
 *
 * Which of the teams that ask for it in a branch are met there depends on how
 * people go through the branch. For every set of them, the chance that none is
 * met is one minus the first visits to their steps, with the branch's first
 * step as the start. From these follows how likely it is that exactly a set is
 * met; and since branches come up independently, they are put together one
 * after another. Branches of one depth do not overlap, so that one system
 * serves them all. */
#include "analyse/side_by_side.h"

#include "analyse/team_sets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	OF_BRANCH_MOST = 5, /* different doers that one branch has for the thing … */
	OF_BLOCK_MOST = 12, /* … and one block; with more, any two branches count */
};

/* One step that asks for the thing, in a branch that it lies in. */
struct member {
	uint32_t block, branch, step;
	uint32_t doers;     /* number among the different doers of the candidate */
	uint32_t in_branch; /* … and among those of its branch */
};

/* A branch of a candidate. */
struct doing {
	uint32_t first_member, end_member;
	uint32_t doers_count;
	uint32_t doers[OF_BRANCH_MOST]; /* of the candidate's numbers */
	double *met;                    /* of a set: the chance that any of it is met once the branch has started */
};

/* A block and a thing that two of its branches ask for by different doers. */
struct candidate {
	uint32_t thing, block;
	uint32_t first_member, member_count;
	uint32_t first_doing, doing_count;
	uint32_t doers_count;
	uint32_t example[OF_BLOCK_MOST]; /* of doers: one of the members, counted from the first */
	bool too_many;                   /* doers, to tell them apart: then each branch has one */
};

/* One system: the first candidate of a thing at the depth at work, and a set
 * of doers that stands for each branch's own. */
struct query {
	uint32_t candidate, set;
};

struct side_by_side {
	struct work *work;
	struct groups steps;
	LIST(struct member) members;
	LIST(struct candidate) candidates;
	LIST(struct doing) doings;
	LIST(struct query) queries;
	uint32_t *branch_of;    /* of a set of teams: 1 + a branch of the block at work in which it asks */
	bool *in_several;       /* of a set of teams: in more than one branch */
	double *start;          /* of a place: the first steps of the branches of the depth at work */
	LIST(uint32_t) ends;    /* the places where those branches end */
	double *before, *after; /* of a set of a candidate's doers */
};

/* ---- Candidates --------------------------------------------------------------------- */

static int by_branch(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->branch != y->branch)
		return x->branch < y->branch ? -1 : 1;
	return (x->step > y->step) - (x->step < y->step);
}

static bool different_doers(const struct side_by_side *side, const struct member *a, const struct member *b)
{
	return doers_disjoint(side->work->teams, a->step, b->step);
}

/* The first member of each set of teams, moved to `different`; says of each
 * set in which branches it asks. */
static uint32_t different_sets(struct side_by_side *side, uint32_t first, uint32_t end, const struct member **different)
{
	const uint32_t *doers = side->work->teams->doers;
	uint32_t count = 0;
	for (uint32_t m = first; m < end; m++) {
		const struct member *member = &side->members.at[m];
		uint32_t set = doers[member->step];
		if (side->branch_of[set] == 0)
			different[count++] = member;
		side->in_several[set] |= side->branch_of[set] != 0 && side->branch_of[set] != member->branch + 1;
		side->branch_of[set] = member->branch + 1;
	}
	return count;
}

/* Some two members of different branches have no doer in common. */
static bool any_two(struct side_by_side *side, uint32_t first, uint32_t end)
{
	struct work *work = side->work;
	const uint32_t *doers = work->teams->doers;
	const struct member **different = ARENA_ARRAY(work->scratch, const struct member *, end - first);
	uint32_t count = different_sets(side, first, end, different);
	bool found = false;
	for (uint32_t a = 0; a < count && !found; a++) {
		uint32_t one = doers[different[a]->step];
		for (uint32_t b = a + 1; b < count && !found; b++) {
			uint32_t other = doers[different[b]->step];
			bool apart = side->in_several[one] || side->in_several[other] ||
				     side->branch_of[one] != side->branch_of[other];
			found = apart && different_doers(side, different[a], different[b]);
		}
		work_spend(work, (double)(count - a) * work->teams->words, work->pathway->steps[different[a]->step].at,
			   "different teams that ask or do the same side by side");
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t set = doers[different[i]->step];
		side->branch_of[set] = 0;
		side->in_several[set] = false;
	}
	return found;
}

static void add_members(struct side_by_side *side, uint32_t thing)
{
	const struct pathway *pathway = side->work->pathway;
	for (uint32_t i = side->steps.first[thing]; i < side->steps.first[thing + 1]; i++) {
		uint32_t s = side->steps.members[i], branch = pathway->steps[s].branch;
		for (; branch != NONE; branch = pathway->blocks[pathway->branches[branch].block].outer)
			*list_add(side->work->scratch, &side->members) =
			    (struct member){.block = pathway->branches[branch].block, .branch = branch, .step = s};
	}
}

/* Keeps the members of blocks in which two branches come together. */
static void gather(struct side_by_side *side, uint32_t thing)
{
	uint32_t first = side->members.count;
	add_members(side, thing);
	uint32_t end = side->members.count, kept = first;
	struct member *members = side->members.at;
	if (end > first)
		qsort(&members[first], end - first, sizeof *members, by_branch);
	for (uint32_t i = first, block_end; i < end; i = block_end) {
		for (block_end = i; block_end < end && members[block_end].block == members[i].block;)
			block_end++;
		if (!any_two(side, i, block_end))
			continue;
		struct candidate *candidate = list_add(side->work->scratch, &side->candidates);
		*candidate = (struct candidate){
		    .thing = thing, .block = members[i].block, .first_member = kept, .member_count = block_end - i};
		for (uint32_t j = i; j < block_end; j++)
			members[kept++] = members[j];
	}
	side->members.count = kept;
}

/* Gives each member the number of its doers in the candidate, as long as there
 * are not too many to tell apart. */
static void number_doers(struct side_by_side *side, struct candidate *candidate)
{
	const uint32_t *doers = side->work->teams->doers;
	struct member *members = &side->members.at[candidate->first_member];
	for (uint32_t m = 0; m < candidate->member_count; m++) {
		uint32_t number = 0;
		while (number < candidate->doers_count &&
		       doers[members[m].step] != doers[members[candidate->example[number]].step])
			number++;
		if (number == OF_BLOCK_MOST) {
			candidate->too_many = true;
			return;
		}
		if (number == candidate->doers_count)
			candidate->example[candidate->doers_count++] = m;
		members[m].doers = number;
	}
}

/* False: the branch has too many to tell apart. */
static bool number_in_branch(struct member *member, struct doing *doing)
{
	uint32_t i = 0;
	while (i < doing->doers_count && doing->doers[i] != member->doers)
		i++;
	if (i == OF_BRANCH_MOST)
		return false;
	if (i == doing->doers_count)
		doing->doers[doing->doers_count++] = member->doers;
	member->in_branch = i;
	return true;
}

static void find_doings(struct side_by_side *side, struct candidate *candidate)
{
	uint32_t end = candidate->first_member + candidate->member_count;
	candidate->first_doing = side->doings.count;
	for (uint32_t m = candidate->first_member; m < end; m++) {
		struct member *member = &side->members.at[m];
		if (m == candidate->first_member || member->branch != member[-1].branch) {
			list_add(side->work->scratch, &side->doings)->first_member = m;
			candidate->doing_count++;
		}
		struct doing *doing = &side->doings.at[side->doings.count - 1];
		doing->end_member = m + 1;
		if (!number_in_branch(member, doing))
			candidate->too_many = true;
	}
	for (uint32_t m = candidate->first_member; m < end && candidate->too_many; m++)
		side->members.at[m].in_branch = 0;
	for (uint32_t d = 0; d < candidate->doing_count && candidate->too_many; d++)
		side->doings.at[candidate->first_doing + d].doers_count = 1;
	for (uint32_t d = 0; d < candidate->doing_count; d++) {
		struct doing *doing = &side->doings.at[candidate->first_doing + d];
		doing->met = ARENA_ARRAY(side->work->scratch, double, (size_t)1 << doing->doers_count);
	}
}

/* ---- Chances ------------------------------------------------------------------------ */

static bool at_depth(const struct side_by_side *side, uint32_t candidate, uint32_t depth)
{
	return side->work->pathway->blocks[side->candidates.at[candidate].block].depth == depth;
}

static bool in_set(const struct member *member, uint32_t set)
{
	return set >> member->in_branch & 1;
}

static void use_doing(const struct side_by_side *side, const struct solver *solver, struct doing *doing, uint32_t set,
		      int lane)
{
	double met = 0;
	if (set >> doing->doers_count)
		return;
	for (uint32_t m = doing->first_member; m < doing->end_member; m++)
		if (in_set(&side->members.at[m], set))
			met += solver_visits(solver, chain_place(solver->chain, side->members.at[m].step), lane);
	doing->met[set] = fmin(1, met);
}

/* The candidates of one thing stand together. */
static void use_query(void *subject, const struct solver *solver, uint32_t number, int lane)
{
	struct side_by_side *side = subject;
	const struct candidate *candidates = side->candidates.at;
	const struct query *query = &side->queries.at[number];
	uint32_t thing = candidates[query->candidate].thing;
	uint32_t depth = side->work->pathway->blocks[candidates[query->candidate].block].depth;
	for (uint32_t c = query->candidate; c < side->candidates.count && candidates[c].thing == thing; c++)
		for (uint32_t d = 0; at_depth(side, c, depth) && d < candidates[c].doing_count; d++)
			use_doing(side, solver, &side->doings.at[candidates[c].first_doing + d], query->set, lane);
}

/* Where the branches of a depth start and end. */
static void find_branches(struct side_by_side *side, uint32_t depth)
{
	const struct pathway *pathway = side->work->pathway;
	const struct chain *chain = side->work->episode->chain;
	memset(side->start, 0, chain->network->place_count * sizeof *side->start);
	side->ends.count = 0;
	for (uint32_t b = 0; b < pathway->block_count; b++) {
		const struct block *block = &pathway->blocks[b];
		for (uint32_t k = 0; block->depth == depth && k < block->branch_count; k++) {
			uint32_t arrow = pathway->branches[block->first_branch + k].arrow;
			side->start[chain_place(chain, pathway->arrows[arrow].to)] = 1;
			*list_add(side->work->scratch, &side->ends) = chain_joint(chain, b, k + 1);
		}
	}
}

/* Cuts the set in the candidates from `first` to `end`; false when no branch
 * of theirs has so many doers. */
static bool cut_set(struct side_by_side *side, struct first_visits *visits, struct query query, uint32_t end,
		    uint32_t depth)
{
	bool any = false;
	for (uint32_t c = query.candidate; c < end; c++) {
		const struct candidate *candidate = &side->candidates.at[c];
		for (uint32_t d = 0; at_depth(side, c, depth) && d < candidate->doing_count; d++) {
			const struct doing *doing = &side->doings.at[candidate->first_doing + d];
			if (query.set >> doing->doers_count)
				continue;
			any = true;
			for (uint32_t m = doing->first_member; m < doing->end_member; m++)
				if (in_set(&side->members.at[m], query.set))
					first_visits_cut(
					    visits, chain_place(side->work->episode->chain, side->members.at[m].step));
		}
	}
	return any;
}

static void solve_thing(struct side_by_side *side, struct first_visits *visits, uint32_t first, uint32_t end,
			uint32_t depth)
{
	for (uint32_t set = 1; set < 1u << OF_BRANCH_MOST; set++) {
		struct query query = {first, set};
		if (!cut_set(side, visits, query, end, depth))
			break;
		for (uint32_t i = 0; i < side->ends.count; i++)
			first_visits_cut(visits, side->ends.at[i]);
		work_spend(side->work, side->ends.count, side->work->pathway->name_at, "branches to be counted");
		*list_add(side->work->scratch, &side->queries) = query;
		first_visits_add(visits, side->queries.count - 1);
	}
}

static void solve_depth(struct side_by_side *side, struct first_visits *visits, uint32_t depth)
{
	const struct candidate *candidates = side->candidates.at;
	find_branches(side, depth);
	for (uint32_t c = 0, end; c < side->candidates.count; c = end) {
		uint32_t first = NONE;
		for (end = c; end < side->candidates.count && candidates[end].thing == candidates[c].thing; end++)
			if (first == NONE && at_depth(side, end, depth))
				first = end;
		if (first != NONE)
			solve_thing(side, visits, first, end, depth);
	}
	first_visits_finish(visits);
}

/* ---- Putting branches together -------------------------------------------------------- */

/* P(exactly this set of the branch's doers is met), by inclusion and exclusion
 * over P(nobody outside of a part of it is met). */
static double exactly(const struct doing *doing, uint32_t set)
{
	uint32_t all = (1u << doing->doers_count) - 1;
	double chance = 0;
	for (uint32_t part = set;; part = (part - 1) & set) {
		double only = 1 - doing->met[all & ~part];
		chance += __builtin_popcount(set & ~part) % 2 ? -only : only;
		if (part == 0)
			return fmax(0, chance);
	}
}

static uint32_t in_candidate(const struct doing *doing, uint32_t set)
{
	uint32_t doers = 0;
	for (uint32_t i = 0; i < doing->doers_count; i++)
		if (set >> i & 1)
			doers |= 1u << doing->doers[i];
	return doers;
}

static double share_of(const struct side_by_side *side, const struct doing *doing)
{
	const struct pathway *pathway = side->work->pathway;
	return pathway->arrows[pathway->branches[side->members.at[doing->first_member].branch].arrow].share;
}

/* Of each of the candidate's doers: those that it has nothing in common with. */
static void find_different(const struct side_by_side *side, const struct candidate *candidate, uint32_t *different)
{
	const struct member *members = &side->members.at[candidate->first_member];
	for (uint32_t a = 0; a < candidate->doers_count; a++)
		for (uint32_t b = 0; b < candidate->doers_count; b++)
			if (different_doers(side, &members[candidate->example[a]], &members[candidate->example[b]]))
				different[a] |= 1u << b;
}

/* Branch after branch: how likely it is that a set has been met so far and no
 * two of it are different; the rest is what is asked for. */
static double chance_of_two(const struct side_by_side *side, const struct candidate *candidate)
{
	uint32_t sets = 1u << candidate->doers_count, different[OF_BLOCK_MOST] = {0};
	struct work *work = side->work;
	const struct step *holder = &work->pathway->steps[work->pathway->blocks[candidate->block].holder];
	double *met = side->before, *after = side->after, two = 0;
	memset(met, 0, sets * sizeof *met);
	find_different(side, candidate, different);
	met[0] = 1;
	for (uint32_t d = 0; d < candidate->doing_count; d++) {
		const struct doing *doing = &side->doings.at[candidate->first_doing + d];
		double share = share_of(side, doing), *before_it = met;
		memset(after, 0, sets * sizeof *after);
		work_spend(work, (double)sets * (1u << doing->doers_count), holder->at,
			   "different teams that ask or do the same side by side");
		for (uint32_t set = 0; set < 1u << doing->doers_count; set++) {
			double chance = share * exactly(doing, set) + (set == 0 ? 1 - share : 0);
			uint32_t now = in_candidate(doing, set), against = 0;
			for (uint32_t i = 0; i < candidate->doers_count; i++)
				against |= now >> i & 1 ? different[i] : 0;
			for (uint32_t before = 0; before < sets; before++)
				*(before & against ? &two : &after[before | now]) += met[before] * chance;
		}
		met = after;
		after = before_it;
	}
	return two;
}

static double chance_of_any_two(const struct side_by_side *side, const struct candidate *candidate)
{
	double none = 1, one = 0;
	for (uint32_t d = 0; d < candidate->doing_count; d++) {
		const struct doing *doing = &side->doings.at[candidate->first_doing + d];
		double chance = share_of(side, doing) * doing->met[1];
		one = one * (1 - chance) + none * chance;
		none *= 1 - chance;
	}
	return fmax(0, 1 - none - one);
}

static void say_candidate(struct side_by_side *side, const struct candidate *candidate)
{
	struct work *work = side->work;
	const struct block *block = &work->pathway->blocks[candidate->block];
	double chance = candidate->too_many ? chance_of_any_two(side, candidate) : chance_of_two(side, candidate);
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

/* Solves the systems of one depth after another. */
static void solve_all(struct side_by_side *side)
{
	struct work *work = side->work;
	const struct pathway *pathway = work->pathway;
	struct first_visits visits;
	bool *depths = ARENA_ARRAY(work->scratch, bool, pathway->block_count);
	side->start = ARENA_ARRAY(work->scratch, double, work->episode->chain->network->place_count);
	work_first_visits(work, &visits, work->episode, side->start);
	visits.use = use_query;
	visits.subject = side;
	for (uint32_t c = 0; c < side->candidates.count; c++)
		depths[pathway->blocks[side->candidates.at[c].block].depth] = true;
	for (uint32_t depth = 0; depth < pathway->block_count; depth++)
		if (depths[depth])
			solve_depth(side, &visits, depth);
}

static void make_room_for_sets(struct side_by_side *side)
{
	uint32_t doers = 0;
	for (uint32_t c = 0; c < side->candidates.count; c++)
		if (side->candidates.at[c].doers_count > doers)
			doers = side->candidates.at[c].doers_count;
	side->before = ARENA_ARRAY(side->work->scratch, double, (size_t)1 << doers);
	side->after = ARENA_ARRAY(side->work->scratch, double, (size_t)1 << doers);
}

void find_at_the_same_time(struct work *work, struct groups steps)
{
	struct side_by_side side = {.work = work, .steps = steps};
	const struct pathway *pathway = work->pathway;
	if (pathway->block_count == 0)
		return;
	side.branch_of = ARENA_ARRAY(work->scratch, uint32_t, work->teams->count);
	side.in_several = ARENA_ARRAY(work->scratch, bool, work->teams->count);
	for (uint32_t thing = 0; thing < pathway->word_count; thing++)
		gather(&side, thing);
	if (side.candidates.count == 0)
		return;
	for (uint32_t c = 0; c < side.candidates.count; c++) {
		number_doers(&side, &side.candidates.at[c]);
		find_doings(&side, &side.candidates.at[c]);
	}
	make_room_for_sets(&side);
	solve_all(&side);
	for (uint32_t c = 0; c < side.candidates.count; c++)
		say_candidate(&side, &side.candidates.at[c]);
}
