/* Steps put in and taken out. */
#include "edit/gone.h"
#include "edit/new_step.h"
#include "edit/removal.h"
#include "edit/set.h"
#include "edit/tours.h"
#include "edit/written.h"

#include "carepath/plain.h"
#include "load/sections.h"

#include <string.h>

struct step_wish {
	struct edit_place place;
	struct new_step added;
};

/* The bytes of a pair, with a comment behind it where it ends its line. */
static struct span pair_span(const struct outline *outline, struct spot spot)
{
	uint32_t start = outline_node(outline, spot.key)->start;
	uint32_t end = outline_end(outline, value_of(outline, spot.key));
	bool brackets = outline_node(outline, spot.mapping)->style == NODE_BRACKETS;
	return (struct span){start, brackets ? end : line_end(outline, end)};
}

static const char *bytes_of(const struct outline *outline, struct span span)
{
	return arena_copy(outline->arena, outline->text + span.start, span.end - span.start);
}

/* What ends here or goes on from here moves on to the new step. */
static bool move_ways(struct change *change, struct spot step, const struct keys *keys, const char *id,
		      const char *rest[2])
{
	const struct outline *outline = &change->outline;
	struct spot next = outline_under(outline, step, "next"), outcome = outline_under(outline, step, "outcome");
	struct spot moved = next.key ? next : outcome;
	const char *pair = plain_format(change->arena, "next: %s", id);

	if (next.elsewhere || outcome.elsewhere)
		return change_refuse_elsewhere(change, next.elsewhere ? next.value : outcome.value);
	if (!moved.key)
		return change_add_key(change, step.value, keys_order(change->arena, keys->record), "next", id);
	struct span span = pair_span(outline, moved);
	rest[1] = bytes_of(outline, span);
	change_put(change, span.start, span.end, pair);
	if (!next.key || !outcome.key)
		return true;
	rest[0] = bytes_of(outline, pair_span(outline, outcome));
	return change_take_key(change, outcome);
}

static bool make_add(struct change *change, const void *subject)
{
	const struct step_wish *wish = subject;
	struct keys keys = keys_of(&change->outline, wish->place);
	struct spot step = outline_step(&change->outline, wish->place.step);
	const char *id = new_id(&change->outline, wish->added.name), *rest[2] = {NULL, NULL};

	pass_ways_on(change, wish->place.step, id);
	return can_change(change, &keys, wish->place) && move_ways(change, step, &keys, id, rest) &&
	       put_step(change, step, wish->place.step, wish->added, rest, id) &&
	       tours_take_up(change, (struct newcomer){.id = id, .after = wish->place.step});
}

/* The arrow leads to the new step; *pair is how that goes on. */
static bool redirect(struct change *change, const struct keys *keys, const char *id, const char **pair)
{
	const struct outline *outline = &change->outline;
	struct spot to = keys_spot(outline, keys, "to"), outcome = keys_spot(outline, keys, "outcome");
	const struct spot *end = to.key ? &to : &outcome;

	if (!end->key)
		return change_refuse(change, "This way leads nowhere yet: say where, with e.");
	if (end->elsewhere)
		return change_refuse_elsewhere(change, end->value);
	if (to.key) {
		*pair = plain_format(change->arena, "next: %s", outline_text(outline, to.value));
	} else {
		*pair = bytes_of(
		    outline, (struct span){outline_node(outline, end->key)->start, outline_end(outline, end->value)});
		change_node(change, end->key, "to");
	}
	change_node(change, end->value, id);
	return true;
}

static bool make_insert(struct change *change, const void *subject)
{
	const struct step_wish *wish = subject;
	struct keys keys = keys_of(&change->outline, wish->place);
	struct spot step = outline_step(&change->outline, wish->place.step);
	const char *id = new_id(&change->outline, wish->added.name), *rest[2] = {NULL, NULL};

	if (!can_change(change, &keys, wish->place) || !redirect(change, &keys, id, &rest[0]))
		return false;
	if (step.elsewhere)
		return change_refuse_elsewhere(change, step.value);
	struct newcomer newcomer = {.id = id,
				    .after = wish->place.step,
				    .on_one_way = true,
				    .role = keys.way.role,
				    .to = outline_to(&change->outline, keys.way)};
	return put_step(change, step, wish->place.step, wish->added, rest, id) &&
	       leave_way(change, wish->place, (struct new_end){.to = id}) && tours_take_up(change, newcomer);
}

