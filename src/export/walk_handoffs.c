/* At a step of a walk a hand-off is one line, so that the lines and the counter
 * agree: what else is found at the same hand-off is said in it, and one that
 * happens several times says so. */
#include "export/walk_words.h"

#include "carepath/plain.h"

#include <math.h>
#include <string.h>

struct flags {
	struct arena *arena;
	const struct analysis *analysis;
	const struct walked_journey *walked; /* NULL: the step is only looked at */
	uint32_t number;                     /* of the stop */
	const struct walked_stop *stop;
};

static const struct finding *flag_at(const struct flags *flags, uint32_t index)
{
	return &flags->analysis->findings[flags->stop->findings[index]];
}

static bool is_level(enum rule rule)
{
	return rule == RULE_HANDOFF_WITHIN || rule == RULE_HANDOFF_BETWEEN || rule == RULE_HANDOFF_ACROSS;
}

/* What the rule finds at the same hand-off, or NULL. */
static const struct finding *beside(const struct flags *flags, const struct finding *finding, bool (*is)(enum rule))
{
	for (uint32_t i = 0; i < flags->stop->finding_count; i++) {
		const struct finding *other = flag_at(flags, i);
		if (is(other->rule) && other != finding && other->at_count == 2 && finding->at_count == 2 &&
		    other->at[0] == finding->at[0] && other->at[1] == finding->at[1])
			return other;
	}
	return NULL;
}

static bool is_nothing(enum rule rule)
{
	return rule == RULE_NOTHING_PASSED_ON;
}

static bool is_not_said(enum rule rule)
{
	return rule == RULE_NOT_SAID;
}

/* The line of a hand-off is that nothing is passed on, where that is so for this
 * person, or for all who are handed over there; else that of its level. */
static bool has_line(const struct flags *flags, const struct finding *finding)
{
	const struct finding *nothing = is_level(finding->rule) ? beside(flags, finding, is_nothing) : NULL;
	if (nothing)
		return !flags->walked && nothing->per_person < finding->per_person;
	return is_level(finding->rule) || is_nothing(finding->rule);
}

/* "Here twice: after “X” and after “Y”." */
static const char *say_times(const struct flags *flags, double times, const char *const *steps, uint32_t count)
{
	char room[PLAIN_ROOM];
	const char *after = count < 2 ? "" : plain_list(flags->arena, steps, count, "and");
	return times <= 1
		   ? ""
		   : plain_format(flags->arena, " Here %s%s%s.", plain_times(times, room), *after ? ": " : "", after);
}

/* How many hand-offs the stop brings. */
static double handoffs_here(const struct flags *flags)
{
	double before = flags->number > 0 ? flags->walked->stops[flags->number - 1].so_far.handoffs : 0;
	return flags->stop->so_far.handoffs - before;
}

static bool reads_alike(const struct flags *flags, const struct finding *one, const struct finding *other)
{
	return one->rule == other->rule && one->teams[0] == other->teams[0] && one->teams[1] == other->teams[1] &&
	       has_line(flags, other) &&
	       strcmp(finding_says(flags->arena, flags->analysis, one),
		      finding_says(flags->arena, flags->analysis, other)) == 0;
}

/* Several between the same teams may read alike: the first stands for all of them. */
static const char *say_line(const struct flags *flags, uint32_t index)
{
	const struct finding *finding = flag_at(flags, index), *question = beside(flags, finding, is_not_said);
	const struct step *steps = flags->analysis->pathway->steps;
	LIST(const char *) after = {0};
	uint32_t handoffs = 0;
	for (uint32_t i = 0; i < flags->stop->finding_count; i++) {
		const struct finding *other = flag_at(flags, i);
		handoffs += is_level(other->rule);
		if (i != index && !reads_alike(flags, finding, other))
			continue;
		if (i < index)
			return "";
		*list_add(flags->arena, &after) = plain_format(flags->arena, "after “%s”", steps[other->at[0]].name);
	}
	const char *says = finding_says(flags->arena, flags->analysis, finding);
	if (flags->walked)
		says = plain_format(flags->arena, "%s%s", says,
				    say_times(flags, handoffs == after.count ? handoffs_here(flags) : after.count,
					      after.at, after.count));
	return question
		   ? plain_format(flags->arena, "%s %s", says, finding_says(flags->arena, flags->analysis, question))
		   : says;
}

const char *walk_flag(struct arena *arena, const struct analysis *analysis, const struct walked_journey *walked,
		      uint32_t number, const struct walked_stop *stop, uint32_t index)
{
	const struct flags flags = {arena, analysis, walked, number, stop};
	const struct finding *finding = flag_at(&flags, index);
	if (has_line(&flags, finding))
		return say_line(&flags, index);
	if (is_level(finding->rule) || (is_not_said(finding->rule) && beside(&flags, finding, is_level)))
		return "";
	return finding->same_wait != NONE ? "" : finding_says_all(arena, analysis, finding);
}
