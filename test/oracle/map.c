#include "map.h"

#include <stdlib.h>

uint32_t map_then(const struct pathway *pathway, uint32_t block)
{
	return pathway->arrows[pathway->blocks[block].then_arrow].to;
}

bool map_episode(const struct arrow *arrow)
{
	return duration_given(&arrow->after);
}

enum passed map_passed(const struct arrow *arrow)
{
	switch (arrow->via) {
	case VIA_NOT_SAID:
		return PASSED_NOT_SAID;
	case VIA_NOTHING:
	case VIA_THE_PERSON:
		return PASSED_BADLY;
	case VIA_LETTER:
	case VIA_FAX:
		return arrow->sends.count ? PASSED_WELL : PASSED_BADLY;
	default:
		return PASSED_WELL;
	}
}

static enum side side_of(const struct pathway *pathway, uint32_t team)
{
	return pathway->organisations[pathway->teams[team].organisation].side;
}

static bool of_person(const struct pathway *pathway, uint32_t team)
{
	return side_of(pathway, team) == SIDE_PERSON;
}

static void spot_add_holder(const struct pathway *pathway, struct spot *spot, uint32_t team)
{
	if (of_person(pathway, team) || spot->holder_count == MAP_HOLDERS_MOST)
		return;
	spot->holder_list[spot->holder_count++] = team;
	spot->holders |= set_of(team);
}

static void spot_add_doer(const struct pathway *pathway, struct spot *spot, uint32_t team)
{
	if (of_person(pathway, team))
		return;
	spot->teams |= set_of(team);
	spot->organisations |= set_of(pathway->teams[team].organisation);
}

static set set_of_list(struct indexes list)
{
	set members = 0;
	for (uint32_t i = 0; i < list.count; i++)
		members |= set_of(list.at[i]);
	return members;
}

static struct things things_of(const struct pathway *pathway, struct indexes words, struct indexes again)
{
	struct things things = {.all = set_of_list(words)};
	things.first = things.all & ~set_of_list(again);
	things.flagged = things.first;
	for (uint32_t word = 0; word < pathway->word_count; word++)
		if (pathway->words[word].routine)
			things.flagged &= ~set_of(word);
	return things;
}

static struct spot spot_of(const struct pathway *pathway, const struct step *step)
{
	struct spot spot = {.staff = !of_person(pathway, step->team), .loop = NONE};
	spot_add_doer(pathway, &spot, step->team);
	for (uint32_t i = 0; i < step->with.count; i++)
		spot_add_doer(pathway, &spot, step->with.at[i]);
	spot.doers = spot.teams ? spot.teams : set_of(step->team) | set_of_list(step->with);
	if (step->responsible != NONE) {
		spot_add_holder(pathway, &spot, step->responsible);
	} else {
		spot_add_holder(pathway, &spot, step->team);
		for (uint32_t i = 0; i < step->with.count; i++)
			spot_add_holder(pathway, &spot, step->with.at[i]);
	}
	spot.things[ASKED] = things_of(pathway, step->asks, step->again);
	spot.things[DONE] = things_of(pathway, step->does, step->again);
	return spot;
}

/* How near two teams are; the rules of hand-offs, farthest first, are in this order. */
static enum rule level_of(const struct pathway *pathway, uint32_t one, uint32_t other)
{
	if (pathway->teams[one].organisation == pathway->teams[other].organisation)
		return RULE_HANDOFF_WITHIN;
	return side_of(pathway, one) == side_of(pathway, other) ? RULE_HANDOFF_BETWEEN : RULE_HANDOFF_ACROSS;
}

static bool share_record(const struct pathway *pathway, uint32_t one, uint32_t other)
{
	return set_of_list(pathway->teams[one].records) & set_of_list(pathway->teams[other].records);
}

