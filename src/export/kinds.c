#include "export/kinds.h"

void findings_of_kind(const struct analysis *analysis, enum kind kind, uint32_t *from, uint32_t *end)
{
	*from = 0;
	*end = analysis->finding_count;
	if (kind == KIND_COUNT)
		return;
	while (*from < *end && rules[analysis->findings[*from].rule].kind != kind)
		(*from)++;
	while (*end > *from && rules[analysis->findings[*end - 1].rule].kind != kind)
		(*end)--;
}
