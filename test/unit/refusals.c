/* What is said of a change that cannot be: in names, and with what to do. */
#include "edit_trial.h"

static const char map[] =
    "  a: { name: First look, team: ed, next: { all: [b, { to: c, share: 50% }], then: d } }\n"
    "  b: { name: Washing, team: ward, next: d }\n"
    "  c: { name: Dressing, team: ward, next: [{ to: e, share: 50% }, { to: d, share: 50% }] }\n"
    "  e: { team: ward }\n"
    "  d: { name: Looking back, team: ed, next: [{ to: f, share: 40% }, { to: g, share: 60% }] }\n"
    "  f: { team: ward, next: g }\n"
    "  g: { name: At home, team: me, outcome: home }\n";

/* The sentence with which a change of these steps is refused. */
static void refused_of(const char *steps, struct draft *draft, struct document *document, const char *sentence)
{
	const struct diagnostic *error = NULL;
	for (uint32_t i = 0; document && !error && i < document->diagnostics.list.count; i++)
		if (document->diagnostics.list.at[i].severity == SEVERITY_ERROR)
			error = &document->diagnostics.list.at[i];
	assert_true(!document || (error && !document->pathway));
	if (error)
		edit_fault(document, error, says);
	assert_string_equal(says, sentence);
	assert_string_equal(steps_of(draft), steps);
	document_free(document);
	draft_free(draft);
}

static void refused(struct draft *draft, struct document *document, const char *sentence)
{
	refused_of(map, draft, document, sentence);
}

static void refuses_to_lead(const char *from, uint32_t number, const char *to, const char *sentence)
{
	struct draft *draft = draft_of(map);
	refused(draft, edit_set(draft, way(from, number), "to", to, says), sentence);
}

TRIAL(what_the_loader_has_against_a_change_is_said_in_names)
{
	refuses_to_lead(
	    "d", 1, "f",
	    "Two ways from Looking back would lead to F. Say in 'when' who goes which way, or let one of them "
	    "lead elsewhere.");
	refuses_to_lead("d", 0, "e",
			"E is part of what runs side by side: people cannot come to it from elsewhere. Choose the step "
			"before the branches, or the one after them.");
	refuses_to_lead(
	    "a", 0, "d",
	    "Looking back comes when all branches are over, so that it cannot be one of them. Choose another "
	    "step.");
	refuses_to_lead("a", 0, "e",
			"E would be in two branches that run side by side. Let them meet there, or earlier.");
	refuses_to_lead("c", 0, "a",
			"A way inside a branch would lead back to First look, where the branches begin. Let it start "
			"where all of them are over.");
	struct draft *draft = draft_of(map);
	refused(
	    draft, edit_set(draft, way("c", 0), "outcome", "home", says),
	    "Nobody can leave the pathway inside a branch: let the way lead to what comes when all branches are over.");
	draft = draft_of(map);
	refused(
	    draft, edit_set(draft, way("c", 0), "after", "30d", says),
	    "In a branch nothing happens again after a long time ('after'): let that way start where all branches are "
	    "over.");
	draft = draft_of(map);
	refused(draft, edit_set(draft, way("d", 0), "share", "70%", says),
		"Together more than everyone would go these ways. Let fewer go the others first.");
	draft = draft_of(map);
	refused(draft, edit_set(draft, way("d", 0), "after", "a while", says),
		"'a while': this is not a length of time; for example 3d, 1d..10d, mean 3d, or median 3d p90 10d.");
}

#define HOME "  d: { name: At home, team: me, outcome: home }\n"

TRIAL(a_start_cannot_be_part_of_a_branch)
{
	static const char starts[] =
	    "  x: { name: Fall, team: ed, next: d }\n"
	    "  h: { team: ed, next: { all: [b, c], then: d } }\n"
	    "  b: { team: ward, next: d }\n  c: { team: ward, next: d }\n" HOME "start: { x: 50%, h: 50% }\n";
	struct draft *draft = draft_of(starts);
	refused_of(starts, draft, edit_set(draft, way("h", 0), "to", "x", says),
		   "People start at Fall, so that it cannot be part of a branch.");
}

TRIAL(a_branch_does_not_lead_out_of_two_blocks_at_once)
{
	static const char inner[] = "  a: { team: ed, next: { all: [b, c], then: d } }\n"
				    "  b: { team: ward, next: { all: [e, f], then: g } }\n"
				    "  c: { team: ward, next: d }\n  e: { team: ward, next: g }\n"
				    "  f: { team: ward, next: g }\n  g: { team: ward, next: d }\n" HOME;
	struct draft *draft = draft_of(inner);
	refused_of(inner, draft, edit_set(draft, way("e", 0), "to", "d", says),
		   "At home comes when other branches are over, too: let this branch end with the others beside it.");
}

