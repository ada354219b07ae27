#include "edit_trial.h"

#include <stdlib.h>

static void sets(struct edit_place place, const char *key, const char *value, const char *before, const char *after)
{
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_set(draft, place, key, value, says), before, after);
}

static void refuses(struct edit_place place, const char *key, const char *value, const char *steps, const char *part)
{
	struct draft *draft = draft_of(steps);
	expect_refused(draft, edit_set(draft, place, key, value, says), steps, part);
}

static const struct edit_field *field_of(struct edit_fields fields, const char *key)
{
	for (uint32_t i = 0; i < fields.count; i++)
		if (strcmp(fields.at[i].key, key) == 0)
			return &fields.at[i];
	return NULL;
}

/* ---------------------------------------------------- values in their place */

TRIAL(a_value_is_replaced_and_nothing_else)
{
	sets(way("a", 0), "wait", "2h",
	     "  a:\n    team: ed # who\n    next: { to: b, wait:   1h } # c\n  b: { team: ward, outcome: home }\n",
	     "  a:\n    team: ed # who\n    next: { to: b, wait:   2h } # c\n  b: { team: ward, outcome: home }\n");
	sets(step("a"), "team", "ward", "  a:\n    team:    ed # who\n    outcome: home",
	     "  a:\n    team:    ward # who\n    outcome: home");
}

TRIAL(a_text_keeps_its_quotes)
{
	sets(step("a"), "name", "It's", "  a: { team: ed, name: 'Old', outcome: home }\n",
	     "  a: { team: ed, name: 'It''s', outcome: home }\n");
	sets(step("a"), "name", "Say \"no\"", "  a: { team: ed, name: \"Old\", outcome: home }\n",
	     "  a: { team: ed, name: \"Say \\\"no\\\"\", outcome: home }\n");
}

TRIAL(a_text_is_quoted_where_it_could_be_read_as_something_else)
{
	static const struct {
		const char *text, *written;
	} texts[] = {
	    {"no", "\"no\""},
	    {"1.10", "\"1.10\""},
	    {"a: b", "\"a: b\""},
	    {"a # b", "\"a # b\""},
	    {"# b", "\"# b\""},
	    {"- b", "\"- b\""},
	    {"2024-01-05", "\"2024-01-05\""},
	    {"*b", "\"*b\""},
	    {"&b", "\"&b\""},
	    {"~", "\"~\""},
	    {"Yes", "\"Yes\""},
	    {"ends:", "\"ends:\""},
	    {"it's", "it's"},
	    {"a, b", "a, b"},
	    {"[sic]", "\"[sic]\""},
	    {"Zoë 🏥", "Zoë 🏥"},
	    {"two\nlines", "\"two\\nlines\""},
	    {"---", "\"---\""},
	    {"", ""},
	};
	for (size_t i = 0; texts[i].text[0]; i++) {
		char after[200];
		snprintf(after, sizeof after, "  a:\n    team: ed\n    note: %s\n    outcome: home\n",
			 texts[i].written);
		sets(step("a"), "note", texts[i].text, "  a:\n    team: ed\n    note: old\n    outcome: home\n", after);
	}
	sets(step("a"), "note", "a, b", "  a: { team: ed, note: old, outcome: home }\n",
	     "  a: { team: ed, note: \"a, b\", outcome: home }\n");
	sets(step("a"), "adds_value", "no", "  a: { team: ed, adds_value: yes, outcome: home }\n",
	     "  a: { team: ed, adds_value: no, outcome: home }\n");
	sets(step("a"), "feeling", "-2", "  a: { team: ed, outcome: home }\n",
	     "  a: { team: ed, feeling: -2, outcome: home }\n");
}

TRIAL(a_block_of_text_stays_one)
{
	sets(step("a"), "note", "one\n\nthree",
	     "  a:\n    team: ed\n    note: | # why\n      old\n      text\n\n    outcome: home\n",
	     "  a:\n    team: ed\n    note: | # why\n      one\n\n      three\n\n    outcome: home\n");
	sets(step("a"), "note", "one", "  a:\n    team: ed\n    outcome: home\n    note: >\n      old\n      text",
	     "  a:\n    team: ed\n    outcome: home\n    note: >\n      one");
}

/* --------------------------------------------------------------- keys added */

TRIAL(a_key_is_added_in_the_way_of_its_mapping)
{
	sets(way("a", 0), "wait", "2h", "  a: { team: ed, next: { to: b } }\n  b: { team: ward, outcome: home }\n",
	     "  a: { team: ed, next: { to: b, wait: 2h } }\n  b: { team: ward, outcome: home }\n");
	sets(way("a", 0), "wait", "2h", "  a:\n    team: ed\n    next: b # c\n  b: { team: ward, outcome: home }\n",
	     "  a:\n    team: ed\n    next: { to: b, wait: 2h } # c\n  b: { team: ward, outcome: home }\n");
	sets(
	    way("a", 1), "wait", "2h",
	    "  a:\n    team: ed\n    next:\n      - b\n      - to: c # d\n        via: phone\n  b: { team: ward, "
	    "outcome: "
	    "home }\n  c: { team: ward, outcome: home }\n",
	    "  a:\n    team: ed\n    next:\n      - b\n      - to: c # d\n        wait: 2h\n        via: phone\n  b: { "
	    "team: ward, outcome: home }\n  c: { team: ward, outcome: home }\n");
	sets(way("a", 0), "wait", "2h", "  a: { team: ed, next: [to: b] }\n  b: { team: ward, outcome: home }\n",
	     "  a: { team: ed, next: [{ to: b, wait: 2h }] }\n  b: { team: ward, outcome: home }\n");
	sets(step("a"), "name", "A", "  a:\n    # who\n    team: ed\n    outcome: home\n",
	     "  a:\n    # who\n    name: A\n    team: ed\n    outcome: home\n");
	sets(step("a"), "setting", "ward", "  a:\n    outcome: home\n    team: ed",
	     "  a:\n    outcome: home\n    team: ed\n    setting: ward");
	sets(step("a"), "setting", "ward", "  a:\n    team: ed\r\n    outcome: home\r\n",
	     "  a:\n    team: ed\r\n    setting: ward\r\n    outcome: home\r\n");
	sets(step("a"), "setting", "ward", "  a: { team: ed, # who\n    outcome: home # where\n  }\n",
	     "  a: { team: ed, setting: ward, # who\n    outcome: home # where\n  }\n");
}

TRIAL(behind_a_block_of_text_a_key_is_added_too)
{
	sets(step("a"), "outcome", "home",
	     "  a:\n    team: ed\n    note: |\n      old\n\n      text\n\n\n  b: { team: ed }\n",
	     "  a:\n    team: ed\n    note: |\n      old\n\n      text\n    outcome: home\n\n\n  b: { team: ed }\n");
}

/* --------------------------------------------------------------- keys taken */

