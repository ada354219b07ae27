#include "ui/place.h"

#include <stdlib.h>
#include <string.h>

void place_forget(struct place *place)
{
	free(place->steps);
	free(place->journey);
	free(place->looking);
	*place = (struct place){0};
}

static bool is_direct(const struct walked_journey *walked, uint32_t stop, const struct pathway *pathway)
{
	uint32_t arrow = walked->stops[stop].arrow;
	return stop > 0 && arrow != NONE && pathway->arrows[arrow].from == walked->stops[stop - 1].step;
}

static const char *id_at(const struct walked_journey *walked, uint32_t stop, const struct pathway *pathway)
{
	return pathway->steps[walked->stops[stop].step].id;
}

/* The steps, and behind them the texts of their ids, in one piece of memory. */
static struct placed_step *new_steps(const struct walked_journey *walked, const struct pathway *pathway)
{
	size_t size = (walked->stop_count + 1u) * sizeof(struct placed_step);
	for (uint32_t i = 0; i < walked->stop_count; i++)
		size += strlen(id_at(walked, i, pathway)) + 1;
	return malloc(size);
}

static bool keep_steps(struct place *place, const struct walked_journey *walked, const struct pathway *pathway)
{
	place->steps = new_steps(walked, pathway);
	if (!place->steps)
		return false;
	place->count = walked->stop_count;
	char *text = (char *)(place->steps + place->count);
	for (uint32_t i = 0; i < place->count; i++) {
		place->steps[i] = (struct placed_step){text, is_direct(walked, i, pathway)};
		text = stpcpy(text, id_at(walked, i, pathway)) + 1;
	}
	return true;
}

bool place_keep(struct place *place, const struct walking *walking, const struct pathway *pathway)
{
	const struct walked_journey *walked = walking ? walking->walked : NULL;
	*place = (struct place){0};
	bool away = walking && (walking->visiting || walking->looking != NONE);
	if (away && !(place->looking = strdup(pathway->steps[walking_step(walking)].id)))
		return false;
	if (!walked)
		return true;
	place->visiting = walking->visiting;
	place->stop = walking->visiting ? walking->left_at : walking->stop;
	place->by_hand = walking->by_hand;
	place->likeliest = walking->likeliest;
	if (!keep_steps(place, walked, pathway))
		return false;
	if (walked->journey != NONE)
		return (place->journey = strdup(pathway->journeys[walked->journey].id)) != NULL;
	return true;
}

/* ------------------------------------------------------------ found again */

static bool leads_to(const struct pathway *pathway, uint32_t from, uint32_t to)
{
	const struct step *step = &pathway->steps[from];
	for (uint32_t i = step->first_arrow; step->next != NEXT_NONE && i < step_arrows_end(step); i++)
		if (pathway->arrows[i].to == to)
			return true;
	return false;
}

/* The step between two that followed one another and do so no more; NONE. */
static uint32_t step_between(const struct pathway *pathway, uint32_t from, uint32_t to)
{
	const struct step *step = &pathway->steps[from];
	if (leads_to(pathway, from, to))
		return NONE;
	for (uint32_t i = step->first_arrow; step->next != NEXT_NONE && i < step_arrows_end(step); i++) {
		uint32_t between = pathway->arrows[i].to;
		if (between != NONE && leads_to(pathway, between, to))
			return between;
	}
	return NONE;
}

/* The steps of the walk as the map has them now; gives how many. */
static uint32_t find_steps(const struct place *place, const struct pathway *pathway, uint32_t *steps)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < place->count; i++) {
		uint32_t step = pathway_find_step(pathway, place->steps[i].id);
		if (step == NONE)
			continue;
		uint32_t between =
		    count > 0 && place->steps[i].direct ? step_between(pathway, steps[count - 1], step) : NONE;
		if (between != NONE)
			steps[count++] = between;
		steps[count++] = step;
	}
	return count;
}

/* How often the walk had come to the step where it stands. */
static uint32_t times_there(const struct place *place)
{
	uint32_t times = 0;
	for (uint32_t i = 0; i <= place->stop; i++)
		times += strcmp(place->steps[i].id, place->steps[place->stop].id) == 0;
	return times;
}

/* The stop at which the walk stands; where its step is gone, what came in its place. */
static uint32_t find_stop(const struct place *place, const struct walking *walking, const struct pathway *pathway)
{
	const struct walked_journey *walked = walking->walked;
	if (place->stop >= place->count)
		return walked->stop_count;
	uint32_t times = times_there(place);
	for (uint32_t i = 0; i < walked->stop_count; i++)
		if (strcmp(pathway->steps[walked->stops[i].step].id, place->steps[place->stop].id) == 0 && --times == 0)
			return i;
	return place->stop;
}

void place_find(const struct place *place, struct walking *walking, const struct pathway *pathway)
{
	uint32_t journey = place->journey ? pathway_find_journey(pathway, place->journey) : NONE;
	uint32_t *steps = ARENA_ARRAY(walking->arena, uint32_t, 2 * place->count);
	uint32_t count = find_steps(place, pathway, steps);
	uint32_t looking = place->looking ? pathway_find_step(pathway, place->looking) : NONE;
	if (place->by_hand)
		walking_follow(walking, steps, count);
	else if (journey != NONE)
		walking_journey(walking, journey);
	else if (count > 0 && !place->likeliest)
		walking_route(walking, steps, count);
	else
		walking_likeliest(walking);
	uint32_t stop = place->by_hand ? 0 : find_stop(place, walking, pathway);
	for (uint32_t i = 0; i < stop && walking_on(walking); i++)
		continue;
	if (looking != NONE && place->visiting)
		walking_visit(walking, looking);
	else if (looking != NONE)
		walking_look(walking, looking);
}
