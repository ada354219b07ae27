/* Two small pathways beside each other, with the working beside each figure. */
#include "trial.h"

#include "carepath/compare.h"
#include "carepath/export.h"
#include "carepath/load.h"
#include "carepath/plain.h"

#include <math.h>
#include <stdio.h>

#define DAY 86400.0

#define HEAD                                                                                                           \
	"carepath: 1\n"                                                                                                \
	"name: Test\n"                                                                                                 \
	"people: 100/year\n"                                                                                           \
	"goals: [{ name: Short, measure: waiting_time, target: at most 3d }]\n"                                        \
	"organisations:\n"                                                                                             \
	"  self: { name: Ann, sector: person }\n"                                                                      \
	"  hospital: { name: Hospital, sector: acute }\n"                                                              \
	"  trust: { name: Trust, sector: community }\n"                                                                \
	"  council: { name: Council, sector: social care }\n"                                                          \
	"teams:\n"                                                                                                     \
	"  ann: { name: Ann, organisation: self }\n"                                                                   \
	"  ward: { name: Ward, organisation: hospital }\n"                                                             \
	"  nurse: { name: Nurse, organisation: trust }\n"                                                              \
	"  social: { name: Social work, organisation: council }\n"                                                     \
	"steps:\n"

#define WARD                                                                                                           \
	HEAD "  stay: { team: ward, setting: ward, asks: [story], lasts: 2d, cost: £300, next: { to: visit, wait: "   \
	     "4d, via: letter } }\n"                                                                                   \
	     "  visit: { team: social, setting: home, asks: [story], cost: £100, next: home }\n"                      \
	     "  home: { team: ann, setting: home, outcome: home }\n"

/* The wait is two days shorter, the visit is the nurse's and asks nothing, £50
 * of the stay are the council's. */
#define SHORT                                                                                                          \
	HEAD "  stay: { team: ward, setting: ward, asks: [story], lasts: 2d, cost: £250, next: { to: visit, wait: "   \
	     "2d, via: letter } }\n"                                                                                   \
	     "  visit: { team: nurse, setting: home, cost: £150, paid_by: Council, next: home }\n"                    \
	     "  home: { team: ann, setting: home, outcome: home }\n"

struct both {
	struct document *documents[2];
	struct analysis *analyses[2];
	struct comparison *comparison;
};

static struct both both;

static void measure(int number, const char *text, uint64_t seed)
{
	const struct analysis_options options = {.people = 2000, .seed = seed, .threads = 1, .spread = true};
	struct document *document = document_from_text("test.yaml", text, strlen(text));
	assert_non_null(document);
	if (!document->pathway)
		fail_msg("%s", document->diagnostics.list.at[0].message);
	both.documents[number] = document;
	both.analyses[number] = analysis_new(document->pathway, &options, &document->diagnostics);
	assert_non_null(both.analyses[number]);
}

static const struct comparison *compare_seeded(const char *before, const char *after, uint64_t seed_after)
{
	measure(0, before, 1);
	measure(1, after, seed_after);
	both.comparison = comparison_new(both.analyses[0], both.analyses[1]);
	assert_non_null(both.comparison);
	return both.comparison;
}

static const struct comparison *compare(const char *before, const char *after)
{
	return compare_seeded(before, after, 1);
}

static int clean_up(void **state)
{
	(void)state;
	comparison_free(both.comparison);
	for (int i = 0; i < 2; i++) {
		analysis_free(both.analyses[i]);
		document_free(both.documents[i]);
	}
	both = (struct both){0};
	return 0;
}

static void expect(const struct comparison *comparison, enum measure measure, double change, double better)
{
	double found = figures_value(&comparison->change, measure, NONE);
	if (!(fabs(found - change) <= 1e-6))
		fail_msg("%s changes by %.12g, not %.12g", measures[measure].name, found, change);
	if (figures_value(&comparison->better, measure, NONE) != better)
		fail_msg("%s: better is %g, not %g", measures[measure].name,
			 figures_value(&comparison->better, measure, NONE), better);
}

static void expect_says(const char *says)
{
	assert_string_equal(both.comparison->says, says);
}

/* One wait of 4 days becomes 2: waiting 2 days less. The story is asked by the
 * ward alone: told once, not twice; asked again never, not once. Ward to
 * council crosses sides, ward to nurse only organisations. */