static void pair_look_at(const struct pathway *pathway, struct pair *pair, uint32_t one, uint32_t other)
{
	enum rule level = level_of(pathway, one, other);
	pair->shared_record |= share_record(pathway, one, other);
	if (pair->teams[0] != NONE && level <= pair->level)
		return;
	pair->level = level;
	pair->teams[0] = one;
	pair->teams[1] = other;
	pair->organisations[0] = pathway->teams[one].organisation;
	pair->organisations[1] = pathway->teams[other].organisation;
}

static struct pair pair_of(const struct pathway *pathway, const struct spot *from, const struct spot *to)
{
	struct pair pair = {.teams = {NONE, NONE}, .organisations = {NONE, NONE}};
	for (uint32_t i = 0; i < from->holder_count; i++)
		for (uint32_t j = 0; j < to->holder_count; j++)
			pair_look_at(pathway, &pair, from->holder_list[i], to->holder_list[j]);
	pair.handoff = from->holders && to->holders && !(from->holders & to->holders);
	return pair;
}

/* The places of the walk and which leads to which: the steps, and for each
 * block one place more than it has branches. */
struct places {
	const struct pathway *pathway;
	uint32_t count, first_of_block[MAP_MOST];
	bool *leads; /* from × count + to */
};

static void places_link(struct places *places, uint32_t from, uint32_t to)
{
	places->leads[from * places->count + to] = true;
}

static bool places_linked(const struct places *places, uint32_t from, uint32_t to)
{
	return places->leads[from * places->count + to];
}

static void places_link_block(struct places *places, const struct block *block)
{
	const struct pathway *pathway = places->pathway;
	uint32_t first = places->first_of_block[pathway->steps[block->holder].block];
	places_link(places, block->holder, first);
	for (uint32_t i = 0; i < block->branch_count; i++) {
		const struct arrow *arrow = &pathway->arrows[pathway->branches[block->first_branch + i].arrow];
		if (arrow->share > 0)
			places_link(places, first + i, arrow->to);
		if (arrow->share < 1)
			places_link(places, first + i, first + i + 1);
	}
	places_link(places, first + block->branch_count, pathway->arrows[block->then_arrow].to);
}

/* Where a branch goes when it ends: behind itself. NONE outside of branches. */
static uint32_t place_after_branch(const struct places *places, const struct step *step)
{
	if (step->branch == NONE)
		return NONE;
	uint32_t block = places->pathway->branches[step->branch].block;
	return places->first_of_block[block] + step->branch - places->pathway->blocks[block].first_branch + 1;
}

static void places_link_step(struct places *places, uint32_t number)
{
	const struct pathway *pathway = places->pathway;
	const struct step *step = &pathway->steps[number];
	uint32_t behind = place_after_branch(places, step);
	if (behind != NONE && (step->next == NEXT_NONE || (step->next == NEXT_WAYS && step->rest > 0)))
		places_link(places, number, behind);
	for (uint32_t i = 0; step->next == NEXT_WAYS && i < step->arrow_count; i++) {
		const struct arrow *arrow = &pathway->arrows[step->first_arrow + i];
		bool ends = behind != NONE && arrow->to == map_then(pathway, pathway->branches[step->branch].block);
		if (arrow->share > 0 && arrow->to != NONE && !map_episode(arrow))
			places_link(places, number, ends ? behind : arrow->to);
	}
}

static void places_close(struct places *places)
{
	for (uint32_t by = 0; by < places->count; by++)
		for (uint32_t from = 0; from < places->count; from++)
			for (uint32_t to = 0; to < places->count; to++)
				if (places_linked(places, from, by) && places_linked(places, by, to))
					places_link(places, from, to);
}

static struct places places_of(const struct pathway *pathway)
{
	struct places places = {.pathway = pathway, .count = pathway->step_count};
	for (uint32_t i = 0; i < pathway->block_count; i++) {
		places.first_of_block[i] = places.count;
		places.count += pathway->blocks[i].branch_count + 1;
	}
	places.leads = calloc((size_t)places.count * places.count, sizeof *places.leads);
	if (!places.leads)
		abort();
	for (uint32_t i = 0; i < pathway->block_count; i++)
		places_link_block(&places, &pathway->blocks[i]);
	for (uint32_t i = 0; i < pathway->step_count; i++)
		places_link_step(&places, i);
	return places;
}

