/* What the places that we write to can show. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/cli.h"

/* Sets a writer's colour and ASCII for this descriptor. */
void terminal_set_writer(struct writer *writer, int descriptor, const struct request *request);

/* How wide a terminal is; elsewhere 100. */
size_t terminal_whole_columns(int descriptor);

/* How wide text may be: 80 to 100 columns, less on a narrow terminal. */
size_t terminal_columns(int descriptor);

#endif