TRIAL(figures_change_and_are_better_or_worse)
{
	const struct comparison *comparison = compare(WARD, SHORT);
	expect(comparison, MEASURE_WAITING_TIME, -2 * DAY, 1);
	expect(comparison, MEASURE_LEAD_TIME, -2 * DAY, 0);
	expect(comparison, MEASURE_STORY_TOLD, -1, 1);
	expect(comparison, MEASURE_ASKED_AGAIN, -1, 1);
	expect(comparison, MEASURE_HANDOFFS, 0, 0);
	expect(comparison, MEASURE_HANDOFFS_ACROSS, -1, 1);
	expect(comparison, MEASURE_HANDOFFS_BETWEEN, 1, -1);
	expect(comparison, MEASURE_COST, 0, 0);
}

/* The hospital pays £250 in place of £300, the council £150 in place of £100:
 * F = 50, R = 50, so 50 moves from the one to the other. */
TRIAL(what_one_payer_saves_and_another_pays_moves)
{
	const struct comparison *comparison = compare(WARD, SHORT);
	const struct cost_move *move = comparison->moves;
	assert_int_equal(comparison->move_count, 1);
	assert_string_equal(comparison->names->payers[move->from], "Hospital");
	assert_string_equal(comparison->names->payers[move->to], "Council");
	assert_true(fabs(move->pounds - 50) < 1e-9);
}

static char written[1 << 14];

static bool keep_written(void *target, const char *bytes, size_t length)
{
	size_t *count = target;
	assert_true(*count + length < sizeof written);
	memcpy(written + *count, bytes, length);
	*count += length;
	written[*count] = '\0';
	return true;
}

static void expect_written(const char *text)
{
	struct writer writer;
	size_t count = 0;
	writer_init(&writer, keep_written, &count);
	assert_true(comparison_write_text(&writer, both.comparison, 100) && writer_finish(&writer));
	if (!strstr(written, text))
		fail_msg("no '%s' in %s", text, written);
}

/* The file with a stay and a visit of these costs. */
#define COSTS(stay, visit)                                                                                             \
	HEAD "  stay: { team: ward, setting: ward, lasts: 2d, cost: " stay ", next: { to: visit, wait: 4d } }\n"       \
	     "  visit: { team: social, setting: home, cost: " visit ", next: home }\n"                                 \
	     "  home: { team: ann, setting: home, outcome: home }\n"

/* So much of what changes may be chance: for each payer, and for all together. */
static void set_noise(double payer, double all)
{
	for (uint32_t i = 0; i < both.comparison->names->payer_count; i++)
		both.comparison->noise.by_payer[i] = payer;
	both.comparison->noise.simple[MEASURE_COST] = all;
}

/* What may be chance for each of them need not be for both, and the other way
 * round; the sum is that of the rows in any case. */
TRIAL(whether_all_pay_another_sum_is_asked_of_the_sum)
{
	compare(COSTS("£300", "£100"), COSTS("£303", "£103"));
	set_noise(4, 5);
	expect_written(" £300 → £303\n");
	expect_written(" £100 → £103\n");
	expect_written(" £400 → £406, £6 more; a year £600 more\n");
	clean_up(NULL);
	compare(COSTS("£300", "£100"), COSTS("£250", "£155"));
	set_noise(1, 10);
	expect_written("£300 → £250, £50 less; a year £5,000 less\n");
	expect_written("£100 → £155, £55 more; a year £5,500 more\n");
	expect_written(" £400 → £405\n");
}

TRIAL(the_first_line_tells_of_people_and_of_payers)
{
	compare(WARD, SHORT);
	expect_says(
	    "People are better off in some respects and worse off in others: they wait 2 days less, spend 2 days "
	    "less in hospital and have 1 fewer hand-off between health, care and others, but have 1 more "
	    "hand-off between organisations; it costs Hospital £50 a person less and Council £50 more.");
}

TRIAL(steps_that_another_team_does_are_moved)
{
	const struct comparison *comparison = compare(WARD, SHORT);
	assert_int_equal(comparison->added.count, 0);
	assert_int_equal(comparison->removed.count, 0);
	assert_int_equal(comparison->moved.count, 1);
	assert_int_equal(comparison->moved.at[0].after, 1);
	assert_true(comparison->moved.at[0].other_team);
	assert_false(comparison->moved.at[0].elsewhere);
}

