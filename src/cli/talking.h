/* A walk in lines that is going on: what its parts know of one another. */
#ifndef CLI_TALKING_H
#define CLI_TALKING_H

#include "carepath/plain.h"
#include "carepath/save.h"
#include "carepath/unsaved.h"
#include "cli/answer.h"
#include "cli/measured.h"
#include "export/lines.h"
#include "export/room.h"
#include "export/walker.h"
#include "ui/keys.h"

struct talk;

/* The two manners of walking. */
struct manner {
	void (*show)(struct talk *talk);           /* the place, and the ways on from it */
	uint32_t (*ways)(const struct talk *talk); /* 0 at the end */
	uint32_t (*likeliest)(const struct talk *talk);
	void (*take)(struct talk *talk, uint32_t way);
	bool (*back)(struct talk *talk); /* false at the start */
};

/* Along a journey, or chosen at each fork. */
struct talk {
	struct page page;
	const struct request *request;
	struct measured *measured; /* the pathway as it is now, with what was changed */
	struct measured before;    /* while it is exchanged */
	struct analysis *analysis; /* of it */
	const char *path;
	const struct walked_journey *walked; /* the journey; by hand: the way so far */
	bool likeliest;                      /* it is the likeliest way */
	uint32_t stop;                       /* of a journey: where we are; stop_count at the end */
	struct walker walker;                /* by hand */
	const struct manner *manner;         /* NULL: nobody walks yet */
	struct journal *journal;             /* what the room said */
	struct file_mark mark;               /* what the file was when it was read or saved */
	struct draft *draft;                 /* NULL: nothing was changed */
	bool warned;                         /* that changes are not saved */
	struct answer answer;                /* the last one */
};

/* A sentence in the arena, for page_text(). */
#define SAY(talk, ...) plain_format((talk)->page.arena, __VA_ARGS__)

static inline void talk_says(struct talk *talk, const char *text)
{
	page_text(&talk->page, 1, text);
}

/* talk.c: writes what is held back, and waits. The answer stays until the next. */
const struct answer *talk_ask(struct talk *talk, const char *prompt);
void talk_write_numbered(struct talk *talk, uint32_t number, const char *says);
/* The step at which we are, and the arrow by which we came; NONE. */
uint32_t talk_step(const struct talk *talk);
uint32_t talk_arrow(const struct talk *talk);
/* To the step, if the way leads there; else it is only looked at. True where
 * the place is to be shown anew. */
bool talk_go_to(struct talk *talk, uint32_t step);
/* Of "+3": which of the signs stands before the number, or ' '. */
char talk_sign(const char *text, const char *signs);
/* Which number stands behind a sign, as in "+3" or "w 2"; 0: none. */
uint32_t talk_number(const char *text);

/* Each does what was asked for. `rest` is what stood behind the key: "/ward".
 * True where the place is to be shown anew. */
bool talk_note(struct talk *talk, const char *rest);     /* talk_room.c */
bool talk_room(struct talk *talk, const char *rest);     /* talk_room.c */
bool talk_findings(struct talk *talk, const char *rest); /* talk_lists.c */
bool talk_find(struct talk *talk, const char *rest);     /* talk_lists.c */
bool talk_goals(struct talk *talk, const char *rest);    /* talk_lists.c */
bool talk_between(struct talk *talk, const char *rest);  /* talk_lists.c */
bool talk_compare(struct talk *talk, const char *rest);  /* talk_lists.c */
bool talk_edit(struct talk *talk, const char *rest);     /* talk_edit.c */
bool talk_undo(struct talk *talk, const char *rest);     /* talk_change.c */
bool talk_redo(struct talk *talk, const char *rest);     /* talk_change.c */
bool talk_save(struct talk *talk, const char *rest);     /* talk_save.c */
bool talk_save_as(struct talk *talk, const char *rest);  /* talk_save.c */

/* talk_room.c: a vote for something, and the last one for it taken back. */
void talk_vote(struct talk *talk, const char *on);
void talk_take_vote_back(struct talk *talk, const char *on);

/* talk_change.c: sees to it that there is a draft. */
bool talk_draft(struct talk *talk);
/* Whether there are changes that are not saved. */
bool talk_unsaved(const struct talk *talk);
/* The document becomes the pathway that is walked, and is freed or kept. False, having said
 * why, where it cannot be measured. */
bool talk_take(struct talk *talk, struct document *document, const char *says);
/* The draft's text is the pathway that is walked, under the draft's name. */
void talk_begin_anew(struct talk *talk);
/* Why a change came to nothing; NULL: it did not. */
const char *talk_fault(struct talk *talk, const struct document *document, const char *says);
/* Offers what an earlier session did not save. */
void talk_offer_unsaved(struct talk *talk);

/* talk.c: where we are, kept while the pathway is exchanged. */
struct standing {
	const char *journey; /* its id; NULL: another way */
	const char **steps;  /* ids of its steps */
	uint32_t count, stop;
	const char *here; /* "" at an end */
};
struct standing talk_standing(struct talk *talk);
void talk_stand_again(struct talk *talk, const struct standing *standing);

#endif
