#include "analyse/crowd.h"

/* ---- What could be gained ---------------------------------------------------------------- */

static const struct gains no_gains = {NONE, NONE};

void add_gain(struct crowd *crowd, struct gains *gains, uint32_t number, double seconds)
{
	uint32_t at = crowd->free_gain;
	if (at != NONE)
		crowd->free_gain = crowd->gains.at[at].next;
	else if (CROWD_ROOM(crowd, &crowd->gains))
		at = crowd->gains.count++;
	else
		return;
	crowd->gains.at[at] = (struct gain){seconds, number, NONE};
	if (gains->last == NONE)
		gains->first = at;
	else
		crowd->gains.at[gains->last].next = at;
	gains->last = at;
}

static void forget_gains(struct crowd *crowd, struct gains *gains)
{
	if (gains->last != NONE) {
		crowd->gains.at[gains->last].next = crowd->free_gain;
		crowd->free_gain = gains->first;
	}
	*gains = no_gains;
}

/* Without one wait the block would end earlier by that wait, but not before
 * its second longest branch does. A wait met twice is one. What is gained here
 * counts in the branch around, where there is one. */
static void hand_gains_on(struct crowd *crowd, struct nest *nest, struct nest *around, uint32_t who)
{
	double most = nest->longest[who] - nest->second[who];
	struct gains *gains = &nest->longest_gains[who];
	for (uint32_t at = gains->first; at != NONE; at = crowd->gains.at[at].next)
		crowd->gain_sums[crowd->gains.at[at].number] += crowd->gains.at[at].seconds;
	for (uint32_t at = gains->first; at != NONE; at = crowd->gains.at[at].next) {
		uint32_t number = crowd->gains.at[at].number;
		double sum = crowd->gain_sums[number], seconds = sum < most ? sum : most;
		crowd->gain_sums[number] = 0;
		if (seconds > 0 && around)
			add_gain(crowd, &around->gains[who], number, seconds);
		else if (seconds > 0)
			crowd->part->gains[number] += seconds;
	}
	forget_gains(crowd, gains);
}

/* ---- The way through --------------------------------------------------------------------- */

static void draw_at_way(struct crowd *crowd, const struct party *party, const struct way *way, const struct nest *nest)
{
	draw_party(crowd, party, crowd->route.asides.at[way->aside].place, nest->visit, crowd->aside);
}

/* From what has been drawn there. */
static void set_lengths(struct crowd *crowd, const struct party *party, const struct way *way)
{
	first_lengths(party, &way->wait, crowd->aside, crowd->waits);
	if (way->planned)
		second_lengths(party, planned_on(&crowd->route, way), crowd->aside, crowd->planned);
}

static void start_branch(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest)
{
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		crowd->now[who] = nest->start[who];
		nest->waits[who] = 0;
	}
	if (way->drawn)
		set_lengths(crowd, party, way);
	go_along(crowd, party, way, nest, ELSEWHERE);
	stand_at(crowd, party, way->to);
}

/* With the longest branch the block ends. */
static void end_block(struct crowd *crowd, const struct party *party, const struct nest *nest, struct nest *around,
		      enum whereabouts where)
{
	double time = 0, waits = 0;
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		crowd->now[who] = nest->start[who] + nest->longest[who];
		time += nest->longest[who];
		waits += nest->longest_waits[who];
	}
	for (uint32_t i = 0; i < party->count && around; i++)
		around->waits[party->who[i]] += nest->longest_waits[party->who[i]];
	if (!around)
		crowd->spent[where] += time;
	if (!around && where == IN_HOSPITAL)
		crowd->part->waiting_in_hospital += waits;
}

