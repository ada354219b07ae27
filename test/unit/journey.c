/* Journeys whose figures can be worked out with a pencil. The working is beside
 * each; doc/findings.md has the definitions. */
#include "measured.h"

static const struct walked_journey *walked(void)
{
	return &measured.analysis->journeys[0];
}

static double told(const char *name)
{
	enum measure wanted;
	uint32_t index;
	if (!measure_find(measured.analysis->pathway, name, &wanted, &index))
		fail_msg("no measure %s", name);
	return figures_value(&walked()->figures, wanted, index);
}

static void expect_told(const char *name, double expected)
{
	expect_near(name, told(name), expected, 1e-9);
}

static void expect_start(uint32_t stop, double expected)
{
	assert_true(stop < walked()->stop_count);
	expect_near("the start of a stop", walked()->stops[stop].starts, expected, 1e-9);
}

/* Two branches side by side, from a ward: 3 hours and 5 hours. The person's own
 * `x` is on no way of the map. */
#define BLOCK                                                                                                          \
	TEAMS "steps:\n"                                                                                               \
	      "  h: { team: ward, setting: ward, next: { all: [a, b], then: t } }\n"                                   \
	      "  a: { team: nurse, setting: home, lasts: 3h, next: t }\n"                                              \
	      "  b: { team: social, setting: home, lasts: 5h, next: t }\n"                                             \
	      "  t: { team: ed, setting: home, outcome: home }\n"                                                      \
	      "  x: { team: ann, setting: home, outcome: home }\n"                                                     \
	      "journeys: { j: { route: "

/* The block has taken as long as b, and that in hospital; 2 hours later x. */
static void test_off_the_map_out_of_a_block(void **state)
{
	(void)state;
	measure(BLOCK "[h, b, a, { step: x, wait: 2h }] } }\n");
	expect_start(3, 7 * HOUR);
	expect_told("lead_time", 7 * HOUR);
	expect_told("hospital_time", 5 * HOUR);
	expect_told("waiting_time", 2 * HOUR);
	assert_true(walked()->stops[3].off_the_map);
}

/* From a1 to a3, past a2, the person stays in the branch: 2 + 1 + 3 hours side
 * by side with 10. */
static void test_off_the_map_within_a_branch(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  h: { team: ward, setting: ward, next: { all: [a1, b], then: t } }\n"
		      "  a1: { team: nurse, lasts: 2h, next: a2 }\n"
		      "  a2: { team: nurse, lasts: 9h, next: a3 }\n"
		      "  a3: { team: nurse, lasts: 3h }\n"
		      "  b: { team: social, lasts: 10h }\n"
		      "  t: { team: ed, outcome: home }\n"
		      "journeys: { j: { route: [h, a1, { step: a3, wait: 1h }, b, t] } }\n");
	expect_start(2, 3 * HOUR);
	expect_start(3, 0);
	expect_start(4, 10 * HOUR);
	expect_told("lead_time", 10 * HOUR);
	expect_told("hospital_time", 10 * HOUR);
	expect_count(RULE_OFF_THE_MAP, 1);
}

/* What was before a is not known, so that b is walked behind it. Both hand on
 * to t, and a hands nothing to b. */
static void test_starts_in_a_branch(void **state)
{
	(void)state;
	measure(BLOCK "[a, b, t] } }\n");
	expect_count(RULE_OFF_THE_MAP, 0);
	expect_start(1, 3 * HOUR);
	expect_start(2, 8 * HOUR);
	expect_told("handoffs", 2);
	expect_told("handoffs_between", 1);
	expect_told("handoffs_across", 1);
}

static void test_ends_in_a_block(void **state)
{
	(void)state;
	measure(BLOCK "[h, b, a] } }\n");
	expect_told("lead_time", 5 * HOUR);
	expect_told("hospital_time", 5 * HOUR);
	expect_told("home_time", 0);
	expect_told("lost", 0);
}

/* The same two stops without a way are flagged once. */
static void test_off_the_map_twice(void **state)
{
	(void)state;
	measure(BLOCK "[x, t, x, t] } }\n");
	expect_count(RULE_OFF_THE_MAP, 2);
	assert_int_equal(walked()->stops[3].finding_count, walked()->stops[1].finding_count);
}

