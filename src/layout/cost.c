/* What a course costs: how hard it is to follow, and what it takes. Crossings
 * with bars in the same gap are counted as if the better of the two stood left. */
#include "layout/route.h"

/* The crossings of two bars and their rows, the better of them on the left. */
static uint32_t crossings_of_bars(const struct plan *plan, const struct new_bar *bar, const struct item *other)
{
	uint32_t looked = 0, crossings[2] = {0, 0}; /* with the other one on the right, and on the left */
	if (bar->top >= other->bottom_order || bar->bottom <= other->top_order)
		return 0;
	for (uint32_t i = other->ends; i != NONE && looked < LOOKED_MOST; looked++) {
		const struct bar_end *end = &plan->bar_ends.at[i];
		crossings[!end->left] += end->order > bar->top && end->order < bar->bottom;
		i = end->next;
	}
	for (uint32_t i = 0; i < 2; i++)
		crossings[bar->left[i]] += bar->order[i] > other->top_order && bar->order[i] < other->bottom_order;
	return crossings[0] < crossings[1] ? crossings[0] : crossings[1];
}

/* Rows that run through its gap. */
static uint32_t rows_crossed(const struct plan *plan, const struct new_bar *bar)
{
	uint32_t crossed = 0, looked = 0;
	for (uint32_t i = plan->gap_rows[bar->gap]; i != NONE && looked < LOOKED_MOST; looked++) {
		uint64_t order = plan->rows.at[plan->edges.at[i].to].order;
		crossed += order > bar->top && order < bar->bottom;
		i = plan->edges.at[i].next;
	}
	return crossed;
}

double bar_cost(const struct plan *plan, const struct new_bar *bar, uint32_t rows_crossed)
{
	uint32_t looked = 0, crossings = rows_crossed;
	for (uint32_t i = plan->gap_items[bar->gap]; i != NONE && looked < LOOKED_MOST; looked++) {
		const struct item *item = &plan->items.at[i];
		if (!item->is_label && i != bar->trunk)
			crossings += crossings_of_bars(plan, bar, item);
		i = item->next_in_gap;
	}
	return (bar->trunk == NONE ? COST_BAR : 0) + COST_ROW * orders_apart(bar->order[0], bar->order[1]) +
	       COST_CROSSING * crossings;
}

static double crossed_bars(const struct plan *plan, uint32_t row, uint32_t gap)
{
	uint32_t crossed = 0, looked = 0;
	uint64_t order = plan->rows.at[row].order;
	for (uint32_t i = plan->gap_items[gap]; i != NONE && looked < LOOKED_MOST; looked++) {
		const struct item *item = &plan->items.at[i];
		crossed += !item->is_label && item->top_order < order && item->bottom_order > order;
		i = item->next_in_gap;
	}
	return COST_CROSSING * crossed;
}

/* Of a row from one gap to another. Where others lie that lead to the same box
 * it costs nothing more; not so of a new row that is to lie beside this one. */
static double row_cost(const struct routing *routing, uint32_t row, uint32_t one, uint32_t other, bool new_row)
{
	const struct plan *plan = routing->plan;
	uint32_t left = one < other ? one : other, right = one < other ? other : one;
	uint32_t lane = plan->rows.at[row].lane;
	bool foreign = lane != routing->from->lane && lane != routing->to->lane;
	double cost = 0;
	for (uint32_t gap = left; gap < right; gap++) {
		if (new_row || uses_at(plan, row, position_of_rank(gap)) == NONE)
			cost += foreign ? COST_FOREIGN : COST_RANK;
		if (gap > left && (new_row || uses_at(plan, row, position_of_gap(gap)) == NONE))
			cost += crossed_bars(plan, row, gap);
	}
	return cost;
}

void set_bar_end(struct new_bar *bar, uint32_t end, uint64_t order)
{
	bar->order[end] = order;
	bool down = bar->order[0] < bar->order[1];
	bar->top = bar->order[!down];
	bar->bottom = bar->order[down];
}

struct new_bar bar_of(const struct routing *routing, const struct course *course, uint32_t number)
{
	const struct plan *plan = routing->plan;
	struct new_bar bar = {.gap = course->gaps[number], .trunk = NONE, .left = {true, false}};
	bool back = course->bar_count == 2 && course->gaps[1] < course->gaps[0];
	if (back)
		bar.left[0] = bar.left[1] = number == 0;
	bool last = number + 1 == course->bar_count;
	if (number == 0)
		bar.trunk = find_trunk(plan, routing->lead->from, bar.gap, false);
	if (bar.trunk == NONE && last)
		bar.trunk = find_trunk(plan, routing->lead->to, bar.gap, true);
	for (uint32_t i = 0; i < 2; i++)
		set_bar_end(&bar, i, plan->rows.at[stretch_row(routing, course, number + i)].order);
	return bar;
}

static double bar_cost_of(const struct routing *routing, const struct course *course, uint32_t number)
{
	struct new_bar bar = bar_of(routing, course, number);
	return bar_cost(routing->plan, &bar, rows_crossed(routing->plan, &bar));
}

void set_limit(struct routing *routing)
{
	double limit = routing->by_new_row.cost;
	if (routing->option_count > 0 && routing->options[0].cost + routing->margin < limit)
		limit = routing->options[0].cost + routing->margin;
	if (routing->option_count == MOST_OPTIONS && routing->options[MOST_OPTIONS - 1].cost < limit)
		limit = routing->options[MOST_OPTIONS - 1].cost;
	routing->limit = limit;
}

double course_cost(const struct routing *routing, const struct course *course, bool new_row)
{
	double cost = course->bar_count == 2 && course->gaps[0] == course->gaps[1] ? COST_JOG : 0;
	uint32_t gap = routing->first_gap;
	for (uint32_t i = 0; i <= course->bar_count && !is_too_dear(routing, cost); i++) {
		uint32_t end = i < course->bar_count ? course->gaps[i] : routing->last_gap;
		cost += row_cost(routing, stretch_row(routing, course, i), gap, end, new_row && i == 1);
		if (i < course->bar_count)
			cost += bar_cost_of(routing, course, i);
		gap = end;
	}
	return cost;
}