/* Missed with 4 days, met with 2. */
TRIAL(goals_are_matched_by_name)
{
	const struct comparison *comparison = compare(WARD, SHORT);
	assert_int_equal(comparison->goal_count, 1);
	assert_false(comparison->goals[0].other_target);
	assert_false(comparison->before->goal_met[comparison->goals[0].before]);
	assert_true(comparison->after->goal_met[comparison->goals[0].after]);
}

static bool is_among(struct finding_pairs pairs, bool after, enum rule rule)
{
	for (uint32_t i = 0; i < pairs.count; i++) {
		const struct analysis *analysis = both.analyses[after];
		if (analysis->findings[after ? pairs.at[i].after : pairs.at[i].before].rule == rule)
			return true;
	}
	return false;
}

/* The letter without content and the wait in hospital stay; that the story is
 * asked again is gone; the hand-off is to an organisation of the same side now. */
TRIAL(findings_are_gone_new_or_stay)
{
	const struct comparison *comparison = compare(WARD, SHORT);
	assert_true(is_among(comparison->gone, false, RULE_ASKED_AGAIN));
	assert_true(is_among(comparison->gone, false, RULE_HANDOFF_ACROSS));
	assert_true(is_among(comparison->found, true, RULE_HANDOFF_BETWEEN));
	assert_true(is_among(comparison->stayed, true, RULE_NOTHING_PASSED_ON));
	assert_true(is_among(comparison->stayed, true, RULE_WAITING_IN_HOSPITAL));
	assert_int_equal(comparison->gone.count + comparison->stayed.count, comparison->before->finding_count);
	assert_int_equal(comparison->found.count + comparison->stayed.count, comparison->after->finding_count);
}

static void expect_mirror(double one, double other)
{
	if (isnan(one) || isnan(other))
		assert_true(isnan(one) && isnan(other));
	else
		assert_true(one == -other);
}

/* What is better one way is worse the other way, and by as much. */
TRIAL(the_other_way_round_all_is_mirrored)
{
	static double change[MEASURE_SIMPLE], better[MEASURE_SIMPLE];
	const struct comparison *comparison = compare(WARD, SHORT);
	memcpy(change, comparison->change.simple, sizeof change);
	memcpy(better, comparison->better.simple, sizeof better);
	uint32_t gone = comparison->gone.count, found = comparison->found.count, stayed = comparison->stayed.count;
	clean_up(NULL);
	comparison = compare(SHORT, WARD);
	for (enum measure measure = 0; measure < MEASURE_SIMPLE; measure++) {
		expect_mirror(comparison->change.simple[measure], change[measure]);
		expect_mirror(comparison->better.simple[measure], better[measure]);
	}
	assert_int_equal(comparison->gone.count, found);
	assert_int_equal(comparison->found.count, gone);
	assert_int_equal(comparison->stayed.count, stayed);
	assert_true(fabs(comparison->moves[0].pounds - 50) < 1e-9);
}

TRIAL(a_pathway_beside_itself_has_no_change)
{
	const struct comparison *comparison = compare(WARD, WARD);
	assert_true(comparison->nothing_changes);
	assert_int_equal(comparison->gone.count + comparison->found.count + comparison->move_count, 0);
	for (enum measure measure = 0; measure < MEASURE_SIMPLE; measure++)
		assert_false(comparison_changed(comparison, measure, NONE));
	expect_says("Nothing changes: both maps have the same steps, and come to the same figures and findings.");
}

/* 2 in 100 drop out, who went home before: said before any gain. */
TRIAL(who_drops_out_is_said_first)
{
	compare(WARD, HEAD "  stay: { team: ward, setting: ward, asks: [story], lasts: 2d, cost: £300, next: { to: "
			   "visit, wait: 2d, share: 98%, via: letter } }\n"
			   "  visit: { team: social, setting: home, asks: [story], cost: £100, next: home }\n"
			   "  home: { team: ann, setting: home, outcome: home }\n");
	assert_ptr_equal(strstr(both.comparison->says,
				"2 more people in 100 drop out or are left with no next step and 2 "
				"fewer end with “home”; in other ways people are better off: "),
			 both.comparison->says);
}

