#include "cli/say.h"

#include "carepath/text.h"
#include "export/lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int standard_error = STDERR_FILENO;

/* One line, whatever is in it. */
static void say_line(const char *text, const char *suggestion)
{
	struct writer writer;
	writer_init(&writer, writer_send_to_file, &standard_error);
	writer_text(&writer, "carepath: ");
	write_in_line(&writer, text);
	if (suggestion)
		writer_format(&writer, "; did you mean '%s'?", suggestion);
	writer_text(&writer, "\n");
	writer_finish(&writer);
}

enum exit_code say_wrong(const char *format, ...)
{
	char text[1024];
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	say_line(text, NULL);
	return EXIT_INPUT;
}

enum exit_code say_unknown(const char *given, const char *const *words, size_t count, const char *format, ...)
{
	char text[1024];
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	say_line(text, text_nearest(given, words, count));
	return EXIT_INPUT;
}

const char *file_with_ending(const char *file, char room[PATH_MAX])
{
	static const char *const endings[] = {".yaml", ".yml"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings && access(file, F_OK) != 0; i++)
		if (snprintf(room, PATH_MAX, "%s%s", file, endings[i]) < PATH_MAX && access(room, F_OK) == 0)
			return room;
	return NULL;
}

enum exit_code say_no_memory(void)
{
	say_line("there is not enough memory", NULL);
	return EXIT_SYSTEM;
}

enum exit_code say_cannot_write(const char *name, int error)
{
	say_wrong("cannot write %s: %s", name, strerror(error));
	return EXIT_SYSTEM;
}

enum exit_code worse(enum exit_code one, enum exit_code other)
{
	return one > other ? one : other;
}
