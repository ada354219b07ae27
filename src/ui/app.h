/* The program on screen: what is open, which view is on top, and the loop. */
#ifndef UI_APP_H
#define UI_APP_H

#include "ui/at_hand.h"
#include "ui/canvas.h"
#include "ui/drafting.h"
#include "ui/form.h"
#include "ui/lines.h"
#include "ui/menu.h"
#include "ui/opened.h"
#include "ui/screen.h"
#include "ui/view.h"
#include "ui/walking.h"

enum zoom { ZOOM_MAP, ZOOM_WHOLE };

enum {
	VIEWS_DEEP = 12, /* each is there once at most */
	MESSAGE_ROOM = 400,
	FOUND_ROOM = 64,
	FAULT_ROOM = 200,
};

/* A note that is being written. */
struct note {
	struct form form;
	bool begun;             /* there is something in it */
	/* Ours, since the note may outlive the file as it was read. */
	char *step;             /* id of where it was begun; NULL: of the pathway as a whole */
	char *from;             /* id of the step before, where one was walked from; NULL */
	char *name;             /* of the step */
	const char *abouts[3];
};

/* A step or a way that is being changed. */
struct editing {
	struct form form;
	struct arena *arena;            /* of what the form says; the file may be read anew meanwhile */
	const char *texts[FORM_FIELDS]; /* of the fields, as the file has them */
	bool done[FORM_FIELDS];         /* the change was made */
	char faults[FORM_FIELDS][FAULT_ROOM];
	char *step;                     /* its id; ours, since it outlives the file as it was read */
	uint32_t way;                   /* NONE: the step itself */
};

struct app {
	const struct ui_options *options;
	struct screen *screen;
	struct canvas canvas;
	struct arena *frame; /* what is put together for one picture */
	enum background background;

	const struct view *views[VIEWS_DEEP]; /* the last is on top */
	uint32_t view_count;

	struct opened *opened;    /* without errors; NULL until there is one */
	struct opened *broken;    /* what could not be walked when it was last read; NULL: nothing */
	struct arena *walk_arena; /* of `walking` */
	struct walking walking;   /* of the opened file */
	bool walks;               /* a walk has begun */
	bool changed;             /* the file on disk is another one */
	char message[MESSAGE_ROOM]; /* said once, until the next key */
	bool whole;                 /* the next picture is sent whole */
	const char *to_open; /* done when the wish is over: it replaces what the views show */
	bool to_reread;
	bool quit;
	bool closed_last;   /* the last key closed a page */
	bool asked_to_quit; /* and was told what would be lost */
	enum ui_end end;
	int signal;

	/* What the views remember while they are open. */
	struct arena *list_arena; /* of `at_hand` */
	struct at_hand at_hand;
	struct menu list, openings, findings, boundaries, journeys, found, room;
	struct note note;
	struct editing editing;
	struct draft *draft;        /* of the file's text; NULL until something is changed */
	struct document *to_take;   /* what a change made of it; taken when the wish is over */
	bool held_back;             /* it was said that changes are not saved */
	unsigned kind;      /* of findings; KIND_COUNT: all */
	uint32_t boundary;  /* of fault lines, whose findings are listed; NONE */
	LIST(uint32_t) boundary_findings;
	char sought[FOUND_ROOM];
	enum zoom zoom;
	bool flags_hidden;
	struct map_point corner; /* of the map's window */
	bool corner_moved;       /* by hand: stays until the next step */
	struct area map_area;    /* where the map was drawn, for the mouse */
	uint32_t scroll;         /* of the text that is read */
	uint32_t scroll_most;    /* as it was drawn */
};

/* Runs until someone leaves. */
void app_run(struct app *app);

void app_push(struct app *app, const struct view *view);
/* Leaves the view on top; the last one stays. */
void app_pop(struct app *app);
const struct view *app_view(const struct app *app);

/* To a step on the map: on the walk where that comes there, else to look at it. */
void app_go_to(struct app *app, uint32_t step);

/* Opens the form of a step. */
void edit_begin(struct app *app, uint32_t step);
void edit_clear(struct editing *editing);

/* Opens the note that is being written, or a new one. */
void note_begin(struct app *app);
/* Another file is open: what was begun is kept, and is about the whole of it. */
void note_move(struct note *note);
void note_clear(struct note *note);
/* Puts an entry into the journal and says how that went. */
bool note_add(struct app *app, const struct entry *entry);

void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Has a file opened once the wish is over: then its opening page, or what
 * is wrong with it. The path must live on. */
void app_open(struct app *app, const char *path);
/* Looks anew what pathways are at hand. */
void app_find_pathways(struct app *app);
/* Opens `app->options->file` and begins with what the options ask for. */
void app_begin(struct app *app);

/* Lines for one picture, to be drawn with lines_draw(). */
struct lines *app_lines(struct app *app, uint32_t columns);
/* Draws lines from app->scroll on, and a hint where there are more. */
void app_draw_read(struct app *app, struct lines *lines, struct area area);
bool app_scroll(struct app *app, enum wish wish);

#endif
