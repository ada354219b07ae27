/* Which files of a folder are listed as pathways, and what is said of broken ones. */
#include "trial.h"

#include "ui/at_hand.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/carepath-at-hand-XXXXXX";

static void put(const char *name, const char *text)
{
	char path[200];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void take_away(const char *name)
{
	char path[200];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(unlink(path), 0);
}

static struct at_hand find(struct arena *arena)
{
	const char *const folders[] = {folder, NULL};
	const struct analysis_options how = {.people = 10, .seed = 1, .threads = 1};
	struct at_hand at_hand;
	assert_true(at_hand_find(&at_hand, arena, folders, &how));
	return at_hand;
}

#define WHOLE                                                                                                          \
	"organisations:\n"                                                                                             \
	"  h: { name: Hospital, sector: acute }\n"                                                                     \
	"teams:\n"                                                                                                     \
	"  ed: { name: ED, organisation: h }\n"                                                                        \
	"steps:\n"                                                                                                     \
	"  a: { team: ed, outcome: home }\n"

TRIAL(a_pathway_is_listed_with_its_name)
{
	put("a.yaml", "carepath: 1\nname: A way\n" WHOLE);
	struct at_hand at_hand = find(arena);
	assert_int_equal(at_hand.list.count, 1);
	assert_string_equal(at_hand.list.at[0].name, "A way");
	assert_false(at_hand.list.at[0].errors);
	take_away("a.yaml");
}

/* What was said is no pathway, however it begins. */
TRIAL(a_journal_is_not_listed)
{
	put("a.journal.yaml", "carepath: 1\nname: A way\n" WHOLE);
	assert_int_equal(find(arena).list.count, 0);
	take_away("a.journal.yaml");
}

/* As it happens when the first lines are lost, or the first word is spelt wrong. */
TRIAL(a_broken_one_is_listed_with_why)
{
	static const char *const texts[] = {"name: A way\n" WHOLE, "Carepath 1\n" WHOLE, "carepath; 1\n", "carepath\n",
					    "x: [\n" WHOLE};
	static const char *const why[] = {"line 1: this pathway file has no 'carepath'", "line ", NULL, "line ",
					  "line "};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		put("a.yml", texts[i]);
		struct at_hand at_hand = find(arena);
		assert_int_equal(at_hand.list.count, why[i] != NULL);
		if (why[i]) {
			assert_true(at_hand.list.at[0].errors);
			assert_non_null(at_hand.list.at[0].why);
			assert_memory_equal(at_hand.list.at[0].why, why[i], strlen(why[i]));
		}
		take_away("a.yml");
	}
}

/* Of other programs: their keys are other ones, or deeper. */
TRIAL(other_yaml_files_are_not_listed)
{
	put("workflow.yaml", "on: push\njobs:\n  build:\n    steps:\n      - run: make\n    teams: x\n");
	put("pipeline.yml", "trigger: main\nsteps:\n  - script: make\n");
	put("compose.yaml", "version: 2\nservices:\n  web: { image: x }\n");
	put("empty.yaml", "");
	put("carepath.txt", "carepath: 1\n");
	assert_int_equal(find(arena).list.count, 0);
	take_away("workflow.yaml");
	take_away("pipeline.yml");
	take_away("compose.yaml");
	take_away("empty.yaml");
	take_away("carepath.txt");
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pathway_is_listed_with_its_name),
	    cmocka_unit_test(a_journal_is_not_listed),
	    cmocka_unit_test(a_broken_one_is_listed_with_why),
	    cmocka_unit_test(other_yaml_files_are_not_listed),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
