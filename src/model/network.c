#include "model/network.h"

/* Tarjan's algorithm (1972) without recursion, since a network may be one chain
 * of 100,000 places. Components come out last first. */
struct search {
	const uint32_t *first_arc;
	const struct arc *arcs;
	uint32_t *number, *low, *next_arc, *stack, *path;
	bool *on_stack;
	uint32_t *component; /* counted from the last */
	uint32_t visited, stacked, depth, components;
};

static void enter(struct search *search, uint32_t place)
{
	search->number[place] = search->low[place] = ++search->visited;
	search->next_arc[place] = search->first_arc[place];
	search->stack[search->stacked++] = place;
	search->on_stack[place] = true;
	search->path[search->depth++] = place;
}

static void leave(struct search *search, uint32_t place)
{
	search->depth--;
	if (search->depth > 0) {
		uint32_t before = search->path[search->depth - 1];
		if (search->low[place] < search->low[before])
			search->low[before] = search->low[place];
	}
	if (search->low[place] != search->number[place])
		return;
	uint32_t member;
	do {
		member = search->stack[--search->stacked];
		search->on_stack[member] = false;
		search->component[member] = search->components;
	} while (member != place);
	search->components++;
}

static void search_from(struct search *search, uint32_t root)
{
	if (search->number[root] != 0)
		return;
	enter(search, root);
	while (search->depth > 0) {
		uint32_t place = search->path[search->depth - 1];
		if (search->next_arc[place] == search->first_arc[place + 1]) {
			leave(search, place);
			continue;
		}
		uint32_t to = search->arcs[search->next_arc[place]++].to;
		if (search->number[to] == 0)
			enter(search, to);
		else if (search->on_stack[to] && search->number[to] < search->low[place])
			search->low[place] = search->number[to];
	}
}

static void find_components(struct arena *arena, uint32_t count, struct search *search)
{
	search->number = ARENA_ARRAY(arena, uint32_t, count);
	search->low = ARENA_ARRAY(arena, uint32_t, count);
	search->next_arc = ARENA_ARRAY(arena, uint32_t, count);
	search->stack = ARENA_ARRAY(arena, uint32_t, count);
	search->path = ARENA_ARRAY(arena, uint32_t, count);
	search->on_stack = ARENA_ARRAY(arena, bool, count);
	search->component = ARENA_ARRAY(arena, uint32_t, count);
	/* From the last place back, so that the maker's order comes out forwards. */
	for (uint32_t place = count; place-- > 0;)
		search_from(search, place);
}

/* New numbers: by component in order, within one as they came. */
static void renumber(struct arena *arena, struct arena *scratch, const struct search *search, struct network *network)
{
	uint32_t count = network->place_count, components = search->components;
	network->component_count = components;
	network->first_place = ARENA_ARRAY(arena, uint32_t, components + 1);
	network->component = ARENA_ARRAY(arena, uint32_t, count);
	network->place = ARENA_ARRAY(arena, uint32_t, count);
	uint32_t *next = ARENA_ARRAY(scratch, uint32_t, components + 1);
	for (uint32_t p = 0; p < count; p++)
		network->first_place[components - search->component[p]]++;
	for (uint32_t c = 0; c < components; c++) {
		network->first_place[c + 1] += network->first_place[c];
		next[c] = network->first_place[c];
	}
	for (uint32_t p = 0; p < count; p++) {
		uint32_t c = components - 1 - search->component[p];
		network->place[p] = next[c]++;
		network->component[network->place[p]] = c;
	}
}

static void move_arcs(struct arena *arena, struct arena *scratch, const struct search *search, struct network *network)
{
	uint32_t count = network->place_count;
	uint32_t *old = ARENA_ARRAY(scratch, uint32_t, count);
	for (uint32_t p = 0; p < count; p++)
		old[network->place[p]] = p;
	network->first_arc = ARENA_ARRAY(arena, uint32_t, count + 1);
	network->arcs = ARENA_ARRAY(arena, struct arc, search->first_arc[count]);
	uint32_t next = 0;
	for (uint32_t place = 0; place < count; place++) {
		network->first_arc[place] = next;
		for (uint32_t a = search->first_arc[old[place]]; a < search->first_arc[old[place] + 1]; a++) {
			network->arcs[next] = search->arcs[a];
			network->arcs[next++].to = network->place[search->arcs[a].to];
		}
	}
	network->first_arc[count] = next;
}

struct network *network_build(struct arena *arena, struct arena *scratch, uint32_t count, const uint32_t *first_arc,
			      const struct arc *arcs)
{
	struct search search = {.first_arc = first_arc, .arcs = arcs};
	struct network *network = ARENA_NEW(arena, struct network);
	network->place_count = count;
	find_components(scratch, count, &search);
	renumber(arena, scratch, &search, network);
	move_arcs(arena, scratch, &search, network);
	return network;
}

bool network_is_loop(const struct network *network, uint32_t component)
{
	uint32_t first = network->first_place[component];
	if (network->first_place[component + 1] - first > 1)
		return true;
	for (uint32_t a = network->first_arc[first]; a < network->first_arc[first + 1]; a++)
		if (network->arcs[a].to == first)
			return true;
	return false;
}
