#include "carepath/export.h"

#include "export/beside.h"
#include "export/json.h"
#include "export/kinds.h"
#include "export/place.h"
#include "export/scratch.h"

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

static void write_lead_time(struct json *json, const struct pathway *pathway, const struct figures *figures)
{
	(void)pathway;
	json_open_object(json, "lead_time", JSON_INLINE);
	json_number(json, "mean", figures->simple[MEASURE_LEAD_TIME]);
	json_number(json, "p50", figures->simple[MEASURE_LEAD_TIME_P50]);
	json_number(json, "p90", figures->simple[MEASURE_LEAD_TIME_P90]);
	json_number(json, "standard_error", figures->lead_time_error);
	json_close(json);
}

static void write_cost(struct json *json, const struct pathway *pathway, const struct figures *figures)
{
	json_open_object(json, "cost", JSON_INLINE);
	json_number(json, "total", figures->simple[MEASURE_COST]);
	json_open_object(json, "by_payer", JSON_INLINE);
	for (uint32_t i = 0; i < pathway->payer_count; i++)
		json_number(json, pathway->payers[i], figures->by_payer[i]);
	json_close(json);
	json_close(json);
}

static void write_outcomes(struct json *json, const struct pathway *pathway, const struct figures *figures)
{
	json_open_object(json, "outcomes", JSON_INLINE);
	for (uint32_t i = 0; i < pathway->outcome_count; i++)
		json_number(json, pathway->outcomes[i], figures->outcomes[i]);
	json_close(json);
}

static void write_clocks(struct json *json, const struct pathway *pathway, const struct figures *figures)
{
	json_open_object(json, "clocks", JSON_INLINE);
	for (uint32_t i = 0; i < pathway->clock_count; i++) {
		const struct clock_figures *clock = &figures->clocks[i];
		json_open_object(json, pathway->clocks[i].id, JSON_INLINE);
		json_number(json, "mean", clock->mean);
		json_number(json, "p50", clock->p50);
		json_number(json, "p90", clock->p90);
		json_number(json, "within", clock->within);
		json_number(json, "completed", clock->completed);
		json_close(json);
	}
	json_close(json);
}

/* The keys of "measures" in their order: a measure that stands alone, or a
 * function for a key that holds several. */
static const struct field {
	enum measure measure;
	void (*write)(struct json *, const struct pathway *, const struct figures *);
} fields[] = {
    {MEASURE_STEPS, NULL},
    {MEASURE_HANDOFFS, NULL},
    {MEASURE_HANDOFFS_WITHIN, NULL},
    {MEASURE_HANDOFFS_BETWEEN, NULL},
    {MEASURE_HANDOFFS_ACROSS, NULL},
    {MEASURE_TEAMS_MET, NULL},
    {MEASURE_ORGANISATIONS_MET, NULL},
    {MEASURE_ASKED, NULL},
    {MEASURE_ASKED_AGAIN, NULL},
    {MEASURE_DONE_AGAIN, NULL},
    {MEASURE_STORY_TOLD, NULL},
    {MEASURE_TOUCH_TIME, NULL},
    {MEASURE_VALUE_TIME, NULL},
    {MEASURE_WAITING_TIME, NULL},
    {MEASURE_LEAD_TIME, write_lead_time},
    {MEASURE_WAITING_SHARE, NULL},
    {MEASURE_FLOW_EFFICIENCY, NULL},
    {MEASURE_HOSPITAL_TIME, NULL},
    {MEASURE_HOME_TIME, NULL},
    {MEASURE_WAITING_IN_HOSPITAL, NULL},
    {MEASURE_COST, write_cost},
    {MEASURE_TURNED_AWAY, NULL},
    {MEASURE_LOST, NULL},
    {MEASURE_OUTCOME, write_outcomes},
    {MEASURE_CLOCK, write_clocks},
    {MEASURE_ESTIMATED, NULL},
    {MEASURE_FEELING, NULL},
};

static void write_measures(struct json *json, const struct pathway *pathway, const struct figures *figures)
{
	json_open_object(json, "measures", JSON_LINES);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].write)
			fields[i].write(json, pathway, figures);
		else
			json_number(json, measures[fields[i].measure].name, figures->simple[fields[i].measure]);
	json_close(json);
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

static void write_teams(struct json *json, const struct pathway *pathway, const struct finding *finding)
{
	json_open_array(json, "teams", JSON_INLINE);
	for (int i = 0; i < 2; i++)
		if (finding->teams[i] != NONE)
			json_text(json, NULL, pathway->teams[finding->teams[i]].id);
	json_close(json);
}

static void write_where(struct json *json, const struct pathway *pathway, const struct finding *finding)
{
	struct position position = source_position(pathway->source, finding->place.start);
	json_open_array(json, "at", JSON_INLINE);
	for (uint32_t i = 0; i < finding->at_count; i++)
		json_text(json, NULL, pathway->steps[finding->at[i]].id);
	json_close(json);
	json_number(json, "line", position.line);
	json_number(json, "column", position.column);
}

static void write_each(struct json *json, const struct finding *finding)
{
	if (!finding->each) {
		json_null(json, "each");
		return;
	}
	json_open_array(json, "each", JSON_INLINE);
	for (uint32_t i = 0; i < finding->at_count; i++)
		json_number(json, NULL, finding->each[i]);
	json_close(json);
}

static void write_finding(struct arena *arena, struct writer *writer, const void *subject, uint32_t index)
{
	const struct json_report *report = subject;
	const struct analysis *analysis = report->analysis;
	const struct pathway *pathway = analysis->pathway;
	const struct finding *finding = &analysis->findings[index];
	struct json aside = json_aside(report->json, writer, index > report->from), *json = &aside;
	json_open_object(json, NULL, JSON_INLINE);
	json_text(json, "rule", rules[finding->rule].name);
	json_text(json, "kind", kind_words[rules[finding->rule].kind]);
	write_where(json, pathway, finding);
	write_teams(json, pathway, finding);
	json_text(json, "thing", finding->thing == NONE ? NULL : pathway->words[finding->thing].text);
	write_each(json, finding);
	json_number(json, "per_person", finding->per_person);
	json_number(json, "per_year", finding->per_person * pathway->people_per_year);
	json_number(json, "seconds_per_person", finding->seconds_per_person);
	json_bool(json, "accepted", finding->accepted);
	json_text(json, "says", finding_says(arena, analysis, finding));
	json_text(json, "question", finding_asks(arena, analysis, finding));
	json_close(json);
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
	write_measures(report->json, pathway, &walked->figures);
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
	write_measures(json, analysis->pathway, &analysis->figures);
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
