/* A file becomes a pathway: read, looked at, made into a tree, and then taken
 * in section by section. */
#include "carepath/load.h"

#include "load/check.h"
#include "load/privacy.h"
#include "load/sections.h"
#include "load/stretches.h"
#include "load/trap.h"
#include "load/unfilled.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

struct file_draft {
	double people;
	uint32_t version, sources, start, goals, clocks, limits, routine, organisations, teams, steps, journeys,
	    scenarios, accept; /* nodes */
	const char *name, *place, *about, *prices;
	struct indexes routine_words;
};

enum {
	VERSION,
	NAME,
	PLACE,
	ABOUT,
	SOURCES,
	PEOPLE,
	START,
	PRICES,
	GOALS,
	CLOCKS,
	LIMITS,
	ROUTINE,
	ORGANISATIONS,
	TEAMS,
	STEPS,
	JOURNEYS,
	SCENARIOS,
	ACCEPT,
};

#define AT(member) .offset = offsetof(struct file_draft, member)

/* clang-format off */
static const struct field fields[] = {
    [VERSION] = {KEY("carepath"), &value_node, AT(version), FIELD_NEEDED, .form = "`1`", .meaning = "the version of the format", .help = "write 'carepath: 1' above all else"},
    [NAME] = {KEY("name"), &value_name, AT(name), FIELD_NEEDED, .meaning = "what the pathway is called"},
    [PLACE] = {KEY("place"), &value_text, AT(place), .meaning = "the area that it describes"},
    [ABOUT] = {KEY("about"), &value_text, AT(about), .meaning = "what it is"},
    [SOURCES] = {KEY("sources"), &value_node, AT(sources), .form = "mapping id → text", .meaning = "where figures come from: document, year, area"},
    [PEOPLE] = {KEY("people"), &value_rate, AT(people), .meaning = "how many people start: `420/year`, `35/month`, `8/week`, `1/day`"},
    [START] = {KEY("start"), &value_node, AT(start), .form = "step id, or mapping id → share (100 % in total)", .meaning = "where people come in; the first step listed if left out"},
    [PRICES] = {KEY("prices"), &value_text, AT(prices), .meaning = "the year that costs are in: `2024`, `2023/24`"},
    [GOALS] = {KEY("goals"), &value_node, AT(goals), .form = "list of goals", .meaning = "what the group agreed to reach"},
    [CLOCKS] = {KEY("clocks"), &value_node, AT(clocks), .form = "mapping id → clock", .meaning = "standards that span several steps"},
    [LIMITS] = {KEY("limits"), &value_node, AT(limits), .form = "mapping", .meaning = "from where on things are flagged"},
    [ROUTINE] = {KEY("routine"), &value_words, AT(routine_words), .words_class = WORDS_NAMED, .meaning = "what good care repeats, never flagged as duplication"},
    [ORGANISATIONS] = {KEY("organisations"), &value_node, AT(organisations), FIELD_NEEDED, .form = "mapping id → organisation", .meaning = "who there is"},
    [TEAMS] = {KEY("teams"), &value_node, AT(teams), FIELD_NEEDED, .form = "mapping id → team", .meaning = "and who in them"},
    [STEPS] = {KEY("steps"), &value_node, AT(steps), FIELD_NEEDED, .form = "mapping id → step", .meaning = "what happens, in reading order"},
    [JOURNEYS] = {KEY("journeys"), &value_node, AT(journeys), .form = "mapping id → journey", .meaning = "real or composed people who walked it"},
    [SCENARIOS] = {KEY("scenarios"), &value_node, AT(scenarios), .form = "mapping id → scenario", .meaning = "winter pressures, a flood"},
    [ACCEPT] = {KEY("accept"), &value_node, AT(accept), .form = "list of accepted findings", .meaning = "findings that the group has looked at and lives with"},
};
/* clang-format on */

const struct record file_record =
    RECORD("pathway file", fields, .help = "'carepath new FILE' writes one to start from");

/* The sections in the order in which they can be read, each after those that
 * it refers to. */
static const struct section {
	uint32_t field;
	void (*read)(struct load *load, uint32_t value);
} sections[] = {
    {SOURCES, sources_read},   {ORGANISATIONS, organisations_read},
    {TEAMS, teams_read},       {STEPS, steps_read},
    {START, start_read},       {CLOCKS, clocks_read},
    {JOURNEYS, journeys_read}, {SCENARIOS, scenarios_read},
    {GOALS, goals_read},       {ACCEPT, acceptances_read},
    {LIMITS, limits_read},
};

