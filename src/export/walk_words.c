#include "export/walk_words.h"

#include "carepath/plain.h"
#include "export/lines.h"

#include <math.h>

#define SAY(...) plain_format(arena, __VA_ARGS__)

/* So many stops are looked at before and behind one; more nobody keeps in mind. */
enum { STOPS_LOOKED_AT = 500 };

/* ---- Days --------------------------------------------------------------------------- */

/* The latest of the days of the stops side by side right before this one; of
 * the others none is later. Below zero where there is none. */
static double latest_day_before(const struct walked_journey *walked, uint32_t stop)
{
	double latest = -1;
	for (uint32_t i = stop; i-- > 0 && walked->stops[i].side_by_side && stop - i <= STOPS_LOOKED_AT;)
		latest = fmax(latest, walked->stops[i].so_far.day);
	return latest;
}

const char walk_say_it_first[] = "What goes wrong at this step? Say it first; v shows what is flagged here.";

const char *ordinal_ending(uint32_t number)
{
	if (number % 100 >= 11 && number % 100 <= 13)
		return "th";
	static const char *const endings[] = {"th", "st", "nd", "rd"};
	return number % 10 < 4 ? endings[number % 10] : "th";
}

const char *walk_day(struct arena *arena, const struct walked_journey *walked, uint32_t stop)
{
	double day = walked->stops[stop].so_far.day;
	char room[PLAIN_ROOM];
	if (isnan(day))
		return "Day not known";
	plain_number(day, room);
	const char *ending = ordinal_ending((uint32_t)fmin(day, UINT32_MAX));
	if (!(day < latest_day_before(walked, stop)))
		return SAY("%s%s day", room, ending);
	return SAY(day < walked->stops[stop - 1].so_far.day ? "Meanwhile, back on the %s%s day" : "Meanwhile, %s%s day",
		   room, ending);
}

static const struct block *block_of(const struct pathway *pathway, const struct step *step)
{
	return step->branch == NONE ? NULL : &pathway->blocks[pathway->branches[step->branch].block];
}

const char *walk_beside(const struct pathway *pathway, const struct walked_journey *walked, uint32_t stop)
{
	const struct walked_stop *at = &walked->stops[stop];
	const struct block *block = block_of(pathway, &pathway->steps[at->step]);
	if (!block || block->branch_count < 2)
		return "";
	return at->so_far.day < latest_day_before(walked, stop) ? "meanwhile" : "side by side";
}

/* ---- Blocks ------------------------------------------------------------------------- */

struct names {
	LIST(const char *) list;
};

static void add_name(struct arena *arena, struct names *names, const struct pathway *pathway, uint32_t arrow)
{
	*list_add(arena, &names->list) = pathway->steps[pathway->arrows[arrow].to].name;
}

static const char *say_names(struct arena *arena, const struct names *names)
{
	return plain_list(arena, names->list.at, names->list.count, "and");
}

/* The branches of the step's block that are walked after this stop. */
static struct names needed_here(struct arena *arena, const struct pathway *pathway, const struct step *step,
				const struct walked_journey *walked, uint32_t stop)
{
	struct names needed = {0};
	uint32_t then = pathway->blocks[step->block].then_arrow;
	for (uint32_t i = stop + 1; i < walked->stop_count && i - stop <= STOPS_LOOKED_AT; i++) {
		uint32_t a = walked->stops[i].arrow;
		if (a == then || !walked->stops[i].side_by_side)
			break;
		const struct arrow *arrow = a == NONE ? NULL : &pathway->arrows[a];
		if (arrow && arrow->role == ARROW_BRANCH && &pathway->steps[arrow->from] == step)
			add_name(arena, &needed, pathway, a);
	}
	return needed;
}

static const char *say_only_branch(struct arena *arena, const struct pathway *pathway, const struct block *block,
				   bool needed)
{
	const struct arrow *arrow = &pathway->arrows[pathway->branches[block->first_branch].arrow];
	const char *name = pathway->steps[arrow->to].name;
	char room[PLAIN_ROOM];
	if (arrow->share > 1 - 1e-9)
		return SAY("Next comes %s.", name);
	return SAY("Next, for %s, comes %s%s.", plain_people(arrow->share, room), name,
		   needed ? "" : "; it is not needed on this walk");
}

static const char one_after_the_other[] =
    "we walk them one after the other, and the day goes back where the next one begins";

