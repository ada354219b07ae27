/* What the room says while it walks a pathway: notes, people's own words,
 * ideas, questions, actions, obstacles, and votes for them.
 *
 * It is kept in a journal beside the pathway file (hip.yaml has
 * hip.journal.yaml), to which is only ever added. An entry is one line, and
 * each line is a YAML document that a person can read:
 *
 *   --- { at: "2026-11-22 14:32:05", kind: idea, step: ward-stay, says: "…", sum: 5c1f09aa31be7e04 }
 *
 * `sum` is taken over all that stands before it in the line, so that a torn or
 * changed line is found, and no other is lost with it.
 */
#ifndef CAREPATH_JOURNAL_H
#define CAREPATH_JOURNAL_H

#include "carepath/analysis.h"

enum entry_kind {
	ENTRY_NOTE,
	ENTRY_VOICE, /* somebody's own words */
	ENTRY_IDEA,
	ENTRY_QUESTION,
	ENTRY_ACTION,
	ENTRY_OBSTACLE,
	ENTRY_VOTE,      /* for a finding or an idea */
	ENTRY_WITHDRAWN, /* takes an entry back, which may be one that took back */
	ENTRY_KINDS
};

extern const char *const entry_kind_words[ENTRY_KINDS]; /* "note", "voice" … */

/* Texts that are not given are "", never NULL. */
struct entry {
	enum entry_kind kind;
	const char *at;   /* when: "2026-11-22 14:32:05", the local time */
	const char *step; /* the id of the step at which it was said */
	const char *to;   /* where it was said of the arrow from there: the id of the next step */
	const char *says;
	const char *who;      /* said it, or will do it */
	const char *by;       /* of an action: until when, as it was said */
	enum consent consent; /* of a voice: whether the words may be shown outside this room */
	const char *on;       /* of a vote: finding_key(), or the sum of an entry; of what takes back: that */
	const char *sum;      /* 16 digits: names the entry */
	bool withdrawn;       /* a later entry took it back */
};

/* A line that cannot be read. The others are as they were. */
struct damage {
	uint32_t line;
	const char *what; /* "it was cut off" … */
};

/* Whether a file of this name is a journal, and so no pathway. */
bool journal_has_name(const char *file);

struct kept;
struct journal {
	struct arena *arena;
	const char *path;
	LIST(struct entry) entries; /* in the order in which they were said */
	LIST(struct kept) kept;     /* changes of the file, which nobody said: see unsaved.h */
	LIST(struct damage) damages;
};

/* The journal of a pathway file, empty where there is none yet. When it cannot
 * be opened, `says` tells why ("" else), and it is empty. NULL when there is no memory. */
enum { JOURNAL_SAYS = 300 };
struct journal *journal_read(const char *pathway_file, char says[JOURNAL_SAYS]);
void journal_free(struct journal *journal);

/* Says which of its lines could not be read; "" where all could. */
void journal_damaged(const struct journal *journal, char says[JOURNAL_SAYS]);

/* Writes an entry and gives true once it is on the disk. `at` and `sum` are
 * set here. False: nothing was added, and `says` tells what to do. After true
 * it is "", unless a person should know something of the disk. */
bool journal_add(struct journal *journal, const struct entry *entry, char says[JOURNAL_SAYS]);

/* Puts what was said, and not taken back, into the journal of another pathway
 * file, each entry as it was and once; changes of the file are not said, and
 * stay. False, with `says`: nothing was added. */
bool journal_copy(const struct journal *journal, const char *pathway_file, char says[JOURNAL_SAYS]);

/* Whether there is any vote, and how many voted for this. */
bool journal_has_votes(const struct journal *journal);
uint32_t journal_votes(const struct journal *journal, const char *on);
/* The last of these votes; NULL: there is none. */
const struct entry *journal_last_vote(const struct journal *journal, const char *on);

/* The last that was written, and the one of this sum; NULL: there is none. */
const struct entry *journal_last_entry(const struct journal *journal);
const struct entry *journal_find(const struct journal *journal, const char *sum);

/* A vote for something, or what takes an entry back. */
struct entry entry_on(enum entry_kind kind, const char *on);

/* Whether it is told, and by itself: no vote, and not taken back. What was
 * taken back stays in the file, as all that was said. */
bool entry_is_told(const struct entry *entry);

/* What names a finding, and no other of its pathway, for as long as what it is
 * about is called the same: rule, ids of steps, thing, clock, goal … Only
 * inside arena_try(). */
const char *finding_key(struct arena *arena, const struct pathway *pathway, const struct finding *finding);

/* The form of older journals: rule, ids of steps and thing, which several
 * findings may share. Only inside arena_try(). */
const char *finding_older_key(struct arena *arena, const struct pathway *pathway, const struct finding *finding);

/* In memory, gives votes in the older form to the one finding that fits. Where none
 * does, or several do, they stay as they are. False when there is no memory: then
 * all of them do. */
bool journal_settle_votes(struct journal *journal, const struct analysis *analysis);

#endif
