#include "trial.h"

#include "carepath/unsaved.h"
#include "load/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* In memory where that can be: each line is put on the disk. */
static char folder[40];
static char file[64], journal_file[64];
static char says[JOURNAL_SAYS];

/* ------------------------------------------------------------ what is shared */

struct text {
	const char *bytes;
	uint32_t length;
};

static struct text text_of(struct arena *arena, const struct draft *draft)
{
	uint32_t length;
	const char *bytes = draft_text(draft, &length);
	return (struct text){arena_copy(arena, bytes, length), length};
}

static struct text text_from(const char *text)
{
	return (struct text){text, (uint32_t)strlen(text)};
}

static void expect_text(const struct draft *draft, struct text text)
{
	uint32_t length;
	const char *bytes = draft_text(draft, &length);
	assert_int_equal(length, text.length);
	assert_memory_equal(bytes, text.bytes, length);
}

static struct draft *start(struct text text)
{
	struct draft *draft = draft_new(file, text.bytes, text.length);
	assert_non_null(draft);
	return draft;
}

static struct journal *open_journal(void)
{
	struct journal *journal = journal_read(file, says);
	assert_non_null(journal);
	return journal;
}

static void keep(struct draft *draft)
{
	struct journal *journal = open_journal();
	assert_true(draft_keep(draft, journal, says));
	assert_string_equal(says, "");
	journal_free(journal);
}

static void keep_saved(struct draft *draft)
{
	struct journal *journal = open_journal();
	assert_true(draft_keep_saved(draft, journal, says));
	journal_free(journal);
}

static void put(struct draft *draft, uint32_t at, uint32_t end, const char *text)
{
	struct patch patch = {at, end, text, (uint32_t)strlen(text)};
	assert_true(draft_apply(draft, &patch, 1, text));
}

static void put_and_keep(struct draft *draft, uint32_t at, uint32_t end, const char *text)
{
	put(draft, at, end, text);
	keep(draft);
}

/* What a fresh start is told of the file, from the journal as it is on the disk.
 * Everything of it is in this arena, and the journal is freed. */
static struct unsaved look(struct arena *arena, struct text now)
{
	struct journal *journal = open_journal();
	struct unsaved unsaved = journal_unsaved(arena, journal, now.bytes, now.length);
	journal_free(journal);
	return unsaved;
}

/* There is one draft to be had, of so many changes; this is it. */
static struct draft *recover(struct arena *arena, struct text now, uint32_t count)
{
	struct unsaved unsaved = look(arena, now);
	assert_int_equal(unsaved.count, 1);
	assert_int_equal(unsaved.at[0].count, count);
	assert_int_equal(unsaved.at[0].other_count, 0);
	struct draft *draft = unsaved_apply(&unsaved.at[0], file, now.bytes, now.length, says);
	assert_non_null(draft);
	assert_string_equal(says, "");
	return draft;
}

static void begin(void)
{
	unlink(journal_file);
}

static void write_journal(const char *text, size_t length)
{
	FILE *out = fopen(journal_file, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, length, out), length);
	fclose(out);
}

static struct text read_journal(struct arena *arena)
{
	struct source source;
	assert_int_equal(source_read(arena, journal_file, &source), SOURCE_READ);
	return (struct text){source.text, source.length};
}

static uint32_t next_random(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*seed >> 33) % below);
}

/* ---------------------------------------------------------------- one person */

