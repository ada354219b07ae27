/* What the group agreed to reach. */
#include "load/money.h"
#include "load/sections.h"

#include "carepath/catalogue.h"
#include "carepath/text.h"

#include <stddef.h>
#include <string.h>

struct draft {
	struct goal goal;
	uint32_t measure, target; /* nodes */
};

enum { NAME, MEASURE, TARGET, SOURCE };

#define AT(member) .offset = offsetof(struct draft, member)

/* clang-format off */
static const struct field fields[] = {
    [NAME] = {KEY("name"), &value_name, AT(goal.name), .meaning = "default: its measure"},
    [MEASURE] = {KEY("measure"), &value_node, AT(measure), FIELD_NEEDED, .form = "name of a measure", .meaning = "what is to be reached"},
    [TARGET] = {KEY("target"), &value_node, AT(target), FIELD_NEEDED,
	.form = "`at most 30d`, `at least 70%`, `under 3`, `over £5`, or quoted `\"< 30d\"`, `\"<=\"`, `\">\"`, `\">=\"`",
	.meaning = "and how much of it"},
    [SOURCE] = {KEY("source"), &value_sources, AT(goal.sources), .meaning = "where it was agreed"},
};
/* clang-format on */

const struct record goal_record = RECORD("goal", fields);

/* The longer of two that start alike comes first. */
static const struct sense {
	const char *written;
	unsigned sense;
} senses[] = {
    {"at most ", GOAL_AT_MOST}, {"at least ", GOAL_AT_LEAST}, {"under ", GOAL_UNDER}, {"over ", GOAL_OVER},
    {"<=", GOAL_AT_MOST},       {">=", GOAL_AT_LEAST},        {"<", GOAL_UNDER},      {">", GOAL_OVER},
};

/* What stands before the figure: it was meant to say which way. */
static struct view before_figure(struct view text)
{
	uint32_t length = 0;

	while (length < text.length && !strchr("0123456789-\xC2", text.bytes[length]))
		length++;
	return without_blanks((struct view){text.bytes, length});
}

static void say_sense(struct load *load, uint32_t value, struct view text)
{
	static const char *const words[] = {"at most", "at least", "under", "over"};
	struct diagnostic *diagnostic = say_not(load, value, "a target for a goal");
	struct view sense = before_figure(text);

	diagnostic->help = "write 'at most 30d', 'at least 70%', 'under 3' or 'over £5'";
	if (sense.length)
		load_suggest(load, diagnostic, load_line(load, sense), words, 4);
}

static const struct unit_words {
	const char *says, *help;
} unit_words[] = {
    [UNIT_COUNT] = {"a count", "write a number: 'under 3'"},
    [UNIT_TIME] = {"a time", "write a number and a unit: 'at most 30d'"},
    [UNIT_SHARE] = {"a share", "write a percentage: 'at least 70%'"},
    [UNIT_MONEY] = {"money", "write 'under £5' or 'under 1,250.50'"},
    [UNIT_FEELING] = {"a feeling", "write a number from -2 to 2: 'at least 0.5'"},
};

static bool take_value(struct load *load, enum unit unit, struct view text, double *value)
{
	unsigned decimals;
	bool negative = false;

	switch (unit) {
	case UNIT_TIME:
		return !duration_read_length(load->arena, load_line(load, text), false, value).message;
	case UNIT_SHARE:
		if (!take_number(&text, value, &decimals) || *value > (view_is(text, "%") ? 100 : 1))
			return false;
		*value /= view_is(text, "%") ? 100 : 1;
		return text.length == 0 || view_is(text, "%");
	case UNIT_MONEY:
		return take_pounds(&text, value) && text.length == 0;
	case UNIT_FEELING:
		negative = take_word(&text, "-");
		if (!take_number(&text, value, &decimals) || text.length || *value > 2)
			return false;
		*value = negative ? -*value : *value;
		return true;
	default:
		return take_number(&text, value, &decimals) && text.length == 0;
	}
}

static const char *what_is_wrong(enum unit unit, struct view text)
{
	double number;
	unsigned decimals;

	if (!take_number(&text, &number, &decimals))
		return "is none";
	if (text.length > 0)
		return "has another unit";
	return unit == UNIT_FEELING ? "is none" : "has no unit";
}

static void warn_minutes(struct load *load, uint32_t node, struct view text)
{
	double seconds;
	struct duration_fault fault = duration_read_length(load->arena, load_line(load, text), false, &seconds);

	if (fault.warning)
		diagnostic_warning(load->diagnostics, load_span(load, node), "%s", fault.warning)->help = fault.help;
}

