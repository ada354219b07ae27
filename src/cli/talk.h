/* The walk as a conversation: it prints a step, asks which way, reads a line.
 * Needs no cursor movement, so a screen reader can follow it. It does what the
 * screen does, by the same keys, but for what only moves the picture. */
#ifndef CLI_TALK_H
#define CLI_TALK_H

#include "carepath/export.h"
#include "cli/measured.h"

/* Walks `walked`; NULL: asks whose journey. What is changed stands in `measured`
 * then. False when there is no memory. */
bool talk(struct writer *writer, struct measured *measured, const struct request *request,
	  const struct walked_journey *walked);

#endif
