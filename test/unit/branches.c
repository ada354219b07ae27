/* Branches side by side come and go. */
#include "edit_trial.h"

#define BEHIND      "  d: { team: me, outcome: home }\n"
#define BESIDE(all) "  a: { team: ed, setting: home, next: { all: " all ", then: d } }\n"
#define LINES(all)  "  a:\n    team: ed\n    next:\n      all:" all "\n      then: d\n"

static void adds_branch(double share, const char *before, const char *after)
{
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_add_branch(draft, "a", (struct new_step){"Call in", "ward"}, share, says), before,
		    after);
}

TRIAL(a_branch_is_put_beside_the_others)
{
	adds_branch(1, BESIDE("[b]") "  b: { team: ward }\n" BEHIND,
		    BESIDE("[b, call-in]") "  b: { team: ward }\n"
					   "  call-in: { name: Call in, team: ward, setting: home, next: d }\n" BEHIND);
	adds_branch(0.4, BESIDE("b") "  b: { team: ward }\n" BEHIND,
		    BESIDE("[b, { to: call-in, share: 40% }]") "  b: { team: ward }\n"
							       "  call-in: { name: Call in, team: ward, setting: home, "
							       "next: d }\n" BEHIND);
	adds_branch(
	    0.4, LINES("\n        - to: b # one\n          share: 0.5") "  b: { team: ward }\n" BEHIND,
	    LINES(
		"\n        - to: b # one\n          share: 0.5\n        - to: call-in\n          share: 0.4") "  b: { "
													      "team: "
													      "ward "
													      "}\n  "
													      "call-in:"
													      " { "
													      "name: "
													      "Call "
													      "in, "
													      "team: "
													      "ward, "
													      "next: d "
													      "}"
													      "\n" BEHIND);
}

TRIAL(journeys_come_to_a_branch_that_everyone_needs)
{
	const char *steps = BESIDE("[b, c]") "  b: { team: ward }\n  c: { team: ward }\n" BEHIND;
	static const char route[] =
	    "journeys: { m: { route: [a, c, b, d] }, n: { route: [a, b] }, o: { route: [a, d] } }\n";
	char before[600], after[900];
	snprintf(before, sizeof before, "%s%s", steps, route);
	snprintf(
	    after, sizeof after,
	    BESIDE(
		"[b, c, call-in]") "  b: { team: ward }\n  c: { team: ward }\n  call-in: { name: Call in, team: ward, "
				   "setting: home, next: d }\n" BEHIND
				   "journeys: { m: { route: [a, c, b, call-in, d] }, n: { route: [a, b] }, o: { "
				   "route: [a, call-in, d] } }\n");
	adds_branch(1, before, after);
	/* Who of the others needs it, nobody has said. */
	struct draft *draft = draft_of(before);
	document_free(edit_add_branch(draft, "a", (struct new_step){"Call in", NULL}, 0.9, says));
	assert_non_null(strstr(steps_of(draft), route));
	draft_free(draft);
}

static void removes_branch(uint32_t number, const char *before, const char *after)
{
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_remove_branch(draft, way("a", number), says), before, after);
}

TRIAL(a_branch_goes_with_its_steps)
{
	removes_branch(0, BESIDE("[b, c]") "  b: { team: ward }\n  c: { team: ward }\n" BEHIND,
		       BESIDE("[c]") "  c: { team: ward }\n" BEHIND);
	assert_string_equal(says, "");
}

/* Steps that lead round, and all that says something of them. */
TRIAL(what_is_said_of_the_steps_of_a_branch_goes_with_them)
{
	static const char before[] = LINES(
	    "\n        - b\n        - to: c # one\n          share: 50%") "  b: { team: ward, next: d }\n"
									  "  c: { team: ward, next: [{ to: e, share: "
									  "50% }, { to: d, share: 50% }] }\n"
									  "  e: { name: Extra, team: ed, next: [{ to: "
									  "c, share: 10% }, { to: d }] }\n"
									  "  d: { team: me, outcome: home }\n"
									  "accept: { finding: long-wait, at: e, why: "
									  "known }\n"
									  "journeys:\n"
									  "  m: { route: [a, b, { step: c, wait: 1h }, "
									  "e, d] }\n"
									  "  n: { route: [a, c, d] }\n"
									  "scenarios:\n"
									  "  s: { name: S, lasts: { e: x2, b: x2 }, "
									  "shares: { c: { e: 10% } }, waits: { a: { c: "
									  "1h } } }\n";
	static const char after[] = LINES("\n        - b") "  b: { team: ward, next: d }\n"
							   "  d: { team: me, outcome: home }\n"
							   "journeys:\n"
							   "  m: { route: [a, b, d] }\n"
							   "  n: { route: [a, d] }\n"
							   "scenarios:\n"
							   "  s: { name: S, lasts: { b: x2 } }\n";
	removes_branch(1, before, after);
	assert_string_equal(says, "With it went: Extra, what journeys say of their time there.");
}

