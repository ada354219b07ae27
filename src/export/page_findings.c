#include "export/page_parts.h"

#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/kinds.h"
#include "export/scratch.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* As many findings of a kind are shown where all kinds are. */
enum { MOST_SHOWN = 12 };

static const char *const kind_headings[KIND_COUNT] = {
    [KIND_DELAY] = "Delays",       [KIND_HANDOFF] = "Hand-offs",      [KIND_DUPLICATION] = "Asked or done twice",
    [KIND_OBSTACLE] = "Obstacles", [KIND_FAULT_LINE] = "Fault lines", [KIND_GOAL] = "Goals",
};

/* Sentences of these say how many people it is, or how often. */
static bool says_people(const struct finding *finding)
{
	enum kind kind = rules[finding->rule].kind;
	return finding->rule == RULE_FAULT_LINE || kind == KIND_HANDOFF || kind == KIND_DUPLICATION ||
	       kind == KIND_OBSTACLE;
}

/* The figure of a target is a chance, which the sentence says. */
static bool has_times(const struct finding *finding)
{
	return finding->rule != RULE_OVER_TARGET && finding->per_person > 0;
}

/* What happens so often: at a fault line it is hand-offs, else it is known from the sentence. */
static const char *say_times(struct arena *arena, const struct finding *finding, double times)
{
	char room[PLAIN_ROOM];
	if (rules[finding->rule].kind == KIND_FAULT_LINE)
		return counted(arena, said_roughly(times), "hand-off", "hand-offs");
	return plain_format(arena, "%s", plain_times(said_roughly(times), room));
}

/* "3 in 10 people", "70 times for every 100 people", "On average 1.7 times a person". */
static const char *say_who(struct arena *arena, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	if (!has_times(finding) || says_people(finding))
		return "";
	if (rules[finding->rule].kind == KIND_FAULT_LINE)
		return plain_format(arena, "For every 100 people %s",
				    say_times(arena, finding, 100 * finding->per_person));
	if (finding->once)
		return text_capital(arena, plain_people(finding->per_person, room));
	if (finding->per_person < 1)
		return plain_format(arena, "%s", plain_for_every(finding->per_person, room));
	return plain_format(arena, "On average %s a person", plain_times(finding->per_person, room));
}

/* "3 in 10 people; over everyone 10 hours each. ", "Everyone: 10 hours each. " */
static const char *say_each(struct arena *arena, const struct finding *finding)
{
	const char *who = say_who(arena, finding), *all = "", *lead = *who ? "; over everyone " : "Over everyone ";
	if (strcmp(who, "Everyone") == 0)
		lead = ": ";
	if (finding->seconds_per_person >= 60)
		all = plain_format(arena, "%s%s each", lead, time_in_words(arena, finding->seconds_per_person));
	return *who || *all ? plain_format(arena, "%s%s. ", who, all) : "";
}

/* "A year: 294 times, 1,583 days. " */
static const char *say_year(struct arena *arena, const struct finding *finding, double people)
{
	const char *times = "", *days = "";
	if (has_times(finding))
		times = say_times(arena, finding, finding->per_person * people);
	if (finding->seconds_per_person >= 60)
		days = counted(arena, said_roughly(finding->seconds_per_person / 86400 * people), "day", "days");
	if (!*times && !*days)
		return "";
	return plain_format(arena, "A year: %s%s%s. ", times, *times && *days ? ", " : "", days);
}

const char *finding_says_how_much(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	double people = analysis->pathway->people_per_year;
	return plain_format(arena, "%s%s", say_each(arena, finding),
			    isnan(people) ? "" : say_year(arena, finding, people));
}

/* Of the same kind and teams, with the same words. What reads alike stands near. */
enum { NEAR = 24 };

static uint32_t end_of_near(const struct analysis *analysis, uint32_t index)
{
	return analysis->finding_count - index > NEAR ? index + NEAR : analysis->finding_count;
}

static bool reads_alike(struct arena *arena, const struct analysis *analysis, uint32_t a, uint32_t b)
{
	const struct finding *one = &analysis->findings[a], *other = &analysis->findings[b];
	return one->rule == other->rule && one->teams[0] != NONE && one->teams[0] == other->teams[0] &&
	       one->teams[1] == other->teams[1] &&
	       strcmp(finding_says(arena, analysis, one), finding_says(arena, analysis, other)) == 0;
}

static bool said_before(struct arena *arena, const struct analysis *analysis, uint32_t index)
{
	uint32_t from, end;
	findings_of_kind(analysis, rules[analysis->findings[index].rule].kind, &from, &end);
	for (uint32_t i = index - from > NEAR ? index - NEAR : from; i < index; i++)
		if (analysis->findings[i].same_wait == NONE && reads_alike(arena, analysis, i, index))
			return true;
	return false;
}

