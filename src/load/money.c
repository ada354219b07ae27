#include "load/money.h"

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

static void read_costs(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct items items = items_of(load, value);
	struct cost *costs = ARENA_ARRAY(load->arena, struct cost, items.count);
	uint32_t count = 0, item;
	struct view text;

	while (items_next(&items, &item))
		if (entry_is_text(load, field->key, item, &text) && read_cost(load, item, text, &costs[count]))
			count++;
	*(struct costs *)into = (struct costs){costs, count};
}

const struct value_type value_costs = {"money, or list", read_costs};
