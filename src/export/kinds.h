/* Which findings are of one kind, and which lie between two organisations. */
#ifndef EXPORT_KINDS_H
#define EXPORT_KINDS_H

#include "carepath/export.h"

/* Findings stand together by kind: those of this one are from … end − 1.
 * KIND_COUNT: all. */
void findings_of_kind(const struct analysis *analysis, enum kind kind, uint32_t *from, uint32_t *end);
/* The same of those that are told, each wait once: analysis->told[from … end − 1]. */
void findings_told(const struct analysis *analysis, enum kind kind, uint32_t *from, uint32_t *end);

bool finding_is_between(const struct pathway *pathway, const struct finding *finding, const struct fault_line *line);

#endif
