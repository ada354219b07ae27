/* Looks at a map as a reader does: is anything on top of anything else, and
 * does each arrow lead from its step to the next one? Uses what the map says of
 * itself and what is painted, and nothing of the code that made it. */
#ifndef LAYOUT_CHECK_H
#define LAYOUT_CHECK_H

#include "carepath/map.h"

struct sight {
	const struct pathway *pathway;
	const struct map *map;
	const struct map_cell *cells; /* the whole map, painted at once */
	bool numbers;                 /* in place of names */
	uint32_t name_columns;        /* that a name may take */
	char fault[200];              /* the first one found; "" */
};

/* True when nothing is wrong; else `fault` says what. */
bool check_map(struct sight *sight);

/* Any window shows what the whole map shows there. */
bool check_window(struct sight *sight, struct map_point corner, uint32_t columns, uint32_t rows);

/* The busy rows of a stretch of columns, painted so many at once, show what the
 * whole map shows there; the others show nothing but arrows that pass down. */
bool check_rows(struct sight *sight, uint32_t left, uint32_t columns, uint32_t at_once);

/* The same map twice, in what it says and in what is painted. */
bool check_same(struct sight *one, const struct sight *other);

/* The whole map; to be freed. */
struct map_cell *paint_whole(const struct map *map);

#endif
