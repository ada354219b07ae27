/* UTF-8 text: reading it, how wide it is on a screen, comparing words.
 *
 * Strings that end in NUL are valid UTF-8 unless a comment says otherwise;
 * a (bytes, length) pair may hold anything.
 */
#ifndef CAREPATH_TEXT_H
#define CAREPATH_TEXT_H

#include "carepath/arena.h"

#include <stdarg.h>

/* The code point at bytes[0..length) and how many bytes it takes (1 to 4).
 * Bytes that are not UTF-8 give code point -1 and one byte. length > 0. */
int32_t text_decode(const char *bytes, size_t length, size_t *taken);

/* Writes a code point, which may be shown, as UTF-8 and gives how many bytes it took. */
size_t text_encode(int32_t point, char bytes[4]);

/* Columns that a code point takes on a terminal: 0 (combining), 1 or 2. */
int text_point_width(int32_t point);

/* Columns of a whole text as a writer shows it: what the writer replaces
 * counts as the one column of its U+FFFD, a tab or line feed as one too. */
size_t text_width(const char *bytes, size_t length);

/* Bytes of the character at bytes[0..length) with the marks that combine with
 * it (a grapheme cluster, but at most 2 columns and TEXT_CLUSTER bytes of it),
 * and its columns, 0 to 2. length > 0. */
enum { TEXT_CLUSTER = 64 };
size_t text_cluster(const char *bytes, size_t length, size_t *columns);

/* As much of a text as fits into so many columns, by whole characters: its first
 * `bytes` bytes. Where it is cut, `columns` has one more for a mark behind it,
 * and blanks before that are left out. columns > 0. */
struct text_cut {
	uint32_t bytes, columns;
	bool cut;
};
struct text_cut text_cut(const char *text, size_t columns);

/* What is wrong with a code point in a name or a text, or TEXT_FINE. */
enum text_fault {
	TEXT_FINE,
	TEXT_CONTROL,      /* C0, DEL, C1; line feed and tab too: the caller decides */
	TEXT_BIDI,         /* turns the direction of writing */
	TEXT_ZERO_WIDTH,   /* cannot be seen; U+200C and U+200D too: the caller decides */
	TEXT_TAG,          /* tag characters U+E0000.. */
	TEXT_NO_CHARACTER, /* noncharacters, surrogates */
};
enum text_fault text_point_fault(int32_t point);

/* Whether that is so of every character, and all of it is UTF-8. */
bool text_is_fine(const char *bytes, size_t length);

/* Whether U+200C or U+200D may stand between these two: between letters, where
 * the writing of some languages needs them; nowhere else. */
bool text_may_join(int32_t before, int32_t after);

/* The code point at bytes[0..length) as it may be shown: U+FFFD in place of
 * anything that has a fault. `before` is the code point in front of it, 0 at
 * the start of a text. */
int32_t text_shown(const char *bytes, size_t length, int32_t before, size_t *taken);

/* How many of the first bytes are printable ASCII, one column each. */
size_t text_plain_run(const char *bytes, size_t length);

/* How many of the first bytes, a multiple of TEXT_BLOCK, are printable ASCII and
 * line feeds with no '%' behind one. Ten times as quick as line by line. */
enum { TEXT_BLOCK = 64 };
size_t text_plain_lines(const char *bytes, size_t length);

bool text_is_letter(int32_t point); /* of any script */
bool text_is_mark(int32_t point);   /* combining, belongs to the letter before */
bool text_is_digit(int32_t point);  /* decimal digit of any script */

/* The text with the difference of upper and lower case taken out, for
 * comparing words as a person would. */
char *text_fold(struct arena *arena, const char *text);

/* The same text with its first letter as a capital. */
char *text_capital(struct arena *arena, const char *text);

/* The number in decimal digits, not ended; gives how many. */
enum { TEXT_NUMBER = 20 };
size_t text_number(char digits[TEXT_NUMBER], uint64_t number);

/* As vsnprintf(), several times as quickly where a format has only %s and %u. */
int text_print_list(char *room, size_t size, const char *format, va_list list) __attribute__((format(printf, 3, 0)));

/* printf into the arena. */
char *text_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *text_format_list(struct arena *arena, const char *format, va_list list)
    __attribute__((format(printf, 2, 0), nonnull(2)));

/* Words of more letters than this are never near each other. */
enum { TEXT_LONGEST_WORD = 250 };

/* The smallest number of letters to add, leave out, change or swap with a
 * neighbour to make b from a (a letter is touched once: optimal string
 * alignment); anything over `most` is given as most + 1. */
unsigned text_distance(const char *a, const char *b, unsigned most);

/* The word of words[0..count) nearest to `word`, ignoring case, or NULL where
 * none is near enough to be a likely slip (a third of its letters, at least 1).
 * Of several as near, the first. */
const char *text_nearest(const char *word, const char *const *words, size_t count);

#endif
