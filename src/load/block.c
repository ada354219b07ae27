/* Which branch of which block each step lies in, and whether blocks are
 * closed: entered by their own arrows, left by `then`.
 *
 * The map is walked from where people start. A step is given its branch when
 * it is first reached; everything that a branch reaches without passing `then`
 * lies in it. A step that is reached again with another branch in mind shows
 * that some block is not closed. Each step and arrow is passed once.
 */
#include "load/sections.h"

enum { UNSEEN = NONE - 1 };

struct walk {
	struct load *load;
	struct pathway *pathway;
	uint32_t *branch;     /* by step; NONE: in none; UNSEEN */
	uint32_t *entered;    /* by step: the arrow that reached it first, or NONE */
	bool *said;           /* by step: that it is reached as it must not be */
	bool *spoilt;         /* by block: an error was said, more would follow from it */
	bool too_deep;        /* blocks lie deeper than they may: what they lead to was not passed */
	LIST(uint32_t) steps; /* still to be passed, the next one last */
};

static uint32_t block_of(const struct walk *walk, uint32_t branch)
{
	return walk->pathway->branches[branch].block;
}

/* The branch around a branch, or NONE. */
static uint32_t around(const struct walk *walk, uint32_t branch)
{
	return walk->pathway->blocks[block_of(walk, branch)].outer;
}

static uint32_t then_of(const struct walk *walk, uint32_t block)
{
	return walk->pathway->arrows[walk->pathway->blocks[block].then_arrow].to;
}

/* How many branches a branch lies in, itself included. */
static uint32_t depth_of(const struct walk *walk, uint32_t branch)
{
	return branch == NONE ? 0 : walk->pathway->blocks[block_of(walk, branch)].depth + 1;
}

/* The branch, or the one around it …, that lies in `depth` branches. */
static uint32_t lifted(const struct walk *walk, uint32_t branch, uint32_t depth)
{
	while (depth_of(walk, branch) > depth)
		branch = around(walk, branch);
	return branch;
}

/* Whether `inner` lies in `outer` (NONE: in anything), and is not the same. */
static bool lies_in(const struct walk *walk, uint32_t inner, uint32_t outer)
{
	return inner != outer && lifted(walk, inner, depth_of(walk, outer)) == outer;
}

static bool are_side_by_side(const struct walk *walk, uint32_t a, uint32_t b)
{
	uint32_t depth = depth_of(walk, a) < depth_of(walk, b) ? depth_of(walk, a) : depth_of(walk, b);

	a = lifted(walk, a, depth);
	b = lifted(walk, b, depth);
	while (a != b && a != NONE && b != NONE) {
		if (block_of(walk, a) == block_of(walk, b))
			return true;
		a = around(walk, a);
		b = around(walk, b);
	}
	return false;
}

/* A block around `branch` that `step` holds (or, with `then`, that goes on
 * with it); NONE when there is none. */
static uint32_t block_around(const struct walk *walk, uint32_t branch, uint32_t step, bool then)
{
	for (; branch != NONE; branch = around(walk, branch)) {
		uint32_t block = block_of(walk, branch);
		if ((then ? then_of(walk, block) : walk->pathway->blocks[block].holder) == step)
			return block;
	}
	return NONE;
}

static struct span arrow_at(const struct walk *walk, uint32_t arrow)
{
	return walk->pathway->arrows[arrow].at;
}

static struct span branch_at(const struct walk *walk, uint32_t branch)
{
	return arrow_at(walk, walk->pathway->branches[branch].arrow);
}

static const char *id_of(const struct walk *walk, uint32_t step)
{
	return load_shown(walk->load, view_of(walk->pathway->steps[step].id));
}

static void say(struct walk *walk, struct span at, struct span second, const char *second_says, const char *help,
		const char *message, uint32_t step)
{
	struct diagnostic *diagnostic =
	    diagnostic_error(walk->load->diagnostics, at, "'%s' %s", id_of(walk, step), message);

	load_second(diagnostic, second, second_says);
	diagnostic->help = help;
}

#define CLOSED_HELP "only the block's own arrow may lead into a branch, and only its 'then' out of it"

/* A branch leads back to where its block, or one around it, is held. */
static bool say_round(struct walk *walk, uint32_t arrow, uint32_t step, uint32_t branch)
{
	if (block_around(walk, branch, step, false) == NONE)
		return false;
	say(walk, arrow_at(walk, arrow), branch_at(walk, branch), "the branch starts here",
	    "a loop may go round the whole block: start it at 'then'",
	    "holds the block, and is reached again from inside a branch", step);
	return true;
}

/* A branch leads to the `then` of a block around its own. */
static bool say_beyond(struct walk *walk, uint32_t arrow, uint32_t step, uint32_t branch)
{
	uint32_t block = block_around(walk, branch, step, true);

	if (block == NONE)
		return false;
	say(walk, arrow_at(walk, arrow), arrow_at(walk, walk->pathway->blocks[block].then_arrow), "that 'then' is here",
	    "end the branch with the 'then' of its own block",
	    "is the 'then' of an outer block, and is reached inside its branch", step);
	return true;
}