/* As many at a time as do not touch: here the last line has no end, and takes
 * that of the line before it, which goes as well. */
TRIAL(steps_of_a_branch_may_stand_at_the_end)
{
	removes_branch(1,
		       BESIDE("[b, c]") "  b: { team: ward }\n" BEHIND
					"  c: { team: ward, next: e }\n  e: { team: ward, next: f }\n"
					"  f: { team: ward }",
		       BESIDE("[b]") "  b: { team: ward }\n  d: { team: me, outcome: home }");
	assert_string_equal(says, "With it went: E, F.");
}

static void write_long_branch(char *text, size_t room, uint32_t steps)
{
	size_t length = (size_t)snprintf(text, room, HEAD BESIDE("[b, s0]") "  b: { team: ward }\n" BEHIND);
	for (uint32_t i = 0; i < steps; i++)
		length +=
		    (size_t)snprintf(text + length, room - length, "  s%u: { team: ward, next: s%u }\n", i, i + 1);
	snprintf(text + length, room - length, "  s%u: { team: ward }\n", steps);
}

/* However long it is, it is one change. Were the text read anew for each of its
 * steps and all of that kept, this would take 2 GB. */
TRIAL(a_long_branch_goes_at_once)
{
	static char text[1 << 18];
	write_long_branch(text, sizeof text, 4000);
	struct draft *draft = draft_new("x.yaml", text, (uint32_t)strlen(text));
	struct document *document = edit_remove_branch(draft, way("a", 1), says);
	assert_non_null(document);
	assert_string_equal(steps_of(draft), BESIDE("[b]") "  b: { team: ward }\n" BEHIND);
	assert_true(draft_undo(draft));
	assert_string_equal(steps_of(draft), text + strlen(HEAD));
	assert_false(draft_undo(draft));
	document_free(document);
	draft_free(draft);
}

static void keeps_branch(struct edit_place place, const char *steps, const char *part)
{
	struct draft *draft = draft_of(steps);
	expect_refused(draft, edit_remove_branch(draft, place, says), steps, part);
}

TRIAL(a_branch_that_is_needed_stays)
{
	static const char two[] =
	    BESIDE("[b, c]") "  b: { team: ward, next: e }\n  e: { team: ward }\n  c: { team: ward }\n" BEHIND;
	char steps[700];
	keeps_branch(way("a", 2), two, "This is what comes when all branches are over");
	keeps_branch(way("b", 0), two, "Nothing runs side by side after this step");
	keeps_branch(way("a", 0), BESIDE("[b]") "  b: { team: ward }\n" BEHIND, "It is the only branch");
	snprintf(steps, sizeof steps, "%sjourneys:\n  m: { route: [a, b, { step: e, voice: Oh }, d] }\n", two);
	keeps_branch(way("a", 0), steps, "The journey of M has words of its own at this step");
	assert_non_null(strstr(says, "in line 13 of the file"));
	struct draft *draft = draft_of(two);
	expect_refused(draft, edit_remove_step(draft, "c", says), two,
		       "It is all that there is of one of the branches after A: go there, and take the branch away.");
	draft = draft_of(two);
	expect_refused(draft, edit_add_branch(draft, "b", (struct new_step){"Call in", NULL}, 1, says), two,
		       "Nothing runs side by side after this step: let its ways do so first.");
	draft = draft_of(two);
	expect_refused(draft, edit_add_branch(draft, "a", (struct new_step){" ", NULL}, 1, says), two,
		       "A new step needs a name.");
	draft = draft_of(two);
	expect_refused(draft, edit_add_branch(draft, "a", (struct new_step){"Call in", NULL}, 1.5, says), two,
		       "A share is between");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_branch_is_put_beside_the_others),
	    cmocka_unit_test(journeys_come_to_a_branch_that_everyone_needs),
	    cmocka_unit_test(a_branch_goes_with_its_steps),
	    cmocka_unit_test(what_is_said_of_the_steps_of_a_branch_goes_with_them),
	    cmocka_unit_test(steps_of_a_branch_may_stand_at_the_end),
	    cmocka_unit_test(a_long_branch_goes_at_once),
	    cmocka_unit_test(a_branch_that_is_needed_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
