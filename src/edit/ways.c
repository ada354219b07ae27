/* A way on from a step put in, and taken away. */
#include "edit/removal.h"
#include "edit/set.h"
#include "edit/shares.h"
#include "edit/way_put.h"
#include "edit/written.h"

#include "carepath/plain.h"

#include <string.h>

struct way_wish {
	struct edit_place place; /* a step, or the way that goes */
	struct new_way added;
};

static bool in_brackets(const struct outline *outline, uint32_t number)
{
	return outline_node(outline, number)->style == NODE_BRACKETS;
}

static const char *in_braces(struct arena *arena, struct arrow_text arrow)
{
	if (!arrow.share)
		return arrow.end;
	return plain_format(arena, "{ %s, share: %s }", arrow.end, arrow.share);
}

/* Its keys on lines of their own, where those of the arrow before it are. */
static const char *entry_like(struct change *change, uint32_t arrow, struct arrow_text new)
{
	const struct outline *outline = &change->outline;
	const struct node *node = outline_node(outline, arrow);
	const char *blanks =
	    node->kind == NODE_MAPPING && !in_brackets(outline, arrow) ? change_indentation(change, node->start) : NULL;

	if (!new.share || !blanks || memcmp(outline->text + node->start - 2, "- ", 2) != 0)
		return in_braces(change->arena, new);
	return plain_format(change->arena, "%s%s%sshare: %s", new.end, line_feed(outline, node->start), blanks,
			    new.share);
}

static bool add_to_list(struct change *change, uint32_t list, struct arrow_text arrow)
{
	const struct outline *outline = &change->outline;
	uint32_t count = outline_node(outline, list)->count;

	if (count == 0)
		return change_refuse_odd(change, outline_node(outline, list)->start);
	const char *text = in_brackets(outline, list) ? in_braces(change->arena, arrow)
						      : entry_like(change, list_entry(outline, list, count - 1), arrow);
	return change_add_entry(change, list, count, text);
}

/* A lone arrow that stands on lines of its own becomes the first of a list, and
 * moves in behind its dash. */
static bool list_lines(struct change *change, uint32_t arrow, struct arrow_text new)
{
	const struct outline *outline = &change->outline;
	uint32_t start = outline_node(outline, arrow)->start, end = outline_end(outline, arrow);
	const char *blanks = change_indentation(change, start);
	bool by_lines = !in_brackets(outline, arrow) && outline_node(outline, arrow)->kind == NODE_MAPPING;

	if (!blanks)
		return change_refuse_odd(change, start);
	change_put(change, start, start, "- ");
	change_shift_lines(change, line_after(outline, start), end);
	const char *text = by_lines && new.share ? plain_format(change->arena, "%s%s%s  share: %s", new.end,
								line_feed(outline, start), blanks, new.share)
						 : in_braces(change->arena, new);
	change_put_lines(change, end, plain_format(change->arena, "%s- %s", blanks, text));
	return true;
}

/* One that stands behind `next` moves to a line of its own. */
static bool list_below(struct change *change, struct spot next, struct arrow_text new)
{
	const struct outline *outline = &change->outline;
	uint32_t value = value_start(outline, next.key), end = outline_end(outline, next.value), colon = value;
	const char *blanks = change_indentation(change, outline_node(outline, next.key)->start);

	if (!blanks)
		return change_refuse_odd(change, value);
	while (outline->text[colon - 1] != ':')
		colon--;
	change_put(change, colon, value, plain_format(change->arena, "%s%s  - ", line_feed(outline, value), blanks));
	change_put_lines(change, end, plain_format(change->arena, "%s  - %s", blanks, in_braces(change->arena, new)));
	return true;
}

/* A lone arrow becomes a list of two. */
static bool make_list(struct change *change, struct spot next, struct arrow_text new)
{
	const struct outline *outline = &change->outline;
	const struct node *node = outline_node(outline, next.value);
	uint32_t start = value_start(outline, next.key), end = outline_end(outline, next.value);
	bool below = line_start(outline, start) > outline_node(outline, next.key)->start;

	if (node->style == NODE_BLOCK || (below && start != node->start))
		return change_refuse_odd(change, start);
	if (in_brackets(outline, next.mapping)) {
		change_put(change, start, start, "[");
		change_put(change, end, end, plain_format(change->arena, ", %s]", in_braces(change->arena, new)));
		return true;
	}
	if (below)
		return list_lines(change, next.value, new);
	if (node->kind == NODE_MAPPING && !in_brackets(outline, next.value))
		return change_refuse_odd(change, start); /* an anchor stands before its lines */
	return list_below(change, next, new);
}

bool put_way(struct change *change, struct spot ways, struct arrow_text arrow)
{
	return outline_node(&change->outline, ways.value)->kind == NODE_LIST ? add_to_list(change, ways.value, arrow)
									     : make_list(change, ways, arrow);
}

