/* The findings in order, those that the group accepts, and the short list. */
#include "analyse/work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct finding *finding_add(struct work *work, enum rule rule, const uint32_t *at, uint32_t count, struct span place)
{
	uint32_t *steps = ARENA_ARRAY(work->arena, uint32_t, count);
	if (count > 0)
		memcpy(steps, at, count * sizeof *steps);
	struct finding *finding = list_add(work->arena, &work->findings);
	*finding = (struct finding){
	    .rule = rule,
	    .at = steps,
	    .at_count = count,
	    .teams = {NONE, NONE},
	    .organisations = {NONE, NONE},
	    .thing = NONE,
	    .arrow = NONE,
	    .subject = NONE,
	    .mean = NAN,
	    .excess = NAN,
	    .share = NAN,
	    .place = place,
	};
	return finding;
}

/* ---- Order --------------------------------------------------------------------------- */

/* Hand-offs come by rule, those within one organisation last; other kinds by
 * weight alone. */
static const uint8_t rule_rank[RULE_COUNT] = {
    [RULE_NOTHING_PASSED_ON] = 1, [RULE_NOBODY_TOLD] = 2, [RULE_BOUNCE] = 3,         [RULE_HANDOFF_ACROSS] = 4,
    [RULE_HANDOFF_BETWEEN] = 5,   [RULE_NOT_SAID] = 6,    [RULE_HANDOFF_WITHIN] = 7,
};

static int more_first(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) - isnan(b);
	return (a < b) - (a > b);
}

/* Of hand-offs, `subject` says whether anything helps: something is sent on,
 * or the two share a record. */
static bool nothing_helps(const struct finding *finding)
{
	return finding->subject == 0;
}

static int compare_findings(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	enum kind kind = rules[x->rule].kind;
	int order;
	if (kind != rules[y->rule].kind)
		return kind < rules[y->rule].kind ? -1 : 1;
	if (rule_rank[x->rule] != rule_rank[y->rule])
		return rule_rank[x->rule] < rule_rank[y->rule] ? -1 : 1;
	if (kind == KIND_HANDOFF && nothing_helps(x) != nothing_helps(y))
		return nothing_helps(x) ? -1 : 1;
	if (kind == KIND_DELAY && (order = more_first(x->seconds_per_person, y->seconds_per_person)) != 0)
		return order;
	if (kind != KIND_DELAY && (order = more_first(x->per_person, y->per_person)) != 0)
		return order;
	if (x->place.start != y->place.start)
		return x->place.start < y->place.start ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->thing != y->thing)
		return x->thing < y->thing ? -1 : 1;
	return (x->subject > y->subject) - (x->subject < y->subject);
}

/* ---- What the group lives with ---------------------------------------------------------- */

static bool has_place(const uint32_t *at, uint32_t count, uint32_t step)
{
	for (uint32_t i = 0; i < count; i++)
		if (at[i] == step)
			return true;
	return false;
}

/* A finding that adds up several steps is accepted a step at a time; any other
 * is accepted at exactly its places. */
static bool matches(const struct acceptance *accepted, const struct finding *finding)
{
	if (accepted->rule != finding->rule || (accepted->thing != NONE && accepted->thing != finding->thing))
		return false;
	if (accepted->at.count == 0)
		return true;
	if (!finding->each && accepted->at.count != finding->at_count)
		return false;
	for (uint32_t i = 0; i < accepted->at.count; i++)
		if (finding->each ? !has_place(finding->at, finding->at_count, accepted->at.at[i])
				  : finding->at[i] != accepted->at.at[i])
			return false;
	return true;
}

/* Every step of the finding is named by an acceptance that matches it. */
static void accept(const struct pathway *pathway, struct finding *finding, bool *used)
{
	uint32_t covered = 0;
	bool whole = false;
	for (uint32_t a = 0; a < pathway->acceptance_count; a++)
		if (matches(&pathway->acceptances[a], finding)) {
			used[a] = true;
			whole |= pathway->acceptances[a].at.count == 0 || !finding->each;
		}
	for (uint32_t i = 0; i < finding->at_count && !whole; i++)
		for (uint32_t a = 0; a < pathway->acceptance_count; a++)
			if (matches(&pathway->acceptances[a], finding) &&
			    indexes_have(pathway->acceptances[a].at, finding->at[i])) {
				covered++;
				break;
			}
	finding->accepted = whole || (finding->at_count > 0 && covered == finding->at_count);
}

static void accept_findings(struct work *work, struct diagnostics *diagnostics)
{
	const struct pathway *pathway = work->pathway;
	if (pathway->acceptance_count == 0)
		return;
	bool *used = ARENA_ARRAY(work->scratch, bool, pathway->acceptance_count);
	for (uint32_t f = 0; f < work->analysis->finding_count; f++)
		accept(pathway, &work->analysis->findings[f], used);
	for (uint32_t a = 0; a < pathway->acceptance_count && diagnostics; a++)
		if (!used[a])
			diagnostic_warning(diagnostics, pathway->acceptances[a].span,
					   "nothing is flagged here as '%s' (any more): this entry accepts nothing",
					   rules[pathway->acceptances[a].rule].name);
}

/* ---- The short list ---------------------------------------------------------------------- */

