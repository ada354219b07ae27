#include "edit/removal.h"

#include "carepath/plain.h"
#include "edit/tours.h"
#include "edit/written.h"

#include <string.h>

uint32_t arrows_to(const struct outline *outline, const char *id)
{
	uint32_t steps = outline_key(outline, outline->root, "steps").value, count = 0;

	for (uint32_t key = first_in(outline, steps); key; key = next_in(outline, steps, value_of(outline, key))) {
		struct spot step = outline_step(outline, outline_text(outline, tree_value(outline->tree, key)));
		for (uint32_t i = step.key ? outline_ways(outline, step) : 0; i-- > 0;) {
			struct way way = outline_way(outline, step, i);
			const char *to = way.node ? outline_to(outline, way) : NULL;
			count += to && strcmp(to, id) == 0;
		}
	}
	return count;
}

/* ------------------------------------------------------- going through it */

static bool is_text(const struct outline *outline, uint32_t node, const char *text)
{
	return node && outline_node(outline, node)->kind == NODE_TEXT && strcmp(outline_text(outline, node), text) == 0;
}

/* The pairs of a mapping, one after the other: 0 where there is none, or no more. */
static uint32_t first_key(const struct outline *outline, uint32_t mapping)
{
	bool is_mapping = mapping && outline_node(outline, mapping)->kind == NODE_MAPPING;
	return is_mapping ? first_in(outline, mapping) : 0;
}

static uint32_t key_after(const struct outline *outline, uint32_t mapping, uint32_t key)
{
	return next_in(outline, mapping, value_of(outline, key));
}

static uint32_t value_at(const struct outline *outline, uint32_t key)
{
	return tree_value(outline->tree, value_of(outline, key));
}

static struct spot spot_of(const struct outline *outline, uint32_t mapping, uint32_t key)
{
	return (struct spot){.mapping = mapping, .key = key, .value = value_at(outline, key)};
}

/* The holder has this pair or entry, and no other. */
static bool is_alone(const struct outline *outline, uint32_t holder)
{
	const struct node *node = outline_node(outline, holder);
	uint32_t first = first_in(outline, holder);
	uint32_t last = node->kind == NODE_MAPPING ? value_of(outline, first) : first;
	return next_in(outline, holder, last) == 0;
}

/* ------------------------------------------------------------- scenarios */

/* A mapping in a scenario, and the pair that holds it. */
struct held {
	uint32_t mapping;
	struct spot by;
	bool waits; /* it is, or is in, `waits` */
};

/* Takes a pair, or where it is the only one of its mapping what holds that. */
static bool take_pair(struct change *change, struct held held, uint32_t key)
{
	const struct outline *outline = &change->outline;
	return change_take_key(change, is_alone(outline, held.mapping) ? held.by : spot_of(outline, held.mapping, key));
}

static struct held held_by(const struct outline *outline, struct spot part)
{
	return (struct held){part.value, part, is_text(outline, tree_value(outline->tree, part.key), "waits")};
}

static uint32_t find_key(const struct outline *outline, uint32_t mapping, const char *name)
{
	uint32_t key = first_key(outline, mapping);
	while (key && !is_text(outline, tree_value(outline->tree, key), name))
		key = key_after(outline, mapping, key);
	return key;
}

/* What stands in the place of the end of a way; nobody waits for an outcome.
 * NULL: what is said of the way goes with it. */
static const char *new_name(const struct outline *outline, struct held held, struct new_end new)
{
	const char *end = new.to ? new.to : held.waits ? NULL : new.outcome;
	return end && !find_key(outline, held.mapping, end) ? end : NULL;
}

static void rename_key(struct change *change, uint32_t mapping, uint32_t key, const char *name)
{
	bool brackets = outline_node(&change->outline, mapping)->style == NODE_BRACKETS;
	change_node(change, key,
		    written_text(change->arena, name, (struct manner){.brackets = brackets, .text = true}));
}

/* What is said of the arrow to the step is said of where it leads now. */
static bool leave_arrow(struct change *change, struct leaving leaving, struct held held)
{
	const struct outline *outline = &change->outline;
	const char *instead = new_name(outline, held, (struct new_end){leaving.to, leaving.outcome});
	uint32_t key = find_key(outline, held.mapping, leaving.id);

	if (!key)
		return true;
	if (leaving.joined || !instead)
		return take_pair(change, held, key);
	rename_key(change, held.mapping, key, instead);
	return true;
}

/* `waits` or `shares` of a scenario. The step's own arrow goes; that of a pair
 * that was joined is now the arrow of what they became. */
