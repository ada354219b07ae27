/* Ranks: what comes before stands left of what comes after. Loops are opened
 * where a search from the starts, in the order of the file, comes back to
 * where it is; everything else has the length of the longest way to it. */
#include "layout/layout.h"

#include <string.h>

static struct neighbours sort_orders(struct plan *plan, bool by_to)
{
	uint32_t count = plan->boxes.count;
	struct neighbours list = {
	    .first = ARENA_ARRAY(plan->scratch, uint32_t, count + 2),
	    .at = ARENA_ARRAY(plan->scratch, uint32_t, plan->orders.count),
	};
	for (uint32_t i = 0; i < plan->orders.count; i++)
		list.first[(by_to ? plan->orders.at[i].to : plan->orders.at[i].from) + 2]++;
	for (uint32_t i = 2; i <= count; i++)
		list.first[i] += list.first[i - 1];
	for (uint32_t i = 0; i < plan->orders.count; i++)
		list.at[list.first[(by_to ? plan->orders.at[i].to : plan->orders.at[i].from) + 1]++] = i;
	return list;
}

struct search {
	struct plan *plan;
	struct neighbours after;
	uint8_t *state;       /* of boxes: 0 new, 1 on the way, 2 done */
	uint32_t *way, *next; /* boxes on the way; of each the next order to look at */
	uint32_t *done;       /* boxes, the last one first */
	uint32_t done_count;
};

static void search_step(struct search *search, uint32_t *depth)
{
	uint32_t box = search->way[*depth - 1];
	if (search->next[box] == search->after.first[box + 1]) {
		search->state[box] = 2;
		search->done[search->done_count++] = box;
		--*depth;
		return;
	}
	struct order *order = &search->plan->orders.at[search->after.at[search->next[box]++]];
	if (search->state[order->to] == 1)
		order->back = true;
	else if (search->state[order->to] == 0) {
		search->state[order->to] = 1;
		search->way[(*depth)++] = order->to;
	}
}

static void search_from(struct search *search, uint32_t box)
{
	uint32_t depth = 1;
	if (search->state[box] != 0)
		return;
	search->state[box] = 1;
	search->way[0] = box;
	while (depth > 0)
		search_step(search, &depth);
}

/* Marks the orders that lead back; gives the boxes, each after all that it comes before. */
static uint32_t *open_loops(struct plan *plan, struct neighbours after)
{
	uint32_t count = plan->boxes.count;
	struct search search = {
	    .plan = plan,
	    .after = after,
	    .state = ARENA_ARRAY(plan->scratch, uint8_t, count),
	    .way = ARENA_ARRAY(plan->scratch, uint32_t, count + 1),
	    .next = ARENA_ARRAY(plan->scratch, uint32_t, count),
	    .done = ARENA_ARRAY(plan->scratch, uint32_t, count),
	};
	memcpy(search.next, after.first, count * sizeof *search.next);
	for (uint32_t i = 0; i < plan->pathway->start_count; i++)
		search_from(&search, plan->pathway->starts[i].step);
	for (uint32_t i = 0; i < count; i++)
		search_from(&search, i);
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++)
		plan->leads[i].back = plan->orders.at[i].back;
	return search.done;
}

/* As far left as what comes before allows. */
static void rank_by_longest_way(struct plan *plan, const uint32_t *done, struct neighbours after)
{
	for (uint32_t i = plan->boxes.count; i-- > 0;) {
		struct box *box = &plan->boxes.at[done[i]];
		for (uint32_t j = after.first[done[i]]; j < after.first[done[i] + 1]; j++) {
			const struct order *order = &plan->orders.at[after.at[j]];
			struct box *to = &plan->boxes.at[order->to];
			if (!order->back && to->rank < box->rank + 1)
				to->rank = box->rank + 1;
		}
	}
}

/* Boxes that more arrows leave than come to stand as far right as they can. */
static void tighten(struct plan *plan, const uint32_t *done, struct neighbours after, struct neighbours before)
{
	for (uint32_t i = 0; i < plan->boxes.count; i++) {
		uint32_t number = done[i], latest = UINT32_MAX, leave = 0, come = 0;
		for (uint32_t j = after.first[number]; j < after.first[number + 1]; j++) {
			const struct order *order = &plan->orders.at[after.at[j]];
			uint32_t rank = plan->boxes.at[order->to].rank;
			if (order->back || plan->boxes.at[order->to].kind == BOX_ENDING)
				continue;
			leave++;
			latest = rank < latest ? rank : latest;
		}
		for (uint32_t j = before.first[number]; j < before.first[number + 1]; j++)
			come += !plan->orders.at[before.at[j]].back;
		if (leave > come && latest != UINT32_MAX)
			plan->boxes.at[number].rank = latest - 1;
	}
}

/* The name of an outcome stands next to the step that ends there. */
static void rank_endings(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++) {
		struct box *to = &plan->boxes.at[plan->leads[i].to];
		if (to->kind == BOX_ENDING)
			to->rank = plan->boxes.at[plan->leads[i].from].rank + 1;
	}
}

/* Boxes by rank, then by lane, then as they are. */
static void sort_boxes(struct plan *plan)
{
	uint32_t count = plan->boxes.count;
	uint32_t *by_lane = ARENA_ARRAY(plan->scratch, uint32_t, count);
	uint32_t *first = ARENA_ARRAY(plan->scratch, uint32_t, plan->lane_count + 1);
	for (uint32_t i = 0; i < count; i++)
		first[plan->boxes.at[i].lane + 1]++;
	for (uint32_t i = 0; i < plan->lane_count; i++)
		first[i + 1] += first[i];
	for (uint32_t i = 0; i < count; i++)
		by_lane[first[plan->boxes.at[i].lane]++] = i;
	for (uint32_t i = 0; i < count; i++)
		if (plan->boxes.at[i].rank >= plan->rank_count)
			plan->rank_count = plan->boxes.at[i].rank + 1;
	uint32_t *begin = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 2);
	plan->in_rank = ARENA_ARRAY(plan->scratch, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		begin[plan->boxes.at[i].rank + 2]++;
	for (uint32_t i = 2; i <= plan->rank_count; i++)
		begin[i] += begin[i - 1];
	for (uint32_t i = 0; i < count; i++)
		plan->in_rank[begin[plan->boxes.at[by_lane[i]].rank + 1]++] = by_lane[i];
	plan->first_in_rank = begin;
}

static void measure_ranks(struct plan *plan)
{
	plan->rank_columns = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 1);
	for (uint32_t i = 0; i < plan->boxes.count; i++) {
		const struct box *box = &plan->boxes.at[i];
		if (plan->rank_columns[box->rank] < box->columns)
			plan->rank_columns[box->rank] = box->columns;
	}
}

void set_ranks(struct plan *plan)
{
	plan->after = sort_orders(plan, false);
	plan->before = sort_orders(plan, true);
	const uint32_t *done = open_loops(plan, plan->after);
	rank_by_longest_way(plan, done, plan->after);
	tighten(plan, done, plan->after, plan->before);
	rank_endings(plan);
	sort_boxes(plan);
	measure_ranks(plan);
}
