#include "analyse/crowd.h"

#include <stdlib.h>
#include <string.h>

enum {
	ROOM_FOR_ALL = 1 << 20,
	FIRST_MOST = 1 << 14, /* of a list that grows */
};

void crowd_free(struct crowd *crowd)
{
	if (!crowd)
		return;
	free(crowd->standing);
	free(crowd->taken);
	free(crowd->nests);
	free(crowd->counts);
	free(crowd->counted);
	free(crowd->gain_sums);
	free(crowd->started);
	free(crowd->running);
	free(crowd->runs);
	free(crowd->gains.at);
	free(crowd->ticks.at);
	free(crowd->ordered.at);
	free(crowd);
}

/* So many that what they leave behind on the way stays small: visits, counts of
 * visits, bytes. */
static uint32_t room_for(const struct route *route)
{
	double blocks = (double)sizeof(struct nest) / CROWD_MOST * (route->depth + 1);
	double runs = (double)sizeof(struct run) * route->pathway->clock_count;
	double room = ROOM_FOR_ALL / fmax(fmax(route->visits + 1, route->loop_most), fmax(blocks, runs));
	return room > CROWD_MOST ? CROWD_MOST : room < 1 ? 1 : (uint32_t)room;
}

static void fill_tables(struct crowd *crowd)
{
	for (uint32_t byte = 0; byte < 256; byte++)
		for (uint32_t bit = 0; bit < 8; bit++)
			if (byte >> bit & 1)
				crowd->octets[byte].members[crowd->octets[byte].count++] = (uint16_t)bit;
	for (uint32_t i = 0; i < CROWD_MOST; i++)
		crowd->once[i] = 1;
}

struct crowd *crowd_new(const struct route *route, double *lead_times)
{
	struct crowd *crowd = calloc(1, sizeof *crowd);
	if (!crowd)
		return NULL;
	size_t clocks = route->pathway->clock_count, room = room_for(route), words = (room + 63) / 64;
	crowd->route = *route;
	crowd->lead_times = lead_times;
	crowd->room = (uint32_t)room;
	crowd->words = (uint32_t)words;
	crowd->standing = calloc((size_t)route->stage_count * words + 1, sizeof *crowd->standing);
	crowd->taken = calloc(route->stage_count / 64 + 1, sizeof *crowd->taken);
	crowd->nests = malloc((route->depth + 1u) * sizeof *crowd->nests);
	crowd->counts = malloc((route->loop_most * room + 1) * sizeof *crowd->counts);
	crowd->counted = calloc(route->loop_most + 1u, sizeof *crowd->counted);
	crowd->gain_sums = calloc(route->gain_count + 1u, sizeof *crowd->gain_sums);
	crowd->started = malloc((clocks * words + 1) * sizeof *crowd->started);
	crowd->running = malloc((clocks * words + 1) * sizeof *crowd->running);
	crowd->runs = malloc((clocks * room + 1) * sizeof *crowd->runs);
	fill_tables(crowd);
	bool whole = crowd->standing && crowd->taken && crowd->nests && crowd->counts && crowd->counted &&
		     crowd->gain_sums && crowd->started && crowd->running && crowd->runs;
	if (whole)
		return crowd;
	crowd_free(crowd);
	return NULL;
}

bool crowd_make_room(struct part *part, void **at, uint32_t *room, size_t size)
{
	/* One for each is what a clock needs. */
	uint32_t people = part->end_person - part->first_person, first = people < FIRST_MOST ? people : FIRST_MOST;
	uint32_t wanted = *room ? 2 * *room : first;
	void *grown = realloc(*at, wanted * size);
	if (!grown) {
		part->no_memory = true;
		return false;
	}
	*at = grown;
	*room = wanted;
	return true;
}

/* ---- Where they stand ------------------------------------------------------------------ */

static void mark_taken(struct crowd *crowd, uint32_t stage)
{
	crowd->taken[stage / 64] |= UINT64_C(1) << stage % 64;
	if (stage < crowd->next)
		crowd->next = stage;
}

void stand_at(struct crowd *crowd, const struct party *party, uint32_t stage)
{
	uint64_t *standing = &crowd->standing[(size_t)stage * crowd->words];
	mark_taken(crowd, stage);
	if (party->count == crowd->set_count) {
		for (uint32_t w = 0; w < crowd->words; w++)
			standing[w] |= crowd->set[w];
		return;
	}
	for (uint32_t i = 0; i < party->count;) {
		uint32_t word = party->who[i] / 64;
		uint64_t bits = 0;
		for (; i < party->count && party->who[i] / 64 == word; i++)
			bits |= UINT64_C(1) << party->who[i] % 64;
		standing[word] |= bits;
	}
}

/* The members of each byte are written to the list eight at a time, as if it
 * were full; what is not a member is written over. */
static uint32_t list_members(const struct crowd *crowd, uint64_t bits, uint32_t first, uint16_t *list)
{
	uint32_t count = 0;
	for (uint32_t byte = 0; byte < 8; byte++, bits >>= 8) {
		struct octet octet = crowd->octets[bits & 0xff];
		for (uint32_t i = 0; i < 8; i++)
			octet.members[i] = (uint16_t)(octet.members[i] + first + 8 * byte);
		memcpy(&list[count], octet.members, sizeof octet.members);
		count += octet.count;
	}
	return count;
}

