/* Durations as they are told to people. */
#include "carepath/duration.h"

#include "base/duration_unit.h"
#include "carepath/plain.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Beyond this, thirty million years, something is wrong with the number. */
#define LONGEST_TOLD 1e15

enum { ROOM = 64, DIGITS = 16 };

#define MINUTE 60.0
#define HOUR   3600.0
#define DAY    86400.0
#define MONTH  (30.4375 * DAY)
#define YEAR   (365.25 * DAY)

struct unit_words {
	const char *one, *many, *narrow;
};

static const struct unit_words minute = {" minute", " minutes", "min"}, hour = {" hour", " hours", "h"},
			       day = {" day", " days", "d"}, month = {" month", " months", "mo"},
			       year = {" year", " years", "y"};

/* A length below `below` is told in whole units of `step` seconds, `per` of
 * which make one of the larger unit that is told with them, if there is one. */
static const struct scale {
	double below, step, per;
	const struct unit_words *unit, *larger;
} scales[] = {
    {HOUR, MINUTE, INFINITY, &minute, NULL}, {DAY, MINUTE, 60, &minute, &hour},
    {10 * DAY, HOUR, 24, &hour, &day},       {401 * DAY, DAY, INFINITY, &day, NULL},
    {10 * YEAR, MONTH, 12, &month, &year},   {INFINITY, YEAR, INFINITY, &year, NULL},
};

/* The first scale on which the length, rounded, is still below its end: so 23
 * hours 59 minutes 40 seconds is a day. */
static const struct scale *scale_of(double seconds, double *count)
{
	const struct scale *scale = scales;

	for (;; scale++) {
		*count = round(seconds / scale->step);
		if (isinf(scale->below) || *count * scale->step < scale->below)
			return scale;
	}
}

/* So many of a unit, a whole number, or nothing for none of it. Gives the end of it. */
static char *tell_part(double count, const struct unit_words *unit, bool narrow, char *end)
{
	char room[DIGITS], *first = room + DIGITS;

	if (count == 0)
		return end;
	for (uint64_t rest = (uint64_t)count; rest > 0; rest /= 10)
		*--first = (char)('0' + rest % 10);
	end = mempcpy(end, first, (size_t)(room + DIGITS - first));
	return stpcpy(end, narrow ? unit->narrow : count == 1 ? unit->one : unit->many);
}

/* By hand: with printf it was a twelfth of what laying out a map of 200 steps took. */
static const char *tell_length(double seconds, bool narrow, char room[ROOM])
{
	double count, size = fabs(seconds);
	char *begin = stpcpy(room, seconds > 0 ? "" : narrow ? "-" : "minus "), *end = begin;

	const struct scale *scale = scale_of(size, &count);
	double rest = fmod(count, scale->per);
	if (scale->larger)
		end = tell_part((count - rest) / scale->per, scale->larger, narrow, end);
	if (end > begin && rest > 0)
		*end++ = ' ';
	tell_part(rest, scale->unit, narrow, end);
	return room;
}

/* A length that cannot be told in units: in words and in short; or NULL. */
static const char *special_words(double seconds, bool narrow)
{
	double size = fabs(seconds);

	if (!(size < LONGEST_TOLD))
		return narrow ? "?" : "unknown";
	if (size == 0)
		return narrow ? "0" : "no time";
	if (round(size) < MINUTE)
		return narrow ? "<1min" : "less than a minute";
	return NULL;
}

static const char *tell(double seconds, bool narrow, char room[ROOM])
{
	const char *special = special_words(seconds, narrow);

	if (!special)
		return tell_length(seconds, narrow, room);
	return memcpy(room, special, strlen(special) + 1);
}

const char *duration_in_words(double seconds, char room[64])
{
	return tell(seconds, false, room);
}

const char *duration_in_short(double seconds, char room[64])
{
	return tell(seconds, true, room);
}

static const char digits[] = "0123456789";

/* Blanks before a unit, the no-break space among them. */
static const char *behind_blanks(const char *at)
{
	for (;;) {
		if (*at == ' ')
			at++;
		else if (strncmp(at, "\u00A0", 2) == 0)
			at += 2;
		else
			return at;
	}
}

/* Up to the next number, and that with its unit in words. */
static const char *spell_number(struct arena *arena, struct plain_row *row, const char *at)
{
	const char *number = at + strcspn(at, digits), *behind = number + strspn(number, "0123456789.");
	const struct duration_unit *unit = duration_unit_at(behind_blanks(behind));
	if (!unit) {
		plain_add(arena, row, "", plain_format(arena, "%.*s", (int)(behind - at), at));
		return behind;
	}
	const char *rest = behind_blanks(behind);
	rest += duration_word_length(rest);
	const char *word = behind - number == 1 && *number == '1' ? unit->one : unit->many;
	plain_add(
	    arena, row, "",
	    plain_format(arena, "%.*s %s%s", (int)(behind - at), at, word, *rest && strchr(digits, *rest) ? " " : ""));
	return rest;
}

const char *duration_spelled(struct arena *arena, const char *text)
{
	struct plain_row row = {0};

	while (*text)
		text = spell_number(arena, &row, text);
	return row.text ? row.text : text;
}
