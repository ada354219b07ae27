/* The first line of a comparison: whether people are better off, and which
 * payers, in one sentence. */
#include "analyse/comparing.h"

#include "analyse/figures.h"
#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct telling {
	struct arena *arena;
	const struct comparison *comparison;
};

/* ---- What people notice ----------------------------------------------------------------- */

/* Of what belongs together the first that changes is told. */
enum topic {
	TOPIC_ENDS,
	TOPIC_WAITING,
	TOPIC_HANDOFFS,
	TOPIC_TEAMS,
	TOPIC_ASKED,
	TOPIC_HOSPITAL,
	TOPIC_HOME,
	TOPIC_STANDARD,
	TOPIC_FEELING,
	TOPICS
};

/* "people" VERB amount LESS or MORE noun: "wait", 3 days, "less"; without verb
 * LESS and MORE say it all, in front of the name of a clock where there is one. */
static const struct line {
	enum measure measure;
	enum topic topic;
	const char *verb, *less, *more, *one, *many;
} lines[] = {
    /* Noticed, they are more than a point: say_endings() tells them, in front of everything else. */
    {MEASURE_LOST, TOPIC_ENDS, NULL, NULL, NULL, NULL, NULL},
    {MEASURE_TURNED_AWAY, TOPIC_ENDS, NULL, NULL, NULL, NULL, NULL},
    {MEASURE_WAITING_TIME, TOPIC_WAITING, "wait", "less", "longer", NULL, NULL},
    {MEASURE_WAITING_IN_HOSPITAL, TOPIC_WAITING, "wait", "less in hospital", "longer in hospital", NULL, NULL},
    {MEASURE_WAITING_SHARE, TOPIC_WAITING, NULL, "spend a smaller share of their time waiting",
     "spend a larger share of their time waiting", NULL, NULL},
    {MEASURE_FLOW_EFFICIENCY, TOPIC_WAITING, NULL, "spend a smaller share of their time on something of value",
     "spend a larger share of their time on something of value", NULL, NULL},
    {MEASURE_HANDOFFS, TOPIC_HANDOFFS, "have", "fewer", "more", " hand-off", " hand-offs"},
    {MEASURE_HANDOFFS_ACROSS, TOPIC_HANDOFFS, "have", "fewer", "more", " hand-off between health, care and others",
     " hand-offs between health, care and others"},
    {MEASURE_HANDOFFS_BETWEEN, TOPIC_HANDOFFS, "have", "fewer", "more", " hand-off between organisations",
     " hand-offs between organisations"},
    {MEASURE_HANDOFFS_WITHIN, TOPIC_HANDOFFS, "have", "fewer", "more", " hand-off inside one organisation",
     " hand-offs inside one organisation"},
    {MEASURE_TEAMS_MET, TOPIC_TEAMS, "meet", "fewer", "more", " team", " teams"},
    {MEASURE_ORGANISATIONS_MET, TOPIC_TEAMS, "meet", "fewer", "more", " organisation", " organisations"},
    {MEASURE_STORY_TOLD, TOPIC_ASKED, "tell their story", "fewer", "more", " time", " times"},
    {MEASURE_ASKED_AGAIN, TOPIC_ASKED, "are asked", "fewer", "more", " thing again", " things again"},
    {MEASURE_ASKED, TOPIC_ASKED, "are asked for", "fewer", "more", " thing", " things"},
    {MEASURE_DONE_AGAIN, TOPIC_ASKED, "have", "fewer", "more", " thing done twice", " things done twice"},
    {MEASURE_HOSPITAL_TIME, TOPIC_HOSPITAL, "spend", "less in hospital", "longer in hospital", NULL, NULL},
    {MEASURE_HOME_TIME, TOPIC_HOME, "spend", "less at home", "longer at home", NULL, NULL},
    {MEASURE_CLOCK_WITHIN, TOPIC_STANDARD, NULL, "are less often within the time set for",
     "are more often within the time set for", NULL, NULL},
    {MEASURE_CLOCK, TOPIC_STANDARD, NULL, "are sooner at the end of", "are later at the end of", NULL, NULL},
    {MEASURE_CLOCK_P50, TOPIC_STANDARD, NULL, "are mostly sooner at the end of", "are mostly later at the end of", NULL,
     NULL},
    {MEASURE_CLOCK_P90, TOPIC_STANDARD, NULL, "are nearly all sooner at the end of",
     "have longer longest waits for the end of", NULL, NULL},
    {MEASURE_CLOCK_COMPLETED, TOPIC_STANDARD, NULL, "get to the end less often of", "get to the end more often of",
     NULL, NULL},
    {MEASURE_FEELING, TOPIC_FEELING, NULL, "feel worse on the way", "feel better on the way", NULL, NULL},
};

