/* Where the walk stands, in lines: what is said there, the ways on, and going. */
#include "cli/talking.h"

#include "export/walk_words.h"

void talk_write_numbered(struct talk *talk, uint32_t number, const char *says)
{
	page_item(&talk->page, SAY(talk, "%u", number), says);
}

uint32_t talk_step(const struct talk *talk)
{
	return talk->walks ? walking_step(&talk->walking) : NONE;
}

/* ---- What is said there --------------------------------------------------------------- */

static void show_said(struct talk *talk)
{
	room_write_at(&talk->page, talk->journal, talk->analysis->pathway, talk_step(talk));
}

static void show_looked_at(struct talk *talk)
{
	uint32_t step = talk->walking.looking;
	page_heading(&talk->page, SAY(talk, "Looking at %s", talk->analysis->pathway->steps[step].name));
	walk_write_place(&talk->page, talk->analysis, step, !talk->flags_hidden);
	show_said(talk);
}

static void show_stop(struct talk *talk)
{
	const struct walking *walking = &talk->walking;
	walk_write_stop(&talk->page, talk->analysis, walking->walked, walking->stop,
			walking->by_hand ? 0 : walking->walked->stop_count, !talk->flags_hidden);
	if (talk->flags_hidden)
		page_text(&talk->page, 2, walk_say_it_first);
	show_said(talk);
}

static void show_place(struct talk *talk)
{
	const struct walking *walking = &talk->walking;
	if (walking_at_end(walking))
		walk_write_end(&talk->page, talk->analysis, walking->walked);
	else if (walking->by_hand && walking->walker.place == WALKER_AT_BRANCH)
		page_text(&talk->page, 1, walker_asks(&walking->walker));
	else if (walking->walked)
		show_stop(talk);
}

/* ---- The ways on ---------------------------------------------------------------------- */

/* How many ways can be chosen by their numbers; along a journey 1 is the way that it goes. */
static uint32_t ways_on(const struct talk *talk)
{
	const struct walking *walking = &talk->walking;
	uint32_t ways = walking_ways(walking);
	bool goes_on = walking->walked && !walking_at_end(walking);
	return ways > 1 || walking->by_hand ? ways : goes_on;
}

static bool is_fork(const struct talk *talk)
{
	return talk->walking.by_hand || walking_ways(&talk->walking) > 1;
}

/* What was chosen once is chosen again; else the way that most people go. */
static uint32_t way_by_hand(const struct walking *walking)
{
	return walking->ahead.count > 0 ? walking->ahead.at[walking->ahead.count - 1]
					: walker_likeliest(&walking->walker);
}

/* The name of the step to which the journey goes on; NULL: it ends. */
static const char *next_name(const struct talk *talk)
{
	uint32_t next = walking_next_step(&talk->walking);
	return next == NONE ? NULL : talk->analysis->pathway->steps[next].name;
}

static void show_ways(struct talk *talk)
{
	uint32_t ways = ways_on(talk);
	if (!is_fork(talk)) {
		if (ways > 0 && next_name(talk)) {
			page_blank(&talk->page);
			talk_write_numbered(talk, 1, SAY(talk, "on to %s", next_name(talk)));
		}
		return;
	}
	if (ways > 0)
		page_blank(&talk->page);
	for (uint32_t i = 0; i < ways; i++)
		talk_write_numbered(talk, i + 1, walker_says(&talk->walking.walker, i));
}

void talk_show(struct talk *talk)
{
	if (talk->walking.looking != NONE) {
		show_looked_at(talk);
		return;
	}
	show_place(talk);
	show_ways(talk);
}

bool talk_is_at_end(const struct talk *talk)
{
	return talk->walking.looking == NONE && ways_on(talk) == 0;
}

const char *talk_prompt(struct talk *talk)
{
	const struct walking *walking = &talk->walking;
	uint32_t ways = ways_on(talk);
	if (walking->looking != NONE)
		return "Enter: back to the walk   q quit   ? help";
	if (ways == 0)
		return "b back   j journeys   Enter: done   ? help";
	if (ways == 1)
		return "Enter: on   b back   q quit   ? help";
	if (walking->by_hand)
		return SAY(talk, "Enter: %u   1-%u choose the way   b back   q quit   ? help", way_by_hand(walking) + 1,
			   ways);
	return SAY(talk, "Enter: on to %s   1-%u choose the way   b back   q quit   ? help",
		   next_name(talk) ? next_name(talk) : "the end", ways);
}

