/* What is asked or done again, by whom, after whom.
 *
 * A repeat at step s: a step that has no doer in common with s asked (or did)
 * it before, in the same episode. All steps of one thing that are done by the
 * same doers have the same steps before them that count, so they share one
 * system: the visits to s before anyone's first visit to one of those. */
#include "analyse/groups.h"
#include "analyse/side_by_side.h"
#include "analyse/team_sets.h"
#include "analyse/work.h"

#include <math.h>

/* Less than this part of the visits is rounding, not a repeat, and so is what
 * is of the order of the visits that are not followed up. */
static const double rounding = 1e-11;

/* What a step asks, or what it does: the two are worked through alike. */
struct trade {
	enum rule again_rule;
	enum measure again_measure;
	size_t list; /* where in struct step */
};

static const struct trade trades[] = {
    {RULE_ASKED_AGAIN, MEASURE_ASKED_AGAIN, offsetof(struct step, asks)},
    {RULE_DONE_AGAIN, MEASURE_DONE_AGAIN, offsetof(struct step, does)},
};

static struct indexes things_of(const struct trade *trade, const struct step *step)
{
	return *(const struct indexes *)((const char *)step + trade->list);
}

/* Steps of one thing that are done by the same teams; those that are never
 * visited are left out. */
struct same_doers {
	uint32_t thing;
	uint32_t example;       /* one of the steps */
	LIST(uint32_t) members; /* numbers in `steps` */
	LIST(uint32_t) places;  /* beside them: of these steps */
};

struct duplication {
	struct work *work;
	const struct trade *trade;
	struct groups steps;           /* of a thing, not in `again` */
	double *times;                 /* beside steps.members: how often it is a repeat */
	LIST(struct same_doers) doers; /* of all things */
};

static double beyond(double visits, double before)
{
	double times = visits - before;
	return times > rounding * visits && times > 1e3 * FIRST_VISITS_NEGLIGIBLE ? times : 0;
}

/* ---- Repeats ------------------------------------------------------------------ */

/* The steps of each thing; those that have it in `again` only where asked for. */
static struct groups steps_of_things(struct work *work, const struct trade *trade, bool with_again)
{
	const struct pathway *pathway = work->pathway;
	struct group_entries entries = {0};
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		struct indexes things = things_of(trade, &pathway->steps[s]);
		for (uint32_t i = 0; i < things.count; i++)
			if (!pathway->words[things.at[i]].routine &&
			    (with_again || !indexes_have(pathway->steps[s].again, things.at[i])))
				group_add(work->scratch, &entries, things.at[i], s);
	}
	return groups_build(work->scratch, &entries, pathway->word_count);
}

/* The entry of a step's doers among those of the thing; of_set has one number a
 * set of teams: the entry that it had last. */
static uint32_t doers_of(struct duplication *duplication, uint32_t thing, uint32_t s, uint32_t first, uint32_t *of_set)
{
	uint32_t *number = &of_set[duplication->work->teams->doers[s]];
	if (*number != NONE && *number >= first)
		return *number;
	*number = duplication->doers.count;
	struct same_doers *new = list_add(duplication->work->scratch, &duplication->doers);
	new->thing = thing;
	new->example = s;
	return *number;
}

static void sort_by_doers(struct duplication *duplication, uint32_t thing, uint32_t *of_set)
{
	struct work *work = duplication->work;
	uint32_t first = duplication->doers.count;
	for (uint32_t m = duplication->steps.first[thing]; m < duplication->steps.first[thing + 1]; m++) {
		uint32_t s = duplication->steps.members[m];
		if (!(work->visits[s] > 0))
			continue;
		uint32_t number = doers_of(duplication, thing, s, first, of_set);
		struct same_doers *doers = &duplication->doers.at[number];
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): doers_of() gives one that is in the list */
		*list_add(work->scratch, &doers->members) = m;
		*list_add(work->scratch, &doers->places) = chain_place(work->episode->chain, s);
	}
}

static void use_repeat(void *subject, const struct solver *solver, uint32_t number, int lane)
{
	struct duplication *duplication = subject;
	const struct same_doers *doers = &duplication->doers.at[number];
	for (uint32_t i = 0; i < doers->members.count; i++) {
		uint32_t m = doers->members.at[i];
		double visits = duplication->work->visits[duplication->steps.members[m]];
		duplication->times[m] = beyond(visits, solver_visits(solver, doers->places.at[i], lane));
	}
}

