#include "export/walker.h"

#include "carepath/plain.h"

#define SAY(walker, ...) plain_format((walker)->arena, __VA_ARGS__)

static const char *way_of_arrow(const struct walker *walker, const struct way *way)
{
	const struct pathway *pathway = walker->pathway;
	const struct arrow *arrow = &pathway->arrows[way->arrow];
	const char *when = arrow->when ? SAY(walker, " (%s)", arrow->when) : "";
	if (arrow->outcome != NONE)
		return SAY(walker, "ends here: %s%s", pathway->outcomes[arrow->outcome], when);
	const char *name = way->step == NONE ? "the end" : pathway->steps[way->step].name;
	if (duration_given(&arrow->after))
		return SAY(walker, "later it starts again with %s%s", name, when);
	if (arrow->ends_branch)
		return SAY(walker, "done here; %s comes when all that runs side by side is done%s", name, when);
	return SAY(walker, "to %s%s", name, when);
}

static const char *way_that_stops(const struct walker *walker)
{
	const struct pathway *pathway = walker->pathway;
	const struct step *step = &pathway->steps[walker->route.at[walker->route.count - 1]];
	if (step->outcome != NONE)
		return SAY(walker, "ends here: %s", pathway->outcomes[step->outcome]);
	return step->next == NEXT_NONE ? "there is no next step" : "nothing follows for them";
}

static const char *way_into_block(const struct walker *walker)
{
	const struct pathway *pathway = walker->pathway;
	const struct block *block = &pathway->blocks[pathway->steps[walker->route.at[walker->route.count - 1]].block];
	return block->branch_count > 1 ? "on to the first of what runs side by side" : "on to what comes next";
}

const char *walker_asks(const struct walker *walker)
{
	const struct pathway *pathway = walker->pathway;
	const struct block *block = &pathway->blocks[pathway->branches[walker->branch].block];
	return SAY(walker, "%s “%s” needed?", block->branch_count > 1 ? "Of what runs side by side: is" : "Is",
		   pathway->steps[walker->ways.at[0].step].name);
}

static const char *say_way(const struct walker *walker, const struct way *way)
{
	const struct step *steps = walker->pathway->steps;
	switch (way->kind) {
	case WAY_START:
		return SAY(walker, "starts with %s", steps[way->step].name);
	case WAY_ARROW:
		return way_of_arrow(walker, way);
	case WAY_SIDE_BY_SIDE:
		return way_into_block(walker);
	case WAY_NEEDED:
		return SAY(walker, "%s is needed", steps[way->step].name);
	case WAY_NOT_NEEDED:
		return "it is not needed";
	case WAY_BRANCH_ENDS:
		return "this part is done";
	case WAY_STOPS:
		return way_that_stops(walker);
	}
	return "";
}

const char *walker_says(const struct walker *walker, uint32_t number)
{
	const struct way *way = &walker->ways.at[number];
	const char *says = say_way(walker, way);
	char room[PLAIN_ROOM];
	return walker->ways.count > 1 ? SAY(walker, "%s, %s", says, plain_people(way->share, room)) : says;
}
