#include "carepath/plain.h"

#include "carepath/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Puts a comma between thousands of the digits before the point. */
static const char *with_commas(const char *digits, char room[PLAIN_ROOM])
{
	size_t whole = strcspn(digits, "."), written = 0;
	for (size_t i = 0; digits[i] != '\0' && written + 2 < PLAIN_ROOM; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0 && digits[i - 1] != '-')
			room[written++] = ',';
		room[written++] = digits[i];
	}
	room[written] = '\0';
	return room;
}

enum { ENOUGH_DECIMALS = 2, MOST_DECIMALS = 3 };

/* Two below one, one below a hundred, none above. */
static int decimals_of(double number)
{
	double size = fabs(number);
	return size >= 99.95 || size == 0 ? 0 : size >= 0.95 ? 1 : size >= 0.0095 ? 2 : MOST_DECIMALS;
}

/* What printf's %.*f writes, several times as quickly, for the numbers that
 * sentences have. False: it cannot be told here, since the number lies too near
 * to where rounding up starts. */
static bool write_quickly(double number, int decimals, char digits[64])
{
	static const unsigned scales[MOST_DECIMALS + 1] = {1, 10, 100, 1000};
	if (signbit(number) || !(number < 1e6))
		return false;
	long double scaled = (long double)number * scales[decimals], whole = floorl(scaled), rest = scaled - whole;
	if (fabsl(rest - 0.5L) < 1e-6L)
		return false;
	uint64_t left = (uint64_t)whole + (rest > 0.5L);
	char backwards[24];
	int count = 0;
	do {
		backwards[count++] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0 || count <= decimals);
	while (count > 0) {
		if (count == decimals)
			*digits++ = '.';
		*digits++ = backwards[--count];
	}
	*digits = '\0';
	return true;
}

static const char *with_decimals(double number, int decimals, char room[PLAIN_ROOM])
{
	char digits[64];
	if (fabs(number) > 1e15)
		return snprintf(room, PLAIN_ROOM, "%.3g", number), room;
	if (!write_quickly(number, decimals, digits))
		snprintf(digits, sizeof digits, "%.*f", decimals, number);
	if (decimals > 0) {
		size_t end = strlen(digits);
		while (digits[end - 1] == '0')
			digits[--end] = '\0';
		if (digits[end - 1] == '.')
			digits[--end] = '\0';
	}
	return with_commas(digits, room);
}

const char *plain_number(double number, char room[PLAIN_ROOM])
{
	return with_decimals(number, decimals_of(number), room);
}

int plain_side_of(double number, double other)
{
	double slack = 1e-9 * fmax(fabs(number), fabs(other));
	return (number > other + slack) - (number < other - slack);
}

/* So many that what is said lies on the same side of the other, or is it, as the number. */
static int decimals_beside(double number, double other, int least)
{
	int decimals = least;
	for (double scale = pow(10, least); decimals < MOST_DECIMALS; decimals++, scale *= 10)
		if (plain_side_of(round(number * scale) / scale, other) == plain_side_of(number, other))
			return decimals;
	return decimals;
}

const char *plain_beside(double number, double other, char room[PLAIN_ROOM])
{
	return with_decimals(number, decimals_beside(number, other, decimals_of(number)), room);
}

/* How far apart they are once they are rounded. */
static double apart(double before, double after, int decimals)
{
	double scale = pow(10, decimals);
	return fabs(round(after * scale) - round(before * scale)) / scale;
}

static bool adds_up(double before, double after, int decimals)
{
	double size = apart(before, after, decimals), rest = fabs(fabs(after - before) - size);
	return size > 0 && rest <= 0.51 * pow(10, -decimals);
}