/* Cuts the steps that count as having asked before; false when there are none. */
static bool cut_those_before(struct duplication *duplication, struct first_visits *visits, uint32_t number,
			     uint32_t first, uint32_t end)
{
	struct work *work = duplication->work;
	const struct same_doers *doers = &duplication->doers.at[number];
	bool any = false;
	double effort = (double)(end - first) * work->teams->words;
	for (uint32_t d = first; d < end; d++) {
		const struct same_doers *other = &duplication->doers.at[d];
		if (d == number || !doers_disjoint(work->teams, doers->example, other->example))
			continue;
		any = true;
		effort += other->places.count;
		first_visits_cut_all(visits, other->places.at, other->places.count);
	}
	for (uint32_t i = 0; any && i < doers->places.count; i++)
		first_visits_watch(visits, doers->places.at[i]);
	work_spend(work, effort, work->pathway->steps[doers->example].at,
		   "different teams that ask or do the same thing");
	return any;
}

static void find_repeats(struct duplication *duplication)
{
	struct work *work = duplication->work;
	struct first_visits visits;
	work_first_visits(work, &visits, work->episode, work->episode_start);
	visits.use = use_repeat;
	visits.subject = duplication;
	duplication->times = ARENA_ARRAY(work->scratch, double, duplication->steps.first[work->pathway->word_count]);
	uint32_t *of_set = ARENA_ARRAY(work->scratch, uint32_t, work->teams->count);
	for (uint32_t t = 0; t < work->teams->count; t++)
		of_set[t] = NONE;
	for (uint32_t thing = 0; thing < work->pathway->word_count; thing++) {
		uint32_t first = duplication->doers.count;
		sort_by_doers(duplication, thing, of_set);
		uint32_t end = duplication->doers.count;
		for (uint32_t d = first; d < end; d++)
			if (cut_those_before(duplication, &visits, d, first, end))
				first_visits_add(&visits, d);
	}
	first_visits_finish(&visits);
}

/* One finding a thing: its repeats added up. */
static void say_repeats_of(struct duplication *duplication, uint32_t thing)
{
	struct work *work = duplication->work;
	uint32_t first = duplication->steps.first[thing], end = duplication->steps.first[thing + 1], count = 0;
	for (uint32_t m = first; m < end; m++)
		count += duplication->times[m] > 0;
	if (count == 0)
		return;
	uint32_t *at = ARENA_ARRAY(work->arena, uint32_t, count), added = 0;
	double *each = ARENA_ARRAY(work->arena, double, count), sum = 0;
	for (uint32_t m = first; m < end; m++)
		if (duplication->times[m] > 0) {
			at[added] = duplication->steps.members[m];
			each[added++] = duplication->times[m];
			sum += duplication->times[m];
		}
	struct finding *finding =
	    finding_add(work, duplication->trade->again_rule, at, count, work->pathway->steps[at[0]].at);
	finding->each = each;
	finding->thing = thing;
	finding->per_person = sum;
	work->analysis->figures.simple[duplication->trade->again_measure] += sum;
}

static void say_repeats(struct duplication *duplication)
{
	for (uint32_t thing = 0; thing < duplication->work->pathway->word_count; thing++)
		say_repeats_of(duplication, thing);
}

/* ---- Again at another organisation ---------------------------------------------- */

/* One system: a thing and the organisation that asked for it first. */
struct asked_first {
	uint32_t thing, organisation;
};

struct between {
	struct work *work;
	struct groups steps; /* of a thing that is asked, not in `again` */
	LIST(struct asked_first) systems;
};

/* The times that the step asks again, to each organisation that does it. */
static void add_to_pairs(struct work *work, uint32_t first, uint32_t step, double times)
{
	const uint64_t *organisations = step_doers_set(work->teams, step)->organisations;
	double *row = &work->asked_again_by[(size_t)first * work->pathway->organisation_count];
	for (uint32_t w = 0; w < ORGANISATION_WORDS; w++)
		for (uint64_t left = organisations[w]; left != 0; left &= left - 1)
			row[64 * w + (uint32_t)__builtin_ctzll(left)] += times;
}