TRIAL(what_was_not_saved_is_found_again)
{
	begin();
	struct text first = text_from("one two three\n");
	struct draft *draft = start(first);
	put_and_keep(draft, 4, 7, "2");
	put_and_keep(draft, 0, 0, "zero ");
	struct text last = text_of(arena, draft);
	draft_free(draft);

	struct unsaved unsaved = look(arena, first);
	assert_string_equal(unsaved.at[0].changes[0].says, "2");
	assert_int_equal(unsaved.at[0].changes[0].line, 1);
	assert_int_equal(strlen(unsaved.at[0].changes[0].at), 19);
	assert_memory_equal(unsaved.at[0].changes[0].swaps[0].old.text, "two", 3);
	draft = recover(arena, first, 2);
	expect_text(draft, last);
	assert_false(draft_is_saved(draft));
	assert_string_equal(draft_undoes(draft), "zero ");
	assert_true(draft_undo(draft));
	expect_text(draft, text_from("one 2 three\n"));
	assert_true(draft_undo(draft));
	expect_text(draft, first);
	assert_true(draft_is_saved(draft));
	assert_false(draft_undo(draft));
	assert_true(draft_redo(draft) && draft_redo(draft));
	expect_text(draft, last);
	draft_free(draft);
}

/* Several places changed at once, some at the same one. */
TRIAL(a_change_of_several_pieces_comes_back)
{
	begin();
	struct text first = text_from("abcdefgh");
	struct draft *draft = start(first);
	struct patch patches[] = {{6, 7, "gg", 2}, {2, 2, "X", 1}, {2, 2, "YY", 2}, {0, 1, "", 0}, {3, 5, "d", 1}};
	assert_true(draft_apply(draft, patches, 5, "many"));
	keep(draft);
	struct text changed = text_of(arena, draft);
	assert_true(draft_undo(draft));
	keep(draft);
	assert_int_equal(look(arena, first).count, 0);
	assert_true(draft_redo(draft));
	keep(draft);
	draft_free(draft);
	draft = recover(arena, first, 1);
	expect_text(draft, changed);
	assert_true(draft_undo(draft));
	expect_text(draft, first);
	/* And the line that took it back leads from there to here. */
	struct unsaved unsaved = look(arena, changed);
	assert_int_equal(unsaved.count, 0);
	draft_free(draft);
}

TRIAL(what_was_taken_back_is_not_made_again)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	put_and_keep(draft, 1, 1, "b");
	put_and_keep(draft, 2, 2, "c");
	assert_true(draft_undo(draft));
	keep(draft);
	assert_true(draft_undo(draft));
	keep(draft);
	put_and_keep(draft, 1, 1, "d");
	draft_free(draft);
	draft = recover(arena, first, 2);
	expect_text(draft, text_from("ad-"));
	assert_string_equal(draft_undoes(draft), "d");
	draft_free(draft);
}

TRIAL(an_undo_behind_a_save_is_a_change)
{
	begin();
	struct draft *draft = start(text_from("-"));
	put_and_keep(draft, 0, 0, "a");
	struct text saved = text_of(arena, draft);
	keep_saved(draft);
	assert_true(draft_undo(draft));
	keep(draft);
	draft_free(draft);
	assert_string_equal(look(arena, saved).at[0].changes[0].says, "taken back: a");
	draft = recover(arena, saved, 1);
	expect_text(draft, text_from("-"));
	draft_free(draft);
}

TRIAL(saved_is_not_offered)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	keep_saved(draft);
	struct text saved = text_of(arena, draft);
	assert_int_equal(look(arena, saved).count, 0);
	assert_int_equal(look(arena, first).count, 0);
	assert_int_equal(look(arena, text_from("somebody else's")).count, 0);
	put_and_keep(draft, 0, 0, "b");
	draft_free(draft);
	draft = recover(arena, saved, 1);
	expect_text(draft, text_from("ba-"));
	draft_free(draft);
}

/* The power went between the save and its line. */
TRIAL(saved_and_not_told_is_not_offered)
{
	begin();
	struct draft *draft = start(text_from("-"));
	put_and_keep(draft, 0, 0, "a");
	assert_int_equal(look(arena, text_of(arena, draft)).count, 0);
	draft_free(draft);
}

