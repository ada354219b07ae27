/* Walks many people through a pathway, and beside that draws the same random
 * numbers in a plain loop that does nothing else.
 *
 *     sample FILE PEOPLE THREADS PAIRS
 *
 * THREADS is 1, or 0 for one on each core. The plain loop knows beforehand how
 * often each step is visited and each arrow taken (the exact figures say so),
 * and draws as many numbers with the same functions, from as many durations. */
#include "analyse/draw.h"
#include "analyse/spell.h"
#include "carepath/analysis.h"
#include "carepath/load.h"
#include "clock.h"
#include "median.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAIRS_MOST = 99, THREADS_MOST = 64 };

/* One place of the pathway where numbers are drawn, and how often. */
struct item {
	uint64_t place, times;
	bool own;                /* numbers are drawn here; else one of those drawn elsewhere is used */
	bool choice;             /* a way is chosen */
	struct spell lengths[2]; /* of time, drawn here */
};

struct plain {
	struct item *items;
	uint32_t count;
};

/* The plain loop's part of one thread. */
struct portion {
	const struct plain *plain;
	uint32_t number, of;
	double sum;
	pthread_t thread;
};

/* ---- What there is to draw ------------------------------------------------------------ */

static void add_item(struct plain *plain, struct item item, double times)
{
	item.times = (uint64_t)llround(times);
	if (item.times > 0 && (item.choice || spell_drawn(&item.lengths[0]) || spell_drawn(&item.lengths[1])))
		plain->items[plain->count++] = item;
}

static void add_step(struct plain *plain, const struct step *step, double visits)
{
	bool one_way = step->arrow_count == 1 && step->rest <= 0;
	add_item(plain,
		 (struct item){.place = draw_place(step->id, "", ""),
			       .own = true,
			       .choice = step->next == NEXT_WAYS && !one_way,
			       .lengths = {spell_of(step_lasts(step)), spell_of(&(struct duration){0})}},
		 visits);
}

/* A branch that not everyone needs draws whether it is needed, too. The wait on
 * one of several ways is drawn with the step. */
static void add_arrow(struct plain *plain, const struct pathway *pathway, const struct arrow *arrow, double visits)
{
	struct spell wait = spell_of(&arrow->wait), planned = spell_of(&arrow->planned);
	uint64_t place =
	    draw_place(pathway->steps[arrow->from].id, arrow->to == NONE ? "" : pathway->steps[arrow->to].id,
		       arrow->outcome == NONE ? "" : pathway->outcomes[arrow->outcome]);
	bool choice = arrow->role == ARROW_BRANCH && arrow->share < 1;
	bool own = arrow->role != ARROW_WAY || spell_drawn(&planned);
	struct item item = {.place = place, .own = own, .choice = choice, .lengths = {wait, planned}};
	add_item(plain, item, visits * arrow->share);
	item.lengths[0] = item.lengths[1] = spell_of(&(struct duration){0});
	add_item(plain, item, visits * (1 - arrow->share));
}

static bool plain_new(struct plain *plain, const struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	const double *visits = analysis->figures.visits, people = (double)analysis->sampled_people;
	plain->items = calloc(1 + pathway->step_count + 2 * (size_t)pathway->arrow_count, sizeof *plain->items);
	if (!plain->items)
		return false;
	if (pathway->start_count > 1)
		add_item(plain,
			 (struct item){.own = true,
				       .choice = true,
				       .lengths = {spell_of(&(struct duration){0}), spell_of(&(struct duration){0})}},
			 people);
	for (uint32_t s = 0; s < pathway->step_count; s++)
		add_step(plain, &pathway->steps[s], visits[s] * people);
	for (uint32_t a = 0; a < pathway->arrow_count; a++)
		add_arrow(plain, pathway, &pathway->arrows[a], visits[pathway->arrows[a].from] * people);
	return true;
}

/* ---- The plain loop ------------------------------------------------------------------- */

