/* Handed over, and sent back: two hand-offs in a row, one of them on an arrow
 * that turns people away, that end with a team of the first step again. */
#include "analyse/team_sets.h"
#include "analyse/work.h"

#include <stdlib.h>

/* All arrows from a step to another, taken together. */
struct lead {
	uint32_t to;
	double share, turned_away; /* of all; of those that turn away */
	uint32_t arrow;            /* the first that turns away, else the first */
};

/* A lead that hands over, under one of the teams that it hands over to. */
struct receiver {
	uint32_t team, lead;
	bool turned_away;
};

struct bounces {
	struct work *work;
	uint32_t *first; /* of a step: its leads; one more */
	LIST(struct lead) leads;
	bool *turns_away;         /* of a step: some lead out of it does */
	uint32_t *first_receiver; /* of a step: by team, those turned away first; NONE: not looked at */
	uint32_t *end_receiver;
	LIST(struct receiver) receivers;
	uint32_t *found_for; /* of a lead back: the lead there, + 1, that it was found for last */
};

/* Nothing is handed over in a new episode, nor out of a branch that goes on. */
static bool leads_on(const struct pathway *pathway, const struct arrow *arrow)
{
	if (arrow->to == NONE || arrow->role == ARROW_THEN || duration_given(&arrow->after))
		return false;
	if (!arrow->ends_branch)
		return true;
	const struct branch *branch = &pathway->branches[pathway->steps[arrow->from].branch];
	return !pathway->arrows[branch->arrow].goes_on;
}

static void add_lead(struct bounces *bounces, uint32_t a, uint32_t *lead_of, uint32_t first)
{
	struct work *work = bounces->work;
	const struct arrow *arrow = &work->pathway->arrows[a];
	uint32_t number = lead_of[arrow->to];
	bool known = number >= first && number < bounces->leads.count && bounces->leads.at[number].to == arrow->to;
	if (!known) {
		lead_of[arrow->to] = number = bounces->leads.count;
		*list_add(work->scratch, &bounces->leads) = (struct lead){.to = arrow->to, .arrow = a};
	}
	struct lead *lead = &bounces->leads.at[number];
	if (arrow->turned_away && !(lead->turned_away > 0))
		lead->arrow = a;
	lead->share += arrow->share;
	lead->turned_away += arrow->turned_away ? arrow->share : 0;
}

static void find_leads(struct bounces *bounces)
{
	struct work *work = bounces->work;
	const struct pathway *pathway = work->pathway;
	uint32_t *lead_of = ARENA_ARRAY(work->scratch, uint32_t, pathway->step_count);
	bounces->first = ARENA_ARRAY(work->scratch, uint32_t, pathway->step_count + 1);
	bounces->turns_away = ARENA_ARRAY(work->scratch, bool, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		const struct step *step = &pathway->steps[s];
		for (uint32_t a = step->first_arrow; a < step_arrows_end(step); a++) {
			const struct arrow *arrow = &pathway->arrows[a];
			if (!leads_on(pathway, arrow) || !(arrow->share > 0))
				continue;
			add_lead(bounces, a, lead_of, bounces->first[s]);
			bounces->turns_away[s] |= arrow->turned_away;
		}
		bounces->first[s + 1] = bounces->leads.count;
	}
}

/* ---- Back to whom ---------------------------------------------------------------- */

static bool hands_over(const struct work *work, uint32_t from, uint32_t to)
{
	struct passage passage = {.from = from, .to = to};
	return passage_judge(work, &passage);
}

static int by_team(const void *a, const void *b)
{
	const struct receiver *x = a, *y = b;
	if (x->team != y->team)
		return x->team < y->team ? -1 : 1;
	if (x->turned_away != y->turned_away)
		return x->turned_away ? -1 : 1;
	return (x->lead > y->lead) - (x->lead < y->lead);
}

/* All to whom the step hands over, sorted by team: so that those who have a
 * team in common with the first step are found without looking at the rest. */
