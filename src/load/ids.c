#include "load/ids.h"

#include "carepath/text.h"

#include <string.h>

/* Words that YAML programs take for yes, no and nothing. */
static const char *const reserved[] = /* at most five letters each */
    {"yes", "no", "on", "off", "true", "false", "null"};

static bool is_reserved(struct view id)
{
	for (size_t i = 0; id.length <= 5 && i < sizeof reserved / sizeof *reserved; i++)
		if (view_is(id, reserved[i]))
			return true;
	return false;
}

static bool is_id_letter(int32_t point, bool first)
{
	if (text_is_letter(point))
		return true;
	return !first && (point == '-' || point == '_' || text_is_digit(point) || text_is_mark(point));
}

static bool is_plain_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* An id of plain letters and digits, as most are. */
static bool is_plain_id(struct view id)
{
	if (id.length == 0 || !is_plain_letter(id.bytes[0]))
		return false;
	for (uint32_t at = 1; at < id.length; at++) {
		char byte = id.bytes[at];
		if (!is_plain_letter(byte) && !(byte >= '0' && byte <= '9') && byte != '-' && byte != '_')
			return false;
	}
	return true;
}

static bool is_id(struct view id)
{
	size_t taken;

	if (is_plain_id(id))
		return true;
	for (uint32_t at = 0; at < id.length; at += (uint32_t)taken)
		if (!is_id_letter(text_decode(id.bytes + at, id.length - at, &taken), at == 0))
			return false;
	return id.length > 0;
}

static void check_id(struct load *load, const struct ids *ids, uint32_t key, struct view id)
{
	struct diagnostic *diagnostic;

	if (is_reserved(id)) {
		diagnostic = diagnostic_error(load->diagnostics, load_span(load, key), "'%s' cannot be the id of %s %s",
					      load_shown(load, id), article(ids->what), ids->what);
		diagnostic->help = "YAML programs take it for a yes, a no or nothing; choose another id";
	} else if (!is_id(id)) {
		diagnostic = diagnostic_error(load->diagnostics, load_span(load, key), "'%s' is not an id for %s %s",
					      load_shown(load, id), article(ids->what), ids->what);
		diagnostic->help = "an id starts with a letter and has only letters, digits, '-' and '_'";
	}
}

void ids_add(struct load *load, struct ids *ids, const struct pairs *pairs)
{
	ids->hash = pairs->by_key;
	for (uint32_t i = 0; i < pairs->at.count; i++) {
		struct hash_entry *entry = &ids->hash.entries.at[i];
		struct view id = {entry->bytes, entry->length};
		check_id(load, ids, pairs->at.at[i].key, id);
		/* The copies lie together, those in the file far apart. */
		entry->bytes = load_keep(load, id);
		*list_add(load->scratch, &ids->names) = entry->bytes;
	}
}

static bool is_kept(const struct load *load)
{
	return load->diagnostics->errors < DIAGNOSTICS_MOST;
}

uint32_t ids_find(struct load *load, struct ids *ids, uint32_t value, struct view id)
{
	const uint32_t *index = hash_find(&ids->hash, id, 0);

	if (index)
		return *index;
	if (ids->unknown)
		return NONE;
	bool kept = is_kept(load);
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, value),
							 "no %s has the id '%s'", ids->what, load_shown(load, id));
	if (kept) {
		load_suggest(load, diagnostic, load_line(load, id), ids->names.at, ids->names.count);
		load_help_list(load, diagnostic, ids->plural, ids->names.at, ids->names.count);
		if (ids->names.count == 0)
			load_help(load, diagnostic, "the file lists no %s", ids->plural);
	}
	return NONE;
}

uint32_t ids_read(struct load *load, struct ids *ids, const char *key, uint32_t value)
{
	struct view id;

	return entry_is_text(load, key, value, &id) ? ids_find(load, ids, value, id) : NONE;
}

struct indexes indexes_keep(struct load *load)
{
	uint32_t count = load->numbers.count;
	uint32_t *at = ARENA_ARRAY(load->arena, uint32_t, count);

	if (count)
		memcpy(at, load->numbers.at, count * sizeof *at);
	return (struct indexes){at, count};
}

struct indexes ids_read_list(struct load *load, struct ids *ids, const char *key, uint32_t value)
{
	struct items items = items_of(load, value);
	struct span before;
	uint32_t item;

	load->numbers.count = 0;
	mentions_start(&ids->mentions);
	while (items_next(&items, &item)) {
		uint32_t index = ids_read(load, ids, key, item);
		if (index == NONE)
			continue;
		if (mentions_add(load, &ids->mentions, index, load_span(load, item), &before))
			*list_add(load->scratch, &load->numbers) = index;
		else
			load_twice(load, item, before);
	}
	return indexes_keep(load);
}

const char *name_from_id(struct load *load, const char *id)
{
	char *name = text_capital(load->arena, id);

	for (char *at = name; *at; at++)
		if (*at == '-' || *at == '_')
			*at = ' ';
	return name;
}

static void read_team(struct load *load, const struct field *field, uint32_t value, void *into)
{
	*(uint32_t *)into = ids_read(load, &load->teams, field->key, value);
}

static void read_teams(struct load *load, const struct field *field, uint32_t value, void *into)
{
	*(struct indexes *)into = ids_read_list(load, &load->teams, field->key, value);
}

static void read_step(struct load *load, const struct field *field, uint32_t value, void *into)
{
	*(uint32_t *)into = ids_read(load, &load->steps, field->key, value);
}

static void read_steps(struct load *load, const struct field *field, uint32_t value, void *into)
{
	*(struct indexes *)into = ids_read_list(load, &load->steps, field->key, value);
}

static void read_sources(struct load *load, const struct field *field, uint32_t value, void *into)
{
	*(struct indexes *)into = ids_read_list(load, &load->sources, field->key, value);
}

const struct value_type value_team = {"team id", read_team};
const struct value_type value_teams = {"team id, or list", read_teams};
const struct value_type value_step = {"step id", read_step};
const struct value_type value_steps = {"step id, or list", read_steps};
const struct value_type value_sources = {"source id, or list", read_sources};
