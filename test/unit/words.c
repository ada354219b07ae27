/* What is said: shares of people and averages apart, targets as they were
 * agreed, and days that go back where branches side by side are walked. */
#include "measured.h"

#include "carepath/plain.h"
#include "export/walk_words.h"

#include <stdlib.h>

struct said {
	struct arena *arena;
	const struct finding *finding;
	uint32_t journey, stop;
	const char *says;
};

static void expect_words(const char *says, const char *words)
{
	if (!strstr(says, words))
		fail_msg("not said: “%s”; it is: %s", words, says);
}

static void say_it(void *subject)
{
	struct said *said = subject;
	said->says = finding_says(said->arena, measured.analysis, said->finding);
}

static void expect_said(const struct finding *finding, const char *words)
{
	struct said said = {arena_new(), finding, 0, 0, NULL};
	assert_non_null(finding);
	assert_true(arena_try(said.arena, say_it, &said));
	expect_words(said.says, words);
	arena_free(said.arena);
}

/* Nobody comes to the ward twice: 7 in 10 people. */
static void test_share_of_people(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, asks: story, next: [{ to: b, share: 70% }, { to: c }] }\n"
		      "  b: { team: nurse, asks: story, next: { to: c } }\n"
		      "  c: { team: social, outcome: home }\n");
	assert_true(find(RULE_HANDOFF_BETWEEN, NULL, "a", "b", NULL)->once);
	expect_said(find(RULE_HANDOFF_BETWEEN, NULL, "a", "b", NULL), "7 in 10 people are handed from Emergency");
	expect_said(find(RULE_ASKED_AGAIN, "story", "b", NULL, NULL), "asked again for 7 in 10 people, by");
}

/* A fifth of those at b go back: v(b) = 1 ÷ 0.8 = 1.25, back 0.25 times a person,
 * and some of them twice; to c everyone goes once. */
static void test_average_where_it_can_happen_twice(void **state)
{
	(void)state;
	measure(TEAMS
		"steps:\n"
		"  a: { team: ed, next: { to: b } }\n"
		"  b: { team: nurse, next: [{ to: a, share: 20%, turned_away: yes, obstacle: No bed }, { to: c }] }\n"
		"  c: { team: social, outcome: home }\n");
	expect_near("back", find(RULE_TURNED_AWAY, NULL, "b", "a", NULL)->per_person, 0.25, 1e-9);
	assert_false(find(RULE_TURNED_AWAY, NULL, "b", "a", NULL)->once);
	expect_said(find(RULE_TURNED_AWAY, NULL, "b", "a", NULL),
		    "25 times for every 100 people someone is not taken on by Community nurse and goes on to");
	expect_said(find(RULE_OBSTACLE, NULL, "b", "a", NULL),
		    "No bed (someone comes this way 25 times for every 100 people)");
	expect_said(find(RULE_LOOP, NULL, "b", "a", NULL), "25 times for every 100 people someone comes back to “A”");
	expect_said(find(RULE_HANDOFF_BETWEEN, NULL, "a", "b", NULL),
		    "On average 1.2 times a person someone is handed from Emergency department");
	expect_said(find(RULE_HANDOFF_ACROSS, NULL, "b", "c", NULL), "Everyone is handed from Community nurse");
}

/* A thing asked again at two steps: some are asked at both. */
static void test_several_steps_are_no_share(void **state)
{
	(void)state;
	measure(
	    TEAMS
	    "steps:\n"
	    "  a: { team: ed, asks: story, next: [{ to: b, share: 30% }, { to: c, share: 40% }, { outcome: home }] }\n"
	    "  b: { team: nurse, asks: story, next: { to: c } }\n"
	    "  c: { team: social, asks: story, outcome: home }\n");
	/* At b 0.3, at c 0.4 + 0.3. */
	expect_said(find(RULE_ASKED_AGAIN, "story", "b", "c", NULL), "asked again once a person, by Community nurse");
	assert_false(find(RULE_ASKED_AGAIN, "story", "b", "c", NULL)->once);
}

