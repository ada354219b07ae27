#include "carepath/catalogue.h"

#include <string.h>

const struct measure_entry measures[MEASURE_COUNT] = {
    [MEASURE_STEPS] = {"steps", NULL, UNIT_COUNT, BETTER_NEITHER, "steps done by staff"},
    [MEASURE_HANDOFFS] = {"handoffs", NULL, UNIT_COUNT, BETTER_LESS, "times that responsibility passes on"},
    [MEASURE_HANDOFFS_WITHIN] = {"handoffs_within", NULL, UNIT_COUNT, BETTER_LESS, "of these within one organisation"},
    [MEASURE_HANDOFFS_BETWEEN] = {"handoffs_between", NULL, UNIT_COUNT, BETTER_LESS,
				  "of these between organisations of one side"},
    [MEASURE_HANDOFFS_ACROSS] = {"handoffs_across", NULL, UNIT_COUNT, BETTER_LESS,
				 "of these from one side to another (health, care, voluntary)"},
    [MEASURE_TEAMS_MET] = {"teams_met", NULL, UNIT_COUNT, BETTER_LESS, "different teams met"},
    [MEASURE_ORGANISATIONS_MET] = {"organisations_met", NULL, UNIT_COUNT, BETTER_LESS, "different organisations met"},
    [MEASURE_ASKED] = {"asked", NULL, UNIT_COUNT, BETTER_LESS, "things that the person is asked for"},
    [MEASURE_ASKED_AGAIN] = {"asked_again", NULL, UNIT_COUNT, BETTER_LESS, "of these asked before by another team"},
    [MEASURE_DONE_AGAIN] = {"done_again", NULL, UNIT_COUNT, BETTER_LESS, "things done that another team did before"},
    [MEASURE_STORY_TOLD] = {"story_told", NULL, UNIT_COUNT, BETTER_LESS, "times that the person tells their story"},
    [MEASURE_TOUCH_TIME] = {"touch_time", NULL, UNIT_TIME, BETTER_NEITHER, "staff's hands-on time"},
    [MEASURE_VALUE_TIME] = {"value_time", NULL, UNIT_TIME, BETTER_NEITHER,
			    "staff's hands-on time that the person would miss"},
    [MEASURE_WAITING_TIME] = {"waiting_time", NULL, UNIT_TIME, BETTER_LESS, "waiting, all waits added up"},
    [MEASURE_LEAD_TIME] = {"lead_time", NULL, UNIT_TIME, BETTER_NEITHER, "time from start to end, on average"},
    [MEASURE_LEAD_TIME_P50] = {"lead_time", "p50", UNIT_TIME, BETTER_NEITHER,
			       "half of people are through in this time"},
    [MEASURE_LEAD_TIME_P90] = {"lead_time", "p90", UNIT_TIME, BETTER_NEITHER,
			       "nine in ten people are through in this time"},
    [MEASURE_WAITING_SHARE] = {"waiting_share", NULL, UNIT_SHARE, BETTER_LESS,
			       "share of the time without planned intervals that is waiting"},
    [MEASURE_FLOW_EFFICIENCY] = {"flow_efficiency", NULL, UNIT_SHARE, BETTER_MORE,
				 "share of the time in which something of value is done"},
    [MEASURE_HOSPITAL_TIME] = {"hospital_time", NULL, UNIT_TIME, BETTER_LESS, "time spent in hospital"},
    [MEASURE_HOME_TIME] = {"home_time", NULL, UNIT_TIME, BETTER_MORE, "time spent at home"},
    [MEASURE_WAITING_IN_HOSPITAL] = {"waiting_in_hospital", NULL, UNIT_TIME, BETTER_LESS,
				     "waiting that is spent in hospital"},
    [MEASURE_COST] = {"cost", NULL, UNIT_MONEY, BETTER_NEITHER, "cost"},
    [MEASURE_TURNED_AWAY] = {"turned_away", NULL, UNIT_COUNT, BETTER_LESS, "times not taken on, or sent back"},
    [MEASURE_LOST] = {"lost", NULL, UNIT_SHARE, BETTER_LESS,
		      "share of people who drop out or are left with no next step"},
    [MEASURE_ESTIMATED] = {"estimated", NULL, UNIT_SHARE, BETTER_LESS, "share of the time whose figures are estimates"},
    [MEASURE_FEELING] = {"feeling", NULL, UNIT_FEELING, BETTER_MORE, "how people feel on the way, from -2 to 2"},
    [MEASURE_COST_PAYER] = {"cost.", NULL, UNIT_MONEY, BETTER_NEITHER, "cost to one payer"},
    [MEASURE_OUTCOME] = {"outcome.", NULL, UNIT_SHARE, BETTER_NEITHER, "share of people who end this way"},
    [MEASURE_VISITS] = {"visits.", NULL, UNIT_COUNT, BETTER_NEITHER, "times at this step"},
    [MEASURE_REACHED] = {"reached.", NULL, UNIT_SHARE, BETTER_NEITHER, "share of people who are ever at this step"},
    [MEASURE_CLOCK] = {"clock.", NULL, UNIT_TIME, BETTER_LESS, "time on this clock, on average"},
    [MEASURE_CLOCK_P50] = {"clock.", "p50", UNIT_TIME, BETTER_LESS, "half of people are within this time"},
    [MEASURE_CLOCK_P90] = {"clock.", "p90", UNIT_TIME, BETTER_LESS, "nine in ten people are within this time"},
    [MEASURE_CLOCK_WITHIN] = {"clock.", "within", UNIT_SHARE, BETTER_MORE, "share of people within the clock's target"},
    [MEASURE_CLOCK_COMPLETED] = {"clock.", "completed", UNIT_SHARE, BETTER_MORE,
				 "share of people who get to the clock's end"},
};

