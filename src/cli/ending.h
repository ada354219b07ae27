/* What the ending of a file's name says of what is to be written into it. */
#ifndef CLI_ENDING_H
#define CLI_ENDING_H

#include "cli/cli.h"

/* "page.html" is HTML; an ending that says nothing leaves *format. That of a
 * kind of file that carepath does not write is told, and is EXIT_INPUT. */
enum exit_code ending_format(const char *file, unsigned *format);

#endif