TRIAL(a_loop_that_nobody_could_leave_is_named_by_all_its_steps)
{
	static const char line[] = "  a: { name: First look, team: ed, next: b }\n  b: { team: ward, next: d }\n" HOME;
	struct draft *draft = draft_of(line);
	refused_of(line, draft, edit_set(draft, way("b", 0), "to", "a", says),
		   "Nobody could ever leave this loop: First look, B. Let a way lead out of it.");
}

TRIAL(what_a_scenario_names_does_not_go)
{
	static const char winter[] =
	    "  a: { name: First look, team: ed, next: { all: [b, c], then: { to: d, wait: 1d } } }\n"
	    "  b: { team: ward, next: d }\n  c: { team: ward, next: d }\n" HOME
	    "scenarios:\n  winter: { name: Winter, waits: { a: { d: x2 } } }\n";
	struct draft *draft = draft_of(winter);
	refused_of(
	    winter, draft, edit_make_ways(draft, "a", says),
	    "A scenario says something of the way from First look to At home, which would not be there any more. "
	    "Change the scenario in the file first.");
}

TRIAL(a_way_is_not_left_without_an_end)
{
	static const char ways[] = "  a: { team: ed, next: [{ to: b, share: 50% }, { outcome: gone, share: 50% }] }\n"
				   "  b: { team: ward, next: d }\n" HOME;
	struct draft *draft = draft_of(ways);
	refused_of(ways, draft, edit_set(draft, way("a", 0), "to", "", says), "A way leads to a step, or to an end.");
	draft = draft_of(ways);
	refused_of(ways, draft, edit_set(draft, way("a", 1), "outcome", "", says),
		   "A way leads to a step, or to an end.");
}

TRIAL(what_is_meant_elsewhere_too_does_not_go)
{
	static const char notes[] = "  a: { team: ed, note: &said hello, next: b }\n"
				    "  b: { team: ward, note: *said, next: d }\n" HOME;
	struct draft *draft = draft_of(notes);
	refused_of(notes, draft, edit_set(draft, step("a"), "note", "", says),
		   "What stands here is meant at other places of the file, too: change it there first.");
}

/* What the table does not know is said in names all the same. */
TRIAL(other_messages_speak_of_ways)
{
	static const char later[] = "  a: { team: ed, next: { to: b, wait: 2d } }\n  b: { team: ward, next: d }\n" HOME;
	struct draft *draft = draft_of(later);
	refused_of(later, draft, edit_set(draft, way("a", 0), "after", "30d", says),
		   "a way with 'after' takes no 'wait'.");
}

TRIAL(an_end_cannot_be_one_of_several_branches)
{
	static const char ways[] = "  a: { team: ed, next: [{ to: b, share: 50% }, { outcome: gone, share: 50% }] }\n"
				   "  b: { team: ward, next: c }\n  c: { team: me, outcome: home }\n";
	struct draft *draft = draft_of(ways);
	struct document *document = edit_make_block(draft, "a", "c", says);
	assert_non_null(document);
	edit_fault(document, &document->diagnostics.list.at[0], says);
	assert_string_equal(says, "A branch leads to a step, not to an end: add a step on that way first.");
	document_free(document);
	draft_free(draft);
}

TRIAL(a_team_that_is_not_there_is_refused_by_its_name)
{
	struct draft *draft = draft_of(map);
	refused(draft, edit_set(draft, step("b"), "team", "nu", says),
		"There is no team 'nu' in this file: choose one of those that are offered.");
	draft = draft_of(map);
	refused(draft, edit_set(draft, step("b"), "with", "ward, nu", says),
		"There is no team 'nu' in this file: choose one of those that are offered.");
	draft = draft_of(map);
	refused(draft, edit_make_joint(draft, "b", "ward", says), "Ward does it already: choose another team.");
}

TRIAL(a_name_may_be_said_for_an_id)
{
	struct draft *draft = draft_of(map);
	document_free(edit_set(draft, way("d", 0), "to", "at HOME", says));
	document_free(edit_set(draft, way("d", 1), "to", "washing ", says));
	document_free(edit_set(draft, step("b"), "team", "Ward", says));
	document_free(edit_set(draft, step("b"), "with", "ED, me", says));
	assert_non_null(strstr(steps_of(draft), "b: { name: Washing, team: ward"));
	draft_free(draft);
	draft = draft_of("  a: { team: ed, next: b }\n  b: { name: The Second, team: ward, next: c }\n"
			 "  c: { team: me, outcome: home }\n");
	document_free(edit_set(draft, way("a", 0), "to", " the second", says));
	document_free(edit_set(draft, way("b", 0), "to", "C", says));
	document_free(edit_set(draft, step("b"), "with", "ED", says));
	document_free(edit_set(draft, step("a"), "team", "Ward", says));
	assert_string_equal(steps_of(draft), "  a: { team: ward, next: b }\n"
					     "  b: { name: The Second, team: ward, with: ed, next: c }\n"
					     "  c: { team: me, outcome: home }\n");
	draft_free(draft);
}

