#include "cli/answer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *word;
	enum answer_kind kind;
} words[] = {
    {"", ANSWER_ON},       {"b", ANSWER_BACK}, {"back", ANSWER_BACK}, {"q", ANSWER_QUIT},
    {"quit", ANSWER_QUIT}, {"?", ANSWER_HELP}, {"h", ANSWER_HELP},    {"help", ANSWER_HELP},
};

/* Without the blanks at both ends. */
static char *trimmed(char *line)
{
	line += strspn(line, " \t\r\n");
	size_t length = strlen(line);
	while (length > 0 && strchr(" \t\r\n", line[length - 1]))
		line[--length] = '\0';
	return line;
}

static struct answer understand(const char *word)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(word, words[i].word) == 0)
			return (struct answer){words[i].kind, 0};
	if (strspn(word, "0123456789") == strlen(word) && strlen(word) < 9)
		return (struct answer){ANSWER_NUMBER, (uint32_t)strtoul(word, NULL, 10)};
	return (struct answer){ANSWER_UNCLEAR, 0};
}

/* What did not fit is part of the same line. */
static bool skip_rest(const char *line)
{
	if (strchr(line, '\n'))
		return false;
	int skipped = 0, byte;
	while ((byte = getchar()) != EOF && byte != '\n')
		skipped++;
	return skipped > 0;
}

struct answer answer_read(void)
{
	char line[128];
	/* A signal that was handled (a resize, a stop and go) is no end. */
	do {
		clearerr(stdin);
		errno = 0;
		if (fgets(line, sizeof line, stdin))
			return skip_rest(line) ? (struct answer){ANSWER_UNCLEAR, 0} : understand(trimmed(line));
	} while (ferror(stdin) && errno == EINTR);
	return (struct answer){ANSWER_END, 0};
}
