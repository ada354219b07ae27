#include "analyse/loop.h"

#include "analyse/order.h"
#include "carepath/words.h"

#include <string.h>

/* "Rank" is a place's turn in the elimination; a slot is an entry of the
 * pattern of later ranks, an entry one of that of earlier ranks. */
struct loop {
	uint32_t count;
	uint32_t base; /* the component's first place in the network */
	struct order order;
	uint32_t *first_arc; /* of a rank: its arcs inside the loop, by rank */
	uint32_t *arc_to;
	double *arc_share;
	double *exit; /* of a rank: the share that leaves the loop */
	/* What the elimination comes to where nothing is cut; as in struct loop_work. */
	double *onward;  /* of a slot */
	double *back;    /* of an entry */
	double *leaving; /* of a rank */
	double *out;     /* of a rank: `exit` there */
	double effort;   /* multiplications of the elimination */
};

/* ---- Preparing ----------------------------------------------------------- */

/* Where each place leads within the loop, itself left out. */
static struct pattern find_arcs(struct arena *arena, const struct network *network, uint32_t base, uint32_t count)
{
	uint32_t most = network->first_arc[base + count] - network->first_arc[base], next = 0;
	struct pattern arcs = {ARENA_ARRAY(arena, uint32_t, count + 1), ARENA_ARRAY(arena, uint32_t, most)};
	for (uint32_t p = 0; p < count; p++) {
		for (uint32_t a = network->first_arc[base + p]; a < network->first_arc[base + p + 1]; a++) {
			uint32_t to = network->arcs[a].to - base;
			if (to < count && to != p)
				arcs.at[next++] = to;
		}
		arcs.first[p + 1] = next;
	}
	return arcs;
}