static void find_receivers(struct bounces *bounces, uint32_t s)
{
	struct work *work = bounces->work;
	bounces->first_receiver[s] = bounces->receivers.count;
	for (uint32_t l = bounces->first[s]; l < bounces->first[s + 1]; l++) {
		const struct lead *lead = &bounces->leads.at[l];
		struct indexes staff = step_holders_set(work->teams, lead->to)->staff;
		if (!hands_over(work, s, lead->to))
			continue;
		for (uint32_t i = 0; i < staff.count; i++)
			*list_add(work->scratch, &bounces->receivers) =
			    (struct receiver){staff.at[i], l, lead->turned_away > 0};
	}
	uint32_t first = bounces->first_receiver[s], end = bounces->receivers.count;
	bounces->end_receiver[s] = end;
	work_spend(work, end - first, work->pathway->steps[s].at, "teams to be sent back to");
	if (end > first)
		qsort(&bounces->receivers.at[first], end - first, sizeof(struct receiver), by_team);
}

static uint32_t first_of_team(const struct bounces *bounces, uint32_t s, uint32_t team)
{
	uint32_t low = bounces->first_receiver[s], high = bounces->end_receiver[s];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (bounces->receivers.at[middle].team < team)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* a → b → c, back with those who handed over. */
static void add_bounce(struct work *work, uint32_t a, const struct lead *there, const struct lead *back)
{
	struct passage out = {.from = a, .to = there->to};
	double kept = (there->share - there->turned_away) * (back->share - back->turned_away);
	struct finding *finding = finding_add(work, RULE_BOUNCE, (uint32_t[]){a, there->to, back->to}, 3,
					      work->pathway->arrows[back->arrow].at);
	passage_judge(work, &out);
	finding->arrow = back->arrow;
	finding->per_person = work->visits[a] * (there->share * back->share - kept);
	finding->teams[0] = out.teams[0];
	finding->teams[1] = out.teams[1];
}

/* From step a along one lead, and back to one of a's teams. */
static void find_back(struct bounces *bounces, uint32_t a, uint32_t number)
{
	struct work *work = bounces->work;
	const struct lead *there = &bounces->leads.at[number];
	bool turned_away = there->turned_away > 0;
	if (!(turned_away || bounces->turns_away[there->to]) || !hands_over(work, a, there->to))
		return;
	if (bounces->first_receiver[there->to] == NONE)
		find_receivers(bounces, there->to);
	struct indexes staff = step_holders_set(work->teams, a)->staff;
	uint32_t end = bounces->end_receiver[there->to];
	for (uint32_t i = 0; i < staff.count; i++)
		for (uint32_t r = first_of_team(bounces, there->to, staff.at[i]); r < end; r++) {
			const struct receiver *receiver = &bounces->receivers.at[r];
			if (receiver->team != staff.at[i] || !(turned_away || receiver->turned_away))
				break;
			if (bounces->found_for[receiver->lead] == number + 1)
				continue;
			bounces->found_for[receiver->lead] = number + 1;
			add_bounce(work, a, there, &bounces->leads.at[receiver->lead]);
		}
	work_spend(work, staff.count, work->pathway->steps[a].at, "teams to be sent back to");
}

void find_bounces(struct work *work)
{
	struct bounces bounces = {.work = work};
	uint32_t steps = work->pathway->step_count;
	find_leads(&bounces);
	bounces.found_for = ARENA_ARRAY(work->scratch, uint32_t, bounces.leads.count);
	bounces.end_receiver = ARENA_ARRAY(work->scratch, uint32_t, steps);
	bounces.first_receiver = ARENA_ARRAY(work->scratch, uint32_t, steps);
	for (uint32_t s = 0; s < steps; s++)
		bounces.first_receiver[s] = NONE;
	for (uint32_t a = 0; a < steps; a++)
		for (uint32_t i = bounces.first[a]; work->visits[a] > 0 && i < bounces.first[a + 1]; i++)
			find_back(&bounces, a, i);
}
