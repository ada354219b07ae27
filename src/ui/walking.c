#include "ui/walking.h"

#include <string.h>

/* By hand one can go round in circles; End stops somewhere. */
enum { FARTHEST = 1000 };

/* Notes the steps and arrows up to here, and which ways lead on. */
static void settle(struct walking *walking)
{
	const struct pathway *pathway = walking->analysis->pathway;
	const struct walked_journey *walked = walking->walked;
	memset(walking->passed, 0, pathway->step_count * sizeof *walking->passed);
	memset(walking->along, 0, pathway->arrow_count * sizeof *walking->along);
	for (uint32_t i = 0; walked && i <= walking->stop && i < walked->stop_count; i++) {
		walking->passed[walked->stops[i].step] = true;
		if (walked->stops[i].arrow != NONE)
			walking->along[walked->stops[i].arrow] = true;
	}
	walking->looking = NONE;
	walking->visiting = false;
}

/* Along a journey the walker follows, so that the other ways can be told. */
static void find_ways(struct walking *walking)
{
	const struct walked_journey *walked = walking->walked;
	walking->at_fork = walking->by_hand;
	if (!walked || walking->by_hand || walking_at_end(walking))
		return;
	uint32_t count = walking->stop + 1, *steps = ARENA_ARRAY(walking->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		steps[i] = walked->stops[i].step;
	walker_start(&walking->walker, walking->arena, walking->analysis->pathway);
	walking->at_fork = walker_follow(&walking->walker, steps, count);
}

static void arrive(struct walking *walking, uint32_t stop)
{
	walking->stop = stop;
	settle(walking);
	find_ways(walking);
}

/* By hand the way so far is measured as a journey of its own. */
static void arrive_by_hand(struct walking *walking)
{
	const struct walker *walker = &walking->walker;
	bool ended = walker->place == WALKER_AT_END;
	walking->walked = NULL;
	if (walker->route.count > 0) {
		walking->walked = analysis_walk_along(walking->analysis, walker->route.at, walker->along.at,
						      walker->route.count, walker->end_arrow);
		if (!walking->walked)
			arena_fail(walking->arena);
	}
	arrive(walking, walker->route.count == 0 ? 0 : ended ? walker->route.count : walker->route.count - 1);
}

void walking_start(struct walking *walking, struct arena *arena, struct analysis *analysis)
{
	*walking = (struct walking){.arena = arena, .analysis = analysis, .looking = NONE};
	walking->passed = ARENA_ARRAY(arena, bool, analysis->pathway->step_count);
	walking->along = ARENA_ARRAY(arena, bool, analysis->pathway->arrow_count);
}

static void along(struct walking *walking, const struct walked_journey *walked)
{
	if (!walked)
		arena_fail(walking->arena);
	walking->walked = walked;
	walking->by_hand = walking->likeliest = false;
	arrive(walking, 0);
}

void walking_journey(struct walking *walking, uint32_t journey)
{
	along(walking, &walking->analysis->journeys[journey]);
}

void walking_route(struct walking *walking, const uint32_t *steps, uint32_t count)
{
	along(walking, analysis_walk(walking->analysis, steps, count));
}

void walking_likeliest(struct walking *walking)
{
	along(walking, analysis_walk_likeliest(walking->analysis));
	walking->likeliest = true;
}

void walking_by_choice(struct walking *walking)
{
	walking_follow(walking, NULL, 0);
}

void walking_follow(struct walking *walking, const uint32_t *steps, uint32_t count)
{
	walking->by_hand = true;
	walking->likeliest = false;
	walking->ahead.count = 0;
	walker_start(&walking->walker, walking->arena, walking->analysis->pathway);
	walker_follow(&walking->walker, steps, count);
	arrive_by_hand(walking);
}

static bool take(struct walking *walking, uint32_t way)
{
	if (!walking->at_fork || way >= walking->walker.ways.count)
		return false;
	walking->by_hand = true;
	walking->likeliest = false;
	walker_take(&walking->walker, way);
	arrive_by_hand(walking);
	return true;
}

bool walking_take(struct walking *walking, uint32_t way)
{
	walking->ahead.count = 0;
	return take(walking, way);
}

static bool on_by_hand(struct walking *walking)
{
	if (walking->ahead.count > 0)
		return take(walking, walking->ahead.at[--walking->ahead.count]);
	return walking->walker.ways.count == 1 && take(walking, 0);
}

bool walking_on(struct walking *walking)
{
	if (walking_at_end(walking))
		return false;
	if (walking->by_hand)
		return on_by_hand(walking);
	arrive(walking, walking->stop + 1);
	return true;
}

static bool back_by_hand(struct walking *walking)
{
	const struct walker *walker = &walking->walker;
	if (walker->choices.count == 0)
		return false;
	*list_add(walking->arena, &walking->ahead) = walker->choices.at[walker->choices.count - 1];
	walker_back(&walking->walker);
	arrive_by_hand(walking);
	return true;
}

bool walking_back(struct walking *walking)
{
	if (walking->by_hand)
		return back_by_hand(walking);
	if (walking->stop == 0)
		return false;
	arrive(walking, walking->stop - 1);
	return true;
}

void walking_first(struct walking *walking)
{
	if (!walking->by_hand) {
		arrive(walking, 0);
		return;
	}
	const struct walker *walker = &walking->walker;
	for (uint32_t i = walker->choices.count; i > 0; i--)
		*list_add(walking->arena, &walking->ahead) = walker->choices.at[i - 1];
	walker_start(&walking->walker, walking->arena, walking->analysis->pathway);
	arrive_by_hand(walking);
}

void walking_last(struct walking *walking)
{
	if (!walking->by_hand) {
		arrive(walking, walking->walked->stop_count);
		return;
	}
	struct walker *walker = &walking->walker;
	for (uint32_t i = 0; i < FARTHEST && walker->ways.count > 0; i++) {
		bool chosen = walking->ahead.count > 0;
		walker_take(walker, chosen ? walking->ahead.at[--walking->ahead.count] : walker_likeliest(walker));
	}
	arrive_by_hand(walking);
}

static bool stands_at(const struct walking *walking, uint32_t stop, uint32_t step)
{
	return walking->walked->stops[stop].step == step;
}

void walking_go_to(struct walking *walking, uint32_t step)
{
	uint32_t count = walking->walked && !walking->by_hand ? walking->walked->stop_count : 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t stop = (walking->stop + i) % count;
		if (stands_at(walking, stop, step)) {
			arrive(walking, stop);
			return;
		}
	}
	walking_look(walking, step);
}

