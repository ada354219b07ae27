/* Whether a course fits beside what is there, and keeping it if it does. */
#include "layout/route.h"

#include <assert.h>

enum { ENDS_LOOKED = 64 };

void stretch_gaps(const struct routing *routing, const struct course *course, uint32_t stretch, uint32_t *left,
		  uint32_t *right)
{
	uint32_t one = stretch == 0 ? routing->first_gap : course->gaps[stretch - 1];
	uint32_t other = stretch == course->bar_count ? routing->last_gap : course->gaps[stretch];
	*left = one < other ? one : other;
	*right = one < other ? other : one;
}

static uint32_t add_item(struct plan *plan, uint32_t gap, uint32_t columns)
{
	*list_add(plan->scratch, &plan->items) = (struct item){
	    .gap = gap,
	    .top = NONE,
	    .bottom = NONE,
	    .columns = columns,
	    .is_label = columns != 0,
	    .next_trunk = NONE,
	    .after = NONE,
	    .ends = NONE,
	};
	return plan->items.count - 1;
}

static uint32_t choose_bar(struct routing *routing, uint32_t gap, enum trunk trunk)
{
	uint32_t box = trunk == TRUNK_LEAVES ? routing->lead->from : routing->lead->to, bar = NONE;
	if (trunk != TRUNK_NONE)
		bar = find_trunk(routing->plan, box, gap, trunk == TRUNK_COMES);
	if (bar != NONE)
		return bar;
	bar = add_item(routing->plan, gap, 0);
	routing->plan->items.at[bar].comes = trunk == TRUNK_COMES;
	return bar;
}

static void add_use(struct routing *routing, struct use use)
{
	*list_add(routing->plan->scratch, &routing->uses) = use;
}

/* Everything that a stretch takes, from gap to gap. `left` and `right` are the bars at its ends or NONE. */
static void add_stretch(struct routing *routing, struct use use, uint32_t left_gap, uint32_t right_gap, uint32_t label,
			uint32_t label_position)
{
	uint32_t left = use.left, right = use.right;
	bool far = routing->plan->rows.at[use.row].far != NONE;
	for (uint32_t position = position_of_gap(left_gap); position <= position_of_gap(right_gap); position++) {
		/* Of a far row only the ends are known here: see far.c. */
		if (far && position > position_of_gap(left_gap))
			position = position_of_gap(right_gap);
		bool at_left = position == position_of_gap(left_gap) && left != NONE;
		bool at_right = position == position_of_gap(right_gap) && right != NONE;
		use.position = position;
		use.left = at_left ? left : NONE;
		use.right = at_right ? right : NONE;
		use.reach = at_left    ? (at_right ? REACH_WITHIN : REACH_FROM_RIGHT)
			    : at_right ? REACH_FROM_LEFT
				       : REACH_THROUGH;
		use.taken = position == label_position;
		use.label = use.taken ? label : NONE;
		add_use(routing, use);
	}
}

static void list_uses(struct routing *routing, const struct course *course, uint32_t label)
{
	routing->uses.count = 0;
	for (uint32_t i = 0; i <= course->bar_count; i++) {
		uint32_t left, right, before = i == 0 ? NONE : course->bars[i - 1];
		uint32_t after = i == course->bar_count ? NONE : course->bars[i];
		bool leftwards = i > 0 && i < course->bar_count && course->gaps[1] < course->gaps[0];
		stretch_gaps(routing, course, i, &left, &right);
		struct use use = {
		    .row = stretch_row(routing, course, i),
		    .left = leftwards ? after : before,
		    .right = leftwards ? before : after,
		    .leaves = i == 0 ? routing->lead->from : NONE,
		    .comes = i > 0 || course->bar_count == 0 ? routing->lead->to : NONE,
		};
		add_stretch(routing, use, left, right, label,
			    course->label_stretch == i ? course->label_position : NONE);
	}
}