/* Everything is as it was but who pays for the visit. */
TRIAL(a_redesign_that_only_moves_cost_is_called_that)
{
	compare(WARD, HEAD "  stay: { team: ward, setting: ward, asks: [story], lasts: 2d, cost: £250, next: { to: "
			   "visit, wait: 4d, via: letter } }\n"
			   "  visit: { team: social, setting: home, asks: [story], cost: £150, next: home }\n"
			   "  home: { team: ann, setting: home, outcome: home }\n");
	expect_says(
	    "Nothing changes that people would notice; the redesign only moves cost: it costs Hospital £50 a person "
	    "less and Council £50 more.");
}

/* With a block the time from start to end is sampled. */
#define SAMPLED(one, other)                                                                                            \
	HEAD "  stay: { team: ward, setting: ward, next: { all: [visit, call], then: home } }\n"                       \
	     "  visit: { team: social, setting: home, lasts: " one " }\n"                                              \
	     "  call: { team: nurse, setting: home, lasts: 1h }\n"                                                     \
	     "  " other ": { team: ann, setting: home, lasts: 1d..30d, next: end }\n"                                  \
	     "  end: { team: ann, setting: home, outcome: home }\n"

TRIAL(chance_is_no_change)
{
	/* The last stay is drawn from the same lengths, under another id: other draws of the same mean. */
	char before[4096], after[4096];
	snprintf(before, sizeof before, "%s", SAMPLED("2d", "home"));
	snprintf(after, sizeof after, "%s",
		 HEAD "  stay: { team: ward, setting: ward, next: { all: [visit, call], then: house } }\n"
		      "  visit: { team: social, setting: home, lasts: 2d }\n"
		      "  call: { team: nurse, setting: home, lasts: 1h }\n"
		      "  house: { team: ann, setting: home, lasts: 1d..30d, next: end }\n"
		      "  end: { team: ann, setting: home, outcome: home }\n");
	const struct comparison *comparison = compare(before, after);
	assert_true(comparison->change.simple[MEASURE_LEAD_TIME] != 0);
	/* 2,000 times a uniform length of 29 days' width, each with deviation 29 ÷ √12 days: the
	 * error of the difference is that × √(2 ÷ 2000) = 0.265 days; three of them are 0.794. */
	assert_true(fabs(comparison->noise.simple[MEASURE_LEAD_TIME] / DAY - 0.794) < 0.3);
	assert_false(comparison_changed(comparison, MEASURE_LEAD_TIME, NONE));
}

/* The same people walk both: half an hour more for everyone is seen through 29 days of spread. */
TRIAL(the_same_people_walk_both_maps)
{
	const struct comparison *comparison = compare(SAMPLED("2d", "home"), SAMPLED("2d 30min", "home"));
	assert_true(fabs(comparison->change.simple[MEASURE_LEAD_TIME] - 1800) < 1e-3);
	assert_true(comparison_changed(comparison, MEASURE_LEAD_TIME, NONE));
}

/* Other people walk the second map: the errors of both add up, to the 0.794 days of above, in which half an hour
 * is lost, and what is the same for everyone is exact all the same. */
TRIAL(other_people_on_the_second_map_see_less)
{
	const struct comparison *comparison = compare_seeded(SAMPLED("2d", "home"), SAMPLED("2d 30min", "home"), 2);
	assert_true(fabs(comparison->change.simple[MEASURE_LEAD_TIME] - 1800) > 1);
	assert_true(fabs(comparison->noise.simple[MEASURE_LEAD_TIME] / DAY - 0.794) < 0.3);
	assert_false(comparison_changed(comparison, MEASURE_LEAD_TIME, NONE));
	assert_true(comparison->noise.simple[MEASURE_STEPS] == 0);
}

/* The pathway is over two days sooner, all of them at home: nothing is taken from anyone. */
TRIAL(time_at_home_is_lost_only_to_somewhere_else)
{
	const struct comparison *comparison =
	    compare(HEAD "  visit: { team: social, setting: home, next: { to: home, wait: 4d, via: phone } }\n"
			 "  home: { team: ann, setting: home, outcome: home }\n",
		    HEAD "  visit: { team: social, setting: home, next: { to: home, wait: 2d, via: phone } }\n"
			 "  home: { team: ann, setting: home, outcome: home }\n");
	expect(comparison, MEASURE_HOME_TIME, -2 * DAY, -1);
	assert_true(comparison_better_for_people(comparison, MEASURE_HOME_TIME, NONE) == 0);
	expect_says("People are better off: they wait 2 days less.");
}

