#include "analyse/clocks.h"

const struct clock_steps *clock_steps_new(struct arena *arena, struct arena *scratch, const struct pathway *pathway)
{
	struct clock_steps *steps = ARENA_NEW(arena, struct clock_steps);
	struct group_entries from = {0}, to = {0};
	for (uint32_t c = 0; c < pathway->clock_count; c++) {
		const struct clock *clock = &pathway->clocks[c];
		for (uint32_t i = 0; i < clock->from.count; i++)
			group_add(scratch, &from, clock->from.at[i], c);
		for (uint32_t i = 0; i < clock->to.count; i++)
			group_add(scratch, &to, clock->to.at[i], c);
	}
	steps->from = groups_build(arena, &from, pathway->step_count);
	steps->to = groups_build(arena, &to, pathway->step_count);
	return steps;
}

uint32_t clocks_at(const struct clock_steps *steps, uint32_t step)
{
	return steps->from.first[step + 1] - steps->from.first[step] + steps->to.first[step + 1] -
	       steps->to.first[step];
}

void clocks_see(struct clock_reader *reader, uint32_t step, double time)
{
	const struct groups *from = &reader->steps->from, *to = &reader->steps->to;
	for (uint32_t i = to->first[step]; i < to->first[step + 1]; i++) {
		struct clock_run *run = &reader->runs[to->members[i]];
		if (run->walk != reader->walk || run->episode != reader->episode || run->stopped)
			continue;
		run->stopped = true;
		reader->stopped(reader->subject, to->members[i], time - run->since);
	}
	for (uint32_t i = from->first[step]; i < from->first[step + 1]; i++) {
		struct clock_run *run = &reader->runs[from->members[i]];
		if (run->walk == reader->walk)
			continue;
		*run = (struct clock_run){.walk = reader->walk, .episode = reader->episode, .since = time};
		reader->started(reader->subject, from->members[i]);
	}
}