static void wish_for(struct routing *routing, uint32_t left, uint32_t right)
{
	if (left != NONE && right != NONE)
		*list_add(routing->plan->scratch, &routing->wishes) = (struct wish){left, right};
}

/* Whether a row lies within a bar as it would be with this course, and the bar
 * leads elsewhere too: the trunk of those that come to a box does not. */
static bool would_pass(const struct routing *routing, const struct course *course, uint32_t bar, uint32_t row)
{
	const struct plan *plan = routing->plan;
	const struct item *item = &plan->items.at[bar];
	if (item->comes)
		return false;
	bool above = item->top != NONE && row_is_above(plan, item->top, row);
	bool below = item->top != NONE && row_is_above(plan, row, item->bottom);
	for (uint32_t i = 0; i < course->bar_count; i++)
		for (uint32_t j = i; course->bars[i] == bar && j < i + 2; j++) {
			above |= row_is_above(plan, stretch_row(routing, course, j), row);
			below |= row_is_above(plan, row, stretch_row(routing, course, j));
		}
	return above && below;
}

/* The bar at which a use ends on that side, for leads that turn there into a
 * row in which others of their kind come along. NONE: not so. */
static uint32_t turning_bar(const struct use *use, bool left)
{
	if (left)
		return use->reach == REACH_FROM_LEFT && use->leaves == NONE ? use->right : NONE;
	return use->reach == REACH_FROM_RIGHT ? use->left : NONE;
}

/* One lead turns into a row out of a bar that goes on elsewhere, and others come
 * along that row: they would seem to be able to turn into the bar. So they come
 * to the row beyond that bar, or not at all. */
static bool turns_in_clear(struct routing *routing, const struct course *course, uint32_t bar, uint32_t row, bool left)
{
	const struct plan *plan = routing->plan;
	uint32_t position = position_of_gap(plan->items.at[bar].gap);
	for (uint32_t i = uses_at(plan, row, position); i != NONE; i = plan->uses.at[i].next - 1) {
		const struct use *use = &plan->uses.at[i];
		uint32_t other = turning_bar(use, left);
		if (use->reach == REACH_THROUGH && !(left && use->comes == NONE))
			return false;
		if (other == NONE || other == bar)
			continue;
		if (would_pass(routing, course, other, row))
			return false;
		wish_for(routing, left ? other : bar, left ? bar : other);
	}
	return true;
}

static bool row_is_clear(struct routing *routing, const struct course *course, uint32_t bar, uint32_t row)
{
	const struct plan *plan = routing->plan;
	uint32_t position = position_of_gap(plan->items.at[bar].gap);
	if (!would_pass(routing, course, bar, row))
		return true;
	for (uint32_t i = uses_at(plan, row, position); i != NONE; i = plan->uses.at[i].next - 1)
		for (int left = 0; left < 2; left++)
			if (turning_bar(&plan->uses.at[i], left) == bar &&
			    !turns_in_clear(routing, course, bar, row, left))
				return false;
	return true;
}

/* A bar that grows comes to lie across the rows where it ended so far. */
static bool bar_is_clear(struct routing *routing, const struct course *course, uint32_t bar)
{
	const struct item *item = &routing->plan->items.at[bar];
	return item->top == NONE ||
	       (row_is_clear(routing, course, bar, item->top) && row_is_clear(routing, course, bar, item->bottom));
}

/* The same the other way round: those that are there turn in out of bars that go on. */
static bool use_is_clear_of(struct routing *routing, const struct course *course, const struct use *own,
			    const struct use *use, bool left)
{
	uint32_t bar = turning_bar(use, left), other = turning_bar(own, left);
	if (bar == NONE || bar == other || !would_pass(routing, course, bar, own->row))
		return true;
	if (own->reach == REACH_THROUGH)
		return false;
	if (other != NONE)
		wish_for(routing, left ? other : bar, left ? bar : other);
	return true;
}

