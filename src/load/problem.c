#include "load/problem.h"

#include <string.h>

/* Which of libyaml's two places is where something must be changed. */
enum place {
	AT_PROBLEM, /* where it could not go on */
	AT_CONTEXT, /* where it had started on what it could not end */
};

enum length { ONE_CHARACTER, A_WORD, A_QUOTED_TEXT, THE_LINE };

struct saying {
	const char *context, *problem; /* libyaml's words start so; NULL: any */
	enum place place;
	enum length length;
	const char *message, *help;
	const char *second_says; /* of the other place, where it is shown */
};

enum { LONGEST_SPAN = 4096 }; /* bytes; no line is shown at such length */

#define QUOTE_HELP "put the whole text in quotes: \"…\""
#define LINE_HELP  "the keys of one mapping start in the same column; use spaces"
#define QUOTE_OPEN "a quote is opened here and not closed"
#define QUOTE_FIX  "close it with the same quote, on the same line"
#define CODE_HELP  "write \\\\ for a backslash, or use single quotes"

static const struct saying sayings[] = {
    {"while scanning a simple key", "could not find expected ':'", AT_CONTEXT, THE_LINE, "this line has no ':'",
     "write 'key: value'; a line that goes on with the text above is indented further", NULL},
    {NULL, "could not find expected ':'", AT_CONTEXT, THE_LINE, "a ':' is missing here", "write 'key: value'", NULL},
    {"while scanning a quoted scalar", "found unexpected end of stream", AT_CONTEXT, ONE_CHARACTER, QUOTE_OPEN,
     QUOTE_FIX, NULL},
    {"while scanning a quoted scalar", "found unexpected document indicator", AT_CONTEXT, ONE_CHARACTER, QUOTE_OPEN,
     QUOTE_FIX, "the text runs on to here"},
    {"while parsing a quoted scalar", "found unknown escape character", AT_CONTEXT, A_QUOTED_TEXT,
     "the backslash in this text does not start a code that YAML knows", CODE_HELP, NULL},
    {"while parsing a quoted scalar", NULL, AT_CONTEXT, A_QUOTED_TEXT,
     "a code after a backslash in this text is not complete", CODE_HELP, NULL},
    {"while scanning a quoted scalar", NULL, AT_CONTEXT, ONE_CHARACTER, QUOTE_OPEN, QUOTE_FIX, NULL},
    {NULL, "found a tab character", AT_PROBLEM, ONE_CHARACTER, "a tab is used to indent this line",
     "indent with spaces", NULL},
    {"while scanning a plain scalar", "found unexpected ':'", AT_PROBLEM, ONE_CHARACTER,
     "a blank is missing behind this ':'", "write 'key: value'", NULL},
    {NULL, "mapping values are not allowed", AT_PROBLEM, ONE_CHARACTER, "this ':' is one too many on its line",
     "a text that has ': ' in it must be in quotes: \"…\"", NULL},
    {NULL, "block sequence entries are not allowed", AT_PROBLEM, ONE_CHARACTER, "a list with '-' cannot start here",
     "put each '- …' on a line of its own, below the key; or write the list as [a, b]", NULL},
    {NULL, "mapping keys are not allowed", AT_PROBLEM, ONE_CHARACTER, "a key with '?' cannot start here", QUOTE_HELP,
     NULL},
    {"while parsing a block mapping", "did not find expected key", AT_PROBLEM, A_WORD,
     "this does not line up with the keys of the mapping that it stands in", LINE_HELP, "that mapping starts here"},
    {"while parsing a block collection", "did not find expected '-' indicator", AT_PROBLEM, A_WORD,
     "this belongs to no entry of the list that it stands in",
     "start each entry with '- ', and line up what belongs to it", "that list starts here"},
    {"while parsing a flow sequence", NULL, AT_PROBLEM, ONE_CHARACTER, "a ',' or ']' is missing before this",
     "entries are divided by ',' and the list ends with ']'", "of the list that starts here"},
    {"while parsing a flow mapping", NULL, AT_PROBLEM, ONE_CHARACTER, "a ',' or '}' is missing before this",
     "keys are divided by ',' and the mapping ends with '}'; a text with ':' or ',' in it must be in quotes",
     "of the mapping that starts here"},
    {NULL, "did not find expected node content", AT_PROBLEM, ONE_CHARACTER, "a value is missing before this",
     "entries are divided by one ','; a text with brackets or commas in it must be in quotes", NULL},
    {NULL, "did not find expected <document start>", AT_PROBLEM, A_WORD,
     "this does not belong to the mapping above, which has ended", LINE_HELP, NULL},
    {"while scanning an anchor", NULL, AT_CONTEXT, A_WORD, "'&' at the start of a text names an anchor in YAML",
     QUOTE_HELP, NULL},
    {"while scanning an alias", NULL, AT_CONTEXT, A_WORD, "'*' at the start of a text is an alias in YAML", QUOTE_HELP,
     NULL},
    {"while scanning a tag", NULL, AT_CONTEXT, A_WORD, "'!' at the start of a text is a tag in YAML", QUOTE_HELP, NULL},
    {"while parsing a tag", NULL, AT_CONTEXT, A_WORD, "'!' at the start of a text is a tag in YAML", QUOTE_HELP, NULL},
    {NULL, "found undefined tag handle", AT_CONTEXT, A_WORD, "'!' at the start of a text is a tag in YAML", QUOTE_HELP,
     NULL},
    {"while scanning a block scalar", "did not find expected comment or line break", AT_CONTEXT, ONE_CHARACTER,
     "'>' or '|' at the start of a value opens a block of text in YAML",
     "put the value in quotes (\"> 70%\"), or write 'over' or 'at least'", NULL},
    {"while scanning a block scalar", NULL, AT_CONTEXT, ONE_CHARACTER,
     "this block of text is not indented as it must be", "indent its lines by two spaces more than its key", NULL},
    {NULL, "found duplicate %YAML directive", AT_PROBLEM, A_WORD, "a %YAML line is given twice", "take it out", NULL},
    {NULL, "found incompatible YAML document", AT_PROBLEM, A_WORD, "this version of YAML is not known",
     "take the %YAML line out", NULL},
    {"while scanning a directive", NULL, AT_CONTEXT, THE_LINE, "a line that starts with '%' is an order to YAML",
     QUOTE_HELP, NULL},
    {"while scanning a %YAML directive", NULL, AT_CONTEXT, THE_LINE, "this %YAML line is not complete", "take it out",
     NULL},
    {NULL, NULL, AT_PROBLEM, A_WORD, "this cannot be read as YAML", QUOTE_HELP, NULL},
};

