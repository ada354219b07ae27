#include "measured.h"
#include "trial.h"

#include "carepath/journal.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

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

static void vote(struct journal *journal, const char *on)
{
	char says[JOURNAL_SAYS];
	const struct entry ballot = entry_on(ENTRY_VOTE, on);
	assert_true(journal_add(journal, &ballot, says));
}

/* As they were given when the way and the goal were not in the key. */
TRIAL(an_older_vote_is_for_the_one_finding_that_fits)
{
	char path[] = "/tmp/carepath-votes-XXXXXX", says[JOURNAL_SAYS];
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	measure(TEAMS "start: seen\n"
		      "goals:\n"
		      "  - { name: Short, measure: steps, target: under 0 }\n"
		      "  - { name: Cheap, measure: handoffs, target: under 0 }\n"
		      "  - { name: Some, measure: steps, target: over 0 }\n"
		      "steps:\n"
		      "  seen: { team: ed, next: { outcome: home, wait: 40 days } }\n");
	struct journal *journal = journal_read(path, says);
	assert_non_null(journal);
	vote(journal, "long-wait seen");
	vote(journal, "goal-met");
	vote(journal, "goal-missed");
	vote(journal, "goal-missed: Cheap");
	vote(journal, "bounce seen");
	assert_true(journal_settle_votes(journal, measured.analysis));
	static const char *const on[] = {"long-wait seen: home", "goal-met: Some", "goal-missed", "goal-missed: Cheap",
					 "bounce seen"};
	for (uint32_t i = 0; i < 5; i++) {
		assert_int_equal(journal_votes(journal, on[i]), 1);
		assert_string_equal(journal_last_vote(journal, on[i])->on, on[i]);
	}
	assert_int_equal(journal->entries.count, 5);
	unlink(journal->path);
	unlink(path);
	journal_free(journal);
}

int main(int count, char **arguments)
{
	static const struct CMUnitTest trials[] = {
	    TEST(no_two_findings_of_a_shipped_pathway_share_a_key),
	    TEST(goals_and_outcomes_are_in_the_key),
	    TEST(an_older_vote_is_for_the_one_finding_that_fits),
	};
	folder = count > 1 ? arguments[1] : "pathways";
	return cmocka_run_group_tests(trials, NULL, NULL);
}