#define SPLIT "  a: { team: ed, next: [{ to: b, share: 60% }, { to: c, share: 40% }] }\n"
#define LATER                                                                                                          \
	"  b: { team: ward, next: c }\n"                                                                               \
	"  c: { team: me, outcome: home }\n"
#define WINTER(a) "scenarios:\n  winter: { name: Winter, waits: { " a ": { b: x2 } }, shares: { " a ": { c: 10% } } }\n"

/* A scenario names ways by where they start and end. */
TRIAL(scenarios_go_along_with_a_way)
{
	static const char before[] = SPLIT LATER WINTER("a");
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_set(draft, way("a", 0), "outcome", "moved", says), before,
		    "  a: { team: ed, next: [{ outcome: moved, share: 60% }, { to: c, share: 40% }] }\n" LATER
		    "scenarios:\n  winter: { name: Winter, shares: { a: { c: 10% } } }\n");
	draft = draft_of(before);
	expect_done(draft, edit_add_step(draft, "a", (struct new_step){"Call", NULL}, says), before,
		    "  a: { team: ed, next: call }\n  call: { name: Call, team: ed, next: [{ to: b, share: 60% }, { "
		    "to: c, share: "
		    "40% }] }\n" LATER WINTER("call"));
	draft = draft_of(before);
	expect_done(draft, edit_insert_step(draft, way("a", 0), (struct new_step){"Call", NULL}, says), before,
		    "  a: { team: ed, next: [{ to: call, share: 60% }, { to: c, share: 40% }] }\n"
		    "  call: { name: Call, team: ed, next: b }\n" LATER
		    "scenarios:\n  winter: { name: Winter, waits: { a: { call: x2 } }, shares: { a: { c: 10% } } }\n");
}

#define BRANCHES(all) "  a: { team: ed, next: { all: [" all "], then: d } }\n"
#define WAYS(all)     "  a: { team: ed, next: [" all "] }\n"
#define ENDS          "  b: { team: ward, next: d }\n  c: { team: ward, next: d }\n  d: { team: me, outcome: home }\n"

/* Who needed both goes one of the ways: as likely as each was needed. */
TRIAL(branches_that_all_need_become_ways_of_some)
{
	static const char both[] = BRANCHES("{ to: b, share: 90% }, { to: c, share: 45% }") ENDS;
	struct draft *draft = draft_of(both);
	expect_done(draft, edit_make_ways(draft, "a", says), both,
		    WAYS("{ to: b, share: 67% }, { to: c, share: 33% }") ENDS);
	static const char one[] = BRANCHES("b, { to: c, share: 100% }") ENDS;
	draft = draft_of(one);
	expect_done(draft, edit_make_ways(draft, "a", says), one, WAYS("b, { to: c, share: 50% }") ENDS);
	static const char few[] = BRANCHES("{ to: b, share: 30% }, { to: c, share: 45% }") ENDS;
	draft = draft_of(few);
	expect_done(draft, edit_make_ways(draft, "a", says), few,
		    WAYS("{ to: b, share: 30% }, { to: c, share: 45% }") ENDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_the_loader_has_against_a_change_is_said_in_names),
	    cmocka_unit_test(a_start_cannot_be_part_of_a_branch),
	    cmocka_unit_test(a_branch_does_not_lead_out_of_two_blocks_at_once),
	    cmocka_unit_test(a_loop_that_nobody_could_leave_is_named_by_all_its_steps),
	    cmocka_unit_test(what_a_scenario_names_does_not_go),
	    cmocka_unit_test(a_way_is_not_left_without_an_end),
	    cmocka_unit_test(what_is_meant_elsewhere_too_does_not_go),
	    cmocka_unit_test(other_messages_speak_of_ways),
	    cmocka_unit_test(an_end_cannot_be_one_of_several_branches),
	    cmocka_unit_test(a_team_that_is_not_there_is_refused_by_its_name),
	    cmocka_unit_test(a_name_may_be_said_for_an_id),
	    cmocka_unit_test(scenarios_go_along_with_a_way),
	    cmocka_unit_test(branches_that_all_need_become_ways_of_some),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
