/* The program on screen: what it knows, which view is on top, and the loop. */
#ifndef UI_APP_H
#define UI_APP_H

#include "carepath/unsaved.h"
#include "export/left_steps.h"
#include "ui/at_hand.h"
#include "ui/canvas.h"
#include "ui/change_form.h"
#include "ui/comparing.h"
#include "ui/drafting.h"
#include "ui/form.h"
#include "ui/lines.h"
#include "ui/menu.h"
#include "ui/opened.h"
#include "ui/reading.h"
#include "ui/screen.h"
#include "ui/view.h"
#include "ui/walking.h"

enum zoom { ZOOM_MAP, ZOOM_WHOLE };

enum menus {
	MENU_LIST,
	MENU_OPENINGS,
	MENU_FINDINGS,
	MENU_BOUNDARIES,
	MENU_JOURNEYS,
	MENU_FOUND,
	MENU_ROOM,
	MENU_OTHERS,
	MENU_CHANGES,
	MENU_COUNT
};

/* What would be lost, or happen unawares. */
enum warning {
	WARN_CHANGES = 1 << 0,
	WARN_NOTE = 1 << 1,
	WARN_QUIT = 1 << 2,
	WARN_WITHDRAW = 1 << 3,
	WARN_FORGET = 1 << 4,
	WARN_OVERWRITE = 1 << 5,
};

enum {
	VIEWS_DEEP = 20, /* each is there once at most */
	MESSAGE_ROOM = 400,
	FOUND_ROOM = 64,
};

/* A note that is being written. */
struct note {
	struct form form;
	bool begun;     /* there is something in it */
	bool asked;     /* whether somebody's own words may be shown */
	bool kind_seen; /* the choice of the kind */
	/* Ours, since the note may outlive the file as it was read. */
	char *step; /* id of where it was begun; NULL: of the pathway as a whole */
	char *from; /* id of the step before, where one was walked from; NULL */
	char *name; /* of the step */
	const char *abouts[3];
};

/* A step or a way that is being changed. */
struct editing {
	struct form form;
	struct arena *arena;            /* of what the form says; the file may be read anew meanwhile */
	const char *texts[FORM_FIELDS]; /* of the fields, as the file has them */
	bool done[FORM_FIELDS];         /* the change was made */
	char faults[FORM_FIELDS][FAULT_ROOM];
	char *step;   /* its id; ours, since it outlives the file as it was read */
	uint32_t way; /* NONE: the step itself */
};

/* Changes that are not in the file which is open. */
struct recovery {
	struct arena *arena; /* of what is unsaved, and of what was forgotten of it */
	struct unsaved unsaved;
	bool *forgotten;
	uint32_t at;  /* of unsaved: the draft that is shown */
	bool in_full; /* with what each changed */
};

/* The last change of the file. */
struct change_made {
	const char *says;        /* what was done */
	struct left_steps left;  /* that nobody comes to any more */
	char said[MESSAGE_ROOM]; /* of it */
	char went[EDIT_SAYS];    /* with it, unasked */
};

struct app {
	const struct ui_options *options;
	struct screen *screen;
	struct canvas canvas;
	struct arena *frame; /* what is put together for one picture */
	enum background background;

	const struct view *views[VIEWS_DEEP]; /* the last is on top */
	uint32_t view_count;

	struct opened *opened;      /* without errors; NULL until there is one */
	struct opened *broken;      /* what could not be walked when it was last read; NULL: nothing */
	bool broken_to_compare;     /* it was to be compared, not walked */
	struct arena *walk_arena;   /* of `walking` */
	struct walking walking;     /* of the opened file */
	bool walks;                 /* a walk has begun … */
	bool walks_to_look;         /* … only to look at a step */
	bool changed;               /* the file on disk is another one */
	char message[MESSAGE_ROOM]; /* said once, until the next key */
	bool whole;                 /* the next picture is sent whole */
	struct to_do to_do;         /* when the wish is over */
	bool quit;
	bool closed_last;     /* the last key closed a page */
	unsigned warned;      /* enum warning, added up: what the last key was told that it would lose */
	enum wish warned_for; /* what it had asked for */
	enum ui_end end;
	int signal;

