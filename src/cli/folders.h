/* Where the pathways are that come with carepath, and those at hand. */
#ifndef CLI_FOLDERS_H
#define CLI_FOLDERS_H

#include <limits.h>

enum { FOLDERS_MOST = 4 };

struct folders {
	/* The first is the one that we are in; then those of carepath, each once: a
	 * folder `pathways` here, or else beside the program; and the installed one.
	 * Ends with NULL. */
	const char *at[FOLDERS_MOST + 1];
	int first_of_carepath; /* from here on; 0 where we are in one of those */
	char beside[PATH_MAX]; /* a copy that is not installed has its own beside it */
};

/* `folders` stays where it is while `at` is used. */
void folders_find(struct folders *folders);

#endif
