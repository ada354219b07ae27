#include "cli/cli.h"

#include "cli/ending.h"
#include "cli/say.h"

#include "carepath/export.h"
#include "carepath/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* For the words of one option, listed. */
enum { WORDS_ROOM = 128 };

static const char *const format_names[] = {
    [FORMAT_TEXT] = "text", [FORMAT_MARKDOWN] = "markdown", [FORMAT_HTML] = "html",
    [FORMAT_JSON] = "json", [FORMAT_CSV] = "csv",           NULL};
static const char *const colour_names[] = {
    [COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never", NULL};
/* In the order of enum kind; goals have a table of their own. */
static const char *const kind_names[] = {
    [KIND_DELAY] = "delay",       [KIND_HANDOFF] = "hand-off",      [KIND_DUPLICATION] = "duplication",
    [KIND_OBSTACLE] = "obstacle", [KIND_FAULT_LINE] = "fault-line", NULL};

#define FLAG(member)               NULL, OPTION_FLAG, offsetof(struct request, member), NULL, 0, 0
#define TEXT(value, member)        value, OPTION_TEXT, offsetof(struct request, member), NULL, 0, 0
#define COUNT(least, most, member) "N", OPTION_COUNT, offsetof(struct request, member), NULL, least, most
#define WORD(value, member, words) value, OPTION_WORD, offsetof(struct request, member), words, 0, 0

const struct option option_table[] = {
    {"journey", 0, TEXT("ID", journey), FOR_WALK | FOR_REPORT, "only this journey of the file"},
    {"route", 0, TEXT("A,B,C", route), FOR_WALK, "walk these steps"},
    {"likeliest", 0, FLAG(likeliest), FOR_WALK, "walk the way that most people take"},
    {"plain", 0, FLAG(plain), FOR_WALK, "lines of text only, no screen"},
    {"fail-on", 0, TEXT("RULE[,RULE]|any", fail_on), FOR_CHECK,
     "exit with 1 when such a flag is raised and not accepted"},
    {"like", 0, TEXT("NAME", like), FOR_NEW,
     "start from this pathway of those that come with carepath (stroke, falls ...); names to be filled in are marked"},
    {"format", 0, WORD("text|markdown|html|json|csv", format, format_names), FOR_REPORT | FOR_COMPARE | FOR_DRAW,
     "what it is written as (what the ending of OUT says, else text); csv: only the report; a map is text"},
    {"width", 0, COUNT(MAP_TEXT_LEAST, 10000, width), FOR_DRAW,
     "how many columns a strip of the map may take (those of the terminal; elsewhere 100)"},
    {"measures", 0, FLAG(measures), FOR_REPORT, "with --format csv: one row a measure instead of one a finding"},
    {"kind", 0, WORD("KIND", kind, kind_names), FOR_REPORT,
     "only the findings of this kind: delay, hand-off, duplication, obstacle or fault-line"},
    {"output", 'o', TEXT("OUT", out), FOR_REPORT | FOR_COMPARE | FOR_DRAW,
     "write to this file; it is written whole or left as it was, and a new one is readable by you only"},
    {"scenario", 0, TEXT("ID", scenario), FOR_MEASURING | FOR_DRAW, "measure as if this scenario of the file held"},
    {"people", 0, COUNT(1, 100000000, people), FOR_MEASURING, "how many people to sample (10,000)"},
    {"seed", 0, COUNT(0, UINT64_MAX, seed), FOR_MEASURING, "the seed of the random numbers (1)"},
    {"threads", 0, COUNT(1, 1024, threads), FOR_MEASURING,
     "how many processors to read and measure with (all); the figures are the same"},
    {"color", 0, WORD("auto|always|never", colour, colour_names), FOR_ALL,
     "colour; auto: on a terminal, unless NO_COLOR is set"},
    {"ascii", 0, FLAG(ascii), FOR_ALL, "draw with ASCII characters only"},
    {"help", 'h', FLAG(help), FOR_ALL, "explain the command"},
    {"version", 0, FLAG(version), FOR_ALL, "say which version this is"},
};

const uint32_t option_count = sizeof option_table / sizeof *option_table;

static const struct option *find_long(const char *name, size_t length)
{
	for (uint32_t i = 0; i < option_count; i++)
		if (strncmp(option_table[i].name, name, length) == 0 && option_table[i].name[length] == '\0')
			return &option_table[i];
	return NULL;
}

static const struct option *find_letter(char letter)
{
	for (uint32_t i = 0; i < option_count; i++)
		if (option_table[i].letter && option_table[i].letter == letter)
			return &option_table[i];
	return NULL;
}

static void *place_in(struct request *request, const struct option *option)
{
	return (char *)request + option->offset;
}

static enum exit_code read_count(struct request *request, const struct option *option, const char *value)
{
	char *end;
	errno = 0;
	unsigned long long number = strtoull(value, &end, 10);
	bool digits = value[0] >= '0' && value[0] <= '9' && *end == '\0';
	if (!digits || errno != 0 || number < option->least || number > option->most)
		return say_wrong("--%s is a whole number from %llu to %llu, not '%s'", option->name,
				 (unsigned long long)option->least, (unsigned long long)option->most, value);
	*(uint64_t *)place_in(request, option) = number;
	return EXIT_DONE;
}

/* "text, json or csv" */
static const char *list_words(const struct option *option, char list[WORDS_ROOM])
{
	size_t used = 0;
	for (size_t i = 0; option->words[i] && used < WORDS_ROOM; i++) {
		const char *gap = i == 0 ? "" : option->words[i + 1] ? ", " : " or ";
		used += (size_t)snprintf(list + used, WORDS_ROOM - used, "%s%s", gap, option->words[i]);
	}
	return list;
}

static enum exit_code read_word(struct request *request, const struct option *option, const char *value)
{
	char list[WORDS_ROOM];
	size_t count = 0;
	for (; option->words[count]; count++)
		if (strcmp(option->words[count], value) == 0) {
			*(unsigned *)place_in(request, option) = (unsigned)count;
			return EXIT_DONE;
		}
	return say_unknown(value, option->words, count, "--%s is %s, not '%s'", option->name, list_words(option, list),
			   value);
}

static enum exit_code read_value(struct request *request, const struct option *option, const char *value)
{
	if (option->kind == OPTION_FLAG) {
		*(bool *)place_in(request, option) = true;
		return EXIT_DONE;
	}
	if (!value)
		return say_wrong("--%s needs a value: %s", option->name, option->value);
	if (option->kind == OPTION_COUNT)
		return read_count(request, option, value);
	if (option->kind == OPTION_WORD)
		return read_word(request, option, value);
	*(const char **)place_in(request, option) = value;
	return EXIT_DONE;
}

static enum exit_code unknown_option(const char *given, size_t length)
{
	const char *names[sizeof option_table / sizeof *option_table];
	char name[64];
	for (uint32_t i = 0; i < option_count; i++)
		names[i] = option_table[i].name;
	snprintf(name, sizeof name, "%.*s", (int)length, given);
	const char *near = text_nearest(name, names, option_count);
	if (near)
		return say_wrong("there is no option --%s; did you mean --%s?", name, near);
	return say_wrong("there is no option --%s ('carepath help' lists them)", name);
}

/* The command line while it is read. */
struct arguments {
	int count, at;
	char **given;
	uint64_t used; /* options, one bit each */
};

/* What is behind `=`, or the next argument, where the option takes a value. */
static enum exit_code take_option(struct request *request, struct arguments *arguments, const struct option *option,
				  const char *attached)
{
	arguments->used |= UINT64_C(1) << (option - option_table);
	if (!option->value && attached)
		return say_wrong("--%s takes no value", option->name);
	if (option->value && !attached && arguments->at < arguments->count)
		attached = arguments->given[arguments->at++];
	return read_value(request, option, attached);
}

static enum exit_code read_long(struct request *request, struct arguments *arguments, const char *name)
{
	size_t length = strcspn(name, "=");
	const struct option *option = find_long(name, length);
	if (!option)
		return unknown_option(name, length);
	return take_option(request, arguments, option, name[length] == '=' ? name + length + 1 : NULL);
}

/* -o OUT and -oOUT; letters without a value may stand together. */
static enum exit_code read_letters(struct request *request, struct arguments *arguments, const char *letters)
{
	enum exit_code code = EXIT_DONE;
	while (code == EXIT_DONE && *letters) {
		const struct option *option = find_letter(*letters++);
		if (!option)
			return say_wrong("there is no option -%c ('carepath help' lists them)", letters[-1]);
		const char *attached = option->value && *letters ? letters : NULL;
		if (attached)
			letters += strlen(letters);
		code = take_option(request, arguments, option, attached);
	}
	return code;
}

/* A first word that is no command is taken for one that was mistyped, unless
 * it looks like a file. */
static bool looks_like_file(const char *word)
{
	return strcmp(word, "-") == 0 || strpbrk(word, "./") || access(word, F_OK) == 0;
}

static enum exit_code read_command(struct request *request, const char *word)
{
	const char *names[16];
	char room[PATH_MAX];
	request->command = command_find(word);
	if (request->command)
		return EXIT_DONE;
	if (looks_like_file(word)) {
		request->command = command_find("walk");
		return EXIT_DONE;
	}
	for (uint32_t i = 0; i < command_count; i++)
		names[i] = commands[i].name;
	const char *const *near = names;
	const char *file = file_with_ending(word, room);
	if (file)
		return say_wrong("there is no command or file '%s'; did you mean '%s'?", word, file);
	return say_unknown(word, near, command_count, "there is no command or file '%s'", word);
}

/* The operands, put one after another at the start of argv. */
static enum exit_code read_arguments(struct request *request, struct arguments *arguments)
{
	bool only_operands = false;
	while (arguments->at < arguments->count) {
		char *word = arguments->given[arguments->at++];
		enum exit_code code = EXIT_DONE;
		if (only_operands || word[0] != '-' || word[1] == '\0')
			arguments->given[request->file_count++] = word;
		else if (strcmp(word, "--") == 0)
			only_operands = true;
		else if (word[1] == '-')
			code = read_long(request, arguments, word + 2);
		else
			code = read_letters(request, arguments, word + 1);
		if (code != EXIT_DONE)
			return code;
	}
	request->files = (const char *const *)arguments->given;
	return EXIT_DONE;
}

/* Every option that was given must be one that the command takes. */
static enum exit_code check_options(const struct request *request, const struct arguments *arguments)
{
	for (uint32_t i = 0; i < option_count; i++)
		if (arguments->used >> i & 1 && !(option_table[i].commands & request->command->bit))
			return say_wrong("'%s' takes no --%s (see 'carepath help %s')", request->command->name,
					 option_table[i].name, request->command->name);
	return EXIT_DONE;
}

static bool was_given(const struct arguments *arguments, const char *name)
{
	return arguments->used >> (find_long(name, strlen(name)) - option_table) & 1;
}

/* The format that was asked for, or else the one that the file is named for. */
static enum exit_code settle_format(struct request *request, const struct arguments *arguments)
{
	if (!request->out || was_given(arguments, "format"))
		return EXIT_DONE;
	return ending_format(request->out, &request->format);
}

static enum exit_code check_operands(const struct request *request)
{
	const struct command *command = request->command;
	if (request->file_count < command->least)
		return say_wrong("'%s' needs %s: carepath %s %s", command->name,
				 command->least == 1 ? "a file" : "two files", command->name, command->operands);
	if (request->file_count > command->most)
		return say_wrong("'%s' does not take '%s' as well: carepath %s %s", command->name,
				 request->files[command->most], command->name, command->operands);
	return EXIT_DONE;
}

/* The first operand names the command, if it names one. */
static enum exit_code take_command(struct request *request)
{
	if (request->file_count == 0)
		return EXIT_DONE;
	enum exit_code code = read_command(request, request->files[0]);
	if (code == EXIT_DONE && strcmp(request->command->name, request->files[0]) == 0) {
		request->files++;
		request->file_count--;
	}
	return code;
}

enum exit_code request_read(struct request *request, int argc, char **argv)
{
	struct arguments arguments = {.count = argc, .at = argc > 0 ? 1 : 0, .given = argv};
	*request = (struct request){.kind = KIND_COUNT, .seed = 1};
	enum exit_code code = read_arguments(request, &arguments);
	if (code == EXIT_DONE && !request->version)
		code = take_command(request);
	if (code != EXIT_DONE || !request->command || request->help)
		return code;
	code = check_options(request, &arguments);
	if (code == EXIT_DONE)
		code = check_operands(request);
	return code == EXIT_DONE ? settle_format(request, &arguments) : code;
}
