/* Members sorted into groups: which steps a team does, who asks for a thing. */
#ifndef CAREPATH_ANALYSE_GROUPS_H
#define CAREPATH_ANALYSE_GROUPS_H

#include "carepath/arena.h"

struct group_entry {
	uint32_t group, member;
};

struct group_entries {
	struct group_entry *at;
	uint32_t count, room;
};

struct groups {
	uint32_t *first; /* of a group, and one more: members[first[g] … first[g + 1]) */
	uint32_t *members;
};

void group_add(struct arena *arena, struct group_entries *entries, uint32_t group, uint32_t member);

/* Members of a group stay in the order in which they were added. */
struct groups groups_build(struct arena *arena, const struct group_entries *entries, uint32_t group_count);

#endif
