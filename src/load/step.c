/* Steps, but for their ways on (next.c). */
#include "load/money.h"
#include "load/sections.h"
#include "load/voice.h"

#include "carepath/text.h"

#include <stddef.h>

struct draft {
	struct step step;
	struct costs costs;
	const char *outcome;
	uint32_t paid_by, next; /* nodes */
};

enum {
	NAME,
	TEAM,
	WITH,
	RESPONSIBLE,
	SETTING,
	CONTACT,
	DOES,
	ASKS,
	AGAIN,
	TAKES,
	LASTS,
	ADDS_VALUE,
	COST,
	PAID_BY,
	FEELING,
	VOICE,
	OBSTACLE,
	SOURCE,
	BASIS,
	NOTE,
	OUTCOME,
	MEANWHILE,
	ROUNDED,
	NEXT,
};

#define AT(member) .offset = offsetof(struct draft, member)

/* clang-format off */
static const struct field fields[] = {
    [NAME] = {KEY("name"), &value_name, AT(step.name),
	.meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    [TEAM] = {KEY("team"), &value_team, AT(step.team), FIELD_NEEDED, .meaning = "who does it"},
    [WITH] = {KEY("with"), &value_teams, AT(step.with),
	.meaning = "who does it jointly, in the same contact. A step done by the person's side may name only the person's side here"},
    [RESPONSIBLE] = {KEY("responsible"), &value_team, AT(step.responsible),
	.meaning = "who stays in charge meanwhile, if not the one who does it: the ward, during an X-ray; the community nurse, while someone waits at home"},
    [SETTING] = {KEY("setting"), &value_word, AT(step.setting), .words = &setting_words,
	.meaning = "where the **person** is meanwhile, even when the work is done elsewhere: a panel about someone on the ward is `ward`. In hospital: emergency department, ward, theatre, community hospital. Default: other"},
    [CONTACT] = {KEY("contact"), &value_word, AT(step.contact), .words = &contact_words, .meaning = "how; default: in person"},
    [DOES] = {KEY("does"), &value_words, AT(step.does), .words_class = WORDS_THINGS,
	.meaning = "what is done (`x-ray`, `falls risk assessment`); the same word in two steps is the same thing"},
    [ASKS] = {KEY("asks"), &value_words, AT(step.asks), .words_class = WORDS_THINGS,
	.meaning = "what the person is asked for (`story`, `medicines`, `home situation`)"},
    [AGAIN] = {KEY("again"), &value_words, AT(step.again), .words_class = WORDS_OTHER,
	.meaning = "of these, what is repeated here on purpose (never flagged)"},
    [TAKES] = {KEY("takes"), &value_takes, AT(step.takes), .meaning = "staff's hands-on time"},
    [LASTS] = {KEY("lasts"), &value_duration, AT(step.lasts),
	.meaning = "how long the person is in the step, if longer than `takes` (a stay, a course of rehabilitation)"},
    [ADDS_VALUE] = {KEY("adds_value"), &value_yes_no, AT(step.adds_value), .meaning = "would the person miss it? default: yes"},
    [COST] = {KEY("cost"), &value_costs, AT(costs),
	.meaning = "`£120` a passage; `£304/day` for `lasts` and the time after it until the next step; `£24.10/hour` of `takes`. `{ Council: £71, NHS: £304/day }` where each pays its own"},
    [PAID_BY] = {KEY("paid_by"), &value_node, AT(paid_by), .form = "payer, or mapping payer → share (100 % in total)",
	.meaning = "the payer of some organisation; default: that of the team's organisation"},
    [FEELING] = {KEY("feeling"), &value_feeling, AT(step.feeling), .meaning = "how the person feels here"},
    [VOICE] = {KEY("voice"), &value_voices, AT(step.voices), .meaning = "in the person's own words"},
    [OBSTACLE] = {KEY("obstacle"), &value_texts, AT(step.obstacles),
	.meaning = "what gets in the way: a form, a criterion, a locked door"},
    [SOURCE] = {KEY("source"), &value_sources, AT(step.sources), .meaning = "where the figures come from"},
    [BASIS] = {KEY("basis"), &value_word, AT(step.basis), .words = &basis_words,
	.meaning = "what kind of figures; default: measured with a `source`, else estimate"},
    [NOTE] = {KEY("note"), &value_text, AT(step.note), .meaning = "anything else"},
    [OUTCOME] = {KEY("outcome"), &value_text, AT(outcome),
	.meaning = "how the pathway can end here: `home`, `died` … With `next`: the share that no arrow takes ends here with this outcome. Without both, a step has \"no next step\" (flagged)"},
    [MEANWHILE] = {KEY("meanwhile"), &value_word, AT(step.meanwhile), .words = &setting_words,
	.meaning = "where the person is after this step until the next one starts. Default: the step's setting; after `gp surgery`, `pharmacy`, `clinic`, `day centre`, `community`: `home`"},
    [ROUNDED] = {KEY("rounded"), &value_yes_no, AT(step.rounded),
	.meaning = "its arrows' shares were published rounded: totals from 98 % to 102 % are scaled to 100 % (where an arrow without share takes the rest, only totals over 100 % are scaled)"},
    [NEXT] = {KEY("next"), &value_node, AT(next), .form = "step id, arrow, list of these, or block",
	.meaning = "what comes after it"},
};
/* clang-format on */

const struct record step_record = RECORD("step", fields);

/* NONE where the team, or its organisation, could not be read. */
static uint32_t organisation_of(const struct load *load, uint32_t team)
{
	return team == NONE ? NONE : load->pathway->teams[team].organisation;
}

static bool is_person(const struct load *load, uint32_t organisation)
{
	return load->pathway->organisations[organisation].side == SIDE_PERSON;
}

/* Who does a step jointly: the person's side only with the person's side. */
static void check_with(struct load *load, const struct step *step, uint32_t value)
{
	uint32_t own = organisation_of(load, step->team), item;
	struct items items = items_of(load, value);

	while (own != NONE && is_person(load, own) && items_next(&items, &item)) {
		if (load_node(load, item)->kind != NODE_TEXT)
			continue;
		struct view id = load_view(load, item);
		const uint32_t *team = hash_find(&load->teams.hash, id, 0);
		uint32_t other = team ? organisation_of(load, *team) : NONE;
		if (other == NONE || is_person(load, other))
			continue;
		diagnostic_error(load->diagnostics, load_span(load, item),
				 "a step that the person's side does cannot have '%s' in 'with'", load_shown(load, id))
		    ->help = "name the staff's team in 'team', and the person's in 'with'";
	}
}

/* The step's own team does it anyway. */
static void leave_out_own(struct load *load, struct step *step)
{
	load->numbers.count = 0;
	for (uint32_t i = 0; i < step->with.count; i++)
		if (step->with.at[i] != step->team)
			*list_add(load->scratch, &load->numbers) = step->with.at[i];
	if (load->numbers.count < step->with.count)
		step->with = indexes_keep(load);
}

/* What may be said to be done again: what is asked and done here. */
static void suggest_again(struct load *load, struct diagnostic *diagnostic, const struct step *step, struct view given)
{
	const struct indexes lists[] = {step->asks, step->does};
	const char *words[40];
	size_t count = 0;

	for (size_t list = 0; list < 2; list++)
		for (uint32_t i = 0; i < lists[list].count && i < 20; i++)
			words[count++] = load->words.words.at[lists[list].at[i]].text;
	diagnostic->help = "'again' names what 'asks' or 'does' has too";
	load_suggest(load, diagnostic, load_line(load, given), words, count);
}

static bool all_were_read(const struct load *load, const struct given *given, uint32_t field, struct indexes words)
{
	if (given_unread(given, field))
		return false;
	return !given->value[field] || items_of(load, given->value[field]).count == words.count;
}

/* What is repeated on purpose must be done or asked here. */
static void check_again(struct load *load, const struct step *step, uint32_t value)
{
	struct items items = items_of(load, value);
	struct view text;
	uint32_t item;

	while (items_next(&items, &item)) {
		if (load_node(load, item)->kind != NODE_TEXT || load_node(load, item)->faulty || load->words.too_many)
			continue;
		text = load_view(load, item);
		uint32_t word = words_add(load, text);
		if (text.length == 0 || indexes_have(step->does, word) || indexes_have(step->asks, word))
			continue;
		struct diagnostic *diagnostic =
		    diagnostic_error(load->diagnostics, load_span(load, item),
				     "'%s' is neither asked nor done in this step", load_shown(load, text));
		suggest_again(load, diagnostic, step, text);
	}
}

/* Room for who pays; none is kept where nothing costs. */
static struct payment *set_payments(struct load *load, struct step *step, uint32_t count)
{
	struct payment *payments = ARENA_ARRAY(load->arena, struct payment, count);

	step->payment_count = step->cost_count ? count : 0;
	step->payments = payments;
	return payments;
}

static void read_divided(struct load *load, struct step *step, uint32_t value)
{
	struct parts parts;

	parts_read(load, "paid_by", value, payer_find, &parts);
	if (!parts.fine)
		return;
	struct payment *payments = set_payments(load, step, parts.at.count);
	for (uint32_t i = 0; i < parts.at.count; i++)
		payments[i] = (struct payment){parts.at.at[i].index, parts.at.at[i].share};
}

static void resolve_payments(struct load *load, struct step *step, uint32_t paid_by)
{
	uint32_t organisation = organisation_of(load, step->team);
	uint32_t payer = organisation == NONE ? NONE : load->pathway->organisations[organisation].payer;
	struct view name;

	if (paid_by && load_node(load, paid_by)->kind == NODE_MAPPING) {
		read_divided(load, step, paid_by);
		return;
	}
	if (paid_by) {
		bool one = !says_undivided(load, "paid_by", paid_by) && entry_is_text(load, "paid_by", paid_by, &name);
		payer = one ? payer_find(load, paid_by, name) : NONE;
	}
	if (payer != NONE && step->cost_count)
		*set_payments(load, step, 1) = (struct payment){payer, 1};
}

/* Where each amount stands behind its payer there is nothing left to say. */
static void check_said_once(struct load *load, const struct given *given)
{
	if (!given->value[COST] || load_node(load, given->value[COST])->kind != NODE_MAPPING ||
	    !given_has(given, PAID_BY))
		return;
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, load_span(load, given->key[PAID_BY]),
							 "'paid_by' says who pays, and 'cost' does already");
	load_second(diagnostic, load_span(load, given->key[COST]), "here");
	diagnostic->help = "leave one of them out";
}