/* 20 minutes of 4 days is less than 1 in 50; that is said, and not called better. */
TRIAL(little_is_called_little)
{
	compare(HEAD "  visit: { team: social, setting: home, next: { to: home, wait: 4d, via: phone } }\n"
		     "  home: { team: ann, setting: home, outcome: home }\n",
		HEAD "  visit: { team: social, setting: home, next: { to: home, wait: 3d 23h 40min, via: phone } }\n"
		     "  home: { team: ann, setting: home, outcome: home }\n");
	expect_says("Little changes for people: they wait 20 minutes less.");
	assert_string_equal(both.comparison->says_people, both.comparison->says);
}

static void expect_change(enum unit unit, double before, double after, const char *was, const char *is,
			  const char *size)
{
	struct arena *arena = arena_new();
	assert_non_null(arena);
	const struct measure_change said = measure_change_in_words(arena, unit, before, after);
	assert_string_equal(said.before, was);
	assert_string_equal(said.after, is);
	assert_string_equal(said.size, size);
	arena_free(arena);
}

TRIAL(before_after_and_change_add_up_in_words)
{
	expect_change(UNIT_COUNT, 12.157, 10.809, "12.16", "10.81", "1.35");
	expect_change(UNIT_TIME, 24.1 * DAY, 21.2 * DAY, "24 days", "21 days", "3 days");
	expect_change(UNIT_TIME, 24 * DAY + 7200, 24 * DAY + 15 * 3600, "24 days 2 hours", "24 days 15 hours",
		      "13 hours");
	expect_change(UNIT_TIME, 20 * DAY + 11 * 3600, 18 * DAY + 4 * 3600, "20 days 11 hours", "18 days 4 hours",
		      "2 days 7 hours");
	expect_change(UNIT_TIME, 4 * DAY, 4 * DAY + 2700, "4 days", "4 days 45 minutes", "45 minutes");
	expect_change(UNIT_SHARE, 0.361, 0.374, "36.1%", "37.4%", "1.3 points");
	expect_change(UNIT_MONEY, 727.3, 731.4, "£727", "£731", "£4");
	expect_change(UNIT_MONEY, 0.88, 0.28, "£0.88", "£0.28", "£0.60");
}

TRIAL(a_figure_is_said_so_finely_that_it_tells_whether_it_is_met)
{
	static const struct {
		enum unit unit;
		double value, target;
		const char *says;
	} cases[] = {{UNIT_TIME, 18.84 * DAY, 19 * DAY, "18 days 20 hours"},
		     {UNIT_TIME, 21 * DAY, 19 * DAY, "21 days"},
		     {UNIT_TIME, 19 * DAY, 19 * DAY, "19 days"},
		     {UNIT_TIME, 2 * DAY + 600, 2 * DAY, "2 days 10 minutes"},
		     {UNIT_SHARE, 0.1237, 0.12, "12.4%"},
		     {UNIT_MONEY, 300.2, 300, "£300.20"},
		     {UNIT_MONEY, 311.2, 300, "£311"},
		     {UNIT_COUNT, 4.03, 4, "4.03"},
		     {UNIT_COUNT, NAN, 4, "not known"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(measure_beside_in_words(arena, cases[i].unit, cases[i].value, cases[i].target),
				    cases[i].says);
}

/* £0.50 of a pound that is not said here is not in a total there. */
TRIAL(sums_are_told_as_they_are_said)
{
	double before = 10401.4, after = 9484.45;
	money_change_said(&before, &after);
	assert_true(before == 10401 && after == 9484);
	before = 4.104, after = 4.906;
	money_change_said(&before, &after);
	assert_true(fabs(before - 4.10) < 1e-9 && fabs(after - 4.91) < 1e-9);
	assert_true(plain_money_said(727.4) == 727 && fabs(plain_money_said(0.604) - 0.6) < 1e-9);
}

/* What words cannot tell is the same twice: 0.004 points of a share. */
TRIAL(what_words_cannot_tell_is_the_same)
{
	const struct measure_change said = measure_change_in_words(arena, UNIT_SHARE, 0.36, 0.36004);
	assert_string_equal(said.before, said.after);
}

#define PASSED(how)                                                                                                    \
	HEAD "  stay: { team: ward, setting: ward, next: { to: visit, wait: 4d, via: " how " } }\n"                    \
	     "  visit: { team: social, setting: home, next: home }\n"                                                  \
	     "  home: { team: ann, setting: home, outcome: home }\n"

static uint32_t told_otherwise(const struct comparison *comparison)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < comparison->stayed.count; i++) {
		bool otherwise = comparison->stayed.at[i].told_otherwise;
		assert_true(!otherwise || finding_pair_changed(comparison, &comparison->stayed.at[i]));
		count += otherwise;
	}
	return count;
}

