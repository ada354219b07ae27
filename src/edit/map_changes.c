/* What can be changed of the map, and how each change is made. */
#include "edit/map_change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t way_count(const struct pathway *pathway, uint32_t step)
{
	const struct step *at = &pathway->steps[step];
	return at->next == NEXT_NONE ? 0 : step_arrows_end(at) - at->first_arrow;
}

/* ------------------------------------------------------- what stands against it */

static const char *without_a_way(const struct pathway *pathway, uint32_t step)
{
	return way_count(pathway, step) > 0 ? NULL : "No way leads on from here.";
}

static const char *without_another_way(const struct pathway *pathway, uint32_t step)
{
	return way_count(pathway, step) > 1 ? NULL : "Only one way leads on from here.";
}

/* The last way can be taken away where the step itself is an end, too. */
static const char *without_a_way_to_spare(const struct pathway *pathway, uint32_t step)
{
	bool ends = pathway->steps[step].outcome != NONE && way_count(pathway, step) > 0;
	return ends ? NULL : without_another_way(pathway, step);
}

static const char *without_another_team(const struct pathway *pathway, uint32_t step)
{
	return pathway->team_count > step_doer_count(&pathway->steps[step])
		   ? NULL
		   : "No other team stands in this file: it has to be written there first.";
}

static bool is_block(const struct pathway *pathway, uint32_t step)
{
	return pathway->steps[step].next == NEXT_BLOCK;
}

/* The branches, and what comes after all of them. */
static const char *without_a_branch_to_spare(const struct pathway *pathway, uint32_t step)
{
	return way_count(pathway, step) > 2 ? NULL : "Only one branch is left here.";
}

static bool is_no_block(const struct pathway *pathway, uint32_t step)
{
	return !is_block(pathway, step);
}

/* ------------------------------------------------------------ how it is made */

static struct edit_place step_of(const struct answers *answers)
{
	return (struct edit_place){answers->step, NONE};
}

static struct edit_place way_of(const struct answers *answers)
{
	return (struct edit_place){answers->step, answers->way};
}

static struct new_step new_of(const struct answers *answers)
{
	return (struct new_step){answers->name, answers->team};
}

static struct document *add(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_add_step(draft, answers->step, new_of(answers), says);
}

static struct document *insert(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_insert_step(draft, way_of(answers), new_of(answers), says);
}

static struct document *take_out(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_remove_step(draft, answers->step, says);
}

static struct document *join(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_join_steps(draft, answers->step, says);
}

static struct document *give(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_set(draft, step_of(answers), "team", answers->team, says);
}

static struct document *move(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_set(draft, step_of(answers), "setting", answers->setting, says);
}

static struct document *make_joint(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_make_joint(draft, answers->step, answers->team, says);
}

static struct document *make_block(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_make_block(draft, answers->step, answers->then, says);
}

static struct document *make_ways(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_make_ways(draft, answers->step, says);
}

bool share_read(const char *text, double *share, char says[EDIT_SAYS])
{
	char *end;
	double number = strtod(text, &end);
	bool read = end != text;
	end += strspn(end, " ");
	bool percent = *end == '%';
	end += percent + strspn(end + percent, " ");
	if (!read || *end || !(number >= 0) || number > 100)
		snprintf(says, EDIT_SAYS, "Write how many in 100 go this way, as in 45%%; 0.45 is the same.");
	else if (number == 1 && !percent)
		snprintf(says, EDIT_SAYS, "Is that one in a hundred or everyone? Write 1%% or 100%%.");
	else
		*says = '\0';
	*share = percent || number > 1 ? number / 100 : number;
	return *says == '\0';
}

static struct document *change_share(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	double share;
	return share_read(answers->share, &share, says) ? edit_share(draft, way_of(answers), share, says) : NULL;
}

static struct document *add_way(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	struct new_way way = {.to = answers->to, .outcome = answers->outcome};
	return share_read(answers->share, &way.share, says) ? edit_add_way(draft, answers->step, way, says) : NULL;
}

static struct document *remove_way(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_remove_way(draft, way_of(answers), says);
}

static struct document *add_branch(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	double share;
	return share_read(answers->share, &share, says)
		   ? edit_add_branch(draft, answers->step, new_of(answers), share, says)
		   : NULL;
}

static struct document *remove_branch(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS])
{
	return edit_remove_branch(draft, way_of(answers), says);
}

// clang-format off
const struct map_change map_changes[] = {
    {"Add a step after this one", "Everyone who leaves here comes to it, and goes on from there as before.",
     {ASK_NAME, ASK_TEAM}, NULL, NULL, add},
    {"Put a step on one way from here", "Only those who go that way come to it.",
     {ASK_WAY, ASK_NAME, ASK_TEAM}, without_a_way, NULL, insert},
    {"Take this step out", "What led here leads on to what comes after it; its way on goes, with its wait, target and obstacles.",
     {0}, NULL, NULL, take_out},
    {"Join it with the next step", "One contact in place of two: the words, the teams and the time of both.",
     {0}, without_a_way, NULL, join},
    {"Give it to another team", "All else stays as it is.",
     {ASK_OTHER_TEAM}, without_another_team, NULL, give},
    {"Do it in another place", "Where the person is meanwhile.",
     {ASK_SETTING}, NULL, NULL, move},
    {"Do it together with another team", "In the same contact: both are there, and neither hands over to the other.",
     {ASK_OTHER_TEAM}, without_another_team, NULL, make_joint},
    {"Change how many go which way", "The other ways give way, each by as much as its share allows.",
     {ASK_WAY, ASK_SHARE}, without_another_way, NULL, change_share},
    {"Let some go another way", "To a step or an end; those who go the other ways give way.",
     {ASK_TO, ASK_SHARE}, NULL, is_block, add_way},
    {"Take one way away", "Those who went that way are spread over the others.",
     {ASK_WAY}, without_a_way_to_spare, is_block, remove_way},
    {"Let the ways from here run side by side", "Each may be needed, and it goes on when the last of them is over.",
     {ASK_THEN}, without_another_way, is_block, make_block},
    {"Add a branch side by side with the others", "A new step for all or some; it goes on when the last branch is over.",
     {ASK_NAME, ASK_TEAM, ASK_NEED}, NULL, is_no_block, add_branch},
    {"Take one branch away", "Its steps go with it, and journeys pass them by.",
     {ASK_BRANCH}, without_a_branch_to_spare, is_no_block, remove_branch},
    {"Let people go only one of the ways from here", "What ran side by side becomes a choice; what comes after all of them goes.",
     {0}, NULL, is_no_block, make_ways},
};
// clang-format on

const uint32_t map_change_count = sizeof map_changes / sizeof *map_changes;

const struct map_change *map_change_at(const struct pathway *pathway, uint32_t step, uint32_t number)
{
	for (uint32_t i = 0; i < map_change_count; i++) {
		const struct map_change *change = &map_changes[i];
		bool pointless = change->pointless && change->pointless(pathway, step);
		if (!pointless && number-- == 0)
			return change;
	}
	return NULL;
}
