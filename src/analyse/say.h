/* Inside the sentences: what their parts share. */
#ifndef CAREPATH_ANALYSE_SAY_H
#define CAREPATH_ANALYSE_SAY_H

#include "carepath/analysis.h"

struct saying {
	struct arena *arena;
	const struct analysis *analysis;
	const struct pathway *pathway;
	bool brief; /* for the short list: what happens, without what else is known of it */
};

const char *say_team(const struct saying *say, uint32_t team);
const char *say_step(const struct saying *say, uint32_t step);
const char *say_organisation(const struct saying *say, uint32_t organisation);
const char *say_thing(const struct saying *say, uint32_t thing);
const char *say_time(const struct saying *say, double seconds);
const char *say_sentence(const struct saying *say, const char *text); /* with a capital first */

/* "7 in 10 people" where it happens to nobody twice, else "70 times for every 100
 * people someone" or "on average 1.4 times a person someone"; whether a verb behind them is that of one ("everyone
 * is"), and which form "are" has. */
const char *say_who(const struct saying *say, const struct finding *finding);
bool say_one(const char *people);
const char *say_are(const char *people);

/* "for 7 in 10 people", "70 times for every 100 people" or, above one, "1.7 times a person". */
const char *say_how_often(const struct saying *say, const struct finding *finding);

/* " 1,150 bed-days a year." where it is known how many people there are. */
const char *say_a_year(const struct saying *say, double per_person, const char *what);

/* "From Ward 7 to Hospital social work", or before a step of the same team. */
const char *say_from_to(const struct saying *say, const struct finding *finding);

/* The sentences of single rules: say_delays.c */
const char *say_over_target(const struct saying *say, const struct finding *finding);
const char *say_long_wait(const struct saying *say, const struct finding *finding);
const char *say_waiting_in_hospital(const struct saying *say, const struct finding *finding);
const char *say_mostly_waiting(const struct saying *say, const struct finding *finding);

/* say_handoffs.c */
const char *say_across(const struct saying *say, const struct finding *finding);
const char *say_between(const struct saying *say, const struct finding *finding);
const char *say_within(const struct saying *say, const struct finding *finding);
const char *say_nothing_passed_on(const struct saying *say, const struct finding *finding);
const char *say_nobody_told(const struct saying *say, const struct finding *finding);
const char *say_bounce(const struct saying *say, const struct finding *finding);
const char *say_not_said(const struct saying *say, const struct finding *finding);

/* Where a finding that adds up several steps is worst. */
uint32_t finding_worst_step(const struct finding *finding);

/* Why the thing is asked (or done) again there, as far as the file lets one say:
 * " Both use SystmOne: it may have been there to read."; or "". */
const char *say_why_again(const struct saying *say, const struct finding *finding);

#endif
