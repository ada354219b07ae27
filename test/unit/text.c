#include "trial.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

TRIAL(decoding)
{
	static const struct {
		const char *bytes;
		int32_t point;
		size_t taken;
	} cases[] = {
	    {"a", 'a', 1},
	    {"\n", '\n', 1},
	    {"é", 0xE9, 2},
	    {"€", 0x20AC, 3},
	    {"😀", 0x1F600, 4},
	    {"\x80", -1, 1}, /* a byte of the middle */
	    {"\xC3", -1, 1}, /* cut off */
	    {"\xE2\x82", -1, 1},
	    {"\xF0\x9F\x98", -1, 1},
	    {"\xC0\x80", -1, 1}, /* longer than need be */
	    {"\xE0\x80\xAF", -1, 1},
	    {"\xED\xA0\x80", -1, 1},     /* a surrogate */
	    {"\xF4\x90\x80\x80", -1, 1}, /* beyond the last */
	    {"\xFF", -1, 1},
	    {"\xC3"
	     "a",
	     -1, 1},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t taken = 99;
		assert_int_equal(text_decode(cases[i].bytes, strlen(cases[i].bytes), &taken), cases[i].point);
		assert_int_equal(taken, cases[i].taken);
	}
}

static size_t width(const char *text)
{
	return text_width(text, strlen(text));
}

TRIAL(widths)
{
	assert_int_equal(width(""), 0);
	assert_int_equal(width("abc"), 3);
	assert_int_equal(width("a long line of nothing but plain ASCII text."), 44);
	assert_int_equal(width("a\tb\nc"), 5);
	assert_int_equal(width("日本"), 4);
	assert_int_equal(width("e\u0301"), 1);
	assert_int_equal(width("\xFF\x80"), 2);
	assert_int_equal(width("a\u202Eb"), 3); /* shown as U+FFFD */
	assert_int_equal(width("می\u200Cروم"), 5);
	assert_int_equal(width("ka\u0903"), 3); /* a mark with a column of its own */
	assert_int_equal(text_point_width(0x1161), 0);
	assert_int_equal(text_point_width(0x1F600), 2);
}

TRIAL(a_plain_run_ends_at_the_first_other_byte)
{
	char text[64];

	for (size_t at = 0; at < 40; at++) {
		static const char others[] = "\n\t\x7F\x80\xFF\x1F\x01";
		for (size_t i = 0; i < sizeof others - 1; i++) {
			memset(text, ' ' + (int)at, sizeof text);
			text[at] = others[i];
			assert_int_equal(text_plain_run(text, sizeof text), at);
			assert_int_equal(text_plain_run(text, at), at);
		}
	}
	memset(text, '~', sizeof text);
	assert_int_equal(text_plain_run(text, sizeof text), sizeof text);
}

