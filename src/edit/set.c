#include "edit/set.h"

#include "carepath/plain.h"
#include "edit/removal.h"
#include "edit/written.h"
#include "load/sections.h"
#include "load/voice.h"

#include <string.h>
#include <strings.h>

static bool in_brackets(const struct outline *outline, uint32_t node)
{
	return outline_node(outline, node)->style == NODE_BRACKETS;
}

/* Only people's own texts need quotes where YAML would see a number. */
static bool is_free_text(const struct field *field)
{
	return form_of(field) == EDIT_TEXT || form_of(field) == EDIT_WORDS || field->type == &value_texts ||
	       field->type == &value_voices || field->type == &value_node;
}

static struct manner manner_of(const struct field *field, bool brackets)
{
	return (struct manner){.brackets = brackets, .text = is_free_text(field)};
}

static const char *new_list(struct arena *arena, const struct field *field, const struct pieces *pieces, bool brackets)
{
	struct manner inside = manner_of(field, true);
	const char *list = "";
	struct plain_row row = {0};

	if (pieces->at.count == 1)
		return written_text(arena, pieces->at.at[0], manner_of(field, brackets));
	for (uint32_t i = 0; i < pieces->at.count; i++)
		list = plain_add(arena, &row, ", ", written_text(arena, pieces->at.at[i], inside));
	return plain_format(arena, "[%s]", list);
}

const char *new_value(struct arena *arena, const struct field *field, const char *text, bool brackets)
{
	if (form_of(field) == EDIT_WORDS) {
		struct pieces pieces = written_pieces(arena, text);
		return new_list(arena, field, &pieces, brackets);
	}
	if (form_of(field) == EDIT_FLOW && is_flow(arena, text))
		return text;
	return written_text(arena, text, manner_of(field, brackets));
}

/* ----------------------------------------------------- in place of a value */

/* What stands there by indentation may start on a line of its own, where a
 * value without it could not: everything behind the colon goes. */
static void replace_indented(struct change *change, uint32_t key, const char *text)
{
	const struct outline *outline = &change->outline;
	uint32_t value = value_of(outline, key), colon = outline_node(outline, key)->end;

	while (outline->text[colon] != ':')
		colon++;
	change_put(change, colon + 1, outline_end(outline, value), plain_format(change->arena, " %s", text));
}

static bool replace_text(struct change *change, const struct field *field, struct spot spot, const char *text)
{
	const struct outline *outline = &change->outline;
	const struct node *node = outline_node(outline, spot.value);
	bool brackets = spot.mapping && in_brackets(outline, spot.mapping);

	if (node->kind != NODE_TEXT || (form_of(field) == EDIT_FLOW && is_flow(change->arena, text))) {
		const char *value = new_value(change->arena, field, text, brackets);
		if (node->kind != NODE_TEXT && node->style == NODE_BARE)
			replace_indented(change, spot.key, value);
		else
			change_node(change, spot.value, value);
		return true;
	}
	const char *block = node->style == NODE_BLOCK ? written_block(outline, spot.value, text) : NULL;
	struct manner manner = manner_of(field, brackets);
	manner.quote = node->style == NODE_QUOTED ? outline->text[node->start] : '\0';
	change_node(change, spot.value, block ? block : written_text(change->arena, text, manner));
	return true;
}

/* An entry that gives way to another keeps its quotes. */
static bool replace_entry(struct change *change, const struct field *field, uint32_t list, uint32_t item,
			  const char *text)
{
	const struct outline *outline = &change->outline;
	const struct node *node = outline_node(outline, item);
	struct manner manner = manner_of(field, in_brackets(outline, list));

	if (node->kind == NODE_ALIAS)
		return change_refuse_elsewhere(change, tree_value(outline->tree, item));
	manner.quote = node->style == NODE_QUOTED ? outline->text[node->start] : '\0';
	change_node(change, item, written_text(change->arena, text, manner));
	return true;
}

static bool is_entry(const struct outline *outline, uint32_t list, uint32_t index, const char *text)
{
	uint32_t value = tree_value(outline->tree, list_entry(outline, list, index));
	return strcmp(outline_text(outline, value), text) == 0;
}

/* Only the entries that differ are touched: those at the start and at the end
 * that stay the same are left as they stand. */
