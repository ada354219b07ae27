/* The map on the canvas: lanes named at the left, a window of the map beside
 * them, and where the room stands on it. */
#ifndef UI_MAP_VIEW_H
#define UI_MAP_VIEW_H

#include "carepath/map.h"
#include "ui/canvas.h"
#include "ui/walking.h"

struct map_view {
	const struct map *map;
	const struct walking *walking;
	bool flags_hidden;
	bool numbers; /* the map has numbers in place of marks and names */
};

/* Of a step: stood on, passed or ahead, told without colour. */
const char *map_view_mark(const struct map_view *view, uint32_t step, bool ascii);

/* The part of the area in which the map itself lies. */
struct area map_view_window(const struct map_view *view, struct area area);

/* The corner from which the step stood on, and the next where both fit, are in sight;
 * the present one if they are. */
struct map_point map_view_follow(const struct map_view *view, struct area window, struct map_point corner);
/* The corner moved by so many columns and rows, as far as the map goes. */
struct map_point map_view_move(const struct map_view *view, struct area window, struct map_point corner, int columns,
			       int rows);

/* By so many half windows to the right, and windows but for a row down. */
struct map_point map_view_leaf(const struct map_view *view, struct area window, struct map_point corner, int right,
			       int down);

/* How many lanes lie above and below the window. */
struct map_beyond {
	uint32_t above, below;
};

struct map_beyond map_view_beyond(const struct map_view *view, struct area window, struct map_point corner);

void map_view_draw(const struct map_view *view, struct arena *arena, struct area area, struct map_point corner);

/* The step drawn there (in the canvas), or NONE. Only inside arena_try(). */
uint32_t map_view_step_at(const struct map_view *view, struct arena *arena, struct area window, struct map_point corner,
			  uint32_t column, uint32_t row);

#endif