TRIAL(forgotten_is_not_offered_until_more_is_changed)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	struct unsaved unsaved = look(arena, first);
	struct journal *journal = open_journal();
	assert_true(unsaved_forget(&unsaved.at[0], journal, says));
	journal_free(journal);
	assert_int_equal(look(arena, first).count, 0);
	/* Whoever it was is still there, and goes on. */
	put_and_keep(draft, 0, 0, "b");
	draft_free(draft);
	draft = recover(arena, first, 2);
	expect_text(draft, text_from("ba-"));
	draft_free(draft);
}

TRIAL(what_was_recovered_goes_on_and_is_offered_once)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	put_and_keep(draft, 0, 0, "b");
	draft_free(draft);
	draft = recover(arena, first, 2);
	put_and_keep(draft, 0, 0, "c");
	draft_free(draft);
	draft = recover(arena, first, 3);
	expect_text(draft, text_from("cba-"));
	/* Back to before what the first had: that is what is wanted now. */
	assert_true(draft_undo(draft) && draft_undo(draft));
	keep(draft);
	draft_free(draft);
	draft = recover(arena, first, 1);
	expect_text(draft, text_from("a-"));
	keep_saved(draft);
	assert_int_equal(look(arena, text_from("a-")).count, 0);
	assert_int_equal(look(arena, text_from("other")).count, 0);
	draft_free(draft);
}

TRIAL(made_to_another_version_is_told_and_not_offered)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	put_and_keep(draft, 0, 0, "b");
	draft_free(draft);
	struct unsaved unsaved = look(arena, text_from("theirs"));
	assert_int_equal(unsaved.count, 1);
	assert_int_equal(unsaved.at[0].count, 0);
	assert_int_equal(unsaved.at[0].other_count, 2);
	assert_string_equal(unsaved.at[0].others[1].says, "b");
	/* The same bytes at the same places do not make it the same text. */
	unsaved = look(arena, first);
	assert_null(unsaved_apply(&unsaved.at[0], file, "+", 1, says));
	assert_non_null(strstr(says, "do not fit"));
	struct journal *journal = open_journal();
	assert_true(unsaved_forget(&unsaved.at[0], journal, says));
	journal_free(journal);
	assert_int_equal(look(arena, text_from("theirs")).count, 0);
}

TRIAL(other_bytes_are_never_changed)
{
	begin();
	struct text first = text_from("abc");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 1, "x");
	draft_free(draft);
	struct unsaved unsaved = look(arena, first);
	unsaved.at[0].changes[0].swaps[0].start = 4;
	assert_null(unsaved_apply(&unsaved.at[0], file, "abc", 3, says));
	unsaved = look(arena, first);
	unsaved.at[0].changes[0].swaps[0].old.text = "b";
	assert_null(unsaved_apply(&unsaved.at[0], file, "abc", 3, says));
	unsaved = look(arena, first);
	unsaved.at[0].changes[0].swaps[0].new.text = "y";
	assert_null(unsaved_apply(&unsaved.at[0], file, "abc", 3, says));
}

/* ----------------------------------------------------------------- the bytes */

/* A line is YAML, too. */
static void expect_yaml(struct arena *arena, struct text journal)
{
	struct source source;
	struct diagnostics diagnostics = {.arena = arena};
	struct tree tree = {0};
	struct syntax_fault fault = {0};
	source_from_text(arena, "journal", journal.bytes, journal.length, &source);
	struct scanned scanned = scan_source(arena, &source, &diagnostics);
	bool fine = events_read(arena, &scanned, &tree, &fault);
	if (!fine)
		print_error("%.200s: %s\n", journal.bytes, fault.message);
	assert_true(fine);
	assert_int_equal(tree_at(&tree, tree.root)->kind, NODE_MAPPING);
}

