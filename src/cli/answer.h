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

#endif
