/* Values of keys, written at random in every form that format.md allows. */
#ifndef ORACLE_WORDS_H
#define ORACLE_WORDS_H

#include "random.h"

#include <stddef.h>
#include <stdio.h>

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof *(array)))

/* One of an array of words. */
#define ANY_OF(random, array) ((array)[random_between((random), 0, COUNT_OF(array) - 1)])

/* A duration of about `minutes`, of any kind. */
void write_duration(FILE *out, struct random *random, int minutes);

/* One plain length. */
void write_length(FILE *out, struct random *random, int minutes);

/* A target for a wait of about `minutes`. */
void write_target(FILE *out, struct random *random, int minutes);

/* A few words of a table, one after another from `first`, round its end. */
struct choice {
	const char *const *words;
	int word_count, first, count;
};
struct choice choose_words(struct random *random, const char *const *words, int word_count, int least, int most);
const char *choice_any(struct random *random, struct choice choice);

/* As a list, or as one word where it is one. */
void write_choice(FILE *out, struct choice choice);

#endif
