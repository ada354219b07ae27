/* A file read in stretches gives the tree, or the fault, of the file read in
 * one, wherever the stretches start. */
#include "load/stretches.h"

#include "../text_file.h"

#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINES_MOST = 4096 };

static const char *folder;
static uint64_t state;

static uint32_t below(uint32_t bound)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((state >> 33) % bound);
}

/* A text, and what comes of it when it is read in one. */
struct example {
	const char *name;
	struct scanned scanned;
	struct tree tree;
	struct syntax_fault fault;
	bool fine;
	uint32_t lines[LINES_MOST], line_count; /* where each but the first starts */
};

static struct example example;

/* ---- The same? ------------------------------------------------------------------------ */

static bool same_spans(struct span a, struct span b)
{
	return a.start == b.start && a.end == b.end;
}

static bool same_words(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_faults(const struct syntax_fault *a, const struct syntax_fault *b)
{
	return same_words(a->message, b->message) && same_words(a->help, b->help) && same_spans(a->span, b->span) &&
	       same_words(a->second_says, b->second_says) && same_spans(a->second, b->second);
}

static bool same_nodes(const struct node *a, const struct node *b)
{
	return a->start == b->start && a->end == b->end && a->kind == b->kind && a->style == b->style &&
	       a->decoded == b->decoded && a->faulty == b->faulty && a->count == b->count && a->behind == b->behind;
}

static bool same_lists(const struct tree *a, const struct tree *b)
{
	bool same =
	    a->odd.count == b->odd.count && a->decoded.count == b->decoded.count && a->voices.count == b->voices.count;

	for (uint32_t i = 0; same && i < a->odd.count; i++)
		same = a->odd.at[i].oddity == b->odd.at[i].oddity && same_spans(a->odd.at[i].span, b->odd.at[i].span);
	for (uint32_t i = 0; same && i < a->decoded.count; i++) {
		struct decoded_text one = a->decoded.at[i], other = b->decoded.at[i];
		same = one.node == other.node && one.length == other.length &&
		       memcmp(one.bytes, other.bytes, one.length) == 0;
	}
	for (uint32_t i = 0; same && i < a->voices.count; i++)
		same = a->voices.at[i] == b->voices.at[i];
	return same;
}

static bool same_trees(const struct tree *a, const struct tree *b)
{
	bool same = a->text == b->text && a->root == b->root && a->clean == b->clean && a->count == b->count;

	for (uint32_t i = 1; same && i < a->count; i++)
		same = same_nodes(tree_at(a, i), tree_at(b, i));
	return same && same_lists(a, b);
}

/* ---- Reading -------------------------------------------------------------------------- */

struct reading {
	struct arena *arena;
	const uint32_t *lines;
	uint32_t count;
};

static void read_and_compare(void *subject)
{
	struct reading *reading = subject;
	struct tree tree = {0};
	struct syntax_fault fault = {0};
	bool fine = stretches_read_at(reading->arena, &example.scanned, reading->lines, &reading->count, &tree, &fault);

	if (fine != example.fine || !same_faults(&fault, &example.fault) || (fine && !same_trees(&tree, &example.tree)))
		fail_msg("%s: not the same when a stretch starts at byte %u", example.name, reading->lines[0]);
}

/* How many of the stretches that start there were of use. */
static uint32_t compare_at(const uint32_t *lines, uint32_t count)
{
	struct reading reading = {arena_new(), lines, count};

	assert_true(arena_try(reading.arena, read_and_compare, &reading));
	arena_free(reading.arena);
	return reading.count;
}

static int by_size(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
	return (a > b) - (a < b);
}

/* One stretch from each `apart`th line on, and as often several at random. */
static uint32_t compare_anywhere(uint32_t apart)
{
	uint32_t used = 0, lines[STRETCHES_MOST - 1];

	for (uint32_t i = 0; i < example.line_count; i += apart) {
		uint32_t count = 2 + below(STRETCHES_MOST - 2);
		used += compare_at(&example.lines[i], 1);
		for (uint32_t j = 0; j < count; j++)
			lines[j] = example.lines[below(example.line_count)];
		qsort(lines, count, sizeof *lines, by_size);
		used += compare_at(lines, count);
	}
	return used;
}

struct preparing {
	struct arena *arena;
	const char *text;
	uint32_t length;
};

static void find_lines(const char *text, uint32_t length)
{
	example.line_count = 0;
	for (uint32_t at = 1; at < length && example.line_count < LINES_MOST; at++)
		if (text[at - 1] == '\n')
			example.lines[example.line_count++] = at;
}

static void read_in_one(void *subject)
{
	struct preparing *preparing = subject;
	struct diagnostics diagnostics = {.arena = preparing->arena};
	struct source source;

	source_from_text(preparing->arena, "x", preparing->text, preparing->length, &source);
	example.scanned = scan_source(preparing->arena, &source, &diagnostics);
	example.fault = (struct syntax_fault){0};
	example.line_count = 0;
	if (example.scanned.hopeless)
		return;
	example.fine = events_read(preparing->arena, &example.scanned, &example.tree, &example.fault);
	find_lines(preparing->text, preparing->length);
}

static uint32_t compare(const char *name, const char *text, size_t length, uint32_t apart)
{
	struct preparing preparing = {arena_new(), text, (uint32_t)length};

	example.name = name;
	assert_true(arena_try(preparing.arena, read_in_one, &preparing));
	uint32_t used = compare_anywhere(apart);
	arena_free(preparing.arena);
	return used;
}

/* ---- Whole folders -------------------------------------------------------------------- */

static int is_pathway(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

static uint32_t compare_folder(const char *below_it, uint32_t apart)
{
	char path[4096];
	struct dirent **entries;
	uint32_t used = 0;

	snprintf(path, sizeof path, "%s%s", folder, below_it);
	int count = scandir(path, &entries, is_pathway, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s%s/%s", folder, below_it, entries[i]->d_name);
		struct text text = text_read(path);
		used += compare(path, text.at, text.length, apart);
		free(text.at);
		free(entries[i]);
	}
	free(entries);
	return used;
}

static void shipped_pathways(void **unused)
{
	(void)unused;
	assert_true(compare_folder("", 15) > 500);
}

static void files_with_a_fault(void **unused)
{
	(void)unused;
	assert_true(compare_folder("/../test/bad", 3) > 1000);
	assert_true(compare_folder("/../test/fuzz/seeds", 1) > 100);
}

/* ---- Damage --------------------------------------------------------------------------- */

/* A byte that means something to YAML in place of some byte. */
static void damage(struct text *text)
{
	static const char odd[] = "\n\n\n      \t\"'#&*:::,-?[]{}|>%@!x\r";

	for (uint32_t times = 1 + below(3); times > 0; times--)
		text->at[below((uint32_t)text->length)] = odd[below(sizeof odd - 1)];
}

static void damaged_files(void **unused)
{
	char path[4096];
	uint32_t used = 0;
	(void)unused;

	snprintf(path, sizeof path, "%s/stroke.yaml", folder);
	for (int i = 0; i < 300; i++) {
		struct text text = text_read(path);
		damage(&text);
		used += compare("a damaged copy", text.at, text.length, 199);
		free(text.at);
	}
	assert_true(used > 300);
}

/* ---- Shapes of which some look like a key and are none --------------------------------- */

/* A stretch is tried at the last line that holds `key`. */
static const struct shape {
	const char *text, *key;
	bool joins;
} shapes[] = {
    {"a:\n  b: 1\n  c: 2\n", "c:", true},
    {"# a £\n%YAML 1.1\n---\na:\n  b: 1\n  c: 2\n...\n", "c:", true},
    {"a:\n  b: £ – 🙂\n  # é\n  c: é\n  d: 2\ne: [é]\n", "c:", true},
    {"a:\n    b: 1\n    c: { d: [1, 2], e: \"x\\ty\" }\nf:\n  g: 'it''s'\n", "c:", true},
    {"a:\n  b: 1\n  c:\n    d: \"\\x41\"\n    says: x\n", "c:", true},
    {"a:\n  b: 1\n  says: x\n  c: { says: y, consent: no }\n  consent: no\n", "says: x", true},
    {"a:\n  says: x\n  c: 1\n  consent: no\n", "c:", true},
    {"a:\n  b: { says: y }\n  c: 1\n  d: { says: z }\n", "c:", true},
    {"a:\n  b: 1\n\n  c: 1\n\n\nd: |\n  x\n\n  y\n\n", "c:", true},
    {"a:\n  b: *c\n", "b:", false},
    {"a: &x 1\nb:\n  c: 1\n  d: *x\n", "d:", false},
    {"a:\n  b: 1\n  c: &x 1\n  d: *x\n", "c:", false},
    {"a:\n  b: 1\n  c: !x 1\n", "c:", true},
    {"a: |\n  b: 1\n  c: 2\n", "c:", false},
    {"a: >\n  b\n  c: 2\n", "c:", false},
    {"a: \"\n  b: 1\n  c: 2\"\n", "c:", false},
    {"a: b\n  c\n  d\n", "d", false},
    {"a: {\n  b: 1,\n  c: 2\n}\n", "c:", false},
    {"a: [\n  b: 1,\n  c: 2\n]\n", "c:", false},
    {"{\na: {\n  b: 1,\n  c: 2\n}}\n", "c:", false},
    {"a:\n  b:\n    c: 1\n    d: 2\n", "d:", false},
    {"a:\n  - b: 1\n    c: 2\n", "c:", false},
    {"- b: 1\n  c: 2\n", "c:", false},
    {"a:\n- b: 1\n  c: 2\n", "c:", false},
    {" a:\n   b: 1\n   c: 2\n", "c:", false},
    {"? a: 1\n  b: 2\n: c\nd: 3\n", "b:", false},
    {"? a: 1\n  b: 2\nd: 3\n", "b:", false},
    {"? a\n:\n  b: 2\n  c: 3\nd: 3\n", "c:", true},
    {"a:\n  b: 1\n  ? c\n  : 1\n  d: 2\n", "d:", true},
    {"a:\n  b: 1\n   c: 2\n", "c:", false},
    {"a:\n   b: 1\n  c: 2\n", "c:", false},
    {"a:\n  b: 1\n  c: 2\n---\nx: 1\n", "c:", false},
    {"a:\n  b: 1\n  c: [2\n", "c:", false},
    {"a:\n  b: 1\n  c: 2\n b: 3\n", "c:", false},
    {"a:\n  b: 1\n  c: 2\nb\n", "c:", false},
    {"a: &x\n  b: 1\n  c: 2\nd: 1\n", "c:", true},
    {"!!map\na:\n  b: 1\n  c: 2\n", "c:", true},
    {"&x\na:\n  b: 1\n  c: 2\n", "c:", true},
};

static uint32_t line_of(const char *text, const char *key)
{
	const char *found = strstr(text, key);

	for (const char *next = found; next; next = strstr(next + 1, key))
		found = next;
	while (found > text && found[-1] != '\n')
		found--;
	return (uint32_t)(found - text);
}

static void try_shape(const struct shape *shape)
{
	struct preparing preparing = {arena_new(), shape->text, (uint32_t)strlen(shape->text)};
	uint32_t line = line_of(shape->text, shape->key);

	example.name = shape->text;
	assert_true(arena_try(preparing.arena, read_in_one, &preparing));
	if (compare_at(&line, 1) != shape->joins)
		fail_msg("%s: a stretch at '%s' should%s be of use", shape->text, shape->key,
			 shape->joins ? "" : " not");
	compare_anywhere(1);
	arena_free(preparing.arena);
}

static void shapes_that_join_and_others(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		try_shape(&shapes[i]);
}

/* A section of mappings this deep, in which a stretch starts half way. */
static void nest(char *text, unsigned deep)
{
	char *at = text + sprintf(text, "a:\n  b: 1\n  c: 2\n  d: ");
	for (unsigned i = 0; i < deep; i++)
		at += sprintf(at, "[");
	at += sprintf(at, "1");
	for (unsigned i = 0; i < deep; i++)
		at += sprintf(at, "]");
	sprintf(at, "\n");
}

static void as_deep_as_in_one(void **unused)
{
	static char text[512];
	(void)unused;

	for (unsigned deep = 61; deep < 64; deep++) {
		nest(text, deep);
		try_shape(&(struct shape){text, "c:", deep <= 62});
	}
}

/* ---- Threads that come late ------------------------------------------------------------- */

struct meeting {
	struct arena *arena;
	struct stretch first, next;
	bool same;
};

static void read_first(void *subject)
{
	struct meeting *meeting = subject;
	struct tree tree = {0};
	struct syntax_fault fault = {0};

	assert_true(events_read_stretch(meeting->arena, &example.scanned, &meeting->first, &tree, &fault));
	meeting->same = same_trees(&tree, &example.tree);
}

/* What becomes of the second stretch's state when the first comes to it; whether
 * the first ended there, or read all of the file. */
static enum stretch_state meet(enum stretch_state before, bool *ends)
{
	static const char text[] = "a:\n  b: 1\n  c: 2\n";
	struct preparing preparing = {arena_new(), text, sizeof text - 1};
	struct meeting meeting = {.arena = preparing.arena, .next = {.line = 10, .key = 12, .state = before}};

	meeting.first.next = meeting.first.following = &meeting.next;
	assert_true(arena_try(preparing.arena, read_in_one, &preparing));
	assert_true(arena_try(preparing.arena, read_first, &meeting));
	assert_int_not_equal(meeting.first.met, meeting.same);
	*ends = meeting.first.met;
	arena_free(preparing.arena);
	return atomic_load(&meeting.next.state);
}

static void one_that_no_thread_has_begun_with_is_read_through(void **unused)
{
	bool ends;
	(void)unused;

	assert_int_equal(meet(STRETCH_READ, &ends), STRETCH_READ);
	assert_true(ends);
	assert_int_equal(meet(STRETCH_WAITS, &ends), STRETCH_LEFT);
	assert_false(ends);
	assert_int_equal(meet(STRETCH_USELESS, &ends), STRETCH_USELESS);
	assert_false(ends);
	assert_int_equal(meet(STRETCH_LEFT, &ends), STRETCH_LEFT);
	assert_false(ends);
}

/* How many threads were started: pthread_create() of the library is this one. */
static uint32_t threads_wanted, threads_started;

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *subject);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *subject);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *subject)
{
	threads_started++;
	return __real_pthread_create(thread, how, work, subject);
}

