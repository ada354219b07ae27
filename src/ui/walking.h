/* Where the room stands on the map: along a journey, or by choices of its own.
 * No screen in it. */
#ifndef UI_WALKING_H
#define UI_WALKING_H

#include "carepath/analysis.h"
#include "export/walker.h"

struct walking {
	struct arena *arena; /* of the walker's choices */
	struct analysis *analysis;
	const struct walked_journey *walked; /* the journey; by hand: the way so far */
	uint32_t stop;                       /* of `walked`; its stop_count at the end */
	bool by_hand;
	bool likeliest; /* the walk is the likeliest one */
	bool at_fork;   /* the walker stands where `stop` is, and its ways lead on */
	struct walker walker;
	LIST(uint32_t) ahead; /* choices that were walked back from, the next one last */
	uint32_t looking;     /* at this step, off the walk; NONE */
	bool visiting;        /* the step was gone to only to look at it, on the walk or off it … */
	uint32_t left_at;     /* … from this stop, to which one returns */
	bool *passed;         /* of the pathway's steps: stood on, up to here */
	bool *along;          /* of its arrows: gone along, up to here */
};

/* All but the questions only inside arena_try() of this arena, which is the
 * walk's own and must outlive it. */
void walking_start(struct walking *walking, struct arena *arena, struct analysis *analysis);

void walking_journey(struct walking *walking, uint32_t journey);
void walking_route(struct walking *walking, const uint32_t *steps, uint32_t count);
void walking_likeliest(struct walking *walking);
void walking_by_choice(struct walking *walking);
/* By choice, along these steps as far as the map has them. */
void walking_follow(struct walking *walking, const uint32_t *steps, uint32_t count);

/* False where nothing more can be done that way; on: also where it is to be
 * chosen which way. What was chosen once is walked again. */
bool walking_on(struct walking *walking);
bool walking_back(struct walking *walking);
bool walking_take(struct walking *walking, uint32_t way);
void walking_first(struct walking *walking);
void walking_last(struct walking *walking);

/* To the next stop of this walk at the step, after the present one if there
 * is one; else the step is only looked at. */
void walking_go_to(struct walking *walking, uint32_t step);
/* To a step that is one of the ways on from here, or else as walking_go_to(). */
void walking_move_to(struct walking *walking, uint32_t step);
void walking_look(struct walking *walking, uint32_t step);
/* The same as walking_go_to(), but only until walking_return(); whoever walks on
 * from there stays. */
void walking_visit(struct walking *walking, uint32_t step);
/* Stays there all the same. */
void walking_stay(struct walking *walking);
/* Back to where the walk was left to look at a step; false where it was not. */
bool walking_return(struct walking *walking);

/* Questions. */
bool walking_at_end(const struct walking *walking);
/* The step that is stood on or looked at; NONE before the first. */
uint32_t walking_step(const struct walking *walking);
/* The one that comes next; NONE at the end, and where it has to be chosen. */
uint32_t walking_next_step(const struct walking *walking);
/* The arrow by which the walk came to where it stands; NONE where it did not. */
uint32_t walking_arrow(const struct walking *walking);
/* "Margaret, 82", "the likeliest way", "our own way". */
const char *walking_whose(const struct walking *walking);
/* Of each step the number by which it is known: along a journey that of its stop
 * (where it is come to several times the last one up to here), behind those the
 * steps that it does not come to; by hand all in the order of the map. */
void walking_number(const struct walking *walking, uint32_t *numbers);
/* Whether it has to be chosen which way. */
bool walking_asks(const struct walking *walking);
/* How many ways lead on from here. */
uint32_t walking_ways(const struct walking *walking);

#endif
