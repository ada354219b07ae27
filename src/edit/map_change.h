/* Changing the map at a step: what can be changed there, what each change has to
 * be told, what it is chosen from, and how it is made. The screen asks it as a
 * form, the walk in lines one question after the other. */
#ifndef EDIT_MAP_CHANGE_H
#define EDIT_MAP_CHANGE_H

#include "carepath/edit.h"

enum { ASKS_MOST = 3 };

/* What may have to be told. */
enum ask {
	ASK_NOTHING,
	ASK_WAY,        /* which of those on from the step */
	ASK_BRANCH,     /* which of those side by side */
	ASK_NAME,       /* of a new step */
	ASK_TEAM,       /* any */
	ASK_OTHER_TEAM, /* one that does not do the step yet */
	ASK_SETTING,
	ASK_SHARE,
	ASK_NEED, /* the share of those who need a new branch */
	ASK_THEN, /* the step that comes when all branches are over */
	ASK_TO,   /* the step or the end that a new way leads to */
	ASK_COUNT
};

/* What is chosen from: names, and the ids that they stand for; both in the arena. */
struct choices {
	struct arena *arena;
	LIST(const char *) names;
	LIST(const char *) ids;
	uint32_t chosen;    /* at first */
	uint32_t as_it_is;  /* which of them changes nothing; NONE */
	uint32_t first_end; /* of ASK_TO: ends stand behind the steps */
};

/* How a question is put: from a choice, or for a text. */
struct map_question {
	const char *label;
	void (*offer)(struct choices *choices, const struct pathway *pathway, uint32_t step); /* NULL: a text */
	const char *nothing;  /* what is said where there is nothing to choose from */
	const char *at_first; /* of a text: what stands there; NULL: nothing */
};

extern const struct map_question map_questions[ASK_COUNT];

/* What there is to choose from at this step; none for a text. Only inside arena_try(). */
struct choices choices_of(enum ask ask, struct arena *arena, const struct pathway *pathway, uint32_t step);

/* What was told; NULL where it was not asked. */
struct answers {
	const char *step;
	uint32_t way;
	const char *name, *team, *setting, *share, *then;
	const char *to, *outcome; /* of a new way: either */
};

/* Takes what was told: one of the choices, or a text. */
void answers_choose(struct answers *answers, enum ask ask, const struct choices *choices, uint32_t choice);
void answers_write(struct answers *answers, enum ask ask, const char *text);

struct map_change {
	const char *label, *about;
	enum ask asks[ASKS_MOST];
	/* Why it cannot be done at this step; NULL where it can. */
	const char *(*hindered)(const struct pathway *pathway, uint32_t step);
	/* It makes no sense at this step, and is not even named; may be NULL. */
	bool (*pointless)(const struct pathway *pathway, uint32_t step);
	/* Answers as every edit does (edit.h). */
	struct document *(*make)(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS]);
};

/* In the order in which they are offered. */
extern const struct map_change map_changes[];
extern const uint32_t map_change_count;

/* The number-th of those that make sense at this step; NULL: there are no more. */
const struct map_change *map_change_at(const struct pathway *pathway, uint32_t step, uint32_t number);

/* A share as people say it: "45%", "45", "0.45"; a lone 1 could be either.
 * False, with what is wrong. */
bool share_read(const char *text, double *share, char says[EDIT_SAYS]);

/* "45% to Ward stay, 55% to Home again": how many go which way on from the step of this number. Only inside
 * arena_try(). */
const char *shares_in_words(struct arena *arena, const struct pathway *pathway, uint32_t number);

/* The id of the step that a change put in; NULL where it put none. */
const char *map_change_new_step(const struct pathway *before, const struct pathway *after);

#endif
