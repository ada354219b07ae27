#include "cli/measured.h"
#include "cli/out.h"
#include "cli/say.h"

#include "export/lines.h"
#include "export/scratch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* The flags of a file, in the order of the file, as the warnings are. */
struct flags {
	struct arena *arena;
	struct writer *writer;
	const struct analysis *analysis;
	const struct finding **order;
	uint32_t count;
};

static void write_flag(struct arena *arena, const void *subject, uint32_t index)
{
	const struct flags *flags = subject;
	const struct finding *finding = flags->order[index];
	const struct source *source = flags->analysis->pathway->source;
	struct position position = source_position(source, finding->place.start);
	write_in_line(flags->writer, source->name);
	writer_format(flags->writer, ":%u:%u: flag%s: ", position.line, position.column,
		      finding->accepted ? " (accepted)" : "");
	write_in_line(flags->writer, finding_says(arena, flags->analysis, finding));
	writer_format(flags->writer, " [%s]\n", rules[finding->rule].name);
}

static void put_in_order(void *subject)
{
	struct flags *flags = subject;
	const struct analysis *analysis = flags->analysis;
	flags->order = ARENA_ARRAY(flags->arena, const struct finding *, analysis->finding_count);
	for (uint32_t i = 0; i < analysis->finding_count; i++)
		if (is_flag(&analysis->findings[i]))
			flags->order[flags->count++] = &analysis->findings[i];
	qsort(flags->order, flags->count, sizeof *flags->order, by_place);
}

static bool write_flags(struct writer *writer, const struct analysis *analysis)
{
	struct flags flags = {.arena = arena_new(), .writer = writer, .analysis = analysis};
	bool done = flags.arena && arena_try(flags.arena, put_in_order, &flags) &&
		    scratch_each(0, flags.count, write_flag, &flags);
	arena_free(flags.arena);
	return done;
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

/* On a terminal a person should not have to guess whether this was good news. */
static void sum_up(const char *file, const struct analysis *analysis)
{
	uint32_t flags = 0;
	for (uint32_t i = 0; i < analysis->finding_count; i++)
		flags += is_flag(&analysis->findings[i]);
	if (isatty(STDERR_FILENO))
		say_wrong("%s: no errors; %u thing%s to talk about ('carepath report' says more)", file, flags,
			  flags == 1 ? "" : "s");
}

static enum exit_code check_file(const char *file, const struct request *request, const struct fail_on *fail_on,
				 struct writer *writer)
{
	struct measured measured;
	enum exit_code code = measured_open(&measured, file, request, WARNINGS_ALL);
	if (code == EXIT_DONE) {
		if (!write_flags(writer, measured.analysis))
			code = say_no_memory();
		else if (is_raised(measured.analysis, fail_on))
			code = EXIT_FLAGGED;
		sum_up(file, measured.analysis);
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
