#include "load/privacy.h"

#include "carepath/text.h"

#include <string.h>

static void hide(struct load *load, struct span span)
{
	*list_add(load->arena, &load->source->private_words) = span;
}

/* A key that is, or was meant to be, the word. Both have few letters. */
static bool is_nearly(struct view key, const char *word)
{
	char text[16] = {0};
	size_t length = strlen(word);

	if (view_is(key, word))
		return true;
	if (key.length + 1 < length || key.length > length + 1)
		return false;
	memcpy(text, key.bytes, key.length);
	return text_distance(text, word, 1) <= 1;
}

static uint32_t after(const struct load *load, uint32_t key)
{
	return load_node(load, load_node(load, key)->next)->next;
}

/* Whether words in this mapping may be private. */
static bool is_voice(const struct load *load, const struct node *mapping)
{
	for (uint32_t key = mapping->first; key; key = after(load, key)) {
		const struct node *name = load_node(load, tree_value(load->tree, key));
		struct view text = name->kind == NODE_TEXT ? node_text(load->tree, name) : (struct view){"", 0};
		/* Most keys are told apart by their first letters. */
		bool likely = text.length > 2 && (memchr(text.bytes, 's', 2) || memchr(text.bytes, 'o', 2));
		if (likely && (is_nearly(text, "says") || is_nearly(text, "consent")))
			return true;
	}
	return false;
}

static bool is_agreed(const struct load *load, const struct node *mapping)
{
	for (uint32_t key = mapping->first; key; key = after(load, key)) {
		const struct node *name = load_node(load, tree_value(load->tree, key));
		const struct node *value = load_node(load, tree_value(load->tree, load_node(load, key)->next));
		if (name->kind != NODE_TEXT || value->kind != NODE_TEXT ||
		    !view_is(node_text(load->tree, name), "consent"))
			continue;
		struct view answer = node_text(load->tree, value);
		return view_is(answer, "yes") || view_is(answer, "published");
	}
	return false;
}

static void hide_all(struct load *load, uint32_t number)
{
	const struct node *node = load_node(load, tree_value(load->tree, number));

	if (node->kind == NODE_TEXT)
		hide(load, node_span(node));
	for (uint32_t child = node->kind == NODE_TEXT ? 0 : node->first; child; child = load_node(load, child)->next)
		hide_all(load, child);
}

static void hide_mapping(struct load *load, const struct node *mapping)
{
	for (uint32_t key = mapping->first; key; key = after(load, key)) {
		const struct node *name = load_node(load, tree_value(load->tree, key));
		struct view text = name->kind == NODE_TEXT ? node_text(load->tree, name) : (struct view){"", 0};
		if (is_nearly(text, "consent") || view_is(text, "who"))
			continue;
		/* A comma in { } makes a key of what was meant to be said. */
		if (!is_nearly(text, "says"))
			hide(load, node_span(name));
		hide_all(load, load_node(load, key)->next);
	}
}

void privacy_from_tree(struct load *load)
{
	for (uint32_t i = 1; i < load->tree->count; i++) {
		const struct node *node = load_node(load, i);
		if (node->kind == NODE_MAPPING && is_voice(load, node) && !is_agreed(load, node))
			hide_mapping(load, node);
	}
}

static uint32_t line_end(const char *text, uint32_t length, uint32_t at)
{
	while (at < length && text[at] != '\n' && text[at] != '\r')
		at++;
	return at;
}

static uint32_t skip(const char *text, uint32_t length, uint32_t at, const char *bytes)
{
	while (at < length && text[at] && strchr(bytes, text[at]))
		at++;
	return at;
}

static uint32_t indent_of(const char *text, uint32_t at)
{
	uint32_t start = at;

	while (start > 0 && text[start - 1] != '\n' && text[start - 1] != '\r')
		start--;
	return skip(text, at, start, " \t-") - start;
}

/* The value of a `says:` goes on in empty lines and those indented further;
 * when it is in quotes, to the closing one. */
static uint32_t value_end(const char *text, uint32_t length, uint32_t at, uint32_t indent)
{
	uint32_t start = skip(text, length, at, " \t\r\n"), end = line_end(text, length, at);

	while (end < length) {
		uint32_t next = skip(text, length, end, "\r\n");
		uint32_t first = skip(text, length, next, " \t");
		uint32_t stop = line_end(text, length, next);
		if (first < stop && first - next <= indent)
			break;
		end = stop;
	}
	if (start < length && (text[start] == '"' || text[start] == '\'')) {
		const char *close = memchr(text + start + 1, text[start], length - start - 1);
		uint32_t closed = close ? (uint32_t)(close - text) + 1 : length;
		end = closed > end ? closed : end;
	}
	return end;
}

void privacy_from_text(struct load *load, const char *text, uint32_t length)
{
	const char *found;
	uint32_t at = 0;

	while (at < length && (found = memmem(text + at, length - at, "says", 4))) {
		uint32_t start = (uint32_t)(found - text);
		uint32_t behind = skip(text, length, start + 4, "\"' \t");
		at = start + 4;
		if (behind >= length || text[behind] != ':')
			continue;
		at = value_end(text, length, behind + 1, indent_of(text, start));
		hide(load, (struct span){behind + 1, at});
	}
}
