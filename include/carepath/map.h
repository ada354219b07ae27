/* The swimlane map of a pathway, on a grid of character cells.
 *
 * Lanes lie one under another: the person's side first, then health, care and
 * voluntary; within a side organisation by organisation, within it team by
 * team, in the order of the file. Only teams that do a step have a lane. Time
 * runs to the right. Columns and rows count from 0 at the top left corner of
 * the map; what names the lanes stands left of it and is drawn by whoever
 * shows the map, from `lanes` and `lines`.
 *
 * The same pathway and options give the same map. No text lies on an arrow or
 * on another text, no arrow runs through a step, and two arrows lie on one
 * another only where they leave the same step or come to the same place.
 * Takes time linear in steps, arrows and the crossings that are tried.
 */
#ifndef CAREPATH_MAP_H
#define CAREPATH_MAP_H

#include "carepath/analysis.h"

enum map_names {
	MAP_NAMES, /* steps by name */
	/* For the whole on one screen, packed as tight as can be: steps by number alone, 1 and on
	 * in the order of the file, and outcomes by letter, a and on; no marks and no spaces. */
	MAP_NUMBERS,
};

/* All zero is allowed and means the defaults. */
struct map_options {
	enum map_names names;
	uint32_t name_columns; /* a longer name is cut with "…"; 0: 24 */
	bool bare;             /* no waits on the arrows, and no marks of what is flagged */
	/* With MAP_NUMBERS: of each step the number that stands for it; NULL: as above. Only read in map_new(). */
	const uint32_t *numbers;
};

struct map_lane {
	uint32_t team, organisation;
	enum side side;
	uint32_t row, rows;
};

/* Above the first lane of a side that is not the first: one row with the
 * side's name; the line between health and care is drawn double. */
struct map_line {
	uint32_t row;
	enum side below; /* the side that begins under it */
	bool heavy;      /* between health and care */
};

/* A step: its mark, a space, its name (or its number alone), and behind a space
 * the marks of the kinds of findings there that are not accepted. */
struct map_step {
	uint32_t column, row, columns; /* of the whole; columns is 0 for none */
	uint32_t rank;                 /* how many steps lie left of it; steps of one rank stand under one another */
};

struct map_point {
	uint32_t column, row;
};

/* An arrow runs from point to point, across or down, and ends with its head.
 * Where the pathway ends at an outcome the outcome's name stands behind it. */
struct map_arrow {
	const struct map_point *points;
	uint32_t point_count;    /* 0: not drawn */
	struct map_point label;  /* of the wait, in a part of the arrow that runs across */
	uint32_t label_columns;  /* 0: no wait */
	struct map_point ending; /* of the outcome's name */
	uint32_t ending_columns; /* 0: leads to a step */
	bool back;               /* of a loop: leads to the left */
};

struct map {
	uint32_t columns, rows;
	const struct map_lane *lanes;
	uint32_t lane_count;
	const struct map_line *lines;
	uint32_t line_count;
	const struct map_step *steps;   /* of pathway->steps */
	const struct map_arrow *arrows; /* of pathway->arrows */
	uint32_t crossings;             /* cells in which arrows cross */
};

/* NULL when there is no memory. The analysis must outlive it. */
struct map *map_new(const struct analysis *analysis, const struct map_options *options);
void map_free(struct map *map);

/* What stands for an outcome on a map of numbers: a, b … z, aa, ab … */
enum { MAP_LETTERS_ROOM = 10 };
const char *map_letters(uint32_t number, char letters[MAP_LETTERS_ROOM]);

/* What a cell shows. */
enum map_cell_kind {
	MAP_EMPTY,
	MAP_LINE, /* between two sides */
	MAP_WAY,  /* of an arrow: which of its ends meet here is in `joins` */
	MAP_HEAD, /* of an arrow */
	MAP_WAIT, /* a character of a wait */
	MAP_END,  /* a character of an outcome's name */
	MAP_MARK, /* of a step: whoever shows the map may put another in its place */
	MAP_NAME, /* a character of a step's name */
	MAP_FLAG, /* the mark of a kind of finding */
};

enum { MAP_UP = 1, MAP_RIGHT = 2, MAP_DOWN = 4, MAP_LEFT = 8 };

/* What arrows do in a cell. */
enum { MAP_PASSES_ACROSS = 1, MAP_PASSES_DOWN = 2, MAP_TURNS = 4 };

struct map_cell {
	uint8_t kind;    /* enum map_cell_kind */
	uint8_t joins;   /* MAP_UP | MAP_RIGHT …: of a MAP_WAY, or of the arrow that crosses a MAP_LINE */
	bool dotted;     /* part of a wait */
	bool heavy;      /* of a MAP_LINE */
	uint8_t passes;  /* MAP_PASSES_ACROSS | …: of a MAP_WAY */
	uint8_t finding; /* enum kind, of a MAP_FLAG */
	uint8_t bytes;   /* of `text`: a character with the marks that combine with it */
	uint8_t columns; /* 1, 2, or 0 for the right half of a wide character */
	const char *text;
	uint32_t step, arrow; /* whose it is; of several arrows one; NONE */
};

/* Whether two arrows pass one another, and none turns here. */
static inline bool map_cell_crosses(const struct map_cell *cell)
{
	return cell->kind == MAP_WAY && cell->passes == (MAP_PASSES_ACROSS | MAP_PASSES_DOWN);
}

/* Fills cells[columns × rows], row by row, with what the window shows whose
 * top left corner is there. What lies outside the map is empty. Takes time
 * linear in the window and in what crosses it. */
void map_paint(const struct map *map, struct map_point corner, uint32_t columns, uint32_t rows, struct map_cell *cells);

/* Notes of all rows of the map whether they show anything in a stretch of columns but
 * arrows that pass down through them; of some more too. */
void map_busy_rows(const struct map *map, uint32_t left, uint32_t columns, bool *busy);

/* Some rows of the map, in any order. */
struct map_rows {
	const uint32_t *places; /* of all rows of the map: the how manyeth it is here, or NONE */
	uint32_t first, count;  /* from which place on how many are wanted */
};

/* Fills cells[columns × rows.count] as map_paint() does. */
void map_paint_rows(const struct map *map, uint32_t left, uint32_t columns, struct map_rows rows,
		    struct map_cell *cells);

/* The UTF-8 text that shows a cell, in line characters or in ASCII; *bytes is
 * its length. "" for the right half of a wide character. */
const char *map_cell_text(const struct map_cell *cell, bool ascii, size_t *bytes);

#endif
