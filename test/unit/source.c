#include "trial.h"

#include "carepath/source.h"
#include "carepath/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct kept kept;

static struct source from(struct arena *arena, const char *text)
{
	struct source source;

	source_from_text(arena, "test.yaml", text, (uint32_t)strlen(text), &source);
	return source;
}

/* A second way to the same: everything from the start, one character at a time. */
static struct position plain_position(const struct source *source, uint32_t byte)
{
	const char *text = source->text;
	struct position position = {1, 1};
	uint32_t at = source->length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	size_t taken;

	for (; at < source->length; at += (uint32_t)taken) {
		text_decode(text + at, source->length - at, &taken);
		if (at + taken > byte)
			break;
		bool crlf = text[at] == '\r' && at + 1 < source->length && text[at + 1] == '\n';
		if (text[at] == '\n' || (text[at] == '\r' && !crlf))
			position = (struct position){position.line + 1, 1};
		else
			position.column++;
	}
	return position;
}

static void assert_positions(const struct source *source, uint32_t step)
{
	for (uint32_t byte = 0; byte <= source->length; byte += step) {
		struct position got = source_position(source, byte), expected = plain_position(source, byte);
		if (got.line != expected.line || got.column != expected.column)
			fail_msg("byte %u of %u: %u:%u, not %u:%u", byte, source->length, got.line, got.column,
				 expected.line, expected.column);
	}
}

TRIAL(positions)
{
	struct source source = from(arena, "\xEF\xBB\xBF"
					   "aé\nb\r\nc\rd\n\n\xFFx");
	static const struct {
		uint32_t byte, line, column;
	} cases[] = {
	    {0, 1, 1},  {2, 1, 1},  {3, 1, 1},  {4, 1, 2},  {5, 1, 2},  {6, 1, 3},  {7, 2, 1},  {8, 2, 2},
	    {10, 3, 1}, {12, 4, 1}, {14, 5, 1}, {15, 6, 1}, {16, 6, 2}, {17, 6, 3}, {99, 6, 3},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct position position = source_position(&source, cases[i].byte);
		assert_int_equal(position.line, cases[i].line);
		assert_int_equal(position.column, cases[i].column);
	}
	source = from(arena, "");
	assert_int_equal(source_position(&source, 0).line, 1);
	assert_int_equal(source_position(&source, 5).column, 1);
}

TRIAL(positions_in_any_text)
{
	static const char *const pieces[] = {"a", "word ", "\n",   "\r",       "\r\n", "é",   "日",
					     "😀", "\xFF",  "\x80", "\xE2\x82", "\t",   "\n\r"};
	char *text = arena_take(arena, 80000);

	srandom(5);
	for (int round = 0; round < 40; round++) {
		size_t length = 0, size = round < 30 ? (size_t)(random() % 60) : 6000;
		const char *favourite = pieces[(size_t)random() % 13];
		while (length < size) {
			const char *piece = random() % 2 ? favourite : pieces[(size_t)random() % 13];
			length += (size_t)sprintf(text + length, "%s", piece);
		}
		text[length] = '\0';
		struct source source = from(arena, text);
		assert_positions(&source, round < 30 ? 1 : 37);
	}
}

static const char *shown(struct source source, uint32_t start, uint32_t end)
{
	struct writer writer;

	kept_init(&kept, &writer);
	source_show(&source, (struct span){start, end}, &writer);
	assert_true(writer_finish(&writer));
	return kept.text;
}

TRIAL(showing_a_line)
{
	struct source source = from(arena, "one\n  two: three\nfour\n");

	assert_string_equal(shown(source, 11, 16), " 2 |   two: three\n   |        ^^^^^\n");
	assert_string_equal(shown(source, 0, 1), " 1 | one\n   | ^\n");
	assert_string_equal(shown(source, 1, 1), " 1 | one\n   |  ^\n");   /* at least one */
	assert_string_equal(shown(source, 0, 12), " 1 | one\n   | ^^^\n"); /* to the end of the line */
	assert_string_equal(shown(source, 3, 3), " 1 | one\n   |    ^\n"); /* behind the line */
	assert_string_equal(shown(source, 22, 22), " 4 |\n   | ^\n");      /* behind the text */
	assert_string_equal(shown(source, 99, 120), " 4 |\n   | ^\n");
	assert_string_equal(shown(from(arena, ""), 0, 0), " 1 |\n   | ^\n");
	assert_string_equal(shown(from(arena, "a\r\nb"), 3, 4), " 2 | b\n   | ^\n");
	assert_string_equal(shown(from(arena, "a\rb\r"), 2, 3), " 2 | b\n   | ^\n");
	assert_string_equal(shown(from(arena, "a\r\nb"), 2, 3), " 1 | a\n   |  ^\n"); /* the half of a break */
	assert_string_equal(shown(from(arena, "\xEF\xBB\xBFone"), 0, 6), " 1 | one\n   | ^^^\n");
	source = from(arena, "\n\n\n\n\n\n\n\n\n\n\nx: y");
	assert_string_equal(shown(source, 14, 15), " 12 | x: y\n    |    ^\n");
}