static void expect_survives(struct arena *arena, const char *bytes, uint32_t length)
{
	begin();
	struct text first = text_from("<>");
	struct draft *draft = start(first);
	struct patch in = {1, 1, bytes, length}, out = {1, 1 + length, "", 0};
	assert_true(draft_apply(draft, &in, 1, "in"));
	keep(draft);
	struct text full = text_of(arena, draft);
	expect_yaml(arena, read_journal(arena));
	draft_free(draft);
	draft = recover(arena, first, 1);
	expect_text(draft, full);
	/* And the other way round. */
	begin();
	struct draft *back = start(full);
	assert_true(draft_apply(back, &out, 1, "out"));
	keep(back);
	expect_yaml(arena, read_journal(arena));
	draft_free(back);
	draft_free(draft);
	draft = recover(arena, full, 1);
	expect_text(draft, first);
	draft_free(draft);
}

TRIAL(every_byte_survives)
{
	char all[256 + 4];
	for (int i = 0; i < 256; i++) {
		all[i] = (char)i;
		expect_survives(arena, &all[i], 1);
	}
	expect_survives(arena, all, 256);
	static const char *const texts[] = {
	    "",
	    "\n",
	    "\r\n",
	    "a\r\nb\tc\n\n",
	    "\"quoted\" \\ and \\n",
	    "🏥 Zoë 医院",
	    "\xEF\xBB\xBF mark inside",
	    "\xE2\x80\xAE turned",
	    "\xE2\x80\xA8",
	    "\xC2\x85",
	    "a\xE2\x80\x8D",
	    "क्\xE2\x80\x8Dष",
	    "\xED\xA0\x80",
	    "\xF4\x90\x80\x80",
	    "\xC0\xAF",
	    "\xEF\xBF\xBE",
	    "--- { number: 1, kind: change }\n",
	    " }",
	    ", sum: 0123456789abcdef }",
	    " # no comment",
	    "\xF0\x9F",
	};
	for (size_t i = 1; i < sizeof texts / sizeof *texts; i++)
		expect_survives(arena, texts[i], (uint32_t)strlen(texts[i]));
}

static uint32_t encode(int32_t point, char *bytes)
{
	static const int32_t first[] = {0, 0, 0xC0, 0xE0, 0xF0};
	uint32_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (uint32_t i = length; i-- > 1; point >>= 6)
		bytes[i] = (char)(0x80 | (point & 63));
	bytes[0] = (char)(first[length] | point);
	return length;
}

/* Each a piece of its own behind a letter; surrogates too, which are no UTF-8. */
TRIAL(every_kind_of_character_survives)
{
	enum { AT_ONCE = 500 };
	struct patch *patches = ARENA_ARRAY(arena, struct patch, AT_ONCE);
	char *bytes = ARENA_ARRAY(arena, char, AT_ONCE * 5);
	struct text first = text_from("<>");
	for (int32_t point = 0x80; point < 0x110000;) {
		begin();
		struct draft *draft = start(first);
		uint32_t count = 0;
		for (; count < AT_ONCE && point < 0x110000;
		     count++, point += point < 0x3100 || point > 0x10F000 ? 1 : 61) {
			bytes[count * 5] = 'x';
			patches[count] =
			    (struct patch){1, 1, &bytes[count * 5], 1 + encode(point, &bytes[count * 5 + 1])};
		}
		assert_true(draft_apply(draft, patches, count, "characters"));
		keep(draft);
		struct text last = text_of(arena, draft);
		expect_yaml(arena, read_journal(arena));
		draft_free(draft);
		draft = recover(arena, first, 1);
		expect_text(draft, last);
		draft_free(draft);
	}
}

TRIAL(a_long_change_survives)
{
	enum { LENGTH = 300000 };
	char *text = ARENA_ARRAY(arena, char, LENGTH);
	uint64_t seed = 5;
	for (uint32_t i = 0; i < LENGTH; i++)
		text[i] = "abc \n\"\\"[next_random(&seed, 7)];
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	struct patch patch = {0, 0, text, LENGTH};
	assert_true(draft_apply(draft, &patch, 1, "long"));
	keep(draft);
	struct text last = text_of(arena, draft);
	draft_free(draft);
	draft = recover(arena, first, 1);
	expect_text(draft, last);
	draft_free(draft);
}

