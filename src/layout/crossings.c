/* In how many cells arrows cross. In each gap the bars are held against the rows
 * in which something lies; far rows, of which there may be many, are counted by
 * adding up how many of them run there (Fenwick, A New Data Structure for
 * Cumulative Frequency Tables, 1994). */
#include "layout/layout.h"

struct counting {
	struct plan *plan;
	uint32_t *seen;   /* of rows: the gap for which it was last listed, and one more */
	number_list rows; /* in which something lies in the gap at work */
	uint32_t *sums;   /* of rows by their number, from 1: how many far leads run, cumulated */
	/* Where far leads begin and end, by gap: lists of their rows. */
	uint32_t *begins, *ends;
	LIST(struct edge) changes;
	uint32_t running;
};

/* ---- Rows of the gap ------------------------------------------------------------------ */

static bool covers(const struct plan *plan, const struct use *use, int32_t column)
{
	if (use->left != NONE && plan->items.at[use->left].column >= column)
		return false;
	return use->right == NONE || plan->items.at[use->right].column > column;
}

/* Whether an arrow passes the bar in that row, and none ends there. */
static bool crosses(const struct plan *plan, const struct item *bar, uint32_t row)
{
	if (ends_at(plan, bar, row))
		return false;
	for (uint32_t i = uses_at(plan, row, position_of_gap(bar->gap)); i != NONE; i = plan->uses.at[i].next - 1)
		if (covers(plan, &plan->uses.at[i], bar->column))
			return true;
	return false;
}

static void list_row(struct counting *counting, uint32_t row, uint32_t gap)
{
	if (counting->seen[row] == gap + 1)
		return;
	counting->seen[row] = gap + 1;
	*list_add(counting->plan->scratch, &counting->rows) = row;
}

static void list_rows(struct counting *counting, uint32_t gap)
{
	const struct plan *plan = counting->plan;
	counting->rows.count = 0;
	for (uint32_t i = plan->gap_rows[gap]; i != NONE; i = plan->edges.at[i].next)
		list_row(counting, plan->edges.at[i].to, gap);
	for (uint32_t i = plan->gap_items[gap]; i != NONE; i = plan->items.at[i].next_in_gap)
		for (uint32_t j = plan->items.at[i].ends; j != NONE; j = plan->bar_ends.at[j].next)
			list_row(counting, plan->bar_ends.at[j].row, gap);
}

/* ---- Far rows ------------------------------------------------------------------------- */

static void add_change(struct counting *counting, uint32_t *list, uint32_t row)
{
	*list_add(counting->plan->scratch, &counting->changes) = (struct edge){row, *list};
	*list = counting->changes.count - 1;
}

static void list_changes(struct counting *counting)
{
	struct plan *plan = counting->plan;
	counting->begins = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 2);
	counting->ends = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 2);
	counting->sums = ARENA_ARRAY(plan->scratch, uint32_t, plan->rows.count + 1);
	for (uint32_t i = 0; i < plan->rank_count + 2; i++)
		counting->begins[i] = counting->ends[i] = NONE;
	for (uint32_t i = 0; i < plan->far_rows.count; i++)
		for (uint32_t j = 0; j < plan->far_rows.at[i].runs.count; j++) {
			struct far_run run = plan->far_rows.at[i].runs.at[j];
			add_change(counting, &counting->begins[run.left + 1], plan->far_rows.at[i].row);
			add_change(counting, &counting->ends[run.right], plan->far_rows.at[i].row);
		}
}

static void add(struct counting *counting, uint32_t row, int by)
{
	counting->running += (uint32_t)by;
	for (uint32_t at = counting->plan->rows.at[row].number + 1; at <= counting->plan->rows.count; at += at & -at)
		counting->sums[at] += (uint32_t)by;
}

static void change(struct counting *counting, uint32_t list, int by)
{
	for (uint32_t i = list; i < counting->changes.count; i = counting->changes.at[i].next)
		add(counting, counting->changes.at[i].to, by);
}

/* Far leads in the rows above this one. */
static uint32_t running_above(const struct counting *counting, uint32_t row)
{
	uint32_t sum = 0;
	for (uint32_t at = counting->plan->rows.at[row].number; at > 0; at -= at & -at)
		sum += counting->sums[at];
	return sum;
}

static uint32_t runs_in(const struct counting *counting, uint32_t row)
{
	uint32_t number = counting->plan->rows.at[row].number;
	uint32_t below = 0;
	for (uint32_t at = number + 1; at > 0; at -= at & -at)
		below += counting->sums[at];
	return below - running_above(counting, row);
}

static uint32_t far_crossings(const struct counting *counting, const struct item *bar)
{
	if (counting->running == 0)
		return 0;
	return running_above(counting, bar->bottom) - running_above(counting, bar->top) - runs_in(counting, bar->top);
}

/* ---- Both ----------------------------------------------------------------------------- */

static uint32_t count_of_bar(const struct counting *counting, const struct item *bar)
{
	const struct plan *plan = counting->plan;
	uint32_t crossings = far_crossings(counting, bar);
	for (uint32_t i = 0; i < counting->rows.count; i++) {
		uint32_t row = counting->rows.at[i];
		if (plan->rows.at[row].order <= bar->top_order || plan->rows.at[row].order >= bar->bottom_order)
			continue;
		/* In a far row it is only counted where nothing ends that would be counted twice. */
		bool runs = counting->running > 0 && runs_in(counting, row) > 0;
		if (runs)
			crossings -= ends_at(plan, bar, row);
		else
			crossings += crosses(plan, bar, row);
	}
	return crossings;
}

static uint32_t count_in_gap(struct counting *counting, uint32_t gap)
{
	const struct plan *plan = counting->plan;
	uint32_t crossings = 0;
	list_rows(counting, gap);
	for (uint32_t i = plan->gap_items[gap]; i != NONE; i = plan->items.at[i].next_in_gap)
		if (!plan->items.at[i].is_label)
			crossings += count_of_bar(counting, &plan->items.at[i]);
	return crossings;
}

uint32_t count_crossings(struct plan *plan)
{
	struct counting counting = {.plan = plan, .seen = ARENA_ARRAY(plan->scratch, uint32_t, plan->rows.count)};
	uint32_t crossings = 0;
	list_changes(&counting);
	for (uint32_t gap = 0; gap <= plan->rank_count; gap++) {
		change(&counting, counting.ends[gap], -1);
		change(&counting, counting.begins[gap], 1);
		if (plan->gap_items[gap] != NONE)
			crossings += count_in_gap(&counting, gap);
	}
	return crossings;
}