/* An arrow that goes back: the one into a branch's end is none, as the way on
 * from there is the block's. */
static bool goes_back(const struct pathway *pathway, const struct arrow *arrow)
{
	const struct step *from = &pathway->steps[arrow->from];
	bool ends = arrow->role == ARROW_WAY && from->branch != NONE &&
		    arrow->to == map_then(pathway, pathway->branches[from->branch].block);
	return arrow->to != NONE && arrow->to <= arrow->from && !duration_given(&arrow->planned) && arrow->share > 0 &&
	       !map_episode(arrow) && !ends;
}

static void map_find_loops(struct map *map, const struct places *places)
{
	const struct pathway *pathway = map->pathway;
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct arrow *arrow = &pathway->arrows[i];
		if (!goes_back(pathway, arrow) || !places_linked(places, arrow->to, arrow->from))
			continue;
		map->goes_round[i] = true;
		if (map->spots[arrow->to].loop != NONE || map->loop_count == MAP_LOOPS_MOST)
			continue;
		for (uint32_t step = 0; step < pathway->step_count; step++)
			if (step == arrow->to ||
			    (places_linked(places, arrow->to, step) && places_linked(places, step, arrow->to)))
				map->spots[step].loop = map->loop_count;
		map->loop_count++;
	}
}

/* Also over episode arrows, which the loops leave out. */
static void map_find_reachable(struct map *map, struct places *places)
{
	const struct pathway *pathway = map->pathway;
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		if (map_episode(&pathway->arrows[i]) && pathway->arrows[i].share > 0)
			places_link(places, pathway->arrows[i].from, pathway->arrows[i].to);
	places_close(places);
	for (uint32_t i = 0; i < pathway->start_count; i++) {
		if (!(pathway->starts[i].share > 0))
			continue;
		map->reachable[pathway->starts[i].step] = true;
		for (uint32_t step = 0; step < pathway->step_count; step++)
			map->reachable[step] |= places_linked(places, pathway->starts[i].step, step);
	}
	for (uint32_t i = 0; i < pathway->block_count; i++)
		map->any_block |= map->reachable[pathway->blocks[i].holder];
}

static bool too_many(const struct pathway *pathway)
{
	return pathway->step_count > MAP_MOST || pathway->team_count > MAP_MOST ||
	       pathway->organisation_count > MAP_MOST || pathway->word_count > MAP_MOST ||
	       pathway->block_count > MAP_MOST;
}

struct map *map_new(const struct pathway *pathway)
{
	struct map *map = calloc(1, sizeof *map);
	if (!map || too_many(pathway)) {
		free(map);
		return NULL;
	}
	map->pathway = pathway;
	map->goes_round = calloc(pathway->arrow_count + 1, sizeof *map->goes_round);
	map->reachable = calloc(pathway->step_count, sizeof *map->reachable);
	if (!map->goes_round || !map->reachable)
		abort();
	for (uint32_t i = 0; i < pathway->step_count; i++)
		map->spots[i] = spot_of(pathway, &pathway->steps[i]);
	for (uint32_t i = 0; i < pathway->step_count; i++)
		for (uint32_t j = 0; j < pathway->step_count; j++)
			map->pairs[i][j] = pair_of(pathway, &map->spots[i], &map->spots[j]);
	struct places places = places_of(pathway);
	places_close(&places);
	map_find_loops(map, &places);
	map_find_reachable(map, &places);
	free(places.leads);
	return map;
}

void map_free(struct map *map)
{
	if (!map)
		return;
	free(map->goes_round);
	free(map->reachable);
	free(map);
}
