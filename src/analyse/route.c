#include "analyse/draw.h"
#include "analyse/sample.h"

static enum whereabouts whereabouts(enum setting setting)
{
	if (setting == SETTING_HOME)
		return AT_HOME;
	return setting != SETTING_COUNT && setting_in_hospital(setting) ? IN_HOSPITAL : ELSEWHERE;
}

/* A wait in a branch, long enough to be flagged and spent in hospital: how
 * much earlier people would go on without it has to be seen by walking. */
static bool gain_is_asked(const struct work *work, const struct arrow *arrow)
{
	const struct pathway *pathway = work->pathway;
	enum setting setting = arrow_setting(work, arrow);
	return arrow_in_branch(pathway, arrow) && setting != SETTING_COUNT && setting_in_hospital(setting) &&
	       duration_mean(&arrow->wait) >= pathway->limits.hospital_wait;
}

bool any_gain_asked(const struct work *work)
{
	for (uint32_t a = 0; a < work->pathway->arrow_count; a++)
		if (gain_is_asked(work, &work->pathway->arrows[a]))
			return true;
	return false;
}

static uint64_t place_of(const struct pathway *pathway, const struct arrow *arrow)
{
	return draw_place(pathway->steps[arrow->from].id, arrow->to == NONE ? "" : pathway->steps[arrow->to].id,
			  arrow->outcome == NONE ? "" : pathway->outcomes[arrow->outcome]);
}

/* Which alternative is gone and how long they wait there is drawn with the
 * step; what is planned, branches and `then` have draws of their own. */
static uint32_t add_aside(struct work *work, struct route *route, const struct arrow *arrow)
{
	if (arrow->role == ARROW_WAY && !duration_given(&arrow->planned))
		return NONE;
	*list_add(work->scratch, &route->asides) =
	    (struct aside){place_of(route->pathway, arrow), spell_of(&arrow->planned)};
	return route->asides.count - 1;
}

/* The block in which people go along the arrow has gains, and all those around it. */
static void mark_gains(struct route *route, const struct arrow *arrow)
{
	const struct step *from = &route->pathway->steps[arrow->from];
	uint32_t block = arrow->role == ARROW_BRANCH ? from->block : route->branches[from->branch].block;
	while (!route->blocks[block].gains) {
		route->blocks[block].gains = true;
		if (route->blocks[block].around != NONE)
			block = route->branches[route->blocks[block].around].block;
	}
}

static void ask_for_gain(struct route *route, struct way *way, uint32_t a)
{
	way->gain = route->gain_count++;
	route->gain_arrow[way->gain] = a;
	mark_gains(route, &route->pathway->arrows[a]);
}

const struct spell *planned_on(const struct route *route, const struct way *way)
{
	static const struct spell nothing = {.kind = DURATION_CONSTANT};
	return way->aside == NONE ? &nothing : &route->asides.at[way->aside].planned;
}

static void add_way(struct work *work, struct route *route, const uint32_t *stage_of, uint32_t a, double until)
{
	const struct arrow *arrow = &route->pathway->arrows[a];
	struct way *way = &route->ways[a];
	*way = (struct way){
	    .until = until,
	    .wait = spell_of(&arrow->wait),
	    .to = arrow->to == NONE ? NONE : stage_of[arrow->to],
	    .aside = add_aside(work, route, arrow),
	    .gain = NONE,
	    .where = (uint8_t)whereabouts(arrow->meanwhile),
	    .ends = arrow->ends_branch || arrow->to == NONE,
	    .new_episode = duration_given(&arrow->after),
	};
	const struct spell *planned = planned_on(route, way);
	way->planned = spell_drawn(planned) || planned->a > 0;
	way->drawn = spell_drawn(&way->wait) || spell_drawn(planned);
	if (gain_is_asked(work, arrow))
		ask_for_gain(route, way, a);
}

/* Shares that add up to 1 do so but for rounding: the last one that anybody
 * goes takes that. */
static void close_shares(struct route *route, const struct step *step)
{
	uint32_t last = step_arrows_end(step) - 1;
	while (last > step->first_arrow && !(route->pathway->arrows[last].share > 0))
		route->ways[last--].until = 1;
	route->ways[last].until = 1;
}

static void add_ways(struct work *work, struct route *route, const uint32_t *stage_of, const struct step *step)
{
	double until = 0;
	for (uint32_t a = step->first_arrow; a < step_arrows_end(step); a++) {
		double share = route->pathway->arrows[a].share;
		until += share;
		add_way(work, route, stage_of, a, step->next == NEXT_BLOCK ? share : until);
	}
	if (step->next == NEXT_WAYS && step->rest <= 0)
		close_shares(route, step);
}

static bool any_wait_drawn(const struct route *route, const struct step *step)
{
	bool drawn = false;
	for (uint32_t a = step->first_arrow; a < step->first_arrow + step->arrow_count; a++)
		drawn |= spell_drawn(&route->ways[a].wait);
	return drawn;
}

