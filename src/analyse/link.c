#include "analyse/link.h"

static const struct link no_link = {.arrow = NONE, .then = NONE, .ending = NONE};

/* The arrow from one step to another; of several the one most people take. */
static uint32_t likeliest_arrow(const struct pathway *pathway, uint32_t from, uint32_t to)
{
	const struct step *step = &pathway->steps[from];
	uint32_t best = NONE;
	for (uint32_t a = step->first_arrow; a < step->first_arrow + step->arrow_count; a++)
		if (pathway->arrows[a].to == to &&
		    (best == NONE || pathway->arrows[a].share > pathway->arrows[best].share))
			best = a;
	return best;
}

static uint32_t innermost(const struct open_blocks *open)
{
	return open->blocks.count > 0 ? open->blocks.at[open->blocks.count - 1] : NONE;
}

static uint32_t ending_arrow(const struct pathway *pathway, const struct step *step)
{
	uint32_t end = step->next == NEXT_WAYS ? step->first_arrow + step->arrow_count : 0;
	for (uint32_t a = step->first_arrow; a < end; a++)
		if (pathway->arrows[a].ends_branch)
			return a;
	return NONE;
}

/* A branch may end at a step without `next`, where shares leave a rest, and
 * where an arrow goes to `then`. */
static bool may_end_branch(const struct pathway *pathway, uint32_t from, uint32_t block)
{
	const struct step *step = &pathway->steps[from];
	if (step->branch == NONE || pathway->branches[step->branch].block != block || step->next == NEXT_BLOCK)
		return false;
	if (step->next == NEXT_NONE || step->rest > 0)
		return true;
	return ending_arrow(pathway, step) != NONE;
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
static struct link into_block(const struct pathway *pathway, struct open_blocks *open, uint32_t from, uint32_t to)
{
	uint32_t block = pathway->steps[from].block;
	struct link link = no_link;
	link.arrow = likeliest_arrow(pathway, from, to);
	if (link.arrow != NONE)
		*list_add(open->arena, &open->blocks) = block;
	else if (pathway->arrows[pathway->blocks[block].then_arrow].to == to)
		link.then = pathway->blocks[block].then_arrow;
	else
		link.off_the_map = true;
	return link;
}

/* From the end of a branch: into another branch, or to `then`. */
static struct link out_of_branch(const struct pathway *pathway, struct open_blocks *open, uint32_t from, uint32_t to)
{
	struct link link = no_link;
	uint32_t block = innermost(open);
	link.off_the_map = true;
	if (block == NONE || !may_end_branch(pathway, from, block))
		return link;
	link.arrow = likeliest_arrow(pathway, pathway->blocks[block].holder, to);
	link.ending = ending_arrow(pathway, &pathway->steps[from]);
	if (link.arrow != NONE) {
		link.off_the_map = false;
		link.ends_branch = true;
	} else if (pathway->arrows[pathway->blocks[block].then_arrow].to == to) {
		link.off_the_map = false;
		link.ends_branch = true;
		link.then = pathway->blocks[block].then_arrow;
		open->blocks.count--;
	}
	return link;
}

struct link link_find(const struct pathway *pathway, struct open_blocks *open, uint32_t from, uint32_t to)
{
	const struct step *step = &pathway->steps[from];
	struct link link;
	uint32_t arrow = step->next == NEXT_WAYS ? likeliest_arrow(pathway, from, to) : NONE;
	if (arrow != NONE)
		return along(pathway, open, arrow);
	if (step->next == NEXT_BLOCK)
		link = into_block(pathway, open, from, to);
	else
		link = out_of_branch(pathway, open, from, to);
	if (link.off_the_map)
		open->blocks.count = 0;
	return link;
}
