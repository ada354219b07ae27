/* Leads over many ranks: the rows on which they run are theirs alone, so that
 * nothing has to be looked at on the way. Leads to the same box share one. */
#include "layout/route.h"

#include <assert.h>

/* So many far rows of a lane are tried, the newest first. */
enum { ROWS_TRIED = 64 };

static bool meet(const struct far_run *one, const struct far_run *other)
{
	return one->left <= other->right && other->left <= one->right;
}

/* What is in its way may only lead to the same box. */
static bool has_room(const struct far_row *row, const struct far_run *run)
{
	for (uint32_t i = 0; i < row->runs.count; i++)
		if (meet(&row->runs.at[i], run) && (run->comes == NONE || row->runs.at[i].comes != run->comes))
			return false;
	return true;
}

/* One with those that it meets. */
static void add_run(struct plan *plan, struct far_row *row, struct far_run run)
{
	for (uint32_t i = row->runs.count; i-- > 0;) {
		struct far_run *other = &row->runs.at[i];
		if (!meet(other, &run))
			continue;
		run.left = other->left < run.left ? other->left : run.left;
		run.right = other->right > run.right ? other->right : run.right;
		*other = row->runs.at[--row->runs.count];
	}
	*list_add(plan->scratch, &row->runs) = run;
}

/* Where other leads need not keep away, else on the far row, which is then its own. */
static uint32_t label_stretch(const struct routing *routing)
{
	if (routing->lead->label_columns == 0)
		return NO_STRETCH;
	return routing->from->leaving == 1 ? 0 : routing->to->coming == 1 ? 2 : 1;
}

static bool try_row(struct routing *routing, uint32_t row)
{
	static const enum trunk trunks[][2] = {{TRUNK_NONE, TRUNK_COMES}, {TRUNK_NONE, TRUNK_NONE}};
	uint32_t stretch = label_stretch(routing);
	struct course course = {
	    .bar_count = 2,
	    .gaps = {routing->first_gap, routing->last_gap},
	    .middle = row,
	    .label_stretch = stretch,
	    .label_position = position_of_gap(stretch == 2 ? routing->last_gap : routing->first_gap),
	};
	return try_with(routing, course, trunks[0]) || try_with(routing, course, trunks[1]);
}

/* A new one at the end of the lane. */
static uint32_t add_far_row(struct plan *plan, uint32_t lane)
{
	uint32_t row = row_insert(plan, lane, plan->lane_last[lane]);
	plan->rows.at[row].far = plan->far_rows.count;
	*list_add(plan->scratch, &plan->far_rows) = (struct far_row){.row = row, .next = plan->lane_far[lane]};
	plan->lane_far[lane] = plan->far_rows.count - 1;
	return plan->far_rows.count - 1;
}

void route_far(struct routing *routing)
{
	struct plan *plan = routing->plan;
	uint32_t one = routing->first_gap, other = routing->last_gap, lane = routing->to->lane;
	struct far_run run = {one < other ? one : other, one < other ? other : one, routing->lead->to};
	if (label_stretch(routing) == 1)
		run.comes = NONE;
	uint32_t row = plan->lane_far[lane];
	for (uint32_t tried = 0; row != NONE && tried < ROWS_TRIED; tried++) {
		if (has_room(&plan->far_rows.at[row], &run) && try_row(routing, plan->far_rows.at[row].row))
			break;
		row = tried + 1 < ROWS_TRIED ? plan->far_rows.at[row].next : NONE;
	}
	if (row == NONE) {
		row = add_far_row(plan, lane);
		bool fits = try_row(routing, plan->far_rows.at[row].row);
		assert(fits);
		(void)fits;
	}
	add_run(plan, &plan->far_rows.at[row], run);
}