/* Both of Ann's own branches bring on what the ward handed over: two hand-offs
 * to the one nurse. */
static void test_doubled_handoff_is_no_share(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  ward: { team: ward, next: [{ to: home, share: 40% }, { outcome: other }] }\n"
		      "  home: { team: ann, next: { all: [a, b], then: nurse } }\n"
		      "  a: { team: ann, next: nurse }\n"
		      "  b: { team: son, next: nurse }\n"
		      "  nurse: { team: nurse, outcome: home }\n");
	expect_near("doubled", find(RULE_HANDOFF_BETWEEN, NULL, "ward", "nurse", NULL)->per_person, 0.8, 1e-9);
	expect_said(find(RULE_HANDOFF_BETWEEN, NULL, "ward", "nurse", NULL), "80 times for every 100 people someone");
}

/* Those who leave do so once, even out of a loop. */
static void test_who_leaves_is_a_share(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: [{ to: a, share: 20% }, { share: 70%, outcome: home }] }\n");
	expect_near("lost", find(RULE_NOT_FOLLOWED_UP, NULL, "a", NULL, NULL)->per_person, 0.125, 1e-9);
	expect_said(find(RULE_NOT_FOLLOWED_UP, NULL, "a", NULL, NULL), "for 1 in 10 people");
}

static void test_targets_as_they_were_agreed(void **state)
{
	(void)state;
	char room[PLAIN_ROOM];
	assert_string_equal(plain_exactly(0.9, room), "9 in 10 people");
	assert_string_equal(plain_exactly(0.85, room), "85 in 100 people");
	assert_string_equal(plain_exactly(0.995, room), "99.5 in 100 people");
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: { to: b, wait: 1h, target: 85% within 30m } }\n"
		      "  b: { team: nurse, outcome: home }\n");
	expect_said(find(RULE_OVER_TARGET, NULL, "a", "b", NULL),
		    "it should be 30 minutes for 85 in 100 people. All of them wait longer.");
}

/* Also where a digit stands just at, below or above a five. */
static void test_numbers_are_rounded_as_printf_does(void **state)
{
	(void)state;
	char room[PLAIN_ROOM], expected[32];
	for (unsigned i = 1; i < 1900; i++) {
		double exact = i / 20.0 + 1, numbers[] = {nextafter(exact, 0), exact, nextafter(exact, 100)};
		for (int k = 0; k < 3; k++) {
			snprintf(expected, sizeof expected, "%.1f", numbers[k]);
			size_t end = strlen(expected);
			if (strcmp(expected + end - 2, ".0") == 0)
				expected[end - 2] = '\0';
			assert_string_equal(plain_number(numbers[k], room), expected);
		}
	}
}

static void test_for_every_so_many(void **state)
{
	(void)state;
	char room[PLAIN_ROOM];
	assert_string_equal(plain_for_every(1.106, room), "111 times for every 100 people");
	assert_string_equal(plain_for_every(0.042, room), "4.2 times for every 100 people");
	assert_string_equal(plain_for_every(0.01, room), "once for every 100 people");
	assert_string_equal(plain_for_every(0.002, room), "twice for every 1,000 people");
	assert_string_equal(plain_for_every(3e-9, room), "0.003 times for every 1,000,000 people");
}

static void test_quarters(void **state)
{
	(void)state;
	static const struct {
		double share;
		const char *says;
	} people[] = {
	    {0.234, "2 in 10 people"}, {0.235, "1 in 4 people"},  {0.25, "1 in 4 people"},
	    {0.265, "1 in 4 people"},  {0.266, "3 in 10 people"}, {0.734, "7 in 10 people"},
	    {0.735, "3 in 4 people"},  {0.765, "3 in 4 people"},  {0.766, "8 in 10 people"},
	};
	char room[PLAIN_ROOM];
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		assert_string_equal(plain_people(people[i].share, room), people[i].says);
}

