/* Durations as written and as told; the mathematics is in distribution.c. */
#include "trial.h"

#include "carepath/duration.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define MIN  60.0
#define H    3600.0
#define D    86400.0
#define YEAR (365.25 * D)

TRIAL(lengths)
{
	static const struct {
		const char *text;
		double seconds;
	} cases[] = {
	    {"0", 0},
	    {"0.0", 0},
	    {" 0 ", 0},
	    {"0d", 0},
	    {"3d", 3 * D},
	    {"3 d", 3 * D},
	    {"  3d  ", 3 * D},
	    {"1.5h", 1.5 * H},
	    {"0.5 days", D / 2},
	    {"0.1s", 0.1},
	    {"1d 4h", 28 * H},
	    {"1d4h", 28 * H},
	    {"1 day 4 hours 30 minutes 10 seconds", D + 4.5 * H + 10},
	    {"30 minutes", 30 * MIN},
	    {"30min", 30 * MIN},
	    {"30 mins", 30 * MIN},
	    {"30\u00A0min", 30 * MIN},
	    {"6 weeks", 42 * D},
	    {"2 workdays", 2.8 * D},
	    {"1 workday", 1.4 * D},
	    {"1 month", 30.4375 * D},
	    {"1 year", YEAR},
	    {"200 years", 200 * YEAR},
	    {"1 sec", 1},
	    {"2 secs", 2},
	    {"1 second", 1},
	    {"1hr", H},
	    {"2 hrs", 2 * H},
	    {"2 HOURS", 2 * H},
	    {"2H", 2 * H},
	    {"1D", D},
	    {"15 Min", 15 * MIN},
	    {"1w 2d", 9 * D},
	    {"00007d", 7 * D},
	    {"0.0000000000000000000000000001d", 1e-28 * D},
	    {"123.456s", 123.456},
	    {"0.30000000000000004s", 0.30000000000000004},
	    {"6311519999.9999990s", 6311519999.9999990},
	};
	double seconds;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct duration_fault fault = duration_read_length(arena, cases[i].text, true, &seconds);
		if (fault.message)
			fail_msg("%s", fault.message);
		assert_null(fault.help);
		assert_null(fault.warning);
		if (seconds != cases[i].seconds)
			fail_msg("'%s' is %.17g, should be %.17g", cases[i].text, seconds, cases[i].seconds);
	}
}

static double read_seconds(struct arena *arena, long whole, int decimals)
{
	char text[64];
	double seconds;

	snprintf(text, sizeof text, "%ld.%0*lds", whole, decimals, random() % (long)pow(10, decimals));
	assert_null(duration_read_length(arena, text, true, &seconds).message);
	double nearest = strtod(text, NULL); /* in the C locale */
	return (seconds - nearest) / nearest;
}

TRIAL(numbers_are_exact)
{
	srandom(2);
	for (int i = 0; i < 20000; i++) {
		assert_true(read_seconds(arena, random() % 1000000 + 1, 1 + i % 9) == 0);
		assert_true(fabs(read_seconds(arena, random() % 100000000 + 1, 14)) < 2.3e-16);
	}
}

TRIAL(every_unit_of_the_documentation_is_read)
{
	char text[32];
	double seconds, before = 0;

	for (size_t i = 0; duration_units[i]; i++) {
		snprintf(text, sizeof text, "1 %s", duration_units[i]);
		assert_null(duration_read_length(arena, text, true, &seconds).message);
		assert_true(seconds > before || strcmp(duration_units[i], "workdays") == 0);
		before = seconds;
	}
}

static struct duration read_well(struct arena *arena, const char *text)
{
	struct duration duration;
	struct duration_fault fault = duration_read(arena, text, true, &duration);

	if (fault.message || fault.warning)
		fail_msg("%s", fault.message ? fault.message : fault.warning);
	assert_true(duration.factor == 1);
	return duration;
}