enum { TOLD_MOST = 3 };

/* A change of one line, which is told in place of smaller ones. */
struct told {
	const struct line *line;
	uint32_t index;
	double weight;
};

/* Gains, or losses. */
struct changes {
	bool any; /* told or not */
	bool seen[TOPICS];
	struct told told[TOPICS];
	uint32_t count;
};

static double change_of(const struct telling *telling, enum measure measure, uint32_t index)
{
	return figures_value(&telling->comparison->change, measure, index);
}

/* In the words of its row on the page. */
static struct measure_change in_words(const struct telling *telling, enum measure measure, uint32_t index)
{
	return measure_change_in_words(telling->arena, measures[measure].unit,
				       figures_value(&telling->comparison->figures_before, measure, index),
				       figures_value(&telling->comparison->figures_after, measure, index));
}

static const char *say_line(const struct telling *telling, const struct line *line, uint32_t index)
{
	struct arena *arena = telling->arena;
	const char *how = change_of(telling, line->measure, index) < 0 ? line->less : line->more;
	if (line->measure >= MEASURE_CLOCK)
		return plain_format(arena, "%s “%s”", how, telling->comparison->names->clocks[index].name);
	if (!line->verb)
		return how;
	const char *amount = in_words(telling, line->measure, index).size;
	const char *noun = !line->one ? "" : strcmp(amount, "1") == 0 ? line->one : line->many;
	return plain_format(arena, "%s %s %s%s", line->verb, amount, how, noun);
}

/* What is said in front of everything else. */
static const double point = 0.01;

static bool comes_first(const struct telling *telling, enum measure measure, uint32_t index)
{
	bool ends = measure == MEASURE_LOST || measure == MEASURE_TURNED_AWAY || measure == MEASURE_OUTCOME;
	return ends && comparison_changed(telling->comparison, measure, index) &&
	       fabs(change_of(telling, measure, index)) > point;
}

#define DAY 86400.0

/* The part of the larger of the two that a change is. */
static double part_of_it(const struct telling *telling, enum measure measure, uint32_t index)
{
	double before = fabs(figures_value(&telling->comparison->figures_before, measure, index));
	double after = fabs(figures_value(&telling->comparison->figures_after, measure, index));
	return fabs(change_of(telling, measure, index)) / fmax(before, after);
}

/* How much a change matters to people: a tenth of it as much as a day. What is
 * part of something else, as what a clock runs over is, counts half. */
static double weight_of(const struct telling *telling, enum measure measure, uint32_t index)
{
	double size = fabs(change_of(telling, measure, index));
	if (measures[measure].unit == UNIT_FEELING)
		return size / 2;
	double days = measures[measure].unit == UNIT_TIME ? size / DAY : 0;
	bool is_part = measure == MEASURE_WAITING_IN_HOSPITAL || measure == MEASURE_HANDOFFS_WITHIN ||
		       measure == MEASURE_HANDOFFS_BETWEEN || measure == MEASURE_HANDOFFS_ACROSS;
	if (is_part || measure >= MEASURE_CLOCK)
		return part_of_it(telling, measure, index) / 2;
	return part_of_it(telling, measure, index) + days / 10;
}

/* Where nothing weighs more, it is little. */
static const double little = 0.1;

/* Below 1 in 50 of it, or 0.05 times, it is not worth being in the sentence. */
static bool is_worth_telling(const struct telling *telling, enum measure measure, uint32_t index)
{
	double size = fabs(change_of(telling, measure, index));
	enum unit unit = measures[measure].unit;
	bool small = part_of_it(telling, measure, index) < 0.02 && !(unit == UNIT_TIME && size >= DAY);
	return comparison_noticed(telling->comparison, measure, index) && (unit == UNIT_FEELING || !small) &&
	       !(unit == UNIT_COUNT && size < 0.05);
}

static void add_change(const struct telling *telling, const struct line *line, uint32_t index, struct changes *changes)
{
	changes->any = true;
	if (line->topic == TOPIC_ENDS || changes->seen[line->topic])
		return;
	changes->seen[line->topic] = true;
	changes->told[changes->count++] = (struct told){line, index, weight_of(telling, line->measure, index)};
}

static bool tells(const struct changes *changes, enum measure measure)
{
	for (uint32_t i = 0; i < changes->count; i++)
		if (changes->told[i].line->measure == measure)
			return true;
	return false;
}

