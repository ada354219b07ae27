/* Scenarios: winter pressures, a flood. */
#include "load/sections.h"

#include <stddef.h>

struct draft {
	struct scenario scenario;
	uint32_t arrivals, waits, shares, lasts; /* nodes */
};

#define AT(member) .offset = offsetof(struct draft, member)

/* clang-format off */
static const struct field fields[] = {
    {KEY("name"), &value_name, AT(scenario.name), .meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    {KEY("arrivals"), &value_node, AT(arrivals), .form = "factor: `x1.4`", .meaning = "how many more (or fewer) people start"},
    {KEY("waits"), &value_node, AT(waits), .form = "`{ STEP: { TO: x2.2 } }`", .meaning = "what the waits on the arrows from STEP to TO are multiplied by, or a duration in their place"},
    {KEY("shares"), &value_node, AT(shares), .form = "`{ STEP: { TO: 40% } }`", .meaning = "who goes which way; ways that are not named divide the remainder as before. TO may be an arrow's outcome"},
    {KEY("lasts"), &value_node, AT(lasts), .form = "`{ STEP: x1.2 }`", .meaning = "what the time in STEP is multiplied by, or a duration in its place"},
    {KEY("source"), &value_sources, AT(scenario.sources), .meaning = "where the figures come from"},
};
/* clang-format on */

const struct record scenario_record = RECORD("scenario", fields);

/* All scenarios, while they are read. */
struct reading {
	struct load *load;
	struct hash ways; /* by the step that an arrow leads from and what it leads to: the newest such arrow */
	uint32_t *older;  /* by arrow: another one between the same, or NONE */
	LIST(struct scenario_wait) waits;
	LIST(struct scenario_share) shares;
};

/* What an arrow leads to, as a scenario names it. */
static struct view end_of(const struct load *load, const struct arrow *arrow)
{
	if (arrow->to != NONE)
		return view_of(load->pathway->steps[arrow->to].id);
	return view_of(arrow->outcome == NONE ? "" : load->outcomes.texts.at[arrow->outcome]);
}

static void note_ways(struct reading *reading)
{
	struct load *load = reading->load;
	const struct pathway *pathway = load->pathway;
	bool is_new;

	reading->older = ARENA_ARRAY(load->scratch, uint32_t, pathway->arrow_count);
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct arrow *arrow = &pathway->arrows[i];
		uint32_t *newest =
		    hash_add(load->scratch, &reading->ways, end_of(load, arrow), arrow->from, i, &is_new);
		reading->older[i] = is_new ? NONE : *newest;
		*newest = i;
	}
}

static void say_no_way(struct load *load, uint32_t from, uint32_t key)
{
	const struct step *step = &load->pathway->steps[from];
	struct view name = load_view(load, key);
	const char *ends[64];
	size_t count = 0;

	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, key), "no arrow leads from '%s' to '%s'",
			     load_shown(load, view_of(step->id)), load_shown(load, name));
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step) && count < 64; i++)
		ends[count++] = end_of(load, &load->pathway->arrows[i]).bytes;
	load_suggest(load, diagnostic, load_line(load, name), ends, count);
	load_help_list(load, diagnostic, "it leads to", ends, count);
}

/* The newest arrow from a step to what a key names; NONE where there is none,
 * which was said. */
static uint32_t find_way(struct reading *reading, uint32_t from, uint32_t key)
{
	const uint32_t *arrow = hash_find(&reading->ways, load_view(reading->load, key), from);

	if (arrow)
		return *arrow;
	if (!reading->load->broken_ways && !reading->load->outcomes.unknown)
		say_no_way(reading->load, from, key);
	return NONE;
}

/* "x1.4": false, silently, when it is none. */
static bool take_factor(struct view text, double *factor)
{
	unsigned decimals;

	text = without_blanks(text);
	return (take_word(&text, "x") || take_word(&text, "×")) && take_number(&text, factor, &decimals) &&
	       text.length == 0;
}

/* "2", which says neither how many times nor how long. */
static bool is_number(struct view text)
{
	double number;
	unsigned decimals;

	return take_number(&text, &number, &decimals) && text.length == 0 && number > 0;
}

static const struct spread nothing = {.kind = DURATION_CONSTANT};

/* A factor, or a duration in its place. */
static bool read_change(struct load *load, const struct pair *pair, struct scenario_wait *change)
{
	struct view text;

	if (says_blank(load, pair->key, pair->value) || !value_is_text(load, "a factor", pair->value, &text))
		return false;
	if (!take_factor(text, &change->factor)) {
		if (!is_number(text) && (text.length == 0 || text.bytes[0] != 'x'))
			return read_duration(load, pair->value, text, false, &change->duration);
		say_not(load, pair->value, "a factor")->help = "write it as x1.4, or write a duration with its unit";
		return false;
	}
	/* Nothing times anything is nothing, outright. */
	if (change->factor == 0)
		change->duration = (struct duration){.spread = &nothing, .factor = 1};
	return true;
}

static void read_waits_from(struct reading *reading, uint32_t from, uint32_t value)
{
	struct load *load = reading->load;
	struct pairs pairs = {0};

	pairs_read(load, "step", value, &pairs);
	for (uint32_t i = 0; i < pairs.at.count; i++) {
		struct scenario_wait change = {.from = from};
		uint32_t arrow = find_way(reading, from, pairs.at.at[i].key);
		bool read = read_change(load, &pairs.at.at[i], &change);
		if (!read || arrow == NONE)
			continue;
		change.to = load->pathway->arrows[arrow].to;
		if (duration_given(&load->pathway->arrows[arrow].after))
			diagnostic_error(load->diagnostics, load_span(load, pairs.at.at[i].key),
					 "life goes on between '%s' and '%s' ('after'): nobody waits there",
					 load->pathway->steps[from].id, load->pathway->steps[change.to].id);
		else if (change.to != NONE)
			*list_add(load->arena, &reading->waits) = change;
		else if (load->pathway->arrows[arrow].outcome != NONE)
			diagnostic_error(load->diagnostics, load_span(load, pairs.at.at[i].key),
					 "'%s' is an outcome: nobody waits for it in a scenario",
					 load_shown(load, load_view(load, pairs.at.at[i].key)));
	}
}