TRIAL(carets_stand_under_what_is_meant)
{
	assert_string_equal(shown(from(arena, "\ta\tb"), 3, 4), " 1 |         a       b\n   |                 ^\n");
	assert_string_equal(shown(from(arena, "ab\tc"), 2, 3), " 1 | ab      c\n   |   ^^^^^^\n");
	assert_string_equal(shown(from(arena, "日本: x"), 3, 6), " 1 | 日本: x\n   |   ^^\n");
	assert_string_equal(shown(from(arena, "日本: x"), 8, 9), " 1 | 日本: x\n   |       ^\n");
	assert_string_equal(shown(from(arena, "e\u0301x"), 3, 4), " 1 | e\u0301x\n   |  ^\n");
	assert_string_equal(shown(from(arena, "é: x"), 1, 5), " 1 | é: x\n   | ^^^^\n"); /* from inside a character */
	assert_string_equal(shown(from(arena, "a\033[1mb"), 5, 6), " 1 | a\uFFFD[1mb\n   |      ^\n");
	assert_string_equal(shown(from(arena, "a\u202Eb"), 4, 5), " 1 | a\uFFFD"
								  "b\n   |   ^\n");
	assert_string_equal(shown(from(arena, "می\u200Cروم: x"), 15, 16), " 1 | میروم: x\n   |        ^\n");
	assert_string_equal(shown(from(arena, "\u200C: x"), 5, 6), " 1 | \uFFFD: x\n   |    ^\n");
	assert_string_equal(shown(from(arena, "\xFF\xFEz"), 2, 3), " 1 | \uFFFD\uFFFDz\n   |   ^\n");
}

TRIAL(private_words_are_starred)
{
	struct source source = from(arena, "says: \"日本 it hurt\" # it");

	*list_add(arena, &source.private_words) = (struct span){7, 21};
	assert_string_equal(shown(source, 6, 22), " 1 | says: \"************\" # it\n   |       ^^^^^^^^^^^^^^\n");
	source = from(arena, "a\tb");
	*list_add(arena, &source.private_words) = (struct span){0, 3};
	assert_string_equal(shown(source, 2, 3), " 1 | *********\n   |         ^\n");
}

/* A line of digits, "0123456789012…", `count` of them, with a word in it. */
static char *digits(struct arena *arena, size_t count, size_t at, const char *word)
{
	char *text = arena_take(arena, count + 1);

	for (size_t i = 0; i < count; i++)
		text[i] = (char)('0' + i % 10);
	memcpy(text + at, word, strlen(word));
	return text;
}

/* The first line of what was shown, without " 1 | ", and the column of the caret. */
static char *first_line(struct arena *arena, size_t *caret)
{
	const char *end = strchr(kept.text, '\n');
	const char *carets = strchr(end, '^');

	*caret = (size_t)(carets - (end + 1)) - 5;
	return arena_copy(arena, kept.text + 5, (size_t)(end - kept.text) - 5);
}

TRIAL(long_lines_are_cut_around_the_span)
{
	static const uint32_t places[] = {0, 1, 59, 60, 61, 99, 100, 101, 5000, 9890, 9899, 9940, 9990, 9996};
	size_t caret;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		uint32_t at = places[i];
		shown(from(arena, digits(arena, 10000, at, "dyas")), at, at + 4);
		char *line = first_line(arena, &caret);
		size_t width = text_width(line, strlen(line));
		assert_in_range(width, 60, 102);
		size_t word = (size_t)(strstr(line, "dyas") - line);
		assert_int_equal(text_width(line, word), caret);
		assert_int_equal(strncmp(line, "…", 3) == 0, at > 60);
		assert_int_equal(strcmp(line + strlen(line) - 3, "…") == 0, at < 9960);
		assert_non_null(strstr(kept.text, "^^^^\n"));
	}
	shown(from(arena, digits(arena, 100, 90, "x")), 90, 91);
	assert_null(strstr(kept.text, "…"));
	shown(from(arena, digits(arena, 10000, 50, "x")), 50, 9000);
	assert_true(kept.length < 230);
}

TRIAL(cut_in_ascii)
{
	struct source source = from(arena, digits(arena, 1000, 500, "x"));
	struct writer writer;
	size_t caret;

	kept_init(&kept, &writer);
	writer.ascii = true;
	source_show(&source, (struct span){500, 501}, &writer);
	assert_true(writer_finish(&writer));
	char *line = first_line(arena, &caret);
	assert_int_equal(text_plain_run(line, strlen(line)), strlen(line));
	assert_memory_equal(line, "...", 3);
	assert_string_equal(line + strlen(line) - 3, "...");
	assert_int_equal(line[caret], 'x');
}