/* A joint step names all who do it, and is not called two services. */
static void test_joint_step(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: nurse, with: [social], does: [mobility check, care plan], next: { to: b } }\n"
		      "  b: { team: helper, does: [care plan], outcome: home }\n");
	expect_said(find(RULE_SAME_SERVICE, "care plan", "a", "b", NULL),
		    "by teams of different organisations: Community nurse, Social work and Helper.");
	expect_said(find(RULE_SAME_SERVICE, "mobility check", "a", NULL, NULL),
		    "done together by teams of different organisations: Community nurse and Social work.");
}

/* The parts are the parts of the whole: hand-offs of all pairs add up to those
 * between organisations and across sides. */
static void test_fault_lines_add_up(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: [{ to: b, share: 30% }, { to: c }] }\n"
		      "  b: { team: nurse, next: { to: c } }\n"
		      "  c: { team: social, next: [{ to: d, share: 50% }, { to: a, share: 20% }, { outcome: home }] }\n"
		      "  d: { team: helper, next: { to: e } }\n"
		      "  e: { team: ward, outcome: home }\n");
	double handoffs = 0;
	for (uint32_t i = 0; i < measured.analysis->fault_line_count; i++)
		handoffs += measured.analysis->fault_lines[i].handoffs;
	expect_near("all pairs", handoffs, figure("handoffs_between") + figure("handoffs_across"), 1e-9);
	const struct finding *line = find(RULE_FAULT_LINE, NULL, NULL, NULL, NULL);
	assert_non_null(line);
	expect_near("the whole", line->per_person / line->share, handoffs, 1e-9);
	expect_said(line, " hand-offs between organisations for every 100 people (");
}

/* ---- Along a walk ------------------------------------------------------------------- */

#define BESIDE                                                                                                         \
	TEAMS "steps:\n"                                                                                               \
	      "  a: { team: ed, next: { all: [{ to: b, wait: 5d }, { to: c, wait: 2d, share: 50% }, d], then: f } }\n" \
	      "  b: { team: nurse, next: f }\n"                                                                        \
	      "  c: { team: social, next: { to: e, wait: 1d } }\n"                                                     \
	      "  e: { team: helper, next: f }\n"                                                                       \
	      "  d: { team: ward, next: f }\n"                                                                         \
	      "  f: { team: ann, next: [{ to: g, share: 40% }, { share: 50%, outcome: home }] }\n"                     \
	      "  g: { team: nurse, outcome: seen }\n"                                                                  \
	      "journeys:\n"                                                                                            \
	      "  all: { name: All, route: [a, b, c, e, d, f] }\n"                                                      \
	      "  one: { name: One, route: [a, b, f, g] }\n"                                                            \
	      "  two: { name: Two, route: [a, b, d, f] }\n"

static void say_day(void *subject)
{
	struct said *said = subject;
	said->says = walk_day(said->arena, &measured.analysis->journeys[said->journey], said->stop);
}

static void say_block(void *subject)
{
	struct said *said = subject;
	const struct walked_journey *walked = &measured.analysis->journeys[said->journey];
	const struct pathway *pathway = measured.analysis->pathway;
	said->says =
	    walk_block(said->arena, pathway, &pathway->steps[walked->stops[said->stop].step], walked, said->stop);
}

static void say_end(void *subject)
{
	struct said *said = subject;
	said->says = walk_end(said->arena, measured.analysis->pathway, &measured.analysis->journeys[said->journey]);
}

/* The lines of the hand-offs at a stop. */
static void say_handoffs(void *subject)
{
	struct said *said = subject;
	const struct walked_journey *walked = &measured.analysis->journeys[said->journey];
	const struct walked_stop *stop = &walked->stops[said->stop];
	const char *const *flags = walk_flags(said->arena, measured.analysis, walked, said->stop, stop);
	struct plain_row row = {0};
	for (uint32_t i = 0; i < stop->finding_count; i++) {
		const char *says = flags[i];
		if (rules[measured.analysis->findings[stop->findings[i]].rule].kind == KIND_HANDOFF && *says)
			plain_add(said->arena, &row, "\n", says);
	}
	said->says = row.text;
}

