#include "model/chain.h"

/* While it is built, places are numbered as they come: the steps, then the
 * joints of one block after another. */
struct builder {
	struct arena *arena, *scratch;
	const struct pathway *pathway;
	enum chain_reach reach;
	uint32_t place_count;
	uint32_t *first_joint; /* of a block */
	uint32_t *first_arc;
	double *leaves;
	LIST(struct arc) arcs;
};

static uint32_t joint_of(const struct builder *builder, uint32_t branch)
{
	const struct branch *entry = &builder->pathway->branches[branch];
	uint32_t number = branch - builder->pathway->blocks[entry->block].first_branch;
	return builder->first_joint[entry->block] + number + 1;
}

static void add_arc(struct builder *builder, uint32_t to, uint32_t arrow, double share)
{
	if (share > 0)
		*list_add(builder->scratch, &builder->arcs) = (struct arc){.to = to, .subject = arrow, .share = share};
}

static void add_ways(struct builder *builder, const struct step *step, double *leaves)
{
	for (uint32_t a = step->first_arrow; a < step->first_arrow + step->arrow_count; a++) {
		const struct arrow *arrow = &builder->pathway->arrows[a];
		if (arrow->to == NONE || (builder->reach == CHAIN_EPISODE && duration_given(&arrow->after)))
			*leaves += arrow->share;
		else
			add_arc(builder, arrow->ends_branch ? joint_of(builder, step->branch) : arrow->to, a,
				arrow->share);
	}
	if (step->branch != NONE)
		add_arc(builder, joint_of(builder, step->branch), NONE, step->rest);
	else
		*leaves += step->rest;
}

static void add_step(struct builder *builder, const struct step *step, double *leaves)
{
	if (step->next == NEXT_WAYS)
		add_ways(builder, step, leaves);
	else if (step->next == NEXT_BLOCK)
		add_arc(builder, builder->first_joint[step->block], NONE, 1);
	else if (step->branch != NONE)
		add_arc(builder, joint_of(builder, step->branch), NONE, 1);
	else
		*leaves = 1;
}

static void add_joint(struct builder *builder, const struct block *block, uint32_t k, uint32_t next_joint)
{
	const struct pathway *pathway = builder->pathway;
	if (k == block->branch_count) {
		add_arc(builder, pathway->arrows[block->then_arrow].to, block->then_arrow, 1);
		return;
	}
	uint32_t a = pathway->branches[block->first_branch + k].arrow;
	add_arc(builder, pathway->arrows[a].to, a, pathway->arrows[a].share);
	add_arc(builder, next_joint, NONE, 1 - pathway->arrows[a].share);
}

static void number_joints(struct builder *builder)
{
	const struct pathway *pathway = builder->pathway;
	builder->first_joint = ARENA_ARRAY(builder->arena, uint32_t, pathway->block_count + 1);
	uint32_t place = pathway->step_count;
	for (uint32_t b = 0; b < pathway->block_count; b++) {
		builder->first_joint[b] = place;
		place += pathway->blocks[b].branch_count + 1;
	}
	builder->first_joint[pathway->block_count] = place;
	builder->place_count = place;
}

static void add_all_arcs(struct builder *builder)
{
	const struct pathway *pathway = builder->pathway;
	builder->first_arc = ARENA_ARRAY(builder->scratch, uint32_t, builder->place_count + 1);
	builder->leaves = ARENA_ARRAY(builder->scratch, double, builder->place_count);
	uint32_t place = 0;
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		builder->first_arc[place++] = builder->arcs.count;
		add_step(builder, &pathway->steps[s], &builder->leaves[s]);
	}
	for (uint32_t b = 0; b < pathway->block_count; b++)
		for (uint32_t k = 0; k <= pathway->blocks[b].branch_count; k++) {
			builder->first_arc[place++] = builder->arcs.count;
			add_joint(builder, &pathway->blocks[b], k, place);
		}
	builder->first_arc[place] = builder->arcs.count;
}

static void name_places(const struct builder *builder, struct chain *chain)
{
	const struct pathway *pathway = builder->pathway;
	uint32_t count = builder->place_count, steps = pathway->step_count;
	chain->step = ARENA_ARRAY(builder->arena, uint32_t, count);
	chain->leaves = ARENA_ARRAY(builder->arena, double, count);
	for (uint32_t p = 0; p < count; p++) {
		chain->step[chain->network->place[p]] = p < steps ? p : NONE;
		chain->leaves[chain->network->place[p]] = builder->leaves[p];
	}
	chain->start = ARENA_ARRAY(builder->arena, double, count);
	for (uint32_t i = 0; i < pathway->start_count; i++)
		chain->start[chain_place(chain, pathway->starts[i].step)] += pathway->starts[i].share;
}

struct chain *chain_build(struct arena *arena, struct arena *scratch, const struct pathway *pathway,
			  enum chain_reach reach)
{
	struct builder builder = {.arena = arena, .scratch = scratch, .pathway = pathway, .reach = reach};
	struct chain *chain = ARENA_NEW(arena, struct chain);
	number_joints(&builder);
	add_all_arcs(&builder);
	chain->first_joint = builder.first_joint;
	chain->network = network_build(arena, scratch, builder.place_count, builder.first_arc, builder.arcs.at);
	name_places(&builder, chain);
	return chain;
}

uint32_t chain_place(const struct chain *chain, uint32_t step)
{
	return chain->network->place[step];
}

uint32_t chain_joint(const struct chain *chain, uint32_t block, uint32_t k)
{
	return chain->network->place[chain->first_joint[block] + k];
}

struct indexes chain_loop_steps(struct arena *arena, const struct chain *chain, uint32_t component)
{
	LIST(uint32_t) steps = {0};
	const uint32_t *first = &chain->network->first_place[component];
	for (uint32_t p = first[0]; p < first[1]; p++)
		if (chain->step[p] != NONE)
			*list_add(arena, &steps) = chain->step[p];
	return (struct indexes){steps.at, steps.count};
}

static bool can_leave(const struct chain *chain, uint32_t component)
{
	const struct network *network = chain->network;
	for (uint32_t p = network->first_place[component]; p < network->first_place[component + 1]; p++) {
		if (chain->leaves[p] > 0)
			return true;
		for (uint32_t a = network->first_arc[p]; a < network->first_arc[p + 1]; a++)
			if (network->component[network->arcs[a].to] != component)
				return true;
	}
	return false;
}

uint32_t chain_find_trap(struct arena *arena, const struct chain *chain)
{
	const struct network *network = chain->network;
	bool *reached = ARENA_ARRAY(arena, bool, network->component_count);
	for (uint32_t p = 0; p < network->place_count; p++)
		if (chain->start[p] > 0)
			reached[network->component[p]] = true;
	for (uint32_t c = 0; c < network->component_count; c++) {
		if (!reached[c])
			continue;
		if (network_is_loop(network, c) && !can_leave(chain, c))
			return c;
		uint32_t end = network->first_arc[network->first_place[c + 1]];
		for (uint32_t a = network->first_arc[network->first_place[c]]; a < end; a++)
			reached[network->component[network->arcs[a].to]] = true;
	}
	return NONE;
}
