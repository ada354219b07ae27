#include "invariants.h"

#include "carepath/load.h"
#include "generate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool near(double one, double other)
{
	return (isnan(one) && isnan(other)) || fabs(one - other) <= 1e-9 * fmax(1, fmax(fabs(one), fabs(other)));
}

static uint32_t hold(FILE *says, const char *what, double one, double other)
{
	if (near(one, other))
		return 0;
	fprintf(says, "#   %s: %.15g and %.15g\n", what, one, other);
	return 1;
}

uint32_t invariants_sums(const struct analysis *analysis, FILE *says)
{
	const struct figures *figures = &analysis->figures;
	const double *simple = figures->simple;
	double ends = simple[MEASURE_LOST], paid = 0;
	for (uint32_t i = 0; i < analysis->pathway->outcome_count; i++)
		ends += figures->outcomes[i];
	for (uint32_t i = 0; i < analysis->pathway->payer_count; i++)
		paid += figures->by_payer[i];
	return hold(says, "all ends together, and one", ends, 1) +
	       hold(says, "all payers together, and the cost", paid, simple[MEASURE_COST]) +
	       hold(says, "hand-offs of all levels, and all hand-offs",
		    simple[MEASURE_HANDOFFS_WITHIN] + simple[MEASURE_HANDOFFS_BETWEEN] +
			simple[MEASURE_HANDOFFS_ACROSS],
		    simple[MEASURE_HANDOFFS]);
}

static uint32_t same_bits(FILE *says, const char *what, const void *one, const void *other, size_t size)
{
	if (size == 0 || memcmp(one, other, size) == 0)
		return 0;
	fprintf(says, "#   %s depend on the number of threads\n", what);
	return 1;
}

static uint32_t same_findings(const struct analysis *one, const struct analysis *other, FILE *says)
{
	if (one->finding_count != other->finding_count) {
		fprintf(says, "#   %u and %u findings with other numbers of threads\n", one->finding_count,
			other->finding_count);
		return 1;
	}
	uint32_t differ = 0;
	for (uint32_t i = 0; i < one->finding_count && differ == 0; i++) {
		const struct finding *a = &one->findings[i], *b = &other->findings[i];
		const double here[] = {a->rule, a->per_person, a->seconds_per_person, a->mean, a->excess, a->share};
		const double there[] = {b->rule, b->per_person, b->seconds_per_person, b->mean, b->excess, b->share};
		differ += same_bits(says, "findings", here, there, sizeof here);
	}
	return differ;
}

static uint32_t same_analyses(const struct analysis *one, const struct analysis *other, FILE *says)
{
	const struct pathway *pathway = one->pathway;
	const struct figures *a = &one->figures, *b = &other->figures;
	return same_bits(says, "measures", a->simple, b->simple, sizeof a->simple) +
	       same_bits(says, "costs by payer", a->by_payer, b->by_payer, pathway->payer_count * sizeof *a->by_payer) +
	       same_bits(says, "clocks", a->clocks, b->clocks, pathway->clock_count * sizeof *a->clocks) +
	       same_bits(says, "visits", a->visits, b->visits, pathway->step_count * sizeof *a->visits) +
	       same_findings(one, other, says);
}

uint32_t invariants_threads(const struct pathway *pathway, uint64_t seed, FILE *says)
{
	static const uint32_t threads[] = {1, 2, 5};
	struct analysis *analyses[3];
	uint32_t differ = 0;
	for (int i = 0; i < 3; i++) {
		struct analysis_options options = {.people = 300, .seed = seed, .threads = threads[i]};
		analyses[i] = analysis_new(pathway, &options, NULL);
		if (!analyses[i])
			abort();
	}
	for (int i = 1; i < 3; i++)
		differ += same_analyses(analyses[0], analyses[i], says);
	for (int i = 0; i < 3; i++)
		analysis_free(analyses[i]);
	return differ;
}

