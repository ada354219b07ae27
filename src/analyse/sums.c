/* The measures that are sums over visits: each step's and each arrow's part
 * times how often people are there. */
#include "analyse/work.h"

#include <math.h>
#include <string.h>

static double *figure(struct work *work, enum measure measure)
{
	return &work->analysis->figures.simple[measure];
}

/* A mean of values weighted by how often they are met. */
struct weighted {
	double sum, weight;
};

static void add_feeling(struct weighted *feeling, bool given, int value, double weight)
{
	if (!given)
		return;
	feeling->sum += value * weight;
	feeling->weight += weight;
}

static void sum_steps(struct work *work, struct weighted *feeling, struct weighted *estimated)
{
	const struct pathway *pathway = work->pathway;
	uint32_t story = pathway_find_word(pathway, "story");
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		const struct step *step = &pathway->steps[s];
		double visits = work->visits[s], lasts = visits * duration_mean(step_lasts(step));
		*figure(work, MEASURE_ASKED) += visits * step->asks.count;
		if (story != NONE && indexes_have(step->asks, story))
			*figure(work, MEASURE_STORY_TOLD) += visits;
		if (step_by_staff(pathway, step)) {
			double touch = visits * duration_mean(&step->takes);
			*figure(work, MEASURE_STEPS) += visits;
			*figure(work, MEASURE_TOUCH_TIME) += touch;
			*figure(work, MEASURE_VALUE_TIME) += step->adds_value ? touch : 0;
		}
		estimated->weight += lasts;
		estimated->sum += step->basis == BASIS_ESTIMATE ? lasts : 0;
		add_feeling(feeling, step->has_feeling, step->feeling, visits);
	}
}

static void sum_arrows(struct work *work, struct weighted *feeling, struct weighted *estimated)
{
	const struct pathway *pathway = work->pathway;
	for (uint32_t a = 0; a < pathway->arrow_count; a++) {
		const struct arrow *arrow = &pathway->arrows[a];
		double times = arrow_traversals(work, arrow), waiting = times * duration_mean(&arrow->wait);
		*figure(work, MEASURE_WAITING_TIME) += waiting;
		*figure(work, MEASURE_TURNED_AWAY) += arrow->turned_away ? times : 0;
		estimated->weight += waiting;
		estimated->sum += arrow->basis == BASIS_ESTIMATE ? waiting : 0;
		add_feeling(feeling, arrow->has_feeling, arrow->feeling, times);
	}
}

/* Ends: by an arrow with an outcome, by what the shares leave, at a step that
 * leads nowhere. In a branch only the branch ends. */
static void sum_ends(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	double *outcomes = ARENA_ARRAY(work->arena, double, pathway->outcome_count);
	work->analysis->figures.outcomes = outcomes;
	for (uint32_t a = 0; a < pathway->arrow_count; a++)
		if (pathway->arrows[a].outcome != NONE)
			outcomes[pathway->arrows[a].outcome] += arrow_traversals(work, &pathway->arrows[a]);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		const struct step *step = &pathway->steps[s];
		if (step->branch != NONE || step->next == NEXT_BLOCK)
			continue;
		double ends = work->visits[s] * (step->next == NEXT_NONE ? 1 : step->rest);
		*(step->outcome != NONE ? &outcomes[step->outcome] : figure(work, MEASURE_LOST)) += ends;
	}
}

void measure_sums(struct work *work)
{
	struct weighted feeling = {0}, estimated = {0};
	sum_steps(work, &feeling, &estimated);
	sum_arrows(work, &feeling, &estimated);
	sum_ends(work);
	*figure(work, MEASURE_FEELING) = feeling.weight > 0 ? feeling.sum / feeling.weight : NAN;
	*figure(work, MEASURE_ESTIMATED) = estimated.weight > 0 ? estimated.sum / estimated.weight : NAN;
	*figure(work, MEASURE_WAITING_SHARE) =
	    estimated.weight > 0 ? *figure(work, MEASURE_WAITING_TIME) / estimated.weight : NAN;
}
