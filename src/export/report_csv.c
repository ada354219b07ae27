#include "carepath/export.h"

#include "carepath/plain.h"
#include "export/csv.h"
#include "export/scratch.h"

#include <string.h>

struct csv_report {
	struct csv *csv;
	const struct analysis *analysis;
	enum kind kind;
	const uint32_t *findings; /* of one journey; NULL: all in their order */
};

static void write_header(struct csv *csv, const char *const *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_text(csv, columns[i]);
	csv_end_row(csv);
}

/* "ward-stay; care-assessment"; NULL for none. */
static const char *step_list(struct arena *arena, const struct analysis *analysis, const uint32_t *steps,
			     uint32_t count)
{
	const struct step *all = analysis->pathway->steps;
	size_t length = 0;
	for (uint32_t i = 0; i < count; i++)
		length += strlen(all[steps[i]].id) + 2;
	char *list = count > 0 ? arena_take(arena, length + 1) : NULL, *end = list;
	for (uint32_t i = 0; i < count; i++)
		end = stpcpy(stpcpy(end, i > 0 ? "; " : ""), all[steps[i]].id);
	return list;
}

/* Of a duplication all steps stand in `step`; else the first, and where it
 * leads in `to`. */
static void write_steps(struct arena *arena, struct csv *csv, const struct analysis *analysis,
			const struct finding *finding)
{
	bool together = rules[finding->rule].kind == KIND_DUPLICATION;
	uint32_t first = together || finding->at_count == 0 ? finding->at_count : 1;
	csv_text(csv, step_list(arena, analysis, finding->at, first));
	csv_text(csv, step_list(arena, analysis, finding->at + first, finding->at_count - first));
}

static const char *team_list(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	const char *one = finding->teams[0] == NONE ? NULL : pathway->teams[finding->teams[0]].id;
	const char *other = finding->teams[1] == NONE ? NULL : pathway->teams[finding->teams[1]].id;
	return one && other ? plain_format(arena, "%s; %s", one, other) : one ? one : other;
}

static void write_finding(struct arena *arena, const struct csv_report *report, const struct finding *finding)
{
	const struct analysis *analysis = report->analysis;
	const struct pathway *pathway = analysis->pathway;
	struct csv *csv = report->csv;
	csv_text(csv, pathway->source->name);
	csv_text(csv, rules[finding->rule].name);
	csv_text(csv, kind_words[rules[finding->rule].kind]);
	write_steps(arena, csv, analysis, finding);
	csv_number(csv, source_position(pathway->source, finding->place.start).line);
	csv_text(csv, team_list(arena, pathway, finding));
	csv_text(csv, finding->thing == NONE ? NULL : pathway->words[finding->thing].text);
	csv_number(csv, finding->per_person);
	csv_number(csv, finding_times(analysis, finding) * pathway->people_per_year);
	csv_number(csv, finding->seconds_per_person / 86400);
	csv_text(csv, finding->accepted ? "yes" : "no");
	csv_text(csv, finding_says(arena, analysis, finding));
	csv_text(csv, finding_asks(arena, analysis, finding));
	csv_end_row(csv);
}

static void write_if_asked(struct arena *arena, const void *subject, uint32_t index)
{
	const struct csv_report *report = subject;
	const struct finding *finding = &report->analysis->findings[report->findings ? report->findings[index] : index];
	if (report->kind == KIND_COUNT || rules[finding->rule].kind == report->kind)
		write_finding(arena, report, finding);
}

/* The journey with this id, or NULL. */
static const struct walked_journey *find_walked(const struct analysis *analysis, const char *id)
{
	uint32_t journey = pathway_find_journey(analysis->pathway, id);
	return journey == NONE ? NULL : &analysis->journeys[journey];
}

static bool write_findings(struct csv *csv, const struct analysis *analysis, const struct report_options *options)
{
	struct csv_report report = {csv, analysis, options->kind, NULL};
	if (!options->journey)
		return scratch_each(0, analysis->finding_count, write_if_asked, &report);
	const struct walked_journey *walked = find_walked(analysis, options->journey);
	if (!walked || walked->finding_count == 0)
		return true;
	report.findings = walked->findings;
	return scratch_each(0, walked->finding_count, write_if_asked, &report);
}

bool report_write_csv(struct writer *writer, const struct analysis *const *files, uint32_t count,
		      const struct report_options *options)
{
	static const char *const columns[] = {"file",
					      "rule",
					      "kind",
					      "step",
					      "to",
					      "line",
					      "teams",
					      "thing",
					      "per_person",
					      "per_year",
					      "days_per_person",
					      "accepted",
					      "says",
					      "question"};
	struct csv csv = {.writer = writer};
	write_header(&csv, columns, sizeof columns / sizeof *columns);
	for (uint32_t i = 0; i < count; i++)
		if (!write_findings(&csv, files[i], options))
			return false;
	return true;
}

struct measure_rows {
	struct csv *csv;
	const struct pathway *pathway;
	const struct figures *figures;
	const char *journey; /* whose figures they are; NULL: the pathway's */
	enum measure measure;
};

static void write_measure(struct arena *arena, const void *subject, uint32_t index)
{
	const struct measure_rows *rows = subject;
	uint32_t part = rows->measure < MEASURE_SIMPLE ? NONE : index;
	csv_text(rows->csv, rows->pathway->source->name);
	const char *name = measure_name(arena, rows->pathway, rows->measure, part);
	csv_text(rows->csv, rows->journey ? plain_format(arena, "journeys.%s.%s", rows->journey, name) : name);
	csv_number(rows->csv, figures_value(rows->figures, rows->measure, part));
	csv_end_row(rows->csv);
}

static bool write_measures(struct csv *csv, const struct analysis *analysis, const struct figures *figures,
			   const char *journey)
{
	for (enum measure measure = 0; measure < MEASURE_COUNT; measure++) {
		const struct measure_rows rows = {csv, analysis->pathway, figures, journey, measure};
		if (!scratch_each(0, measure_part_count(analysis->pathway, measure), write_measure, &rows))
			return false;
	}
	return true;
}

bool report_write_measures_csv(struct writer *writer, const struct analysis *const *files, uint32_t count,
			       const struct report_options *options)
{
	static const char *const columns[] = {"file", "measure", "value"};
	struct csv csv = {.writer = writer};
	write_header(&csv, columns, sizeof columns / sizeof *columns);
	for (uint32_t i = 0; i < count; i++) {
		const struct walked_journey *walked = options->journey ? find_walked(files[i], options->journey) : NULL;
		if (options->journey && !walked)
			continue;
		if (!write_measures(&csv, files[i], walked ? &walked->figures : &files[i]->figures, options->journey))
			return false;
	}
	return true;
}
