#include "export/compare_page.h"
#include "export/json_finding.h"
#include "export/json_measures.h"
#include "export/scratch.h"

#include <math.h>

struct json_comparison {
	struct json *json;
	const struct comparison *comparison;
	const struct finding_pair *pairs;
};

static void write_pathway(struct json *json, const char *key, const struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	json_open_object(json, key, JSON_INLINE);
	json_text(json, "file", pathway->source->name);
	json_text(json, "scenario", pathway->scenario == NONE ? NULL : pathway->scenarios[pathway->scenario].id);
	json_text(json, "name", pathway->name);
	json_text(json, "place", pathway->place);
	json_number(json, "people_per_year", pathway->people_per_year);
	json_number(json, "sampled_people", (double)analysis->sampled_people);
	json_number(json, "seed", (double)analysis->seed);
	json_close(json);
}

/* ---- Findings -------------------------------------------------------------------------- */

/* One that is on one map only as in a report; one on both as it is on each. */
static void write_pair(struct arena *arena, const void *subject, uint32_t index)
{
	const struct json_comparison *written = subject;
	const struct finding_pair *pair = &written->pairs[index];
	const struct analysis *before = written->comparison->before, *after = written->comparison->after;
	if (pair->after == NONE) {
		json_finding(written->json, NULL, arena, before, &before->findings[pair->before]);
	} else if (pair->before == NONE) {
		json_finding(written->json, NULL, arena, after, &after->findings[pair->after]);
	} else {
		json_open_object(written->json, NULL, JSON_INLINE);
		json_finding(written->json, "before", arena, before, &before->findings[pair->before]);
		json_finding(written->json, "after", arena, after, &after->findings[pair->after]);
		json_close(written->json);
	}
}

static bool write_pairs(struct json *json, const char *key, const struct comparison *comparison,
			struct finding_pairs pairs)
{
	const struct json_comparison written = {json, comparison, pairs.at};
	json_open_array(json, key, JSON_LINES);
	bool done = scratch_each(0, pairs.count, write_pair, &written);
	json_close(json);
	return done;
}

static bool write_findings(struct json *json, const struct comparison *comparison)
{
	json_open_object(json, "findings", JSON_LINES);
	bool done = write_pairs(json, "gone", comparison, comparison->gone) &&
		    write_pairs(json, "new", comparison, comparison->found) &&
		    write_pairs(json, "stayed", comparison, comparison->stayed);
	json_close(json);
	return done;
}

/* ---- Steps ----------------------------------------------------------------------------- */

static void write_doer(struct json *json, const struct pathway *pathway, const struct step *step)
{
	json_text(json, "team", pathway->teams[step->team].id);
	json_text(json, "setting", word_of(&setting_words, step->setting));
}

static void write_step(struct json *json, const struct comparison *comparison, const struct step_pair *pair)
{
	const struct pathway *one = comparison->before->pathway, *other = comparison->after->pathway;
	const struct pathway *pathway = pair->after == NONE ? one : other;
	const struct step *step = &pathway->steps[pair->after == NONE ? pair->before : pair->after];
	json_open_object(json, NULL, JSON_INLINE);
	json_text(json, "step", step->id);
	json_text(json, "name", step->name);
	if (pair->before == NONE || pair->after == NONE) {
		write_doer(json, pathway, step);
	} else {
		json_open_object(json, "before", JSON_INLINE);
		write_doer(json, one, &one->steps[pair->before]);
		json_close(json);
		json_open_object(json, "after", JSON_INLINE);
		write_doer(json, other, step);
		json_close(json);
	}
	json_close(json);
}

static void write_steps(struct json *json, const char *key, const struct comparison *comparison,
			struct step_pairs steps)
{
	json_open_array(json, key, JSON_LINES);
	for (uint32_t i = 0; i < steps.count; i++)
		write_step(json, comparison, &steps.at[i]);
	json_close(json);
}

static void write_all_steps(struct json *json, const struct comparison *comparison)
{
	json_open_object(json, "steps", JSON_LINES);
	write_steps(json, "added", comparison, comparison->added);
	write_steps(json, "removed", comparison, comparison->removed);
	write_steps(json, "moved", comparison, comparison->moved);
	json_close(json);
}

/* ---- Payers and goals -------------------------------------------------------------------- */

static void write_payers(struct json *json, const struct comparison *comparison)
{
	json_open_array(json, "payers", JSON_LINES);
	for (uint32_t i = 0; i < comparison->names->payer_count; i++) {
		json_open_object(json, NULL, JSON_INLINE);
		json_text(json, "payer", comparison->names->payers[i]);
		json_number(json, "before", comparison->figures_before.by_payer[i]);
		json_number(json, "after", comparison->figures_after.by_payer[i]);
		json_number(json, "change", comparison->change.by_payer[i]);
		json_close(json);
	}
	json_close(json);
	json_open_array(json, "cost_moves", JSON_LINES);
	for (uint32_t i = 0; i < comparison->move_count; i++) {
		json_open_object(json, NULL, JSON_INLINE);
		json_text(json, "from", comparison->names->payers[comparison->moves[i].from]);
		json_text(json, "to", comparison->names->payers[comparison->moves[i].to]);
		json_number(json, "amount", comparison->moves[i].pounds);
		json_close(json);
	}
	json_close(json);
}

static void write_met(struct json *json, const char *key, const struct analysis *analysis, uint32_t goal)
{
	if (goal == NONE || isnan(analysis->goal_values[goal]))
		json_null(json, key);
	else
		json_bool(json, key, analysis->goal_met[goal]);
}

static void write_goal(struct json *json, const struct comparison *comparison, const struct goal_pair *pair)
{
	const struct analysis *before = comparison->before, *after = comparison->after;
	json_open_object(json, NULL, JSON_INLINE);
	json_text(json, "name",
		  pair->after == NONE ? before->pathway->goals[pair->before].name
				      : after->pathway->goals[pair->after].name);
	json_number(json, "before", pair->before == NONE ? NAN : before->goal_values[pair->before]);
	json_number(json, "after", pair->after == NONE ? NAN : after->goal_values[pair->after]);
	write_met(json, "met_before", before, pair->before);
	write_met(json, "met_after", after, pair->after);
	json_close(json);
}

static void write_goals(struct json *json, const struct comparison *comparison)
{
	json_open_array(json, "goals", JSON_LINES);
	for (uint32_t i = 0; i < comparison->goal_count; i++)
		write_goal(json, comparison, &comparison->goals[i]);
	json_close(json);
}

bool comparison_write_json(struct writer *writer, const struct comparison *comparison, size_t columns)
{
	struct json json;
	(void)columns;
	json_start(&json, writer);
	json_open_object(&json, NULL, JSON_LINES);
	json_number(&json, "carepath", 1);
	json_text(&json, "says", comparison->says);
	json_open_object(&json, "pathways", JSON_LINES);
	write_pathway(&json, "before", comparison->before);
	write_pathway(&json, "after", comparison->after);
	json_close(&json);
	json_measures(&json, "before", comparison->names, &comparison->figures_before);
	json_measures(&json, "after", comparison->names, &comparison->figures_after);
	json_measures(&json, "change", comparison->names, &comparison->change);
	json_measures(&json, "better", comparison->names, &comparison->better);
	if (!write_findings(&json, comparison))
		return false;
	write_all_steps(&json, comparison);
	write_payers(&json, comparison);
	write_goals(&json, comparison);
	json_close(&json);
	return true;
}
