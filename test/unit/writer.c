#include "trial.h"

#include "carepath/text.h"
#include "carepath/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utf8proc.h>

#define BAD "\uFFFD"

static struct kept kept;
static struct writer writer;

static const char *written(const char *bytes, size_t length)
{
	kept_init(&kept, &writer);
	writer_bytes(&writer, bytes, length);
	assert_true(writer_finish(&writer));
	return kept.text;
}

static const char *text_written(const char *text)
{
	return written(text, strlen(text));
}

TRIAL(what_could_drive_a_terminal_is_defused)
{
	assert_string_equal(text_written("plain text, é, 日本, 😀\n"), "plain text, é, 日本, 😀\n");
	assert_string_equal(text_written("\033[31mred"), BAD "[31mred");
	assert_string_equal(text_written("a\tb\rc\bd\x7F"), "a" BAD "b" BAD "c" BAD "d" BAD);
	assert_string_equal(written("a\0b", 3), "a" BAD "b");
	assert_string_equal(text_written("\xC2\x9B"
					 "31m"),
			    BAD "31m"); /* C1 */
	assert_string_equal(text_written("a\u202Eb\u200Bc\u2066"), "a" BAD "b" BAD "c" BAD);
	assert_string_equal(text_written("\xFF\xC3\xE2\x82"), BAD BAD BAD BAD);
	assert_string_equal(text_written("\xC3"), BAD);
	assert_string_equal(text_written("\U000E0041\uFEFF\xEF\xBF\xBE"), BAD BAD BAD);
}

TRIAL(joiners_pass_between_letters)
{
	assert_string_equal(text_written("می\u200Cروم"), "می\u200Cروم");
	assert_string_equal(text_written("क्\u200Dष"), "क्\u200Dष"); /* after a mark */
	assert_string_equal(text_written("\u200Cab \u200C"), BAD "ab " BAD);
	assert_string_equal(text_written("a\u200C\u200Cb"), "a" BAD BAD "b");
	assert_string_equal(text_written("a\u200D"), "a" BAD);
}

/* Every code point, and every pair of bytes, alone between two letters. */
TRIAL(nothing_with_a_fault_gets_out)
{
	char bytes[8] = "a";
	size_t taken;

	for (int32_t point = 0; point < 0x110000; point++) {
		size_t size = (size_t)utf8proc_encode_char(point, (uint8_t *)bytes + 1);
		memcpy(bytes + 1 + size, " b", 2);
		written(bytes, size + 3);
		int32_t shown = text_decode(kept.text + 1, kept.length - 1, &taken);
		bool fine = text_point_fault(point) == TEXT_FINE || point == '\n';
		assert_int_equal(shown, fine ? point : 0xFFFD);
	}
	for (int pair = 0; pair < 0x10000; pair++) {
		const char two[2] = {(char)(pair >> 8), (char)pair};
		written(two, 2);
		for (size_t at = 0; at < kept.length; at += taken) {
			int32_t shown = text_decode(kept.text + at, kept.length - at, &taken);
			assert_true(text_point_fault(shown) == TEXT_FINE || shown == '\n');
		}
	}
}

TRIAL(formats_and_repeats)
{
	kept_init(&kept, &writer);
	writer_format(&writer, "%s-%d\n", "a\033", 7);
	writer_repeat(&writer, "é", 3);
	writer_repeat(&writer, "x", 0);
	assert_true(writer_finish(&writer));
	assert_string_equal(kept.text, "a" BAD "-7\nééé");
	kept_init(&kept, &writer);
	writer_format(&writer, "%030000d", 1);
	assert_true(writer_finish(&writer));
	assert_int_equal(kept.length, 30000);
	assert_int_equal(kept.text[29999], '1');
}

TRIAL(text_of_any_length_arrives_whole)
{
	char *text = arena_take(arena, 60001);

	srandom(4);
	for (size_t length = 1; length < 60000; length = length * 7 / 4 + 1) {
		for (size_t i = 0; i < length; i++)
			text[i] = (char)(' ' + random() % 95);
		kept_init(&kept, &writer);
		writer_text(&writer, "head ");
		writer_bytes(&writer, text, length);
		assert_true(writer_finish(&writer));
		assert_int_equal(kept.length, length + 5);
		assert_memory_equal(kept.text + 5, text, length);
	}
}

