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

enum {
	MOST_OPTIONS = 16,
	FAR = 64, /* ranks: what leads further has rows of its own */
};

struct option {
	struct course course;
	double cost;
	uint32_t new_lane; /* the middle row is to be made in this lane; NONE: it is there */
	uint32_t above;    /* and below this row, as for row_insert() */
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

/* About how many. */
static inline double rows_apart(const struct plan *plan, uint32_t one, uint32_t other)
{
	uint64_t a = plan->rows.at[one].order, b = plan->rows.at[other].order;
	return (double)(int64_t)(a < b ? b - a : a - b) / (double)ROWS_APART;
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
/* Of one of its bars alone, and whether one is there that it can be part of. At
 * least COST_ROW times the rows that it is long. */
double bar_cost_of(const struct routing *routing, const struct course *course, uint32_t number);

/* options.c */
void list_direct(struct routing *routing);
void list_by_rows(struct routing *routing);
void find_new_row(struct routing *routing);

/* course.c */
bool try_course(struct routing *routing, const struct course *course);
bool try_with(struct routing *routing, struct course course, const enum trunk trunks[2]);

/* far.c */
void route_far(struct routing *routing);

#endif
