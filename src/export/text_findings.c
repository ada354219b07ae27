#include "export/text_parts.h"

#include "carepath/plain.h"
#include "export/kinds.h"
#include "export/scratch.h"

#include <math.h>

/* As many findings of a kind are shown where all kinds are. */
enum { MOST_SHOWN = 12 };

static const char *const kind_headings[KIND_COUNT] = {
    [KIND_DELAY] = "Delays",       [KIND_HANDOFF] = "Hand-offs",      [KIND_DUPLICATION] = "Asked or done twice",
    [KIND_OBSTACLE] = "Obstacles", [KIND_FAULT_LINE] = "Fault lines", [KIND_GOAL] = "Goals",
};

/* The figure of one person, or of all in a year. */
static double of_people(double per_person, double people)
{
	return people == 1 ? per_person : said_roughly(per_person * people);
}

/* "0.7 times", or "" where there is no such figure or where, the figure being
 * a chance, the sentence says it. */
static const char *say_times(struct arena *arena, const struct finding *finding, double people)
{
	char times[PLAIN_ROOM];
	if (finding->rule == RULE_OVER_TARGET || !(finding->per_person > 0))
		return "";
	return plain_format(arena, "%s", plain_times(of_people(finding->per_person, people), times));
}

/* Of one person "3 days 18 hours", of all in a year "1,583 days". */
static const char *say_time(struct arena *arena, const struct finding *finding, double people)
{
	if (!(finding->seconds_per_person >= 1))
		return "";
	return people == 1 ? time_in_words(arena, finding->seconds_per_person)
			   : counted(arena, of_people(finding->seconds_per_person / 86400, people), "day", "days");
}

static const char *say_figures(struct arena *arena, const struct finding *finding, double people)
{
	const char *times = say_times(arena, finding, people), *time = say_time(arena, finding, people);
	return plain_format(arena, "%s%s%s", times, *times && *time ? ", " : "", time);
}

/* "Each person: 0.7 times, 3 days 18 hours. A year: 294 times, 1,583 days. " */
const char *finding_says_how_much(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	double people = analysis->pathway->people_per_year;
	const char *person = say_figures(arena, finding, 1);
	if (*person == '\0')
		return "";
	if (isnan(people))
		return plain_format(arena, "Each person: %s. ", person);
	return plain_format(arena, "Each person: %s. A year: %s. ", person, say_figures(arena, finding, people));
}

static const char *say_place(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	const struct source *source = analysis->pathway->source;
	return plain_format(arena, "%s:%u", source->name, source_position(source, finding->place.start).line);
}

static void write_finding(struct arena *arena, const void *subject, uint32_t index)
{
	const struct text_report *report = subject;
	const struct analysis *analysis = report->analysis;
	const struct finding *finding = &analysis->findings[index];
	const struct page page = {report->writer, arena, report->columns};
	const char *question = finding_asks(arena, analysis, finding);
	page_item(&page, kind_mark(rules[finding->rule].kind, page.writer->ascii),
		  finding_says(arena, analysis, finding));
	if (finding->accepted)
		page_text(&page, 6, "The group has looked at this and lives with it.");
	else if (*question)
		page_text(&page, 6, question);
	page_faint(
	    &page, 6,
	    plain_format(arena, "%s%s", finding_says_how_much(arena, analysis, finding), say_place(arena, analysis, finding)));
}

static bool write_kind(const struct text_report *report, enum kind kind, uint32_t most)
{
	uint32_t from, end;
	char room[PLAIN_ROOM];
	findings_of_kind(report->analysis, kind, &from, &end);
	const struct page page = {report->writer, NULL, report->columns};
	if (from == end) {
		if (report->options->kind != KIND_COUNT)
			page_text(&page, 1, "Nothing of this kind is found.");
		return true;
	}
	page_heading(&page, kind_headings[kind]);
	uint32_t shown = end - from > most ? from + most : end;
	if (!scratch_each(from, shown, write_finding, report))
		return false;
	if (shown < end)
		writer_format(report->writer, "   and %s more (--kind %s shows all)\n", plain_number(end - shown, room),
			      kind_words[kind]);
	return true;
}

bool text_findings(const struct text_report *report)
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

static const char *say_handoffs(struct arena *arena, const struct fault_line *line, double people)
{
	char number[PLAIN_ROOM];
	if (!(line->handoffs > 0))
		return " no hand-offs.";
	const char *handoffs = counted(arena, line->handoffs, "hand-off", "hand-offs");
	const char *year = isnan(people) ? ""
					 : plain_format(arena, " (%s a year)",
							plain_number(said_roughly(line->handoffs * people), number));
	const char *nothing = line->nothing_passed_on > 0 ? plain_format(arena, ", %s of them with nothing passed on",
									 plain_number(line->nothing_passed_on, number))
							  : "";
	const char *waiting = line->waiting_time >= 60 ? plain_format(arena, "; %s of waiting on them",
								      time_in_words(arena, line->waiting_time))
						       : "";
	return plain_format(arena, " %s for each person%s%s%s.", handoffs, year, nothing, waiting);
}

/* What a person is asked at one that the other had asked before. */
static const char *say_asked_again(struct arena *arena, const struct fault_line *line)
{
	if (!(line->asked_again > 0))
		return "";
	return plain_format(arena, " %s that the other knew.",
			    counted(arena, line->asked_again, "thing asked again", "things asked again"));
}

void text_fault_lines(const struct page *page, const struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	uint32_t shown = analysis->fault_line_count < MOST_SHOWN ? analysis->fault_line_count : MOST_SHOWN;
	if (shown == 0)
		return;
	page_heading(page, "Between organisations");
	for (uint32_t i = 0; i < shown; i++) {
		const struct fault_line *line = &analysis->fault_lines[i];
		page_item(page, line->flagged ? kind_mark(KIND_FAULT_LINE, page->writer->ascii) : " ",
			  plain_format(page->arena, "%s and %s:%s%s",
				       pathway->organisations[line->organisations[0]].name,
				       pathway->organisations[line->organisations[1]].name,
				       say_handoffs(page->arena, line, pathway->people_per_year),
				       say_asked_again(page->arena, line)));
	}
	if (shown < analysis->fault_line_count)
		page_text(page, 3, plain_format(page->arena, "and %u more pairs", analysis->fault_line_count - shown));
}
