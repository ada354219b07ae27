/* Files that were made to hurt: each must end soon, in little memory, in the
 * error that names what is too much and where; and what is allowed, however
 * large, must be read and reported without a crash.
 *
 *     hostile [NAME]     every case, or the one; prints TAP
 *     hostile --half 1   every other case, from the first on; 2: from the second
 *     hostile --write NAME FILE
 *
 * Each file is written, read in a child and taken away again. */
#include "grow.h"
#include "peak.h"
#include "write.h"

#include "carepath/compare.h"
#include "carepath/export.h"
#include "carepath/journal.h"
#include "carepath/load.h"
#include "carepath/map.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	MIB = 1 << 20,
	MOST_MEMORY = 32 * MIB,      /* beyond the file's own bytes */
	MOST_MEASURING = 1000 * MIB, /* to read and measure what is allowed */
	MOST_SECONDS = 90,           /* of a processor; only a hang takes so long … */
	MOST_WAITING = 900,          /* … or waits for so long, however busy the machine is */
	NOBODY_ID = 65534,
	FOLDER_NAME = 300,
};

#define PATH  "h.yaml" /* of the file, in a folder of its own */
#define OTHER "o.yaml" /* what it is compared with */

/* ---------------------------------------------------------------- writing */

#define ABOUT STEPS ONE "about: " /* the eighth line from its ninth column on */
#define LEFT  (64u * MIB - 1000)  /* so that the head still fits */

static void nested_brackets(FILE *file)
{
	put(file, ABOUT);
	many(file, "[", 100000);
}

static void nested_braces(FILE *file)
{
	put(file, ABOUT);
	many(file, "{a: ", 100000);
}

static void nested_dashes(FILE *file)
{
	put(file, ABOUT "\n  ");
	many(file, "- ", 100000);
}

static void nested_questions(FILE *file)
{
	put(file, ABOUT "\n  ");
	many(file, "? ", 100000);
}

static void nested_lines(FILE *file)
{
	put(file, ABOUT "\n");
	for (int i = 1; i < 2000; i++)
		fprintf(file, "%*sa:\n", i, "");
}

static void anchors(FILE *file)
{
	put(file, ABOUT "[");
	each(file, "&a%u x, ", 0, 20000);
}

static void same_anchor(FILE *file)
{
	put(file, ABOUT "[");
	many(file, "&a x, ", 20000);
}

static void bomb_of_lists(FILE *file)
{
	put(file, ABOUT "\n  - &a0 [x, x]\n");
	for (int i = 1; i < 60; i++)
		fprintf(file, "  - &a%d [*a%d, *a%d]\n", i, i - 1, i - 1);
}

static void bomb_of_mappings(FILE *file)
{
	put(file, ABOUT "\n  - &a0 { a: x, b: x }\n");
	for (int i = 1; i < 60; i++)
		fprintf(file, "  - &a%d { a: *a%d, b: *a%d }\n", i, i - 1, i - 1);
}

static void bomb_of_merges(FILE *file)
{
	put(file, STEPS "  s0: &a0 { team: w, outcome: home }\n");
	for (int i = 1; i < 60; i++)
		fprintf(file, "  s%d: &a%d { <<: [*a%d, *a%d] }\n", i, i, i - 1, i - 1);
}

static void chain_of_merges(FILE *file)
{
	put(file, STEPS "  s0: &a0 { team: w, outcome: home }\n");
	for (int i = 1; i < 9000; i++)
		fprintf(file, "  s%d: &a%d { <<: *a%d }\n", i, i, i - 1);
}

static void one_merged_often(FILE *file)
{
	put(file, STEPS "  s: &a { team: w, outcome: home }\n  t: { <<: [");
	many(file, "*a, ", 300000);
	put(file, "] }\n");
}

static void cycle_of_lists(FILE *file)
{
	put(file, ABOUT "&a [[*a]]\n");
}

static void cycle_of_mappings(FILE *file)
{
	put(file, ABOUT "&a { b: { c: *a } }\n");
}

static void cycle_of_keys(FILE *file)
{
	put(file, ABOUT "&a { *a : b }\n");
}

static void plain_text(FILE *file)
{
	put(file, ABOUT);
	many(file, "a", LEFT);
}

static void quoted_text(FILE *file)
{
	put(file, ABOUT "\"");
	many(file, "a ", LEFT / 2);
	put(file, "\"\n");
}

static void apostrophes(FILE *file)
{
	put(file, ABOUT "'");
	many(file, "''", LEFT / 2);
}

static void literal_text(FILE *file)
{
	put(file, ABOUT "|\n");
	many(file, "  a\n", LEFT / 4);
}

static void folded_text(FILE *file)
{
	put(file, ABOUT ">\n");
	many(file, "\n", LEFT);
}

static void long_text(FILE *file)
{
	put(file, ABOUT);
	many(file, "a", (64 << 10) + 1);
	put(file, "\n");
}

static void comment(FILE *file)
{
	put(file, STEPS ONE "#");
	many(file, "a", LEFT);
}

static void comments(FILE *file)
{
	put(file, STEPS ONE);
	many(file, "#\n", LEFT / 2);
}

static void newlines(FILE *file)
{
	many(file, "\n", 64u * MIB);
}

static void carriage_returns(FILE *file)
{
	many(file, "\r", 64u * MIB);
}

static void tabs(FILE *file)
{
	many(file, "\t", 64u * MIB);
}

