/* What can be asked for on a walk in lines, by which key or word; and the help. */
#include "cli/talking.h"

#include <string.h>
#include <strings.h>

/* With the key that the screen has for it, or in a word. */
static const struct talk_key {
	enum wish wish;
	const char *word;
	bool (*act)(struct talk *talk, const char *rest);
	const char *more; /* behind the key, in the help */
	const char *says; /* in the help; NULL: as for the screen */
} keys[] = {
    {WISH_FIRST, "home", talk_first, "", NULL},
    {WISH_LAST, "end", talk_last, "", NULL},
    {WISH_NOTE, "note", talk_note, "", NULL},
    {WISH_ROOM, "said", talk_room, "", NULL},
    {WISH_FINDINGS, "findings", talk_findings, "", NULL},
    {WISH_FLAGS, "flags", talk_flags, "", NULL},
    {WISH_BOUNDARIES, "boundaries", talk_between, "", NULL},
    {WISH_JOURNEYS, "journeys", talk_journeys, "", NULL},
    {WISH_OPENING, "opening", talk_opening, "", NULL},
    {WISH_GOALS, "goals", talk_goals, "", NULL},
    {WISH_FIND, "find", talk_find, "WORD", NULL},
    {WISH_ZOOM, "step", talk_whole_step, "", "all of this step: what is flagged here, and each way on from it"},
    {WISH_REREAD, "read", talk_reread, "", "reads the file again, when it was changed by another program"},
    {WISH_LIST, "pathways", talk_another, " FILE", NULL},
    {WISH_COMPARE, "compare", talk_compare, " FILE", NULL},
    {WISH_OTHERS, "others", talk_others, "", NULL},
    {WISH_CHANGE, "change", talk_map, "", NULL},
    {WISH_EDIT, "edit", talk_edit, "",
     "changes what is known of this step and of its ways on, one thing after another"},
    {WISH_UNDO, "undo", talk_undo, "", NULL},
    {WISH_REDO, "redo", talk_redo, "", NULL},
    {WISH_WRITE, "save", talk_save, "", NULL},
    {WISH_WRITE_AS, "saveas", talk_save_as, " FILE", NULL},
};

enum { KEYS = sizeof keys / sizeof *keys };

static const struct key_row *row_of(enum wish wish)
{
	for (uint32_t i = 0; i < key_row_count; i++)
		if (key_rows[i].wish == wish && key_rows[i].says)
			return &key_rows[i];
	return NULL;
}

/* The letter b goes back here; o is the screen's key where it compares. */
static bool has_key(const struct talk_key *key, const char *text, size_t length)
{
	uint32_t number;
	if (strlen(key->word) == length && strncasecmp(key->word, text, length) == 0)
		return true;
	return length == 1 && *text != 'b' &&
	       (key_wish(AT_WALK, *text, &number) == key->wish || key_wish(AT_COMPARE, *text, &number) == key->wish);
}

/* The key that the answer asks for, and what stands behind: "/ward", "c other.yaml". */
static const struct talk_key *key_asked(const char *text, const char **rest)
{
	size_t length = *text == '/' ? 1 : strcspn(text, " ");
	*rest = text + length + strspn(text + length, " ");
	for (size_t i = 0; i < KEYS; i++)
		if (has_key(&keys[i], text, length))
			return &keys[i];
	return NULL;
}

static void show_key(struct talk *talk, const char *key, const char *says)
{
	enum { SAYS_AT = 15 };
	struct writer *writer = talk->page.writer;
	writer_format(writer, "   %-11s ", key);
	writer_wrapped(writer, says, SAYS_AT, SAYS_AT, talk->page.columns);
	writer_text(writer, "\n");
}

/* Keys that have no letter are asked for in a word. */
static const char *spelt(const struct talk_key *key, const struct key_row *row)
{
	bool as_word = !row || row->keys[0] >= KEYS_FIRST || *row->spelt == 'b';
	return as_word ? key->word : row->spelt;
}

static bool is_here(enum wish wish)
{
	static const enum wish always[] = {WISH_ON,   WISH_BACK, WISH_OPEN, WISH_CHOOSE,
					   WISH_HELP, WISH_QUIT, WISH_CLOSE};
	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].wish == wish)
			return true;
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (always[i] == wish)
			return true;
	return false;
}

/* The keys that the screen has on the walk and that are not here: a new one is seen in the help. */
static const char *left_out(struct talk *talk)
{
	struct plain_row row = {0};
	const char *list = "";
	for (uint32_t i = 0; i < key_row_count; i++)
		if (key_rows[i].says && key_rows[i].places & AT_WALK && !is_here(key_rows[i].wish))
			list = plain_add(talk->page.arena, &row, ", ", key_spelt(&key_rows[i], true));
	return list;
}

static void show_help(struct talk *talk)
{
	static const char *const always[][2] = {
	    {"Enter", "go on: on a journey its way, else the way that is named, as a rule that of most people"},
	    {"1, 2 ...", "go this way"},
	    {"b", "back"},
	    {"q", "stop here"},
	};
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		show_key(talk, always[i][0], always[i][1]);
	for (size_t i = 0; i < KEYS; i++) {
		const struct key_row *row = row_of(keys[i].wish);
		const char *says = keys[i].says ? keys[i].says : row ? row->says : "";
		show_key(talk, SAY(talk, "%s%s", spelt(&keys[i], row), keys[i].more), says);
	}
	page_text(
	    &talk->page, 3,
	    SAY(talk,
		"Enter ends each of them. A word does as well: note, findings, save. What only moves or colours the "
		"picture on the screen is not here: %s, and the mouse.",
		left_out(talk)));
}

bool talk_do(struct talk *talk, const struct answer *answer, const char *unclear)
{
	const char *rest;
	const struct talk_key *key = key_asked(answer->text, &rest);
	if (key)
		return key->act(talk, SAY(talk, "%s", rest));
	if (answer_is(answer, "?", "help") || answer_is(answer, "h", "help"))
		show_help(talk);
	else
		talk_says(talk, unclear);
	return false;
}
