#include "trial.h"

#include "carepath/diagnostic.h"

#include <stdio.h>

static struct kept kept;
static struct source source;
static struct diagnostics diagnostics;

/* What is read in these tests; the offsets below are into it. */
static const char text[] = "carepath: 1\n"    /* 0 */
			   "name: A fall\n"   /* 12 */
			   "name: Another\n"  /* 25 */
			   "steps:\n"         /* 39 */
			   "  fall:\n"        /* 46 */
			   "    waitt: 3x\n"; /* 54 */

static void begin(struct arena *arena)
{
	source_from_text(arena, "fall.yaml", text, sizeof text - 1, &source);
	diagnostics = (struct diagnostics){.arena = arena};
}

static const char *printed(bool colour)
{
	struct writer writer;

	kept_init(&kept, &writer);
	writer.colour = colour;
	diagnostics_print(&diagnostics, &source, &writer);
	assert_true(writer_finish(&writer));
	return kept.text;
}

TRIAL(nothing_wrong_prints_nothing)
{
	begin(arena);
	assert_string_equal(printed(false), "");
}

TRIAL(as_in_the_manual)
{
	static const char *const keys[] = {"wait", "when", "voice"};

	begin(arena);
	struct diagnostic *unknown = diagnostic_error(&diagnostics, (struct span){58, 63}, "unknown key '%s'", "waitt");
	diagnostic_suggest(&diagnostics, unknown, "waitt", keys, 3);
	struct diagnostic *twice = diagnostic_error(&diagnostics, (struct span){25, 29}, "'name' is given twice");
	twice->has_second = true;
	twice->second = (struct span){12, 16};
	twice->second_says = "first given here";
	diagnostic_warning(&diagnostics, (struct span){65, 67}, "doubtful")->help = "say 3d";
	assert_string_equal(printed(false), "fall.yaml:3:1: error: 'name' is given twice\n"
					    " 3 | name: Another\n"
					    "   | ^^^^\n"
					    "fall.yaml:2:1: note: first given here\n"
					    " 2 | name: A fall\n"
					    "   | ^^^^\n"
					    "fall.yaml:6:5: error: unknown key 'waitt'\n"
					    " 6 |     waitt: 3x\n"
					    "   |     ^^^^^\n"
					    "help: did you mean 'wait'?\n"
					    "fall.yaml:6:12: warning: doubtful\n"
					    " 6 |     waitt: 3x\n"
					    "   |            ^^\n"
					    "help: say 3d\n");
}

TRIAL(with_colour)
{
	begin(arena);
	diagnostic_error(&diagnostics, (struct span){0, 8}, "odd")->help = "none";
	assert_string_equal(printed(true), "fall.yaml:1:1: \033[0;1;31merror:\033[0m odd\n"
					   " 1 | carepath: 1\n"
					   "   | \033[0;1m^^^^^^^^\033[0m\n"
					   "\033[0;1mhelp:\033[0m none\n");
}

TRIAL(without_a_place_and_first)
{
	begin(arena);
	diagnostic_error(&diagnostics, (struct span){0, 8}, "with a place");
	diagnostic_error(&diagnostics, (struct span){0, 0}, "cannot be read")->has_place = false;
	diagnostic_warning(&diagnostics, (struct span){0, 0}, "nor this")->has_place = false;
	assert_string_equal(printed(false), "fall.yaml: error: cannot be read\n"
					    "fall.yaml: warning: nor this\n"
					    "fall.yaml:1:1: error: with a place\n"
					    " 1 | carepath: 1\n"
					    "   | ^^^^^^^^\n");
}

TRIAL(each_is_said_once)
{
	begin(arena);
	for (int i = 0; i < 3; i++)
		diagnostic_error(&diagnostics, (struct span){0, 8}, "the same")->help = "once";
	diagnostic_error(&diagnostics, (struct span){0, 7}, "the same");
	diagnostic_warning(&diagnostics, (struct span){0, 8}, "the same");
	diagnostic_error(&diagnostics, (struct span){0, 8}, "another");
	assert_int_equal(diagnostics.errors, 3);
	assert_int_equal(diagnostics.warnings, 1);
	assert_int_equal(diagnostics.list.count, 4);
}

