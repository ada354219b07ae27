/* A finished map, with what is needed to paint it. */
#ifndef LAYOUT_DRAWN_H
#define LAYOUT_DRAWN_H

#include "carepath/map.h"
#include "carepath/text.h"

/* A text, cut with "…" where it is too long. */
struct shown {
	const char *text;
	struct text_cut cut;
};

/* Where a part of the map lies: of an arrow the stretch from one of its points
 * to the next; a step; a wait; the name of an outcome. */
enum part_kind { PART_STRETCH, PART_HEAD, PART_WAIT, PART_ENDING, PART_STEP };

struct part {
	uint32_t left, right, top, bottom; /* the last column and row are part of it */
	uint32_t of;                       /* arrow or step */
	uint32_t number;                   /* of a stretch: its first point */
	uint32_t kind;
};

/* Parts by where they lie: a band of width SHELF_COLUMNS << level has those
 * parts that begin in it and are at most as wide as it. */
enum { SHELF_SHIFT = 6, SHELF_COLUMNS = 1 << SHELF_SHIFT, SHELF_LEVELS = 27 };

struct shelf {
	uint32_t first_band, band_count; /* of bands */
};

struct drawn {
	struct map map;
	struct arena *arena;
	const struct analysis *analysis;
	bool numbers;
	struct shown *steps;    /* of pathway->steps: their names */
	uint8_t *flags;         /* of pathway->steps: one bit a kind */
	struct shown *outcomes; /* of pathway->outcomes */
	const char **waits;     /* of pathway->arrows; NULL: none */
	uint32_t *painted;      /* of pathway->arrows: how many of its points it does not leave to others */
	struct shelf shelves[SHELF_LEVELS];
	uint32_t level_count; /* of shelves that have parts */
	uint32_t *bands;      /* of each the first part, and one more at the end */
	struct part *parts;
};

/* shelves.c */
void shelve_parts(struct arena *arena, struct drawn *drawn);

#endif