TRIAL(a_key_is_taken_and_leaves_tidy_text)
{
	const char *b = "  b: { team: ward, outcome: home }\n";
	static const struct {
		const char *key, *before, *after;
	} cases[] = {
	    {"name", "  a: { name: A, team: ed, outcome: home }\n", "  a: { team: ed, outcome: home }\n"},
	    {"name", "  a: { team: ed, name: A, outcome: home }\n", "  a: { team: ed, outcome: home }\n"},
	    {"name", "  a: { team: ed, outcome: home, name: A }\n", "  a: { team: ed, outcome: home }\n"},
	    {"name", "  a: { team: ed, # who\n    name: A # what\n  }\n", "  a: { team: ed, # who\n     # what\n  }\n"},
	    {"name", "  a:\n    name: A\n    team: ed\n", "  a:\n    team: ed\n"},
	    {"name", "  a:\n    team: ed\n    # what\n    name: A # b\n    outcome: home\n",
	     "  a:\n    team: ed\n    # what\n    outcome: home\n"},
	    {"name", "  a:\n    team: ed\n    name: A\n", "  a:\n    team: ed\n"},
	    {"name", "  a:\n    team: ed\n    name: A", "  a:\n    team: ed"},
	    {"name", "  a:\r\n    team: ed\r\n    name: A", "  a:\r\n    team: ed"},
	    {"note", "  a:\n    note: |\n      x\n      y\n    team: ed\n", "  a:\n    team: ed\n"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		sets(step("a"), cases[i].key, "", cases[i].before, cases[i].after);
	char before[300], after[300];
	snprintf(before, sizeof before, "  a:\n    team: ed\n    next:\n      - share: 30%%\n        to: b\n%s", b);
	snprintf(after, sizeof after, "  a:\n    team: ed\n    next:\n      - to: b\n%s", b);
	sets(way("a", 0), "share", "", before, after);
}

/* ------------------------------------------------------------ lists of words */

TRIAL(of_a_list_only_the_changed_words_are_touched)
{
	static const struct {
		const char *text, *before, *after;
	} cases[] = {
	    {"story, pain", "[story,  medicines]", "[story,  pain]"},
	    {"story", "[story, medicines]", "[story]"},
	    {"medicines", "[story, medicines]", "[medicines]"},
	    {"x, story, medicines", "[story, medicines]", "[x, story, medicines]"},
	    {"story, x, z, medicines", "[story,  medicines]", "[story,  x, z, medicines]"},
	    {"story, medicines, x", "[story, medicines ]", "[story, medicines, x ]"},
	    {"story, \"a, b\", no", "story", "[story, \"a, b\", \"no\"]"},
	    {"x", "story", "x"},
	    {"story, x", "\n      - story # 1\n      - medicines # 2", "\n      - story # 1\n      - x # 2"},
	    {"story, x, medicines", "\n      - story # 1\n      - medicines # 2",
	     "\n      - story # 1\n      - x\n      - medicines # 2"},
	    {"story, medicines, x", "\n      - story # 1\n      - medicines # 2",
	     "\n      - story # 1\n      - medicines # 2\n      - x"},
	    {"medicines", "\n      - story # 1\n      - medicines # 2", "\n      - medicines # 2"},
	    {"story", "\n    - story # 1\n    - 'medicines' # 2", "\n    - story # 1"},
	    {"story, x", "\n    - story # 1\n    - 'medicines' # 2", "\n    - story # 1\n    - 'x' # 2"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char before[300], after[300];
		snprintf(before, sizeof before, "  a:\n    team: ed\n    asks: %s\n    outcome: home\n",
			 cases[i].before);
		snprintf(after, sizeof after, "  a:\n    team: ed\n    asks: %s\n    outcome: home\n", cases[i].after);
		sets(step("a"), "asks", cases[i].text, before, after);
	}
	sets(step("a"), "asks", " , ", "  a: { team: ed, asks: [story], outcome: home }\n",
	     "  a: { team: ed, outcome: home }\n");
}

TRIAL(what_is_more_than_a_text_is_written_in_brackets)
{
	sets(step("a"), "voice", "[{ says: \"Well, yes\", consent: yes }]",
	     "  a:\n    team: ed\n    voice:\n    - says: Old\n      consent: yes\n    outcome: home\n",
	     "  a:\n    team: ed\n    voice: [{ says: \"Well, yes\", consent: yes }]\n    outcome: home\n");
	sets(step("a"), "voice", "[sic] it was", "  a: { team: ed, voice: Old, outcome: home }\n",
	     "  a: { team: ed, voice: \"[sic] it was\", outcome: home }\n");
	/* Nothing gets out of its value. */
	sets(step("a"), "obstacle", "[a], setting: ward", "  a: { team: ed, obstacle: b, outcome: home }\n",
	     "  a: { team: ed, obstacle: \"[a], setting: ward\", outcome: home }\n");
}

/* --------------------------------------------------- an end, or a step again */

TRIAL(an_arrow_leads_to_a_step_or_an_end)
{
	const char *to =
	    "  a: { team: ed, next: [{ to: b, share: 90% }, { to: c }] }\n  b: { team: ed, outcome: x }\n  c: "
	    "{ team: ed, outcome: x }\n";
	const char *end =
	    "  a: { team: ed, next: [{ to: b, share: 90% }, { outcome: died }] }\n  b: { team: ed, outcome: "
	    "x }\n  c: { team: ed, outcome: x }\n";
	sets(way("a", 1), "outcome", "died", to, end);
	sets(way("a", 1), "to", "c", end, to);
}

/* --------------------------------------------------------------- and refused */

static const char *const shared = "  a: &a\n    team: ed\n    next: { to: c, wait: &w 1h }\n"
				  "  b:\n    <<: *a\n    name: B\n"
				  "  c: { team: ward, next: { to: d, wait: *w } }\n  d: { team: me, outcome: home }\n";

TRIAL(what_is_written_elsewhere_is_shown_and_not_changed)
{
	struct draft *draft = draft_of(shared);
	const struct edit_field *team = field_of(edit_fields(arena, draft, step("b")), "team");
	assert_true(team->elsewhere);
	assert_int_equal(team->line, 8);
	assert_string_equal(team->text, "ed");
	const struct edit_field *wait = field_of(edit_fields(arena, draft, way("c", 0)), "wait");
	assert_true(wait->elsewhere);
	assert_int_equal(wait->line, 9);
	assert_false(field_of(edit_fields(arena, draft, way("a", 0)), "wait")->elsewhere);
	draft_free(draft);
	refuses(step("b"), "team", "ward", shared, "in line 8");
	refuses(way("b", 0), "wait", "2h", shared, "in line 9");
	refuses(way("c", 0), "wait", "2h", shared, "in line 9");
}

TRIAL(what_makes_no_sense_is_refused)
{
	const char *steps = "  a: { team: ed, outcome: home }\n";
	refuses(step("a"), "team", "", steps, "cannot be without its");
	refuses(step("nobody"), "team", "ed", steps, "no step 'nobody'");
	refuses(way("a", 0), "wait", "2h", steps, "no such way");
	refuses(step("a"), "next", "a", steps, "cannot be said");
}

TRIAL(what_is_no_pathway_is_told_and_not_done)
{
	const char *steps = "  a: { team: ed, takes: 1h, outcome: home }\n";
	struct draft *draft = draft_of(steps);
	struct document *document = edit_set(draft, step("a"), "takes", "3 dyas", says);
	assert_non_null(document);
	assert_null(document->pathway);
	assert_non_null(strstr(document->diagnostics.list.at[0].message, "dyas"));
	assert_string_equal(steps_of(draft), steps);
	assert_false(draft_undo(draft));
	/* Its own text, so that the line can be shown. */
	assert_non_null(strstr(document->source.text, "3 dyas"));
	document_free(document);
	draft_free(draft);
}

/* --------------------------------------------------------- undo, redo, saved */

TRIAL(undo_and_redo_say_what_they_are_about)
{
	struct draft *draft =
	    draft_of("  a:\n    team: ed\n    next: { to: ward-stay, wait: 1h }\n  ward-stay: { team: "
		     "ward, outcome: home }\n");
	assert_true(draft_is_saved(draft) && !draft_undoes(draft) && !draft_redoes(draft));
	document_free(edit_set(draft, way("a", 0), "wait", "2h", says));
	assert_string_equal(draft_undoes(draft), "the wait from A to Ward stay");
	document_free(edit_set(draft, step("a"), "adds_value", "no", says));
	assert_string_equal(draft_undoes(draft), "the adds value of A");
	assert_false(draft_is_saved(draft));
	draft_mark_saved(draft);
	assert_true(draft_undo(draft));
	assert_string_equal(draft_redoes(draft), "the adds value of A");
	assert_false(draft_is_saved(draft));
	assert_true(draft_redo(draft) && draft_is_saved(draft));
	assert_true(draft_undo(draft) && draft_undo(draft) && !draft_undo(draft));
	/* Another change: what was undone, and the saved text, cannot be come back to. */
	document_free(edit_set(draft, step("a"), "name", "A and E", says));
	assert_false(draft_redo(draft));
	assert_true(draft_undo(draft));
	assert_false(draft_is_saved(draft));
	draft_free(draft);
}

TRIAL(a_change_that_changes_nothing_is_none)
{
	struct draft *draft = draft_of(shared);
	struct document *document = edit_set(draft, way("a", 0), "wait", "1h", says);
	assert_non_null(document->pathway);
	assert_null(draft_undoes(draft));
	document_free(document);
	draft_free(draft);
}

TRIAL(trying_leaves_the_draft_as_it_is)
{
	struct draft *draft = draft_of(shared);
	struct document *document = edit_try(draft, way("a", 0), "wait", "2h", says);
	assert_non_null(document->pathway);
	assert_string_equal(steps_of(draft), shared);
	assert_null(draft_undoes(draft));
	document_free(document);
	draft_free(draft);
}

/* ---------------------------------------------------------------- the form */

TRIAL(the_form_has_every_key_that_applies)
{
	struct draft *draft = draft_of(
	    "  a: { team: ed, asks: [story, \"a, b\"], voice: [{ says: \"Oh, no\", consent: yes }], next: { all: [b, "
	    "{ to: c, share: 0.5 }], then: d } }\n"
	    "  b: { team: ed, next: d }\n  c: { team: ed, next: d }\n  d: { team: me, outcome: home }\n");
	struct edit_fields own = edit_fields(arena, draft, step("a"));
	assert_null(field_of(own, "next"));
	assert_string_equal(field_of(own, "asks")->text, "story, \"a, b\"");
	assert_string_equal(field_of(own, "voice")->text, "[{ says: \"Oh, no\", consent: yes }]");
	assert_int_equal(field_of(own, "team")->offer, OFFER_TEAMS);
	assert_true(field_of(own, "team")->needed);
	assert_ptr_equal(field_of(own, "setting")->words, &setting_words);
	assert_false(field_of(own, "setting")->given);
	assert_string_equal(field_of(own, "takes")->type, "duration");
	assert_non_null(field_of(edit_fields(arena, draft, way("a", 0)), "goes_on"));
	assert_null(field_of(edit_fields(arena, draft, way("a", 0)), "outcome"));
	assert_string_equal(field_of(edit_fields(arena, draft, way("a", 0)), "to")->text, "b");
	assert_string_equal(field_of(edit_fields(arena, draft, way("a", 1)), "share")->text, "0.5");
	assert_null(field_of(edit_fields(arena, draft, way("a", 2)), "share"));
	assert_string_equal(field_of(edit_fields(arena, draft, way("a", 2)), "to")->text, "d");
	assert_null(field_of(edit_fields(arena, draft, way("b", 0)), "goes_on"));
	assert_int_equal(edit_fields(arena, draft, way("a", 3)).count, 0);
	draft_free(draft);
}

/* --------------------------------------------------------- the map changed */

#define ENDS                                                                                                           \
	"  b: { team: ward, outcome: home }\n  c: { team: ward, outcome: home }\n  d: { team: me, outcome: home }\n"

static void shares(const char *before, uint32_t number, double share, const char *after)
{
	char old[600], new[600];
	snprintf(old, sizeof old, "  a: { team: ed, next: %s }\n" ENDS, before);
	snprintf(new, sizeof new, "  a: { team: ed, next: %s }\n" ENDS, after);
	struct draft *draft = draft_of(old);
	expect_done(draft, edit_share(draft, way("a", number), share, says), old, new);
}

TRIAL(a_share_changed_leaves_the_others_what_is_left)
{
	shares("[{ to: b, share: 70% }, { to: c, share: 20% }, { to: d, share: 10% }]", 0, 0.4,
	       "[{ to: b, share: 40% }, { to: c, share: 40% }, { to: d, share: 20% }]");
	shares("[{ to: b, share: 70% }, { to: c, share: 20% }, { to: d, share: 10% }]", 0, 0.5,
	       "[{ to: b, share: 50% }, { to: c, share: 33% }, { to: d, share: 17% }]");
	/* Fewer than everyone stay as many. */
	shares("[{ to: b, share: 50% }, { to: c, share: 30% }]", 1, 0.2,
	       "[{ to: b, share: 60% }, { to: c, share: 20% }]");
	shares("[{ to: b, share: 0.5 }, { to: c, share: 0.5 }]", 0, 0.25,
	       "[{ to: b, share: 0.25 }, { to: c, share: 0.75 }]");
	/* Who has no share takes the rest, as before. */
	shares("[{ to: b, share: 50% }, c]", 0, 0.2, "[{ to: b, share: 20% }, c]");
	shares("[{ to: b, share: 50% }, c]", 1, 0.2, "[{ to: b, share: 80% }, { to: c, share: 20% }]");
	shares("[{ to: b, share: 1% }, { to: c, share: 99% }]", 1, 0.995,
	       "[{ to: b, share: 0.5% }, { to: c, share: 99.5% }]");
	const char *lone = "  a: { team: ed, next: [{ to: b, share: 100% }, { to: c, share: 0% }] }\n" ENDS;
	struct draft *draft = draft_of(lone);
	expect_refused(draft, edit_share(draft, way("a", 0), 0.5, says), lone, "Nobody goes another way");
}

TRIAL(a_branch_is_needed_by_so_many_and_no_other_gives_way)
{
	const char *before =
	    "  a: { team: ed, next: { all: [b, { to: c, share: 50% }], then: d } }\n"
	    "  b: { team: ed, next: d }\n  c: { team: ed, next: d }\n  d: { team: me, outcome: home }\n";
	const char *after =
	    "  a: { team: ed, next: { all: [b, { to: c, share: 90% }], then: d } }\n"
	    "  b: { team: ed, next: d }\n  c: { team: ed, next: d }\n  d: { team: me, outcome: home }\n";
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_share(draft, way("a", 1), 0.9, says), before, after);
}

/* Steps: a, and then ENDS. */
static const char *before_ends(const char *step)
{
	static char steps[2][1000];
	static int turn;
	turn = 1 - turn;
	snprintf(steps[turn], sizeof steps[turn], "  a:%s\n" ENDS, step);
	return steps[turn];
}

static void another_way(struct new_way added, const char *old, const char *new)
{
	const char *before = before_ends(old), *after = before_ends(new);
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_add_way(draft, "a", added, says), before, after);
}

static const struct new_way third_to_d = {.to = "d", .share = 0.3}, third_dies = {.outcome = "died: so", .share = 0.3};

TRIAL(the_others_give_way_to_one_way_more)
{
	another_way(third_to_d, " { team: ed, next: [{ to: b, share: 70% }, { to: c, share: 30% }] }",
		    " { team: ed, next: [{ to: b, share: 49% }, { to: c, share: 21% }, { to: d, share: 30% }] }");
	another_way(third_to_d, " { team: ed, next: [{ to: b, share: 0.5 }, { to: c, share: 0.5 }] }",
		    " { team: ed, next: [{ to: b, share: 0.35 }, { to: c, share: 0.35 }, { to: d, share: 0.3 }] }");
	/* Who has no share takes the rest; only where that is not enough do the others give way. */
	another_way(third_to_d, " { team: ed, next: [{ to: b, share: 50% }, c] }",
		    " { team: ed, next: [{ to: b, share: 50% }, c, { to: d, share: 30% }] }");
	another_way(third_to_d, " { team: ed, next: [{ to: b, share: 90% }, c] }",
		    " { team: ed, next: [{ to: b, share: 70% }, c, { to: d, share: 30% }] }");
	/* So do those whose way ends here. */
	another_way(third_dies, " { team: ed, outcome: home, next: { to: b, share: 50% } }",
		    " { team: ed, outcome: home, next: [{ to: b, share: 35% }, { outcome: \"died: so\", share: 30% }] "
		    "}");
}

TRIAL(a_way_more_is_written_as_those_before_it)
{
	another_way(third_to_d, "\n    team: ed\n    next: b # on",
		    "\n    team: ed\n    next:\n      - b # on\n"
		    "      - { to: d, share: 30% }");
	another_way(third_to_d, "\n    team: ed\n    next:   { to: b, wait: 1h } # on",
		    "\n    team: ed\n    next:\n      - { to: b, wait: 1h } # on\n      - { to: d, share: 30% }");
	another_way(third_dies,
		    "\n    team: ed\n    next: # on\n      # most\n      to: b\n      note: |\n        one\n\n"
		    "        two\n    note: x",
		    "\n    team: ed\n    next: # on\n      # most\n      - to: b\n        note: |\n          one\n\n"
		    "          two\n      - outcome: \"died: so\"\n        share: 30%\n    note: x");
	another_way(third_to_d, "\n    team: ed\n    next:\n    - b\n    - to: c # c\n      share: 50% # half",
		    "\n    team: ed\n    next:\n    - b\n    - to: c # c\n      share: 50% # half\n    - to: d\n      "
		    "share: 30%");
	another_way(third_to_d, "\n    team: ed\n    next: [b] # on",
		    "\n    team: ed\n    next: [b, { to: d, share: 30% }] # on");
	another_way(
	    third_to_d, "\n    team: ed\n    next: &on b\n  e: { team: ed, next: *on }",
	    "\n    team: ed\n    next:\n      - &on b\n      - { to: d, share: 30% }\n  e: { team: ed, next: *on "
	    "}");
	another_way(third_to_d, " { team: ed }", " { team: ed, next: { to: d, share: 30% } }");
	another_way((struct new_way){"d", NULL, 1}, " { team: ed }", " { team: ed, next: d }");
}

static void no_way_more(struct new_way added, const char *step, const char *part)
{
	const char *steps = before_ends(step);
	struct draft *draft = draft_of(steps);
	expect_refused(draft, edit_add_way(draft, "a", added, says), steps, part);
}

TRIAL(a_way_more_leads_somewhere_and_stands_beside_no_branch)
{
	no_way_more((struct new_way){"d", NULL, 1.2}, " { team: ed, next: b }", "between 0% and 100%");
	no_way_more((struct new_way){"nowhere", NULL, 0.3}, " { team: ed, next: b }", "no step 'nowhere'");
	no_way_more((struct new_way){NULL, "", 0.3}, " { team: ed, next: b }", "to a step, or to an end");
	no_way_more(third_to_d,
		    " { team: ed, next: { all: [e, f], then: b } }\n  e: { team: ed, next: b }\n"
		    "  f: { team: ed, next: b }",
		    "Branches run side by side here");
	no_way_more(third_to_d, "\n    team: ed\n    next: &on\n      to: b\n  e: { team: ed, next: *on }",
		    "can only be changed in");
	const char *steps = before_ends(" { team: ed, next: b }");
	struct draft *draft = draft_of(steps);
	struct document *document = edit_add_way(draft, "a", (struct new_way){"b", NULL, 0.3}, says);
	assert_true(document && !document->pathway);
	assert_string_equal(steps_of(draft), steps);
	document_free(document);
	draft_free(draft);
}

static void one_way_less(uint32_t number, const char *old, const char *new)
{
	const char *before = before_ends(old), *after = before_ends(new);
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_remove_way(draft, way("a", number), says), before, after);
}