TRIAL(faults)
{
	static const struct {
		int32_t first, last;
		enum text_fault fault;
	} cases[] = {
	    {0, 0x1F, TEXT_CONTROL},
	    {0x20, 0x7E, TEXT_FINE},
	    {0x7F, 0x9F, TEXT_CONTROL},
	    {0xA0, 0xAC, TEXT_FINE},
	    {0xAD, 0xAD, TEXT_ZERO_WIDTH},
	    {0xAE, 0x34E, TEXT_FINE},
	    {0x61C, 0x61C, TEXT_BIDI},
	    {0x200B, 0x200D, TEXT_ZERO_WIDTH},
	    {0x200E, 0x200F, TEXT_BIDI},
	    {0x2010, 0x2027, TEXT_FINE},
	    {0x2028, 0x2029, TEXT_CONTROL},
	    {0x202A, 0x202E, TEXT_BIDI},
	    {0x2060, 0x2064, TEXT_ZERO_WIDTH},
	    {0x2066, 0x2069, TEXT_BIDI},
	    {0xD800, 0xDFFF, TEXT_NO_CHARACTER},
	    {0xE000, 0xFDCF, TEXT_FINE},
	    {0xFDD0, 0xFDEF, TEXT_NO_CHARACTER},
	    {0xFE00, 0xFE0F, TEXT_FINE},
	    {0xFEFF, 0xFEFF, TEXT_ZERO_WIDTH},
	    {0xFFFD, 0xFFFD, TEXT_FINE},
	    {0xFFFE, 0xFFFF, TEXT_NO_CHARACTER},
	    {0x1F600, 0x1F64F, TEXT_FINE},
	    {0x1FFFE, 0x1FFFF, TEXT_NO_CHARACTER},
	    {0xE0000, 0xE0FFF, TEXT_TAG},
	    {0x10FFFE, 0x10FFFF, TEXT_NO_CHARACTER},
	    {0x110000, 0x110010, TEXT_NO_CHARACTER},
	    {-1, -1, TEXT_NO_CHARACTER},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		for (int32_t point = cases[i].first; point <= cases[i].last; point++)
			assert_int_equal(text_point_fault(point), cases[i].fault);
}

TRIAL(kinds_of_characters)
{
	assert_true(text_is_letter('a') && text_is_letter(0xE9) && text_is_letter(0x65E5) && text_is_letter(0x5D0));
	assert_false(text_is_letter('1') || text_is_letter('-') || text_is_letter(0x301) || text_is_letter(-1));
	assert_false(text_is_letter(0x3164)); /* a letter by category that cannot be seen */
	assert_true(text_is_mark(0x301) && text_is_mark(0x903));
	assert_false(text_is_mark('a') || text_is_mark(0x34F));
	assert_true(text_is_digit('7') && text_is_digit(0x664));
	assert_false(text_is_digit('a') || text_is_digit(0xBD));
	assert_true(text_may_join(0x645, 0x631) && text_may_join(0x94D, 0x937));
	assert_false(text_may_join(' ', 'a') || text_may_join('a', ' ') || text_may_join(0, 'a'));
}

TRIAL(folding)
{
	assert_string_equal(text_fold(arena, ""), "");
	assert_string_equal(text_fold(arena, "Blood PRESSURE"), "blood pressure");
	assert_string_equal(text_fold(arena, "ÉCOLE"), "école");
	assert_string_equal(text_fold(arena, "E\u0301cole"), "école");
	assert_string_equal(text_fold(arena, "Straße"), "strasse");
	assert_string_equal(text_fold(arena, "ΣΑΣ"), text_fold(arena, "σας"));
	assert_string_equal(text_fold(arena, "\xFF"
					     "A"),
			    "\xFF"
			    "a");
}

TRIAL(capitals)
{
	assert_string_equal(text_capital(arena, ""), "");
	assert_string_equal(text_capital(arena, "ward stay"), "Ward stay");
	assert_string_equal(text_capital(arena, "école"), "École");
	assert_string_equal(text_capital(arena, "2nd ward"), "2nd ward");
	assert_string_equal(text_capital(arena, "日本"), "日本");
	assert_string_equal(text_capital(arena, "\xFFx"), "\xFFx");
}

TRIAL(formatting)
{
	assert_string_equal(text_format(arena, "%s has %d", "ward", 3), "ward has 3");
	assert_int_equal(strlen(text_format(arena, "%070000d", 1)), 70000);
}

static int print(char *room, size_t size, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int length = text_print_list(room, size, format, list);
	va_end(list);
	return length;
}

static int print_plainly(char *room, size_t size, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int length = vsnprintf(room, size, format, list);
	va_end(list);
	return length;
}

/* The quick way and printf's own write the same, also where there is no room. */
TRIAL(printing)
{
	(void)arena;
	char room[12], expected[12];
	for (size_t size = 1; size <= sizeof room; size++) {
		int length = print_plainly(expected, size, "%s: %u%%%s", "ward", UINT32_MAX, "");
		assert_int_equal(print(room, size, "%s: %u%%%s", "ward", UINT32_MAX, ""), length);
		assert_string_equal(room, expected);
	}
	assert_int_equal(print(room, sizeof room, ""), 0);
	assert_string_equal(room, "");
	assert_int_equal(print(room, sizeof room, "%u%s%3u", 0u, "x", 7u), 5);
	assert_string_equal(room, "0x  7");
}

TRIAL(numbers)
{
	(void)arena;
	char digits[TEXT_NUMBER];
	assert_int_equal(text_number(digits, 0), 1);
	assert_memory_equal(digits, "0", 1);
	assert_int_equal(text_number(digits, UINT64_MAX), 20);
	assert_memory_equal(digits, "18446744073709551615", 20);
}

/* The whole table, without a band. */
static unsigned plain_distance(const char *a, const char *b)
{
	unsigned table[16][16];
	size_t m = strlen(a), n = strlen(b);

	for (size_t i = 0; i <= m; i++) {
		for (size_t j = 0; j <= n; j++) {
			unsigned best = i == 0 ? (unsigned)j : j == 0 ? (unsigned)i : UINT32_MAX;
			if (i && j) {
				best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
				best = best < table[i - 1][j] + 1 ? best : table[i - 1][j] + 1;
				best = best < table[i][j - 1] + 1 ? best : table[i][j - 1] + 1;
			}
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    table[i - 2][j - 2] + 1 < best)
				best = table[i - 2][j - 2] + 1;
			table[i][j] = best;
		}
	}
	return table[m][n];
}

static void random_word(char word[16])
{
	size_t length = (size_t)(random() % 11);

	for (size_t i = 0; i < length; i++)
		word[i] = (char)('a' + random() % 3);
	word[length] = '\0';
}

