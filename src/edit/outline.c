#include "edit/outline.h"

#include "carepath/text.h"
#include "load/events.h"

#include <string.h>

bool outline_read(struct arena *arena, const char *text, uint32_t length, struct outline *outline)
{
	struct diagnostics unsaid = {.arena = arena};
	struct syntax_fault fault;
	struct source source;

	*outline = (struct outline){.arena = arena, .text = text, .length = length};
	outline->tree = ARENA_NEW(arena, struct tree);
	outline->steps = ARENA_NEW(arena, struct hash);
	source_from_text(arena, "", text, length, &source);
	struct scanned scanned = scan_source(arena, &source, &unsaid);
	if (scanned.hopeless || unsaid.errors > 0 || !events_read(arena, &scanned, outline->tree, &fault) ||
	    outline->tree->root == 0)
		return false;
	outline->root = tree_value(outline->tree, outline->tree->root);
	return outline_node(outline, outline->root)->kind == NODE_MAPPING;
}

static bool is_text(const struct outline *outline, uint32_t number, const char *text)
{
	const struct node *node = outline_node(outline, tree_value(outline->tree, number));
	return node->kind == NODE_TEXT && view_is(node_text(outline->tree, node), text);
}

static bool is_merge(const struct outline *outline, uint32_t key)
{
	return outline_node(outline, tree_value(outline->tree, key))->style == NODE_BARE && is_text(outline, key, "<<");
}

static struct spot find_merged(const struct outline *outline, uint32_t merged, const char *key)
{
	const struct node *node = outline_node(outline, merged);
	struct spot spot = {0};
	if (node->kind == NODE_MAPPING)
		spot = outline_key(outline, merged, key);
	for (uint32_t item = node->kind == NODE_LIST ? first_in(outline, merged) : 0; item && !spot.key;
	     item = next_in(outline, merged, item))
		spot = find_merged(outline, tree_value(outline->tree, item), key);
	spot.elsewhere = true;
	return spot;
}

struct spot outline_key(const struct outline *outline, uint32_t mapping, const char *key)
{
	uint32_t merge = 0;

	if (mapping == 0 || outline_node(outline, mapping)->kind != NODE_MAPPING)
		return (struct spot){0};
	for (uint32_t at = first_in(outline, mapping), raw; at; at = next_in(outline, mapping, raw)) {
		raw = value_of(outline, at);
		uint32_t value = tree_value(outline->tree, raw);
		if (is_merge(outline, at))
			merge = value;
		else if (is_text(outline, at, key))
			return (struct spot){mapping, at, value, value != raw};
	}
	return merge ? find_merged(outline, merge, key) : (struct spot){0};
}

struct spot outline_under(const struct outline *outline, struct spot spot, const char *key)
{
	struct spot inner = outline_key(outline, spot.value, key);
	inner.elsewhere |= spot.elsewhere;
	return inner;
}

static void note_steps(const struct outline *outline, uint32_t mapping)
{
	bool is_new;
	for (uint32_t key = first_in(outline, mapping); key; key = next_in(outline, mapping, value_of(outline, key))) {
		const struct node *node = outline_node(outline, tree_value(outline->tree, key));
		if (node->kind == NODE_TEXT && !is_merge(outline, key))
			hash_add(outline->arena, outline->steps, node_text(outline->tree, node), 0, key, &is_new);
	}
}

/* A change asks for many steps of many, one by one. What is merged into all of
 * them is looked for there. */
struct spot outline_step(const struct outline *outline, const char *id)
{
	struct spot steps = outline_key(outline, outline->root, "steps"), step;
	bool is_mapping = steps.key && outline_node(outline, steps.value)->kind == NODE_MAPPING;

	if (is_mapping && outline->steps->room == 0)
		note_steps(outline, steps.value);
	const uint32_t *key = is_mapping ? hash_find(outline->steps, view_of(id), 0) : NULL;
	if (key) {
		uint32_t raw = value_of(outline, *key), value = tree_value(outline->tree, raw);
		step = (struct spot){steps.value, *key, value, steps.elsewhere || value != raw};
	} else {
		step = outline_under(outline, steps, id);
	}
	if (step.key && outline_node(outline, step.value)->kind != NODE_MAPPING)
		step = (struct spot){0};
	return step;
}

bool outline_is_block(const struct outline *outline, struct spot next)
{
	return next.key && outline_node(outline, next.value)->kind == NODE_MAPPING &&
	       !outline_key(outline, next.value, "to").key && outline_key(outline, next.value, "all").key;
}

/* The entries of a list, or the one value that stands for it. */
static uint32_t count_entries(const struct outline *outline, uint32_t list)
{
	const struct node *node = outline_node(outline, list);
	return node->kind == NODE_LIST ? node->count : 1;
}

