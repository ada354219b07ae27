/* Changes that are not in the file yet, kept so that no crash takes them.
 *
 * Whoever changes a draft calls draft_keep() after each edit, undo and redo. It
 * adds one line to the journal beside the file (journal.h):
 *
 *   --- { number: 3, kind: change, at: "2026-11-22 14:32:05", draft: 9e0c41d2a7b35f68,
 *         before: …, after: …, says: "the wait from Ward stay to Home",
 *         patches: [ { start: 812, cut: "3d", put: "2d" } ], sum: … }
 *
 * `before` and `after` are hashes of the whole text, and tell to which text a
 * change can be made; `draft` tells apart whose it is, where two people write
 * to one journal. What is taken back is a change too, so that lines are only
 * ever followed forwards. A save and a person's "forget" end what was unsaved.
 *
 * When a file is opened, journal_unsaved() tells what is in no file: changes
 * that lead on from the file as it is now, and others, which were made to
 * another version of it or come after a line that is damaged. Those are told
 * and never made.
 */
#ifndef CAREPATH_UNSAVED_H
#define CAREPATH_UNSAVED_H

#include "carepath/edit.h"
#include "carepath/journal.h"

/* Puts into the journal what became of the draft since it was last kept, and
 * gives true once it is on the disk. False: the change stands in the draft all
 * the same, `says` tells why it is not kept, and the next call tries it again
 * together with what is new. After true `says` is "", unless a person should
 * know something of the disk. */
bool draft_keep(struct draft *draft, struct journal *journal, char says[JOURNAL_SAYS]);

/* The draft's text has just been saved in its file: nothing before it is unsaved. */
bool draft_keep_saved(struct draft *draft, struct journal *journal, char says[JOURNAL_SAYS]);

/* ---------------------------------------------------------- what is unsaved */

struct piece {
	const char *text; /* any bytes */
	uint32_t length;
};

/* At one place of a text something stands in the place of something else. */
struct swap {
	uint32_t start;
	struct piece old, new;
};

struct unsaved_change {
	const char *at;     /* when: "2026-11-22 14:32:05", the local time */
	const char *says;   /* "the wait from Ward stay to Home"; "taken back: …" of an undo */
	uint32_t line;      /* of the journal */
	uint64_t after;     /* hash of the whole text behind it */
	struct swap *swaps; /* one after another, each in the text that the one before left */
	uint32_t swap_count;
};

/* What somebody changed and did not save. */
struct unsaved_draft {
	uint64_t draft, last;                 /* whose it is, and the hash of their last text */
	const struct unsaved_change *changes; /* lead from the file's text to theirs */
	uint32_t count;
	const struct unsaved_change *others; /* behind those; they fit no text that there is */
	uint32_t other_count;
};

struct unsaved {
	const struct unsaved_draft *at; /* the oldest first; each has changes or others */
	uint32_t count;
};

/* What the journal has of a file with this text that was neither saved nor
 * forgotten. Everything lives in the arena. Only inside arena_try(). */
struct unsaved journal_unsaved(struct arena *arena, const struct journal *journal, const char *text, uint32_t length);

/* The changes made to the file's text, each to be undone as if it had just been
 * typed. What is changed from there on is kept as going on from them. NULL when
 * they do not fit, or there is no memory: `says` tells which. */
struct draft *unsaved_apply(const struct unsaved_draft *unsaved, const char *name, const char *text, uint32_t length,
			    char says[JOURNAL_SAYS]);

/* They are not offered again, though their lines stay in the journal. False:
 * they will be, and `says` tells why. */
bool unsaved_forget(const struct unsaved_draft *unsaved, struct journal *journal, char says[JOURNAL_SAYS]);

#endif
