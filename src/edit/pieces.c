/* Keys of mappings and entries of lists put in and taken out, each in the way in
 * which its mapping or list is written. */
#include "edit/change.h"

#include "carepath/plain.h"

#include <string.h>

static const char *const odd_beside = " -?"; /* what may stand before a key or an entry on its line */

static bool in_brackets(const struct outline *outline, uint32_t number)
{
	return outline_node(outline, number)->style == NODE_BRACKETS;
}

/* A mapping of one pair may stand in a list without its braces: [to: ward]. */
static bool has_braces(const struct outline *outline, uint32_t mapping)
{
	return outline->text[outline_node(outline, mapping)->start] == '{';
}

/* The first byte behind blanks, line ends and comments. */
static uint32_t behind_blanks(const struct outline *outline, uint32_t at)
{
	while (at < outline->length && strchr(" \t\r\n#", outline->text[at]))
		at = outline->text[at] == '#' ? line_end(outline, at) : at + 1;
	return at;
}

/* Where the next thing inside brackets starts, its anchor included. */
static uint32_t thing_after(const struct outline *outline, uint32_t at)
{
	at = behind_blanks(outline, at);
	return outline->text[at] == ',' ? behind_blanks(outline, at + 1) : at;
}

uint32_t value_start(const struct outline *outline, uint32_t key)
{
	uint32_t colon = outline_node(outline, key)->end;
	while (outline->text[colon] != ':')
		colon++;
	return behind_blanks(outline, colon + 1);
}

/* ----------------------------------------------------------- whole lines */

const char *change_indentation(struct change *change, uint32_t at)
{
	const struct outline *outline = &change->outline;
	uint32_t start = line_start(outline, at);

	if (start == 0 && outline->length >= 3 && memcmp(outline->text, "\xEF\xBB\xBF", 3) == 0)
		start = 3;
	char *blanks = arena_copy(change->arena, outline->text + start, at - start);
	for (char *blank = blanks; *blank; blank++) {
		if (!strchr(odd_beside, *blank))
			return NULL;
		*blank = ' ';
	}
	return blanks;
}

void change_shift_lines(struct change *change, uint32_t start, uint32_t end)
{
	const struct outline *outline = &change->outline;
	for (uint32_t at = start; at < end; at = line_after(outline, at))
		if (line_end(outline, at) > at)
			change_put(change, at, at, "  ");
}

static bool starts_line(const struct outline *outline, uint32_t at)
{
	uint32_t start = line_start(outline, at);
	return strspn(outline->text + start, " ") >= at - start;
}

void change_put_lines(struct change *change, uint32_t behind, const char *text)
{
	const struct outline *outline = &change->outline;
	uint32_t at = line_after(outline, behind);
	const char *feed = line_feed(outline, behind);
	bool ended = at > 0 && (outline->text[at - 1] == '\n' || outline->text[at - 1] == '\r');

	change_put(change, at, at, plain_format(change->arena, "%s%s%s", ended ? "" : feed, text, ended ? feed : ""));
}

void change_take_lines(struct change *change, struct span lines)
{
	const struct outline *outline = &change->outline;
	bool last = lines.end == outline->length && lines.end > 0 && !strchr("\r\n", outline->text[lines.end - 1]);

	if (last && lines.start > 0) {
		lines.start--;
		lines.start -=
		    lines.start > 0 && outline->text[lines.start] == '\n' && outline->text[lines.start - 1] == '\r';
	}
	change_put(change, lines.start, lines.end, "");
}

bool change_lines(struct change *change, uint32_t key, struct span *lines)
{
	const struct outline *outline = &change->outline;
	uint32_t start = outline_node(outline, key)->start;

	*lines = (struct span){line_start(outline, start),
			       line_after(outline, outline_end(outline, value_of(outline, key)))};
	return starts_line(outline, start) || change_refuse_odd(change, start);
}

/* -------------------------------------------------------------- mappings */

static uint32_t rank_of(const char *const *order, const char *key)
{
	uint32_t rank = 0;
	while (order[rank] && strcmp(order[rank], key) != 0)
		rank++;
	return rank;
}

/* A merge key is known to no table and comes first. */
static uint32_t rank_of_node(const struct outline *outline, const char *const *order, uint32_t key)
{
	uint32_t text = tree_value(outline->tree, key);
	uint32_t rank = rank_of(order, outline_text(outline, text));
	return order[rank] ? rank + 1 : 0;
}

