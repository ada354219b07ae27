#include "measured.h"
#include "trial.h"

#include "carepath/journal.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>

/* Votes are counted by the key of a finding: two with the same would share theirs. */

static const char *folder;

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void expect_keys_of_their_own(struct arena *arena)
{
	const struct analysis *analysis = measured.analysis;
	const char **keys = ARENA_ARRAY(arena, const char *, analysis->finding_count);
	for (uint32_t i = 0; i < analysis->finding_count; i++)
		keys[i] = finding_key(arena, analysis->pathway, &analysis->findings[i]);
	qsort(keys, analysis->finding_count, sizeof *keys, by_text);
	for (uint32_t i = 1; i < analysis->finding_count; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			fail_msg("%s: two findings are called '%s'", analysis->pathway->name, keys[i]);
}

static bool is_pathway(const char *name)
{
	size_t length = strlen(name);
	return length > 5 && strcmp(name + length - 5, ".yaml") == 0;
}

TRIAL(no_two_findings_of_a_shipped_pathway_share_a_key)
{
	struct dirent *entry;
	uint32_t pathways = 0;
	DIR *open = opendir(folder);
	assert_non_null(open);
	while ((entry = readdir(open))) {
		char path[PATH_MAX];
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (!is_pathway(entry->d_name))
			continue;
		measured.document = document_read(path);
		assert_non_null(measured.document);
		assert_non_null(measured.document->pathway);
		measure_pathway(measured.document->pathway);
		expect_keys_of_their_own(arena);
		clean_up(NULL);
		pathways++;
	}
	closedir(open);
	assert_true(pathways > 1);
}

TRIAL(goals_and_outcomes_are_in_the_key)
{
	measure(TEAMS "start: seen\n"
		      "goals:\n"
		      "  - { name: Short, measure: steps, target: under 0 }\n"
		      "  - { name: Cheap, measure: handoffs, target: under 0 }\n"
		      "steps:\n"
		      "  seen: { team: ed, next: [ { outcome: home, share: 50%, wait: 40 days }, "
		      "{ outcome: other, share: 50%, wait: 40 days } ] }\n");
	expect_count(RULE_GOAL_MISSED, 2);
	expect_count(RULE_LONG_WAIT, 2);
	expect_keys_of_their_own(arena);
	assert_string_equal(
	    finding_key(arena, measured.analysis->pathway, find(RULE_GOAL_MISSED, NULL, NULL, NULL, NULL)),
	    "goal-missed: Short");
}

int main(int count, char **arguments)
{
	static const struct CMUnitTest trials[] = {
	    TEST(no_two_findings_of_a_shipped_pathway_share_a_key),
	    TEST(goals_and_outcomes_are_in_the_key),
	};
	folder = count > 1 ? arguments[1] : "pathways";
	return cmocka_run_group_tests(trials, NULL, NULL);
}
