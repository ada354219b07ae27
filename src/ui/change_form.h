/* Changing the map where the walk stands: what can be changed, what each change
 * has to be told, and the form in which it is told. */
#ifndef UI_CHANGE_FORM_H
#define UI_CHANGE_FORM_H

#include "carepath/edit.h"
#include "ui/drafting.h"
#include "ui/form.h"

struct app;

enum { ASKS_MOST = 3, PREVIEW_ROOM = 600 };

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

/* What was told; NULL where it was not asked. */
struct answers {
	const char *step;
	uint32_t way;
	const char *name, *team, *setting, *share, *then;
	const char *to, *outcome; /* of a new way: either */
};

struct map_change {
	const char *label, *about;
	enum ask asks[ASKS_MOST];
	/* Why it cannot be done at this step; NULL where it can. */
	const char *(*hindered)(const struct pathway *pathway, uint32_t step);
	/* It makes no sense at this step, and is not even named; may be NULL. */
	bool (*pointless)(const struct pathway *pathway, uint32_t step);
	struct document *(*make)(struct draft *draft, const struct answers *answers, char says[EDIT_SAYS]);
};

/* In the order in which they are offered. */
extern const struct map_change map_changes[];
extern const uint32_t map_change_count;

/* The form while it is filled in. */
struct change_form {
	const struct map_change *change;
	struct form form;
	struct arena *arena;          /* of what is chosen from */
	const char **ids[ASKS_MOST];  /* of the choices */
	uint32_t as_it_is[ASKS_MOST]; /* which of the choices changes nothing; NONE */
	uint32_t first_end;           /* of those that a way can lead to: ends stand behind the steps */
	char fault[FAULT_ROOM];       /* of the change as a whole */
	char preview[PREVIEW_ROOM];   /* what a share would make of the others */
};

/* A share as people say it: "45%", "45", "0.45"; a lone 1 could be either.
 * False, with what is wrong. */
bool share_read(const char *text, double *share, char says[EDIT_SAYS]);

/* Makes the change, or opens the form where it has to be told more. */
void change_begin(struct app *app, const struct map_change *change);
void change_clear(struct change_form *form);

/* Fills the fields in; only inside arena_try() of the form's arena. */
void change_ask(struct change_form *form, const struct pathway *pathway, uint32_t step);

#endif
