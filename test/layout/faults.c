#include "faults.h"

#include <stdlib.h>
#include <string.h>

static struct map_step *steps_of(struct map *map)
{
	return (struct map_step *)map->steps;
}

static struct map_arrow *arrow_of(struct map *map, uint32_t number)
{
	return (struct map_arrow *)&map->arrows[number];
}

static struct map_point *points_of(struct map *map, uint32_t number)
{
	return (struct map_point *)map->arrows[number].points;
}

/* The first arrow with a bar, and the first one with a wait. */
static uint32_t find_arrow(const struct pathway *pathway, const struct map *map, uint32_t points, bool wait)
{
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		if (map->arrows[i].point_count >= points && (!wait || map->arrows[i].label_columns > 0) &&
		    pathway->arrows[i].to != NONE && !pathway->arrows[i].ends_branch)
			return i;
	return NONE;
}

static bool step_on_step(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	struct map_step *steps = steps_of(map);
	for (uint32_t i = 1; i < pathway->step_count; i++)
		if (pathway->steps[i].team == pathway->steps[0].team) {
			steps[i].row = steps[0].row;
			steps[i].column = steps[0].column + 2;
			return true;
		}
	return false;
}

static bool step_in_other_lane(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	(void)cells;
	steps_of(map)[0].row = map->lanes[map->lane_count - 1].row;
	return true;
}

static bool step_outside(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	steps_of(map)[pathway->step_count - 1].column = map->columns - 1;
	return true;
}

static bool wait_on_step(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	uint32_t arrow = find_arrow(pathway, map, 2, true);
	arrow_of(map, arrow)->label = (struct map_point){map->steps[0].column, map->steps[0].row};
	return true;
}

static bool wait_off_its_arrow(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	uint32_t arrow = find_arrow(pathway, map, 2, true);
	for (uint32_t row = 0; row < map->rows; row++) {
		uint32_t run = 0;
		for (uint32_t i = 0; i < map->columns; i++) {
			run = cells[row * map->columns + i].kind == MAP_EMPTY ? run + 1 : 0;
			if (run == map->arrows[arrow].label_columns) {
				arrow_of(map, arrow)->label = (struct map_point){i + 1 - run, row};
				return true;
			}
		}
	}
	return false;
}

static bool arrow_through_step(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	uint32_t arrow = find_arrow(pathway, map, 4, false);
	struct map_point *points = points_of(map, arrow);
	/* Its bar runs down through the step from which it comes. */
	uint32_t column = map->steps[pathway->arrows[arrow].from].column + 1;
	points[1].column = points[2].column = column;
	return true;
}

static bool arrow_askew(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	points_of(map, find_arrow(pathway, map, 3, false))[1].row++;
	points_of(map, find_arrow(pathway, map, 3, false))[1].column++;
	return true;
}

/* One that leaves its step along a row, and alone. */
static bool arrow_starts_late(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		struct map_point *points = points_of(map, i);
		if (points[0].row != points[1].row || points[0].column + 2 > points[1].column ||
		    pathway->arrows[i].role == ARROW_THEN)
			continue;
		points[0].column++;
		return true;
	}
	return false;
}

static bool arrow_ends_early(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	uint32_t arrow = find_arrow(pathway, map, 3, true);
	points_of(map, arrow)[map->arrows[arrow].point_count - 1].column--;
	return true;
}

static bool arrow_to_another(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)cells;
	uint32_t one = find_arrow(pathway, map, 2, false);
	for (uint32_t i = one + 1; i < pathway->arrow_count; i++)
		if (pathway->arrows[i].to != pathway->arrows[one].to && pathway->arrows[i].to != NONE) {
			arrow_of(map, i)->points = map->arrows[one].points;
			arrow_of(map, i)->point_count = map->arrows[one].point_count;
			return true;
		}
	return false;
}

/* A bar that runs down through a cell, and then turns into a row that goes on to the right. */
static uint32_t find_bar(const struct pathway *pathway, const struct map *map, struct map_point at, uint32_t *point)
{
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		for (*point = 0; *point + 2 < map->arrows[i].point_count; ++*point) {
			const struct map_point *points = &map->arrows[i].points[*point];
			if (points[0].column == at.column && points[1].column == at.column && points[0].row < at.row &&
			    points[1].row > at.row && points[2].column > at.column + 1)
				return i;
		}
	return NONE;
}

/* Where it crosses another it goes along that one for a cell. */
static bool arrow_on_arrow(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	for (uint32_t cell = 0; cell < map->columns * map->rows; cell++) {
		uint32_t point;
		struct map_point at = {cell % map->columns, cell / map->columns};
		uint32_t arrow = map_cell_crosses(&cells[cell]) ? find_bar(pathway, map, at, &point) : NONE;
		if (arrow == NONE)
			continue;
		struct map_point *points = points_of(map, arrow);
		uint32_t count = arrow_of(map, arrow)->point_count;
		memmove(points + point + 3, points + point + 1, (count - point - 1) * sizeof *points);
		points[point + 1] = at;
		points[point + 2] = (struct map_point){at.column + 1, at.row};
		points[point + 3].column++;
		arrow_of(map, arrow)->point_count += 2;
		return true;
	}
	return false;
}

