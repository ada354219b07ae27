/* What each change of the map has to be told, and what it is chosen from. */
#include "edit/map_change.h"

#include "carepath/plain.h"

#include <string.h>

/* ----------------------------------------------------------- what is offered */

static void offer(struct choices *choices, const char *id, const char *name)
{
	*list_add(choices->arena, &choices->ids) = arena_copy(choices->arena, id, strlen(id));
	*list_add(choices->arena, &choices->names) = arena_copy(choices->arena, name, strlen(name));
}

/* ------------------------------------------------------------ what is asked */

static const char *way_name(struct arena *arena, const struct pathway *pathway, uint32_t number)
{
	const struct arrow *arrow = &pathway->arrows[number];
	char room[PLAIN_ROOM];
	const char *to = arrow->to == NONE ? plain_format(arena, "the end, %s", pathway->outcomes[arrow->outcome])
					   : pathway->steps[arrow->to].name;
	if (arrow->role == ARROW_THEN)
		return plain_format(arena, "to %s, when all branches are over", to);
	return plain_format(arena, "to %s (%s%s%s)", to, plain_percent(arrow->share, room), arrow->when ? ": " : "",
			    arrow->when ? arrow->when : "");
}

static void offer_ways(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step); i++)
		offer(choices, "", way_name(choices->arena, pathway, i));
}

/* What comes after all of them is behind them. */
static void offer_branches(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step); i++)
		if (pathway->arrows[i].role != ARROW_THEN)
			offer(choices, "", way_name(choices->arena, pathway, i));
}

static void offer_teams(struct choices *choices, const struct pathway *pathway, uint32_t step)
{
	choices->chosen = pathway->steps[step].team;
	for (uint32_t i = 0; i < pathway->team_count; i++)
		offer(choices, pathway->teams[i].id, pathway->teams[i].name);
}

static bool does_it(const struct step *step, uint32_t team)
{
	for (uint32_t i = 0; i < step_doer_count(step); i++)
		if (step_doer(step, i) == team)
			return true;
	return false;
}

/* What is so now is chosen at first: a hasty Enter changes nothing. */
static void offer_as_it_is(struct choices *choices, const char *id, const char *name)
{
	choices->chosen = choices->as_it_is = choices->ids.count;
	offer(choices, id, plain_format(choices->arena, "%s (as it is)", name));
}

static void offer_other_teams(struct choices *choices, const struct pathway *pathway, uint32_t step)
{
	for (uint32_t i = 0; i < pathway->team_count; i++) {
		if (i == pathway->steps[step].team)
			offer_as_it_is(choices, pathway->teams[i].id, pathway->teams[i].name);
		else if (!does_it(&pathway->steps[step], i))
			offer(choices, pathway->teams[i].id, pathway->teams[i].name);
	}
}

static void offer_settings(struct choices *choices, const struct pathway *pathway, uint32_t step)
{
	for (uint32_t i = 0; i < setting_words.count; i++) {
		if (setting_words.first + i == (uint32_t)pathway->steps[step].setting)
			offer_as_it_is(choices, setting_words.words[i], setting_words.words[i]);
		else
			offer(choices, setting_words.words[i], setting_words.words[i]);
	}
}

static bool leads_to(const struct pathway *pathway, const struct step *step, uint32_t to, uint32_t outcome)
{
	uint32_t end = step->next == NEXT_NONE ? step->first_arrow : step_arrows_end(step);
	for (uint32_t i = step->first_arrow; i < end; i++)
		if (pathway->arrows[i].to == to && (to != NONE || pathway->arrows[i].outcome == outcome))
			return true;
	return false;
}

/* Counts the steps that can be reached along an arrow; near ones come first in `order`. */
static uint32_t follow(const struct pathway *pathway, uint32_t first, bool *seen, uint32_t *order)
{
	uint32_t count = 0;
	memset(seen, 0, pathway->step_count * sizeof *seen);
	seen[first] = true;
	order[count++] = first;
	for (uint32_t i = 0; i < count; i++) {
		const struct step *step = &pathway->steps[order[i]];
		uint32_t end = step->next == NEXT_NONE ? step->first_arrow : step_arrows_end(step);
		for (uint32_t arrow = step->first_arrow; arrow < end; arrow++) {
			uint32_t to = pathway->arrows[arrow].to;
			if (to != NONE && !seen[to]) {
				seen[to] = true;
				order[count++] = to;
			}
		}
	}
	return count;
}

/* Steps at which all ways from here can meet again, the nearest first; what comes
 * after all of them cannot be one of them. */