struct document *edit_add_step(struct draft *draft, const char *step, struct new_step added, char says[EDIT_SAYS])
{
	struct step_wish wish = {{step, NONE}, added};
	return change_run(draft, make_add, &wish, says);
}

struct document *edit_insert_step(struct draft *draft, struct edit_place place, struct new_step added,
				  char says[EDIT_SAYS])
{
	struct step_wish wish = {place, added};
	return change_run(draft, make_insert, &wish, says);
}

/* ------------------------------------------------------------- taken out */

struct removal {
	struct change *change;
	const char *id;
	const char *to; /* where its arrows lead on to; NULL: to an end */
	const char *outcome;
	uint32_t led; /* arrows that led to it */
};

static bool is_id(const struct outline *outline, uint32_t node, const char *id)
{
	return outline_node(outline, node)->kind == NODE_TEXT && strcmp(outline_text(outline, node), id) == 0;
}

static bool lead_on(struct removal *removal, const struct keys *keys)
{
	struct change *change = removal->change;
	const struct outline *outline = &change->outline;
	struct spot to = keys_spot(outline, keys, "to");
	const char *key = removal->to ? "to" : "outcome";

	removal->led++;
	if (!removal->to && keys->way.role == WAY_THEN)
		return change_refuse(change,
				     "It comes when all branches are over, and no step comes after it: let people "
				     "go only one of the ways first.");
	if (!removal->to && !removal->outcome)
		return change_refuse(
		    change, "No way leads on from it, so that those to it would lead nowhere: let them lead elsewhere "
			    "first.");
	if (to.elsewhere)
		return change_refuse_elsewhere(change, to.value);
	return set_key(change, keys, key, removal->to ? removal->to : removal->outcome);
}

/* A branch does not lead to what comes after it: it goes with its only step. */
static bool leaves_a_branch_empty(const struct removal *removal, struct spot step, struct way way)
{
	const struct outline *outline = &removal->change->outline;
	struct spot then = outline_under(outline, outline_under(outline, step, "next"), "then");
	if (way.role != WAY_BRANCH || !then.key)
		return false;
	const char *after = outline_to(outline, (struct way){.node = then.value});
	return !removal->to || (after && strcmp(after, removal->to) == 0);
}

/* All arrows of one step. */
static bool lead_step_on(struct removal *removal, struct spot step, const char *id)
{
	const struct outline *outline = &removal->change->outline;
	uint32_t count = outline_ways(outline, step);

	for (uint32_t i = 0; i < count; i++) {
		struct way way = outline_way(outline, step, i);
		const char *to = way.elsewhere || !way.node ? NULL : outline_to(outline, way);
		if (!to || strcmp(to, removal->id) != 0)
			continue;
		if (leaves_a_branch_empty(removal, step, way))
			return change_refuse(removal->change,
					     "It is all that there is of one of the branches after %s: go there, and "
					     "take the branch away.",
					     outline_name(outline, id));
		struct keys keys = keys_of(outline, (struct edit_place){id, i});
		if (!lead_on(removal, &keys))
			return false;
	}
	return true;
}

static bool lead_all_on(struct removal *removal)
{
	const struct outline *outline = &removal->change->outline;
	uint32_t steps = outline_key(outline, outline->root, "steps").value;

	for (uint32_t key = first_in(outline, steps); key; key = next_in(outline, steps, value_of(outline, key))) {
		const char *id = outline_text(outline, tree_value(outline->tree, key));
		struct spot step = outline_step(outline, id);
		if (strcmp(id, removal->id) != 0 && step.key && !step.elsewhere && !lead_step_on(removal, step, id))
			return false;
	}
	return true;
}

