/* Random pathways as YAML, each decided by its seed alone: small, valid by
 * format.md, and between them using all of the format that is measured. */
#ifndef ORACLE_GENERATE_H
#define ORACLE_GENERATE_H

#include <stdint.h>

/* The same pathway written in another way that must not change its figures. */
enum generate_form {
	GENERATE_PLAIN,
	GENERATE_REORDERED, /* the alternatives of each step the other way round */
	GENERATE_RENAMED,   /* other ids for all steps and teams */
};

/* The text; to be freed. Ends the program when there is no memory. */
char *generate_pathway(uint64_t seed, enum generate_form form);

#endif
