#include "load/record.h"

#include "carepath/text.h"

#include <string.h>

const char *kind_word(const struct load *load, uint32_t value)
{
	static const char *const words[] = {
	    [NODE_TEXT] = "text", [NODE_MAPPING] = "mapping", [NODE_LIST] = "list", [NODE_ALIAS] = "alias"};

	return words[load_node(load, value)->kind];
}

bool says_blank(struct load *load, uint32_t key, uint32_t value)
{
	const struct node *node = load_node(load, value);

	if (node->faulty || !node_is_blank(node))
		return false;
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, key), "'%s' has no value",
							 load_shown(load, load_view(load, key)));
	diagnostic->help = "give it one; a key that is not needed can be left out";
	return true;
}

static bool is_merge(const struct load *load, uint32_t key)
{
	const struct node *node = load_node(load, key);

	return node->end - node->start == 2 && node->style == NODE_BARE && node->kind == NODE_TEXT &&
	       view_is(node_text(load->tree, node), "<<");
}

/* Whether a key is a text at all. */
static bool is_key(struct load *load, uint32_t key)
{
	const struct node *node = load_node(load, key);

	if (node->faulty)
		return false;
	if (node->kind != NODE_TEXT)
		diagnostic_error(load->diagnostics, node_span(node), "a key must be a text, not a %s",
				 kind_word(load, key));
	else if (node_is_blank(node))
		diagnostic_error(load->diagnostics, node_span(node), "a key is missing before this ':'");
	return node->kind == NODE_TEXT && !node_is_blank(node);
}

static void say_twice(struct load *load, uint32_t key, uint32_t first)
{
	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, key), "'%s' is given twice in one mapping",
			     load_shown(load, load_view(load, key)));
	load_second(diagnostic, load_span(load, first), "first given here");
}

/* Walks the pairs of a mapping and of what it merges: explicit ones first. */
struct pair_walk {
	struct load *load;
	void (*pair)(struct pair_walk *walk, uint32_t key, uint32_t value);
	bool merged;      /* these pairs come through `<<`: others win over them */
	bool unread;      /* some key could not be read */
	uint32_t mapping; /* that they stand in */
};

static void walk_pairs(struct pair_walk *walk, uint32_t mapping);

static void walk_merged(struct pair_walk *walk, uint32_t value)
{
	struct load *load = walk->load;
	struct items items = items_of(load, value);
	bool merged = walk->merged;
	uint32_t outer = walk->mapping, mapping;

	while (items_next(&items, &mapping)) {
		walk->merged = true;
		if (load_node(load, mapping)->kind == NODE_MAPPING)
			walk_pairs(walk, mapping);
		else if (!load_node(load, mapping)->faulty)
			diagnostic_error(load->diagnostics, load_span(load, mapping),
					 "'<<' takes a mapping or a list of mappings, not a %s",
					 kind_word(load, mapping));
	}
	walk->merged = merged;
	walk->mapping = outer;
}

static void walk_pairs(struct pair_walk *walk, uint32_t mapping)
{
	struct load *load = walk->load;
	uint32_t merge = 0, merged = 0, value;

	walk->mapping = mapping;
	for (uint32_t key = tree_first(mapping), end = load_node(load, mapping)->behind; key != end;
	     key = tree_next(load->tree, value)) {
		uint32_t name = tree_value(load->tree, key);
		value = tree_next(load->tree, key);
		if (!is_merge(load, name)) {
			if (is_key(load, name))
				walk->pair(walk, name, tree_value(load->tree, value));
			else
				walk->unread = true;
		} else if (merge) {
			say_twice(load, name, merge);
		} else {
			merge = name;
			merged = tree_value(load->tree, value);
		}
	}
	if (merged)
		walk_merged(walk, merged);
}

/* The walk over the pairs of a record. */
struct gathering {
	struct pair_walk walk;
	const struct record *record;
	struct given *given;
	uint32_t hint; /* keys mostly come in the order of the table */
};

static bool belongs(const struct record *record, const struct field *field)
{
	return !record->only || (field->flags & record->only);
}

static uint32_t find_field(const struct record *record, struct view key, uint32_t hint)
{
	for (uint32_t i = 0; i < record->count; i++) {
		uint32_t at = hint + i < record->count ? hint + i : hint + i - record->count;
		const struct field *field = &record->fields[at];
		if (view_same((struct view){field->key, field->length}, key) && belongs(record, field))
			return at;
	}
	return NONE;
}

/* A comma in a value inside { } ends it, and the rest looks like a key. */
static bool is_cut_off(const struct gathering *gathering, uint32_t key, uint32_t value)
{
	const struct load *load = gathering->walk.load;
	const struct node *mapping = load_node(load, gathering->walk.mapping);

	return mapping->style == NODE_BRACKETS && tree_first(gathering->walk.mapping) != key &&
	       node_is_blank(load_node(load, value));
}

