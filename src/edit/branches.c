/* A branch of those side by side put in, and taken away with its steps. */
#include "edit/new_step.h"
#include "edit/removal.h"
#include "edit/set.h"
#include "edit/shares.h"
#include "edit/tours.h"
#include "edit/way_put.h"

#include "carepath/plain.h"

#include <string.h>

/* The branches after a step, and what comes when all of them are over. */
struct branches {
	struct spot step, all;
	uint32_t count;
	const char *then; /* a step's id; NULL: an end */
};

static bool find_branches(struct change *change, const char *id, struct branches *branches)
{
	const struct outline *outline = &change->outline;
	struct edit_place place = {id, NONE};
	struct keys keys = keys_of(outline, place);

	if (!can_change(change, &keys, place))
		return false;
	branches->step = outline_step(outline, id);
	struct spot next = outline_under(outline, branches->step, "next");
	if (!outline_is_block(outline, next))
		return change_refuse(change, "Nothing runs side by side after this step: let its ways do so first.");
	branches->all = outline_under(outline, next, "all");
	if (branches->all.elsewhere)
		return change_refuse_elsewhere(change, branches->all.value);
	branches->count = outline_ways(outline, branches->step) - 1;
	branches->then = outline_to(outline, outline_way(outline, branches->step, branches->count));
	return true;
}

/* ---------------------------------------------------------------- put in */

struct add_wish {
	const char *step;
	struct new_step added;
	double share;
};

/* Behind where the last branch starts, if that is written behind the step. */
static struct spot step_before(const struct outline *outline, const struct branches *branches)
{
	const char *last = outline_to(outline, outline_way(outline, branches->step, branches->count - 1));
	struct spot step = last ? outline_step(outline, last) : branches->step;
	bool behind = step.key && !step.elsewhere &&
		      outline_node(outline, step.key)->start > outline_node(outline, branches->step.key)->start;
	return behind ? step : branches->step;
}

static bool make_add(struct change *change, const void *subject)
{
	const struct add_wish *wish = subject;
	struct branches branches;
	const char *rest[2] = {NULL, NULL};

	if (!find_branches(change, wish->step, &branches))
		return false;
	if (branches.step.elsewhere)
		return change_refuse_elsewhere(change, branches.step.value);
	const char *id = new_id(&change->outline, wish->added.name ? wish->added.name : "");
	const char *share = shares_of_branch(change, wish->step, branches.count, wish->share);
	if (!share)
		return false;
	bool always = wish->share >= 1;
	struct arrow_text arrow = {.end = always ? id : plain_format(change->arena, "to: %s", id),
				   .share = always ? NULL : share};
	if (branches.then)
		rest[0] = plain_format(change->arena, "next: %s", branches.then);
	struct newcomer newcomer = {.id = id, .after = wish->step, .to = branches.then, .beside = true};
	return put_step(change, step_before(&change->outline, &branches), wish->step, wish->added, rest, id) &&
	       put_way(change, branches.all, arrow) && (!always || tours_take_up(change, newcomer));
}

struct document *edit_add_branch(struct draft *draft, const char *step, struct new_step added, double share,
				 char says[EDIT_SAYS])
{
	struct add_wish wish = {step, added, share};
	return change_run(draft, make_add, &wish, says);
}

/* ------------------------------------------------------------- taken away */

/* The steps of a branch, which go as many at a time as one text can be changed by. */
struct leaver {
	const char *id;
	bool is_named; /* elsewhere in the file: more goes than the step itself */
};

struct removal {
	LIST(struct leaver) steps; /* the way comes to them in this order */
	uint32_t gone;
	bool begun, told;
};

struct remove_wish {
	struct edit_place place;
	struct removal *removal;
};

/* All that can be come to from the first without passing what comes after the
 * branches: nothing else leads there, or the file would be no pathway. */
static void find_steps(struct change *change, const char *first, const char *then, struct removal *removal)
{
	const struct outline *outline = &change->outline;
	struct hash seen = {0};
	bool is_new;

	hash_add(change->arena, &seen, view_of(first), 0, 0, &is_new);
	list_add(change->arena, &removal->steps)->id = first;
	for (uint32_t i = 0; i < removal->steps.count; i++) {
		struct spot step = outline_step(outline, removal->steps.at[i].id);
		for (uint32_t way = 0, count = outline_ways(outline, step); way < count; way++) {
			const char *to = outline_to(outline, outline_way(outline, step, way));
			if (!to || (then && strcmp(to, then) == 0))
				continue;
			hash_add(change->arena, &seen, view_of(to), 0, 0, &is_new);
			if (is_new)
				list_add(change->arena, &removal->steps)->id = to;
		}
	}
}

