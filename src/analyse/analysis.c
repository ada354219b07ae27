#include "analyse/team_sets.h"
#include "analyse/work.h"

#include "carepath/text.h"

#include <math.h>

/* ---- Giving up ------------------------------------------------------------------ */

static void say_refusal(void *subject)
{
	const struct work *work = subject;
	const struct refusal *refusal = &work->refusal;
	struct diagnostic *diagnostic = diagnostic_error(work->diagnostics, refusal->at, "%s", refusal->message);
	diagnostic->help = refusal->help;
}

void work_refuse(struct work *work, struct span at, const char *help, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	work->refusal = (struct refusal){at, help, text_format_list(work->scratch, format, list)};
	va_end(list);
	arena_fail(work->scratch);
}

void work_spend(struct work *work, double steps, struct span at, const char *what)
{
	work->effort += steps;
	if (work->effort > MOST_EFFORT)
		work_refuse(work, at, "divide it into several files, or leave out what makes it so large",
			    "this pathway takes too long to work out: there are too many %s", what);
}

/* ---- All of it ------------------------------------------------------------------- */

static void measure_at_hand(struct work *work)
{
	measure_sums(work);
	measure_handoffs(work);
}

/* How many teams are met is no finding, but a goal may ask for it. */
static bool teams_are_asked_for(const struct work *work)
{
	return !work->options->marks_only || work->pathway->goal_count > 0;
}

static void measure_by_sweeps(struct work *work)
{
	if (teams_are_asked_for(work))
		measure_teams(work);
	measure_duplication(work);
	mark_sent_on(work);
}

static void measure_from_visits(struct work *work)
{
	struct work other;
	work_beside(work, measure_at_hand, measure_by_sweeps, &other);
	work->asked_again_by = other.asked_again_by;
}

static void measure_delays(struct work *work)
{
	measure_times(work);
	find_delays(work);
}

static void measure(void *subject)
{
	struct work *work = subject, other;
	work->teams = work->analysis->teams = team_sets_new(work->arena, work->scratch, work->pathway);
	measure_visits(work);
	measure_from_visits(work);
	measure_by_sampling(work);
	work_beside(work, measure_delays, find_obstacles, &other);
	find_fault_lines(work);
	find_goals(work);
	find_off_the_map(work);
	order_findings(work);
	walk_journeys(work);
}

static void measure_guarded(void *subject)
{
	struct work *work = subject;
	struct arena *arena = work->arena;
	work->analysis = ARENA_NEW(arena, struct analysis);
	work->analysis->arena = arena;
	work->analysis->pathway = work->pathway;
	work->analysis->seed = work->options->seed;
	work->analysis->threads = work->threads;
	if (arena_try(work->scratch, measure, work))
		return;
	if (work->diagnostics && work->refusal.message)
		arena_try(work->diagnostics->arena, say_refusal, work);
	arena_fail(arena);
}

struct analysis *analysis_new(const struct pathway *pathway, const struct analysis_options *options,
			      struct diagnostics *diagnostics)
{
	static const struct analysis_options usual = {.seed = 1};
	struct work work = {
	    .pathway = pathway,
	    .options = options ? options : &usual,
	    .diagnostics = diagnostics,
	    .arena = arena_new(),
	    .scratch = arena_new(),
	};
	work.threads = threads_for(work.options->threads);
	bool made = work.arena && work.scratch && arena_try(work.arena, measure_guarded, &work);
	arena_free(work.scratch);
	if (made)
		return work.analysis;
	arena_free(work.arena);
	return NULL;
}

void analysis_free(struct analysis *analysis)
{
	if (analysis)
		arena_free(analysis->arena);
}
