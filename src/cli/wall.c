#include "cli/wall.h"

#include "cli/folders.h"
#include "cli/say.h"

#include <unistd.h>

bool wall_wanted(const struct request *request)
{
	return !request->plain && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool wall_show(const struct request *request, struct ui_options *options, enum exit_code *code)
{
	options->scenario = request->scenario;
	options->people = request->people;
	options->seed = request->seed;
	options->threads = (uint32_t)request->threads;
	options->ascii = request->ascii;
	options->no_colour = request->colour == COLOUR_NEVER;
	struct folders folders;
	folders_find(&folders);
	options->folders = folders.at;
	switch (ui_run(options)) {
	case UI_DONE:
		*code = EXIT_DONE;
		return true;
	case UI_NO_MEMORY:
		*code = say_no_memory();
		return true;
	case UI_NO_SCREEN:
		break;
	}
	return false;
}