const struct measure_noun measure_nouns[MEASURE_COUNT] = {
    [MEASURE_STEPS] = {"step", "steps"},
    [MEASURE_HANDOFFS] = {"hand-off", "hand-offs"},
    [MEASURE_HANDOFFS_WITHIN] = {"hand-off", "hand-offs"},
    [MEASURE_HANDOFFS_BETWEEN] = {"hand-off", "hand-offs"},
    [MEASURE_HANDOFFS_ACROSS] = {"hand-off", "hand-offs"},
    [MEASURE_TEAMS_MET] = {"team", "teams"},
    [MEASURE_ORGANISATIONS_MET] = {"organisation", "organisations"},
    [MEASURE_ASKED] = {"thing asked", "things asked"},
    [MEASURE_ASKED_AGAIN] = {"thing asked again", "things asked again"},
    [MEASURE_DONE_AGAIN] = {"thing done again", "things done again"},
    [MEASURE_STORY_TOLD] = {"time", "times"},
    [MEASURE_TURNED_AWAY] = {"time", "times"},
    [MEASURE_VISITS] = {"time", "times"},
};

const char *const kind_words[KIND_COUNT] = {
    [KIND_DELAY] = "delay",       [KIND_HANDOFF] = "hand-off",      [KIND_DUPLICATION] = "duplication",
    [KIND_OBSTACLE] = "obstacle", [KIND_FAULT_LINE] = "fault-line", [KIND_GOAL] = "goal",
};

const struct rule_entry rules[RULE_COUNT] = {
    [RULE_OVER_TARGET] = {"over-target", KIND_DELAY, "people wait longer than the target allows"},
    [RULE_LONG_WAIT] = {"long-wait", KIND_DELAY, "a wait without a target is a week or more on average"},
    [RULE_WAITING_IN_HOSPITAL] = {"waiting-in-hospital", KIND_DELAY,
				  "people wait a day or more on average in a hospital bed"},
    [RULE_MOSTLY_WAITING] = {"mostly-waiting", KIND_DELAY, "more than half of the whole time is waiting"},
    [RULE_NOTHING_PASSED_ON] =
	{"nothing-passed-on", KIND_HANDOFF,
	 "a hand-off by the person, by a letter without content or by nothing, without a shared record"},
    [RULE_NOBODY_TOLD] = {"nobody-told", KIND_HANDOFF, "the person leaves and no one is told"},
    [RULE_BOUNCE] = {"bounce", KIND_HANDOFF, "the person is handed over and sent back"},
    [RULE_HANDOFF_ACROSS] = {"handoff-across", KIND_HANDOFF, "a hand-off from one side to another"},
    [RULE_HANDOFF_BETWEEN] = {"handoff-between", KIND_HANDOFF, "a hand-off between organisations of one side"},
    [RULE_HANDOFF_WITHIN] = {"handoff-within", KIND_HANDOFF, "a hand-off within one organisation"},
    [RULE_NOT_SAID] = {"not-said", KIND_HANDOFF, "the file does not say how the next team gets to know"},
    [RULE_ASKED_AGAIN] = {"asked-again", KIND_DUPLICATION, "a team asks what another team asked before"},
    [RULE_DONE_AGAIN] = {"done-again", KIND_DUPLICATION, "a team does what another team did before"},
    [RULE_AT_THE_SAME_TIME] = {"at-the-same-time", KIND_DUPLICATION, "two teams ask or do the same side by side"},
    [RULE_SAME_SERVICE] = {"same-service", KIND_DUPLICATION, "different organisations do the same thing"},
    [RULE_OBSTACLE] = {"obstacle", KIND_OBSTACLE, "something stated gets in the way"},
    [RULE_TURNED_AWAY] = {"turned-away", KIND_OBSTACLE, "people are not taken on, or sent back"},
    [RULE_LOOP] = {"loop", KIND_OBSTACLE, "people go round again without this being planned"},
    [RULE_NO_NEXT_STEP] = {"no-next-step", KIND_OBSTACLE, "the step leads nowhere and no outcome is given"},
    [RULE_NOT_FOLLOWED_UP] = {"not-followed-up", KIND_OBSTACLE, "the shares leave people out whom nothing happens for"},
    [RULE_NEVER_REACHED] = {"never-reached", KIND_OBSTACLE, "no way leads to the step"},
    [RULE_OFF_THE_MAP] = {"off-the-map", KIND_OBSTACLE, "a journey leaves the arrows of the map"},
    [RULE_FAULT_LINE] = {"fault-line", KIND_FAULT_LINE,
			 "much of what is handed over passes between these two organisations"},
    [RULE_NOT_COTERMINOUS] = {"not-coterminous", KIND_FAULT_LINE, "two organisations serve different areas"},
    [RULE_GOAL_MISSED] = {"goal-missed", KIND_GOAL, "a goal is not reached"},
    [RULE_GOAL_MET] = {"goal-met", KIND_GOAL, "a goal is reached"},
};