#define PLAIN                                                                                                          \
	TEAMS "steps:\n"                                                                                               \
	      "  a: { team: ed, lasts: 1h, next: [{ to: b, share: 50%, after: 30d }, { to: e, wait: 1h }] }\n"         \
	      "  b: { team: ed, lasts: 1h, next: { to: c, wait: 2d } }\n"                                              \
	      "  c: { team: ed, outcome: home }\n"                                                                     \
	      "  e: { team: ward, next: x }\n"                                                                         \
	      "  x: { team: ann, next: { to: y, wait: 1h } }\n"                                                        \
	      "  y: { team: nurse, outcome: home }\n"                                                                  \
	      "clocks: { k: { from: a, to: y, target: 4h } }\n"                                                        \
	      "journeys: { j: { route: "

/* At work until 9, at x at 12: 3 hours. */
static void test_date_off_the_map(void **state)
{
	(void)state;
	measure(PLAIN "[{ step: a, date: 2024-03-01 08:00 }, { step: x, date: 2024-03-01 12:00 }] } }\n");
	expect_near("waited", walked()->stops[1].waited, 3 * HOUR, 1e-9);
	expect_told("lead_time", 4 * HOUR);
	expect_told("waiting_time", 3 * HOUR);
}

/* A date that nothing is known before says nothing of the time between. */
static void test_date_without_another(void **state)
{
	(void)state;
	measure(PLAIN "[a, { step: x, date: 2024-03-01 12:00 }] } }\n");
	assert_true(isnan(walked()->stops[1].waited));
	assert_true(isnan(told("lead_time")));
}

/* When x was is not known; y is at 18, ten hours after the start. */
static void test_date_after_an_unknown_time(void **state)
{
	(void)state;
	measure(PLAIN "[{ step: a, date: 2024-03-01 08:00 }, x, { step: y, date: 2024-03-01 18:00 }] } }\n");
	assert_true(isnan(walked()->stops[1].starts));
	expect_start(2, 10 * HOUR);
	expect_told("lead_time", 10 * HOUR);
	assert_true(isnan(told("waiting_time")));
	expect_told("clock.k", 10 * HOUR);
	expect_told("clock.k.within", 0);
}

/* The time between the episodes counts nowhere: b starts when a ends, after 1
 * hour; from its 8 o'clock to the next day's, 1 hour of which is b. */
static void test_dates_of_a_new_episode(void **state)
{
	(void)state;
	measure(PLAIN "[{ step: a, date: 2024-03-01 08:00 }, { step: b, date: 2024-06-02 08:00 }, "
		      "{ step: c, date: 2024-06-03 08:00 }] } }\n");
	expect_start(1, 1 * HOUR);
	expect_start(2, 25 * HOUR);
	expect_near("waited", walked()->stops[2].waited, 23 * HOUR, 1e-9);
}

static void test_clock_with_unknown_times(void **state)
{
	(void)state;
	measure(PLAIN "[a, x, y] } }\n");
	expect_told("clock.k.completed", 1);
	assert_true(isnan(told("clock.k")));
	assert_true(isnan(told("clock.k.within")));
}

/* b2 starts after 1 hour and a2, listed before it, after 5; t when both are
 * through, after 5: 4 hours, on the pathway as on the journey. */
static void test_clock_in_a_block(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  h: { team: ward, next: { all: [a, b], then: t } }\n"
		      "  a: { team: nurse, lasts: 5h, next: a2 }\n"
		      "  a2: { team: nurse }\n"
		      "  b: { team: social, lasts: 1h, next: b2 }\n"
		      "  b2: { team: social, lasts: 2h }\n"
		      "  t: { team: ed, outcome: home }\n"
		      "clocks: { k: { from: [a2, b2], to: t, target: 3h } }\n"
		      "journeys: { j: { route: [h, a, a2, b, b2, t] } }\n");
	expect_figure("clock.k", 4 * HOUR);
	expect_told("clock.k", 4 * HOUR);
	expect_told("clock.k.within", 0);
}

enum { DOUBLINGS = 40 };

/* Each of 40 blocks of Ann's own has two branches, which both bring on what
 * came in: 2^40 hand-offs. */
