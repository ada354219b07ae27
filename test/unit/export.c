#include "trial.h"

#include "carepath/export.h"
#include "carepath/load.h"
#include "export/beside.h"
#include "export/csv.h"
#include "export/json.h"
#include "export/lines.h"
#include "export/walker.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

static struct kept kept;
static struct writer writer;

/* One text as a JSON document of its own. */
static const char *json_of(const char *text)
{
	struct json json;
	kept_init(&kept, &writer);
	json_start(&json, &writer);
	json_text(&json, NULL, text);
	assert_true(writer_finish(&writer));
	return kept.text;
}

static const char *json_of_number(double number)
{
	struct json json;
	kept_init(&kept, &writer);
	json_start(&json, &writer);
	json_number(&json, NULL, number);
	assert_true(writer_finish(&writer));
	return kept.text;
}

TRIAL(json_escapes_what_must_be)
{
	assert_string_equal(json_of("plain"), "\"plain\"");
	assert_string_equal(json_of(""), "\"\"");
	assert_string_equal(json_of("a \"b\" \\ c"), "\"a \\\"b\\\" \\\\ c\"");
	assert_string_equal(json_of("a\nb\tc\rd"), "\"a\\nb\\tc\\rd\"");
	assert_string_equal(json_of("caf\xC3\xA9 \xE2\x82\xAC"), "\"caf\xC3\xA9 \xE2\x82\xAC\"");
	assert_string_equal(json_of(NULL), "null");
}

TRIAL(json_says_what_could_drive_a_terminal_as_an_escape)
{
	assert_string_equal(json_of("\033[31m"), "\"\\u001b[31m\"");
	assert_string_equal(json_of("\x7F\xC2\x9B"), "\"\\u007f\\u009b\"");
	assert_string_equal(json_of("a\xE2\x80\xAE"
				    "b"),
			    "\"a\\u202eb\"");
	assert_string_equal(json_of("\xF3\xA0\x80\x81"), "\"\\udb40\\udc01\"");
	assert_string_equal(json_of("a\xFF"
				    "b"),
			    "\"a\xEF\xBF\xBD"
			    "b\"");
}

TRIAL(json_finds_what_must_be_escaped_wherever_it_stands)
{
	for (size_t before = 0; before < 200; before += before < 20 ? 1 : 60)
		for (size_t after = 0; after < 20; after++) {
			char text[300], expected[300];
			snprintf(text, sizeof text, "%0*d\"%0*d", (int)before + 1, 7, (int)after + 1, 7);
			snprintf(expected, sizeof expected, "\"%0*d\\\"%0*d\"", (int)before + 1, 7, (int)after + 1, 7);
			assert_string_equal(json_of(text), expected);
			text[before + 1] = '\x7F';
			assert_non_null(strstr(json_of(text), "7\\u007f"));
			text[before + 1] = '\x1F';
			assert_non_null(strstr(json_of(text), "7\\u001f"));
		}
}

TRIAL(json_numbers_have_ten_digits_and_no_nonsense)
{
	assert_string_equal(json_of_number(0.7), "0.7");
	assert_string_equal(json_of_number(1 / 3.0), "0.3333333333");
	assert_string_equal(json_of_number(-0.0), "0");
	assert_string_equal(json_of_number(1e300), "1e+300");
	assert_string_equal(json_of_number(NAN), "null");
	assert_string_equal(json_of_number(INFINITY), "null");
}

TRIAL(json_nests)
{
	struct json json;
	kept_init(&kept, &writer);
	json_start(&json, &writer);
	json_open_object(&json, NULL, JSON_LINES);
	json_bool(&json, "yes", true);
	json_open_array(&json, "list", JSON_INLINE);
	json_number(&json, NULL, 1);
	json_null(&json, NULL);
	json_close(&json);
	json_open_object(&json, "empty", JSON_LINES);
	json_close(&json);
	json_close(&json);
	assert_true(writer_finish(&writer));
	assert_string_equal(kept.text, "{\n  \"yes\": true,\n  \"list\": [1, null],\n  \"empty\": {}\n}\n");
}

static const char *csv_of(const char *text)
{
	struct csv csv = {.writer = &writer};
	kept_init(&kept, &writer);
	csv_text(&csv, text);
	assert_true(writer_finish(&writer));
	return kept.text;
}