static bool replace_list(struct change *change, const struct field *field, uint32_t list, const struct pieces *pieces)
{
	const struct outline *outline = &change->outline;
	uint32_t old = outline_node(outline, list)->count, new = pieces->at.count, same = 0, same_end = 0;
	uint32_t both = old < new ? old : new;

	while (same < both && is_entry(outline, list, same, pieces->at.at[same]))
		same++;
	while (same + same_end < both && is_entry(outline, list, old - 1 - same_end, pieces->at.at[new - 1 - same_end]))
		same_end++;
	uint32_t at = same;
	for (; at < both - same_end; at++)
		if (!replace_entry(change, field, list, list_entry(outline, list, at), pieces->at.at[at]))
			return false;
	struct manner manner = manner_of(field, in_brackets(outline, list));
	for (uint32_t i = at; i < new - same_end; i++)
		if (!change_add_entry(change, list, at, written_text(change->arena, pieces->at.at[i], manner)))
			return false;
	return at >= old - same_end || change_take_entries(change, list, at, old - same_end);
}

static bool replace_value(struct change *change, const struct field *field, struct spot spot, const char *text)
{
	const struct outline *outline = &change->outline;
	const struct node *node = outline_node(outline, spot.value);

	if (form_of(field) != EDIT_WORDS)
		return replace_text(change, field, spot, text);
	struct pieces pieces = written_pieces(change->arena, text);
	if (node->kind == NODE_LIST && node->count > 0)
		return replace_list(change, field, spot.value, &pieces);
	if (pieces.at.count == 1)
		return replace_text(change, field, spot, pieces.at.at[0]);
	change_node(change, spot.value,
		    new_list(change->arena, field, &pieces, spot.mapping && in_brackets(outline, spot.mapping)));
	return true;
}

/* ------------------------------------------------------------ a key set */

/* The id of a step that stands for an arrow becomes one with keys. */
static bool add_to_id(struct change *change, const struct keys *keys, const char *key, const char *value)
{
	const struct outline *outline = &change->outline;
	uint32_t end = outline_end(outline, keys->node);
	bool first = strcmp(key, "outcome") == 0;

	if (first) {
		change_node(change, keys->node, plain_format(change->arena, "{ outcome: %s }", value));
		return true;
	}
	change_put(change, outline_node(outline, keys->node)->start, outline_node(outline, keys->node)->start,
		   "{ to: ");
	change_put(change, end, end, plain_format(change->arena, ", %s: %s }", key, value));
	return true;
}

/* An arrow has either of these two. */
static const char *rival_of(const struct keys *keys, const char *key)
{
	if (keys->record->fields == step_record.fields)
		return NULL;
	return strcmp(key, "to") == 0 ? "outcome" : strcmp(key, "outcome") == 0 ? "to" : NULL;
}

/* A step in place of an end, or an end in place of a step: key and value. */
static bool take_place(struct change *change, struct spot rival, const char *key, const char *value)
{
	if (rival.elsewhere)
		return change_refuse_elsewhere(change, rival.value);
	change_node(change, rival.key, key);
	change_node(change, rival.value, value);
	return true;
}

static bool add_key(struct change *change, const struct keys *keys, const struct field *field, const char *text)
{
	struct outline *outline = &change->outline;
	const char *rival_key = rival_of(keys, field->key);
	bool brackets = !keys->mapping || in_brackets(outline, keys->mapping);
	const char *value = new_value(change->arena, field, text, brackets);

	if (!keys->mapping)
		return add_to_id(change, keys, field->key, value);
	struct spot rival = {0};
	if (rival_key)
		rival = outline_key(outline, keys->mapping, rival_key);
	if (rival.key)
		return take_place(change, rival, field->key, value);
	return change_add_key(change, keys->mapping, keys_order(change->arena, keys->record), field->key, value);
}

static bool take_key(struct change *change, const struct field *field, struct spot spot)
{
	if (field->flags & FIELD_NEEDED)
		return change_refuse(change, "It cannot be without its '%s': say another one.", field->key);
	if (!spot.mapping)
		return change_refuse(change, "A way has to lead to a step, or to an end: say another one.");
	return change_take_key(change, spot);
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \n")] == '\0';
}

static bool is_nothing(const struct field *field, const char *text)
{
	return form_of(field) == EDIT_WORDS ? text[strspn(text, " ,\n")] == '\0' : is_blank(text);
}

bool set_key(struct change *change, const struct keys *keys, const char *key, const char *text)
{
	const struct outline *outline = &change->outline;
	const struct field *field = keys_field(keys, key);

	if (!field)
		return change_refuse(change, "'%s' cannot be said here.", key);
	struct spot spot = keys_spot(outline, keys, key);
	bool away = is_nothing(field, text);
	if (!spot.key || strcmp(shown_value(outline, field, spot.value), text) != 0)
		text = change_trimmed(change, text);
	if (spot.key ? !away && strcmp(shown_value(outline, field, spot.value), text) == 0 : away)
		return true;
	if (spot.key && spot.elsewhere)
		return change_refuse_elsewhere(change, spot.value);
	if (!spot.key)
		return add_key(change, keys, field, text);
	return away ? take_key(change, field, spot) : replace_value(change, field, spot, text);
}

