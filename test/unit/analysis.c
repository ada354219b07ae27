/* Small pathways whose figures can be worked out with a pencil. The working is
 * beside each; doc/findings.md has the definitions. */
#include "measured.h"

/* The mean of a log-normal by its median and a 90th percentile:
 * median × exp(σ²/2), σ = ln(p90 ÷ median) ÷ 1.2815515655446004. */
static double sigma(double median, double p90)
{
	return log(p90 / median) / 1.2815515655446004;
}

static double log_normal_mean(double median, double p90)
{
	return median * exp(sigma(median, p90) * sigma(median, p90) / 2);
}

/* fall.yaml of doc/format.md. */
static const char fall[] =
    "carepath: 1\n"
    "name: A fall, from the kitchen floor to home again\n"
    "people: 420/year\n"
    "organisations:\n"
    "  self:     { name: Margaret and her family, sector: person }\n"
    "  hospital: { name: Northshire Hospitals, sector: acute, area: [north, east, south] }\n"
    "  council:  { name: Northshire Council, sector: social care, area: [north, east] }\n"
    "teams:\n"
    "  margaret: { name: Margaret, organisation: self }\n"
    "  ed:       { name: Emergency department, organisation: hospital, records: [Hospital EPR] }\n"
    "  ward:     { name: Ward 7, organisation: hospital, records: [Hospital EPR] }\n"
    "  social-work: { name: Hospital social work, organisation: council, records: [Council case system] }\n"
    "steps:\n"
    "  fall:\n"
    "    team: margaret\n"
    "    setting: home\n"
    "    next: { to: a-and-e, wait: 1h..3h..8h, via: the person }\n"
    "  a-and-e:\n"
    "    name: Assessed in A&E\n"
    "    team: ed\n"
    "    setting: emergency department\n"
    "    asks: [story, medicines, home situation]\n"
    "    takes: 40m\n"
    "    next:\n"
    "      - { to: ward-stay, share: 70%, wait: median 4h p90 9h, target: 95% within 4h, via: phone, sends: [story] }\n"
    "      - { to: home-again, share: 30%, wait: 2h }\n"
    "  ward-stay:\n"
    "    team: ward\n"
    "    setting: ward\n"
    "    asks: [story, medicines]\n"
    "    takes: 6h\n"
    "    lasts: 5d\n"
    "    cost: £304/day\n"
    "    next: { to: care-assessment, wait: median 2 workdays p90 8d, target: 2 workdays, via: referral form, reasons: "
    "[assessment] }\n"
    "  care-assessment:\n"
    "    team: social-work\n"
    "    setting: ward\n"
    "    asks: [story, home situation, medicines]\n"
    "    takes: 90m\n"
    "    next: { to: home-again, wait: median 3d p90 12d, via: phone, reasons: [care package], held_by: care }\n"
    "  home-again:\n"
    "    team: margaret\n"
    "    setting: home\n"
    "    outcome: home\n"
    "journeys:\n"
    "  margaret:\n"
    "    name: Margaret, 82\n"
    "    about: Composed from several people.\n"
    "    route: [fall, a-and-e, { step: ward-stay, wait: 11h }, care-assessment, home-again]\n";

/* Of all, 7 in 10 go to the ward and on to the care assessment. Least 1, most
 * likely 3, most 8 hours: mean 4. */
static double fall_waiting_after_ward(void)
{
	return 0.7 * log_normal_mean(2.8 * DAY, 8 * DAY) + 0.7 * log_normal_mean(3 * DAY, 12 * DAY);
}

static double fall_waiting(void)
{
	return 4 * HOUR + 0.7 * log_normal_mean(4 * HOUR, 9 * HOUR) + 0.3 * 2 * HOUR + fall_waiting_after_ward();
}

static const double fall_lasting = 40 * MINUTE + 0.7 * 5 * DAY + 0.7 * 90 * MINUTE;

static void test_fall_counts(void **state)
{
	(void)state;
	measure(fall);
	expect_figure("steps", 1 + 0.7 + 0.7);
	expect_figure("handoffs", 1.4);
	expect_figure("handoffs_within", 0.7); /* ed to ward */
	expect_figure("handoffs_between", 0);
	expect_figure("handoffs_across", 0.7); /* ward to social work */
	expect_figure("teams_met", 2.4);
	expect_figure("organisations_met", 1.7);
	expect_figure("asked", 3 + 0.7 * 2 + 0.7 * 3);
	expect_figure("asked_again", 0.7 * 2 + 0.7 * 3); /* all of it was asked in A&E */
	expect_figure("done_again", 0);
	expect_figure("story_told", 2.4);
	expect_figure("turned_away", 0);
	expect_figure("lost", 0);
	expect_figure("outcome.home", 1);
	expect_figure("visits.ward-stay", 0.7);
	expect_figure("reached.home-again", 1);
	expect_figure("estimated", 1); /* no source, so all of it */
	expect_unknown("feeling");
}

static void test_fall_times(void **state)
{
	(void)state;
	double touch = 40 * MINUTE + 0.7 * 6 * HOUR + 0.7 * 90 * MINUTE;
	measure(fall);
	double waiting = fall_waiting();
	expect_figure("touch_time", touch);
	expect_figure("value_time", touch);
	expect_figure("waiting_time", waiting);
	expect_figure("lead_time", waiting + fall_lasting);
	expect_figure("waiting_share", waiting / (waiting + fall_lasting));
	expect_figure("flow_efficiency", touch / (waiting + fall_lasting));
	/* All but the first wait is in hospital. */
	expect_figure("home_time", 4 * HOUR);
	expect_figure("hospital_time", waiting - 4 * HOUR + fall_lasting);
	expect_figure("waiting_in_hospital", waiting - 4 * HOUR);
	/* A day on the ward is paid until social work comes. */
	expect_figure("cost", 304 * 0.7 * (5 + log_normal_mean(2.8, 8)));
	expect_figure("cost.Northshire Hospitals", 304 * 0.7 * (5 + log_normal_mean(2.8, 8)));
	assert_true(measured.analysis->figures.lead_time_error == 0);
}

static void test_fall_findings(void **state)
{
	(void)state;
	measure(fall);
	expect_finding(RULE_HANDOFF_WITHIN, "a-and-e", "ward-stay", 0.7, 0);
	expect_finding(RULE_HANDOFF_ACROSS, "ward-stay", "care-assessment", 0.7, 0);
	expect_repeats(RULE_ASKED_AGAIN, "story", 1.4);
	expect_repeats(RULE_ASKED_AGAIN, "medicines", 1.4);
	expect_repeats(RULE_ASKED_AGAIN, "home situation", 0.7);
	/* The median is the target, so half are over it. */
	expect_finding(RULE_OVER_TARGET, "a-and-e", "ward-stay", 0.5, 0.7 * log_normal_mean(4 * HOUR, 9 * HOUR));
	expect_finding(RULE_OVER_TARGET, "ward-stay", "care-assessment", 0.5,
		       0.7 * log_normal_mean(2.8 * DAY, 8 * DAY));
	expect_finding(RULE_WAITING_IN_HOSPITAL, "care-assessment", "home-again", 0.7,
		       0.7 * log_normal_mean(3 * DAY, 12 * DAY));
	expect_count(RULE_WAITING_IN_HOSPITAL, 2); /* the four hours in A&E are under a day */
	expect_count(RULE_LONG_WAIT, 0);           /* 5.4 days at home again */
	expect_count(RULE_MOSTLY_WAITING, 1);      /* 6.8 of 10.4 days */
	expect_count(RULE_NOTHING_PASSED_ON, 0);
	expect_count(RULE_NOT_SAID, 0);
	expect_count(RULE_NOBODY_TOLD, 0);
	expect_count(RULE_FAULT_LINE, 0); /* one hand-off between organisations is not five */
	expect_count(RULE_NOT_COTERMINOUS, 1);
	expect_count(RULE_LOOP, 0);
}

