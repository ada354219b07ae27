/* The pathways that a new file can start from. */
#ifndef CLI_LIKE_H
#define CLI_LIKE_H

#include "carepath/edit.h"
#include "cli/cli.h"

/* The pathway of this name among those that come with carepath, its names
 * marked as to be filled in; to be freed with draft_free(). NULL when there is
 * none or it cannot be used, which was said; `code` is then what to end with. */
struct draft *like_start(const char *name, enum exit_code *code);

#endif
