/* What tests of the analysis share: a pathway with usual teams is measured, and
 * its figures and findings are looked up by name. */
#ifndef MEASURED_H
#define MEASURED_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "carepath/analysis.h"
#include "carepath/load.h"

#define MINUTE 60.0
#define HOUR   3600.0
#define DAY    86400.0

/* Hospital and trust are both health; council is care. Ed and ward share a
 * record, nurse and social share another. */
#define TEAMS                                                                                                          \
	"carepath: 1\n"                                                                                                \
	"name: Test\n"                                                                                                 \
	"organisations:\n"                                                                                             \
	"  self: { name: Ann and her son, sector: person }\n"                                                          \
	"  hospital: { name: Hospital, sector: acute, area: [north, east] }\n"                                         \
	"  trust: { name: Trust, sector: community }\n"                                                                \
	"  council: { name: Council, sector: social care, area: [north, west] }\n"                                     \
	"  charity: { name: Charity, sector: voluntary }\n"                                                            \
	"teams:\n"                                                                                                     \
	"  ann: { name: Ann, organisation: self }\n"                                                                   \
	"  son: { name: Son, organisation: self }\n"                                                                   \
	"  ed: { name: Emergency department, organisation: hospital, records: [EPR] }\n"                               \
	"  ward: { name: Ward, organisation: hospital, records: [EPR] }\n"                                             \
	"  nurse: { name: Community nurse, organisation: trust, records: [SystmOne] }\n"                               \
	"  social: { name: Social work, organisation: council, records: [systmone, Case system] }\n"                   \
	"  carers: { name: Home carers, organisation: council }\n"                                                     \
	"  helper: { name: Helper, organisation: charity }\n"

struct measured {
	struct document *document;
	struct analysis *analysis;
};

static struct measured measured;

static inline void measure_pathway(const struct pathway *pathway)
{
	struct analysis_options options = {.people = 10000, .seed = 1, .threads = 1};
	measured.analysis = analysis_new(pathway, &options, &measured.document->diagnostics);
	assert_non_null(measured.analysis);
}

static inline void load(const char *text)
{
	measured.document = document_from_text("test.yaml", text, strlen(text));
	assert_non_null(measured.document);
	if (!measured.document->pathway)
		print_error("%s\n", measured.document->diagnostics.list.at[0].message);
	assert_non_null(measured.document->pathway);
}

static inline void measure(const char *text)
{
	load(text);
	measure_pathway(measured.document->pathway);
}

/* Can be read and not be measured: says so, and at which step or arrow. */
static inline void expect_refused(const char *text, const char *message, const char *at)
{
	struct analysis_options options = {.people = 100, .seed = 1, .threads = 1};
	load(text);
	assert_null(analysis_new(measured.document->pathway, &options, &measured.document->diagnostics));
	assert_int_equal(measured.document->diagnostics.errors, 1);
	const struct diagnostic *diagnostic = &measured.document->diagnostics.list.at[0];
	assert_string_equal(diagnostic->message, message);
	assert_memory_equal(text + diagnostic->span.start, at, strlen(at));
	assert_non_null(diagnostic->help);
}

static inline int clean_up(void **state)
{
	(void)state;
	analysis_free(measured.analysis);
	document_free(measured.document);
	measured = (struct measured){0};
	return 0;
}

static inline double figure(const char *name)
{
	enum measure wanted;
	uint32_t index;
	if (!measure_find(measured.analysis->pathway, name, &wanted, &index))
		fail_msg("no measure %s", name);
	return figures_value(&measured.analysis->figures, wanted, index);
}

static inline bool close_to(double one, double other, double slack)
{
	return fabs(one - other) <= slack + 1e-9 * fabs(other);
}

static inline void expect_near(const char *what, double value, double expected, double slack)
{
	if (!close_to(value, expected, slack))
		fail_msg("%s is %.12g, not %.12g", what, value, expected);
}

static inline void expect_figure(const char *name, double expected)
{
	expect_near(name, figure(name), expected, 1e-9);
}

static inline void expect_unknown(const char *name)
{
	if (!isnan(figure(name)))
		fail_msg("%s is %.12g, not unknown", name, figure(name));
}

/* Whether a finding is at these steps; "" stands for any. */
static inline bool is_at(const struct finding *finding, const char *const steps[3])
{
	for (uint32_t i = 0; i < 3 && steps[i]; i++)
		if (steps[i][0] && (i >= finding->at_count ||
				    strcmp(measured.analysis->pathway->steps[finding->at[i]].id, steps[i]) != 0))
			return false;
	return true;
}

static inline bool is_about(const struct finding *finding, const char *thing)
{
	return !thing ||
	       (finding->thing != NONE && strcmp(measured.analysis->pathway->words[finding->thing].text, thing) == 0);
}

static inline const struct finding *find(enum rule rule, const char *thing, const char *a, const char *b, const char *c)
{
	const char *const steps[3] = {a, b, c};
	for (uint32_t i = 0; i < measured.analysis->finding_count; i++) {
		const struct finding *finding = &measured.analysis->findings[i];
		if (finding->rule == rule && is_about(finding, thing) && is_at(finding, steps))
			return finding;
	}
	return NULL;
}

static inline const struct finding *expect_finding(enum rule rule, const char *a, const char *b, double times,
						   double seconds)
{
	const struct finding *finding = find(rule, NULL, a, b, NULL);
	if (!finding)
		fail_msg("no %s at %s", rules[rule].name, a);
	expect_near(rules[rule].name, finding->per_person, times, 1e-9);
	expect_near("its seconds", finding->seconds_per_person, seconds, 1e-6);
	return finding;
}

static inline void expect_repeats(enum rule rule, const char *thing, double times)
{
	const struct finding *finding = find(rule, thing, "", NULL, NULL);
	if (!finding)
		fail_msg("no %s of %s", rules[rule].name, thing);
	expect_near(thing, finding->per_person, times, 1e-9);
}

static inline uint32_t count_of(enum rule rule)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < measured.analysis->finding_count; i++)
		count += measured.analysis->findings[i].rule == rule;
	return count;
}

static inline void expect_count(enum rule rule, uint32_t count)
{
	if (count_of(rule) != count)
		fail_msg("%u findings of %s, not %u", count_of(rule), rules[rule].name, count);
}

#define TEST(function) cmocka_unit_test_teardown(function, clean_up)

#endif
