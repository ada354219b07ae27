#include "cli/cli.h"
#include "ui/keys.h"

#include <string.h>

/* Text in roff: backslashes and dashes are written so that they are meant, and
 * no line begins as a request does. */
static void write_roff(struct writer *writer, const char *text)
{
	writer_text(writer, *text == '.' || *text == '\'' ? "\\&" : "");
	for (size_t length; *text; text += length + 1) {
		length = strcspn(text, "\\-");
		writer_bytes(writer, text, length);
		if (text[length] == '\0')
			return;
		writer_text(writer, text[length] == '-' ? "\\-" : "\\e");
	}
}

static void write_paragraph(struct writer *writer, const char *text)
{
	writer_text(writer, ".PP\n");
	write_roff(writer, text);
	writer_text(writer, "\n");
}

static void write_commands(struct writer *writer)
{
	for (uint32_t i = 0; i < command_count; i++) {
		writer_text(writer, ".SS \"carepath ");
		write_roff(writer, commands[i].name);
		writer_format(writer, " %s\"\n", commands[i].operands);
		write_roff(writer, commands[i].says);
		writer_text(writer, ".\n");
		write_paragraph(writer, commands[i].about);
	}
}

/* "With walk, report." */
static void write_commands_of(struct writer *writer, const struct option *option)
{
	const char *lead = " With ";
	if (option->commands == FOR_ALL)
		return;
	for (uint32_t i = 0; i < command_count; i++) {
		if (!(option->commands & commands[i].bit))
			continue;
		writer_format(writer, "%s\\fB%s\\fR", lead, commands[i].name);
		lead = ", ";
	}
	writer_text(writer, ".");
}

static void write_options(struct writer *writer)
{
	for (uint32_t i = 0; i < option_count; i++) {
		const struct option *option = &option_table[i];
		writer_text(writer, ".TP\n\\fB");
		if (option->letter)
			writer_format(writer, "\\-%c\\fR, \\fB", option->letter);
		writer_text(writer, "\\-\\-");
		write_roff(writer, option->name);
		writer_text(writer, "\\fR");
		if (option->value)
			writer_format(writer, " \\fI%s\\fR", option->value);
		writer_text(writer, "\n");
		write_roff(writer, option->says);
		writer_text(writer, ".");
		write_commands_of(writer, option);
		writer_text(writer, "\n");
	}
}

static void write_keys(struct writer *writer, const struct key_group *group)
{
	writer_format(writer, ".SS %s\n", group->heading);
	for (uint32_t i = 0; i < key_row_count; i++) {
		if (!key_in_group(&key_rows[i], group))
			continue;
		writer_text(writer, ".TP\n\\fB");
		write_roff(writer, key_spelt(&key_rows[i], true));
		writer_text(writer, "\\fR\n");
		write_roff(writer, key_rows[i].says);
		writer_text(writer, "\n");
	}
}

static const struct {
	const char *term, *says;
} exit_codes[] = {
    {"0", "All is done."},
    {"1", "A flag that --fail-on names was raised."},
    {"2", "The input has errors or cannot be read, or the command line is wrong."},
    {"3", "The system failed: the disk is full, or there is no memory."},
};

static void write_exit_codes(struct writer *writer)
{
	for (size_t i = 0; i < sizeof exit_codes / sizeof *exit_codes; i++) {
		writer_format(writer, ".TP\n%s\n", exit_codes[i].term);
		write_roff(writer, exit_codes[i].says);
		writer_text(writer, "\n");
	}
}

void man_write(struct writer *writer)
{
	writer_text(writer, ".TH CAREPATH 1 \"\" \"carepath " CAREPATH_VERSION "\" \"User Commands\"\n"
			    ".SH NAME\ncarepath \\- map how people go through care, and show where it hurts\n"
			    ".SH SYNOPSIS\n.B carepath\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n"
			    ".SH DESCRIPTION\n");
	write_roff(writer,
		   "A pathway file says who does what, in which order, how long people wait in between, and how "
		   "the next team gets to know. carepath measures it and shows hand-offs, repeated questions, "
		   "delays, obstacles and the lines along which services part. It is for designing and "
		   "discussing services, never for the care of one person.");
	writer_text(writer, "\n");
	write_paragraph(writer,
			"Without a command a FILE is walked; without a FILE you choose among the pathways at hand. A "
			"file named - is standard input.");
	writer_text(writer, ".SH COMMANDS\n");
	write_commands(writer);
	writer_text(writer, ".SH OPTIONS\n");
	write_options(writer);
	writer_text(writer,
		    ".SH KEYS\nOn a terminal the walk is a screen. Its keys (with \\-\\-plain most of them, each ended "
		    "by Enter; '?' lists those):\n");
	for (uint32_t i = 0; i < key_group_count; i++)
		write_keys(writer, &key_groups[i]);
	writer_text(writer, ".SH EXIT STATUS\nOf several files the highest counts.\n");
	write_exit_codes(writer);
	writer_text(writer, ".SH ENVIRONMENT\n.TP\nNO_COLOR\nWhen it is set, nothing is coloured.\n");
	writer_text(writer, ".SH EXAMPLES\n.nf\n");
	write_roff(writer, "carepath new fall.yaml\n");
	write_roff(writer, "carepath new --like hip-fracture our-hips.yaml\n");
	write_roff(writer, "carepath check --fail-on nothing-passed-on fall.yaml\n");
	write_roff(writer, "carepath report --format json -o fall.json fall.yaml\n");
	writer_text(writer, ".fi\n");
}
