/* Findings that the group has looked at and lives with. */
#include "load/sections.h"

#include "carepath/catalogue.h"

#include <stddef.h>

struct draft {
	struct acceptance acceptance;
	uint32_t thing; /* node */
};

enum { FINDING, AT_STEPS, THING, WHY };

static void read_rule(struct load *load, const struct field *field, uint32_t value, void *into)
{
	const char *names[RULE_COUNT];
	struct view text;

	for (enum rule i = 0; i < RULE_COUNT; i++)
		names[i] = rules[i].name;
	const struct word_set set = {names, RULE_COUNT, 0};
	if (value_is_text(load, field->key, value, &text))
		*(uint32_t *)into = read_word(load, field->key, value, text, &set);
}

static const struct value_type value_rule = {"rule", read_rule};

#define AT(member) .offset = offsetof(struct draft, member)

/* clang-format off */
static const struct field fields[] = {
    [FINDING] = {KEY("finding"), &value_rule, AT(acceptance.rule), FIELD_NEEDED, .meaning = "the rule that finds it"},
    [AT_STEPS] = {KEY("at"), &value_steps, AT(acceptance.at), .meaning = "where; both steps of a hand-off"},
    [THING] = {KEY("thing"), &value_node, AT(thing), .form = "word", .meaning = "what is asked or done again"},
    [WHY] = {KEY("why"), &value_text, AT(acceptance.why), .meaning = "why the group lives with it"},
};
/* clang-format on */

const struct record acceptance_record = RECORD("accepted finding", fields);

static struct acceptance read_acceptance(struct load *load, uint32_t value)
{
	struct draft draft = {.acceptance = {.rule = NONE, .thing = NONE}};
	struct span at = {load_span(load, value).start, load_span(load, value).start + 1};
	struct given given = {0};
	struct view text;

	record_read(load, &acceptance_record, value, at, NULL, &draft, &given);
	draft.acceptance.span = given_has(&given, FINDING) ? given_span(load, &given, FINDING) : at;
	if (draft.thing && value_is_name(load, "thing", draft.thing, &text))
		draft.acceptance.thing = words_add(load, text);
	return draft.acceptance;
}

void acceptances_read(struct load *load, uint32_t section)
{
	bool listed = section && record_listed(load, &acceptance_record, "accept", section);
	struct items items = listed ? items_of(load, section) : (struct items){0};
	struct pathway *pathway = load->pathway;
	uint32_t item;

	pathway->acceptances = ARENA_ARRAY(load->arena, struct acceptance, items.count);
	while (items_next(&items, &item))
		pathway->acceptances[pathway->acceptance_count++] = read_acceptance(load, item);
}
