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
#include "ui/at_hand.h"
#include "ui/keys.h"
#include "ui/place.h"

struct talk {
	struct page page;
	const struct request *request;
	struct measured *measured; /* the pathway as it is now, with what was changed */
	struct measured before;    /* while it is exchanged */
	struct measured original;  /* as it was read; empty until something is changed */
	struct measured other;     /* what it was last compared with */
	struct place place;        /* where the walk stood, meanwhile */
	struct analysis *analysis; /* of it */
	const char *path;
	const struct walked_journey *asked_for; /* on the command line; NULL: none */
	struct walking walking;
	bool walks;              /* a walk has begun */
	bool flags_hidden;       /* so that the room says it first */
	struct journal *journal; /* what the room said */
	struct file_mark mark;   /* what the file was when it was read or saved */
	struct draft *draft;     /* NULL: nothing was changed */
	const char *put_in;      /* id of the step that the last change put in; NULL */
	bool told_of_disk;       /* what there is to know of where changes are kept */
	bool told_of_file;       /* that it is another one on the disk now */
	enum wish warned;        /* of what was just said that changes would be left unsaved; WISH_NONE */
	enum wish warned_before; /* the answer before */
	const char *came_from;   /* the file that was saved as the open one; NULL */
	const char *compared;    /* the file that it was compared with; NULL */
	struct at_hand at_hand;  /* pathways, when they were last listed */
	struct answer answer;    /* the last one */
};

/* A sentence in the arena, for page_text(). */
#define SAY(talk, ...) plain_format((talk)->page.arena, __VA_ARGS__)

static inline void talk_says(struct talk *talk, const char *text)
{
	page_text(&talk->page, 1, text);
}

/* talk.c: writes what is held back, and waits. The answer stays until the next. */
const struct answer *talk_ask(struct talk *talk, const char *prompt);

/* True, having said so, where changes would be left unsaved by `what` ("q leaves"); false where
 * there are none, or the answer before was warned of the same. */
bool talk_warns(struct talk *talk, enum wish of, const char *what);

/* talk_keys.c: does what a key or a word asks for, and else says `unclear`. Here and
 * below true means that the place is to be shown anew. */
bool talk_do(struct talk *talk, const struct answer *answer, const char *unclear);

/* talk_walk.c: where the walk stands, and going. */
void talk_write_numbered(struct talk *talk, uint32_t number, const char *says);
void talk_show(struct talk *talk);
const char *talk_prompt(struct talk *talk);
bool talk_is_at_end(const struct talk *talk);
/* The step that is stood on or looked at; NONE before the first. */
uint32_t talk_step(const struct talk *talk);
bool talk_on(struct talk *talk);
bool talk_back(struct talk *talk);
bool talk_choose(struct talk *talk, uint32_t number);
/* To the step, if the way leads there; else it is only looked at. */
bool talk_go_to(struct talk *talk, uint32_t step);

/* talk_whose.c: before a walk has begun. */
void talk_show_whose(struct talk *talk);
const char *talk_prompt_whose(struct talk *talk);
bool talk_choose_whose(struct talk *talk, const struct answer *answer);

/* talk_file.c: reads the journal beside the file, and says what cannot be read of it. */
void talk_open_journal(struct talk *talk);
/* How a pathway is measured that is only listed. */
struct analysis_options talk_how(const struct talk *talk);
/* Lists what is in `at_hand` and asks for one; NULL: none. */
const char *talk_ask_path(struct talk *talk, const char *question);
/* The file on the disk, as it is now, is the one that is open. */
void talk_look_at_file(struct talk *talk);
/* Says so, once, when the file on the disk is no longer the one that was read. */
void talk_notice_change(struct talk *talk);

/* Each does what was asked for. `rest` is what stood behind the key: "/ward". */
bool talk_first(struct talk *talk, const char *rest);      /* talk_walk.c */
bool talk_last(struct talk *talk, const char *rest);       /* talk_walk.c */
bool talk_flags(struct talk *talk, const char *rest);      /* talk_walk.c */
bool talk_whole_step(struct talk *talk, const char *rest); /* talk_walk.c */
bool talk_opening(struct talk *talk, const char *rest);    /* talk_whose.c */
bool talk_journeys(struct talk *talk, const char *rest);   /* talk_whose.c */
bool talk_note(struct talk *talk, const char *rest);       /* talk_room.c */
bool talk_room(struct talk *talk, const char *rest);       /* talk_room.c */
bool talk_findings(struct talk *talk, const char *rest);   /* talk_lists.c */
bool talk_find(struct talk *talk, const char *rest);       /* talk_lists.c */
bool talk_goals(struct talk *talk, const char *rest);      /* talk_lists.c */
bool talk_between(struct talk *talk, const char *rest);    /* talk_lists.c */
bool talk_compare(struct talk *talk, const char *rest);    /* talk_compare.c */
bool talk_others(struct talk *talk, const char *rest);     /* talk_compare.c */
bool talk_edit(struct talk *talk, const char *rest);       /* talk_edit.c */
bool talk_map(struct talk *talk, const char *rest);        /* talk_map.c */
bool talk_undo(struct talk *talk, const char *rest);       /* talk_change.c */
bool talk_redo(struct talk *talk, const char *rest);       /* talk_change.c */
bool talk_reread(struct talk *talk, const char *rest);     /* talk_file.c */
bool talk_another(struct talk *talk, const char *rest);    /* talk_file.c */
bool talk_save(struct talk *talk, const char *rest);       /* talk_save.c */
bool talk_save_as(struct talk *talk, const char *rest);    /* talk_save.c */

/* talk_lists.c: a vote for it ('+'), the last one taken back ('-'), or to where it is. */
bool talk_act_on_finding(struct talk *talk, char sign, const struct finding *finding);
/* talk_room.c: a vote for something, and the last one for it taken back. */
void talk_vote(struct talk *talk, const char *on);
void talk_take_vote_back(struct talk *talk, const char *on);

/* Another pathway in the place of the one that is walked, which is in `before` until the walk has
 * found its place again. */
void talk_exchange(struct talk *talk, struct measured now);
void talk_settle(struct talk *talk);
/* What is open now is as it was read. */
void talk_forget_original(struct talk *talk);

/* talk_change.c, too: sees to it that there is a draft. */
bool talk_draft(struct talk *talk);
/* Whether there are changes that are not saved. */
bool talk_unsaved(const struct talk *talk);
/* What an edit of the draft answered becomes the pathway that is walked; it is freed or kept.
 * False, having said why, where it came to nothing. */
bool talk_change(struct talk *talk, struct document *document, const char *says);
/* The same of a document that has a pathway; `says` is what was done, `went` what went with it. */
bool talk_take(struct talk *talk, struct document *document, const char *says, const char *went);
/* Says why nothing was changed. */
void talk_refuses(struct talk *talk, const char *fault);
/* The draft's text is the pathway that is walked, under the draft's name. */
void talk_begin_anew(struct talk *talk);
/* talk_unsaved.c: offers what an earlier session did not save. */
void talk_offer_unsaved(struct talk *talk);

#endif
