/* Each lead gets its course: the cheapest of those that its rows, the rows
 * between them and a few beside allow; where that is dear, a new row. Short
 * leads go first, loops last, the short ones near what they go round. */
#include "layout/layout.h"

#include <assert.h>
#include <stdlib.h>

/* What makes an arrow hard to follow, and what it takes of the screen. */
static const double COST_BAR = 4, COST_CROSSING = 8, COST_ROW = 0.6, COST_NEW_ROW = 22, COST_RANK = 0.5,
		    COST_FOREIGN = 1.5, COST_COLUMN = 0.3, COST_CLAIM = 3, COST_BACK = 1, COST_JOG = 6;

enum {
	MOST_OPTIONS = 48,
	ROWS_BETWEEN = 64, /* rows that are looked at between those of the two boxes */
	ROWS_BESIDE = 8,   /* and above and below them */
	BARS_CROSSED = 64,
};

struct option {
	struct course course;
	double cost;
	uint32_t new_lane; /* the middle row is to be made in this lane; NONE: it is there */
	uint32_t above;    /* and below this row, as for row_insert() */
};

struct routing {
	struct plan *plan;
	struct lead *lead;
	const struct box *from, *to;
	uint32_t first_gap, last_gap;        /* right of the first box, left of the last one */
	struct option options[MOST_OPTIONS]; /* the cheapest first */
	uint32_t option_count;
	wish_list wishes;
	LIST(struct use) uses; /* of the course that is tried */
};

/* ---- What is in the way --------------------------------------------------------------- */

static bool passes(const struct plan *plan, uint32_t row, uint32_t position, uint32_t leaves, uint32_t comes)
{
	for (uint32_t i = uses_at(plan, row, position); i != NONE; i = plan->uses.at[i].next - 1) {
		const struct use *use = &plan->uses.at[i];
		bool shared = (leaves != NONE && use->leaves == leaves) || (comes != NONE && use->comes == comes);
		if (!shared || use->taken)
			return false;
	}
	return true;
}

/* How far right the first box's row is free: the last gap in which the lead can turn off. */
static uint32_t reach_right(const struct routing *routing)
{
	const struct plan *plan = routing->plan;
	uint32_t gap = routing->first_gap, box = routing->lead->from, row = routing->from->row;
	while (gap < routing->last_gap && passes(plan, row, position_of_gap(gap), box, NONE) &&
	       passes(plan, row, position_of_rank(gap), box, NONE))
		gap++;
	return gap;
}

static uint32_t reach_left(const struct routing *routing)
{
	const struct plan *plan = routing->plan;
	uint32_t gap = routing->last_gap, box = routing->lead->to, row = routing->to->row;
	while (gap > routing->first_gap && passes(plan, row, position_of_gap(gap), NONE, box) &&
	       passes(plan, row, position_of_rank(gap - 1), NONE, box))
		gap--;
	return gap;
}

/* Whether a row is free all the way between two gaps. */
static bool passes_between(const struct routing *routing, uint32_t row, uint32_t one, uint32_t other)
{
	uint32_t left = one < other ? one : other, right = one < other ? other : one;
	for (uint32_t position = position_of_gap(left) + 1; position < position_of_gap(right); position++)
		if (!passes(routing->plan, row, position, NONE, routing->lead->to))
			return false;
	return true;
}

/* The bar in a gap that leads from a box have in common, or those to it. */
static uint32_t find_trunk(const struct plan *plan, uint32_t box, uint32_t gap, bool comes)
{
	for (uint32_t i = plan->boxes.at[box].trunks; i != NONE; i = plan->items.at[i].next_trunk)
		if (plan->items.at[i].gap == gap && plan->items.at[i].comes == comes)
			return i;
	return NONE;
}

/* ---- What a course costs -------------------------------------------------------------- */

/* About how many rows lie from one to the other. */
static double rows_apart(const struct plan *plan, uint32_t one, uint32_t other)
{
	uint64_t a = plan->rows.at[one].order, b = plan->rows.at[other].order;
	return (double)(a < b ? b - a : a - b) / (double)ROWS_APART;
}

static bool is_between(const struct plan *plan, uint32_t row, uint32_t top, uint32_t bottom)
{
	return row_is_above(plan, top, row) && row_is_above(plan, row, bottom);
}

