#include "analyse/groups.h"

void group_add(struct arena *arena, struct group_entries *entries, uint32_t group, uint32_t member)
{
	*list_add(arena, entries) = (struct group_entry){group, member};
}

struct groups groups_build(struct arena *arena, const struct group_entries *entries, uint32_t group_count)
{
	struct groups groups = {
	    .first = ARENA_ARRAY(arena, uint32_t, group_count + 1),
	    .members = ARENA_ARRAY(arena, uint32_t, entries->count),
	};
	uint32_t *next = ARENA_ARRAY(arena, uint32_t, group_count + 1);
	for (uint32_t i = 0; i < entries->count; i++)
		groups.first[entries->at[i].group + 1]++;
	for (uint32_t g = 0; g < group_count; g++) {
		groups.first[g + 1] += groups.first[g];
		next[g] = groups.first[g];
	}
	for (uint32_t i = 0; i < entries->count; i++)
		groups.members[next[entries->at[i].group]++] = entries->at[i].member;
	return groups;
}
