/* How wide each rank and gap is, and where in its gap each bar and label
 * stands. What is bound to stand left of something comes first; of what is
 * free, that which lies better left of the rest, counted in crossings. */
#include "layout/layout.h"

#include <stdlib.h>

/* Of more items than this in a gap the order is that in which they came. */
enum { ORDERED_MOST = 64 };

/* In place of a number of items to wait for. */
#define QUEUED UINT32_MAX

struct gap_work {
	struct plan *plan;
	uint32_t gap;
	uint32_t *items; /* of this gap */
	uint32_t count;
	uint32_t *left;    /* of plan->items: how many of those before it are not placed yet */
	int32_t *earliest; /* of plan->items: where it may stand at the earliest */
	int *better;       /* ORDERED_MOST × ORDERED_MOST: crossings saved with the one left of the other */
	number_list placed_bars, placed_labels;
};

/* ---- Order ---------------------------------------------------------------------------- */

static bool within(const struct plan *plan, uint32_t row, const struct item *bar)
{
	return row_is_above(plan, bar->top, row) && row_is_above(plan, row, bar->bottom);
}

/* Rows that end at one bar, on its left or right, and cross the other bar. */
static int crossing_ends(const struct plan *plan, const struct item *one, bool left, const struct item *other)
{
	int crossings = 0;
	for (uint32_t i = one->ends; i != NONE; i = plan->bar_ends.at[i].next)
		crossings += plan->bar_ends.at[i].left == left && within(plan, plan->bar_ends.at[i].row, other);
	return crossings;
}

static int crossings_with(const struct plan *plan, const struct item *left, const struct item *right)
{
	return crossing_ends(plan, left, false, right) + crossing_ends(plan, right, true, left);
}

static void compare_items(struct gap_work *work)
{
	const struct plan *plan = work->plan;
	for (uint32_t i = 0; i < work->count; i++)
		for (uint32_t j = 0; j < work->count; j++) {
			const struct item *one = &plan->items.at[work->items[i]];
			const struct item *other = &plan->items.at[work->items[j]];
			bool bars = i != j && !one->is_label && !other->is_label;
			work->better[i * ORDERED_MOST + j] =
			    bars ? crossings_with(plan, other, one) - crossings_with(plan, one, other) : 0;
		}
}

static int gain_of(const struct gap_work *work, uint32_t one, const bool *done)
{
	int gain = 0;
	for (uint32_t i = 0; i < work->count; i++)
		if (!done[i])
			gain += work->better[one * ORDERED_MOST + i];
	return gain;
}

/* The free item that lies best left of all others that are to come. */
static uint32_t choose(const struct gap_work *work, const bool *done)
{
	uint32_t best = NONE;
	int best_gain = 0;
	for (uint32_t i = 0; i < work->count; i++) {
		if (done[i] || work->left[work->items[i]] > 0)
			continue;
		int gain = gain_of(work, i, done);
		if (best == NONE || gain > best_gain) {
			best = i;
			best_gain = gain;
		}
	}
	return best;
}

/* ---- Columns of items ----------------------------------------------------------------- */

static int32_t distance(const struct item *left, const struct item *right)
{
	if (left->is_label)
		return (int32_t)left->columns + 1;
	(void)right;
	return 2;
}

static void place_after(struct gap_work *work, uint32_t number)
{
	const struct plan *plan = work->plan;
	const struct item *item = &plan->items.at[number];
	for (uint32_t i = item->after; i != NONE; i = plan->edges.at[i].next) {
		uint32_t to = plan->edges.at[i].to;
		int32_t earliest = item->column + distance(item, &plan->items.at[to]);
		work->left[to]--;
		if (work->earliest[to] < earliest)
			work->earliest[to] = earliest;
	}
}