/* Margaret waited 11 hours for the ward; for the rest the mean stands in. */
static void test_fall_journey(void **state)
{
	(void)state;
	measure(fall);
	const double *simple = measured.analysis->journeys[0].figures.simple;
	double waited = 4 * HOUR + 11 * HOUR + log_normal_mean(2.8 * DAY, 8 * DAY) + log_normal_mean(3 * DAY, 12 * DAY);
	double lasted = 40 * MINUTE + 5 * DAY + 90 * MINUTE;
	expect_near("steps", simple[MEASURE_STEPS], 3, 0);
	expect_near("hand-offs", simple[MEASURE_HANDOFFS], 2, 0);
	expect_near("asked", simple[MEASURE_ASKED], 8, 0);
	expect_near("asked again", simple[MEASURE_ASKED_AGAIN], 5, 0);
	expect_near("story told", simple[MEASURE_STORY_TOLD], 3, 0);
	expect_near("waiting", simple[MEASURE_WAITING_TIME], waited, 1e-6);
	expect_near("lead time", simple[MEASURE_LEAD_TIME], waited + lasted, 1e-6);
	expect_near("waiting in hospital", simple[MEASURE_WAITING_IN_HOSPITAL], waited - 4 * HOUR, 1e-6);
}

/* The ward lasts a day. The nurse takes five days to come and two for her
 * work, social work two to come; the charity's nine hold nobody up. So home
 * starts after 1 + 7 + 1 days, all of them in hospital: more is shown nowhere. */
static void test_walk_so_far(void **state)
{
	(void)state;
	measure(TEAMS
		"steps:\n"
		"  stay: { team: ward, setting: ward, asks: [story], lasts: 1d, next: { all: [{ to: far, wait: 5d "
		"}, { to: near, wait: 2d }, { to: beside, wait: 9d, goes_on: yes }], then: { to: home, wait: 1d "
		"} } }\n"
		"  far: { team: nurse, setting: ward, lasts: 2d, asks: [story], next: home }\n"
		"  near: { team: social, setting: ward, asks: [story], next: home }\n"
		"  beside: { team: helper, setting: ward }\n"
		"  home: { team: nurse, setting: home, outcome: home }\n");
	static const uint32_t route[] = {0, 1, 2, 3, 4};
	static const struct so_far expected[] = {
	    {1, 0, 0, 1, 1, 0, 0, NAN, false},
	    {7, 1, 0, 2, 2, 6 * DAY, 5 * DAY, 5.0 / 6, true},
	    {4, 2, 1, 3, 3, 8 * DAY, 7 * DAY, 7.0 / 10, true},
	    {11, 3, 2, 3, 4, 9 * DAY, 16 * DAY, 16.0 / 19, true},
	    {10, 4, 3, 3, 4, 9 * DAY, 17 * DAY, 17.0 / 20, false},
	};
	const struct walked_journey *walked = analysis_walk(measured.analysis, route, 5);
	assert_non_null(walked);
	for (uint32_t i = 0; i < walked->stop_count; i++) {
		const struct so_far *so_far = &walked->stops[i].so_far, *right = &expected[i];
		expect_near("day", so_far->day, right->day, 0);
		expect_near("hand-offs", so_far->handoffs, right->handoffs, 0);
		expect_near("hand-offs across", so_far->handoffs_across, right->handoffs_across, 0);
		expect_near("story told", so_far->story_told, right->story_told, 0);
		expect_near("teams met", so_far->teams_met, right->teams_met, 0);
		expect_near("hospital time", so_far->hospital_time, right->hospital_time, 1e-6);
		expect_near("waiting time", so_far->waiting_time, right->waiting_time, 1e-6);
		if (!isnan(so_far->waiting_share) || !isnan(right->waiting_share))
			expect_near("waiting share", so_far->waiting_share, right->waiting_share, 1e-9);
	}
	expect_near("in the end", walked->figures.simple[MEASURE_HOSPITAL_TIME], 9 * DAY, 1e-6);
}

/* v = 1 + 0.4 v, so 5/3. Each of the 2/3 visits too many lasts an hour, and
 * 4 in 10 times an hour of waiting comes after. */
static void test_self_loop(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  see: { team: ed, takes: 1h, next: [{ to: see, share: 40%, wait: 1h }, { outcome: home }] }\n");
	expect_figure("visits.see", 5.0 / 3);
	expect_figure("reached.see", 1);
	expect_figure("steps", 5.0 / 3);
	expect_figure("outcome.home", 1);
	expect_figure("waiting_time", 2.0 / 3 * HOUR);
	expect_finding(RULE_LOOP, "see", "see", 2.0 / 3, 2.0 / 3 * 1.4 * HOUR);
}

/* a → b → a with chance 0.5: v(a) = v(b) = 2. The arrow back has `planned`, so
 * it is a review that good care means to have. */
static void test_planned_return_is_no_loop(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: nurse, next: { to: b, wait: 1d } }\n"
		      "  b: { team: nurse, takes: 30m, next: [{ to: a, share: 50%, planned: 6w, wait: 2d }, { outcome: "
		      "home }] }\n");
	expect_figure("visits.a", 2);
	expect_figure("waiting_time", 2 * DAY + 2 * DAY); /* two days once a person, one day twice */
	expect_figure("lead_time", 4 * DAY + 42 * DAY + HOUR);
	expect_figure("flow_efficiency", 2 * 30 * MINUTE / (4 * DAY + HOUR));
	expect_figure("waiting_share", 4 * DAY / (4 * DAY + HOUR));
	expect_count(RULE_LOOP, 0);
}

/* a → b → back to a with chance 0.2: v = 1/0.8 = 1.25, a quarter of a visit too
 * many to each. b's time after it: 0.2 × 3 h. */
static void test_loop_of_two(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: nurse, lasts: 2h, next: { to: b, wait: 1d } }\n"
		      "  b: { team: nurse, lasts: 1h, next: [{ to: a, share: 20%, wait: 3h }, { outcome: home }] }\n");
	expect_figure("visits.b", 1.25);
	expect_finding(RULE_LOOP, "b", "a", 0.25, 0.25 * (2 * HOUR + DAY + HOUR + 0.2 * 3 * HOUR));
	expect_count(RULE_LOOP, 1);
}

/* Two waits side by side with means a = 2 h and b = 3 h, both exponential: the
 * longer one takes a + b − ab/(a + b) = 3.8 h on average. */
