#include "analyse/draw.h"
#include "analyse/sample.h"

static enum whereabouts whereabouts(enum setting setting)
{
	if (setting == SETTING_HOME)
		return AT_HOME;
	return setting != SETTING_COUNT && setting_in_hospital(setting) ? IN_HOSPITAL : ELSEWHERE;
}

static struct spell spell_of(const struct duration *duration)
{
	if (duration->kind == DURATION_NONE || duration->kind == DURATION_CONSTANT)
		return (struct spell){.seconds = duration_mean(duration)};
	return (struct spell){.duration = duration};
}

/* A wait in a branch, long enough to be flagged and spent in hospital: how
 * much earlier people would go on without it has to be seen by walking. */
static bool gain_is_asked(const struct work *work, const struct arrow *arrow)
{
	const struct pathway *pathway = work->pathway;
	enum setting setting = arrow_setting(work, arrow);
	bool in_block = arrow->role == ARROW_BRANCH || pathway->steps[arrow->from].branch != NONE;
	return in_block && setting != SETTING_COUNT && setting_in_hospital(setting) &&
	       duration_mean(&arrow->wait) >= pathway->limits.hospital_wait;
}

static void add_way(struct work *work, struct route *route, uint32_t a, double until)
{
	const struct pathway *pathway = route->pathway;
	const struct arrow *arrow = &pathway->arrows[a];
	struct way *way = &route->ways[a];
	*way = (struct way){
	    .place = draw_place(pathway->steps[arrow->from].id, arrow->to == NONE ? "" : pathway->steps[arrow->to].id,
				arrow->outcome == NONE ? "" : pathway->outcomes[arrow->outcome]),
	    .until = until,
	    .to = arrow->to,
	    .arrow = a,
	    .gain = NONE,
	    .planned = spell_of(&arrow->planned),
	    .wait = spell_of(&arrow->wait),
	    .where = whereabouts(arrow->meanwhile),
	    .ends_branch = arrow->ends_branch,
	    .new_episode = duration_given(&arrow->after),
	    .goes_on = arrow->goes_on,
	};
	if (!gain_is_asked(work, arrow))
		return;
	way->gain = route->gain_count++;
	route->gain_arrow[way->gain] = a;
}

static void add_stage(struct work *work, struct route *route, uint32_t s)
{
	const struct step *step = &route->pathway->steps[s];
	struct stage *stage = &route->stages[s];
	*stage = (struct stage){
	    .place = draw_place(step->id, "", ""),
	    .first_way = step->first_arrow,
	    .way_count = step->arrow_count,
	    .next = step->next,
	    .where = whereabouts(step->setting),
	    .meanwhile = whereabouts(step->meanwhile),
	    .block = step->block,
	    .lasts = spell_of(step_lasts(step)),
	    .on_clock = clocks_at(route->clocks, s) > 0,
	};
	double until = 0;
	for (uint32_t a = step->first_arrow; a < step_arrows_end(step); a++) {
		until += route->pathway->arrows[a].share;
		add_way(work, route, a, step->next == NEXT_BLOCK ? route->pathway->arrows[a].share : until);
	}
	if (step->next != NEXT_WAYS || step->rest > 0)
		return;
	/* Shares that add up to 1 do so but for rounding: the last one takes that. */
	route->ways[step_arrows_end(step) - 1].until = 1;
	stage->one_way = step->arrow_count == 1;
}

struct route *route_new(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct route *route = ARENA_NEW(work->scratch, struct route);
	route->pathway = pathway;
	route->seed = work->options->seed;
	route->clocks = work->analysis->clocks_at;
	route->stages = ARENA_ARRAY(work->scratch, struct stage, pathway->step_count);
	route->ways = ARENA_ARRAY(work->scratch, struct way, pathway->arrow_count);
	route->gain_arrow = ARENA_ARRAY(work->scratch, uint32_t, pathway->arrow_count);
	route->start_until = ARENA_ARRAY(work->scratch, double, pathway->start_count);
	for (uint32_t s = 0; s < pathway->step_count; s++)
		add_stage(work, route, s);
	for (uint32_t i = 0; i < pathway->start_count; i++)
		route->start_until[i] = (i > 0 ? route->start_until[i - 1] : 0) + pathway->starts[i].share;
	for (uint32_t b = 0; b < pathway->block_count; b++)
		if (pathway->blocks[b].depth + 1 > route->depth)
			route->depth = pathway->blocks[b].depth + 1;
	return route;
}
