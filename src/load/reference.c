/* doc/format.md: every table of it comes from the table that reads it. */
#include "carepath/load.h"

#include "load/events.h"
#include "load/sections.h"
#include "load/voice.h"

#include "carepath/catalogue.h"

static const struct chapter {
	const struct record *record;
	const char *title, *says; /* says: NULL for nothing */
} chapters[] = {
    {&file_record, "The file", NULL},
    {&organisation_record, "Organisation", "In `organisations`, by its id."},
    {&team_record, "Team", "In `teams`, by its id."},
    {&step_record, "Step", "In `steps`, by its id, in reading order."},
    {&arrow_record, "Arrow",
     "In `next`: the id of a step, one arrow, or a list of these, of which one happens. Arrows without a share divide "
     "equally what the others leave. Shares of 99.9 % to 100.1 % in total are scaled to 100 %; where less is given and "
     "no "
     "arrow takes the rest, people drop out, or end with the step's `outcome`. Two arrows from one step to one step "
     "must "
     "differ in `when`."},
    {&block_record, "Block",
     "In `next`: branches side by side. A branch is every step that can be reached from its first step without passing "
     "`then`; it ends where an arrow reaches `then`, at a step without `next`, or where shares leave a rest. Only the "
     "block's own arrow may lead into a branch; no `outcome` and no arrow with `after` may stand inside one; blocks "
     "nest."},
    {&then_record, "The arrow to `then`", "It comes once, after the last branch."},
    {&voice_record, "Voice", "In `voice`, which may also be a plain text."},
    {&clock_record, "Clock", "In `clocks`, by its id."},
    {&goal_record, "Goal", "In the list `goals`."},
    {&limits_record, "Limits", "In `limits`."},
    {&journey_record, "Journey", "In `journeys`, by its id."},
    {&stop_record, "Stop", "In `route`: the id of a step, or a mapping."},
    {&scenario_record, "Scenario",
     "In `scenarios`, by its id; `--scenario ID` applies it before everything is measured."},
    {&acceptance_record, "Accepted finding", "In the list `accept`."},
};

static const struct word_list {
	const char *key;
	const struct word_set *words;
	const char *says;
} word_lists[] = {
    {"`setting`, `meanwhile`", &setting_words, NULL},
    {"`contact`", &contact_words, NULL},
    {"`via`", &via_words, NULL},
    {"`held_by`", &held_by_words, NULL},
    {"`basis`", &basis_words, NULL},
    {"`consent`", &consent_words, NULL},
    {"`reasons`", &offered_reasons, " are offered, any word is allowed"},
    {"`routine`", &routine_words, " are routine without being listed"},
};

static void write_words(struct writer *writer, const struct word_set *set)
{
	for (uint32_t i = 0; i < set->count; i++)
		writer_format(writer, "%s`%s`", i ? " " : "", set->words[i]);
}

static void write_fields(struct writer *writer, const struct record *record)
{
	writer_text(writer, "| key | type | needed | meaning |\n| --- | --- | --- | --- |\n");
	for (uint32_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if (record->only && !(field->flags & record->only))
			continue;
		writer_format(writer, "| `%s` | %s | %s | %s |\n", field->key,
			      field->form ? field->form : field->type->form, field->flags & FIELD_NEEDED ? "yes" : "",
			      field->meaning);
	}
}

static void write_chapters(struct writer *writer)
{
	for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
		writer_format(writer, "\n## %s\n\n", chapters[i].title);
		if (chapters[i].says)
			writer_format(writer, "%s\n\n", chapters[i].says);
		write_fields(writer, chapters[i].record);
	}
}

static void write_sectors(struct writer *writer)
{
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		writer_format(writer, "- `sector`, side **%s**:", side_words[side]);
		for (uint32_t i = 0; i < sector_count; i++)
			if (sectors[i].side == side)
				writer_format(writer, " `%s`", sectors[i].word);
		writer_text(writer, "\n");
	}
}

