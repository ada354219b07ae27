/* Two parts of the work at the same time. */
#include "analyse/work.h"

#include <pthread.h>

struct part {
	struct work *work;
	void (*measure)(struct work *work);
	bool done;
};

static void begin_part(void *subject)
{
	struct part *part = subject;
	part->measure(part->work);
}

static void measure_guarded(void *subject)
{
	struct part *part = subject;
	if (!arena_try(part->work->scratch, begin_part, part))
		arena_fail(part->work->arena);
}

static void *run_part(void *subject)
{
	struct part *part = subject;
	part->done = arena_try(part->work->arena, measure_guarded, part);
	return NULL;
}

/* False where no thread can be had, and nothing was done. */
static bool run_both(struct part *here, struct part *there)
{
	pthread_t thread;
	struct work *other = there->work;
	struct arena *arena = arena_new(), *scratch = arena_new();
	if (arena && scratch) {
		other->arena = arena;
		other->scratch = scratch;
		if (pthread_create(&thread, NULL, run_part, there) == 0) {
			run_part(here);
			pthread_join(thread, NULL);
			arena_join(here->work->arena, arena);
			arena_join(here->work->scratch, scratch);
			return true;
		}
	}
	arena_free(arena);
	arena_free(scratch);
	return false;
}

static void run_in_turn(struct part *here, struct part *there)
{
	run_part(here);
	there->work->arena = here->work->arena;
	there->work->scratch = here->work->scratch;
	if (here->done)
		run_part(there);
}

static void add_found(struct work *work, struct found found)
{
	*list_add(work->scratch, &work->found_before) = found;
	work->before_count += found.count;
}

void work_beside(struct work *work, void (*here)(struct work *), void (*there)(struct work *), struct work *other)
{
	double effort = work->effort;
	*other = *work;
	other->before_count += work->findings.count;
	other->findings = (struct found){0};
	struct part first = {work, here, false}, second = {other, there, false};
	bool large = work->threads > 1 && work->pathway->step_count >= STEPS_FOR_THREADS;
	if (!large || !run_both(&first, &second))
		run_in_turn(&first, &second);
	other->arena = work->arena;
	other->scratch = work->scratch;
	if (!first.done || !second.done) {
		if (first.done)
			work->refusal = other->refusal;
		arena_fail(work->scratch);
	}
	work->effort += other->effort - effort;
	add_found(work, work->findings);
	add_found(work, other->findings);
	work->findings = (struct found){0};
	findings_check(work);
}
