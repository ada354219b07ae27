#include "carepath/export.h"

#include "cli/measured.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/terminal.h"

/* A map is drawn without sampling anybody, which takes several times as long as
 * drawing: so it may mark less than the map on the screen. */
static void write_left_out(struct writer *writer, size_t columns)
{
	writer_text(writer, " ");
	writer_wrapped(writer,
		       "What takes too long over several steps is not marked here: carepath walk and carepath "
		       "report measure that.",
		       1, 1, columns < MAP_TEXT_LEAST ? MAP_TEXT_LEAST : columns);
	writer_text(writer, "\n");
}

static enum exit_code write_map(const struct map *map, const struct measured *measured, const struct request *request)
{
	struct out out;
	enum exit_code code = out_open(&out, request->out, OUT_REPLACE, request);
	if (code != EXIT_DONE)
		return code;
	size_t columns = request->width ? request->width : terminal_whole_columns(out.descriptor);
	bool done = map_write_text(&out.writer, map, measured->pathway, columns);
	if (measured->analysis->marks_left_out)
		write_left_out(&out.writer, columns);
	return out_close(&out, done ? EXIT_DONE : say_no_memory());
}

static enum exit_code draw(const struct measured *measured, const struct request *request)
{
	struct map *map = map_new(measured->analysis, NULL);
	enum exit_code code = map ? write_map(map, measured, request) : say_no_memory();
	map_free(map);
	return code;
}

enum exit_code run_draw(const struct request *request)
{
	struct measured measured;
	struct request marks = *request;
	marks.marks_only = true;
	if (request->format != FORMAT_TEXT)
		return say_wrong("a map is drawn as text only");
	enum exit_code code = measured_open(&measured, request->files[0], &marks, WARNINGS_COUNTED);
	if (code == EXIT_DONE)
		code = draw(&measured, request);
	measured_close(&measured);
	return code;
}