/* A bar that is not there yet: a row comes to it at each end, from the left or from the right. */
struct new_bar {
	uint32_t gap, rows[2];
	bool left[2];
	uint32_t top, bottom;
};

/* How many of the rows that end at a bar on that side would cross the new one. */
static uint32_t ends_crossed(const struct plan *plan, const struct new_bar *bar, const struct item *other, bool left)
{
	uint32_t crossed = 0;
	for (uint32_t i = other->ends; i != NONE; i = plan->bar_ends.at[i].next)
		crossed += plan->bar_ends.at[i].left == left &&
			   is_between(plan, plan->bar_ends.at[i].row, bar->top, bar->bottom);
	return crossed;
}

/* The crossings of two bars and their rows, the better of them on the left. */
static uint32_t crossings_of_bars(const struct plan *plan, const struct new_bar *bar, const struct item *other)
{
	uint32_t on_left = ends_crossed(plan, bar, other, true), on_right = ends_crossed(plan, bar, other, false);
	for (uint32_t i = 0; i < 2; i++)
		if (is_between(plan, bar->rows[i], other->top, other->bottom))
			*(bar->left[i] ? &on_right : &on_left) += 1;
	return on_left < on_right ? on_left : on_right;
}

static double bar_cost(const struct routing *routing, struct new_bar bar, bool trunk)
{
	const struct plan *plan = routing->plan;
	bool down = row_is_above(plan, bar.rows[0], bar.rows[1]);
	double cost = (trunk ? 0 : COST_BAR) + COST_ROW * rows_apart(plan, bar.rows[0], bar.rows[1]);
	uint32_t looked = 0;
	bar.top = bar.rows[!down];
	bar.bottom = bar.rows[down];
	for (uint32_t i = plan->gap_items[bar.gap]; i != NONE && looked < BARS_CROSSED; looked++) {
		const struct item *item = &plan->items.at[i];
		if (!item->is_label && item->top != NONE)
			cost += COST_CROSSING * crossings_of_bars(plan, &bar, item);
		i = item->next_in_gap;
	}
	looked = 0;
	for (uint32_t i = plan->gap_rows[bar.gap]; i != NONE && looked < BARS_CROSSED; looked++) {
		if (is_between(plan, plan->edges.at[i].to, bar.top, bar.bottom))
			cost += COST_CROSSING;
		i = plan->edges.at[i].next;
	}
	return cost;
}

