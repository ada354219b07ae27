/* Lists of words that people choose freely: what is asked, done, sent on,
 * which records are used, why people wait. The same word in two places is the
 * same thing, so a slip of one letter would hide a repeat: those get a warning. */
#ifndef LOAD_WORD_LIST_H
#define LOAD_WORD_LIST_H

#include "load/ids.h"

extern const struct value_type value_words; /* struct indexes, of the field's words_class */

/* The number of a word, capitals aside; a new one where it is new. */
uint32_t words_add(struct load *load, struct view text);

/* Warnings for words that look like slips, once everything is read. */
void words_check(struct load *load);

/* Marks the words that good care repeats, in addition to those of the file. */
void words_mark_routine(struct load *load);

/* Whether b is a, but for one letter, or its plural. */
bool words_alike(struct view a, struct view b);

#endif
