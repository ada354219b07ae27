/* Loads a pathway, and measures it without the sampling.
 *
 *     exact FILE load      the time of loading, and nothing done afterwards
 *     exact FILE measure   the time of measuring
 *
 * The largest memory of the process is said, too; that of loading is that of a
 * process that only loads. */
#include "carepath/analysis.h"
#include "carepath/load.h"
#include "clock.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void show_errors(struct document *document)
{
	static struct writer writer;
	int standard_error = STDERR_FILENO;
	writer_init(&writer, writer_send_to_file, &standard_error);
	diagnostics_print(&document->diagnostics, &document->source, &writer);
	writer_finish(&writer);
}

static double largest_memory(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss * 1024;
}

static void print(double seconds, const struct document *document, uint32_t findings)
{
	printf("{\"passed\": %.9f, \"memory\": %.0f, \"bytes\": %u, \"steps\": %u, \"arrows\": %u, \"warnings\": %u, "
	       "\"findings\": %u}\n",
	       seconds, largest_memory(), document->source.length, document->pathway->step_count,
	       document->pathway->arrow_count, document->diagnostics.warnings, findings);
}

static int measure(struct document *document)
{
	const struct analysis_options options = {.seed = 1, .exact_only = true};
	double passed = clock_passed();
	struct analysis *analysis = analysis_new(document->pathway, &options, &document->diagnostics);
	passed = clock_passed() - passed;
	if (!analysis) {
		show_errors(document);
		return 1;
	}
	print(passed, document, analysis->finding_count);
	analysis_free(analysis);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 3 || (strcmp(argv[2], "load") != 0 && strcmp(argv[2], "measure") != 0)) {
		fprintf(stderr, "usage: exact FILE load|measure\n");
		return 2;
	}
	/* All cores may be at work: what counts is how long one waits. */
	double passed = clock_passed();
	struct document *document = document_read(argv[1]);
	passed = clock_passed() - passed;
	if (!document)
		return 3;
	int code = 0;
	if (!document->pathway) {
		show_errors(document);
		code = 2;
	} else if (strcmp(argv[2], "load") == 0) {
		print(passed, document, 0);
	} else {
		code = measure(document);
	}
	document_free(document);
	return code;
}
