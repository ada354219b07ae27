#include "load/word_list.h"

#include "carepath/text.h"

#include <string.h>

enum {
	/* A class of more different words than this is not looked through for
	 * slips: each would be compared with each. */
	MOST_COMPARED = 2000,
	SHORTEST_COMPARED = 4, /* letters: CT and OT are no slips */
};

/* Its number by how it is capitalised in the first place. */
static uint32_t add_folded(struct load *load, struct view text)
{
	struct word_table *table = &load->words;
	char *written = load_keep(load, text);
	char *folded = text_fold(load->arena, written);
	bool is_new;
	uint32_t index = *hash_add(load->scratch, &table->folded, view_of(folded), 0, table->words.count, &is_new);

	if (is_new) {
		*list_add(load->arena, &table->words) = (struct word){.text = written, .folded = folded};
		list_add(load->scratch, &table->uses);
	}
	return index;
}

uint32_t words_add(struct load *load, struct view text)
{
	const uint32_t *known = hash_find(&load->words.spellings, text, 0);
	bool is_new;

	if (known)
		return *known;
	uint32_t index = add_folded(load, text);
	return *hash_add(load->scratch, &load->words.spellings, text, 0, index, &is_new);
}

static void count_thing(struct load *load, struct word_use *use, struct span span)
{
	struct word_table *table = &load->words;

	table->things += !use->is_thing;
	use->is_thing = true;
	if (table->things <= MOST_THINGS || table->too_many)
		return;
	table->too_many = true;
	diagnostic_error(load->diagnostics, span, "with this, more than 1,000 different things are asked or done")
	    ->help = "write the same thing with the same word in every step";
}

static void count_use(struct load *load, uint32_t word, uint32_t class, struct span span)
{
	struct word_use *use = &load->words.uses.at[word];
	uint32_t compared = class == WORDS_NAMED ? WORDS_THINGS : class;

	if (compared < WORD_CLASSES && use->uses[compared]++ == 0)
		use->first[compared] = span;
	if (class == WORDS_THINGS)
		count_thing(load, use, span);
}

static void read_words(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct items items = items_of(load, value);
	struct span before;
	struct view text;
	uint32_t item;

	load->numbers.count = 0;
	mentions_start(&load->words.mentions);
	while (!load->words.too_many && items_next(&items, &item)) {
		if (!value_is_name(load, field->key, item, &text))
			continue;
		uint32_t word = words_add(load, text);
		if (mentions_add(load, &load->words.mentions, word, load_span(load, item), &before)) {
			*list_add(load->scratch, &load->numbers) = word;
			count_use(load, word, field->words_class, load_span(load, item));
		} else {
			load_twice(load, item, before);
		}
	}
	*(struct indexes *)into = indexes_keep(load);
}

const struct value_type value_words = {"list of words", read_words};