static void add_stage(struct work *work, struct route *route, const uint32_t *stage_of, uint32_t s)
{
	const struct step *step = &route->pathway->steps[s];
	struct stage *stage = &route->stages[stage_of[s]];
	*stage = (struct stage){
	    .place = draw_place(step->id, "", ""),
	    .lasts = spell_of(step_lasts(step)),
	    .first_way = step->first_arrow,
	    .way_count = step->arrow_count,
	    .step = s,
	    .next = (uint8_t)step->next,
	    .where = (uint8_t)whereabouts(step->setting),
	    .meanwhile = (uint8_t)whereabouts(step->meanwhile),
	    .one_way = step->next == NEXT_WAYS && step->rest <= 0 && step->arrow_count == 1,
	    .on_clock = clocks_at(route->clocks, s) > 0,
	    .in_branch = step->branch != NONE,
	};
	route->branch[stage_of[s]] = step->branch;
	add_ways(work, route, stage_of, step);
	bool choice = step->next == NEXT_WAYS && !stage->one_way;
	stage->drawn = choice || spell_drawn(&stage->lasts) || (step->next == NEXT_WAYS && any_wait_drawn(route, step));
}

static void close_loop(struct route *route, uint32_t first, uint32_t end, bool is_loop)
{
	for (uint32_t i = first; i < end; i++) {
		route->loop_first[i] = first;
		route->stages[i].once = !is_loop;
	}
	if (is_loop && end - first > route->loop_most)
		route->loop_most = end - first;
}

/* The steps in the order of the chain's places, in which loops stand together. */
static uint32_t *order_stages(struct work *work)
{
	const struct chain *chain = work->whole->chain;
	uint32_t *stage_of = ARENA_ARRAY(work->scratch, uint32_t, work->pathway->step_count), count = 0;
	for (uint32_t p = 0; p < chain->network->place_count; p++)
		if (chain->step[p] != NONE)
			stage_of[chain->step[p]] = count++;
	return stage_of;
}

static void find_loops(struct work *work, struct route *route)
{
	const struct chain *chain = work->whole->chain;
	const struct network *network = chain->network;
	for (uint32_t c = 0, first = 0, end = 0; c < network->component_count; c++, first = end) {
		for (uint32_t p = network->first_place[c]; p < network->first_place[c + 1]; p++)
			end += chain->step[p] != NONE;
		close_loop(route, first, end, network_is_loop(network, c));
	}
}

static void add_starts(struct work *work, struct route *route, const uint32_t *stage_of)
{
	const struct pathway *pathway = route->pathway;
	double until = 0;
	route->starts = ARENA_ARRAY(work->scratch, struct first_stage, pathway->start_count);
	for (uint32_t i = 0; i < pathway->start_count; i++) {
		until += pathway->starts[i].share;
		route->starts[i] = (struct first_stage){until, stage_of[pathway->starts[i].step]};
	}
}

static void add_blocks(struct work *work, struct route *route, const uint32_t *stage_of)
{
	const struct pathway *pathway = route->pathway;
	route->branches = ARENA_ARRAY(work->scratch, struct beside, pathway->branch_count);
	route->blocks = ARENA_ARRAY(work->scratch, struct together, pathway->block_count);
	for (uint32_t i = 0; i < pathway->branch_count; i++) {
		const struct branch *branch = &pathway->branches[i];
		route->branches[i] =
		    (struct beside){branch->block, branch->arrow, !pathway->arrows[branch->arrow].goes_on};
	}
	for (uint32_t b = 0; b < pathway->block_count; b++) {
		const struct block *block = &pathway->blocks[b];
		route->blocks[b] =
		    (struct together){.holder = stage_of[block->holder], .around = block->outer, .depth = block->depth};
		if (block->depth + 1 > route->depth)
			route->depth = block->depth + 1;
	}
}

struct route *route_new(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct route *route = ARENA_NEW(work->scratch, struct route);
	const uint32_t *stage_of = order_stages(work);
	route->pathway = pathway;
	route->seed = work->options->seed;
	route->clocks = work->analysis->clocks_at;
	route->stage_count = pathway->step_count;
	route->stages = ARENA_ARRAY(work->scratch, struct stage, pathway->step_count);
	route->loop_first = ARENA_ARRAY(work->scratch, uint32_t, pathway->step_count);
	route->ways = ARENA_ARRAY(work->scratch, struct way, pathway->arrow_count);
	route->gain_arrow = ARENA_ARRAY(work->scratch, uint32_t, pathway->arrow_count);
	route->branch = ARENA_ARRAY(work->scratch, uint32_t, pathway->step_count);
	add_blocks(work, route, stage_of);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		add_stage(work, route, stage_of, s);
		route->visits += work->visits[s];
	}
	add_starts(work, route, stage_of);
	find_loops(work, route);
	find_crossed_clocks(work, route, stage_of);
	return route;
}