static void rank_arcs(struct arena *arena, struct loop *loop, const struct network *network, const double *leaves)
{
	uint32_t *rank = ARENA_ARRAY(arena, uint32_t, loop->count);
	for (uint32_t k = 0; k < loop->count; k++)
		rank[loop->order.place[k]] = k;
	uint32_t most = network->first_arc[loop->base + loop->count] - network->first_arc[loop->base], next = 0;
	loop->first_arc = ARENA_ARRAY(arena, uint32_t, loop->count + 1);
	loop->arc_to = ARENA_ARRAY(arena, uint32_t, most);
	loop->arc_share = ARENA_ARRAY(arena, double, most);
	loop->exit = ARENA_ARRAY(arena, double, loop->count);
	for (uint32_t k = 0; k < loop->count; k++) {
		uint32_t place = loop->base + loop->order.place[k];
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
	lanes *back;    /* of an entry: share later → earlier */
	lanes *leaving; /* of a rank: what does not come straight back when it is taken out */
	lanes *exit;    /* of a rank: the part of `leaving` that leaves the loop, as a share */
	bool *own;      /* of a rank: its numbers are here; else they are those of the loop where nothing is cut */
};

struct extent {
	uint32_t places, slots, entries;
};

static struct extent extent_of(const struct loop *loop)
{
	return (struct extent){loop->count, loop->order.later.first[loop->count],
			       loop->order.earlier.first[loop->count]};
}

static struct loop_work *work_of_extent(struct arena *arena, struct extent extent)
{
	struct loop_work *work = ARENA_NEW(arena, struct loop_work);
	work->row = ARENA_ARRAY(arena, lanes, extent.places);
	work->onward = ARENA_ARRAY(arena, lanes, extent.slots);
	work->back = ARENA_ARRAY(arena, lanes, extent.entries);
	work->leaving = ARENA_ARRAY(arena, lanes, extent.places);
	work->exit = ARENA_ARRAY(arena, lanes, extent.places);
	work->own = ARENA_ARRAY(arena, bool, extent.places);
	return work;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

struct loop_work *loop_work_new(struct arena *arena, struct loop *const *loops, uint32_t count)
{
	struct extent most = {0};
	for (uint32_t i = 0; i < count; i++) {
		if (!loops[i])
			continue;
		struct extent extent = extent_of(loops[i]);
		most.places = larger(most.places, extent.places);
		most.slots = larger(most.slots, extent.slots);
		most.entries = larger(most.entries, extent.entries);
	}
	return work_of_extent(arena, most);
}

/* Puts the equation of rank k, times a share, into the one at work. */
static void put_in(const struct loop *loop, struct loop_work *work, uint32_t k, lanes share, lanes *exit)
{
	const struct pattern *later = &loop->order.later;
	uint32_t from = later->first[k], end = later->first[k + 1];
	if (work->own[k]) {
		for (uint32_t s = from; s < end; s++)
			work->row[later->at[s]] += share * work->onward[s];
		*exit += share * work->exit[k];
	} else {
		for (uint32_t s = from; s < end; s++)
			work->row[later->at[s]] += share * loop->onward[s];
		*exit += share * loop->out[k];
	}
}

/* The equation of rank i in terms of it and later ranks only. */
static void take_earlier_out(const struct loop *loop, struct loop_work *work, uint32_t i, lanes *exit)
{
	const struct pattern *earlier = &loop->order.earlier;
	for (uint32_t e = earlier->first[i]; e < earlier->first[i + 1]; e++) {
		uint32_t k = earlier->at[e];
		lanes share = work->row[k];
		work->back[e] = share;
		work->row[k] = (lanes){0};
		put_in(loop, work, k, share, exit);
	}
}

/* Where nobody can leave (a loop that no one gets into) there is nothing to
 * divide by; nothing ever comes in either. */
static double inverse_of(double leaving)
{
	return leaving > 0 ? 1 / leaving : 0;
}

/* The arcs of rank i where it goes on; where it is cut, all leaves. */
static void set_row(const struct loop *loop, struct loop_work *work, uint8_t cut, uint32_t i, lanes *exit)
{
	lanes going = 1 - (lanes){0};
	for (int lane = 0; cut != 0 && lane < LANES; lane++)
		going[lane] = ~cut >> lane & 1;
	*exit = loop->exit[i] * going + (1 - going);
	for (uint32_t a = loop->first_arc[i]; a < loop->first_arc[i + 1]; a++)
		work->row[loop->arc_to[a]] += loop->arc_share[a] * going;
}

/* By how much what is taken in at rank i grows as it comes back. */
static void find_leaving(const struct loop *loop, struct loop_work *work, uint32_t i, const lanes *exit)
{
	const struct pattern *later = &loop->order.later;
	double sum[LANES];
	for (int lane = 0; lane < LANES; lane++)
		sum[lane] = (*exit)[lane];
	for (uint32_t s = later->first[i]; s < later->first[i + 1]; s++) {
		const double *row = (const double *)&work->row[later->at[s]];
		for (int lane = 0; lane < LANES; lane++)
			sum[lane] += row[lane];
	}
	for (int lane = 0; lane < LANES; lane++)
		work->leaving[i][lane] = inverse_of(sum[lane]);
}

static void factor_row(const struct loop *loop, struct loop_work *work, uint8_t cut, uint32_t i)
{
	const struct pattern *later = &loop->order.later;
	lanes exit;
	set_row(loop, work, cut, i, &exit);
	take_earlier_out(loop, work, i, &exit);
	work->row[i] = (lanes){0};
	find_leaving(loop, work, i, &exit);
	lanes leaving = work->leaving[i];
	for (uint32_t s = later->first[i]; s < later->first[i + 1]; s++) {
		work->onward[s] = work->row[later->at[s]] * leaving;
		work->row[later->at[s]] = (lanes){0};
	}
	work->exit[i] = exit * leaving;
	work->own[i] = true;
}

/* What prepares one loop after another: work space that is large enough for
 * those so far. */
struct preparing {
	struct arena *arena;
	struct ordering *ordering;
	struct loop_work *work;
	struct extent room;
};

static void make_room(struct preparing *preparing, struct extent wanted)
{
	struct extent *room = &preparing->room;
	if (preparing->work && wanted.places <= room->places && wanted.slots <= room->slots &&
	    wanted.entries <= room->entries)
		return;
	room->places = larger(room->places, 2 * wanted.places);
	room->slots = larger(room->slots, 2 * wanted.slots);
	room->entries = larger(room->entries, 2 * wanted.entries);
	preparing->work = work_of_extent(preparing->arena, *room);
}

/* The elimination without cuts is done once, and used wherever cuts change nothing. */
static void keep_uncut(struct preparing *preparing, struct loop *loop)
{
	struct arena *arena = preparing->arena;
	struct extent extent = extent_of(loop);
	make_room(preparing, extent);
	struct loop_work *work = preparing->work;
	loop->onward = ARENA_ARRAY(arena, double, extent.slots);
	loop->back = ARENA_ARRAY(arena, double, extent.entries);
	loop->leaving = ARENA_ARRAY(arena, double, loop->count);
	loop->out = ARENA_ARRAY(arena, double, loop->count);
	for (uint32_t i = 0; i < loop->count; i++) {
		factor_row(loop, work, 0, i);
		loop->leaving[i] = work->leaving[i][0];
		loop->out[i] = work->exit[i][0];
	}
	for (uint32_t s = 0; s < extent.slots; s++)
		loop->onward[s] = work->onward[s][0];
	for (uint32_t e = 0; e < extent.entries; e++)
		loop->back[e] = work->back[e][0];
}

/* Of each entry the slots of its earlier rank, and what one place takes. */
static double count_effort(const struct loop *loop)
{
	const struct pattern *earlier = &loop->order.earlier, *later = &loop->order.later;
	double effort = loop->count;
	for (uint32_t e = 0; e < earlier->first[loop->count]; e++)
		effort += 1 + later->first[earlier->at[e] + 1] - later->first[earlier->at[e]];
	return effort + later->first[loop->count];
}

static struct loop *prepare(struct preparing *preparing, const struct network *network, uint32_t component,
			    const double *leaves)
{
	struct arena *arena = preparing->arena;
	struct loop *loop = ARENA_NEW(arena, struct loop);
	loop->base = network->first_place[component];
	loop->count = network->first_place[component + 1] - loop->base;
	struct pattern arcs = find_arcs(arena, network, loop->base, loop->count);
	if (!order_find(preparing->ordering, loop->count, arcs, &loop->order))
		return NULL;
	rank_arcs(arena, loop, network, leaves);
	keep_uncut(preparing, loop);
	loop->effort = count_effort(loop);
	return loop;
}

static uint32_t places_of(const struct network *network, uint32_t component)
{
	return network->first_place[component + 1] - network->first_place[component];
}

struct loop *loop_new(struct arena *arena, const struct network *network, uint32_t component, const double *leaves)
{
	struct preparing preparing = {arena, ordering_new(arena, places_of(network, component)), NULL, {0}};
	return prepare(&preparing, network, component, leaves);
}

uint32_t loops_new(struct arena *arena, const struct network *network, const double *leaves, struct loop **loops)
{
	double numbers = 0, effort = 0;
	uint32_t most = 0;
	for (uint32_t c = 0; c < network->component_count; c++)
		most = larger(most, places_of(network, c));
	struct preparing preparing = {arena, ordering_new(arena, most), NULL, {0}};
	for (uint32_t c = 0; c < network->component_count; c++) {
		if (!network_is_loop(network, c))
			continue;
		struct loop *loop = loops[c] = prepare(&preparing, network, c, leaves);
		if (!loop)
			return c;
		numbers += extent_of(loop).slots + extent_of(loop).entries;
		effort += loop->effort;
		if (numbers > 4. * LOOP_MOST || effort > 4 * LOOP_MOST_WORK)
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
		if (cut[i] != 0)
			return true;
	return false;
}

/* A cut changes the equation of its rank, and those into which that is put: most
 * of a large loop stays as it is. */
static bool is_changed(const struct loop *loop, const struct loop_work *work, uint8_t cut, uint32_t i)
{
	const struct pattern *earlier = &loop->order.earlier;
	if (cut != 0)
		return true;
	for (uint32_t e = earlier->first[i]; e < earlier->first[i + 1]; e++)
		if (work->own[earlier->at[e]])
			return true;
	return false;
}

static void go_on(const struct loop *loop, const struct loop_work *work, uint32_t i, lanes *visits)
{
	const struct pattern *later = &loop->order.later;
	const uint32_t *place = loop->order.place;
	uint32_t from = later->first[i], end = later->first[i + 1];
	lanes coming = visits[place[i]];
	if (work->own[i])
		for (uint32_t s = from; s < end; s++)
			visits[place[later->at[s]]] += coming * work->onward[s];
	else
		for (uint32_t s = from; s < end; s++)
			visits[place[later->at[s]]] += coming * loop->onward[s];
}

static void come_back(const struct loop *loop, const struct loop_work *work, uint32_t i, lanes *visits)
{
	const struct pattern *earlier = &loop->order.earlier;
	const uint32_t *place = loop->order.place;
	uint32_t from = earlier->first[i], end = earlier->first[i + 1];
	lanes there = visits[place[i]] * (work->own[i] ? work->leaving[i] : loop->leaving[i] - (lanes){0});
	visits[place[i]] = there;
	if (work->own[i])
		for (uint32_t e = from; e < end; e++)
			visits[place[earlier->at[e]]] += there * work->back[e];
	else
		for (uint32_t e = from; e < end; e++)
			visits[place[earlier->at[e]]] += there * loop->back[e];
}

double loop_solve(const struct loop *loop, struct loop_work *work, const uint8_t *cut, lanes *visits)
{
	bool cuts = any_cut(loop, cut);
	for (uint32_t i = 0; i < loop->count; i++) {
		uint8_t here = cuts ? cut[loop->order.place[i]] : 0;
		work->own[i] = cuts && is_changed(loop, work, here, i);
		if (work->own[i])
			factor_row(loop, work, here, i);
		go_on(loop, work, i, visits);
	}
	for (uint32_t i = loop->count; i-- > 0;)
		come_back(loop, work, i, visits);
	struct extent extent = extent_of(loop);
	return cuts ? loop->effort : extent.places + extent.slots + extent.entries;
}

/* ---- Visits from a place to itself ---------------------------------------- */

/* Entries of the inverse on the pattern turned round, last rank first
 * (Takahashi, Fagan and Chin 1973; for arcs of one direction Erisman and Tinney
 * 1975): from k one goes on to a later rank m, from there to a later rank x, and
 * from x back to k. */
struct inverse {
	const struct loop *loop;
	double *itself;         /* of a rank */
	double *home;           /* of a slot: visits to the earlier rank from the later */
	double *outward;        /* of an entry: visits to the later rank from the earlier */
	uint32_t *first_return; /* of a rank k: the entries of later ranks that lead back to it */
	uint32_t *from, *entry; /* … the later rank and the entry */
};

static uint32_t find_in(struct pattern pattern, uint32_t number, uint32_t wanted)
{
	uint32_t low = pattern.first[number], high = pattern.first[number + 1];
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (pattern.at[middle] <= wanted)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Visits to x from m, where x led back to a rank that leads to m: so the two
 * are in the pattern. */
static double visits_between(const struct inverse *inverse, uint32_t m, uint32_t x)
{
	const struct order *order = &inverse->loop->order;
	if (m == x)
		return inverse->itself[m];
	return m > x ? inverse->home[find_in(order->later, x, m)] : inverse->outward[find_in(order->earlier, x, m)];
}

static void invert_rank(struct inverse *inverse, uint32_t k)
{
	const struct loop *loop = inverse->loop;
	const struct pattern *later = &loop->order.later;
	double leaving = loop->leaving[k];
	inverse->itself[k] = leaving;
	for (uint32_t s = later->first[k]; s < later->first[k + 1]; s++) {
		for (uint32_t r = inverse->first_return[k]; r < inverse->first_return[k + 1]; r++) {
			uint32_t e = inverse->entry[r];
			double between = visits_between(inverse, later->at[s], inverse->from[r]);
			inverse->outward[e] += loop->onward[s] * between;
			inverse->home[s] += between * loop->back[e] * leaving;
		}
		inverse->itself[k] += loop->onward[s] * inverse->home[s];
	}
}

/* The entries by the earlier rank. */
static void find_returns(struct arena *arena, struct inverse *inverse)
{
	const struct loop *loop = inverse->loop;
	const struct pattern *earlier = &loop->order.earlier;
	struct pattern turned = pattern_turned(arena, loop->count, *earlier);
	uint32_t *next = ARENA_ARRAY(arena, uint32_t, loop->count + 1);
	inverse->first_return = turned.first;
	inverse->from = turned.at;
	inverse->entry = ARENA_ARRAY(arena, uint32_t, turned.first[loop->count]);
	memcpy(next, turned.first, (loop->count + 1) * sizeof *next);
	for (uint32_t e = 0; e < turned.first[loop->count]; e++)
		inverse->entry[next[earlier->at[e]]++] = e;
}

void loop_returns(struct arena *arena, const struct loop *loop, double *returns)
{
	struct extent extent = extent_of(loop);
	struct inverse inverse = {.loop = loop};
	inverse.itself = ARENA_ARRAY(arena, double, extent.places);
	inverse.home = ARENA_ARRAY(arena, double, extent.slots);
	inverse.outward = ARENA_ARRAY(arena, double, extent.entries);
	find_returns(arena, &inverse);
	for (uint32_t k = loop->count; k-- > 0;) {
		invert_rank(&inverse, k);
		returns[loop->order.place[k]] = inverse.itself[k];
	}
}
