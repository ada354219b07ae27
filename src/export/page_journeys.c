#include "export/page_parts.h"

#include "carepath/plain.h"
#include "export/scratch.h"
#include "export/walk_words.h"

#include <math.h>
#include <string.h>

enum { MOST_SHOWN = 12 };

static const char *say_time_taken(struct arena *arena, const double *simple)
{
	if (isnan(simple[MEASURE_LEAD_TIME]))
		return "It is not known how long it took";
	return plain_format(arena, "%s from start to end; waits add up to %s",
			    time_in_words(arena, simple[MEASURE_LEAD_TIME]),
			    time_in_words(arena, simple[MEASURE_WAITING_TIME]));
}

const char *journey_in_words(struct arena *arena, const struct analysis *analysis, const struct figures *figures)
{
	const double *simple = figures->simple;
	char room[PLAIN_ROOM], times[PLAIN_ROOM];
	const char *across = "";
	if (simple[MEASURE_HANDOFFS_ACROSS] > 0)
		across =
		    plain_format(arena, ", %s of them across %s", plain_number(simple[MEASURE_HANDOFFS_ACROSS], room),
				 sides_handed_across(arena, analysis));
	return plain_format(arena, "%s; %s%s; story told %s; %s met.", say_time_taken(arena, simple),
			    counted(arena, simple[MEASURE_HANDOFFS], "hand-off", "hand-offs"), across,
			    simple[MEASURE_STORY_TOLD] > 0 ? plain_times(simple[MEASURE_STORY_TOLD], times) : "never",
			    counted(arena, simple[MEASURE_TEAMS_MET], "team", "teams"));
}

/* The marks of the kinds of what is wrong at a stop, each once. */
static const char *marks_at(const struct page *page, const struct analysis *analysis, const struct walked_stop *stop)
{
	bool seen[KIND_COUNT] = {false};
	const char *marks = "";
	for (uint32_t i = 0; i < stop->finding_count; i++)
		seen[rules[analysis->findings[stop->findings[i]].rule].kind] = true;
	for (enum kind kind = 0; kind < KIND_GOAL; kind++)
		if (seen[kind])
			marks = plain_format(page->arena, "%s %s", marks, kind_mark(kind, page->writer->ascii));
	return marks;
}

static const char *say_day(struct arena *arena, double seconds)
{
	return isnan(seconds) ? "?" : plain_format(arena, "%.0f", floor(seconds / 86400) + 1);
}

static const char *say_waited(struct arena *arena, const struct walked_stop *stop)
{
	if (stop->off_the_map)
		return isnan(stop->waited)
			   ? ", no arrow leads here"
			   : plain_format(arena, ", after %s, no arrow leads here", time_in_words(arena, stop->waited));
	if (!(stop->waited >= 60))
		return "";
	return plain_format(arena, ", after waiting %s", time_in_words(arena, stop->waited));
}

/* What lies between two episodes is told, and counts nowhere. */
static void write_life_goes_on(const struct page *page, const struct pathway *pathway, const struct walked_stop *stop)
{
	const char *says = stop->arrow == NONE ? "" : walk_life_goes_on(page->arena, &pathway->arrows[stop->arrow]);
	if (*says)
		page_text(page, 5, plain_format(page->arena, "%s These days are not counted.", says));
}

static void write_stop(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked,
		       uint32_t number)
{
	const struct walked_stop *stop = &walked->stops[number];
	const struct pathway *pathway = analysis->pathway;
	const struct step *step = &pathway->steps[stop->step];
	const char *beside = walk_beside(pathway, walked, number);
	const char *line = plain_format(
	    page->arena, "%s%s, %s%s%s", *beside ? plain_format(page->arena, "(%s) ", beside) : "", step->name,
	    pathway->teams[step->team].name, say_waited(page->arena, stop), marks_at(page, analysis, stop));
	write_life_goes_on(page, pathway, stop);
	page_day(page, say_day(page->arena, stop->starts), line);
}

static void write_route(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked)
{
	for (uint32_t i = 0; i < walked->stop_count; i++)
		write_stop(page, analysis, walked, i);
}

static void write_journey(struct arena *arena, const void *subject, uint32_t index)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	const struct walked_journey *walked = &report->analysis->journeys[index];
	const struct journey *journey = &report->analysis->pathway->journeys[index];
	page_name(&page, journey->name);
	if (journey->about)
		page_faint(&page, 5, journey->about);
	page_text(&page, 5, journey_in_words(arena, report->analysis, &walked->figures));
	write_route(&page, report->analysis, walked);
	const struct pathway *pathway = report->analysis->pathway;
	uint32_t count = walked->stop_count;
	if (count > 0 && pathway->steps[walked->stops[count - 1].step].outcome == NONE)
		page_text(&page, 5, walk_end(arena, pathway, walked));
}

bool page_journeys(const struct report_page *report)
{
	const struct page page = report_part(report, NULL);
	uint32_t count = report->analysis->pathway->journey_count;
	uint32_t shown = count < MOST_SHOWN ? count : MOST_SHOWN;
	if (count == 0)
		return true;
	page_heading(&page, "Journeys");
	if (!scratch_each(0, shown, write_journey, report))
		return false;
	page_rest(&page, count - shown, "--journey ID shows one");
	return true;
}

struct one_journey {
	const struct report_page *report;
	uint32_t index;
};

static void write_journey_findings(const struct page *page, const struct analysis *analysis,
				   const struct walked_journey *walked)
{
	if (walked->finding_count > 0)
		page_heading(page, "What is flagged on this way, for all who take it");
	for (uint32_t i = 0; i < walked->finding_count; i++) {
		const struct finding *finding = &analysis->findings[walked->findings[i]];
		page_item(page, kind_mark(rules[finding->rule].kind, page->writer->ascii),
			  finding_says(page->arena, analysis, finding));
	}
}

static void write_one_journey(struct arena *arena, const void *subject)
{
	const struct one_journey *one = subject;
	const struct analysis *analysis = one->report->analysis;
	const struct page page = report_part(one->report, arena);
	const struct walked_journey *walked = &analysis->journeys[one->index];
	page_blank(&page);
	write_journey(arena, one->report, one->index);
	write_journey_findings(&page, analysis, walked);
	page_journey_measures(&page, analysis->pathway, &walked->figures);
}

bool page_journey(const struct report_page *report, uint32_t journey)
{
	const struct one_journey one = {report, journey};
	return scratch_run(write_one_journey, &one);
}