/* `measure` is MEASURE_COUNT where it could not be read. */
static void read_target(struct load *load, uint32_t node, enum measure measure, struct goal *goal)
{
	struct view text, rest;
	size_t i = 0;

	if (!value_is_text(load, "target", node, &text))
		return;
	/* A bare > swallows the lines below it. */
	const struct node *target = load_node(load, node);
	if (target->style == NODE_BLOCK) {
		diagnostic_error(load->diagnostics, node_span(target),
				 "a bare '>' or '|' opens a block of text in YAML")
		    ->help = "quote it (\"> 70%\"), or write 'over' or 'at least'";
		return;
	}
	rest = text = without_blanks(text);
	while (i < sizeof senses / sizeof *senses && !take_word(&rest, senses[i].written))
		i++;
	if (i == sizeof senses / sizeof *senses) {
		say_sense(load, node, text);
		return;
	}
	goal->sense = senses[i].sense;
	goal->target = load_keep(load, text);
	if (measure == MEASURE_COUNT)
		return;
	const struct measure_entry *entry = &measures[measure];
	if (take_value(load, entry->unit, rest, &goal->value)) {
		if (entry->unit == UNIT_TIME)
			warn_minutes(load, node, rest);
		return;
	}
	diagnostic_error(load->diagnostics, load_span(load, node), "'%s' is %s, and '%s' %s", goal->measure,
			 unit_words[entry->unit].says, load_shown(load, rest), what_is_wrong(entry->unit, rest))
	    ->help = unit_words[entry->unit].help;
}

/* The part of a name in front of the first dot, the dot included. */
static struct view head_of(struct view name)
{
	const char *dot = name.length ? memchr(name.bytes, '.', name.length) : NULL;

	return dot ? (struct view){name.bytes, (uint32_t)(dot - name.bytes) + 1} : name;
}

/* What stands behind the dot of such measures. */
struct part_names {
	const char *const *at;
	uint32_t count;
	bool unknown; /* some could not be read */
};

static struct part_names measure_parts(const struct load *load, enum measure measure)
{
	const struct text_table *texts = measure == MEASURE_COST_PAYER ? &load->payers : &load->outcomes;
	const struct ids *ids = measure >= MEASURE_CLOCK ? &load->clocks : &load->steps;

	if (measure == MEASURE_COST_PAYER || measure == MEASURE_OUTCOME)
		return (struct part_names){texts->texts.at, texts->texts.count, texts->unknown};
	return (struct part_names){ids->names.at, ids->names.count, ids->unknown};
}

/* Whether a name may be right, for all that could be read. */
static bool may_be_right(const struct load *load, struct view name)
{
	struct view head = head_of(name);

	for (enum measure m = MEASURE_SIMPLE; m < MEASURE_COUNT; m++)
		if (view_is(head, measures[m].name) && measure_parts(load, m).unknown)
			return true;
	return false;
}

/* "stayp50": a name, and no dot behind it. */
static const char *starts_with(struct view part, const struct part_names *names)
{
	for (uint32_t i = 0; i < names->count; i++) {
		size_t length = strlen(names->at[i]);
		if (length > 0 && length < part.length && memcmp(part.bytes, names->at[i], length) == 0)
			return names->at[i];
	}
	return NULL;
}

/* All ways in which the part behind the dot may go on, for a few near parts. */
static void suggest_part(struct load *load, struct diagnostic *diagnostic, enum measure first, struct view part,
			 const char *given)
{
	struct part_names parts = measure_parts(load, first);
	const char *candidates[3 * MEASURE_COUNT];
	size_t found = 0;
	struct view before = part;

	/* "theatre.p50": the suffix may be what is wrong, or what is before it. */
	for (uint32_t i = part.length; first >= MEASURE_CLOCK && i-- > 0;)
		if (part.bytes[i] == '.') {
			before.length = i;
			break;
		}
	const char *near[] = {text_nearest(load_line(load, before), parts.at, parts.count),
			      text_nearest(load_line(load, part), parts.at, parts.count), starts_with(part, &parts)};
	for (size_t n = 0; n < 3; n++) {
		for (enum measure m = MEASURE_SIMPLE; near[n] && m < MEASURE_COUNT; m++) {
			if (strcmp(measures[m].name, measures[first].name) != 0)
				continue;
			const char *suffix = measures[m].suffix;
			candidates[found++] = text_format(load->scratch, "%s%s%s%s", measures[m].name, near[n],
							  suffix ? "." : "", suffix ? suffix : "");
		}
	}
	load_suggest(load, diagnostic, given, candidates, found);
}