static void blanks(FILE *file)
{
	put(file, STEPS ONE);
	many(file, " ", LEFT);
}

static void commas(FILE *file)
{
	many(file, ",", 64u * MIB);
}

static void colons(FILE *file)
{
	many(file, ":", 64u * MIB);
}

static void dashes(FILE *file)
{
	many(file, "-", 64u * MIB);
}

static void ampersands(FILE *file)
{
	put(file, ABOUT);
	many(file, "&", LEFT);
}

static void stars(FILE *file)
{
	put(file, ABOUT);
	many(file, "*a", LEFT / 2);
}

static void exclamation_marks(FILE *file)
{
	put(file, ABOUT);
	many(file, "!", LEFT);
}

static void long_tag(FILE *file)
{
	put(file, ABOUT "!<");
	many(file, "a", 8u * MIB);
}

static void tag_lines(FILE *file)
{
	each(file, "%%TAG !a%u! x\n", 0, 30000);
	put(file, "---\n" STEPS ONE);
}

/* Each stands behind a block of plain text, where it could be overlooked. */
static void tag_lines_behind_blocks(FILE *file)
{
	for (unsigned i = 0; i < 30000; i++) {
		fprintf(file, "#%62s\n", "");
		fprintf(file, "%%TAG !a%05u! %49s\n", i, "x");
	}
	put(file, "---\n" STEPS ONE);
}

static void yaml_lines(FILE *file)
{
	many(file, "%YAML 1.1\n", 100000);
	put(file, "---\n" STEPS ONE);
}

static void documents(FILE *file)
{
	many(file, "---\n", LEFT / 4);
}

static void list_of_brackets(FILE *file)
{
	put(file, ABOUT "[");
	many(file, "a,", LEFT / 2);
}

static void list_of_lines(FILE *file)
{
	put(file, ABOUT "\n");
	many(file, "-\n", LEFT / 2);
}

static void lists_in_a_list(FILE *file)
{
	put(file, ABOUT "[");
	for (int i = 0; i < 34; i++) {
		put(file, "[");
		many(file, "a,", 300000);
		put(file, "],");
	}
}

static void keys_the_same(FILE *file)
{
	put(file, STEPS ONE);
	many(file, "place: x\n", 1000000);
}

static void keys_unknown(FILE *file)
{
	put(file, STEPS ONE);
	each(file, "k%u:\n", 0, 1000000);
}

static void keys_the_same_in_a_step(FILE *file)
{
	put(file, STEPS "  s:\n    outcome: home\n");
	many(file, "    team: w\n", 200000);
}

static void steps_the_same(FILE *file)
{
	put(file, STEPS);
	many(file, "  s: { team: w }\n", 300000);
}

static void words_the_same(FILE *file)
{
	put(file, STEPS "  s: { team: w, outcome: home, asks: [");
	many(file, "x, ", 300000);
	put(file, "] }\n");
}

static void words_the_same_in_one_list(FILE *file)
{
	put(file, STEPS "  s: { team: w, outcome: home, asks: [");
	many(file, "x, ", 3000000);
	put(file, "] }\n");
}

static void words_the_same_on_lines(FILE *file)
{
	put(file, STEPS "  s:\n    team: w\n    outcome: home\n    asks:\n");
	many(file, "      - x\n", 3000000);
}

static void aliases_in_a_list(FILE *file)
{
	put(file, STEPS "  s: { team: w, outcome: home, does: [&a x], asks: [");
	many(file, "*a, ", 999990);
	put(file, "] }\n");
}

static void ids_unknown(FILE *file)
{
	put(file, STEPS "  s: { team: w, next: [");
	each(file, "u%u, ", 0, 99000);
	put(file, "] }\n");
}

static void ids_unknown_in_steps(FILE *file)
{
	put(file, STEPS);
	for (unsigned i = 0; i < 99000; i++)
		fprintf(file, "  s%u: { team: w, next: u%u }\n", i, i);
}

static void bytes_nul(FILE *file)
{
	for (int i = 0; i < 64; i++) {
		char block[MIB] = {0};
		fwrite(block, 1, sizeof block - 16, file);
	}
}

static void bytes_high(FILE *file)
{
	many(file, "\xFF", LEFT);
}

static void bytes_in_between(FILE *file)
{
	many(file,
	     "\xFF"
	     "a",
	     LEFT / 2);
}

static void bytes_c1(FILE *file)
{
	many(file, "\xC2\x9B", LEFT / 2);
}

static void late_byte(FILE *file)
{
	put(file, STEPS ONE "accept: [");
	many(file, "a,", 100000);
	put(file, "a] \xFF\n");
}

static void bidi(FILE *file)
{
	put(file, ABOUT);
	many(file, "\u202E", 10000);
	put(file, "\n");
}

static void tag_characters(FILE *file)
{
	put(file, ABOUT);
	many(file, "\U000E0041", 10000);
	put(file, "\n");
}

static void marks(FILE *file)
{
	put(file, "e");
	many(file, "\u0301", 20000);
	put(file, ": x\n");
}

static void utf_16(FILE *file, bool marked, bool low_first)
{
	static const char text[] = STEPS ONE;
	if (marked)
		fwrite(low_first ? "\xFF\xFE" : "\xFE\xFF", 1, 2, file);
	for (size_t i = 0; i < sizeof text - 1; i++) {
		putc(low_first ? text[i] : 0, file);
		putc(low_first ? 0 : text[i], file);
	}
}