static void resolve(struct load *load, struct draft *draft, const struct given *given)
{
	struct step *step = &draft->step;

	if (!step->name)
		step->name = name_from_id(load, step->id);
	if (!given_has(given, MEANWHILE))
		step->meanwhile = setting_afterwards(step->setting);
	if (!given_has(given, BASIS))
		step->basis = given_has(given, SOURCE) ? BASIS_MEASURED : BASIS_ESTIMATE;
	step->has_feeling = given_has(given, FEELING);
	step->costs = draft->costs.at;
	step->cost_count = draft->costs.count;
	if (draft->outcome)
		step->outcome = text_table_add(load, &load->outcomes, draft->outcome);
	if (given->value[WITH]) {
		check_with(load, step, given->value[WITH]);
		leave_out_own(load, step);
	}
	if (given->value[AGAIN] && all_were_read(load, given, ASKS, step->asks) &&
	    all_were_read(load, given, DOES, step->does))
		check_again(load, step, given->value[AGAIN]);
	step->rounded |= given_unread(given, ROUNDED);
	load->outcomes.unknown |= given_unread(given, OUTCOME) || (given_has(given, OUTCOME) && !draft->outcome);
	check_said_once(load, given);
	resolve_payments(load, step, draft->paid_by);
}

static void read_step(struct load *load, uint32_t index, struct pair pair)
{
	const char *id = load->steps.names.at[index];
	struct draft draft = {.step = {.id = id,
				       .at = load_span(load, pair.key),
				       .team = NONE,
				       .responsible = NONE,
				       .setting = SETTING_OTHER,
				       .adds_value = true,
				       .outcome = NONE,
				       .block = NONE,
				       .branch = NONE}};
	struct given given = {0};

	if (!says_blank(load, pair.key, pair.value))
		record_read(load, &step_record, pair.value, draft.step.at, id, &draft, &given);
	resolve(load, &draft, &given);
	load->pathway->steps[index] = draft.step;
	load->notes[index] =
	    (struct step_notes){.next = draft.next, .arrows = draft.next ? next_count(load, draft.next) : 0};
	if (draft.outcome)
		load->notes[index].outcome = load_span(load, given.value[OUTCOME]);
	/* A `next` that is there and cannot be read is a way that is not known. */
	load->broken_ways |= given_unread(&given, NEXT);
}

void steps_read(struct load *load, uint32_t section)
{
	struct pairs pairs;

	if (!section_open(load, &load->steps, section, MOST_STEPS, "100,000 steps", &pairs))
		return;
	load->pathway->steps = ARENA_ARRAY(load->arena, struct step, pairs.at.count);
	load->pathway->step_count = pairs.at.count;
	load->outcomes.unknown = load->steps.unknown;
	load->notes = ARENA_ARRAY(load->scratch, struct step_notes, pairs.at.count);
	for (uint32_t i = 0; i < pairs.at.count; i++)
		read_step(load, i, pairs.at.at[i]);
	if (section && pairs.at.count == 0 && load_node(load, section)->kind == NODE_MAPPING)
		diagnostic_error(load->diagnostics, load_span(load, section), "a pathway needs at least one step");
}
