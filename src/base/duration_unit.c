#include "base/duration_unit.h"

#include "carepath/duration.h"
#include "carepath/text.h"

#include <string.h>

#define MINUTE 60.0
#define HOUR   SECONDS_AN_HOUR
#define DAY    SECONDS_A_DAY

enum { UNIT_COUNT = 8 };

const char *const duration_units[] = {"s", "min", "h", "d", "w", "workdays", "months", "years", NULL};

const struct duration_unit duration_unit_table[UNIT_COUNT] = {
    {1, "second", "seconds", {"s", "sec", "secs"}}, {MINUTE, "minute", "minutes", {"min", "mins", "m"}},
    {HOUR, "hour", "hours", {"h", "hr", "hrs"}},    {DAY, "day", "days", {"d"}},
    {1.4 * DAY, "workday", "workdays", {0}},        {7 * DAY, "week", "weeks", {"w"}},
    {30.4375 * DAY, "month", "months", {0}},        {365.25 * DAY, "year", "years", {0}},
};

size_t duration_word_length(const char *text)
{
	size_t length = 0, taken = 0;

	while (text[length] && text_is_letter(text_decode(text + length, strnlen(text + length, 4), &taken)))
		length += taken;
	return length;
}

bool duration_is_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++) {
		char letter = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i];
		if (letter != word[i])
			return false;
	}
	return duration_word_length(text) == length;
}

static bool has_name(const struct duration_unit *unit, const char *text)
{
	if (duration_is_word(text, unit->one) || duration_is_word(text, unit->many))
		return true;
	for (const char *const *other = unit->others; *other; other++)
		if (duration_is_word(text, *other))
			return true;
	return false;
}

const struct duration_unit *duration_unit_at(const char *text)
{
	for (size_t i = 0; i < UNIT_COUNT; i++)
		if (has_name(&duration_unit_table[i], text))
			return &duration_unit_table[i];
	return NULL;
}

const char *duration_unit_nearest(const char *word)
{
	const char *words[2 * UNIT_COUNT];

	for (size_t i = 0; i < UNIT_COUNT; i++) {
		words[2 * i] = duration_unit_table[i].many;
		words[2 * i + 1] = duration_unit_table[i].one;
	}
	return strlen(word) > 2 ? text_nearest(word, words, 2 * UNIT_COUNT) : NULL;
}