TRIAL(a_hand_off_that_is_made_another_way_has_changed)
{
	assert_int_equal(told_otherwise(compare(PASSED("phone"), PASSED("shared record"))), 1);
	expect_says("1 hand-off is made another way.");
	clean_up(NULL);
	assert_int_equal(told_otherwise(compare(PASSED("phone"), PASSED("phone, sends: [story]"))), 1);
	clean_up(NULL);
	assert_int_equal(
	    told_otherwise(compare(PASSED("phone, sends: [story, pain]"), PASSED("phone, sends: [story, falls]"))), 1);
	clean_up(NULL);
	assert_int_equal(told_otherwise(compare(PASSED("phone, sends: [story]"), PASSED("phone, sends: [story]"))), 0);
	assert_true(both.comparison->nothing_changes);
}

TRIAL(in_which_order_things_are_passed_on_is_no_change)
{
	assert_int_equal(
	    told_otherwise(compare(PASSED("phone, sends: [story, pain]"), PASSED("email, sends: [pain, story]"))), 1);
	for (uint32_t i = 0; i < both.comparison->stayed.count; i++)
		assert_false(both.comparison->stayed.at[i].sends_otherwise);
	clean_up(NULL);
	const char *one = PASSED("phone, sends: [story, pain, falls]"),
		   *other = PASSED("phone, sends: [Falls, story, pain]");
	assert_int_equal(told_otherwise(compare(one, other)), 0);
	assert_true(both.comparison->nothing_changes);
}

#define HANDED(between)                                                                                                \
	HEAD "  stay: { team: ward, setting: ward, next: " between                                                     \
	     "  visit: { team: social, setting: home, next: home }\n"                                                  \
	     "  home: { team: ann, setting: home, outcome: home }\n"

/* A step of the ward comes in between: the letter to the council goes from there. */
TRIAL(a_finding_between_the_same_teams_stays)
{
	const struct comparison *comparison = compare(
	    HANDED("{ to: visit, wait: 4d, via: letter } }\n"),
	    HANDED("check }\n  check: { team: ward, setting: ward, next: { to: visit, wait: 4d, via: letter } }\n"));
	assert_true(is_among(comparison->stayed, true, RULE_HANDOFF_ACROSS));
	assert_true(is_among(comparison->stayed, true, RULE_NOTHING_PASSED_ON));
	assert_false(is_among(comparison->gone, false, RULE_HANDOFF_ACROSS));
	assert_false(is_among(comparison->found, true, RULE_HANDOFF_ACROSS));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, clean_up)
	const struct CMUnitTest tests[] = {
	    TEST(figures_change_and_are_better_or_worse),
	    TEST(in_which_order_things_are_passed_on_is_no_change),
	    TEST(what_one_payer_saves_and_another_pays_moves),
	    TEST(whether_all_pay_another_sum_is_asked_of_the_sum),
	    TEST(the_first_line_tells_of_people_and_of_payers),
	    TEST(steps_that_another_team_does_are_moved),
	    TEST(goals_are_matched_by_name),
	    TEST(findings_are_gone_new_or_stay),
	    TEST(the_other_way_round_all_is_mirrored),
	    TEST(a_pathway_beside_itself_has_no_change),
	    TEST(who_drops_out_is_said_first),
	    TEST(a_redesign_that_only_moves_cost_is_called_that),
	    TEST(chance_is_no_change),
	    TEST(the_same_people_walk_both_maps),
	    TEST(other_people_on_the_second_map_see_less),
	    TEST(time_at_home_is_lost_only_to_somewhere_else),
	    TEST(little_is_called_little),
	    TEST(before_after_and_change_add_up_in_words),
	    TEST(a_figure_is_said_so_finely_that_it_tells_whether_it_is_met),
	    TEST(sums_are_told_as_they_are_said),
	    TEST(what_words_cannot_tell_is_the_same),
	    TEST(a_hand_off_that_is_made_another_way_has_changed),
	    TEST(a_finding_between_the_same_teams_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