TRIAL(distributions)
{
	static const struct {
		const char *text;
		enum duration_kind kind;
		double a, b, c;
	} cases[] = {
	    {"3d", DURATION_CONSTANT, 3 * D, 0, 0},
	    {"0", DURATION_CONSTANT, 0, 0, 0},
	    {"1d..10d", DURATION_UNIFORM, D, 10 * D, 0},
	    {"0..10d", DURATION_UNIFORM, 0, 10 * D, 0},
	    {"1.5d..2d", DURATION_UNIFORM, 1.5 * D, 2 * D, 0},
	    {"1 day 2 hours .. 2 days", DURATION_UNIFORM, 26 * H, 2 * D, 0},
	    {"1d..3d..10d", DURATION_TRIANGULAR, D, 3 * D, 10 * D},
	    {"1d..1d..10d", DURATION_TRIANGULAR, D, D, 10 * D},
	    {"1d..10d..10d", DURATION_TRIANGULAR, D, 10 * D, 10 * D},
	    {"mean 3d", DURATION_EXPONENTIAL, 3 * D, 0, 0},
	    {"Mean 1d 12h", DURATION_EXPONENTIAL, 1.5 * D, 0, 0},
	    {"mean3d", DURATION_EXPONENTIAL, 3 * D, 0, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct duration duration = read_well(arena, cases[i].text);
		assert_int_equal(duration_kind(&duration), cases[i].kind);
		assert_true(duration.spread->a == cases[i].a && duration.spread->b == cases[i].b &&
			    duration.spread->c == cases[i].c);
	}
}

static void assert_near(double got, double expected)
{
	if (!(fabs(got - expected) <= 1e-12 * fabs(expected)))
		fail_msg("%.17g is not near %.17g", got, expected);
}

TRIAL(a_log_normal_goes_through_its_percentiles)
{
	struct duration duration = read_well(arena, "median 3d p90 10d");

	assert_int_equal(duration_kind(&duration), DURATION_LOG_NORMAL);
	assert_near(duration.spread->a, log(3 * D));
	assert_near(duration.spread->b, log(10. / 3) / 1.2815515655446004);
	assert_true(isinf(duration.spread->c));
	assert_near(duration_quantile(&duration, 0.5), 3 * D);
	assert_near(duration_quantile(&duration, 0.9), 10 * D);
	duration = read_well(arena, "p52 4h p90 20h");
	assert_near(duration_quantile(&duration, 0.52), 4 * H);
	assert_near(duration_quantile(&duration, 0.90), 20 * H);
	duration = read_well(arena, "P1 1 min p99 2 days 3 h");
	assert_near(duration_quantile(&duration, 0.01), MIN);
	assert_near(duration_quantile(&duration, 0.99), 51 * H);
	duration = read_well(arena, "p60 30min p88 11h max 3d");
	assert_true(duration.spread->c == 3 * D);
	assert_true(duration_quantile(&duration, 0.999) == 3 * D);
}

TRIAL(faults)
{
	static const struct {
		const char *text, *message, *help;
	} cases[] = {
	    {"", "'': this is not a length of time", "for example 3d, 1d..10d, mean 3d, or median 3d p90 10d"},
	    {"soon", "'soon': this is not a length of time", "for example 3d, 1d..10d, mean 3d, or median 3d p90 10d"},
	    {"medain 3d p90 10d", "'medain 3d p90 10d': this is not a length of time", "did you mean 'median'?"},
	    {"3x", "'3x': 'x' is not a unit of time", "use s, min, h, d, w, workdays, months or years"},
	    {"3 dyas", "'3 dyas': 'dyas' is not a unit of time",
	     "did you mean 'days'? Else use s, min, h, d, w, workdays, months or years"},
	    {"3 %", "'3 %': '%' is not a unit of time", "use s, min, h, d, w, workdays, months or years"},
	    {"3µs", "'3µs': 'µs' is not a unit of time", "use s, min, h, d, w, workdays, months or years"},
	    {"1e3s", "'1e3s': 'e' is not a unit of time", "use s, min, h, d, w, workdays, months or years"},
	    {"0x10", "'0x10': 'x' is not a unit of time", "use s, min, h, d, w, workdays, months or years"},
	    {"inf", "'inf': this is not a length of time", "for example 3d, 1d..10d, mean 3d, or median 3d p90 10d"},
	    {"nan", "'nan': this is not a length of time", NULL},
	    {"3", "'3' has no unit of time",
	     "for example 3 min, 3 h or 3 d; use s, min, h, d, w, workdays, months or years"},
	    {"1..10d", "'1..10d': '1' has no unit of time", "write 1d..10d"},
	    {"1..3..10 days", "'1..3..10 days': '1' has no unit of time", "write 1days..3days..10 days"},
	    {"1d..10", "'1d..10': '10' has no unit of time", "write 1d..10d"},
	    {"1..10", "'1..10': '1' has no unit of time", NULL},
	    {"1h30", "'1h30': '30' has no unit of time", NULL},
	    {"1d 0", "'1d 0': '0' has no unit of time", NULL},
	    {"0 4h", "'0 4h': '0' has no unit of time", NULL},
	    {"1.5.2d", "'1.5.2d': '1.5' has no unit of time", NULL},
	    {"-3d", "'-3d': a length of time is never negative", NULL},
	    {"1,5h", "'1,5h': a comma cannot stand in a number", "write a point, as in 1.5h"},
	    {".5h", "'.5h': this is not a length of time", NULL},
	    {"5M", "'5M': 'M' is not a unit of time: minutes or months?", "write min for minutes, or months"},
	    {"1-10d", "'1-10d': between two lengths of time stand two dots, '..'", "for example 1d..10d"},
	    {"1d–10d", "'1d–10d': between two lengths of time stand two dots, '..'", "for example 1d..10d"},
	    {"1d to 10d", "'1d to 10d': between two lengths of time stand two dots, '..'", "for example 1d..10d"},
	    {"1 to 10 days", "'1 to 10 days': between two lengths of time stand two dots, '..'", "for example 1d..10d"},
	    {"4h 1d", "'4h 1d': the larger unit comes first", "for example 1d 4h"},
	    {"1d 2d", "'1d 2d': the unit 'days' is given twice", NULL},
	    {"1 day 2d", "'1 day 2d': the unit 'days' is given twice", NULL},
	    {"201 years", "'201 years': this is longer than 200 years", NULL},
	    {"1d..300 years", "'1d..300 years': this is longer than 200 years", NULL},
	    {"1d..2d..3d..4d", "'1d..2d..3d..4d': these are more than three lengths",
	     "for example 1d..3d..10d: least, most likely, most"},
	    {"10d..1d", "'10d..1d': the shorter length of time comes first", "for example 1d..10d"},
	    {"1d..10d..3d", "'1d..10d..3d': the shorter length of time comes first", "for example 1d..10d"},
	    {"1d..1d", "'1d..1d': the first and the last are the same", "where it is always the same, write it once"},
	    {"1d..24h..1d", "'1d..24h..1d': the first and the last are the same", NULL},
	    {"1d..", "'1d..': this is not a length of time", NULL},
	    {"..10d", "'..10d': this is not a length of time", NULL},
	    {"1d...10d", "'1d...10d': this is not a length of time", NULL},
	    {"3d about", "'3d about': 'about' cannot stand here", NULL},
	    {"3d max 5d", "'3d max 5d': 'max' goes with two percentiles, not with this",
	     "for example median 3d p90 10d max 20d"},
	    {"1d..3d max 5d", "'1d..3d max 5d': 'max' goes with two percentiles, not with this", NULL},
	    {"mean 3d max 5d", "'mean 3d max 5d': 'max' goes with two percentiles, not with this", NULL},
	    {"mean 3d p90 5d", "'mean 3d p90 5d': 'mean' stands alone; percentiles come in twos",
	     "for example median 3d p90 10d"},
	    {"mean", "'mean': this is not a length of time", NULL},
	    {"mean 0", "'mean 0': a mean must be more than 0", "where it is always nothing, write 0"},
	    {"mean -3d", "'mean -3d': a length of time is never negative", NULL},
	    {"3d p90 10d", "'3d p90 10d': percentiles come in twos: 'median' or 'p50' and another", NULL},
	    {"median 3d", "'median 3d': one percentile is not enough, give two", "for example median 3d p90 10d"},
	    {"p90 3d", "'p90 3d': one percentile is not enough, give two", NULL},
	    {"median 3 p90 10d", "'median 3 p90 10d': '3' has no unit of time", NULL},
	    {"median 3d p90", "'median 3d p90': this is not a length of time", NULL},
	    {"p0 3d p90 10d", "'p0 3d p90 10d': 'p0' is not a percentile from p1 to p99", NULL},
	    {"median 3d p100 10d", "'median 3d p100 10d': 'p100' is not a percentile from p1 to p99", NULL},
	    {"p50.5 3d p90 10d", "'p50.5 3d p90 10d': 'p50.5' is not a percentile from p1 to p99", NULL},
	    {"median 3d p50 10d", "'median 3d p50 10d': p50 is given twice", NULL},
	    {"p90 3d p50 10d", "'p90 3d p50 10d': the lower percentile comes first", NULL},
	    {"median 0 p90 10d", "'median 0 p90 10d': the length of time at p50 must be more than 0", NULL},
	    {"median 3d p90 3d", "'median 3d p90 3d': p90 must be longer than p50", NULL},
	    {"median 3d p90 2d", "'median 3d p90 2d': p90 must be longer than p50", NULL},
	    {"median 3d p90 10d p95 12d", "'median 3d p90 10d p95 12d': two percentiles are enough", NULL},
	    {"median 3d p90 10d max 3d", "'median 3d p90 10d max 3d': 'max' must be longer than p50", NULL},
	    {"median 3d p90 10d max", "'median 3d p90 10d max': this is not a length of time", NULL},
	    {"median 3d p90 10d max 12d 5 d", "'median 3d p90 10d max 12d 5 d': the unit 'days' is given twice", NULL},
	    {"median 3d p90 10d..20d", "'median 3d p90 10d..20d': '..20d' cannot stand here", NULL},
	    {"p50 1s p51 100 years", "'p50 1s p51 100 years': the mean of this is more than 200 years",
	     "a `max` bounds it"},
	};
	struct duration duration;

	for (size_t i = 0; i < COUNT(cases); i++) {
		memset(&duration, 0xAA, sizeof duration);
		struct duration_fault fault = duration_read(arena, cases[i].text, false, &duration);
		if (!fault.message)
			fail_msg("'%s' is taken", cases[i].text);
		assert_string_equal(fault.message, cases[i].message);
		if (cases[i].help)
			assert_string_equal(fault.help, cases[i].help);
		assert_null(fault.warning);
		assert_int_equal(duration_kind(&duration), DURATION_NONE);
		assert_true(duration.factor == 1 && duration_mean(&duration) == 0);
	}
}

TRIAL(a_plain_length_has_no_distribution)
{
	double seconds = 1;
	struct duration_fault fault = duration_read_length(arena, "1d..2d", true, &seconds);

	assert_string_equal(fault.message, "'1d..2d': one length of time is expected here, '..2d' is too much");
	assert_true(seconds == 0);
	assert_non_null(duration_read_length(arena, "mean 2d", true, &seconds).message);
}

TRIAL(long_texts_are_quoted_short)
{
	struct duration duration;
	char *text = arena_take(arena, 70000);

	memset(text, 'x', 69999);
	assert_true(strlen(duration_read(arena, text, true, &duration).message) < 120);
	memset(text, '1', 69999);
	assert_true(strlen(duration_read(arena, text, true, &duration).message) < 250);
	for (size_t i = 0; i < 69998; i++)
		text[i] = "1d.."[i % 4];
	assert_true(strlen(duration_read(arena, text, true, &duration).message) < 200);
}

static void assert_warning(struct arena *arena, const char *text, bool minutes, const char *warning)
{
	struct duration duration;
	struct duration_fault fault = duration_read(arena, text, minutes, &duration);

	assert_null(fault.message);
	assert_int_not_equal(duration_kind(&duration), DURATION_NONE);
	if (warning)
		assert_string_equal(fault.warning, warning);
	else
		assert_null(fault.warning);
}

TRIAL(warnings)
{
	assert_warning(arena, "6m", true, NULL);
	assert_warning(arena, "6 min", false, NULL);
	assert_warning(arena, "6m", false, "'6m': minutes or months? 'm' is read as minutes");
	assert_warning(arena, "1h 6m..2h", false, "'1h 6m..2h': minutes or months? 'm' is read as minutes");
	assert_warning(arena, "p60 30min p88 11h", false,
		       "the mean of this is 59 hours: is that meant? `max` bounds it");
	assert_warning(arena, "p60 30min p88 11h max 3d", false, NULL);
	assert_warning(arena, "p60 30min p88 1d", false, "the mean of this is 49 days: is that meant? `max` bounds it");
	assert_warning(arena, "median 1s p99 1h", false,
		       "the mean of this is 8 minutes: is that meant? `max` bounds it");
	/* One doubt is enough. */
	assert_warning(arena, "p60 30m p88 11h", false, "'p60 30m p88 11h': minutes or months? 'm' is read as minutes");
	assert_warning(arena, "median 1d p90 10d max 3d", false,
		       "'median 1d p90 10d max 3d': 'max' is below p90: is that meant?");
}

/* Whatever the text: it is refused with a message that quotes it, or it is a
 * duration with sound figures. */
TRIAL(any_text)
{
	static const char *const pieces[] = {"mean",   "median", "p90", "p50", "p1",   "max",  "..",    ".",     " ",
					     "1",      "30",     "0",   "d",   "h",    "min",  "m",     "M",     "w",
					     "s",      "-",      ",",   "é",   "\n",   "\xFF", "years", "month", "–",
					     "\u00A0", "1d",     "2d",  "10d", "0.5h", "p"};
	char text[256];
	struct duration duration;

	srandom(3);
	for (int i = 0; i < 100000; i++) {
		text[0] = '\0';
		for (long left = random() % 9; left >= 0; left--)
			strcat(text, pieces[(size_t)random() % COUNT(pieces)]);
		struct duration_fault fault = duration_read(arena, text, random() % 2, &duration);
		assert_int_equal(!fault.message, duration_kind(&duration) != DURATION_NONE);
		if (fault.message)
			continue;
		double mean = duration_mean(&duration);
		assert_true(mean >= 0 && mean <= 200 * YEAR);
		double low = duration_quantile(&duration, 0.01), high = duration_quantile(&duration, 0.99);
		assert_true(low >= 0 && low <= high && high < INFINITY);
	}
}

TRIAL(telling)
{
	static const struct {
		double seconds;
		const char *words, *narrow;
	} cases[] = {
	    {0, "no time", "0"},
	    {0.2, "less than a minute", "<1min"},
	    {59, "less than a minute", "<1min"},
	    {59.9999999, "1 minute", "1min"},
	    {60, "1 minute", "1min"},
	    {89, "1 minute", "1min"},
	    {40 * MIN, "40 minutes", "40min"},
	    {59 * MIN + 29, "59 minutes", "59min"},
	    {59 * MIN + 40, "1 hour", "1h"},
	    {H, "1 hour", "1h"},
	    {90 * MIN, "1 hour 30 minutes", "1h 30min"},
	    {2 * H + MIN, "2 hours 1 minute", "2h 1min"},
	    {24 * H - 20, "1 day", "1d"},
	    {D, "1 day", "1d"},
	    {D + 29 * MIN, "1 day", "1d"},
	    {D + 31 * MIN, "1 day 1 hour", "1d 1h"},
	    {3 * D + 22 * H, "3 days 22 hours", "3d 22h"},
	    {10 * D - 20 * MIN, "10 days", "10d"},
	    {21 * D + 11 * H, "21 days", "21d"},
	    {14 * D, "14 days", "14d"},
	    {400.4 * D, "400 days", "400d"},
	    {425 * D, "1 year 2 months", "1y 2mo"},
	    {2 * YEAR, "2 years", "2y"},
	    {9 * YEAR + 355 * D, "10 years", "10y"},
	    {200 * YEAR, "200 years", "200y"},
	    {-90 * MIN, "minus 1 hour 30 minutes", "-1h 30min"},
	    {-3 * D, "minus 3 days", "-3d"},
	    {INFINITY, "unknown", "?"},
	    {NAN, "unknown", "?"},
	};
	char room[64];

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_string_equal(duration_in_words(cases[i].seconds, room), cases[i].words);
		assert_string_equal(duration_in_short(cases[i].seconds, room), cases[i].narrow);
	}
	duration_in_words(-9.99e14, room);
	assert_string_equal(room, "minus 31656400 years");
}

