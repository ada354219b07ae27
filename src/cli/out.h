/* Where a command's data goes: standard output, or a file that is written
 * whole or left as it was. */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include "cli/cli.h"

#include <limits.h>

enum out_mode {
	OUT_REPLACE, /* a file that is there is replaced, and keeps its readers; a new one is readable by its owner
		      * only: it may hold people's words */
	OUT_NEW,     /* a file that is there is an error; a new one, which holds nobody's words yet, is as any other */
};

struct out {
	struct writer writer;
	int descriptor;
	enum out_mode mode;
	bool is_private;          /* what was written can be read by its owner only */
	const char *name;         /* as the person gave it; NULL: standard output */
	char target[PATH_MAX];    /* what is replaced: links are followed */
	char temporary[PATH_MAX]; /* beside it; "" where we write straight to the target */
};

/* `name` NULL or "-" is standard output. A device or pipe is written to as it
 * is. */
enum exit_code out_open(struct out *out, const char *name, enum out_mode mode, const struct request *request);

/* Ends the output: keeps it when `code` is EXIT_DONE or EXIT_FLAGGED and all was written,
 * else leaves the old file. Gives `code`, or EXIT_SYSTEM. A reader who went
 * away early is no error. */
enum exit_code out_close(struct out *out, enum exit_code code);

#endif
