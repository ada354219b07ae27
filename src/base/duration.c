/* Durations as people write them. */
#include "carepath/duration.h"

#include "base/duration_unit.h"
#include "carepath/text.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST (200 * 365.25 * SECONDS_A_DAY)

#define UNITS_HELP   "use s, min, h, d, w, workdays, months or years"
#define EXAMPLE_HELP "for example 3d, 1d..10d, mean 3d, or median 3d p90 10d"
#define LENGTH_HELP  "for example 3d, or 1d 4h"
#define MEDIAN_HELP  "for example median 3d p90 10d"

/* A text that is being read. */
struct reader {
	struct arena *arena;
	const char *text, *at;
	bool minutes;                          /* `m` is expected to be minutes */
	bool one_length;                       /* nothing that is sometimes more and sometimes less */
	const struct duration_unit *last_unit; /* the first, largest unit of the length read last */
	struct duration_fault fault;
};

/* A stretch of the text for a message: not more than a line of it. */
static const char *quote(const struct reader *reader, const char *start, size_t length)
{
	enum { LETTERS = 60 };
	size_t end = 0, taken;

	for (unsigned letters = 0; end < length && letters < LETTERS; letters++, end += taken)
		text_decode(start + end, length - end, &taken);
	return text_format(reader->arena, "%.*s%s", (int)end, start, end < length ? "…" : "");
}

static const char *quote_all(const struct reader *reader)
{
	return quote(reader, reader->text, strlen(reader->text));
}