static void utf_16_low(FILE *file)
{
	utf_16(file, false, true);
}

static void utf_16_high(FILE *file)
{
	utf_16(file, false, false);
}

static void utf_16_low_marked(FILE *file)
{
	utf_16(file, true, true);
}

static void utf_16_high_marked(FILE *file)
{
	utf_16(file, true, false);
}

static void nothing(FILE *file)
{
	(void)file;
}

static void only_comments(FILE *file)
{
	put(file, "# nothing\n\n# at all");
}

static void only_dashes(FILE *file)
{
	put(file, "---");
}

static void only_a_mark(FILE *file)
{
	put(file, "\xEF\xBB\xBF");
}

static void two_documents(FILE *file)
{
	put(file, STEPS ONE "...\n---\n" STEPS ONE);
}

static void too_large(FILE *file)
{
	many(file, "# a\n", 16u * MIB);
	put(file, "a");
}

static void steps_too_many(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, next: s%u }\n", 0, 100001);
}

static void arrows_too_many(FILE *file)
{
	put(file, STEPS "  s: { team: w, next: [");
	each(file, "{ to: e, when: w%u }, ", 0, 400001);
	put(file, "] }\n  e: { team: w }\n");
}

static void arrows_too_many_in_all(FILE *file)
{
	put(file, STEPS);
	for (unsigned i = 0; i < 1001; i++) {
		fprintf(file, "  s%u: { team: w, next: [", i);
		each(file, "s%u, ", 0, 400);
		put(file, "] }\n");
	}
}

static void teams_too_many(FILE *file)
{
	put(file, "carepath: 1\nname: x\norganisations: { h: { sector: acute } }\nteams:\n");
	each(file, "  t%u: { organisation: h }\n", 0, 1001);
	put(file, "steps: { s: { team: t0, outcome: x } }\n");
}

static void organisations_too_many(FILE *file)
{
	put(file, "carepath: 1\nname: x\norganisations:\n");
	each(file, "  o%u: { sector: acute }\n", 0, 251);
	put(file, "teams: { t: { organisation: o0 } }\nsteps: { s: { team: t, outcome: x } }\n");
}

static void things_too_many(FILE *file)
{
	put(file, STEPS "  s: { team: w, next: t, asks: [");
	each(file, "thing %u, ", 0, 1000);
	put(file, "] }\n  t: { team: w, outcome: home, does: [x-ray] }\n");
}

static void long_id(FILE *file)
{
	put(file, STEPS "  ? ");
	many(file, "a", 60000);
	put(file, "\n  : { team: w, next: ");
	many(file, "a", 59999);
	put(file, " }\n");
}

static void long_ids(FILE *file)
{
	put(file, STEPS);
	for (unsigned i = 0; i < 500; i++) {
		put(file, "  ? ");
		many(file, "a", 60000);
		fprintf(file, "%u\n  : { team: w, next: ", i);
		many(file, "a", 60000);
		put(file, " }\n");
	}
}

static void private_words(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, next: s%u, voice: { says: secret, consent: no } }\n", 0, 20000);
	put(file, "  s20000: { team: w, outcome: home }\n");
}

static void private_words_in_no_yaml(FILE *file)
{
	put(file, STEPS "  \"");
	many(file, "\n  says:", 200000);
}

/* Blocks in each other, and in the innermost `wide` steps, each with arrows to
 * all holders, or to all that they go on with. */
static void into_each(FILE *file, const char *format)
{
	enum { DEEP = 64, WIDE = 6000 };
	put(file, STEPS);
	each(file, "  h%u: { team: w, next: { all: [h%u], then: t%u } }\n  t%u: { team: w }\n", 0, DEEP);
	fprintf(file, "  h%d: { team: w, next: s0 }\n", DEEP);
	for (unsigned i = 0; i < WIDE; i++) {
		fprintf(file, "  s%u: { team: w, next: [s%u, ", i, i + 1);
		each(file, format, 0, DEEP - 1);
		put(file, "] }\n");
	}
	fprintf(file, "  s%d: { team: w }\n", WIDE);
}

static void back_into_blocks(FILE *file)
{
	into_each(file, "h%u, ");
}

static void out_of_blocks(FILE *file)
{
	into_each(file, "t%u, ");
}

static void branches_that_meet(FILE *file)
{
	put(file, STEPS "  h: { team: w, next: { all: [");
	each(file, "b%u, ", 0, 99000);
	put(file, "m], then: t } }\n  m: { team: w }\n  t: { team: w }\n");
	each(file, "  b%u: { team: w, next: m }\n", 0, 99000);
}

static void goals_too_many(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, outcome: o%u }\n", 0, 60000);
	put(file, "goals:\n");
	each(file, "  - { measure: outcome.o%u, target: under 3%% }\n", 1, 60000);
}

static void clocks_too_many(FILE *file)
{
	put(file, STEPS ONE "clocks:\n");
	each(file, "  c%u: { from: s, to: s }\n", 0, 100000);
}

/* What is allowed. */

static void ring(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, next: { to: s%u, share: 99%% } }\n", 0, 99999);
	put(file, "  s99999: { team: w, next: { to: s0, share: 99% } }\n");
}

static void chain(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, next: s%u }\n", 0, 99999);
	put(file, "  s99999: { team: w, outcome: home }\n");
}

