/* A measure before and after, and the change, in words that add up. */
#include "carepath/catalogue.h"
#include "carepath/plain.h"

#include <math.h>
#include <string.h>

#define MINUTE 60.0
#define HOUR   3600.0
#define DAY    86400.0

/* How far apart they are when both are rounded to `step`; 0 where that would
 * not be the change as it is, but for so much of it, or is too coarse to tell it. */
static double nearly_apart(double before, double after, double step, double part)
{
	double size = fabs(round(after / step) - round(before / step)), real = fabs(after - before) / step;
	return size >= 2 && fabs(size - real) <= fmin(0.51, part * real) ? size * step : 0;
}

static double apart(double before, double after, double step)
{
	return nearly_apart(before, after, step, 1);
}

/* ---- Time --------------------------------------------------------------------------- */

/* "2 days" is not said of 2 days 7 hours: a change in words is right to a tenth. */
static const double TENTH = 0.1;

static const double time_steps[] = {DAY, HOUR, MINUTE};

enum { TIME_STEPS = sizeof time_steps / sizeof *time_steps };

static const char *part_in_words(struct arena *arena, double count, const char *unit)
{
	return count == 0 ? "" : plain_format(arena, "%.0f %s%s", count, unit, count == 1 ? "" : "s");
}

/* "24 days 2 hours 5 minutes": as far as the step, and no part that is nothing. */
static const char *time_to_step(struct arena *arena, double seconds, double step)
{
	double rest = round(fabs(seconds) / step) * step, days = floor(rest / DAY);
	double hours = floor((rest - days * DAY) / HOUR), minutes = round((rest - days * DAY - hours * HOUR) / MINUTE);
	const char *parts[] = {part_in_words(arena, days, "day"), part_in_words(arena, hours, "hour"),
			       part_in_words(arena, minutes, "minute")};
	const char *says = "";
	for (int i = 0; i < 3; i++)
		says = plain_format(arena, "%s%s%s", says, *says && *parts[i] ? " " : "", parts[i]);
	return *says && seconds > 0 ? says : measure_in_words(arena, UNIT_TIME, seconds);
}

/* As measure_in_words() says a length of that size; NAN where it says months. */
static double coarsest_step(double seconds)
{
	return seconds > 400 * DAY ? NAN : seconds >= 10 * DAY ? DAY : seconds >= DAY ? HOUR : MINUTE;
}

static struct measure_change time_change(struct arena *arena, double before, double after)
{
	double coarsest = coarsest_step(fmax(fabs(before), fabs(after))), step = MINUTE, size = 0;
	for (int i = 0; i < TIME_STEPS && size == 0; i++)
		if (time_steps[i] <= coarsest) {
			step = time_steps[i];
			size = nearly_apart(before, after, step, step > MINUTE ? TENTH : 1);
		}
	if (size == 0)
		return (struct measure_change){measure_in_words(arena, UNIT_TIME, before),
					       measure_in_words(arena, UNIT_TIME, after),
					       measure_in_words(arena, UNIT_TIME, fabs(after - before))};
	return (struct measure_change){time_to_step(arena, before, step), time_to_step(arena, after, step),
				       time_to_step(arena, size, step)};
}

/* ---- Money ------------------------------------------------------------------------------ */

static const char *pounds_and_pence(struct arena *arena, double pounds)
{
	char room[PLAIN_ROOM];
	bool whole = fabs(pounds - round(pounds)) < 0.005;
	if (fabs(pounds) < 10 || whole || fabs(pounds) >= 1e5)
		return plain_format(arena, "%s", plain_money(pounds, room));
	const char *said = plain_money(trunc(pounds), room);
	return plain_format(arena, "%s.%02.0f", said, round(fabs(pounds - trunc(pounds)) * 100));
}

static bool is_about_so_much(double before, double after)
{
	return fmax(fabs(before), fabs(after)) >= 1e5;
}