/* Those that are never sampled. */
static const enum measure exact_measures[] = {
    MEASURE_STEPS,
    MEASURE_HANDOFFS,
    MEASURE_HANDOFFS_WITHIN,
    MEASURE_HANDOFFS_BETWEEN,
    MEASURE_HANDOFFS_ACROSS,
    MEASURE_TEAMS_MET,
    MEASURE_ORGANISATIONS_MET,
    MEASURE_ASKED,
    MEASURE_ASKED_AGAIN,
    MEASURE_DONE_AGAIN,
    MEASURE_STORY_TOLD,
    MEASURE_TOUCH_TIME,
    MEASURE_VALUE_TIME,
    MEASURE_WAITING_TIME,
    MEASURE_WAITING_SHARE,
    MEASURE_TURNED_AWAY,
    MEASURE_LOST,
    MEASURE_ESTIMATED,
    MEASURE_FEELING,
};

/* What is found of a rule, all together. */
static double times_of_rule(const struct analysis *analysis, enum rule rule, double *count)
{
	double times = 0;
	*count = 0;
	for (uint32_t i = 0; i < analysis->finding_count; i++) {
		const struct finding *finding = &analysis->findings[i];
		if (finding->rule != rule)
			continue;
		*count += 1;
		times += isnan(finding->per_person) ? 0 : finding->per_person;
	}
	return times;
}

static uint32_t same_rules(const struct analysis *one, const struct analysis *other, const char *form, FILE *says)
{
	uint32_t differ = 0;
	for (enum rule rule = RULE_NOTHING_PASSED_ON; rule < RULE_FAULT_LINE; rule++) {
		double counts[2];
		double times = times_of_rule(one, rule, &counts[0]), others = times_of_rule(other, rule, &counts[1]);
		if (near(times, others) && near(counts[0], counts[1]))
			continue;
		fprintf(says, "#   %s when %s: %.15g times in %g findings, and %.15g in %g\n", rules[rule].name, form,
			times, counts[0], others, counts[1]);
		differ++;
	}
	return differ;
}

static uint32_t same_figures(const struct analysis *one, const struct analysis *other, const char *form, FILE *says)
{
	uint32_t differ = same_rules(one, other, form, says);
	char what[128];
	for (size_t i = 0; i < sizeof exact_measures / sizeof *exact_measures; i++) {
		enum measure measure = exact_measures[i];
		snprintf(what, sizeof what, "%s when %s", measures[measure].name, form);
		differ += hold(says, what, one->figures.simple[measure], other->figures.simple[measure]);
	}
	for (uint32_t i = 0; i < one->pathway->step_count; i++) {
		snprintf(what, sizeof what, "visits and reached of %s when %s", one->pathway->steps[i].id, form);
		differ += hold(says, what, one->figures.visits[i], other->figures.visits[i]);
		differ += hold(says, what, one->figures.reached[i], other->figures.reached[i]);
	}
	return differ;
}

static uint32_t compare_form(const struct analysis *analysis, uint64_t seed, enum generate_form form,
			     const char *says_form, FILE *says)
{
	char *text = generate_pathway(seed, form);
	struct document *document = document_from_text("again.yaml", text, strlen(text));
	struct analysis_options options = {.exact_only = true, .threads = 1};
	uint32_t differ = 1;
	if (!document)
		abort();
	if (!document->pathway) {
		fprintf(says, "#   does not load when %s\n", says_form);
	} else {
		struct analysis *other = analysis_new(document->pathway, &options, NULL);
		if (!other)
			abort();
		differ = same_figures(analysis, other, says_form, says);
		analysis_free(other);
	}
	document_free(document);
	free(text);
	return differ;
}

uint32_t invariants_forms(const struct analysis *analysis, uint64_t seed, FILE *says)
{
	return compare_form(analysis, seed, GENERATE_REORDERED, "alternatives are listed the other way round", says) +
	       compare_form(analysis, seed, GENERATE_RENAMED, "ids are other ones", says);
}
