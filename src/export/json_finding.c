#include "export/json_finding.h"

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

void json_finding(struct json *json, const char *key, struct arena *arena, const struct analysis *analysis,
		  const struct finding *finding)
{
	const struct pathway *pathway = analysis->pathway;
	json_open_object(json, key, JSON_INLINE);
	json_text(json, "rule", rules[finding->rule].name);
	json_text(json, "kind", kind_words[rules[finding->rule].kind]);
	write_where(json, pathway, finding);
	write_teams(json, pathway, finding);
	json_text(json, "thing", finding->thing == NONE ? NULL : pathway->words[finding->thing].text);
	write_each(json, finding);
	json_number(json, "per_person", finding->per_person);
	json_number(json, "per_year", finding_times(analysis, finding) * pathway->people_per_year);
	json_number(json, "seconds_per_person", finding->seconds_per_person);
	json_bool(json, "accepted", finding->accepted);
	json_text(json, "says", finding_says(arena, analysis, finding));
	json_text(json, "question", finding_asks(arena, analysis, finding));
	json_close(json);
}
