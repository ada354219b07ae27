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

/* ---- Which branches ---------------------------------------------------------------------- */

static const struct way *way_of(const struct crowd *crowd, const struct together *block, uint32_t branch)
{
	return &crowd->route.ways[crowd->route.stages[block->holder].first_way + branch];
}

static uint32_t branch_count(const struct crowd *crowd, const struct together *block)
{
	return crowd->route.stages[block->holder].way_count;
}

static void draw_needed(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest,
			uint32_t bit)
{
	uint64_t place = crowd->route.asides.at[way->aside].place;
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		struct draw draw = draw_at(crowd->route.seed, crowd->first_person + who, place, nest->visit[who]);
		nest->needed[who] |= (uint64_t)(draw_choice(&draw) < way->until) << bit;
	}
}

/* From this one on, so many as are drawn together. */
static void draw_branches(struct crowd *crowd, const struct party *party, const struct together *block,
			  struct nest *nest, uint32_t first)
{
	uint32_t end = branch_count(crowd, block), all = end - first < DRAWN_TOGETHER ? end - first : DRAWN_TOGETHER;
	uint64_t always = 0;
	for (uint32_t b = 0; b < all; b++)
		always |= (uint64_t)(way_of(crowd, block, first + b)->until >= 1) << b;
	for (uint32_t i = 0; i < party->count; i++) {
		nest->needed[party->who[i]] = always;
		nest->first[party->who[i]] = first;
	}
	for (uint32_t b = 0; b < all; b++)
		if (!(always >> b & 1))
			draw_needed(crowd, party, way_of(crowd, block, first + b), nest, b);
}

/* Where a block has more branches than are drawn together. Leaves none needed at
 * its end. */
static void draw_more(struct crowd *crowd, const struct party *party, const struct together *block, struct nest *nest)
{
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		struct party one = {.count = 1, .who = {(uint16_t)who}};
		while (nest->needed[who] == 0 && branch_count(crowd, block) - nest->first[who] > DRAWN_TOGETHER)
			draw_branches(crowd, &one, block, nest, nest->first[who] + DRAWN_TOGETHER);
	}
}

/* Of those who are left those go who take the same branch next as the first of
 * them. Returns which it is, or NONE. */
static uint32_t take_branch(struct party *left, struct party *going, struct nest *nest)
{
	uint32_t stay = 0, go = 0, first = nest->first[left->who[0]];
	uint64_t next = nest->needed[left->who[0]] & -nest->needed[left->who[0]];
	for (uint32_t i = 0; i < left->count; i++) {
		uint16_t who = left->who[i];
		uint64_t needed = nest->needed[who];
		bool goes = (needed & -needed) == next && nest->first[who] == first;
		nest->needed[who] = goes ? needed & ~next : needed;
		going->who[go] = left->who[stay] = who;
		go += goes;
		stay += !goes;
	}
	left->count = stay;
	going->count = go;
	return next == 0 ? NONE : first + (uint32_t)__builtin_ctzll(next);
}

/* ---- The way through --------------------------------------------------------------------- */

static void draw_lengths(struct crowd *crowd, const struct party *party, const struct way *way, const struct nest *nest)
{
	draw_party(crowd, party, crowd->route.asides.at[way->aside].place, nest->visit, crowd->aside);
	first_lengths(party, &way->wait, crowd->aside, crowd->waits);
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
		draw_lengths(crowd, party, way, nest);
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

static void close_block(struct crowd *crowd, const struct party *party, uint32_t number)
{
	const struct together *block = &crowd->route.blocks[number];
	const struct way *then = way_of(crowd, block, branch_count(crowd, block));
	struct nest *nest = &crowd->nests[block->depth], *around = nest_of(crowd, block->around);
	enum whereabouts where = crowd->route.stages[block->holder].meanwhile;
	for (uint32_t i = 0; i < party->count && block->gains; i++)
		hand_gains_on(crowd, nest, around, party->who[i]);
	end_block(crowd, party, nest, around, where);
	if (then->drawn)
		draw_lengths(crowd, party, then, nest);
	go_along(crowd, party, then, around, where);
	for (uint32_t i = 0; i < party->count; i++)
		crowd->part->block_time[number] += crowd->now[party->who[i]] - nest->start[party->who[i]];
	crowd->part->block_runs[number] += party->count;
	if (block->crossed)
		settle_notes(crowd, party);
	stand_at(crowd, party, then->to);
}

/* Everybody starts the next branch that they need, or is at the end of the block. */
static void go_to_branches(struct crowd *crowd, struct party *party, uint32_t number)
{
	const struct together *block = &crowd->route.blocks[number];
	struct nest *nest = &crowd->nests[block->depth];
	if (branch_count(crowd, block) > DRAWN_TOGETHER)
		draw_more(crowd, party, block, nest);
	while (party->count > 0) {
		uint32_t branch = take_branch(party, &crowd->starting, nest);
		if (branch == NONE)
			close_block(crowd, &crowd->starting, number);
		else
			start_branch(crowd, &crowd->starting, way_of(crowd, block, branch), nest);
	}
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
	draw_branches(crowd, party, block, nest, 0);
	go_to_branches(crowd, party, number);
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
	go_to_branches(crowd, party, branch->block);
}
