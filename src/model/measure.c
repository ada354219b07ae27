/* The measures of a pathway by name and in words. */
#include "carepath/catalogue.h"
#include "carepath/plain.h"

#include <math.h>

uint32_t measure_part_count(const struct pathway *pathway, enum measure measure)
{
	if (measure < MEASURE_SIMPLE)
		return 1;
	switch (measure) {
	case MEASURE_COST_PAYER:
		return pathway->payer_count;
	case MEASURE_OUTCOME:
		return pathway->outcome_count;
	case MEASURE_VISITS:
	case MEASURE_REACHED:
		return pathway->step_count;
	default:
		return pathway->clock_count;
	}
}

const char *measure_part(const struct pathway *pathway, enum measure measure, uint32_t index)
{
	if (measure < MEASURE_SIMPLE)
		return "";
	switch (measure) {
	case MEASURE_COST_PAYER:
		return pathway->payers[index];
	case MEASURE_OUTCOME:
		return pathway->outcomes[index];
	case MEASURE_VISITS:
	case MEASURE_REACHED:
		return pathway->steps[index].id;
	default:
		return pathway->clocks[index].id;
	}
}

const char *measure_name(struct arena *arena, const struct pathway *pathway, enum measure measure, uint32_t index)
{
	const struct measure_entry *entry = &measures[measure];
	return plain_format(arena, "%s%s%s%s", entry->name, measure_part(pathway, measure, index),
			    entry->suffix ? "." : "", entry->suffix ? entry->suffix : "");
}

const char *measure_in_words(struct arena *arena, enum unit unit, double value)
{
	char room[PLAIN_ROOM];
	if (!isfinite(value))
		return "not known";
	switch (unit) {
	case UNIT_TIME:
		return plain_format(arena, "%s", duration_in_words(value, room));
	case UNIT_SHARE:
		return plain_format(arena, "%s", plain_percent(value, room));
	case UNIT_MONEY:
		return plain_format(arena, "%s", plain_money(value, room));
	default:
		return plain_format(arena, "%s", plain_number(value, room));
	}
}
