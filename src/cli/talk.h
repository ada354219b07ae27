/* The walk as a conversation: it prints a step, asks which way, reads a line.
 * Needs no cursor movement, so a screen reader can follow it. What the
 * room says is noted, and what is known of a step is changed, in the same way. */
#ifndef CLI_TALK_H
#define CLI_TALK_H

#include "carepath/export.h"
#include "cli/measured.h"

/* Walks `walked`; NULL: asks whose journey. What is changed stands in `measured`
 * then. False when there is no memory. */
bool talk(struct writer *writer, struct measured *measured, const struct request *request,
	  const struct walked_journey *walked);

/* The likeliest way as a walk; NULL when there is no memory. */
const struct walked_journey *talk_likeliest(struct analysis *analysis);

/* A heading that says whose walk this is. False when there is no memory. */
bool talk_write_whose(const struct page *page, const struct pathway *pathway, const struct walked_journey *walked);

#endif
