#include "export/left_steps.h"

#include "carepath/plain.h"
#include "export/lines.h"

struct left_steps left_steps_find(const struct analysis *before, const struct analysis *after)
{
	const double *old = before->figures.visits, *new = after->figures.visits;
	struct left_steps left = {0, NONE};
	for (uint32_t i = after->pathway->step_count; i-- > 0;) {
		uint32_t same = pathway_find_step(before->pathway, after->pathway->steps[i].id);
		if (same == NONE || !(old[same] > 0) || new[i] > 0)
			continue;
		left.count++;
		left.first = i;
	}
	return left;
}

const char *left_steps_say(struct arena *arena, struct left_steps left, const struct pathway *now)
{
	if (left.count == 0)
		return "";
	const char *first = now->steps[left.first].name;
	return left.count == 1 ? plain_format(arena, "Nobody comes to %s any more.", first)
			       : plain_format(arena, "Nobody comes to %s any more, nor to %s.", first,
					      counted(arena, left.count - 1, "other step", "other steps"));
}
