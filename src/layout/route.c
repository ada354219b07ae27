/* Each lead gets its course: the cheapest of those that its rows, the rows
 * between them and a few beside allow; where that is dear, a new row. Short
 * leads go first, loops last, the short ones near what they go round. */
#include "layout/route.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static uint32_t apart(uint32_t one, uint32_t other)
{
	return one < other ? other - one : one - other;
}

static bool try_option(struct routing *routing, struct option *option)
{
	if (option->new_lane != NONE)
		option->course.middle = row_insert(routing->plan, option->new_lane, option->above);
	return try_course(routing, &option->course);
}

static bool try_options(struct routing *routing, uint32_t first)
{
	for (uint32_t i = first; i < routing->option_count; i++)
		if (routing->options[i].cost < routing->by_new_row.cost && try_option(routing, &routing->options[i]))
			return true;
	return false;
}

/* Whether another course could be better than along the rows of the two boxes:
 * it would have two bars, and between neighbouring ranks it meets the same. */
static bool direct_is_best(const struct routing *routing)
{
	double least = COST_ROW * rows_apart(routing->plan, routing->from->row, routing->to->row) + 2 * COST_BAR;
	return routing->option_count > 0 &&
	       (routing->first_gap == routing->last_gap || routing->options[0].cost <= least);
}

static void start_options(struct routing *routing, double margin)
{
	routing->option_count = 0;
	routing->margin = margin;
	set_limit(routing);
}

static void set_lead(struct routing *routing, struct lead *lead)
{
	struct plan *plan = routing->plan;
	routing->lead = lead;
	routing->from = &plan->boxes.at[lead->from];
	routing->to = &plan->boxes.at[lead->to];
	routing->first_gap = routing->from->rank + 1;
	routing->last_gap = routing->to->rank;
	routing->by_new_row = (struct option){.cost = INFINITY};
	start_options(routing, INFINITY);
}

/* What runs along the rows of the two boxes, and what is had by a new row. */
static void list_anew(struct routing *routing)
{
	start_options(routing, INFINITY);
	list_direct(routing);
	find_new_row(routing);
}

/* First, after the cheapest, what is not much dearer than it, then whatever is cheaper than a new row. */
static bool route_by_others(struct routing *routing)
{
	list_anew(routing);
	routing->margin = COST_CROSSING;
	set_limit(routing);
	list_by_rows(routing);
	if (try_options(routing, 1))
		return true;
	start_options(routing, INFINITY);
	list_by_rows(routing);
	return try_options(routing, 0);
}

/* The cheapest course of all mostly fits: what comes close to it is worked out only where it does not. */
static bool route_by_rows(struct routing *routing)
{
	list_cheapest(routing);
	struct option cheapest = {.cost = INFINITY};
	if (routing->option_count > 0)
		cheapest = routing->options[0];
	if (cheapest.cost >= least_by_new_row(routing))
		list_anew(routing);
	if (cheapest.cost >= routing->by_new_row.cost)
		return false;
	return try_option(routing, &cheapest) || route_by_others(routing);
}

static void route(struct routing *routing, struct lead *lead)
{
	set_lead(routing, lead);
	if (apart(routing->from->rank, routing->to->rank) > FAR) {
		route_far(routing);
		return;
	}
	list_direct(routing);
	if (direct_is_best(routing) && try_options(routing, 0))
		return;
	find_candidates(routing);
	if (route_by_rows(routing))
		return;
	bool fits = try_option(routing, &routing->by_new_row);
	assert(fits);
	(void)fits;
}

struct turn {
	uint32_t lead, weight;
};

static int by_weight(const void *a, const void *b)
{
	const struct turn *one = a, *other = b;
	if (one->weight != other->weight)
		return one->weight < other->weight ? -1 : 1;
	return one->lead < other->lead ? -1 : one->lead > other->lead;
}

static struct turn *sort_leads(struct plan *plan)
{
	struct turn *turns = ARENA_ARRAY(plan->scratch, struct turn, plan->pathway->arrow_count);
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++) {
		const struct box *from = &plan->boxes.at[plan->leads[i].from], *to = &plan->boxes.at[plan->leads[i].to];
		uint32_t ranks = apart(from->rank, to->rank), rows = apart(from->row, to->row);
		uint32_t weight = (ranks < 1 << 24 ? ranks : 1 << 24) * 64 + (rows < 63 ? rows : 63);
		turns[i] = (struct turn){i, weight | (plan->leads[i].back ? UINT32_C(1) << 31 : 0)};
	}
	qsort(turns, plan->pathway->arrow_count, sizeof *turns, by_weight);
	return turns;
}

/* For more uses than this room is taken as they come. */
enum { USES_EXPECTED = 64 << 10 };

/* About as many as there will be, so that what they lie in need not grow, which
 * would touch as much memory again. Leads that lie on one another need no use
 * each: on small and large maps five eighths are left, but of many ways between
 * the same two steps almost none. */
static void make_room_for_uses(struct plan *plan)
{
	uint32_t count = plan->boxes.count;
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++) {
		const struct lead *lead = &plan->leads[i];
		uint32_t ranks = apart(plan->boxes.at[lead->from].rank, plan->boxes.at[lead->to].rank);
		count += 3 + (ranks < FAR ? 2 * ranks : 3);
	}
	count = count / 8 * 5;
	uses_reserve(plan, count < USES_EXPECTED ? count : USES_EXPECTED);
}

/* The cell of a box is taken. */
static void use_boxes(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->boxes.count; i++) {
		const struct box *box = &plan->boxes.at[i];
		use_add(plan, &(struct use){
				  .row = box->row,
				  .position = position_of_rank(box->rank),
				  .reach = REACH_THROUGH,
				  .left = NONE,
				  .right = NONE,
				  .leaves = NONE,
				  .comes = NONE,
				  .label = NONE,
				  .taken = true,
			      });
	}
}

void route_leads(struct plan *plan)
{
	struct routing *routing = ARENA_NEW(plan->scratch, struct routing);
	routing->plan = plan;
	plan->gap_items = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 1);
	plan->gap_rows = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 1);
	plan->lane_far = ARENA_ARRAY(plan->scratch, uint32_t, plan->lane_count);
	for (uint32_t i = 0; i < plan->lane_count; i++)
		plan->lane_far[i] = NONE;
	for (uint32_t i = 0; i <= plan->rank_count; i++)
		plan->gap_items[i] = plan->gap_rows[i] = NONE;
	make_room_for_uses(plan);
	use_boxes(plan);
	const struct turn *turns = sort_leads(plan);
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++)
		route(routing, &plan->leads[turns[i].lead]);
}
