/* Hand-offs: where responsibility passes on.
 *
 * From each step with holders its responsibility is carried along the arrows
 * to the next step with holders; the person's own steps in between pass it on.
 * What is carried, from which step and whether anyone was told on the way,
 * goes through a network of its own (the carrying network): three places for
 * each step without holders, one for each state of enum told. */
#include "analyse/team_sets.h"
#include "analyse/work.h"

#include <math.h>
#include <string.h>

/* One way for responsibility to get from a step to the next: an arrow, or an
 * arrow that ends a branch and then the block's `then` arrow. */
struct hop {
	uint32_t to;
	double share;
	uint32_t arrow; /* NONE for the `then` of a block in which nobody arrived */
	uint32_t then;  /* the `then` arrow that follows, or NONE */
};

struct carried {
	double times, waiting;
};

struct handoffs {
	struct work *work;
	const struct pathway *pathway;
	uint32_t *first_hop; /* of a step */
	LIST(struct hop) hops;
	uint32_t *own; /* of a step without holders: its number among those, else NONE */
	uint32_t *own_step;
	uint32_t own_count;
	struct network *network; /* arcs' subjects are hops */
	uint32_t *place_own;     /* of a place: 3 × own number + state */
	struct loop **loops;     /* of a component that goes round */
	struct loop_work *loop_work;
	lanes *visits; /* for one loop at a time */
	/* What is carried from the step at work. */
	uint32_t from;
	struct carried *carried; /* of a place of the network */
	uint32_t *heap;          /* components that something has come to, the first on top */
	uint32_t heap_count;
	bool *in_heap;        /* of a component */
	uint32_t *passage_of; /* of a step: its passage in work->passages if that is from first_passage on */
	uint32_t first_passage;
	double effort; /* for work_spend() */
};

/* A hop takes about as long as so many multiplications. */
enum { EFFORT_OF_HOP = 8 };

static bool bad_news(const struct arrow *arrow)
{
	if (arrow->via == VIA_NOTHING || arrow->via == VIA_THE_PERSON)
		return true;
	return (arrow->via == VIA_LETTER || arrow->via == VIA_FAX) && arrow->sends.count == 0;
}

enum told arrow_told(const struct arrow *arrow)
{
	if (arrow->via == VIA_NOT_SAID)
		return TOLD_NOT_SAID;
	return bad_news(arrow) ? TOLD_NOTHING : TOLD;
}

/* ---- Hops ----------------------------------------------------------------- */

/* P(the branch arrives at `then` once it was started): it is entered only at
 * its first step, so what arrives is all the visits to its ends. */
static double *arrival_chances(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	double *arrives = ARENA_ARRAY(work->scratch, double, pathway->branch_count);
	for (uint32_t a = 0; a < pathway->arrow_count; a++) {
		const struct arrow *arrow = &pathway->arrows[a];
		if (arrow->ends_branch)
			arrives[pathway->steps[arrow->from].branch] += arrow_traversals(work, arrow);
	}
	for (uint32_t b = 0; b < pathway->branch_count; b++) {
		double started = arrow_traversals(work, &pathway->arrows[pathway->branches[b].arrow]);
		arrives[b] = started > 0 ? fmin(1, arrives[b] / started) : 0;
	}
	return arrives;
}

static void add_hop(struct handoffs *handoffs, uint32_t to, double share, uint32_t arrow, uint32_t then)
{
	if (share > 0)
		*list_add(handoffs->work->scratch, &handoffs->hops) = (struct hop){to, share, arrow, then};
}

static void add_block_hops(struct handoffs *handoffs, const struct block *block, const double *arrives)
{
	const struct pathway *pathway = handoffs->pathway;
	double none_arrives = 1;
	for (uint32_t b = block->first_branch; b < block->first_branch + block->branch_count; b++) {
		uint32_t a = pathway->branches[b].arrow;
		const struct arrow *arrow = &pathway->arrows[a];
		add_hop(handoffs, arrow->to, arrow->share, a, NONE);
		if (!arrow->goes_on)
			none_arrives *= 1 - arrow->share * arrives[b];
	}
	if (none_arrives > 1e-15)
		add_hop(handoffs, pathway->arrows[block->then_arrow].to, none_arrives, NONE, block->then_arrow);
}