static bool use_is_clear(struct routing *routing, const struct course *course, const struct use *own)
{
	const struct plan *plan = routing->plan;
	for (uint32_t i = uses_at(plan, own->row, own->position); i != NONE; i = plan->uses.at[i].next - 1)
		if (!use_is_clear_of(routing, course, own, &plan->uses.at[i], false) ||
		    !use_is_clear_of(routing, course, own, &plan->uses.at[i], true))
			return false;
	for (int left = 0; left < 2; left++) {
		uint32_t bar = turning_bar(own, left);
		if (bar != NONE && would_pass(routing, course, bar, own->row) &&
		    !turns_in_clear(routing, course, bar, own->row, left))
			return false;
	}
	return true;
}

static bool is_clear(struct routing *routing, const struct course *course)
{
	for (uint32_t i = 0; i < course->bar_count; i++)
		if (!bar_is_clear(routing, course, course->bars[i]))
			return false;
	for (uint32_t i = 0; i < routing->uses.count; i++)
		if (routing->uses.at[i].position % 2 == 0 && !use_is_clear(routing, course, &routing->uses.at[i]))
			return false;
	return true;
}

static bool uses_fit(struct routing *routing, const struct course *course)
{
	routing->wishes.count = 0;
	for (uint32_t i = 0; i < routing->uses.count; i++) {
		const struct use *use = &routing->uses.at[i];
		if (!use_fits(routing->plan, use, &routing->wishes))
			return false;
		wish_for(routing, use->left, use->label);
		wish_for(routing, use->label, use->right);
		if (use->label == NONE)
			wish_for(routing, use->left, use->right);
	}
	return is_clear(routing, course) && !wishes_go_round(routing->plan, &routing->wishes);
}

/* ---- Keeping it ----------------------------------------------------------------------- */

static void extend(struct plan *plan, uint32_t item, uint32_t row)
{
	struct item *extended = &plan->items.at[item];
	if (extended->top == NONE || row_is_above(plan, row, extended->top))
		extended->top = row;
	if (extended->bottom == NONE || row_is_above(plan, extended->bottom, row))
		extended->bottom = row;
	extended->top_order = plan->rows.at[extended->top].order;
	extended->bottom_order = plan->rows.at[extended->bottom].order;
}

static void add_end(struct plan *plan, uint32_t bar, uint32_t row, bool left)
{
	if (bar == NONE)
		return;
	extend(plan, bar, row);
	uint32_t looked = 0;
	/* One that is there twice does no harm: it only counts twice in what a course costs. */
	for (uint32_t i = plan->items.at[bar].ends; i != NONE && looked < ENDS_LOOKED; looked++) {
		if (plan->bar_ends.at[i].row == row && plan->bar_ends.at[i].left == left)
			return;
		i = plan->bar_ends.at[i].next;
	}
	*list_add(plan->scratch, &plan->bar_ends) =
	    (struct bar_end){row, plan->items.at[bar].ends, left, plan->rows.at[row].order};
	plan->items.at[bar].ends = plan->bar_ends.count - 1;
}

static void keep_trunk(struct routing *routing, uint32_t bar, enum trunk trunk)
{
	struct plan *plan = routing->plan;
	uint32_t box = trunk == TRUNK_LEAVES ? routing->lead->from : routing->lead->to;
	if (trunk == TRUNK_NONE || find_trunk(plan, box, plan->items.at[bar].gap, trunk == TRUNK_COMES) != NONE)
		return;
	plan->items.at[bar].next_trunk = plan->boxes.at[box].trunks;
	plan->boxes.at[box].trunks = bar;
}