/* ------------------------------------------------------------ two facilitators */

TRIAL(two_at_once_are_told_apart)
{
	begin();
	struct text first = text_from("1 2\n");
	struct draft *ann = start(first), *ben = start(first);
	put_and_keep(ann, 0, 1, "one");
	put_and_keep(ben, 2, 3, "two");
	put_and_keep(ann, 0, 0, "a ");
	put_and_keep(ben, 0, 0, "b ");
	struct text anns = text_of(arena, ann), bens = text_of(arena, ben);
	struct unsaved unsaved = look(arena, first);
	assert_int_equal(unsaved.count, 2);
	const struct text texts[] = {anns, bens};
	for (uint32_t i = 0; i < 2; i++) {
		assert_int_equal(unsaved.at[i].count, 2);
		struct draft *draft = unsaved_apply(&unsaved.at[i], file, first.bytes, first.length, says);
		assert_non_null(draft);
		expect_text(draft, texts[i]);
		draft_free(draft);
	}
	/* Ann saves; Ben's were made to what was there before. */
	keep_saved(ann);
	unsaved = look(arena, anns);
	assert_int_equal(unsaved.count, 1);
	assert_int_equal(unsaved.at[0].count, 0);
	assert_int_equal(unsaved.at[0].other_count, 2);
	draft_free(ann);
	draft_free(ben);
}

TRIAL(what_two_have_alike_is_told_once)
{
	begin();
	struct text first = text_from("1");
	struct draft *ann = start(first), *ben = start(first);
	put_and_keep(ann, 0, 1, "one");
	put_and_keep(ben, 0, 1, "one");
	draft_free(ann);
	draft_free(ben);
	struct draft *draft = recover(arena, first, 1);
	expect_text(draft, text_from("one"));
	draft_free(draft);
}

TRIAL(what_the_room_said_stays_by_itself)
{
	begin();
	struct journal *journal = open_journal();
	const struct entry note = {ENTRY_NOTE, "", "ward", "", "said", "", "", CONSENT_NOT_ASKED, "", "", false};
	struct draft *draft = start(text_from("-"));
	assert_true(journal_add(journal, &note, says));
	put_and_keep(draft, 0, 0, "a");
	keep_saved(draft);
	put_and_keep(draft, 0, 0, "b");
	assert_true(journal_add(journal, &note, says));
	journal_free(journal);
	struct unsaved unsaved = look(arena, text_of(arena, draft));
	assert_int_equal(unsaved.count, 0);
	draft_free(draft);
	journal = open_journal();
	assert_int_equal(journal->entries.count, 2);
	assert_int_equal(journal->damages.count, 0);
	journal_free(journal);
}

/* ---------------------------------------------------------------- the damage */

enum { CHANGES = 6 };

/* So many changes in a row, and the text behind each. */
static struct text some_changes(struct arena *arena, struct text texts[CHANGES + 1])
{
	static const char *const put_in[] = {"a\n", "\"b\"", "Zoë", "\\", "e: f\r\n", "g"};
	begin();
	texts[0] = text_from("-");
	struct draft *draft = start(texts[0]);
	for (uint32_t i = 0; i < CHANGES; i++) {
		put_and_keep(draft, 0, 0, put_in[i]);
		texts[i + 1] = text_of(arena, draft);
	}
	draft_free(draft);
	return read_journal(arena);
}

/* The first `count` can be had, `others` are told to hang on what is lost. */
static void expect_left(struct arena *arena, const struct text *texts, uint32_t count, uint32_t others)
{
	struct unsaved unsaved = look(arena, texts[0]);
	assert_int_equal(unsaved.count, count + others > 0);
	if (unsaved.count == 0)
		return;
	assert_int_equal(unsaved.at[0].count, count);
	assert_int_equal(unsaved.at[0].other_count, others);
	struct draft *draft = unsaved_apply(&unsaved.at[0], file, texts[0].bytes, texts[0].length, says);
	assert_non_null(draft);
	expect_text(draft, texts[count]);
	draft_free(draft);
}