static void offer_meeting_steps(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	bool *seen = ARENA_ARRAY(choices->arena, bool, pathway->step_count);
	uint32_t *order = ARENA_ARRAY(choices->arena, uint32_t, pathway->step_count);
	uint32_t *reached = ARENA_ARRAY(choices->arena, uint32_t, pathway->step_count), ways = 0, count = 0;
	for (uint32_t arrow = step_arrows_end(step); arrow-- > step->first_arrow;) {
		uint32_t to = pathway->arrows[arrow].to;
		ways += to != NONE;
		count = to == NONE ? count : follow(pathway, to, seen, order);
		for (uint32_t i = 0; to != NONE && i < count; i++)
			reached[order[i]]++;
	}
	for (uint32_t i = 0; i < count; i++)
		if (reached[order[i]] == ways && order[i] != number && !leads_to(pathway, step, order[i], NONE))
			offer(choices, pathway->steps[order[i]].id, pathway->steps[order[i]].name);
}

/* Steps and ends that no way from here leads to yet, from the step behind this one on. */
static void offer_other_ends(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	for (uint32_t i = 1; i <= pathway->step_count; i++) {
		uint32_t to = (number + i) % pathway->step_count;
		if (!leads_to(pathway, step, to, NONE))
			offer(choices, pathway->steps[to].id, pathway->steps[to].name);
	}
	choices->first_end = choices->ids.count;
	for (uint32_t i = 0; i < pathway->outcome_count; i++)
		if (i != step->outcome && !leads_to(pathway, step, NONE, i))
			offer(choices, pathway->outcomes[i],
			      plain_format(choices->arena, "the end, %s", pathway->outcomes[i]));
}

// clang-format off
const struct map_question map_questions[ASK_COUNT] = {
    [ASK_WAY]        = {"Which way", offer_ways, "No way leads on from here.", NULL},
    [ASK_BRANCH]     = {"Which branch", offer_branches, "", NULL},
    [ASK_NAME]       = {"Name", NULL, NULL, NULL},
    [ASK_TEAM]       = {"Team", offer_teams, "", NULL},
    [ASK_OTHER_TEAM] = {"Team", offer_other_teams, "No other team stands in this file.", NULL},
    [ASK_SETTING]    = {"Place", offer_settings, "", NULL},
    [ASK_SHARE]      = {"Share", NULL, NULL, NULL},
    [ASK_NEED]       = {"Needed by", NULL, NULL, "100%"},
    [ASK_THEN]       = {"And then", offer_meeting_steps,
			"No step comes after all of these ways, so that nothing could come when they are over.", NULL},
    [ASK_TO]         = {"Where to", offer_other_ends, "Ways lead from here to every step and every end.", NULL},
};
// clang-format on

struct choices choices_of(enum ask ask, struct arena *arena, const struct pathway *pathway, uint32_t step)
{
	struct choices choices = {.arena = arena, .as_it_is = NONE};
	if (map_questions[ask].offer)
		map_questions[ask].offer(&choices, pathway, step);
	return choices;
}

/* --------------------------------------------------------------- what was told */

void answers_choose(struct answers *answers, enum ask ask, const struct choices *choices, uint32_t choice)
{
	const char *id = choices->ids.at[choice];
	if (ask == ASK_WAY || ask == ASK_BRANCH)
		answers->way = choice;
	else if (ask == ASK_TEAM || ask == ASK_OTHER_TEAM)
		answers->team = id;
	else if (ask == ASK_SETTING)
		answers->setting = id;
	else if (ask == ASK_THEN)
		answers->then = id;
	else if (ask == ASK_TO && choice < choices->first_end)
		answers->to = id;
	else if (ask == ASK_TO)
		answers->outcome = id;
}

void answers_write(struct answers *answers, enum ask ask, const char *text)
{
	if (ask == ASK_NAME)
		answers->name = text;
	else
		answers->share = text;
}

/* ------------------------------------------------------------- what came of it */

const char *shares_in_words(struct arena *arena, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	const char *said = "";
	char room[PLAIN_ROOM];
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step); i++) {
		const struct arrow *arrow = &pathway->arrows[i];
		if (arrow->role == ARROW_THEN)
			continue;
		const char *to = arrow->to == NONE ? pathway->outcomes[arrow->outcome] : pathway->steps[arrow->to].name;
		said =
		    plain_format(arena, "%s%s%s to %s", said, *said ? ", " : "", plain_percent(arrow->share, room), to);
	}
	return said;
}

const char *map_change_new_step(const struct pathway *before, const struct pathway *after)
{
	for (uint32_t i = 0; i < after->step_count; i++)
		if (pathway_find_step(before, after->steps[i].id) == NONE)
			return after->steps[i].id;
	return NULL;
}
