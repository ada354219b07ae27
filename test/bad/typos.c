/* One-letter slips in every key, every allowed word and every kind of id: each
 * must be found where it stands, alone, with the right "did you mean". The keys
 * and words come from the tables that read the format.
 *
 * Prints TAP, one case a key or a place where words stand. */
#include "load/sections.h"
#include "load/voice.h"

#include "carepath/catalogue.h"
#include "carepath/load.h"
#include "carepath/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4096, MOST_WORDS = 100 };

/* A file with a gap between `before` and `after`, and what may stand there. */
struct gap {
	char before[LONGEST], after[LONGEST];
	const char *words[MOST_WORDS];
	uint32_t word_count;
	const char *prefix; /* of the value, before the word; NULL: nothing */
	size_t shortest;    /* a shorter slip is near to everything */
};

/* What went wrong first, for the case that is being run. */
static char fault[LONGEST];
static unsigned cases, slips;

/* ---------------------------------------------------------------- one slip */

static struct position end_of(const char *text)
{
	struct position position = {1, 1};
	for (; *text; text++) {
		position.line += *text == '\n';
		position.column = *text == '\n' ? 1 : position.column + ((*text & 0xC0) != 0x80);
	}
	return position;
}

/* How many of the words are a letter away; UINT32_MAX where it is one of them. */
static uint32_t count_near(const struct gap *gap, const char *slip)
{
	uint32_t near = 0;
	for (uint32_t i = 0; i < gap->word_count; i++) {
		unsigned distance = text_distance(slip, gap->words[i], 1);
		if (distance == 0)
			return UINT32_MAX;
		near += distance == 1;
	}
	return near;
}

static const char *look_at(const struct gap *gap, const struct document *document, const char *word, uint32_t near)
{
	const struct diagnostics *diagnostics = &document->diagnostics;
	char help[300];
	if (diagnostics->errors + diagnostics->warnings != 1)
		return diagnostics->list.count ? "more than one message" : "no message";
	const struct diagnostic *diagnostic = &diagnostics->list.at[0];
	struct position is = source_position(&document->source, diagnostic->span.start), should = end_of(gap->before);
	if (is.line != should.line || is.column != should.column)
		return "another place";
	int length = snprintf(help, sizeof help, "did you mean '%s'", word);
	if (!diagnostic->help)
		return "no help";
	/* Of several as near, it may be another. */
	if (near > 1 ? strncmp(diagnostic->help, help, strlen("did you mean '")) != 0
		     : strncmp(diagnostic->help, help, (size_t)length) != 0)
		return "another help";
	return NULL;
}

static void try_slip(const struct gap *gap, const char *word, const char *slip)
{
	static char text[3 * LONGEST];
	uint32_t near = count_near(gap, slip);
	bool blank = *slip == '\0' || *slip == ' ' || slip[strlen(slip) - 1] == ' ';
	if (near == UINT32_MAX || blank || strlen(slip) < gap->shortest || *fault)
		return;
	int length =
	    snprintf(text, sizeof text, "%s%s%s%s", gap->before, gap->prefix ? gap->prefix : "", slip, gap->after);
	struct document *document = document_from_text("x", text, (size_t)length);
	const char *wrong = document ? look_at(gap, document, word, near) : "no memory";
	slips++;
	if (wrong)
		snprintf(fault, sizeof fault, "'%s' for '%s': %s (%s; %s)", slip, word, wrong,
			 document && document->diagnostics.list.count ? document->diagnostics.list.at[0].message : "",
			 document && document->diagnostics.list.count && document->diagnostics.list.at[0].help
			     ? document->diagnostics.list.at[0].help
			     : "no help");
	document_free(document);
}

/* A letter left out, doubled, changed and swapped with the next, everywhere. */
static void try_word(const struct gap *gap, const char *word)
{
	char slip[300];
	size_t length = strlen(word);
	for (size_t i = 0; i < length; i++) {
		snprintf(slip, sizeof slip, "%.*s%s", (int)i, word, word + i + 1);
		try_slip(gap, word, slip);
		snprintf(slip, sizeof slip, "%.*s%c%s", (int)i, word, word[i], word + i);
		try_slip(gap, word, slip);
		snprintf(slip, sizeof slip, "%s", word);
		slip[i] = word[i] == 'k' ? 'u' : 'k';
		try_slip(gap, word, slip);
		snprintf(slip, sizeof slip, "%s", word);
		slip[i] = word[i + 1];
		slip[i + 1] = word[i];
		if (word[i + 1] && word[i] != word[i + 1])
			try_slip(gap, word, slip);
	}
}

