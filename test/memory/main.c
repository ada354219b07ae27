/* Every allocation of the library fails once, in turn, on a real pathway: it is
 * read, measured, walked, drawn and reported each time until memory suffices. What is
 * looked for is no crash, no leak (the sanitizers see both) and an answer
 * that says so. Some lines are read as a large file is, too: in threads.
 *
 * malloc, calloc and realloc of the library are the ones below (--wrap); so is
 * pthread_create, which takes memory too. */
#include "carepath/edit.h"
#include "carepath/export.h"
#include "carepath/load.h"
#include "carepath/unsaved.h"
#include "load/stretches.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *subject);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *subject);

/* Counts down; the allocation at zero fails, and so do all after it when
 * `forever`. Threads take from the same count. */
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static long left = -1;
static bool forever, failed;

static bool fails(void)
{
	pthread_mutex_lock(&guard);
	bool now = left == 0 || (forever && failed);
	if (left >= 0)
		left--;
	failed |= now;
	pthread_mutex_unlock(&guard);
	return now;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *subject)
{
	return fails() ? EAGAIN : __real_pthread_create(thread, how, work, subject);
}

static bool throw_away(void *target, const char *bytes, size_t length)
{
	(void)bytes;
	*(size_t *)target += length;
	return true;
}

typedef bool report(struct writer *, const struct analysis *const *, uint32_t, const struct report_options *);

/* The map, and what it is as text. */
static bool draw(const struct analysis *analysis)
{
	struct writer writer;
	size_t length = 0;
	struct map *map = map_new(analysis, NULL);
	if (!map)
		return false;
	writer_init(&writer, throw_away, &length);
	bool whole = map_write_text(&writer, map, analysis->pathway, 100);
	map_free(map);
	return writer_finish(&writer) && whole && length > 0;
}

/* All that can be said of it; false when memory ran out. */
static bool say_all(struct analysis *analysis, const struct walked_journey *walked)
{
	static report *const reports[] = {report_write_text, report_write_html, report_write_json, report_write_csv,
					  report_write_measures_csv};
	const struct analysis *const files[] = {analysis};
	const struct report_options options = {.kind = KIND_COUNT};
	size_t length = 0;
	bool whole = true;
	struct writer writer;
	writer_init(&writer, throw_away, &length);
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
		whole &= reports[i](&writer, files, 1, &options);
	whole &= walk_write(&writer, analysis, walked, 100);
	whole &= draw(analysis);
	return writer_finish(&writer) && whole && length > 0;
}

/* Beside itself. */
static bool say_comparison(const struct analysis *analysis)
{
	size_t length = 0;
	struct writer writer;
	struct comparison *comparison = comparison_new(analysis, analysis);
	writer_init(&writer, throw_away, &length);
	bool whole = comparison && comparison_write_text(&writer, comparison, 100) &&
		     comparison_write_json(&writer, comparison, 100) && comparison_write_html(&writer, comparison, 100);
	comparison_free(comparison);
	return writer_finish(&writer) && whole && length > 0;
}

/* Where changes are kept: a folder of this process. */
static char pathway_file[64], journal_file[64];

struct finding_again {
	struct arena *arena;
	const struct journal *journal;
	const struct source *source;
	struct unsaved unsaved;
};

static void find_again(void *subject)
{
	struct finding_again *finding = subject;
	finding->unsaved =
	    journal_unsaved(finding->arena, finding->journal, finding->source->text, finding->source->length);
}

/* What was changed is found in the journal and made again: then it is what
 * there was. */
static bool recover(const struct source *source, const struct draft *draft)
{
	char says[JOURNAL_SAYS];
	uint32_t length, found_length;
	struct draft *found = NULL;
	struct finding_again finding = {arena_new(), journal_read(pathway_file, says), source, {NULL, 0}};
	if (finding.journal && finding.arena && arena_try(finding.arena, find_again, &finding) &&
	    finding.unsaved.count == 1)
		found = unsaved_apply(&finding.unsaved.at[0], "x", source->text, source->length, says);
	bool done = found != NULL;
	if (done && strcmp(draft_text(found, &found_length), draft_text(draft, &length)) != 0)
		abort();
	draft_free(found);
	journal_free((struct journal *)finding.journal);
	arena_free(finding.arena);
	return done;
}