static void use_asked_first(void *subject, const struct solver *solver, uint32_t number, int lane)
{
	struct between *between = subject;
	struct work *work = between->work;
	const struct asked_first *system = &between->systems.at[number];
	for (uint32_t i = between->steps.first[system->thing]; i < between->steps.first[system->thing + 1]; i++) {
		uint32_t s = between->steps.members[i];
		if (done_by_organisation(work->teams, s, system->organisation))
			continue;
		double before = solver_visits(solver, chain_place(solver->chain, s), lane);
		add_to_pairs(work, system->organisation, s, beyond(work->visits[s], before));
	}
}

/* False where the organisation asks at none of the thing's steps, or at all. */
static bool cut_organisation(struct between *between, struct first_visits *visits, uint32_t thing,
			     uint32_t organisation)
{
	struct work *work = between->work;
	const uint32_t *steps = between->steps.members + between->steps.first[thing];
	uint32_t count = between->steps.first[thing + 1] - between->steps.first[thing], theirs = 0;
	for (uint32_t i = 0; i < count; i++)
		theirs += done_by_organisation(work->teams, steps[i], organisation);
	work_spend(work, 3. * count, work->pathway->steps[steps[0]].at, "organisations that ask for the same thing");
	if (theirs == 0 || theirs == count)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t place = chain_place(work->episode->chain, steps[i]);
		if (done_by_organisation(work->teams, steps[i], organisation))
			first_visits_cut(visits, place);
		else
			first_visits_watch(visits, place);
	}
	return true;
}

static void asked_again_between(struct work *work, struct groups steps)
{
	const struct pathway *pathway = work->pathway;
	uint32_t organisations = pathway->organisation_count;
	struct between between = {.work = work, .steps = steps};
	struct first_visits visits;
	work_first_visits(work, &visits, work->episode, work->episode_start);
	visits.use = use_asked_first;
	visits.subject = &between;
	work->asked_again_by = ARENA_ARRAY(work->scratch, double, (size_t)organisations *organisations);
	for (uint32_t thing = 0; thing < pathway->word_count; thing++)
		for (uint32_t o = 0; o < organisations && steps.first[thing + 1] > steps.first[thing] + 1; o++) {
			if (pathway->organisations[o].side == SIDE_PERSON ||
			    !cut_organisation(&between, &visits, thing, o))
				continue;
			*list_add(work->scratch, &between.systems) = (struct asked_first){thing, o};
			first_visits_add(&visits, between.systems.count - 1);
		}
	first_visits_finish(&visits);
}

/* ---- Different organisations that do the same ----------------------------------- */

/* The organisations of all these steps' staff are more than one. */
static bool by_several(const struct work *work, const uint32_t *steps, uint32_t count)
{
	uint64_t met[ORGANISATION_WORDS] = {0};
	uint32_t organisations = 0;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t w = 0; w < ORGANISATION_WORDS; w++)
			met[w] |= step_doers_set(work->teams, steps[i])->organisations[w];
	for (uint32_t w = 0; w < ORGANISATION_WORDS; w++)
		organisations += (uint32_t)__builtin_popcountll(met[w]);
	return organisations > 1;
}

static void find_same_service(struct work *work, struct groups steps)
{
	const struct pathway *pathway = work->pathway;
	for (uint32_t thing = 0; thing < pathway->word_count; thing++) {
		const uint32_t *at = &steps.members[steps.first[thing]];
		uint32_t count = steps.first[thing + 1] - steps.first[thing];
		if (!by_several(work, at, count))
			continue;
		struct finding *finding = finding_add(work, RULE_SAME_SERVICE, at, count, pathway->steps[at[0]].at);
		finding->thing = thing;
		finding->per_person = NAN;
	}
}

void measure_duplication(struct work *work)
{
	for (size_t i = 0; i < sizeof trades / sizeof *trades; i++) {
		struct duplication duplication = {.work = work, .trade = &trades[i]};
		struct groups all = steps_of_things(work, &trades[i], true);
		duplication.steps = steps_of_things(work, &trades[i], false);
		find_repeats(&duplication);
		say_repeats(&duplication);
		find_at_the_same_time(work, duplication.steps);
		if (trades[i].again_rule == RULE_ASKED_AGAIN)
			asked_again_between(work, duplication.steps);
		else
			find_same_service(work, all);
	}
}
