#include "load/values.h"

#include "carepath/text.h"

#include <math.h>
#include <string.h>

enum { MOST_DIGITS = 15 }; /* as many as a double surely keeps */

struct diagnostic *say_not(struct load *load, uint32_t value, const char *what)
{
	return diagnostic_error(load->diagnostics, load_span(load, value), "'%s' is not %s",
				load_shown(load, load_view(load, value)), what);
}

/* What was probably meant: one value, or a list in the other brackets. */
static const char *help_for_text(const struct load *load, uint32_t value)
{
	const struct node *node = load_node(load, value);
	bool brackets = node->style == NODE_BRACKETS;

	if (node->kind == NODE_LIST)
		return brackets ? "give one value, without [ ]" : "give one value, without '-'";
	bool no_values = node->count > 0 && node_is_blank(load_node(load, tree_next(load->tree, tree_first(value))));
	return brackets && no_values ? "a list is written in the other brackets: [a, b]" : NULL;
}

bool value_is_text(struct load *load, const char *key, uint32_t value, struct view *text)
{
	const struct node *node = load_node(load, value);

	if (node->faulty)
		return false;
	if (node->kind != NODE_TEXT) {
		diagnostic_error(load->diagnostics, node_span(node), "'%s' takes a text here, not a %s", key,
				 kind_word(load, value))
		    ->help = help_for_text(load, value);
		return false;
	}
	*text = node_text(load->tree, node);
	return true;
}

bool entry_is_text(struct load *load, const char *key, uint32_t value, struct view *text)
{
	if (!value_is_text(load, key, value, text))
		return false;
	if (text->length == 0)
		diagnostic_error(load->diagnostics, load_span(load, value), "the text of '%s' is empty", key);
	return text->length > 0;
}

bool value_is_name(struct load *load, const char *key, uint32_t value, struct view *text)
{
	if (!entry_is_text(load, key, value, text))
		return false;
	while (text->length > 0 && text->bytes[text->length - 1] == '\n')
		text->length--;
	if (text->length == 0 || memchr(text->bytes, '\n', text->length)) {
		diagnostic_error(load->diagnostics, load_span(load, value), "the text of '%s' must be one line", key);
		return false;
	}
	return true;
}

struct view without_blanks(struct view text)
{
	while (text.length && text.bytes[0] == ' ')
		text.bytes++, text.length--;
	while (text.length && (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\n'))
		text.length--;
	return text;
}

bool take_word(struct view *text, const char *start)
{
	size_t length = strlen(start);

	if (text->length < length || memcmp(text->bytes, start, length) != 0)
		return false;
	text->bytes += length;
	text->length -= (uint32_t)length;
	*text = without_blanks(*text);
	return true;
}

static bool is_digit(struct view text, uint32_t at)
{
	return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* A comma between thousands has three digits behind it, and at most three
 * before the first. */
static bool is_thousands(struct view text, uint32_t at, uint32_t digits, bool had_comma)
{
	return at < text.length && text.bytes[at] == ',' && digits > 0 && (had_comma ? digits == 3 : digits <= 3) &&
	       is_digit(text, at + 1) && is_digit(text, at + 2) && is_digit(text, at + 3) && !is_digit(text, at + 4);
}

bool take_number(struct view *text, double *number, unsigned *decimals)
{
	uint32_t at = 0, digits = 0, group = 0;
	bool comma = false;
	double value = 0, scale = 1;

	while (is_digit(*text, at) || is_thousands(*text, at, group, comma)) {
		if (text->bytes[at] == ',') {
			comma = true;
			group = 0;
		} else {
			value = value * 10 + (text->bytes[at] - '0');
			digits++;
			group++;
		}
		at++;
	}
	*decimals = 0;
	if (digits && at < text->length && text->bytes[at] == '.' && is_digit(*text, at + 1)) {
		for (at++; is_digit(*text, at); at++, ++*decimals, digits++) {
			value = value * 10 + (text->bytes[at] - '0');
			scale *= 10;
		}
	}
	if (digits == 0 || digits > MOST_DIGITS)
		return false;
	*number = value / scale;
	*text = without_blanks((struct view){text->bytes + at, text->length - at});
	return true;
}

static void read_text_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_text(load, field->key, value, &text)) {
		while (text.length && text.bytes[text.length - 1] == '\n')
			text.length--;
		*(const char **)into = load_keep(load, text);
	}
}

static void read_name_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_name(load, field->key, value, &text))
		*(const char **)into = load_keep(load, text);
}

uint32_t read_word(struct load *load, const char *key, uint32_t value, struct view text, const struct word_set *set)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (text.length && text.bytes[0] == set->words[i][0] && view_is(text, set->words[i]))
			return set->first + i;
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, value),
							 "'%s' cannot be '%s'", key, load_shown(load, text));
	load_suggest(load, diagnostic, load_line(load, text), set->words, set->count);
	load_help_list(load, diagnostic, "allowed", set->words, set->count);
	return NONE;
}

