/* One line from the person at the keyboard. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

enum answer_kind { ANSWER_ON, ANSWER_NUMBER, ANSWER_TEXT, ANSWER_UNCLEAR, ANSWER_END };

enum { ANSWER_ROOM = 4000 };

struct answer {
	enum answer_kind kind;  /* ANSWER_ON: an empty line */
	uint32_t number;        /* of ANSWER_NUMBER */
	char text[ANSWER_ROOM]; /* without blanks at both ends; "" where it is unclear, or the end */
};

/* Waits for a line of standard input; ANSWER_END where there are no more. */
void answer_read(struct answer *answer);

/* Whether it is the letter, or the word, that in any case. */
bool answer_is(const struct answer *answer, const char *letter, const char *word);
/* Whether it leaves what is asked: b, q, or no more lines. */
bool answer_leaves(const struct answer *answer);

/* Of "+3": which of the signs stands before the number, or ' '. */
char answer_sign(const char *text, const char *signs);
/* Which number stands behind a sign, as in "+3" or "w 2"; 0: none. */
uint32_t answer_number(const char *text);

#endif
