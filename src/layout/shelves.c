/* The parts of a map put where a window finds them: by the band in which they
 * begin, in bands of growing width, each part among those as wide as it. */
#include "layout/drawn.h"

#include "carepath/arena.h"

typedef LIST(struct part) part_list;

struct shelving {
	struct arena *scratch;
	const struct drawn *drawn;
	part_list parts;
};

static uint32_t least(uint32_t one, uint32_t other)
{
	return one < other ? one : other;
}

static uint32_t most(uint32_t one, uint32_t other)
{
	return one < other ? other : one;
}

static void add_arrow(struct shelving *shelving, uint32_t number)
{
	const struct map_arrow *arrow = &shelving->drawn->map.arrows[number];
	uint32_t painted = shelving->drawn->painted[number];
	for (uint32_t i = 0; i + 1 < painted || i == 0; i++) {
		struct map_point one = arrow->points[i], other = arrow->points[i + 1 < painted ? i + 1 : i];
		*list_add(shelving->scratch, &shelving->parts) = (struct part){
		    .left = least(one.column, other.column),
		    .right = most(one.column, other.column),
		    .top = least(one.row, other.row),
		    .bottom = most(one.row, other.row),
		    .of = number,
		    .number = i,
		    .kind = PART_STRETCH,
		};
	}
}

static void add_text(struct shelving *shelving, enum part_kind kind, uint32_t of, struct map_point at, uint32_t columns)
{
	if (columns > 0)
		*list_add(shelving->scratch, &shelving->parts) = (struct part){
		    .left = at.column,
		    .right = at.column + columns - 1,
		    .top = at.row,
		    .bottom = at.row,
		    .of = of,
		    .kind = kind,
		};
}

static void list_parts(struct shelving *shelving)
{
	const struct map *map = &shelving->drawn->map;
	const struct pathway *pathway = shelving->drawn->analysis->pathway;
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct map_arrow *arrow = &map->arrows[i];
		add_arrow(shelving, i);
		if (shelving->drawn->painted[i] == arrow->point_count)
			add_text(shelving, PART_HEAD, i, arrow->points[arrow->point_count - 1], 1);
		add_text(shelving, PART_WAIT, i, arrow->label, arrow->label_columns);
		add_text(shelving, PART_ENDING, i, arrow->ending, arrow->ending_columns);
	}
	for (uint32_t i = 0; i < pathway->step_count; i++)
		add_text(shelving, PART_STEP, i, (struct map_point){map->steps[i].column, map->steps[i].row},
			 map->steps[i].columns);
}

static uint32_t level_of(const struct part *part)
{
	uint32_t level = 0;
	while (part->right - part->left >= (uint64_t)SHELF_COLUMNS << level)
		level++;
	return level;
}

static uint32_t band_of(const struct drawn *drawn, const struct part *part)
{
	uint32_t level = level_of(part);
	return drawn->shelves[level].first_band + (uint32_t)(part->left / ((uint64_t)SHELF_COLUMNS << level));
}

void shelve_parts(struct arena *arena, struct arena *scratch, struct drawn *drawn)
{
	struct shelving shelving = {.scratch = scratch, .drawn = drawn};
	uint32_t bands = 0;
	list_parts(&shelving);
	for (uint32_t i = 0; i < shelving.parts.count; i++)
		drawn->level_count = most(drawn->level_count, level_of(&shelving.parts.at[i]) + 1);
	for (uint32_t level = 0; level < drawn->level_count; level++) {
		uint32_t count = (uint32_t)(drawn->map.columns / ((uint64_t)SHELF_COLUMNS << level)) + 1;
		drawn->shelves[level] = (struct shelf){bands, count};
		bands += count;
	}
	drawn->bands = ARENA_ARRAY(arena, uint32_t, bands + 2);
	drawn->parts = ARENA_ARRAY(arena, struct part, shelving.parts.count);
	for (uint32_t i = 0; i < shelving.parts.count; i++)
		drawn->bands[band_of(drawn, &shelving.parts.at[i]) + 2]++;
	for (uint32_t i = 2; i < bands + 2; i++)
		drawn->bands[i] += drawn->bands[i - 1];
	for (uint32_t i = 0; i < shelving.parts.count; i++)
		drawn->parts[drawn->bands[band_of(drawn, &shelving.parts.at[i]) + 1]++] = shelving.parts.at[i];
}