TRIAL(units_are_spelled)
{
	static const struct {
		const char *written, *said;
	} cases[] = {
	    {"24h", "24 hours"},
	    {"7d", "7 days"},
	    {"90min", "90 minutes"},
	    {"1d", "1 day"},
	    {"1.5h", "1.5 hours"},
	    {"0.1h", "0.1 hours"},
	    {"1d4h", "1 day 4 hours"},
	    {"1d 4h", "1 day 4 hours"},
	    {"36 \u00A0H", "36 hours"},
	    {"2 workdays", "2 workdays"},
	    {"1 Week", "1 week"},
	    {"18w", "18 weeks"},
	    {"90% within 36h", "90% within 36 hours"},
	    {"median 3d p90 10d", "median 3 days p90 10 days"},
	    {"1d..10d", "1 day..10 days"},
	    {"at most 4 hrs, by then", "at most 4 hours, by then"},
	    {"£304 a day", "£304 a day"},
	    {"0", "0"},
	    {"nothing", "nothing"},
	    {"", ""},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(duration_spelled(arena, cases[i].written), cases[i].said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lengths),
	    cmocka_unit_test(numbers_are_exact),
	    cmocka_unit_test(every_unit_of_the_documentation_is_read),
	    cmocka_unit_test(distributions),
	    cmocka_unit_test(a_log_normal_goes_through_its_percentiles),
	    cmocka_unit_test(faults),
	    cmocka_unit_test(a_plain_length_has_no_distribution),
	    cmocka_unit_test(long_texts_are_quoted_short),
	    cmocka_unit_test(warnings),
	    cmocka_unit_test(any_text),
	    cmocka_unit_test(telling),
	    cmocka_unit_test(units_are_spelled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