/* A bar does not cross an arrow where that begins, right behind its step. */
static int32_t first_column_of_bar(const struct plan *plan, const struct item *bar)
{
	int32_t behind = (int32_t)text_space(plan);
	if (bar->gap == 0)
		return 0;
	uint32_t rank = bar->gap - 1;
	for (uint32_t i = plan->first_in_rank[rank]; i < plan->first_in_rank[rank + 1]; i++) {
		const struct box *box = &plan->boxes.at[plan->in_rank[i]];
		if (box->leaving > 0 && box->kind == BOX_STEP && box->columns == plan->rank_columns[rank] &&
		    within(plan, box->row, bar) && !ends_at(plan, bar, box->row))
			return behind + 1;
	}
	return behind;
}

/* Where it may stand if nothing is left of it. */
static int32_t first_column(const struct plan *plan, const struct item *item)
{
	if (!item->is_label)
		return first_column_of_bar(plan, item);
	const struct lead *lead = &plan->leads[item->lead];
	const struct box *from = &plan->boxes.at[lead->from];
	if (lead->course.label_stretch != 0 || item->gap != from->rank + 1)
		return 1;
	int32_t end = (int32_t)from->columns - (int32_t)plan->rank_columns[from->rank];
	return end + (from->kind == BOX_JOIN ? 1 : 2);
}

static bool spans(const struct plan *plan, const struct item *bar, uint32_t row)
{
	return !row_is_above(plan, row, bar->top) && !row_is_above(plan, bar->bottom, row);
}

static bool overlap(const struct plan *plan, const struct item *one, const struct item *other)
{
	return !row_is_above(plan, one->bottom, other->top) && !row_is_above(plan, other->bottom, one->top);
}

/* A bar may not touch a label. */
static bool touches(const struct plan *plan, const struct item *bar, int32_t column, const struct item *label,
		    int32_t label_column)
{
	return spans(plan, bar, label->top) && column >= label_column - 1 &&
	       column <= label_column + (int32_t)label->columns;
}

static int32_t place_bar(const struct gap_work *work, const struct item *bar, int32_t column)
{
	const struct plan *plan = work->plan;
	for (uint32_t i = 0; i < work->placed_bars.count; i++) {
		const struct item *other = &plan->items.at[work->placed_bars.at[i]];
		if (overlap(plan, bar, other) && column < other->column + 2)
			column = other->column + 2;
	}
	for (bool moved = true; moved;) {
		moved = false;
		for (uint32_t i = 0; i < work->placed_labels.count; i++) {
			const struct item *label = &plan->items.at[work->placed_labels.at[i]];
			if (touches(plan, bar, column, label, label->column)) {
				column = label->column + (int32_t)label->columns + 1;
				moved = true;
			}
		}
	}
	return column;
}

static int32_t place_label(const struct gap_work *work, const struct item *label, int32_t column)
{
	const struct plan *plan = work->plan;
	for (bool moved = true; moved;) {
		moved = false;
		for (uint32_t i = 0; i < work->placed_bars.count; i++) {
			const struct item *bar = &plan->items.at[work->placed_bars.at[i]];
			if (touches(plan, bar, bar->column, label, column)) {
				column = bar->column + 2;
				moved = true;
			}
		}
	}
	return column;
}

static void place(struct gap_work *work, uint32_t number)
{
	struct plan *plan = work->plan;
	struct item *item = &plan->items.at[number];
	int32_t column = first_column(plan, item);
	if (column < work->earliest[number])
		column = work->earliest[number];
	item->column = item->is_label ? place_label(work, item, column) : place_bar(work, item, column);
	*list_add(plan->scratch, item->is_label ? &work->placed_labels : &work->placed_bars) = number;
	place_after(work, number);
}

static void place_few(struct gap_work *work)
{
	bool done[ORDERED_MOST] = {false};
	compare_items(work);
	for (uint32_t i = 0; i < work->count; i++) {
		uint32_t next = choose(work, done);
		done[next] = true;
		place(work, work->items[next]);
	}
}

/* Adds it if nothing is left of it that is still to be placed. An order may be
 * kept twice, and the item is to come once. */
