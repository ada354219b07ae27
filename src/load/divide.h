/* How people divide: shares that belong together. */
#ifndef LOAD_DIVIDE_H
#define LOAD_DIVIDE_H

#include "load/values.h"

/* What is between these counts as 100 % and is scaled to it; published
 * figures are rounded, and `rounded` allows for more of that. */
#define SHARES_LEAST         0.999
#define SHARES_MOST          1.001
#define SHARES_LEAST_ROUNDED 0.98
#define SHARES_MOST_ROUNDED  1.02

/* A sum of shares is no more exact than this. */
#define SHARES_NOTHING 1e-9

struct part {
	uint32_t index; /* of what its key is, or NONE */
	double share;
	struct span at; /* its key */
};

struct parts {
	LIST(struct part) at;
	bool fine; /* all could be read, and they are 100 % in total */
};

/* Whether it is a list, which is said to be wrong: one id stands alone, several
 * have shares. */
bool says_undivided(struct load *load, const char *what, uint32_t value);

/* A mapping of ids to shares that are 100 % in total, scaled to exactly that.
 * `find` gives the index that a key stands for or says that there is none. */
void parts_read(struct load *load, const char *what, uint32_t value,
		uint32_t (*find)(struct load *load, uint32_t key, struct view id), struct parts *parts);

#endif
