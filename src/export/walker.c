#include "export/walker.h"

#include <string.h>

/* A share below this is what rounding left. */
static const double nothing = 1e-9;

static void add_way(struct walker *walker, struct way way)
{
	*list_add(walker->arena, &walker->ways) = way;
}

static void find_starts(struct walker *walker)
{
	const struct pathway *pathway = walker->pathway;
	for (uint32_t i = 0; i < pathway->start_count; i++)
		add_way(walker, (struct way){WAY_START, NONE, pathway->starts[i].step, pathway->starts[i].share});
}

static bool in_branch(const struct walker *walker)
{
	return walker->pending.count > 0;
}

static void add_stop(struct walker *walker, double share)
{
	add_way(walker, (struct way){in_branch(walker) ? WAY_BRANCH_ENDS : WAY_STOPS, NONE, NONE, share});
}

static void find_alternatives(struct walker *walker, const struct step *step)
{
	for (uint32_t i = 0; i < step->arrow_count; i++) {
		uint32_t number = step->first_arrow + i;
		const struct arrow *arrow = &walker->pathway->arrows[number];
		if (arrow->share > nothing)
			add_way(walker, (struct way){WAY_ARROW, number, arrow->to, arrow->share});
	}
	if (step->rest > nothing)
		add_stop(walker, step->rest);
}

static void find_ways_from_step(struct walker *walker)
{
	const struct step *step = &walker->pathway->steps[walker->route.at[walker->route.count - 1]];
	if (step->next == NEXT_WAYS)
		find_alternatives(walker, step);
	else if (step->next == NEXT_BLOCK)
		add_way(walker, (struct way){WAY_SIDE_BY_SIDE, NONE, NONE, 1});
	if (walker->ways.count == 0)
		add_stop(walker, 1);
}

static void find_ways(struct walker *walker)
{
	walker->ways.count = 0;
	if (walker->place == WALKER_AT_START) {
		find_starts(walker);
	} else if (walker->place == WALKER_AT_STEP) {
		find_ways_from_step(walker);
	} else if (walker->place == WALKER_AT_BRANCH) {
		uint32_t arrow = walker->pathway->branches[walker->branch].arrow;
		double share = walker->pathway->arrows[arrow].share;
		add_way(walker, (struct way){WAY_NEEDED, arrow, walker->pathway->arrows[arrow].to, share});
		add_way(walker, (struct way){WAY_NOT_NEEDED, NONE, NONE, 1 - share});
	}
}

static void arrive_along(struct walker *walker, uint32_t step, uint32_t arrow)
{
	walker->place = WALKER_AT_STEP;
	*list_add(walker->arena, &walker->route) = step;
	*list_add(walker->arena, &walker->along) = arrow;
}

static void arrive(struct walker *walker, uint32_t step)
{
	arrive_along(walker, step, NONE);
}

/* On to the next branch of the block that is being walked, or to its `then`. */
static void next_branch(struct walker *walker)
{
	struct pending_block *pending = &walker->pending.at[walker->pending.count - 1];
	const struct block *block = &walker->pathway->blocks[pending->block];
	if (pending->walked == block->branch_count) {
		walker->pending.count--;
		arrive(walker, walker->pathway->arrows[block->then_arrow].to);
		return;
	}
	walker->branch = block->first_branch + pending->walked++;
	const struct arrow *arrow = &walker->pathway->arrows[walker->pathway->branches[walker->branch].arrow];
	if (arrow->share < 1 - nothing)
		walker->place = WALKER_AT_BRANCH;
	else
		arrive(walker, arrow->to);
}

static void open_block(struct walker *walker)
{
	const struct step *step = &walker->pathway->steps[walker->route.at[walker->route.count - 1]];
	*list_add(walker->arena, &walker->pending) = (struct pending_block){step->block, 0};
	next_branch(walker);
}

static void follow_arrow(struct walker *walker, const struct way *way)
{
	const struct arrow *arrow = &walker->pathway->arrows[way->arrow];
	if (arrow->ends_branch) {
		next_branch(walker);
	} else if (way->step == NONE) {
		walker->place = WALKER_AT_END;
		walker->end_arrow = arrow->outcome != NONE ? way->arrow : NONE;
	} else {
		arrive_along(walker, way->step, way->arrow);
	}
}

static void go(struct walker *walker, const struct way *way)
{
	switch (way->kind) {
	case WAY_START:
	case WAY_NEEDED:
		arrive(walker, way->step);
		break;
	case WAY_ARROW:
		follow_arrow(walker, way);
		break;
	case WAY_SIDE_BY_SIDE:
		open_block(walker);
		break;
	case WAY_NOT_NEEDED:
	case WAY_BRANCH_ENDS:
		next_branch(walker);
		break;
	case WAY_STOPS:
		walker->place = WALKER_AT_END;
		break;
	}
}

/* To the first thing to choose; a single start is none. */
static void restart(struct walker *walker)
{
	walker->route.count = walker->along.count = walker->pending.count = 0;
	walker->end_arrow = NONE;
	walker->place = WALKER_AT_START;
	find_ways(walker);
	if (walker->ways.count == 1) {
		arrive(walker, walker->ways.at[0].step);
		find_ways(walker);
	}
}

void walker_start(struct walker *walker, struct arena *arena, const struct pathway *pathway)
{
	memset(walker, 0, sizeof *walker);
	walker->arena = arena;
	walker->pathway = pathway;
	restart(walker);
}

static void take_again(struct walker *walker, uint32_t way)
{
	struct way chosen = walker->ways.at[way];
	go(walker, &chosen);
	find_ways(walker);
}

void walker_take(struct walker *walker, uint32_t way)
{
	*list_add(walker->arena, &walker->choices) = way;
	take_again(walker, way);
}

/* The way that leads to the step, or leaves a branch after which it may come. */
static uint32_t way_to(const struct walker *walker, uint32_t step)
{
	uint32_t out_of_branch = NONE;
	for (uint32_t i = 0; i < walker->ways.count; i++) {
		const struct way *way = &walker->ways.at[i];
		bool ends_branch = way->kind == WAY_BRANCH_ENDS || way->kind == WAY_NOT_NEEDED ||
				   way->kind == WAY_SIDE_BY_SIDE ||
				   (way->kind == WAY_ARROW && walker->pathway->arrows[way->arrow].ends_branch);
		if (way->step == step && !ends_branch)
			return i;
		if (ends_branch && out_of_branch == NONE)
			out_of_branch = i;
	}
	return out_of_branch;
}

static bool stands_at(const struct walker *walker, uint32_t count)
{
	return walker->place == WALKER_AT_STEP && walker->route.count == count;
}

bool walker_follow(struct walker *walker, const uint32_t *steps, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		while (!stands_at(walker, i + 1)) {
			uint32_t way = walker->place == WALKER_AT_END ? NONE : way_to(walker, steps[i]);
			if (way == NONE)
				return false;
			walker_take(walker, way);
		}
		if (walker->route.at[i] != steps[i])
			return false;
	}
	return true;
}

bool walker_back(struct walker *walker)
{
	if (walker->choices.count == 0)
		return false;
	walker->choices.count--;
	restart(walker);
	for (uint32_t i = 0; i < walker->choices.count; i++)
		take_again(walker, walker->choices.at[i]);
	return true;
}

uint32_t walker_likeliest(const struct walker *walker)
{
	uint32_t likeliest = 0;
	for (uint32_t i = 1; i < walker->ways.count; i++)
		if (walker->ways.at[i].share > walker->ways.at[likeliest].share)
			likeliest = i;
	return likeliest;
}
