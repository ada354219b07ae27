#include "analyse/order.h"

#include "carepath/words.h"

#include <math.h>
#include <string.h>

/* Different places, in any order. */
struct neighbours {
	uint32_t *at;
	uint32_t count, room;
};

struct ordering {
	struct arena *arena;
	uint32_t count;
	struct neighbours *before, *after; /* of a place: who leads to it, where it leads, of those not taken out */
	bool *dense;                       /* comes last and has no lists, but is in those of others */
	uint32_t *seen, round;             /* of a place: the last round in which it was seen */
	uint32_t *key;                     /* of a place: how many pairs it joins; NONE where it is in no bucket */
	uint32_t *bucket;                  /* of a key: the first place with it, linked to the others */
	uint32_t *next, *previous;
	uint32_t lowest, most; /* keys: none below; all from the highest on share one bucket */
};

/* ---- Buckets ------------------------------------------------------------------------ */

static uint32_t key_of(const struct ordering *ordering, uint32_t place)
{
	uint64_t joins = (uint64_t)ordering->before[place].count * ordering->after[place].count;
	return joins < ordering->most ? (uint32_t)joins : ordering->most;
}

static void link_place(struct ordering *ordering, uint32_t place)
{
	if (ordering->key[place] != NONE)
		return;
	uint32_t key = ordering->key[place] = key_of(ordering, place), first = ordering->bucket[key];
	ordering->previous[place] = NONE;
	ordering->next[place] = first;
	if (first != NONE)
		ordering->previous[first] = place;
	ordering->bucket[key] = place;
	if (key < ordering->lowest)
		ordering->lowest = key;
}

static void unlink_place(struct ordering *ordering, uint32_t place)
{
	uint32_t next = ordering->next[place], previous = ordering->previous[place];
	if (ordering->key[place] == NONE)
		return;
	if (previous != NONE)
		ordering->next[previous] = next;
	else
		ordering->bucket[ordering->key[place]] = next;
	if (next != NONE)
		ordering->previous[next] = previous;
	ordering->key[place] = NONE;
}

static uint32_t take_lowest(struct ordering *ordering)
{
	while (ordering->bucket[ordering->lowest] == NONE)
		ordering->lowest++;
	uint32_t place = ordering->bucket[ordering->lowest];
	unlink_place(ordering, place);
	return place;
}

/* ---- Neighbours --------------------------------------------------------------------- */

static bool is_new(struct ordering *ordering, uint32_t place)
{
	if (ordering->seen[place] == ordering->round)
		return false;
	ordering->seen[place] = ordering->round;
	return true;
}

/* The different ones of `at`, as a list of its own. */
static struct neighbours copy_different(struct ordering *ordering, const uint32_t *at, uint32_t count)
{
	struct neighbours list = {ARENA_ARRAY(ordering->arena, uint32_t, count), 0, count};
	ordering->round++;
	for (uint32_t i = 0; i < count; i++)
		if (is_new(ordering, at[i]))
			list.at[list.count++] = at[i];
	return list;
}

/* Puts the neighbours of `gone` in its place in the list of `place`. */
static void join(struct ordering *ordering, struct neighbours *list, const struct neighbours *others, uint32_t place,
		 uint32_t gone)
{
	uint32_t kept = 0, most = list->count + others->count;
	if (most > list->room) {
		list->at = arena_grow(ordering->arena, list->at, list->room * sizeof *list->at,
				      2 * (size_t)most * sizeof *list->at);
		list->room = 2 * most;
	}
	ordering->round++;
	is_new(ordering, place);
	is_new(ordering, gone);
	for (uint32_t i = 0; i < list->count; i++)
		if (is_new(ordering, list->at[i]))
			list->at[kept++] = list->at[i];
	for (uint32_t i = 0; i < others->count; i++)
		if (is_new(ordering, others->at[i]))
			list->at[kept++] = others->at[i];
	list->count = kept;
}

