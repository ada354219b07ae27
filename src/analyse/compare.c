/* Two pathways beside each other, part by part. */
#include "analyse/comparing.h"

#include <math.h>

static bool any_figure_changes(const struct comparison *comparison)
{
	for (enum measure measure = 0; measure < MEASURE_COUNT; measure++)
		for (uint32_t i = 0; i < measure_part_count(comparison->names, measure); i++) {
			double before = figures_value(&comparison->figures_before, measure, i);
			double after = figures_value(&comparison->figures_after, measure, i);
			double change = figures_value(&comparison->change, measure, i);
			if (isnan(before) != isnan(after) || (isfinite(before) && change != 0))
				return true;
		}
	return false;
}

static bool any_goal_changes(const struct comparison *comparison)
{
	for (uint32_t i = 0; i < comparison->goal_count; i++) {
		const struct goal_pair *goal = &comparison->goals[i];
		if (goal->before == NONE || goal->after == NONE || goal->other_target)
			return true;
	}
	return false;
}

static bool same_number(double one, double other)
{
	return one == other || (isnan(one) && isnan(other));
}

static bool any_finding_changes(const struct comparison *comparison)
{
	for (uint32_t i = 0; i < comparison->stayed.count; i++)
		if (finding_pair_changed(comparison, &comparison->stayed.at[i]))
			return true;
	return comparison->gone.count + comparison->found.count > 0;
}

static bool nothing_changes(const struct comparison *comparison)
{
	return !any_figure_changes(comparison) && !any_goal_changes(comparison) && !any_finding_changes(comparison) &&
	       comparison->added.count + comparison->removed.count + comparison->moved.count == 0 &&
	       same_number(comparison->before->pathway->people_per_year, comparison->after->pathway->people_per_year);
}

static void compare(void *subject)
{
	struct comparing *comparing = subject;
	compare_figures(comparing);
	compare_map(comparing);
	compare_findings(comparing);
	comparing->comparison->nothing_changes = nothing_changes(comparing->comparison);
	compare_say(comparing);
}

struct beginning {
	struct comparing comparing;
	const struct analysis *before, *after;
};

static void compare_guarded(void *subject)
{
	struct beginning *beginning = subject;
	struct comparing *comparing = &beginning->comparing;
	comparing->comparison = ARENA_NEW(comparing->arena, struct comparison);
	comparing->comparison->arena = comparing->arena;
	comparing->comparison->before = beginning->before;
	comparing->comparison->after = beginning->after;
	if (!arena_try(comparing->scratch, compare, comparing))
		arena_fail(comparing->arena);
}

struct comparison *comparison_new(const struct analysis *before, const struct analysis *after)
{
	struct beginning beginning = {{.arena = arena_new(), .scratch = arena_new()}, before, after};
	struct comparing *comparing = &beginning.comparing;
	bool made = comparing->arena && comparing->scratch && arena_try(comparing->arena, compare_guarded, &beginning);
	arena_free(comparing->scratch);
	if (made)
		return comparing->comparison;
	arena_free(comparing->arena);
	return NULL;
}

void comparison_free(struct comparison *comparison)
{
	if (comparison)
		arena_free(comparison->arena);
}
