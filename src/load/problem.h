/* What libyaml says of a text that is not YAML, in words for people who have
 * never heard of YAML, at the place where they must change something. */
#ifndef LOAD_PROBLEM_H
#define LOAD_PROBLEM_H

#include "load/events.h"

/* Where libyaml stood, and what was read before. */
struct problem {
	const char *problem, *context; /* libyaml's words; may be NULL */
	uint32_t at, context_at;       /* bytes */
	const char *text;
	uint32_t length;
	const struct node *last; /* the value read last, or NULL */
	const struct node *open; /* the innermost mapping or list in brackets that is open, or NULL */
};

struct syntax_fault problem_in_words(const struct problem *problem);

#endif