static bool says(const char *words, const char *start)
{
	return !start || (words && strncmp(words, start, strlen(start)) == 0);
}

static bool ends_line(char byte)
{
	return byte == '\n' || byte == '\r';
}

static bool same_line(const struct problem *problem, uint32_t from, uint32_t to)
{
	for (uint32_t at = from; at < to && at < problem->length; at++)
		if (problem->text[at] == '\n')
			return false;
	return true;
}

/* Behind the closing quote, or where the line ends before it. */
static uint32_t quoted_end(const struct problem *problem, uint32_t start)
{
	const char *text = problem->text;
	uint32_t end = start + 1;

	while (end < problem->length && !ends_line(text[end]) && text[end] != text[start])
		end += 1 + (text[end] == '\\' && end + 1 < problem->length && !ends_line(text[end + 1]));
	return end < problem->length && text[end] == text[start] ? end + 1 : end;
}

static struct span span_from(const struct problem *problem, uint32_t start, enum length length)
{
	const char *text = problem->text;
	uint32_t end = start;

	if (length == A_QUOTED_TEXT)
		return (struct span){start, quoted_end(problem, start)};
	while (length != ONE_CHARACTER && end < problem->length && end - start < LONGEST_SPAN &&
	       !ends_line(text[end]) && (length == THE_LINE || !strchr(" \t,[]{}", text[end])))
		end++;
	while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
		end--;
	if (end == start && start < problem->length)
		end++;
	return (struct span){start, end};
}

static struct syntax_fault fault_at(const struct problem *problem, uint32_t start, enum length length,
				    const char *message, const char *help)
{
	return (struct syntax_fault){.message = message, .help = help, .span = span_from(problem, start, length)};
}

/* Where the place is the end of the file, the last line that says something. */
static uint32_t pulled_back(const struct problem *problem, uint32_t at)
{
	if (at < problem->length)
		return at;
	while (at > 0 && strchr(" \t\r\n", problem->text[at - 1]))
		at--;
	return at > 0 ? at - 1 : 0;
}

/* A text in quotes that was not closed where it should have been ends at the
 * next quote, and what follows that makes no sense. */