static void nested_blocks(FILE *file)
{
	put(file, STEPS);
	each(file, "  h%u: { team: w, next: { all: [h%u], then: t%u } }\n  t%u: { team: w }\n", 0, 49999);
	put(file, "  h49999: { team: w }\n");
}

static void wide_block(FILE *file)
{
	put(file, STEPS "  h: { team: w, next: { all: [");
	each(file, "b%u, ", 0, 99998);
	put(file, "], then: t } }\n  t: { team: w, outcome: home }\n");
	each(file, "  b%u: { team: w }\n", 0, 99998);
}

static void arrows_to_one_step(FILE *file)
{
	put(file, STEPS "  s: { team: w, next: [");
	each(file, "{ to: e, when: w%u }, ", 0, 400000);
	put(file, "] }\n  e: { team: w, outcome: home }\n");
}

static void lines_of_comments_in_between(FILE *file)
{
	put(file, STEPS);
	for (unsigned i = 0; i < 44; i++) {
		fprintf(file, "  s%u: { team: w, outcome: home }\n", i);
		many(file, "# aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", MIB / 32 - 64);
	}
}

static void comments_in_between(FILE *file)
{
	put(file, STEPS);
	for (unsigned i = 0; i < 60; i++) {
		fprintf(file, "  s%u: { team: w, outcome: home }\n#", i);
		many(file, "a", MIB - 100);
		put(file, "\n");
	}
}

/* ---------------------------------------------------------------- cases */

enum flag {
	LARGE = 1,     /* what it holds is allowed for the most part: the file's bytes do not bound the memory */
	REPORT = 2,    /* it is measured and reported, too */
	PIPE = 4,      /* read from a pipe */
	NOBODY = 8,    /* read by someone who may not */
	FOLDER = 16,   /* a folder stands there in place of a file */
	ENDLESS = 32,  /* it is /dev/zero that is read */
	MEASURE = 64,  /* it is read, and what is said is said when it is measured */
	CROWD = 128,   /* measured with as many people as usual, not with ten */
	COMPARE = 256, /* and compared with one in which other things are passed on */
	DRAW = 512,    /* and drawn */
	VOTES = 1024,  /* and reported with votes for what is no finding of it */
};