/* What stood before the comma is only a part of what was meant. */
static void leave_out_last(struct gathering *gathering)
{
	if (gathering->hint > 0)
		gathering->given->value[gathering->hint - 1] = 0;
}

static uint32_t key_list(const struct record *record, const char **keys)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < record->count; i++)
		if (belongs(record, &record->fields[i]))
			keys[count++] = record->fields[i].key;
	return count;
}

/* A key of the table that is not for this record of those that share it. */
static bool say_not_here(struct gathering *gathering, uint32_t key)
{
	struct load *load = gathering->walk.load;
	struct record whole = *gathering->record;

	whole.only = 0;
	uint32_t found = find_field(&whole, load_view(load, key), 0);
	if (found == NONE)
		return false;
	diagnostic_error(load->diagnostics, load_span(load, key), "%s %s takes no '%s'", article(whole.name),
			 whole.name, whole.fields[found].key);
	gathering->given->suspected |= 1u << found;
	return true;
}

/* Inside { } a ':' divides only with a blank behind it. */
static bool say_run_together(struct gathering *gathering, uint32_t key, uint32_t value)
{
	struct load *load = gathering->walk.load;
	struct view name = load_view(load, key), before = name;
	const char *colon = memchr(name.bytes, ':', name.length);

	if (!colon || !node_is_blank(load_node(load, value)) || load_node(load, key)->style != NODE_BARE)
		return false;
	before.length = (uint32_t)(colon - name.bytes);
	uint32_t found = before.length ? find_field(gathering->record, before, 0) : NONE;
	if (found == NONE)
		return false;
	diagnostic_error(load->diagnostics, load_span(load, key), "a blank is missing behind the ':' of '%s'",
			 gathering->record->fields[found].key)
	    ->help = "write 'key: value'";
	gathering->given->suspected |= 1u << found;
	return true;
}

static void say_unknown(struct gathering *gathering, uint32_t key, uint32_t value)
{
	struct load *load = gathering->walk.load;
	const struct record *record = gathering->record;
	const char *keys[RECORD_MOST];
	uint32_t count = key_list(record, keys);
	struct view name = load_view(load, key);

	if (say_not_here(gathering, key) || say_run_together(gathering, key, value))
		return;
	bool kept = load->diagnostics->errors < DIAGNOSTICS_MOST;
	const char *near = kept ? text_nearest(load_line(load, name), keys, count) : NULL;
	struct diagnostic *diagnostic;

	if (record->quiet && !near)
		diagnostic = diagnostic_error(load->diagnostics, load_span(load, key), "unknown key in %s %s",
					      article(record->name), record->name);
	else
		diagnostic = diagnostic_error(load->diagnostics, load_span(load, key), "unknown key '%s' in %s %s",
					      load_shown(load, name), article(record->name), record->name);
	if (near) {
		uint32_t field = find_field(record, view_of(near), 0);
		gathering->given->suspected |= field < 32 ? 1u << field : 0;
		load_suggest(load, diagnostic, load_line(load, name), keys, count);
	} else if (is_cut_off(gathering, key, value)) {
		leave_out_last(gathering);
		diagnostic->help =
		    "a comma ends a value inside { }: put a value that has one in quotes (cost: \"£1,250.50\")";
	}
	load_help_list(load, diagnostic, "known keys", keys, count);
}

static void gather_pair(struct pair_walk *walk, uint32_t key, uint32_t value)
{
	struct gathering *gathering = (struct gathering *)walk;
	struct load *load = walk->load;
	uint32_t found = find_field(gathering->record, load_view(load, key), gathering->hint);

	if (found == NONE) {
		say_unknown(gathering, key, value);
		return;
	}
	gathering->hint = found + 1;
	struct given *given = gathering->given;
	if (given->key[found]) {
		if (!walk->merged)
			say_twice(load, key, given->key[found]);
		return;
	}
	given->key[found] = key;
	given->keys |= 1u << found;
	if (!says_blank(load, key, value) && !load_node(load, value)->faulty)
		given->value[found] = value;
}

static void say_no_mapping(struct load *load, const struct record *record, uint32_t value)
{
	struct diagnostic *diagnostic = diagnostic_error(
	    load->diagnostics, load_span(load, value), "%s %s is a mapping%s, not a %s", article(record->name),
	    record->name, record->one_value ? record->one_value : "", kind_word(load, value));

	diagnostic->help = record->help;
	if (!record->help)
		load_help(load, diagnostic, "write it as { %s: …, %s: … }", record->fields[0].key,
			  record->fields[1].key);
}

static void say_missing(struct load *load, const struct record *record, struct span at, const char *id,
			const struct field *field)
{
	if (id)
		diagnostic_error(load->diagnostics, at, "%s '%s' has no '%s'", record->name,
				 load_shown(load, view_of(id)), field->key);
	else
		diagnostic_error(load->diagnostics, at, "this %s has no '%s'", record->name, field->key);
}