static void test_what_doubles_with_each_block(void **state)
{
	static char text[20000];
	size_t length = (size_t)snprintf(text, sizeof text, "%s", TEAMS "steps:\n  e: { team: ed, next: h0 }\n");
	(void)state;
	for (unsigned i = 0; i < DOUBLINGS; i++)
		length += (size_t)snprintf(text + length, sizeof text - length,
					   "  h%u: { team: ann, next: { all: [a%u, b%u], then: h%u } }\n"
					   "  a%u: { team: ann, next: h%u }\n  b%u: { team: ann, next: h%u }\n",
					   i, i, i, i + 1, i, i + 1, i, i + 1);
	length += (size_t)snprintf(text + length, sizeof text - length,
				   "  h%u: { team: ann, next: n }\n  n: { team: nurse, outcome: home }\n"
				   "journeys: { j: { route: [e",
				   DOUBLINGS);
	for (unsigned i = 0; i < DOUBLINGS; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, ", h%u, a%u, b%u", i, i, i);
	snprintf(text + length, sizeof text - length, ", h%u, n] } }\n", DOUBLINGS);
	measure(text);
	expect_figure("handoffs", exp2(DOUBLINGS));
	expect_told("handoffs", exp2(DOUBLINGS));
}

/* Two planned intervals of 5 days side by side: 5 days less 10 leave no time. */
static void test_no_time_left_below_the_line(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  h: { team: ward, takes: 6h, adds_value: yes, next: { all: [{ to: a, planned: 5d }, "
		      "{ to: b, planned: 5d }], then: t } }\n"
		      "  a: { team: nurse }\n"
		      "  b: { team: social }\n"
		      "  t: { team: ed, outcome: home }\n"
		      "journeys: { j: { route: [h, a, b, t] } }\n");
	expect_unknown("flow_efficiency");
	assert_true(isnan(told("flow_efficiency")));
}

/* The likeliest way takes each arrow once, those that most people take first:
 * of the hub's ways a (50%), b (30%), then the 20% that end. */
static void test_likeliest_through_a_hub(void **state)
{
	static const char *const expected[] = {"hub", "a", "hub", "b", "hub", "e"};
	uint32_t count, end_arrow;
	(void)state;
	measure(TEAMS
		"steps:\n"
		"  hub: { team: ed, next: [{ to: e, share: 20% }, { to: a, share: 50% }, { to: b, share: 30% }] }\n"
		"  a: { team: nurse, next: hub }\n"
		"  b: { team: nurse, next: hub }\n"
		"  e: { team: ward, outcome: home }\n");
	const uint32_t *steps = analysis_likeliest(measured.analysis, &count, &end_arrow);
	assert_int_equal(count, 6);
	for (uint32_t i = 0; i < count; i++)
		assert_string_equal(measured.analysis->pathway->steps[steps[i]].id, expected[i]);
}

/* Of three ways from one to the next, 30%, 50% and 20%: without a wait, and with
 * one that none of them has, that which most take; else that which has it. */
static void test_way_of_this_wait(void **state)
{
	static const struct {
		const char *stop, *when;
	} examples[] = {
	    {"b", "soon"},
	    {"{ step: b, wait: 20h }", "soon"},
	    {"{ step: b, wait: 2d }", "late"},
	    {"{ step: b, wait: 7d }", "to the day"},
	    {"{ step: b, wait: 169h }", "soon"},
	};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		char text[4096];
		snprintf(text, sizeof text,
			 TEAMS "steps:\n"
			       "  a: { team: ed, next: [{ to: b, share: 30%%, when: late, wait: 1d..3d },\n"
			       "      { to: b, share: 50%%, when: soon, wait: 12h..24h },\n"
			       "      { to: b, share: 20%%, when: to the day, wait: 7d }] }\n"
			       "  b: { team: ward, outcome: home }\n"
			       "journeys: { j: { route: [a, %s] } }\n",
			 examples[i].stop);
		measure(text);
		const struct arrow *arrow = &measured.analysis->pathway->arrows[walked()->stops[1].arrow];
		assert_string_equal(arrow->when, examples[i].when);
		clean_up(state);
	}
}

static void expect_hospital_times(const double *hours, uint32_t count)
{
	assert_int_equal(walked()->stop_count, count);
	for (uint32_t i = 0; i < count; i++)
		expect_near("time in hospital so far", walked()->stops[i].so_far.hospital_time, hours[i] * HOUR, 1e-6);
}

/* Of those who come to b most end well, after 3 hours more; so does the walk. */
static void test_likeliest_to_its_end(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: { to: b, wait: 1h } }\n"
		      "  b: { team: ward, next: [{ share: 60%, outcome: well, wait: 3h }, { to: c, share: 40% }] }\n"
		      "  c: { team: ed, outcome: unwell }\n");
	const struct walked_journey *likeliest = analysis_walk_likeliest(measured.analysis);
	assert_non_null(likeliest);
	assert_int_equal(likeliest->stop_count, 2);
	assert_true(likeliest->end_arrow != NONE);
	uint32_t outcome = measured.analysis->pathway->arrows[likeliest->end_arrow].outcome;
	assert_string_equal(measured.analysis->pathway->outcomes[outcome], "well");
	expect_near("well", likeliest->figures.outcomes[outcome], 1, 0);
	expect_near("lost", likeliest->figures.simple[MEASURE_LOST], 0, 0);
	expect_near("lead time", likeliest->figures.simple[MEASURE_LEAD_TIME], 4 * HOUR, 1e-9);
}