/* A share of the time that goes the other way than the time itself, which was
 * told before it, would only confuse; so would some of the hand-offs beside all. */
static bool is_told_by_whole(const struct line *line, const struct changes *gains, const struct changes *losses)
{
	if (line->topic == TOPIC_HANDOFFS)
		return tells(gains, MEASURE_HANDOFFS) || tells(losses, MEASURE_HANDOFFS);
	return line->topic == TOPIC_WAITING && measures[line->measure].unit == UNIT_SHARE &&
	       (gains->seen[line->topic] || losses->seen[line->topic]);
}

static int heavier_first(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void keep_heaviest(struct changes *changes)
{
	qsort(changes->told, changes->count, sizeof *changes->told, heavier_first);
	changes->count = changes->count < TOLD_MOST ? changes->count : TOLD_MOST;
}

/* More than chance, and another figure in words. */
static bool differs(const struct telling *telling, enum measure measure, uint32_t index)
{
	const struct measure_change said = in_words(telling, measure, index);
	return comparison_changed(telling->comparison, measure, index) && strcmp(said.before, said.after) != 0;
}

static void find_changes(const struct telling *telling, bool (*counts)(const struct telling *, enum measure, uint32_t),
			 struct changes *gains, struct changes *losses)
{
	const struct comparison *comparison = telling->comparison;
	for (size_t l = 0; l < sizeof lines / sizeof *lines; l++)
		for (uint32_t i = 0; i < measure_part_count(comparison->names, lines[l].measure); i++) {
			double better = comparison_better_for_people(comparison, lines[l].measure, i);
			if (better != 0 && counts(telling, lines[l].measure, i) &&
			    !is_told_by_whole(&lines[l], gains, losses))
				add_change(telling, &lines[l], i, better > 0 ? gains : losses);
		}
	keep_heaviest(gains);
	keep_heaviest(losses);
}

/* ---- How it ends ------------------------------------------------------------------------ */

struct ending {
	double change;
	const char *says; /* behind "3 more people in 100 " */
	uint32_t order;
};

typedef LIST(struct ending) endings;

/* "end with “home”", of one person "ends with “home”". */
static void add_ending(const struct telling *telling, endings *list, double change, const char *one, const char *many)
{
	const char *says = round(fabs(change) * 100) == 1 ? one : many;
	*list_add(telling->arena, list) = (struct ending){change, says, list->count};
}

static int larger_change_first(const void *a, const void *b)
{
	const struct ending *x = a, *y = b;
	if (fabs(x->change) != fabs(y->change))
		return fabs(x->change) > fabs(y->change) ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static void add_outcomes(const struct telling *telling, endings *list)
{
	const struct pathway *names = telling->comparison->names;
	endings outcomes = {0};
	for (uint32_t i = 0; i < names->outcome_count; i++)
		if (comes_first(telling, MEASURE_OUTCOME, i))
			add_ending(telling, &outcomes, telling->comparison->change.outcomes[i],
				   plain_format(telling->arena, "ends with “%s”", names->outcomes[i]),
				   plain_format(telling->arena, "end with “%s”", names->outcomes[i]));
	if (outcomes.count > 0)
		qsort(outcomes.at, outcomes.count, sizeof *outcomes.at, larger_change_first);
	for (uint32_t i = 0; i < outcomes.count && i < TOLD_MOST; i++)
		*list_add(telling->arena, list) = outcomes.at[i];
}

/* "3 more people in 100 drop out, 4 fewer end with “home”"; "" for nothing. */
static const char *say_endings(const struct telling *telling)
{
	const double *simple = telling->comparison->change.simple;
	endings list = {0};
	if (comes_first(telling, MEASURE_LOST, NONE))
		add_ending(telling, &list, simple[MEASURE_LOST], "drops out or is left with no next step",
			   "drop out or are left with no next step");
	if (comes_first(telling, MEASURE_TURNED_AWAY, NONE))
		add_ending(telling, &list, simple[MEASURE_TURNED_AWAY], "is not taken on or is sent back",
			   "are not taken on or are sent back");
	add_outcomes(telling, &list);
	const char **says = ARENA_ARRAY(telling->arena, const char *, list.count);
	for (uint32_t i = 0; i < list.count; i++) {
		double in_100 = round(fabs(list.at[i].change) * 100);
		const char *people = in_100 == 1 ? " person in 100" : " people in 100";
		says[i] = plain_format(telling->arena, "%.0f %s%s %s", in_100, list.at[i].change > 0 ? "more" : "fewer",
				       i == 0 ? people : "", list.at[i].says);
	}
	return plain_list(telling->arena, says, list.count, "and");
}

/* ---- Who pays ------------------------------------------------------------------------- */

struct bill {
	uint32_t payer;
	double change;
};

static int larger_bill_first(const void *a, const void *b)
{
	const struct bill *x = a, *y = b;
	if (fabs(x->change) != fabs(y->change))
		return fabs(x->change) > fabs(y->change) ? -1 : 1;
	return (x->payer > y->payer) - (x->payer < y->payer);
}

static const char *say_bill(const struct telling *telling, const struct bill *bill, bool first)
{
	return plain_format(telling->arena, "%s %s%s %s", telling->comparison->names->payers[bill->payer],
			    in_words(telling, MEASURE_COST_PAYER, bill->payer).size, first ? " a person" : "",
			    bill->change < 0 ? "less" : "more");
}

/* "it costs the hospital £310 a person less and the council £120 more" */
static const char *say_costs(const struct telling *telling)
{
	const struct comparison *comparison = telling->comparison;
	enum { NAMED = 4 };
	const char *says[NAMED + 1];
	uint32_t count = 0;
	LIST(struct bill) bills = {0};
	for (uint32_t i = 0; i < comparison->names->payer_count; i++)
		if (comparison_changed(comparison, MEASURE_COST_PAYER, i) &&
		    fabs(comparison->change.by_payer[i]) >= 0.5)
			*list_add(telling->arena, &bills) = (struct bill){i, comparison->change.by_payer[i]};
	if (bills.count == 0)
		return comparison->figures_before.simple[MEASURE_COST] > 0 ? "it costs every payer the same as before"
									   : "";
	qsort(bills.at, bills.count, sizeof *bills.at, larger_bill_first);
	for (; count < bills.count && count < NAMED; count++)
		says[count] = say_bill(telling, &bills.at[count], count == 0);
	uint32_t rest = bills.count - count;
	if (rest > 0)
		says[count++] =
		    plain_format(telling->arena, "%u other%s less than that more or less", rest, rest == 1 ? "" : "s");
	return plain_format(telling->arena, "it costs %s", plain_list(telling->arena, says, count, "and"));
}

/* ---- The sentence --------------------------------------------------------------------- */

/* What is told of people; with so little that it is not said to be better or worse. */
struct people {
	struct changes gains, losses;
	bool little;
};

static struct people find_people(const struct telling *telling)
{
	struct people people = {0};
	find_changes(telling, is_worth_telling, &people.gains, &people.losses);
	bool none = people.gains.count + people.losses.count == 0;
	if (none)
		find_changes(telling, differs, &people.gains, &people.losses);
	double most = people.gains.count > 0 ? people.gains.told[0].weight : 0;
	people.little = none || fmax(most, people.losses.count > 0 ? people.losses.told[0].weight : 0) < little;
	return people;
}

static const char *list_changes(const struct telling *telling, const struct changes *changes)
{
	const char *says[TOLD_MOST];
	for (uint32_t i = 0; i < changes->count; i++)
		says[i] = say_line(telling, changes->told[i].line, changes->told[i].index);
	return plain_list(telling->arena, says, changes->count, "and");
}

/* "they wait 2 days less, but meet 1 more team" */
static const char *list_both(const struct telling *telling, const struct people *people)
{
	const char *gains = list_changes(telling, &people->gains), *losses = list_changes(telling, &people->losses);
	return plain_format(telling->arena, "they %s%s%s", gains, *gains && *losses ? ", but " : "", losses);
}

/* `elsewise`: something was said before that, so this is about the rest. */
static const char *say_people(const struct telling *telling, const struct people *people, bool elsewise)
{
	bool gains = people->gains.count > 0, losses = people->losses.count > 0;
	const char *lead = people->little    ? "little changes for people"
			   : gains && losses ? "people are better off in some respects and worse off in others"
			   : gains           ? "people are better off"
					     : "people are worse off";
	if (!gains && !losses)
		return "";
	return plain_format(telling->arena, "%s%s: %s", elsewise ? "in other ways " : "", lead,
			    list_both(telling, people));
}

/* That all of it takes as much less as one of its parts goes without saying. */
static bool is_told_by_part(const struct telling *telling, const struct changes *changes)
{
	double change = change_of(telling, MEASURE_LEAD_TIME, NONE);
	for (uint32_t i = 0; i < changes->count; i++) {
		enum measure measure = changes->told[i].line->measure;
		double part = change_of(telling, measure, changes->told[i].index);
		if (measure < MEASURE_CLOCK && measures[measure].unit == UNIT_TIME &&
		    fabs(part - change) <= 0.1 * fabs(change))
			return true;
	}
	return false;
}

/* "from start to end it takes 3 days less"; "" where it is as before. */
static const char *say_whole_time(const struct telling *telling, const struct people *people)
{
	double change = change_of(telling, MEASURE_LEAD_TIME, NONE);
	bool told = people->little ? differs(telling, MEASURE_LEAD_TIME, NONE)
				   : is_worth_telling(telling, MEASURE_LEAD_TIME, NONE);
	if (!told || is_told_by_part(telling, &people->gains) || is_told_by_part(telling, &people->losses))
		return "";
	return plain_format(telling->arena, "from start to end it takes %s %s",
			    in_words(telling, MEASURE_LEAD_TIME, NONE).size, change < 0 ? "less" : "more");
}

/* Goals have a table of their own. */
static uint32_t count_flags(const struct analysis *analysis, struct finding_pairs pairs, bool after)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < pairs.count; i++) {
		const struct finding *finding = &analysis->findings[after ? pairs.at[i].after : pairs.at[i].before];
		count += rules[finding->rule].kind != KIND_GOAL;
	}
	return count;
}

