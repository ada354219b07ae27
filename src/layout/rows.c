/* Lanes get rows, and boxes a row in their lane: if they can, that of a box
 * from which an arrow comes, so that the arrow runs straight. */
#include "layout/layout.h"

#include <stdlib.h>

/* ---- The list of rows ----------------------------------------------------------------- */

static uint32_t append_row(struct plan *plan, uint32_t lane)
{
	uint32_t number = plan->rows.count;
	struct row *row = list_add(plan->scratch, &plan->rows);
	*row = (struct row){
	    .lane = lane, .above = plan->last_row, .below = NONE, .far = NONE, .order = (number + 1) * ROWS_APART};
	if (plan->last_row != NONE)
		plan->rows.at[plan->last_row].below = number;
	else
		plan->first_row = number;
	plan->last_row = number;
	return number;
}

static void renumber(struct plan *plan)
{
	uint64_t order = ROWS_APART;
	for (uint32_t i = plan->first_row; i != NONE; i = plan->rows.at[i].below, order += ROWS_APART)
		plan->rows.at[i].order = order;
	for (uint32_t i = 0; i < plan->bar_ends.count; i++)
		plan->bar_ends.at[i].order = plan->rows.at[plan->bar_ends.at[i].row].order;
	for (uint32_t i = 0; i < plan->items.count; i++) {
		struct item *item = &plan->items.at[i];
		if (item->top == NONE)
			continue;
		item->top_order = plan->rows.at[item->top].order;
		item->bottom_order = plan->rows.at[item->bottom].order;
	}
}

static uint64_t order_between(struct plan *plan, uint32_t above, uint32_t below)
{
	uint64_t low = above == NONE ? 0 : plan->rows.at[above].order;
	uint64_t high = below == NONE ? low + 2 * ROWS_APART : plan->rows.at[below].order;
	return high - low < 2 ? 0 : low + (high - low) / 2;
}

uint32_t row_insert(struct plan *plan, uint32_t lane, uint32_t above)
{
	uint32_t number = plan->rows.count;
	uint32_t before = above != NONE ? above : plan->rows.at[plan->lane_first[lane]].above;
	uint32_t after = before != NONE ? plan->rows.at[before].below : plan->first_row;
	uint64_t order = order_between(plan, before, after);
	if (order == 0) {
		renumber(plan);
		order = order_between(plan, before, after);
	}
	struct row *row = list_add(plan->scratch, &plan->rows);
	*row = (struct row){.lane = lane, .above = before, .below = after, .far = NONE, .order = order};
	*(before != NONE ? &plan->rows.at[before].below : &plan->first_row) = number;
	*(after != NONE ? &plan->rows.at[after].above : &plan->last_row) = number;
	if (above == NONE)
		plan->lane_first[lane] = number;
	if (above == plan->lane_last[lane])
		plan->lane_last[lane] = number;
	return number;
}

/* ---- How many rows a lane needs ------------------------------------------------------- */

/* Boxes of one rank and lane: in_rank[from … end). */
static uint32_t group_end(const struct plan *plan, uint32_t from, uint32_t end)
{
	uint32_t lane = plan->boxes.at[plan->in_rank[from]].lane, at = from;
	while (at < end && plan->boxes.at[plan->in_rank[at]].lane == lane)
		at++;
	return at;
}

static uint32_t *count_rows(struct plan *plan)
{
	uint32_t *rows = ARENA_ARRAY(plan->scratch, uint32_t, plan->lane_count);
	for (uint32_t rank = 0; rank < plan->rank_count; rank++)
		for (uint32_t at = plan->first_in_rank[rank], end; at < plan->first_in_rank[rank + 1]; at = end) {
			uint32_t lane = plan->boxes.at[plan->in_rank[at]].lane;
			end = group_end(plan, at, plan->first_in_rank[rank + 1]);
			if (rows[lane] < end - at)
				rows[lane] = end - at;
		}
	return rows;
}

static void make_rows(struct plan *plan)
{
	uint32_t *rows = count_rows(plan);
	plan->first_row = plan->last_row = NONE;
	plan->lane_first = ARENA_ARRAY(plan->scratch, uint32_t, plan->lane_count);
	plan->lane_last = ARENA_ARRAY(plan->scratch, uint32_t, plan->lane_count);
	for (uint32_t lane = 0; lane < plan->lane_count; lane++) {
		if (lane > 0 && plan->lanes[lane].side != plan->lanes[lane - 1].side)
			append_row(plan, NONE);
		plan->lane_first[lane] = plan->rows.count;
		for (uint32_t i = 0; i < rows[lane]; i++)
			append_row(plan, lane);
		plan->lane_last[lane] = plan->rows.count - 1;
	}
}

/* ---- Which row a box stands in -------------------------------------------------------- */

/* What a box is drawn to: the rows of its neighbours on one side. */
struct pull {
	double sum;
	uint32_t count;
	uint32_t same_lane; /* the row of a neighbour in its own lane, or NONE */
	uint32_t nearest;   /* how many ranks that one is away */
};

struct wanting {
	uint32_t box;
	struct pull pull;
	double middle;
};