/* The key to stand behind, or 0: before all of them. */
static uint32_t key_before(const struct outline *outline, uint32_t mapping, const char *const *order, uint32_t rank)
{
	uint32_t before = 0, best = 0;

	for (uint32_t key = first_in(outline, mapping); key; key = next_in(outline, mapping, value_of(outline, key))) {
		uint32_t own = rank_of_node(outline, order, key);
		if (own > rank || (before && own < best))
			continue;
		before = key;
		best = own;
	}
	return before;
}

static bool add_in_brackets(struct change *change, uint32_t mapping, uint32_t before, const char *pair)
{
	const struct outline *outline = &change->outline;
	const struct node *node = outline_node(outline, mapping);
	uint32_t at = node->start + has_braces(outline, mapping);

	if (before) {
		at = outline_end(outline, value_of(outline, before));
		change_put(change, at, at, plain_format(change->arena, ", %s", pair));
	} else if (node->count > 0) {
		at = outline_node(outline, first_in(outline, mapping))->start;
		change_put(change, at, at, plain_format(change->arena, "%s, ", pair));
	} else {
		change_put(change, at, at, plain_format(change->arena, " %s ", pair));
	}
	return true;
}

/* [to: ward] gets the braces that it could do without before. */
static bool add_to_lone_pair(struct change *change, uint32_t mapping, uint32_t before, const char *pair)
{
	const struct outline *outline = &change->outline;
	uint32_t key = first_in(outline, mapping);
	uint32_t start = outline_node(outline, key)->start, end = outline_end(outline, value_of(outline, key));

	change_put(change, start, start, before ? "{ " : plain_format(change->arena, "{ %s, ", pair));
	change_put(change, end, end, before ? plain_format(change->arena, ", %s }", pair) : " }");
	return true;
}

bool change_add_key(struct change *change, uint32_t mapping, const char *const *order, const char *key,
		    const char *value)
{
	const struct outline *outline = &change->outline;
	uint32_t first = first_in(outline, mapping);
	uint32_t before = key_before(outline, mapping, order, rank_of(order, key) + 1);
	const char *pair = plain_format(change->arena, "%s: %s", key, value);

	if (in_brackets(outline, mapping) && !has_braces(outline, mapping))
		return add_to_lone_pair(change, mapping, before, pair);
	if (in_brackets(outline, mapping))
		return add_in_brackets(change, mapping, before, pair);
	uint32_t start = outline_node(outline, first)->start;
	const char *blanks = change_indentation(change, start);
	if (!blanks)
		return change_refuse_odd(change, start);
	if (before)
		change_put_lines(change, outline_end(outline, value_of(outline, before)),
				 plain_format(change->arena, "%s%s", blanks, pair));
	else
		change_put(change, start, start,
			   plain_format(change->arena, "%s%s%s", pair, line_feed(outline, start), blanks));
	return true;
}

/* Takes [start, end) out of brackets, with one comma: `before` is where the
 * thing before it ends, `after` where the one behind it starts, 0 where there
 * is none. The comma before stays when a comment would swallow what follows. */
static void cut_out(struct change *change, uint32_t start, uint32_t end, uint32_t before, uint32_t after)
{
	const char *text = change->outline.text;

	if (after)
		change_put(change, start, after, "");
	else if (memchr(text + before, '#', start - before))
		change_put(change, start, end, "");
	else
		change_put(change, before, end, "");
}

/* The first key of an entry stands behind its dash: the next comes up to it. */
static bool take_behind_dash(struct change *change, uint32_t key, uint32_t after)
{
	const struct outline *outline = &change->outline;
	uint32_t start = outline_node(outline, key)->start, end = outline_node(outline, after)->start;

	if (!change_indentation(change, start) || !starts_line(outline, end))
		return change_refuse_odd(change, start);
	change_put(change, start, end, "");
	return true;
}

static uint32_t key_behind(const struct outline *outline, struct spot spot)
{
	return next_in(outline, spot.mapping, value_of(outline, spot.key));
}

static uint32_t value_before(const struct outline *outline, struct spot spot)
{
	uint32_t before = 0;
	for (uint32_t at = first_in(outline, spot.mapping); at != spot.key; at = next_in(outline, spot.mapping, at))
		before = at;
	return before;
}

