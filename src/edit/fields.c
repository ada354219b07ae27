#include "edit/keys.h"

#include "carepath/plain.h"
#include "edit/draft.h"
#include "edit/written.h"
#include "load/arrow.h"
#include "load/money.h"
#include "load/sections.h"
#include "load/target.h"
#include "load/voice.h"

#include <string.h>

/* How each form of value is written and what is offered for it. What is not
 * here is one plain value of one line. */
static const struct type_form {
	const struct value_type *type;
	enum edit_form form;
	enum edit_offer offer;
} type_forms[] = {
    {&value_text, EDIT_TEXT, OFFER_NOTHING},     {&value_name, EDIT_TEXT, OFFER_NOTHING},
    {&value_word, EDIT_VALUE, OFFER_WORDS},      {&value_yes_no, EDIT_VALUE, OFFER_YES_NO},
    {&value_team, EDIT_VALUE, OFFER_TEAMS},      {&value_step, EDIT_VALUE, OFFER_STEPS},
    {&value_words, EDIT_WORDS, OFFER_NOTHING},   {&value_teams, EDIT_WORDS, OFFER_TEAMS},
    {&value_sources, EDIT_WORDS, OFFER_SOURCES}, {&value_texts, EDIT_FLOW, OFFER_NOTHING},
    {&value_voices, EDIT_FLOW, OFFER_NOTHING},   {&value_costs, EDIT_FLOW, OFFER_NOTHING},
    {&value_node, EDIT_FLOW, OFFER_NOTHING},
};

static struct type_form type_form_of(const struct field *field)
{
	for (size_t i = 0; i < sizeof type_forms / sizeof *type_forms; i++)
		if (type_forms[i].type == field->type)
			return type_forms[i];
	return (struct type_form){field->type, EDIT_VALUE, OFFER_NOTHING};
}

enum edit_form form_of(const struct field *field)
{
	return type_form_of(field).form;
}

static const char *where_to(const struct outline *outline, const char *from, struct way way)
{
	const char *to = outline_to(outline, way);
	if (to)
		return plain_format(outline->arena, "from %s to %s", from, outline_name(outline, to));
	return plain_format(outline->arena, "of an end after %s", from);
}

struct keys keys_of(const struct outline *outline, struct edit_place place)
{
	struct spot step = outline_step(outline, place.step);
	struct keys keys = {.record = &step_record};

	if (!step.key)
		return keys;
	const char *name = outline_name(outline, place.step);
	keys.node = step.value;
	keys.elsewhere = step.elsewhere;
	keys.where = plain_format(outline->arena, "of %s", name);
	if (place.way != NONE) {
		keys.way = outline_way(outline, step, place.way);
		keys.record = keys.way.role == WAY_THEN ? &then_record : &arrow_record;
		keys.node = keys.way.node;
		keys.elsewhere = keys.way.elsewhere;
		keys.where = keys.node ? where_to(outline, name, keys.way) : "";
	}
	if (keys.node && outline_node(outline, keys.node)->kind == NODE_MAPPING)
		keys.mapping = keys.node;
	return keys;
}

static bool may_have(const struct keys *keys, const struct field *field)
{
	const struct record *record = keys->record;
	if (record->only && !(field->flags & record->only))
		return false;
	if (record == &step_record)
		return strcmp(field->key, "next") != 0;
	return arrow_may_have(keys->way.role == WAY_BRANCH ? ARROW_BRANCH : ARROW_WAY,
			      (uint32_t)(field - record->fields));
}

const struct field *keys_field(const struct keys *keys, const char *key)
{
	const struct record *record = keys->record;
	for (uint32_t i = 0; i < record->count; i++)
		if (strcmp(record->fields[i].key, key) == 0 && may_have(keys, &record->fields[i]))
			return &record->fields[i];
	return NULL;
}

const char *const *keys_order(struct arena *arena, const struct record *record)
{
	const char **order = ARENA_ARRAY(arena, const char *, record->count + 1);
	for (uint32_t i = 0; i < record->count; i++)
		order[i] = record->fields[i].key;
	return order;
}

struct spot keys_spot(const struct outline *outline, const struct keys *keys, const char *key)
{
	struct spot spot = outline_key(outline, keys->mapping, key);
	if (!keys->mapping && strcmp(key, "to") == 0)
		spot = (struct spot){.key = keys->node, .value = keys->node};
	spot.elsewhere |= keys->elsewhere;
	return spot;
}

/* Line feeds at the end of a text are left out by the loader, too. */
static const char *shown_text(const struct outline *outline, uint32_t node)
{
	const char *text = outline_text(outline, node);
	size_t length = strlen(text);
	while (length && text[length - 1] == '\n')
		length--;
	return arena_copy(outline->arena, text, length);
}

const char *shown_value(const struct outline *outline, const struct field *field, uint32_t node)
{
	if (form_of(field) == EDIT_WORDS)
		return shown_pieces(outline, node);
	if (outline_node(outline, node)->kind == NODE_TEXT)
		return shown_text(outline, node);
	return shown_flow(outline, node);
}

static struct edit_field field_at(const struct outline *outline, const struct keys *keys, const struct field *field)
{
	struct type_form form = type_form_of(field);
	bool reasons = strcmp(field->key, "reasons") == 0;
	struct spot spot = keys_spot(outline, keys, field->key);
	struct edit_field shown = {
	    .key = field->key,
	    .type = field->form ? field->form : field->type->form,
	    .meaning = field->meaning,
	    .form = form.form,
	    .offer = reasons ? OFFER_WORDS : form.offer,
	    .words = reasons ? &offered_reasons : field->words,
	    .only_offered = form.offer != OFFER_NOTHING,
	    .needed = field->flags & FIELD_NEEDED,
	    .given = spot.key != 0,
	    .text = "",
	};

	if (spot.key) {
		shown.text = shown_value(outline, field, spot.value);
		shown.line = line_of(outline, outline_node(outline, spot.value)->start);
	}
	shown.elsewhere = spot.key ? spot.elsewhere : keys->elsewhere;
	return shown;
}

struct edit_fields fields_of(const struct outline *outline, struct edit_place place)
{
	LIST(struct edit_field) fields = {0};
	struct keys keys = keys_of(outline, place);

	for (uint32_t i = 0; i < keys.record->count && keys.node; i++)
		if (may_have(&keys, &keys.record->fields[i]))
			*list_add(outline->arena, &fields) = field_at(outline, &keys, &keys.record->fields[i]);
	return (struct edit_fields){fields.at, fields.count};
}

struct edit_fields edit_fields(struct arena *arena, const struct draft *draft, struct edit_place place)
{
	struct outline outline;

	if (!outline_read(arena, draft->text, draft->length, &outline))
		return (struct edit_fields){0};
	return fields_of(&outline, place);
}