static void close_block(struct crowd *crowd, const struct party *party, uint32_t number, const struct way *then)
{
	const struct together *block = &crowd->route.blocks[number];
	struct nest *nest = &crowd->nests[block->depth], *around = nest_of(crowd, block->around);
	enum whereabouts where = crowd->route.stages[block->holder].meanwhile;
	for (uint32_t i = 0; i < party->count && block->gains; i++)
		hand_gains_on(crowd, nest, around, party->who[i]);
	end_block(crowd, party, nest, around, where);
	if (then->drawn) {
		draw_at_way(crowd, party, then, nest);
		set_lengths(crowd, party, then);
	}
	go_along(crowd, party, then, around, where);
	for (uint32_t i = 0; i < party->count; i++)
		crowd->part->block_time[number] += crowd->now[party->who[i]] - nest->start[party->who[i]];
	crowd->part->block_runs[number] += party->count;
	if (block->crossed)
		settle_notes(crowd, party);
	stand_at(crowd, party, then->to);
}

/* Everybody starts the first branch that they need, from this one on, or is at
 * the end of the block. */
static void go_to_branches(struct crowd *crowd, struct party *party, uint32_t number, const struct way *way)
{
	const struct together *block = &crowd->route.blocks[number];
	const struct stage *holder = &crowd->route.stages[block->holder];
	const struct way *then = &crowd->route.ways[holder->first_way + holder->way_count];
	struct nest *nest = &crowd->nests[block->depth];
	for (; way < then && party->count > 0; way++) {
		if (way->drawn || way->until < 1)
			draw_at_way(crowd, party, way, nest);
		if (way->until >= 1) {
			start_branch(crowd, party, way, nest);
			return;
		}
		part_ways(crowd->aside, party, &crowd->starting, way->until);
		if (crowd->starting.count > 0)
			start_branch(crowd, &crowd->starting, way, nest);
	}
	if (party->count > 0)
		close_block(crowd, party, number, then);
}

/* What is of the branch at work is set when it starts. */
void open_block(struct crowd *crowd, struct party *party, uint32_t number)
{
	const struct together *block = &crowd->route.blocks[number];
	struct nest *nest = &crowd->nests[block->depth];
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		nest->start[who] = crowd->now[who];
		nest->longest[who] = nest->second[who] = nest->longest_waits[who] = 0;
		nest->visit[who] = crowd->visits[who];
	}
	for (uint32_t i = 0; i < party->count && block->gains; i++)
		nest->longest_gains[party->who[i]] = nest->gains[party->who[i]] = no_gains;
	go_to_branches(crowd, party, number, &crowd->route.ways[crowd->route.stages[block->holder].first_way]);
}

/* Keeps the gains of a branch that is the longest so far. */
static void keep_gains(struct crowd *crowd, struct nest *nest, uint32_t who, bool longest)
{
	if (longest) {
		forget_gains(crowd, &nest->longest_gains[who]);
		nest->longest_gains[who] = nest->gains[who];
		nest->gains[who] = no_gains;
	} else {
		forget_gains(crowd, &nest->gains[who]);
	}
}

static void measure_branch(struct crowd *crowd, const struct party *party, struct nest *nest)
{
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		double length = crowd->now[who] - nest->start[who], longest = nest->longest[who];
		bool longer = length > longest;
		double shorter = longer ? longest : length, second = nest->second[who];
		nest->longest[who] = longer ? length : longest;
		nest->longest_waits[who] = longer ? nest->waits[who] : nest->longest_waits[who];
		nest->second[who] = shorter > second ? shorter : second;
	}
}

void end_branch(struct crowd *crowd, struct party *party, uint32_t number)
{
	const struct beside *branch = &crowd->route.branches[number];
	const struct together *block = &crowd->route.blocks[branch->block];
	struct nest *nest = &crowd->nests[block->depth];
	for (uint32_t i = 0; i < party->count && block->gains; i++) {
		uint32_t who = party->who[i];
		keep_gains(crowd, nest, who,
			   branch->waited_for && crowd->now[who] - nest->start[who] > nest->longest[who]);
	}
	if (branch->waited_for)
		measure_branch(crowd, party, nest);
	go_to_branches(crowd, party, branch->block, &crowd->route.ways[branch->way + 1]);
}
