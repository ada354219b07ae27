#include "load/arrow.h"

#include "load/target.h"
#include "load/voice.h"

#include <stddef.h>

enum {
	TO,
	OUTCOME,
	SHARE,
	WHEN,
	WAIT,
	PLANNED,
	AFTER,
	MEANWHILE,
	TARGET,
	VIA,
	SENDS,
	REASONS,
	HELD_BY,
	TURNED_AWAY,
	GOES_ON,
	OBSTACLE,
	VOICE,
	FEELING,
	BASIS,
	SOURCE,
	NOTE,
};

#define AT(member) .offset = offsetof(struct arrow_draft, member)

/* clang-format off */
static const struct field fields[] = {
    [TO] = {KEY("to"), &value_step, AT(arrow.to), FIELD_THEN, .meaning = "the next step"},
    [OUTCOME] = {KEY("outcome"), &value_text, AT(outcome), .meaning = "an end, in place of a step; either `to` or this is needed"},
    [SHARE] = {KEY("share"), &value_share, AT(share),
	.meaning = "of the people who get here, how many go this way; of a branch, the chance that it is needed (default 100 %)"},
    [WHEN] = {KEY("when"), &value_text, AT(arrow.when), .meaning = "who goes this way"},
    [WAIT] = {KEY("wait"), &value_duration, AT(arrow.wait), FIELD_THEN,
	.meaning = "from the end of this step to the start of the next, when nothing happens for the person"},
    [PLANNED] = {KEY("planned"), &value_duration, AT(arrow.planned), FIELD_THEN,
	.meaning = "an interval that good care intends (a six-week review, healing). It passes before `wait`, counts as elapsed time, never as waiting, delay or a loop"},
    [AFTER] = {KEY("after"), &value_duration, AT(arrow.after),
	.meaning = "life goes on, and then it happens again: a second fall, a readmission. A new episode starts: nothing is handed over, nothing asked before counts, clocks stop. The time counts nowhere; it takes no `wait`, `planned`, `target` or `via`"},
    [MEANWHILE] = {KEY("meanwhile"), &value_word, AT(arrow.meanwhile), .words = &setting_words,
	.meaning = "where the person is during `planned` and `wait`; default as for the step"},
    [TARGET] = {KEY("target"), &value_target, AT(arrow.target), FIELD_THEN, .meaning = "what the wait should be"},
    [VIA] = {KEY("via"), &value_word, AT(arrow.via), FIELD_THEN, .words = &via_words, .meaning = "how the next team gets to know"},
    [SENDS] = {KEY("sends"), &value_words, AT(arrow.sends), FIELD_THEN, WORDS_NAMED, .meaning = "what is passed on"},
    [REASONS] = {KEY("reasons"), &value_words, AT(arrow.reasons), FIELD_THEN, WORDS_REASONS, .meaning = "why people wait"},
    [HELD_BY] = {KEY("held_by"), &value_word, AT(arrow.held_by), FIELD_THEN, .words = &held_by_words, .meaning = "whose next move it is"},
    [TURNED_AWAY] = {KEY("turned_away"), &value_yes_no, AT(arrow.turned_away), .meaning = "the person is not taken on, or sent back"},
    [GOES_ON] = {KEY("goes_on"), &value_yes_no, AT(arrow.goes_on),
	.meaning = "of a branch: it is not waited for. It is counted, adds to no elapsed time, and hands nothing to `then`"},
    [OBSTACLE] = {KEY("obstacle"), &value_texts, AT(arrow.obstacles), FIELD_THEN, .meaning = "as in a step"},
    [VOICE] = {KEY("voice"), &value_voices, AT(arrow.voices), .meaning = "as in a step"},
    [FEELING] = {KEY("feeling"), &value_feeling, AT(arrow.feeling), .meaning = "as in a step"},
    [BASIS] = {KEY("basis"), &value_word, AT(arrow.basis), FIELD_THEN, .words = &basis_words, .meaning = "as in a step"},
    [SOURCE] = {KEY("source"), &value_sources, AT(arrow.sources), FIELD_THEN, .meaning = "as in a step"},
    [NOTE] = {KEY("note"), &value_text, AT(arrow.note), FIELD_THEN, .meaning = "as in a step"},
};
/* clang-format on */

const struct record arrow_record = RECORD("arrow", fields, .one_value = " or the id of a step");
const struct record then_record =
    RECORD("'then' arrow", fields, .only = FIELD_THEN, .one_value = " or the id of a step");

