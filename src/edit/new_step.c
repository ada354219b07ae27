#include "edit/new_step.h"

#include "carepath/plain.h"
#include "carepath/text.h"
#include "edit/written.h"

#include <ctype.h>
#include <string.h>

enum { PAIRS_MOST = 5 };

/* Letters and digits of any script; the rest becomes hyphens. */
static char *id_letters(struct arena *arena, const char *name)
{
	size_t length = strlen(name), taken, written = 0;
	char *id = arena_copy(arena, name, length);

	for (size_t at = 0; at < length; at += taken) {
		int32_t point = text_decode(name + at, length - at, &taken);
		if (text_is_letter(point) || text_is_digit(point) || text_is_mark(point)) {
			memcpy(id + written, name + at, taken);
			if (taken == 1)
				id[written] = (char)tolower((unsigned char)id[written]);
			written += taken;
		} else if (written > 0 && id[written - 1] != '-') {
			id[written++] = '-';
		}
	}
	while (written > 0 && id[written - 1] == '-')
		written--;
	id[written] = '\0';
	return id;
}

static bool is_reserved(const char *id)
{
	static const char *const words[] = {"yes", "no", "on", "off", "true", "false", "null"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(id, words[i]) == 0)
			return true;
	return false;
}

const char *new_id(const struct outline *outline, const char *name)
{
	struct arena *arena = outline->arena;
	const char *stem = id_letters(arena, name), *id;
	size_t taken;

	if (!*stem || !text_is_letter(text_decode(stem, strlen(stem), &taken)) || is_reserved(stem))
		stem = plain_format(arena, "step%s%s", *stem ? "-" : "", stem);
	id = stem;
	for (uint32_t number = 2; outline_step(outline, id).key; number++)
		id = plain_format(arena, "%s-%u", stem, number);
	return id;
}

/* What a key of the step before it says; NULL where it has none. */
static const char *said_before(const struct outline *outline, struct spot after, const char *key)
{
	struct spot spot = outline_key(outline, after.value, key);
	return spot.key ? outline_text(outline, spot.value) : NULL;
}

/* "name: …", "team: …" and what else there is. Nobody has said that the person
 * goes anywhere else for it, so it is where the step before it is. */
static uint32_t pairs_of(struct change *change, const char *before, struct new_step added, const char *const rest[2],
			 bool brackets, const char *pairs[PAIRS_MOST])
{
	struct arena *arena = change->arena;
	struct spot after = outline_step(&change->outline, before);
	const char *team = added.team ? added.team : said_before(&change->outline, after, "team");
	const char *setting = said_before(&change->outline, after, "setting");
	uint32_t count = 0;

	pairs[count++] = plain_format(
	    arena, "name: %s", written_text(arena, added.name, (struct manner){.brackets = brackets, .text = true}));
	pairs[count++] = plain_format(arena, "team: %s", team);
	if (setting)
		pairs[count++] = plain_format(arena, "setting: %s", setting);
	for (uint32_t i = 0; i < 2; i++)
		if (rest[i])
			pairs[count++] = rest[i];
	return count;
}

static const char *in_brackets(struct arena *arena, const char *id, const char *const *pairs, uint32_t count)
{
	const char *text = "";
	for (uint32_t i = 0; i < count; i++)
		text = plain_format(arena, "%s%s%s", text, i ? ", " : "", pairs[i]);
	return plain_format(arena, "%s: { %s }", id, text);
}

static bool is_blank_line(const struct outline *outline, uint32_t at)
{
	uint32_t end = line_end(outline, at);
	return at < outline->length && strspn(outline->text + at, " \t") >= end - at;
}

/* Steps that stand apart by empty lines go on doing so. */
static bool stands_apart(const struct outline *outline, struct spot step, uint32_t end)
{
	uint32_t start = line_start(outline, outline_node(outline, step.key)->start);
	return is_blank_line(outline, line_after(outline, end)) ||
	       (start > 1 && is_blank_line(outline, line_start(outline, start - 1)));
}

static bool put_lines(struct change *change, struct spot step, const char *id, const char *const *pairs, uint32_t count,
		      bool brackets)
{
	const struct outline *outline = &change->outline;
	uint32_t end = outline_end(outline, step.value);
	const char *feed = line_feed(outline, end), *apart = stands_apart(outline, step, end) ? feed : "";
	const char *outer = change_indentation(change, outline_node(outline, step.key)->start);
	const char *inner =
	    brackets ? "" : change_indentation(change, outline_node(outline, first_in(outline, step.value))->start);

	if (!outer || !inner)
		return change_refuse_odd(change, outline_node(outline, step.key)->start);
	if (brackets) {
		change_put_lines(
		    change, end,
		    plain_format(change->arena, "%s%s%s", apart, outer, in_brackets(change->arena, id, pairs, count)));
		return true;
	}
	const char *text = plain_format(change->arena, "%s%s%s:", apart, outer, id);
	for (uint32_t i = 0; i < count; i++)
		text = plain_format(change->arena, "%s%s%s%s", text, feed, inner, pairs[i]);
	change_put_lines(change, end, text);
	return true;
}

bool put_step(struct change *change, struct spot step, const char *after, struct new_step added,
	      const char *const rest[2], const char *id)
{
	const struct outline *outline = &change->outline;
	bool brackets = outline_node(outline, step.value)->style == NODE_BRACKETS;
	const char *pairs[PAIRS_MOST];

	added.name = added.name ? change_trimmed(change, added.name) : "";
	if (!*added.name)
		return change_refuse(change, "A new step needs a name.");
	uint32_t count = pairs_of(change, after, added, rest, brackets, pairs);
	change->what =
	    plain_format(change->arena, "the new step %s after %s", added.name, outline_name(outline, after));
	if (outline_node(outline, step.mapping)->style != NODE_BRACKETS)
		return put_lines(change, step, id, pairs, count, brackets);
	uint32_t end = outline_end(outline, step.value);
	change_put(change, end, end, plain_format(change->arena, ", %s", in_brackets(change->arena, id, pairs, count)));
	return true;
}