static bool crossings_wrong(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	(void)cells;
	map->crossings++;
	return true;
}

static bool lane_moved(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	(void)cells;
	((struct map_lane *)map->lanes)[1].row++;
	return true;
}

static bool rank_wrong(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	(void)cells;
	steps_of(map)[0].rank = UINT32_MAX;
	return true;
}

static struct map_cell *find_cell(struct map *map, struct map_cell *cells, unsigned kind, unsigned joins)
{
	for (size_t i = 0; i < (size_t)map->columns * map->rows; i++)
		if (cells[i].kind == kind && cells[i].joins == joins)
			return &cells[i];
	abort();
}

static bool cell_missing(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	*find_cell(map, cells, MAP_WAY, MAP_LEFT | MAP_RIGHT) =
	    (struct map_cell){.columns = 1, .step = NONE, .arrow = NONE};
	return true;
}

static bool cell_too_many(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	find_cell(map, cells, MAP_EMPTY, 0)->kind = MAP_WAY;
	return true;
}

static bool corner_turned(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	find_cell(map, cells, MAP_WAY, MAP_UP | MAP_RIGHT)->joins = MAP_DOWN | MAP_RIGHT;
	return true;
}

static bool step_of_another(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	cells[map->steps[1].row * map->columns + map->steps[1].column].step = 0;
	return true;
}

static bool name_of_another(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	struct map_cell *cell = &cells[map->steps[1].row * map->columns + map->steps[1].column + 2];
	cell->text = "#";
	cell->bytes = 1;
	return true;
}

static bool too_narrow(const struct pathway *pathway, struct map *map, struct map_cell *cells)
{
	(void)pathway;
	struct map_cell *cell = &cells[map->steps[1].row * map->columns + map->steps[1].column + 3];
	cell->columns = 2;
	return true;
}

const struct fault faults[] = {
    {"a step on another", "two things at", step_on_step},
    {"a step in another's lane", "not in its lane", step_in_other_lane},
    {"a step outside the map", "outside the map", step_outside},
    {"a wait on a step", "two things at", wait_on_step},
    {"a wait off its arrow", "is not on it", wait_off_its_arrow},
    {"an arrow through a step", "runs over something", arrow_through_step},
    {"an arrow askew", "does not run straight", arrow_askew},
    {"an arrow that starts late", "does not begin at its step", arrow_starts_late},
    {"an arrow that ends early", "does not end before", arrow_ends_early},
    {"an arrow to another step", "does not begin at its step", arrow_to_another},
    {"an arrow on another", " lies on ", arrow_on_arrow},
    {"crossings counted wrong", "cells, and the map says", crossings_wrong},
    {"a lane that moved", "does not follow", lane_moved},
    {"a rank that is wrong", "the ranks of", rank_wrong},
    {"a cell of an arrow missing", "is painted 0", cell_missing},
    {"a cell of an arrow too many", "is painted 2", cell_too_many},
    {"a corner the other way", "other ends are painted", corner_turned},
    {"a step painted as another", "not of whom it is painted", step_of_another},
    {"a name that is another's", "the name of", name_of_another},
    {"a text that is narrower than its cell", "not as wide", too_narrow},
};
const size_t fault_count = sizeof faults / sizeof *faults;

/* ---- Copies --------------------------------------------------------------------------- */

static void *copy(const void *from, size_t count, size_t size)
{
	void *to = calloc(count + 1, size);
	if (!to)
		abort();
	if (count > 0)
		memcpy(to, from, count * size);
	return to;
}

/* With room for two more. */
static struct map_point *copy_points(const struct map_arrow *arrow)
{
	struct map_point *points = calloc(arrow->point_count + 2u, sizeof *points);
	if (!points)
		abort();
	memcpy(points, arrow->points, arrow->point_count * sizeof *points);
	return points;
}

static void copy_map(struct map *map, const struct pathway *pathway)
{
	struct map_arrow *arrows = copy(map->arrows, pathway->arrow_count, sizeof *arrows);
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		arrows[i].points = copy_points(&arrows[i]);
	map->arrows = arrows;
	map->steps = copy(map->steps, pathway->step_count, sizeof *map->steps);
	map->lanes = copy(map->lanes, map->lane_count, sizeof *map->lanes);
}

bool fault_is_seen(struct sight *sight, const struct fault *fault)
{
	struct map map = *sight->map;
	struct map_cell *cells = copy(sight->cells, (size_t)map.columns * map.rows, sizeof *cells);
	copy_map(&map, sight->pathway);
	/* One fault gives an arrow the points of another. */
	struct map_arrow *before = copy(map.arrows, sight->pathway->arrow_count, sizeof *before);
	struct sight spoilt = *sight;
	spoilt.map = &map;
	spoilt.cells = cells;
	bool seen = fault->plant(sight->pathway, &map, cells) && !check_map(&spoilt) &&
		    strstr(spoilt.fault, fault->says) != NULL;
	memcpy(sight->fault, spoilt.fault, sizeof sight->fault);
	for (uint32_t i = 0; i < sight->pathway->arrow_count; i++)
		free((void *)before[i].points);
	free(before);
	free((void *)map.arrows);
	free((void *)map.steps);
	free((void *)map.lanes);
	free(cells);
	return seen;
}