static void read_as_loaded(void *subject)
{
	struct reading *reading = subject;
	struct tree tree = {0};
	struct syntax_fault fault = {0};

	assert_true(stretches_read(reading->arena, &example.scanned, threads_wanted, &tree, &fault));
	assert_true(same_trees(&tree, &example.tree));
}

/* A shipped pathway, so many times; gives how many threads were started. */
static uint32_t read_stroke(uint32_t threads, uint32_t times)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/stroke.yaml", folder);
	struct text text = text_read(path);
	struct preparing preparing = {arena_new(), text.at, (uint32_t)text.length};
	assert_true(arena_try(preparing.arena, read_in_one, &preparing) && example.fine);
	threads_wanted = threads;
	threads_started = 0;
	for (uint32_t i = 0; i < times; i++) {
		struct reading reading = {.arena = arena_new()};
		assert_true(arena_try(reading.arena, read_as_loaded, &reading));
		arena_free(reading.arena);
	}
	arena_free(preparing.arena);
	free(text.at);
	return threads_started;
}

/* Each time the threads begin when they can. */
static void many_times(void **unused)
{
	(void)unused;
	read_stroke(0, 200);
}

/* One of them is the caller's. */
static void no_more_threads_than_wanted(void **unused)
{
	(void)unused;
	assert_int_equal(read_stroke(1, 1), 0);
	assert_int_equal(read_stroke(2, 1), 1);
}

