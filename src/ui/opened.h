/* The pathway file that is open: read and measured. */
#ifndef UI_OPENED_H
#define UI_OPENED_H

#include "carepath/journal.h"
#include "carepath/load.h"
#include "carepath/map.h"
#include "carepath/save.h"
#include "ui/ui.h"

#include <sys/stat.h>

struct opened {
	char *path;
	struct document *document;
	const struct pathway *pathway;
	struct analysis *analysis; /* NULL when the file has errors: see the document's diagnostics */
	struct map *map;           /* names on it */
	struct map *whole;         /* numbers on it; made when it is first asked for … */
	uint32_t *whole_numbers;   /* … with these */
	struct journal *journal;   /* what the room said */
	char journal_says[JOURNAL_SAYS];
	struct file_mark mark; /* what the file was when it was read or saved */
	bool exact_only;       /* what must be sampled is not measured yet */
	struct stat status;    /* of the file as it was read */
	bool has_status;
};

/* NULL when there is no memory. `progress` is told as in analysis_options. */
struct opened *opened_read(const char *path, const struct ui_options *options,
			   void (*progress)(void *subject, double done), void *subject);
/* The same file with another text, read into a document, which becomes the
 * opened's own; measured whole, or without what must be sampled. NULL when there
 * is no memory; then the document is freed. */
struct opened *opened_anew(const struct opened *before, struct document *document, const struct ui_options *options,
			   bool exact_only);
void opened_free(struct opened *opened);

/* With these numbers of the steps. NULL when there is no memory. */
const struct map *opened_whole(struct opened *opened, const uint32_t *numbers);

/* Whether the file on disk is no longer the one that was read. */
bool opened_changed(const struct opened *opened);

#endif