static void test_block_takes_the_longest(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  start: { team: ed, next: { all: [{ to: one, wait: mean 2h }, { to: other, wait: mean 3h }], "
		      "then: end } }\n"
		      "  one: { team: ed, next: end }\n"
		      "  other: { team: ed, next: end }\n"
		      "  end: { team: ed, outcome: home }\n");
	double error = measured.analysis->figures.lead_time_error;
	assert_true(error > 0 && error < 0.05 * HOUR);
	expect_near("lead time", figure("lead_time"), 3.8 * HOUR, 5 * error);
	expect_figure("waiting_time", 5 * HOUR);
	expect_figure("visits.end", 1);
}

/* The inner block takes 3 h, an hour to its `then`, and 1 h there: 5 h, over
 * the other branch's 2 h; then half an hour until the end. */
static void test_nested_block(void **state)
{
	(void)state;
	measure(
	    TEAMS
	    "steps:\n"
	    "  start: { team: ed, next: { all: [inner, { to: short, wait: 2h }], then: { to: end, wait: 30min } } }\n"
	    "  inner: { team: ed, next: { all: [{ to: a, wait: 3h }, { to: b, share: 50%, wait: 1h }], then: { to: c, "
	    "wait: 1h } } }\n"
	    "  a: { team: ed, next: c }\n"
	    "  b: { team: ed, next: c }\n"
	    "  c: { team: ed, lasts: 1h, next: end }\n"
	    "  short: { team: ed, next: end }\n"
	    "  end: { team: ed, outcome: home }\n");
	expect_figure("lead_time", 5.5 * HOUR);
	expect_figure("lead_time.p90", 5.5 * HOUR);
	expect_figure("visits.b", 0.5);
	expect_figure("visits.c", 1);
	expect_figure("waiting_time", 2 * HOUR + 0.5 * HOUR + 3 * HOUR + 0.5 * HOUR + HOUR);
	expect_figure("steps", 6.5);
}

/* Nobody waits for the ten days of the course, and it hands nothing to `then`:
 * the hand-off from it to the end is none. */
static void test_branch_that_goes_on(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  start: { team: ed, next: { all: [{ to: course, goes_on: yes, wait: 10d, via: phone }, { to: "
		      "talk, wait: 1h }], then: end } }\n"
		      "  course: { team: helper, next: end }\n"
		      "  talk: { team: ed, next: end }\n"
		      "  end: { team: ed, outcome: home }\n");
	expect_figure("lead_time", HOUR);
	expect_figure("waiting_time", 10 * DAY + HOUR);
	expect_figure("visits.course", 1);
	expect_figure("handoffs", 1);
	expect_finding(RULE_HANDOFF_ACROSS, "start", "course", 1, 0);
}

/* Social work is needed by 6 in 10. Then it hands to the nurse; for the other 4
 * the ward does, as no branch brought anything. */
static void test_branch_not_always_needed(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: { all: [{ to: assess, share: 60%, wait: 2h }], then: { to: home, "
		      "via: phone } } }\n"
		      "  assess: { team: social, next: home }\n"
		      "  home: { team: nurse, outcome: home }\n");
	expect_figure("visits.assess", 0.6);
	expect_figure("handoffs", 0.6 + 0.6 + 0.4);
	expect_finding(RULE_HANDOFF_ACROSS, "stay", "assess", 0.6, 0);
	expect_finding(RULE_HANDOFF_ACROSS, "assess", "home", 0.6, 0);
	expect_finding(RULE_HANDOFF_BETWEEN, "stay", "home", 0.4, 0);
	expect_figure("lead_time.p90", 2 * HOUR);
	expect_figure("waiting_time", 1.2 * HOUR);
}

/* Both branches end at the nurse, who takes on from each. One of the branches
 * ends early for half: no drop-out, and no hand-off from there. */
static void test_two_branches_bring_two_last_steps(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: { all: [assess, fit], then: home } }\n"
		      "  assess: { team: social, next: { to: home, share: 50% } }\n"
		      "  fit: { team: helper, next: home }\n"
		      "  home: { team: nurse, outcome: home }\n");
	expect_figure("lost", 0);
	expect_count(RULE_NOT_FOLLOWED_UP, 0);
	expect_figure("handoffs", 1 + 1 + 0.5 + 1);
	expect_finding(RULE_HANDOFF_ACROSS, "assess", "home", 0.5, 0);
	expect_finding(RULE_HANDOFF_ACROSS, "fit", "home", 1, 0);
	assert_null(find(RULE_HANDOFF_BETWEEN, NULL, "stay", "home", NULL));
}

static void test_joint_step_is_no_handoff(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: meet }\n"
		      "  meet: { team: social, with: [ward, ann], asks: story, next: plan }\n"
		      "  plan: { team: social, asks: story, outcome: home }\n");
	expect_figure("handoffs", 0);
	expect_figure("teams_met", 2);
	expect_figure("organisations_met", 2);
	expect_figure("asked_again", 0); /* social work heard it at the meeting */
	expect_count(RULE_HANDOFF_ACROSS, 0);
}

/* The ward stays in charge during the X-ray, and at home the nurse is before
 * she comes. */
static void test_responsible(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: x-ray }\n"
		      "  x-ray: { team: ed, responsible: ward, next: back }\n"
		      "  back: { team: ward, next: { to: waiting, via: phone } }\n"
		      "  waiting: { team: ann, responsible: nurse, next: visit }\n"
		      "  visit: { team: nurse, outcome: home }\n");
	expect_figure("handoffs", 1);
	expect_finding(RULE_HANDOFF_BETWEEN, "back", "waiting", 1, 0);
	expect_figure("teams_met", 3);
	expect_figure("steps", 4);
}

/* From the ward to the nurse over the person's own steps: one hand-off, and
 * nobody passed anything on but Ann herself. */
static void test_handoff_over_the_person(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: { to: rest, wait: 1h } }\n"
		      "  rest: { team: ann, next: { to: ring, wait: 2d } }\n"
		      "  ring: { team: son, next: { to: visit, wait: 3d, via: the person } }\n"
		      "  visit: { team: nurse, outcome: home }\n");
	expect_figure("handoffs_between", 1);
	expect_finding(RULE_HANDOFF_BETWEEN, "stay", "visit", 1, 0);
	expect_finding(RULE_NOTHING_PASSED_ON, "stay", "visit", 1, 0);
	expect_count(RULE_NOT_SAID, 0);
	assert_int_equal(measured.analysis->fault_line_count, 1);
	expect_near("waiting on it", measured.analysis->fault_lines[0].waiting_time, 5 * DAY + HOUR, 1e-6);
	expect_near("nothing passed on", measured.analysis->fault_lines[0].nothing_passed_on, 1, 1e-9);
}

/* The same, but the ward rang the nurse when Ann left: told. */
static void test_told_on_the_way(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: { to: rest, via: phone } }\n"
		      "  rest: { team: ann, next: { to: visit, via: the person } }\n"
		      "  visit: { team: nurse, outcome: home }\n");
	expect_finding(RULE_HANDOFF_BETWEEN, "stay", "visit", 1, 0);
	expect_count(RULE_NOTHING_PASSED_ON, 0);
	expect_count(RULE_NOT_SAID, 0);
}

static void test_not_said(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  first: { team: ed, next: stay }\n"
		      "  stay: { team: ward, next: visit }\n"
		      "  visit: { team: nurse, outcome: home }\n");
	const struct finding *finding = find(RULE_NOT_SAID, NULL, "stay", "visit", NULL);
	assert_non_null(finding);
	assert_true(isnan(finding->per_person));
	expect_count(RULE_NOT_SAID, 1); /* within the hospital nobody asks */
}

/* A letter with nothing in it passes nothing on; the nurse and social work
 * share a record, where no letter is needed. */
static void test_letter_and_shared_record(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: { to: visit, via: letter } }\n"
		      "  visit: { team: nurse, next: { to: assess, via: letter } }\n"
		      "  assess: { team: social, next: { to: help, via: letter, sends: [story] } }\n"
		      "  help: { team: helper, outcome: home }\n");
	expect_finding(RULE_NOTHING_PASSED_ON, "stay", "visit", 1, 0);
	expect_count(RULE_NOTHING_PASSED_ON, 1);
}

static void test_nobody_told(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, next: [{ to: rest, share: 80%, via: nothing }, { to: rest, when: with a "
		      "letter, via: letter }] }\n"
		      "  rest: { team: ann, outcome: home }\n");
	expect_finding(RULE_NOBODY_TOLD, "stay", "rest", 0.8, 0);
	expect_count(RULE_NOBODY_TOLD, 1);
	expect_figure("handoffs", 0);
}

/* The nurse sends to social work, who send 3 in 10 back: v(ask) = 1, so
 * 1 × 1 × 0.3. */
static void test_bounce(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  ask: { team: nurse, next: { to: assess, via: e-referral } }\n"
		      "  assess: { team: social, next: [{ to: cope, share: 30%, turned_away: yes, via: phone }, { "
		      "outcome: helped }] }\n"
		      "  cope: { team: carers, with: [nurse], outcome: home }\n");
	const struct finding *finding = find(RULE_BOUNCE, NULL, "ask", "assess", "cope");
	assert_non_null(finding);
	expect_near("bounce", finding->per_person, 0.3, 1e-9);
	expect_figure("turned_away", 0.3);
	expect_finding(RULE_TURNED_AWAY, "assess", "cope", 0.3, 0);
	expect_figure("handoffs", 1.3);
	/* Social work and home carers are both of the council. */
	expect_figure("handoffs_within", 0.3);
}

/* Both of those who handed over take back: it is one bounce all the same. */
static void test_bounce_to_a_joint_step(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  ask: { team: nurse, with: [helper], next: assess }\n"
		      "  assess: { team: social, next: [{ to: cope, share: 30%, turned_away: yes }, "
		      "{ to: manage, share: 20% }, { outcome: helped }] }\n"
		      "  cope: { team: helper, with: [nurse], outcome: home }\n"
		      "  manage: { team: nurse, outcome: home }\n");
	expect_count(RULE_BOUNCE, 1);
	expect_near("bounce", find(RULE_BOUNCE, NULL, "ask", "assess", "cope")->per_person, 0.3, 1e-9);
}

/* Of Ann's own steps, both branches bring on what came in and 6 in 10 go round
 * again: 1.2 times as much at each round. */
#define ROUND                                                                                                          \
	"  home: { team: ann, next: { all: [a, b], then: back } }\n"                                                   \
	"  a: { team: ann, next: back }\n"                                                                             \
	"  b: { team: ann, next: back }\n"                                                                             \
	"  back: { team: ann, next: [{ to: home, share: 60% }, { to: nurse }] }\n"                                     \
	"  nurse: { team: nurse, outcome: home }\n"

static void test_handoffs_without_a_mean(void **state)
{
	(void)state;
	expect_refused(
	    TEAMS "steps:\n  ed: { team: ed, next: home }\n" ROUND,
	    "no team answers for people at these steps, and each round through them brings more hand-offs than "
	    "the one before, without end: 'home', 'a', 'b', 'back'",
	    "home:");
}

