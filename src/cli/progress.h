/* One line on standard error while something takes long. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>

struct progress {
	double started, shown_at; /* seconds */
	bool shown;
};

/* Only a terminal is shown anything; gives whether it is one. */
bool progress_start(struct progress *progress);

/* For analysis_options.progress; the subject is a struct progress. */
void progress_show(void *subject, double done);

/* Wipes the line. */
void progress_end(struct progress *progress);

#endif