/* ---- Where a large file is divided ------------------------------------------------------ */

static void a_large_file(void **unused)
{
	struct text text = text_new();
	char step[200];
	(void)unused;

	text_keep(&text, "steps:\n", 7);
	for (int i = 0; text.length < 700000; i++) {
		int length = snprintf(step, sizeof step,
				      "  s%d: # £\n    team: x\n    asks: [a, \"\\x41\"]\n    next:\n"
				      "      - { to: s%d, wait: 3d }\n",
				      i, i + 1);
		text_keep(&text, step, (size_t)length);
	}
	struct preparing preparing = {arena_new(), text.at, (uint32_t)text.length};
	struct reading reading = {.arena = arena_new()};
	assert_true(arena_try(preparing.arena, read_in_one, &preparing));
	assert_true(example.fine && arena_try(reading.arena, read_as_loaded, &reading));
	arena_free(reading.arena);
	arena_free(preparing.arena);
	free(text.at);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shipped_pathways),  cmocka_unit_test(files_with_a_fault),
	    cmocka_unit_test(damaged_files),     cmocka_unit_test(shapes_that_join_and_others),
	    cmocka_unit_test(as_deep_as_in_one), cmocka_unit_test(one_that_no_thread_has_begun_with_is_read_through),
	    cmocka_unit_test(many_times),        cmocka_unit_test(no_more_threads_than_wanted),
	    cmocka_unit_test(a_large_file),
	};

	folder = count > 1 ? arguments[1] : "pathways";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