static void take_out(struct ordering *ordering, uint32_t gone)
{
	const struct neighbours *before = &ordering->before[gone], *after = &ordering->after[gone];
	for (uint32_t i = 0; i < before->count; i++)
		if (!ordering->dense[before->at[i]]) {
			unlink_place(ordering, before->at[i]);
			join(ordering, &ordering->after[before->at[i]], after, before->at[i], gone);
		}
	for (uint32_t i = 0; i < after->count; i++)
		if (!ordering->dense[after->at[i]]) {
			unlink_place(ordering, after->at[i]);
			join(ordering, &ordering->before[after->at[i]], before, after->at[i], gone);
		}
	for (uint32_t i = 0; i < before->count; i++)
		if (!ordering->dense[before->at[i]])
			link_place(ordering, before->at[i]);
	for (uint32_t i = 0; i < after->count; i++)
		if (!ordering->dense[after->at[i]])
			link_place(ordering, after->at[i]);
}

/* ---- The order ---------------------------------------------------------------------- */

enum { KEYS_MOST = 1 << 14 };

struct ordering *ordering_new(struct arena *arena, uint32_t count)
{
	struct ordering *ordering = ARENA_NEW(arena, struct ordering);
	ordering->arena = arena;
	ordering->before = ARENA_ARRAY(arena, struct neighbours, count);
	ordering->after = ARENA_ARRAY(arena, struct neighbours, count);
	ordering->dense = ARENA_ARRAY(arena, bool, count);
	ordering->seen = ARENA_ARRAY(arena, uint32_t, count);
	ordering->key = ARENA_ARRAY(arena, uint32_t, count);
	ordering->next = ARENA_ARRAY(arena, uint32_t, count);
	ordering->previous = ARENA_ARRAY(arena, uint32_t, count);
	ordering->most = (uint64_t)count * count < KEYS_MOST ? count * count : KEYS_MOST;
	ordering->bucket = ARENA_ARRAY(arena, uint32_t, ordering->most + 1);
	for (uint32_t i = 0; i <= ordering->most; i++)
		ordering->bucket[i] = NONE;
	return ordering;
}

/* Lists of very many would be gone through again and again. */
static void find_neighbours(struct ordering *ordering, struct pattern arcs)
{
	struct pattern turned = pattern_turned(ordering->arena, ordering->count, arcs);
	double most = fmax(16, 10 * sqrt(ordering->count));
	for (uint32_t p = 0; p < ordering->count; p++) {
		uint32_t after = arcs.first[p + 1] - arcs.first[p], before = turned.first[p + 1] - turned.first[p];
		ordering->key[p] = NONE;
		ordering->dense[p] = (double)after + before > most;
		ordering->after[p] = ordering->before[p] = (struct neighbours){0};
		if (ordering->dense[p])
			continue;
		ordering->after[p] = copy_different(ordering, &arcs.at[arcs.first[p]], after);
		ordering->before[p] = copy_different(ordering, &turned.at[turned.first[p]], before);
	}
}

/* Fills place[] and returns how many of its last ones are dense; NONE when that
 * takes too much. Afterwards all buckets are empty. */
static uint32_t order_places(struct ordering *ordering, uint32_t *place)
{
	uint32_t ranked = 0, dense = 0;
	ordering->lowest = 0;
	for (uint32_t p = ordering->count; p-- > 0;)
		if (ordering->dense[p])
			place[ordering->count - ++dense] = p;
		else
			link_place(ordering, p);
	/* These are all joined with one another. */
	double numbers = (double)dense * dense, work = numbers * dense / 3;
	while (ranked + dense < ordering->count && numbers <= LOOP_MOST && work <= LOOP_MOST_WORK) {
		uint32_t lowest = place[ranked++] = take_lowest(ordering);
		double before = ordering->before[lowest].count, after = ordering->after[lowest].count;
		numbers += before + after;
		work += before * after;
		take_out(ordering, lowest);
	}
	return numbers <= LOOP_MOST && work <= LOOP_MOST_WORK ? dense : NONE;
}

/* ---- What belongs together ---------------------------------------------------------- */

/* Those that had the place as a neighbour when they were taken out, so that it
 * comes after them. */
static struct pattern find_needed(const struct ordering *ordering)
{
	struct arena *arena = ordering->arena;
	uint32_t count = ordering->count, entries = 0, next = 0;
	for (uint32_t p = 0; p < count; p++)
		entries += ordering->before[p].count + ordering->after[p].count;
	struct pattern later = {ARENA_ARRAY(arena, uint32_t, count + 1), ARENA_ARRAY(arena, uint32_t, entries)};
	for (uint32_t p = 0; p < count; p++) {
		for (uint32_t i = 0; i < ordering->before[p].count; i++)
			later.at[next++] = ordering->before[p].at[i];
		for (uint32_t i = 0; i < ordering->after[p].count; i++)
			later.at[next++] = ordering->after[p].at[i];
		later.first[p + 1] = next;
	}
	return pattern_turned(arena, count, later);
}