static void keep(struct routing *routing, const struct course *course, const enum trunk trunks[2], uint32_t label,
		 uint32_t items_before)
{
	struct plan *plan = routing->plan;
	for (uint32_t i = items_before; i < plan->items.count; i++) {
		plan->items.at[i].next_in_gap = plan->gap_items[plan->items.at[i].gap];
		plan->gap_items[plan->items.at[i].gap] = i;
	}
	wishes_keep(plan, &routing->wishes);
	for (uint32_t i = 0; i < routing->uses.count; i++) {
		const struct use *use = &routing->uses.at[i];
		if (use_add(plan, use) && use->reach == REACH_THROUGH && use->position % 2 == 0) {
			*list_add(plan->scratch, &plan->edges) =
			    (struct edge){use->row, plan->gap_rows[use->position / 2]};
			plan->gap_rows[use->position / 2] = plan->edges.count - 1;
		}
		add_end(plan, use->left, use->row, false);
		add_end(plan, use->right, use->row, true);
		if (use->label != NONE)
			extend(plan, use->label, use->row);
	}
	for (uint32_t i = 0; i < course->bar_count; i++)
		keep_trunk(routing, course->bars[i], trunks[i]);
	if (course->bar_count == 2)
		plan->boxes.at[routing->lead->to].bus = course->middle;
	routing->lead->course = *course;
	routing->lead->label = label;
}

bool try_with(struct routing *routing, struct course course, const enum trunk trunks[2])
{
	struct plan *plan = routing->plan;
	uint32_t items_before = plan->items.count, label = NONE;
	assert(course.bar_count <= 2);
	for (uint32_t i = 0; i < course.bar_count; i++)
		course.bars[i] = choose_bar(routing, course.gaps[i], trunks[i]);
	if (course.label_stretch != NO_STRETCH && course.label_position % 2 == 0)
		label = add_item(plan, course.label_position / 2, routing->lead->label_columns);
	if (label != NONE)
		plan->items.at[label].lead = routing->lead->arrow;
	list_uses(routing, &course, label);
	if (!uses_fit(routing, &course)) {
		plan->items.count = items_before;
		return false;
	}
	keep(routing, &course, trunks, label, items_before);
	return true;
}

/* Where a box has no trunk in the gap yet, a new trunk fits wherever a bar of its own
 * does: of the two only the first is tried. */
static bool try_two_bars(struct routing *routing, const struct course *course)
{
	static const enum trunk two[][2] = {{TRUNK_LEAVES, TRUNK_COMES},
					    {TRUNK_LEAVES, TRUNK_NONE},
					    {TRUNK_NONE, TRUNK_COMES},
					    {TRUNK_NONE, TRUNK_NONE}};
	bool leaves = find_trunk(routing->plan, routing->lead->from, course->gaps[0], false) != NONE;
	bool comes = find_trunk(routing->plan, routing->lead->to, course->gaps[1], true) != NONE;
	for (uint32_t i = 0; i < 4; i++) {
		/* A loop by a bar of its own leaves its row to others that come to the same box. */
		const enum trunk *trunks = two[routing->lead->back ? (i + 2) % 4 : i];
		bool leaves_again = !leaves && i >= 2, comes_again = !comes && trunks[1] == TRUNK_NONE;
		if (!leaves_again && !comes_again && try_with(routing, *course, trunks))
			return true;
	}
	return false;
}

bool try_course(struct routing *routing, const struct course *course)
{
	static const enum trunk one[][2] = {{TRUNK_LEAVES}, {TRUNK_COMES}, {TRUNK_NONE}};
	if (course->bar_count == 0)
		return try_with(routing, *course, one[2]);
	if (course->bar_count == 2)
		return try_two_bars(routing, course);
	/* Where others leave the step too, its row goes on: a bar of those that come
	 * to the other step would cross it in the same place. */
	bool leaves = routing->from->leaving > 1;
	uint32_t box = leaves ? routing->lead->from : routing->lead->to;
	bool there = find_trunk(routing->plan, box, course->gaps[0], !leaves) != NONE;
	return try_with(routing, *course, one[leaves ? 0 : 1]) || (there && try_with(routing, *course, one[2]));
}
