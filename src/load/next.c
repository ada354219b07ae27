/* What comes after each step: alternatives, one of which happens, or a block
 * of branches side by side. */
#include "load/arrow.h"

#include "carepath/text.h"

#include <stddef.h>

/* All the ways on of one step, while they are read. */
struct ways {
	struct load *load;
	uint32_t from;
	uint32_t first;      /* of arrows */
	uint32_t next;       /* node */
	uint32_t unshared;   /* arrows without a share */
	double total;        /* of the shares */
	bool wrong;          /* a share could not be read */
	bool is_long;        /* too many arrows to compare each with each */
	struct hash *by_end; /* for long lists: the newest arrow by step and `when` */
};

enum {
	LONG_LIST = 8, /* arrows of one step */
	AHEAD = 4,     /* steps */
};

static struct arrow *add_arrow(struct ways *ways, const struct arrow *arrow)
{
	struct load *load = ways->load;
	struct arrow *added = list_add(load->arena, &load->arrows);

	*added = *arrow;
	*list_add(load->scratch, &load->ends) = arrow->to;
	return added;
}

static void say_same(struct load *load, const struct arrow *first, const struct arrow *second)
{
	const struct step *steps = load->pathway->steps;
	struct diagnostic *diagnostic = diagnostic_error(
	    load->diagnostics, second->at, "two arrows lead from '%s' to '%s'",
	    load_shown(load, view_of(steps[first->from].id)), load_shown(load, view_of(steps[first->to].id)));

	load_second(diagnostic, first->at, "the first is here");
	diagnostic->help = "say in 'when' who goes which way, or make them one arrow";
}

static struct view when_of(const struct arrow *arrow)
{
	return view_of(arrow->when ? arrow->when : "");
}

/* The arrow before this one that leads to the same step on the same grounds. */
static const struct arrow *find_same(struct ways *ways, const struct arrow *arrow)
{
	const struct arrow *arrows = ways->load->arrows.at;
	uint32_t number = (uint32_t)(arrow - arrows);
	bool is_new;

	for (uint32_t i = ways->first; i < number && !ways->is_long; i++)
		if (arrows[i].to == arrow->to && view_same(when_of(&arrows[i]), when_of(arrow)))
			return &arrows[i];
	if (!ways->is_long)
		return NULL;
	/* One table for all steps: what another step left there is out of date. */
	uint32_t *slot = hash_add(ways->load->scratch, ways->by_end, when_of(arrow), arrow->to, number, &is_new);
	uint32_t found = *slot;
	if (!is_new && found >= ways->first && found < number)
		return &arrows[found];
	*slot = number;
	return NULL;
}

/* People who come back later start anew; without `after` they go round. */
static void check_back(struct load *load, const struct arrow *arrow)
{
	const struct step *from = &load->pathway->steps[arrow->from];

	if (from->outcome == NONE || arrow->to >= arrow->from || duration_given(&arrow->after))
		return;
	diagnostic_warning(load->diagnostics, arrow->at,
			   "this arrow leads from a step with an 'outcome' back to an earlier step")
	    ->help = "do people come back here later? say 'after'";
}

static void read_way(struct ways *ways, uint32_t value)
{
	struct arrow_draft draft;

	arrow_read(ways->load, ways->from, ARROW_WAY, value, &draft);
	draft.arrow.share = draft.share;
	ways->wrong |= draft.share_given && draft.share < 0;
	ways->unshared += draft.share < 0;
	ways->total += draft.share < 0 ? 0 : draft.share;
	const struct arrow *arrow = add_arrow(ways, &draft.arrow);
	if (arrow->to == NONE)
		return;
	const struct arrow *same = find_same(ways, arrow);
	if (same)
		say_same(ways->load, same, arrow);
	check_back(ways->load, arrow);
}