/* A branch has reached a step that others reach, too, or where people start. */
static void say_leaves(struct walk *walk, uint32_t arrow, uint32_t step, uint32_t branch)
{
	uint32_t entered = walk->entered[step];

	if (say_beyond(walk, arrow, step, branch) || say_round(walk, arrow, step, branch))
		return;
	if (entered != NONE)
		say(walk, arrow_at(walk, entered), arrow_at(walk, arrow), "a branch leads there from here", CLOSED_HELP,
		    "lies inside a branch, and is reached from outside it", step);
	for (uint32_t i = 0; entered == NONE && i < walk->pathway->start_count; i++)
		if (walk->pathway->starts[i].step == step)
			say(walk, walk->load->starts.at[i], arrow_at(walk, arrow), "a branch leads there from here",
			    CLOSED_HELP, "lies inside a branch: people cannot start there", step);
}

/* An arrow has reached a step that lies elsewhere than the arrow supposes. */
static void say_open(struct walk *walk, uint32_t arrow, uint32_t step, uint32_t branch)
{
	uint32_t lies = walk->branch[step];

	if (walk->said[step])
		return;
	walk->said[step] = true;
	/* What is only counted is not looked into. */
	if (walk->load->diagnostics->errors >= DIAGNOSTICS_MOST) {
		diagnostic_error(walk->load->diagnostics, arrow_at(walk, arrow), "counted");
		return;
	}
	if (lies != NONE)
		walk->spoilt[block_of(walk, lies)] = true;
	if (branch != NONE)
		walk->spoilt[block_of(walk, branch)] = true;
	if (lies_in(walk, branch, lies))
		say_leaves(walk, arrow, step, branch);
	else if (are_side_by_side(walk, lies, branch))
		say(walk, arrow_at(walk, arrow), arrow_at(walk, walk->entered[step]),
		    "the other branch reaches it here", "what both branches lead to is the 'then' of the block",
		    "lies in two branches of one block", step);
	else
		say(walk, arrow_at(walk, arrow), branch_at(walk, lies), "the branch starts here", CLOSED_HELP,
		    "lies inside a branch, and is reached from outside it", step);
}

static void reach(struct walk *walk, uint32_t arrow, uint32_t step, uint32_t branch)
{
	if (step == NONE)
		return;
	if (walk->branch[step] == UNSEEN) {
		walk->branch[step] = branch;
		walk->entered[step] = arrow;
		*list_add(walk->load->scratch, &walk->steps) = step;
	} else if (walk->branch[step] != branch) {
		say_open(walk, arrow, step, branch);
	}
}

/* What was added last is passed first: so that is made the first. */
static void turn_round(struct walk *walk, uint32_t from)
{
	for (uint32_t a = from, b = walk->steps.count; a + 1 < b; a++) {
		uint32_t step = walk->steps.at[--b];
		walk->steps.at[b] = walk->steps.at[a];
		walk->steps.at[a] = step;
	}
}

/* Whether a way of a step inside a branch leads on in it. */
static bool goes_on_inside(struct walk *walk, uint32_t number, uint32_t branch)
{
	struct arrow *arrow = &walk->pathway->arrows[number];
	uint32_t then = then_of(walk, block_of(walk, branch));

	arrow->ends_branch = then != NONE && arrow->to == then;
	/* A new episode cannot start inside a branch; where it would is no matter. */
	return !arrow->ends_branch && !duration_given(&arrow->after);
}

static void pass_ways(struct walk *walk, const struct step *step, uint32_t branch)
{
	uint32_t from = walk->steps.count;

	for (uint32_t i = step->first_arrow; i < step->first_arrow + step->arrow_count; i++)
		if (branch == NONE || goes_on_inside(walk, i, branch))
			reach(walk, i, walk->load->ends.at[i], branch);
	turn_round(walk, from);
}

/* Whether a `then` ends the block around it, too, which is said. */
static bool ends_both(struct walk *walk, const struct block *block, uint32_t branch)
{
	uint32_t then = walk->pathway->arrows[block->then_arrow].to;
	uint32_t outer = branch == NONE ? NONE : block_of(walk, branch);

	if (outer == NONE || then_of(walk, outer) != then)
		return false;
	say(walk, arrow_at(walk, block->then_arrow), arrow_at(walk, walk->pathway->blocks[outer].then_arrow),
	    "the outer 'then' is here", "give the inner block a step of its own to go on with",
	    "is the 'then' of the block around this one, too", then);
	return true;
}

static void enter_branch(struct walk *walk, const struct block *block, uint32_t branch)
{
	uint32_t arrow = walk->pathway->branches[branch].arrow, to = walk->pathway->arrows[arrow].to;

	if (to != NONE && to == walk->pathway->arrows[block->then_arrow].to)
		say(walk, arrow_at(walk, arrow), arrow_at(walk, block->then_arrow), "'then' is here", NULL,
		    "is the 'then' of this block, and cannot start a branch of it", to);
	else
		reach(walk, arrow, to, branch);
}

