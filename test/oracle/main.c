/* An independent check of every figure: random pathways are measured by the
 * library, and walked by people who count what happens to them.
 *
 *   oracle [--pathways N] [--people N] [--seed S] [--threads N]
 *   oracle --show SEED      writes that pathway
 *   oracle --file FILE      checks one written by hand
 *
 * TAP on standard output, a line a batch; what is out is said with the
 * pathway's seed, both figures and how many standard errors lie between. */
#include "carepath/load.h"
#include "compare.h"
#include "generate.h"
#include "invariants.h"

#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 25, AGAIN = 20, BATCHES_MOST = 4000 };

struct run {
	uint64_t pathways, people, seed, threads;
	atomic_uint next_batch, compared;
	char *says[BATCHES_MOST];
	uint32_t out[BATCHES_MOST];
};

/* One look at a pathway: what is out is written to `says`. */
static uint32_t look(const struct pathway *pathway, const struct map *map, uint64_t people, uint64_t seed, FILE *says,
		     atomic_uint *compared)
{
	struct analysis_options options = {.people = people, .seed = seed, .threads = 1};
	struct analysis *analysis = analysis_new(pathway, &options, NULL);
	struct comparison comparison;
	if (!analysis)
		abort();
	struct walked *walked = walk_people(map, people, seed * 31 + 7);
	compare(&comparison, analysis, walked, says);
	atomic_fetch_add(compared, comparison.compared);
	walked_free(walked);
	analysis_free(analysis);
	return comparison.out;
}

/* Many figures are compared, so some are out by chance: one that is, is looked
 * at again by more people and with other random numbers. */
static uint32_t look_twice(const struct pathway *pathway, const struct run *run, uint64_t seed, FILE *says,
			   atomic_uint *compared)
{
	struct map *map = map_new(pathway);
	char *first = NULL;
	size_t length;
	FILE *aside = open_memstream(&first, &length);
	if (!map || !aside)
		abort();
	uint32_t out = look(pathway, map, run->people, seed + 1, aside, compared);
	fclose(aside);
	free(first);
	if (out)
		out = look(pathway, map, run->people * AGAIN, seed + 1000003, says, compared);
	map_free(map);
	return out;
}

struct worse {
	struct document *document;
	struct pathway *pathway;
};

static void make_worse(void *subject)
{
	struct worse *worse = subject;
	worse->pathway = pathway_under(worse->document->arena, worse->document->pathway, 0);
}

/* Where there is a scenario, the pathway under it is looked at. */
static const struct pathway *pathway_to_check(struct document *document)
{
	struct worse worse = {document, document->pathway};
	if (document->pathway->scenario_count && !arena_try(document->arena, make_worse, &worse))
		abort();
	return worse.pathway;
}

static uint32_t check_invariants(const struct pathway *pathway, uint64_t seed, bool generated, FILE *says)
{
	struct analysis_options options = {.exact_only = true, .threads = 1};
	struct analysis *exact = analysis_new(pathway, &options, NULL);
	uint32_t out = 0;
	if (!exact)
		abort();
	if (generated)
		out += invariants_forms(exact, seed, says);
	analysis_free(exact);
	options = (struct analysis_options){.people = 200, .threads = 1};
	struct analysis *sampled = analysis_new(pathway, &options, NULL);
	if (!sampled)
		abort();
	out += invariants_sums(sampled, says);
	analysis_free(sampled);
	/* Threads cost time to start; a part of the pathways is enough. */
	if (seed % 5 == 0)
		out += invariants_threads(pathway, seed, says);
	return out;
}

static void say_diagnostics(struct document *document, FILE *says)
{
	for (uint32_t i = 0; i < document->diagnostics.list.count; i++) {
		const struct diagnostic *diagnostic = &document->diagnostics.list.at[i];
		if (diagnostic->severity == SEVERITY_ERROR)
			fprintf(says, "#   line %u: %s\n",
				source_position(&document->source, diagnostic->span.start).line, diagnostic->message);
	}
}

static uint32_t check_text(const char *text, const struct run *run, uint64_t seed, bool generated, FILE *says,
			   atomic_uint *compared)
{
	struct document *document = document_from_text("oracle.yaml", text, strlen(text));
	uint32_t out = 1;
	if (!document)
		abort();
	if (document->pathway)
		out = look_twice(pathway_to_check(document), run, seed, says, compared) +
		      check_invariants(document->pathway, seed, generated, says);
	else
		say_diagnostics(document, says);
	document_free(document);
	return out;
}