TRIAL(the_others_gain_what_a_way_had)
{
	one_way_less(2, " { team: ed, next: [{ to: b, share: 50% }, { to: c, share: 30% }, { to: d, share: 20% }] }",
		     " { team: ed, next: [{ to: b, share: 63% }, { to: c, share: 37% }] }");
	one_way_less(0, " { team: ed, next: [{ to: b, share: 50% }, { to: c, share: 30% }] }",
		     " { team: ed, next: [{ to: c, share: 80% }] }");
	one_way_less(1, " { team: ed, next: [{ to: b, share: 50% }, { to: c, share: 20% }, d] }",
		     " { team: ed, next: [{ to: b, share: 50% }, d] }");
	one_way_less(2, " { team: ed, next: [{ to: b, share: 40% }, { to: c, share: 40% }, d] }",
		     " { team: ed, next: [{ to: b, share: 50% }, { to: c, share: 50% }] }");
	one_way_less(0, " { team: ed, next: [{ to: b, share: 100% }, { to: c, share: 0% }, { to: d, share: 0% }] }",
		     " { team: ed, next: [{ to: c, share: 50% }, { to: d, share: 50% }] }");
	one_way_less(
	    0,
	    "\n    team: ed\n    next:\n      # some\n      - to: b\n        share: 30%\n      - { to: c, share: "
	    "70% } # most",
	    "\n    team: ed\n    next:\n      # some\n      - { to: c, share: 100% } # most");
	/* The last one, where the step says how it ends. */
	one_way_less(0, " { team: ed, outcome: home, next: { to: b, share: 30% } }", " { team: ed, outcome: home }");
}

