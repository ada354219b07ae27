#include "analyse/loop.h"

#include "carepath/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "Rank" is a place's turn in the elimination. Of each rank k the pattern
 * lists the ranks after it that share an equation with it, in order: U. One
 * slot holds both numbers of such a pair, k → later and later → k. */
struct loop {
	uint32_t count;
	uint32_t base;           /* the component's first place in the network */
	uint32_t *place;         /* of a rank, counted from base */
	uint32_t *first_slot;    /* of a rank; count + 1 of them */
	uint32_t *later;         /* of a slot: the later rank */
	uint32_t *first_earlier; /* of a rank; count + 1 of them: entries below */
	uint32_t *earlier;       /* the ranks before it, in order … */
	uint32_t *earlier_slot;  /* … and the slot of the pair */
	uint32_t *first_arc;     /* of a rank: its arcs inside the loop, by rank */
	uint32_t *arc_to;
	double *arc_share;
	double *exit; /* of a rank: the share that leaves the loop */
	/* What the elimination comes to where nothing is cut; as in struct loop_work. */
	double *onward, *back; /* of a slot */
	double *leaving;       /* of a rank */
	double effort;         /* multiplications of the elimination */
};

/* ---- Ordering: least degree first ---------------------------------------- */

struct neighbours {
	uint32_t *at;
	uint32_t count, room;
};

struct ordering {
	struct arena *arena;
	uint32_t count;
	struct neighbours *of;
	bool *done, *dense;
	uint32_t *bucket, *next, *previous; /* places of one degree, linked */
	uint32_t *degree;
	uint32_t lowest;
};

static void link_place(struct ordering *ordering, uint32_t place, uint32_t degree)
{
	ordering->degree[place] = degree;
	ordering->previous[place] = NONE;
	ordering->next[place] = ordering->bucket[degree];
	if (ordering->bucket[degree] != NONE)
		ordering->previous[ordering->bucket[degree]] = place;
	ordering->bucket[degree] = place;
	if (degree < ordering->lowest)
		ordering->lowest = degree;
}

static void unlink_place(struct ordering *ordering, uint32_t place)
{
	if (ordering->previous[place] != NONE)
		ordering->next[ordering->previous[place]] = ordering->next[place];
	else
		ordering->bucket[ordering->degree[place]] = ordering->next[place];
	if (ordering->next[place] != NONE)
		ordering->previous[ordering->next[place]] = ordering->previous[place];
}

