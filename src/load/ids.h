/* Ids: what may be one, what they stand for, and what was probably meant by
 * one that stands for nothing. */
#ifndef LOAD_IDS_H
#define LOAD_IDS_H

#include "load/values.h"

/* Registers the keys of a section, in their order, so that the index of an id
 * is that of its pair. Ids that are not well formed are said to be wrong and
 * count all the same, so that what refers to them is not called wrong too. */
void ids_add(struct load *load, struct ids *ids, const struct pairs *pairs);

/* The index of what an id stands for, or NONE, having said so. */
uint32_t ids_find(struct load *load, struct ids *ids, uint32_t value, struct view id);

/* The same for a value of the file, which must be a text. */
uint32_t ids_read(struct load *load, struct ids *ids, const char *key, uint32_t value);

/* A list of ids without one that is there twice. */
struct indexes ids_read_list(struct load *load, struct ids *ids, const char *key, uint32_t value);

/* What load->numbers holds, copied to where it stays. */
struct indexes indexes_keep(struct load *load);

/* "Home again" for "home-again". */
const char *name_from_id(struct load *load, const char *id);

extern const struct value_type value_team;    /* uint32_t */
extern const struct value_type value_teams;   /* struct indexes */
extern const struct value_type value_step;    /* uint32_t */
extern const struct value_type value_steps;   /* struct indexes */
extern const struct value_type value_sources; /* struct indexes */

#endif
