#include "words.h"

#include <math.h>

enum { HOUR = 60, DAY = 24 * HOUR, WEEK = 7 * DAY };

void write_length(FILE *out, struct random *random, int minutes)
{
	if (minutes % DAY == 0 && minutes > 0)
		fprintf(out, random_chance(random, 0.5) ? "%dd" : "%d days", minutes / DAY);
	else if (minutes > DAY && random_chance(random, 0.5))
		fprintf(out, "%dd %dmin", minutes / DAY, minutes % DAY);
	else if (minutes > HOUR && random_chance(random, 0.5))
		fprintf(out, "%dh %d minutes", minutes / HOUR, minutes % HOUR);
	else
		fprintf(out, "%dmin", minutes);
}

/* Somewhere about `minutes`, never nothing. */
static int about(struct random *random, int minutes)
{
	return random_between(random, minutes / 2 + 1, minutes * 3 / 2 + 2);
}

static void write_constant(FILE *out, struct random *random, int minutes)
{
	if (random_chance(random, 0.1))
		fprintf(out, minutes > 2 * DAY ? "%d workdays" : "%dh", random_between(random, 1, 3));
	else if (random_chance(random, 0.05))
		fprintf(out, "0");
	else
		write_length(out, random, about(random, minutes));
}

static void write_uniform(FILE *out, struct random *random, int minutes)
{
	int least = random_chance(random, 0.2) ? 0 : random_between(random, 1, minutes);
	write_length(out, random, least);
	fprintf(out, "..");
	write_length(out, random, least + about(random, minutes));
}

static void write_triangular(FILE *out, struct random *random, int minutes)
{
	int least = random_between(random, 0, minutes / 2);
	int likely = least + (random_chance(random, 0.2) ? 0 : random_between(random, 0, minutes));
	int most = likely == least || random_chance(random, 0.8) ? likely + about(random, minutes) : likely;
	write_length(out, random, least);
	fprintf(out, "..");
	write_length(out, random, likely);
	fprintf(out, "..");
	write_length(out, random, most);
}

static void write_exponential(FILE *out, struct random *random, int minutes)
{
	fprintf(out, "mean ");
	write_length(out, random, about(random, minutes));
}

/* Not too wide: the walker's own standard error must be one that can be
 * believed from a few thousand people. */
static void write_log_normal(FILE *out, struct random *random, int minutes)
{
	static const struct {
		const char *low, *high;
		double between; /* standard deviations from low to high */
	} pairs[] = {
	    {"median", "p90", 1.2816}, {"p50", "p75", 0.6745}, {"p25", "p80", 1.5161},
	    {"p52", "p90", 1.2314},    {"p60", "p88", 0.9216}, {"p10", "p99", 3.6079},
	};
	int pair = random_between(random, 0, COUNT_OF(pairs) - 1);
	double width = 0.25 + 0.6 * random_unit(random);
	int low = about(random, minutes) / 2 + 10;
	int high = (int)(low * exp(width * pairs[pair].between)) + 1;
	fprintf(out, "%s ", pairs[pair].low);
	write_length(out, random, low);
	fprintf(out, " %s ", pairs[pair].high);
	write_length(out, random, high);
	if (random_chance(random, 0.3)) {
		fprintf(out, " max ");
		write_length(out, random, high + random_between(random, 1, high / 3 + 1));
	}
}

void write_duration(FILE *out, struct random *random, int minutes)
{
	static void (*const kinds[])(FILE *, struct random *, int) = {
	    write_constant, write_uniform, write_triangular, write_exponential, write_log_normal,
	};
	ANY_OF(random, kinds)(out, random, minutes);
}

void write_target(FILE *out, struct random *random, int minutes)
{
	int kind = random_between(random, 0, 2);
	if (kind == 1)
		fprintf(out, "%d%% within ", random_between(random, 50, 99));
	else if (kind == 2)
		fprintf(out, "mean ");
	write_length(out, random, about(random, minutes));
}

struct choice choose_words(struct random *random, const char *const *words, int word_count, int least, int most)
{
	return (struct choice){words, word_count, random_between(random, 0, word_count - 1),
			       random_between(random, least, most)};
}

const char *choice_any(struct random *random, struct choice choice)
{
	return choice.words[(choice.first + random_between(random, 0, choice.count - 1)) % choice.word_count];
}

void write_choice(FILE *out, struct choice choice)
{
	fprintf(out, choice.count == 1 ? "" : "[");
	for (int i = 0; i < choice.count; i++)
		fprintf(out, "%s%s", i ? ", " : "", choice.words[(choice.first + i) % choice.word_count]);
	fprintf(out, choice.count == 1 ? "" : "]");
}
