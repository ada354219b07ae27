#include "edit/gone.h"

#include "carepath/duration.h"
#include "carepath/plain.h"

struct gone {
	const char *key, *words;
};

static const struct gone of_step[] = {
    {"voice", "what people say there"},
    {"obstacle", "what gets in the way there"},
    {"note", "its note"},
};

static const struct gone of_way[] = {
    {"planned", "a planned wait"},
    {"target", "its target"},
    {"via", "how the next team is told"},
    {"sends", "what is passed on"},
    {"reasons", "why people wait"},
    {"held_by", "whose next move it is"},
    {"obstacle", "an obstacle on the way on"},
    {"voice", "what people say on the way on"},
    {"note", "a note on the way on"},
};

static const char *also(struct arena *arena, const char *words, const char *more)
{
	return plain_format(arena, "%s%s%s", words, *words ? ", " : "", more);
}

static const char *all_of(struct change *change, uint32_t mapping, const struct gone *parts, size_t count,
			  const char *words)
{
	for (size_t i = 0; i < count; i++)
		if (outline_key(&change->outline, mapping, parts[i].key).key)
			words = also(change->arena, words, parts[i].words);
	return words;
}

/* "a wait of 26 minutes"; of one that differs, "on average". */
static const char *wait_of(struct change *change, uint32_t node)
{
	struct arena *arena = change->arena;
	struct duration wait = {0};
	char room[64];

	if (outline_node(&change->outline, node)->kind != NODE_TEXT ||
	    duration_read(arena, outline_text(&change->outline, node), false, &wait).message)
		return "a wait";
	bool one = duration_kind(&wait) == DURATION_CONSTANT;
	return plain_format(arena, "a wait of %s%s", duration_in_words(duration_mean(&wait), room),
			    one ? "" : " on average");
}

const char *gone_with(struct change *change, struct spot step, bool journeys)
{
	const struct outline *outline = &change->outline;
	uint32_t way = outline_ways(outline, step) ? outline_way(outline, step, 0).node : 0;
	uint32_t wait = outline_key(outline, way, "wait").value;
	const char *words = wait ? wait_of(change, wait) : "";

	words = all_of(change, way, of_way, sizeof of_way / sizeof *of_way, words);
	words = all_of(change, step.value, of_step, sizeof of_step / sizeof *of_step, words);
	if (journeys)
		words = also(change->arena, words, "what journeys say of their time there");
	return *words ? plain_format(change->arena, "With it went: %s.", words) : "";
}