static double draw_item(const struct item *item, uint64_t from, uint64_t end)
{
	double sum = 0;
	for (uint64_t i = from; i < end; i++) {
		struct draw draw = {{{i << 20, i << 40 | i}}};
		if (item->own)
			draw = draw_at(1, (uint32_t)i, item->place, 1);
		if (item->choice)
			sum += draw_choice(&draw);
		sum += spell_length(&item->lengths[0], draw_first(&draw));
		sum += spell_length(&item->lengths[1], draw_second(&draw));
	}
	return sum;
}

static void *draw_portion(void *subject)
{
	struct portion *portion = subject;
	for (uint32_t i = 0; i < portion->plain->count; i++) {
		const struct item *item = &portion->plain->items[i];
		portion->sum += draw_item(item, item->times * portion->number / portion->of,
					  item->times * (portion->number + 1) / portion->of);
	}
	return NULL;
}

/* The sum is asked for so that no drawing can be left out. */
static double draw_all(const struct plain *plain, uint32_t threads)
{
	struct portion portions[THREADS_MOST] = {0};
	double sum = 0;
	for (uint32_t i = 0; i < threads; i++) {
		portions[i] = (struct portion){.plain = plain, .number = i, .of = threads};
		if (i > 0 && pthread_create(&portions[i].thread, NULL, draw_portion, &portions[i]) != 0)
			exit(3);
	}
	draw_portion(&portions[0]);
	for (uint32_t i = 0; i < threads; i++) {
		if (i > 0)
			pthread_join(portions[i].thread, NULL);
		sum += portions[i].sum;
	}
	return sum;
}

/* ---- Measuring ------------------------------------------------------------------------ */

static double seconds(uint32_t threads)
{
	return threads == 1 ? clock_busy() : clock_passed();
}

static struct analysis *analyse(const struct pathway *pathway, const struct analysis_options *options, double *time)
{
	double start = seconds(options->threads);
	struct analysis *analysis = analysis_new(pathway, options, NULL);
	*time = seconds(options->threads) - start;
	if (!analysis)
		exit(3);
	return analysis;
}

/* The time of the sampling alone: with it, less without it. */
static double walk_people(const struct pathway *pathway, struct analysis_options options)
{
	double with, without;
	analysis_free(analyse(pathway, &options, &with));
	options.exact_only = true;
	analysis_free(analyse(pathway, &options, &without));
	return with - without;
}

static uint32_t cores(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count < 1 ? 1 : count > THREADS_MOST ? THREADS_MOST : (uint32_t)count;
}

static int compare(const struct pathway *pathway, struct analysis_options options, uint32_t pairs)
{
	double walking[PAIRS_MOST], drawing[PAIRS_MOST], ratios[PAIRS_MOST], sum = 0, first;
	struct plain plain = {0};
	struct analysis *analysis = analyse(pathway, &options, &first);
	double people = (double)analysis->sampled_people;
	if (!plain_new(&plain, analysis))
		return 3;
	for (uint32_t i = 0; i < pairs; i++) {
		walking[i] = walk_people(pathway, options);
		double start = seconds(options.threads);
		sum += draw_all(&plain, options.threads ? options.threads : cores());
		drawing[i] = seconds(options.threads) - start;
		ratios[i] = walking[i] / drawing[i];
	}
	printf(
	    "{\"ratio\": %.9f, \"people_a_second\": %.9g, \"drawn_a_second\": %.9g, \"people\": %.0f, \"sum\": %g}\n",
	    median(ratios, pairs), people / median(walking, pairs), people / median(drawing, pairs), people, sum);
	analysis_free(analysis);
	free(plain.items);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fprintf(stderr, "usage: sample FILE PEOPLE THREADS PAIRS\n");
		return 2;
	}
	struct analysis_options options = {.people = strtoull(argv[2], NULL, 10), .seed = 1};
	options.threads = (uint32_t)strtoul(argv[3], NULL, 10);
	uint32_t pairs = (uint32_t)strtoul(argv[4], NULL, 10);
	struct document *document = document_read(argv[1]);
	if (!document || !document->pathway || pairs < 1 || pairs > PAIRS_MOST || options.threads > THREADS_MOST) {
		fprintf(stderr, "sample: cannot do that with %s\n", argv[1]);
		document_free(document);
		return 2;
	}
	int code = compare(document->pathway, options, pairs);
	document_free(document);
	return code;
}