/* A version is a whole number; only the first is known. */
static void check_version(struct load *load, uint32_t value)
{
	struct view text;
	double version;
	unsigned decimals;

	if (!value_is_text(load, "carepath", value, &text) || view_is(text, "1"))
		return;
	struct view rest = text;
	bool is_number = take_number(&rest, &version, &decimals) && rest.length == 0;
	struct diagnostic *diagnostic;
	if (is_number && version > 1)
		diagnostic = diagnostic_error(load->diagnostics, load_span(load, value),
					      "the file has version %s of the format, and only version 1 can be read",
					      load_shown(load, text));
	else
		diagnostic = say_not(load, value, "a version of the format");
	diagnostic->help = is_number && version > 1 ? "a newer carepath may read it" : "write 'carepath: 1'";
}

/* Where a section is not there at all, ids of it cannot be called wrong. */
static void note_missing(struct load *load, const struct given *given)
{
	const struct part {
		uint32_t field;
		struct ids *ids;
	} parts[] = {{ORGANISATIONS, &load->organisations},
		     {TEAMS, &load->teams},
		     {STEPS, &load->steps},
		     {SOURCES, &load->sources},
		     {CLOCKS, &load->clocks}};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		bool needed = fields[parts[i].field].flags & FIELD_NEEDED;
		parts[i].ids->unknown = !given->value[parts[i].field] && (needed || given_has(given, parts[i].field) ||
									  (given->suspected & 1u << parts[i].field));
	}
}

static void name_ids(struct load *load)
{
	load->sources.what = "source", load->sources.plural = "sources";
	load->organisations.what = "organisation", load->organisations.plural = "organisations";
	load->teams.what = "team", load->teams.plural = "teams";
	load->steps.what = "step", load->steps.plural = "steps";
	load->clocks.what = "clock", load->clocks.plural = "clocks";
	load->journeys.what = "journey", load->journeys.plural = "journeys";
	load->scenarios.what = "scenario", load->scenarios.plural = "scenarios";
}

/* Tables that grow while sections are read, and that some readers look at. */
static void lend_texts(struct load *load)
{
	load->pathway->payers = load->payers.texts.at;
	load->pathway->payer_count = load->payers.texts.count;
	load->pathway->outcomes = load->outcomes.texts.at;
	load->pathway->outcome_count = load->outcomes.texts.count;
}

static void read_sections(struct load *load, const struct given *given)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections && !load->over_limit; i++) {
		lend_texts(load);
		sections[i].read(load, given->value[sections[i].field]);
		if (sections[i].field == STEPS && !load->over_limit)
			next_read(load);
		if (sections[i].field == START && !load->over_limit)
			blocks_find(load);
	}
}

static void finish_words(struct load *load, const struct indexes *routine)
{
	struct pathway *pathway = load->pathway;

	for (uint32_t i = 0; i < routine->count; i++)
		load->words.words.at[routine->at[i]].routine = true;
	words_mark_routine(load);
	words_check(load);
	lend_texts(load);
	pathway->words = load->words.words.at;
	pathway->word_count = load->words.words.count;
}

static void read_file(struct load *load)
{
	struct pathway *pathway = load->pathway;
	struct file_draft draft = {.people = NAN};
	uint32_t root = tree_value(load->tree, load->tree->root);
	struct span start = {load_span(load, root).start, load_span(load, root).start + 1};
	struct given given;

	if (!record_read(load, &file_record, root, start, NULL, &draft, &given))
		return;
	if (draft.version)
		check_version(load, draft.version);
	pathway->name = draft.name;
	pathway->place = draft.place;
	pathway->about = draft.about;
	pathway->prices = draft.prices;
	pathway->people_per_year = draft.people;
	pathway->scenario = NONE;
	if (given.value[NAME])
		pathway->name_at = given_span(load, &given, NAME);
	note_missing(load, &given);
	read_sections(load, &given);
	finish_words(load, &draft.routine_words);
}

static void say_syntax(struct load *load, const struct syntax_fault *fault)
{
	struct diagnostic *diagnostic = diagnostic_error(load->diagnostics, fault->span, "%s", fault->message);

	diagnostic->help = fault->help;
	if (fault->second_says)
		load_second(diagnostic, fault->second, fault->second_says);
}

static bool is_empty(const struct tree *tree)
{
	return tree->root == 0 || node_is_blank(tree_at(tree, tree->root));
}

/* From text to pathway. Whatever is shown of the file, the words that nobody
 * may see are known first. */
static void load_text(struct load *load, uint32_t threads)
{
	struct syntax_fault fault = {0};
	struct scanned scanned = scan_source(load->scratch, load->source, load->diagnostics);

	if (scanned.hopeless) {
		privacy_from_text(load, scanned.text, scanned.length);
	} else if (!stretches_read(load->scratch, &scanned, threads, load->tree, &fault)) {
		privacy_from_text(load, scanned.text, scanned.length);
		say_syntax(load, &fault);
	} else if (is_empty(load->tree)) {
		diagnostic_error(load->diagnostics, (struct span){0, 0}, "the file is empty, but for comments perhaps")
		    ->help = "'carepath new FILE' writes one to start from";
	} else {
		privacy_from_tree(load);
		check_values(load);
		check_unfilled(load);
		read_file(load);
	}
}

