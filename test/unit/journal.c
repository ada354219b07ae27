#include "trial.h"

#include "carepath/journal.h"
#include "edit/journal_line.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/carepath-journal-XXXXXX";
static char file[64], journal_file[64];
static char says[JOURNAL_SAYS];

static void write_file(const char *text, size_t length)
{
	FILE *out = fopen(journal_file, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, length, out), length);
	fclose(out);
}

static struct entry note(const char *text)
{
	return (struct entry){ENTRY_NOTE, "", "ward", "", text, "", "", CONSENT_NOT_ASKED, "", "", false};
}

static struct journal *open_journal(void)
{
	struct journal *journal = journal_read(file, says);
	assert_non_null(journal);
	return journal;
}

/* A journal of some entries, as a text of its own. */
static const char *some_entries(struct arena *arena, uint32_t count, size_t *length)
{
	static const char *const texts[] = {"a \"quote\", a \\ and a {brace}: #1", "two\nlines", "Zażółć gęślą — 医院",
					    "--- { looks like a line, sum: 0 }", "yes"};
	unlink(journal_file);
	struct journal *journal = open_journal();
	for (uint32_t i = 0; i < count; i++) {
		struct entry entry = note(texts[i % 5]);
		assert_true(journal_add(journal, &entry, says));
	}
	journal_free(journal);
	struct source source;
	assert_int_equal(source_read(arena, journal_file, &source), SOURCE_READ);
	*length = source.length;
	return source.text;
}

TRIAL(what_is_written_is_read_again)
{
	(void)arena;
	unlink(journal_file);
	struct journal *journal = open_journal();
	assert_int_equal(journal->entries.count, 0);
	struct entry voice = {ENTRY_VOICE, "", "ward", "home", "I was \"lost\"", "Ivy", "", CONSENT_NO, "", "", false};
	struct entry action = {ENTRY_ACTION,      "", "", "",   "Ring the hub", "Ann", "Friday",
			       CONSENT_NOT_ASKED, "", "", false};
	assert_true(journal_add(journal, &voice, says));
	assert_true(journal_add(journal, &action, says));
	journal_free(journal);
	journal = open_journal();
	assert_int_equal(journal->entries.count, 2);
	assert_int_equal(journal->damages.count, 0);
	const struct entry *first = &journal->entries.at[0], *second = &journal->entries.at[1];
	assert_int_equal(first->kind, ENTRY_VOICE);
	assert_string_equal(first->says, voice.says);
	assert_string_equal(first->to, "home");
	assert_int_equal(first->consent, CONSENT_NO);
	assert_string_equal(second->by, "Friday");
	assert_string_equal(second->step, "");
	journal_free(journal);
}