/* Of a set of one at most. */
static uint32_t list_one(uint64_t bits, uint32_t first, uint16_t *list)
{
	if (bits == 0)
		return 0;
	*list = (uint16_t)(first + (uint32_t)__builtin_ctzll(bits));
	return 1;
}

/* Those who stand here are here. */
static void gather_party(struct crowd *crowd, uint32_t at)
{
	uint64_t *standing = &crowd->standing[(size_t)at * crowd->words];
	uint32_t count = 0;
	for (uint32_t w = 0; w < crowd->words; w++) {
		crowd->set[w] = standing[w];
		if ((standing[w] & (standing[w] - 1)) == 0)
			count += list_one(standing[w], 64 * w, &crowd->here.who[count]);
		else
			count += list_members(crowd, standing[w], 64 * w, &crowd->here.who[count]);
		standing[w] = 0;
	}
	crowd->here.count = crowd->set_count = count;
	crowd->taken[at / 64] &= ~(UINT64_C(1) << at % 64);
}

/* The first stage from this one on at which someone stands, or NONE. */
static uint32_t first_taken(const struct crowd *crowd, uint32_t from)
{
	uint32_t word = from / 64, words = crowd->route.stage_count / 64 + 1;
	uint64_t bits = crowd->taken[word] & UINT64_MAX << from % 64;
	while (bits == 0 && ++word < words)
		bits = crowd->taken[word];
	return bits == 0 ? NONE : 64 * word + (uint32_t)__builtin_ctzll(bits);
}

/* ---- Through the stages ----------------------------------------------------------------- */

/* How often each has come to this stage of a loop. */
static const uint32_t *count_visits(struct crowd *crowd, uint32_t at)
{
	uint32_t first = crowd->route.loop_first[at];
	uint32_t *counts = &crowd->counts[(size_t)(at - first) * crowd->room];
	if (crowd->loop_first != first)
		crowd->loop++;
	crowd->loop_first = first;
	if (crowd->counted[at - first] != crowd->loop)
		memset(counts, 0, crowd->room * sizeof *counts);
	crowd->counted[at - first] = crowd->loop;
	for (uint32_t i = 0; i < crowd->here.count; i++)
		counts[crowd->here.who[i]]++;
	return counts;
}

/* Always at the first stage where someone stands: so those who were sent back
 * catch up with the others. The stages are in such an order that nobody is sent
 * back but within a loop. */
static void walk_through(struct crowd *crowd)
{
	for (uint32_t at; (at = first_taken(crowd, crowd->next)) != NONE;) {
		crowd->next = at + 1;
		gather_party(crowd, at);
		crowd->visits = crowd->route.stages[at].once ? crowd->once : count_visits(crowd, at);
		go_on(crowd, at);
	}
}

/* ---- The crowd -------------------------------------------------------------------------- */

/* As many comparisons for everybody, and nothing to guess. */
static uint32_t first_stage(const struct crowd *crowd, double chance)
{
	const struct first_stage *start = crowd->route.starts;
	for (uint32_t left = crowd->route.pathway->start_count, half; left > 1; left -= half) {
		half = left / 2;
		start += half * (chance >= start[half - 1].until);
	}
	return start->stage;
}

static void stand_at_starts(struct crowd *crowd, uint32_t count)
{
	bool several = crowd->route.pathway->start_count > 1;
	uint64_t place = draw_place("", "", "");
	for (uint32_t i = 0; i < count; i++) {
		uint32_t stage = crowd->route.starts[0].stage;
		if (several) {
			struct draw draw = draw_at(crowd->route.seed, crowd->first_person + i, place, 0);
			stage = first_stage(crowd, draw_choice(&draw));
		}
		crowd->standing[(size_t)stage * crowd->words + i / 64] |= UINT64_C(1) << i % 64;
		mark_taken(crowd, stage);
	}
}

static void gather(struct crowd *crowd, uint32_t first_person, uint32_t count)
{
	crowd->first_person = first_person;
	crowd->gains.count = crowd->ticks.count = 0;
	crowd->free_gain = crowd->loop_first = NONE;
	for (uint32_t i = 0; i < count; i++) {
		crowd->now[i] = 0;
		crowd->episode[i] = 0;
		crowd->notes[i] = (struct notes){.last = NONE};
	}
	clocks_reset(crowd);
	stand_at_starts(crowd, count);
}

void crowd_walk(struct crowd *crowd, struct part *part)
{
	crowd->part = part;
	memset(crowd->spent, 0, sizeof crowd->spent);
	for (uint32_t first = part->first_person; first < part->end_person && !part->no_memory; first += crowd->room) {
		uint32_t left = part->end_person - first;
		gather(crowd, first, left < crowd->room ? left : crowd->room);
		walk_through(crowd);
	}
	memcpy(part->spent, crowd->spent, sizeof part->spent);
}
