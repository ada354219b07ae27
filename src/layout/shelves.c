/* The parts of a map put where a window finds them: by the band in which they
 * begin, in bands of growing width, each part among those as wide as it. */
#include "layout/drawn.h"

#include "carepath/arena.h"

/* The parts are gone through twice: once it is counted how many begin in each
 * band, and once they are put there. */
struct shelving {
	struct drawn *drawn;
	bool counted;
};

static uint32_t least(uint32_t one, uint32_t other)
{
	return one < other ? one : other;
}

static uint32_t most(uint32_t one, uint32_t other)
{
	return one < other ? other : one;
}

static uint32_t level_of(const struct part *part)
{
	uint32_t level = 0;
	while (part->right - part->left >= (uint64_t)SHELF_COLUMNS << level)
		level++;
	return level;
}

/* A band's parts end where the next one's begin: until all are put there its own
 * number is kept one further on. */
static void shelve(struct shelving *shelving, struct part part)
{
	struct drawn *drawn = shelving->drawn;
	uint32_t level = level_of(&part);
	uint32_t band = drawn->shelves[level].first_band + (part.left >> (SHELF_SHIFT + level));
	if (shelving->counted) {
		drawn->parts[drawn->bands[band + 1]++] = part;
		return;
	}
	drawn->bands[band + 2]++;
	drawn->level_count = most(drawn->level_count, level + 1);
}

static void shelve_arrow(struct shelving *shelving, uint32_t number)
{
	const struct map_arrow *arrow = &shelving->drawn->map.arrows[number];
	uint32_t painted = shelving->drawn->painted[number];
	for (uint32_t i = 0; i + 1 < painted || i == 0; i++) {
		struct map_point one = arrow->points[i], other = arrow->points[i + 1 < painted ? i + 1 : i];
		shelve(shelving, (struct part){
				     .left = least(one.column, other.column),
				     .right = most(one.column, other.column),
				     .top = least(one.row, other.row),
				     .bottom = most(one.row, other.row),
				     .of = number,
				     .number = i,
				     .kind = PART_STRETCH,
				 });
	}
}

static void shelve_text(struct shelving *shelving, enum part_kind kind, uint32_t of, struct map_point at,
			uint32_t columns)
{
	if (columns > 0)
		shelve(shelving, (struct part){
				     .left = at.column,
				     .right = at.column + columns - 1,
				     .top = at.row,
				     .bottom = at.row,
				     .of = of,
				     .kind = kind,
				 });
}

static void shelve_all(struct shelving *shelving)
{
	const struct map *map = &shelving->drawn->map;
	const struct pathway *pathway = shelving->drawn->analysis->pathway;
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct map_arrow *arrow = &map->arrows[i];
		shelve_arrow(shelving, i);
		if (shelving->drawn->painted[i] == arrow->point_count)
			shelve_text(shelving, PART_HEAD, i, arrow->points[arrow->point_count - 1], 1);
		shelve_text(shelving, PART_WAIT, i, arrow->label, arrow->label_columns);
		shelve_text(shelving, PART_ENDING, i, arrow->ending, arrow->ending_columns);
	}
	for (uint32_t i = 0; i < pathway->step_count; i++)
		shelve_text(shelving, PART_STEP, i, (struct map_point){map->steps[i].column, map->steps[i].row},
			    map->steps[i].columns);
}

void shelve_parts(struct arena *arena, struct drawn *drawn)
{
	struct shelving shelving = {.drawn = drawn};
	uint32_t bands = 0;
	for (uint32_t level = 0; level < SHELF_LEVELS; level++) {
		uint32_t count = (uint32_t)(drawn->map.columns / ((uint64_t)SHELF_COLUMNS << level)) + 1;
		drawn->shelves[level] = (struct shelf){bands, count};
		bands += count;
	}
	drawn->bands = ARENA_ARRAY(arena, uint32_t, bands + 2);
	shelve_all(&shelving);
	for (uint32_t i = 2; i < bands + 2; i++)
		drawn->bands[i] += drawn->bands[i - 1];
	drawn->parts = ARENA_ARRAY(arena, struct part, drawn->bands[bands + 1]);
	shelving.counted = true;
	shelve_all(&shelving);
}