static void queue_up(struct gap_work *work, uint32_t *queue, uint32_t *count, uint32_t item)
{
	if (work->left[item] > 0)
		return;
	work->left[item] = QUEUED;
	queue[(*count)++] = item;
}

/* What is free in the order in which it came. */
static void place_many(struct gap_work *work)
{
	const struct plan *plan = work->plan;
	uint32_t count = 0;
	uint32_t *queue = ARENA_ARRAY(plan->scratch, uint32_t, work->count);
	for (uint32_t i = 0; i < work->count; i++)
		queue_up(work, queue, &count, work->items[i]);
	for (uint32_t i = 0; i < count; i++) {
		place(work, queue[i]);
		for (uint32_t j = plan->items.at[queue[i]].after; j != NONE; j = plan->edges.at[j].next)
			queue_up(work, queue, &count, plan->edges.at[j].to);
	}
}

/* ---- How wide a gap is ---------------------------------------------------------------- */

/* Whether a rank has more than joins. */
static bool has_text(const struct plan *plan, uint32_t rank)
{
	if (rank >= plan->rank_count)
		return false;
	for (uint32_t i = plan->first_in_rank[rank]; i < plan->first_in_rank[rank + 1]; i++)
		if (plan->boxes.at[plan->in_rank[i]].kind != BOX_JOIN)
			return true;
	return false;
}

static uint32_t gap_columns(const struct gap_work *work)
{
	const struct plan *plan = work->plan;
	bool last = work->gap == plan->rank_count, head = has_text(plan, work->gap);
	int32_t space = (int32_t)text_space(plan);
	int32_t end = work->gap == 0 || last ? 0 : has_text(plan, work->gap - 1) ? 1 + space : 1;
	for (uint32_t i = 0; i < work->count; i++) {
		const struct item *item = &plan->items.at[work->items[i]];
		int32_t behind = item->column + 1 + (item->is_label ? (int32_t)item->columns : 0);
		end = behind > end ? behind : end;
	}
	if (work->gap == 0 && work->count == 0)
		return 0;
	return (uint32_t)(end + (head ? 1 + space : 0));
}

static void set_gap(struct gap_work *work)
{
	struct plan *plan = work->plan;
	work->count = work->placed_bars.count = work->placed_labels.count = 0;
	for (uint32_t i = plan->gap_items[work->gap]; i != NONE; i = plan->items.at[i].next_in_gap)
		work->items[work->count++] = i;
	/* In the order in which they came. */
	for (uint32_t i = 0; i < work->count / 2; i++) {
		uint32_t other = work->items[work->count - 1 - i];
		work->items[work->count - 1 - i] = work->items[i];
		work->items[i] = other;
	}
	if (work->count <= ORDERED_MOST)
		place_few(work);
	else
		place_many(work);
}

void set_columns(struct plan *plan)
{
	struct gap_work work = {
	    .plan = plan,
	    .items = ARENA_ARRAY(plan->scratch, uint32_t, plan->items.count),
	    .left = ARENA_ARRAY(plan->scratch, uint32_t, plan->items.count),
	    .earliest = ARENA_ARRAY(plan->scratch, int32_t, plan->items.count),
	    .better = ARENA_ARRAY(plan->scratch, int, ORDERED_MOST *ORDERED_MOST),
	};
	uint32_t column = 0;
	plan->rank_column = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 1);
	plan->gap_column = ARENA_ARRAY(plan->scratch, uint32_t, plan->rank_count + 1);
	for (uint32_t i = 0; i < plan->items.count; i++) {
		work.left[i] = plan->items.at[i].before_count;
		work.earliest[i] = INT32_MIN;
	}
	for (work.gap = 0; work.gap <= plan->rank_count; work.gap++) {
		set_gap(&work);
		plan->gap_column[work.gap] = column;
		column += gap_columns(&work);
		plan->rank_column[work.gap] = column;
		if (work.gap < plan->rank_count)
			column += plan->rank_columns[work.gap];
	}
	plan->map->columns = column;
}
