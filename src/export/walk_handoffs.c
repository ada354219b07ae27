/* At a step of a walk a hand-off is one line, so that the lines and the counter
 * agree: what else is found at the same hand-off is said in it, and one that
 * happens several times says so.
 *
 * Thousands may hand over to one step. So each sentence is made once, and what
 * belongs together is brought together by sorting. */
#include "export/walk_words.h"

#include "carepath/plain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is found at the hand-off from one step to another, the first of each; NULL. */
struct handoff {
	const struct finding *level, *nothing, *not_said;
};

struct flag {
	const struct finding *finding;
	uint32_t index;                /* among the findings of the stop */
	const struct handoff *handoff; /* NULL where it is not about one */
	const char *says;
};

struct flags {
	struct arena *arena;
	const struct analysis *analysis;
	const struct walked_journey *walked; /* NULL: the step is only looked at */
	uint32_t number;                     /* of the stop */
	const struct walked_stop *stop;
	double levels; /* findings that tell of which level a hand-off is */
	const char **texts;
};

static bool is_level(enum rule rule)
{
	return rule == RULE_HANDOFF_WITHIN || rule == RULE_HANDOFF_BETWEEN || rule == RULE_HANDOFF_ACROSS;
}

static bool is_of_handoff(const struct finding *finding)
{
	return finding->at_count == 2 &&
	       (is_level(finding->rule) || finding->rule == RULE_NOTHING_PASSED_ON || finding->rule == RULE_NOT_SAID);
}

static int by_number(uint32_t one, uint32_t other)
{
	return (one > other) - (one < other);
}

static int by_steps(const void *a, const void *b)
{
	const struct flag *one = a, *other = b;
	int from = by_number(one->finding->at[0], other->finding->at[0]);
	int to = by_number(one->finding->at[1], other->finding->at[1]);
	return from ? from : to ? to : by_number(one->index, other->index);
}

static int by_what_they_say(const struct flag *one, const struct flag *other)
{
	const struct finding *first = one->finding, *second = other->finding;
	int order = by_number(first->rule, second->rule);
	for (int i = 0; i < 2 && order == 0; i++)
		order = by_number(first->teams[i], second->teams[i]);
	return order ? order : strcmp(one->says, other->says);
}

static int alike_together(const void *a, const void *b)
{
	const struct flag *one = a, *other = b;
	int order = by_what_they_say(one, other);
	return order ? order : by_number(one->index, other->index);
}

static void add_to_handoff(struct handoff *handoff, const struct finding *finding)
{
	const struct finding **first = is_level(finding->rule)                   ? &handoff->level
				       : finding->rule == RULE_NOTHING_PASSED_ON ? &handoff->nothing
										 : &handoff->not_said;
	if (!*first)
		*first = finding;
}

/* Gives each flag of a hand-off what is found beside it. */
static void find_beside(const struct flags *flags, struct flag *sorted, uint32_t count)
{
	struct handoff *handoff = NULL;
	if (count > 0)
		qsort(sorted, count, sizeof *sorted, by_steps);
	for (uint32_t i = 0; i < count; i++) {
		const uint32_t *at = sorted[i].finding->at, *last = i > 0 ? sorted[i - 1].finding->at : at;
		if (!handoff || at[0] != last[0] || at[1] != last[1])
			handoff = ARENA_NEW(flags->arena, struct handoff);
		add_to_handoff(handoff, sorted[i].finding);
		sorted[i].handoff = handoff;
	}
}

/* The line of a hand-off is that nothing is passed on, where that is so for this
 * person, or for all who are handed over there; else that of its level. */
static bool has_line(const struct flags *flags, const struct flag *flag)
{
	const struct finding *finding = flag->finding;
	const struct finding *nothing = flag->handoff && is_level(finding->rule) ? flag->handoff->nothing : NULL;
	if (nothing)
		return !flags->walked && nothing->per_person < finding->per_person;
	return is_level(finding->rule) || finding->rule == RULE_NOTHING_PASSED_ON;
}

/* What has no line of its own as a hand-off. */
static const char *say_other(const struct flags *flags, const struct flag *flag)
{
	const struct finding *finding = flag->finding;
	bool asked = finding->rule == RULE_NOT_SAID && flag->handoff && flag->handoff->level;
	if (is_level(finding->rule) || asked || finding->same_wait != NONE)
		return "";
	return finding_says_all(flags->arena, flags->analysis, finding);
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

/* Several between the same teams may read alike: the first stands for all of them. */
static const char *say_line(const struct flags *flags, const struct flag *alike, uint32_t count)
{
	const struct step *steps = flags->analysis->pathway->steps;
	const struct finding *question = alike->handoff ? alike->handoff->not_said : NULL;
	const char *says = alike->says;
	if (flags->walked) {
		const char **after = ARENA_ARRAY(flags->arena, const char *, count);
		for (uint32_t i = 0; i < count; i++)
			after[i] = plain_format(flags->arena, "after “%s”", steps[alike[i].finding->at[0]].name);
		says =
		    plain_format(flags->arena, "%s%s", says,
				 say_times(flags, flags->levels == count ? handoffs_here(flags) : count, after, count));
	}
	return question
		   ? plain_format(flags->arena, "%s %s", says, finding_says(flags->arena, flags->analysis, question))
		   : says;
}

static void say_lines(const struct flags *flags, struct flag *lines, uint32_t count)
{
	if (count > 0)
		qsort(lines, count, sizeof *lines, alike_together);
	for (uint32_t first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && by_what_they_say(&lines[first], &lines[end]) == 0;)
			end++;
		flags->texts[lines[first].index] = say_line(flags, &lines[first], end - first);
	}
}

static void say_each(struct flags *flags, struct flag *all, uint32_t count)
{
	struct flag *lines = ARENA_ARRAY(flags->arena, struct flag, count);
	uint32_t line_count = 0;
	for (uint32_t i = 0; i < count; i++) {
		flags->levels += is_level(all[i].finding->rule);
		flags->texts[all[i].index] = "";
		if (has_line(flags, &all[i])) {
			all[i].says = finding_says(flags->arena, flags->analysis, all[i].finding);
			lines[line_count++] = all[i];
		} else {
			flags->texts[all[i].index] = say_other(flags, &all[i]);
		}
	}
	say_lines(flags, lines, line_count);
}

const char *const *walk_flags(struct arena *arena, const struct analysis *analysis, const struct walked_journey *walked,
			      uint32_t number, const struct walked_stop *stop)
{
	/* Those of hand-offs at the front, all others from the end. */
	uint32_t count = stop->finding_count, handoffs = 0, others = count;
	struct flags flags = {arena, analysis, walked, number, stop, 0, ARENA_ARRAY(arena, const char *, count)};
	struct flag *all = ARENA_ARRAY(arena, struct flag, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct finding *finding = &analysis->findings[stop->findings[i]];
		struct flag *flag = &all[is_of_handoff(finding) ? handoffs++ : --others];
		*flag = (struct flag){.finding = finding, .index = i};
	}
	find_beside(&flags, all, handoffs);
	say_each(&flags, all, count);
	return flags.texts;
}
