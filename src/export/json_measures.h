/* The measures as JSON: of a pathway, of a journey, of a comparison. */
#ifndef EXPORT_JSON_MEASURES_H
#define EXPORT_JSON_MEASURES_H

#include "carepath/analysis.h"
#include "export/json.h"

/* An object under `key`; payers, outcomes and clocks are called as `names` has them. */
void json_measures(struct json *json, const char *key, const struct pathway *names, const struct figures *figures);

#endif
