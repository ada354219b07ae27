#include "values.h"

#include "carepath/text.h"

#include <string.h>

uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
	/* splitmix64 */
	uint64_t z = dice->state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ (z >> 31)) % sides);
}

#define PICK(dice, list) ((list)[dice_roll(dice, sizeof(list) / sizeof *(list))])

static const char *const texts[] = {
    "Home",     "no",     "1.10",        "it's so: wait", "a # b",        "# first",     "[x] {y}",  "Zoë 🏥 🧓",
    "a, b",     "- dash", "\"quoted\"",  "back\\slash",   "2024-01-05",   "ends with:",  "~",        "*star",
    "it's",     "100%",   "two\nlines",  "a\n\nb # c\nd", " blank first", "blank last ", "a:b",      "? what",
    "Ward 7",   "£304",   "| block",     "> folded",      "!tag",         "&anchor",     "%percent", "@at",
    "'single'", "Null",   "{ not: flow", "---",           "a\ttab",       "<<",          "0x1F",     "x: {y}",
};
static const char *const words[] = {"story",    "medicines", "home situation", "x-ray",        "no",
				    "\"a, b\"", "1.5",       "who: me",        "observations", "Zoë 🏥",
				    "it's",     "# sharp",   "blood tests"};
static const char *const durations[] = {"2h",    "1d..3d", "1h..2h..5h", "mean 3d",    "median 3d p90 10d",
					"40min", "1d 4h",  "0",          "2 workdays", "6 weeks",
					"3 dyas"};
static const char *const targets[] = {"2d", "90% within 4h", "mean 18min", "sometime"};
static const char *const shares[] = {"10%", "0.25", "5%", "33.3%", "70", "100%"};
static const char *const feelings[] = {"-2", "-1", "0", "1", "2", "3"};
static const char *const costs[] = {"£120", "£304/day", "£1,250.50", "[£120, £24.10/hour]", "twelve"};
static const char *const voices[] = {"I waited, and waited.", "[{ says: \"No: never\", consent: yes }]",
				     "[{ says: Why, who: her son, consent: published }]", "[sic] it was"};

static const char *random_words(struct arena *arena, struct dice *dice)
{
	uint32_t count = 1 + dice_roll(dice, 4);
	const char *list = "";
	for (uint32_t i = 0; i < count; i++) {
		const char *word = PICK(dice, words);
		if (!strstr(list, word))
			list = text_format(arena, "%s%s%s", list, *list ? ", " : "", word);
	}
	return list;
}

static const char *by_key(struct arena *arena, struct dice *dice, const char *key)
{
	static const struct choice {
		const char *key;
		const char *const *list;
		uint32_t count;
	} choices[] = {
	    {"target", targets, 4}, {"share", shares, 6}, {"feeling", feelings, 6},
	    {"cost", costs, 5},     {"voice", voices, 4},
	};
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (strcmp(choices[i].key, key) == 0)
			return choices[i].list[dice_roll(dice, choices[i].count)];
	if (strcmp(key, "obstacle") == 0 && dice_roll(dice, 2))
		return "[No form, \"no, no door\"]";
	return text_format(arena, "%s", PICK(dice, texts));
}

const char *random_value(struct arena *arena, struct dice *dice, const struct pathway *pathway,
			 const struct edit_field *field)
{
	if (field->words && field->only_offered)
		return field->words->words[dice_roll(dice, field->words->count)];
	switch (field->offer) {
	case OFFER_YES_NO:
		return dice_roll(dice, 2) ? "yes" : "no";
	case OFFER_TEAMS:
		return pathway->teams[dice_roll(dice, pathway->team_count)].id;
	case OFFER_STEPS:
		return pathway->steps[dice_roll(dice, pathway->step_count)].id;
	case OFFER_SOURCES:
		return pathway->source_count ? pathway->sources[dice_roll(dice, pathway->source_count)].id : "none";
	default:
		break;
	}
	if (field->form == EDIT_WORDS)
		return random_words(arena, dice);
	return strncmp(field->type, "duration", 8) == 0 ? PICK(dice, durations) : by_key(arena, dice, field->key);
}