TRIAL(the_file_is_for_its_owner_only)
{
	size_t length;
	struct stat status;
	(void)some_entries(arena, 1, &length);
	assert_int_equal(stat(journal_file, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

TRIAL(every_text_comes_back_as_it_was)
{
	size_t length;
	(void)some_entries(arena, 5, &length);
	struct journal *journal = open_journal();
	assert_int_equal(journal->entries.count, 5);
	assert_string_equal(journal->entries.at[0].says, "a \"quote\", a \\ and a {brace}: #1");
	assert_string_equal(journal->entries.at[1].says, "two\nlines");
	assert_string_equal(journal->entries.at[2].says, "Zażółć gęślą — 医院");
	assert_string_equal(journal->entries.at[3].says, "--- { looks like a line, sum: 0 }");
	journal_free(journal);
}

/* Cut anywhere: only the line that is cut is lost, and it is told. */
TRIAL(a_cut_journal_loses_the_torn_line_only)
{
	size_t length;
	const char *text = some_entries(arena, 5, &length);
	for (size_t cut = 0; cut <= length; cut++) {
		write_file(text, cut);
		struct journal *journal = open_journal();
		uint32_t whole = 0;
		for (size_t i = 0; i < cut; i++)
			whole += text[i] == '\n';
		/* A line that lacks nothing but its line feed is whole. */
		bool ended = cut == 0 || text[cut - 1] == '\n', complete = !ended && text[cut] == '\n';
		assert_int_equal(journal->entries.count, whole + complete);
		assert_int_equal(journal->damages.count, !ended && !complete);
		struct entry entry = note("after the crash");
		assert_true(journal_add(journal, &entry, says));
		journal_free(journal);
		journal = open_journal();
		assert_int_equal(journal->entries.count, whole + complete + 1);
		journal_free(journal);
	}
}

/* Any byte changed in any way of three: every other entry is still there. */
TRIAL(a_flipped_byte_loses_its_own_entry_only)
{
	size_t length;
	const char *text = some_entries(arena, 4, &length);
	char *damaged = arena_copy(arena, text, length);
	static const char flips[] = {1, 0x20, (char)0x80};
	for (size_t at = 0; at < length; at++)
		for (size_t i = 0; i < sizeof flips; i++) {
			damaged[at] = (char)(text[at] ^ flips[i]);
			write_file(damaged, length);
			struct journal *journal = open_journal();
			uint32_t least = text[at] == '\n' ? 4 : 3;
			if (journal->entries.count < least || journal->entries.count + journal->damages.count < 4)
				fail_msg("byte %zu flipped by %d: %u entries, %u damages", at, flips[i],
					 journal->entries.count, journal->damages.count);
			if (text[at] != '\n')
				assert_true(journal->entries.count == 3 && journal->damages.count >= 1);
			journal_free(journal);
			damaged[at] = text[at];
		}
}

/* Half of one program's line, and then another's. */
TRIAL(a_line_behind_half_a_line_is_read)
{
	size_t length;
	const char *text = some_entries(arena, 2, &length);
	size_t first = (size_t)((const char *)memchr(text, '\n', length) - text) + 1;
	char *mixed = ARENA_ARRAY(arena, char, 2 * length);
	memcpy(mixed, text, first / 2);
	memcpy(mixed + first / 2, text + first, length - first);
	write_file(mixed, first / 2 + length - first);
	struct journal *journal = open_journal();
	assert_int_equal(journal->entries.count, 1);
	assert_string_equal(journal->entries.at[0].says, "two\nlines");
	assert_int_equal(journal->damages.count, 1);
	assert_int_equal(journal->damages.at[0].line, 1);
	journal_free(journal);
}

TRIAL(the_same_line_twice_is_one_entry)
{
	size_t length;
	const char *text = some_entries(arena, 1, &length);
	char *twice = ARENA_ARRAY(arena, char, 2 * length);
	memcpy(twice, text, length);
	memcpy(twice + length, text, length);
	write_file(twice, 2 * length);
	struct journal *journal = open_journal();
	assert_int_equal(journal->entries.count, 1);
	journal_free(journal);
}

TRIAL(two_equal_notes_in_one_second_are_two)
{
	(void)arena;
	unlink(journal_file);
	struct journal *journal = open_journal();
	struct entry entry = note("the same");
	assert_true(journal_add(journal, &entry, says));
	assert_true(journal_add(journal, &entry, says));
	journal_free(journal);
	journal = open_journal();
	assert_int_equal(journal->entries.count, 2);
	journal_free(journal);
}

TRIAL(where_nothing_can_be_written_it_says_so)
{
	(void)arena;
	char inside[96];
	snprintf(inside, sizeof inside, "%s/none/hip.yaml", folder);
	struct journal *journal = journal_read(inside, says);
	struct entry entry = note("lost?");
	assert_false(journal_add(journal, &entry, says));
	assert_non_null(strstr(says, "NOT SAVED"));
	assert_int_equal(journal->entries.count, 0);
	journal_free(journal);
}

TRIAL(votes_are_counted_for_what_they_are_for)
{
	(void)arena;
	unlink(journal_file);
	struct journal *journal = open_journal();
	struct entry vote = {ENTRY_VOTE, "", "", "", "", "", "", CONSENT_NOT_ASKED, "long-wait ward", "", false};
	assert_false(journal_has_votes(journal));
	for (int i = 0; i < 3; i++)
		assert_true(journal_add(journal, &vote, says));
	assert_true(journal_has_votes(journal));
	vote.on = "long-wait home";
	assert_true(journal_add(journal, &vote, says));
	assert_int_equal(journal_votes(journal, "long-wait ward"), 3);
	assert_int_equal(journal_votes(journal, "long-wait home"), 1);
	assert_int_equal(journal_votes(journal, "long-wait"), 0);
	journal_free(journal);
}

/* What is taken back is told no more, here and where the journal is read anew;
 * the same words said again are another entry. */
TRIAL(what_is_taken_back_is_not_told)
{
	(void)arena;
	unlink(journal_file);
	struct journal *journal = open_journal();
	struct entry idea = note("ring first"), vote = entry_on(ENTRY_VOTE, "long-wait ward");
	assert_true(journal_add(journal, &idea, says));
	assert_true(journal_add(journal, &idea, says));
	assert_true(journal_add(journal, &vote, says));
	assert_true(journal_add(journal, &vote, says));
	struct entry back = entry_on(ENTRY_WITHDRAWN, journal->entries.at[0].sum);
	assert_true(journal_add(journal, &back, says));
	back = entry_on(ENTRY_WITHDRAWN, journal_last_vote(journal, "long-wait ward")->sum);
	assert_true(journal_add(journal, &back, says));
	for (int reads = 0; reads < 2; reads++) {
		assert_int_equal(journal->entries.count, 6);
		assert_false(entry_is_told(&journal->entries.at[0]));
		assert_true(entry_is_told(&journal->entries.at[1]));
		assert_int_equal(journal_votes(journal, "long-wait ward"), 1);
		assert_ptr_equal(journal_last_vote(journal, "long-wait ward"), &journal->entries.at[2]);
		assert_null(journal_last_vote(journal, "long-wait home"));
		for (uint32_t i = 2; i < 6; i++)
			assert_false(entry_is_told(&journal->entries.at[i]));
		journal_free(journal);
		journal = open_journal();
	}
	journal_free(journal);
}

/* Taken back, said again, taken back once more: the last word counts. */
TRIAL(what_was_taken_back_may_come_back)
{
	(void)arena;
	unlink(journal_file);
	struct journal *journal = open_journal();
	struct entry idea = note("ring first");
	assert_true(journal_add(journal, &idea, says));
	for (int times = 0; times < 4; times++) {
		const struct entry *last = journal_last_entry(journal);
		bool taken = last->kind == ENTRY_WITHDRAWN && !entry_is_told(&journal->entries.at[0]);
		struct entry word = entry_on(ENTRY_WITHDRAWN, taken ? last->sum : journal->entries.at[0].sum);
		assert_true(journal_add(journal, &word, says));
		assert_int_equal(entry_is_told(&journal->entries.at[0]), taken);
		journal_free(journal);
		journal = open_journal();
		assert_int_equal(entry_is_told(&journal->entries.at[0]), taken);
		assert_ptr_equal(journal_find(journal, journal->entries.at[0].sum), &journal->entries.at[0]);
	}
	assert_int_equal(journal->entries.count, 5);
	journal_free(journal);
}

/* Twice is as once; what was taken back does not go with it. */
TRIAL(a_copy_has_what_was_said_once)
{
	(void)arena;
	char other[sizeof file + 8], other_journal[sizeof file + 24];
	snprintf(other, sizeof other, "%s/new.yaml", folder);
	snprintf(other_journal, sizeof other_journal, "%s/new.journal.yaml", folder);
	unlink(journal_file);
	struct journal *journal = open_journal();
	struct entry idea = note("ring first"), gone = note("never mind");
	assert_true(journal_add(journal, &idea, says));
	assert_true(journal_add(journal, &gone, says));
	struct entry vote = entry_on(ENTRY_VOTE, journal->entries.at[0].sum);
	struct entry back = entry_on(ENTRY_WITHDRAWN, journal->entries.at[1].sum);
	assert_true(journal_add(journal, &vote, says));
	assert_true(journal_add(journal, &back, says));
	for (int times = 0; times < 2; times++) {
		assert_true(journal_copy(journal, other, says));
		assert_string_equal(says, "");
		struct journal *copy = journal_read(other, says);
		assert_non_null(copy);
		assert_int_equal(copy->entries.count, 2);
		assert_int_equal(copy->damages.count, 0);
		assert_string_equal(copy->entries.at[0].says, "ring first");
		assert_int_equal(journal_votes(copy, copy->entries.at[0].sum), 1);
		journal_free(copy);
	}
	unlink(other_journal);
	journal_free(journal);
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return 1;
	snprintf(file, sizeof file, "%s/hip.yaml", folder);
	snprintf(journal_file, sizeof journal_file, "%s/hip.journal.yaml", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(journal_file);
	return rmdir(folder);
}

int main(void)
{
	static const struct CMUnitTest trials[] = {
	    cmocka_unit_test(what_is_written_is_read_again),
	    cmocka_unit_test(the_file_is_for_its_owner_only),
	    cmocka_unit_test(every_text_comes_back_as_it_was),
	    cmocka_unit_test(a_cut_journal_loses_the_torn_line_only),
	    cmocka_unit_test(a_flipped_byte_loses_its_own_entry_only),
	    cmocka_unit_test(a_line_behind_half_a_line_is_read),
	    cmocka_unit_test(the_same_line_twice_is_one_entry),
	    cmocka_unit_test(two_equal_notes_in_one_second_are_two),
	    cmocka_unit_test(where_nothing_can_be_written_it_says_so),
	    cmocka_unit_test(votes_are_counted_for_what_they_are_for),
	    cmocka_unit_test(what_is_taken_back_is_not_told),
	    cmocka_unit_test(what_was_taken_back_may_come_back),
	    cmocka_unit_test(a_copy_has_what_was_said_once),
	};
	return cmocka_run_group_tests(trials, make_folder, remove_folder);
}