/* Where nobody comes to them nothing is carried. */
static void test_unreachable_loop_without_a_mean(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n  ed: { team: ed, outcome: home }\n" ROUND);
	expect_figure("handoffs", 0);
	expect_count(RULE_NEVER_REACHED, 5);
}

/* One in ten million comes to the block, none of the 10,000 in the sample: how
 * long it takes, and so what it costs, is not known. */
static void test_block_that_nobody_came_to(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  s: { team: ed, next: [{ to: h, share: 0.00001% }, { to: e }] }\n"
		      "  h: { team: ward, cost: £100/day, next: { all: [a], then: e } }\n"
		      "  a: { team: nurse, lasts: 1d }\n"
		      "  e: { team: nurse, outcome: home }\n");
	expect_figure("reached.h", 1e-7);
	expect_unknown("cost");
}

/* A branch that goes on hands nothing to `then`, so nothing comes back there. */
static void test_no_bounce_from_a_branch_that_goes_on(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  start: { team: ann, next: { all: [{ to: ask, goes_on: yes }], then: cope } }\n"
		      "  ask: { team: nurse, next: { to: assess, turned_away: yes, via: phone } }\n"
		      "  assess: { team: social, next: { to: cope, via: phone } }\n"
		      "  cope: { team: nurse, outcome: home }\n");
	expect_figure("handoffs", 1);
	expect_count(RULE_BOUNCE, 0);
}

/* From a branch that is waited for it does: the branch ends at `then`. */
static void test_bounce_at_the_end_of_a_branch(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  start: { team: ann, next: { all: [ask], then: cope } }\n"
		      "  ask: { team: nurse, next: { to: assess, turned_away: yes, via: phone } }\n"
		      "  assess: { team: social, next: { to: cope, share: 40%, via: phone } }\n"
		      "  cope: { team: nurse, outcome: home }\n");
	const struct finding *finding = find(RULE_BOUNCE, NULL, "ask", "assess", "cope");
	assert_non_null(finding);
	expect_near("bounce", finding->per_person, 0.4, 1e-9);
	expect_figure("handoffs", 1.4);
}

/* 1 in 5 falls again, and is asked again: but that is a new story. v = 1/0.8.
 * In an episode only the ward repeats what the ed asked. */
static void test_new_episode_forgets(void **state)
{
	(void)state;
	measure(TEAMS
		"steps:\n"
		"  see: { team: ed, asks: story, next: { to: stay, wait: 1h, via: phone } }\n"
		"  stay: { team: ward, asks: story, outcome: home, next: { to: see, share: 20%, after: mean 90d } }\n");
	expect_figure("visits.see", 1.25);
	expect_figure("reached.see", 1);
	expect_figure("asked", 2.5);
	expect_figure("asked_again", 1.25);
	expect_repeats(RULE_ASKED_AGAIN, "story", 1.25);
	expect_figure("handoffs", 1.25); /* none from ward to ed */
	expect_figure("lead_time", 1.25 * HOUR);
	expect_figure("outcome.home", 1);
	expect_count(RULE_LOOP, 0);
}

/* A loop within one episode does make the ed repeat what the ward asked: on
 * 0.25 visits, and the ward always. */
static void test_loop_remembers(void **state)
{
	(void)state;
	measure(
	    TEAMS
	    "steps:\n"
	    "  see: { team: ed, asks: story, next: { to: stay, via: phone } }\n"
	    "  stay: { team: ward, asks: story, next: [{ to: see, share: 20%, via: phone }, { outcome: home }] }\n");
	expect_figure("asked_again", 1.25 + 0.25);
	const struct finding *finding = find(RULE_ASKED_AGAIN, "story", "", NULL, NULL);
	assert_non_null(finding);
	assert_int_equal(finding->at_count, 2);
	assert_non_null(finding->each);
	expect_near("at the first", finding->each[0] + finding->each[1], 1.5, 1e-9);
}

/* Consent is always routine and goals by this file's word; what is repeated on
 * purpose is no repeat, nor makes a later one. */
static void test_routine_and_again(void **state)
{
	(void)state;
	measure(TEAMS "routine: [goals]\n"
		      "steps:\n"
		      "  one: { team: ed, asks: [consent, goals, story, medicines], again: medicines, next: two }\n"
		      "  two: { team: ward, asks: [Consent, goals, Story, medicines], again: story, next: three }\n"
		      "  three: { team: nurse, asks: medicines, does: [weight, x-ray], next: four }\n"
		      "  four: { team: helper, does: [weight, x-ray], outcome: home }\n");
	expect_figure("asked", 9);
	expect_figure("story_told", 2);
	/* Medicines: the ward's is the first that counts, the nurse repeats it. */
	expect_figure("asked_again", 1);
	expect_repeats(RULE_ASKED_AGAIN, "medicines", 1);
	expect_figure("done_again", 1);
	expect_repeats(RULE_DONE_AGAIN, "x-ray", 1);
	expect_count(RULE_DONE_AGAIN, 1);
	expect_count(RULE_SAME_SERVICE, 1);
}

/* A step after a fork: half went by the ed, who asked. */
static void test_asked_before_by_some(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  start: { team: ann, next: [{ to: see, share: 50% }, { to: stay }] }\n"
		      "  see: { team: ed, asks: story, next: stay }\n"
		      "  stay: { team: ward, asks: story, outcome: home }\n");
	expect_figure("asked_again", 0.5);
	expect_figure("asked", 1.5);
}

/* In a block, branches one after another as listed: the second to ask repeats,
 * where the first was needed (0.5). At the same time: both needed, 0.5 × 0.8. */
static void test_asked_side_by_side(void **state)
{
	(void)state;
	measure(
	    TEAMS
	    "steps:\n"
	    "  start: { team: ann, next: { all: [{ to: one, share: 50% }, { to: other, share: 80% }], then: end } }\n"
	    "  one: { team: nurse, asks: story, next: end }\n"
	    "  other: { team: social, asks: story, next: end }\n"
	    "  end: { team: ann, outcome: home }\n");
	expect_figure("asked_again", 0.5 * 0.8);
	const struct finding *finding = find(RULE_AT_THE_SAME_TIME, "story", "", NULL, NULL);
	assert_non_null(finding);
	expect_near("at the same time", finding->per_person, 0.4, 1e-9);
}

#define FOUR_HANDOFFS                                                                                                  \
	"  a: { team: ward, next: { to: b, wait: 1d, via: phone } }\n"                                                 \
	"  b: { team: nurse, next: { to: c, wait: 1d, via: phone } }\n"                                                \
	"  c: { team: ward, next: { to: d, wait: 1d, via: phone } }\n"                                                 \
	"  d: { team: nurse, next: { to: e, wait: 1d, via: phone } }\n"

/* Five hand-offs between organisations: four of hospital and trust, one of
 * hospital and council (20 %, under a quarter), which has 6 of 10 days. */
static void test_fault_line(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n" FOUR_HANDOFFS
		      "  e: { team: nurse, with: [ward], next: { to: f, wait: 6d, via: nothing } }\n"
		      "  f: { team: social, outcome: home }\n");
	/* d → e shares the nurse; so three of hospital and trust, and e → f: nurse to social. */
	expect_figure("handoffs", 4);
	expect_count(RULE_FAULT_LINE, 0);
}

static void test_fault_line_of_five(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n" FOUR_HANDOFFS "  e: { team: ward, next: { to: f, wait: 6d, via: nothing } }\n"
		      "  f: { team: social, outcome: home }\n");
	expect_figure("handoffs", 5);
	expect_count(RULE_FAULT_LINE, 2);
	assert_int_equal(measured.analysis->fault_line_count, 2);
	for (uint32_t i = 0; i < 2; i++) {
		const struct fault_line *line = &measured.analysis->fault_lines[i];
		bool council = line->handoffs < 2;
		assert_true(line->flagged);
		expect_near("hand-offs", line->handoffs, council ? 1 : 4, 1e-9);
		expect_near("waiting", line->waiting_time, council ? 6 * DAY : 4 * DAY, 1e-6);
		expect_near("nothing passed on", line->nothing_passed_on, council, 1e-9);
		assert_int_equal(line->handoff_findings, council ? 1 : 4);
	}
	/* Hospital and council serve other places; the trust does not say. */
	expect_count(RULE_NOT_COTERMINOUS, 1);
}

/* Asked again at one what the other had asked: the ward after the nurse, and
 * the nurse not after the joint step. */