static void say_too_deep(struct walk *walk, const struct block *block)
{
	diagnostic_error(walk->load->diagnostics, walk->pathway->steps[block->holder].at,
			 "blocks are nested more than %d deep here", MOST_DEPTH)
	    ->help = "draw what happens inside as one step, or in a file of its own";
	walk->too_deep = true;
}

/* `then` is taken note of first, and passed last. */
static void pass_block(struct walk *walk, uint32_t number, uint32_t branch)
{
	struct block *block = &walk->pathway->blocks[number];
	uint32_t then = walk->pathway->arrows[block->then_arrow].to;

	block->outer = branch;
	block->depth = depth_of(walk, branch);
	if (block->depth >= MOST_DEPTH)
		say_too_deep(walk, block);
	if (then == NONE || block->depth >= MOST_DEPTH)
		return;
	if (!ends_both(walk, block, branch))
		reach(walk, block->then_arrow, then, branch);
	uint32_t from = walk->steps.count;
	for (uint32_t i = block->first_branch; i < block->first_branch + block->branch_count; i++)
		enter_branch(walk, block, i);
	turn_round(walk, from);
}

/* Passes all that is still to be passed, and what that leads to. */
static void pass_all(struct walk *walk)
{
	while (walk->steps.count) {
		uint32_t number = walk->steps.at[--walk->steps.count];
		const struct step *step = &walk->pathway->steps[number];
		if (step->next == NEXT_BLOCK)
			pass_block(walk, step->block, walk->branch[number]);
		else
			pass_ways(walk, step, walk->branch[number]);
	}
}

/* Steps that nobody reaches: first those that no arrow leads to. */
static void walk_the_rest(struct walk *walk)
{
	struct pathway *pathway = walk->pathway;
	bool *led_to = ARENA_ARRAY(walk->load->scratch, bool, pathway->step_count);

	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		if (walk->load->ends.at[i] != NONE)
			led_to[walk->load->ends.at[i]] = true;
	for (uint32_t i = 0; i < 2 * pathway->step_count; i++) {
		uint32_t step =
		    i % pathway->step_count; /* NOLINT(clang-analyzer-core.DivideZero): no turn without steps */
		bool turn = i >= pathway->step_count || !led_to[step];
		if (turn && walk->branch[step] == UNSEEN)
			reach(walk, NONE, step, NONE);
		pass_all(walk);
	}
}

static void say_inside(struct walk *walk, struct span at, const char *what, uint32_t branch)
{
	struct diagnostic *diagnostic =
	    diagnostic_error(walk->load->diagnostics, at, "%s cannot stand inside a branch", what);

	load_second(diagnostic, branch_at(walk, branch), "the branch starts here");
	diagnostic->help = "a branch ends where an arrow reaches 'then', or at a step without 'next'";
}

/* Takes note of a step's branch, and says what may not stand inside one. */
static void check_inside(struct walk *walk, uint32_t number, uint32_t branch)
{
	struct step *step = &walk->pathway->steps[number];

	step->branch = branch;
	if (walk->spoilt[block_of(walk, branch)])
		return;
	if (step->outcome != NONE)
		say_inside(walk, walk->load->notes[number].outcome, "an 'outcome'", step->branch);
	for (uint32_t i = step->first_arrow; i < step->first_arrow + step->arrow_count; i++) {
		const struct arrow *arrow = &walk->pathway->arrows[i];
		if (arrow->role == ARROW_WAY && arrow->outcome != NONE)
			say_inside(walk, arrow->at, "an 'outcome'", step->branch);
		if (arrow->role == ARROW_WAY && duration_given(&arrow->after))
			say_inside(walk, arrow->at, "an arrow with 'after'", step->branch);
	}
}

void blocks_find(struct load *load)
{
	struct pathway *pathway = load->pathway;
	struct walk walk = {.load = load, .pathway = pathway};

	if (pathway->block_count == 0)
		return;
	walk.branch = ARENA_ARRAY(load->scratch, uint32_t, pathway->step_count);
	walk.entered = ARENA_ARRAY(load->scratch, uint32_t, pathway->step_count);
	walk.said = ARENA_ARRAY(load->scratch, bool, pathway->step_count);
	walk.spoilt = ARENA_ARRAY(load->scratch, bool, pathway->block_count);
	for (uint32_t i = 0; i < pathway->step_count; i++)
		walk.branch[i] = UNSEEN;
	for (uint32_t i = 0; i < pathway->start_count; i++)
		reach(&walk, NONE, pathway->starts[i].step, NONE);
	turn_round(&walk, 0);
	pass_all(&walk);
	/* With ways missing, what is not reached may well be meant to be. */
	if (!load->broken_ways && !walk.too_deep)
		walk_the_rest(&walk);
	for (uint32_t i = 0; i < pathway->step_count; i++)
		if (walk.branch[i] != UNSEEN && walk.branch[i] != NONE)
			check_inside(&walk, i, walk.branch[i]);
}
