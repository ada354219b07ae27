#include "export/kinds.h"

static const struct {
	const char *shape, *ascii;
} marks[KIND_COUNT] = {
    [KIND_HANDOFF] = {"⇄", "<>"}, [KIND_DUPLICATION] = {"②", "2x"}, [KIND_DELAY] = {"◷", "(w)"},
    [KIND_OBSTACLE] = {"!", "!"}, [KIND_FAULT_LINE] = {"═", "="},   [KIND_GOAL] = {"◎", "o"},
};

const char *kind_mark(enum kind kind, bool ascii)
{
	return ascii ? marks[kind].ascii : marks[kind].shape;
}

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