static const struct trial {
	const char *name;
	void (*write)(FILE *file); /* NULL: there is no file */
	const char *says;          /* the start of what is said, behind the file's name; "": nothing at all */
	unsigned flags;
} trials[] = {
    {"100,000 brackets in each other", nested_brackets, ":7:71: error: values are nested more than 64 deep here", 0},
    {"100,000 mappings in each other", nested_braces, ":7:260: error: values are nested more than 64 deep here", 0},
    {"100,000 dashes in each other", nested_dashes, ":8:129: error: values are nested more than 64 deep here", 0},
    {"100,000 question marks in each other", nested_questions,
     ":8:129: error: values are nested more than 64 deep here", 0},
    {"lines indented further and further", nested_lines, ":71:65: error: values are nested more than 64 deep here", 0},
    {"20,000 anchors", anchors, ":7:98907: error: the file has more than 10,000 anchors", 0},
    {"20,000 anchors of one name", same_anchor, ":7:60012: error: the file has more than 10,000 anchors", 0},
    {"an alias bomb of lists", bomb_of_lists,
     ":25:11: error: the aliases up to here stand for more than a million values (an alias bomb)", 0},
    {"an alias bomb of mappings", bomb_of_mappings,
     ":24:24: error: the aliases up to here stand for more than a million values (an alias bomb)", 0},
    {"an alias bomb of merges", bomb_of_merges,
     ":22:26: error: the aliases up to here stand for more than a million values (an alias bomb)", 0},
    {"a chain of merges", chain_of_merges,
     ":826:21: error: the aliases up to here stand for more than a million values (an alias bomb)", 0},
    {"one mapping merged 300,000 times", one_merged_often, "", REPORT},
    {"a list in itself", cycle_of_lists,
     ":7:13: error: this alias stands inside what it stands for: it would go round for ever", 0},
    {"a mapping in itself", cycle_of_mappings,
     ":7:21: error: this alias stands inside what it stands for: it would go round for ever", 0},
    {"a mapping as its own key", cycle_of_keys,
     ":7:13: error: this alias stands inside what it stands for: it would go round for ever", 0},
    {"64 MiB of one plain text", plain_text, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"64 MiB of one quoted text", quoted_text, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"64 MiB of apostrophes", apostrophes, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"64 MiB of one literal text", literal_text, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"64 MiB of line ends in a folded text", folded_text, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"a text of 64 KiB and one byte", long_text, ":7:8: error: this text is longer than 64 KiB", 0},
    {"a comment of 64 MiB", comment, ":6:32: error: more than a MiB of comments or empty lines follows", 0},
    {"64 MiB of comments", comments, ":6:32: error: more than a MiB of comments or empty lines follows", 0},
    {"64 MiB of line feeds", newlines, ":1:1: error: more than a MiB of comments or empty lines follows", 0},
    {"64 MiB of carriage returns", carriage_returns, ":1:1: error: more than a MiB of comments or empty lines follows",
     0},
    {"64 MiB of tabs", tabs, ":1:1: error: a tab is used to indent this line", 0},
    {"64 MiB of blanks", blanks, ":6:32: error: more than a MiB of comments or empty lines follows", 0},
    {"64 MiB of commas", commas, ":1:1: error: a value is missing before this", 0},
    {"64 MiB of colons", colons, ":1:1: error: a text longer than 64 KiB starts here", 0},
    {"64 MiB of dashes", dashes, ":1:1: error: a text longer than 64 KiB starts here", 0},
    {"64 MiB of ampersands", ampersands, ":7:8: error: '&' at the start of a text names an anchor in YAML", 0},
    {"64 MiB of stars", stars, ":7:8: error: '*' at the start of a text is an alias in YAML", 0},
    {"64 MiB of exclamation marks", exclamation_marks, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"a tag of 8 MiB", long_tag, ":7:8: error: a text longer than 64 KiB starts here", 0},
    {"30,000 %TAG lines", tag_lines, ":1:1: error: a pathway file has no tags, and so no %TAG line", 0},
    {"30,000 tag lines behind blocks of comments", tag_lines_behind_blocks,
     ":2:1: error: a pathway file has no tags, and so no %TAG line", 0},
    {"100,000 %YAML lines", yaml_lines, ":2:1: error: a %YAML line is given twice", 0},
    {"16 million documents", documents, ":2:1: error: a second document starts here; one file holds one pathway", 0},
    {"a list of 32 million entries", list_of_brackets,
     ":7:2000009: error: with this, the list has more than 1,000,000 entries", 0},
    {"a list of 32 million lines", list_of_lines,
     ":1000008:2: error: with this, the list has more than 1,000,000 entries", 0},
    {"10 million entries in 34 lists", lists_in_a_list,
     ":7:19999985: error: with this, the file has more than 10,000,000 values", LARGE},
    {"a million keys that are all the same", keys_the_same,
     ":500002:1: error: with this, the mapping has more than 500,000 keys", 0},
    {"a million unknown keys", keys_unknown, ":500002:1: error: with this, the mapping has more than 500,000 keys", 0},
    {"200,000 times the same key in a step", keys_the_same_in_a_step,
     ":9:5: error: 'team' is given twice in one mapping", 0},
    {"300,000 steps of one id", steps_the_same, ":100006:3: error: with this, there are more than 100,000 steps", 0},
    {"300,000 times the same word", words_the_same, ":6:42: error: 'x' is in this list twice", 0},
    {"3 million times the same word in one list", words_the_same_in_one_list,
     ":6:3000039: error: with this, the list has more than 1,000,000 entries", 0},
    {"3 million times the same word on lines", words_the_same_on_lines,
     ":1000010:9: error: with this, the list has more than 1,000,000 entries", 0},
    {"a million aliases of one word in one list", aliases_in_a_list, ":6:42: error: 'x' is in this list twice", 0},
    {"99,000 unknown ids in one list", ids_unknown, ":6:24: error: no step has the id 'u0'", 0},
    {"99,000 steps that lead to unknown ids", ids_unknown_in_steps, ":6:24: error: no step has the id 'u0'", LARGE},
    {"64 MiB of NUL", bytes_nul, ":1:1: error: a control character (U+0000) stands here", 0},
    {"64 MiB that are not UTF-8", bytes_high, ":1:1: error: this is not UTF-8 text", 0},
    {"every other byte not UTF-8", bytes_in_between, ":1:1: error: this is not UTF-8 text", 0},
    {"64 MiB of control characters", bytes_c1, ":1:1: error: a control character (U+009B) stands here", 0},
    {"a bad byte behind 100,000 entries", late_byte, ":7:200013: error: this is not UTF-8 text", 0},
    {"10,000 bidi controls", bidi,
     ":7:8: error: this text holds a control character that turns the direction of writing (U+202E)", 0},
    {"10,000 tag characters", tag_characters,
     ":7:8: error: this text holds a tag character, which cannot be seen (U+E0041)", 0},
    {"20,000 combining marks on one letter", marks, ":1:20002: error: this ':' is one too many on its line", 0},
    {"UTF-16, low byte first", utf_16_low, ":1:1: error: this file is in UTF-16, not in UTF-8", 0},
    {"UTF-16, high byte first", utf_16_high, ":1:1: error: this file is in UTF-16, not in UTF-8", 0},
    {"UTF-16 with a mark, low byte first", utf_16_low_marked, ":1:1: error: this file is in UTF-16, not in UTF-8", 0},
    {"UTF-16 with a mark, high byte first", utf_16_high_marked, ":1:1: error: this file is in UTF-16, not in UTF-8", 0},
    {"an empty file", nothing, ":1:1: error: the file is empty, but for comments perhaps", 0},
    {"only comments", only_comments, ":1:1: error: the file is empty, but for comments perhaps", 0},
    {"only three dashes", only_dashes, ":1:1: error: the file is empty, but for comments perhaps", 0},
    {"only a byte order mark", only_a_mark, ":1:1: error: the file is empty, but for comments perhaps", 0},
    {"two documents", two_documents, ":8:1: error: a second document starts here; one file holds one pathway", 0},
    {"a byte more than 64 MiB", too_large, ": error: the file is larger than 64 MiB", 0},
    {"100,001 steps", steps_too_many, ":100006:3: error: with this, there are more than 100,000 steps", 0},
    {"400,001 arrows from one step", arrows_too_many, ":6:23: error: with these, there are more than 400,000 arrows",
     LARGE},
    {"400,400 arrows", arrows_too_many_in_all, ":1006:27: error: with these, there are more than 400,000 arrows", 0},
    {"1,001 teams", teams_too_many, ":1005:3: error: with this, there are more than 1,000 teams", 0},
    {"251 organisations", organisations_too_many, ":254:3: error: with this, there are more than 250 organisations", 0},
    {"1,001 things", things_too_many, ":7:39: error: with this, more than 1,000 different things are asked or done", 0},
    {"an id of 60,000 letters", long_id,
     ":7:22: error: no step has the id 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'", 0},
    {"500 ids of 60,000 letters", long_ids,
     ":7:22: error: no step has the id 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'", LARGE},
    {"20,000 private quotes", private_words, "", LARGE | REPORT},
    {"200,000 private quotes in what is no YAML", private_words_in_no_yaml,
     ":6:3: error: a text longer than 64 KiB starts here", 0},
    {"64 blocks in each other, and arrows back into each", back_into_blocks,
     ":135:29: error: 'h0' holds the block, and is reached again from inside a branch", LARGE},
    {"64 blocks in each other, and arrows out of each", out_of_blocks,
     ":135:29: error: 't0' is the 'then' of an outer block, and is reached inside its branch", LARGE},
    {"50,000 blocks in each other", nested_blocks, ":134:3: error: blocks are nested more than 64 deep here", LARGE},
    {"99,000 branches that meet", branches_that_meet, ":9:24: error: 'm' lies in two branches of one block", LARGE},
    {"60,000 goals on 60,000 outcomes", goals_too_many, ":61007:5: error: with this, there are more than 1,000 goals",
     LARGE},
    {"100,000 clocks", clocks_too_many, ":1008:3: error: with this, there are more than 1,000 clocks", 0},
    {"30,000 steps to one of the person's own, and 30,000 behind", hub,
     ":30007:3: error: people are handed over in more than 1,000,000 different ways, most of them through 'hub'",
     LARGE | MEASURE},
    {"30,000 steps that lead to 60,000 of the person's own", long_way_alone,
     ":4173:3: error: this pathway takes too long to work out: there are too many ways to be handed over",
     LARGE | MEASURE},
    {"40,000 steps turned away to 40,000 others", no_bounces, "", LARGE | REPORT},
    {"40,000 steps turned away to 40,000 of the same team", bounces,
     ":40007:32: error: more than 1,000,000 things are flagged in this pathway; here it is that the person is handed",
     LARGE | MEASURE},
    {"60,000 different teams that ask for the same thing", different_teams,
     ":2968:3: error: this pathway takes too long to work out: there are too many different teams that ask or do the "
     "same",
     LARGE | MEASURE},
    {"998 different teams that ask side by side", different_teams_side_by_side, "", LARGE | REPORT},
    {"a loop of 900 steps and 360,000 arrows", tangled,
     ":506:3: error: these steps lead back to one another in too many ways to be counted: 's0', 's1'", LARGE | MEASURE},
    {"a loop of 500 steps in which 900 things are asked", asked_in_a_tangle,
     ":2:7: error: this pathway takes too long to work out: there are too many steps, and things that several teams "
     "ask or",
     LARGE | MEASURE},
    {"120,000 entries in 'accept'", accepted, "", LARGE | REPORT},
    {"1,000 clocks at 2,000 steps", long_clocks, "", LARGE | REPORT | CROWD},
    {"64 blocks in each other with 60,000 steps inside", deep_blocks, "", LARGE | REPORT},
    {"a journey that comes back to a hub 60,000 times", back_to_the_hub, "", LARGE | REPORT},
    {"a journey that comes back to 5,000 obstacles", back_to_obstacles,
     ":30007:13: error: this pathway takes too long to work out: there are too many stops of journeys, and things "
     "found",
     LARGE | MEASURE},
    {"20,000 journeys through 100,000 steps", many_journeys,
     ":100206:3: error: with this, there are more than 199 journeys through 100000 steps", LARGE | MEASURE},
    {"64 MiB of text through a pipe", plain_text, ":7:8: error: a text longer than 64 KiB starts here", PIPE},
    {"a byte more than 64 MiB through a pipe", too_large, ": error: the file is larger than 64 MiB", PIPE},
    {"a file that is not there", NULL, ": error: cannot be read: No such file or directory", 0},
    {"a folder", NULL, ": error: this is a folder, not a file", FOLDER},
    {"a file that may not be read", only_comments, ": error: cannot be read: Permission denied", NOBODY},
    {"a file without end", NULL, ": error: the file is larger than 64 MiB", ENDLESS},
    {"a ring of 100,000 steps", ring, "", LARGE | REPORT},
    {"a chain of 100,000 steps", chain, "", LARGE | REPORT},
    {"a block of 99,998 branches", wide_block, "", LARGE | REPORT},
    {"400,000 arrows to one step", arrows_to_one_step, "", LARGE | REPORT},
    {"44 MiB of lines of comments in between", lines_of_comments_in_between, "", LARGE | REPORT},
    {"60 MiB of comments in between", comments_in_between, "", LARGE | REPORT},
    {"16,000 things passed on, and 16,000 others before", sends, "", LARGE | REPORT | COMPARE},
    {"300,000 ways past a chain of 60 steps", ways_past_a_chain, "", LARGE | REPORT | DRAW},
    {"6,000 votes for no finding of 6,000", handed_over_often, "", LARGE | REPORT | VOTES},
};

