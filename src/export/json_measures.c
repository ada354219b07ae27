#include "export/json_measures.h"

static void write_lead_time(struct json *json, const struct pathway *names, const struct figures *figures)
{
	(void)names;
	json_open_object(json, "lead_time", JSON_INLINE);
	json_number(json, "mean", figures->simple[MEASURE_LEAD_TIME]);
	json_number(json, "p50", figures->simple[MEASURE_LEAD_TIME_P50]);
	json_number(json, "p90", figures->simple[MEASURE_LEAD_TIME_P90]);
	json_number(json, "standard_error", figures->lead_time_error);
	json_close(json);
}

static void write_cost(struct json *json, const struct pathway *names, const struct figures *figures)
{
	json_open_object(json, "cost", JSON_INLINE);
	json_number(json, "total", figures->simple[MEASURE_COST]);
	json_open_object(json, "by_payer", JSON_INLINE);
	for (uint32_t i = 0; i < names->payer_count; i++)
		json_number(json, names->payers[i], figures->by_payer[i]);
	json_close(json);
	json_close(json);
}

static void write_outcomes(struct json *json, const struct pathway *names, const struct figures *figures)
{
	json_open_object(json, "outcomes", JSON_INLINE);
	for (uint32_t i = 0; i < names->outcome_count; i++)
		json_number(json, names->outcomes[i], figures->outcomes[i]);
	json_close(json);
}

static void write_clocks(struct json *json, const struct pathway *names, const struct figures *figures)
{
	json_open_object(json, "clocks", JSON_INLINE);
	for (uint32_t i = 0; i < names->clock_count; i++) {
		const struct clock_figures *clock = &figures->clocks[i];
		json_open_object(json, names->clocks[i].id, JSON_INLINE);
		json_number(json, "mean", clock->mean);
		json_number(json, "p50", clock->p50);
		json_number(json, "p90", clock->p90);
		json_number(json, "within", clock->within);
		json_number(json, "completed", clock->completed);
		json_close(json);
	}
	json_close(json);
}

/* The keys in their order: a measure that stands alone, or a
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

void json_measures(struct json *json, const char *key, const struct pathway *names, const struct figures *figures)
{
	json_open_object(json, key, JSON_LINES);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].write)
			fields[i].write(json, names, figures);
		else
			json_number(json, measures[fields[i].measure].name, figures->simple[fields[i].measure]);
	json_close(json);
}