void walking_move_to(struct walking *walking, uint32_t step)
{
	for (uint32_t i = 0; walking->by_hand && i < walking_ways(walking); i++)
		if (walking->walker.ways.at[i].step == step) {
			walking_take(walking, i);
			return;
		}
	walking_go_to(walking, step);
}

void walking_look(struct walking *walking, uint32_t step)
{
	walking->looking = step;
}

void walking_visit(struct walking *walking, uint32_t step)
{
	uint32_t left_at = walking->visiting ? walking->left_at : walking->stop;
	walking_go_to(walking, step);
	walking->visiting = true;
	walking->left_at = left_at;
}

void walking_stay(struct walking *walking)
{
	walking->visiting = false;
}

bool walking_return(struct walking *walking)
{
	bool away = walking->visiting || walking->looking != NONE;
	if (walking->visiting && walking->stop != walking->left_at)
		arrive(walking, walking->left_at);
	walking->looking = NONE;
	walking->visiting = false;
	return away;
}

bool walking_at_end(const struct walking *walking)
{
	return walking->walked && walking->stop >= walking->walked->stop_count;
}

uint32_t walking_step(const struct walking *walking)
{
	const struct walked_journey *walked = walking->walked;
	if (walking->looking != NONE)
		return walking->looking;
	if (!walked || walked->stop_count == 0)
		return NONE;
	return walked->stops[walking_at_end(walking) ? walked->stop_count - 1 : walking->stop].step;
}

uint32_t walking_next_step(const struct walking *walking)
{
	if (walking_at_end(walking) || !walking->walked)
		return NONE;
	if (!walking->by_hand)
		return walking->stop + 1 < walking->walked->stop_count ? walking->walked->stops[walking->stop + 1].step
								       : NONE;
	const struct walker *walker = &walking->walker;
	return walker->ways.count > 0 ? walker->ways.at[walker_likeliest(walker)].step : NONE;
}

uint32_t walking_arrow(const struct walking *walking)
{
	if (walking->looking != NONE || !walking->walked || walking_at_end(walking))
		return NONE;
	return walking->walked->stops[walking->stop].arrow;
}

const char *walking_whose(const struct walking *walking)
{
	if (walking->by_hand || !walking->walked)
		return "our own way";
	if (walking->walked->journey == NONE)
		return "the likeliest way";
	return walking->analysis->pathway->journeys[walking->walked->journey].name;
}

static void number_by_stops(const struct walked_journey *walked, uint32_t here, uint32_t *numbers)
{
	for (uint32_t i = 0; i < walked->stop_count; i++)
		if (i <= here || numbers[walked->stops[i].step] == 0)
			numbers[walked->stops[i].step] = i + 1;
}

void walking_number(const struct walking *walking, uint32_t *numbers)
{
	uint32_t count = walking->analysis->pathway->step_count, next = 1;
	memset(numbers, 0, count * sizeof *numbers);
	if (walking->walked && !walking->by_hand) {
		number_by_stops(walking->walked, walking->stop, numbers);
		next += walking->walked->stop_count;
	}
	for (uint32_t i = 0; i < count; i++)
		if (numbers[i] == 0)
			numbers[i] = next++;
}

bool walking_asks(const struct walking *walking)
{
	return walking->by_hand && walking->looking == NONE && walking->ahead.count == 0 &&
	       walking->walker.ways.count > 1;
}

uint32_t walking_ways(const struct walking *walking)
{
	return walking->at_fork ? walking->walker.ways.count : 0;
}
