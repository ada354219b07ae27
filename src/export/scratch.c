#include "export/scratch.h"

/* As many indexes as share one arena. */
enum { SHARED = 64 };

struct run {
	struct arena *arena;
	void (*write)(struct arena *, const void *);
	void (*write_one)(struct arena *, const void *, uint32_t);
	const void *subject;
	uint32_t from, end;
};

static bool run_in_new_arena(struct run *run, void (*work)(void *))
{
	run->arena = arena_new();
	bool done = run->arena && arena_try(run->arena, work, run);
	arena_free(run->arena);
	return done;
}

static void run_once(void *subject)
{
	const struct run *run = subject;
	run->write(run->arena, run->subject);
}

bool scratch_run(void (*write)(struct arena *, const void *), const void *subject)
{
	struct run run = {.write = write, .subject = subject};
	return run_in_new_arena(&run, run_once);
}

static void run_each(void *subject)
{
	const struct run *run = subject;
	for (uint32_t i = run->from; i < run->end; i++)
		run->write_one(run->arena, run->subject, i);
}

bool scratch_each(uint32_t from, uint32_t end, void (*write)(struct arena *, const void *, uint32_t),
		  const void *subject)
{
	struct run run = {.write_one = write, .subject = subject};
	for (run.from = from; run.from < end; run.from = run.end) {
		run.end = end - run.from > SHARED ? run.from + SHARED : end;
		if (!run_in_new_arena(&run, run_each))
			return false;
	}
	return true;
}