void words_mark_routine(struct load *load)
{
	for (uint32_t i = 0; i < routine_words.count; i++) {
		const uint32_t *word = hash_find(&load->words.folded, view_of(routine_words.words[i]), 0);
		if (word)
			load->words.words.at[*word].routine = true;
	}
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* What is left of both where they start and end alike is taken away. */
static void strip_alike(struct view *a, struct view *b)
{
	while (a->length && b->length && a->bytes[0] == b->bytes[0])
		a->bytes++, a->length--, b->bytes++, b->length--;
	while (a->length && b->length && a->bytes[a->length - 1] == b->bytes[b->length - 1])
		a->length--, b->length--;
}

static bool ends_in(struct view text, const char *end)
{
	size_t length = strlen(end);
	return text.length > length && memcmp(text.bytes + text.length - length, end, length) == 0;
}

/* "story" and "stories" */
static bool is_plural(struct view one, struct view many)
{
	if (many.length <= one.length)
		return false;
	bool prefix = memcmp(one.bytes, many.bytes, one.length) == 0;
	if (prefix && (many.length - one.length == 1 || many.length - one.length == 2))
		return ends_in(many, "s") && (many.length - one.length == 1 || ends_in(many, "es"));
	return ends_in(one, "y") && ends_in(many, "ies") && many.length == one.length + 2 &&
	       memcmp(one.bytes, many.bytes, one.length - 1) == 0;
}

bool words_alike(struct view a, struct view b)
{
	struct view left_a = a, left_b = b;
	uint32_t longer = a.length > b.length ? a.length : b.length;

	if (longer < SHORTEST_COMPARED || longer - (a.length < b.length ? a.length : b.length) > 4)
		return false;
	if (is_plural(a, b) || is_plural(b, a))
		return true;
	strip_alike(&left_a, &left_b);
	/* A letter has up to four bytes, and two may have changed places. */
	if (left_a.length > 8 || left_b.length > 8)
		return false;
	/* "ward 6" and "ward 7" are two wards. */
	if ((left_a.length && is_digit(left_a.bytes[0])) || (left_b.length && is_digit(left_b.bytes[0])))
		return false;
	char rest_a[9] = {0}, rest_b[9] = {0};
	memcpy(rest_a, left_a.bytes, left_a.length);
	memcpy(rest_b, left_b.bytes, left_b.length);
	return text_distance(rest_a, rest_b, 1) <= 1;
}

static void warn(struct load *load, uint32_t word, uint32_t class, const char *other)
{
	const char *text = load->words.words.at[word].text;
	struct diagnostic *diagnostic = diagnostic_warning(load->diagnostics, load->words.uses.at[word].first[class],
							   "'%s' is used only once, and is nearly '%s'", text, other);

	load_help(load, diagnostic, "did you mean '%s'?", other);
}

/* Words that everyone may use count as used. */
static const struct word_set *const offered[WORD_CLASSES] = {
    [WORDS_THINGS] = &routine_words,
    [WORDS_REASONS] = &offered_reasons,
};

static bool is_offered(struct view folded, uint32_t class)
{
	const struct word_set *set = offered[class];

	for (uint32_t i = 0; set && i < set->count; i++)
		if (view_is(folded, set->words[i]))
			return true;
	return false;
}

static const char *offered_near(struct view folded, uint32_t class)
{
	const struct word_set *set = offered[class];

	for (uint32_t i = 0; set && i < set->count; i++)
		if (words_alike(folded, view_of(set->words[i])))
			return set->words[i];
	return NULL;
}

/* Of two words that are used once each, the later is the slip. */
static const char *used_near(const struct load *load, uint32_t word, uint32_t class)
{
	const struct word_table *table = &load->words;
	const struct word_use *own = &table->uses.at[word];

	for (uint32_t i = 0; i < table->words.count; i++) {
		const struct word_use *use = &table->uses.at[i];
		bool other = i != word && use->uses[class] > 0;
		if (other && (use->uses[class] > 1 || use->first[class].start < own->first[class].start) &&
		    words_alike(view_of(table->words.at[word].folded), view_of(table->words.at[i].folded)))
			return table->words.at[i].text;
	}
	return NULL;
}

static void check_class(struct load *load, uint32_t class)
{
	const struct word_table *table = &load->words;

	for (uint32_t i = 0; i < table->words.count; i++) {
		struct view folded = view_of(table->words.at[i].folded);
		if (table->uses.at[i].uses[class] != 1 || is_offered(folded, class))
			continue;
		const char *near = offered_near(folded, class);
		if (!near)
			near = used_near(load, i, class);
		if (near)
			warn(load, i, class, near);
	}
}

void words_check(struct load *load)
{
	for (uint32_t class = 0; class < WORD_CLASSES; class ++) {
		uint32_t count = 0;
		for (uint32_t i = 0; i < load->words.words.count; i++)
			count += load->words.uses.at[i].uses[class] > 0;
		if (count <= MOST_COMPARED)
			check_class(load, class);
	}
}