TRIAL(what_a_scenario_says_of_a_way_goes_with_it)
{
	static const char *const cases[][2] = {
	    {"waits: { a: { b: x2, c: x3 } }, shares: { a: { b: 10% } }", "waits: { a: { c: x3 } }"},
	    {"waits: { a: { b: x2 }, e: { b: x2 } }", "waits: { e: { b: x2 } }"},
	};
	char before[1000], after[1000];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *steps = "  e: { team: ed, next: b }\n" ENDS "scenarios: { w: { name: W, ";
		snprintf(before, sizeof before, "  a: { team: ed, next: [b, c] }\n%s%s } }\n", steps, cases[i][0]);
		snprintf(after, sizeof after, "  a: { team: ed, next: [c] }\n%s%s } }\n", steps, cases[i][1]);
		struct draft *draft = draft_of(before);
		expect_done(draft, edit_remove_way(draft, way("a", 0), says), before, after);
	}
	/* Another way leads there, too. */
	const char *rest = ENDS "scenarios: { w: { waits: { a: { b: x2 } } } }\n";
	snprintf(before, sizeof before, "  a: { team: ed, next: [b, { to: b, when: late }, c] }\n%s", rest);
	snprintf(after, sizeof after, "  a: { team: ed, next: [b, c] }\n%s", rest);
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_remove_way(draft, way("a", 1), says), before, after);
}

static void no_way_less(uint32_t number, const char *step, const char *part)
{
	const char *steps = before_ends(step);
	struct draft *draft = draft_of(steps);
	expect_refused(draft, edit_remove_way(draft, way("a", number), says), steps, part);
}

