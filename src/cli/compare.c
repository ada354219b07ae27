#include "carepath/export.h"

#include "cli/measured.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/terminal.h"

static bool (*const writers[])(struct writer *, const struct comparison *, size_t) = {
    [FORMAT_TEXT] = comparison_write_text,
    [FORMAT_MARKDOWN] = comparison_write_markdown,
    [FORMAT_HTML] = comparison_write_html,
    [FORMAT_JSON] = comparison_write_json,
};

static enum exit_code write_comparison(const struct comparison *comparison, const struct request *request)
{
	struct out out;
	enum exit_code code = out_open(&out, request->out, OUT_REPLACE, request);
	if (code != EXIT_DONE)
		return code;
	bool done = writers[request->format](&out.writer, comparison, terminal_columns(out.descriptor));
	return out_close(&out, done ? EXIT_DONE : say_no_memory());
}

static enum exit_code compare(const struct measured *before, const struct measured *after,
			      const struct request *request)
{
	struct comparison *comparison = comparison_new(before->analysis, after->analysis);
	enum exit_code code = comparison ? write_comparison(comparison, request) : say_no_memory();
	comparison_free(comparison);
	return code;
}

/* Both are read, so that what is wrong with either is said at once. */
enum exit_code run_compare(const struct request *request)
{
	struct measured before, after;
	if (request->format == FORMAT_CSV)
		return say_wrong("a comparison is not written as csv: --format text, markdown, html or json");
	enum exit_code code = measured_open(&before, request->files[0], request, WARNINGS_COUNTED);
	code = worse(code, measured_open(&after, request->files[1], request, WARNINGS_COUNTED));
	if (code == EXIT_DONE)
		code = compare(&before, &after, request);
	measured_close(&before);
	measured_close(&after);
	return code;
}