static struct way entry_of(const struct outline *outline, struct spot list, enum way_role role, uint32_t index)
{
	const struct node *node = outline_node(outline, list.value);
	struct way way = {.role = role, .node = list.value, .elsewhere = list.elsewhere};

	if (index >= count_entries(outline, list.value))
		return (struct way){0};
	if (node->kind != NODE_LIST)
		return way;
	uint32_t item = first_in(outline, list.value);
	for (uint32_t i = 0; i < index; i++)
		item = next_in(outline, list.value, item);
	way.list = list.value;
	way.index = index;
	way.node = tree_value(outline->tree, item);
	way.elsewhere |= way.node != item;
	return way;
}

struct way outline_way(const struct outline *outline, struct spot step, uint32_t number)
{
	struct spot next = outline_under(outline, step, "next");
	struct way way = {0};

	if (!next.key)
		return way;
	if (!outline_is_block(outline, next)) {
		way = entry_of(outline, next, WAY_ARROW, number);
	} else {
		struct spot all = outline_under(outline, next, "all"), then = outline_under(outline, next, "then");
		uint32_t branches = count_entries(outline, all.value);
		if (number < branches)
			way = entry_of(outline, all, WAY_BRANCH, number);
		else if (number == branches && then.key)
			way = (struct way){.role = WAY_THEN, .node = then.value, .elsewhere = then.elsewhere};
	}
	way.next = next;
	return way;
}

uint32_t outline_ways(const struct outline *outline, struct spot step)
{
	struct spot next = outline_under(outline, step, "next");
	if (!next.key)
		return 0;
	if (!outline_is_block(outline, next))
		return count_entries(outline, next.value);
	return count_entries(outline, outline_under(outline, next, "all").value) + 1;
}

const char *outline_text(const struct outline *outline, uint32_t node)
{
	struct view text = node_text(outline->tree, outline_node(outline, node));
	return arena_copy(outline->arena, text.bytes, text.length);
}

const char *outline_name(const struct outline *outline, const char *id)
{
	struct spot name = outline_under(outline, outline_step(outline, id), "name");
	if (name.key && outline_node(outline, name.value)->kind == NODE_TEXT)
		return outline_text(outline, name.value);
	return outline_from_id(outline, id);
}

const char *outline_from_id(const struct outline *outline, const char *id)
{
	char *words = arena_copy(outline->arena, id, strlen(id));
	for (char *at = words; *at; at++)
		if (*at == '-' || *at == '_')
			*at = ' ';
	return text_capital(outline->arena, words);
}

const char *outline_to(const struct outline *outline, struct way way)
{
	if (outline_node(outline, way.node)->kind == NODE_TEXT)
		return outline_text(outline, way.node);
	struct spot to = outline_key(outline, way.node, "to");
	return to.key && outline_node(outline, to.value)->kind == NODE_TEXT ? outline_text(outline, to.value) : NULL;
}

/* The tree ends what has no brackets where the next thing starts, when a block
 * of text is its last: so the last of what it holds is asked. */
uint32_t outline_end(const struct outline *outline, uint32_t number)
{
	const struct node *node = outline_node(outline, number);

	while (node_holds_others(node) && node->style == NODE_BARE && node->count > 0) {
		uint32_t last = 0;
		for (uint32_t child = first_in(outline, number); child; child = next_in(outline, number, child))
			last = child;
		number = last;
		node = outline_node(outline, number);
	}
	return node->end;
}

static bool is_feed(char byte)
{
	return byte == '\n' || byte == '\r';
}

uint32_t line_start(const struct outline *outline, uint32_t at)
{
	while (at > 0 && !is_feed(outline->text[at - 1]))
		at--;
	return at;
}

uint32_t line_end(const struct outline *outline, uint32_t at)
{
	while (at < outline->length && !is_feed(outline->text[at]))
		at++;
	return at;
}

uint32_t line_after(const struct outline *outline, uint32_t at)
{
	at = line_end(outline, at);
	if (at < outline->length)
		at += outline->text[at] == '\r' && at + 1 < outline->length && outline->text[at + 1] == '\n' ? 2 : 1;
	return at;
}

uint32_t line_of(const struct outline *outline, uint32_t at)
{
	uint32_t line = 1;
	for (uint32_t next = line_after(outline, 0); next <= at && next < outline->length; line++)
		next = line_after(outline, next);
	return line;
}

static const char *feed_at(const struct outline *outline, uint32_t end)
{
	if (end == outline->length)
		return NULL;
	return outline->text[end] == '\n' ? "\n" : line_after(outline, end) == end + 2 ? "\r\n" : "\r";
}

const char *line_feed(const struct outline *outline, uint32_t at)
{
	const char *own = feed_at(outline, line_end(outline, at)), *first = feed_at(outline, line_end(outline, 0));
	return own ? own : first ? first : "\n";
}