static void add_neighbour(struct arena *arena, struct neighbours *list, uint32_t place)
{
	*list_add(arena, list) = place;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static uint32_t sorted_unique(uint32_t *at, uint32_t count)
{
	if (count == 0)
		return 0;
	qsort(at, count, sizeof *at, by_number);
	uint32_t kept = 1;
	for (uint32_t i = 1; i < count; i++)
		if (at[i] != at[kept - 1])
			at[kept++] = at[i];
	return kept;
}

/* The neighbours of `place` after `gone` has been taken out: gone's neighbours
 * are now its own. Both lists are sorted. */
static void merge_neighbours(struct ordering *ordering, uint32_t place, uint32_t gone, uint32_t *scratch)
{
	struct neighbours *own = &ordering->of[place], *other = &ordering->of[gone];
	uint32_t i = 0, j = 0, count = 0;
	while (i < own->count || j < other->count) {
		uint32_t a = i < own->count ? own->at[i] : NONE, b = j < other->count ? other->at[j] : NONE;
		uint32_t least = a < b ? a : b;
		i += a == least;
		j += b == least;
		if (least != place && least != gone)
			scratch[count++] = least;
	}
	if (count > own->room) {
		own->at =
		    arena_grow(ordering->arena, own->at, own->room * sizeof *own->at, 2 * count * sizeof *own->at);
		own->room = 2 * count;
	}
	memcpy(own->at, scratch, count * sizeof *scratch);
	own->count = count;
}

static void take_out(struct ordering *ordering, uint32_t gone, uint32_t *scratch)
{
	struct neighbours *list = &ordering->of[gone];
	ordering->done[gone] = true;
	for (uint32_t i = 0; i < list->count; i++) {
		uint32_t place = list->at[i];
		unlink_place(ordering, place);
		merge_neighbours(ordering, place, gone, scratch);
		link_place(ordering, place, ordering->of[place].count);
	}
}

/* Places with very many neighbours would join everything: they come last. */
static uint32_t set_dense_aside(struct ordering *ordering)
{
	double most = fmax(16, 10 * sqrt(ordering->count));
	uint32_t aside = 0;
	for (uint32_t p = 0; p < ordering->count; p++)
		if (ordering->of[p].count > most) {
			ordering->dense[p] = true;
			aside++;
		}
	for (uint32_t p = 0; p < ordering->count && aside > 0; p++) {
		struct neighbours *list = &ordering->of[p];
		uint32_t kept = 0;
		for (uint32_t i = 0; i < list->count; i++)
			if (!ordering->dense[list->at[i]])
				list->at[kept++] = list->at[i];
		list->count = kept;
	}
	return aside;
}

static struct ordering *ordering_new(struct arena *arena, uint32_t count)
{
	struct ordering *ordering = ARENA_NEW(arena, struct ordering);
	ordering->arena = arena;
	ordering->count = count;
	ordering->of = ARENA_ARRAY(arena, struct neighbours, count);
	ordering->done = ARENA_ARRAY(arena, bool, count);
	ordering->dense = ARENA_ARRAY(arena, bool, count);
	ordering->bucket = ARENA_ARRAY(arena, uint32_t, count + 1);
	ordering->next = ARENA_ARRAY(arena, uint32_t, count);
	ordering->previous = ARENA_ARRAY(arena, uint32_t, count);
	ordering->degree = ARENA_ARRAY(arena, uint32_t, count);
	ordering->lowest = count;
	for (uint32_t i = 0; i <= count; i++)
		ordering->bucket[i] = NONE;
	return ordering;
}

/* Fills place[] with all places in the order in which they are taken out;
 * false when that makes far too many neighbours. */
static bool order_places(struct ordering *ordering, uint32_t *place)
{
	uint32_t *scratch = ARENA_ARRAY(ordering->arena, uint32_t, 2 * (size_t)ordering->count + 2);
	uint32_t aside = set_dense_aside(ordering), ranked = 0;
	uint64_t pairs = 0;
	double work = 0;
	for (uint32_t p = ordering->count; p-- > 0;)
		if (!ordering->dense[p])
			link_place(ordering, p, ordering->of[p].count);
	while (ranked + aside < ordering->count) {
		while (ordering->bucket[ordering->lowest] == NONE)
			ordering->lowest++;
		uint32_t least = ordering->bucket[ordering->lowest];
		pairs += ordering->lowest + aside;
		work += (double)(ordering->lowest + aside) * (ordering->lowest + aside);
		if (pairs > LOOP_MOST || work > LOOP_MOST_WORK)
			return false;
		unlink_place(ordering, least);
		place[ranked++] = least;
		take_out(ordering, least, scratch);
	}
	for (uint32_t p = 0; p < ordering->count; p++)
		if (ordering->dense[p])
			place[ranked++] = p;
	work += (double)aside * aside * aside / 3;
	return pairs + (uint64_t)aside * aside / 2 <= LOOP_MOST && work <= LOOP_MOST_WORK;
}

/* ---- Pattern ------------------------------------------------------------- */

/* The later ranks that each rank shares an equation with, before any other is
 * taken out: from the arcs, both ways. */
static struct neighbours *direct_pattern(struct arena *arena, const struct loop *loop)
{
	struct neighbours *later = ARENA_ARRAY(arena, struct neighbours, loop->count);
	for (uint32_t k = 0; k < loop->count; k++)
		for (uint32_t a = loop->first_arc[k]; a < loop->first_arc[k + 1]; a++) {
			uint32_t to = loop->arc_to[a];
			if (to != k)
				add_neighbour(arena, &later[k < to ? k : to], k < to ? to : k);
		}
	return later;
}

/* Taking out k joins its later ranks with one another; it is enough to hand
 * them to the first of them (the elimination tree). False: too many. */
static bool fill_pattern(struct arena *arena, struct loop *loop, struct neighbours *later)
{
	uint64_t slots = 0;
	loop->first_slot = ARENA_ARRAY(arena, uint32_t, loop->count + 1);
	for (uint32_t k = 0; k < loop->count; k++) {
		struct neighbours *list = &later[k];
		list->count = sorted_unique(list->at, list->count);
		slots += list->count;
		if (slots > LOOP_MOST)
			return false;
		loop->first_slot[k + 1] = (uint32_t)slots;
		for (uint32_t i = 1; i < list->count; i++)
			add_neighbour(arena, &later[list->at[0]], list->at[i]);
	}
	loop->later = ARENA_ARRAY(arena, uint32_t, slots);
	for (uint32_t k = 0; k < loop->count; k++)
		if (later[k].count > 0)
			memcpy(&loop->later[loop->first_slot[k]], later[k].at, later[k].count * sizeof *later[k].at);
	return true;
}

static void turn_pattern(struct arena *arena, struct loop *loop)
{
	uint32_t slots = loop->first_slot[loop->count];
	loop->first_earlier = ARENA_ARRAY(arena, uint32_t, loop->count + 1);
	loop->earlier = ARENA_ARRAY(arena, uint32_t, slots);
	loop->earlier_slot = ARENA_ARRAY(arena, uint32_t, slots);
	for (uint32_t s = 0; s < slots; s++)
		loop->first_earlier[loop->later[s] + 1]++;
	for (uint32_t k = 0; k < loop->count; k++)
		loop->first_earlier[k + 1] += loop->first_earlier[k];
	uint32_t *next = ARENA_ARRAY(arena, uint32_t, loop->count);
	memcpy(next, loop->first_earlier, loop->count * sizeof *next);
	for (uint32_t k = 0; k < loop->count; k++)
		for (uint32_t s = loop->first_slot[k]; s < loop->first_slot[k + 1]; s++) {
			uint32_t entry = next[loop->later[s]]++;
			loop->earlier[entry] = k;
			loop->earlier_slot[entry] = s;
		}
}

/* ---- Preparing ----------------------------------------------------------- */

static void find_neighbours(struct ordering *ordering, const struct network *network, uint32_t base)
{
	for (uint32_t p = 0; p < ordering->count; p++)
		for (uint32_t a = network->first_arc[base + p]; a < network->first_arc[base + p + 1]; a++) {
			uint32_t to = network->arcs[a].to - base;
			if (to >= ordering->count || to == p)
				continue;
			add_neighbour(ordering->arena, &ordering->of[p], to);
			add_neighbour(ordering->arena, &ordering->of[to], p);
		}
	for (uint32_t p = 0; p < ordering->count; p++)
		ordering->of[p].count = sorted_unique(ordering->of[p].at, ordering->of[p].count);
}

static void rank_arcs(struct arena *arena, struct loop *loop, const struct network *network, const double *leaves)
{
	uint32_t *rank = ARENA_ARRAY(arena, uint32_t, loop->count);
	for (uint32_t k = 0; k < loop->count; k++)
		rank[loop->place[k]] = k;
	uint32_t most = network->first_arc[loop->base + loop->count] - network->first_arc[loop->base], next = 0;
	loop->first_arc = ARENA_ARRAY(arena, uint32_t, loop->count + 1);
	loop->arc_to = ARENA_ARRAY(arena, uint32_t, most);
	loop->arc_share = ARENA_ARRAY(arena, double, most);
	loop->exit = ARENA_ARRAY(arena, double, loop->count);
	for (uint32_t k = 0; k < loop->count; k++) {
		uint32_t place = loop->base + loop->place[k];
		loop->exit[k] = leaves[place];
		for (uint32_t a = network->first_arc[place]; a < network->first_arc[place + 1]; a++) {
			uint32_t to = network->arcs[a].to - loop->base;
			if (to >= loop->count) {
				loop->exit[k] += network->arcs[a].share;
				continue;
			}
			loop->arc_to[next] = rank[to];
			loop->arc_share[next++] = network->arcs[a].share;
		}
		loop->first_arc[k + 1] = next;
	}
}

/* ---- Numbers ------------------------------------------------------------- */

struct loop_work {
	lanes *row;     /* of a rank: the equation at work */
	lanes *onward;  /* of a slot: share earlier → later, by what leaves the earlier one */
	lanes *back;    /* of a slot: share later → earlier */
	lanes *leaving; /* of a rank: what does not come straight back when it is taken out */
	lanes *exit;    /* of a rank: the part of `leaving` that leaves the loop, as a share */
};

static struct loop_work *work_of_size(struct arena *arena, uint32_t count, uint32_t slots)
{
	struct loop_work *work = ARENA_NEW(arena, struct loop_work);
	work->row = ARENA_ARRAY(arena, lanes, count);
	work->onward = ARENA_ARRAY(arena, lanes, slots);
	work->back = ARENA_ARRAY(arena, lanes, slots);
	work->leaving = ARENA_ARRAY(arena, lanes, count);
	work->exit = ARENA_ARRAY(arena, lanes, count);
	return work;
}

struct loop_work *loop_work_new(struct arena *arena, struct loop *const *loops, uint32_t count)
{
	uint32_t most_places = 0, most_slots = 0;
	for (uint32_t i = 0; i < count; i++) {
		const struct loop *loop = loops[i];
		if (loop && loop->count > most_places)
			most_places = loop->count;
		if (loop && loop->first_slot[loop->count] > most_slots)
			most_slots = loop->first_slot[loop->count];
	}
	return work_of_size(arena, most_places, most_slots);
}

/* 1 where the lane goes on, 0 where it is cut. */
static void lanes_going_on(uint8_t cut, lanes *go)
{
	for (int lane = 0; lane < LANES; lane++)
		(*go)[lane] = cut >> lane & 1 ? 0 : 1;
}

/* The equation of rank i in terms of it and later ranks only. */
static void take_earlier_out(const struct loop *loop, struct loop_work *work, uint32_t i, lanes *exit)
{
	for (uint32_t e = loop->first_earlier[i]; e < loop->first_earlier[i + 1]; e++) {
		uint32_t k = loop->earlier[e];
		lanes share = work->row[k];
		work->back[loop->earlier_slot[e]] = share;
		work->row[k] = (lanes){0};
		for (uint32_t s = loop->first_slot[k]; s < loop->first_slot[k + 1]; s++)
			work->row[loop->later[s]] += share * work->onward[s];
		*exit += share * work->exit[k];
	}
}

/* Where nobody can leave (a loop that no one gets into) there is nothing to
 * divide by; nothing ever comes in either. */
static void invert(lanes *leaving)
{
	for (int lane = 0; lane < LANES; lane++)
		(*leaving)[lane] = (*leaving)[lane] > 0 ? 1 / (*leaving)[lane] : 0;
}

static void factor_row(const struct loop *loop, struct loop_work *work, const uint8_t *cut, uint32_t i)
{
	uint8_t bits = cut ? cut[loop->base + loop->place[i]] : 0;
	lanes go = {0}, exit;
	lanes_going_on(bits, &go);
	exit = loop->exit[i] * go + (1 - go);
	for (uint32_t a = loop->first_arc[i]; a < loop->first_arc[i + 1]; a++)
		work->row[loop->arc_to[a]] += loop->arc_share[a] * go;
	take_earlier_out(loop, work, i, &exit);
	work->row[i] = (lanes){0};
	lanes leaving = exit;
	for (uint32_t s = loop->first_slot[i]; s < loop->first_slot[i + 1]; s++)
		leaving += work->row[loop->later[s]];
	invert(&leaving);
	for (uint32_t s = loop->first_slot[i]; s < loop->first_slot[i + 1]; s++) {
		work->onward[s] = work->row[loop->later[s]] * leaving;
		work->row[loop->later[s]] = (lanes){0};
	}
	work->exit[i] = exit * leaving;
	work->leaving[i] = leaving;
}

/* The elimination without cuts is done once. */
static void keep_uncut(struct arena *arena, struct loop *loop)
{
	uint32_t slots = loop->first_slot[loop->count];
	struct loop_work *work = work_of_size(arena, loop->count, slots);
	loop->onward = ARENA_ARRAY(arena, double, slots);
	loop->back = ARENA_ARRAY(arena, double, slots);
	loop->leaving = ARENA_ARRAY(arena, double, loop->count);
	for (uint32_t i = 0; i < loop->count; i++) {
		factor_row(loop, work, NULL, i);
		loop->leaving[i] = work->leaving[i][0];
	}
	for (uint32_t s = 0; s < slots; s++) {
		loop->onward[s] = work->onward[s][0];
		loop->back[s] = work->back[s][0];
	}
}

struct loop *loop_new(struct arena *arena, const struct network *network, uint32_t component, const double *leaves)
{
	struct loop *loop = ARENA_NEW(arena, struct loop);
	loop->base = network->first_place[component];
	loop->count = network->first_place[component + 1] - loop->base;
	loop->place = ARENA_ARRAY(arena, uint32_t, loop->count);
	struct ordering *ordering = ordering_new(arena, loop->count);
	find_neighbours(ordering, network, loop->base);
	if (!order_places(ordering, loop->place))
		return NULL;
	rank_arcs(arena, loop, network, leaves);
	if (!fill_pattern(arena, loop, direct_pattern(arena, loop)))
		return NULL;
	turn_pattern(arena, loop);
	keep_uncut(arena, loop);
	for (uint32_t k = 0; k < loop->count; k++) {
		double later = loop->first_slot[k + 1] - loop->first_slot[k];
		loop->effort += later * later + 2 * later + 1;
	}
	return loop;
}

uint32_t loops_new(struct arena *arena, const struct network *network, const double *leaves, struct loop **loops)
{
	double numbers = 0, effort = 0;
	for (uint32_t c = 0; c < network->component_count; c++) {
		if (!network_is_loop(network, c))
			continue;
		struct loop *loop = loops[c] = loop_new(arena, network, c, leaves);
		numbers += loop ? loop->first_slot[loop->count] : 0;
		effort += loop ? loop->effort : 0;
		if (!loop || numbers > 4. * LOOP_MOST || effort > 4 * LOOP_MOST_WORK)
			return c;
	}
	return NONE;
}

bool loop_settles(const struct loop *loop)
{
	for (uint32_t i = 0; i < loop->count; i++)
		if (!(loop->leaving[i] > 0))
			return false;
	return true;
}

static bool any_cut(const struct loop *loop, const uint8_t *cut)
{
	for (uint32_t i = 0; cut && i < loop->count; i++)
		if (cut[loop->base + i] != 0)
			return true;
	return false;
}

static void solve_cut(const struct loop *loop, struct loop_work *work, const uint8_t *cut, lanes *visits)
{
	for (uint32_t i = 0; i < loop->count; i++) {
		factor_row(loop, work, cut, i);
		lanes coming = visits[loop->place[i]];
		for (uint32_t s = loop->first_slot[i]; s < loop->first_slot[i + 1]; s++)
			visits[loop->place[loop->later[s]]] += coming * work->onward[s];
	}
	for (uint32_t i = loop->count; i-- > 0;) {
		lanes there = visits[loop->place[i]] * work->leaving[i];
		visits[loop->place[i]] = there;
		for (uint32_t e = loop->first_earlier[i]; e < loop->first_earlier[i + 1]; e++)
			visits[loop->place[loop->earlier[e]]] += there * work->back[loop->earlier_slot[e]];
	}
}

static void solve_uncut(const struct loop *loop, lanes *visits)
{
	for (uint32_t i = 0; i < loop->count; i++) {
		lanes coming = visits[loop->place[i]];
		for (uint32_t s = loop->first_slot[i]; s < loop->first_slot[i + 1]; s++)
			visits[loop->place[loop->later[s]]] += coming * loop->onward[s];
	}
	for (uint32_t i = loop->count; i-- > 0;) {
		lanes there = visits[loop->place[i]] * loop->leaving[i];
		visits[loop->place[i]] = there;
		for (uint32_t e = loop->first_earlier[i]; e < loop->first_earlier[i + 1]; e++)
			visits[loop->place[loop->earlier[e]]] += there * loop->back[loop->earlier_slot[e]];
	}
}

double loop_solve(const struct loop *loop, struct loop_work *work, const uint8_t *cut, lanes *visits)
{
	if (any_cut(loop, cut)) {
		solve_cut(loop, work, cut, visits);
		return loop->effort;
	}
	solve_uncut(loop, visits);
	return loop->count + 2. * loop->first_slot[loop->count];
}

/* ---- Visits from a place to itself ---------------------------------------- */

/* Entries of the inverse on the pattern, last rank first (Takahashi, Fagan and
 * Chin 1973): from k one goes on to a later rank m and from there to j. */
struct inverse {
	const struct loop *loop;
	double *itself;         /* of a rank */
	double *forward, *back; /* of a slot: visits to the later from the earlier; to the earlier from the later */
};

static uint32_t slot_of(const struct loop *loop, uint32_t earlier, uint32_t later)
{
	uint32_t low = loop->first_slot[earlier], high = loop->first_slot[earlier + 1];
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (loop->later[middle] <= later)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void invert_rank(struct inverse *inverse, uint32_t k)
{
	const struct loop *loop = inverse->loop;
	uint32_t first = loop->first_slot[k], end = loop->first_slot[k + 1];
	double leaving = loop->leaving[k];
	for (uint32_t s = first; s < end; s++) {
		uint32_t m = loop->later[s];
		inverse->forward[s] += loop->onward[s] * inverse->itself[m];
		inverse->back[s] += inverse->itself[m] * loop->back[s] * leaving;
		for (uint32_t t = s + 1; t < end; t++) {
			uint32_t pair = slot_of(loop, m, loop->later[t]);
			inverse->forward[t] += loop->onward[s] * inverse->forward[pair];
			inverse->forward[s] += loop->onward[t] * inverse->back[pair];
			inverse->back[s] += inverse->forward[pair] * loop->back[t] * leaving;
			inverse->back[t] += inverse->back[pair] * loop->back[s] * leaving;
		}
	}
	double itself = leaving;
	for (uint32_t s = first; s < end; s++)
		itself += loop->onward[s] * inverse->back[s];
	inverse->itself[k] = itself;
}

void loop_returns(struct arena *arena, const struct loop *loop, double *returns)
{
	uint32_t slots = loop->first_slot[loop->count];
	struct inverse inverse = {.loop = loop};
	inverse.itself = ARENA_ARRAY(arena, double, loop->count);
	inverse.forward = ARENA_ARRAY(arena, double, slots);
	inverse.back = ARENA_ARRAY(arena, double, slots);
	for (uint32_t k = loop->count; k-- > 0;) {
		invert_rank(&inverse, k);
		returns[loop->place[k]] = inverse.itself[k];
	}
}
