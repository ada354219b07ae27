#include "cli/terminal.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDEST = 100, USUAL = 80, NARROWEST = 40 };

static bool colour_wanted(int descriptor)
{
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
	return isatty(descriptor) && !(no_colour && *no_colour) && term && *term && strcmp(term, "dumb") != 0;
}

void terminal_set_writer(struct writer *writer, int descriptor, const struct request *request)
{
	writer->colour =
	    request->colour == COLOUR_ALWAYS || (request->colour == COLOUR_AUTO && colour_wanted(descriptor));
	writer->ascii = request->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

static size_t columns_of(int descriptor)
{
	struct winsize size;
	return isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

size_t terminal_whole_columns(int descriptor)
{
	size_t columns = columns_of(descriptor);
	return columns == 0 ? WIDEST : columns < NARROWEST ? NARROWEST : columns;
}

/* What is piped or saved is as wide as a page that anyone can read. */
size_t terminal_columns(int descriptor)
{
	size_t columns = columns_of(descriptor);
	if (columns == 0)
		return USUAL;
	return columns > WIDEST ? WIDEST : columns < NARROWEST ? NARROWEST : columns;
}
