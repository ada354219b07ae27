/* The library's figures beside those of the people who walked. */
#ifndef ORACLE_COMPARE_H
#define ORACLE_COMPARE_H

#include "walk.h"

#include <stdio.h>

struct comparison {
	const struct analysis *analysis;
	const struct walked *walked;
	FILE *says;                   /* a line for each figure that is out */
	uint32_t compared;            /* how many were */
	uint32_t out;                 /* how many differ by more than chance explains */
	double time_unit, money_unit; /* one rare event, of a kind that nobody walked into */
};

/* Compares all there is: measures, findings, fault lines, goals. */
void compare(struct comparison *comparison, const struct analysis *analysis, const struct walked *walked, FILE *says);

/* Parts of it. */
void compare_figure(struct comparison *c, const char *what, double library, struct estimate walked, bool sampled,
		    enum unit unit);
void compare_fails(struct comparison *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
void compare_findings(struct comparison *c);

#endif