/* Bits: the fields that must be there. Kept for the next record, which mostly
 * is another of the same kind. */
static uint32_t needed(struct load *load, const struct record *record)
{
	if (load->needed_of == record)
		return load->needed;
	load->needed_of = record;
	load->needed = 0;
	for (uint32_t i = 0; i < record->count; i++)
		if ((record->fields[i].flags & FIELD_NEEDED) && belongs(record, &record->fields[i]))
			load->needed |= 1u << i;
	return load->needed;
}

static void read_fields(struct load *load, const struct record *record, struct span at, const char *id, void *into,
			const struct given *given)
{
	uint32_t missing = needed(load, record) & ~given->keys & ~given->suspected;

	/* Of the two dozen fields of a step few are given: by bits, in their order. */
	for (uint32_t left = given->keys | missing; left; left &= left - 1) {
		uint32_t i = (uint32_t)__builtin_ctz(left);
		const struct field *field = &record->fields[i];
		if (given->value[i])
			field->type->read(load, field, given->value[i], (char *)into + field->offset);
		else if (missing & 1u << i)
			say_missing(load, record, at, id, field);
	}
}

bool record_read(struct load *load, const struct record *record, uint32_t value, struct span at, const char *id,
		 void *into, struct given *given)
{
	struct gathering gathering = {.walk = {.load = load, .pair = gather_pair}, .record = record, .given = given};

	memset(given, 0, sizeof *given);
	if (load_node(load, value)->kind != NODE_MAPPING) {
		if (!load_node(load, value)->faulty)
			say_no_mapping(load, record, value);
		return false;
	}
	walk_pairs(&gathering.walk, value);
	/* A key that could not be read may have been any. */
	if (gathering.walk.unread)
		given->suspected = UINT32_MAX;
	read_fields(load, record, at, id, into, given);
	return true;
}

static bool is_near_key(struct load *load, const struct record *record, uint32_t name)
{
	const char *keys[RECORD_MOST];
	uint32_t count = key_list(record, keys);

	return text_nearest(load_line(load, load_view(load, name)), keys, count) != NULL;
}

bool record_listed(struct load *load, const struct record *record, const char *key, uint32_t value)
{
	const struct node *node = load_node(load, value);

	if (node->kind != NODE_MAPPING || node->count == 0)
		return true;
	for (uint32_t name = tree_first(value); name != node->behind; name = load_after_pair(load, name))
		if (is_merge(load, name) || load_node(load, name)->kind != NODE_TEXT || is_near_key(load, record, name))
			return true;
	load_help(
	    load,
	    diagnostic_error(load->diagnostics, node_span(node), "'%s' takes a list of mappings, not a mapping", key),
	    "each starts with '- %s: …'", record->fields[0].key);
	return false;
}

struct span given_span(const struct load *load, const struct given *given, uint32_t field)
{
	return load_span(load, given->value[field] ? given->value[field] : given->key[field]);
}

/* The walk over a mapping of ids. */
struct listing {
	struct pair_walk walk;
	struct pairs *pairs;
};

static void list_pair(struct pair_walk *walk, uint32_t key, uint32_t value)
{
	struct pairs *pairs = ((struct listing *)walk)->pairs;
	struct load *load = walk->load;
	bool is_new;
	uint32_t index = *hash_add(load->scratch, &pairs->by_key, load_view(load, key), 0, pairs->at.count, &is_new);

	if (is_new)
		*list_add(load->scratch, &pairs->at) = (struct pair){key, value};
	else if (!walk->merged)
		say_twice(load, key, pairs->at.at[index].key);
}

bool pairs_read(struct load *load, const char *what, uint32_t value, struct pairs *pairs)
{
	struct listing listing = {.walk = {.load = load, .pair = list_pair}, .pairs = pairs};

	if (load_node(load, value)->kind != NODE_MAPPING) {
		if (!load_node(load, value)->faulty)
			diagnostic_error(load->diagnostics, load_span(load, value),
					 "this must be a mapping with a line for each %s, not a %s", what,
					 kind_word(load, value))
			    ->help = "each line starts with an id and ':', without '-' or brackets";
		return false;
	}
	uint32_t count = load_node(load, value)->count / 2;
	hash_reserve(load->scratch, &pairs->by_key, count);
	pairs->at.at = ARENA_ARRAY(load->scratch, struct pair, count);
	pairs->at.room = count;
	walk_pairs(&listing.walk, value);
	return true;
}

struct items items_of(const struct load *load, uint32_t value)
{
	const struct node *node = load_node(load, value);

	if (node->kind == NODE_LIST)
		return (struct items){load->tree, tree_first(value), node->count};
	return (struct items){load->tree, value, 1};
}

bool items_next(struct items *items, uint32_t *value)
{
	if (items->count == 0)
		return false;
	*value = tree_value(items->tree, items->next);
	items->count--;
	items->next = tree_next(items->tree, items->next);
	return true;
}
