/* Where people come in. */
#include "load/sections.h"

static uint32_t find_step(struct load *load, uint32_t key, struct view id)
{
	return ids_find(load, &load->steps, key, id);
}

static void add_start(struct load *load, struct start *start, uint32_t step, double share, struct span at)
{
	*start = (struct start){step, share};
	*list_add(load->scratch, &load->starts) = at;
}

static void read_divided(struct load *load, uint32_t section)
{
	struct pathway *pathway = load->pathway;
	struct parts parts;

	parts_read(load, "start", section, find_step, &parts);
	load->broken_ways |= !parts.fine;
	if (!parts.fine)
		return;
	pathway->start_count = parts.at.count;
	pathway->starts = ARENA_ARRAY(load->arena, struct start, parts.at.count);
	for (uint32_t i = 0; i < parts.at.count; i++)
		add_start(load, &pathway->starts[i], parts.at.at[i].index, parts.at.at[i].share, parts.at.at[i].at);
}

static void read_one(struct load *load, uint32_t section)
{
	struct pathway *pathway = load->pathway;
	bool undivided = section && says_undivided(load, "start", section);
	uint32_t step = undivided ? NONE : section ? ids_read(load, &load->steps, "start", section) : 0;

	if (step >= pathway->step_count) {
		load->broken_ways = true;
		return;
	}
	pathway->start_count = 1;
	pathway->starts = ARENA_ARRAY(load->arena, struct start, 1);
	add_start(load, pathway->starts, step, 1, section ? load_span(load, section) : pathway->steps[step].at);
}

void start_read(struct load *load, uint32_t section)
{
	if (section && load_node(load, section)->kind == NODE_MAPPING)
		read_divided(load, section);
	else
		read_one(load, section);
}