bool can_change(struct change *change, const struct keys *keys, struct edit_place place)
{
	if (!outline_step(&change->outline, place.step).key)
		return change_refuse(change, "There is no step '%s' in the file any more.", place.step);
	if (!keys->node)
		return change_refuse(change, "There is no such way on from here: choose another one.");
	return !keys->elsewhere || change_refuse_elsewhere(change, keys->node);
}

/* ------------------------------------------------------------- the edit */

/* Where a team, a step or a source is named: what it can be, and where they stand. */
static const struct things {
	const struct value_type *type;
	const char *what, *section, *name;
} things[] = {
    {&value_team, "team", "teams", "name"},
    {&value_teams, "team", "teams", "name"},
    {&value_step, "step", "steps", "name"},
    {&value_sources, "source", "sources", NULL},
};

static const struct things *things_of(const struct field *field)
{
	for (size_t i = 0; field && i < sizeof things / sizeof *things; i++)
		if (things[i].type == field->type)
			return &things[i];
	return NULL;
}

/* The id that is meant: one may say the name, too. NULL: there is no such thing. */
static const char *known_id(const struct outline *outline, const struct things *of, const char *said)
{
	uint32_t section = outline_key(outline, outline->root, of->section).value;
	if (outline_key(outline, section, said).key)
		return said;
	for (uint32_t key = section ? first_in(outline, section) : 0; key && of->name;
	     key = next_in(outline, section, value_of(outline, key))) {
		const char *id = outline_text(outline, tree_value(outline->tree, key));
		uint32_t thing = tree_value(outline->tree, value_of(outline, key));
		uint32_t name = outline_key(outline, thing, of->name).value;
		if (strcasecmp(name ? outline_text(outline, name) : outline_from_id(outline, id), said) == 0)
			return id;
	}
	return NULL;
}

/* What is said, with ids for names; NULL, having refused, where something is not in the file. */
static const char *known_things(struct change *change, const struct keys *keys, const char *key, const char *text)
{
	const struct field *field = keys_field(keys, key);
	const struct things *of = things_of(field);
	struct pieces pieces = {0};
	const char *known = "";
	struct plain_row row = {0};

	if (!of || is_nothing(field, text))
		return text;
	if (form_of(field) == EDIT_WORDS)
		pieces = written_pieces(change->arena, text);
	else
		*list_add(change->arena, &pieces.at) = change_trimmed(change, text);
	for (uint32_t i = 0; i < pieces.at.count; i++) {
		const char *id = known_id(&change->outline, of, pieces.at.at[i]);
		if (!id) {
			change_refuse(change, "There is no %s '%s' in this file: choose one of those that are offered.",
				      of->what, pieces.at.at[i]);
			return NULL;
		}
		known = plain_add(change->arena, &row, ", ", id);
	}
	return known;
}

struct setting_wish {
	struct edit_place place;
	const char *key, *text;
};

/* A way that leads somewhere else. */
static bool turn(struct change *change, const struct setting_wish *wish, const char *text)
{
	text = change_trimmed(change, text);
	bool to = strcmp(wish->key, "to") == 0, ends = strcmp(wish->key, "outcome") == 0 && wish->place.way != NONE;
	if (!*text || !(to || ends))
		return true;
	struct new_end end = {.to = to ? text : NULL, .outcome = to ? NULL : text};
	return leave_way(change, wish->place, end);
}

static const char *in_words(struct arena *arena, const char *key)
{
	char *words = arena_copy(arena, key, strlen(key));
	for (char *at = words; *at; at++)
		if (*at == '_')
			*at = ' ';
	return words;
}

static bool make_set(struct change *change, const void *subject)
{
	const struct setting_wish *wish = subject;
	struct keys keys = keys_of(&change->outline, wish->place);

	if (!can_change(change, &keys, wish->place))
		return false;
	change->what = plain_format(change->arena, "the %s %s", in_words(change->arena, wish->key), keys.where);
	const char *text = known_things(change, &keys, wish->key, wish->text);
	if (!text)
		return false;
	return set_key(change, &keys, wish->key, text) && turn(change, wish, text);
}

struct document *edit_set(struct draft *draft, struct edit_place place, const char *key, const char *text,
			  char says[EDIT_SAYS])
{
	struct setting_wish wish = {place, key, text};
	return change_run(draft, make_set, &wish, says);
}

struct document *edit_try(const struct draft *draft, struct edit_place place, const char *key, const char *text,
			  char says[EDIT_SAYS])
{
	struct setting_wish wish = {place, key, text};
	return change_try(draft, make_set, &wish, says);
}