/* What cannot be kept is told. */
static bool keep(const struct source *source, struct draft *draft)
{
	char says[JOURNAL_SAYS];
	unlink(journal_file);
	struct journal *journal = journal_read(pathway_file, says);
	bool kept = journal && draft_keep(draft, journal, says);
	if (journal && !kept && *says == '\0')
		abort();
	journal_free(journal);
	return kept && recover(source, draft);
}

/* An edit that cannot be done leaves the text as it was. */
static bool change(const struct document *document)
{
	const struct edit_place first = {document->pathway->steps[0].id, NONE};
	const struct source *source = &document->source;
	struct draft *draft = draft_new("x", source->text, source->length);
	char says[EDIT_SAYS];
	uint32_t length = 0;
	if (!draft)
		return false;
	struct document *noted = edit_set(draft, first, "note", "a: b", says);
	struct document *added = edit_add_step(draft, first.step, (struct new_step){"New", NULL}, says);
	struct document *started = edit_start_from(draft, "x", says);
	bool whole = keep(source, draft) && noted && added && started;
	while (draft_undo(draft))
		;
	const char *text = draft_text(draft, &length);
	if (length != source->length || memcmp(text, source->text, length) != 0)
		abort();
	document_free(noted);
	document_free(added);
	document_free(started);
	draft_free(draft);
	return whole;
}

static bool use(const char *file)
{
	bool whole = false;
	struct document *document = document_read(file);
	struct analysis *analysis = NULL;
	struct analysis_options options = {.people = 500, .seed = 1, .threads = 2, .spread = true};
	if (document && document->pathway)
		analysis = analysis_new(document->pathway, &options, &document->diagnostics);
	if (analysis) {
		const struct walked_journey *walked = analysis_walk_likeliest(analysis);
		whole = walked && say_all(analysis, walked) && say_comparison(analysis) && change(document);
	}
	analysis_free(analysis);
	document_free(document);
	return whole;
}

/* As a large file is: by three threads. */
struct reading {
	struct arena *arena;
	bool whole;
};

static void read_stretches(void *subject)
{
	static const char text[] = "a:\n  b: 1\n  c: [\"\\x41\", \"\\x42\"]\n"
				   "  d: { says: x }\n  e: 1\nf:\n  g: \"\\x43\"\n  h: !x 1\n";
	struct reading *reading = subject;
	const struct scanned scanned = {.text = text, .length = sizeof text - 1};
	const uint32_t lines[] = {(uint32_t)(strstr(text, "  c:") - text), (uint32_t)(strstr(text, "  h:") - text)};
	uint32_t count = 2;
	struct tree tree;
	struct syntax_fault fault = {0};
	reading->whole = stretches_read_at(reading->arena, &scanned, lines, &count, &tree, &fault) && count == 2 &&
			 tree.decoded.count == 3 && tree.voices.count == 1 && tree.odd.count == 1;
}

static bool use_stretches(const char *file)
{
	struct reading reading = {arena_new(), false};
	(void)file;
	bool whole = reading.arena && arena_try(reading.arena, read_stretches, &reading) && reading.whole;
	arena_free(reading.arena);
	return whole;
}

/* Until the work is done without the failure being met. */
static bool fail_each(bool (*work)(const char *file), const char *file, bool all_after, long *allocations)
{
	for (long n = 0;; n++) {
		left = n;
		forever = all_after;
		failed = false;
		bool whole = work(file);
		bool met = failed;
		left = -1;
		failed = false;
		*allocations = n;
		if (!met)
			return whole;
		if (whole && all_after)
			return false;
	}
}

int main(int count, char **files)
{
	int number = 0, wrong = 0;
	char folder[40];
	/* In memory where that can be: each line is put on the disk. */
	snprintf(folder, sizeof folder, "%s/carepath-memory-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(folder))
		return 1;
	snprintf(pathway_file, sizeof pathway_file, "%s/x.yaml", folder);
	snprintf(journal_file, sizeof journal_file, "%s/x.journal.yaml", folder);
	printf("1..%d\n", 2 * count);
	for (int i = 0; i < count; i++)
		for (int all_after = 0; all_after < 2; all_after++) {
			long allocations;
			const char *what = i == 0 ? "stretches of a file" : files[i];
			bool fine = fail_each(i == 0 ? use_stretches : use, files[i], all_after, &allocations);
			printf("%sok %d - %s: each of %ld allocations failed%s\n", fine ? "" : "not ", ++number, what,
			       allocations, all_after ? ", and all after it" : "");
			wrong += !fine;
		}
	unlink(journal_file);
	rmdir(folder);
	return wrong > 0;
}
