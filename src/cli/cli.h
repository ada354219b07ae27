/* The command line: what was asked for, and the commands that do it.
 *
 * One table of commands (commands.c) and one of options (options.c) give
 * parsing, its messages, the help pages and the man page. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "carepath/analysis.h"

/* What the program gives back. Of several files the highest counts. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_FLAGGED = 1, /* a flag of --fail-on was raised */
	EXIT_INPUT = 2,   /* the input has errors, or the command line is wrong */
	EXIT_SYSTEM = 3,  /* disk full, no memory */
};

enum format { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_JSON, FORMAT_CSV };
enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct command;

/* The command line as read. Texts are those of argv. */
struct request {
	const struct command *command; /* NULL when none was named */
	const char *const *files;
	uint32_t file_count;

	unsigned format, colour, kind; /* kind: KIND_COUNT when not given */
	const char *out, *journey, *scenario, *route, *fail_on, *like;
	uint64_t people, seed, threads, width;
	bool measures, likeliest, plain, ascii, help, version;
	bool marks_only; /* the command needs what a map shows, and no sampling; not an option */
};

/* One bit a command, for the options that it takes. */
enum {
	FOR_WALK = 1 << 0,
	FOR_CHECK = 1 << 1,
	FOR_REPORT = 1 << 2,
	FOR_NEW = 1 << 3,
	FOR_HELP = 1 << 4,
	FOR_DRAW = 1 << 5,
	FOR_COMPARE = 1 << 6,
	FOR_MEASURING = FOR_WALK | FOR_CHECK | FOR_REPORT | FOR_COMPARE,
	FOR_ALL = FOR_MEASURING | FOR_DRAW | FOR_NEW | FOR_HELP,
};

struct command {
	const char *name;
	unsigned bit;
	const char *operands; /* "FILE [FILE...]" */
	uint32_t least, most; /* how many operands */
	const char *says;     /* one line */
	const char *about;    /* a paragraph for its own page */
	enum exit_code (*run)(const struct request *request);
};

extern const struct command commands[];
extern const uint32_t command_count;

/* NULL when there is none of that name. */
const struct command *command_find(const char *name);

/* How an option's value is read and where in the request it goes. */
enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_COUNT, OPTION_WORD };

struct option {
	const char *name;  /* without the dashes */
	char letter;       /* 0: none */
	const char *value; /* what stands for it in the help; NULL: takes none */
	enum option_kind kind;
	size_t offset;            /* in struct request: a bool, const char *, uint64_t or unsigned */
	const char *const *words; /* of OPTION_WORD, ends with NULL */
	uint64_t least, most;     /* of OPTION_COUNT */
	unsigned commands;
	const char *says;
};

extern const struct option option_table[];
extern const uint32_t option_count;

/* Reads the command line; the operands are moved to the front of argv. */
enum exit_code request_read(struct request *request, int argc, char **argv);

enum exit_code run_walk(const struct request *request);
enum exit_code run_check(const struct request *request);
enum exit_code run_report(const struct request *request);
enum exit_code run_compare(const struct request *request);
enum exit_code run_draw(const struct request *request);
enum exit_code run_new(const struct request *request);
enum exit_code run_help(const struct request *request);

/* The pathways at hand, for `carepath` alone. */
enum exit_code run_list(const struct request *request);

/* The help for one command (NULL: for all), and the man page. */
enum exit_code help_on(const struct request *request, const struct command *command);
void man_write(struct writer *writer);
/* "-o, --output OUT" */
void option_spell(struct writer *writer, const struct option *option);

#endif