enum { TRIALS = sizeof trials / sizeof *trials };

/* ---------------------------------------------------------------- a case */

/* What the child found out; shared with it. */
struct findings {
	bool done, refused, reported;
	size_t peak, peak_measured;
	size_t said_length;
	char said[1000];
};

static _Noreturn void stop(const char *what)
{
	perror(what);
	exit(2);
}

static bool keep_start(void *target, const char *bytes, size_t length)
{
	struct findings *findings = target;
	size_t room = sizeof findings->said - 1 - findings->said_length;
	length = length < room ? length : room;
	memcpy(findings->said + findings->said_length, bytes, length);
	findings->said_length += length;
	return true;
}

static bool throw_away(void *target, const char *bytes, size_t length)
{
	(void)target;
	(void)bytes;
	(void)length;
	return true;
}

static bool draw(const struct analysis *analysis)
{
	struct map *map = map_new(analysis, &(struct map_options){0});
	map_free(map);
	return map != NULL;
}

static void add_votes(void *subject)
{
	struct journal *journal = subject;
	for (unsigned i = 0; i < 6000; i++) {
		char on[40];
		int length = snprintf(on, sizeof on, "handoff-within gone%u hub", i);
		*list_add(journal->arena, &journal->entries) =
		    (struct entry){ENTRY_VOTE, "", "", "", "", "", "", CONSENT_NO, "", "", false};
		journal->entries.at[i].on = arena_copy(journal->arena, on, (size_t)length);
	}
}

