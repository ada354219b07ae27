/* The sections of a file, one reader each, in the order in which they are
 * read: each may refer to those before it. A value of 0 is a section that is
 * not there. */
#ifndef LOAD_SECTIONS_H
#define LOAD_SECTIONS_H

#include "load/divide.h"
#include "load/ids.h"
#include "load/word_list.h"

/* Reads the keys of a section, whose pairs are 0 where it is not a mapping.
 * False when there are more than `most` ("1,000 teams"), having said so. */
bool section_open(struct load *load, struct ids *ids, uint32_t section, uint32_t most, const char *most_text,
		  struct pairs *pairs);

void sources_read(struct load *load, uint32_t section);       /* who.c */
void organisations_read(struct load *load, uint32_t section); /* who.c */
void teams_read(struct load *load, uint32_t section);         /* who.c */
void steps_read(struct load *load, uint32_t section);         /* step.c */
uint32_t next_count(struct load *load, uint32_t next);        /* how many arrows a `next` may have */
void next_read(struct load *load);                            /* next.c: all steps' ways on */
void start_read(struct load *load, uint32_t section);         /* start.c */
void blocks_find(struct load *load);                          /* block.c: which branch each step lies in */
void clocks_read(struct load *load, uint32_t section);        /* clock.c */
void journeys_read(struct load *load, uint32_t section);      /* journey.c */
void scenarios_read(struct load *load, uint32_t section);     /* scenario.c */
void goals_read(struct load *load, uint32_t section);         /* goal.c */
void acceptances_read(struct load *load, uint32_t section);   /* accept.c */
void limits_read(struct load *load, uint32_t section);        /* limits.c */

/* The number of a text in a table, a new one where it is new. */
uint32_t text_table_add(struct load *load, struct text_table *table, const char *text);
uint32_t text_table_find(const struct text_table *table, struct view text);

/* The tables of all records, for the page that documents them. */
extern const struct record file_record, organisation_record, team_record, step_record, arrow_record, block_record,
    then_record, clock_record, goal_record, limits_record, journey_record, stop_record, scenario_record,
    acceptance_record;

#endif
