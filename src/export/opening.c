#include "export/lines.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <string.h>

/* How a length of time is rounded when it is said aloud: in the largest unit
 * of which there are at least two or so. */
static const struct spoken_unit {
	double least, seconds;
	const char *one, *many;
} spoken_units[] = {
    {2 * 365.25 * 86400, 365.25 * 86400, "year", "years"},
    {10 * 7 * 86400, 7 * 86400, "week", "weeks"},
    {2 * 86400, 86400, "day", "days"},
    {2 * 3600, 3600, "hour", "hours"},
    {0, 60, "minute", "minutes"},
};

static const struct spoken_unit *unit_for(double seconds)
{
	const struct spoken_unit *unit = spoken_units;
	while (seconds < unit->least)
		unit++;
	return unit;
}

static double in_unit(double seconds, const struct spoken_unit *unit)
{
	double number = seconds / unit->seconds;
	return unit == spoken_units ? round(number * 10) / 10 : round(number);
}

/* "Half are through in 10 days; one in ten takes more than 21." In one unit,
 * where rounding to the larger one leaves something to compare. */
static const char *say_lead_time(struct arena *arena, double half, double nine_in_ten)
{
	if (!isfinite(half) || !isfinite(nine_in_ten))
		return "";
	const struct spoken_unit *later = unit_for(nine_in_ten);
	const struct spoken_unit *unit = half >= 4 * later->seconds ? later : unit_for(half);
	const char *first = counted(arena, in_unit(half, unit), unit->one, unit->many);
	const char *last = counted(arena, in_unit(nine_in_ten, later), later->one, later->many);
	char number[PLAIN_ROOM];
	if (strcmp(first, last) == 0)
		return plain_format(arena, "Nearly everyone is through in about %s.", first);
	if (unit == later)
		last = plain_number(in_unit(nine_in_ten, later), number);
	return plain_format(arena, "Half are through in %s; one in ten takes more than %s.", first, last);
}

const char *opening_numbers(struct arena *arena, const struct analysis *analysis)
{
	double people = analysis->pathway->people_per_year;
	const double *simple = analysis->figures.simple;
	const char *time = say_lead_time(arena, simple[MEASURE_LEAD_TIME_P50], simple[MEASURE_LEAD_TIME_P90]);
	if (isnan(people))
		return time;
	return plain_format(arena, "%s a year. %s", counted(arena, people, "person", "people"), time);
}

/* Planned intervals are no part of what the share is taken of, so where they
 * make up much of the time it is said so. */
static const char *say_waiting(struct arena *arena, const double *simple)
{
	char room[PLAIN_ROOM];
	double share = simple[MEASURE_WAITING_SHARE];
	if (!isfinite(share))
		return "";
	bool all = !(share > 0) || simple[MEASURE_WAITING_TIME] / share > 0.95 * simple[MEASURE_LEAD_TIME];
	return plain_format(
	    arena, all ? "%s of that time is waiting. " : "%s of the time, planned intervals left out, is waiting. ",
	    text_capital(arena, plain_share(share, room)));
}

static const char *const side_in_words[SIDE_COUNT] = {
    [SIDE_HEALTH] = "health",
    [SIDE_CARE] = "care",
    [SIDE_VOLUNTARY] = "the voluntary sector",
    [SIDE_OTHER] = "other services",
};

/* "health and care": the sides between which people are handed over. */
const char *sides_handed_across(struct arena *arena, const struct analysis *analysis)
{
	bool taken[SIDE_COUNT] = {false};
	const char *words[SIDE_COUNT];
	uint32_t count = 0;
	for (uint32_t i = 0; i < analysis->finding_count; i++) {
		const struct finding *finding = &analysis->findings[i];
		for (int end = 0; end < 2 && finding->rule == RULE_HANDOFF_ACROSS; end++)
			if (finding->teams[end] != NONE)
				taken[team_side(analysis->pathway, finding->teams[end])] = true;
	}
	for (enum side side = 0; side < SIDE_COUNT; side++)
		if (taken[side] && side_in_words[side])
			words[count++] = side_in_words[side];
	return count < 2 ? "health and care" : plain_list(arena, words, count, "and");
}

/* "On average they tell their story 2.4 times and are handed across health and care 0.7 times." */
static const char *say_averages(struct arena *arena, const struct analysis *analysis)
{
	const double *simple = analysis->figures.simple;
	double told = simple[MEASURE_STORY_TOLD], across = simple[MEASURE_HANDOFFS_ACROSS];
	const char *story = "", *handed = "";
	char room[PLAIN_ROOM];
	if (told > 0)
		story = plain_format(arena, " tell their story %s", plain_times(told, room));
	if (across > 0)
		handed = plain_format(arena, " are handed across %s %s", sides_handed_across(arena, analysis),
				      plain_times(across, room));
	if (!*story && !*handed)
		return "";
	return plain_format(arena, "On average they%s%s%s.", story, *story && *handed ? " and" : "", handed);
}

const char *opening_shares(struct arena *arena, const struct analysis *analysis)
{
	const double *simple = analysis->figures.simple;
	return plain_format(arena, "%s%s", say_waiting(arena, simple), say_averages(arena, analysis));
}

void opening_title(const struct page *page, const struct pathway *pathway)
{
	page_title(page, pathway->name, pathway->place);
	if (pathway->scenario != NONE)
		page_text(
		    page, 1,
		    plain_format(page->arena, "As it would be under: %s", pathway->scenarios[pathway->scenario].name));
}

/* The first question that one of the entry's findings asks, or "". */
static const char *question_of(const struct page *page, const struct analysis *analysis,
			       const struct short_entry *entry)
{
	const char *question = "";
	for (uint32_t i = 0; i < entry->count && *question == '\0'; i++)
		question = finding_asks(page->arena, analysis, &analysis->findings[entry->findings[i]]);
	return question;
}

void opening_write_short_list(const struct page *page, const struct analysis *analysis)
{
	if (analysis->short_count == 0) {
		page_blank(page);
		page_text(page, 1, "Nothing on this map stands out as a fault.");
		return;
	}
	page_heading(page, "What hurts most, and what to ask first");
	for (uint32_t i = 0; i < analysis->short_count; i++) {
		const struct short_entry *entry = &analysis->short_list[i];
		const char *question = question_of(page, analysis, entry);
		page_item(page, kind_mark(entry->kind, page->writer->ascii),
			  short_entry_says(page->arena, analysis, entry));
		if (*question)
			page_text(page, 6, question);
	}
}

void opening_write(const struct page *page, const struct analysis *analysis)
{
	const char *numbers = opening_numbers(page->arena, analysis), *shares = opening_shares(page->arena, analysis);
	opening_title(page, analysis->pathway);
	page_blank(page);
	if (*numbers)
		page_text(page, 1, numbers);
	if (*shares)
		page_text(page, 1, shares);
	opening_write_short_list(page, analysis);
}