static void say_total(struct ways *ways)
{
	struct diagnostic *diagnostic =
	    diagnostic_error(ways->load->diagnostics, load_span(ways->load, ways->next),
			     "the shares of these arrows are %.6g%% in total, more than 100%%", ways->total * 100);

	if (ways->total <= SHARES_MOST_ROUNDED + SHARES_NOTHING)
		diagnostic->help = "where shares were published rounded, say so in the step: 'rounded: yes'";
}

/* Divides what is left among the arrows without a share. */
static void share_out(struct ways *ways, double left)
{
	struct load *load = ways->load;

	for (uint32_t i = ways->first; i < load->arrows.count; i++) {
		struct arrow *arrow = &load->arrows.at[i];
		if (arrow->share >= 0)
			continue;
		arrow->share = left / ways->unshared;
		if (left == 0)
			diagnostic_warning(
			    load->diagnostics, arrow->at,
			    "nothing is left for this arrow: the shares of the others are 100%% in total");
	}
}

static void resolve_shares(struct ways *ways)
{
	struct load *load = ways->load;
	struct step *step = &load->pathway->steps[ways->from];
	double most = step->rounded ? SHARES_MOST_ROUNDED : SHARES_MOST;
	double least = step->rounded ? SHARES_LEAST_ROUNDED : SHARES_LEAST;
	double scale = 1, left;

	if (ways->wrong)
		return;
	if (ways->total > most + SHARES_NOTHING) {
		say_total(ways);
		return;
	}
	if (ways->total > 1 || (ways->unshared == 0 && ways->total >= least - SHARES_NOTHING))
		scale = ways->total;
	left = 1 - ways->total / scale;
	for (uint32_t i = ways->first; i < load->arrows.count; i++)
		if (load->arrows.at[i].share >= 0)
			load->arrows.at[i].share /= scale;
	if (left < SHARES_NOTHING)
		left = 0;
	share_out(ways, left);
	step->rest = ways->unshared ? 0 : left;
}

enum looks { LIKE_NEITHER, LIKE_ARROW, LIKE_BLOCK };

/* What the keys of a mapping, its own or those it merges, make of it. */
static enum looks looks_like(const struct load *load, uint32_t mapping)
{
	enum looks looks = LIKE_NEITHER;

	if (load_node(load, mapping)->kind != NODE_MAPPING)
		return looks;
	for (uint32_t key = tree_first(mapping), end = load_node(load, mapping)->behind, item; key != end && !looks;
	     key = load_after_pair(load, key)) {
		uint32_t text = tree_value(load->tree, key);
		if (load_node(load, text)->kind != NODE_TEXT)
			continue;
		struct view name = load_view(load, text);
		if (view_is(name, "to") || view_is(name, "outcome"))
			return LIKE_ARROW;
		if (view_is(name, "all") || view_is(name, "then"))
			return LIKE_BLOCK;
		if (!view_is(name, "<<"))
			continue;
		struct items items = items_of(load, tree_value(load->tree, tree_next(load->tree, key)));
		while (!looks && items_next(&items, &item))
			looks = looks_like(load, item);
	}
	return looks;
}

/* With neither `to` nor `all`, one of them may be misspelt. */
static bool has_slip(struct load *load, uint32_t mapping)
{
	for (uint32_t key = tree_first(mapping), end = load_node(load, mapping)->behind; key != end;
	     key = load_after_pair(load, key)) {
		uint32_t text = tree_value(load->tree, key);
		if (load_node(load, text)->kind != NODE_TEXT || load_view(load, text).length > 4)
			continue;
		if (text_distance(load_line(load, load_view(load, text)), "all", 1) <= 1)
			return true;
	}
	return false;
}

static bool is_block(struct load *load, uint32_t value)
{
	if (load_node(load, value)->kind != NODE_MAPPING)
		return false;
	enum looks looks = looks_like(load, value);

	if (looks == LIKE_NEITHER)
		return has_slip(load, value);
	return looks == LIKE_BLOCK;
}