void money_change_said(double *before, double *after)
{
	double step = apart(*before, *after, 1) > 0 ? 1 : 0.01;
	if (is_about_so_much(*before, *after))
		return;
	*before = round(*before / step) * step;
	*after = round(*after / step) * step;
}

static struct measure_change money_change(struct arena *arena, double before, double after)
{
	if (is_about_so_much(before, after))
		return (struct measure_change){measure_in_words(arena, UNIT_MONEY, before),
					       measure_in_words(arena, UNIT_MONEY, after),
					       measure_in_words(arena, UNIT_MONEY, fabs(after - before))};
	money_change_said(&before, &after);
	return (struct measure_change){pounds_and_pence(arena, before), pounds_and_pence(arena, after),
				       pounds_and_pence(arena, fabs(after - before))};
}

/* ---- A value beside a target -------------------------------------------------------- */

static bool same_side(double value, double said, double other)
{
	return plain_side_of(value, other) == plain_side_of(said, other);
}

/* In steps from the coarsest on, the first that tells the two apart; 0 for the
 * usual words, which round to the coarsest one. */
static double step_beside(double value, double other, const double *steps, int count, double coarsest)
{
	if (!(coarsest > 0) || same_side(value, round(value / coarsest) * coarsest, other))
		return 0;
	for (int i = 0; i < count; i++)
		if (steps[i] < coarsest && same_side(value, round(value / steps[i]) * steps[i], other))
			return steps[i];
	return 0;
}

static const char *time_beside(struct arena *arena, double value, double other)
{
	double step = step_beside(value, other, time_steps, TIME_STEPS, coarsest_step(fabs(value)));
	return step > 0 ? time_to_step(arena, value, step) : measure_in_words(arena, UNIT_TIME, value);
}

static const char *money_beside(struct arena *arena, double value, double other)
{
	static const double pence[] = {0.01};
	double step = is_about_so_much(value, value) || fabs(value) < 10 ? 0 : step_beside(value, other, pence, 1, 1);
	return step > 0 ? pounds_and_pence(arena, value) : measure_in_words(arena, UNIT_MONEY, value);
}

const char *measure_beside_in_words(struct arena *arena, enum unit unit, double value, double other)
{
	char room[PLAIN_ROOM];
	if (!isfinite(value) || !isfinite(other))
		return measure_in_words(arena, unit, value);
	switch (unit) {
	case UNIT_TIME:
		return time_beside(arena, value, other);
	case UNIT_SHARE:
		return plain_format(arena, "%s", plain_percent_beside(value, other, room));
	case UNIT_MONEY:
		return money_beside(arena, value, other);
	default:
		return plain_format(arena, "%s", plain_beside(value, other, room));
	}
}

/* ---- Counts, shares and feelings ------------------------------------------------------- */

static struct measure_change number_change(struct arena *arena, double before, double after)
{
	struct plain_change said;
	plain_change(before, after, &said);
	return (struct measure_change){plain_format(arena, "%s", said.before), plain_format(arena, "%s", said.after),
				       plain_format(arena, "%s", said.size)};
}

static struct measure_change share_change(struct arena *arena, double before, double after)
{
	struct measure_change said = number_change(arena, 100 * before, 100 * after);
	const char *points = strcmp(said.size, "1") == 0 ? "point" : "points";
	return (struct measure_change){plain_format(arena, "%s%%", said.before),
				       plain_format(arena, "%s%%", said.after),
				       plain_format(arena, "%s %s", said.size, points)};
}

struct measure_change measure_change_in_words(struct arena *arena, enum unit unit, double before, double after)
{
	if (!isfinite(before) || !isfinite(after))
		return (struct measure_change){measure_in_words(arena, unit, before),
					       measure_in_words(arena, unit, after), "not known"};
	switch (unit) {
	case UNIT_TIME:
		return time_change(arena, before, after);
	case UNIT_SHARE:
		return share_change(arena, before, after);
	case UNIT_MONEY:
		return money_change(arena, before, after);
	default:
		return number_change(arena, before, after);
	}
}