/* Where more stay than go anywhere, there is no end to say. */
static void test_likeliest_stops_where_most_drop_out(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: [{ share: 30%, outcome: well }, { to: b, share: 10% }] }\n"
		      "  b: { team: ward, outcome: well }\n");
	const struct walked_journey *likeliest = analysis_walk_likeliest(measured.analysis);
	assert_non_null(likeliest);
	assert_int_equal(likeliest->stop_count, 1);
	assert_true(likeliest->end_arrow == NONE);
}

#define NOT_WAITED_FOR(wait)                                                                                           \
	TEAMS "steps:\n"                                                                                               \
	      "  h:\n"                                                                                                 \
	      "    team: ward\n"                                                                                       \
	      "    setting: ward\n"                                                                                    \
	      "    next: { all: [a, { to: b, wait: " wait ", goes_on: yes }], then: { to: t, wait: 2h } }\n"           \
	      "  a: { team: nurse, lasts: 10h }\n"                                                                     \
	      "  b: { team: social, lasts: 5h }\n"                                                                     \
	      "  t: { team: ed, setting: ward, lasts: 1h, next: e }\n"                                                 \
	      "  e: { team: ed, setting: ward, outcome: home }\n"                                                      \
	      "journeys: { j: { route: [h, a, b, t, e] } }\n"

/* a takes 10 hours, t starts 2 hours later. b, which is listed before it and not
 * waited for, starts after 11 hours, or after 20: then no more is shown than at t. */
static void test_hospital_time_of_what_is_not_waited_for(void **state)
{
	(void)state;
	static const double soon[] = {0, 0, 11, 12, 13}, late[] = {0, 0, 12, 12, 13};
	measure(NOT_WAITED_FOR("11h"));
	expect_hospital_times(soon, 5);
	clean_up(NULL);
	measure(NOT_WAITED_FOR("20h"));
	expect_hospital_times(late, 5);
	expect_told("hospital_time", 13 * HOUR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_off_the_map_out_of_a_block),
	    TEST(test_off_the_map_within_a_branch),
	    TEST(test_starts_in_a_branch),
	    TEST(test_ends_in_a_block),
	    TEST(test_off_the_map_twice),
	    TEST(test_date_off_the_map),
	    TEST(test_date_without_another),
	    TEST(test_date_after_an_unknown_time),
	    TEST(test_dates_of_a_new_episode),
	    TEST(test_clock_with_unknown_times),
	    TEST(test_clock_in_a_block),
	    TEST(test_what_doubles_with_each_block),
	    TEST(test_no_time_left_below_the_line),
	    TEST(test_likeliest_through_a_hub),
	    TEST(test_way_of_this_wait),
	    TEST(test_likeliest_to_its_end),
	    TEST(test_likeliest_stops_where_most_drop_out),
	    TEST(test_hospital_time_of_what_is_not_waited_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
