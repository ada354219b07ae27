#include "carepath/export.h"

#include "export/beside.h"
#include "export/json_finding.h"
#include "export/json_measures.h"
#include "export/kinds.h"
#include "export/place.h"
#include "export/scratch.h"
#include "export/soon.h"

#include <math.h>
#include <string.h>

/* A file being written. With `kind` given, only the findings of that kind are
 * written, and every index counts among these. */
struct json_report {
	struct json *json;
	const struct analysis *analysis;
	const struct report_options *options;
	uint32_t from, end; /* of analysis->findings; they stand together by kind */
};

static const char *step_id(const struct json_report *report, uint32_t step)
{
	return report->analysis->pathway->steps[step].id;
}

static void write_by_step(struct json *json, const char *key, const struct pathway *pathway, const double *values)
{
	json_open_object(json, key, JSON_INLINE);
	for (uint32_t i = 0; i < pathway->step_count; i++)
		json_number(json, pathway->steps[i].id, values[i]);
	json_close(json);
}

static void write_goals(struct json *json, const struct analysis *analysis)
{
	json_open_array(json, "goals", JSON_LINES);
	for (uint32_t i = 0; i < analysis->pathway->goal_count; i++) {
		const struct goal *goal = &analysis->pathway->goals[i];
		json_open_object(json, NULL, JSON_INLINE);
		json_text(json, "name", goal->name);
		json_text(json, "measure", goal->measure);
		json_number(json, "value", analysis->goal_values[i]);
		json_text(json, "target", goal->target);
		if (isnan(analysis->goal_values[i]))
			json_null(json, "met");
		else
			json_bool(json, "met", analysis->goal_met[i]);
		json_close(json);
	}
	json_close(json);
}

static bool is_written(const struct json_report *report, uint32_t finding)
{
	return finding >= report->from && finding < report->end;
}

static void write_indexes(const struct json_report *report, const char *key, const uint32_t *findings, uint32_t count)
{
	json_open_array(report->json, key, JSON_INLINE);
	for (uint32_t i = 0; i < count; i++)
		if (is_written(report, findings[i]))
			json_number(report->json, NULL, findings[i] - report->from);
	json_close(report->json);
}

static void write_short_list(const struct json_report *report)
{
	json_open_array(report->json, "short_list", JSON_INLINE);
	for (uint32_t i = 0; i < report->analysis->short_count; i++) {
		const struct short_entry *entry = &report->analysis->short_list[i];
		if (is_written(report, entry->findings[0]))
			write_indexes(report, NULL, entry->findings, entry->count);
	}
	json_close(report->json);
}

static void write_finding(struct arena *arena, struct writer *writer, const void *subject, uint32_t index)
{
	const struct json_report *report = subject;
	findings_soon(report->analysis, index, report->end);
	struct json aside = json_aside(report->json, writer, index > report->from);
	json_finding(&aside, NULL, arena, report->analysis, &report->analysis->findings[index]);
}

static bool write_findings(const struct json_report *report)
{
	json_open_array(report->json, "findings", JSON_LINES);
	bool done = beside_each(report->json->writer, report->analysis->threads, report->from, report->end,
				write_finding, report);
	if (report->from < report->end)
		json_filled(report->json);
	json_close(report->json);
	return done;
}

static void write_fault_lines(struct json *json, const struct analysis *analysis)
{
	const struct organisation *organisations = analysis->pathway->organisations;
	json_open_array(json, "fault_lines", JSON_LINES);
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		const struct fault_line *line = &analysis->fault_lines[i];
		json_open_object(json, NULL, JSON_INLINE);
		json_open_array(json, "between", JSON_INLINE);
		json_text(json, NULL, organisations[line->organisations[0]].id);
		json_text(json, NULL, organisations[line->organisations[1]].id);
		json_close(json);
		json_number(json, "handoffs", line->handoffs);
		json_number(json, "nothing_passed_on", line->nothing_passed_on);
		json_number(json, "waiting_time", line->waiting_time);
		json_number(json, "asked_again", line->asked_again);
		json_bool(json, "flagged", line->flagged);
		json_close(json);
	}
	json_close(json);
}

static void write_stop(const struct json_report *report, const struct walked_stop *stop)
{
	struct json *json = report->json;
	json_open_object(json, NULL, JSON_INLINE);
	json_text(json, "step", step_id(report, stop->step));
	json_number(json, "starts", stop->starts);
	json_number(json, "waited", stop->waited);
	write_indexes(report, "findings", stop->findings, stop->finding_count);
	json_close(json);
}

static void write_journey(const struct json_report *report, uint32_t index)
{
	const struct pathway *pathway = report->analysis->pathway;
	const struct journey *journey = &pathway->journeys[index];
	const struct walked_journey *walked = &report->analysis->journeys[index];
	json_open_object(report->json, journey->id, JSON_LINES);
	json_text(report->json, "name", journey->name);
	json_measures(report->json, "measures", pathway, &walked->figures);
	write_indexes(report, "findings", walked->findings, walked->finding_count);
	json_open_array(report->json, "route", JSON_LINES);
	for (uint32_t i = 0; i < walked->stop_count; i++)
		write_stop(report, &walked->stops[i]);
	json_close(report->json);
	json_close(report->json);
}