static const char *say_needed(struct arena *arena, const struct names *needed)
{
	const char *names = say_names(arena, needed);
	if (needed->list.count == 0)
		return " On this walk none of them is needed.";
	if (needed->list.count == 1)
		return SAY(" On this walk only %s is needed.", names);
	return SAY(" On this walk %s are needed; %s.", names, one_after_the_other);
}

const char *walk_block(struct arena *arena, const struct pathway *pathway, const struct step *step,
		       const struct walked_journey *walked, uint32_t stop)
{
	if (step->next != NEXT_BLOCK)
		return "";
	const struct block *block = &pathway->blocks[step->block];
	bool known = walked && stop + 1 < walked->stop_count;
	struct names all = {0}, needed = {0};
	for (uint32_t i = 0; i < block->branch_count; i++)
		add_name(arena, &all, pathway, pathway->branches[block->first_branch + i].arrow);
	if (known)
		needed = needed_here(arena, pathway, step, walked, stop);
	if (block->branch_count == 1)
		return say_only_branch(arena, pathway, block, !known || needed.list.count > 0);
	bool fewer = known && needed.list.count < block->branch_count;
	return SAY("From here %u things %s side by side: %s.%s", block->branch_count, fewer ? "can run" : "run",
		   say_names(arena, &all), fewer ? say_needed(arena, &needed) : SAY(" W%s.", one_after_the_other + 1));
}

/* ---- The end ------------------------------------------------------------------------ */

enum { WAYS_SAID = 5 };

static const char *say_way_on(struct arena *arena, const struct pathway *pathway, const struct arrow *arrow)
{
	char room[PLAIN_ROOM];
	plain_people(arrow->share, room);
	if (arrow->outcome != NONE)
		return SAY("for %s it ends with “%s”", room, pathway->outcomes[arrow->outcome]);
	if (duration_given(&arrow->after))
		return SAY("for %s it starts again later with “%s”", room, pathway->steps[arrow->to].name);
	return SAY("to “%s” for %s", pathway->steps[arrow->to].name, room);
}

static const char *say_ways_on(struct arena *arena, const struct pathway *pathway, const struct step *step)
{
	const char *says = "", *separator = "";
	char room[PLAIN_ROOM];
	uint32_t said = 0;
	for (uint32_t i = 0; i < step->arrow_count && said < WAYS_SAID; i++) {
		const struct arrow *arrow = &pathway->arrows[step->first_arrow + i];
		if (!(arrow->share > 0))
			continue;
		says = SAY("%s%s%s", says, separator, say_way_on(arena, pathway, arrow));
		separator = "; ";
		said++;
	}
	if (step->rest > 1e-9)
		says = SAY("%s%sfor %s nothing is said to come next", says, separator, plain_people(step->rest, room));
	return says;
}

const char *walk_end(struct arena *arena, const struct pathway *pathway, const struct walked_journey *walked)
{
	if (walked->stop_count == 0)
		return "";
	const struct step *step = &pathway->steps[walked->stops[walked->stop_count - 1].step];
	const char *whose = walked->journey == NONE ? "walk" : "journey";
	uint32_t outcome = walked->end_arrow != NONE ? pathway->arrows[walked->end_arrow].outcome : step->outcome;
	if (outcome != NONE)
		return SAY("It ends here: %s.", pathway->outcomes[outcome]);
	const char *here = SAY("This %s ends here, at “%s”", whose, step->name);
	const struct block *block = block_of(pathway, step);
	if (step->next == NEXT_WAYS)
		return SAY("%s. On the map it goes on: %s.", here, say_ways_on(arena, pathway, step));
	if (step->next == NEXT_BLOCK)
		return SAY("%s. On the map it goes on. %s", here, walk_block(arena, pathway, step, NULL, 0));
	if (block)
		return SAY("%s. On the map “%s” comes when all that runs side by side is done.", here,
			   pathway->steps[pathway->arrows[block->then_arrow].to].name);
	return SAY("%s; nothing is said of what comes after.", here);
}

const char *walk_life_goes_on(struct arena *arena, const struct arrow *arrow)
{
	if (!duration_given(&arrow->after))
		return "";
	return plain_format(arena, "Life goes on, and after %s it starts again.",
			    time_in_words(arena, duration_mean(&arrow->after)));
}