TRIAL(the_banded_distance_is_that_of_the_whole_table)
{
	char a[16], b[16];

	srandom(1);
	for (int i = 0; i < 20000; i++) {
		random_word(a);
		random_word(b);
		unsigned distance = plain_distance(a, b);
		for (unsigned most = 0; most < 13; most++)
			assert_int_equal(text_distance(a, b, most), distance < most   ? distance
								    : distance > most ? most + 1
										      : most);
	}
}

TRIAL(distances)
{
	char long_word[300], longer[400];

	assert_int_equal(text_distance("", "", 3), 0);
	assert_int_equal(text_distance("ward", "wrad", 3), 1);
	assert_int_equal(text_distance("ca", "abc", 9), 3); /* each letter is touched once */
	assert_int_equal(text_distance("école", "ecole", 3), 1);
	assert_int_equal(text_distance("Ward", "ward", 3), 1);
	memset(long_word, 'x', sizeof long_word);
	long_word[250] = '\0';
	assert_int_equal(text_distance(long_word, long_word, 9), 0);
	assert_int_equal(text_distance(long_word, "y", 1000), 250);
	memset(longer, 'x', sizeof longer);
	longer[399] = '\0';
	assert_int_equal(text_distance(longer, longer, 9), 10);
	assert_int_equal(text_distance(longer, "", 5000), 5001);
}

TRIAL(the_nearest_word)
{
	static const char *const words[] = {"steps", "teams", "journeys", "ed", "Ward", "wards", "übergabe"};
	static const char *const cases[][2] = {
	    {"step", "steps"},
	    {"stesp", "steps"},
	    {"tems", "teams"},
	    {"TEAMS", "teams"},
	    {"ee", "ed"},
	    {"de", "ed"},
	    {"d", "ed"},
	    {"edd", "ed"},
	    {"ward", "Ward"},
	    {"wardz", "Ward"},
	    {"jorneis", "journeys"},
	    {"Ubergabe", "übergabe"},
	    {"ÜBERGABE", "übergabe"},
	    {"", NULL},
	    {"organisations", NULL},
	    {"sxxps", NULL},
	    {"xyz", NULL},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *nearest = text_nearest(cases[i][0], words, COUNT(words));
		if (cases[i][1])
			assert_string_equal(nearest, cases[i][1]);
		else
			assert_null(nearest);
	}
	assert_null(text_nearest("word", NULL, 0));
}

/* For every slip of one letter in every word: added, left out, changed, swapped. */
TRIAL(every_slip_of_one_letter_is_found)
{
	static const char *const words[] = {"ed", "asks", "teams", "meanwhile", "organisations"};
	char slip[32];

	for (size_t i = 0; i < COUNT(words); i++) {
		size_t length = strlen(words[i]);
		for (size_t at = 0; at < length; at++) {
			snprintf(slip, sizeof slip, "%.*s%s", (int)at, words[i], words[i] + at + 1);
			assert_string_equal(text_nearest(slip, &words[i], 1), words[i]);
			snprintf(slip, sizeof slip, "%.*sq%s", (int)at, words[i], words[i] + at);
			assert_string_equal(text_nearest(slip, &words[i], 1), words[i]);
			snprintf(slip, sizeof slip, "%.*sq%s", (int)at, words[i], words[i] + at + 1);
			assert_string_equal(text_nearest(slip, &words[i], 1), words[i]);
			if (at + 1 == length)
				continue;
			snprintf(slip, sizeof slip, "%.*s%c%c%s", (int)at, words[i], words[i][at + 1], words[i][at],
				 words[i] + at + 2);
			assert_string_equal(text_nearest(slip, &words[i], 1), words[i]);
		}
	}
}

static double said_number(const char *text)
{
	char digits[PLAIN_ROOM];
	size_t count = 0;
	for (; *text; text++)
		if (*text != ',')
			digits[count++] = *text;
	digits[count] = '\0';
	return strtod(digits, NULL);
}

/* Whoever takes one from the other on the wall comes to the third, and none of
 * the three is far from what it is. */
TRIAL(a_change_is_the_difference_of_what_is_said)
{
	(void)arena;
	static const double most[] = {2, 30, 5000};
	struct plain_change said;
	for (int i = 0; i < 20000; i++) {
		double before = most[i % 3] * ((i * 7919) % 10007) / 10007;
		double after = i % 5 == 0 ? before * 1.01 : most[i % 3] * ((i * 104729) % 9973) / 9973;
		plain_change(before, after, &said);
		double was = said_number(said.before), is = said_number(said.after), size = said_number(said.size);
		assert_true(fabs(fabs(is - was) - size) < 1e-6 || fabs(after - before) < 0.01);
		assert_true(fabs(before - was) <= 0.5 && fabs(after - is) <= 0.5);
		assert_true(fabs(fabs(after - before) - size) <= 0.51);
	}
	plain_change(12.17, 10.83, &said);
	assert_string_equal(said.before, "12.17");
	assert_string_equal(said.after, "10.83");
	assert_string_equal(said.size, "1.34");
	plain_change(48.3, 45.4, &said);
	assert_string_equal(said.size, "2.9");
}

