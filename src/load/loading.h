/* What the readers of one file share while it is loaded.
 *
 * Two arenas: what the pathway keeps comes from `arena`, what is needed only
 * while loading (the tree, the tables of ids) from `scratch`.
 *
 * One fault gives one error: a reader that cannot make sense of a value says
 * so and leaves NONE or NULL, and whoever meets that later stays silent.
 */
#ifndef LOAD_LOADING_H
#define LOAD_LOADING_H

#include "carepath/diagnostic.h"
#include "carepath/pathway.h"
#include "load/tree.h"

/* Where something was named last, to find what is named twice in one list. */
struct mention {
	uint32_t list; /* the list's number */
	struct span span;
};

struct mentions {
	LIST(struct mention) at; /* by index */
	uint32_t list;           /* the list that is being read */
};

/* The ids of one section of the file. */
struct ids {
	const char *what, *plural; /* "step", "steps" */
	struct hash hash;
	LIST(const char *) names; /* in the order of the file */
	bool unknown;             /* the section could not be read: no id can be called wrong */
	struct mentions mentions;
};

/* Which of the things that people name freely a word is. Words of one class
 * that differ by a letter are likely slips. */
enum word_class {
	WORDS_THINGS, /* asked or done */
	WORDS_RECORDS,
	WORDS_REASONS,
	WORD_CLASSES,
	WORDS_NAMED = WORD_CLASSES, /* things, named where they are neither asked nor done */
	WORDS_OTHER,                /* looked through for nothing */
};

struct word_use {
	uint32_t uses[WORD_CLASSES];
	struct span first[WORD_CLASSES];
	bool is_thing; /* asked or done somewhere */
};

struct word_table {
	struct hash spellings; /* as written → word */
	struct hash folded;
	LIST(struct word) words;
	LIST(struct word_use) uses; /* beside words */
	struct mentions mentions;
	uint32_t things;
	bool too_many; /* things, which was said: no more words are read */
};

/* Texts that get a number each: payers, outcomes. */
struct text_table {
	struct hash hash;
	LIST(const char *) texts;
	bool unknown; /* one of them could not be read: no text can be called wrong */
};

/* What is kept of a step until all steps are known. */
struct step_notes {
	uint32_t next;       /* node, or 0 */
	uint32_t arrows;     /* in it, as far as can be told without reading it */
	struct span outcome; /* of its value */
};

/* A duration that was read before, by its text. */
struct known_duration {
	char text[29];
	uint8_t count; /* of its bytes */
	bool minutes, is_length;
	struct duration duration; /* of a length: its factor */
};

/* As many as a large file has different ones, and some: reading one anew takes
 * twenty times as long as finding it. */
enum { KNOWN_DURATIONS = 4096, FEW_KNOWN = 64, BYTES_A_DURATION = 128 };

enum { LONGEST_SHOWN = 60 }; /* bytes of a text that a message quotes */

/* What is worked out once of a record: which keys it needs, and a guess at the
 * field of a key by its letters. */
struct record;
enum { KEY_TABLES = 8, KEY_GUESSES = 64 };
struct key_table {
	const struct record *record;
	uint32_t needed;              /* bits */
	uint8_t guesses[KEY_GUESSES]; /* one more than the field; 0: none */
};

struct load {
	struct arena *arena, *scratch;
	struct source *source;
	struct diagnostics *diagnostics;
	struct tree *tree;
	struct pathway *pathway;
	struct ids sources, organisations, teams, steps, clocks, journeys, scenarios;
	struct word_table words;
	struct text_table payers, outcomes;
	struct step_notes *notes; /* by step */
	LIST(struct arrow) arrows;
	LIST(uint32_t) ends;      /* where each arrow leads: close together, for who looks at all of them */
	LIST(struct span) starts; /* where each start is named */
	bool broken_ways;         /* some arrow could not be read: what depends on all of them stays unsaid */
	bool over_limit;          /* too many of something: reading on is of no use */
	LIST(uint32_t) numbers;   /* for readers of lists */
	LIST(char) line;          /* the text read last, with a NUL */
	char shown[4][LONGEST_SHOWN + sizeof "…"]; /* the texts of the message that is being put together */
	uint32_t shown_last;
	struct known_duration *known;
	uint32_t known_room; /* a power of two, KNOWN_DURATIONS at most */
	struct key_table key_tables[KEY_TABLES];
};

static inline const struct node *load_node(const struct load *load, uint32_t number)
{
	return tree_at(load->tree, number);
}

static inline struct span load_span(const struct load *load, uint32_t number)
{
	return node_span(tree_at(load->tree, number));
}

static inline struct view load_view(const struct load *load, uint32_t number)
{
	return node_text(load->tree, tree_at(load->tree, number));
}

/* The key of the next pair of a mapping, or where the mapping ends. */
static inline uint32_t load_after_pair(const struct load *load, uint32_t key)
{
	return tree_next(load->tree, tree_next(load->tree, key));
}

/* A text for a message, cut where it is long. Valid while three more are asked
 * for. */
const char *load_shown(struct load *load, struct view text);

/* A help line put together; nothing for a diagnostic that is not kept. */
void load_help(struct load *load, struct diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The help becomes "did you mean 'x'?" where one of the words is near, with the
 * next where that is as near; else it stays as it is. */
void load_suggest(struct load *load, struct diagnostic *diagnostic, const char *given, const char *const *words,
		  size_t count);

/* "WORDS: a, b, c", as many as fit a line, where the diagnostic has no help. */
void load_help_list(struct load *load, struct diagnostic *diagnostic, const char *words, const char *const *list,
		    size_t count);

void load_second(struct diagnostic *diagnostic, struct span span, const char *says);

/* "a" or "an" */
const char *article(const char *word);

/* A copy that outlives loading. */
char *load_keep(struct load *load, struct view text);

/* The text with a NUL, until the next call. */
const char *load_line(struct load *load, struct view text);

/* Starts a list; then each index of it is given once: false, with where it was
 * named before, when it is there already. */
void mentions_start(struct mentions *mentions);
bool mentions_add(struct load *load, struct mentions *mentions, uint32_t index, struct span span, struct span *before);

/* "twice in this list", for the second. */
void load_twice(struct load *load, uint32_t node, struct span before);

#endif