TRIAL(the_last_way_and_a_branch_stay)
{
	no_way_less(0, " { team: ed, next: b }", "take the step out instead");
	no_way_less(0, " { team: ed, next: [b] }", "take the step out instead");
	no_way_less(2, " { team: ed, next: [b, c] }", "no such way");
	no_way_less(NONE, " { team: ed, next: [b, c] }", "no such way");
	no_way_less(0,
		    " { team: ed, next: { all: [e, f], then: b } }\n  e: { team: ed, next: b }\n"
		    "  f: { team: ed, next: b }",
		    "Branches run side by side here");
	no_way_less(0, " { team: ed, next: [&on { to: b, wait: 1h }, c] }\n  e: { team: ed, next: *on }",
		    "something else, too");
}

static void adds(const char *before, const char *after)
{
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_add_step(draft, "a", (struct new_step){"Ask: why?", NULL}, says), before, after);
}

TRIAL(a_new_step_takes_over_the_ways_on)
{
	adds("  a:\n    team: ed\n\n    next: # ways\n      - { to: b, share: 50% } # one\n      - c\n\n" ENDS,
	     "  a:\n    team: ed\n\n    next: ask-why\n\n  ask-why:\n    name: \"Ask: why?\"\n    team: ed\n    next: "
	     "# ways\n"
	     "      - { to: b, share: 50% } # one\n      - c\n\n" ENDS);
	adds("  a: { team: ed, next: { to: b, wait: 1h }, note: x }\n" ENDS,
	     "  a: { team: ed, next: ask-why, note: x }\n  ask-why: { name: \"Ask: why?\", team: ed, next: { to: b, "
	     "wait: 1h } }\n" ENDS);
	adds("  a:\n    team: ed\n    outcome: home # end",
	     "  a:\n    team: ed\n    next: ask-why\n  ask-why:\n    name: \"Ask: "
	     "why?\"\n    team: ed\n    outcome: home # end");
	adds("  a: { team: ed }\n", "  a: { team: ed, next: ask-why }\n  ask-why: { name: \"Ask: why?\", team: ed }\n");
	/* It is where the step before it is. */
	adds("  a: { team: ed, setting: ward, outcome: home }\n",
	     "  a: { team: ed, setting: ward, next: ask-why }\n"
	     "  ask-why: { name: \"Ask: why?\", team: ed, setting: ward, outcome: home }\n");
}

static void inserts(uint32_t number, const char *before, const char *after)
{
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_insert_step(draft, way("a", number), (struct new_step){"No", "ward"}, says), before,
		    after);
}

TRIAL(a_step_put_on_an_arrow_keeps_what_is_said_of_it)
{
	inserts(1, "  a:\n    team: ed\n    next:\n      - c\n      - to: b # b\n        wait: 1h\n" ENDS,
		"  a:\n    team: ed\n    next:\n      - c\n      - to: step-no # b\n        wait: 1h\n"
		"  step-no:\n    name: \"No\"\n    team: ward\n    next: b\n" ENDS);
	inserts(0, "  a: { team: ed, next: b }\n" ENDS,
		"  a: { team: ed, next: step-no }\n  step-no: { name: \"No\", team: ward, next: b }\n" ENDS);
	inserts(0, "  a: { team: ed, setting: emergency department, next: b }\n" ENDS,
		"  a: { team: ed, setting: emergency department, next: step-no }\n"
		"  step-no: { name: \"No\", team: ward, setting: emergency department, next: b }\n" ENDS);
	inserts(1, "  a: { team: ed, next: [b, { outcome: died, share: 1% }] }\n" ENDS,
		"  a: { team: ed, next: [b, { to: step-no, share: 1% }] }\n  step-no: { name: \"No\", team: ward, "
		"outcome: died "
		"}\n" ENDS);
}

TRIAL(an_id_is_new_and_one_that_can_be_read)
{
	const char *before = "  a: { team: ed, outcome: home }\n  zoë-s-walk: { team: ed, outcome: home }\n";
	struct draft *draft = draft_of(before);
	struct document *document = edit_add_step(draft, "a", (struct new_step){"Zoë's walk!", NULL}, says);
	assert_non_null(document);
	assert_string_equal(document->pathway->steps[1].id, "zoë-s-walk-2");
	assert_string_equal(document->pathway->steps[1].name, "Zoë's walk!");
	document_free(document);
	draft_free(draft);
}

static void removes(const char *before, const char *after)
{
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_remove_step(draft, "x", says), before, after);
}

TRIAL(a_step_taken_out_leaves_its_arrows_led_on)
{
	removes(
	    "  a: { team: ed, next: [{ to: x, wait: 1h }, c] }\n  x: { team: ed, next: { to: b, wait: 2h } }\n" ENDS,
	    "  a: { team: ed, next: [{ to: b, wait: 1h }, c] }\n" ENDS);
	removes("  a:\n    team: ed\n    next: x # c\n  # about x\n  x:\n    team: ed\n    outcome: died\n" ENDS,
		"  a:\n    team: ed\n    next: { outcome: died } # c\n  # about x\n" ENDS);
	removes("  x: { team: ed, next: c }\n" ENDS "start: x\njourneys: { m: { name: M, route: [x, c] } }\n",
		ENDS "start: c\njourneys: { m: { name: M, route: [c] } }\n");
	const char *fork = "  a: { team: ed, next: x }\n  x: { team: ed, next: [b, c] }\n" ENDS;
	struct draft *draft = draft_of(fork);
	expect_refused(draft, edit_remove_step(draft, "x", says), fork, "Several ways");
	const char *dead = "  a: { team: ed, next: x }\n  x: { team: ed }\n";
	draft = draft_of(dead);
	expect_refused(draft, edit_remove_step(draft, "x", says), dead, "No way leads on");
}

/* A step x between a and b that other parts of the file name. */
#define THROUGH "  a: { team: ed, next: x }\n  x: { team: ed, next: b }\n" ENDS
#define PAST    "  a: { team: ed, next: b }\n" ENDS

static void removal_refused(const char *rest, const char *part)
{
	char steps[2000];
	snprintf(steps, sizeof steps, "%s%s", THROUGH, rest);
	struct draft *draft = draft_of(steps);
	expect_refused(draft, edit_remove_step(draft, "x", says), steps, part);
}

TRIAL(what_is_said_of_a_step_goes_with_it)
{
	removes(THROUGH "scenarios:\n  w:\n    name: W\n    waits:\n      a: { x: x2 }\n      x: { b: x3 }\n"
			"    lasts: { x: x2, b: x2 }\n",
		PAST "scenarios:\n  w:\n    name: W\n    waits:\n      a: { b: x2 }\n    lasts: { b: x2 }\n");
	removes(THROUGH "scenarios: { w: { name: W, lasts: { x: x2 } } }\n", PAST "scenarios: { w: { name: W } }\n");
	removes(THROUGH "scenarios:\n  w:\n    name: W\n    waits:\n      x: { b: x3 }\n",
		PAST "scenarios:\n  w:\n    name: W\n");
	removes(THROUGH "clocks: { k: { from: [a, x], to: b, target: 4h } }\n",
		PAST "clocks: { k: { from: [a], to: b, target: 4h } }\n");
	removes(THROUGH "accept:\n- { finding: long-wait, at: [a, x], why: so }\n- { finding: long-wait, at: b }\n",
		PAST "accept:\n- { finding: long-wait, at: b }\n");
	removes(THROUGH "accept: [{ finding: long-wait, at: x }]\n", PAST);
}

/* ------------------------------------------------------ journeys go along */

#define SPLIT        "  a: { team: ed, next: [b, c] }\n"
#define ROUTE(route) "journeys: { m: { name: M, route: " route " } }\n"

