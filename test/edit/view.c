#include "view.h"

#include "edit/draft.h"
#include "edit/keys.h"

#include <string.h>

static void add_place(const struct outline *outline, struct said_list *list, struct edit_place place)
{
	struct edit_fields fields = fields_of(outline, place);
	for (uint32_t i = 0; i < fields.count; i++)
		if (fields.at[i].given)
			*list_add(outline->arena, &list->at) = (struct said){place, fields.at[i]};
}

struct said_list all_said(struct arena *arena, const struct draft *draft, const struct pathway *pathway)
{
	struct said_list list = {0};
	struct outline outline;
	if (!outline_read(arena, draft->text, draft->length, &outline))
		return list;
	for (uint32_t i = 0; i < pathway->step_count; i++) {
		const struct step *step = &pathway->steps[i];
		add_place(&outline, &list, (struct edit_place){step->id, NONE});
		for (uint32_t way = 0; way < step_arrows_end(step) - step->first_arrow; way++)
			add_place(&outline, &list, (struct edit_place){step->id, way});
	}
	return list;
}

static bool same(const char *loaded, const char *asked)
{
	return loaded && strcmp(loaded, asked) == 0;
}

static bool step_says(const struct pathway *pathway, const struct step *step, const char *key, const char *text)
{
	if (strcmp(key, "name") == 0)
		return same(step->name, text);
	if (strcmp(key, "note") == 0)
		return same(step->note, text);
	if (strcmp(key, "outcome") == 0)
		return same(pathway->outcomes[step->outcome], text);
	if (strcmp(key, "team") == 0)
		return same(pathway->teams[step->team].id, text);
	if (strcmp(key, "setting") == 0)
		return same(word_of(&setting_words, step->setting), text);
	if (strcmp(key, "contact") == 0)
		return same(word_of(&contact_words, step->contact), text);
	return true;
}

static bool arrow_says(const struct pathway *pathway, const struct arrow *arrow, const char *key, const char *text)
{
	if (strcmp(key, "to") == 0)
		return same(pathway->steps[arrow->to].id, text);
	if (strcmp(key, "outcome") == 0)
		return arrow->to == NONE && same(pathway->outcomes[arrow->outcome], text);
	if (strcmp(key, "when") == 0)
		return same(arrow->when, text);
	if (strcmp(key, "note") == 0)
		return same(arrow->note, text);
	if (strcmp(key, "via") == 0)
		return same(word_of(&via_words, arrow->via), text);
	if (strcmp(key, "held_by") == 0)
		return same(word_of(&held_by_words, arrow->held_by), text);
	if (strcmp(key, "meanwhile") == 0)
		return same(word_of(&setting_words, arrow->meanwhile), text);
	return true;
}

bool pathway_says(const struct pathway *pathway, struct edit_place place, const char *key, const char *text)
{
	const struct step *step = &pathway->steps[pathway_find_step(pathway, place.step)];
	if (place.way == NONE)
		return step_says(pathway, step, key, text);
	return arrow_says(pathway, &pathway->arrows[step->first_arrow + place.way], key, text);
}