/* Behind a step that nothing came after. */
static bool first_way(struct change *change, struct spot step, const struct keys *keys, struct new_way added,
		      struct arrow_text arrow)
{
	bool plain = added.to && added.share >= 1;
	return change_add_key(change, step.value, keys_order(change->arena, keys->record), "next",
			      plain ? added.to : in_braces(change->arena, arrow));
}

static bool is_wanted(struct change *change, struct new_way added)
{
	if (added.to && !outline_step(&change->outline, added.to).key)
		return change_refuse(change, "There is no step '%s' in this file: choose another one.", added.to);
	return added.to || (added.outcome && *added.outcome) ||
	       change_refuse(change, "A way leads to a step, or to an end: choose where to.");
}

static bool are_ways(struct change *change, struct spot next)
{
	if (next.elsewhere)
		return change_refuse_elsewhere(change, next.value);
	return !outline_is_block(&change->outline, next) ||
	       change_refuse(change,
			     "Branches run side by side here: let people go only one of the ways first, or add or "
			     "take away a branch.");
}

static struct arrow_text arrow_of(struct arena *arena, struct new_way added)
{
	const char *end =
	    added.to
		? plain_format(arena, "to: %s", added.to)
		: plain_format(arena, "outcome: %s",
			       written_text(arena, added.outcome, (struct manner){.brackets = true, .text = true}));
	return (struct arrow_text){end, NULL};
}

static bool make_add(struct change *change, const void *subject)
{
	const struct way_wish *wish = subject;
	const struct outline *outline = &change->outline;
	struct keys keys = keys_of(outline, wish->place);
	struct spot step = outline_step(outline, wish->place.step), next = outline_under(outline, step, "next");

	if (!can_change(change, &keys, wish->place) || !is_wanted(change, wish->added) || !are_ways(change, next))
		return false;
	change->what = plain_format(change->arena, "the new way from %s to %s", outline_name(outline, wish->place.step),
				    wish->added.to ? outline_name(outline, wish->added.to) : wish->added.outcome);
	struct arrow_text arrow = arrow_of(change->arena, wish->added);
	if (!shares_make_room(change, wish->place.step, outline_ways(outline, step), wish->added.share, &arrow.share))
		return false;
	if (!next.key)
		return first_way(change, step, &keys, wish->added, arrow);
	return put_way(change, next, arrow);
}

struct document *edit_add_way(struct draft *draft, const char *step, struct new_way added, char says[EDIT_SAYS])
{
	struct way_wish wish = {{step, NONE}, added};
	return change_run(draft, make_add, &wish, says);
}

/* ------------------------------------------------------------- taken away */

bool is_its_own(struct change *change, uint32_t first, uint32_t behind)
{
	const struct outline *outline = &change->outline;
	for (uint32_t i = 1; i < outline->tree->count; i++) {
		const struct node *node = outline_node(outline, i);
		bool inside = i >= first && i < behind;
		if (node->kind == NODE_ALIAS && !inside && node->stands_for >= first && node->stands_for < behind)
			return change_refuse(change,
					     "What is said of this way is said of something else, too: change that "
					     "first, in line %u of the file.",
					     line_of(outline, node->start));
	}
	return true;
}

/* With the last arrow `next` goes, where the step says itself how it ends. */
static bool take_last(struct change *change, struct spot step, struct spot next)
{
	const struct outline *outline = &change->outline;
	uint32_t value = value_of(outline, next.key);

	if (!outline_under(outline, step, "outcome").key)
		return change_refuse(change, "It is the only way on from here: take the step out instead.");
	return is_its_own(change, value, tree_next(outline->tree, value)) && change_take_key(change, next);
}

static bool make_remove(struct change *change, const void *subject)
{
	const struct way_wish *wish = subject;
	const struct outline *outline = &change->outline;
	struct edit_place step_place = {wish->place.step, NONE};
	struct keys step_keys = keys_of(outline, step_place), keys = keys_of(outline, wish->place);
	struct spot step = outline_step(outline, wish->place.step), next = outline_under(outline, step, "next");
	uint32_t count = outline_ways(outline, step), way = wish->place.way;

	if (!can_change(change, &step_keys, step_place) || !are_ways(change, next))
		return false;
	if (way >= count)
		return change_refuse(change, "There is no such way on from here: choose another one.");
	change->what = plain_format(change->arena, "the way %s", keys.where);
	if (!leave_way(change, wish->place, (struct new_end){0}))
		return false;
	if (count == 1)
		return take_last(change, step, next);
	uint32_t entry = list_entry(outline, next.value, way);
	return is_its_own(change, entry, tree_next(outline->tree, entry)) &&
	       shares_take_over(change, wish->place, count) && change_take_entries(change, next.value, way, way + 1);
}

struct document *edit_remove_way(struct draft *draft, struct edit_place place, char says[EDIT_SAYS])
{
	struct way_wish wish = {.place = place};
	return change_run(draft, make_remove, &wish, says);
}
