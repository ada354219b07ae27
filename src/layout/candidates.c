/* The rows by which a lead could go from the gap behind its first box to the one
 * before its last, and what that costs: so much of it as can be said of all of
 * them at once. */
#include "layout/route.h"

/* ---- Which rows ----------------------------------------------------------------------- */

static void add_candidate(const struct routing *routing, struct candidates *candidates, uint32_t row)
{
	const struct row *added = &routing->plan->rows.at[row];
	if (added->lane == NONE || added->far != NONE || row == routing->from->row || row == routing->to->row)
		return;
	candidates->at[candidates->count++] = (struct candidate){.row = row, .order = added->order};
}

static void list_rows(const struct routing *routing, struct candidates *candidates)
{
	const struct plan *plan = routing->plan;
	uint32_t one = routing->from->row, other = routing->to->row;
	uint32_t top = row_is_above(plan, one, other) ? one : other, bottom = top == one ? other : one, row = top;
	candidates->count = 0;
	for (uint32_t i = 0; plan->rows.at[row].above != NONE && i < ROWS_BESIDE; i++)
		row = plan->rows.at[row].above;
	for (; row != top; row = plan->rows.at[row].below)
		add_candidate(routing, candidates, row);
	for (uint32_t i = 0; row != bottom && i < ROWS_BETWEEN; i++, row = plan->rows.at[row].below)
		add_candidate(routing, candidates, row);
	row = bottom;
	for (uint32_t i = 0; row != NONE && i < ROWS_BESIDE; i++, row = plan->rows.at[row].below)
		add_candidate(routing, candidates, row);
}

/* ---- What they cross ------------------------------------------------------------------ */

/* Of each candidate how much more is crossed than by the one before it. */
typedef uint32_t change_list[ROWS_LOOKED + 1];

/* The first candidate below that order. */
static uint32_t first_below(const struct candidates *candidates, uint64_t order)
{
	uint32_t low = 0, high = candidates->count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (candidates->at[middle].order <= order)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The bars between the gap where a row is turned into and the one where it is left. */
static void count_bars(const struct routing *routing, struct candidates *candidates)
{
	const struct plan *plan = routing->plan;
	bool back = routing->last_gap < routing->first_gap;
	uint32_t left = back ? routing->last_gap : routing->first_gap;
	uint32_t right = back ? routing->first_gap : routing->last_gap, crossed = 0;
	change_list changes = {0};
	for (uint32_t gap = left + 1; gap < right; gap++)
		for (uint32_t i = plan->gap_items[gap]; i != NONE; i = plan->items.at[i].next_in_gap) {
			const struct item *item = &plan->items.at[i];
			if (item->is_label)
				continue;
			changes[first_below(candidates, item->top_order)]++;
			changes[first_below(candidates, item->bottom_order - 1)]--;
		}
	for (uint32_t i = 0; i < candidates->count; i++)
		candidates->at[i].bars_crossed = crossed += changes[i];
}

/* The rows that run through the gap of a bar, between the candidate and the box of the bar. */
static void count_rows(const struct plan *plan, struct candidates *candidates, uint32_t number)
{
	const struct new_bar *bar = &candidates->bars[number];
	uint64_t box = bar->order[number];
	uint32_t looked = 0, crossed = 0;
	change_list changes = {0};
	for (uint32_t i = plan->gap_rows[bar->gap]; i != NONE && looked < LOOKED_MOST; looked++) {
		uint64_t order = plan->rows.at[plan->edges.at[i].to].order;
		if (order > box)
			changes[first_below(candidates, order)]++;
		if (order < box) {
			changes[0]++;
			changes[first_below(candidates, order - 1)]--;
		}
		i = plan->edges.at[i].next;
	}
	for (uint32_t i = 0; i < candidates->count; i++)
		candidates->at[i].rows_crossed[number] = crossed += changes[i];
}

/* ---- What they cost ------------------------------------------------------------------- */

static double cost_of_new_bar(const struct new_bar *bar)
{
	return bar->trunk == NONE ? COST_BAR : 0;
}

static void weigh(const struct routing *routing, const struct candidates *candidates, struct candidate *candidate)
{
	const struct plan *plan = routing->plan;
	uint32_t one = routing->first_gap, other = routing->last_gap, lane = plan->rows.at[candidate->row].lane;
	double ranks = one < other ? other - one : one - other;
	bool foreign = lane != routing->from->lane && lane != routing->to->lane;
	double to_row = orders_apart(candidates->bars[0].order[0], candidate->order);
	candidate->from_row = orders_apart(candidate->order, candidates->bars[1].order[1]);
	candidate->cost = (one == other ? COST_JOG : 0) + COST_CROSSING * candidate->bars_crossed +
			  COST_BACK * routing->lead->back + ranks * (foreign ? COST_FOREIGN : COST_RANK);
	candidate->least = candidate->cost + cost_of_new_bar(&candidates->bars[0]) +
			   cost_of_new_bar(&candidates->bars[1]) + COST_ROW * (to_row + candidate->from_row) +
			   COST_CROSSING * (candidate->rows_crossed[0] + candidate->rows_crossed[1]) - COST_HAIR;
}

void find_candidates(struct routing *routing)
{
	struct candidates *candidates = &routing->candidates;
	const struct course course = {
	    .bar_count = 2, .gaps = {routing->first_gap, routing->last_gap}, .middle = routing->from->row};
	list_rows(routing, candidates);
	count_bars(routing, candidates);
	for (uint32_t i = 0; i < 2; i++) {
		candidates->bars[i] = bar_of(routing, &course, i);
		count_rows(routing->plan, candidates, i);
	}
	for (uint32_t i = 0; i < candidates->count; i++)
		weigh(routing, candidates, &candidates->at[i]);
}

double candidate_bar_cost(struct routing *routing, const struct candidate *candidate, uint32_t number)
{
	struct new_bar *bar = &routing->candidates.bars[number];
	set_bar_end(bar, !number, candidate->order);
	return bar_cost(routing->plan, bar, candidate->rows_crossed[number]);
}