TRIAL(styles_only_where_colour_is_allowed)
{
	kept_init(&kept, &writer);
	writer_style(&writer, STYLE_ERROR);
	writer_text(&writer, "error");
	writer_style(&writer, STYLE_PLAIN);
	assert_true(writer_finish(&writer));
	assert_string_equal(kept.text, "error");
	kept_init(&kept, &writer);
	writer.colour = true;
	writer_style(&writer, STYLE_ERROR);
	writer_text(&writer, "error");
	writer_style(&writer, STYLE_PLAIN);
	assert_true(writer_finish(&writer));
	assert_string_equal(kept.text, "\033[0;1;31merror\033[0m");
	for (int style = 0; style < STYLE_COUNT; style++)
		writer_style(&writer, (enum style)style);
}

static const char *wrapped(const char *text, size_t column, size_t indent, size_t columns)
{
	kept_init(&kept, &writer);
	writer_wrapped(&writer, text, column, indent, columns);
	assert_true(writer_finish(&writer));
	return kept.text;
}

TRIAL(wrapping)
{
	assert_string_equal(wrapped("", 0, 0, 10), "");
	assert_string_equal(wrapped("one two three", 0, 0, 20), "one two three");
	assert_string_equal(wrapped("one two three", 0, 0, 7), "one two\nthree");
	assert_string_equal(wrapped("one two three", 0, 0, 6), "one\ntwo\nthree");
	assert_string_equal(wrapped("one two three", 0, 2, 7), "one two\n  three");
	assert_string_equal(wrapped("one two three", 4, 2, 7), "one\n  two\n  three");
	assert_string_equal(wrapped("one two", 6, 2, 7), "\n  one\n  two");
	assert_string_equal(wrapped("one  two ", 0, 0, 20), "one two");
	assert_string_equal(wrapped("one\ntwo", 0, 2, 20), "one\n  two");
	assert_string_equal(wrapped("one\n\ntwo", 0, 2, 20), "one\n\n  two");
	assert_string_equal(wrapped("unbreakably long", 0, 1, 5), "unbreakably\n long");
	assert_string_equal(wrapped("日本 日本 日本", 0, 0, 9), "日本 日本\n日本");
	assert_string_equal(wrapped("one two", 0, 9, 5), "one two"); /* a new line would not help */
}

static bool refuse(void *target, const char *bytes, size_t length)
{
	(void)bytes;
	(void)length;
	++*(int *)target;
	errno = ENOSPC;
	return false;
}

TRIAL(the_first_error_sticks)
{
	int calls = 0;

	writer_init(&writer, refuse, &calls);
	for (int i = 0; i < 100000; i++)
		writer_format(&writer, "line %d é\n", i);
	writer_wrapped(&writer, "more", 0, 0, 10);
	writer_repeat(&writer, "x", SIZE_MAX);
	errno = 0;
	assert_false(writer_finish(&writer));
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(calls, 1);
	assert_false(writer_finish(&writer));
}

TRIAL(a_closed_pipe_is_an_error)
{
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	writer_init(&writer, writer_send_to_file, &ends[1]);
	writer_text(&writer, "to nobody");
	assert_false(writer_finish(&writer));
	assert_int_equal(errno, EPIPE);
	close(ends[1]);
}

/* Reads to the end, in small pieces; the process ends with 0 if so many came. */
static void read_slowly(int file, size_t expected)
{
	char bytes[777];
	ssize_t got;
	size_t total = 0;

	while ((got = read(file, bytes, sizeof bytes)) > 0)
		total += (size_t)got;
	_exit(total == expected ? 0 : 1);
}

TRIAL(a_full_pipe_that_does_not_block_is_waited_for)
{
	enum { LINES = 100000 };
	int ends[2], status;

	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[1]);
		read_slowly(ends[0], LINES * 10);
	}
	close(ends[0]);
	assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	assert_true(fcntl(ends[1], F_SETPIPE_SZ, 4096) >= 4096); /* less than a writer sends at once */
	writer_init(&writer, writer_send_to_file, &ends[1]);
	for (int i = 0; i < LINES; i++)
		writer_text(&writer, "ten bytes\n");
	assert_true(writer_finish(&writer));
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_could_drive_a_terminal_is_defused),
	    cmocka_unit_test(joiners_pass_between_letters),
	    cmocka_unit_test(nothing_with_a_fault_gets_out),
	    cmocka_unit_test(formats_and_repeats),
	    cmocka_unit_test(text_of_any_length_arrives_whole),
	    cmocka_unit_test(styles_only_where_colour_is_allowed),
	    cmocka_unit_test(wrapping),
	    cmocka_unit_test(the_first_error_sticks),
	    cmocka_unit_test(a_closed_pipe_is_an_error),
	    cmocka_unit_test(a_full_pipe_that_does_not_block_is_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