static bool leave_arrows(struct change *change, struct leaving leaving, struct held held)
{
	const struct outline *outline = &change->outline;
	uint32_t own = find_key(outline, held.mapping, leaving.id);

	for (uint32_t key = first_key(outline, held.mapping); key; key = key_after(outline, held.mapping, key)) {
		struct held inner = {value_at(outline, key), spot_of(outline, held.mapping, key), held.waits};
		if (is_alone(outline, held.mapping))
			inner.by = held.by;
		if (key != own && first_key(outline, inner.mapping) && !leave_arrow(change, leaving, inner))
			return false;
	}
	if (own && leaving.joined)
		change_node(change, own, leaving.to);
	return !own || leaving.joined || take_pair(change, held, own);
}

static bool leave_lasts(struct change *change, struct leaving leaving, struct held held)
{
	const struct outline *outline = &change->outline;
	uint32_t own = find_key(outline, held.mapping, leaving.id);

	if (!own)
		return true;
	if (!leaving.joined)
		return take_pair(change, held, own);
	if (find_key(outline, held.mapping, leaving.to))
		return change_refuse(change,
				     "A scenario says how long each of the two lasts: make that one first, in "
				     "line %u of the file.",
				     line_of(outline, outline_node(outline, own)->start));
	change_node(change, own, leaving.to);
	return true;
}

static bool leave_scenario(struct change *change, struct leaving leaving, uint32_t scenario)
{
	static const struct {
		const char *key;
		bool (*leave)(struct change *change, struct leaving leaving, struct held held);
	} parts[] = {{"waits", leave_arrows}, {"shares", leave_arrows}, {"lasts", leave_lasts}};
	const struct outline *outline = &change->outline;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct spot part = outline_key(outline, scenario, parts[i].key);
		if (part.key && first_key(outline, part.value) &&
		    !parts[i].leave(change, leaving, held_by(outline, part)))
			return false;
	}
	return true;
}

static bool leave_scenarios(struct change *change, struct leaving leaving)
{
	const struct outline *outline = &change->outline;
	uint32_t scenarios = outline_key(outline, outline->root, "scenarios").value;

	for (uint32_t key = first_key(outline, scenarios); key; key = key_after(outline, scenarios, key))
		if (first_key(outline, value_at(outline, key)) &&
		    !leave_scenario(change, leaving, value_at(outline, key)))
			return false;
	return true;
}

/* `waits` or `shares`. */
static bool leave_way_in(struct change *change, struct edit_place place, const char *end, struct new_end instead,
			 struct held held)
{
	const struct outline *outline = &change->outline;
	uint32_t key = find_key(outline, held.mapping, place.step);

	if (!key)
		return true;
	struct held inner = {value_at(outline, key), spot_of(outline, held.mapping, key), held.waits};
	if (is_alone(outline, held.mapping))
		inner.by = held.by;
	uint32_t own = find_key(outline, inner.mapping, end);
	const char *name = new_name(outline, inner, instead);
	if (!own || !name)
		return !own || take_pair(change, inner, own);
	rename_key(change, inner.mapping, own, name);
	return true;
}

static const char *const of_ways[] = {"waits", "shares", NULL};

/* Where an arrow leads: the id of a step, or an outcome. */
static const char *end_of(const struct outline *outline, struct way way)
{
	const char *to = outline_to(outline, way);
	uint32_t outcome = outline_key(outline, way.node, "outcome").value;
	return to ? to : outcome ? outline_text(outline, outcome) : "";
}

bool leave_way(struct change *change, struct edit_place place, struct new_end instead)
{
	const struct outline *outline = &change->outline;
	uint32_t scenarios = outline_key(outline, outline->root, "scenarios").value;
	struct spot step = outline_step(outline, place.step);
	const char *end = end_of(outline, outline_way(outline, step, place.way));

	for (uint32_t i = outline_ways(outline, step); i-- > 0;)
		if (i != place.way && strcmp(end_of(outline, outline_way(outline, step, i)), end) == 0)
			return true;
	for (uint32_t key = first_key(outline, scenarios); key; key = key_after(outline, scenarios, key))
		for (const char *const *name = of_ways; *name; name++) {
			struct spot part = outline_key(outline, value_at(outline, key), *name);
			if (part.key && !leave_way_in(change, place, end, instead, held_by(outline, part)))
				return false;
		}
	return true;
}

void pass_ways_on(struct change *change, const char *from, const char *to)
{
	const struct outline *outline = &change->outline;
	uint32_t scenarios = outline_key(outline, outline->root, "scenarios").value;

	for (uint32_t key = first_key(outline, scenarios); key; key = key_after(outline, scenarios, key))
		for (const char *const *name = of_ways; *name; name++) {
			struct spot part = outline_key(outline, value_at(outline, key), *name);
			uint32_t own = part.key ? find_key(outline, part.value, from) : 0;
			if (own)
				rename_key(change, part.value, own, to);
		}
}

/* ------------------------------------------------------- clocks and goals */

static const char *name_of(const struct outline *outline, uint32_t mapping, uint32_t key)
{
	uint32_t name = outline_key(outline, mapping, "name").value;
	return outline_text(outline, name ? name : tree_value(outline->tree, key));
}

