/* Numbers as people say them: "7 in 10 people", "2.4 times", "£1,250". */
#ifndef CAREPATH_PLAIN_H
#define CAREPATH_PLAIN_H

#include "carepath/arena.h"

/* All write into `room` and return it. */
enum { PLAIN_ROOM = 96 };

/* "everyone", "7 in 10 people", "1 in 50 people", "fewer than 1 in 1,000 people", "no one". */
const char *plain_people(double share, char room[PLAIN_ROOM]);

/* "40 times for every 100 people", "once for every 1,000 people": how often something
 * happens that may happen to one person several times. */
const char *plain_for_every(double mean, char room[PLAIN_ROOM]);

/* "9 in 10 people", "85 in 100 people", "99.5 in 100 people": a share as it was
 * agreed, not rounded. */
const char *plain_exactly(double share, char room[PLAIN_ROOM]);

/* "once", "twice", "2.4 times", "0.3 times" */
const char *plain_times(double count, char room[PLAIN_ROOM]);

/* "1,150", "2.4", "0.03": as many digits as a person would say. */
const char *plain_number(double number, char room[PLAIN_ROOM]);

/* 1 above the other number, -1 below it, 0 where the two are one but for rounding errors. */
int plain_side_of(double number, double other);

/* As plain_number(), with so many digits, up to three behind the point, that it does not look
 * like `other` where it is not, nor seems to lie on the other side of it. */
const char *plain_beside(double number, double other, char room[PLAIN_ROOM]);

/* The same, from ten on whole: as one says what happens in a year. */
const char *plain_roughly(double number, char room[PLAIN_ROOM]);

/* Two numbers and the size of what lies between them, with so many digits that
 * the third is the difference of the other two as they are said: not "12.2",
 * "10.8" and "1.3". */
struct plain_change {
	char before[PLAIN_ROOM], after[PLAIN_ROOM], size[PLAIN_ROOM];
};
void plain_change(double before, double after, struct plain_change *said);

/* The sum that is said of one: whole pounds, or pence where it is less than ten. */
double plain_money_said(double pounds);

/* "£1,250", "£0.40", "£123,000", "£21.9 million" */
const char *plain_money(double pounds, char room[PLAIN_ROOM]);

/* "72 %"  → "72%" */
const char *plain_percent(double share, char room[PLAIN_ROOM]);

/* "12.4%" beside 0.12, where "12%" would not tell the two apart. */
const char *plain_percent_beside(double share, double other, char room[PLAIN_ROOM]);

/* "a third", "half", "nearly all": a share in a word where it is within a point of
 * it, else the figure, "36%". */
const char *plain_share(double share, char room[PLAIN_ROOM]);

/* "a", "a and b", "a, b and c": the texts listed, with `last` before the last ("and", "or"). */
const char *plain_list(struct arena *arena, const char *const *texts, uint32_t count, const char *last);

/* Texts put behind one another in one room that grows: they may be as many as a
 * file has of them. Empty at first: struct plain_row row = {0}; */
struct plain_row {
	char *text; /* NULL: still empty */
	size_t length, room;
};

/* Puts a text behind those that are there, with `between` before it where it is
 * not the first, and gives all of it, which more can move. */
const char *plain_add(struct arena *arena, struct plain_row *row, const char *between, const char *text);

/* The text of a printf, in the arena. */
char *plain_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