TRIAL(journeys_come_to_a_new_step)
{
	const char *const new = "  ask-why: { name: \"Ask: why?\", team: ed, next: [b, c] }\n";
	static const struct {
		const char *before, *after;
	} routes[] = {
	    {ROUTE("[a, b, c]"), ROUTE("[a, ask-why, b, c]")},
	    {ROUTE("[ { step: a, wait: 1h }, { step: b, wait: 2h } ]"),
	     ROUTE("[ { step: a, wait: 1h }, ask-why, { step: b, wait: 2h } ]")},
	    {ROUTE("[b, c]"), ROUTE("[b, c]")},
	    {ROUTE("[b, a]"), ROUTE("[b, a]")},
	    {"journeys:\n  m:\n    name: M\n    route:\n    - a   # here\n    # then\n    - { step: c, wait: 2h }\n",
	     "journeys:\n  m:\n    name: M\n    route:\n    - a   # here\n    - ask-why\n    # then\n    - { step: c, "
	     "wait: 2h }\n"},
	    {"journeys:\n  m:\n    route:\n      - step: a\n        wait: 2h\n      - b",
	     "journeys:\n  m:\n    route:\n      - step: a\n        wait: 2h\n      - ask-why\n      - b"},
	    {"journeys: { m: { route: &r [a, b] }, n: { route: *r } }\n",
	     "journeys: { m: { route: &r [a, ask-why, b] }, n: { route: *r } }\n"},
	};

	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
		char before[1000], after[1000];
		snprintf(before, sizeof before, "%s%s%s", SPLIT, ENDS, routes[i].before);
		snprintf(after, sizeof after, "  a: { team: ed, next: ask-why }\n%s%s%s", new, ENDS, routes[i].after);
		adds(before, after);
	}
}

TRIAL(who_ended_where_a_new_step_comes_ends_there)
{
	adds("  a: { team: ed, outcome: home }\n" ROUTE("[a]"),
	     "  a: { team: ed, next: ask-why }\n  ask-why: { name: \"Ask: why?\", team: ed, outcome: home }\n" ROUTE(
		 "[a, ask-why]"));
}

TRIAL(only_who_goes_that_way_comes_to_a_step_on_it)
{
	inserts(0, SPLIT ENDS "journeys: { m: { route: [a, b] }, n: { route: [a, c] }, o: { route: [b, a] } }\n",
		"  a: { team: ed, next: [step-no, c] }\n  step-no: { name: \"No\", team: ward, next: b }\n" ENDS
		"journeys: { m: { route: [a, step-no, b] }, n: { route: [a, c] }, o: { route: [b, a] } }\n");
}

#define BLOCK_OPEN "  b: { team: ed }\n  c: { team: ed }\n  d: { team: ed, outcome: home }\n"

TRIAL(branches_of_a_journey_come_to_a_step_before_one_of_them_or_behind_all)
{
	inserts(
	    1, "  a: { team: ed, next: { all: [b, c], then: d } }\n" BLOCK_OPEN ROUTE("[a, b, c, d]"),
	    "  a: { team: ed, next: { all: [b, step-no], then: d } }\n  step-no: { name: \"No\", team: ward, next: c "
	    "}\n" BLOCK_OPEN ROUTE("[a, b, step-no, c, d]"));
	inserts(
	    2, "  a: { team: ed, next: { all: [b, c], then: d } }\n" BLOCK_OPEN ROUTE("[a, b, c, d]"),
	    "  a: { team: ed, next: { all: [b, c], then: step-no } }\n  step-no: { name: \"No\", team: ward, next: d "
	    "}\n" BLOCK_OPEN ROUTE("[a, b, c, step-no, d]"));
}

TRIAL(a_branch_that_ends_later_is_walked_to_its_end)
{
	const char *before = "  z: { team: ed, next: { all: [a, c], then: d } }\n  a: { team: ed, next: d }\n";
	char steps[1000], after[1000];
	snprintf(steps, sizeof steps, "%s%s", before,
		 "  c: { team: ed, next: d }\n  d: { team: ed, outcome: home }\n" ROUTE("[z, a, c, d]"));
	snprintf(after, sizeof after, "%s%s",
		 "  z: { team: ed, next: { all: [a, c], then: d } }\n  a: { team: ed, next: step-no }\n",
		 "  step-no: { name: \"No\", team: ward, next: d }\n  c: { team: ed, next: d }\n"
		 "  d: { team: ed, outcome: home }\n" ROUTE("[z, a, step-no, c, d]"));
	inserts(0, steps, after);
}

/* ------------------------------------------------ what goes with a step */

TRIAL(journeys_pass_a_step_by_that_is_taken_out)
{
	removes(THROUGH ROUTE("[a, x, b]"), PAST ROUTE("[a, b]"));
	removes(THROUGH ROUTE("[a, b, { step: x, feeling: 1 }, x]"), PAST ROUTE("[a, b]"));
	removes(THROUGH "journeys: { m: { route: &r [a, x, b] }, n: { route: *r } }\n",
		PAST "journeys: { m: { route: &r [a, b] }, n: { route: *r } }\n");
	removes(THROUGH "journeys:\n  m:\n    route:\n    - a\n    - step: x\n      wait: 2h\n    - b # c\n",
		PAST "journeys:\n  m:\n    route:\n    - a\n    - b # c\n");
}

/* Of two steps made one: who comes from the first was there already. */
TRIAL(a_journey_that_starts_at_the_second_of_two_joined_steps_starts_at_both)
{
	static const char before[] = THROUGH "journeys:\n"
					     "  m: { route: [a, { step: x, wait: 1h }, b] }\n"
					     "  n: { route: [x, x, b] }\n"
					     "  o: { route: [{ step: x, voice: Oh no. }, b] }\n"
					     "  p: { route: [x] }\n";
	static const char after[] = PAST "journeys:\n"
					 "  m: { route: [a, b] }\n"
					 "  n: { route: [a, b] }\n"
					 "  o: { route: [{ step: a, voice: Oh no. }, b] }\n"
					 "  p: { route: [a] }\n";
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_join_steps(draft, "a", says), before, after);
}

TRIAL(words_of_a_journey_do_not_go_with_a_step)
{
	removal_refused(
	    "journeys:\n  m:\n    name: Ivy\n    route:\n    - a\n    - step: x\n      voice: Oh no.\n    - b\n",
	    "The journey of Ivy has words of its own at this step: take them out first, or put them with "
	    "another step, in line 18 of the file.");
	removal_refused(ROUTE("[a, { step: x, note: Late. }, b]"), "has words of its own at this step");
	removal_refused(ROUTE("[x]"), "The journey of M goes nowhere else");
}

static void removal_tells(const char *steps, const char *told)
{
	struct draft *draft = draft_of(steps);
	struct document *document = edit_remove_step(draft, "x", says);
	assert_non_null(document);
	assert_non_null(document->pathway);
	assert_string_equal(says, told);
	document_free(document);
	draft_free(draft);
}

TRIAL(what_went_with_a_step_is_told)
{
	removal_tells(THROUGH, "");
	removal_tells("  a: { team: ed, next: x }\n  x: { team: ed, next: { to: b, wait: 26min, target: 15min, via: in "
		      "person, obstacle: No bed. }, voice: Oh no. }\n" ENDS ROUTE("[a, { step: x, wait: 3h }, b]"),
		      "With it went: a wait of 26 minutes, its target, how the next team is told, an obstacle on the "
		      "way on, what people say there, what journeys say of their time there.");
	removal_tells("  a: { team: ed, next: x }\n  x: { team: ed, next: { to: b, wait: 1h..3h } }\n" ENDS,
		      "With it went: a wait of 2 hours on average.");
}

TRIAL(a_step_that_a_clock_or_a_goal_is_about_stays)
{
	removal_refused("clocks: { k: { name: Clock, from: x, to: b, target: 4h } }\n", "The clock 'Clock' starts at");
	removal_refused("clocks: { k: { from: a, to: [x], target: 4h } }\n", "The clock 'k' stops at this step");
	removal_refused("goals: [{ measure: reached.x, target: under 10% }]\n", "A goal is about who comes to");
}

