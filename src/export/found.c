#include "export/found.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <string.h>

enum { MOST_FOUND = 200 };

static bool has(struct arena *arena, const char *text, const char *sought)
{
	return strstr(text_fold(arena, text), sought) != NULL;
}

static const char *word_found(const struct pathway *pathway, struct indexes list, const char *sought)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (strstr(pathway->words[list.at[i]].folded, sought))
			return pathway->words[list.at[i]].text;
	return NULL;
}

/* NULL when the step has nothing of it. */
static const char *why_found(struct arena *arena, const struct pathway *pathway, const struct step *step,
			     const char *sought)
{
	const char *team = pathway->teams[step->team].name, *word;
	if (has(arena, step->name, sought) || has(arena, team, sought))
		return team;
	if ((word = word_found(pathway, step->asks, sought)))
		return plain_format(arena, "asks: %s", word);
	if ((word = word_found(pathway, step->does, sought)))
		return plain_format(arena, "does: %s", word);
	return NULL;
}

struct found_steps steps_found(struct arena *arena, const struct pathway *pathway, const char *sought)
{
	struct found_steps found = {0};
	sought = text_fold(arena, sought);
	for (uint32_t i = 0; i < pathway->step_count && found.list.count < MOST_FOUND; i++) {
		const char *why = why_found(arena, pathway, &pathway->steps[i], sought);
		if (why)
			*list_add(arena, &found.list) = (struct found_step){i, why};
	}
	return found;
}
