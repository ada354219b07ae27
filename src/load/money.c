#include "load/money.h"

#include "load/sections.h"

#include "carepath/text.h"

bool take_pounds(struct view *text, double *pounds)
{
	unsigned decimals;

	take_word(text, "£");
	return take_number(text, pounds, &decimals) && decimals <= 2;
}

static const struct rate {
	const char *unit;
	unsigned per;
} rates[] = {{"day", COST_DAY}, {"hour", COST_HOUR}};

static void say_unit(struct load *load, uint32_t value, struct view unit)
{
	static const char *const words[] = {"day", "hour"};
	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, value), "'%s' is no unit that a cost is counted by",
			     load_shown(load, unit));

	diagnostic->help = "write £120 for each time, £304/day or £24.10/hour";
	load_suggest(load, diagnostic, load_line(load, unit), words, 2);
}

static void say_no_money(struct load *load, uint32_t value, struct view text)
{
	struct view rest = text;
	bool below = take_word(&rest, "-") || (take_word(&rest, "£") && take_word(&rest, "-"));
	struct diagnostic *diagnostic =
	    say_not(load, value, below ? "an amount of money: it is never below zero" : "an amount of money");

	diagnostic->help = "write £120, £1,250.50, £304/day or £24.10/hour";
}

/* The unit behind the amount; none is a passage. */
static bool read_unit(struct load *load, uint32_t value, struct view unit, struct cost *cost)
{
	cost->per = COST_PASSAGE;
	if (unit.length == 0)
		return true;
	if (!take_word(&unit, "/")) {
		say_no_money(load, value, without_blanks(load_view(load, value)));
		return false;
	}
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		if (view_is(unit, rates[i].unit)) {
			cost->per = rates[i].per;
			return true;
		}
	}
	say_unit(load, value, unit);
	return false;
}

static bool read_cost(struct load *load, uint32_t value, struct view text, struct cost *cost)
{
	struct view rest = without_blanks(text);

	if (take_pounds(&rest, &cost->pounds))
		return read_unit(load, value, rest, cost);
	say_no_money(load, value, without_blanks(text));
	return false;
}

uint32_t payer_find(struct load *load, uint32_t value, struct view name)
{
	uint32_t payer = text_table_find(&load->payers, name);

	if (payer != NONE || load->payers.unknown)
		return payer;
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, value),
							 "no organisation has the payer '%s'", load_shown(load, name));
	load_suggest(load, diagnostic, load_line(load, name), load->payers.texts.at, load->payers.texts.count);
	load_help_list(load, diagnostic, "payers", load->payers.texts.at, load->payers.texts.count);
	return NONE;
}

/* One amount or a list, all paid by `payer`; there is room for them. */
static void read_amounts(struct load *load, const char *key, uint32_t value, uint32_t payer, struct cost *costs,
			 uint32_t *count)
{
	struct items items = items_of(load, value);
	uint32_t item;
	struct view text;

	while (items_next(&items, &item)) {
		struct cost *cost = &costs[*count];
		cost->payer = payer;
		if (entry_is_text(load, key, item, &text) && read_cost(load, item, text, cost))
			++*count;
	}
}

/* Each payer with what it pays. */
static struct costs read_by_payer(struct load *load, const char *key, uint32_t value)
{
	struct pairs pairs = {0};
	uint32_t room = 0, count = 0;

	pairs_read(load, "payer", value, &pairs);
	for (uint32_t i = 0; i < pairs.at.count; i++)
		room += items_of(load, pairs.at.at[i].value).count;
	struct cost *costs = ARENA_ARRAY(load->arena, struct cost, room);
	for (uint32_t i = 0; i < pairs.at.count; i++) {
		const struct pair *pair = &pairs.at.at[i];
		uint32_t payer = payer_find(load, pair->key, load_view(load, pair->key));
		if (!says_blank(load, pair->key, pair->value))
			read_amounts(load, key, pair->value, payer, costs, &count);
	}
	return (struct costs){costs, count};
}

static void read_costs(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct costs *costs = into;

	if (load_node(load, value)->kind == NODE_MAPPING) {
		*costs = read_by_payer(load, field->key, value);
		return;
	}
	struct cost *at = ARENA_ARRAY(load->arena, struct cost, items_of(load, value).count);
	costs->at = at;
	read_amounts(load, field->key, value, NONE, at, &costs->count);
}

const struct value_type value_costs = {"money, list of it, or mapping payer → money or list", read_costs};