static uint32_t find_text(const char *const *texts, uint32_t count, const char *name, size_t length)
{
	for (uint32_t i = 0; i < count; i++)
		if (strncmp(texts[i], name, length) == 0 && texts[i][length] == '\0')
			return i;
	return NONE;
}

static uint32_t find_step(const struct pathway *pathway, const char *name, size_t length)
{
	for (uint32_t i = 0; i < pathway->step_count; i++)
		if (strncmp(pathway->steps[i].id, name, length) == 0 && pathway->steps[i].id[length] == '\0')
			return i;
	return NONE;
}

static uint32_t find_clock(const struct pathway *pathway, const char *name, size_t length)
{
	for (uint32_t i = 0; i < pathway->clock_count; i++)
		if (strncmp(pathway->clocks[i].id, name, length) == 0 && pathway->clocks[i].id[length] == '\0')
			return i;
	return NONE;
}

/* What a measure of the second half of the table belongs to. */
static uint32_t find_part(const struct pathway *pathway, enum measure measure, const char *part, size_t length)
{
	switch (measure) {
	case MEASURE_COST_PAYER:
		return find_text(pathway->payers, pathway->payer_count, part, length);
	case MEASURE_OUTCOME:
		return find_text(pathway->outcomes, pathway->outcome_count, part, length);
	case MEASURE_VISITS:
	case MEASURE_REACHED:
		return find_step(pathway, part, length);
	default:
		return find_clock(pathway, part, length);
	}
}

static bool find_simple(const char *name, enum measure *measure)
{
	for (enum measure i = 0; i < MEASURE_SIMPLE; i++) {
		const struct measure_entry *entry = &measures[i];
		size_t length = strlen(entry->name);
		if (strncmp(name, entry->name, length) != 0)
			continue;
		const char *behind = name + length;
		if (entry->suffix ? *behind == '.' && strcmp(behind + 1, entry->suffix) == 0 : *behind == '\0') {
			*measure = i;
			return true;
		}
	}
	return false;
}

bool measure_find(const struct pathway *pathway, const char *name, enum measure *measure, uint32_t *index)
{
	*index = NONE;
	if (find_simple(name, measure))
		return true;
	for (enum measure i = MEASURE_SIMPLE; i < MEASURE_COUNT; i++) {
		const struct measure_entry *entry = &measures[i];
		size_t prefix = strlen(entry->name), length = strlen(name);
		if (strncmp(name, entry->name, prefix) != 0)
			continue;
		if (entry->suffix) {
			size_t behind = strlen(entry->suffix) + 1;
			if (length <= prefix + behind || name[length - behind] != '.' ||
			    strcmp(name + length - behind + 1, entry->suffix) != 0)
				continue;
			length -= behind;
		}
		*index = find_part(pathway, i, name + prefix, length - prefix);
		if (*index != NONE) {
			*measure = i;
			return true;
		}
	}
	return false;
}

static const struct {
	const char *shape, *ascii;
} marks[KIND_COUNT] = {
    [KIND_HANDOFF] = {"⇄", "<>"}, [KIND_DUPLICATION] = {"②", "2x"}, [KIND_DELAY] = {"◷", "(w)"},
    [KIND_OBSTACLE] = {"!", "!"}, [KIND_FAULT_LINE] = {"═", "="},   [KIND_GOAL] = {"◎", "o"},
};

const char *kind_mark(enum kind kind, bool ascii)
{
	return ascii ? marks[kind].ascii : marks[kind].shape;
}