TRIAL(csv_quotes_where_it_must)
{
	assert_string_equal(csv_of("plain words"), "plain words");
	assert_string_equal(csv_of(""), "");
	assert_string_equal(csv_of(NULL), "");
	assert_string_equal(csv_of("a,b"), "\"a,b\"");
	assert_string_equal(csv_of("say \"a\""), "\"say \"\"a\"\"\"");
	assert_string_equal(csv_of("\""), "\"\"\"\"");
	assert_string_equal(csv_of("two\nlines"), "\"two\nlines\"");
	assert_string_equal(csv_of(" led by a blank"), "\" led by a blank\"");
}

TRIAL(csv_text_never_runs_as_a_formula)
{
	assert_string_equal(csv_of("=1+1"), "'=1+1");
	assert_string_equal(csv_of("+44 20"), "'+44 20");
	assert_string_equal(csv_of("-x"), "'-x");
	assert_string_equal(csv_of("@SUM(A1)"), "'@SUM(A1)");
	assert_string_equal(csv_of("=A1,\"b\""), "\"'=A1,\"\"b\"\"\"");
	assert_string_equal(csv_of("a=b"), "a=b");
}

TRIAL(csv_numbers_are_numbers)
{
	struct csv csv = {.writer = &writer};
	kept_init(&kept, &writer);
	csv_number(&csv, -1.5);
	csv_number(&csv, NAN);
	csv_number(&csv, 294);
	csv_end_row(&csv);
	csv_text(&csv, "next");
	csv_end_row(&csv);
	assert_true(writer_finish(&writer));
	assert_string_equal(kept.text, "-1.5,,294\nnext\n");
}

TRIAL(one_thing_is_not_many)
{
	assert_string_equal(counted(arena, 1, "step", "steps"), "1 step");
	assert_string_equal(counted(arena, 0, "step", "steps"), "0 steps");
	assert_string_equal(counted(arena, 2.4, "step", "steps"), "2.4 steps");
	assert_string_equal(counted(arena, 1150, "step", "steps"), "1,150 steps");
}

TRIAL(marks_have_shapes_of_their_own)
{
	for (enum kind one = 0; one < KIND_COUNT; one++)
		for (enum kind other = 0; other < one; other++) {
			assert_string_not_equal(kind_mark(one, false), kind_mark(other, false));
			assert_string_not_equal(kind_mark(one, true), kind_mark(other, true));
		}
}

/* A fork, then two things side by side of which one is not always needed. */
static const char map[] =
    "carepath: 1\n"
    "name: A map\n"
    "organisations: { o: { name: O, sector: acute } }\n"
    "teams: { t: { name: T, organisation: o } }\n"
    "steps:\n"
    "  a:\n"
    "    { team: t, setting: ward, next: [{ to: b, share: 70% }, { outcome: gone, share: 30% }] }\n"
    "  b: { team: t, setting: ward, next: { all: [c, { to: d, share: 40% }], then: e } }\n"
    "  c: { team: t, setting: ward, next: e }\n"
    "  d: { team: t, setting: ward }\n"
    "  e: { team: t, setting: ward, outcome: done }\n";

static struct document *read_map(void)
{
	struct document *document = document_from_text("map.yaml", map, sizeof map - 1);
	assert_non_null(document);
	assert_non_null(document->pathway);
	return document;
}

static const char *at(const struct walker *walker)
{
	return walker->pathway->steps[walker->route.at[walker->route.count - 1]].id;
}