bool change_take_key(struct change *change, struct spot spot)
{
	const struct outline *outline = &change->outline;
	uint32_t after = key_behind(outline, spot), before = value_before(outline, spot);
	uint32_t start = outline_node(outline, spot.key)->start;
	struct span lines;

	if (!after && !before)
		return change_refuse(change,
				     "It is the last of what stands there: change it in place of taking it away.");
	if (in_brackets(outline, spot.mapping)) {
		uint32_t from = before ? outline_end(outline, before) : outline_node(outline, spot.mapping)->start + 1;
		uint32_t end = outline_end(outline, value_of(outline, spot.key));
		if (thing_after(outline, from) != start)
			return change_refuse_odd(change, start);
		cut_out(change, start, end, from, after ? thing_after(outline, end) : 0);
		return true;
	}
	if (!before && !starts_line(outline, start))
		return take_behind_dash(change, spot.key, after);
	if (!change_lines(change, spot.key, &lines))
		return false;
	change_take_lines(change, lines);
	return true;
}

/* ----------------------------------------------------------------- lists */

uint32_t list_entry(const struct outline *outline, uint32_t list, uint32_t index)
{
	uint32_t item = first_in(outline, list);
	while (item && index-- > 0)
		item = next_in(outline, list, item);
	return item;
}

/* Where an entry starts: at its dash, or inside brackets at its anchor. */
static uint32_t entry_start(const struct outline *outline, uint32_t list, uint32_t index)
{
	const struct node *node = outline_node(outline, list);
	uint32_t from = index ? outline_end(outline, list_entry(outline, list, index - 1)) : node->start;

	if (in_brackets(outline, list))
		return thing_after(outline, index ? from : from + 1);
	return behind_blanks(outline, from);
}

static uint32_t entry_end(const struct outline *outline, uint32_t list, uint32_t index)
{
	return outline_end(outline, list_entry(outline, list, index));
}

bool change_add_entry_behind(struct change *change, uint32_t list, uint32_t index, const char *text)
{
	const struct outline *outline = &change->outline;
	uint32_t at = entry_end(outline, list, index);

	if (in_brackets(outline, list)) {
		change_put(change, at, at, plain_format(change->arena, ", %s", text));
		return true;
	}
	const char *blanks = change_indentation(change, entry_start(outline, list, 0));
	if (!blanks)
		return change_refuse_odd(change, at);
	change_put_lines(change, at, plain_format(change->arena, "%s- %s", blanks, text));
	return true;
}

bool change_add_entry(struct change *change, uint32_t list, uint32_t index, const char *text)
{
	const struct outline *outline = &change->outline;
	uint32_t count = outline_node(outline, list)->count;

	if (index == count)
		return change_add_entry_behind(change, list, count - 1, text);
	uint32_t at = entry_start(outline, list, index);
	if (in_brackets(outline, list)) {
		change_put(change, at, at, plain_format(change->arena, "%s, ", text));
		return true;
	}
	const char *blanks = change_indentation(change, entry_start(outline, list, 0));
	if (!blanks)
		return change_refuse_odd(change, at);
	change_put(change, at, at, plain_format(change->arena, "- %s%s%s", text, line_feed(outline, at), blanks));
	return true;
}

bool change_take_entries(struct change *change, uint32_t list, uint32_t first, uint32_t end)
{
	const struct outline *outline = &change->outline;
	uint32_t count = outline_node(outline, list)->count;
	uint32_t start = entry_start(outline, list, first), last = entry_end(outline, list, end - 1);

	if (first == 0 && end == count)
		return change_refuse(change,
				     "It is the last of what stands there: change it in place of taking it away.");
	if (in_brackets(outline, list)) {
		cut_out(change, start, last, first ? entry_end(outline, list, first - 1) : start,
			end < count ? entry_start(outline, list, end) : 0);
		return true;
	}
	if (!starts_line(outline, start)) {
		if (end == count || !change_indentation(change, start))
			return change_refuse_odd(change, start);
		change_put(change, start, entry_start(outline, list, end), "");
		return true;
	}
	change_take_lines(change, (struct span){line_start(outline, start), line_after(outline, last)});
	return true;
}