struct rows_work {
	struct plan *plan;
	bool from_left;
	struct wanting *wanting; /* room for a group */
	uint32_t *taken;         /* of rows: stamp of the group that took it */
	uint32_t stamp;
};

static void pull(struct pull *pull, const struct box *box, const struct box *other)
{
	uint32_t away = box->rank > other->rank ? box->rank - other->rank : other->rank - box->rank;
	pull->sum += other->row;
	pull->count++;
	if (box->lane == other->lane && away < pull->nearest) {
		pull->nearest = away;
		pull->same_lane = other->row;
	}
}

/* By the leads from here or to here that have their other end on that side. */
static void pull_by(struct pull *pulled, const struct plan *plan, uint32_t number, struct neighbours leads, bool left)
{
	const struct box *box = &plan->boxes.at[number];
	for (uint32_t i = leads.first[number]; i < leads.first[number + 1]; i++) {
		if (leads.at[i] >= plan->pathway->arrow_count)
			continue;
		const struct lead *lead = &plan->leads[leads.at[i]];
		const struct box *other = &plan->boxes.at[lead->from == number ? lead->to : lead->from];
		if (left ? other->rank < box->rank : other->rank > box->rank)
			pull(pulled, box, other);
	}
}

static struct pull pull_of(const struct rows_work *work, uint32_t box)
{
	struct pull pulled = {.same_lane = NONE, .nearest = UINT32_MAX};
	pull_by(&pulled, work->plan, box, work->plan->before, work->from_left);
	pull_by(&pulled, work->plan, box, work->plan->after, work->from_left);
	return pulled;
}

static int by_middle(const void *a, const void *b)
{
	const struct wanting *one = a, *other = b;
	if (one->middle != other->middle)
		return one->middle < other->middle ? -1 : 1;
	return one->box < other->box ? -1 : one->box > other->box;
}

static uint32_t nearest_free(const struct rows_work *work, uint32_t lane, uint32_t wanted)
{
	uint32_t first = work->plan->lane_first[lane], last = work->plan->lane_last[lane];
	for (uint32_t away = 0;; away++) {
		if (wanted + away <= last && work->taken[wanted + away] != work->stamp)
			return wanted + away;
		if (wanted >= first + away && work->taken[wanted - away] != work->stamp)
			return wanted - away;
	}
}

static uint32_t wanted_row(const struct rows_work *work, const struct wanting *wanting)
{
	const struct plan *plan = work->plan;
	const struct box *box = &plan->boxes.at[wanting->box];
	const struct pull *pull = &wanting->pull;
	uint32_t first = plan->lane_first[box->lane], last = plan->lane_last[box->lane];
	if (pull->same_lane != NONE)
		return pull->same_lane;
	if (pull->count == 0)
		return box->row;
	return wanting->middle <= first ? first : wanting->middle >= last ? last : (uint32_t)(wanting->middle + 0.5);
}

static void place_group(struct rows_work *work, const uint32_t *group, uint32_t count)
{
	struct plan *plan = work->plan;
	for (uint32_t i = 0; i < count; i++) {
		struct pull pull = pull_of(work, group[i]);
		double middle = pull.count ? pull.sum / pull.count : (double)plan->boxes.at[group[i]].row;
		work->wanting[i] = (struct wanting){group[i], pull, middle};
	}
	qsort(work->wanting, count, sizeof *work->wanting, by_middle);
	uint32_t lane = plan->boxes.at[group[0]].lane;
	bool full = count == plan->lane_last[lane] - plan->lane_first[lane] + 1;
	work->stamp++;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row =
		    full ? plan->lane_first[lane] + i : nearest_free(work, lane, wanted_row(work, &work->wanting[i]));
		work->taken[row] = work->stamp;
		plan->boxes.at[work->wanting[i].box].row = row;
	}
}

static void place_rank(struct rows_work *work, uint32_t rank)
{
	struct plan *plan = work->plan;
	for (uint32_t at = plan->first_in_rank[rank], end; at < plan->first_in_rank[rank + 1]; at = end) {
		end = group_end(plan, at, plan->first_in_rank[rank + 1]);
		place_group(work, plan->in_rank + at, end - at);
	}
}

enum { SWEEPS = 4 };

static void sweep(struct rows_work *work, bool from_left)
{
	uint32_t count = work->plan->rank_count;
	work->from_left = from_left;
	for (uint32_t i = 0; i < count; i++)
		place_rank(work, from_left ? i : count - 1 - i);
}

void set_rows(struct plan *plan)
{
	make_rows(plan);
	struct rows_work work = {
	    .plan = plan,
	    .wanting = ARENA_ARRAY(plan->scratch, struct wanting, plan->boxes.count),
	    .taken = ARENA_ARRAY(plan->scratch, uint32_t, plan->rows.count),
	};
	for (uint32_t i = 0; i < plan->boxes.count; i++)
		plan->boxes.at[i].row = plan->lane_first[plan->boxes.at[i].lane];
	for (uint32_t i = 0; i < SWEEPS; i++)
		sweep(&work, i % 2 == 0);
}