static bool report_votes(const struct analysis *analysis)
{
	char says[JOURNAL_SAYS];
	struct journal *journal = journal_read(PATH, says);
	const struct analysis *const all[] = {analysis};
	const struct journal *const journals[] = {journal};
	struct report_options options = {.kind = KIND_COUNT, .journals = journals};
	struct writer writer;
	writer_init(&writer, throw_away, NULL);
	bool fine =
	    journal && arena_try(journal->arena, add_votes, journal) && report_write_text(&writer, all, 1, &options);
	fine = writer_finish(&writer) && fine;
	journal_free(journal);
	return fine;
}

static bool report(struct document *document, unsigned flags)
{
	struct analysis_options options = {.people = flags & CROWD ? 0 : 10, .threads = 2};
	struct report_options report_options = {.kind = KIND_COUNT};
	struct writer writer;
	struct analysis *analysis = analysis_new(document->pathway, &options, &document->diagnostics);
	const struct analysis *const all[] = {analysis};
	writer_init(&writer, throw_away, NULL);
	bool fine =
	    analysis && analysis_walk_likeliest(analysis) && report_write_text(&writer, all, 1, &report_options);
	fine = writer_finish(&writer) && fine;
	fine = fine && (!(flags & DRAW) || draw(analysis)) && (!(flags & VOTES) || report_votes(analysis));
	analysis_free(analysis);
	return fine;
}

static bool compare(struct document *before, struct document *after)
{
	struct analysis_options options = {.people = 10, .threads = 2, .spread = true};
	struct writer writer;
	writer_init(&writer, throw_away, NULL);
	struct analysis *one = analysis_new(before->pathway, &options, &before->diagnostics);
	struct analysis *other = analysis_new(after->pathway, &options, &after->diagnostics);
	struct comparison *comparison = one && other ? comparison_new(one, other) : NULL;
	bool fine = comparison && comparison_write_text(&writer, comparison, 80);
	fine = writer_finish(&writer) && fine;
	comparison_free(comparison);
	analysis_free(one);
	analysis_free(other);
	return fine;
}

static bool compare_with_other(struct document *document)
{
	struct document *other = document_read(OTHER);
	bool fine = other && other->pathway && compare(other, document);
	document_free(other);
	return fine;
}

/* In the child. */
static void look_into(const char *path, unsigned flags, struct findings *findings)
{
	struct writer writer;
	peak_start();
	struct document *document = document_read(path);
	if (!document)
		return;
	findings->peak = peak_bytes();
	findings->refused = !document->pathway;
	findings->reported = document->pathway && (flags & (REPORT | MEASURE)) && report(document, flags);
	if (findings->reported && (flags & COMPARE))
		findings->reported = compare_with_other(document);
	findings->peak_measured = peak_bytes();
	writer_init(&writer, keep_start, findings);
	diagnostics_print(&document->diagnostics, &document->source, &writer);
	writer_finish(&writer);
	document_free(document);
	findings->done = true;
}

static void fill(const char *path, void (*write)(FILE *file))
{
	FILE *file = fopen(path, "w");
	if (!file)
		stop(path);
	write(file);
	if (fclose(file) != 0 && errno != EPIPE)
		stop(path);
}

static pid_t in_child(void)
{
	fflush(stdout);
	pid_t child = fork();
	if (child < 0)
		stop("fork");
	const struct rlimit seconds = {MOST_SECONDS, MOST_SECONDS + 5};
	if (child == 0 && setrlimit(RLIMIT_CPU, &seconds) != 0)
		_exit(4);
	if (child == 0)
		alarm(MOST_WAITING);
	return child;
}

static pid_t start_filling(const char *path, const struct trial *trial)
{
	pid_t child = in_child();
	if (child == 0) {
		signal(SIGPIPE, SIG_IGN);
		fill(path, trial->write);
		_exit(0);
	}
	return child;
}

static int ended(pid_t child)
{
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			stop("waitpid");
	return status;
}