static void report(unsigned errors, unsigned warnings)
{
	for (unsigned i = 0; i < errors; i++)
		diagnostic_error(&diagnostics, (struct span){i % 60, i % 60 + 1}, "number %u", i);
	for (unsigned i = 0; i < warnings; i++)
		diagnostic_warning(&diagnostics, (struct span){i % 60, i % 60 + 1}, "number %u", i);
}

static const char *last_lines(const char *printed_text, unsigned count)
{
	const char *at = printed_text + strlen(printed_text);

	for (unsigned lines = 0; at > printed_text; at--)
		if (at[-1] == '\n' && lines++ == count)
			break;
	return at;
}

TRIAL(so_many_and_no_more)
{
	begin(arena);
	report(DIAGNOSTICS_MOST, DIAGNOSTICS_MOST);
	assert_null(strstr(printed(false), "not shown"));
	report(0, 0);
	diagnostic_error(&diagnostics, (struct span){0, 1}, "one more")->help = "unused";
	assert_int_equal(diagnostics.errors, DIAGNOSTICS_MOST + 1);
	assert_string_equal(last_lines(printed(false), 1), "fall.yaml: 1 more error is not shown\n");
	report(100000, 2);
	assert_string_equal(last_lines(printed(false), 2), "fall.yaml: 100001 more errors are not shown\n"
							   "fall.yaml: 2 more warnings are not shown\n");
	assert_int_equal(diagnostics.list.count, 2 * DIAGNOSTICS_MOST);
}

TRIAL(in_the_order_of_the_file_and_of_their_coming)
{
	begin(arena);
	diagnostic_error(&diagnostics, (struct span){46, 50}, "c");
	diagnostic_error(&diagnostics, (struct span){12, 16}, "a");
	diagnostic_warning(&diagnostics, (struct span){12, 13}, "b");
	diagnostic_error(&diagnostics, (struct span){0, 1}, "first");
	printed(false);
	assert_string_equal(diagnostics.list.at[0].message, "first");
	assert_string_equal(diagnostics.list.at[1].message, "a");
	assert_string_equal(diagnostics.list.at[2].message, "b");
	assert_string_equal(diagnostics.list.at[3].message, "c");
}

TRIAL(suggesting)
{
	static const char *const words[] = {"team", "teams"};

	begin(arena);
	struct diagnostic *far = diagnostic_error(&diagnostics, (struct span){0, 1}, "far");
	far->help = "as it was";
	diagnostic_suggest(&diagnostics, far, "organisation", words, 2);
	assert_string_equal(far->help, "as it was");
	diagnostic_suggest(&diagnostics, far, "taem", words, 2);
	assert_string_equal(far->help, "did you mean 'team'?");
	report(DIAGNOSTICS_MOST, 0);
	struct diagnostic *unkept = diagnostic_error(&diagnostics, (struct span){0, 1}, "too many");
	diagnostic_suggest(&diagnostics, unkept, "taem", words, 2);
	assert_null(unkept->help);
}

TRIAL(a_message_is_one_line_and_drives_nothing)
{
	begin(arena);
	source.name = "a\nb\033";
	diagnostic_error(&diagnostics, (struct span){0, 0}, "no\nb:1:1: error: '\033[2J\u202E'")->has_place = false;
	assert_string_equal(printed(false), "a b\uFFFD: error: no b:1:1: error: '\uFFFD[2J\uFFFD'\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_wrong_prints_nothing),
	    cmocka_unit_test(as_in_the_manual),
	    cmocka_unit_test(with_colour),
	    cmocka_unit_test(without_a_place_and_first),
	    cmocka_unit_test(each_is_said_once),
	    cmocka_unit_test(so_many_and_no_more),
	    cmocka_unit_test(in_the_order_of_the_file_and_of_their_coming),
	    cmocka_unit_test(suggesting),
	    cmocka_unit_test(a_message_is_one_line_and_drives_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