static void write_word_lists(struct writer *writer)
{
	writer_text(writer, "\n## Words\n\n");
	write_sectors(writer);
	for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++) {
		writer_format(writer, "- %s: ", word_lists[i].key);
		write_words(writer, word_lists[i].words);
		writer_format(writer, "%s\n", word_lists[i].says ? word_lists[i].says : "");
	}
}

static void write_durations(struct writer *writer)
{
	writer_text(
	    writer,
	    "\n## Durations\n\nA number and a unit, in descending parts, each unit once: `1d 4h`; `0` needs no "
	    "unit; at most 200 years. A workday is 1.4 days: seven days hold five. `m` is minutes, and a warning "
	    "outside `takes`. Units:");
	for (size_t i = 0; duration_units[i]; i++)
		writer_format(writer, " `%s`", duration_units[i]);
	writer_text(writer,
		    ".\n\n"
		    "| written | meaning |\n"
		    "| --- | --- |\n"
		    "| `3d` | always |\n"
		    "| `1d..10d` | anything between, equally likely |\n"
		    "| `1d..3d..10d` | least, most likely, most: triangular |\n"
		    "| `mean 3d` | exponential |\n"
		    "| `median 3d p90 10d`, `p52 4h p90 20h`, `p60 30min p88 11h max 3d` | log-normal through two "
		    "percentiles; with `max`, longer ones become that |\n");
}

static void write_measures(struct writer *writer)
{
	writer_text(writer, "\n## Measures\n\nFor `goals`.\n\n| name | meaning |\n| --- | --- |\n");
	for (enum measure m = 0; m < MEASURE_COUNT; m++) {
		const struct measure_entry *entry = &measures[m];
		writer_format(writer, "| `%s%s%s%s` | %s |\n", entry->name, m >= MEASURE_SIMPLE ? "…" : "",
			      entry->suffix ? "." : "", entry->suffix ? entry->suffix : "", entry->says);
	}
	writer_text(writer, "\n## Rules\n\nFor `accept`.\n\n| name | raised when |\n| --- | --- |\n");
	for (enum rule rule = 0; rule < RULE_COUNT; rule++)
		writer_format(writer, "| `%s` | %s |\n", rules[rule].name, rules[rule].when);
}

static void write_limits(struct writer *writer)
{
	writer_format(
	    writer,
	    "\n## How much a file may hold\n\n"
	    "File: %d MiB. One text: %d KiB. Nesting: %d. Anchors: %d. Steps: %d. Arrows: %d. Blocks within blocks: "
	    "%d. Teams: %d. "
	    "Organisations: %d. Different things asked or done: %d. Clocks: %d. Goals: %d. Entries of one list: %d. "
	    "Keys of one mapping: %d. Values of any kind: %d.\n",
	    SOURCE_LARGEST >> 20, LONGEST_TEXT >> 10, MOST_NESTING, MOST_ANCHORS, MOST_STEPS, MOST_ARROWS, MOST_DEPTH,
	    MOST_TEAMS, MOST_ORGANISATIONS, MOST_THINGS, MOST_CLOCKS, MOST_GOALS, MOST_ENTRIES, MOST_ENTRIES / 2,
	    MOST_VALUES);
}

void format_write_reference(struct writer *writer)
{
	writer_text(writer,
		    "# The pathway file, version 1\n\n"
		    "One YAML file in UTF-8, one document, written by hand. This page is made from the tables that "
		    "read the file.\n\n"
		    "- Keys are lower case. An unknown key, and a key given twice, is an error.\n"
		    "- Ids start with a letter and have letters, digits, `-` and `_`; none is `yes`, `no`, `on`, "
		    "`off`, `true`, `false` or `null`.\n"
		    "- Texts hold no control characters and nothing that cannot be seen; names are one line.\n"
		    "- A text that starts with `TODO` is still to be filled in: a warning until it is.\n"
		    "- Where a list is expected, one value may stand for it.\n"
		    "- A share is `72%` or a number from 0 to 1. Money is `£1,250.50`; inside `{ }` a value with a "
		    "comma must be in quotes.\n"
		    "- Anchors, aliases and `<<` merge keys work.\n");
	write_chapters(writer);
	write_word_lists(writer);
	write_durations(writer);
	write_measures(writer);
	write_limits(writer);
}
