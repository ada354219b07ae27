#include "analyse/crowd.h"

/* ---- Numbers ----------------------------------------------------------------------------- */

void draw_party(const struct crowd *crowd, const struct party *party, uint64_t place, const uint32_t *visits,
		struct draw *draws)
{
	for (uint32_t i = 0; i < party->count; i++) {
		uint32_t who = party->who[i];
		draws[who] = draw_at(crowd->route.seed, crowd->first_person + who, place, visits[who]);
	}
}

void part_ways(const struct draw *draws, struct party *left, struct party *going, double until)
{
	uint32_t stay = 0, go = 0;
	for (uint32_t i = 0; i < left->count; i++) {
		uint16_t who = left->who[i];
		bool goes = draw_choice(&draws[who]) < until;
		going->who[go] = left->who[stay] = who;
		go += goes;
		stay += !goes;
	}
	left->count = stay;
	going->count = go;
}

void first_lengths(const struct party *party, const struct spell *spell, const struct draw *draws, double *lengths)
{
	for (uint32_t i = 0; i < party->count && spell_drawn(spell); i++)
		lengths[i] = draw_first(&draws[party->who[i]]);
	spell_lengths(spell, lengths, party->count);
}

void second_lengths(const struct party *party, const struct spell *spell, const struct draw *draws, double *lengths)
{
	for (uint32_t i = 0; i < party->count && spell_drawn(spell); i++)
		lengths[i] = draw_second(&draws[party->who[i]]);
	spell_lengths(spell, lengths, party->count);
}

/* ---- Time -------------------------------------------------------------------------------- */

/* Time outside of branches is spent where the step or arrow says; within, the
 * block as a whole accounts for it when it ends. */
static void spend(struct crowd *crowd, const struct party *party, const double *seconds, const struct nest *nest,
		  enum whereabouts where)
{
	for (uint32_t i = 0; i < party->count; i++)
		crowd->now[party->who[i]] += seconds[i];
	if (!nest)
		crowd->spent[where] += sum_of(seconds, party->count);
}

static void spend_alike(struct crowd *crowd, const struct party *party, double seconds, const struct nest *nest,
			enum whereabouts where)
{
	for (uint32_t i = 0; i < party->count; i++)
		crowd->now[party->who[i]] += seconds;
	if (!nest)
		crowd->spent[where] += seconds * party->count;
}

static void wait_beside(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest)
{
	for (uint32_t i = 0; i < party->count; i++)
		nest->waits[party->who[i]] += crowd->waits[i];
	for (uint32_t i = 0; i < party->count && way->gain != NONE; i++)
		add_gain(crowd, &nest->gains[party->who[i]], way->gain, crowd->waits[i]);
}

static void wait_alike_beside(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest)
{
	for (uint32_t i = 0; i < party->count; i++)
		nest->waits[party->who[i]] += way->wait.a;
	for (uint32_t i = 0; i < party->count && way->gain != NONE; i++)
		add_gain(crowd, &nest->gains[party->who[i]], way->gain, way->wait.a);
}

/* Nobody's time differs from the others'. */
static void go_along_alike(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest,
			   enum whereabouts where)
{
	double wait = way->wait.a, seconds = wait + planned_on(&crowd->route, way)->a;
	if (seconds == 0)
		return;
	spend_alike(crowd, party, seconds, nest, where);
	if (nest)
		wait_alike_beside(crowd, party, way, nest);
	else if (where == IN_HOSPITAL)
		crowd->part->waiting_in_hospital += wait * party->count;
}

void go_along(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest,
	      enum whereabouts where)
{
	if (!way->drawn) {
		go_along_alike(crowd, party, way, nest, where);
		return;
	}
	for (uint32_t i = 0; i < party->count && way->planned; i++)
		crowd->planned[i] += crowd->waits[i];
	spend(crowd, party, way->planned ? crowd->planned : crowd->waits, nest, where);
	if (nest)
		wait_beside(crowd, party, way, nest);
	else if (where == IN_HOSPITAL)
		crowd->part->waiting_in_hospital += sum_of(crowd->waits, party->count);
}

/* ---- Ways -------------------------------------------------------------------------------- */

/* The way ends: a branch, or the whole. */
static void end_way(struct crowd *crowd, struct party *party, uint32_t branch)
{
	if (branch != NONE) {
		end_branch(crowd, party, branch);
		return;
	}
	end_episode(crowd, party);
	for (uint32_t i = 0; i < party->count; i++)
		crowd->lead_times[crowd->first_person + party->who[i]] = crowd->now[party->who[i]];
}

/* The wait is drawn with the step. */
static void draw_lengths(struct crowd *crowd, const struct party *party, const struct way *way)
{
	const struct spell *planned = planned_on(&crowd->route, way);
	if (spell_drawn(planned))
		draw_party(crowd, party, crowd->route.asides.at[way->aside].place, crowd->visits, crowd->aside);
	second_lengths(party, &way->wait, crowd->draw, crowd->waits);
	if (way->planned)
		second_lengths(party, planned, crowd->aside, crowd->planned);
}

static void follow(struct crowd *crowd, struct party *party, const struct way *way, uint32_t branch)
{
	if (way->new_episode) {
		end_episode(crowd, party);
		stand_at(crowd, party, way->to);
		return;
	}
	if (way->drawn)
		draw_lengths(crowd, party, way);
	go_along(crowd, party, way, nest_of(crowd, branch), way->where);
	if (way->ends)
		end_way(crowd, party, branch);
	else
		stand_at(crowd, party, way->to);
}

static void choose_ways(struct crowd *crowd, struct party *here, const struct stage *stage, uint32_t branch)
{
	const struct way *way = &crowd->route.ways[stage->first_way], *end = way + stage->way_count;
	for (; way < end && here->count > 0 && way->until < 1; way++) {
		part_ways(crowd->draw, here, &crowd->going, way->until);
		if (crowd->going.count > 0)
			follow(crowd, &crowd->going, way, branch);
	}
	if (here->count > 0 && way < end)
		follow(crowd, here, way, branch);
	else if (here->count > 0)
		end_way(crowd, here, branch);
}

/* ---- The stage --------------------------------------------------------------------------- */

static void stay(struct crowd *crowd, const struct party *here, const struct stage *stage, const struct nest *nest)
{
	if (spell_drawn(&stage->lasts)) {
		first_lengths(here, &stage->lasts, crowd->draw, crowd->lasts);
		spend(crowd, here, crowd->lasts, nest, stage->where);
	} else if (stage->lasts.a > 0) {
		spend_alike(crowd, here, stage->lasts.a, nest, stage->where);
	}
}

void go_on(struct crowd *crowd, uint32_t at)
{
	const struct stage *stage = &crowd->route.stages[at];
	struct party *here = &crowd->here;
	uint32_t branch = stage->in_branch ? crowd->route.branch[at] : NONE;
	if (stage->drawn)
		draw_party(crowd, here, stage->place, crowd->visits, crowd->draw);
	if (stage->on_clock)
		clocks_see_party(crowd, stage);
	stay(crowd, here, stage, nest_of(crowd, branch));
	if (stage->next == NEXT_BLOCK)
		open_block(crowd, here, crowd->route.pathway->steps[stage->step].block);
	else if (stage->next == NEXT_NONE)
		end_way(crowd, here, branch);
	else if (stage->one_way)
		follow(crowd, here, &crowd->route.ways[stage->first_way], branch);
	else
		choose_ways(crowd, here, stage, branch);
}