/* Keys that an arrow of one role cannot have. */
static const struct ban {
	uint32_t field;
	bool in_branch; /* else: out of one */
	const char *says;
} bans[] = {
    {OUTCOME, true, "a branch of 'all' starts with a step, not with an 'outcome'"},
    {AFTER, true, "an arrow with 'after' cannot start a branch of 'all'"},
    {GOES_ON, false, "'goes_on' is only for a branch of 'all'"},
};

bool arrow_may_have(enum arrow_role role, uint32_t field)
{
	for (size_t i = 0; i < sizeof bans / sizeof *bans; i++)
		if (bans[i].field == field && bans[i].in_branch == (role == ARROW_BRANCH))
			return false;
	return true;
}

static void check_role(struct load *load, enum arrow_role role, const struct given *given)
{
	for (size_t i = 0; i < sizeof bans / sizeof *bans; i++)
		if (given_has(given, bans[i].field) && bans[i].in_branch == (role == ARROW_BRANCH))
			diagnostic_error(load->diagnostics, given_span(load, given, bans[i].field), "%s", bans[i].says);
}

/* A new episode takes nothing with it. */
static void check_after(struct load *load, const struct given *given)
{
	static const uint32_t banned[] = {WAIT, PLANNED, TARGET, VIA, OUTCOME};

	for (size_t i = 0; i < sizeof banned / sizeof *banned; i++) {
		if (!given_has(given, banned[i]))
			continue;
		struct diagnostic *diagnostic =
		    diagnostic_error(load->diagnostics, given_span(load, given, banned[i]),
				     "an arrow with 'after' takes no '%s'", fields[banned[i]].key);
		load_second(diagnostic, given_span(load, given, AFTER), "a new episode starts after this time");
	}
}

static void check_ends(struct load *load, uint32_t value, const struct given *given)
{
	bool to = given_has(given, TO), outcome = given_has(given, OUTCOME);
	struct span at = {load_span(load, value).start, load_span(load, value).start + 1};

	if (to && outcome) {
		struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, given_span(load, given, OUTCOME),
								 "an arrow has either 'to' or 'outcome', not both");
		load_second(diagnostic, given_span(load, given, TO), "it leads here");
	} else if (!to && !outcome && !(given->suspected & (1u << TO | 1u << OUTCOME))) {
		diagnostic_error(load->diagnostics, at, "this arrow leads nowhere: it has no 'to' and no 'outcome'")
		    ->help = "name the next step: { to: … }";
	}
}

static void resolve(struct load *load, const struct step *from, struct arrow_draft *draft, const struct given *given)
{
	struct arrow *arrow = &draft->arrow;

	if (given_has(given, TO) || given_has(given, OUTCOME))
		arrow->at = given_span(load, given, given_has(given, TO) ? TO : OUTCOME);
	draft->share_given = given_has(given, SHARE);
	if (draft->share_given)
		draft->share_at = given_span(load, given, SHARE);
	if (!given_has(given, MEANWHILE))
		arrow->meanwhile = from->meanwhile;
	if (!given_has(given, BASIS))
		arrow->basis = given_has(given, SOURCE) ? BASIS_MEASURED : BASIS_ESTIMATE;
	arrow->has_feeling = given_has(given, FEELING);
	load->outcomes.unknown |= given_unread(given, OUTCOME) || (given_has(given, OUTCOME) && !draft->outcome);
	if (draft->outcome && arrow->to == NONE)
		arrow->outcome = text_table_add(load, &load->outcomes, draft->outcome);
}

static void read_mapping(struct load *load, const struct step *from, uint32_t value, struct arrow_draft *draft)
{
	enum arrow_role role = draft->arrow.role;
	struct span at = {load_span(load, value).start, load_span(load, value).start + 1};
	struct given given;

	if (!record_read(load, role == ARROW_THEN ? &then_record : &arrow_record, value, at, NULL, draft, &given))
		return;
	check_ends(load, value, &given);
	check_role(load, role, &given);
	if (given_has(&given, AFTER) && role != ARROW_BRANCH)
		check_after(load, &given);
	resolve(load, from, draft, &given);
}

void arrow_read(struct load *load, uint32_t from, enum arrow_role role, uint32_t value, struct arrow_draft *draft)
{
	const struct step *step = &load->pathway->steps[from];

	*draft = (struct arrow_draft){.share = -1,
				      .arrow = {.role = role,
						.from = from,
						.to = NONE,
						.outcome = NONE,
						.at = load_span(load, value),
						.meanwhile = step->meanwhile,
						.basis = BASIS_ESTIMATE}};
	if (load_node(load, value)->kind == NODE_TEXT)
		draft->arrow.to = ids_read(load, &load->steps, "next", value);
	else
		read_mapping(load, step, value, draft);
	load->broken_ways |= draft->arrow.to == NONE && draft->arrow.outcome == NONE;
}