/* What is done, step by step, with memory that may run out at any of them. */
struct work {
	struct arena *arena, *scratch;
	struct document *document;
	const char *name, *text; /* text: NULL to read the file */
	size_t length;
	uint32_t threads; /* that may read; 0: one for each core */
	struct pathway *pathway;
};

static void load_in_scratch(void *subject)
{
	struct work *work = subject;
	struct load load = {.arena = work->arena,
			    .scratch = work->scratch,
			    .source = &work->document->source,
			    .diagnostics = &work->document->diagnostics,
			    .tree = ARENA_NEW(work->scratch, struct tree),
			    .pathway = work->pathway};

	name_ids(&load);
	load_text(&load, work->threads);
}

static void find_trap(void *subject)
{
	struct work *work = subject;

	trap_check(work->scratch, work->pathway, &work->document->diagnostics);
}

/* Does a part of the work with an arena of its own, which is gone after it. */
static void with_scratch(struct work *work, void (*part)(void *subject))
{
	work->scratch = arena_new();
	if (!work->scratch || !arena_try(work->scratch, part, work))
		arena_fail(work->arena);
	arena_free(work->scratch);
	work->scratch = NULL;
}

static void say_unreadable(struct document *document, enum source_status status)
{
	static const char *const says[] = {[SOURCE_TOO_LARGE] = "the file is larger than 64 MiB",
					   [SOURCE_IS_DIRECTORY] = "this is a folder, not a file"};
	int reason = errno;
	struct diagnostic *diagnostic =
	    status == SOURCE_UNREADABLE
		? diagnostic_error(&document->diagnostics, (struct span){0, 0}, "cannot be read: %s", strerror(reason))
		: diagnostic_error(&document->diagnostics, (struct span){0, 0}, "%s", says[status]);

	diagnostic->has_place = false;
}

static bool get_source(struct work *work)
{
	struct source *source = &work->document->source;
	enum source_status status = SOURCE_READ;

	if (!work->text)
		status = source_read(work->arena, work->name, source);
	else if (work->length > SOURCE_LARGEST)
		status = SOURCE_TOO_LARGE, source_from_text(work->arena, work->name, "", 0, source);
	else
		source_from_text(work->arena, work->name, work->text, (uint32_t)work->length, source);
	if (status != SOURCE_READ)
		say_unreadable(work->document, status);
	return status == SOURCE_READ;
}

static void do_work(void *subject)
{
	struct work *work = subject;

	work->document = ARENA_NEW(work->arena, struct document);
	work->document->arena = work->arena;
	work->document->diagnostics.arena = work->arena;
	work->name = arena_copy(work->arena, work->name, strlen(work->name));
	if (!get_source(work))
		return;
	work->pathway = ARENA_NEW(work->arena, struct pathway);
	work->pathway->arena = work->arena;
	work->pathway->source = &work->document->source;
	with_scratch(work, load_in_scratch);
	if (work->document->diagnostics.errors == 0)
		with_scratch(work, find_trap);
	if (work->document->diagnostics.errors == 0)
		work->document->pathway = work->pathway;
}

static struct document *open_document(struct work work)
{
	work.arena = arena_new();
	if (!work.arena)
		return NULL;
	bool done = arena_try(work.arena, do_work, &work);
	arena_free(work.scratch);
	if (done)
		return work.document;
	arena_free(work.arena);
	return NULL;
}

static void apply_scenario(void *subject)
{
	struct work *work = subject;
	uint32_t scenario = work->pathway->scenario;

	work->pathway = pathway_under(work->arena, work->document->pathway, scenario);
	with_scratch(work, find_trap);
}

struct pathway *document_under(struct document *document, uint32_t scenario)
{
	struct pathway wanted = {.scenario = scenario};
	struct work work = {.arena = document->arena, .document = document, .pathway = &wanted};
	uint32_t before = document->diagnostics.errors;
	bool done = arena_try(document->arena, apply_scenario, &work);

	arena_free(work.scratch);
	return done && document->diagnostics.errors == before ? work.pathway : NULL;
}

struct document *document_read(const char *file)
{
	return document_read_on(file, 0);
}

struct document *document_read_on(const char *file, uint32_t threads)
{
	return open_document((struct work){.name = file, .threads = threads});
}

struct document *document_from_text(const char *name, const char *text, size_t length)
{
	return open_document((struct work){.name = name, .text = text, .length = length});
}

void document_free(struct document *document)
{
	if (document)
		arena_free(document->arena);
}