TRIAL(a_cut_journal_loses_the_torn_change_only)
{
	struct text texts[CHANGES + 1], whole = some_changes(arena, texts);
	for (uint32_t cut = 0; cut <= whole.length; cut++) {
		struct arena *scratch = arena_new();
		uint32_t count = 0;
		for (uint32_t i = 0; i < cut; i++)
			count += whole.bytes[i] == '\n';
		bool ended = cut == 0 || whole.bytes[cut - 1] == '\n', complete = !ended && whole.bytes[cut] == '\n';
		write_journal(whole.bytes, cut);
		struct journal *journal = open_journal();
		assert_int_equal(journal->damages.count, !ended && !complete);
		if (journal->damages.count)
			assert_int_equal(journal->damages.at[0].line, count + 1);
		journal_free(journal);
		expect_left(arena, texts, count + complete, 0);
		arena_free(scratch);
	}
}

TRIAL(a_flipped_byte_loses_its_change_and_what_hangs_on_it)
{
	struct text texts[CHANGES + 1], whole = some_changes(arena, texts);
	char *damaged = arena_copy(arena, whole.bytes, whole.length);
	static const char flips[] = {1, 0x20, (char)0x80};
	uint32_t line = 0;
	for (uint32_t at = 0; at < whole.length; at++) {
		for (size_t i = 0; i < sizeof flips; i++) {
			damaged[at] = (char)(whole.bytes[at] ^ flips[i]);
			write_journal(damaged, whole.length);
			struct journal *journal = open_journal();
			bool feed = whole.bytes[at] == '\n';
			assert_true(feed || journal->damages.count >= 1);
			if (!feed)
				assert_int_equal(journal->damages.at[0].line, line + 1);
			journal_free(journal);
			/* Without a line's feed the lines on both sides are read. */
			if (feed)
				expect_left(arena, texts, CHANGES, 0);
			else
				expect_left(arena, texts, line, CHANGES - 1 - line);
			damaged[at] = whole.bytes[at];
		}
		line += whole.bytes[at] == '\n';
	}
}

/* Who comes back to a text that is known loses nothing by the line between. */
TRIAL(a_damaged_line_is_passed_by_behind_an_undo)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	uint32_t before = read_journal(arena).length;
	put_and_keep(draft, 0, 0, "b");
	assert_true(draft_undo(draft));
	keep(draft);
	put_and_keep(draft, 0, 0, "c");
	draft_free(draft);
	struct text whole = read_journal(arena);
	char *damaged = arena_copy(arena, whole.bytes, whole.length);
	damaged[before + 30] ^= 1;
	write_journal(damaged, whole.length);
	draft = recover(arena, first, 2);
	expect_text(draft, text_from("ca-"));
	draft_free(draft);
}

TRIAL(a_line_that_was_written_twice_is_one)
{
	begin();
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	struct text line = read_journal(arena);
	assert_true(draft_undo(draft));
	keep(draft);
	struct text both = read_journal(arena);
	char *thrice = ARENA_ARRAY(arena, char, both.length + line.length);
	memcpy(thrice, both.bytes, both.length);
	memcpy(thrice + both.length, line.bytes, line.length);
	write_journal(thrice, both.length + line.length);
	assert_int_equal(look(arena, first).count, 0);
	draft_free(draft);
}

/* ---------------------------------------------- a journal that cannot be written */

