#include "export/kinds.h"

/* The first finding that is of this kind or of one that comes after it. */
static uint32_t first_from(const struct analysis *analysis, enum kind kind)
{
	uint32_t low = 0, high = analysis->finding_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (rules[analysis->findings[middle].rule].kind < kind)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void findings_of_kind(const struct analysis *analysis, enum kind kind, uint32_t *from, uint32_t *end)
{
	*from = kind == KIND_COUNT ? 0 : first_from(analysis, kind);
	*end = kind == KIND_COUNT ? analysis->finding_count : first_from(analysis, kind + 1);
}

void findings_told(const struct analysis *analysis, enum kind kind, uint32_t *from, uint32_t *end)
{
	*from = kind == KIND_COUNT ? 0 : analysis->told_first[kind];
	*end = analysis->told_first[kind == KIND_COUNT ? KIND_COUNT : kind + 1];
}

bool finding_is_between(const struct pathway *pathway, const struct finding *finding, const struct fault_line *line)
{
	uint32_t pair[2] = {finding->organisations[0], finding->organisations[1]};
	if (rules[finding->rule].kind != KIND_FAULT_LINE) {
		if (finding->teams[0] == NONE || finding->teams[1] == NONE)
			return false;
		pair[0] = pathway->teams[finding->teams[0]].organisation;
		pair[1] = pathway->teams[finding->teams[1]].organisation;
	}
	const uint32_t *wanted = line->organisations;
	return (pair[0] == wanted[0] && pair[1] == wanted[1]) || (pair[0] == wanted[1] && pair[1] == wanted[0]);
}
