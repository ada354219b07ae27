#include "ui/place.h"

#include <stdlib.h>
#include <string.h>

void place_forget(struct place *place)
{
	for (uint32_t i = 0; i < place->count; i++)
		free(place->steps[i]);
	free(place->steps);
	free(place->journey);
	*place = (struct place){0};
}

bool place_keep(struct place *place, const struct walking *walking, const struct pathway *pathway)
{
	const struct walked_journey *walked = walking ? walking->walked : NULL;
	*place = (struct place){0};
	if (!walked)
		return true;
	place->steps = calloc(walked->stop_count + 1u, sizeof *place->steps);
	if (!place->steps)
		return false;
	place->stop = walking->stop;
	place->by_hand = walking->by_hand;
	for (; place->count < walked->stop_count; place->count++)
		if (!(place->steps[place->count] = strdup(pathway->steps[walked->stops[place->count].step].id)))
			return false;
	if (walked->journey != NONE)
		return (place->journey = strdup(pathway->journeys[walked->journey].id)) != NULL;
	return true;
}

void place_find(const struct place *place, struct walking *walking, const struct pathway *pathway)
{
	uint32_t journey = place->journey ? pathway_find_journey(pathway, place->journey) : NONE;
	uint32_t *steps = ARENA_ARRAY(walking->arena, uint32_t, place->count), count = 0;
	while (count < place->count && (steps[count] = pathway_find_step(pathway, place->steps[count])) != NONE)
		count++;
	if (place->by_hand)
		walking_follow(walking, steps, count);
	else if (journey != NONE)
		walking_journey(walking, journey);
	else if (count > 0)
		walking_route(walking, steps, count);
	else
		walking_likeliest(walking);
	for (uint32_t i = 0; !place->by_hand && i < place->stop && walking_on(walking); i++)
		continue;
}
