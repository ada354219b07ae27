#include "load/privacy.h"

#include <string.h>

static void hide(struct load *load, struct span span)
{
	*list_add(load->arena, &load->source->private_words) = span;
}

/* A key that is the word, but for one letter or two that changed places. */
static bool is_nearly(struct view key, const char *word)
{
	size_t length = strlen(word), longer = key.length > length ? key.length : length, front = 0, back = 0;
	size_t shorter = key.length < length ? key.length : length;

	while (front < shorter && key.bytes[front] == word[front])
		front++;
	while (back < shorter - front && key.bytes[key.length - 1 - back] == word[length - 1 - back])
		back++;
	if (longer - front - back <= 1)
		return true;
	return key.length == length && longer - front - back == 2 && key.bytes[front] == word[front + 1] &&
	       key.bytes[front + 1] == word[front];
}

static bool is_says(struct view key)
{
	return key.length >= 3 && key.length <= 5 && is_nearly(key, "says");
}

static bool is_consent(struct view key)
{
	return key.length >= 6 && key.length <= 8 && is_nearly(key, "consent");
}

bool privacy_is_key(struct view key)
{
	return is_says(key) || is_consent(key);
}

static bool is_agreed(const struct load *load, uint32_t mapping)
{
	for (uint32_t key = tree_first(mapping), end = load_node(load, mapping)->behind; key != end;
	     key = load_after_pair(load, key)) {
		const struct node *name = load_node(load, tree_value(load->tree, key));
		const struct node *value = load_node(load, tree_value(load->tree, tree_next(load->tree, key)));
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
	uint32_t value = tree_value(load->tree, number);
	const struct node *node = load_node(load, value);

	if (!node_holds_others(node)) {
		hide(load, node_span(node));
		return;
	}
	for (uint32_t child = tree_first(value); child != node->behind; child = tree_next(load->tree, child))
		hide_all(load, child);
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

/* What stands between a key and its value: a tag may be a word that was meant
 * to be said. */
static void hide_properties(struct load *load, uint32_t key)
{
	uint32_t start = skip(load->tree->text, load->source->length, load_node(load, key)->end, ": \t\r\n");
	uint32_t end = load_node(load, tree_next(load->tree, key))->start;

	if (start < end)
		hide(load, (struct span){start, end});
}

static void hide_mapping(struct load *load, uint32_t mapping)
{
	for (uint32_t key = tree_first(mapping), end = load_node(load, mapping)->behind; key != end;
	     key = load_after_pair(load, key)) {
		const struct node *name = load_node(load, tree_value(load->tree, key));
		struct view text = name->kind == NODE_TEXT ? node_text(load->tree, name) : (struct view){"", 0};
		if (is_consent(text))
			continue;
		/* A comma in { } makes a key of what was meant to be said. */
		if (!is_says(text) && !view_is(text, "who"))
			hide(load, node_span(name));
		hide_all(load, tree_next(load->tree, key));
		hide_properties(load, key);
	}
}

void privacy_from_tree(struct load *load)
{
	for (uint32_t i = 0; i < load->tree->voices.count; i++) {
		uint32_t mapping = load->tree->voices.at[i];
		if (!is_agreed(load, mapping))
			hide_mapping(load, mapping);
	}
}

static uint32_t indent_of(const char *text, uint32_t at)
{
	uint32_t start = at;

	while (start > 0 && text[start - 1] != '\n' && text[start - 1] != '\r')
		start--;
	return skip(text, at, start, " \t-") - start;
}

/* Whether "key: …" stands there, after the dashes of a list perhaps. */
static bool is_key_line(const char *text, uint32_t at, uint32_t stop)
{
	uint32_t start;

	while (at + 1 < stop && text[at] == '-' && text[at + 1] == ' ')
		at = skip(text, stop, at + 1, " ");
	for (start = at; at < stop; at++)
		if (!(text[at] >= 'a' && text[at] <= 'z') && text[at] != '_' && text[at] != '-')
			break;
	return at > start && at < stop && text[at] == ':' && (at + 1 == stop || text[at + 1] == ' ');
}

/* The value of a `says:` goes on in empty lines, in those indented further and
 * in what is no key; when it is in quotes, to the end of the line in which they
 * are closed. */
static uint32_t value_end(const char *text, uint32_t length, uint32_t at, uint32_t indent)
{
	uint32_t start = skip(text, length, at, " \t\r\n"), end = line_end(text, length, at);

	while (end < length) {
		uint32_t next = skip(text, length, end, "\r\n");
		uint32_t first = skip(text, length, next, " \t");
		uint32_t stop = line_end(text, length, next);
		if (first < stop && first - next <= indent && is_key_line(text, first, stop))
			break;
		end = stop;
	}
	if (start < length && (text[start] == '"' || text[start] == '\'')) {
		const char *close = memchr(text + start + 1, text[start], length - start - 1);
		uint32_t closed = close ? line_end(text, length, (uint32_t)(close - text)) : length;
		end = closed > end ? closed : end;
	}
	return end;
}

/* What stands before a consent that is not given, on its line or in its braces,
 * whatever its keys. */
static void hide_before_consent(struct load *load, const char *text, uint32_t length)
{
	const char *found;
	uint32_t at = 0;

	while (at < length && (found = memmem(text + at, length - at, "consent", 7))) {
		uint32_t start = (uint32_t)(found - text), brace = start;
		uint32_t answer = skip(text, length, start + 7, ": \"'\t");
		bool given = length - answer >= 3 && (memcmp(text + answer, "yes", 3) == 0 || text[answer] == 'p');
		while (brace > at && text[brace] != '{' && text[brace] != '\n' && text[brace] != '\r')
			brace--;
		brace = skip(text, start, brace, "{\r\n \t-");
		if (brace < start && !given)
			hide(load, (struct span){brace, start});
		at = start + 7;
	}
}

void privacy_from_text(struct load *load, const char *text, uint32_t length)
{
	hide_before_consent(load, text, length);
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