static bool take_step(struct change *change, const char *id, bool *told)
{
	struct spot step = outline_step(&change->outline, id);
	bool here = false;
	if (step.elsewhere)
		return change_refuse_elsewhere(change, step.value);
	if (!leave_behind(change, (struct leaving){.id = id, .told = &here}) || !change_take_key(change, step))
		return false;
	*told |= here;
	return true;
}

enum { TAKEN = 1 };

/* Bytes of the text that go already: of each in `taken`, whether it is TAKEN. */
static bool are_taken(const char *taken, const struct patch *patches, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (memchr(taken + patches[i].start, TAKEN, patches[i].end - patches[i].start))
			return true;
	return false;
}

static void set_taken(char *taken, const struct patch *patches, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		memset(taken + patches[i].start, TAKEN, patches[i].end - patches[i].start);
}

/* Those that come next, as far as none stands in the way of another. What is
 * said of two steps can be all that one mapping or list holds, which then goes
 * as well: so only one of them may be named elsewhere in the file, and the next
 * such step finds the text as this one left it. */
static bool take_steps(struct change *change, struct removal *removal)
{
	char *taken = ARENA_ARRAY(change->arena, char, change->outline.length);
	bool one_named = false, told = false;

	for (; removal->gone < removal->steps.count; removal->gone++) {
		const struct leaver *step = &removal->steps.at[removal->gone];
		uint32_t before = change->patches.count;
		if (one_named && step->is_named)
			break;
		if (!take_step(change, step->id, &told))
			return false;
		const struct patch *patches = change->patches.at + before;
		uint32_t count = change->patches.count - before;
		if (are_taken(taken, patches, count)) {
			change->patches.count = before;
			break;
		}
		set_taken(taken, patches, count);
		one_named |= step->is_named;
	}
	return true;
}

/* What stands against it is told with the lines as they are in the file. */
static bool may_go(struct change *change, struct removal *removal)
{
	for (uint32_t i = 0; i < removal->steps.count; i++) {
		change->patches.count = 0;
		if (!take_step(change, removal->steps.at[i].id, &removal->told))
			return false;
		removal->steps.at[i].is_named = change->patches.count > 1;
	}
	change->patches.count = 0;
	return true;
}

/* "With it went: Washing, Dressing.": more than its first step, which it is called after. */
static const char *tell_steps(struct change *change, const struct removal *removal)
{
	const char *names = NULL;
	struct plain_row row = {0};
	for (uint32_t i = 1; i < removal->steps.count; i++)
		names = plain_add(change->arena, &row, ", ", outline_name(&change->outline, removal->steps.at[i].id));
	if (removal->told)
		names = plain_add(change->arena, &row, ", ", "what journeys say of their time there");
	return names ? plain_format(change->arena, "With it went: %s.", names) : NULL;
}

static bool begin(struct change *change, const struct remove_wish *wish)
{
	const struct outline *outline = &change->outline;
	struct branches branches;
	uint32_t way = wish->place.way;

	if (!find_branches(change, wish->place.step, &branches))
		return false;
	if (way >= branches.count)
		return change_refuse(change, "This is what comes when all branches are over: take one of them away.");
	if (branches.count == 1)
		return change_refuse(change, "It is the only branch: let people go only one of the ways from here "
					     "first.");
	const char *first = outline_to(outline, outline_way(outline, branches.step, way));
	uint32_t entry = list_entry(outline, branches.all.value, way);
	find_steps(change, first, branches.then, wish->removal);
	if (!may_go(change, wish->removal))
		return false;
	change->what = plain_format(change->arena, "the branch from %s to %s", outline_name(outline, wish->place.step),
				    outline_name(outline, first));
	change->told = tell_steps(change, wish->removal);
	return is_its_own(change, entry, tree_next(outline->tree, entry)) &&
	       leave_way(change, wish->place, (struct new_end){0}) &&
	       change_take_entries(change, branches.all.value, way, way + 1);
}

static bool make_remove(struct change *change, const void *subject)
{
	const struct remove_wish *wish = subject;
	struct removal *removal = wish->removal;

	if (!removal->begun) {
		removal->begun = true;
		return begin(change, wish);
	}
	return take_steps(change, removal);
}

struct document *edit_remove_branch(struct draft *draft, struct edit_place place, char says[EDIT_SAYS])
{
	struct removal removal = {0};
	struct remove_wish wish = {place, &removal};
	return change_run_on(draft, make_remove, &wish, says);
}