static void read_word_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (!value_is_text(load, field->key, value, &text))
		return;
	uint32_t word = read_word(load, field->key, value, text, field->words);
	if (word != NONE)
		memcpy(into, &word, sizeof word);
}

static void read_yes_no_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	static const char *const words[] = {"no", "yes"};
	static const struct answer {
		const char *written, *meant;
	} answers[] = {{"true", "yes"}, {"on", "yes"}, {"y", "yes"}, {"1", "yes"},
		       {"false", "no"}, {"off", "no"}, {"n", "no"},  {"0", "no"}};
	struct view text;

	if (!value_is_text(load, field->key, value, &text))
		return;
	if (view_is(text, "yes") || view_is(text, "no")) {
		*(bool *)into = view_is(text, "yes");
		return;
	}
	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, value), "'%s' takes yes or no, not '%s'", field->key,
			     load_shown(load, text));
	diagnostic->help = "write yes or no";
	load_suggest(load, diagnostic, load_line(load, text), words, 2);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (view_is(text, answers[i].written))
			load_help(load, diagnostic, "did you mean '%s'?", answers[i].meant);
}

/* False on a fault. The place is the whole value, as everywhere. */
static bool say_duration(struct load *load, uint32_t value, struct duration_fault fault)
{
	struct diagnostic *diagnostic;

	if (fault.message)
		diagnostic = diagnostic_error(load->diagnostics, load_span(load, value), "%s", fault.message);
	else if (fault.warning)
		diagnostic = diagnostic_warning(load->diagnostics, load_span(load, value), "%s", fault.warning);
	else
		return true;
	diagnostic->help = fault.help;
	return !fault.message;
}

/* The newest durations are kept: the same ones come again and again. */
/* One place in so many bytes of the file: of a small one, few pages are touched. */
static void make_known(struct load *load)
{
	load->known_room = FEW_KNOWN;
	while (load->known_room < KNOWN_DURATIONS && load->known_room < load->source->length / BYTES_A_DURATION)
		load->known_room *= 2;
	load->known = ARENA_ARRAY(load->scratch, struct known_duration, load->known_room);
}

static struct known_duration *known_duration(struct load *load, struct view text, bool minutes, bool length)
{
	if (text.length == 0 || text.length > sizeof load->known->text)
		return NULL;
	if (!load->known)
		make_known(load);
	return &load->known[view_code(text, (uintptr_t)load->known + minutes + 2u * length) % load->known_room];
}

static bool is_known(const struct known_duration *known, struct view text, bool minutes, bool length)
{
	return known && known->minutes == minutes && known->is_length == length &&
	       view_same((struct view){known->text, known->count}, text);
}

/* Only what nothing is to be said of is worth keeping. */
static void note_duration(struct known_duration *known, struct view text, bool minutes, bool length,
			  struct duration duration)
{
	if (!known)
		return;
	known->count = (uint8_t)text.length;
	known->minutes = minutes;
	known->is_length = length;
	known->duration = duration;
	memcpy(known->text, text.bytes, text.length);
}

bool read_duration(struct load *load, uint32_t value, struct view text, bool minutes, struct duration *duration)
{
	struct known_duration *known = known_duration(load, text, minutes, false);

	if (is_known(known, text, minutes, false)) {
		*duration = known->duration;
		return true;
	}
	struct duration_fault fault = duration_read(load->arena, load_line(load, text), minutes, duration);
	if (!fault.message && !fault.warning)
		note_duration(known, text, minutes, false, *duration);
	return say_duration(load, value, fault);
}

bool read_length(struct load *load, uint32_t value, struct view text, double *seconds)
{
	struct known_duration *known = known_duration(load, text, false, true);

	if (is_known(known, text, false, true)) {
		*seconds = known->duration.factor;
		return true;
	}
	struct duration_fault fault = duration_read_length(load->arena, load_line(load, text), false, seconds);
	if (!fault.message && !fault.warning)
		note_duration(known, text, false, true, (struct duration){.factor = *seconds});
	return say_duration(load, value, fault);
}

static void read_duration_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_text(load, field->key, value, &text))
		read_duration(load, value, text, false, into);
}

static void read_takes_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_text(load, field->key, value, &text))
		read_duration(load, value, text, true, into);
}

static void read_length_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_text(load, field->key, value, &text))
		read_length(load, value, text, into);
}

bool read_share(struct load *load, uint32_t value, struct view text, double *share)
{
	struct view rest = without_blanks(text);
	double number;
	unsigned decimals;

	bool is_number = take_number(&rest, &number, &decimals);
	bool percent = is_number && view_is(rest, "%");
	if (is_number && (percent || rest.length == 0) && number <= (percent ? 100 : 1)) {
		*share = percent ? number / 100 : number;
		return true;
	}
	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, value),
			     "'%s' is not a share: a percentage, or a number from 0 to 1", load_shown(load, text));
	diagnostic->help = "write it as 70% or 0.7";
	if (is_number && rest.length == 0 && number <= 100)
		load_help(load, diagnostic, "did you mean '%.*s%%'?", (int)text.length, text.bytes);
	else if (percent)
		diagnostic->help = "a share is at most 100%";
	return false;
}

