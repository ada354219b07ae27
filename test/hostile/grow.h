/* Files that can be read, and grow when they are measured: each is measured
 * in little memory, or refused for what there is too much of. */
#ifndef HOSTILE_GROW_H
#define HOSTILE_GROW_H

#include <stdio.h>

void hub(FILE *file);
void long_way_alone(FILE *file);
void no_bounces(FILE *file);
void bounces(FILE *file);
void different_teams(FILE *file);
void different_teams_side_by_side(FILE *file);
void tangled(FILE *file);
void asked_in_a_tangle(FILE *file);
void accepted(FILE *file);
void long_clocks(FILE *file);
void deep_blocks(FILE *file);
void back_to_the_hub(FILE *file);
void back_to_obstacles(FILE *file);
void many_journeys(FILE *file);
void sends(FILE *file);
void sends_otherwise(FILE *file);
void ways_past_a_chain(FILE *file);
void handed_over_often(FILE *file);

#endif