static bool quote_ran_on(const struct problem *problem, struct syntax_fault *fault)
{
	const struct node *last = problem->last;

	if (!last || last->kind != NODE_TEXT || last->style != NODE_QUOTED || last->end > problem->at ||
	    !same_line(problem, last->end, problem->at))
		return false;
	bool closed = same_line(problem, last->start, last->end);
	if (closed && problem->open)
		return false; /* a ',' is missing */
	if (closed) {
		*fault =
		    fault_at(problem, last->start, ONE_CHARACTER, "there is more behind the closing quote of this text",
			     "inside '…' write '' for an apostrophe, inside \"…\" write \\\" for a quote");
		fault->span.end = last->end;
		return true;
	}
	*fault = fault_at(problem, last->start, ONE_CHARACTER, QUOTE_OPEN " on its line", QUOTE_FIX);
	fault->second_says = "the text runs on to here";
	fault->second = (struct span){last->end - 1, last->end};
	return true;
}

/* A bracket that was not closed is noticed lines later, or never. */
static bool bracket_ran_on(const struct problem *problem, struct syntax_fault *fault)
{
	static const struct opening {
		char bracket;
		const char *message, *help;
	} openings[] = {
	    {'[', "'[' opens a list here that is not closed", "close it with ']'"},
	    {'{', "'{' opens a mapping here that is not closed", "close it with '}'"},
	};

	/* A quote that is open was opened later. */
	bool in_quotes = says(problem->context, "while scanning a quoted scalar");
	if (!problem->open || in_quotes || same_line(problem, problem->open->start, problem->at))
		return false;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		if (problem->text[problem->open->start] != openings[i].bracket)
			continue;
		*fault = fault_at(problem, problem->open->start, ONE_CHARACTER, openings[i].message, openings[i].help);
		fault->second_says = "this could not be read as a part of it";
		fault->second = span_from(problem, pulled_back(problem, problem->at), A_WORD);
		return true;
	}
	return false;
}

static uint32_t line_start(const struct problem *problem, uint32_t at)
{
	while (at > 0 && !ends_line(problem->text[at - 1]))
		at--;
	return at;
}

/* A ':' too many is one inside a text, or on a line that is indented deeper
 * than the one above and so goes on with its text. */
static bool indented_too_deep(const struct problem *problem, struct syntax_fault *fault)
{
	uint32_t line = line_start(problem, problem->at), start = line, above;

	if (!says(problem->problem, "mapping values are not allowed") || !problem->last ||
	    same_line(problem, problem->last->start, problem->at))
		return false;
	while (problem->text[start] == ' ')
		start++;
	above = line_start(problem, problem->last->start);
	if (problem->last->style == NODE_BARE && strspn(problem->text + above, " ") >= start - line)
		return false;
	*fault = fault_at(problem, start, A_WORD,
			  "this line is indented further than the one above it, which has a value", LINE_HELP);
	return true;
}

static bool wrong_first_character(const struct problem *problem, struct syntax_fault *fault)
{
	static const struct first {
		char character;
		const char *message, *help;
	} firsts[] = {
	    {'\t', "a tab is used to indent this line", "indent with spaces"},
	    {'>', "'>' cannot start a text in brackets",
	     "put the value in quotes (\"> 70%\"), or write 'over' or 'at least'"},
	    {'|', "'|' cannot start a text in brackets", QUOTE_HELP},
	    {'%', "'%' cannot start a text", QUOTE_HELP},
	    {'@', "'@' cannot start a text", QUOTE_HELP},
	    {'`', "'`' cannot start a text", QUOTE_HELP},
	};

	if (!says(problem->problem, "found character that cannot start any token") || problem->at >= problem->length)
		return false;
	for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
		if (problem->text[problem->at] != firsts[i].character)
			continue;
		*fault =
		    fault_at(problem, problem->at, i == 0 ? ONE_CHARACTER : A_WORD, firsts[i].message, firsts[i].help);
		return true;
	}
	return false;
}

/* A character that cannot stand among the keys of a mapping. */
static bool no_key(const struct problem *problem, struct syntax_fault *fault)
{
	static const struct first {
		char character;
		const char *message, *help;
	} firsts[] = {
	    {']', "this ']' closes no list", "take it out, or put the whole text in quotes"},
	    {'}', "this '}' closes no mapping", "take it out, or put the whole text in quotes"},
	    {':', "a key is missing before this ':'", "write 'key: value'"},
	    {'-', "this '-' starts an entry where keys are expected",
	     "line it up with the other entries of its list, or take the '-' away"},
	};

	if (!says(problem->problem, "did not find expected key") || problem->open || problem->at >= problem->length)
		return false;
	for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
		if (problem->text[problem->at] != firsts[i].character)
			continue;
		*fault = fault_at(problem, problem->at, ONE_CHARACTER, firsts[i].message, firsts[i].help);
		return true;
	}
	return false;
}

