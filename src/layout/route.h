/* How a lead finds its course: courses are listed with what they cost
 * (options.c, cost.c), and the cheapest that fits beside what is there is kept
 * (course.c). */
#ifndef LAYOUT_ROUTE_H
#define LAYOUT_ROUTE_H

#include "layout/layout.h"

/* What makes an arrow hard to follow, and what it takes of the screen. */
#define COST_BAR      4.0
#define COST_CROSSING 8.0
#define COST_JOG      6.0 /* two bars in one gap */
#define COST_ROW      0.6 /* a bar that is a row longer */
#define COST_NEW_ROW  22.0
#define COST_RANK     0.5 /* past a rank in the lane of one of its boxes */
#define COST_FOREIGN  1.5 /* and in another lane */
#define COST_COLUMN   0.3 /* of a label in a gap, which makes the map wider */
#define COST_CLAIM    3.0 /* a label where other leads of the same box have to keep away */
#define COST_BACK     1.0
#define COST_HAIR     1e-6 /* more than rounding makes up, and less than any other difference */

enum {
	MOST_OPTIONS = 16,
	FAR = 64,          /* ranks: what leads further has rows of its own */
	ROWS_BETWEEN = 24, /* rows that are looked at between those of the two boxes */
	ROWS_BESIDE = 8,   /* and above and below them */
	ROWS_LOOKED = ROWS_BETWEEN + 2 * ROWS_BESIDE,
	LOOKED_MOST = 64, /* bars or rows of a gap, and ends of a bar */
};

struct option {
	struct course course;
	double cost;
	uint32_t turn;     /* of those that cost the same the one comes first whose turn was first */
	uint32_t new_lane; /* the middle row is to be made in this lane; NONE: it is there */
	uint32_t above;    /* and below this row, as for row_insert() */
};

/* A bar that is not there yet: a row comes to it at each end, from the left or from the right. */
struct new_bar {
	uint32_t gap;
	uint32_t trunk; /* the bar that it will be part of, or NONE */
	bool left[2];
	uint64_t order[2], top, bottom; /* top and bottom: the orders of its rows */
};

/* A row that may be taken, turned into at once and left at last. */
struct candidate {
	uint32_t row;
	uint32_t bars_crossed, rows_crossed[2]; /* along the row; by each of its bars */
	uint64_t order;
	double from_row; /* rows from it to the last box */
	double cost;     /* without the bars */
	double least;    /* and with bars that cross no others */
};

struct candidates {
	uint32_t count;
	struct candidate at[ROWS_LOOKED]; /* from top to bottom */
	struct new_bar bars[2];           /* where they begin and end at a candidate, as it was last */
};

/* Where the bar of a lead may lie: with others that leave its first box, with
 * others that come to its last one, or by itself. */
enum trunk { TRUNK_LEAVES, TRUNK_COMES, TRUNK_NONE };

struct routing {
	struct plan *plan;
	struct lead *lead;
	const struct box *from, *to;
	uint32_t first_gap, last_gap;        /* right of the first box, left of the last one */
	uint32_t latest, earliest;           /* as far as the rows of the two boxes are free */
	struct option options[MOST_OPTIONS]; /* the cheapest first */
	uint32_t option_count;
	struct candidates candidates;
	uint32_t turn;            /* of what is listed next */
	double margin;            /* what costs so much more than the cheapest option is not looked at */
	struct option by_new_row; /* can always be had: nothing that costs more is looked at */
	double limit;             /* what costs as much is too dear, by these two and by the options */
	uint32_t *crossed;        /* room for the rows that are looked at */
	wish_list wishes;
	LIST(struct use) uses; /* of the course that is tried */
};

/* Middle row of a course whose row is yet to be made. */
#define NEW_ROW (NONE - 1)

static inline uint32_t stretch_row(const struct routing *routing, const struct course *course, uint32_t stretch)
{
	if (stretch == 0)
		return routing->from->row;
	return stretch == course->bar_count ? routing->to->row : course->middle;
}

/* The gaps between which a stretch runs, the left one first. */
void stretch_gaps(const struct routing *routing, const struct course *course, uint32_t stretch, uint32_t *left,
		  uint32_t *right);

/* The bar in a gap that leads from a box, or those to it, have in common; or NONE. */
static inline uint32_t find_trunk(const struct plan *plan, uint32_t box, uint32_t gap, bool comes)
{
	uint32_t bar = plan->boxes.at[box].trunks;
	while (bar != NONE && (plan->items.at[bar].gap != gap || plan->items.at[bar].comes != comes))
		bar = plan->items.at[bar].next_trunk;
	return bar;
}

/* About how many rows. */
static inline double orders_apart(uint64_t one, uint64_t other)
{
	return (double)(int64_t)(one < other ? other - one : one - other) / (double)ROWS_APART;
}

static inline double rows_apart(const struct plan *plan, uint32_t one, uint32_t other)
{
	return orders_apart(plan->rows.at[one].order, plan->rows.at[other].order);
}

/* What is dearer than a new row, or than as many others as are kept, or a good
 * deal dearer than the cheapest. */
static inline bool is_too_dear(const struct routing *routing, double cost)
{
	return cost >= routing->limit;
}

/* cost.c */
/* To be called when the options have changed, the margin, or the new row. */
void set_limit(struct routing *routing);
/* Of the bars, and of the rows between them: where it is too dear only that. */
double course_cost(const struct routing *routing, const struct course *course, bool new_row);
/* One of its bars, with its rows at both ends where the course has them. */
struct new_bar bar_of(const struct routing *routing, const struct course *course, uint32_t number);
void set_bar_end(struct new_bar *bar, uint32_t end, uint64_t order);
/* Of one bar alone, which crosses so many rows. */
double bar_cost(const struct plan *plan, const struct new_bar *bar, uint32_t rows_crossed);

/* candidates.c */
void find_candidates(struct routing *routing);
double candidate_bar_cost(struct routing *routing, const struct candidate *candidate, uint32_t number);

/* options.c */
void list_direct(struct routing *routing);
/* By the candidates: all that is not too dear; or only the cheapest of all, and what costs the same. */
void list_by_rows(struct routing *routing);
void list_cheapest(struct routing *routing);
/* No new row costs less. */
double least_by_new_row(const struct routing *routing);
void find_new_row(struct routing *routing);

/* course.c */
bool try_course(struct routing *routing, const struct course *course);
bool try_with(struct routing *routing, struct course course, const enum trunk trunks[2]);

/* far.c */
void route_far(struct routing *routing);

#endif
