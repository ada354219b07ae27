/* The units of time that people write. */
#ifndef BASE_DURATION_UNIT_H
#define BASE_DURATION_UNIT_H

#include <stdbool.h>
#include <stddef.h>

struct duration_unit {
	double seconds;
	const char *one, *many;
	const char *others[5]; /* as far as not NULL */
};

/* Shortest first: parts of a length must go down in this list. */
extern const struct duration_unit duration_unit_table[];

/* The unit that the letters from `text` on are, capitals or not; or NULL. */
const struct duration_unit *duration_unit_at(const char *text);

/* The one whose name in words is nearest to a word; or NULL. Short ones are all
 * alike, so only words of more than two letters have one. */
const char *duration_unit_nearest(const char *word);

/* Letters of any script from `text` on, in bytes. */
size_t duration_word_length(const char *text);

/* Whether the letters from `text` on are just this word, capitals or not. */
bool duration_is_word(const char *text, const char *word);

#endif
