/* Alternatives made branches side by side, and branches alternatives. */
#include "edit/set.h"
#include "edit/shares.h"

#include "carepath/plain.h"

#include <string.h>

struct block_wish {
	struct edit_place place;
	const char *then;
};

/* A step's `next`, with a key that is 0 where it has none; false: refused. */
static bool find_next(struct change *change, struct edit_place place, struct spot *next)
{
	const struct outline *outline = &change->outline;
	struct keys keys = keys_of(outline, place);

	if (!can_change(change, &keys, place))
		return false;
	*next = outline_under(outline, outline_step(outline, place.step), "next");
	return true;
}

static bool in_brackets(const struct outline *outline, uint32_t number)
{
	return outline_node(outline, number)->style == NODE_BRACKETS;
}

/* A list's dashes may stand as far in as the key above them: `all` gets a line
 * over them, and they move only where they stand right under `next`. */
static bool wrap_lines(struct change *change, struct spot next, const char *then)
{
	const struct outline *outline = &change->outline;
	uint32_t start = outline_node(outline, next.value)->start, end = outline_end(outline, next.value);
	const char *blanks = change_indentation(change, start);
	const char *above = change_indentation(change, outline_node(outline, next.key)->start);

	if (!blanks || !above || line_start(outline, start) + strlen(blanks) != start)
		return change_refuse_odd(change, start);
	bool shift = strlen(blanks) <= strlen(above);
	const char *more = shift ? "  " : "";
	change_put(change, line_start(outline, start), line_start(outline, start),
		   plain_format(change->arena, "%s%sall:%s", blanks, more, line_feed(outline, start)));
	if (shift)
		change_shift_lines(change, line_start(outline, start), end);
	change_put_lines(change, end, plain_format(change->arena, "%s%sthen: %s", blanks, more, then));
	return true;
}

static bool make_block(struct change *change, const void *subject)
{
	const struct block_wish *wish = subject;
	const struct outline *outline = &change->outline;
	struct spot next;

	if (!find_next(change, wish->place, &next))
		return false;
	if (!next.key || outline_node(outline, next.value)->kind != NODE_LIST)
		return change_refuse(change, "Only several ways can run side by side: let some go another way first.");
	if (next.elsewhere)
		return change_refuse_elsewhere(change, next.value);
	change->what = plain_format(change->arena, "the branches after %s", outline_name(outline, wish->place.step));
	if (!in_brackets(outline, next.value))
		return wrap_lines(change, next, wish->then);
	uint32_t start = outline_node(outline, next.value)->start, end = outline_node(outline, next.value)->end;
	change_put(change, start, start, "{ all: ");
	change_put(change, end, end, plain_format(change->arena, ", then: %s }", wish->then));
	return true;
}

/* The list of branches alone, on the lines on which it stands. */
static bool unwrap_lines(struct change *change, struct spot all, struct spot then)
{
	const struct outline *outline = &change->outline;
	uint32_t key = outline_node(outline, all.key)->start;
	struct span lines;

	if (!change_lines(change, then.key, &lines))
		return false;
	if (line_start(outline, key) + strspn(outline->text + line_start(outline, key), " ") != key)
		return change_refuse_odd(change, key);
	change_put(change, line_start(outline, key), line_after(outline, key), "");
	change_take_lines(change, lines);
	return true;
}

static bool make_ways(struct change *change, const void *subject)
{
	const struct block_wish *wish = subject;
	const struct outline *outline = &change->outline;
	struct spot next;

	if (!find_next(change, wish->place, &next))
		return false;
	if (!outline_is_block(outline, next))
		return change_refuse(change,
				     "No branches run side by side here: people go only one of the ways already.");
	struct spot all = outline_under(outline, next, "all"), then = outline_under(outline, next, "then");
	if (next.elsewhere || all.elsewhere || then.elsewhere)
		return change_refuse_elsewhere(change, next.value);
	change->what = plain_format(change->arena, "the ways after %s", outline_name(outline, wish->place.step));
	if (!shares_of_one(change, wish->place.step,
			   outline_ways(outline, outline_step(outline, wish->place.step)) - 1))
		return false;
	const struct node *list = outline_node(outline, all.value);
	if (list->kind == NODE_LIST && !in_brackets(outline, all.value))
		return unwrap_lines(change, all, then);
	change_put(change, outline_node(outline, next.value)->start, list->start, "");
	change_put(change, list->end, outline_end(outline, next.value), "");
	return true;
}

struct document *edit_make_block(struct draft *draft, const char *step, const char *then, char says[EDIT_SAYS])
{
	struct block_wish wish = {{step, NONE}, then};
	return change_run(draft, make_block, &wish, says);
}

struct document *edit_make_ways(struct draft *draft, const char *step, char says[EDIT_SAYS])
{
	struct block_wish wish = {{step, NONE}, NULL};
	return change_run(draft, make_ways, &wish, says);
}