/* Each place straight after those that it needs, depth first. That joins the
 * same, but what is needed is still in the processor's cache. */
static void bring_together(const struct ordering *ordering, uint32_t *place, uint32_t count)
{
	struct arena *arena = ordering->arena;
	struct pattern needed = find_needed(ordering);
	uint32_t *next = ARENA_ARRAY(arena, uint32_t, ordering->count);
	uint32_t *path = ARENA_ARRAY(arena, uint32_t, count), *sorted = ARENA_ARRAY(arena, uint32_t, count);
	bool *entered = ARENA_ARRAY(arena, bool, ordering->count);
	uint32_t ranked = 0, depth = 0;
	memcpy(next, needed.first, ordering->count * sizeof *next);
	for (uint32_t rank = count; rank-- > 0;) {
		if (entered[place[rank]])
			continue;
		entered[place[rank]] = true;
		path[depth++] = place[rank];
		while (depth > 0) {
			uint32_t p = path[depth - 1];
			if (next[p] == needed.first[p + 1]) {
				sorted[ranked++] = p;
				depth--;
				continue;
			}
			uint32_t before = needed.at[next[p]++];
			if (!entered[before])
				path[depth++] = before;
			entered[before] = true;
		}
	}
	memcpy(place, sorted, count * sizeof *place);
}

/* ---- Patterns ----------------------------------------------------------------------- */

struct pattern pattern_turned(struct arena *arena, uint32_t count, struct pattern pattern)
{
	uint32_t entries = pattern.first[count];
	struct pattern turned = {ARENA_ARRAY(arena, uint32_t, count + 1), ARENA_ARRAY(arena, uint32_t, entries)};
	uint32_t *next = ARENA_ARRAY(arena, uint32_t, count + 1);
	for (uint32_t e = 0; e < entries; e++)
		turned.first[pattern.at[e] + 1]++;
	for (uint32_t i = 0; i < count; i++)
		turned.first[i + 1] += turned.first[i];
	memcpy(next, turned.first, (count + 1) * sizeof *next);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t e = pattern.first[i]; e < pattern.first[i + 1]; e++)
			turned.at[next[pattern.at[e]]++] = i;
	return turned;
}

/* The neighbours that each place had when its turn came, by rank; each dense
 * place has all those after it. */
static struct pattern by_rank(const struct ordering *ordering, const struct neighbours *of, const uint32_t *place,
			      uint32_t dense)
{
	uint32_t count = ordering->count, first_dense = count - dense, next = 0;
	uint32_t *rank = ARENA_ARRAY(ordering->arena, uint32_t, count), entries = dense * dense / 2;
	for (uint32_t k = 0; k < count; k++) {
		rank[place[k]] = k;
		entries += of[place[k]].count;
	}
	struct pattern pattern = {ARENA_ARRAY(ordering->arena, uint32_t, count + 1),
				  ARENA_ARRAY(ordering->arena, uint32_t, entries)};
	for (uint32_t k = 0; k < count; k++) {
		const struct neighbours *list = &of[place[k]];
		for (uint32_t i = 0; i < list->count; i++)
			pattern.at[next++] = rank[list->at[i]];
		for (uint32_t i = k + 1; k >= first_dense && i < count; i++)
			pattern.at[next++] = i;
		pattern.first[k + 1] = next;
	}
	return pattern;
}

bool order_find(struct ordering *ordering, uint32_t count, struct pattern arcs, struct order *order)
{
	struct arena *arena = ordering->arena;
	ordering->count = count;
	order->place = ARENA_ARRAY(arena, uint32_t, count);
	find_neighbours(ordering, arcs);
	uint32_t dense = order_places(ordering, order->place);
	if (dense == NONE)
		return false;
	bring_together(ordering, order->place, count - dense);
	struct pattern led_to_by = by_rank(ordering, ordering->before, order->place, dense);
	struct pattern leads_to = by_rank(ordering, ordering->after, order->place, dense);
	order->earlier = pattern_turned(arena, count, led_to_by);
	/* Twice turned it is in order. */
	order->later = pattern_turned(arena, count, pattern_turned(arena, count, leads_to));
	return true;
}