TRIAL(what_is_said_of_a_step_is_said_of_what_it_was_joined_with)
{
	struct draft *draft =
	    draft_of(THROUGH "scenarios: { w: { waits: { a: { x: x2 }, x: { b: x3 } }, lasts: { x: x2 } } }\n"
			     "clocks: { k: { from: x, to: b, target: 4h } }\n"
			     "goals: [{ measure: reached.x, target: under 10% }]\n"
			     "accept: [{ finding: long-wait, at: x }]\n");
	char before[2000];
	snprintf(before, sizeof before, "%s", steps_of(draft));
	expect_done(draft, edit_join_steps(draft, "a", says), before,
		    PAST "scenarios: { w: { waits: { a: { b: x3 } }, lasts: { a: x2 } } }\n"
			 "clocks: { k: { from: a, to: b, target: 4h } }\n"
			 "goals: [{ measure: reached.a, target: under 10% }]\n"
			 "accept: [{ finding: long-wait, at: a }]\n");
	const char *both = THROUGH "scenarios: { w: { lasts: { a: x2, x: x2 } } }\n";
	draft = draft_of(both);
	expect_refused(draft, edit_join_steps(draft, "a", says), both, "says how long each of the two lasts");
}

TRIAL(two_steps_become_one)
{
	const char *two =
	    "  a: { team: ed, asks: [story], takes: 1h, next: { to: x, wait: 1h } }\n"
	    "  x: { name: X, team: ward, asks: [story, pain], takes: 30min, setting: ward, next: [b, c] }\n" ENDS;
	const char *one =
	    "  a: { team: ed, with: ward, setting: ward, asks: [story, pain], takes: 90min, next: [b, c] }\n" ENDS;
	struct draft *draft = draft_of(two);
	expect_done(draft, edit_join_steps(draft, "a", says), two, one);
	const char *differ =
	    "  a: { team: ed, setting: home, next: x }\n  x: { team: ed, setting: ward, next: b }\n" ENDS;
	draft = draft_of(differ);
	expect_refused(draft, edit_join_steps(draft, "a", says), differ,
		       "A and X differ in what they say of 'setting': home, and ward");
	const char *entered =
	    "  a: { team: ed, next: x }\n  e: { team: ed, next: x }\n  x: { team: ed, next: b }\n" ENDS;
	draft = draft_of(entered);
	expect_refused(draft, edit_join_steps(draft, "a", says), entered, "Other ways lead to X");
	const char *lines =
	    "  a:\n    team: ed\n    next: x # on\n  x:\n    team: ed\n    note: |\n      two\n      lines\n    "
	    "outcome: home # end\n  b: { team: ed, outcome: home }\n";
	const char *joined =
	    "  a:\n    team: ed\n    note: \"two\\nlines\"\n    outcome: home # on\n  b: { team: ed, outcome: "
	    "home }\n";
	draft = draft_of(lines);
	expect_done(draft, edit_join_steps(draft, "a", says), lines, joined);
	const char *listed =
	    "  a:\n    team: ed\n    next: x\n  x:\n    team: ed\n    next:\n    - b # 1\n    - { to: c, "
	    "share: 30% }\n" ENDS;
	draft = draft_of(listed);
	expect_done(draft, edit_join_steps(draft, "a", says), listed,
		    "  a:\n    team: ed\n    next:\n    - b # 1\n    - { to: c, share: 30% }\n" ENDS);
	const char *deeper =
	    "  a:\n    team: ed\n    next: x\n  x:\n      team: ed\n      next:\n      - b\n      - c\n" ENDS;
	draft = draft_of(deeper);
	expect_refused(draft, edit_join_steps(draft, "a", says), deeper, "can only be changed in the file itself");
}

TRIAL(a_step_done_jointly_names_the_team)
{
	const char *before = "  a: { team: ed, outcome: home }\n";
	struct draft *draft = draft_of(before);
	expect_done(draft, edit_make_joint(draft, "a", "ward", says), before,
		    "  a: { team: ed, with: ward, outcome: home }\n");
	draft = draft_of(before);
	expect_refused(draft, edit_make_joint(draft, "a", "ed", says), before, "does it already");
}

TRIAL(alternatives_become_branches_and_back)
{
	static const struct {
		const char *ways, *block;
	} cases[] = {
	    {"[b, { to: c, share: 50% }]", "{ all: [b, { to: c, share: 50% }], then: d }"},
	    {" # ways\n      - b # one\n      - to: c\n        share: 50%",
	     " # ways\n      all:\n      - b # one\n      - to: c\n        share: 50%\n      then: d"},
	};
	const char *ends =
	    "\n  b: { team: ward, next: d }\n  c: { team: ward, next: d }\n  d: { team: me, outcome: home }\n";
	char ways[400], block[400];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(ways, sizeof ways, "  a:\n    team: ed\n    next: %s%s", cases[i].ways, ends);
		snprintf(block, sizeof block, "  a:\n    team: ed\n    next: %s%s", cases[i].block, ends);
		struct draft *draft = draft_of(ways);
		expect_done(draft, edit_make_block(draft, "a", "d", says), ways, block);
		draft = draft_of(block);
		expect_done(draft, edit_make_ways(draft, "a", says), block, ways);
	}
	/* Right under its key, the list moves in. */
	snprintf(ways, sizeof ways, "  a:\n    team: ed\n    next:\n    - b\n    - c%s", ends);
	snprintf(block, sizeof block,
		 "  a:\n    team: ed\n    next:\n      all:\n      - b\n      - c\n      then: d%s", ends);
	struct draft *draft = draft_of(ways);
	expect_done(draft, edit_make_block(draft, "a", "d", says), ways, block);
	draft = draft_of(ways);
	expect_refused(draft, edit_make_ways(draft, "a", says), ways, "No branches");
}

/* ------------------------------------------------------------- a start */

/* Behind the lines at the top. */
static const char *behind_heading(const char *text)
{
	const char *end = strstr(text, "\n\n");
	assert_non_null(end);
	return end + 2;
}

static void starts(const char *before, const char *after)
{
	struct draft *draft = draft_new("x.yaml", before, (uint32_t)strlen(before));
	struct document *document = edit_start_from(draft, "falls", says);
	uint32_t length;
	if (!document || !document->pathway)
		print_error("%s\n", document ? document->diagnostics.list.at[0].message : says);
	assert_true(document && document->pathway);
	assert_non_null(strstr(draft_text(draft, &length), "'falls'"));
	assert_string_equal(behind_heading(draft_text(draft, &length)), after);
	assert_true(draft_undo(draft));
	assert_string_equal(draft_text(draft, &length), before);
	document_free(document);
	draft_free(draft);
}

TRIAL(a_start_marks_what_is_another_places_and_nothing_else)
{
	const char steps[] = "steps:\n  a: { team: me, next: b } # TODO not this\n  b: { team: ward, outcome: home }\n";
	char before[1000], after[1000];
	snprintf(
	    before, sizeof before, "%s%s",
	    "carepath: 1\nname: x\nplace: 'Here''s'\nabout: >-\n\n  One: two\n  three\n"
	    "organisations:\n  nhs:\n    name: &n NHS # who\n    sector: acute\n    area:\n    - north\n    - \"s\"\n"
	    "  us: { name: Us, sector: person, area: here }\n"
	    "teams: { ward: { name: Ward, organisation: nhs }, me: { name: Me, organisation: us } }\n",
	    steps);
	snprintf(after, sizeof after, "%s%s",
		 "carepath: 1\nname: x\nplace: 'TODO: Here''s'\nabout: >-\n\n  TODO: One: two\n  three\n"
		 "organisations:\n  nhs:\n    name: &n \"TODO: NHS\" # who\n    sector: acute\n    area:\n    - "
		 "\"TODO: north\"\n"
		 "    - \"TODO: s\"\n"
		 "  us: { name: Us, sector: person, area: here }\n"
		 "teams: { ward: { name: \"TODO: Ward\", organisation: nhs }, me: { name: Me, organisation: us } }\n",
		 steps);
	starts(before, after);
}