static void check_seed(struct run *run, uint64_t seed, uint32_t batch, FILE *says)
{
	char *text = generate_pathway(seed, GENERATE_PLAIN);
	char *about = NULL;
	size_t length;
	FILE *aside = open_memstream(&about, &length);
	if (!aside)
		abort();
	uint32_t out = check_text(text, run, seed, true, aside, &run->compared);
	fclose(aside);
	if (out)
		fprintf(says, "# pathway %llu: %u out\n%s", (unsigned long long)seed, out, about);
	run->out[batch] += out > 0;
	free(about);
	free(text);
}

static uint32_t batch_count(const struct run *run)
{
	return (uint32_t)((run->pathways + BATCH - 1) / BATCH);
}

static void *work(void *subject)
{
	struct run *run = subject;
	uint32_t batch;
	while ((batch = atomic_fetch_add(&run->next_batch, 1)) < batch_count(run)) {
		size_t length;
		FILE *says = open_memstream(&run->says[batch], &length);
		if (!says)
			abort();
		for (uint64_t i = batch * (uint64_t)BATCH; i < (batch + 1) * (uint64_t)BATCH && i < run->pathways; i++)
			check_seed(run, run->seed + i, batch, says);
		fclose(says);
	}
	return NULL;
}

static int check_all(struct run *run)
{
	pthread_t threads[64];
	uint32_t failed = 0;
	for (uint64_t i = 0; i < run->threads; i++)
		if (pthread_create(&threads[i], NULL, work, run))
			abort();
	for (uint64_t i = 0; i < run->threads; i++)
		pthread_join(threads[i], NULL);
	printf("1..%u\n", batch_count(run));
	for (uint32_t batch = 0; batch < batch_count(run); batch++) {
		printf("%s%sok %u - pathways from seed %llu\n", run->says[batch], run->out[batch] ? "not " : "",
		       batch + 1, (unsigned long long)(run->seed + batch * (uint64_t)BATCH));
		failed += run->out[batch];
		free(run->says[batch]);
	}
	printf("# %u figures compared, %u pathways out\n", atomic_load(&run->compared), failed);
	return failed > 0;
}

static int show(uint64_t seed)
{
	char *text = generate_pathway(seed, GENERATE_PLAIN);
	fputs(text, stdout);
	free(text);
	return 0;
}

static int check_file(const char *name, struct run *run)
{
	struct document *document = document_read(name);
	if (!document)
		abort();
	uint32_t out =
	    document->pathway ? check_text(document->source.text, run, run->seed, false, stdout, &run->compared) : 1;
	if (!document->pathway)
		say_diagnostics(document, stdout);
	printf("%sok 1 - %s\n1..1\n", out ? "not " : "", name);
	document_free(document);
	return out > 0;
}

int main(int argument_count, char **arguments)
{
	static const struct option options[] = {
	    {"pathways", required_argument, NULL, 'n'},
	    {"people", required_argument, NULL, 'p'},
	    {"seed", required_argument, NULL, 's'},
	    {"threads", required_argument, NULL, 't'},
	    {"show", required_argument, NULL, 'w'},
	    {"file", required_argument, NULL, 'f'},
	    {0},
	};
	struct run *run = calloc(1, sizeof *run);
	if (!run)
		abort();
	run->pathways = 500;
	run->people = 10000;
	run->seed = 1;
	run->threads = 1;
	int status = -1, option;
	while (status < 0 && (option = getopt_long(argument_count, arguments, "", options, NULL)) >= 0) {
		uint64_t number = strtoull(optarg ? optarg : "0", NULL, 10);
		uint64_t *const numbers[] = {
		    ['n'] = &run->pathways, ['p'] = &run->people, ['s'] = &run->seed, ['t'] = &run->threads};
		if (option == '?')
			status = 2;
		else if (option == 'w')
			status = show(number);
		else if (option == 'f')
			status = check_file(optarg, run);
		else
			*numbers[option] = number;
	}
	if (status < 0 && (run->pathways > (uint64_t)BATCH * BATCHES_MOST || run->threads < 1 || run->threads > 64))
		status = 2;
	if (status < 0)
		status = check_all(run);
	free(run);
	return status;
}
