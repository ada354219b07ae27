#include "cli/measured.h"
#include "cli/out.h"
#include "cli/say.h"

#include "export/lines.h"

#include <stdlib.h>
#include <string.h>

/* Which rules end the command with EXIT_FLAGGED. */
struct fail_on {
	bool rules[RULE_COUNT];
};

static enum exit_code unknown_rule(const char *name)
{
	const char *names[RULE_COUNT];
	for (uint32_t i = 0; i < RULE_COUNT; i++)
		names[i] = rules[i].name;
	const char *const *near = names;
	return say_unknown(name, near, RULE_COUNT, "--fail-on: there is no rule '%s'", name);
}

static enum exit_code add_rule(struct fail_on *fail_on, const char *name)
{
	bool any = strcmp(name, "any") == 0, found = false;
	for (uint32_t i = 0; i < RULE_COUNT; i++)
		if (any || strcmp(name, rules[i].name) == 0)
			found = fail_on->rules[i] = true;
	return found ? EXIT_DONE : unknown_rule(name);
}

static enum exit_code read_fail_on(struct fail_on *fail_on, const char *list)
{
	char name[64];
	*fail_on = (struct fail_on){0};
	for (enum exit_code code; list; list = strchr(list, ',') ? strchr(list, ',') + 1 : NULL) {
		size_t length = strcspn(list, ",");
		length = length < sizeof name - 1 ? length : sizeof name - 1;
		memcpy(name, list, length);
		name[length] = '\0';
		code = add_rule(fail_on, name);
		if (code != EXIT_DONE)
			return code;
	}
	return EXIT_DONE;
}

/* A goal that is reached is a finding, but no flag. */
static bool is_flag(const struct finding *finding)
{
	return finding->rule != RULE_GOAL_MET;
}

static int by_place(const void *a, const void *b)
{
	const struct finding *one = *(const struct finding *const *)a, *other = *(const struct finding *const *)b;
	if (one->place.start != other->place.start)
		return one->place.start < other->place.start ? -1 : 1;
	return (one > other) - (one < other);
}

/* What writing the flags of a file needs; it runs inside arena_try(). */
struct flags {
	struct arena *arena;
	struct writer *writer;
	const struct analysis *analysis;
};

static void write_flag(const struct flags *flags, const struct finding *finding)
{
	const struct source *source = flags->analysis->pathway->source;
	struct position position = source_position(source, finding->place.start);
	write_in_line(flags->writer, source->name);
	writer_format(flags->writer, ":%u:%u: flag%s: ", position.line, position.column,
		      finding->accepted ? " (accepted)" : "");
	write_in_line(flags->writer, finding_says(flags->arena, flags->analysis, finding));
	writer_format(flags->writer, " [%s]\n", rules[finding->rule].name);
}

/* In the order of the file, as the warnings are. */
static void write_flags(void *subject)
{
	const struct flags *flags = subject;
	const struct analysis *analysis = flags->analysis;
	const struct finding **order = ARENA_ARRAY(flags->arena, const struct finding *, analysis->finding_count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < analysis->finding_count; i++)
		if (is_flag(&analysis->findings[i]))
			order[count++] = &analysis->findings[i];
	qsort(order, count, sizeof *order, by_place);
	for (uint32_t i = 0; i < count; i++)
		write_flag(flags, order[i]);
}

static bool is_raised(const struct analysis *analysis, const struct fail_on *fail_on)
{
	for (uint32_t i = 0; i < analysis->finding_count; i++) {
		const struct finding *finding = &analysis->findings[i];
		if (is_flag(finding) && !finding->accepted && fail_on->rules[finding->rule])
			return true;
	}
	return false;
}

static enum exit_code check_file(const char *file, const struct request *request, const struct fail_on *fail_on,
				 struct writer *writer)
{
	struct measured measured;
	enum exit_code code = measured_open(&measured, file, request, WARNINGS_ALL);
	if (code == EXIT_DONE) {
		struct flags flags = {arena_new(), writer, measured.analysis};
		if (!flags.arena || !arena_try(flags.arena, write_flags, &flags))
			code = say_no_memory();
		else if (is_raised(measured.analysis, fail_on))
			code = EXIT_FLAGGED;
		arena_free(flags.arena);
	}
	measured_close(&measured);
	return code;
}

enum exit_code run_check(const struct request *request)
{
	struct out out;
	struct fail_on fail_on;
	enum exit_code code = read_fail_on(&fail_on, request->fail_on);
	if (code != EXIT_DONE)
		return code;
	code = out_open(&out, NULL, OUT_REPLACE, request);
	for (uint32_t i = 0; i < request->file_count; i++)
		code = worse(code, check_file(request->files[i], request, &fail_on, &out.writer));
	return worse(code, out_close(&out, EXIT_DONE));
}