static const char *say_flags(const struct telling *telling, uint32_t count, const char *how)
{
	return count == 0
		   ? ""
		   : plain_format(telling->arena, "%u %s %s", count, count == 1 ? "thing is" : "things are", how);
}

static const char *join(const struct telling *telling, const char *one, const char *other)
{
	return plain_format(telling->arena, "%s%s%s", one, *one && *other ? "; " : "", other);
}

/* A passage may be flagged for more than one thing. */
static const char *say_told_otherwise(const struct telling *telling)
{
	const struct comparison *comparison = telling->comparison;
	uint32_t count = 0;
	for (uint32_t i = 0; i < comparison->stayed.count; i++) {
		const struct finding_pair *pair = &comparison->stayed.at[i];
		enum rule rule = comparison->after->findings[pair->after].rule;
		bool passage =
		    rule == RULE_HANDOFF_ACROSS || rule == RULE_HANDOFF_BETWEEN || rule == RULE_HANDOFF_WITHIN;
		count += passage && pair->told_otherwise;
	}
	return count == 0 ? ""
			  : plain_format(telling->arena, "%u %s made another way", count,
					 count == 1 ? "hand-off is" : "hand-offs are");
}

/* What went and came, where there is little else to say. */
static const char *say_findings(const struct telling *telling)
{
	const struct comparison *comparison = telling->comparison;
	const char *flags = join(
	    telling, say_flags(telling, count_flags(comparison->before, comparison->gone, false), "no longer flagged"),
	    say_flags(telling, count_flags(comparison->after, comparison->found, true), "newly flagged"));
	return join(telling, flags, say_told_otherwise(telling));
}

