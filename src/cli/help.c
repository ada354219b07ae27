#include "cli/out.h"
#include "cli/say.h"
#include "cli/terminal.h"

#include "carepath/load.h"
#include "carepath/text.h"

#include <string.h>
#include <unistd.h>

enum { SAYS_AT = 34, WIDTH = 80 };

void option_spell(struct writer *writer, const struct option *option)
{
	if (option->letter)
		writer_format(writer, "-%c, ", option->letter);
	writer_format(writer, "--%s", option->name);
	if (option->value)
		writer_format(writer, " %s", option->value);
}

/* How many columns option_spell() takes. */
static size_t spelt_width(const struct option *option)
{
	return (option->letter ? 4 : 0) + 2 + strlen(option->name) + (option->value ? 1 + strlen(option->value) : 0);
}

/* From `at` on to the column where explanations stand. */
static void write_explained(struct writer *writer, size_t at, const char *says)
{
	if (at + 2 > SAYS_AT) {
		writer_text(writer, "\n");
		at = 0;
	}
	writer_repeat(writer, " ", SAYS_AT - at);
	writer_wrapped(writer, says, SAYS_AT, SAYS_AT, WIDTH);
	writer_text(writer, "\n");
}

static void write_options(struct writer *writer, unsigned bit, const char *heading)
{
	writer_format(writer, "\n%s\n", heading);
	for (uint32_t i = 0; i < option_count; i++) {
		const struct option *option = &option_table[i];
		if ((bit == FOR_ALL) != (option->commands == FOR_ALL) || !(option->commands & bit))
			continue;
		writer_text(writer, "  ");
		option_spell(writer, option);
		write_explained(writer, 2 + spelt_width(option), option->says);
	}
}

static void write_command_line(struct writer *writer, const struct command *command)
{
	size_t width = strlen("  carepath  ") + strlen(command->name) + strlen(command->operands);
	writer_format(writer, "  carepath %s %s", command->name, command->operands);
	write_explained(writer, width, command->says);
}

static void write_overview(struct writer *writer)
{
	writer_text(writer, "carepath maps how a person goes through care, and shows where it hurts.\n\n");
	writer_text(writer, "  carepath [FILE]");
	write_explained(writer, strlen("  carepath [FILE]"),
			"walk through it; without FILE: choose among the pathways at hand");
	for (uint32_t i = 0; i < command_count; i++)
		write_command_line(writer, &commands[i]);
	write_options(writer, FOR_ALL, "For all of them:");
	writer_text(writer, "\n'carepath help COMMAND' explains a command with its options.\n"
			    "'carepath help format' is the reference of the pathway file.\n"
			    "'carepath help findings' lists what is measured and flagged.\n"
			    "A file named '-' is standard input.\n");
}

/* Whether it takes any that not all commands take. */
static bool has_own_options(const struct command *command)
{
	for (uint32_t i = 0; i < option_count; i++)
		if (option_table[i].commands != FOR_ALL && option_table[i].commands & command->bit)
			return true;
	return false;
}

static void write_command(struct writer *writer, const struct command *command)
{
	writer_format(writer, "carepath %s [OPTION...] %s\n\n", command->name, command->operands);
	writer_wrapped(writer, command->about, 0, 0, WIDTH);
	writer_text(writer, "\n");
	if (has_own_options(command))
		write_options(writer, command->bit, "Options:");
	write_options(writer, FOR_ALL, "For all commands:");
}

static void write_entry(struct writer *writer, const char *name, const char *suffix, const char *says)
{
	writer_format(writer, "  %s%s%s", name, suffix ? "." : "", suffix ? suffix : "");
	write_explained(writer, 2 + strlen(name) + (suffix ? 1 + strlen(suffix) : 0), says);
}

static void write_findings(struct writer *writer)
{
	writer_text(writer, "What is measured. These names stand in goals, in JSON and in CSV; a name that\n"
			    "ends in a dot is followed by a payer, an outcome, a step's or a clock's id.\n\n");
	for (uint32_t i = 0; i < MEASURE_COUNT; i++)
		write_entry(writer, measures[i].name, measures[i].suffix, measures[i].says);
	writer_text(writer, "\nWhat is flagged. These names stand in --fail-on and in `accept`.\n");
	for (uint32_t i = 0; i < RULE_COUNT; i++) {
		if (i == 0 || rules[i].kind != rules[i - 1].kind)
			writer_format(writer, "\n%s:\n", kind_words[rules[i].kind]);
		write_entry(writer, rules[i].name, NULL, rules[i].when);
	}
}

/* What can be asked for besides the commands. */
static const struct {
	const char *name;
	void (*write)(struct writer *writer);
} topics[] = {
    {"format", format_write_reference},
    {"findings", write_findings},
    {"man", man_write},
};

enum { TOPICS = sizeof topics / sizeof *topics };

static enum exit_code unknown_topic(const char *name)
{
	const char *names[16];
	uint32_t count = 0;
	for (uint32_t i = 0; i < command_count; i++)
		names[count++] = commands[i].name;
	for (uint32_t i = 0; i < TOPICS; i++)
		names[count++] = topics[i].name;
	const char *const *near = names;
	return say_unknown(name, near, count, "there is no help on '%s'", name);
}

enum exit_code help_on(const struct request *request, const struct command *command)
{
	struct out out;
	enum exit_code code = out_open(&out, NULL, OUT_REPLACE, request);
	if (command)
		write_command(&out.writer, command);
	else
		write_overview(&out.writer);
	return out_close(&out, code);
}

enum exit_code run_help(const struct request *request)
{
	struct out out;
	const char *name = request->file_count > 0 ? request->files[0] : NULL;
	if (!name || command_find(name))
		return help_on(request, name ? command_find(name) : NULL);
	for (uint32_t i = 0; i < TOPICS; i++) {
		if (strcmp(topics[i].name, name) != 0)
			continue;
		enum exit_code code = out_open(&out, NULL, OUT_REPLACE, request);
		topics[i].write(&out.writer);
		return out_close(&out, code);
	}
	return unknown_topic(name);
}