static bool worth_saying(const struct finding *finding)
{
	static const bool left_out[RULE_COUNT] = {
	    [RULE_HANDOFF_WITHIN] = true, [RULE_NOT_SAID] = true,      [RULE_MOSTLY_WAITING] = true,
	    [RULE_SAME_SERVICE] = true,   [RULE_NEVER_REACHED] = true, [RULE_OFF_THE_MAP] = true,
	};
	return !finding->accepted && !left_out[finding->rule] && finding->per_person > 0;
}

static uint32_t step_waited_for(const struct finding *finding)
{
	return finding->arrow != NONE && finding->at_count == 2 ? finding->at[1] : NONE;
}

/* The step that is waited for longest: the waits on all arrows to it added up,
 * each once. Findings come by seconds, so an arrow's largest is seen first.
 * NONE where a clock that stands alone is worse. */
static uint32_t worst_step(struct work *work, uint32_t first, uint32_t end)
{
	const struct analysis *analysis = work->analysis;
	double *seconds = ARENA_ARRAY(work->scratch, double, work->pathway->step_count);
	bool *seen = ARENA_ARRAY(work->scratch, bool, work->pathway->arrow_count);
	uint32_t worst = NONE;
	for (uint32_t f = first; f < end; f++) {
		const struct finding *finding = &analysis->findings[f];
		uint32_t step = step_waited_for(finding);
		if (step == NONE || !worth_saying(finding) || seen[finding->arrow] ||
		    isnan(finding->seconds_per_person))
			continue;
		seen[finding->arrow] = true;
		seconds[step] += finding->seconds_per_person;
	}
	for (uint32_t f = first; f < end; f++) {
		uint32_t step = step_waited_for(&analysis->findings[f]);
		if (step != NONE && worth_saying(&analysis->findings[f]) &&
		    (worst == NONE || seconds[step] > seconds[worst]))
			worst = step;
	}
	if (first < end && worth_saying(&analysis->findings[first]) &&
	    step_waited_for(&analysis->findings[first]) == NONE &&
	    (worst == NONE || analysis->findings[first].seconds_per_person > seconds[worst]))
		return NONE;
	return worst;
}

static void add_entry(struct work *work, enum kind kind, const uint32_t *findings, uint32_t count)
{
	struct analysis *analysis = work->analysis;
	uint32_t *own = ARENA_ARRAY(work->arena, uint32_t, count);
	memcpy(own, findings, count * sizeof *own);
	analysis->short_list[analysis->short_count++] = (struct short_entry){own, count, kind};
}

static void shorten_delays(struct work *work, uint32_t first, uint32_t end)
{
	const struct analysis *analysis = work->analysis;
	uint32_t step = worst_step(work, first, end), count = 0;
	uint32_t *together = ARENA_ARRAY(work->scratch, uint32_t, end - first);
	for (uint32_t f = first; f < end; f++)
		if (worth_saying(&analysis->findings[f]) &&
		    (step == NONE ? count == 0 : step_waited_for(&analysis->findings[f]) == step))
			together[count++] = f;
	if (count > 0)
		add_entry(work, KIND_DELAY, together, count);
}

static void shorten(struct work *work)
{
	struct analysis *analysis = work->analysis;
	analysis->short_list = ARENA_ARRAY(work->arena, struct short_entry, KIND_COUNT);
	for (uint32_t f = 0, end; f < analysis->finding_count; f = end) {
		enum kind kind = rules[analysis->findings[f].rule].kind;
		for (end = f; end < analysis->finding_count && rules[analysis->findings[end].rule].kind == kind;)
			end++;
		if (kind == KIND_DELAY)
			shorten_delays(work, f, end);
		for (uint32_t i = f; i < end && kind != KIND_DELAY && kind != KIND_GOAL; i++)
			if (worth_saying(&analysis->findings[i])) {
				add_entry(work, kind, &i, 1);
				break;
			}
	}
}

/* ---- By step ------------------------------------------------------------------------------- */

static void sort_by_step(struct work *work)
{
	struct analysis *analysis = work->analysis;
	uint32_t steps = work->pathway->step_count, count = 0;
	uint32_t *first = ARENA_ARRAY(work->arena, uint32_t, steps + 1);
	for (uint32_t f = 0; f < analysis->finding_count; f++)
		for (uint32_t i = 0; i < analysis->findings[f].at_count; i++, count++)
			first[analysis->findings[f].at[i] + 1]++;
	for (uint32_t s = 0; s < steps; s++)
		first[s + 1] += first[s];
	uint32_t *next = ARENA_ARRAY(work->scratch, uint32_t, steps + 1);
	memcpy(next, first, (steps + 1) * sizeof *next);
	analysis->of_step_first = first;
	analysis->of_step = ARENA_ARRAY(work->arena, uint32_t, count);
	for (uint32_t f = 0; f < analysis->finding_count; f++)
		for (uint32_t i = 0; i < analysis->findings[f].at_count; i++)
			analysis->of_step[next[analysis->findings[f].at[i]]++] = f;
}

void order_findings(struct work *work, struct diagnostics *diagnostics)
{
	struct analysis *analysis = work->analysis;
	analysis->finding_count = work->findings.count;
	analysis->findings = work->findings.at;
	if (analysis->finding_count > 0)
		qsort(analysis->findings, analysis->finding_count, sizeof *analysis->findings, compare_findings);
	accept_findings(work, diagnostics);
	shorten(work);
	sort_by_step(work);
}
