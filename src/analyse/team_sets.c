#include "analyse/team_sets.h"

#include "analyse/groups.h"

#include <stdlib.h>
#include <string.h>

struct making {
	struct arena *arena, *scratch;
	const struct pathway *pathway;
	struct team_sets *sets;
	uint64_t *sharing; /* of a team: bits of those that have a record in common with it */
	LIST(struct team_set) list;
};

static void set_bit(uint64_t *bits, uint32_t number)
{
	bits[number / 64] |= (uint64_t)1 << number % 64;
}

static bool has_bit(const uint64_t *bits, uint32_t number)
{
	return bits[number / 64] >> number % 64 & 1;
}

/* ---- Records ---------------------------------------------------------------------- */

static void find_sharing(struct making *making)
{
	const struct pathway *pathway = making->pathway;
	uint32_t words = making->sets->words;
	struct group_entries entries = {0};
	for (uint32_t t = 0; t < pathway->team_count; t++)
		for (uint32_t i = 0; i < pathway->teams[t].records.count; i++)
			group_add(making->scratch, &entries, pathway->teams[t].records.at[i], t);
	struct groups teams = groups_build(making->scratch, &entries, pathway->word_count);
	uint64_t *of_record = ARENA_ARRAY(making->scratch, uint64_t, words);
	making->sharing = ARENA_ARRAY(making->scratch, uint64_t, (size_t)words * pathway->team_count);
	for (uint32_t record = 0; record < pathway->word_count; record++) {
		uint32_t first = teams.first[record], end = teams.first[record + 1];
		memset(of_record, 0, words * sizeof *of_record);
		for (uint32_t i = first; i < end; i++)
			set_bit(of_record, teams.members[i]);
		for (uint32_t i = first; i < end; i++)
			for (uint32_t w = 0; w < words; w++)
				making->sharing[(size_t)words * teams.members[i] + w] |= of_record[w];
	}
}

/* ---- Sets ------------------------------------------------------------------------- */

static void add_staff(const struct making *making, struct team_set *set, uint64_t *shares, uint32_t team)
{
	uint32_t words = making->sets->words, organisation = making->pathway->teams[team].organisation;
	set_bit(set->organisations, organisation);
	set->sides |= 1u << team_side(making->pathway, team);
	for (uint32_t w = 0; w < words; w++)
		shares[w] |= making->sharing[(size_t)words * team + w];
}

static uint32_t add_set(struct making *making, const uint32_t *teams, uint32_t count)
{
	uint32_t *staff = ARENA_ARRAY(making->arena, uint32_t, count), staff_count = 0;
	uint64_t *met = ARENA_ARRAY(making->arena, uint64_t, making->sets->words);
	uint64_t *shares = ARENA_ARRAY(making->arena, uint64_t, making->sets->words);
	struct team_set set = {.met = met, .shares = shares};
	for (uint32_t i = 0; i < count; i++)
		if (team_side(making->pathway, teams[i]) != SIDE_PERSON) {
			staff[staff_count++] = teams[i];
			add_staff(making, &set, shares, teams[i]);
		}
	for (uint32_t i = 0; i < count; i++)
		if (staff_count == 0 || team_side(making->pathway, teams[i]) != SIDE_PERSON)
			set_bit(met, teams[i]);
	set.staff = (struct indexes){staff, staff_count};
	*list_add(making->scratch, &making->list) = set;
	return making->list.count - 1;
}

static uint32_t add_set_of(struct making *making, const struct step *step)
{
	uint32_t count = step_doer_count(step);
	uint32_t *teams = ARENA_ARRAY(making->scratch, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		teams[i] = step_doer(step, i);
	return add_set(making, teams, count);
}

static int by_doers(const void *a, const void *b)
{
	const struct step *x = *(const struct step *const *)a, *y = *(const struct step *const *)b;
	uint32_t count = step_doer_count(x);
	if (count != step_doer_count(y))
		return count < step_doer_count(y) ? -1 : 1;
	for (uint32_t i = 0; i < count; i++)
		if (step_doer(x, i) != step_doer(y, i))
			return step_doer(x, i) < step_doer(y, i) ? -1 : 1;
	return 0;
}

/* Steps of one team have its number; the others are sorted, so that those of
 * the same teams stand together. */
static void number_steps(struct making *making)
{
	const struct pathway *pathway = making->pathway;
	uint32_t *doers = making->sets->doers = ARENA_ARRAY(making->arena, uint32_t, pathway->step_count);
	LIST(const struct step *) joint = {0};
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		doers[s] = pathway->steps[s].team;
		if (pathway->steps[s].with.count > 0)
			*list_add(making->scratch, &joint) = &pathway->steps[s];
	}
	if (joint.count > 0)
		qsort(joint.at, joint.count, sizeof(const struct step *), by_doers);
	for (uint32_t i = 0; i < joint.count; i++) {
		bool known = i > 0 && step_same_doers(joint.at[i], joint.at[i - 1]);
		uint32_t number = known ? doers[joint.at[i - 1] - pathway->steps] : add_set_of(making, joint.at[i]);
		doers[joint.at[i] - pathway->steps] = number;
	}
}

const struct team_sets *team_sets_new(struct arena *arena, struct arena *scratch, const struct pathway *pathway)
{
	struct team_sets *sets = ARENA_NEW(arena, struct team_sets);
	struct making making = {.arena = arena, .scratch = scratch, .pathway = pathway, .sets = sets};
	sets->pathway = pathway;
	sets->words = (pathway->team_count + 63) / 64;
	find_sharing(&making);
	for (uint32_t t = 0; t < pathway->team_count; t++)
		add_set(&making, &t, 1);
	number_steps(&making);
	sets->count = making.list.count;
	sets->sets = ARENA_ARRAY(arena, struct team_set, making.list.count);
	for (uint32_t i = 0; i < making.list.count; i++)
		sets->sets[i] = making.list.at[i];
	return sets;
}

/* ---- Questions --------------------------------------------------------------------- */

const struct team_set *step_doers_set(const struct team_sets *sets, uint32_t step)
{
	return &sets->sets[sets->doers[step]];
}

const struct team_set *step_holders_set(const struct team_sets *sets, uint32_t step)
{
	uint32_t responsible = sets->pathway->steps[step].responsible;
	return responsible == NONE ? step_doers_set(sets, step) : &sets->sets[responsible];
}

bool sets_meet(const struct team_sets *sets, const uint64_t *a, const uint64_t *b)
{
	for (uint32_t w = 0; w < sets->words; w++)
		if (a[w] & b[w])
			return true;
	return false;
}

/* A set without staff meets none with: their bits are of different teams. */
bool doers_disjoint(const struct team_sets *sets, uint32_t step, uint32_t other)
{
	return !sets_meet(sets, step_doers_set(sets, step)->met, step_doers_set(sets, other)->met);
}

bool done_by_organisation(const struct team_sets *sets, uint32_t step, uint32_t organisation)
{
	return has_bit(step_doers_set(sets, step)->organisations, organisation);
}
