/* From ranks, gaps and rows to columns and rows of the map: where steps and
 * lanes lie, the points of each arrow, and how often arrows cross. */
#include "layout/drawn.h"
#include "layout/layout.h"

#include <string.h>

typedef LIST(struct map_point) point_list;

/* ---- Rows ----------------------------------------------------------------------------- */

static void number_rows(struct plan *plan)
{
	struct map_lane *lanes = plan->lanes;
	LIST(struct map_line) lines = {0};
	uint32_t number = 0;
	for (uint32_t i = plan->first_row; i != NONE; i = plan->rows.at[i].below) {
		struct row *row = &plan->rows.at[i];
		row->number = number++;
		if (row->lane == NONE) {
			enum side above = lanes[plan->rows.at[row->above].lane].side;
			enum side below = lanes[plan->rows.at[row->below].lane].side;
			*list_add(plan->arena, &lines) =
			    (struct map_line){row->number, below, above == SIDE_HEALTH && below == SIDE_CARE};
		} else {
			if (i == plan->lane_first[row->lane])
				lanes[row->lane].row = row->number;
			lanes[row->lane].rows++;
		}
	}
	plan->map->rows = number;
	plan->map->lines = lines.at;
	plan->map->line_count = lines.count;
	plan->map->lanes = lanes;
	plan->map->lane_count = plan->lane_count;
}

static void set_steps(struct plan *plan)
{
	struct map_step *steps = ARENA_ARRAY(plan->arena, struct map_step, plan->pathway->step_count);
	for (uint32_t i = 0; i < plan->pathway->step_count; i++) {
		const struct box *box = &plan->boxes.at[i];
		steps[i] = (struct map_step){.column = plan->rank_column[box->rank],
					     .row = plan->rows.at[box->row].number,
					     .columns = box->columns,
					     .rank = box->rank};
	}
	plan->map->steps = steps;
}

/* ---- Points --------------------------------------------------------------------------- */

static uint32_t bar_column(const struct plan *plan, uint32_t bar)
{
	const struct item *item = &plan->items.at[bar];
	return (uint32_t)((int32_t)plan->gap_column[item->gap] + item->column);
}

static void add_point(struct plan *plan, point_list *list, uint32_t column, uint32_t row)
{
	struct map_point point = {column, plan->rows.at[row].number};
	const struct map_point *last = list->count ? &list->at[list->count - 1] : NULL;
	if (!last || last->column != point.column || last->row != point.row)
		*list_add(plan->scratch, list) = point;
}

/* Right behind its text and a space; a join has its arrow go on where it is. */
static uint32_t start_column(const struct plan *plan, const struct box *box)
{
	uint32_t column = plan->rank_column[box->rank];
	return box->kind == BOX_JOIN ? column : column + box->columns + text_space(plan);
}

static uint32_t end_column(const struct plan *plan, const struct box *box)
{
	uint32_t column = plan->rank_column[box->rank];
	return box->kind == BOX_JOIN ? column : column - 1 - text_space(plan);
}

static void list_points(struct plan *plan, const struct lead *lead, point_list *list)
{
	const struct box *from = &plan->boxes.at[lead->from], *to = &plan->boxes.at[lead->to];
	const struct course *course = &lead->course;
	uint32_t row = from->row;
	add_point(plan, list, start_column(plan, from), row);
	for (uint32_t i = 0; i < course->bar_count; i++) {
		uint32_t column = bar_column(plan, course->bars[i]);
		add_point(plan, list, column, row);
		row = i + 1 == course->bar_count ? to->row : course->middle;
		add_point(plan, list, column, row);
	}
	add_point(plan, list, end_column(plan, to), to->row);
}

static uint32_t label_row(const struct plan *plan, const struct lead *lead)
{
	const struct course *course = &lead->course;
	if (course->label_stretch == 0)
		return plan->boxes.at[lead->from].row;
	return course->label_stretch == course->bar_count ? plan->boxes.at[lead->to].row : course->middle;
}

static void set_label(struct plan *plan, const struct lead *lead, struct map_arrow *arrow)
{
	const struct course *course = &lead->course;
	if (lead->label_columns == 0)
		return;
	arrow->label_columns = lead->label_columns;
	arrow->label.row = plan->rows.at[label_row(plan, lead)].number;
	if (lead->label != NONE) {
		arrow->label.column = bar_column(plan, lead->label);
		return;
	}
	uint32_t rank = course->label_position / 2;
	arrow->label.column = plan->rank_column[rank] + (plan->rank_columns[rank] - lead->label_columns) / 2;
}

static void set_ending(struct plan *plan, const struct lead *lead, struct map_arrow *arrow)
{
	const struct box *to = &plan->boxes.at[lead->to];
	if (to->kind != BOX_ENDING)
		return;
	arrow->ending = (struct map_point){plan->rank_column[to->rank], plan->rows.at[to->row].number};
	arrow->ending_columns = to->columns;
}

/* The list is room for its points. */
static void set_arrow(struct plan *plan, uint32_t number, struct map_arrow *arrow, point_list *list)
{
	struct drawn *drawn = (struct drawn *)plan->map;
	const struct lead *lead = &plan->leads[number];
	list->count = 0;
	list_points(plan, lead, list);
	drawn->painted[number] = list->count;
	const struct box *to = &plan->boxes.at[lead->to];
	if (to->kind == BOX_JOIN)
		list_points(plan, &plan->leads[plan->pathway->blocks[to->of].then_arrow], list);
	struct map_point *points = ARENA_ARRAY(plan->arena, struct map_point, list->count);
	memcpy(points, list->at, list->count * sizeof *points);
	arrow->points = points;
	arrow->point_count = list->count;
	arrow->back = lead->back;
	set_label(plan, lead, arrow);
	set_ending(plan, lead, arrow);
}

static void set_arrows(struct plan *plan)
{
	struct drawn *drawn = (struct drawn *)plan->map;
	struct map_arrow *arrows = ARENA_ARRAY(plan->arena, struct map_arrow, plan->pathway->arrow_count);
	drawn->painted = ARENA_ARRAY(plan->arena, uint32_t, plan->pathway->arrow_count);
	point_list list = {0};
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++)
		set_arrow(plan, i, &arrows[i], &list);
	plan->map->arrows = arrows;
}

void set_points(struct plan *plan)
{
	number_rows(plan);
	set_steps(plan);
	set_arrows(plan);
	plan->map->crossings = count_crossings(plan);
}