	/* What the views remember while they are open. */
	struct arena *list_arena; /* of `at_hand` */
	struct at_hand at_hand;
	struct menu menus[MENU_COUNT];
	struct note note;
	struct editing editing;
	struct comparing comparing; /* of the open pathway with another */
	struct change_form change;
	struct form save_as;
	struct draft *draft; /* of the file's text; NULL until something is changed */
	struct change_made made;
	bool told_of_disk; /* what there is to know of where its changes are kept */
	struct recovery recovery;
	unsigned kind;     /* of findings; KIND_COUNT: all */
	uint32_t boundary; /* of fault lines, whose findings are listed; NONE */
	LIST(uint32_t) boundary_findings;
	char sought[FOUND_ROOM];
	enum zoom zoom;
	bool flags_hidden;
	struct map_point corner; /* of the map's window */
	bool corner_moved;       /* by hand: stays until the next step */
	struct area map_area;    /* where the map was drawn, for the mouse */
	uint32_t scroll;         /* of the text that is read */
	uint32_t scroll_most;    /* as it was drawn */
	uint32_t scroll_page;    /* how many lines were */
};

/* Runs until someone leaves. */
void app_run(struct app *app);

void app_push(struct app *app, const struct view *view);
/* Leaves the view on top; the last one stays. */
void app_pop(struct app *app);
/* Whether a list of places on the map lies under the view on top; and lays the
 * view under that list, and under those from which one came to it. */
bool app_came_from_list(const struct app *app);
void app_back_to_list(struct app *app);
/* Where one is, and how it is there. */
struct here app_here(const struct app *app);
/* Leaves it wherever it is. */
void app_drop(struct app *app, const struct view *view);
const struct view *app_view(const struct app *app);

/* Walks a journey; those after the last are the likeliest way, and our own;
 * any after those goes on with the walk that was begun. */
void app_walk(struct app *app, uint32_t journey);

/* To look at a step on the map, on the walk where that comes there; Esc leads
 * back to where the walk was. */
void app_go_to(struct app *app, uint32_t step);

/* Asks for the name of a file to save what is open in. */
void save_as_begin(struct app *app);

/* Opens the form of a step. */
void edit_begin(struct app *app, uint32_t step);
void edit_clear(struct editing *editing);

/* Opens the note that is being written, or a new one. */
void note_begin(struct app *app);
/* Whether words of it are written that are not saved. */
bool note_is_begun(const struct note *note);
/* Another file is open: what was begun is kept, and is about the whole of it. */
void note_move(struct note *note);
void note_clear(struct note *note);
/* Puts an entry into the journal and says how that went. */
bool note_add(struct app *app, const struct entry *entry);
/* A vote for it; and the last vote for it taken back. */
void note_vote(struct app *app, const char *on);
void note_take_vote_back(struct app *app, const char *on);

/* Opens the page of what was not saved, where the journal has such changes. */
void recover_offer(struct app *app);
void recover_clear(struct recovery *recovery);

void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Behind what was said. */
void app_say_more(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Shows what was said at once, while something takes long. */
void app_show_message(struct app *app);

/* True where a warning is due; false where the key just before asked for the
 * same and was warned of it: then it may be done. */
bool app_warns(struct app *app, enum warning of);

/* Ends with UI_NO_MEMORY. */
void app_out_of_memory(struct app *app);

/* Lines for one picture, to be drawn with lines_draw(). */
struct lines *app_lines(struct app *app, uint32_t columns);
/* Draws lines from app->scroll on; where they do not all fit, the last row is for
 * saying so: it stands over no text. */
void app_draw_read(struct app *app, struct lines *lines, struct area area);
/* The same in columns beside each other, each as wide as the lines at least. */
void app_draw_columns(struct app *app, struct lines *lines, struct area area, uint32_t columns);
/* The same over all of the area, for whoever says it elsewhere. */
void app_draw_text(struct app *app, struct lines *lines, struct area area);
/* At the right of a row, that what was drawn last goes on, and which key reads
 * on: WISH_DOWN or WISH_PAGE_DOWN. */
void app_draw_more(const struct app *app, struct area row, enum wish by);
/* All that a view does which is only read. */
bool app_scroll(struct app *app, enum wish wish, uint32_t number);

#endif
