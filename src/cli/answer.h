/* One line from the person at the keyboard. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

enum answer_kind { ANSWER_ON, ANSWER_NUMBER, ANSWER_BACK, ANSWER_QUIT, ANSWER_HELP, ANSWER_UNCLEAR, ANSWER_END };

struct answer {
	enum answer_kind kind;
	uint32_t number; /* of ANSWER_NUMBER */
};

/* Waits for a line of standard input; ANSWER_END where there are no more. */
struct answer answer_read(void);

#endif
