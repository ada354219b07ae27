/* A file, read and measured as the command line asks. */
#ifndef CLI_MEASURED_H
#define CLI_MEASURED_H

#include "carepath/load.h"
#include "cli/cli.h"

#include <sys/stat.h>

struct measured {
	struct document *document;
	const struct pathway *pathway;
	struct analysis *analysis;
	struct stat status; /* of the file, before it was read */
	bool has_status;
};

/* What of the warnings to print; errors always are. */
enum warnings { WARNINGS_ALL, WARNINGS_COUNTED };

/* Says on standard error what is wrong. Unless EXIT_DONE is given there is
 * nothing to use; measured_close() is needed in any case. */
enum exit_code measured_open(struct measured *measured, const char *file, const struct request *request,
			     enum warnings warnings);
/* The same of a document that is there already, and has a pathway; it is closed with it. Says
 * nothing of what is wrong. */
enum exit_code measured_anew(struct measured *measured, struct document *document, const struct request *request);
void measured_close(struct measured *measured);

/* Say that the file has no such step or journey, and which is near. Give EXIT_INPUT. */
enum exit_code unknown_step(const struct pathway *pathway, const char *id);
enum exit_code unknown_journey(const struct pathway *pathway, const char *id);

#endif