static int look(const char *path, const struct trial *trial, struct findings *findings)
{
	pid_t child = in_child();
	if (child == 0) {
		if ((trial->flags & NOBODY) && geteuid() == 0 && setresuid(NOBODY_ID, NOBODY_ID, NOBODY_ID) != 0)
			_exit(3);
		look_into(path, trial->flags, findings);
		_exit(0);
	}
	return ended(child);
}

/* What stands in the folder while the case is looked at; its bytes. */
static size_t set_up(const char *path, const struct trial *trial)
{
	struct stat facts = {0};
	if ((trial->flags & FOLDER) && mkdir(path, 0777) != 0)
		stop(path);
	if ((trial->flags & PIPE) && mkfifo(path, 0666) != 0)
		stop(path);
	if (trial->write && !(trial->flags & PIPE))
		fill(path, trial->write);
	if (trial->flags & COMPARE)
		fill(OTHER, sends_otherwise);
	if ((trial->flags & NOBODY) && chmod(path, 0) != 0)
		stop(path);
	if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode))
		return SOURCE_LARGEST + SOURCE_LARGEST / 2; /* what was read, while the block for it grows */
	return (size_t)facts.st_size;
}

static const char *path_of(const struct trial *trial)
{
	return trial->flags & ENDLESS ? "/dev/zero" : PATH;
}

static const char *fault_of(const struct trial *trial, int status, const struct findings *findings, size_t bytes)
{
	size_t name = strlen(path_of(trial)), length = strlen(trial->says);
	bool quiet = length == 0, alike = quiet ? findings->said_length == 0
						: findings->said_length > name + length &&
						      strncmp(findings->said + name, trial->says, length) == 0;
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGXCPU ? "did not end" : "crashed";
	if (WEXITSTATUS(status) != 0 || !findings->done)
		return "broke off";
	if (!alike)
		return "not what is expected";
	if (findings->refused != !(trial->flags & (REPORT | MEASURE)))
		return findings->refused ? "refused" : "not refused";
	if ((trial->flags & REPORT) && !findings->reported)
		return "not reported";
	if ((trial->flags & MEASURE) && findings->reported)
		return "measured all the same";
	if (findings->peak_measured > MOST_MEASURING)
		return "too much memory to measure it";
	if (!(trial->flags & LARGE) && findings->peak > bytes + MOST_MEMORY)
		return "too much memory";
	return NULL;
}

/* `findings` is shared with the child. */
static bool run(unsigned number, const struct trial *trial, struct findings *findings)
{
	const char *path = path_of(trial);
	size_t bytes = set_up(PATH, trial);
	*findings = (struct findings){0};
	pid_t filling = trial->flags & PIPE ? start_filling(PATH, trial) : 0;
	int status = look(path, trial, findings);
	if (filling)
		ended(filling);
	remove(PATH);
	if (trial->flags & COMPARE)
		remove(OTHER);
	const char *fault = fault_of(trial, status, findings, bytes);
	findings->said[strcspn(findings->said, "\n")] = '\0';
	printf("%s %u - %s%s%s\n", fault ? "not ok" : "ok", number, trial->name, fault ? ": " : "", fault ? fault : "");
	if (fault)
		printf("# expected: ...%s\n# said:     %s\n", trial->says, findings->said);
	printf("# %.1f MiB beyond the file's %.1f",
	       findings->peak > bytes ? (double)(findings->peak - bytes) / MIB : 0., (double)bytes / MIB);
	printf(trial->flags & (REPORT | MEASURE) ? ", %.1f MiB when it is measured\n" : "\n",
	       (double)findings->peak_measured / MIB);
	return !fault;
}

static int write_one(const char *name, const char *path)
{
	for (unsigned i = 0; i < TRIALS; i++)
		if (strcmp(trials[i].name, name) == 0 && trials[i].write) {
			fill(path, trials[i].write);
			return 0;
		}
	fprintf(stderr, "hostile: there is no case '%s'\n", name);
	return 2;
}

/* A folder of our own, which others may pass. */
static void enter_folder(char *name)
{
	const char *place = getenv("TMPDIR");
	snprintf(name, FOLDER_NAME, "%s/hostile-XXXXXX", place ? place : "/tmp");
	if (!mkdtemp(name) || chmod(name, 0711) != 0 || chdir(name) != 0)
		stop(name);
}

int main(int argument_count, char **arguments)
{
	char folder[FOLDER_NAME];
	bool fine = true;
	bool halved = argument_count == 3 && strcmp(arguments[1], "--half") == 0;
	int half = halved ? atoi(arguments[2]) : 0;
	if (argument_count == 4 && strcmp(arguments[1], "--write") == 0)
		return write_one(arguments[2], arguments[3]);
	struct findings *findings =
	    mmap(NULL, sizeof *findings, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (findings == MAP_FAILED)
		stop("mmap");
	enter_folder(folder);
	const char *name = argument_count == 2 ? arguments[1] : NULL;
	unsigned first = half == 2, step = half ? 2 : 1;
	if (!name)
		printf("1..%u\n", (TRIALS - first + step - 1) / step);
	for (unsigned i = first, number = 1; i < TRIALS; i += step)
		if (!name || strcmp(name, trials[i].name) == 0)
			fine &= run(number++, &trials[i], findings);
	rmdir(folder);
	return fine ? 0 : 1;
}
