/* The walk on screen, for a terminal that can show it. */
#ifndef CLI_WALL_H
#define CLI_WALL_H

#include "cli/cli.h"
#include "ui/ui.h"

/* Whether a person sits at a terminal and has not asked for plain lines. */
bool wall_wanted(const struct request *request);

/* Shows it; `options` say what, and are completed from the request. False
 * where the terminal cannot: nothing was shown, and it has to be said in lines. */
bool wall_show(const struct request *request, struct ui_options *options, enum exit_code *code);

#endif
