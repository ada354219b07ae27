#include "analyse/work.h"

#include <math.h>

struct making {
	struct work work;
	struct diagnostics *diagnostics;
	bool too_tangled;
};

static void say_too_tangled(struct making *making)
{
	making->too_tangled = true;
	if (making->diagnostics)
		diagnostic_error(making->diagnostics, making->work.pathway->name_at,
				 "the steps of this pathway lead back to one another in too many ways to be counted");
}

static void measure(void *subject)
{
	struct making *making = subject;
	struct work *work = &making->work;
	if (!measure_visits(work)) {
		say_too_tangled(making);
		return;
	}
	measure_sums(work);
	measure_teams(work);
	if (!measure_handoffs(work)) {
		say_too_tangled(making);
		return;
	}
	measure_duplication(work);
	measure_by_sampling(work);
	measure_times(work);
	find_delays(work);
	find_obstacles(work);
	find_fault_lines(work);
	find_goals(work);
	find_off_the_map(work);
	order_findings(work, making->diagnostics);
	walk_journeys(work);
}

static void measure_guarded(void *subject)
{
	struct making *making = subject;
	struct work *work = &making->work;
	struct arena *arena = work->arena;
	work->analysis = ARENA_NEW(arena, struct analysis);
	work->analysis->arena = arena;
	work->analysis->pathway = work->pathway;
	work->analysis->seed = work->options->seed;
	if (!arena_try(work->scratch, measure, making))
		arena_fail(arena);
}

struct analysis *analysis_new(const struct pathway *pathway, const struct analysis_options *options,
			      struct diagnostics *diagnostics)
{
	static const struct analysis_options usual = {.seed = 1};
	struct making making = {.diagnostics = diagnostics};
	making.work.pathway = pathway;
	making.work.options = options ? options : &usual;
	making.work.threads = threads_for(making.work.options->threads);
	making.work.arena = arena_new();
	making.work.scratch = arena_new();
	bool made = making.work.arena && making.work.scratch && arena_try(making.work.arena, measure_guarded, &making);
	arena_free(making.work.scratch);
	if (made && !making.too_tangled)
		return making.work.analysis;
	arena_free(making.work.arena);
	return NULL;
}

void analysis_free(struct analysis *analysis)
{
	if (analysis)
		arena_free(analysis->arena);
}
