#include "edit/tours.h"

#include <string.h>

/* One journey's route as it is written. */
struct tour {
	const char *name;
	uint32_t list;
	LIST(const char *) ids; /* of the steps, one for each stop */
};

typedef bool change_tour(struct change *change, const struct tour *tour, void *subject);

/* ---------------------------------------------------------------- routes */

/* The mapping of a stop has the step's id inside. */
static const char *step_of(const struct outline *outline, uint32_t stop)
{
	uint32_t value = tree_value(outline->tree, stop);
	if (outline_node(outline, value)->kind == NODE_MAPPING)
		value = outline_key(outline, value, "step").value;
	return value && outline_node(outline, value)->kind == NODE_TEXT ? outline_text(outline, value) : "";
}

static struct tour tour_of(const struct outline *outline, uint32_t key, uint32_t route)
{
	uint32_t name = outline_key(outline, tree_value(outline->tree, value_of(outline, key)), "name").value;
	const char *id = outline_text(outline, tree_value(outline->tree, key));
	struct tour tour = {.name = name ? outline_text(outline, name) : outline_from_id(outline, id), .list = route};

	for (uint32_t stop = first_in(outline, route); stop; stop = next_in(outline, route, stop))
		*list_add(outline->arena, &tour.ids) = step_of(outline, stop);
	return tour;
}

/* A route that several journeys share is written once, and changed once. */
static bool change_tours(struct change *change, change_tour *make, void *subject)
{
	const struct outline *outline = &change->outline;
	uint32_t journeys = outline_key(outline, outline->root, "journeys").value;
	LIST(uint32_t) seen = {0};

	if (!journeys || outline_node(outline, journeys)->kind != NODE_MAPPING)
		return true;
	for (uint32_t key = first_in(outline, journeys); key;
	     key = next_in(outline, journeys, value_of(outline, key))) {
		uint32_t journey = tree_value(outline->tree, value_of(outline, key));
		uint32_t route = outline_key(outline, journey, "route").value;
		bool again = !route || outline_node(outline, route)->kind != NODE_LIST;
		for (uint32_t i = 0; i < seen.count; i++)
			again |= seen.at[i] == route;
		if (again)
			continue;
		*list_add(change->arena, &seen) = route;
		struct tour tour = tour_of(outline, key, route);
		if (!make(change, &tour, subject))
			return false;
	}
	return true;
}

/* -------------------------------------------------------- a step put in */

static bool is(const char *id, const char *other)
{
	return strcmp(id, other) == 0;
}

/* Whether an arrow of the step leads there. */
static bool leads_to(const struct outline *outline, const char *id, const char *there)
{
	struct spot step = outline_step(outline, id);
	for (uint32_t i = step.key ? outline_ways(outline, step) : 0; i-- > 0;) {
		struct way way = outline_way(outline, step, i);
		const char *to = way.node ? outline_to(outline, way) : NULL;
		if (to && is(to, there))
			return true;
	}
	return false;
}

/* Whether the pathway can end at the step: it says so, or an arrow does. */
static bool can_end(const struct outline *outline, const char *id)
{
	struct spot step = outline_step(outline, id);
	bool ends = outline_under(outline, step, "outcome").key != 0;
	for (uint32_t i = outline_ways(outline, step); i-- > 0;) {
		struct way way = outline_way(outline, step, i);
		ends |= way.node && !outline_to(outline, way);
	}
	return ends;
}

/* Branches stand one after another: from the end of one, by an arrow to what
 * comes after the block, a journey goes on with the next branch. */
static bool is_next_branch(const struct outline *outline, const char *then, const char *branch)
{
	uint32_t steps = outline_key(outline, outline->root, "steps").value;
	for (uint32_t key = first_in(outline, steps); key; key = next_in(outline, steps, value_of(outline, key))) {
		const char *holder = outline_text(outline, tree_value(outline->tree, key));
		struct spot step = outline_step(outline, holder);
		if (step.key && outline_is_block(outline, outline_under(outline, step, "next")) &&
		    leads_to(outline, holder, then) && leads_to(outline, holder, branch))
			return true;
	}
	return false;
}

/* Into a branch, or to what comes after all of them: other branches may come
 * between the step that starts them and this, or the journey starts in one. */
static bool enters_block_way(const struct outline *outline, struct newcomer newcomer, const struct tour *tour,
			     uint32_t stop)
{
	bool by_itself = !is(tour->ids.at[stop], newcomer.after) && leads_to(outline, tour->ids.at[stop], newcomer.to);

	if (by_itself || !is(tour->ids.at[stop + 1], newcomer.to))
		return false;
	for (uint32_t i = stop + 1; i-- > 0 && !is(tour->ids.at[i], newcomer.after);)
		if (is(tour->ids.at[i], newcomer.to))
			return false;
	return true;
}

/* As the last of the branches that start at `after`, whichever of them a journey
 * has: directly before what comes when all of them are over. */