/* The share of several arrows between the same is divided as they were. */
static void add_share(struct reading *reading, uint32_t newest, double share)
{
	const struct arrow *arrows = reading->load->pathway->arrows;
	double before = 0;
	uint32_t count = 0;

	for (uint32_t i = newest; i != NONE; i = reading->older[i], count++)
		before += arrows[i].share;
	for (uint32_t i = newest; i != NONE; i = reading->older[i])
		*list_add(reading->load->arena, &reading->shares) =
		    (struct scenario_share){i, before > 0 ? share * arrows[i].share / before : share / count};
}

static void check_total(struct load *load, const struct step *step, uint32_t value, double total)
{
	if (step->next == NEXT_WAYS && total > SHARES_MOST + SHARES_NOTHING)
		diagnostic_error(load->diagnostics, load_span(load, value),
				 "the shares of these arrows are %.6g%% in total, more than 100%%", total * 100);
}

static void read_shares_from(struct reading *reading, uint32_t from, uint32_t value)
{
	struct load *load = reading->load;
	struct pairs pairs = {0};
	struct view text;
	double total = 0;

	pairs_read(load, "step", value, &pairs);
	for (uint32_t i = 0; i < pairs.at.count; i++) {
		struct pair pair = pairs.at.at[i];
		double share = 0;
		uint32_t arrow = find_way(reading, from, pair.key);
		bool read = !says_blank(load, pair.key, pair.value) &&
			    value_is_text(load, "a share", pair.value, &text) &&
			    read_share(load, pair.value, text, &share);
		if (!read || arrow == NONE)
			continue;
		total += share;
		if (load->pathway->arrows[arrow].role == ARROW_THEN)
			diagnostic_error(load->diagnostics, load_span(load, pair.key),
					 "'%s' is the 'then' of a block, which has no share",
					 load_shown(load, load_view(load, pair.key)));
		else
			add_share(reading, arrow, share);
	}
	check_total(load, &load->pathway->steps[from], value, total);
}

static void read_by_step(struct reading *reading, uint32_t section,
			 void (*read)(struct reading *reading, uint32_t from, uint32_t value))
{
	struct load *load = reading->load;
	struct pairs pairs = {0};

	if (section)
		pairs_read(load, "step", section, &pairs);
	for (uint32_t i = 0; i < pairs.at.count; i++) {
		struct pair pair = pairs.at.at[i];
		uint32_t from = ids_find(load, &load->steps, pair.key, load_view(load, pair.key));
		if (!says_blank(load, pair.key, pair.value) && from != NONE)
			read(reading, from, pair.value);
	}
}

static void read_lasts(struct reading *reading, uint32_t section)
{
	struct load *load = reading->load;
	struct pairs pairs = {0};

	if (section)
		pairs_read(load, "step", section, &pairs);
	for (uint32_t i = 0; i < pairs.at.count; i++) {
		struct pair pair = pairs.at.at[i];
		struct scenario_wait change = {.to = NONE};
		change.from = ids_find(load, &load->steps, pair.key, load_view(load, pair.key));
		if (read_change(load, &pair, &change) && change.from != NONE)
			*list_add(load->arena, &reading->waits) = change;
	}
}

static void read_arrivals(struct load *load, uint32_t value, double *arrivals)
{
	struct view text;

	if (!value_is_text(load, "arrivals", value, &text) || (take_factor(text, arrivals) && *arrivals > 0))
		return;
	say_not(load, value, "a factor over 0")->help = "write it as x1.4";
}

static struct scenario read_scenario(struct reading *shared, const char *id, struct pair pair)
{
	struct load *load = shared->load;
	struct reading reading = {.load = load, .ways = shared->ways, .older = shared->older};
	struct draft draft = {.scenario = {.id = id, .arrivals = 1, .at = load_span(load, pair.key)}};
	struct scenario *scenario = &draft.scenario;
	struct given given;

	if (!says_blank(load, pair.key, pair.value))
		record_read(load, &scenario_record, pair.value, scenario->at, id, &draft, &given);
	if (!scenario->name)
		scenario->name = name_from_id(load, id);
	if (draft.arrivals)
		read_arrivals(load, draft.arrivals, &scenario->arrivals);
	read_by_step(&reading, draft.waits, read_waits_from);
	read_by_step(&reading, draft.shares, read_shares_from);
	read_lasts(&reading, draft.lasts);
	scenario->waits = reading.waits.at;
	scenario->wait_count = reading.waits.count;
	scenario->shares = reading.shares.at;
	scenario->share_count = reading.shares.count;
	return *scenario;
}

void scenarios_read(struct load *load, uint32_t section)
{
	struct reading reading = {.load = load};
	struct pairs pairs;

	section_open(load, &load->scenarios, section, UINT32_MAX, NULL, &pairs);
	if (pairs.at.count)
		note_ways(&reading);
	load->pathway->scenarios = ARENA_ARRAY(load->arena, struct scenario, pairs.at.count);
	load->pathway->scenario_count = pairs.at.count;
	for (uint32_t i = 0; i < pairs.at.count; i++)
		load->pathway->scenarios[i] = read_scenario(&reading, load->scenarios.names.at[i], pairs.at.at[i]);
}
