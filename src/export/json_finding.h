/* A finding as JSON. */
#ifndef EXPORT_JSON_FINDING_H
#define EXPORT_JSON_FINDING_H

#include "carepath/analysis.h"
#include "export/json.h"

/* An object under `key`; its sentences are put together in `arena`. */
void json_finding(struct json *json, const char *key, struct arena *arena, const struct analysis *analysis,
		  const struct finding *finding);

#endif