/* What is missed does not look as if it were reached. */
static void a_figure_is_told_apart_from_its_target(void **state)
{
	(void)state;
	static const struct {
		double share, target;
		const char *says;
	} cases[] = {
	    {0.1237, 0.12, "12.4%"}, {0.143, 0.12, "14%"},      {0.12, 0.12, "12%"},     {0.8496, 0.85, "84.96%"},
	    {0.9999, 0.95, "100%"},  {0.04996, 0.05, "4.996%"}, {0.0497, 0.05, "4.97%"}, {0.12000001, 0.12, "12%"},
	};
	char room[PLAIN_ROOM];
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(plain_percent_beside(cases[i].share, cases[i].target, room), cases[i].says);
	assert_string_equal(plain_beside(4.04, 4, room), "4.04");
	assert_string_equal(plain_beside(4.1, 4, room), "4.1");
	assert_string_equal(plain_beside(4, 4, room), "4");
	assert_string_equal(plain_beside(3.9996, 4, room), "4");
}

/* A word stands for what is within a point of it: else one point would look like seven. */
static void a_share_in_a_word_is_within_a_point_of_it(void **state)
{
	(void)state;
	static const struct {
		double share;
		const char *says;
	} cases[] = {{0, "none"},
		     {0.0196, "hardly any"},
		     {0.333, "a third"},
		     {0.359, "36%"},
		     {0.37, "37%"},
		     {0.395, "two fifths"},
		     {0.454, "45%"},
		     {0.657, "two thirds"},
		     {0.66, "two thirds"},
		     {0.68, "68%"},
		     {0.98, "nearly all"},
		     {1, "all"},
		     {0.9999, "nearly all"},
		     {0.0001, "hardly any"}};
	char room[PLAIN_ROOM];
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(plain_share(cases[i].share, room), cases[i].says);
}

struct adding {
	struct arena *arena;
	struct plain_row row;
};

static void add_some(void *subject)
{
	struct adding *adding = subject;
	assert_string_equal(plain_add(adding->arena, &adding->row, ", ", "one"), "one");
	assert_string_equal(plain_add(adding->arena, &adding->row, ", ", "two"), "one, two");
	assert_string_equal(plain_add(adding->arena, &adding->row, "", " more"), "one, two more");
}

static void add_many(void *subject)
{
	struct adding *adding = subject;
	for (int i = 0; i < 1000; i++)
		plain_add(adding->arena, &adding->row, "-", "ab");
}

TRIAL(texts_are_put_behind_one_another)
{
	struct adding few = {.arena = arena_new()}, many = {.arena = few.arena};
	assert_true(arena_try(few.arena, add_some, &few));
	assert_true(arena_try(few.arena, add_many, &many));
	assert_int_equal(many.row.length, 2999);
	assert_int_equal(strlen(many.row.text), 2999);
	for (size_t i = 0; i < many.row.length; i++)
		assert_int_equal(many.row.text[i], "ab-"[i % 3]);
	arena_free(few.arena);
}

static void all_of_a_text_is_fine_or_it_is_not(void **state)
{
	(void)state;
	assert_true(text_is_fine("", 0));
	assert_true(text_is_fine("Caf\u00e9 \u092e", strlen("Caf\u00e9 \u092e")));
	assert_false(text_is_fine("a\fb", 3));
	assert_false(text_is_fine("a\u202eb", strlen("a\u202eb")));
	assert_false(text_is_fine("ab\xc3", 3)); /* cut within a character */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_change_is_the_difference_of_what_is_said),
	    cmocka_unit_test(a_figure_is_told_apart_from_its_target),
	    cmocka_unit_test(a_share_in_a_word_is_within_a_point_of_it),
	    cmocka_unit_test(texts_are_put_behind_one_another),
	    cmocka_unit_test(decoding),
	    cmocka_unit_test(widths),
	    cmocka_unit_test(a_plain_run_ends_at_the_first_other_byte),
	    cmocka_unit_test(faults),
	    cmocka_unit_test(kinds_of_characters),
	    cmocka_unit_test(folding),
	    cmocka_unit_test(capitals),
	    cmocka_unit_test(formatting),
	    cmocka_unit_test(printing),
	    cmocka_unit_test(numbers),
	    cmocka_unit_test(the_banded_distance_is_that_of_the_whole_table),
	    cmocka_unit_test(distances),
	    cmocka_unit_test(the_nearest_word),
	    cmocka_unit_test(all_of_a_text_is_fine_or_it_is_not),
	    cmocka_unit_test(every_slip_of_one_letter_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
