/* What the group has looked at and lives with. */
#include "analyse/work.h"

#include <stdlib.h>

struct accepting {
	struct work *work;
	const struct acceptance **sorted; /* by rule, thing and places */
	uint32_t *first_alike;            /* of a place in it: the first that says the same */
	bool *used;                       /* of a place in it, the first of those alike */
	uint32_t count;
	uint32_t *stands, *covered; /* of a step: the finding + 1 that stands there; that is accepted there */
};

/* ---- In order, to be found ------------------------------------------------------------ */

static int compare_places(struct indexes a, struct indexes b)
{
	if (a.count != b.count)
		return a.count < b.count ? -1 : 1;
	for (uint32_t i = 0; i < a.count; i++)
		if (a.at[i] != b.at[i])
			return a.at[i] < b.at[i] ? -1 : 1;
	return 0;
}

static int compare(const struct acceptance *a, const struct acceptance *b)
{
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	if (a->thing != b->thing)
		return a->thing < b->thing ? -1 : 1;
	return compare_places(a->at, b->at);
}

static int by_what_they_say(const void *a, const void *b)
{
	return compare(*(const struct acceptance *const *)a, *(const struct acceptance *const *)b);
}

/* The first that does not come before the one that is wanted. */
static uint32_t find_first(const struct accepting *accepting, const struct acceptance *wanted)
{
	uint32_t low = 0, high = accepting->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare(accepting->sorted[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void sort(struct accepting *accepting)
{
	const struct pathway *pathway = accepting->work->pathway;
	struct arena *arena = accepting->work->scratch;
	uint32_t count = accepting->count = pathway->acceptance_count;
	accepting->sorted = ARENA_ARRAY(arena, const struct acceptance *, count);
	accepting->first_alike = ARENA_ARRAY(arena, uint32_t, count);
	accepting->used = ARENA_ARRAY(arena, bool, count);
	for (uint32_t i = 0; i < count; i++)
		accepting->sorted[i] = &pathway->acceptances[i];
	qsort(accepting->sorted, count, sizeof *accepting->sorted, by_what_they_say);
	for (uint32_t i = 1; i < count; i++) {
		bool alike = compare(accepting->sorted[i], accepting->sorted[i - 1]) == 0;
		accepting->first_alike[i] = alike ? accepting->first_alike[i - 1] : i;
	}
}

/* ---- Findings at one place, or at one after another ------------------------------------- */

static bool is_accepted_at(struct accepting *accepting, const struct finding *finding, uint32_t thing,
			   struct indexes places)
{
	const struct acceptance wanted = {.rule = finding->rule, .thing = thing, .at = places};
	uint32_t found = find_first(accepting, &wanted);
	if (found == accepting->count || compare(accepting->sorted[found], &wanted) != 0)
		return false;
	return accepting->used[found] = true;
}

/* Accepted at exactly its places, or wherever it stands; all that do so are used. */
static bool is_accepted(struct accepting *accepting, const struct finding *finding)
{
	const struct indexes anywhere = {0}, there = {finding->at, finding->at_count};
	bool accepted = is_accepted_at(accepting, finding, NONE, anywhere);
	accepted |= is_accepted_at(accepting, finding, NONE, there);
	if (finding->thing == NONE)
		return accepted;
	accepted |= is_accepted_at(accepting, finding, finding->thing, anywhere);
	return is_accepted_at(accepting, finding, finding->thing, there) || accepted;
}

/* ---- Findings that add up several steps -------------------------------------------------- */

/* True where the finding is accepted as a whole; notes the steps at which it is. */
static bool accept_steps(struct accepting *accepting, uint32_t number, const struct acceptance *acceptance)
{
	for (uint32_t i = 0; i < acceptance->at.count; i++)
		if (accepting->stands[acceptance->at.at[i]] != number + 1)
			return false;
	for (uint32_t i = 0; i < acceptance->at.count; i++)
		accepting->covered[acceptance->at.at[i]] = number + 1;
	accepting->used[find_first(accepting, acceptance)] = true;
	return acceptance->at.count == 0;
}

static bool accept_all_of(struct accepting *accepting, uint32_t number, uint32_t thing)
{
	const struct finding *finding = &accepting->work->analysis->findings[number];
	const struct acceptance wanted = {.rule = finding->rule, .thing = thing};
	bool whole = false;
	uint32_t i = find_first(accepting, &wanted), first = i;
	for (; i < accepting->count; i++) {
		const struct acceptance *acceptance = accepting->sorted[i];
		if (acceptance->rule != wanted.rule || acceptance->thing != wanted.thing)
			break;
		if (accepting->first_alike[i] == i)
			whole |= accept_steps(accepting, number, acceptance);
	}
	work_spend(accepting->work, i - first, finding->place, "entries in 'accept'");
	return whole;
}

/* Every step of the finding is named by an entry that accepts it. */
static bool is_accepted_by_step(struct accepting *accepting, uint32_t number)
{
	const struct finding *finding = &accepting->work->analysis->findings[number];
	for (uint32_t i = 0; i < finding->at_count; i++)
		accepting->stands[finding->at[i]] = number + 1;
	bool whole = accept_all_of(accepting, number, NONE);
	whole |= accept_all_of(accepting, number, finding->thing);
	uint32_t covered = 0;
	for (uint32_t i = 0; i < finding->at_count; i++)
		covered += accepting->covered[finding->at[i]] == number + 1;
	return whole || covered == finding->at_count;
}

/* ---- All ----------------------------------------------------------------------------------- */

static void warn_of_unused(void *subject)
{
	const struct accepting *accepting = subject;
	const struct pathway *pathway = accepting->work->pathway;
	for (uint32_t a = 0; a < pathway->acceptance_count; a++) {
		const struct acceptance *acceptance = &pathway->acceptances[a];
		if (!accepting->used[find_first(accepting, acceptance)])
			diagnostic_warning(accepting->work->diagnostics, acceptance->span,
					   "nothing is flagged here as '%s' (any more): this entry accepts nothing",
					   rules[acceptance->rule].name);
	}
}

void accept_findings(struct work *work)
{
	struct accepting accepting = {.work = work};
	if (work->pathway->acceptance_count == 0)
		return;
	sort(&accepting);
	accepting.stands = ARENA_ARRAY(work->scratch, uint32_t, work->pathway->step_count);
	accepting.covered = ARENA_ARRAY(work->scratch, uint32_t, work->pathway->step_count);
	for (uint32_t f = 0; f < work->analysis->finding_count; f++) {
		struct finding *finding = &work->analysis->findings[f];
		finding->accepted =
		    finding->each ? is_accepted_by_step(&accepting, f) : is_accepted(&accepting, finding);
	}
	if (work->diagnostics && !arena_try(work->diagnostics->arena, warn_of_unused, &accepting))
		arena_fail(work->scratch);
}
