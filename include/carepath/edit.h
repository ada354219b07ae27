/* Changing a pathway file: a draft is the file's text while it is changed.
 *
 * An edit never touches the pathway. It replaces a few bytes of the text, which
 * is then loaded again by the one way there is, so that what is on the screen
 * is what a fresh start would show. Every other byte stays: comments, order,
 * quotes, blanks, line ends. Undo and redo are the replaced bytes put back.
 *
 * Every edit below answers in the same way, with what became of it:
 *
 *   a document with a pathway      it is done, and this is the file now; `says`
 *                                  tells what went with it unasked, if anything
 *   a document without             the text would no longer be a pathway: its
 *                                  diagnostics tell why, and nothing was changed
 *   NULL                           it makes no sense here: `says` tells why, and
 *                                  nothing was changed
 *
 * Documents are freed by whoever asked for them; they do not need the draft.
 * Where an edit changes nothing, there is nothing to undo either.
 */
#ifndef CAREPATH_EDIT_H
#define CAREPATH_EDIT_H

#include "carepath/load.h"

enum { EDIT_SAYS = 300 };

/* ------------------------------------------------------------- the draft */

struct draft;

/* Both texts are copied. NULL when there is no memory. */
struct draft *draft_new(const char *name, const char *text, uint32_t length);
void draft_free(struct draft *draft);

/* The text with a NUL behind it, valid until the draft is changed. */
const char *draft_text(const struct draft *draft, uint32_t *length);

/* Whether this is its text. */
bool draft_has(const struct draft *draft, const char *text, uint32_t length);

/* The text as a pathway. NULL when there is no memory. */
struct document *draft_load(const struct draft *draft);

/* Bytes of the text, start up to, not including, end, and what stands there instead. */
struct patch {
	uint32_t start, end;
	const char *text;
	uint32_t length;
};

/* Applies patches together as one change, for which undo has a sentence's end
 * (`what`: "the wait from Ward stay to Home"). They do not overlap; of those that
 * start at one place the first comes first. False when there is no memory:
 * nothing was changed. */
bool draft_apply(struct draft *draft, const struct patch *patches, uint32_t count, const char *what);

/* What the next undo takes back, and the next redo does again; NULL: nothing. */
const char *draft_undoes(const struct draft *draft);
const char *draft_redoes(const struct draft *draft);

/* False when there is nothing to undo or redo. Neither can fail. */
bool draft_undo(struct draft *draft);
bool draft_redo(struct draft *draft);

/* The text as it is now is that of the file; whether it still is. */
void draft_mark_saved(struct draft *draft);
bool draft_is_saved(const struct draft *draft);

/* -------------------------------------------------------------- the form */

/* A step, or one of its arrows: its number among the step's, in the order of the
 * file (arrow - step.first_arrow; the `then` of a block is behind its branches). */
struct edit_place {
	const char *step; /* its id */
	uint32_t way;     /* NONE: the step itself */
};

/* How a value is written in the form. */
enum edit_form {
	EDIT_TEXT,  /* as it is; a text may have several lines */
	EDIT_VALUE, /* a duration, a share, a word …: one line */
	EDIT_WORDS, /* a list: story, medicines. A word with a comma in it stands in "…" */
	EDIT_FLOW,  /* a text; or, where it is more, YAML's { } and [ ] */
	EDIT_FORMS
};

/* What is offered for a value. */
enum edit_offer { OFFER_NOTHING, OFFER_WORDS, OFFER_YES_NO, OFFER_TEAMS, OFFER_STEPS, OFFER_SOURCES };

struct edit_field {
	const char *key, *type, *meaning; /* as in doc/format.md: "wait", "duration" … */
	enum edit_form form;
	enum edit_offer offer;
	const struct word_set *words; /* of OFFER_WORDS */
	bool only_offered;            /* any other is wrong */
	bool needed;
	bool given;
	const char *text; /* what stands there, "" where nothing is given */
	uint32_t line;    /* where it is written; 0: it is not */
	bool elsewhere;   /* it comes through an alias or a merge: it is to be changed in that line */
};

struct edit_fields {
	const struct edit_field *at;
	uint32_t count;
};

/* Every key that the step or arrow can have, but a step's `next`. None where
 * the text has no such place. Only inside arena_try() of this arena. */
struct edit_fields edit_fields(struct arena *arena, const struct draft *draft, struct edit_place place);

/* Gives a key a value, as the form writes it; "" takes the key away. */
struct document *edit_set(struct draft *draft, struct edit_place place, const char *key, const char *text,
			  char says[EDIT_SAYS]);