static void test_asked_again_across(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  visit: { team: nurse, asks: [story, falls], next: { to: stay, via: phone } }\n"
		      "  stay: { team: ward, asks: [story, falls, consent], next: { to: see, via: phone } }\n"
		      "  see: { team: ed, asks: story, outcome: home }\n");
	assert_int_equal(measured.analysis->fault_line_count, 1);
	expect_near("asked again", measured.analysis->fault_lines[0].asked_again, 3, 1e-9);
	expect_figure("asked_again", 3);
}

static void expect_over(const char *to, double chance, double mean, double excess)
{
	const struct finding *finding = find(RULE_OVER_TARGET, NULL, "", to, NULL);
	if (!finding)
		fail_msg("not over target to %s", to);
	expect_near("chance", finding->per_person, chance, 1e-9);
	expect_near("mean", finding->mean, mean, 1e-6);
	expect_near("mean excess", finding->excess, excess, 1e-5);
	expect_near("seconds", finding->seconds_per_person, mean, 1e-6);
}

/* 0 to 10 h: over 4 h 0.6, by 6²/20 h. 0, 2, 4 h: over 3 h 1/8, by 1/24 h.
 * Mean 2 h: over 3 h exp(−1.5), by 2 h of that. Log-normal: over p90 0.1. */
static void test_over_target(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: { to: b, wait: 3d, target: 2d } }\n"
		      "  b: { team: ed, next: { to: c, wait: 0..10h, target: 4h } }\n"
		      "  c: { team: ed, next: { to: d, wait: 0..2h..4h, target: 3h } }\n"
		      "  d: { team: ed, next: { to: e, wait: mean 2h, target: 90% within 3h } }\n"
		      "  e: { team: ed, next: { to: f, wait: median 4h p90 9h, target: 9h } }\n"
		      "  f: { team: ed, next: { to: g, wait: mean 1h, target: mean 18min } }\n"
		      "  g: { team: ed, next: { to: h, wait: 0..100min, target: 95min } }\n"
		      "  h: { team: ed, next: { to: i, wait: mean 2h, target: mean 2h } }\n"
		      "  i: { team: ed, next: { to: j, wait: mean 9d, target: 80% within 15d } }\n"
		      "  j: { team: ed, outcome: home }\n");
	double s = sigma(4, 9);
	/* E[max(0, X − t)] = mean × Φ(σ − z) − t × Φ(−z), z = 1.28155 at p90. */
	double z = 1.2815515655446004;
	double excess = log_normal_mean(4, 9) * 0.5 * erfc((z - s) / M_SQRT2) - 9 * 0.1;
	expect_over("b", 1, 3 * DAY, DAY);
	expect_over("c", 0.6, 5 * HOUR, 1.8 * HOUR);
	expect_over("d", 0.125, 2 * HOUR, HOUR / 24);
	expect_over("e", exp(-1.5), 2 * HOUR, 2 * HOUR * exp(-1.5));
	expect_over("f", 0.1, log_normal_mean(4, 9) * HOUR, excess * HOUR);
	expect_over("g", exp(-0.3), HOUR, HOUR * exp(-0.3));
	expect_count(RULE_OVER_TARGET, 6); /* 5 % is allowed, so is a mean as it should be, and 19 % of 20 */
	expect_count(RULE_LONG_WAIT, 0);   /* what has a target is judged by it */
}

/* A longest wait: longer ones become that. Excess over a target beyond it: none. */
static void test_over_target_with_a_longest(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: { to: b, wait: median 4h p90 9h max 9h, target: 50% within 9h } }\n"
		      "  b: { team: ed, next: { to: c, wait: median 4h p90 9h max 9h, target: 80% within 4h } }\n"
		      "  c: { team: ed, outcome: home }\n");
	/* E[min(X, m)] = mean × Φ(z − σ) + m × (1 − Φ(z)). */
	double s = sigma(4, 9), z = 1.2815515655446004;
	double mean = log_normal_mean(4, 9) * 0.5 * erfc((s - z) / M_SQRT2) + 9 * 0.1;
	/* Over the median: what is over it, less what is cut off above p90. */
	double over = log_normal_mean(4, 9) * 0.5 * erfc(-s / M_SQRT2) - 4 * 0.5;
	double cut = log_normal_mean(4, 9) * 0.5 * erfc((z - s) / M_SQRT2) - 9 * 0.1;
	expect_figure("waiting_time", 2 * mean * HOUR);
	expect_over("c", 0.5, mean * HOUR, (over - cut) * HOUR);
	expect_count(RULE_OVER_TARGET, 1);
}

static void test_long_wait_and_limits(void **state)
{
	(void)state;
	measure(TEAMS "limits: { long_wait: 10d, hospital_wait: 3d, waiting_share: 99% }\n"
		      "steps:\n"
		      "  a: { team: ward, setting: ward, lasts: 1d, next: { to: b, wait: 2d..4d } }\n"
		      "  b: { team: ward, setting: ward, next: { to: c, wait: 71h } }\n"
		      "  c: { team: nurse, setting: clinic, next: { to: d, wait: 10d } }\n"
		      "  d: { team: nurse, setting: other, outcome: home, next: { to: e, share: 50%, wait: 9d } }\n"
		      "  e: { team: nurse, setting: home, outcome: home }\n");
	expect_finding(RULE_LONG_WAIT, "c", "d", 1, 10 * DAY);
	expect_count(RULE_LONG_WAIT, 1);
	expect_finding(RULE_WAITING_IN_HOSPITAL, "a", "b", 1, 3 * DAY); /* just the limit */
	expect_count(RULE_WAITING_IN_HOSPITAL, 1);
	expect_count(RULE_MOSTLY_WAITING, 0);
	expect_figure("waiting_in_hospital", 3 * DAY + 71 * HOUR);
	expect_figure("hospital_time", 4 * DAY + 71 * HOUR);
	/* After a clinic people are at home. */
	expect_figure("home_time", 10 * DAY);
}

/* The ward waits for the longer of 2 and 5 days. Were the five nil it would go
 * on three days earlier; were the two nil, no earlier. */
static void test_waiting_in_hospital_side_by_side(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, setting: ward, next: { all: [{ to: one, wait: 2d }, { to: other, wait: 5d "
		      "}], then: { to: home, wait: 1d } } }\n"
		      "  one: { team: nurse, setting: home, next: home }\n"
		      "  other: { team: social, setting: home, next: home }\n"
		      "  home: { team: nurse, setting: home, outcome: home }\n");
	expect_figure("hospital_time", 6 * DAY);
	expect_figure("waiting_in_hospital", 6 * DAY);
	expect_figure("home_time", 0);
	expect_figure("waiting_time", 8 * DAY);
	expect_finding(RULE_WAITING_IN_HOSPITAL, "stay", "other", 1, 3 * DAY);
	expect_finding(RULE_WAITING_IN_HOSPITAL, "stay", "home", 1, DAY);
}

/* Round an inner block five times on average, with a wait of three days each. */
static void test_loop_round_an_inner_block(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  start: { team: ward, setting: ward, next: { all: [a], then: end } }\n"
		      "  a: { team: ward, next: { to: b, share: 80% } }\n"
		      "  b: { team: ward, next: { all: [c], then: a } }\n"
		      "  c: { team: ward, next: { all: [d], then: { to: e, wait: 3d } } }\n"
		      "  d: { team: ward }\n"
		      "  e: { team: ward }\n"
		      "  end: { team: ward, outcome: home }\n");
	expect_figure("visits.a", 5);
	expect_figure("waiting_time", 4 * 3 * DAY);
	expect_near("lead time", figure("lead_time"), 12 * DAY, 5 * measured.analysis->figures.lead_time_error);
	const struct finding *finding = find(RULE_WAITING_IN_HOSPITAL, NULL, "", "e", NULL);
	assert_non_null(finding);
	expect_near("saved", finding->seconds_per_person, figure("lead_time"), 1e-3);
}

/* A stay and the wait after it, both with a mean of a day, are drawn apart: half
 * of all stay below 1.678 days (1 + x = exp(x) / 2). */
static void test_draws_are_independent(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, lasts: mean 1d, next: { outcome: home, wait: mean 1d } }\n");
	expect_near("lead time, median", figure("lead_time.p50"), 1.67835 * DAY, 0.08 * DAY);
	expect_figure("lead_time", 2 * DAY);
}