static void read_share_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_text(load, field->key, value, &text))
		read_share(load, value, text, into);
}

bool read_feeling(struct load *load, uint32_t value, struct view text, int *feeling)
{
	static const struct step {
		const char *written;
		int feeling;
	} steps[] = {{"-2", -2}, {"-1", -1}, {"0", 0}, {"1", 1}, {"2", 2}, {"+1", 1}, {"+2", 2}};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (view_is(text, steps[i].written)) {
			*feeling = steps[i].feeling;
			return true;
		}
	}
	say_not(load, value, "a feeling: a whole number from -2 to 2")->help = "-2 is very bad, 0 neither, 2 very good";
	return false;
}

static void read_feeling_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;

	if (value_is_text(load, field->key, value, &text))
		read_feeling(load, value, text, into);
}

static const struct rate_unit {
	const char *word;
	double in_a_year;
} rate_units[] = {{"year", 1}, {"month", 12}, {"week", 365.25 / 7}, {"day", 365.25}};

static void say_unit(struct load *load, uint32_t value, struct view unit)
{
	const char *words[sizeof rate_units / sizeof *rate_units];
	struct diagnostic *diagnostic;

	for (size_t i = 0; i < sizeof rate_units / sizeof *rate_units; i++)
		words[i] = rate_units[i].word;
	diagnostic = diagnostic_error(load->diagnostics, load_span(load, value),
				      "'%s' is no unit for how many people start", load_shown(load, unit));
	load_suggest(load, diagnostic, load_line(load, unit), words, sizeof words / sizeof *words);
	load_help_list(load, diagnostic, "units", words, sizeof words / sizeof *words);
}

/* "420", "420 a year" or "420 per year": the number is followed by `rest`. */
static void suggest_rate(struct load *load, struct diagnostic *diagnostic, uint32_t value, struct view rest)
{
	struct view written = without_blanks(load_view(load, value)), number = written;
	const char *unit = rest.length == 0 ? "year" : NULL;

	if (!rest.bytes)
		return;
	number.length = (uint32_t)(rest.bytes - written.bytes);
	if (take_word(&rest, "a ") || take_word(&rest, "per ") || take_word(&rest, "each ") ||
	    take_word(&rest, "every "))
		for (size_t i = 0; i < sizeof rate_units / sizeof *rate_units; i++)
			unit = view_is(rest, rate_units[i].word) ? rate_units[i].word : unit;
	if (unit)
		load_help(load, diagnostic, "did you mean '%s/%s'?", load_shown(load, without_blanks(number)), unit);
}

/* "420/year" */
static void read_rate_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct view text;
	double number;
	unsigned decimals;

	if (!value_is_text(load, field->key, value, &text))
		return;
	text = without_blanks(text);
	bool is_number = take_number(&text, &number, &decimals) && number > 0;
	if (!is_number || !take_word(&text, "/")) {
		struct diagnostic *diagnostic =
		    say_not(load, value, "a rate: a number of people over 0, and a unit (420/year)");
		suggest_rate(load, diagnostic, value, is_number ? text : (struct view){0});
		return;
	}
	for (size_t i = 0; i < sizeof rate_units / sizeof *rate_units; i++) {
		if (view_is(text, rate_units[i].word)) {
			*(double *)into = number * rate_units[i].in_a_year;
			return;
		}
	}
	say_unit(load, value, text);
}

static void read_texts_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct items items = items_of(load, value);
	const char **at = ARENA_ARRAY(load->arena, const char *, items.count);
	uint32_t count = 0, item;
	struct view text;

	while (items_next(&items, &item))
		if (entry_is_text(load, field->key, item, &text))
			at[count++] = load_keep(load, text);
	*(struct texts *)into = (struct texts){at, count};
}

static void read_node_value(struct load *load, const struct field *field, uint32_t value, void *into)
{
	(void)load;
	(void)field;
	*(uint32_t *)into = value;
}

const struct value_type value_text = {"text", read_text_value};
const struct value_type value_name = {"text of one line", read_name_value};
const struct value_type value_yes_no = {"yes/no", read_yes_no_value};
const struct value_type value_word = {"word", read_word_value};
const struct value_type value_length = {"duration, one length", read_length_value};
const struct value_type value_duration = {"duration", read_duration_value};
const struct value_type value_takes = {"duration", read_takes_value};
const struct value_type value_share = {"share", read_share_value};
const struct value_type value_feeling = {"whole number, -2 to 2", read_feeling_value};
const struct value_type value_rate = {"rate", read_rate_value};
const struct value_type value_texts = {"text, or list", read_texts_value};
const struct value_type value_node = {NULL, read_node_value};