static void add_way_hops(struct handoffs *handoffs, const struct step *step)
{
	const struct pathway *pathway = handoffs->pathway;
	for (uint32_t a = step->first_arrow; a < step->first_arrow + step->arrow_count; a++) {
		const struct arrow *arrow = &pathway->arrows[a];
		if (arrow->to == NONE || duration_given(&arrow->after))
			continue;
		if (!arrow->ends_branch) {
			add_hop(handoffs, arrow->to, arrow->share, a, NONE);
			continue;
		}
		const struct branch *branch = &pathway->branches[step->branch];
		if (!pathway->arrows[branch->arrow].goes_on)
			add_hop(handoffs, arrow->to, arrow->share, a, pathway->blocks[branch->block].then_arrow);
	}
}

static void find_hops(struct handoffs *handoffs)
{
	const struct pathway *pathway = handoffs->pathway;
	const double *arrives = arrival_chances(handoffs->work);
	handoffs->first_hop = ARENA_ARRAY(handoffs->work->scratch, uint32_t, pathway->step_count + 1);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		const struct step *step = &pathway->steps[s];
		if (step->next == NEXT_WAYS)
			add_way_hops(handoffs, step);
		else if (step->next == NEXT_BLOCK)
			add_block_hops(handoffs, &pathway->blocks[step->block], arrives);
		handoffs->first_hop[s + 1] = handoffs->hops.count;
	}
}

static enum told told_after(const struct handoffs *handoffs, enum told before, const struct hop *hop)
{
	enum told told = before;
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): hops are those of handoffs->hops */
	const uint32_t arrows[] = {hop->arrow, hop->then};
	for (int i = 0; i < 2; i++)
		if (arrows[i] != NONE) {
			enum told now = arrow_told(&handoffs->pathway->arrows[arrows[i]]);
			told = now > told ? now : told;
		}
	return told;
}

static double hop_waiting(const struct handoffs *handoffs, const struct hop *hop)
{
	double waiting = 0;
	if (hop->arrow != NONE)
		waiting += duration_mean(&handoffs->pathway->arrows[hop->arrow].wait);
	if (hop->then != NONE)
		waiting += duration_mean(&handoffs->pathway->arrows[hop->then].wait);
	return waiting;
}

/* ---- The carrying network -------------------------------------------------- */

static void number_own_steps(struct handoffs *handoffs)
{
	const struct pathway *pathway = handoffs->pathway;
	struct arena *arena = handoffs->work->scratch;
	handoffs->own = ARENA_ARRAY(arena, uint32_t, pathway->step_count);
	handoffs->own_step = ARENA_ARRAY(arena, uint32_t, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		handoffs->own[s] = NONE;
		if (step_holders_set(handoffs->work->teams, s)->staff.count > 0)
			continue;
		handoffs->own_step[handoffs->own_count] = s;
		handoffs->own[s] = handoffs->own_count++;
	}
}

static void build_network(struct handoffs *handoffs)
{
	struct arena *arena = handoffs->work->scratch;
	uint32_t count = 3 * handoffs->own_count;
	uint32_t *first_arc = ARENA_ARRAY(arena, uint32_t, count + 1);
	LIST(struct arc) arcs = {0};
	for (uint32_t number = 0; number < count; number++) {
		uint32_t step = handoffs->own_step[number / 3];
		for (uint32_t h = handoffs->first_hop[step]; h < handoffs->first_hop[step + 1]; h++) {
			const struct hop *hop = &handoffs->hops.at[h];
			if (handoffs->own[hop->to] == NONE)
				continue;
			uint32_t to = 3 * handoffs->own[hop->to] + told_after(handoffs, number % 3, hop);
			*list_add(arena, &arcs) = (struct arc){.to = to, .subject = h, .share = hop->share};
		}
		first_arc[number + 1] = arcs.count;
	}
	handoffs->network = network_build(arena, arena, count, first_arc, arcs.at);
}

