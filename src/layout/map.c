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
	shelve_parts(plan->arena, plan->scratch, (struct drawn *)plan->map);
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

void map_free(struct map *map)
{
	if (map)
		arena_free(((struct drawn *)map)->arena);
}
