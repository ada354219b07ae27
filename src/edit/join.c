/* Two steps that follow one another made one. */
#include "edit/removal.h"
#include "edit/set.h"
#include "edit/written.h"

#include "carepath/duration.h"
#include "carepath/plain.h"
#include "load/sections.h"

#include <string.h>

struct pair_of_steps {
	struct change *change;
	struct spot first, second;
	const char *first_id, *second_id;
	struct keys keys, second_keys;
};

static const char *shown(const struct pair_of_steps *pair, const struct keys *keys, const char *key)
{
	const struct outline *outline = &pair->change->outline;
	struct spot spot = keys_spot(outline, keys, key);
	return spot.key ? shown_value(outline, keys_field(keys, key), spot.value) : "";
}

/* Words of both, each once. */
static const char *united(struct arena *arena, const char *first, const char *second)
{
	struct pieces one = written_pieces(arena, first), two = written_pieces(arena, second);
	struct plain_row row = {0};
	const char *all = plain_add(arena, &row, "", first);
	for (uint32_t i = 0; i < two.at.count; i++) {
		bool there = false;
		for (uint32_t j = 0; j < one.at.count; j++)
			there |= strcmp(one.at.at[j], two.at.at[i]) == 0;
		if (!there)
			all = plain_add(arena, &row, ", ", shown_piece(arena, two.at.at[i]));
	}
	return all;
}

/* NULL where one of them is no single length. */
static const char *added_up(struct arena *arena, const char *first, const char *second)
{
	double one, two;
	if (duration_read_length(arena, first, true, &one).message ||
	    duration_read_length(arena, second, true, &two).message)
		return NULL;
	double minutes = (one + two) / 60;
	return minutes < 24 * 60 ? plain_format(arena, "%.6gmin", minutes) : plain_format(arena, "%.6gh", minutes / 60);
}

/* What both together say of a key; NULL where they contradict one another. */
static const char *together(const struct pair_of_steps *pair, const struct field *field)
{
	struct arena *arena = pair->change->arena;
	const char *first = shown(pair, &pair->keys, field->key), *second = shown(pair, &pair->second_keys, field->key);
	bool length = strcmp(field->key, "takes") == 0 || strcmp(field->key, "lasts") == 0;

	if (strcmp(field->key, "with") == 0)
		second = united(arena, shown(pair, &pair->second_keys, "team"), second);
	if (strcmp(field->key, "name") == 0 || strcmp(field->key, "team") == 0 || !*second)
		return first;
	if (form_of(field) == EDIT_WORDS)
		return united(arena, first, second);
	if (!*first || strcmp(first, second) == 0)
		return length && *first ? added_up(arena, first, second) : second;
	return length ? added_up(arena, first, second) : NULL;
}

/* The team of the step is not also one that does it with it. */
static const char *without(struct arena *arena, const char *words, const char *word)
{
	struct pieces pieces = written_pieces(arena, words);
	const char *left = "";
	struct plain_row row = {0};
	for (uint32_t i = 0; i < pieces.at.count; i++)
		if (strcmp(pieces.at.at[i], word) != 0)
			left = plain_add(arena, &row, ", ", shown_piece(arena, pieces.at.at[i]));
	return left;
}

static bool refuse_difference(const struct pair_of_steps *pair, const char *key)
{
	struct change *change = pair->change;
	return change_refuse(change, "%s and %s differ in what they say of '%s': %s, and %s. Make that the same first.",
			     outline_name(&change->outline, pair->first_id),
			     outline_name(&change->outline, pair->second_id), key, shown(pair, &pair->keys, key),
			     shown(pair, &pair->second_keys, key));
}

static bool unite_keys(struct pair_of_steps *pair)
{
	struct change *change = pair->change;

	for (uint32_t i = 0; i < step_record.count; i++) {
		const struct field *field = &step_record.fields[i];
		if (strcmp(field->key, "outcome") == 0 || !keys_field(&pair->keys, field->key))
			continue;
		const char *text = together(pair, field);
		if (!text)
			return refuse_difference(pair, field->key);
		if (strcmp(field->key, "with") == 0)
			text = without(change->arena, text, shown(pair, &pair->keys, "team"));
		if (!set_key(change, &pair->keys, field->key, text))
			return false;
	}
	return true;
}

