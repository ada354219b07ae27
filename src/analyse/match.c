#include "analyse/match.h"

#include "carepath/words.h"

#include <stdlib.h>
#include <string.h>

struct name {
	const char *text;
	uint32_t number;
};

static int by_text(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->text, y->text);
	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static const struct name *sorted(struct arena *arena, struct names names)
{
	struct name *list = ARENA_ARRAY(arena, struct name, names.count);
	for (uint32_t i = 0; i < names.count; i++)
		list[i] = (struct name){names.at(names.subject, i), i};
	if (names.count > 0)
		qsort(list, names.count, sizeof *list, by_text);
	return list;
}

const uint32_t *match_names(struct arena *arena, struct names names, struct names others)
{
	uint32_t *match = ARENA_ARRAY(arena, uint32_t, names.count), i = 0, j = 0;
	const struct name *a = sorted(arena, names), *b = sorted(arena, others);
	while (i < names.count) {
		int order = j < others.count ? strcmp(a[i].text, b[j].text) : -1;
		if (order > 0) {
			j++;
			continue;
		}
		match[a[i++].number] = order == 0 ? b[j++].number : NONE;
	}
	return match;
}
