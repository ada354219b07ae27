/* The forms that single values have, each read in one place and used by the
 * tables of the records. What a value's reader fills in is said behind it. */
#ifndef LOAD_VALUES_H
#define LOAD_VALUES_H

#include "load/record.h"

extern const struct value_type value_text;     /* const char * */
extern const struct value_type value_name;     /* const char *, of one line */
extern const struct value_type value_yes_no;   /* bool */
extern const struct value_type value_word;     /* an enum, by the field's words */
extern const struct value_type value_length;   /* double, seconds: no distribution */
extern const struct value_type value_duration; /* struct duration */
extern const struct value_type value_takes;    /* the same, where `m` is surely minutes */
extern const struct value_type value_share;    /* double, 0 … 1 */
extern const struct value_type value_feeling;  /* int */
extern const struct value_type value_rate;     /* double, a year */
extern const struct value_type value_texts;    /* struct texts */
extern const struct value_type value_node;     /* uint32_t: the node itself, for later */

/* Reads a value's text. False when it is a mapping or list, and says so; `key`
 * is what takes it. */
bool value_is_text(struct load *load, const char *key, uint32_t value, struct view *text);

/* The same for one entry of a list, which may not be empty either. */
bool entry_is_text(struct load *load, const char *key, uint32_t value, struct view *text);

/* A name: a text of one line, not empty. Without line feeds at its end. */
bool value_is_name(struct load *load, const char *key, uint32_t value, struct view *text);

/* "3d", or false, having said what is wrong. */
bool read_length(struct load *load, uint32_t value, struct view text, double *seconds);
bool read_duration(struct load *load, uint32_t value, struct view text, bool minutes, struct duration *duration);

/* "70%" or 0.7 */
bool read_share(struct load *load, uint32_t value, struct view text, double *share);

/* -2 … 2 */
bool read_feeling(struct load *load, uint32_t value, struct view text, int *feeling);

/* A number at the start of `text`, with `,` between thousands and a decimal
 * point, and moves `text` behind it. *decimals is how many digits are behind
 * the point. False when there is none. */
bool take_number(struct view *text, double *number, unsigned *decimals);

/* Moves `text` behind `start`, and blanks, if it starts so. */
bool take_word(struct view *text, const char *start);

struct view without_blanks(struct view text);

/* The error "'TEXT' is not WHAT". */
struct diagnostic *say_not(struct load *load, uint32_t value, const char *what);

/* A word of a set; NONE when it is none of them, and says so. */
uint32_t read_word(struct load *load, const char *key, uint32_t value, struct view text, const struct word_set *set);

#endif