static void expect_walk(void (*say)(void *subject), uint32_t journey, uint32_t stop, const char *words)
{
	struct said said = {arena_new(), NULL, journey, stop, NULL};
	assert_true(arena_try(said.arena, say, &said));
	expect_words(said.says, words);
	arena_free(said.arena);
}

static void test_days_go_back_meanwhile(void **state)
{
	(void)state;
	static const char *const days[] = {"1st day",
					   "6th day",
					   "Meanwhile, back on the 3rd day",
					   "Meanwhile, 4th day",
					   "Meanwhile, back on the 1st day",
					   "6th day"};
	measure(BESIDE);
	for (uint32_t i = 0; i < 6; i++)
		expect_walk(say_day, 0, i, days[i]);
	const struct walked_journey *all = &measured.analysis->journeys[0];
	assert_string_equal(walk_beside(measured.analysis->pathway, all, 0), "");
	assert_string_equal(walk_beside(measured.analysis->pathway, all, 1), "side by side");
	assert_string_equal(walk_beside(measured.analysis->pathway, all, 2), "meanwhile");
	assert_string_equal(walk_beside(measured.analysis->pathway, all, 5), "");
}

/* Five days for B and two for C, meanwhile: seven by day 3. */
static void test_waits_side_by_side(void **state)
{
	(void)state;
	static const bool overlap[] = {false, false, true, true, true, true};
	measure(BESIDE);
	for (uint32_t i = 0; i < 6; i++)
		assert_int_equal(measured.analysis->journeys[0].stops[i].so_far.waits_overlap, overlap[i]);
	for (uint32_t i = 0; i < 4; i++) /* one branch alone */
		assert_false(measured.analysis->journeys[1].stops[i].so_far.waits_overlap);
}

/* Two hand-offs that read alike are one line that says so; of one hand-off there
 * is one line, whatever is found at it. */
static void test_lines_of_handoffs_agree_with_their_number(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ward, next: { all: [b, c, { to: d, via: letter }], then: e } }\n"
		      "  b: { team: ed, responsible: ward, name: Scan, next: e }\n"
		      "  c: { team: ward, name: Wash, next: e }\n"
		      "  d: { team: social, next: e }\n"
		      "  e: { team: nurse, outcome: home }\n"
		      "journeys: { all: { name: All, route: [a, b, c, d, e] } }\n");
	const struct walked_stop *stops = measured.analysis->journeys[0].stops;
	expect_near("at d", stops[3].so_far.handoffs, 1, 0);
	expect_walk(say_handoffs, 0, 3, "Everyone is handed from Ward to Social work: a letter goes to Social work");
	expect_near("at e", stops[4].so_far.handoffs, 4, 0);
	expect_walk(say_handoffs, 0, 4, "Here twice: after “Scan” and after “Wash”. It is not said how");
}

/* 2,000 steps before one, no two of which hand over as many: each way of saying it
 * stands once, where it comes first. In the time and memory of as many sentences,
 * not of as many for each of them. */
enum { MANY = 2000 };

static char *many_to_one(void)
{
	size_t room = 256 * MANY, length = 0;
	char *text = malloc(room);
	assert_non_null(text);
	length += (size_t)snprintf(text, room, TEAMS "steps:\n  start:\n    team: ed\n    next:\n");
	for (int i = 0; i < MANY; i++)
		length += (size_t)snprintf(text + length, room - length, "      - { to: a%d, share: %.12f }\n", i,
					   (i + 1) / (MANY * (MANY + 1) / 2.0));
	for (int i = 0; i < MANY; i++)
		length += (size_t)snprintf(text + length, room - length, "  a%d: { team: ed, next: { to: hub } }\n", i);
	length += (size_t)snprintf(text + length, room - length, "  hub: { team: nurse, outcome: home }\n");
	assert_true(length < room);
	return text;
}