/* A payer is named in several places. What has no name of its own, and who is on
 * the person's side, stays as it is everywhere. */
TRIAL(a_start_marks_who_pays_alike_wherever_it_stands)
{
	starts(
	    "carepath: 1\nname: x\norganisations:\n  nhs: { name: NHS, sector: acute, payer: &p Pool }\n"
	    "  council: { sector: social care }\n  agency: { name: Agency, sector: home care, payer: Council }\n"
	    "  hospice: { name: Hospice, sector: hospice, payer: *p }\n"
	    "  us: { name: Us, sector: person }\n  charity: { name: Charity, sector: voluntary, payer: Us }\n"
	    "teams: { w: { name: W, organisation: nhs }, c: { organisation: council } }\n"
	    "steps:\n  a: { team: w, cost: 5, paid_by: { Pool: 50%, Us: 20%, Council: 30% }, next: b }\n"
	    "  b: { team: c, cost: 5, paid_by: Pool, next: c }\n  c: { team: c, cost: 5, paid_by: Us, outcome: home }\n"
	    "journeys: { j: { name: Ann, about: Composed., route: [a, b, c] } }\n",
	    "carepath: 1\nname: x\norganisations:\n  nhs: { name: \"TODO: NHS\", sector: acute, payer: &p \"TODO: "
	    "Pool\" }\n"
	    "  council: { sector: social care }\n  agency: { name: \"TODO: Agency\", sector: home care, payer: Council "
	    "}\n"
	    "  hospice: { name: \"TODO: Hospice\", sector: hospice, payer: *p }\n"
	    "  us: { name: Us, sector: person }\n  charity: { name: \"TODO: Charity\", sector: voluntary, payer: Us }\n"
	    "teams: { w: { name: \"TODO: W\", organisation: nhs }, c: { organisation: council } }\n"
	    "steps:\n  a: { team: w, cost: 5, paid_by: { \"TODO: Pool\": 50%, Us: 20%, Council: 30% }, next: b }\n"
	    "  b: { team: c, cost: 5, paid_by: \"TODO: Pool\", next: c }\n"
	    "  c: { team: c, cost: 5, paid_by: Us, outcome: home }\n"
	    "journeys: { j: { name: \"TODO: Ann\", about: Composed., route: [a, b, c] } }\n");
}

TRIAL(a_start_keeps_how_lines_end)
{
	const char before[] = "\xEF\xBB\xBF"
			      "carepath: 1\r\nname: x\r\norganisations: { o: { sector: acute } }\r\n"
			      "teams: { t: { organisation: o } }\r\nsteps: { s: { team: t, outcome: home } }\r\n";
	struct draft *draft = draft_new("x.yaml", before, sizeof before - 1);
	struct document *document = edit_start_from(draft, "falls", says);
	uint32_t length;
	const char *text = draft_text(draft, &length);

	assert_true(document && document->pathway);
	assert_memory_equal(text, "\xEF\xBB\xBF# Started", 12);
	for (const char *feed = strchr(text, '\n'); feed; feed = strchr(feed + 1, '\n'))
		assert_int_equal(feed[-1], '\r');
	assert_string_equal(text + length - (sizeof before - 1 - 3), before + 3);
	document_free(document);
	draft_free(draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_value_is_replaced_and_nothing_else),
	    cmocka_unit_test(a_text_keeps_its_quotes),
	    cmocka_unit_test(a_text_is_quoted_where_it_could_be_read_as_something_else),
	    cmocka_unit_test(a_block_of_text_stays_one),
	    cmocka_unit_test(a_key_is_added_in_the_way_of_its_mapping),
	    cmocka_unit_test(behind_a_block_of_text_a_key_is_added_too),
	    cmocka_unit_test(a_key_is_taken_and_leaves_tidy_text),
	    cmocka_unit_test(of_a_list_only_the_changed_words_are_touched),
	    cmocka_unit_test(what_is_more_than_a_text_is_written_in_brackets),
	    cmocka_unit_test(an_arrow_leads_to_a_step_or_an_end),
	    cmocka_unit_test(what_is_written_elsewhere_is_shown_and_not_changed),
	    cmocka_unit_test(what_makes_no_sense_is_refused),
	    cmocka_unit_test(what_is_no_pathway_is_told_and_not_done),
	    cmocka_unit_test(undo_and_redo_say_what_they_are_about),
	    cmocka_unit_test(a_change_that_changes_nothing_is_none),
	    cmocka_unit_test(trying_leaves_the_draft_as_it_is),
	    cmocka_unit_test(the_form_has_every_key_that_applies),
	    cmocka_unit_test(a_share_changed_leaves_the_others_what_is_left),
	    cmocka_unit_test(a_branch_is_needed_by_so_many_and_no_other_gives_way),
	    cmocka_unit_test(the_others_give_way_to_one_way_more),
	    cmocka_unit_test(a_way_more_is_written_as_those_before_it),
	    cmocka_unit_test(a_way_more_leads_somewhere_and_stands_beside_no_branch),
	    cmocka_unit_test(the_others_gain_what_a_way_had),
	    cmocka_unit_test(what_a_scenario_says_of_a_way_goes_with_it),
	    cmocka_unit_test(the_last_way_and_a_branch_stay),
	    cmocka_unit_test(a_new_step_takes_over_the_ways_on),
	    cmocka_unit_test(a_step_put_on_an_arrow_keeps_what_is_said_of_it),
	    cmocka_unit_test(an_id_is_new_and_one_that_can_be_read),
	    cmocka_unit_test(what_is_said_of_a_step_goes_with_it),
	    cmocka_unit_test(a_step_that_a_clock_or_a_goal_is_about_stays),
	    cmocka_unit_test(what_is_said_of_a_step_is_said_of_what_it_was_joined_with),
	    cmocka_unit_test(a_step_taken_out_leaves_its_arrows_led_on),
	    cmocka_unit_test(two_steps_become_one),
	    cmocka_unit_test(a_step_done_jointly_names_the_team),
	    cmocka_unit_test(alternatives_become_branches_and_back),
	    cmocka_unit_test(journeys_come_to_a_new_step),
	    cmocka_unit_test(who_ended_where_a_new_step_comes_ends_there),
	    cmocka_unit_test(only_who_goes_that_way_comes_to_a_step_on_it),
	    cmocka_unit_test(branches_of_a_journey_come_to_a_step_before_one_of_them_or_behind_all),
	    cmocka_unit_test(a_branch_that_ends_later_is_walked_to_its_end),
	    cmocka_unit_test(journeys_pass_a_step_by_that_is_taken_out),
	    cmocka_unit_test(a_journey_that_starts_at_the_second_of_two_joined_steps_starts_at_both),
	    cmocka_unit_test(words_of_a_journey_do_not_go_with_a_step),
	    cmocka_unit_test(what_went_with_a_step_is_told),
	    cmocka_unit_test(a_start_marks_what_is_another_places_and_nothing_else),
	    cmocka_unit_test(a_start_marks_who_pays_alike_wherever_it_stands),
	    cmocka_unit_test(a_start_keeps_how_lines_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