/* The same where the dot is missing, or is something else. */
static void suggest_dot(struct load *load, struct diagnostic *diagnostic, enum measure first, struct view name,
			const char *given)
{
	uint32_t length = (uint32_t)strlen(measures[first].name) - 1;

	if (name.length <= length + 1 || memcmp(name.bytes, measures[first].name, length) != 0)
		return;
	suggest_part(load, diagnostic, first, (struct view){name.bytes + length, name.length - length}, given);
	if (!diagnostic->help)
		suggest_part(load, diagnostic, first, (struct view){name.bytes + length + 1, name.length - length - 1},
			     given);
}

/* What may stand behind the dot, where nothing is near. */
static void help_with_part(struct load *load, struct diagnostic *diagnostic, const char *head)
{
	for (enum measure m = MEASURE_SIMPLE; m < MEASURE_COUNT; m++) {
		struct part_names parts = measure_parts(load, m);
		if (strcmp(measures[m].name, head) != 0)
			continue;
		load_help_list(load, diagnostic, text_format(load->scratch, "behind '%s' comes one of these", head),
			       parts.at, parts.count);
		if (!diagnostic->help)
			load_help(load, diagnostic, "the file has nothing that could come behind '%s'", head);
		return;
	}
}

static void say_measure(struct load *load, uint32_t node, struct view name)
{
	const char *names[MEASURE_COUNT];
	const char *given = arena_copy(load->scratch, name.bytes, name.length);
	struct view head = head_of(name);
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, node),
							 "no measure is called '%s'", load_shown(load, name));

	if (diagnostic == &load->diagnostics->scratch)
		return;
	for (enum measure m = 0; m < MEASURE_COUNT; m++)
		names[m] = m < MEASURE_SIMPLE && measures[m].suffix
			       ? text_format(load->scratch, "%s.%s", measures[m].name, measures[m].suffix)
			       : measures[m].name;
	load_suggest(load, diagnostic, given, names, MEASURE_SIMPLE);
	const char *near = text_nearest(load_line(load, head), names + MEASURE_SIMPLE, MEASURE_COUNT - MEASURE_SIMPLE);
	for (enum measure m = MEASURE_SIMPLE; near && head.length < name.length && m < MEASURE_COUNT; m++) {
		if (strcmp(names[m], near) != 0)
			continue;
		suggest_part(load, diagnostic, m, (struct view){name.bytes + head.length, name.length - head.length},
			     given);
		break;
	}
	for (enum measure m = MEASURE_SIMPLE; !diagnostic->help && m < MEASURE_COUNT; m++)
		suggest_dot(load, diagnostic, m, name, given);
	if (near && view_is(head, near))
		help_with_part(load, diagnostic, near);
	load_help_list(load, diagnostic, "measures", names, MEASURE_SIMPLE);
}

static enum measure read_measure(struct load *load, uint32_t node, struct goal *goal)
{
	enum measure measure;
	uint32_t index;
	struct view name;

	if (!value_is_name(load, "measure", node, &name))
		return MEASURE_COUNT;
	goal->measure = load_keep(load, name);
	if (measure_find(load->pathway, goal->measure, &measure, &index))
		return measure;
	if (!may_be_right(load, name))
		say_measure(load, node, name);
	return MEASURE_COUNT;
}

static struct goal read_goal(struct load *load, uint32_t value)
{
	struct draft draft = {0};
	struct span at = {load_span(load, value).start, load_span(load, value).start + 1};
	enum measure measure = MEASURE_COUNT;
	struct given given = {0};

	record_read(load, &goal_record, value, at, NULL, &draft, &given);
	if (draft.measure)
		measure = read_measure(load, draft.measure, &draft.goal);
	draft.goal.at = given_has(&given, MEASURE) ? given_span(load, &given, MEASURE) : at;
	if (draft.target)
		read_target(load, draft.target, measure, &draft.goal);
	if (!draft.goal.name)
		draft.goal.name = draft.goal.measure;
	return draft.goal;
}

static void say_too_many(struct load *load, struct items items)
{
	uint32_t item = 0;

	for (uint32_t i = 0; i <= MOST_GOALS; i++)
		items_next(&items, &item);
	diagnostic_error(load->diagnostics, load_span(load, item), "with this, there are more than 1,000 goals")->help =
	    "divide the file into several pathways";
	load->over_limit = true;
}

void goals_read(struct load *load, uint32_t section)
{
	bool listed = section && record_listed(load, &goal_record, "goals", section);
	struct items items = listed ? items_of(load, section) : (struct items){0};
	uint32_t item;

	if (items.count > MOST_GOALS) {
		say_too_many(load, items);
		return;
	}
	load->pathway->goals = ARENA_ARRAY(load->arena, struct goal, items.count);
	while (items_next(&items, &item))
		load->pathway->goals[load->pathway->goal_count++] = read_goal(load, item);
}