/* Always false. The message is led by the text. */
__attribute__((format(printf, 3, 4))) static bool fail(struct reader *reader, const char *help, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	const char *reason = text_format_list(reader->arena, format, list);
	va_end(list);
	reader->fault.message = text_format(reader->arena, "'%s': %s", quote_all(reader), reason);
	reader->fault.help = help;
	return false;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Blanks, also the no-break space that word processors write before a unit. */
static void skip_blanks(struct reader *reader)
{
	for (;;) {
		if (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n')
			reader->at++;
		else if (strncmp(reader->at, "\u00A0", 2) == 0)
			reader->at += 2;
		else
			return;
	}
}

static bool take_word(struct reader *reader, const char *word)
{
	if (!duration_is_word(reader->at, word))
		return false;
	reader->at += duration_word_length(reader->at);
	skip_blanks(reader);
	return true;
}

static bool at_percentile(const struct reader *reader)
{
	return duration_is_word(reader->at, "median") || (duration_is_word(reader->at, "p") && is_digit(reader->at[1]));
}

/* What people write between two lengths where `..` is meant. */
static bool at_range_mark(const struct reader *reader)
{
	static const char *const marks[] = {"-", "–", "—", "…"};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (strncmp(reader->at, marks[i], strlen(marks[i])) == 0)
			return true;
	return duration_is_word(reader->at, "to");
}

static bool fail_range_mark(struct reader *reader)
{
	return fail(reader, "for example 1d..10d", "between two lengths of time stand two dots, '..'");
}

static bool fail_not_a_length(struct reader *reader)
{
	static const char *const words[] = {"mean", "median"};
	const char *nearest = text_nearest(quote(reader, reader->at, duration_word_length(reader->at)), words, 2);
	const char *help = reader->one_length ? LENGTH_HELP : EXAMPLE_HELP;

	if (nearest && reader->one_length)
		return fail(reader, help, "one length of time is expected here");
	if (nearest)
		help = text_format(reader->arena, "did you mean '%s'?", nearest);
	return fail(reader, help, "this is not a length of time");
}

/* Of a range like `1..10d`: each number without a unit with that of another,
 * `1d..10d`. NULL where there is none, or the text is too long to repeat. */
static const char *with_units(const struct reader *reader)
{
	static const char numeric[] = "0123456789. ";
	const char *unit = reader->text + strspn(reader->text, numeric), *part = reader->text, *dots;
	int length = (int)duration_word_length(unit);
	const char *result = "write ";

	if (!length || strlen(reader->text) > 60 || !strstr(part, ".."))
		return NULL;
	for (;; part = dots + 2) {
		dots = strstr(part, "..");
		size_t size = dots ? (size_t)(dots - part) : strlen(part);
		bool bare = strspn(part, numeric) >= size;
		result = text_format(reader->arena, "%s%.*s%.*s%s", result, (int)size, part, bare ? length : 0, unit,
				     dots ? ".." : "");
		if (!dots)
			return result;
	}
}

static bool fail_no_unit(struct reader *reader, const char *number, size_t length)
{
	const char *shown = quote(reader, number, length), *help = with_units(reader);

	if (!help)
		help = text_format(reader->arena, "for example %s min, %s h or %s d; " UNITS_HELP, shown, shown, shown);
	if (strcmp(shown, reader->text) != 0)
		return fail(reader, help, "'%s' has no unit of time", shown);
	reader->fault.message = text_format(reader->arena, "'%s' has no unit of time", shown);
	reader->fault.help = help;
	return false;
}

/* Units that people write in two words. */
static const char *unit_of_two_words(const struct reader *reader)
{
	static const struct pair {
		const char *first, *second[2], *unit;
	} pairs[] = {{"working", {"day", "days"}, "workdays"},
		     {"business", {"day", "days"}, "workdays"},
		     {"calendar", {"day", "days"}, "days"}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct reader ahead = *reader;
		if (take_word(&ahead, pairs[i].first) &&
		    (duration_is_word(ahead.at, pairs[i].second[0]) || duration_is_word(ahead.at, pairs[i].second[1])))
			return pairs[i].unit;
	}
	return NULL;
}

/* `number` is what stands before the unit. */
static bool fail_unit(struct reader *reader, const char *number)
{
	size_t length = strcspn(reader->at, " \t\n.0123456789");
	const char *shown = quote(reader, reader->at, length), *nearest = duration_unit_nearest(shown);
	const char *help = UNITS_HELP, *unit = unit_of_two_words(reader);

	if (unit)
		help = text_format(reader->arena, "write '%.*s %s'", (int)strspn(number, ".0123456789"), number, unit);
	else if (nearest)
		help = text_format(reader->arena, "did you mean '%s'? Else " UNITS_HELP, nearest);
	return fail(reader, help, "'%s' is not a unit of time", shown);
}

/* `m` is minutes, though for a wait of weeks months may be meant; `M` is neither. */
static bool minutes_or_months(struct reader *reader)
{
	if (*reader->at == 'M')
		return fail(reader, "write min for minutes, or months",
			    "'M' is not a unit of time: minutes or months?");
	if (!reader->minutes && !reader->fault.warning) {
		reader->fault.warning =
		    text_format(reader->arena, "'%s': minutes or months? 'm' is read as minutes", quote_all(reader));
		reader->fault.help = "write min, or months";
	}
	return true;
}

static bool take_unit(struct reader *reader, const char *number, const struct duration_unit **unit)
{
	if (duration_is_word(reader->at, "m") && !minutes_or_months(reader))
		return false;
	*unit = duration_unit_at(reader->at);
	if (!*unit)
		return fail_unit(reader, number);
	reader->at += duration_word_length(reader->at);
	return true;
}

/* digits × 10^exponent, rounded once where both are exact in a double (Clinger
 * 1990), as they are up to 15 digits; else to within the last digit. */
static double scale(uint64_t digits, int exponent)
{
	if (digits < UINT64_C(1) << 53 && exponent >= -22 && exponent <= 0)
		return (double)digits / pow(10, -exponent);
	long double power = powl(10, abs(exponent));
	return (double)(exponent < 0 ? (long double)digits / power : (long double)digits * power);
}

/* Digits with a point inside at most, whatever the locale. Digits beyond the
 * 19th do not matter. */
static double take_number(struct reader *reader)
{
	uint64_t digits = 0;
	int exponent = 0;
	bool fraction = false;

	for (;; reader->at++) {
		if (*reader->at == '.' && !fraction && is_digit(reader->at[1])) {
			fraction = true;
			continue;
		}
		if (!is_digit(*reader->at))
			return scale(digits, exponent);
		bool fits = digits < UINT64_MAX / 10 - 1;
		if (fits)
			digits = digits * 10 + (uint64_t)(*reader->at - '0');
		exponent += fits ? -fraction : !fraction;
	}
}

/* A number and its unit, as in "4 h"; *unit is NULL for a 0 that has none. */
static bool read_part(struct reader *reader, double *value, const struct duration_unit **unit)
{
	const char *start = reader->at;

	*unit = NULL;
	if (*start == '-' && is_digit(start[1]))
		return fail(reader, NULL, "a length of time is never negative");
	if (!is_digit(*start))
		return fail_not_a_length(reader);
	*value = take_number(reader);
	size_t length = (size_t)(reader->at - start);
	if (*reader->at == ',')
		return fail(reader, "write a point, as in 1.5h", "a comma cannot stand in a number");
	skip_blanks(reader);
	if (at_range_mark(reader))
		return fail_range_mark(reader);
	bool bare = strchr(".0123456789", *reader->at) || at_percentile(reader) || duration_is_word(reader->at, "max");
	if (!bare)
		return take_unit(reader, start, unit);
	return *value == 0 && !is_digit(*reader->at) ? true : fail_no_unit(reader, start, length);
}

/* Whether a part may stand behind the one before: the units go down, each once. */
static bool check_order(struct reader *reader, const struct duration_unit *previous, const struct duration_unit *unit)
{
	if (!unit)
		return fail(reader, UNITS_HELP, "'0' has no unit of time");
	if (unit == previous)
		return fail(reader, NULL, "the unit '%s' is given twice", unit->many);
	if (unit > previous)
		return fail(reader, "for example 1d 4h", "the larger unit comes first");
	return true;
}

/* "1d 4h" */
static bool read_length(struct reader *reader, double *seconds)
{
	const struct duration_unit *unit, *previous = NULL;
	double value;

	*seconds = 0;
	do {
		if (!read_part(reader, &value, &unit))
			return false;
		if (previous && !check_order(reader, previous, unit))
			return false;
		if (!previous)
			reader->last_unit = unit;
		if (unit)
			*seconds += value * unit->seconds;
		previous = unit;
		skip_blanks(reader);
	} while (is_digit(*reader->at));
	if (*seconds > LONGEST)
		return fail(reader, NULL, "this is longer than 200 years");
	return true;
}

static bool at_end(const struct reader *reader)
{
	return *reader->at == '\0';
}

/* What stands behind a length and does not belong there. */
static bool fail_rest(struct reader *reader)
{
	if (at_range_mark(reader))
		return fail_range_mark(reader);
	if (duration_is_word(reader->at, "max"))
		return fail(reader, MEDIAN_HELP " max 20d", "'max' goes with two percentiles, not with this");
	if (at_percentile(reader))
		return fail(reader, MEDIAN_HELP, "percentiles come in twos: 'median' or 'p50' and another");
	return fail(reader, EXAMPLE_HELP, "'%s' cannot stand here", quote(reader, reader->at, strlen(reader->at)));
}

static bool take_dots(struct reader *reader)
{
	if (strncmp(reader->at, "..", 2) != 0)
		return false;
	reader->at += 2;
	skip_blanks(reader);
	return true;
}

/* `3d`, `1d..10d` or `1d..3d..10d` */
static bool read_range(struct reader *reader, struct spread *spread)
{
	static const enum duration_kind kinds[] = {DURATION_CONSTANT, DURATION_UNIFORM, DURATION_TRIANGULAR};
	double values[3] = {0};
	size_t last = 0;

	if (!read_length(reader, &values[0]))
		return false;
	while (take_dots(reader)) {
		if (++last == 3)
			return fail(reader, "for example 1d..3d..10d: least, most likely, most",
				    "these are more than three lengths");
		if (!read_length(reader, &values[last]))
			return false;
		if (values[last] < values[last - 1])
			return fail(reader, "for example 1d..10d", "the shorter length of time comes first");
	}
	if (!at_end(reader))
		return fail_rest(reader);
	if (last > 0 && values[0] == values[last])
		return fail(reader, "where it is always the same, write it once",
			    "the first and the last are the same");
	*spread = (struct spread){kinds[last], values[0], values[1], values[2]};
	return true;
}

/* `mean 3d`, the word taken already */
static bool read_exponential(struct reader *reader, struct spread *spread)
{
	double mean;

	if (!read_length(reader, &mean))
		return false;
	if (at_percentile(reader))
		return fail(reader, MEDIAN_HELP, "'mean' stands alone; percentiles come in twos");
	if (!at_end(reader))
		return fail_rest(reader);
	if (mean <= 0)
		return fail(reader, "where it is always nothing, write 0", "a mean must be more than 0");
	*spread = (struct spread){DURATION_EXPONENTIAL, mean, 0, 0};
	return true;
}

/* `p90 10d`: nine people in ten stay below ten days. */
struct percentile {
	int percent;
	double seconds;
};

static bool read_percentile(struct reader *reader, struct percentile *percentile)
{
	const char *start = reader->at;

	percentile->percent = 50;
	if (!take_word(reader, "median")) {
		reader->at++;
		double percent = take_number(reader);
		if (!(percent >= 1 && percent <= 99 && percent == floor(percent)))
			return fail(reader, NULL, "'%s' is not a percentile from p1 to p99",
				    quote(reader, start, (size_t)(reader->at - start)));
		percentile->percent = (int)percent;
		skip_blanks(reader);
	}
	return read_length(reader, &percentile->seconds);
}

static bool check_percentiles(struct reader *reader, struct percentile first, struct percentile second, double most)
{
	if (first.percent == second.percent)
		return fail(reader, MEDIAN_HELP, "p%d is given twice", first.percent);
	if (first.percent > second.percent)
		return fail(reader, MEDIAN_HELP, "the lower percentile comes first");
	if (first.seconds <= 0)
		return fail(reader, NULL, "the length of time at p%d must be more than 0", first.percent);
	/* By logarithms: two lengths may be too near to tell apart. */
	if (!(log(second.seconds) > log(first.seconds)))
		return fail(reader, MEDIAN_HELP, "p%d must be longer than p%d", second.percent, first.percent);
	if (most <= first.seconds)
		return fail(reader, MEDIAN_HELP " max 20d", "'max' must be longer than p%d", first.percent);
	return true;
}

/* The one with these two percentiles: ln X = a + b·Z. */
static struct spread log_normal(struct percentile first, struct percentile second, double most)
{
	double first_z = normal_quantile(first.percent / 100.0), second_z = normal_quantile(second.percent / 100.0);
	double b = (log(second.seconds) - log(first.seconds)) / (second_z - first_z);

	return (struct spread){DURATION_LOG_NORMAL, log(first.seconds) - b * first_z, b, most};
}

/* In whole units of the kind that the text has, or smaller ones below two. */
static const char *in_whole_units(const struct reader *reader, double seconds, const struct duration_unit *unit)
{
	while (unit > duration_unit_table && seconds < 2 * unit->seconds)
		unit--;
	double count = round(seconds / unit->seconds);
	return text_format(reader->arena, "%.0f %s", count, count == 1 ? unit->one : unit->many);
}

static void doubt_log_normal(struct reader *reader, const struct duration *duration, struct percentile second,
			     const struct duration_unit *unit)
{
	double mean = duration_mean(duration);

	if (reader->fault.warning)
		return;
	if (mean > duration_quantile(duration, 0.95))
		reader->fault.warning =
		    text_format(reader->arena, "the mean of this is %s: is that meant? `max` bounds it",
				in_whole_units(reader, mean, unit));
	else if (duration->spread->c < second.seconds)
		reader->fault.warning = text_format(reader->arena, "'%s': 'max' is below p%d: is that meant?",
						    quote_all(reader), second.percent);
}

/* `median 3d p90 10d max 20d` */
static bool read_log_normal(struct reader *reader, struct spread *spread)
{
	struct percentile first = {0}, second = {0};
	double most = INFINITY;

	if (!read_percentile(reader, &first))
		return false;
	if (!at_percentile(reader))
		return fail(reader, MEDIAN_HELP, "one percentile is not enough, give two");
	if (!read_percentile(reader, &second))
		return false;
	const struct duration_unit *unit = reader->last_unit;
	if (take_word(reader, "max") && !read_length(reader, &most))
		return false;
	if (at_percentile(reader))
		return fail(reader, MEDIAN_HELP, "two percentiles are enough");
	if (!at_end(reader))
		return fail_rest(reader);
	if (!check_percentiles(reader, first, second, most))
		return false;
	*spread = log_normal(first, second, most);
	const struct duration read = {spread, 1};
	if (duration_mean(&read) > LONGEST)
		return fail(reader, "a `max` bounds it", "the mean of this is more than 200 years");
	doubt_log_normal(reader, &read, second, unit);
	return true;
}

static struct reader begin(struct arena *arena, const char *text, bool minutes)
{
	struct reader reader = {.arena = arena, .text = text, .at = text, .minutes = minutes};

	skip_blanks(&reader);
	return reader;
}

/* A text that is refused is not doubted too. */
static struct duration_fault finish(struct reader *reader)
{
	if (reader->fault.message)
		reader->fault.warning = NULL;
	return reader->fault;
}

struct duration_fault duration_read(struct arena *arena, const char *text, bool minutes, struct duration *duration)
{
	struct reader reader = begin(arena, text, minutes);
	struct spread *spread = ARENA_NEW(arena, struct spread);
	bool fine;

	if (take_word(&reader, "mean"))
		fine = read_exponential(&reader, spread);
	else if (at_percentile(&reader))
		fine = read_log_normal(&reader, spread);
	else
		fine = read_range(&reader, spread);
	*duration = (struct duration){fine ? spread : NULL, 1};
	return finish(&reader);
}

struct duration_fault duration_read_length(struct arena *arena, const char *text, bool minutes, double *seconds)
{
	struct reader reader = begin(arena, text, minutes);
	double read;

	reader.one_length = true;
	*seconds = 0;
	if (read_length(&reader, &read)) {
		if (at_end(&reader))
			*seconds = read;
		else
			fail(&reader, LENGTH_HELP, "one length of time is expected here, '%s' is too much",
			     quote(&reader, reader.at, strlen(reader.at)));
	}
	return finish(&reader);
}