/* Where the map starts stays where it was, or goes on with the arrows. */
static bool move_start(struct removal *removal)
{
	struct change *change = removal->change;
	const struct outline *outline = &change->outline;
	struct spot start = outline_key(outline, outline->root, "start");
	uint32_t steps = outline_key(outline, outline->root, "steps").value, first = first_in(outline, steps);

	if (start.key ? !is_id(outline, start.value, removal->id) : !is_id(outline, first, removal->id))
		return true;
	if (!removal->to)
		return change_refuse(change, "The map starts here, and no step comes after it: add one first.");
	uint32_t second = next_in(outline, steps, value_of(outline, first));
	if (start.key)
		change_node(change, start.value, removal->to);
	else if (!second || !is_id(outline, second, removal->to))
		return change_add_key(change, outline->root, keys_order(change->arena, &file_record), "start",
				      removal->to);
	return true;
}

/* Its one way on. */
static bool find_way_on(struct removal *removal, struct spot step)
{
	struct change *change = removal->change;
	const struct outline *outline = &change->outline;
	uint32_t count = outline_ways(outline, step);
	struct spot outcome = outline_under(outline, step, "outcome");

	if (outline_is_block(outline, outline_under(outline, step, "next")))
		return change_refuse(change, "Branches run side by side behind it: let people go only one of the ways "
					     "from here first.");
	if (count > 1 || (count == 1 && outcome.key))
		return change_refuse(change, "Several ways lead on from it: take one way away after the other until "
					     "one is left, and then the step.");
	if (count == 1) {
		struct way way = outline_way(outline, step, 0);
		removal->to = outline_to(outline, way);
		outcome = outline_key(outline, way.node, "outcome");
	}
	if (outcome.key)
		removal->outcome = outline_text(outline, outcome.value);
	if (removal->to && strcmp(removal->to, removal->id) == 0)
		return change_refuse(change, "Its one way leads back to itself: let it lead elsewhere first.");
	return true;
}

static bool make_remove(struct change *change, const void *subject)
{
	const struct step_wish *wish = subject;
	struct outline *outline = &change->outline;
	struct keys keys = keys_of(outline, wish->place);
	struct spot step = outline_step(outline, wish->place.step);
	struct removal removal = {.change = change, .id = wish->place.step};

	change->what = plain_format(change->arena, "the removal of %s", outline_name(outline, wish->place.step));
	bool told = false;
	if (!can_change(change, &keys, wish->place) || !find_way_on(&removal, step) || !lead_all_on(&removal) ||
	    !move_start(&removal) ||
	    !leave_behind(change, (struct leaving){removal.id, removal.to, removal.outcome, false, &told}))
		return false;
	change->told = gone_with(change, step, told);
	return change_take_key(change, step);
}

struct document *edit_remove_step(struct draft *draft, const char *step, char says[EDIT_SAYS])
{
	struct step_wish wish = {.place = {step, NONE}};
	return change_run(draft, make_remove, &wish, says);
}

/* ----------------------------------------------------------------- joint */

struct joint_wish {
	struct edit_place place;
	const char *team;
};

static const char *team_name(const struct outline *outline, const char *id)
{
	struct spot team = outline_key(outline, outline_key(outline, outline->root, "teams").value, id);
	uint32_t name = outline_key(outline, team.value, "name").value;
	return name ? outline_text(outline, name) : outline_from_id(outline, id);
}

static bool make_joint(struct change *change, const void *subject)
{
	const struct joint_wish *wish = subject;
	const struct outline *outline = &change->outline;
	struct keys keys = keys_of(outline, wish->place);
	const char *with = "";

	if (!can_change(change, &keys, wish->place))
		return false;
	struct spot given = keys_spot(outline, &keys, "with"), team = keys_spot(outline, &keys, "team");
	if (given.key)
		with = shown_pieces(outline, given.value);
	struct pieces teams = written_pieces(change->arena, with);
	bool there = is_id(outline, team.value, wish->team);
	for (uint32_t i = 0; i < teams.at.count; i++)
		there |= strcmp(teams.at.at[i], wish->team) == 0;
	if (there)
		return change_refuse(change, "%s does it already: choose another team.",
				     team_name(outline, wish->team));
	change->what = plain_format(change->arena, "who does %s together", outline_name(outline, wish->place.step));
	return set_key(change, &keys, "with",
		       plain_format(change->arena, "%s%s%s", with, *with ? ", " : "", wish->team));
}

struct document *edit_make_joint(struct draft *draft, const char *step, const char *team, char says[EDIT_SAYS])
{
	struct joint_wish wish = {{step, NONE}, team};
	return change_run(draft, make_joint, &wish, says);
}