/* The same without doing it: what would be said of it. */
struct document *edit_try(const struct draft *draft, struct edit_place place, const char *key, const char *text,
			  char says[EDIT_SAYS]);

/* What an error of the loader means for a change of the map: in the names of
 * steps and teams, and with what to do. `document` is where it was found. */
void edit_fault(const struct document *document, const struct diagnostic *diagnostic, char says[EDIT_SAYS]);

/* Whether an edit came to nothing, and why, in a line. */
bool edit_refused(const struct document *document, const char *says, char fault[EDIT_SAYS]);

/* ------------------------------------------------------- the map changed */

/* So many of a step's people go this way. The others give way or gain, each by
 * as much as its share allows, so that all together stay as many; where some
 * have no share of their own, those take what is left. Of a block's branch: the
 * chance that it is needed, which is nobody else's matter. */
struct document *edit_share(struct draft *draft, struct edit_place place, double share, char says[EDIT_SAYS]);

/* A way on from a step that is not there yet: to a step, or to an end. */
struct new_way {
	const char *to;      /* the step's id, or NULL */
	const char *outcome; /* where `to` is NULL */
	double share;
};

/* One more alternative on from a step, behind those that there are. The others
 * give way, and who took none of them does, each by as much as its share
 * allows; where some have no share of their own, those take what is left. */
struct document *edit_add_way(struct draft *draft, const char *step, struct new_way added, char says[EDIT_SAYS]);

/* Takes an alternative away. The others gain what it had, each by as much as its
 * share is; where some have no share of their own, those do. The last one stays,
 * unless the step says itself how the pathway ends there. Of branches that run
 * side by side neither can be done. */
struct document *edit_remove_way(struct draft *draft, struct edit_place place, char says[EDIT_SAYS]);

/* A step that is not there yet. It is where the step before it is. Its id comes from the name. */
struct new_step {
	const char *name;
	const char *team; /* NULL: the team of the step before it */
};

/* Puts a step behind another: it takes over all ways on from there. Journeys
 * that go through there and on come to it, too. */
struct document *edit_add_step(struct draft *draft, const char *step, struct new_step added, char says[EDIT_SAYS]);

/* Puts a step on an arrow, which then leads to it with all that is said of the
 * arrow; from there it goes on as before. Journeys
 * that go that way come to it, too. */
struct document *edit_insert_step(struct draft *draft, struct edit_place place, struct new_step added,
				  char says[EDIT_SAYS]);

/* Takes a step out. What led to it leads on to where its one way went, and
 * journeys pass it by: refused where one has words of its own there. */
struct document *edit_remove_step(struct draft *draft, const char *step, char says[EDIT_SAYS]);

/* Makes one step of a step and the one that comes after it, where nothing else
 * leads there: words and teams of both, their times added up. Refused where they
 * say different things of what can only be one. */
struct document *edit_join_steps(struct draft *draft, const char *step, char says[EDIT_SAYS]);

/* Another team does the step, too, in the same contact. */
struct document *edit_make_joint(struct draft *draft, const char *step, const char *team, char says[EDIT_SAYS]);

/* A step's alternatives become branches side by side, with `then` behind them;
 * and branches become alternatives again. */
struct document *edit_make_block(struct draft *draft, const char *step, const char *then, char says[EDIT_SAYS]);
struct document *edit_make_ways(struct draft *draft, const char *step, char says[EDIT_SAYS]);

/* One more branch side by side with those that there are: a new step, with the
 * chance that it is needed. Journeys that come through all branches come to it,
 * too, where everyone needs it. */
struct document *edit_add_branch(struct draft *draft, const char *step, struct new_step added, double share,
				 char says[EDIT_SAYS]);

/* Takes a branch away with all steps in it; the others and what comes after them
 * stay. Journeys pass its steps by: refused where one has words of its own
 * there, or a clock or a goal is about one. The last branch stays. */
struct document *edit_remove_branch(struct draft *draft, struct edit_place place, char says[EDIT_SAYS]);

/* ------------------------------------------------------------ a start */

/* Makes the pathway of another place a start for one's own: lines at its top
 * say what is to be done and from which pathway it is (`name`), and TODO stands
 * in front of every name that is the other place's: of the place itself and what
 * it is about, of organisations, their payers and areas, of teams, and of the
 * people of its journeys. The loader warns of each until it is filled in. */
struct document *edit_start_from(struct draft *draft, const char *name, char says[EDIT_SAYS]);

#endif