TRIAL(walking_by_hand_goes_through_branches_one_by_one)
{
	struct document *document = read_map();
	struct walker walker;
	walker_start(&walker, arena, document->pathway);
	assert_string_equal(at(&walker), "a");
	assert_int_equal(walker.ways.count, 2);
	assert_int_equal(walker_likeliest(&walker), 0);
	walker_take(&walker, 0);
	assert_string_equal(at(&walker), "b");
	assert_int_equal(walker.ways.at[0].kind, WAY_SIDE_BY_SIDE);
	walker_take(&walker, 0);
	assert_string_equal(at(&walker), "c");
	walker_take(&walker, 0);
	assert_int_equal(walker.place, WALKER_AT_BRANCH);
	assert_int_equal(walker.ways.at[walker_likeliest(&walker)].kind, WAY_NOT_NEEDED);
	walker_take(&walker, 0);
	assert_string_equal(at(&walker), "d");
	assert_int_equal(walker.ways.at[0].kind, WAY_BRANCH_ENDS);
	walker_take(&walker, 0);
	assert_string_equal(at(&walker), "e");
	assert_int_equal(walker.pending.count, 0);
	walker_take(&walker, 0);
	assert_int_equal(walker.place, WALKER_AT_END);
	assert_int_equal(walker.ways.count, 0);
	document_free(document);
}

TRIAL(walking_back_is_walking_again_with_one_choice_less)
{
	struct document *document = read_map();
	struct walker walker;
	walker_start(&walker, arena, document->pathway);
	assert_false(walker_back(&walker));
	for (int i = 0; i < 3; i++)
		walker_take(&walker, 0);
	assert_int_equal(walker.place, WALKER_AT_BRANCH);
	walker_take(&walker, 1);
	assert_string_equal(at(&walker), "e");
	assert_true(walker_back(&walker));
	assert_int_equal(walker.place, WALKER_AT_BRANCH);
	assert_true(walker_back(&walker));
	assert_string_equal(at(&walker), "c");
	assert_int_equal(walker.pending.count, 1);
	document_free(document);
}

/* Bytes that come by, as a sum that depends on their order. */
struct passed_by {
	uint64_t sum, count;
	uint64_t most; /* bytes; then it is full */
};

static bool pass_by(void *target, const char *bytes, size_t length)
{
	struct passed_by *passed = target;
	for (size_t i = 0; i < length; i++)
		passed->sum = passed->sum * 31 + (unsigned char)bytes[i];
	passed->count += length;
	errno = ENOSPC;
	return passed->count <= passed->most;
}

static void write_number(struct arena *memory, struct writer *to, const void *subject, uint32_t index)
{
	memset(arena_take(memory, 100), 1, 100);
	for (uint32_t i = 0; i <= index % 40; i++)
		writer_format(to, "%s%u\n", (const char *)subject, index);
}

static struct passed_by write_numbers(uint32_t threads, uint32_t count, uint64_t most)
{
	struct passed_by passed = {.most = most};
	writer_init(&writer, pass_by, &passed);
	assert_true(beside_each(&writer, threads, 5, 5 + count, write_number, "number "));
	assert_true(writer_finish(&writer) == (passed.count <= most));
	return passed;
}

TRIAL(threads_write_in_order)
{
	for (uint32_t count = 0; count < 20000; count += 1111) {
		struct passed_by one = write_numbers(1, count, UINT64_MAX);
		assert_true(count == 0 || one.count > count);
		for (uint32_t threads = 2; threads < 6; threads++)
			assert_true(write_numbers(threads, count, UINT64_MAX).sum == one.sum);
	}
}

TRIAL(threads_stop_when_no_one_takes_what_they_write)
{
	struct passed_by all = write_numbers(3, 100000, UINT64_MAX), some = write_numbers(3, 100000, 50000);
	assert_true(some.count > 50000 && some.count < all.count / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(json_escapes_what_must_be),
	    cmocka_unit_test(json_says_what_could_drive_a_terminal_as_an_escape),
	    cmocka_unit_test(json_finds_what_must_be_escaped_wherever_it_stands),
	    cmocka_unit_test(json_numbers_have_ten_digits_and_no_nonsense),
	    cmocka_unit_test(json_nests),
	    cmocka_unit_test(csv_quotes_where_it_must),
	    cmocka_unit_test(csv_text_never_runs_as_a_formula),
	    cmocka_unit_test(csv_numbers_are_numbers),
	    cmocka_unit_test(one_thing_is_not_many),
	    cmocka_unit_test(marks_have_shapes_of_their_own),
	    cmocka_unit_test(walking_by_hand_goes_through_branches_one_by_one),
	    cmocka_unit_test(walking_back_is_walking_again_with_one_choice_less),
	    cmocka_unit_test(threads_write_in_order),
	    cmocka_unit_test(threads_stop_when_no_one_takes_what_they_write),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