static void show_flood(struct arena *arena, const char *piece)
{
	enum { COUNT = 200000 };
	size_t length = strlen(piece);
	char *text = arena_take(arena, COUNT * length + 1);

	for (size_t i = 0; i < COUNT; i++)
		memcpy(text + i * length, piece, length);
	struct source source = from(arena, text);
	for (uint32_t at = 0; at < COUNT * length; at += 9973) {
		shown(source, at, at + 5000);
		assert_true(kept.length < 900);
	}
}

TRIAL(no_line_makes_a_long_message)
{
	static const char *const pieces[] = {"\u0301", "\t", "日", "😀", "\xFF", "\x80\x80\x80", "e\u0301\u0301\u0301",
					     "\u200B"};

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		show_flood(arena, pieces[i]);
}

TRIAL(any_span_of_any_text_can_be_shown)
{
	static const char *const pieces[] = {"a",    "\n",   "\r",       "\r\n", "é",      "日",    "😀",
					     "\xFF", "\x80", "\xE2\x82", "\t",   "\u0301", "\u200D"};
	char text[400];

	srandom(6);
	for (int round = 0; round < 20000; round++) {
		size_t length = 0;
		for (long left = random() % 60; left > 0; left--)
			length += (size_t)sprintf(text + length, "%s", pieces[(size_t)random() % 13]);
		text[length] = '\0';
		struct source source = from(arena, arena_copy(arena, text, length));
		*list_add(arena, &source.private_words) =
		    (struct span){(uint32_t)random() % 100, (uint32_t)random() % 300};
		uint32_t start = (uint32_t)random() % 410;
		shown(source, start, start + (uint32_t)random() % 50);
		assert_non_null(strstr(kept.text, "^"));
	}
}

/* 64 MiB in one line, of one piece over and over: a hundred places in it must
 * not take long. The limit is generous, for sanitizers and slow machines. */
static void assert_quick(struct arena *arena, const char *piece)
{
	size_t size = SOURCE_LARGEST, length = strlen(piece);
	char *text = arena_take(arena, size);
	struct source source;

	for (size_t i = 0; i + length <= size; i += length)
		memcpy(text + i, piece, length);
	clock_t start = clock();
	source_from_text(arena, "long", text, (uint32_t)size, &source);
	double indexed = (double)(clock() - start) / CLOCKS_PER_SEC;
	for (uint32_t i = 0; i < 100; i++)
		shown(source, (uint32_t)size - 1000 * i, (uint32_t)size);
	double all = (double)(clock() - start) / CLOCKS_PER_SEC;
	print_message("# 64 MiB of %zu bytes over and over: index %.3f s, 100 places %.3f s\n", length, indexed,
		      all - indexed);
	assert_true(all < 10);
}

TRIAL(large_texts_are_quick)
{
	assert_quick(arena, "0123456789abcdef");
	assert_quick(arena, "é");
	assert_quick(arena, "\t");
	assert_quick(arena, "\n");
	assert_quick(arena, "    - { to: ward, share: 90% }\n");
}

static char folder[] = "/tmp/carepath-source-XXXXXX";

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

static char *path(struct arena *arena, const char *name)
{
	return text_format(arena, "%s/%s", folder, name);
}

static const char *write_file(struct arena *arena, const char *text, size_t length)
{
	const char *name = path(arena, "file");
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	return name;
}

TRIAL(reading_a_file)
{
	struct source source;
	const char *text = digits(arena, 200000, 0, "carepath: 1\n");
	static const size_t lengths[] = {0, 1, 12, 65535, 65536, 65537, 200000};

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		const char *name = write_file(arena, text, lengths[i]);
		assert_int_equal(source_read(arena, name, &source), SOURCE_READ);
		assert_ptr_equal(source.name, name);
		assert_int_equal(source.length, lengths[i]);
		assert_memory_equal(source.text, text, lengths[i]);
		assert_int_equal(source.text[source.length], 0);
		assert_int_equal(unlink(name), 0);
	}
}

TRIAL(what_cannot_be_read)
{
	struct source source;
	const char *name = path(arena, "missing");

	assert_int_equal(source_read(arena, name, &source), SOURCE_UNREADABLE);
	assert_int_equal(errno, ENOENT);
	assert_string_equal(source.name, name);
	assert_int_equal(source_position(&source, 0).line, 1);
	assert_int_equal(source_read(arena, folder, &source), SOURCE_IS_DIRECTORY);
	assert_int_equal(source_read(arena, "/dev/zero", &source), SOURCE_TOO_LARGE);
	assert_int_equal(source_read(arena, "/proc/self/mem", &source), SOURCE_UNREADABLE);
	assert_int_equal(errno, EIO); /* opens well, fails to read */
}

