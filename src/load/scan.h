/* A look at a file's bytes before YAML is read: whether it is UTF-8 text
 * without control characters. libyaml stops at the first such byte and says
 * no line; so each is reported here, and YAML is read from a copy in which
 * they are question marks, so that all else that is wrong is found too.
 */
#ifndef LOAD_SCAN_H
#define LOAD_SCAN_H

#include "carepath/diagnostic.h"

struct scanned {
	const char *text; /* as long as the source, fit for YAML */
	uint32_t length;
	uint32_t first; /* where it starts, behind a byte order mark */
	bool clean;     /* no text may hold a character that it must not, but by an escape */
	bool hopeless;  /* no text that YAML could be read from; it was said */
};

struct scanned scan_source(struct arena *scratch, const struct source *source, struct diagnostics *diagnostics);

#endif