static double crossed_bars(const struct plan *plan, uint32_t row, uint32_t gap)
{
	uint32_t crossed = 0, looked = 0;
	for (uint32_t i = plan->gap_items[gap]; i != NONE && looked < BARS_CROSSED; looked++) {
		const struct item *item = &plan->items.at[i];
		crossed += !item->is_label && is_between(plan, row, item->top, item->bottom);
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

static uint32_t stretch_row(const struct routing *routing, const struct course *course, uint32_t stretch)
{
	if (stretch == 0)
		return routing->from->row;
	return stretch == course->bar_count ? routing->to->row : course->middle;
}

/* The bar that a course has at this place, and whether one is there that it can be part of. */
static double course_bar_cost(const struct routing *routing, const struct course *course, uint32_t number)
{
	struct new_bar bar = {
	    .gap = course->gaps[number],
	    .rows = {stretch_row(routing, course, number), stretch_row(routing, course, number + 1)},
	    .left = {true, false},
	};
	bool back = course->bar_count == 2 && course->gaps[1] < course->gaps[0];
	if (back)
		bar.left[0] = bar.left[1] = number == 0;
	bool last = number + 1 == course->bar_count;
	bool trunk = (number == 0 && find_trunk(routing->plan, routing->lead->from, bar.gap, false) != NONE) ||
		     (last && find_trunk(routing->plan, routing->lead->to, bar.gap, true) != NONE);
	return bar_cost(routing, bar, trunk);
}

static double course_cost(const struct routing *routing, const struct course *course, bool new_row)
{
	double cost = 0;
	uint32_t gap = routing->first_gap;
	for (uint32_t i = 0; i <= course->bar_count; i++) {
		uint32_t end = i < course->bar_count ? course->gaps[i] : routing->last_gap;
		cost += row_cost(routing, stretch_row(routing, course, i), gap, end, new_row && i == 1);
		if (i < course->bar_count)
			cost += course_bar_cost(routing, course, i);
		gap = end;
	}
	if (course->bar_count == 2 && course->gaps[0] == course->gaps[1])
		cost += COST_JOG;
	return cost;
}

/* ---- Options -------------------------------------------------------------------------- */

static void add_option(struct routing *routing, const struct option *option)
{
	uint32_t at = routing->option_count;
	if (at == MOST_OPTIONS && routing->options[at - 1].cost <= option->cost)
		return;
	if (at == MOST_OPTIONS)
		at--;
	else
		routing->option_count++;
	for (; at > 0 && routing->options[at - 1].cost > option->cost; at--)
		routing->options[at] = routing->options[at - 1];
	routing->options[at] = *option;
}

/* The gaps between which a stretch runs, the left one first. */
static void stretch_gaps(const struct routing *routing, const struct course *course, uint32_t stretch, uint32_t *left,
			 uint32_t *right)
{
	uint32_t one = stretch == 0 ? routing->first_gap : course->gaps[stretch - 1];
	uint32_t other = stretch == course->bar_count ? routing->last_gap : course->gaps[stretch];
	*left = one < other ? one : other;
	*right = one < other ? other : one;
}

/* Where along a stretch a label stands best, and what that costs: beside the
 * bars of a gap it makes the map wider, in a rank it does not. */
static double place_label(const struct routing *routing, struct course *course, uint32_t stretch)
{
	const struct plan *plan = routing->plan;
	uint32_t left, right, columns = routing->lead->label_columns + 2;
	stretch_gaps(routing, course, stretch, &left, &right);
	course->label_stretch = stretch;
	for (uint32_t rank = left; rank < right; rank++) {
		uint32_t row = stretch_row(routing, course, stretch);
		if (plan->rank_columns[rank] < columns)
			continue;
		if (course->middle == NONE - 1 || uses_at(plan, row, position_of_rank(rank)) == NONE) {
			course->label_position = position_of_rank(rank);
			return 0;
		}
	}
	course->label_position = position_of_gap(stretch == course->bar_count ? right : left);
	uint32_t slack = stretch == 0 ? plan->rank_columns[routing->from->rank] - routing->from->columns : 0;
	return slack >= columns ? 0 : (columns - slack) * COST_COLUMN;
}

static double claim_cost(const struct routing *routing, const struct course *course, uint32_t stretch)
{
	double cost = 0;
	if (stretch == 0 && routing->from->leaving > 1)
		cost += COST_CLAIM;
	if (stretch == course->bar_count && routing->to->coming > 1)
		cost += COST_CLAIM;
	return cost;
}

/* One option for each stretch that the label can stand along. */
static void add_course(struct routing *routing, struct option *option)
{
	double cost = option->cost;
	option->course.label_stretch = NO_STRETCH;
	if (routing->lead->label_columns == 0) {
		add_option(routing, option);
		return;
	}
	for (uint32_t stretch = option->course.bar_count + 1; stretch-- > 0;) {
		option->cost = cost + claim_cost(routing, &option->course, stretch);
		option->cost += place_label(routing, &option->course, stretch);
		add_option(routing, option);
	}
}

static void add_straight(struct routing *routing)
{
	struct option option = {.new_lane = NONE, .course.middle = NONE};
	option.cost = course_cost(routing, &option.course, false);
	add_course(routing, &option);
}

static void add_with_one_bar(struct routing *routing, uint32_t gap)
{
	struct option option = {.new_lane = NONE, .course = {.bar_count = 1, .gaps = {gap}, .middle = NONE}};
	option.cost = course_cost(routing, &option.course, false);
	add_course(routing, &option);
}

static void add_with_two_bars(struct routing *routing, uint32_t row, uint32_t one, uint32_t other)
{
	struct option option = {.new_lane = NONE, .course = {.bar_count = 2, .gaps = {one, other}, .middle = row}};
	if (!passes_between(routing, row, one, other))
		return;
	option.cost = course_cost(routing, &option.course, false) + COST_BACK * routing->lead->back;
	add_course(routing, &option);
}

/* Along a row that is neither that of the first box nor that of the last one:
 * turning off as soon as can be, or as late, and likewise turning in. */
static void add_by_row(struct routing *routing, uint32_t row, uint32_t latest, uint32_t earliest)
{
	const struct plan *plan = routing->plan;
	if (plan->rows.at[row].lane == NONE || row == routing->from->row || row == routing->to->row ||
	    plan->rows.at[row].express)
		return;
	add_with_two_bars(routing, row, routing->first_gap, routing->last_gap);
	if (routing->lead->back)
		return;
	if (latest > routing->first_gap)
		add_with_two_bars(routing, row, latest, routing->last_gap);
	if (earliest < routing->last_gap) {
		add_with_two_bars(routing, row, routing->first_gap, earliest);
		if (latest > routing->first_gap && latest <= earliest)
			add_with_two_bars(routing, row, latest, earliest);
	}
}

static void add_by_rows(struct routing *routing, uint32_t latest, uint32_t earliest)
{
	const struct plan *plan = routing->plan;
	uint32_t one = routing->from->row, other = routing->to->row;
	uint32_t top = row_is_above(plan, one, other) ? one : other, bottom = top == one ? other : one;
	uint32_t row = plan->rows.at[top].below;
	for (uint32_t i = 0; top != bottom && row != bottom && i < ROWS_BETWEEN; i++, row = plan->rows.at[row].below)
		add_by_row(routing, row, latest, earliest);
	row = plan->rows.at[top].above;
	for (uint32_t i = 0; row != NONE && i < ROWS_BESIDE; i++, row = plan->rows.at[row].above)
		add_by_row(routing, row, latest, earliest);
	row = plan->rows.at[bottom].below;
	for (uint32_t i = 0; row != NONE && i < ROWS_BESIDE; i++, row = plan->rows.at[row].below)
		add_by_row(routing, row, latest, earliest);
	if (routing->to->bus != NONE)
		add_by_row(routing, routing->to->bus, latest, earliest);
}

/* ---- New rows ------------------------------------------------------------------------- */

/* What a course by a new row would cost, judged by the row that it is next to. */
static void add_by_new_row(struct routing *routing, uint32_t lane, uint32_t above, uint32_t next_to)
{
	struct option option = {.new_lane = lane, .above = above};
	option.course =
	    (struct course){.bar_count = 2, .gaps = {routing->first_gap, routing->last_gap}, .middle = next_to};
	option.cost = COST_NEW_ROW + course_cost(routing, &option.course, true) + COST_BACK * routing->lead->back;
	option.course.label_stretch = NO_STRETCH;
	option.course.middle = NONE - 1;
	if (routing->lead->label_columns > 0)
		option.cost += place_label(routing, &option.course, 1);
	add_option(routing, &option);
}

static void add_by_new_rows_of(struct routing *routing, uint32_t lane)
{
	const struct plan *plan = routing->plan;
	add_by_new_row(routing, lane, NONE, plan->lane_first[lane]);
	add_by_new_row(routing, lane, plan->lane_last[lane], plan->lane_last[lane]);
}

/* Above and below the two boxes, and above and below the lanes of both. */
static void add_by_new_rows(struct routing *routing)
{
	const struct plan *plan = routing->plan;
	uint32_t one = routing->from->lane, other = routing->to->lane;
	const uint32_t rows[] = {routing->from->row, routing->to->row};
	add_by_new_rows_of(routing, one);
	if (other != one)
		add_by_new_rows_of(routing, other);
	for (uint32_t i = 0; i < 2; i++) {
		uint32_t lane = plan->rows.at[rows[i]].lane;
		uint32_t above = rows[i] == plan->lane_first[lane] ? NONE : plan->rows.at[rows[i]].above;
		add_by_new_row(routing, lane, above, rows[i]);
		add_by_new_row(routing, lane, rows[i], rows[i]);
	}
}

/* ---- Trying one ----------------------------------------------------------------------- */

/* Where the bar of a lead may lie. */
enum trunk { TRUNK_LEAVES, TRUNK_COMES, TRUNK_NONE };

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
	for (uint32_t position = position_of_gap(left_gap); position <= position_of_gap(right_gap); position++) {
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

/* Of a trunk that leaves a box the rows that go on are its own. */
static bool is_own_row(const struct plan *plan, uint32_t bar, uint32_t row)
{
	for (uint32_t i = uses_at(plan, row, position_of_gap(plan->items.at[bar].gap)); i != NONE;
	     i = plan->uses.at[i].next - 1)
		if (plan->uses.at[i].right == bar && plan->uses.at[i].leaves == NONE)
			return false;
	return true;
}

static bool bar_is_clear(struct routing *routing, const struct course *course, uint32_t bar)
{
	const struct plan *plan = routing->plan;
	for (uint32_t i = plan->items.at[bar].ends; i != NONE; i = plan->bar_ends.at[i].next) {
		struct bar_end end = plan->bar_ends.at[i];
		if (would_pass(routing, course, bar, end.row) && !(end.left && is_own_row(plan, bar, end.row)) &&
		    !turns_in_clear(routing, course, bar, end.row, end.left))
			return false;
	}
	return true;
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
}

static void add_end(struct plan *plan, uint32_t bar, uint32_t row, bool left)
{
	if (bar == NONE)
		return;
	extend(plan, bar, row);
	for (uint32_t i = plan->items.at[bar].ends; i != NONE; i = plan->bar_ends.at[i].next)
		if (plan->bar_ends.at[i].row == row && plan->bar_ends.at[i].left == left)
			return;
	*list_add(plan->scratch, &plan->bar_ends) = (struct bar_end){row, plan->items.at[bar].ends, left};
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

static bool try_with(struct routing *routing, struct course course, const enum trunk trunks[2])
{
	struct plan *plan = routing->plan;
	uint32_t items_before = plan->items.count, label = NONE;
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

static bool try_course(struct routing *routing, const struct course *course)
{
	static const enum trunk one[][2] = {{TRUNK_LEAVES}, {TRUNK_COMES}, {TRUNK_NONE}};
	static const enum trunk two[][2] = {{TRUNK_LEAVES, TRUNK_COMES},
					    {TRUNK_LEAVES, TRUNK_NONE},
					    {TRUNK_NONE, TRUNK_COMES},
					    {TRUNK_NONE, TRUNK_NONE}};
	if (course->bar_count == 0)
		return try_with(routing, *course, one[2]);
	if (course->bar_count == 2) {
		for (size_t i = 0; i < sizeof two / sizeof *two; i++)
			if (try_with(routing, *course, two[i]))
				return true;
		return false;
	}
	/* Where others leave the step too, its row goes on: a bar of those that come
	 * to the other step would cross it in the same place. */
	uint32_t other = routing->from->leaving > 1 ? 0 : 1;
	return try_with(routing, *course, one[other]) || try_with(routing, *course, one[2]);
}

static bool try_option(struct routing *routing, struct option *option)
{
	if (option->new_lane != NONE)
		option->course.middle = row_insert(routing->plan, option->new_lane, option->above);
	return try_course(routing, &option->course);
}

/* ---- All of them ---------------------------------------------------------------------- */

static void list_options(struct routing *routing)
{
	bool level = routing->from->row == routing->to->row;
	uint32_t latest = routing->first_gap, earliest = routing->last_gap;
	routing->option_count = 0;
	if (!routing->lead->back) {
		latest = reach_right(routing);
		earliest = reach_left(routing);
	}
	if (!routing->lead->back && level && latest == routing->last_gap)
		add_straight(routing);
	if (!routing->lead->back && !level)
		for (uint32_t gap = earliest; gap <= latest; gap++)
			add_with_one_bar(routing, gap);
	if (routing->option_count > 0 && routing->lead->label_columns == 0 && routing->options[0].cost < COST_CROSSING)
		return;
	add_by_rows(routing, latest, earliest);
	add_by_new_rows(routing);
}

static void route(struct routing *routing, struct lead *lead)
{
	struct plan *plan = routing->plan;
	routing->lead = lead;
	routing->from = &plan->boxes.at[lead->from];
	routing->to = &plan->boxes.at[lead->to];
	routing->first_gap = routing->from->rank + 1;
	routing->last_gap = routing->to->rank;
	list_options(routing);
	for (uint32_t i = 0; i < routing->option_count; i++)
		if (try_option(routing, &routing->options[i]))
			return;
	routing->option_count = 0;
	add_by_new_rows(routing);
	bool fits = try_option(routing, &routing->options[0]);
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

static uint32_t apart(uint32_t one, uint32_t other)
{
	return one < other ? other - one : one - other;
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
	for (uint32_t i = 0; i <= plan->rank_count; i++)
		plan->gap_items[i] = plan->gap_rows[i] = NONE;
	use_boxes(plan);
	const struct turn *turns = sort_leads(plan);
	for (uint32_t i = 0; i < plan->pathway->arrow_count; i++)
		route(routing, &plan->leads[turns[i].lead]);
}