static void write_journeys(const struct json_report *report)
{
	const struct pathway *pathway = report->analysis->pathway;
	const char *only = report->options->journey;
	json_open_object(report->json, "journeys", JSON_LINES);
	for (uint32_t i = 0; i < pathway->journey_count; i++)
		if (!only || strcmp(only, pathway->journeys[i].id) == 0)
			write_journey(report, i);
	json_close(report->json);
}

static void write_pathway(struct json *json, const struct pathway *pathway)
{
	json_text(json, "file", pathway->source->name);
	json_text(json, "scenario", pathway->scenario == NONE ? NULL : pathway->scenarios[pathway->scenario].id);
	json_open_object(json, "pathway", JSON_INLINE);
	json_text(json, "name", pathway->name);
	json_text(json, "place", pathway->place);
	json_number(json, "people_per_year", pathway->people_per_year);
	json_number(json, "steps", pathway->step_count);
	json_number(json, "arrows", pathway->arrow_count);
	json_close(json);
}

static void write_sampled(struct json *json, const struct analysis *analysis)
{
	json_open_object(json, "sampled", JSON_INLINE);
	json_number(json, "people", (double)analysis->sampled_people);
	json_number(json, "seed", (double)analysis->seed);
	json_close(json);
}

/* The keys of one file, in an object that is open. */
static bool write_file(struct json *json, const struct analysis *analysis, const struct report_options *options)
{
	struct json_report report = {.json = json, .analysis = analysis, .options = options};
	findings_of_kind(analysis, options->kind, &report.from, &report.end);
	write_pathway(json, analysis->pathway);
	write_sampled(json, analysis);
	json_measures(json, "measures", analysis->pathway, &analysis->figures);
	write_by_step(json, "visits", analysis->pathway, analysis->figures.visits);
	write_by_step(json, "reached", analysis->pathway, analysis->figures.reached);
	write_goals(json, analysis);
	write_short_list(&report);
	if (!write_findings(&report))
		return false;
	write_fault_lines(json, analysis);
	write_journeys(&report);
	return true;
}

static void open_names(struct json *json, const char *key, const struct place_row *row)
{
	json_open_object(json, NULL, JSON_INLINE);
	json_open_array(json, key, JSON_INLINE);
	json_text(json, NULL, row->names[0]);
	if (*row->names[1])
		json_text(json, NULL, row->names[1]);
	json_close(json);
}

static void write_boundary(struct json *json, const struct place_row *row)
{
	open_names(json, "between", row);
	json_number(json, "handoffs", row->times);
	json_number(json, "nothing_passed_on", row->nothing_passed_on);
	json_number(json, "waiting_time", row->waiting_time);
	json_number(json, "asked_again", row->asked_again);
}

static void write_asked_again(struct json *json, const struct place_row *row)
{
	json_open_object(json, NULL, JSON_INLINE);
	json_text(json, "thing", row->names[0]);
	json_number(json, "per_year", row->times);
}

static void write_delay(struct json *json, const struct place_row *row)
{
	open_names(json, "teams", row);
	json_number(json, "per_year", row->times);
	json_number(json, "waiting_time", row->waiting_time);
}

static void write_rows(struct json *json, const char *key, const struct place_rows *rows,
		       void (*write)(struct json *, const struct place_row *))
{
	json_open_array(json, key, JSON_LINES);
	for (uint32_t i = 0; i < rows->count; i++) {
		write(json, &rows->at[i]);
		json_number(json, "files", rows->at[i].files);
		json_close(json);
	}
	json_close(json);
}

struct together {
	struct json *json;
	const struct analysis *const *files;
	uint32_t count;
};

static void write_place(struct arena *arena, const void *subject)
{
	const struct together *together = subject;
	const struct place *place = place_new(arena, together->files, together->count);
	json_open_object(together->json, "place", JSON_LINES);
	write_rows(together->json, "boundaries", &place->boundaries, write_boundary);
	write_rows(together->json, "asked_again", &place->asked_again, write_asked_again);
	write_rows(together->json, "delays", &place->delays, write_delay);
	json_close(together->json);
}

static bool write_files(const struct together *together, const struct report_options *options)
{
	json_open_array(together->json, "files", JSON_LINES);
	for (uint32_t i = 0; i < together->count; i++) {
		json_open_object(together->json, NULL, JSON_LINES);
		if (!write_file(together->json, together->files[i], options))
			return false;
		json_close(together->json);
	}
	json_close(together->json);
	return scratch_run(write_place, together);
}

bool report_write_json(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options)
{
	struct json json;
	const struct together together = {&json, files, count};
	json_start(&json, writer);
	json_open_object(&json, NULL, JSON_LINES);
	json_number(&json, "carepath", 1);
	if (!(count == 1 ? write_file(&json, files[0], options) : write_files(&together, options)))
		return false;
	json_close(&json);
	return true;
}