static void say(const char *what, const char *key)
{
	cases++;
	printf("%s %u - %s%s%s%s%s\n", *fault ? "not ok" : "ok", cases, what, *key ? ", " : "", key, *fault ? ": " : "",
	       fault);
	*fault = '\0';
}

/* ---------------------------------------------------------------- by table */

/* Where a record stands in a file: its needed keys, each on a line of its own,
 * between `before` and `after`. */
struct form {
	const struct record *record;
	const char *before, *indent, *needed[6], *after;
};

#define TOP "carepath: 1\nname: A fall\n"
#define WHO                                                                                                            \
	"sources: { audit: x, survey: y }\norganisations: { hospital: { sector: acute }, council: { sector: other } "  \
	"}\n"
#define TEAMS  "teams: { nurses: { organisation: hospital }, porters: { organisation: council } }\n"
#define STEP   "steps:\n  arrival: { team: nurses, next: leaving }\n  leaving: { team: porters, outcome: home }\n"
#define WHOLE  TOP WHO TEAMS STEP
#define BRANCH "  therapy: { team: nurses }\n"

static const struct form forms[] = {
    {&file_record,
     "",
     "",
     {"carepath: 1", "name: A fall", "organisations: { hospital: { sector: acute } }",
      "teams: { nurses: { organisation: hospital } }", "steps: { arrival: { team: nurses, outcome: home } }"},
     ""},
    {&organisation_record,
     TOP TEAMS STEP "organisations:\n  council: { sector: other }\n  hospital:\n",
     "    ",
     {"sector: acute"},
     ""},
    {&team_record,
     TOP WHO STEP "teams:\n  porters: { organisation: council }\n  nurses:\n",
     "    ",
     {"organisation: hospital"},
     ""},
    {&step_record, TOP WHO TEAMS "steps:\n  arrival:\n", "    ", {"team: nurses", "outcome: home"}, ""},
    {&arrow_record,
     TOP WHO TEAMS "steps:\n  leaving: { team: porters, outcome: home }\n" BRANCH
		   "  arrival:\n    team: nurses\n    next:\n      then: leaving\n      all:\n",
     "        ",
     {"to: therapy"},
     "start: arrival\n"},
    {&block_record,
     TOP WHO TEAMS "steps:\n  leaving: { team: porters, outcome: home }\n" BRANCH
		   "  arrival:\n    team: nurses\n    next:\n",
     "      ",
     {"all: [therapy]", "then: leaving"},
     "start: arrival\n"},
    {&then_record,
     TOP WHO TEAMS "steps:\n  leaving: { team: porters, outcome: home }\n" BRANCH
		   "  arrival:\n    team: nurses\n    next:\n      all: [therapy]\n      then:\n",
     "        ",
     {"to: leaving"},
     "start: arrival\n"},
    {&voice_record,
     TOP WHO TEAMS "steps:\n  arrival:\n    team: nurses\n    outcome: home\n    voice:\n",
     "      ",
     {"says: hello", "consent: yes"},
     ""},
    {&clock_record, WHOLE "clocks:\n  stay:\n", "    ", {"from: arrival", "to: leaving"}, ""},
    {&goal_record, WHOLE "goals:\n", "    ", {"measure: handoffs", "target: under 3"}, ""},
    {&limits_record, WHOLE "limits:\n", "  ", {"long_wait: 3d"}, ""},
    {&journey_record, WHOLE "journeys:\n  margaret:\n", "    ", {"route: [arrival, leaving]"}, ""},
    {&stop_record, WHOLE "journeys:\n  margaret:\n    route:\n      - \n", "        ", {"step: arrival"}, ""},
    {&scenario_record, WHOLE "scenarios:\n  winter:\n", "    ", {"arrivals: x1.4"}, ""},
    {&acceptance_record, WHOLE "accept:\n", "  ", {"finding: no-next-step"}, ""},
};

static bool is_line_of(const char *line, const char *key)
{
	size_t length = strlen(key);
	return strncmp(line, key, length) == 0 && line[length] == ':';
}

/* The file with a gap for the key, or for its value; the line that the form has
 * of it makes room. Without a line of it, `value` stands behind the key. */
static void cut_gap(const struct form *form, const char *key, bool for_value, struct gap *gap)
{
	const char *own = "x";
	size_t used = (size_t)snprintf(gap->before, LONGEST, "%s", form->before);
	for (const char *const *line = form->needed; *line; line++) {
		if (is_line_of(*line, key))
			own = *line + strlen(key) + 2;
		else
			used += (size_t)snprintf(gap->before + used, LONGEST - used, "%s%s\n", form->indent, *line);
	}
	snprintf(gap->before + used, LONGEST - used, "%s%s%s", form->indent, for_value ? key : "",
		 for_value ? ": " : "");
	snprintf(gap->after, LONGEST, "%s%s\n%s", for_value ? "" : ": ", for_value ? "" : own, form->after);
}

