/* What goes wrong between two organisations, and whether they fit together. */
#include "analyse/work.h"

#include <math.h>
#include <stdlib.h>

enum {
	FLAGGED_MOST = 2,
	HANDOFFS_LEAST = 5, /* on the map: with fewer, any pair has a large part */
};

struct pairs {
	struct work *work;
	uint32_t *number; /* of a × count + b with a < b: its fault line + 1, 0 if none */
	LIST(struct fault_line) lines;
};

static struct fault_line *pair_of(struct pairs *pairs, uint32_t a, uint32_t b)
{
	size_t count = pairs->work->pathway->organisation_count;
	uint32_t low = a < b ? a : b, high = a < b ? b : a;
	uint32_t *number = &pairs->number[low * count + high];
	if (*number == 0) {
		struct fault_line *line = list_add(pairs->work->scratch, &pairs->lines);
		line->organisations[0] = low;
		line->organisations[1] = high;
		*number = pairs->lines.count;
	}
	return &pairs->lines.at[*number - 1];
}

static void add_passages(struct pairs *pairs)
{
	const struct work *work = pairs->work;
	const struct team *teams = work->pathway->teams;
	for (uint32_t i = 0; i < work->passages.count; i++) {
		const struct passage *passage = &work->passages.at[i];
		if (!passage->handoff || passage->level == MEASURE_HANDOFFS_WITHIN)
			continue;
		struct fault_line *line =
		    pair_of(pairs, teams[passage->teams[0]].organisation, teams[passage->teams[1]].organisation);
		line->handoffs += passage->times[TOLD] + passage->times[TOLD_NOTHING] + passage->times[TOLD_NOT_SAID];
		line->nothing_passed_on += passage->share_record ? 0 : passage->times[TOLD_NOTHING];
		line->waiting_time += passage->waiting;
		line->handoff_findings++;
	}
}

static void add_asked_again(struct pairs *pairs)
{
	uint32_t count = pairs->work->pathway->organisation_count;
	for (uint32_t a = 0; a < count; a++)
		for (uint32_t b = 0; b < count; b++) {
			double times = pairs->work->asked_again_by[(size_t)a * count + b];
			if (times > 0)
				pair_of(pairs, a, b)->asked_again += times;
		}
}

static int worst_first(const void *a, const void *b)
{
	const struct fault_line *x = a, *y = b;
	if (x->handoffs != y->handoffs)
		return x->handoffs > y->handoffs ? -1 : 1;
	if (x->waiting_time != y->waiting_time)
		return x->waiting_time > y->waiting_time ? -1 : 1;
	if (x->asked_again != y->asked_again)
		return x->asked_again > y->asked_again ? -1 : 1;
	if (x->organisations[0] != y->organisations[0])
		return x->organisations[0] < y->organisations[0] ? -1 : 1;
	return x->organisations[1] < y->organisations[1] ? -1 : 1;
}

static struct finding *add_line(struct work *work, enum rule rule, uint32_t number)
{
	const struct fault_line *line = &work->analysis->fault_lines[number];
	const struct organisation *organisations = work->pathway->organisations;
	struct finding *finding = finding_add(work, rule, NULL, 0, organisations[line->organisations[0]].at);
	finding->organisations[0] = line->organisations[0];
	finding->organisations[1] = line->organisations[1];
	finding->subject = number;
	finding->per_person = line->handoffs;
	return finding;
}

static bool areas_differ(const struct pathway *pathway, const struct fault_line *line)
{
	struct indexes a = pathway->organisations[line->organisations[0]].area;
	struct indexes b = pathway->organisations[line->organisations[1]].area;
	if (a.count == 0 || b.count == 0)
		return false;
	for (uint32_t i = 0; i < a.count; i++)
		if (!indexes_have(b, a.at[i]))
			return true;
	return a.count != b.count;
}

static void flag_lines(struct work *work)
{
	struct analysis *analysis = work->analysis;
	double handoffs = 0, waiting = 0, limit = work->pathway->limits.fault_line;
	uint32_t on_map = 0, flagged = 0;
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		handoffs += analysis->fault_lines[i].handoffs;
		waiting += analysis->fault_lines[i].waiting_time;
		on_map += analysis->fault_lines[i].handoff_findings;
	}
	analysis->hand_on_waiting = waiting;
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		struct fault_line *line = &analysis->fault_lines[i];
		double of_handoffs = handoffs > 0 ? line->handoffs / handoffs : 0;
		double of_waiting = waiting > 0 ? line->waiting_time / waiting : 0;
		double share = fmax(of_handoffs, of_waiting);
		if (line->handoffs > 0 && on_map >= HANDOFFS_LEAST && flagged < FLAGGED_MOST && share >= limit) {
			line->flagged = true;
			flagged++;
			struct finding *finding = add_line(work, RULE_FAULT_LINE, i);
			finding->share = of_handoffs;
			finding->excess = of_waiting;
		}
		if (line->handoffs > 0 && areas_differ(work->pathway, line))
			add_line(work, RULE_NOT_COTERMINOUS, i);
	}
}

void find_fault_lines(struct work *work)
{
	size_t count = work->pathway->organisation_count;
	struct pairs pairs = {.work = work, .number = ARENA_ARRAY(work->scratch, uint32_t, count * count)};
	add_passages(&pairs);
	add_asked_again(&pairs);
	if (pairs.lines.count > 0)
		qsort(pairs.lines.at, pairs.lines.count, sizeof *pairs.lines.at, worst_first);
	struct analysis *analysis = work->analysis;
	analysis->fault_line_count = pairs.lines.count;
	analysis->fault_lines = ARENA_ARRAY(work->arena, struct fault_line, pairs.lines.count);
	for (uint32_t i = 0; i < pairs.lines.count; i++)
		analysis->fault_lines[i] = pairs.lines.at[i];
	flag_lines(work);
}
