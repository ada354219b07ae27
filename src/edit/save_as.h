/* Under which name a pathway is saved as a new file. Texts are in the arena; all only inside arena_try(). */
#ifndef EDIT_SAVE_AS_H
#define EDIT_SAVE_AS_H

#include "carepath/arena.h"

/* hip.yaml: hip-to-be.yaml; where that is there, or is the one, hip-to-be-2.yaml … */
const char *save_as_propose(struct arena *arena, const char *open_one);

/* Where a file of this name is written: beside the one that is open, unless
 * another folder is named; with its ending. */
const char *save_as_path(struct arena *arena, const char *open_one, const char *name);

/* The folder that is named and is not there; NULL: there is none such. */
const char *save_as_missing_folder(struct arena *arena, const char *path);

#endif