static bool belongs(const struct record *record, const struct field *field)
{
	return !record->only || (field->flags & record->only);
}

static void add_word(struct gap *gap, const char *word)
{
	gap->words[gap->word_count++] = word;
}

static void try_keys(const struct form *form)
{
	for (uint32_t i = 0; i < form->record->count; i++) {
		struct gap gap = {0};
		if (!belongs(form->record, &form->record->fields[i]))
			continue;
		for (uint32_t k = 0; k < form->record->count; k++)
			if (belongs(form->record, &form->record->fields[k]))
				add_word(&gap, form->record->fields[k].key);
		cut_gap(form, form->record->fields[i].key, false, &gap);
		try_word(&gap, form->record->fields[i].key);
		say(form->record->name, form->record->fields[i].key);
	}
}

/* The ids that a field of this type takes. */
static void add_ids(struct gap *gap, const struct value_type *type)
{
	static const struct kind {
		const struct value_type *type;
		const char *ids[2];
	} kinds[] = {
	    {&value_team, {"nurses", "porters"}},  {&value_teams, {"nurses", "porters"}},
	    {&value_step, {"arrival", "leaving"}}, {&value_steps, {"arrival", "leaving"}},
	    {&value_sources, {"audit", "survey"}},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (size_t k = 0; k < 2 && kinds[i].type == type; k++)
			add_word(gap, kinds[i].ids[k]);
	if (strcmp(type->form, "organisation id") == 0) {
		add_word(gap, "hospital");
		add_word(gap, "council");
	}
}

static void add_answers(struct gap *gap)
{
	add_word(gap, "yes");
	add_word(gap, "no");
	add_word(gap, "on"); /* YAML's own yes: it is said to be one */
}

static void add_rules(struct gap *gap)
{
	for (enum rule rule = 0; rule < RULE_COUNT; rule++)
		add_word(gap, rules[rule].name);
}

/* What a field may hold, where that is a choice. */
static void add_choice(struct gap *gap, const struct field *field)
{
	for (uint32_t i = 0; field->words && i < field->words->count; i++)
		add_word(gap, field->words->words[i]);
	if (field->type == &value_yes_no)
		add_answers(gap);
	else if (field->type->form && strcmp(field->type->form, "rule") == 0)
		add_rules(gap);
	else if (field->type->form)
		add_ids(gap, field->type);
}

static void try_values(const struct form *form)
{
	for (uint32_t i = 0; i < form->record->count; i++) {
		struct gap gap = {0};
		const struct field *field = &form->record->fields[i];
		if (!belongs(form->record, field))
			continue;
		add_choice(&gap, field);
		cut_gap(form, field->key, true, &gap);
		for (uint32_t w = 0; w < gap.word_count; w++)
			if (strcmp(gap.words[w], "on") != 0)
				try_word(&gap, gap.words[w]);
		if (gap.word_count)
			say(form->record->name, field->key);
	}
}

/* ---------------------------------------------------------------- elsewhere */

/* Places that no table tells of; what stands there is said with its whole text. */
static const struct place {
	const char *what, *before, *after, *words[4];
} places[] = {
    {"start", WHOLE "start: ", "\n", {"arrival", "leaving"}},
    {"start divided", WHOLE "start: { ", ": 100% }\n", {"arrival", "leaving"}},
    {"next",
     TOP WHO TEAMS "steps:\n  leaving: { team: porters, outcome: home }\n  arrival: { team: nurses, next: ",
     " }\n",
     {"arrival", "leaving"}},
    {"next in a list",
     TOP WHO TEAMS "steps:\n  leaving: { team: porters, outcome: home }\n  arrival: { team: nurses, next: [",
     "] }\n",
     {"arrival", "leaving"}},
    {"all",
     TOP WHO TEAMS
     "steps:\n  leaving: { team: porters, outcome: home }\n  arrival: { team: nurses, next: { then: leaving, all: [",
     "] } }\n",
     {"arrival", "leaving"}},
    {"then",
     TOP WHO TEAMS "steps:\n  leaving: { team: porters, outcome: home }\n" BRANCH
		   "  arrival: { team: nurses, next: { all: [therapy], then: ",
     " } }\nstart: arrival\n",
     {"arrival", "leaving", "therapy"}},
    {"route", WHOLE "journeys: { margaret: { route: [arrival, ", "] } }\n", {"arrival", "leaving"}},
    {"scenario, waits from",
     WHOLE "scenarios: { winter: { waits: { ",
     ": { leaving: x2 } } } }\n",
     {"arrival", "leaving"}},
    {"scenario, waits to", WHOLE "scenarios: { winter: { waits: { arrival: { ", ": x2 } } } }\n", {"leaving"}},
    {"scenario, shares to", WHOLE "scenarios: { winter: { shares: { arrival: { ", ": 50% } } } }\n", {"leaving"}},
    {"scenario, lasts", WHOLE "scenarios: { winter: { lasts: { ", ": x2 } } }\n", {"arrival", "leaving"}},
    {"accept, at in a list", WHOLE "accept: [{ finding: obstacle, at: [leaving, ", "] }]\n", {"arrival", "leaving"}},
    {"paid_by",
     TOP "organisations: { a: { sector: acute, payer: The council }, b: { sector: other, payer: Northshire } }\nteams: "
	 "{ nurses: { organisation: a } }\nsteps: { arrival: { team: nurses, outcome: home, cost: £5, paid_by: ",
     " } }\n",
     {"The council", "Northshire"}},
    {"goal on a step",
     WHOLE "goals: [{ target: under 3, measure: ",
     " }]\n",
     {"visits.arrival", "visits.leaving", "reached.arrival", "reached.leaving"}},
    {"goal on an outcome", WHOLE "goals: [{ target: under 3, measure: ", " }]\n", {"outcome.home"}},
    {"goal on a payer", WHOLE "goals: [{ target: under 3, measure: ", " }]\n", {"cost.Hospital", "cost.Council"}},
    {"goal on a clock",
     WHOLE "clocks: { stay: { from: arrival, to: leaving } }\ngoals: [{ target: under 3, measure: ",
     " }]\n",
     {"clock.stay.p50", "clock.stay.p90", "clock.stay.within", "clock.stay.completed"}},
};

static void try_place(const struct place *place)
{
	struct gap gap = {0};
	snprintf(gap.before, LONGEST, "%s", place->before);
	snprintf(gap.after, LONGEST, "%s", place->after);
	for (size_t i = 0; i < 4 && place->words[i]; i++)
		add_word(&gap, place->words[i]);
	for (uint32_t i = 0; i < gap.word_count; i++)
		try_word(&gap, gap.words[i]);
	say(place->what, "");
}

static void try_measures(void)
{
	static char names[MEASURE_SIMPLE][60];
	struct gap gap = {.before = WHOLE "goals: [{ target: under 3, measure: ", .after = " }]\n"};
	for (enum measure m = 0; m < MEASURE_SIMPLE; m++) {
		const char *suffix = measures[m].suffix;
		snprintf(names[m], sizeof names[m], "%s%s%s", measures[m].name, suffix ? "." : "",
			 suffix ? suffix : "");
		add_word(&gap, names[m]);
	}
	for (uint32_t i = 0; i < gap.word_count; i++)
		try_word(&gap, gap.words[i]);
	say("goal on a measure", "");
}

/* Units and the words before a figure stand inside a value, which is shown whole. */
static const struct inside {
	const char *what, *before, *prefix, *suffix, *words[20];
	size_t shortest;
} insides[] = {
    {"unit of time",
     WHOLE "limits: { long_wait: ",
     "3 ",
     " }\n",
     {"seconds", "minutes", "hours", "days", "workdays", "weeks", "months", "years", "second", "minute", "hour", "day",
      "workday", "week", "month", "year"},
     3},
    {"unit of people", WHOLE "people: ", "420/", "\n", {"year", "month", "week", "day"}, 1},
    {"unit of a cost",
     TOP WHO TEAMS "steps: { arrival: { team: nurses, outcome: home, cost: ",
     "£5/",
     " } }\n",
     {"day", "hour"},
     1},
    {"target of a goal",
     WHOLE "goals: [{ measure: handoffs, target: ",
     "",
     " 3 }]\n",
     {"at most", "at least", "under", "over"},
     1},
};

static void try_inside(const struct inside *inside)
{
	struct gap words = {0};
	for (size_t i = 0; i < 20 && inside->words[i]; i++)
		add_word(&words, inside->words[i]);
	snprintf(words.before, LONGEST, "%s", inside->before);
	snprintf(words.after, LONGEST, "%s", inside->suffix);
	words.prefix = inside->prefix;
	words.shortest = inside->shortest;
	for (uint32_t i = 0; i < words.word_count; i++)
		try_word(&words, words.words[i]);
	say(inside->what, "");
}

int main(void)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		try_keys(&forms[i]);
		try_values(&forms[i]);
	}
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		try_place(&places[i]);
	for (size_t i = 0; i < sizeof insides / sizeof *insides; i++)
		try_inside(&insides[i]);
	try_measures();
	printf("1..%u\n# %u slips\n", cases, slips);
	return 0;
}