/* "hip.yaml:407", and the lines of those that read alike: "hip.yaml:407, 429". */
static const char *say_places(struct arena *arena, const struct analysis *analysis, uint32_t index)
{
	const struct source *source = analysis->pathway->source;
	const struct finding *findings = analysis->findings;
	uint32_t first = source_position(source, findings[index].place.start).line, last = first;
	const char *places = plain_format(arena, "%s:%u", source->name, first);
	for (uint32_t i = index + 1; i < end_of_near(analysis, index); i++) {
		uint32_t line = source_position(source, findings[i].place.start).line;
		if (line == last || findings[i].same_wait != NONE || !reads_alike(arena, analysis, index, i))
			continue;
		places = plain_format(arena, "%s, %u", places, line);
		last = line;
	}
	return last != first ? plain_format(arena, "So at each of these places: %s", places) : places;
}

static void write_finding(struct arena *arena, const void *subject, uint32_t row)
{
	const struct report_page *report = subject;
	const struct analysis *analysis = report->analysis;
	uint32_t index = analysis->told[row];
	const struct finding *finding = &analysis->findings[index];
	const struct page page = report_part(report, arena);
	const char *question = finding_asks(arena, analysis, finding);
	if (said_before(arena, analysis, index))
		return;
	page_item(&page, kind_mark(rules[finding->rule].kind, page.writer->ascii),
		  finding_says_all(arena, analysis, finding));
	if (finding->accepted)
		page_text(&page, 6, "The group has looked at this and lives with it.");
	else if (*question)
		page_text(&page, 6, question);
	page_faint(&page, 6,
		   plain_format(arena, "%s%s", finding_says_how_much(arena, analysis, finding),
				say_places(arena, analysis, index)));
}

static bool write_kind(const struct report_page *report, enum kind kind, uint32_t most)
{
	uint32_t from, end;
	char how[40];
	findings_told(report->analysis, kind, &from, &end);
	const struct page page = report_part(report, NULL);
	if (from == end) {
		if (report->options->kind != KIND_COUNT)
			page_text(&page, 1, "Nothing of this kind is found.");
		return true;
	}
	page_heading(&page, kind_headings[kind]);
	uint32_t shown = end - from > most ? from + most : end;
	if (!scratch_each(from, shown, write_finding, report))
		return false;
	snprintf(how, sizeof how, "--kind %s shows all", kind_words[kind]);
	page_rest(&page, end - shown, how);
	return true;
}

bool page_findings(const struct report_page *report)
{
	enum kind only = report->options->kind;
	if (only != KIND_COUNT)
		return write_kind(report, only, UINT32_MAX);
	/* Goals have a table of their own. */
	for (enum kind kind = 0; kind < KIND_GOAL; kind++)
		if (!write_kind(report, kind, MOST_SHOWN))
			return false;
	return true;
}

/* "185 hand-offs, 12 of them with nothing passed on" */
static const char *say_handoffs(struct arena *arena, const struct fault_line *line, double people)
{
	char number[PLAIN_ROOM];
	if (!(line->handoffs > 0))
		return "no hand-offs";
	const char *handoffs = counted(arena, said_roughly(line->handoffs * people), "hand-off", "hand-offs");
	if (!(line->nothing_passed_on > 0))
		return handoffs;
	return plain_format(arena, "%s, %s of them with nothing passed on", handoffs,
			    plain_number(said_roughly(line->nothing_passed_on * people), number));
}

/* All of it for as many people, so that one can be held against the other. */
const char *fault_line_says(struct arena *arena, const struct pathway *pathway, const struct fault_line *line)
{
	double people_per_year = pathway->people_per_year;
	const char *waiting = "", *asked = "", *year = "";
	if (line->waiting_time >= 60)
		waiting = plain_format(arena, "; %s of waiting on them",
				       counted(arena, said_roughly(100 * line->waiting_time / 86400), "day", "days"));
	if (line->asked_again > 0)
		asked = plain_format(arena, "; %s asked that the other knew",
				     counted(arena, said_roughly(100 * line->asked_again), "thing", "things"));
	if (!isnan(people_per_year) && line->handoffs > 0)
		year = plain_format(
		    arena, " A year: %s.",
		    counted(arena, said_roughly(people_per_year * line->handoffs), "hand-off", "hand-offs"));
	return plain_format(arena, "%s and %s: %s%s%s.%s", pathway->organisations[line->organisations[0]].name,
			    pathway->organisations[line->organisations[1]].name, say_handoffs(arena, line, 100),
			    waiting, asked, year);
}

void page_fault_lines(const struct page *page, const struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	uint32_t shown = analysis->fault_line_count < MOST_SHOWN ? analysis->fault_line_count : MOST_SHOWN;
	if (shown == 0)
		return;
	page_heading(page, "Between organisations, for every 100 people");
	for (uint32_t i = 0; i < shown; i++) {
		const struct fault_line *line = &analysis->fault_lines[i];
		page_item(page, line->flagged ? kind_mark(KIND_FAULT_LINE, page->writer->ascii) : " ",
			  fault_line_says(page->arena, pathway, line));
	}
	if (shown < analysis->fault_line_count)
		page_text(page, 3, plain_format(page->arena, "and %u more pairs", analysis->fault_line_count - shown));
}