static uint32_t column_of(const struct outline *outline, uint32_t at)
{
	return at - line_start(outline, at);
}

/* Lines of their own go on meaning the same only where they stand as far in as before. */
static bool can_stand_for(const struct outline *outline, struct spot own, struct spot taken)
{
	const struct node *value = outline_node(outline, taken.value);
	if (value->style != NODE_BARE || !node_holds_others(value))
		return true;
	return outline_node(outline, own.mapping)->style != NODE_BRACKETS &&
	       column_of(outline, outline_node(outline, own.key)->start) ==
		   column_of(outline, outline_node(outline, taken.key)->start);
}

/* How the second goes on is how both do. */
static bool take_ways_over(struct pair_of_steps *pair)
{
	struct change *change = pair->change;
	const struct outline *outline = &change->outline;
	struct spot own = outline_key(outline, pair->first.value, "next");
	struct spot next = outline_key(outline, pair->second.value, "next");
	struct spot outcome = outline_key(outline, pair->second.value, "outcome");
	struct spot taken = next.key ? next : outcome;

	if (next.key && outcome.key)
		return change_refuse(change,
				     "Some people end at %s, and others go on from there: give those who end a way of "
				     "their own first.",
				     outline_name(outline, pair->second_id));
	if (own.elsewhere || taken.elsewhere)
		return change_refuse_elsewhere(change, own.elsewhere ? own.value : taken.value);
	if (!taken.key)
		return change_take_key(change, own);
	if (!can_stand_for(outline, own, taken))
		return change_refuse_odd(change, outline_node(outline, taken.value)->start);
	uint32_t start = outline_node(outline, taken.key)->start,
		 end = outline_end(outline, value_of(outline, taken.key));
	change_put(change, outline_node(outline, own.key)->start, outline_end(outline, value_of(outline, own.key)),
		   arena_copy(change->arena, outline->text + start, end - start));
	return true;
}

/* Only the one leads to the other, and only there. */
static bool follow_one_another(struct pair_of_steps *pair)
{
	struct change *change = pair->change;
	const struct outline *outline = &change->outline;

	if (outline_ways(outline, pair->first) != 1 || outline_key(outline, pair->first.value, "outcome").key)
		return change_refuse(
		    change, "Only a step with a single way on can be joined with the next: take the others away "
			    "first.");
	pair->second_id = outline_to(outline, outline_way(outline, pair->first, 0));
	if (!pair->second_id || strcmp(pair->second_id, pair->first_id) == 0)
		return change_refuse(change, "No other step comes after it that it could be joined with.");
	pair->second = outline_step(outline, pair->second_id);
	if (pair->second.elsewhere)
		return change_refuse_elsewhere(change, pair->second.value);
	return arrows_to(outline, pair->second_id) == 1 ||
	       change_refuse(change,
			     "Other ways lead to %s, too, and those people do not come from here: let them go "
			     "elsewhere first.",
			     outline_name(outline, pair->second_id));
}

static bool make_join(struct change *change, const void *subject)
{
	const struct edit_place *place = subject;
	const struct outline *outline = &change->outline;
	struct pair_of_steps pair = {.change = change, .first_id = place->step, .keys = keys_of(outline, *place)};

	if (!can_change(change, &pair.keys, *place))
		return false;
	pair.first = outline_step(outline, place->step);
	if (!follow_one_another(&pair))
		return false;
	pair.second_keys = keys_of(outline, (struct edit_place){pair.second_id, NONE});
	change->what = plain_format(change->arena, "the joining of %s and %s", outline_name(outline, pair.first_id),
				    outline_name(outline, pair.second_id));
	return unite_keys(&pair) && take_ways_over(&pair) &&
	       leave_behind(change, (struct leaving){.id = pair.second_id, .to = pair.first_id, .joined = true}) &&
	       change_take_key(change, pair.second);
}

struct document *edit_join_steps(struct draft *draft, const char *step, char says[EDIT_SAYS])
{
	struct edit_place place = {step, NONE};
	return change_run(draft, make_join, &place, says);
}
