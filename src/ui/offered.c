#include "ui/offered.h"

#include <ctype.h>
#include <string.h>

struct offers {
	struct arena *arena;
	LIST(struct form_offer) list;
};

/* A name that says no more than the id. */
static bool is_told(const char *id, const char *name)
{
	for (; *id && *name; id++, name++)
		if (tolower((unsigned char)*id) != tolower((unsigned char)*name) &&
		    !(strchr("-_", *id) && *name == ' '))
			return false;
	return *id == *name;
}

static void add(struct offers *offers, const char *text, const char *name)
{
	struct arena *arena = offers->arena;
	const char *kept = name && !is_told(text, name) ? arena_copy(arena, name, strlen(name)) : NULL;
	*list_add(arena, &offers->list) = (struct form_offer){arena_copy(arena, text, strlen(text)), kept};
}

static void add_words(struct offers *offers, const struct word_set *words)
{
	for (uint32_t i = 0; i < words->count; i++)
		if (*words->words[i])
			add(offers, words->words[i], NULL);
}

static void add_all(struct offers *offers, const struct pathway *pathway, const struct edit_field *field)
{
	switch (field->offer) {
	case OFFER_NOTHING:
		break;
	case OFFER_WORDS:
		add_words(offers, field->words);
		break;
	case OFFER_YES_NO:
		add(offers, "yes", NULL);
		add(offers, "no", NULL);
		break;
	case OFFER_TEAMS:
		for (uint32_t i = 0; i < pathway->team_count; i++)
			add(offers, pathway->teams[i].id, pathway->teams[i].name);
		break;
	case OFFER_STEPS:
		for (uint32_t i = 0; i < pathway->step_count; i++)
			add(offers, pathway->steps[i].id, pathway->steps[i].name);
		break;
	case OFFER_SOURCES:
		for (uint32_t i = 0; i < pathway->source_count; i++)
			add(offers, pathway->sources[i].id, pathway->sources[i].text);
		break;
	}
}

const struct form_offer *offered(struct arena *arena, const struct pathway *pathway, const struct edit_field *field)
{
	struct offers offers = {.arena = arena};
	add_all(&offers, pathway, field);
	if (offers.list.count == 0)
		return NULL;
	*list_add(arena, &offers.list) = (struct form_offer){NULL, NULL};
	return offers.list.at;
}
