#include "cli/answer.h"

#include "carepath/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Takes the blanks at both ends away. */
static void trim(char *line)
{
	size_t blanks = strspn(line, " \t\r\n"), length = strlen(line + blanks);
	memmove(line, line + blanks, length + 1);
	while (length > 0 && strchr(" \t\r\n", line[length - 1]))
		line[--length] = '\0';
}

static void understand(struct answer *answer)
{
	const char *text = answer->text;
	trim(answer->text);
	answer->kind = ANSWER_TEXT;
	if (*text == '\0') {
		answer->kind = ANSWER_ON;
	} else if (!text_is_fine(text, strlen(text))) {
		answer->kind = ANSWER_UNCLEAR;
		*answer->text = '\0';
	} else if (strspn(text, "0123456789") == strlen(text) && strlen(text) < 9) {
		answer->kind = ANSWER_NUMBER;
		answer->number = (uint32_t)strtoul(text, NULL, 10);
	}
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

void answer_read(struct answer *answer)
{
	/* A signal that was handled (a resize, a stop and go) is no end. */
	do {
		clearerr(stdin);
		errno = 0;
		answer->number = 0;
		if (fgets(answer->text, sizeof answer->text, stdin)) {
			if (skip_rest(answer->text))
				*answer->text = '\x01';
			understand(answer);
			return;
		}
	} while (ferror(stdin) && errno == EINTR);
	answer->kind = ANSWER_END;
	*answer->text = '\0';
}

bool answer_is(const struct answer *answer, const char *letter, const char *word)
{
	return answer->kind == ANSWER_TEXT &&
	       (strcmp(answer->text, letter) == 0 || strcasecmp(answer->text, word) == 0);
}

bool answer_leaves(const struct answer *answer)
{
	return answer->kind == ANSWER_END || answer_is(answer, "b", "back") || answer_is(answer, "q", "quit");
}

char answer_sign(const char *text, const char *signs)
{
	return *text && strchr(signs, *text) ? *text : ' ';
}

uint32_t answer_number(const char *text)
{
	text += strspn(text, " ");
	size_t digits = strspn(text, "0123456789");
	return digits > 0 && digits < 9 && text[digits] == '\0' ? (uint32_t)strtoul(text, NULL, 10) : 0;
}