TRIAL(the_largest_file)
{
	struct source source;
	const char *name = write_file(arena, "", 0);

	assert_int_equal(truncate(name, SOURCE_LARGEST), 0);
	assert_int_equal(source_read(arena, name, &source), SOURCE_READ);
	assert_int_equal(source.length, SOURCE_LARGEST);
	assert_int_equal(truncate(name, SOURCE_LARGEST + 1), 0);
	assert_int_equal(source_read(arena, name, &source), SOURCE_TOO_LARGE);
	assert_int_equal(unlink(name), 0);
}

/* Writes the text into a FIFO, in pieces, from another process. */
static pid_t feed(const char *name, const char *text, size_t length)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child > 0)
		return child;
	int file = open(name, O_WRONLY);
	for (size_t at = 0; at < length; at += 999)
		if (write(file, text + at, length - at < 999 ? length - at : 999) < 0)
			_exit(1);
	_exit(0);
}

TRIAL(reading_a_pipe)
{
	struct source source;
	const char *name = path(arena, "fifo"), *text = digits(arena, 300000, 7, "x");
	int status;

	assert_int_equal(mkfifo(name, 0600), 0);
	pid_t child = feed(name, text, 300000);
	assert_int_equal(source_read(arena, name, &source), SOURCE_READ);
	assert_int_equal(source.length, 300000);
	assert_memory_equal(source.text, text, 300000);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(unlink(name), 0);
}

TRIAL(reading_standard_input)
{
	struct source source;
	const char *name = write_file(arena, "carepath: 1\n", 12);
	int before = dup(STDIN_FILENO), file = open(name, O_RDONLY);

	assert_int_equal(dup2(file, STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(source_read(arena, "-", &source), SOURCE_READ);
	assert_string_equal(source.text, "carepath: 1\n");
	assert_string_equal(source.name, "-");
	assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), 0); /* still open */
	close(file);
	file = open(folder, O_RDONLY);
	dup2(file, STDIN_FILENO);
	assert_int_equal(source_read(arena, "-", &source), SOURCE_IS_DIRECTORY);
	dup2(before, STDIN_FILENO);
	close(before);
	close(file);
	assert_int_equal(unlink(name), 0);
}

/* As a shell may leave it behind. */
TRIAL(reading_standard_input_that_does_not_block)
{
	struct source source;
	const char *name = path(arena, "fifo"), *text = digits(arena, 100000, 7, "x");
	int before = dup(STDIN_FILENO), status;

	assert_int_equal(mkfifo(name, 0600), 0);
	int both = open(name, O_RDWR), end = open(name, O_RDONLY | O_NONBLOCK);
	assert_int_equal(dup2(end, STDIN_FILENO), STDIN_FILENO);
	close(end);
	pid_t child = feed(name, text, 100000);
	close(both); /* the child has it still, until it has written all */
	assert_int_equal(source_read(arena, "-", &source), SOURCE_READ);
	assert_int_equal(source.length, 100000);
	assert_memory_equal(source.text, text, 100000);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	dup2(before, STDIN_FILENO);
	close(before);
	assert_int_equal(unlink(name), 0);
}

TRIAL(files_are_closed)
{
	struct source source;
	const char *name = write_file(arena, "x", 1);
	int first = open(name, O_RDONLY);

	for (int i = 0; i < 10; i++) {
		source_read(arena, name, &source);
		source_read(arena, folder, &source);
		source_read(arena, "/dev/zero", &source);
	}
	int last = open(name, O_RDONLY);
	assert_int_equal(last, first + 1);
	close(first);
	close(last);
	assert_int_equal(unlink(name), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(positions),
	    cmocka_unit_test(positions_in_any_text),
	    cmocka_unit_test(showing_a_line),
	    cmocka_unit_test(carets_stand_under_what_is_meant),
	    cmocka_unit_test(private_words_are_starred),
	    cmocka_unit_test(long_lines_are_cut_around_the_span),
	    cmocka_unit_test(cut_in_ascii),
	    cmocka_unit_test(no_line_makes_a_long_message),
	    cmocka_unit_test(any_span_of_any_text_can_be_shown),
	    cmocka_unit_test(large_texts_are_quick),
	    cmocka_unit_test(reading_a_file),
	    cmocka_unit_test(what_cannot_be_read),
	    cmocka_unit_test(the_largest_file),
	    cmocka_unit_test(reading_a_pipe),
	    cmocka_unit_test(reading_standard_input),
	    cmocka_unit_test(reading_standard_input_that_does_not_block),
	    cmocka_unit_test(files_are_closed),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
