/* The courses that a lead could take: along the rows of its two boxes alone, or
 * by another row; and where its label would stand. */
#include "layout/route.h"

enum {
	CAREFUL_MOST = 150, /* boxes: on a larger map fewer courses are looked at */
};

/* What is along the rows of the two boxes comes first, then what is by the bus. */
enum { TURN_DIRECT, TURN_OF_BUS, TURN_OF_CANDIDATES };

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

/* ---- Options -------------------------------------------------------------------------- */

static bool comes_before(const struct option *one, const struct option *other)
{
	return one->cost < other->cost || (one->cost == other->cost && one->turn < other->turn);
}

static void add_option(struct routing *routing, const struct option *option)
{
	uint32_t at = routing->option_count;
	if (is_too_dear(routing, option->cost))
		return;
	if (at == MOST_OPTIONS)
		at--;
	else
		routing->option_count++;
	for (; at > 0 && comes_before(option, &routing->options[at - 1]); at--)
		routing->options[at] = routing->options[at - 1];
	routing->options[at] = *option;
	set_limit(routing);
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
		if (course->middle == NEW_ROW || uses_at(plan, row, position_of_rank(rank)) == NONE) {
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
	option->turn = routing->turn;
	option->course.label_stretch = NO_STRETCH;
	if (is_too_dear(routing, cost))
		return;
	if (routing->lead->label_columns == 0) {
		add_option(routing, option);
		return;
	}
	for (uint32_t stretch = option->course.bar_count + 1; stretch-- > 0;) {
		option->cost = cost + claim_cost(routing, &option->course, stretch);
		if (is_too_dear(routing, option->cost))
			continue;
		option->cost += place_label(routing, &option->course, stretch);
		add_option(routing, option);
	}
}

/* ---- Along the rows of the two boxes -------------------------------------------------- */

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

void list_direct(struct routing *routing)
{
	bool level = routing->from->row == routing->to->row;
	routing->turn = TURN_DIRECT;
	routing->latest = routing->first_gap;
	routing->earliest = routing->last_gap;
	if (routing->lead->back)
		return;
	routing->latest = reach_right(routing);
	routing->earliest = reach_left(routing);
	if (level && routing->latest == routing->last_gap)
		add_straight(routing);
	for (uint32_t gap = routing->earliest; !level && gap <= routing->latest; gap++)
		add_with_one_bar(routing, gap);
}

/* By a second row from one gap to another. */
static void add_with_two_bars(struct routing *routing, uint32_t row, uint32_t one, uint32_t other)
{
	struct option option = {.new_lane = NONE, .course = {.bar_count = 2, .gaps = {one, other}, .middle = row}};
	const struct plan *plan = routing->plan;
	double bars = COST_ROW * (rows_apart(plan, routing->from->row, row) + rows_apart(plan, row, routing->to->row));
	if (is_too_dear(routing, bars) || !passes_between(routing, row, one, other))
		return;
	option.cost = course_cost(routing, &option.course, false) + COST_BACK * routing->lead->back;
	add_course(routing, &option);
}

/* ---- By another row ------------------------------------------------------------------- */

/* Turning off at once, and turning in at last. */
static void add_candidate_course(struct routing *routing, uint32_t number)
{
	struct candidate *candidate = &routing->candidates.at[number];
	uint32_t one = routing->first_gap, other = routing->last_gap;
	struct option option = {.new_lane = NONE,
				.course = {.bar_count = 2, .gaps = {one, other}, .middle = candidate->row}};
	if (is_too_dear(routing, candidate->least) || !passes_between(routing, candidate->row, one, other))
		return;
	/* What the first bar crosses may settle it. */
	double first = candidate_bar_cost(routing, candidate, 0);
	if (is_too_dear(routing, candidate->cost + first + COST_ROW * candidate->from_row))
		return;
	option.cost = candidate->cost + (first + candidate_bar_cost(routing, candidate, 1));
	routing->turn = TURN_OF_CANDIDATES + number;
	add_course(routing, &option);
}

static bool looks_for_shorter(const struct routing *routing)
{
	return !routing->lead->back && routing->plan->boxes.count <= CAREFUL_MOST;
}

/* Turning off later, or turning in earlier. */
static void add_shorter_courses(struct routing *routing, uint32_t number)
{
	uint32_t latest = routing->latest, earliest = routing->earliest, row = routing->candidates.at[number].row;
	bool late = latest > routing->first_gap, early = earliest < routing->last_gap;
	routing->turn = TURN_OF_CANDIDATES + number;
	if (late)
		add_with_two_bars(routing, row, latest, routing->last_gap);
	if (early)
		add_with_two_bars(routing, row, routing->first_gap, earliest);
	if (late && early && latest <= earliest)
		add_with_two_bars(routing, row, latest, earliest);
}

/* What leads to the same box from afar shares its row: only the bars are new. */
static void add_course_by_bus(struct routing *routing)
{
	uint32_t bus = routing->to->bus;
	if (bus == NONE || bus == routing->from->row || bus == routing->to->row ||
	    routing->plan->rows.at[bus].far != NONE)
		return;
	routing->turn = TURN_OF_BUS;
	add_with_two_bars(routing, bus, routing->first_gap, routing->last_gap);
}

void list_by_rows(struct routing *routing)
{
	add_course_by_bus(routing);
	for (uint32_t i = 0; i < routing->candidates.count; i++) {
		add_candidate_course(routing, i);
		if (looks_for_shorter(routing))
			add_shorter_courses(routing, i);
	}
}

/* Of those left the candidate that may be cheapest; NONE where all are too dear. */
static uint32_t most_promising(const struct routing *routing, uint64_t left)
{
	const struct candidate *candidates = routing->candidates.at;
	double least = routing->limit;
	uint32_t best = NONE;
	for (; left != 0; left &= left - 1) {
		uint32_t i = (uint32_t)__builtin_ctzll(left);
		if (candidates[i].least < least) {
			least = candidates[i].least;
			best = i;
		}
	}
	return best;
}

static void keep_cheapest(struct routing *routing)
{
	if (routing->option_count > 1)
		routing->option_count = 1;
	set_limit(routing);
}

void list_cheapest(struct routing *routing)
{
	_Static_assert(ROWS_LOOKED < 64, "a bit for each candidate");
	uint64_t left = (UINT64_C(1) << routing->candidates.count) - 1;
	routing->margin = COST_HAIR;
	keep_cheapest(routing);
	add_course_by_bus(routing);
	for (uint32_t i; (i = most_promising(routing, left)) != NONE; left &= ~(UINT64_C(1) << i)) {
		add_candidate_course(routing, i);
		keep_cheapest(routing);
	}
	for (uint32_t i = 0; looks_for_shorter(routing) && i < routing->candidates.count; i++) {
		add_shorter_courses(routing, i);
		keep_cheapest(routing);
	}
}

/* ---- New rows ------------------------------------------------------------------------- */

double least_by_new_row(const struct routing *routing)
{
	uint32_t one = routing->first_gap, other = routing->last_gap;
	double ranks = one < other ? other - one : one - other;
	double rows = rows_apart(routing->plan, routing->from->row, routing->to->row);
	return COST_NEW_ROW + COST_RANK * ranks + COST_ROW * rows - COST_HAIR;
}

/* Beside which rows a new one has been thought of: beside the same one it costs
 * the same, and the first is kept. */
struct beside {
	uint32_t count, rows[8];
};

static bool is_new(struct beside *beside, uint32_t row)
{
	for (uint32_t i = 0; i < beside->count; i++)
		if (beside->rows[i] == row)
			return false;
	beside->rows[beside->count++] = row;
	return true;
}

/* What a course by a new row would cost, judged by the row that it is next to. */
static void try_new_row(struct routing *routing, struct beside *beside, uint32_t lane, uint32_t above, uint32_t next_to)
{
	struct option option = {.new_lane = lane, .above = above};
	if (!is_new(beside, next_to))
		return;
	option.course =
	    (struct course){.bar_count = 2, .gaps = {routing->first_gap, routing->last_gap}, .middle = next_to};
	option.cost = COST_NEW_ROW + course_cost(routing, &option.course, true) + COST_BACK * routing->lead->back;
	option.course.label_stretch = NO_STRETCH;
	option.course.middle = NEW_ROW;
	if (routing->lead->label_columns > 0)
		option.cost += place_label(routing, &option.course, 1);
	if (option.cost < routing->by_new_row.cost)
		routing->by_new_row = option;
	set_limit(routing);
}

static void try_new_rows_of(struct routing *routing, struct beside *beside, uint32_t lane)
{
	const struct plan *plan = routing->plan;
	try_new_row(routing, beside, lane, NONE, plan->lane_first[lane]);
	try_new_row(routing, beside, lane, plan->lane_last[lane], plan->lane_last[lane]);
}

/* Above and below the two boxes, and above and below the lanes of both: the cheapest. */
void find_new_row(struct routing *routing)
{
	const struct plan *plan = routing->plan;
	struct beside beside = {.count = 0};
	uint32_t one = routing->from->lane, other = routing->to->lane;
	const uint32_t rows[] = {routing->from->row, routing->to->row};
	try_new_rows_of(routing, &beside, one);
	if (other != one)
		try_new_rows_of(routing, &beside, other);
	for (uint32_t i = 0; i < 2; i++) {
		uint32_t lane = plan->rows.at[rows[i]].lane;
		uint32_t above = rows[i] == plan->lane_first[lane] ? NONE : plan->rows.at[rows[i]].above;
		try_new_row(routing, &beside, lane, above, rows[i]);
	}
}
