/* What stands on the map, what leads from one to another, and the lanes. */
#include "layout/drawn.h"
#include "layout/layout.h"

#include "carepath/text.h"

#include <math.h>
#include <string.h>

enum { NAME_COLUMNS = 24 };

static uint32_t name_columns(const struct plan *plan)
{
	uint32_t columns = plan->options.name_columns;
	return columns == 0 ? NAME_COLUMNS : columns < 2 ? 2 : columns;
}

static struct shown step_name(struct plan *plan, uint32_t step)
{
	const char *name = plan->pathway->steps[step].name;
	if (plan->options.names == MAP_NUMBERS)
		name = text_format(plan->arena, "%u", plan->options.numbers ? plan->options.numbers[step] : step + 1);
	return (struct shown){name, text_cut(name, name_columns(plan))};
}

static struct shown outcome_name(struct plan *plan, uint32_t outcome)
{
	char letters[MAP_LETTERS_ROOM];
	const char *name = plan->pathway->outcomes[outcome];
	if (plan->options.names == MAP_NUMBERS)
		name = text_format(plan->arena, "%s", map_letters(outcome, letters));
	return (struct shown){name, text_cut(name, name_columns(plan))};
}

static uint8_t step_flags(const struct plan *plan, uint32_t step)
{
	const struct analysis *analysis = plan->analysis;
	uint8_t flags = 0;
	if (plan->options.bare)
		return 0;
	for (uint32_t i = analysis->of_step_first[step]; i < analysis->of_step_first[step + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		if (!finding->accepted)
			flags |= (uint8_t)(1u << rules[finding->rule].kind);
	}
	return flags;
}

static struct box *add_box(struct plan *plan, enum box_kind kind, uint32_t of, uint32_t lane)
{
	struct box *box = list_add(plan->scratch, &plan->boxes);
	*box = (struct box){.kind = kind, .of = of, .lane = lane, .columns = 1, .trunks = NONE, .bus = NONE};
	return box;
}

/* ---- Lanes ---------------------------------------------------------------------------- */

static void add_lane(struct plan *plan, const bool *does, uint32_t organisation, enum side side, uint32_t *lane_of)
{
	for (uint32_t team = 0; team < plan->pathway->team_count; team++) {
		if (!does[team] || plan->pathway->teams[team].organisation != organisation)
			continue;
		lane_of[team] = plan->lane_count;
		plan->lanes[plan->lane_count++] =
		    (struct map_lane){.team = team, .organisation = organisation, .side = side};
	}
}

/* Of each team that does a step its lane. */
static uint32_t *make_lanes(struct plan *plan)
{
	const struct pathway *pathway = plan->pathway;
	bool *does = ARENA_ARRAY(plan->scratch, bool, pathway->team_count);
	uint32_t *lane_of = ARENA_ARRAY(plan->scratch, uint32_t, pathway->team_count);
	plan->lanes = ARENA_ARRAY(plan->arena, struct map_lane, pathway->team_count);
	for (uint32_t i = 0; i < pathway->step_count; i++)
		does[pathway->steps[i].team] = true;
	for (uint32_t side = 0; side < SIDE_COUNT; side++)
		for (uint32_t i = 0; i < pathway->organisation_count; i++)
			if (pathway->organisations[i].side == side)
				add_lane(plan, does, i, side, lane_of);
	return lane_of;
}

/* ---- Boxes ---------------------------------------------------------------------------- */

static uint32_t count_bits(uint8_t bits)
{
	return (uint32_t)__builtin_popcount(bits);
}

static void add_steps(struct plan *plan, struct drawn *drawn, const uint32_t *lane_of)
{
	for (uint32_t i = 0; i < plan->pathway->step_count; i++) {
		struct box *box = add_box(plan, BOX_STEP, i, lane_of[plan->pathway->steps[i].team]);
		drawn->steps[i] = step_name(plan, i);
		drawn->flags[i] = step_flags(plan, i);
		uint32_t flags = count_bits(drawn->flags[i]);
		box->columns = (drawn->numbers ? 0 : 2) + drawn->steps[i].cut.columns + (flags ? 1 + flags : 0);
	}
}

/* A block has a join when any of its branches leads on to `then`. */
static void add_joins(struct plan *plan)
{
	const struct pathway *pathway = plan->pathway;
	plan->join_of = ARENA_ARRAY(plan->scratch, uint32_t, pathway->block_count);
	for (uint32_t i = 0; i < pathway->block_count; i++)
		plan->join_of[i] = NONE;
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		if (!pathway->arrows[i].ends_branch)
			continue;
		uint32_t block = pathway->branches[pathway->steps[pathway->arrows[i].from].branch].block;
		if (plan->join_of[block] != NONE)
			continue;
		plan->join_of[block] = plan->boxes.count;
		add_box(plan, BOX_JOIN, block, plan->boxes.at[pathway->arrows[i].to].lane);
	}
}