/* A line that has a ':', but nothing that divides it from what follows. */
static bool colon_runs_on(const struct problem *problem, struct syntax_fault *fault)
{
	bool no_colon = says(problem->context, "while scanning a simple key") &&
			says(problem->problem, "could not find expected ':'");
	if (!no_colon && !says(problem->problem, "mapping values are not allowed"))
		return false;
	uint32_t start = line_start(problem, no_colon ? problem->context_at : problem->at);
	while (start < problem->length && problem->text[start] == ' ')
		start++;
	*fault = fault_at(problem, start, THE_LINE, "a blank is missing behind the first ':' of this line",
			  "write 'key: value'");
	const char *colon = memchr(problem->text + start, ':', fault->span.end - start);
	return colon && colon + 1 < problem->text + fault->span.end && colon[1] != ' ' && colon[1] != '\t';
}

/* '|' was hardly meant to compare anything. */
static const char *help_for(const struct problem *problem, const struct saying *saying, uint32_t at)
{
	bool pipe = says(saying->message, "'>' or '|' at the start") && problem->text[at] == '|';

	return pipe ? "write the text on the lines below it, or put it in quotes" : saying->help;
}

static uint32_t indent_of(const struct problem *problem, uint32_t line)
{
	uint32_t at = line;

	while (at < problem->length && problem->text[at] == ' ')
		at++;
	return at - line;
}

static bool says_nothing(const struct problem *problem, uint32_t line)
{
	uint32_t at = line + indent_of(problem, line);

	return at >= problem->length || problem->text[at] == '#' || ends_line(problem->text[at]);
}

/* The first of the lines above that are indented further than this one; the
 * line itself where there is none, or where they belong to no key further out. */
static uint32_t first_further_in(const struct problem *problem, uint32_t line)
{
	uint32_t indent = indent_of(problem, line), first = line;

	for (uint32_t above = line; above > 0;) {
		above = line_start(problem, above - 1);
		if (says_nothing(problem, above))
			continue;
		if (indent_of(problem, above) <= indent)
			return indent_of(problem, above) < indent ? first : line;
		first = above;
	}
	return line;
}

/* A key to the left of those above it, and to the right of the one that they
 * all belong to: either may be what slipped, so both are shown. */
static bool keys_above_further_in(const struct problem *problem, struct syntax_fault *fault)
{
	uint32_t line = line_start(problem, problem->at), first = first_further_in(problem, line);

	if (!says(problem->context, "while parsing a block mapping") ||
	    !says(problem->problem, "did not find expected key") || first == line ||
	    problem->at != line + indent_of(problem, line))
		return false;
	*fault = fault_at(problem, problem->at, A_WORD, "this does not line up with the keys above it", LINE_HELP);
	fault->second_says = "they start here, further to the right";
	fault->second = span_from(problem, first + indent_of(problem, first), A_WORD);
	return true;
}

static const struct saying *find_saying(const struct problem *problem)
{
	const struct saying *saying = sayings;

	while (!says(problem->context, saying->context) || !says(problem->problem, saying->problem))
		saying++;
	return saying;
}

struct syntax_fault problem_in_words(const struct problem *problem)
{
	struct syntax_fault fault;

	if (quote_ran_on(problem, &fault) || bracket_ran_on(problem, &fault) ||
	    wrong_first_character(problem, &fault) || indented_too_deep(problem, &fault) || no_key(problem, &fault) ||
	    colon_runs_on(problem, &fault) || keys_above_further_in(problem, &fault))
		return fault;
	const struct saying *saying = find_saying(problem);
	uint32_t at = pulled_back(problem, saying->place == AT_CONTEXT ? problem->context_at : problem->at);
	fault = fault_at(problem, at, saying->length, saying->message, help_for(problem, saying, at));
	if (saying->second_says && problem->context) {
		uint32_t other = saying->place == AT_CONTEXT ? problem->at : problem->context_at;
		fault.second_says = saying->second_says;
		fault.second = span_from(problem, pulled_back(problem, other), A_WORD);
	}
	return fault;
}