/* ---- Going ---------------------------------------------------------------------------- */

bool talk_on(struct talk *talk)
{
	struct walking *walking = &talk->walking;
	if (walking->looking != NONE)
		walking->looking = NONE;
	else if (!walking->by_hand)
		walking_on(walking);
	else if (walking->ahead.count == 0 || !walking_on(walking))
		walking_take(walking, way_by_hand(walking));
	return true;
}

bool talk_back(struct talk *talk)
{
	struct walking *walking = &talk->walking;
	if (walking->looking != NONE) {
		walking->looking = NONE;
		return true;
	}
	bool went = walking_back(walking);
	if (!went)
		talk_says(talk, "This is where it starts.");
	return went;
}

/* Whether the journey goes on this way. To one step, or to outcomes, several arrows may lead. */
static bool is_its_way(const struct walking *walking, const struct way *way)
{
	const struct walked_journey *walked = walking->walked;
	if (walking->by_hand)
		return false;
	if (way->kind != WAY_ARROW)
		return way->step == walking_next_step(walking);
	uint32_t next = walking->stop + 1;
	return way->arrow == (next < walked->stop_count ? walked->stops[next].arrow : walked->end_arrow);
}

/* Who takes another way than the journey has left it: that is said. */
static void take(struct talk *talk, uint32_t way)
{
	struct walking *walking = &talk->walking;
	if (is_its_way(walking, &walking->walker.ways.at[way])) {
		walking_on(walking);
		return;
	}
	bool left = !walking->by_hand;
	const char *of = left && walking->walked->journey != NONE ? "the way of " : "", *whose = walking_whose(walking);
	walking_take(walking, way);
	if (left)
		talk_says(talk,
			  SAY(talk, "You leave %s%s here: from now on you choose at each fork. j lists the journeys.",
			      of, whose));
}

bool talk_choose(struct talk *talk, uint32_t number)
{
	uint32_t ways = ways_on(talk);
	talk->walking.looking = NONE;
	if (number >= 1 && number <= ways) {
		if (is_fork(talk))
			take(talk, number - 1);
		else
			talk_on(talk);
		return true;
	}
	talk_says(talk, ways == 0   ? "There is no way on from here."
			: ways == 1 ? "There is only the way 1 from here."
				    : SAY(talk, "The ways from here are 1 to %u.", ways));
	return false;
}

static bool has_begun(struct talk *talk)
{
	if (!talk->walks)
		talk_says(talk, "The walk has not begun: choose whose it is.");
	return talk->walks;
}

bool talk_first(struct talk *talk, const char *rest)
{
	(void)rest;
	if (!has_begun(talk))
		return false;
	walking_first(&talk->walking);
	return true;
}

bool talk_last(struct talk *talk, const char *rest)
{
	(void)rest;
	if (!has_begun(talk))
		return false;
	walking_last(&talk->walking);
	return true;
}

bool talk_go_to(struct talk *talk, uint32_t step)
{
	if (!talk->walks)
		walking_likeliest(&talk->walking);
	talk->walks = true;
	walking_go_to(&talk->walking, step);
	return true;
}

/* ---- More or less of it --------------------------------------------------------------- */

bool talk_flags(struct talk *talk, const char *rest)
{
	(void)rest;
	talk->flags_hidden = !talk->flags_hidden;
	talk_says(talk, talk->flags_hidden ? "What is flagged is not told now, so that the room says it first: v tells "
					     "it again."
					   : "What is flagged is told again.");
	return true;
}

/* What the screen shows of a step in large. */
bool talk_whole_step(struct talk *talk, const char *rest)
{
	uint32_t step = talk_step(talk);
	(void)rest;
	if (step == NONE) {
		talk_says(talk, "Go to a step first: then z tells all of it.");
		return false;
	}
	page_heading(&talk->page, SAY(talk, "All of %s", talk->analysis->pathway->steps[step].name));
	walk_write_place(&talk->page, talk->analysis, step, !talk->flags_hidden);
	walk_write_ways_on(&talk->page, talk->analysis, step, !talk->flags_hidden);
	return false;
}