/* What `check` leaves out changes nothing that it says. */
static void expect_same_findings(const char *text, bool sampled)
{
	measure(text);
	struct analysis_options options = {.seed = 1, .threads = 1, .findings_only = true};
	struct analysis *other = analysis_new(measured.document->pathway, &options, NULL);
	assert_non_null(other);
	assert_int_equal(other->sampled_people, sampled ? 10000 : 0);
	assert_int_equal(other->finding_count, measured.analysis->finding_count);
	for (uint32_t i = 0; i < other->finding_count; i++) {
		const struct finding *one = &other->findings[i], *right = &measured.analysis->findings[i];
		assert_int_equal(one->rule, right->rule);
		assert_int_equal(one->place.start, right->place.start);
		if (!isnan(right->per_person) || !isnan(one->per_person))
			expect_near("per person", one->per_person, right->per_person, 0);
		expect_near("seconds", one->seconds_per_person, right->seconds_per_person, 0);
	}
	analysis_free(other);
	clean_up(NULL);
}

#define WAITS_IN_A_BRANCH(setting)                                                                                     \
	"steps:\n"                                                                                                     \
	"  stay: { team: ward, setting: " setting ", next: { all: [{ to: one, wait: mean 2d }, { to: other, wait: "    \
	"mean 5d }], then: home } }\n"                                                                                 \
	"  one: { team: nurse, next: home }\n"                                                                         \
	"  other: { team: social, next: home }\n"                                                                      \
	"  home: { team: nurse, setting: home, outcome: home }\n"

static void test_findings_only(void **state)
{
	(void)state;
	expect_same_findings(fall, false);
	expect_same_findings(TEAMS WAITS_IN_A_BRANCH("home"), false);
	expect_same_findings(TEAMS WAITS_IN_A_BRANCH("ward"), true);
	expect_same_findings(
	    TEAMS "goals: [{ name: Soon, measure: lead_time.p90, target: at most 1d }]\n" WAITS_IN_A_BRANCH("home"),
	    true);
	expect_same_findings(
	    TEAMS "clocks: { c: { name: C, from: stay, to: home, target: 1d } }\n" WAITS_IN_A_BRANCH("home"), true);
	expect_same_findings(TEAMS "steps:\n"
				   "  a: { team: ward, next: { all: [{ to: b, wait: mean 2h }], then: c } }\n"
				   "  b: { team: nurse }\n"
				   "  c: { team: ward, next: [{ to: a, share: 50% }, { to: d, share: 50% }] }\n"
				   "  d: { team: ward, outcome: home }\n",
			     true);
}

/* So large that parts of the work are done at the same time: a line of people's
 * own steps and teams' in turn, with loops, blocks and new episodes. */
static const char *long_pathway(void)
{
	enum { STEPS = 4200, LINE = 200 };
	static const char *const teams[] = {"ed", "ann", "ward, asks: [story]", "social, asks: [story], does: [x-ray]"};
	static char text[STEPS * LINE];
	char *end = stpcpy(text, TEAMS "steps:\n");
	for (int s = 0; s < STEPS; s++) {
		end += sprintf(end, "  s%d: { team: %s, next: ", s, teams[s % 4]);
		if (s + 10 > STEPS)
			end += sprintf(end, s + 1 < STEPS ? "s%d }\n" : "{ outcome: home } }\n", s + 1);
		else if (s % 50 == 0)
			end +=
			    sprintf(end, "{ all: [{ to: s%d, wait: 2d }, s%d], then: s%d } }\n", s + 1, s + 2, s + 3);
		else if (s % 50 < 3)
			end += sprintf(end, "s%d }\n", s - s % 50 + 3);
		else
			end += sprintf(end, "[{ to: s%d, wait: 3d }, { to: s%d, share: 10%%, %s }] }\n", s + 1,
				       s - s % 50 + 3, s % 3 ? "turned_away: yes" : "after: 60d");
	}
	return text;
}

static bool same_finding(const struct finding *one, const struct finding *other)
{
	const double here[] = {one->per_person, one->seconds_per_person, one->mean, one->excess, one->share};
	const double there[] = {other->per_person, other->seconds_per_person, other->mean, other->excess, other->share};
	return one->rule == other->rule && one->once == other->once && one->place.start == other->place.start &&
	       one->at_count == other->at_count && memcmp(here, there, sizeof here) == 0 &&
	       memcmp(one->at, other->at, one->at_count * sizeof *one->at) == 0;
}

static void test_at_the_same_time_or_in_turn(void **state)
{
	(void)state;
	struct analysis_options options = {.seed = 1, .threads = 3, .exact_only = true};
	load(long_pathway());
	struct analysis *one = analysis_new(measured.document->pathway, &options, NULL);
	options.threads = 1;
	struct analysis *other = measured.analysis = analysis_new(measured.document->pathway, &options, NULL);
	assert_non_null(one);
	assert_non_null(other);
	assert_memory_equal(one->figures.simple, other->figures.simple, sizeof one->figures.simple);
	assert_true(one->finding_count > 4000);
	assert_int_equal(one->finding_count, other->finding_count);
	for (uint32_t f = 0; f < one->finding_count; f++)
		assert_true(same_finding(&one->findings[f], &other->findings[f]));
	uint32_t entries = one->of_step_first[one->pathway->step_count];
	assert_int_equal(entries, other->of_step_first[one->pathway->step_count]);
	assert_memory_equal(one->of_step, other->of_step, entries * sizeof *one->of_step);
	analysis_free(one);
}

/* From the start of the first step to that of the last: 1 h there, 2 h or 4 h
 * waiting; 3 in 10 never get there. */
static void test_clock(void **state)
{
	(void)state;
	measure(
	    TEAMS
	    "clocks:\n"
	    "  theatre: { name: To theatre, from: see, to: [operate, fix], target: 90% within 4h }\n"
	    "  never: { name: Never, from: fix, to: see }\n"
	    "steps:\n"
	    "  see:\n"
	    "    team: ed\n"
	    "    lasts: 1h\n"
	    "    next: [{ to: operate, share: 35%, wait: 2h }, { to: fix, share: 35%, wait: 4h }, { outcome: home }]\n"
	    "  operate: { team: ward, outcome: home }\n"
	    "  fix: { team: ward, outcome: home }\n");
	const struct clock_figures *clock = &measured.analysis->figures.clocks[0];
	expect_near("completed", clock->completed, 0.7, 5 * sqrt(0.21 / 10000));
	expect_near("within", clock->within, 0.35, 5 * sqrt(0.2275 / 10000));
	expect_near("over", clock->over, 0.5, 5 * sqrt(0.25 / 7000));
	expect_near("mean", clock->mean, 4 * HOUR, 5 * HOUR / sqrt(7000));
	expect_near("p90", clock->p90, 5 * HOUR, 1e-6);
	expect_near("mean excess", clock->mean_excess, clock->over * HOUR, 1e-6);
	expect_near("completed", measured.analysis->figures.clocks[1].completed, 0, 0);
	expect_unknown("clock.never");
	expect_unknown("clock.never.within");
	expect_count(RULE_OVER_TARGET, 1);
	const struct finding *finding = find(RULE_OVER_TARGET, NULL, "see", NULL, NULL);
	expect_near("times", finding_times(measured.analysis, finding), 0.35, 5 * sqrt(0.2275 / 10000));
}

/* A new episode stops the clock: who comes back is not who was waiting. */
static void test_clock_stops_with_the_episode(void **state)
{
	(void)state;
	measure(TEAMS "clocks: { c: { name: C, from: end, to: see } }\n"
		      "steps:\n"
		      "  see: { team: ed, next: end }\n"
		      "  end: { team: ed, outcome: home, next: { to: see, share: 50%, after: 90d } }\n");
	expect_near("completed", measured.analysis->figures.clocks[0].completed, 0, 0);
}

/* £100 a passage, £240 a day for the hour it lasts and the two hours after it,
 * £60 an hour for the quarter of an hour of work: 100 + 30 + 15. */
static void test_costs(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a:\n"
		      "    team: ward\n"
		      "    takes: 15min\n"
		      "    lasts: 1h\n"
		      "    cost: [£100, £240/day, £60/hour]\n"
		      "    paid_by: { Hospital: 25%, Council: 75% }\n"
		      "    next: { to: b, planned: 30min, wait: 90min }\n"
		      "  b: { team: nurse, cost: \"£1,000\", outcome: home }\n");
	expect_figure("cost", 145 + 1000);
	expect_figure("cost.Hospital", 0.25 * 145);
	expect_figure("cost.Council", 0.75 * 145);
	expect_figure("cost.Trust", 1000);
}

/* Of a stay of two days the council pays £71 once, the hospital £304 a day; a
 * list behind a payer is all paid by it. */
