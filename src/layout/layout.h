/* A map while it is laid out.
 *
 * What stands on the map is a box: a step, the join at the end of a block, the
 * name of an outcome. Boxes stand in ranks from left to right and in rows from
 * top to bottom; a lane has one row or several. Between two ranks lies a gap:
 * gap g is left of rank g, and the last one right of everything. An arrow is a
 * lead from box to box: it runs across along rows, and down or up along bars,
 * which lie in gaps.
 *
 * Work is done in this order: boxes.c, ranks.c, rows.c, route.c, columns.c,
 * points.c, crossings.c; what each fills in is said below.
 */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "carepath/map.h"

enum box_kind { BOX_STEP, BOX_JOIN, BOX_ENDING };

struct box {
	enum box_kind kind;
	uint32_t of;      /* step, block, or the arrow that ends in an outcome */
	uint32_t lane;    /* of lanes */
	uint32_t columns; /* of its text; 1 for a join */
	uint32_t rank;
	uint32_t row;             /* of rows */
	uint32_t leaving, coming; /* how many leads */
	uint32_t trunks;          /* the bars that its leads have in common, a list by next_trunk */
	uint32_t bus;             /* a row in which leads come to it from afar, or NONE */
};

/* What comes before what, by leads or because a block waits for it. */
struct order {
	uint32_t from, to; /* boxes */
	bool back;         /* of a loop: leads to the left, and orders nothing */
};

/* The orders from each box, or to it: at[first[b]] … at[first[b + 1] − 1]. The
 * order of a lead has the number of its arrow, others have higher ones. */
struct neighbours {
	uint32_t *first, *at;
};

enum { NO_STRETCH = 3 };

/* The way of a lead: along the row of its first box, then for each bar along
 * the bar and another row, the last of which is that of its last box. */
struct course {
	uint32_t bar_count; /* 0 to 2 */
	uint32_t gaps[2];
	uint32_t bars[2];        /* items */
	uint32_t middle;         /* row between the two bars */
	uint32_t label_stretch;  /* 0 … bar_count: along which row its label stands; NO_STRETCH */
	uint32_t label_position; /* see position_of_gap() */
};

struct lead {
	uint32_t from, to; /* boxes */
	uint32_t arrow;
	uint32_t label_columns; /* 0: none */
	uint32_t label;         /* item in a gap, or NONE: in a rank, or no label */
	struct course course;
	bool back;
};

struct row {
	uint32_t lane; /* NONE: between two sides */
	uint32_t above, below;
	uint64_t order;  /* rows compare by it */
	uint32_t number; /* once all rows are there */
	uint32_t far;    /* of far_rows, for leads over many ranks alone; NONE */
};

/* What needs columns in a gap: a bar, or the label of a lead. */
struct item {
	uint32_t gap, next_in_gap;
	uint32_t top, bottom;             /* rows; a label has one */
	uint64_t top_order, bottom_order; /* of these rows, so that they are at hand */
	uint32_t columns;                 /* 1 of a bar */
	int32_t column;                   /* from the start of the gap */
	bool is_label;
	uint32_t lead;       /* of a label: whose it is */
	uint32_t next_trunk; /* of the box whose trunk it is */
	bool comes;          /* a trunk of those that come to the box, not of those that leave it */
	uint32_t after;      /* items that must stand right of it: a list of edges */
	uint32_t before_count, after_count;
	uint32_t seen; /* stamp of the last search */
	uint32_t ends; /* where rows meet it: a list of bar_ends */
};

struct edge {
	uint32_t to, next;
};

/* Where a row runs into a bar, or away from it. */
struct bar_end {
	uint32_t row, next;
	bool left; /* the row is left of the bar */
	uint64_t order;
};

/* From gap to gap. */
struct far_run {
	uint32_t left, right;
	uint32_t comes; /* a box, whose leads share it; NONE: for one lead alone */
};

struct far_row {
	uint32_t row, next; /* next: of the same lane */
	LIST(struct far_run) runs;
};

/* How much of a gap or a rank a lead takes in a row. */
enum reach {
	REACH_THROUGH,    /* all of it */
	REACH_FROM_LEFT,  /* from its left border up to a bar */
	REACH_FROM_RIGHT, /* from its right border up to a bar */
	REACH_WITHIN,     /* from bar to bar */
};

struct use {
	uint32_t next; /* in the same row and position */
	uint32_t row, position;
	uint32_t left, right;   /* the bars where it ends, or NONE */
	uint32_t leaves, comes; /* boxes: leads of the same may lie on one another; or NONE */
	uint32_t label;         /* item that stands in it, or NONE */
	uint8_t reach;          /* enum reach */
	bool taken;             /* a label stands here: for nobody else */
};

