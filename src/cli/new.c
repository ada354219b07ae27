#include "cli/like.h"
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

/* On a terminal nothing may drive it; a file is a copy to the byte. */
static void write_draft(struct out *out, const struct draft *draft)
{
	uint32_t length;
	const char *text = draft_text(draft, &length);
	if (out->name)
		writer_defused(&out->writer, text, length);
	else
		writer_bytes(&out->writer, text, length);
}

static enum exit_code write_new(const struct request *request, const struct draft *draft)
{
	struct out out;
	enum exit_code code = out_open(&out, request->files[0], OUT_NEW, request);
	if (code != EXIT_DONE)
		return code;
	if (draft)
		write_draft(&out, draft);
	else
		writer_text(&out.writer, start_text);
	return out_close(&out, EXIT_DONE);
}

enum exit_code run_new(const struct request *request)
{
	const char *file = request->files[0];
	struct draft *draft = NULL;
	enum exit_code code = EXIT_DONE;
	if (request->like)
		draft = like_start(request->like, &code);
	if (code == EXIT_DONE)
		code = write_new(request, draft);
	draft_free(draft);
	return code == EXIT_DONE && strcmp(file, "-") != 0 ? say_what_next(request, file) : code;
}
