#include "analyse/link.h"

#include "analyse/groups.h"

static const struct link no_link = {.arrow = NONE, .then = NONE, .ending = NONE};

/* ---- Ways by their end ------------------------------------------------------------- */

/* Sorts the ways, and the branches' arrows, by their end and then by where they
 * start, each time keeping the order they had. */
static struct groups sort_ways(struct arena *scratch, const struct pathway *pathway, const bool *wanted)
{
	struct group_entries by_end = {0}, by_start = {0};
	for (uint32_t s = 0; s < pathway->step_count; s++)
		for (uint32_t a = pathway->steps[s].first_arrow; wanted[s] && a < step_arrows_end(&pathway->steps[s]);
		     a++)
			if (pathway->arrows[a].to != NONE && pathway->arrows[a].role != ARROW_THEN)
				group_add(scratch, &by_end, pathway->arrows[a].to, a);
	struct groups ends = groups_build(scratch, &by_end, pathway->step_count);
	for (uint32_t i = 0; i < by_end.count; i++)
		group_add(scratch, &by_start, pathway->arrows[ends.members[i]].from, ends.members[i]);
	return groups_build(scratch, &by_start, pathway->step_count);
}

static void put_likeliest_first(struct links *links, const struct groups *sorted)
{
	const struct arrow *arrows = links->pathway->arrows;
	uint32_t kept = 0;
	for (uint32_t s = 0; s < links->pathway->step_count; s++) {
		uint32_t same = links->first[s] = kept; /* where the ways to the same step begin */
		for (uint32_t i = sorted->first[s]; i < sorted->first[s + 1]; i++, kept++) {
			uint32_t a = sorted->members[i], *likeliest = &links->way[same];
			links->way[kept] = a;
			if (arrows[*likeliest].to != arrows[a].to) {
				same = kept;
			} else if (arrows[a].share > arrows[*likeliest].share) {
				links->way[kept] = *likeliest;
				*likeliest = a;
			}
		}
	}
	links->first[links->pathway->step_count] = kept;
}

static uint32_t first_that_ends(const struct pathway *pathway, const struct step *step)
{
	for (uint32_t a = step->first_arrow; a < step_arrows_end(step); a++)
		if (pathway->arrows[a].ends_branch)
			return a;
	return NONE;
}

const struct links *links_new(struct arena *arena, struct arena *scratch, const struct pathway *pathway,
			      const bool *wanted)
{
	struct links *links = ARENA_NEW(arena, struct links);
	struct groups sorted = sort_ways(scratch, pathway, wanted);
	links->pathway = pathway;
	links->first = ARENA_ARRAY(arena, uint32_t, pathway->step_count + 1);
	links->way = ARENA_ARRAY(arena, uint32_t, sorted.first[pathway->step_count]);
	links->ending = ARENA_ARRAY(arena, uint32_t, pathway->step_count);
	put_likeliest_first(links, &sorted);
	for (uint32_t s = 0; s < pathway->step_count; s++)
		links->ending[s] = wanted[s] ? first_that_ends(pathway, &pathway->steps[s]) : NONE;
	return links;
}

void want_step(const struct pathway *pathway, bool *wanted, uint32_t step)
{
	while (!wanted[step]) {
		uint32_t branch = pathway->steps[step].branch;
		wanted[step] = true;
		if (branch != NONE)
			step = pathway->blocks[pathway->branches[branch].block].holder;
	}
}

/* The first of the ways from one step to another, in links->way; or the end of the step's ways. */
static uint32_t first_way(const struct links *links, uint32_t from, uint32_t to)
{
	uint32_t low = links->first[from], end = links->first[from + 1], high = end;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (links->pathway->arrows[links->way[middle]].to < to)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && links->pathway->arrows[links->way[low]].to == to ? low : end;
}

static bool may_wait(const struct arrow *arrow, double seconds)
{
	return duration_chance_over(&arrow->wait, seconds - 1) > 0 && duration_chance_over(&arrow->wait, seconds) < 1;
}

/* The arrow along which the person goes to the stop, or NONE. Of very many not all are looked at. */
static uint32_t arrow_to(const struct links *links, uint32_t from, const struct stop *stop)
{
	enum { LOOKED_AT = 16 };
	const struct arrow *arrows = links->pathway->arrows;
	if (stop->has_arrow && arrows[stop->arrow].from == from)
		return stop->arrow;
	uint32_t end = links->first[from + 1], first = first_way(links, from, stop->step), best = NONE;
	for (uint32_t i = first; stop->has_wait && i < end && i < first + LOOKED_AT; i++) {
		const struct arrow *arrow = &arrows[links->way[i]];
		bool fits = arrow->to == stop->step && may_wait(arrow, stop->wait);
		if (fits && (best == NONE || arrow->share > arrows[best].share))
			best = links->way[i];
	}
	return best != NONE || first == end ? best : links->way[first];
}

