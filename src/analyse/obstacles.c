/* What gets in people's way, and where the map leads nowhere. */
#include "analyse/work.h"

#include <math.h>

static struct finding *add_at_step(struct work *work, enum rule rule, uint32_t step, double times)
{
	struct finding *finding = finding_add(work, rule, &step, 1, work->pathway->steps[step].at);
	finding->teams[0] = work->pathway->steps[step].team;
	finding->per_person = times;
	return finding;
}

static struct finding *add_at_arrow(struct work *work, enum rule rule, uint32_t a, double times)
{
	const struct arrow *arrow = &work->pathway->arrows[a];
	struct finding *finding =
	    finding_add(work, rule, (uint32_t[]){arrow->from, arrow->to}, arrow->to == NONE ? 1 : 2, arrow->at);
	finding->arrow = a;
	finding->teams[0] = work->pathway->steps[arrow->from].team;
	finding->teams[1] = arrow->to == NONE ? NONE : work->pathway->steps[arrow->to].team;
	finding->per_person = times;
	return finding;
}

static void check_step(struct work *work, uint32_t s)
{
	const struct step *step = &work->pathway->steps[s];
	double visits = work->visits[s];
	if (!(visits > 0)) {
		add_at_step(work, RULE_NEVER_REACHED, s, 0);
		return;
	}
	for (uint32_t i = 0; i < step->obstacles.count; i++)
		add_at_step(work, RULE_OBSTACLE, s, visits)->subject = i;
	if (step->branch != NONE || step->outcome != NONE)
		return;
	if (step->next == NEXT_NONE)
		add_at_step(work, RULE_NO_NEXT_STEP, s, visits);
	else if (step->next == NEXT_WAYS && step->rest > 0)
		add_at_step(work, RULE_NOT_FOLLOWED_UP, s, visits * step->rest)->share = step->rest;
}

static void check_arrow(struct work *work, uint32_t a)
{
	const struct arrow *arrow = &work->pathway->arrows[a];
	double times = arrow_traversals(work, arrow);
	if (!(times > 0))
		return;
	for (uint32_t i = 0; i < arrow->obstacles.count; i++)
		add_at_arrow(work, RULE_OBSTACLE, a, times)->subject = i;
	if (arrow->turned_away)
		add_at_arrow(work, RULE_TURNED_AWAY, a, times);
}

/* ---- Loops --------------------------------------------------------------------------- */

struct going_round {
	double times, seconds;
	double most; /* traversals of the arrow that is travelled most */
	uint32_t arrow;
};

/* An arrow back to a step listed earlier, or to its own, that nobody planned.
 * Where branches end in front of such a step, `then` leads back, and once. */
static bool leads_back(const struct arrow *arrow)
{
	return arrow->to != NONE && !arrow->ends_branch && arrow->to <= arrow->from &&
	       !duration_given(&arrow->planned) && !duration_given(&arrow->after);
}

static void add_arrow_back(struct work *work, uint32_t a, struct going_round *loops)
{
	const struct arrow *arrow = &work->pathway->arrows[a];
	const struct chain *chain = work->episode->chain;
	const uint32_t *component = chain->network->component;
	uint32_t from = component[chain_place(chain, arrow->from)], to = component[chain_place(chain, arrow->to)];
	double times = arrow_traversals(work, arrow);
	if (from != to || !(times > 0) || !leads_back(arrow))
		return;
	struct going_round *loop = &loops[from];
	loop->times += times;
	if (times > loop->most) {
		loop->most = times;
		loop->arrow = a;
	}
}

static void add_time_round(struct work *work, struct going_round *loops)
{
	const struct chain *chain = work->episode->chain;
	for (uint32_t s = 0; s < work->pathway->step_count; s++) {
		const struct step *step = &work->pathway->steps[s];
		struct going_round *loop = &loops[chain->network->component[chain_place(chain, s)]];
		if (loop->most > 0 && step->branch == NONE && work->extra_visits[s] > 0)
			loop->seconds +=
			    work->extra_visits[s] * (duration_mean(step_lasts(step)) + time_after(work, step));
	}
}

static void find_loops(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	uint32_t components = work->episode->chain->network->component_count;
	struct going_round *loops = ARENA_ARRAY(work->scratch, struct going_round, components);
	for (uint32_t a = 0; a < pathway->arrow_count; a++)
		if (leads_back(&pathway->arrows[a]))
			add_arrow_back(work, a, loops);
	add_time_round(work, loops);
	for (uint32_t c = 0; c < components; c++)
		if (loops[c].most > 0)
			add_at_arrow(work, RULE_LOOP, loops[c].arrow, loops[c].times)->seconds_per_person =
			    loops[c].seconds;
}

void find_obstacles(struct work *work)
{
	for (uint32_t s = 0; s < work->pathway->step_count; s++)
		check_step(work, s);
	for (uint32_t a = 0; a < work->pathway->arrow_count; a++)
		check_arrow(work, a);
	find_loops(work);
}