/* What leaves a place. A block hands on more than it takes in, since each
 * branch that arrives counts: then this is below zero, and the equations hold
 * all the same. */
static double *leaving_shares(const struct handoffs *handoffs)
{
	const struct network *network = handoffs->network;
	double *leaves = ARENA_ARRAY(handoffs->work->scratch, double, network->place_count);
	for (uint32_t p = 0; p < network->place_count; p++) {
		leaves[p] = 1;
		for (uint32_t a = network->first_arc[p]; a < network->first_arc[p + 1]; a++)
			leaves[p] -= network->arcs[a].share;
	}
	return leaves;
}

/* All steps of a component are reached when one is. */
static bool is_visited(const struct handoffs *handoffs, uint32_t component)
{
	uint32_t place = handoffs->network->first_place[component];
	return handoffs->work->visits[handoffs->own_step[handoffs->place_own[place] / 3]] > 0;
}

/* The steps of a component of the network, each once. */
static struct indexes steps_of_loop(const struct handoffs *handoffs, uint32_t component)
{
	const uint32_t *first = &handoffs->network->first_place[component];
	bool *seen = ARENA_ARRAY(handoffs->work->scratch, bool, handoffs->own_count);
	LIST(uint32_t) steps = {0};
	for (uint32_t p = first[0]; p < first[1]; p++) {
		uint32_t own = handoffs->place_own[p] / 3;
		if (!seen[own])
			*list_add(handoffs->work->scratch, &steps) = handoffs->own_step[own];
		seen[own] = true;
	}
	return (struct indexes){steps.at, steps.count};
}

static _Noreturn void refuse_loop(const struct handoffs *handoffs, uint32_t component, const char *format)
{
	struct work *work = handoffs->work;
	struct indexes steps = steps_of_loop(handoffs, component);
	const char *names = pathway_name_steps(work->scratch, work->pathway, steps);
	work_refuse(work, pathway_first_of(work->pathway, steps),
		    "say in 'responsible' which team answers for the person at one of these steps", "%s: %s", format,
		    names);
}

/* Branches that all arrive can make more of what is carried at each round than
 * leaves the loop. */
static void check_loop(const struct handoffs *handoffs, uint32_t component)
{
	if (is_visited(handoffs, component) && !loop_settles(handoffs->loops[component]))
		refuse_loop(handoffs, component,
			    "no team answers for people at these steps, and each round through them brings more "
			    "hand-offs than the one before, without end");
}

static void prepare_carrying(struct handoffs *handoffs)
{
	struct arena *arena = handoffs->work->scratch;
	const struct network *network = handoffs->network;
	const double *leaves = leaving_shares(handoffs);
	handoffs->place_own = ARENA_ARRAY(arena, uint32_t, network->place_count);
	for (uint32_t number = 0; number < network->place_count; number++)
		handoffs->place_own[network->place[number]] = number;
	handoffs->loops = ARENA_ARRAY(arena, struct loop *, network->component_count);
	uint32_t tangled = loops_new(arena, network, leaves, handoffs->loops);
	if (tangled != NONE)
		refuse_loop(handoffs, tangled,
			    "these steps, for which no team answers, lead back to one another in too many ways to be "
			    "counted");
	for (uint32_t c = 0; c < network->component_count; c++)
		if (handoffs->loops[c])
			check_loop(handoffs, c);
	handoffs->loop_work = loop_work_new(arena, handoffs->loops, network->component_count);
	handoffs->visits = ARENA_ARRAY(arena, lanes, network->place_count);
	handoffs->carried = ARENA_ARRAY(arena, struct carried, network->place_count);
	handoffs->heap = ARENA_ARRAY(arena, uint32_t, network->component_count);
	handoffs->in_heap = ARENA_ARRAY(arena, bool, network->component_count);
	handoffs->passage_of = ARENA_ARRAY(arena, uint32_t, handoffs->pathway->step_count);
}

