#include "load/record.h"

#include "carepath/text.h"

#include <string.h>

const char *kind_word(const struct load *load, uint32_t value)
{
	static const char *const words[] = {
	    [NODE_TEXT] = "text", [NODE_MAPPING] = "mapping", [NODE_LIST] = "list", [NODE_ALIAS] = "alias"};

	return words[load_node(load, value)->kind];
}

void say_blank(struct load *load, uint32_t key)
{
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, key), "'%s' has no value",
							 load_shown(load, load_view(load, key)));
	diagnostic->help = "give it one; a key that is not needed can be left out";
}

static inline bool is_merge(const struct load *load, const struct node *key)
{
	return key->end - key->start == 2 && key->style == NODE_BARE && key->kind == NODE_TEXT &&
	       view_is(node_text(load->tree, key), "<<");
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
	uint32_t merge = 0, merged = 0, end = load_node(load, mapping)->behind;

	walk->mapping = mapping;
	for (uint32_t key = tree_first(mapping), next; key != end; key = next) {
		uint32_t name = tree_value(load->tree, key), value = tree_next(load->tree, key);
		next = tree_next(load->tree, value);
		if (!is_merge(load, load_node(load, name))) {
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
	const struct key_table *table;
	struct given *given;
	uint32_t last; /* one more than the field read last */
};

static bool belongs(const struct record *record, const struct field *field)
{
	return !record->only || (field->flags & record->only);
}

static inline uint32_t guess_of(struct view key)
{
	return ((unsigned char)key.bytes[0] * 5u + (unsigned char)key.bytes[key.length - 1] + key.length * 7u) %
	       KEY_GUESSES;
}

static inline struct view key_of(const struct field *field)
{
	return (struct view){field->key, field->length};
}

static void fill_table(struct key_table *table, const struct record *record)
{
	*table = (struct key_table){.record = record};
	for (uint32_t i = record->count; i-- > 0;) {
		const struct field *field = &record->fields[i];
		if (!belongs(record, field))
			continue;
		table->guesses[guess_of(key_of(field))] = (uint8_t)(i + 1);
		table->needed |= field->flags & FIELD_NEEDED ? 1u << i : 0;
	}
}

static const struct key_table *table_of(struct load *load, const struct record *record)
{
	struct key_table *table = &load->key_tables[(uintptr_t)record / sizeof *record % KEY_TABLES];

	if (table->record != record)
		fill_table(table, record);
	return table;
}

static uint32_t find_field(const struct record *record, struct view key)
{
	for (uint32_t i = 0; i < record->count; i++)
		if (view_same(key_of(&record->fields[i]), key) && belongs(record, &record->fields[i]))
			return i;
	return NONE;
}

static inline uint32_t guess_field(const struct gathering *gathering, struct view key)
{
	uint32_t guess = key.length ? gathering->table->guesses[guess_of(key)] : 0;

	if (guess && view_same(key_of(&gathering->record->fields[guess - 1]), key))
		return guess - 1;
	return find_field(gathering->record, key);
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
	if (gathering->last > 0)
		gathering->given->value[gathering->last - 1] = 0;
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
	uint32_t found = find_field(&whole, load_view(load, key));
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
	uint32_t found = before.length ? find_field(gathering->record, before) : NONE;
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
		uint32_t field = find_field(record, view_of(near));
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
	uint32_t found = guess_field(gathering, load_view(load, key));

	if (found == NONE) {
		say_unknown(gathering, key, value);
		return;
	}
	gathering->last = found + 1;
	struct given *given = gathering->given;
	if (given->key[found]) {
		if (!walk->merged)
			say_twice(load, key, given->key[found]);
		return;
	}
	given->key[found] = key;
	given->keys |= 1u << found;
	const struct node *node = load_node(load, value);
	if (!node->faulty && !node_is_blank(node))
		given->value[found] = value;
	else if (!node->faulty)
		say_blank(load, key);
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
	struct diagnostic *diagnostic =
	    id ? diagnostic_error(load->diagnostics, at, "%s '%s' has no '%s'", record->name,
				  load_shown(load, view_of(id)), field->key)
	       : diagnostic_error(load->diagnostics, at, "this %s has no '%s'", record->name, field->key);

	diagnostic->help = field->help;
}

static void read_fields(struct load *load, const struct record *record, struct span at, const char *id, void *into,
			uint32_t needed, const struct given *given)
{
	uint32_t missing = needed & ~given->keys & ~given->suspected;

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
	struct gathering gathering = {.walk = {.load = load, .pair = gather_pair},
				      .record = record,
				      .table = table_of(load, record),
				      .given = given};

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
	read_fields(load, record, at, id, into, gathering.table->needed, given);
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
		if (is_merge(load, load_node(load, name)) || load_node(load, name)->kind != NODE_TEXT ||
		    is_near_key(load, record, name))
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
	uint32_t own; /* the first pairs are its own, those behind them were merged */
};

static void list_pair(struct pair_walk *walk, uint32_t key, uint32_t value)
{
	struct listing *listing = (struct listing *)walk;
	struct load *load = walk->load;

	*list_add(load->scratch, &listing->pairs->at) = (struct pair){key, value};
	__builtin_prefetch(load_view(load, key).bytes);
	if (!walk->merged)
		listing->own = listing->pairs->at.count;
}

/* Keeps the first pair of each key. */
static void index_pairs(const struct listing *listing)
{
	enum { AHEAD = 8 };
	struct load *load = listing->walk.load;
	struct pairs *pairs = listing->pairs;
	uint32_t count = 0;
	bool is_new;

	hash_reserve(load->scratch, &pairs->by_key, pairs->at.count);
	for (uint32_t i = 0; i < pairs->at.count; i++) {
		struct pair pair = pairs->at.at[i];
		if (i + AHEAD < pairs->at.count)
			hash_fetch(&pairs->by_key, load_view(load, pairs->at.at[i + AHEAD].key), 0);
		uint32_t index = *hash_add(load->scratch, &pairs->by_key, load_view(load, pair.key), 0, count, &is_new);
		if (is_new)
			pairs->at.at[count++] = pair;
		else if (i < listing->own)
			say_twice(load, pair.key, pairs->at.at[index].key);
	}
	pairs->at.count = count;
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
	pairs->at.room = load_node(load, value)->count / 2;
	pairs->at.at = ARENA_ARRAY(load->scratch, struct pair, pairs->at.room);
	walk_pairs(&listing.walk, value);
	index_pairs(&listing);
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