static const char *say_all_of_people(const struct telling *telling, const struct people *people)
{
	const char *ends = say_endings(telling);
	const char *whole = say_whole_time(telling, people);
	const char *says = say_people(telling, people, *ends != '\0');
	if (*whole && !*says && !*ends)
		says = plain_format(telling->arena, "little changes for people: %s", whole);
	else
		says = join(telling, says, whole);
	if (people->little)
		says = join(telling, says, say_findings(telling));
	if (!*says)
		says = *ends ? "nothing else changes that people would notice"
			     : "nothing changes that people would notice";
	return join(telling, ends, says);
}

static const char *say_all(const struct telling *telling, const struct people *people, const char *says)
{
	const char *costs = say_costs(telling);
	if (!people->gains.any && telling->comparison->move_count > 0)
		costs = plain_format(telling->arena, "the redesign only moves cost: %s", costs);
	says = join(telling, says, costs);
	if (telling->comparison->steps_in_common == 0)
		says =
		    plain_format(telling->arena, "these are two different pathways, with no step in common: %s", says);
	return plain_format(telling->arena, "%s.", text_capital(telling->arena, says));
}

void compare_say(struct comparing *comparing)
{
	const struct telling telling = {comparing->arena, comparing->comparison};
	const struct people people = find_people(&telling);
	const char *says = say_all_of_people(&telling, &people);
	comparing->comparison->says_people = plain_format(telling.arena, "%s.", text_capital(telling.arena, says));
	comparing->comparison->says =
	    comparing->comparison->nothing_changes
		? "Nothing changes: both maps have the same steps, and come to the same figures and findings."
		: say_all(&telling, &people, says);
}