static bool ends_branches(struct newcomer newcomer, const struct tour *tour, uint32_t stop)
{
	if (!newcomer.to || stop + 1 == tour->ids.count || !is(tour->ids.at[stop + 1], newcomer.to))
		return false;
	for (uint32_t i = stop + 1; i-- > 0 && !is(tour->ids.at[i], newcomer.to);)
		if (is(tour->ids.at[i], newcomer.after))
			return true;
	return false;
}

/* Whether the new step comes behind this stop. */
static bool comes_behind(const struct outline *outline, struct newcomer newcomer, const struct tour *tour,
			 uint32_t stop)
{
	bool here = is(tour->ids.at[stop], newcomer.after), last = stop + 1 == tour->ids.count;
	const char *next = last ? NULL : tour->ids.at[stop + 1];

	if (newcomer.beside)
		return ends_branches(newcomer, tour, stop);
	if (!newcomer.on_one_way)
		return here && (next || can_end(outline, newcomer.after));
	if (!newcomer.to)
		return here && !next && outline_ways(outline, outline_step(outline, newcomer.after)) == 1;
	if (!next)
		return false;
	if (newcomer.role != WAY_ARROW)
		return enters_block_way(outline, newcomer, tour, stop);
	return here && (is(next, newcomer.to) ||
			(!leads_to(outline, newcomer.after, next) && is_next_branch(outline, newcomer.to, next)));
}

static bool take_up(struct change *change, const struct tour *tour, void *subject)
{
	const struct newcomer *newcomer = subject;
	for (uint32_t i = 0; i < tour->ids.count; i++)
		if (comes_behind(&change->outline, *newcomer, tour, i) &&
		    !change_add_entry_behind(change, tour->list, i, newcomer->id))
			return false;
	return true;
}

bool tours_take_up(struct change *change, struct newcomer newcomer)
{
	return change_tours(change, take_up, &newcomer);
}

/* ------------------------------------------------------ a step taken out */

struct passing_by {
	const char *id, *joined;
	bool told;
};

static bool refuse_words(struct change *change, const struct tour *tour, uint32_t node)
{
	return change_refuse(change,
			     "The journey of %s has words of its own at this step: take them out first, or put them "
			     "with another step, in line %u of the file.",
			     tour->name, line_of(&change->outline, outline_node(&change->outline, node)->start));
}

/* What a stop says of its own goes with it, but not words. */
static bool may_go(struct change *change, const struct tour *tour, uint32_t index, bool *told)
{
	static const char *const words[] = {"voice", "note"};
	const struct outline *outline = &change->outline;
	uint32_t stop = tree_value(outline->tree, list_entry(outline, tour->list, index));

	if (outline_node(outline, stop)->kind != NODE_MAPPING)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct spot spot = outline_key(outline, stop, words[i]);
		if (spot.key)
			return refuse_words(change, tour, spot.key);
	}
	*told |= outline_node(outline, stop)->count > 1;
	return true;
}

/* The stop is at another step now, with all that it says. */
static bool move_stop(struct change *change, const struct tour *tour, uint32_t index, const char *id)
{
	const struct outline *outline = &change->outline;
	uint32_t entry = list_entry(outline, tour->list, index), node = tree_value(outline->tree, entry);
	if (node != entry)
		return change_refuse_elsewhere(change, node);
	if (outline_node(outline, node)->kind == NODE_MAPPING)
		node = outline_key(outline, node, "step").value;
	change_node(change, node, id);
	return true;
}

/* The first of several stops at a step that was joined with another, from which
 * the journey does not come. */
static bool starts_anew(const struct passing_by *passing, const struct tour *tour, uint32_t index)
{
	return passing->joined && is(tour->ids.at[index], passing->id) &&
	       (index == 0 || !is(tour->ids.at[index - 1], passing->joined));
}

static bool pass_by(struct change *change, const struct tour *tour, void *subject)
{
	struct passing_by *passing = subject;
	for (uint32_t i = 0, end; i < tour->ids.count; i = end + 1) {
		if (starts_anew(passing, tour, i) && !move_stop(change, tour, i++, passing->joined))
			return false;
		for (end = i; end < tour->ids.count && is(tour->ids.at[end], passing->id); end++)
			if (!may_go(change, tour, end, &passing->told))
				return false;
		if (end - i == tour->ids.count)
			return change_refuse(
			    change,
			    "The journey of %s goes nowhere else: take it out first, in line %u of "
			    "the file.",
			    tour->name, line_of(&change->outline, outline_node(&change->outline, tour->list)->start));
		if (end > i && !change_take_entries(change, tour->list, i, end))
			return false;
	}
	return true;
}

bool tours_pass_by(struct change *change, const char *id, const char *joined, bool *told)
{
	struct passing_by passing = {.id = id, .joined = joined};
	bool done = change_tours(change, pass_by, &passing);
	*told = passing.told;
	return done;
}