/* ---- From step to step --------------------------------------------------------------- */

static uint32_t innermost(const struct open_blocks *open)
{
	return open->blocks.count > 0 ? open->blocks.at[open->blocks.count - 1] : NONE;
}

/* A branch may end at a step without `next`, where shares leave a rest, and
 * where an arrow goes to `then`. */
static bool may_end_branch(const struct links *links, uint32_t from, uint32_t block)
{
	const struct pathway *pathway = links->pathway;
	const struct step *step = &pathway->steps[from];
	if (step->branch == NONE || pathway->branches[step->branch].block != block || step->next == NEXT_BLOCK)
		return false;
	if (step->next == NEXT_NONE || step->rest > 0)
		return true;
	return links->ending[from] != NONE;
}

static struct link along(const struct pathway *pathway, struct open_blocks *open, uint32_t arrow)
{
	struct link link = no_link;
	link.arrow = arrow;
	link.new_episode = duration_given(&pathway->arrows[arrow].after);
	if (!pathway->arrows[arrow].ends_branch)
		return link;
	link.ends_branch = true;
	link.then =
	    pathway->blocks[pathway->branches[pathway->steps[pathway->arrows[arrow].from].branch].block].then_arrow;
	if (open->blocks.count > 0)
		open->blocks.count--;
	return link;
}

/* From a block's holder: into a branch, or straight to `then`. */
static struct link into_block(const struct links *links, struct open_blocks *open, uint32_t from, const struct stop *to)
{
	const struct pathway *pathway = links->pathway;
	uint32_t block = pathway->steps[from].block;
	struct link link = no_link;
	link.arrow = arrow_to(links, from, to);
	if (link.arrow != NONE)
		*list_add(open->arena, &open->blocks) = block;
	else if (pathway->arrows[pathway->blocks[block].then_arrow].to == to->step)
		link.then = pathway->blocks[block].then_arrow;
	else
		link.off_the_map = true;
	return link;
}

/* From the end of a branch: into another branch, or to `then`. */
static struct link out_of_branch(const struct links *links, struct open_blocks *open, uint32_t from,
				 const struct stop *to)
{
	const struct pathway *pathway = links->pathway;
	struct link link = no_link;
	uint32_t block = innermost(open);
	link.off_the_map = true;
	if (block == NONE || !may_end_branch(links, from, block))
		return link;
	link.arrow = arrow_to(links, pathway->blocks[block].holder, to);
	link.ending = links->ending[from];
	if (link.arrow != NONE) {
		link.off_the_map = false;
		link.ends_branch = true;
	} else if (pathway->arrows[pathway->blocks[block].then_arrow].to == to->step) {
		link.off_the_map = false;
		link.ends_branch = true;
		link.then = pathway->blocks[block].then_arrow;
		open->blocks.count--;
	}
	return link;
}

/* ---- Off the map ---------------------------------------------------------------------- */

/* The branch of the block that the step lies in, or NONE. */
static uint32_t branch_in(const struct pathway *pathway, uint32_t step, uint32_t block)
{
	uint32_t branch = pathway->steps[step].branch;
	while (branch != NONE && pathway->branches[branch].block != block)
		branch = pathway->blocks[pathway->branches[branch].block].outer;
	return branch;
}

static uint32_t count_kept(const struct pathway *pathway, const struct open_blocks *open, uint32_t from, uint32_t to)
{
	uint32_t kept = 0;
	for (; kept < open->blocks.count; kept++) {
		uint32_t branch = branch_in(pathway, from, open->blocks.at[kept]);
		if (branch == NONE || branch != branch_in(pathway, to, open->blocks.at[kept]))
			break;
	}
	return kept;
}

void open_around(const struct pathway *pathway, struct open_blocks *open, uint32_t step)
{
	uint32_t around[MOST_DEPTH], count = 0, branch = pathway->steps[step].branch;
	for (; branch != NONE; branch = pathway->blocks[around[count - 1]].outer)
		around[count++] = pathway->branches[branch].block;
	open->blocks.count = 0;
	while (count > 0)
		*list_add(open->arena, &open->blocks) = around[--count];
}

struct link link_find(const struct links *links, struct open_blocks *open, uint32_t from, const struct stop *to)
{
	const struct pathway *pathway = links->pathway;
	const struct step *step = &pathway->steps[from];
	struct link link;
	uint32_t arrow = step->next == NEXT_WAYS ? arrow_to(links, from, to) : NONE;
	if (arrow != NONE)
		return along(pathway, open, arrow);
	if (step->next == NEXT_BLOCK)
		link = into_block(links, open, from, to);
	else
		link = out_of_branch(links, open, from, to);
	if (link.off_the_map) {
		link.kept = count_kept(pathway, open, from, to->step);
		open_around(pathway, open, to->step);
	}
	return link;
}