void plain_change(double before, double after, struct plain_change *said)
{
	int one = decimals_of(before), other = decimals_of(after), decimals = one < other ? other : one;
	while (decimals < ENOUGH_DECIMALS && !adds_up(before, after, decimals))
		decimals++;
	double size = apart(before, after, decimals);
	with_decimals(before, decimals, said->before);
	with_decimals(after, decimals, said->after);
	if (size > 0)
		with_decimals(size, decimals, said->size);
	else
		plain_number(fabs(after - before), said->size);
}

const char *plain_roughly(double number, char room[PLAIN_ROOM])
{
	return plain_number(fabs(number) >= 10 ? round(number) : number, room);
}

static const char *say(char room[PLAIN_ROOM], const char *words)
{
	return memccpy(room, words, '\0', PLAIN_ROOM), room;
}

/* At most so many bytes of the text; gives what is behind them. */
static char *add(char *end, const char *text, size_t most)
{
	return mempcpy(end, text, strnlen(text, most));
}

const char *plain_times(double count, char room[PLAIN_ROOM])
{
	char number[PLAIN_ROOM];
	plain_number(count, number);
	if (strcmp(number, "1") == 0)
		return say(room, "once");
	if (strcmp(number, "2") == 0)
		return say(room, "twice");
	*add(add(room, number, 80), " times", 6) = '\0';
	return room;
}

/* Three digits that matter from a hundred thousand on: nobody knows more of such a sum. */
static double rounded_money(double pounds)
{
	double step = 1000;
	while (fabs(pounds) >= 1000 * step)
		step *= 10;
	return fabs(pounds) >= 1e5 ? round(pounds / step) * step : pounds;
}

/* Below a hundred thousand, from where on it is about that much. */
double plain_money_said(double pounds)
{
	pounds = rounded_money(pounds);
	return fabs(pounds) < 10 ? round(pounds * 100) / 100 : round(pounds);
}

const char *plain_money(double pounds, char room[PLAIN_ROOM])
{
	char number[PLAIN_ROOM], digits[64];
	if (!(fabs(pounds) <= 1e15))
		return snprintf(room, PLAIN_ROOM, "£%.3g", pounds), room;
	pounds = rounded_money(pounds);
	if (fabs(pounds) >= 1e6)
		return snprintf(room, PLAIN_ROOM, "%s£%.80s million", pounds < 0 ? "-" : "",
				plain_number(fabs(pounds) / 1e6, number)),
		       room;
	snprintf(digits, sizeof digits, fabs(pounds) < 10 && fabs(pounds - round(pounds)) > 0.005 ? "%.2f" : "%.0f",
		 fabs(pounds));
	snprintf(room, PLAIN_ROOM, "%s£%.80s", pounds < 0 && strcmp(digits, "0") != 0 ? "-" : "",
		 with_commas(digits, number));
	return room;
}

const char *plain_percent(double share, char room[PLAIN_ROOM])
{
	double percent = 100 * share;
	bool whole = percent >= 9.95 || fabs(percent - round(percent)) < 0.05;
	snprintf(room, PLAIN_ROOM, whole ? "%.0f%%" : "%.1f%%", percent);
	return room;
}

const char *plain_percent_beside(double share, double other, char room[PLAIN_ROOM])
{
	char number[PLAIN_ROOM];
	int decimals = decimals_beside(100 * share, 100 * other, fabs(share) >= 0.0995 ? 0 : 1);
	snprintf(room, PLAIN_ROOM, "%.80s%%", with_decimals(100 * share, decimals, number));
	return room;
}

/* With the nearest word, however far, one point would look like seven. */
static const struct {
	double from, to;
	const char *says;
} spoken_shares[] = {
    {0, 1e-9, "none"},
    {1e-9, 0.03, "hardly any"},
    {0.09, 0.11, "a tenth"},
    {0.19, 0.21, "a fifth"},
    {0.24, 0.26, "a quarter"},
    {0.3234, 0.3433, "a third"},
    {0.39, 0.41, "two fifths"},
    {0.49, 0.51, "half"},
    {0.59, 0.61, "three fifths"},
    {0.6567, 0.6766, "two thirds"},
    {0.74, 0.76, "three quarters"},
    {0.79, 0.81, "four fifths"},
    {0.89, 0.91, "nine tenths"},
    {0.97, 1 - 1e-9, "nearly all"},
    {1 - 1e-9, 1.0001, "all"},
};