static void heap_add(struct handoffs *handoffs, uint32_t component)
{
	if (handoffs->in_heap[component])
		return;
	handoffs->in_heap[component] = true;
	uint32_t i = handoffs->heap_count++;
	while (i > 0 && handoffs->heap[(i - 1) / 2] > component) {
		handoffs->heap[i] = handoffs->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	handoffs->heap[i] = component;
}

static uint32_t heap_take(struct handoffs *handoffs)
{
	uint32_t *heap = handoffs->heap, top = heap[0], last = heap[--handoffs->heap_count], i = 0;
	for (;;) {
		uint32_t child = 2 * i + 1;
		if (child >= handoffs->heap_count)
			break;
		if (child + 1 < handoffs->heap_count && heap[child + 1] < heap[child])
			child++;
		if (heap[child] >= last)
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = last;
	handoffs->in_heap[top] = false;
	return top;
}

/* ---- Passages --------------------------------------------------------------- */

/* The step without holders that joins most steps before it to most behind. */
static uint32_t busiest_own_step(const struct handoffs *handoffs)
{
	double *in = ARENA_ARRAY(handoffs->work->scratch, double, handoffs->pathway->step_count), most = -1;
	uint32_t busiest = NONE;
	for (uint32_t h = 0; h < handoffs->hops.count; h++)
		in[handoffs->hops.at[h].to]++;
	for (uint32_t number = 0; number < handoffs->own_count; number++) {
		uint32_t s = handoffs->own_step[number];
		double ways = in[s] * (handoffs->first_hop[s + 1] - handoffs->first_hop[s]);
		if (ways > most) {
			most = ways;
			busiest = s;
		}
	}
	return busiest;
}

static _Noreturn void refuse_passages(const struct handoffs *handoffs)
{
	uint32_t s = busiest_own_step(handoffs);
	const struct step *step = &handoffs->pathway->steps[s == NONE ? handoffs->from : s];
	work_refuse(
	    handoffs->work, step->at,
	    "say in 'responsible' which team answers for the person at this step, or draw several steps in its place",
	    "people are handed over in more than %s different ways, most of them through '%s'", "1,000,000", step->id);
}

static struct passage *passage_to(struct handoffs *handoffs, uint32_t to)
{
	struct work *work = handoffs->work;
	uint32_t known = handoffs->passage_of[to];
	if (known >= handoffs->first_passage && known < work->passages.count && work->passages.at[known].to == to)
		return &work->passages.at[known];
	if (work->passages.count == MOST_FINDINGS)
		refuse_passages(handoffs);
	handoffs->passage_of[to] = work->passages.count;
	struct passage *passage = list_add(work->scratch, &work->passages);
	*passage = (struct passage){.from = handoffs->from, .to = to, .arrow = NONE};
	return passage;
}

static void note_straight_arrow(const struct handoffs *handoffs, struct passage *passage, const struct hop *hop)
{
	uint32_t arrow = hop->arrow != NONE ? hop->arrow : hop->then;
	if (passage->arrow == NONE)
		passage->arrow = arrow;
	if (handoffs->pathway->arrows[arrow].sends.count > 0)
		passage->sends = true;
}

/* What is carried along one hop: to a step with holders, where it is a
 * passage, or to another of the person's own. */
static void carry(struct handoffs *handoffs, const struct hop *hop, enum told before, struct carried here,
		  bool straight)
{
	enum told told = told_after(handoffs, before, hop);
	handoffs->effort += EFFORT_OF_HOP;
	struct carried there = {.times = here.times * hop->share};
	there.waiting = here.waiting * hop->share + there.times * hop_waiting(handoffs, hop);
	if (handoffs->own[hop->to] == NONE) {
		struct passage *passage = passage_to(handoffs, hop->to);
		passage->times[told] += there.times;
		passage->waiting += there.waiting;
		if (straight)
			note_straight_arrow(handoffs, passage, hop);
		return;
	}
	uint32_t place = handoffs->network->place[3 * handoffs->own[hop->to] + told];
	handoffs->carried[place].times += there.times;
	handoffs->carried[place].waiting += there.waiting;
	heap_add(handoffs, handoffs->network->component[place]);
}

/* Within a loop: first how often, then the waiting, which is added to on every
 * arc inside it. */
static void settle_loop(struct handoffs *handoffs, uint32_t component)
{
	const struct network *network = handoffs->network;
	uint32_t first = network->first_place[component], end = network->first_place[component + 1];
	lanes *visits = handoffs->visits;
	for (uint32_t p = first; p < end; p++)
		visits[p - first] = (lanes){handoffs->carried[p].times};
	handoffs->effort += loop_solve(handoffs->loops[component], handoffs->loop_work, NULL, visits);
	for (uint32_t p = first; p < end; p++) {
		handoffs->carried[p].times = visits[p - first][0];
		for (uint32_t a = network->first_arc[p]; a < network->first_arc[p + 1]; a++) {
			const struct arc *arc = &network->arcs[a];
			if (network->component[arc->to] == component)
				handoffs->carried[arc->to].waiting +=
				    visits[p - first][0] * arc->share *
				    hop_waiting(handoffs, &handoffs->hops.at[arc->subject]);
		}
	}
	for (uint32_t p = first; p < end; p++)
		visits[p - first] = (lanes){handoffs->carried[p].waiting};
	handoffs->effort += loop_solve(handoffs->loops[component], handoffs->loop_work, NULL, visits);
	for (uint32_t p = first; p < end; p++)
		handoffs->carried[p].waiting = visits[p - first][0];
}

static void pass_component_on(struct handoffs *handoffs, uint32_t component)
{
	const struct network *network = handoffs->network;
	bool loop = handoffs->loops[component] != NULL;
	if (loop)
		settle_loop(handoffs, component);
	for (uint32_t p = network->first_place[component]; p < network->first_place[component + 1]; p++) {
		struct carried here = handoffs->carried[p];
		handoffs->carried[p] = (struct carried){0};
		uint32_t step = handoffs->own_step[handoffs->place_own[p] / 3];
		enum told told = handoffs->place_own[p] % 3;
		for (uint32_t h = handoffs->first_hop[step]; here.times > 0 && h < handoffs->first_hop[step + 1]; h++) {
			const struct hop *hop = &handoffs->hops.at[h];
			uint32_t own = handoffs->own[hop->to];
			if (loop && own != NONE &&
			    network->component[network->place[3 * own + told_after(handoffs, told, hop)]] == component)
				continue;
			carry(handoffs, hop, told, here, false);
		}
	}
}

static void carry_from(struct handoffs *handoffs, uint32_t from)
{
	struct carried here = {.times = handoffs->work->visits[from]};
	handoffs->from = from;
	handoffs->first_passage = handoffs->work->passages.count;
	if (!(here.times > 0))
		return;
	for (uint32_t h = handoffs->first_hop[from]; h < handoffs->first_hop[from + 1]; h++)
		carry(handoffs, &handoffs->hops.at[h], TOLD_NOT_SAID, here, true);
	while (handoffs->heap_count > 0)
		pass_component_on(handoffs, heap_take(handoffs));
	work_spend(handoffs->work, handoffs->effort, handoffs->pathway->steps[from].at,
		   "ways to be handed over through steps for which no team answers");
	handoffs->effort = 0;
}

void measure_handoffs(struct work *work)
{
	struct handoffs handoffs = {.work = work, .pathway = work->pathway};
	find_hops(&handoffs);
	number_own_steps(&handoffs);
	build_network(&handoffs);
	prepare_carrying(&handoffs);
	for (uint32_t s = 0; s < work->pathway->step_count; s++)
		if (handoffs.own[s] == NONE)
			carry_from(&handoffs, s);
	judge_passages(work);
	find_bounces(work);
}