static bool is_lone_arrow(struct load *load, uint32_t value, const char *in)
{
	bool block = is_block(load, value);

	if (load_node(load, value)->kind == NODE_LIST)
		diagnostic_error(load->diagnostics, load_span(load, value),
				 "'%s' takes a step id or an arrow here, not a list", in);
	else if (block)
		diagnostic_error(load->diagnostics, load_span(load, value),
				 "'all' cannot stand inside the list of '%s'", in)
		    ->help = "give it a step of its own, and let an arrow lead there";
	else
		return !load_node(load, value)->faulty;
	return false;
}

static void read_ways(struct ways *ways)
{
	struct load *load = ways->load;
	struct items items = items_of(load, ways->next);
	bool alone = load_node(load, ways->next)->kind != NODE_LIST;
	uint32_t item;

	if (items.count == 0)
		diagnostic_error(load->diagnostics, load_span(load, ways->next), "the list of 'next' is empty")->help =
		    "name the next step, or take the key out";
	ways->is_long = items.count > LONG_LIST;
	while (items_next(&items, &item)) {
		if (alone || is_lone_arrow(load, item, "next"))
			read_way(ways, item);
		else
			load->broken_ways = true;
	}
	load->pathway->steps[ways->from].next = NEXT_WAYS;
	resolve_shares(ways);
}

struct block_draft {
	uint32_t all, then; /* nodes */
};

enum { ALL, THEN };

static const struct field block_fields[] = {
    [ALL] = {KEY("all"), &value_node, .offset = offsetof(struct block_draft, all), .flags = FIELD_NEEDED,
	     .form = "list of arrows",
	     .meaning =
		 "the branches, each by the arrow to its first step; its `share` is the chance that it is needed"},
    [THEN] = {KEY("then"), &value_node, .offset = offsetof(struct block_draft, then), .flags = FIELD_NEEDED,
	      .form = "step id, or arrow", .meaning = "what comes when the last branch has finished"},
};

const struct record block_record = RECORD("block", block_fields);

struct block_lists {
	LIST(struct block) blocks;
	LIST(struct branch) branches;
};

static void read_branch(struct ways *ways, struct block_lists *lists, uint32_t value)
{
	struct arrow_draft draft;

	arrow_read(ways->load, ways->from, ARROW_BRANCH, value, &draft);
	draft.arrow.share = draft.share < 0 ? 1 : draft.share;
	*list_add(ways->load->arena, &lists->branches) =
	    (struct branch){.block = lists->blocks.count, .arrow = ways->load->arrows.count};
	add_arrow(ways, &draft.arrow);
}

static void read_then(struct ways *ways, uint32_t value)
{
	struct arrow_draft draft = {.arrow = {.role = ARROW_THEN, .from = ways->from, .to = NONE, .outcome = NONE}};

	if (value && is_lone_arrow(ways->load, value, "then"))
		arrow_read(ways->load, ways->from, ARROW_THEN, value, &draft);
	draft.arrow.share = 1;
	ways->load->broken_ways |= draft.arrow.to == NONE;
	add_arrow(ways, &draft.arrow);
}

static void read_block(struct ways *ways, struct block_lists *lists)
{
	struct load *load = ways->load;
	struct step *step = &load->pathway->steps[ways->from];
	struct span next = load_span(load, ways->next);
	struct block_draft draft = {0};
	struct given given;
	uint32_t item, first = lists->branches.count;

	record_read(load, &block_record, ways->next, (struct span){next.start, next.start + 1}, NULL, &draft, &given);
	struct items items = draft.all ? items_of(load, draft.all) : (struct items){0};
	if (draft.all && items.count == 0)
		diagnostic_error(load->diagnostics, load_span(load, draft.all), "the list of 'all' is empty");
	while (items_next(&items, &item)) {
		if (is_lone_arrow(load, item, "all"))
			read_branch(ways, lists, item);
		else
			load->broken_ways = true;
	}
	step->next = NEXT_BLOCK;
	step->block = lists->blocks.count;
	*list_add(load->arena, &lists->blocks) = (struct block){.holder = ways->from,
								.first_branch = first,
								.branch_count = lists->branches.count - first,
								.then_arrow = load->arrows.count,
								.outer = NONE};
	read_then(ways, draft.then);
}

