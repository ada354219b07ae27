#include "layout/drawn.h"
#include "layout/layout.h"

static void lay_out(void *subject)
{
	struct plan *plan = subject;
	make_boxes(plan);
	set_ranks(plan);
	set_rows(plan);
	route_leads(plan);
	set_columns(plan);
	set_points(plan);
	shelve_parts(plan->arena, (struct drawn *)plan->map);
}

static void make(void *subject)
{
	struct plan *plan = subject;
	struct drawn *drawn = ARENA_NEW(plan->arena, struct drawn);
	drawn->arena = plan->arena;
	drawn->analysis = plan->analysis;
	plan->map = &drawn->map;
	if (!arena_try(plan->scratch, lay_out, plan))
		arena_fail(plan->arena);
}

struct map *map_new(const struct analysis *analysis, const struct map_options *options)
{
	struct plan plan = {.analysis = analysis, .pathway = analysis->pathway};
	if (options)
		plan.options = *options;
	plan.arena = arena_new();
	plan.scratch = arena_new();
	bool made = plan.arena && plan.scratch && arena_try(plan.arena, make, &plan);
	arena_free(plan.scratch);
	if (made)
		return plan.map;
	arena_free(plan.arena);
	return NULL;
}

const char *map_letters(uint32_t number, char letters[MAP_LETTERS_ROOM])
{
	size_t at = MAP_LETTERS_ROOM;
	letters[--at] = '\0';
	for (number++; number > 0; number = (number - 1) / 26)
		letters[--at] = (char)('a' + (number - 1) % 26);
	return letters + at;
}

void map_free(struct map *map)
{
	if (map)
		arena_free(((struct drawn *)map)->arena);
}