static uint32_t add_ending(struct plan *plan, const struct drawn *drawn, uint32_t arrow, uint32_t from)
{
	struct box *box = add_box(plan, BOX_ENDING, arrow, plan->boxes.at[from].lane);
	box->columns = drawn->outcomes[plan->pathway->arrows[arrow].outcome].cut.columns;
	return plan->boxes.count - 1;
}

/* ---- Leads ---------------------------------------------------------------------------- */

static void add_wait(struct plan *plan, struct drawn *drawn, uint32_t number)
{
	char room[64];
	double seconds = duration_mean(&plan->pathway->arrows[number].wait);
	if (plan->options.bare || !(seconds > 0))
		return;
	const char *said = duration_in_short(seconds, room);
	drawn->waits[number] = arena_copy(plan->arena, said, strlen(said));
	plan->leads[number].label_columns = (uint32_t)strlen(said);
}

static uint32_t innermost_join(const struct plan *plan, uint32_t step)
{
	return plan->join_of[plan->pathway->branches[plan->pathway->steps[step].branch].block];
}

static uint32_t lead_from(const struct plan *plan, const struct arrow *arrow)
{
	const struct step *step = &plan->pathway->steps[arrow->from];
	if (arrow->role == ARROW_THEN && plan->join_of[step->block] != NONE)
		return plan->join_of[step->block];
	return arrow->from;
}

static void add_lead(struct plan *plan, struct drawn *drawn, uint32_t number)
{
	const struct arrow *arrow = &plan->pathway->arrows[number];
	struct lead *lead = &plan->leads[number];
	*lead = (struct lead){.from = lead_from(plan, arrow), .arrow = number, .label = NONE};
	if (arrow->ends_branch)
		lead->to = innermost_join(plan, arrow->from);
	else
		lead->to = arrow->to != NONE ? arrow->to : add_ending(plan, drawn, number, lead->from);
	plan->boxes.at[lead->from].leaving++;
	plan->boxes.at[lead->to].coming++;
	*list_add(plan->scratch, &plan->orders) = (struct order){.from = lead->from, .to = lead->to};
	add_wait(plan, drawn, number);
}

/* What comes after a block stands right of all that is waited for. */
static void add_order_of_blocks(struct plan *plan)
{
	const struct pathway *pathway = plan->pathway;
	for (uint32_t i = 0; i < pathway->step_count; i++) {
		const struct step *step = &pathway->steps[i];
		if (step->next != NEXT_NONE || step->branch == NONE)
			continue;
		const struct branch *branch = &pathway->branches[step->branch];
		const struct lead *then = &plan->leads[pathway->blocks[branch->block].then_arrow];
		if (!pathway->arrows[branch->arrow].goes_on)
			*list_add(plan->scratch, &plan->orders) = (struct order){.from = i, .to = then->to};
	}
}

void make_boxes(struct plan *plan)
{
	const struct pathway *pathway = plan->pathway;
	struct drawn *drawn = (struct drawn *)plan->map;
	drawn->steps = ARENA_ARRAY(plan->arena, struct shown, pathway->step_count);
	drawn->flags = ARENA_ARRAY(plan->arena, uint8_t, pathway->step_count);
	drawn->outcomes = ARENA_ARRAY(plan->arena, struct shown, pathway->outcome_count);
	drawn->waits = ARENA_ARRAY(plan->arena, const char *, pathway->arrow_count);
	plan->leads = ARENA_ARRAY(plan->scratch, struct lead, pathway->arrow_count);
	drawn->numbers = plan->options.names == MAP_NUMBERS;
	for (uint32_t i = 0; i < pathway->outcome_count; i++)
		drawn->outcomes[i] = outcome_name(plan, i);
	add_steps(plan, drawn, make_lanes(plan));
	add_joins(plan);
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		add_lead(plan, drawn, i);
	add_order_of_blocks(plan);
}