static bool refuse_clock(struct change *change, const char *name, const char *end, uint32_t node)
{
	return change_refuse(
	    change, "The clock '%s' %s at this step: let it %s at another one first, in line %u of the file.", name,
	    strcmp(end, "from") == 0 ? "starts" : "stops", strcmp(end, "from") == 0 ? "start" : "stop",
	    line_of(&change->outline, outline_node(&change->outline, node)->start));
}

/* Where a clock starts, or stops: one of several steps may go. */
static bool leave_clock(struct change *change, struct leaving leaving, uint32_t clock, uint32_t key, const char *end)
{
	const struct outline *outline = &change->outline;
	uint32_t steps = outline_key(outline, clock, end).value;
	bool list = steps && outline_node(outline, steps)->kind == NODE_LIST;
	uint32_t entry = list ? first_in(outline, steps) : steps;

	for (uint32_t i = 0; entry; i++, entry = list ? next_in(outline, steps, entry) : 0) {
		uint32_t value = tree_value(outline->tree, entry);
		if (!is_text(outline, value, leaving.id))
			continue;
		if (leaving.joined)
			change_node(change, value, leaving.to);
		else if (!list || is_alone(outline, steps))
			return refuse_clock(change, name_of(outline, clock, key), end, value);
		else
			return change_take_entries(change, steps, i, i + 1);
	}
	return true;
}

static bool leave_clocks(struct change *change, struct leaving leaving)
{
	const struct outline *outline = &change->outline;
	uint32_t clocks = outline_key(outline, outline->root, "clocks").value;

	for (uint32_t key = first_key(outline, clocks); key; key = key_after(outline, clocks, key)) {
		uint32_t clock = value_at(outline, key);
		if (first_key(outline, clock) && (!leave_clock(change, leaving, clock, key, "from") ||
						  !leave_clock(change, leaving, clock, key, "to")))
			return false;
	}
	return true;
}

static uint32_t entry_after(const struct outline *outline, uint32_t list, uint32_t entry)
{
	return outline_node(outline, list)->kind == NODE_LIST ? next_in(outline, list, entry) : 0;
}

/* The entries of a list, or the one value that stands for it. */
static uint32_t first_entry(const struct outline *outline, uint32_t list)
{
	return list && outline_node(outline, list)->kind == NODE_LIST ? first_in(outline, list) : list;
}

static bool leave_goals(struct change *change, struct leaving leaving)
{
	const struct outline *outline = &change->outline;
	uint32_t goals = outline_key(outline, outline->root, "goals").value;
	const char *reached = plain_format(change->arena, "reached.%s", leaving.id);

	for (uint32_t entry = first_entry(outline, goals); entry; entry = entry_after(outline, goals, entry)) {
		uint32_t goal = tree_value(outline->tree, entry);
		uint32_t measure = first_key(outline, goal) ? outline_key(outline, goal, "measure").value : 0;
		if (!is_text(outline, measure, reached))
			continue;
		if (!leaving.joined)
			return change_refuse(change,
					     "A goal is about who comes to this step: change the goal first, in line "
					     "%u of the file.",
					     line_of(outline, outline_node(outline, measure)->start));
		change_node(change, measure, plain_format(change->arena, "reached.%s", leaving.to));
	}
	return true;
}

/* ------------------------------------------------------ accepted findings */

/* The node that names the step; 0 where none does. */
static uint32_t find_at(const struct outline *outline, uint32_t accepted, const char *id)
{
	uint32_t at = first_key(outline, accepted) ? outline_key(outline, accepted, "at").value : 0;
	uint32_t entry = first_entry(outline, at);
	while (entry && !is_text(outline, tree_value(outline->tree, entry), id))
		entry = entry_after(outline, at, entry);
	return entry;
}

static bool leave_accepted(struct change *change, struct leaving leaving)
{
	const struct outline *outline = &change->outline;
	struct spot accept = outline_key(outline, outline->root, "accept");
	uint32_t entry = first_entry(outline, accept.value);

	for (uint32_t i = 0; entry; i++, entry = entry_after(outline, accept.value, entry)) {
		uint32_t at = find_at(outline, tree_value(outline->tree, entry), leaving.id);
		if (!at)
			continue;
		if (leaving.joined)
			change_node(change, tree_value(outline->tree, at), leaving.to);
		else if (outline_node(outline, accept.value)->kind != NODE_LIST || is_alone(outline, accept.value))
			return change_take_key(change, accept);
		else if (!change_take_entries(change, accept.value, i, i + 1))
			return false;
	}
	return true;
}

bool leave_behind(struct change *change, struct leaving leaving)
{
	bool *told = leaving.told ? leaving.told : &(bool){false};
	return tours_pass_by(change, leaving.id, leaving.joined ? leaving.to : NULL, told) &&
	       leave_scenarios(change, leaving) && leave_clocks(change, leaving) && leave_goals(change, leaving) &&
	       leave_accepted(change, leaving);
}
