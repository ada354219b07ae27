#include "export/parts.h"

#include "carepath/plain.h"
#include "export/lines.h"

#include <math.h>

uint32_t measure_parts(const struct pathway *pathway, enum measure measure)
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
	const char *part = measure < MEASURE_SIMPLE ? "" : measure_part(pathway, measure, index);
	return plain_format(arena, "%s%s%s%s", entry->name, part, entry->suffix ? "." : "",
			    entry->suffix ? entry->suffix : "");
}

const char *measure_in_words(struct arena *arena, enum unit unit, double value)
{
	char room[PLAIN_ROOM];
	if (!isfinite(value))
		return "not known";
	switch (unit) {
	case UNIT_TIME:
		return time_in_words(arena, value);
	case UNIT_SHARE:
		return plain_format(arena, "%s", plain_percent(value, room));
	case UNIT_MONEY:
		return plain_format(arena, "%s", plain_money(value, room));
	default:
		return plain_format(arena, "%s", plain_number(value, room));
	}
}