static void test_costs_of_each_payer(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a:\n"
		      "    team: ward\n"
		      "    lasts: 2d\n"
		      "    cost: { Council: £71, Hospital: [£304/day, £9] }\n"
		      "    next: b\n"
		      "  b: { team: nurse, cost: £10, outcome: home }\n");
	expect_figure("cost", 71 + 2 * 304 + 9 + 10);
	expect_figure("cost.Council", 71);
	expect_figure("cost.Hospital", 2 * 304 + 9);
	expect_figure("cost.Trust", 10);
}

/* A day costs £24. The step that holds the block pays until `then`: 1 h, the
 * longer branch of 5 h, 1 h. A branch pays until its own end: 2 h and 1 h for
 * the first, though the block goes on. */
static void test_costs_a_day_in_a_block(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  stay: { team: ward, lasts: 1h, cost: £24/day, next: { all: [one, { to: other, wait: 5h }], "
		      "then: { to: home, wait: 1h } } }\n"
		      "  one: { team: nurse, lasts: 2h, cost: £24/day, next: { to: home, wait: 1h } }\n"
		      "  other: { team: social, next: home }\n"
		      "  home: { team: carers, outcome: home }\n");
	expect_figure("cost.Hospital", 7);
	expect_figure("cost.Trust", 3);
	expect_figure("lead_time", 7 * HOUR);
}

static void test_goals(void **state)
{
	(void)state;
	measure(TEAMS "goals:\n"
		      "  - { name: Sooner, measure: lead_time, target: at most 2d }\n"
		      "  - { name: Sooner still, measure: lead_time, target: under 2d }\n"
		      "  - { name: Once, measure: story_told, target: at least 1 }\n"
		      "  - { name: Felt, measure: feeling, target: over 1 }\n"
		      "steps:\n"
		      "  a: { team: ed, asks: story, next: { to: b, wait: 2d } }\n"
		      "  b: { team: ed, outcome: home }\n");
	const bool met[] = {true, false, true, false};
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(measured.analysis->goal_met[i], met[i]);
	expect_near("value", measured.analysis->goal_values[0], 2 * DAY, 1e-6);
	assert_true(isnan(measured.analysis->goal_values[3]));
	expect_count(RULE_GOAL_MET, 2);
}

static void apply_scenario(void *subject)
{
	struct pathway **under = subject;
	*under = pathway_under(measured.document->arena, measured.document->pathway, 0);
}

/* Winter: waits double, two thirds of those who went home now stay, and the
 * stay takes half as long again. */
static void test_scenario(void **state)
{
	(void)state;
	load(TEAMS "people: 100/year\n"
		   "scenarios:\n"
		   "  winter:\n"
		   "    name: Winter\n"
		   "    arrivals: x1.4\n"
		   "    waits: { see: { stay: x2, rest: 5h } }\n"
		   "    shares: { see: { stay: 80% } }\n"
		   "    lasts: { stay: x1.5 }\n"
		   "steps:\n"
		   "  see: { team: ed, next: [{ to: stay, share: 40%, wait: mean 3h, target: 4h }, { to: rest, share: "
		   "60%, wait: 1h }] }\n"
		   "  stay: { team: ward, lasts: 2d, next: rest }\n"
		   "  rest: { team: ann, outcome: home }\n");
	struct pathway *winter = NULL;
	assert_true(arena_try(measured.document->arena, apply_scenario, &winter));
	measure_pathway(winter);
	expect_figure("visits.stay", 0.8);
	expect_figure("waiting_time", 0.8 * 6 * HOUR + 0.2 * 5 * HOUR);
	expect_figure("lead_time", 0.8 * 6 * HOUR + 0.2 * 5 * HOUR + 0.8 * 3 * DAY);
	assert_true(close_to(winter->people_per_year, 140, 1e-9));
	const struct finding *finding = find(RULE_OVER_TARGET, NULL, "see", "stay", NULL);
	assert_non_null(finding);
	expect_near("over 4 h", finding->per_person, exp(-4.0 / 6), 1e-9);
	expect_near("times", finding_times(measured.analysis, finding), 0.8 * exp(-4.0 / 6), 1e-9);
	expect_near("excess", finding->excess, 6 * HOUR * exp(-4.0 / 6), 1e-5);
}

static void test_accepted(void **state)
{
	(void)state;
	measure(TEAMS "accept:\n"
		      "  - { finding: asked-again, thing: story, why: It helps to hear it twice }\n"
		      "  - { finding: handoff-between, at: [b, c], why: None there }\n"
		      "steps:\n"
		      "  a: { team: ed, asks: [story, falls], next: b }\n"
		      "  b: { team: ward, asks: [story, falls], next: c }\n"
		      "  c: { team: ward, outcome: home }\n");
	const struct finding *story = find(RULE_ASKED_AGAIN, "story", "", NULL, NULL);
	const struct finding *falls = find(RULE_ASKED_AGAIN, "falls", "", NULL, NULL);
	assert_non_null(story);
	assert_non_null(falls);
	assert_true(story->accepted);
	assert_false(falls->accepted);
	expect_figure("asked_again", 2);
	assert_int_equal(measured.document->diagnostics.warnings, 1);
}

static enum rule first_handoff(const char *steps)
{
	measure(steps);
	for (uint32_t i = 0; i < measured.analysis->short_count; i++)
		if (measured.analysis->short_list[i].kind == KIND_HANDOFF)
			return measured.analysis->findings[measured.analysis->short_list[i].findings[0]].rule;
	return RULE_COUNT;
}

/* That nothing is passed on comes before a hand-off across, but not of 4 people in
 * 100; and it does when there is nothing else. */
static void test_a_rarity_is_no_headline(void **state)
{
#define SHARE_UNTOLD(share, rest)                                                                                      \
	TEAMS "steps:\n"                                                                                               \
	      "  a: { team: ed, next: [{ to: b, share: " share ", via: nothing }, { to: c, via: phone }] }\n"          \
	      "  b: { team: nurse, outcome: home }\n"                                                                  \
	      "  c: { team: " rest ", outcome: home }\n"
	(void)state;
	assert_int_equal(first_handoff(SHARE_UNTOLD("6%", "social")), RULE_NOTHING_PASSED_ON);
	clean_up(NULL);
	assert_int_equal(first_handoff(SHARE_UNTOLD("4%", "social")), RULE_HANDOFF_ACROSS);
	clean_up(NULL);
	assert_int_equal(first_handoff(SHARE_UNTOLD("4%", "ed")), RULE_NOTHING_PASSED_ON);
#undef SHARE_UNTOLD
}

/* The longest wait is accepted: the short list says the next one. */
static void test_accepted_worst_delay(void **state)
{
	(void)state;
	measure(TEAMS "accept:\n"
		      "  - { finding: long-wait, at: [a, b], why: It is meant to be }\n"
		      "steps:\n"
		      "  a: { team: ed, next: { to: b, wait: 20d } }\n"
		      "  b: { team: ward, next: { to: c, wait: 10d } }\n"
		      "  c: { team: nurse, outcome: home }\n");
	assert_true(expect_finding(RULE_LONG_WAIT, "a", "b", 1, 20 * DAY)->accepted);
	assert_int_equal(measured.analysis->short_list[0].kind, KIND_DELAY);
	assert_int_equal(measured.analysis->short_list[0].count, 1);
	assert_ptr_equal(&measured.analysis->findings[measured.analysis->short_list[0].findings[0]],
			 find(RULE_LONG_WAIT, NULL, "b", "c", NULL));
	assert_int_equal(measured.document->diagnostics.warnings, 0);
}

/* What is added up over b, c and d is accepted where each has been named, by one
 * entry or another; the same entry twice is used twice. */
static void test_accepted_step_by_step(void **state)
{
	(void)state;
	measure(TEAMS "accept:\n"
		      "  - { finding: asked-again, thing: story, at: b, why: x }\n"
		      "  - { finding: asked-again, at: [c, b], why: x }\n"
		      "  - { finding: asked-again, at: [c, b], why: x }\n"
		      "  - { finding: asked-again, thing: falls, at: [b, a], why: x }\n"
		      "steps:\n"
		      "  a: { team: ed, asks: [story, falls], next: b }\n"
		      "  b: { team: ward, asks: [story, falls], next: c }\n"
		      "  c: { team: nurse, asks: [story, falls], next: d }\n"
		      "  d: { team: social, asks: falls, outcome: home }\n");
	assert_true(find(RULE_ASKED_AGAIN, "story", "", NULL, NULL)->accepted);
	assert_false(find(RULE_ASKED_AGAIN, "falls", "", NULL, NULL)->accepted);
	assert_int_equal(measured.document->diagnostics.warnings, 1);
}

static void test_several_starts(void **state)
{
	(void)state;
	measure(TEAMS "start: { a: 25%, b: 75% }\n"
		      "steps:\n"
		      "  a: { team: ed, next: { to: b, wait: 4h, via: phone } }\n"
		      "  b: { team: nurse, outcome: home }\n");
	expect_figure("visits.a", 0.25);
	expect_figure("visits.b", 1);
	expect_figure("handoffs_between", 0.25);
	expect_figure("lead_time", HOUR);
	expect_figure("lead_time.p50", 0);
	expect_figure("lead_time.p90", 4 * HOUR);
}

/* 1 in 10 drop out at a; of the rest half end at a step that leads nowhere;
 * nobody comes to the last. */
static void test_lost(void **state)
{
	(void)state;
	measure(
	    TEAMS
	    "steps:\n"
	    "  a: { team: ed, next: [{ to: b, share: 45% }, { outcome: died, share: 5% }, { to: c, share: 40% }] }\n"
	    "  b: { team: ward }\n"
	    "  c: { team: nurse, outcome: died }\n"
	    "  d: { team: nurse, next: c }\n");
	expect_figure("lost", 0.1 + 0.45);
	expect_figure("outcome.died", 0.05 + 0.4);
	expect_finding(RULE_NOT_FOLLOWED_UP, "a", NULL, 0.1, 0);
	expect_finding(RULE_NO_NEXT_STEP, "b", NULL, 0.45, 0);
	expect_count(RULE_NO_NEXT_STEP, 1);
	assert_non_null(find(RULE_NEVER_REACHED, NULL, "d", NULL, NULL));
	expect_count(RULE_NEVER_REACHED, 1);
}

/* An outcome with `next`: who takes no arrow ends with it. */
static void test_outcome_takes_the_rest(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, outcome: home, next: { to: b, share: 30% } }\n"
		      "  b: { team: ward, outcome: died }\n");
	expect_figure("outcome.home", 0.7);
	expect_figure("outcome.died", 0.3);
	expect_figure("lost", 0);
	expect_count(RULE_NOT_FOLLOWED_UP, 0);
}