static void say_many(void *subject)
{
	struct said *said = subject;
	const struct analysis *analysis = measured.analysis;
	const uint32_t *first = &analysis->of_step_first[said->stop];
	const struct walked_stop stop = {
	    .step = said->stop, .findings = analysis->of_step + first[0], .finding_count = first[1] - first[0]};
	const char *const *flags = walk_flags(said->arena, analysis, NULL, 0, &stop);
	const char **levels = ARENA_ARRAY(said->arena, const char *, stop.finding_count);
	uint32_t count = 0, lines = 0;
	for (uint32_t i = 0; i < stop.finding_count; i++) {
		const struct finding *finding = &analysis->findings[stop.findings[i]];
		bool again = finding->rule != RULE_HANDOFF_BETWEEN;
		if (again && rules[finding->rule].kind == KIND_HANDOFF)
			assert_string_equal(flags[i], "");
		if (again)
			continue;
		levels[count] = finding_says(said->arena, analysis, finding);
		for (uint32_t j = 0; j < count && !again; j++)
			again = strcmp(levels[j], levels[count]) == 0;
		if (again)
			assert_string_equal(flags[i], "");
		else
			expect_words(flags[i], levels[count]);
		count++;
		lines += !again;
	}
	assert_int_equal(count, MANY);
	assert_in_range(lines, 10, 100);
}

static void test_thousands_hand_over_to_one_step(void **state)
{
	(void)state;
	char *text = many_to_one();
	struct said said = {arena_new(), NULL, 0, MANY + 1, NULL};
	measure(text);
	assert_string_equal(measured.analysis->pathway->steps[said.stop].name, "Hub");
	assert_true(arena_try(said.arena, say_many, &said));
	arena_free(said.arena);
	free(text);
}

static void test_what_is_needed_on_this_walk(void **state)
{
	(void)state;
	measure(BESIDE);
	expect_walk(say_block, 0, 0,
		    "From here 3 things run side by side: B, C and D. We walk them one after the other");
	expect_walk(say_block, 1, 0, "can run side by side: B, C and D. On this walk only B is needed.");
	expect_walk(say_block, 2, 0, "On this walk B and D are needed; we walk them one after the other");
}

/* A block with one branch: nothing runs side by side. */
static void test_only_branch(void **state)
{
	(void)state;
	measure(TEAMS "steps:\n"
		      "  a: { team: ed, next: { all: [{ to: b, share: 30% }], then: c } }\n"
		      "  b: { team: nurse, next: c }\n"
		      "  c: { team: ann, outcome: home }\n"
		      "journeys:\n"
		      "  with: { name: With, route: [a, b, c] }\n"
		      "  without: { name: Without, route: [a, c] }\n");
	expect_walk(say_block, 0, 0, "Next, for 3 in 10 people, comes B.");
	expect_walk(say_block, 1, 0, "comes B; it is not needed on this walk.");
	assert_string_equal(walk_beside(measured.analysis->pathway, &measured.analysis->journeys[0], 1), "");
}

static void test_ends(void **state)
{
	(void)state;
	measure(BESIDE);
	expect_walk(
	    say_end, 0, 0,
	    "This journey ends here, at “F”. On the map it goes on: to “G” for 4 in 10 people; for half of people "
	    "it ends with “home”; for 1 in 10 people nothing is said to come next.");
	expect_walk(say_end, 1, 0, "It ends here: seen.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_share_of_people),
	    TEST(test_average_where_it_can_happen_twice),
	    TEST(test_several_steps_are_no_share),
	    TEST(test_doubled_handoff_is_no_share),
	    TEST(test_who_leaves_is_a_share),
	    TEST(test_targets_as_they_were_agreed),
	    TEST(test_numbers_are_rounded_as_printf_does),
	    TEST(test_for_every_so_many),
	    TEST(test_quarters),
	    TEST(test_joint_step),
	    TEST(test_fault_lines_add_up),
	    TEST(test_days_go_back_meanwhile),
	    TEST(test_waits_side_by_side),
	    TEST(test_lines_of_handoffs_agree_with_their_number),
	    TEST(test_thousands_hand_over_to_one_step),
	    TEST(test_what_is_needed_on_this_walk),
	    TEST(test_only_branch),
	    TEST(test_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