typedef LIST(uint32_t) number_list;

struct plan {
	struct arena *arena;   /* of the map */
	struct arena *scratch; /* for what is not needed once the map is there */
	const struct analysis *analysis;
	const struct pathway *pathway;
	struct map_options options;
	struct map *map;

	/* boxes.c */
	LIST(struct box) boxes; /* first the steps, by their number */
	struct lead *leads;     /* of pathway->arrows */
	LIST(struct order) orders;
	uint32_t *join_of; /* of blocks: a box, or NONE */
	struct map_lane *lanes;
	uint32_t lane_count;

	/* ranks.c */
	struct neighbours after, before; /* orders by where they come from, and by where they lead */
	uint32_t rank_count;
	uint32_t *in_rank; /* boxes by rank, then lane */
	uint32_t *first_in_rank;
	uint32_t *rank_columns;

	/* rows.c */
	LIST(struct row) rows;
	uint32_t first_row, last_row;
	uint32_t *lane_first, *lane_last; /* rows */

	/* route.c */
	LIST(struct item) items;
	LIST(struct edge) edges;
	LIST(struct bar_end) bar_ends;
	LIST(struct use) uses;
	uint32_t *use_table; /* hashed by row and position: index + 1 in uses */
	uint32_t use_room, use_heads;
	uint32_t *gap_items; /* of gaps: a list by next_in_gap */
	LIST(struct far_row) far_rows;
	uint32_t *lane_far; /* of lanes: a list of far_rows */
	uint32_t *gap_rows; /* of gaps: a list of edges to the rows that run through */
	uint32_t stamp;

	/* columns.c */
	uint32_t *rank_column; /* of ranks and one more: where it begins */
	uint32_t *gap_column;  /* of gaps */
};

/* A gap or a rank, counted from the left. */
static inline uint32_t position_of_gap(uint32_t gap)
{
	return 2 * gap;
}

static inline uint32_t position_of_rank(uint32_t rank)
{
	return 2 * rank + 1;
}

static inline bool row_is_above(const struct plan *plan, uint32_t one, uint32_t other)
{
	return plan->rows.at[one].order < plan->rows.at[other].order;
}

/* Between the orders of two rows that were neighbours from the start. */
#define ROWS_APART (UINT64_C(1) << 32)

void make_boxes(struct plan *plan);
void set_ranks(struct plan *plan);
void set_rows(struct plan *plan);
void route_leads(struct plan *plan);
void set_columns(struct plan *plan);
void set_points(struct plan *plan);
uint32_t count_crossings(struct plan *plan);

/* rows.c: a new row of a lane, directly below `above` (NONE: the lane's first). */
uint32_t row_insert(struct plan *plan, uint32_t lane, uint32_t above);

/* Where the first use of a row at a position is kept, or the free place for it. */
static inline uint32_t *use_head(const struct plan *plan, uint32_t row, uint32_t position)
{
	uint64_t mixed = ((uint64_t)row << 32 | position) * UINT64_C(0x9E3779B97F4A7C15);
	for (uint32_t at = (uint32_t)(mixed >> 32);; at++) {
		uint32_t *head = &plan->use_table[at & (plan->use_room - 1)];
		const struct use *use = &plan->uses.at[*head - 1];
		if (*head == 0 || (use->row == row && use->position == position))
			return head;
	}
}

/* What already lies in a row at a position; NONE: nothing. */
static inline uint32_t uses_at(const struct plan *plan, uint32_t row, uint32_t position)
{
	return *use_head(plan, row, position) - 1; /* 0 − 1 is NONE */
}

/* uses.c */
/* Room for about so many; before the first. */
void uses_reserve(struct plan *plan, uint32_t count);
/* False where others lie there all along, so that there is nothing to add. */
bool use_add(struct plan *plan, const struct use *use);

/* Whether a row ends at a bar. */
bool ends_at(const struct plan *plan, const struct item *bar, uint32_t row);

/* What must stand left of what, for a use to lie beside those that are there. */
struct wish {
	uint32_t left, right; /* items of one gap */
};
typedef LIST(struct wish) wish_list;
/* False where it cannot. */
bool use_fits(struct plan *plan, const struct use *use, wish_list *wishes);
/* Whether the wishes lead round in a circle with what is there. */
bool wishes_go_round(struct plan *plan, const wish_list *wishes);
void wishes_keep(struct plan *plan, const wish_list *wishes);

/* Columns left free before and behind what stands in a rank. */
static inline uint32_t text_space(const struct plan *plan)
{
	return plan->options.names == MAP_NUMBERS ? 0 : 1;
}

#endif