/* Shares published rounded: 51 of 101. */
static void test_rounded(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, rounded: yes, next: [{ to: b, share: 51% }, { to: c, share: 50% }] }\n"
		      "  b: { team: ward, outcome: home }\n"
		      "  c: { team: ward, outcome: home }\n");
	expect_figure("visits.b", 51.0 / 101);
	expect_figure("lost", 0);
}

/* Felt: −2 always, +1 on half of the arrows, 2 at the end for all: (−2 + 0.5 + 2) ÷ 2.5. */
static void test_feeling_and_estimated(void **state)
{
	(void)state;
	measure(TEAMS "sources: { audit: Audit }\n"
		      "steps:\n"
		      "  a: { team: ed, feeling: -2, lasts: 1h, source: audit, next: [{ to: b, share: 50%, wait: 2h, "
		      "feeling: 1 }, { to: c, wait: 2h, basis: told }] }\n"
		      "  b: { team: ed, lasts: 2h, next: { to: c, wait: 0 } }\n"
		      "  c: { team: ann, feeling: 2, outcome: home }\n");
	expect_figure("feeling", 0.5 / 2.5);
	/* 1 h measured, 1 h told; estimated: 1 h of waiting, 1 h at b. */
	expect_figure("estimated", 0.5);
}

static void test_nothing_below_the_line(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: b }\n"
		      "  b: { team: ed, outcome: home }\n");
	expect_unknown("waiting_share");
	expect_unknown("flow_efficiency");
	expect_unknown("estimated");
	expect_unknown("feeling");
	expect_figure("lead_time", 0);
	expect_count(RULE_MOSTLY_WAITING, 0);
}

/* Teams of two organisations do it, one after the other; a joint visit is
 * sharing already. */
static void test_same_service(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: nurse, does: [mobility check, care plan], next: { to: b, via: phone } }\n"
		      "  b: { team: social, does: [mobility check], next: c }\n"
		      "  c: { team: social, with: [nurse], does: care plan, outcome: home }\n");
	assert_non_null(find(RULE_SAME_SERVICE, "mobility check", "", NULL, NULL));
	assert_true(isnan(find(RULE_SAME_SERVICE, "mobility check", "", NULL, NULL)->per_person));
	expect_figure("done_again", 1);
}

/* Two teams of one organisation, and Ann herself. */
static void test_no_same_service(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, does: [blood test], next: b }\n"
		      "  b: { team: ward, does: [blood test], next: c }\n"
		      "  c: { team: ann, does: [blood test], outcome: home }\n");
	expect_count(RULE_SAME_SERVICE, 0);
}

/* Value is what the person would miss. */
static void test_value(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  form: { team: ed, takes: 3h, adds_value: no, next: see }\n"
		      "  see: { team: ed, takes: 1h, next: rest }\n"
		      "  rest: { team: ann, takes: 4h, outcome: home }\n");
	expect_figure("touch_time", 4 * HOUR);
	expect_figure("value_time", HOUR);
	expect_figure("lead_time", 8 * HOUR);
	expect_figure("flow_efficiency", 1.0 / 8);
}

/* The nearest holders decide: the two of the hospital, though the nurse is
 * named first. */
static void test_level_by_the_nearest(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  meet: { team: nurse, with: [ed], next: { to: stay, via: phone } }\n"
		      "  stay: { team: social, with: [ward], outcome: home }\n");
	const struct finding *finding = expect_finding(RULE_HANDOFF_WITHIN, "meet", "stay", 1, 0);
	assert_string_equal(measured.analysis->pathway->teams[finding->teams[0]].id, "ed");
	assert_string_equal(measured.analysis->pathway->teams[finding->teams[1]].id, "ward");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_fall_counts),
	    TEST(test_fall_times),
	    TEST(test_fall_findings),
	    TEST(test_fall_journey),
	    TEST(test_walk_so_far),
	    TEST(test_self_loop),
	    TEST(test_planned_return_is_no_loop),
	    TEST(test_loop_of_two),
	    TEST(test_block_takes_the_longest),
	    TEST(test_nested_block),
	    TEST(test_branch_that_goes_on),
	    TEST(test_branch_not_always_needed),
	    TEST(test_two_branches_bring_two_last_steps),
	    TEST(test_joint_step_is_no_handoff),
	    TEST(test_responsible),
	    TEST(test_handoff_over_the_person),
	    TEST(test_told_on_the_way),
	    TEST(test_not_said),
	    TEST(test_letter_and_shared_record),
	    TEST(test_nobody_told),
	    TEST(test_bounce),
	    TEST(test_bounce_to_a_joint_step),
	    TEST(test_handoffs_without_a_mean),
	    TEST(test_unreachable_loop_without_a_mean),
	    TEST(test_block_that_nobody_came_to),
	    TEST(test_no_bounce_from_a_branch_that_goes_on),
	    TEST(test_bounce_at_the_end_of_a_branch),
	    TEST(test_new_episode_forgets),
	    TEST(test_loop_remembers),
	    TEST(test_routine_and_again),
	    TEST(test_asked_before_by_some),
	    TEST(test_asked_side_by_side),
	    TEST(test_fault_line),
	    TEST(test_fault_line_of_five),
	    TEST(test_asked_again_across),
	    TEST(test_over_target),
	    TEST(test_over_target_with_a_longest),
	    TEST(test_long_wait_and_limits),
	    TEST(test_waiting_in_hospital_side_by_side),
	    TEST(test_loop_round_an_inner_block),
	    TEST(test_draws_are_independent),
	    TEST(test_findings_only),
	    TEST(test_at_the_same_time_or_in_turn),
	    TEST(test_clock),
	    TEST(test_clock_stops_with_the_episode),
	    TEST(test_costs),
	    TEST(test_costs_of_each_payer),
	    TEST(test_costs_a_day_in_a_block),
	    TEST(test_goals),
	    TEST(test_scenario),
	    TEST(test_a_rarity_is_no_headline),
	    TEST(test_accepted),
	    TEST(test_accepted_worst_delay),
	    TEST(test_accepted_step_by_step),
	    TEST(test_several_starts),
	    TEST(test_lost),
	    TEST(test_outcome_takes_the_rest),
	    TEST(test_rounded),
	    TEST(test_feeling_and_estimated),
	    TEST(test_nothing_below_the_line),
	    TEST(test_same_service),
	    TEST(test_no_same_service),
	    TEST(test_value),
	    TEST(test_level_by_the_nearest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