static void read_step_next(struct ways *ways, struct block_lists *lists)
{
	struct load *load = ways->load;
	struct step *step = &load->pathway->steps[ways->from];

	step->first_arrow = ways->first = load->arrows.count;
	if (!ways->next)
		return;
	if (is_block(load, ways->next))
		read_block(ways, lists);
	else
		read_ways(ways);
	step->arrow_count = load->arrows.count - step->first_arrow - (step->next == NEXT_BLOCK);
}

/* How many arrows a `next` has, as far as can be told without reading it. */
uint32_t next_count(struct load *load, uint32_t next)
{
	uint32_t count = 0;

	if (!is_block(load, next))
		return items_of(load, next).count;
	for (uint32_t key = tree_first(next), end = load_node(load, next)->behind; key != end;
	     key = load_after_pair(load, key))
		count += items_of(load, tree_value(load->tree, tree_next(load->tree, key))).count;
	return count;
}

/* One block of memory for all arrows: they are the most of a large file. */
static bool make_room(struct load *load)
{
	uint64_t count = 0;

	for (uint32_t i = 0; i < load->pathway->step_count; i++) {
		count += load->notes[i].arrows;
		if (count <= MOST_ARROWS)
			continue;
		diagnostic_error(load->diagnostics, load_span(load, load->notes[i].next),
				 "with these, there are more than 400,000 arrows")
		    ->help = "divide the file into several pathways";
		load->over_limit = true;
		return false;
	}
	load->arrows.room = (uint32_t)count;
	load->arrows.at = ARENA_ARRAY(load->arena, struct arrow, count);
	return true;
}

/* Each step's ways lie somewhere else in a large tree: asked for a few steps
 * beforehand, they are at hand when their turn comes. */
static void fetch_nodes(const struct load *load, uint32_t step)
{
	if (step >= load->pathway->step_count || !load->notes[step].next)
		return;
	const struct node *next = load_node(load, load->notes[step].next);
	for (size_t i = 0; i < 4; i++)
		__builtin_prefetch((const char *)next + i * 64);
}

/* The same for the ids that its ways lead to, which mostly come first in each. */
static void fetch_ids(const struct load *load, uint32_t step)
{
	if (step >= load->pathway->step_count || !load->notes[step].next)
		return;
	struct items items = items_of(load, load->notes[step].next);
	uint32_t item;
	while (items_next(&items, &item)) {
		const struct node *way = load_node(load, item);
		uint32_t id =
		    way->kind == NODE_MAPPING && way->count > 1 ? tree_next(load->tree, tree_first(item)) : item;
		if (load_node(load, id)->kind == NODE_TEXT)
			hash_fetch(&load->steps.hash, load_view(load, id), 0);
	}
}

void next_read(struct load *load)
{
	struct pathway *pathway = load->pathway;
	struct block_lists lists = {0};
	struct hash by_end = {0};

	if (!make_room(load))
		return;
	for (uint32_t i = 0; i < pathway->step_count; i++) {
		fetch_nodes(load, i + 2 * AHEAD);
		fetch_ids(load, i + AHEAD);
		struct ways ways = {.load = load, .from = i, .next = load->notes[i].next, .by_end = &by_end};
		read_step_next(&ways, &lists);
	}
	pathway->arrows = load->arrows.at;
	pathway->arrow_count = load->arrows.count;
	pathway->blocks = lists.blocks.at;
	pathway->block_count = lists.blocks.count;
	pathway->branches = lists.branches.at;
	pathway->branch_count = lists.branches.count;
}
