#include "cli/out.h"
#include "cli/say.h"
#include "cli/start.h"

#include "export/lines.h"

#include <string.h>

/* As a shell reads it: in quotes where it would not be one word. */
static void write_for_shell(struct writer *writer, const char *file)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+,:@%-";
	writer_text(writer, file[0] == '-' ? "./" : "");
	if (file[strspn(file, plain)] == '\0') {
		writer_text(writer, file);
		return;
	}
	writer_text(writer, "'");
	for (size_t length; *file; file += length + (file[length] != '\0')) {
		length = strcspn(file, "'");
		writer_bytes(writer, file, length);
		writer_text(writer, file[length] ? "'\\''" : "");
	}
	writer_text(writer, "'");
}

/* What to do with it, where there is someone to tell. */
static enum exit_code say_what_next(const struct request *request, const char *file)
{
	struct out out;
	enum exit_code code = out_open(&out, NULL, OUT_REPLACE, request);
	write_in_line(&out.writer, file);
	writer_text(&out.writer, " is written. Change it in any text editor, then:\n\n   carepath check ");
	write_for_shell(&out.writer, file);
	writer_text(&out.writer, "\n   carepath ");
	write_for_shell(&out.writer, file);
	writer_text(&out.writer, "\n");
	return out_close(&out, code);
}

enum exit_code run_new(const struct request *request)
{
	struct out out;
	const char *file = request->files[0];
	enum exit_code code = out_open(&out, file, OUT_NEW, request);
	if (code != EXIT_DONE)
		return code;
	writer_text(&out.writer, start_text);
	code = out_close(&out, EXIT_DONE);
	return code == EXIT_DONE && strcmp(file, "-") != 0 ? say_what_next(request, file) : code;
}