const char *plain_share(double share, char room[PLAIN_ROOM])
{
	for (size_t i = 0; i < sizeof spoken_shares / sizeof *spoken_shares; i++)
		if (share >= spoken_shares[i].from && share < spoken_shares[i].to)
			return say(room, spoken_shares[i].says);
	return plain_percent(share, room);
}

static bool about(double share, double quarter)
{
	return fabs(share - quarter) <= 0.015 + 1e-12;
}

/* Quarters and tenths where they come near, else one in so many. */
const char *plain_people(double share, char room[PLAIN_ROOM])
{
	if (!(share > 0))
		return say(room, "no one");
	if (share >= 0.995)
		return say(room, share > 0.99999 ? "everyone" : "nearly everyone");
	if (share >= 0.95)
		return snprintf(room, PLAIN_ROOM, "%.0f in 100 people", floor(share * 100)), room;
	if (share >= 0.45 && share < 0.55)
		return say(room, "half of people");
	if (about(share, 0.25) || about(share, 0.75))
		return say(room, share < 0.5 ? "1 in 4 people" : "3 in 4 people");
	if (share >= 0.085)
		return snprintf(room, PLAIN_ROOM, "%.0f in 10 people", fmax(1, round(share * 10))), room;
	if (share < 0.0005)
		return say(room, "fewer than 1 in 1,000 people");
	double of = 1 / share, step = of >= 200 ? 100 : of >= 50 ? 10 : of >= 25 ? 5 : 1;
	char number[PLAIN_ROOM];
	plain_number(round(of / step) * step, number);
	snprintf(room, PLAIN_ROOM, "1 in %.60s people", number);
	return room;
}

/* From ten on a whole number; of so many people that it comes to one at least. */
const char *plain_for_every(double mean, char room[PLAIN_ROOM])
{
	char times[PLAIN_ROOM], number[PLAIN_ROOM];
	double people = 100;
	while (mean * people < 0.95 && people < 1e6)
		people *= 10;
	double count = mean * people;
	plain_times(count >= 10 ? round(count) : count, times);
	char *end = add(add(room, times, 40), " for every ", 11);
	*add(add(end, plain_number(people, number), 30), " people", 7) = '\0';
	return room;
}

const char *plain_exactly(double share, char room[PLAIN_ROOM])
{
	double tenths = share * 10;
	if (fabs(tenths - round(tenths)) < 1e-9)
		return plain_people(share, room);
	snprintf(room, PLAIN_ROOM, "%.6g in 100 people", share * 100);
	return room;
}

const char *plain_list(struct arena *arena, const char *const *texts, uint32_t count, const char *last)
{
	size_t length = strlen(last) + 3;
	for (uint32_t i = 0; i < count; i++)
		length += strlen(texts[i]) + 2;
	char *list = arena_take(arena, length), *end = list;
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0 && i + 1 == count)
			end += sprintf(end, " %s ", last);
		else if (i > 0)
			end = stpcpy(end, ", ");
		end = stpcpy(end, texts[i]);
	}
	return list;
}

const char *plain_add(struct arena *arena, struct plain_row *row, const char *between, const char *text)
{
	if (row->length == 0)
		between = "";
	size_t length = row->length + strlen(between) + strlen(text);
	if (length >= row->room) {
		size_t room = 2 * length + PLAIN_ROOM;
		row->text = arena_grow(arena, row->text, row->room, room);
		row->room = room;
	}
	stpcpy(stpcpy(row->text + row->length, between), text);
	row->length = length;
	return row->text;
}

char *plain_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *text = text_format_list(arena, format, arguments);
	va_end(arguments);
	return text;
}