TRIAL(what_could_not_be_kept_is_kept_with_the_next)
{
	begin();
	char nowhere[96];
	snprintf(nowhere, sizeof nowhere, "%s/none/hip.journal.yaml", folder);
	struct journal full = {.path = nowhere};
	struct text first = text_from("-");
	struct draft *draft = start(first);
	put_and_keep(draft, 0, 0, "a");
	put_and_keep(draft, 0, 0, "b");
	put(draft, 0, 0, "c");
	assert_false(draft_keep(draft, &full, says));
	assert_non_null(strstr(says, "NOT SAVED"));
	/* Back past what is kept, another way, and back again: */
	assert_true(draft_undo(draft) && draft_undo(draft));
	put(draft, 0, 0, "d");
	assert_false(draft_keep(draft, &full, says));
	assert_true(draft_undo(draft) && draft_undo(draft));
	put(draft, 0, 0, "e");
	put(draft, 0, 0, "f");
	struct text last = text_of(arena, draft);
	keep(draft);
	draft_free(draft);
	struct text journal = read_journal(arena);
	uint32_t lines = 0;
	for (uint32_t i = 0; i < journal.length; i++)
		lines += journal.bytes[i] == '\n';
	assert_int_equal(lines, 3);
	draft = recover(arena, first, 3);
	expect_text(draft, last);
	assert_string_equal(draft_undoes(draft), "taken back: b; taken back: a; e; f");
	assert_true(draft_undo(draft));
	expect_text(draft, text_from("ba-"));
	draft_free(draft);
}

/* ----------------------------------------------------------------- at random */

struct person {
	struct draft *draft;
	struct text kept; /* what the journal acknowledged last */
	bool is_saved;
};

struct workshop {
	struct arena *arena;
	uint64_t seed;
	struct text file;
	struct person people[2];
	uint32_t crashes, recovered;
};

static void change_at_random(struct workshop *workshop, struct draft *draft)
{
	static const char *const texts[] = {"", "\n", "a", "\t\r\n", "🏥", "\"", "\\", "- to: home\n", "\xC2", "x y"};
	struct patch patches[3];
	uint32_t length, count = 1 + next_random(&workshop->seed, 3), at = 0;
	draft_text(draft, &length);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t start = at + next_random(&workshop->seed, length - at + 1);
		uint32_t end = start + next_random(&workshop->seed, (length - start < 9 ? length - start : 9) + 1);
		const char *text = texts[next_random(&workshop->seed, 10)];
		patches[i] = (struct patch){start, end, text, (uint32_t)strlen(text)};
		at = end;
	}
	assert_true(draft_apply(draft, patches, count, "a change"));
}

static void act_at_random(struct workshop *workshop, struct person *person)
{
	uint32_t what = next_random(&workshop->seed, 10);
	if (what < 2)
		draft_undo(person->draft);
	else if (what == 2)
		draft_redo(person->draft);
	else
		change_at_random(workshop, person->draft);
}

/* Now and then that it is saved cannot be told. */
static void save_at_random(struct workshop *workshop, struct person *person)
{
	char nowhere[96];
	snprintf(nowhere, sizeof nowhere, "%s/none/hip.journal.yaml", folder);
	struct journal full = {.path = nowhere};
	workshop->file = text_of(workshop->arena, person->draft);
	person->kept = workshop->file;
	draft_mark_saved(person->draft);
	if (next_random(&workshop->seed, 4) > 0)
		keep_saved(person->draft);
	else
		draft_keep_saved(person->draft, &full, says);
}

/* All is dropped: what was kept last must be offered, and be byte for byte what
 * it was, and undo must come back to the file. */
static void crash(struct workshop *workshop, struct person *person)
{
	struct unsaved unsaved = look(workshop->arena, workshop->file);
	struct draft *found = NULL;
	draft_free(person->draft);
	person->draft = NULL;
	workshop->crashes++;
	for (uint32_t i = 0; i < unsaved.count && !person->draft; i++) {
		found = unsaved_apply(&unsaved.at[i], file, workshop->file.bytes, workshop->file.length, says);
		assert_non_null(found);
		uint32_t length;
		const char *text = draft_text(found, &length);
		if (length == person->kept.length && memcmp(text, person->kept.bytes, length) == 0)
			person->draft = found;
		else
			draft_free(found);
	}
	workshop->recovered += person->draft != NULL;
	if (!person->draft) {
		assert_int_equal(workshop->file.length, person->kept.length);
		assert_memory_equal(workshop->file.bytes, person->kept.bytes, person->kept.length);
		person->draft = start(workshop->file);
	}
	while (draft_undo(person->draft))
		;
	expect_text(person->draft, workshop->file);
	while (draft_redo(person->draft))
		;
	expect_text(person->draft, person->kept);
}

