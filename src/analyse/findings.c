/* The findings in order, by step, and the short list. */
#include "analyse/work.h"

#include <math.h>
#include <string.h>

static _Noreturn void refuse_findings(struct work *work, enum rule rule, struct span place)
{
	work_refuse(work, place, "divide it into several files, or leave out what makes it so large",
		    "more than 1,000,000 things are flagged in this pathway; here it is that %s", rules[rule].when);
}

void findings_check(struct work *work)
{
	uint32_t before = 0;
	if (work->before_count <= MOST_FINDINGS)
		return;
	const struct found *list = work->found_before.at;
	for (; before + list->count <= MOST_FINDINGS; list++)
		before += list->count;
	const struct finding *one_too_many = &list->at[MOST_FINDINGS - before];
	refuse_findings(work, one_too_many->rule, one_too_many->place);
}

struct finding *finding_add(struct work *work, enum rule rule, const uint32_t *at, uint32_t count, struct span place)
{
	uint32_t *steps = ARENA_ARRAY(work->arena, uint32_t, count);
	if (count > 0)
		memcpy(steps, at, count * sizeof *steps);
	if (work->before_count + work->findings.count == MOST_FINDINGS)
		refuse_findings(work, rule, place);
	struct finding *finding = list_add(work->scratch, &work->findings);
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

/* Hand-offs that something helps come after those without. */
static uint32_t order_group(const struct finding *finding)
{
	return (uint32_t)rules[finding->rule].kind << 8 | (uint32_t)rule_rank[finding->rule] << 1 | finding->helped;
}

/* What a finding is ordered by, each as a number that is smaller for what comes
 * first. */
struct order_key {
	uint64_t weight, group_and_place;
	const struct finding *finding;
};

/* In the order of the numbers, the largest first. */
static uint64_t largest_first(double number)
{
	uint64_t bits, sign = UINT64_C(1) << 63;
	number += 0; /* no zero below zero */
	memcpy(&bits, &number, sizeof bits);
	return bits & sign ? bits : ~(bits | sign);
}

/* What has no weight comes last. */
static struct order_key order_key(const struct finding *finding)
{
	bool delay = rules[finding->rule].kind == KIND_DELAY;
	double weight = delay ? finding->seconds_per_person : finding->per_person;
	return (struct order_key){
	    .weight = largest_first(isnan(weight) ? -1 : weight),
	    .group_and_place = (uint64_t)order_group(finding) << 32 | finding->place.start,
	    .finding = finding,
	};
}

enum { DIGIT_BITS = 11, DIGIT_VALUES = 1 << DIGIT_BITS };

/* Where a digit of the key stands, the least significant first. */
static const struct digit {
	bool of_weight;
	uint8_t shift;
} digits[] = {{false, 0}, {false, 11}, {false, 22}, {true, 0},  {true, 11},
	      {true, 22}, {true, 33},  {true, 44},  {true, 55}, {false, 32}};

enum { DIGITS = sizeof digits / sizeof *digits };

static inline uint32_t digit_of(const struct order_key *key, struct digit digit)
{
	uint64_t word = digit.of_weight ? key->weight : key->group_and_place;
	return word >> digit.shift & (DIGIT_VALUES - 1);
}

/* How often each digit has each value. */
static uint32_t (*count_digits(struct arena *arena, const struct order_key *keys, uint32_t count))[DIGIT_VALUES]
{
	uint32_t(*counts)[DIGIT_VALUES] = arena_take_array(arena, DIGITS, sizeof *counts);
	for (uint32_t k = 0; k < count; k++)
		for (uint32_t d = 0; d < DIGITS; d++)
			counts[d][digit_of(&keys[k], digits[d])]++;
	return counts;
}

/* Moves the keys into the order of one digit; those that have the same one stay
 * as they were. False, and nothing moved, where all have the same. */
static bool sort_by_digit(const struct order_key *keys, uint32_t count, struct digit digit, uint32_t *next,
			  struct order_key *sorted)
{
	uint32_t before = 0;
	if (next[digit_of(&keys[0], digit)] == count)
		return false;
	for (uint32_t value = 0; value < DIGIT_VALUES; value++) {
		uint32_t first = before;
		before += next[value];
		next[value] = first;
	}
	for (uint32_t k = 0; k < count; k++)
		sorted[next[digit_of(&keys[k], digit)]++] = keys[k];
	return true;
}

/* Digit by digit: a large pathway has 400,000 findings, and where they were
 * compared ordering them took twice as long. */
static const struct order_key *sort_keys(struct work *work, struct order_key *keys, uint32_t count)
{
	struct order_key *other = ARENA_ARRAY(work->scratch, struct order_key, count);
	uint32_t(*counts)[DIGIT_VALUES] = count_digits(work->scratch, keys, count);
	for (uint32_t d = 0; count > 0 && d < DIGITS; d++)
		if (sort_by_digit(keys, count, digits[d], counts[d], other)) {
			struct order_key *sorted = other;
			other = keys;
			keys = sorted;
		}
	return keys;
}

static void count_at(struct analysis *analysis, const struct finding *finding)
{
	for (uint32_t i = 0; i < finding->at_count; i++)
		analysis->of_step_first[finding->at[i] + 1]++;
}

/* Goes through all findings in the order in which they were found, once: marks
 * what happens to nobody twice, counts those at each step and gives their keys. */
static struct order_key *make_keys(struct work *work, uint32_t count)
{
	struct order_key *keys = ARENA_ARRAY(work->scratch, struct order_key, count), *next = keys;
	bool doubles = may_double(work);
	work->analysis->of_step_first = ARENA_ARRAY(work->arena, uint32_t, work->pathway->step_count + 1);
	for (uint32_t l = 0; l <= work->found_before.count; l++) {
		struct found list = l < work->found_before.count ? work->found_before.at[l] : work->findings;
		for (uint32_t f = 0; f < list.count; f++) {
			list.at[f].once = is_once(work, &list.at[f], doubles);
			count_at(work->analysis, &list.at[f]);
			*next++ = order_key(&list.at[f]);
		}
	}
	return keys;
}

/* What comes soon is asked for in time: it lies anywhere in memory. */
enum { AHEAD = 16 };

static void sort_findings(struct work *work)
{
	struct analysis *analysis = work->analysis;
	analysis->findings = ARENA_ARRAY(work->arena, struct finding, analysis->finding_count);
	for (uint32_t f = 0; f < analysis->finding_count; f++) {
		if (f + AHEAD < analysis->finding_count) {
			__builtin_prefetch(work->sorted[f + AHEAD].finding);
			__builtin_prefetch(work->sorted[f + AHEAD].finding + 1);
		}
		analysis->findings[f] = *work->sorted[f].finding;
	}
}

/* Of each step the findings there, in order. */
static void sort_by_step(struct work *work)
{
	struct analysis *analysis = work->analysis;
	uint32_t steps = work->pathway->step_count, count = analysis->finding_count, *first = analysis->of_step_first;
	for (uint32_t s = 0; s < steps; s++)
		first[s + 1] += first[s];
	uint32_t *next = ARENA_ARRAY(work->scratch, uint32_t, steps + 1);
	memcpy(next, first, (steps + 1) * sizeof *next);
	analysis->of_step = ARENA_ARRAY(work->arena, uint32_t, first[steps]);
	for (uint32_t f = 0; f < count; f++) {
		const struct finding *finding = work->sorted[f].finding;
		if (f + 2 * AHEAD < count)
			__builtin_prefetch(work->sorted[f + 2 * AHEAD].finding);
		if (f + AHEAD < count)
			__builtin_prefetch(work->sorted[f + AHEAD].finding->at);
		for (uint32_t i = 0; i < finding->at_count; i++)
			analysis->of_step[next[finding->at[i]]++] = f;
	}
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
	while (first < end && !worth_saying(&analysis->findings[first]))
		first++;
	if (first < end && step_waited_for(&analysis->findings[first]) == NONE &&
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

/* What hardly anyone meets is no headline while there is anything else. */
static const double hardly_anyone = 0.05;

static void shorten_to_worst(struct work *work, enum kind kind, uint32_t first, uint32_t end)
{
	const struct finding *findings = work->analysis->findings;
	uint32_t worst = NONE;
	for (uint32_t f = first; f < end && (worst == NONE || findings[worst].per_person < hardly_anyone); f++)
		if (worth_saying(&findings[f]) && (worst == NONE || findings[f].per_person >= hardly_anyone))
			worst = f;
	if (worst != NONE)
		add_entry(work, kind, &worst, 1);
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
		else if (kind != KIND_GOAL)
			shorten_to_worst(work, kind, f, end);
	}
}

/* ---- All of it ------------------------------------------------------------------------------- */

void order_findings(struct work *work)
{
	struct work other;
	uint32_t count = work->analysis->finding_count = work->before_count + work->findings.count;
	bool marks_only = work->options->marks_only;
	struct order_key *keys = make_keys(work, count);
	work->sorted = marks_only ? keys : sort_keys(work, keys, count);
	work_beside(work, sort_findings, sort_by_step, &other);
	accept_findings(work);
	if (marks_only)
		return;
	tell_findings(work);
	shorten(work);
}