static void one_moment(struct workshop *workshop, struct person *person, bool alone)
{
	act_at_random(workshop, person);
	if (next_random(&workshop->seed, 5) > 0) { /* else it could not be written, and is caught up */
		keep(person->draft);
		person->kept = text_of(workshop->arena, person->draft);
	}
	/* What the other one changed would not fit a file that is saved meanwhile. */
	if (alone && next_random(&workshop->seed, 8) == 0)
		save_at_random(workshop, person);
	if (next_random(&workshop->seed, 6) == 0)
		crash(workshop, person);
}

static void hold_workshop(struct arena *arena, uint64_t seed, uint32_t people, uint32_t moments)
{
	struct workshop workshop = {.arena = arena, .seed = seed, .file = text_from("carepath: 1\nname: Zoë\n")};
	begin();
	for (uint32_t i = 0; i < people; i++)
		workshop.people[i] = (struct person){.draft = start(workshop.file), .kept = workshop.file};
	for (uint32_t i = 0; i < moments; i++)
		one_moment(&workshop, &workshop.people[next_random(&workshop.seed, people)], people == 1);
	for (uint32_t i = 0; i < people; i++)
		draft_free(workshop.people[i].draft);
	assert_true(workshop.recovered > 0);
}

TRIAL(random_edits_come_back_after_every_crash)
{
	for (uint64_t seed = 1; seed <= 40; seed++)
		hold_workshop(arena, seed, 1, 60);
}

TRIAL(random_edits_of_two_at_once_come_back)
{
	for (uint64_t seed = 1; seed <= 40; seed++)
		hold_workshop(arena, seed, 2, 60);
}

/* ---------------------------------------------------------------------------- */

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "%s/carepath-unsaved-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
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
	    cmocka_unit_test(what_was_not_saved_is_found_again),
	    cmocka_unit_test(a_change_of_several_pieces_comes_back),
	    cmocka_unit_test(what_was_taken_back_is_not_made_again),
	    cmocka_unit_test(an_undo_behind_a_save_is_a_change),
	    cmocka_unit_test(saved_is_not_offered),
	    cmocka_unit_test(saved_and_not_told_is_not_offered),
	    cmocka_unit_test(forgotten_is_not_offered_until_more_is_changed),
	    cmocka_unit_test(what_was_recovered_goes_on_and_is_offered_once),
	    cmocka_unit_test(made_to_another_version_is_told_and_not_offered),
	    cmocka_unit_test(other_bytes_are_never_changed),
	    cmocka_unit_test(every_byte_survives),
	    cmocka_unit_test(every_kind_of_character_survives),
	    cmocka_unit_test(a_long_change_survives),
	    cmocka_unit_test(two_at_once_are_told_apart),
	    cmocka_unit_test(what_two_have_alike_is_told_once),
	    cmocka_unit_test(what_the_room_said_stays_by_itself),
	    cmocka_unit_test(a_cut_journal_loses_the_torn_change_only),
	    cmocka_unit_test(a_flipped_byte_loses_its_change_and_what_hangs_on_it),
	    cmocka_unit_test(a_damaged_line_is_passed_by_behind_an_undo),
	    cmocka_unit_test(a_line_that_was_written_twice_is_one),
	    cmocka_unit_test(what_could_not_be_kept_is_kept_with_the_next),
	    cmocka_unit_test(random_edits_come_back_after_every_crash),
	    cmocka_unit_test(random_edits_of_two_at_once_come_back),
	};
	return cmocka_run_group_tests(trials, make_folder, remove_folder);
}
