/* A workshop by itself: notes are said, the pathway is changed at each, and saved
 * now and then. What was left unsaved by an earlier one is found first, and
 * changed further. What the library has taken is acknowledged on the standard output, and what
 * it refuses is said there too.
 *
 * Standard input has a line for each workshop, its fields parted by tabs:
 *   start  FOLDER  NAME  NOTES  EVERY  RECORD  AT  WHAT  FAULT
 *   continue  PROCESS
 * NOTES notes are said; after EVERY so many the pathway is changed and saved, and
 * after half as many it is changed; RECORD,
 * AT and WHAT are those of calls_begin(), FAULT is planted_fault. Each workshop
 * is a process of its own. It is answered with "PROCESS exit|killed|stopped N". */
#include "calls.h"
#include "carepath/journal.h"
#include "carepath/save.h"
#include "carepath/source.h"
#include "carepath/unsaved.h"

#ifdef PLANTED
#include "planted.h"
#endif

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct workshop {
	const char *name;
	char file[256];
	struct arena *arena;
	struct journal *journal;
	struct draft *draft; /* of the pathway */
	struct file_mark mark;
};

/* One write, whole before the next call. */
__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
	char line[1024];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(line, sizeof line - 1, format, arguments);
	va_end(arguments);
	line[length++] = '\n';
	if (write(STDOUT_FILENO, line, (size_t)length) != length)
		_exit(3);
}

/* Where there is no file yet, a new one is begun. */
static const char *read_pathway(struct workshop *workshop)
{
	struct source source;
	enum source_status status = SOURCE_UNREADABLE;
	for (int i = 0; i < 2 && status != SOURCE_READ; i++) {
		status = source_read(workshop->arena, workshop->file, &source);
		if (status != SOURCE_READ && errno == ENOENT)
			break;
		if (status != SOURCE_READ)
			say("refused\tread\t%s", strerror(errno));
	}
	bool found = status == SOURCE_READ;
	workshop->mark = (struct file_mark){0};
	if (found)
		file_mark_take(workshop->file, source.text, source.length, &workshop->mark);
	return found ? source.text : "carepath: 1\nname: A hip\n";
}

static void begin_draft(struct workshop *workshop)
{
	const char *text = read_pathway(workshop);
	draft_free(workshop->draft);
	workshop->draft = draft_new(workshop->file, text, (uint32_t)strlen(text));
}

/* Of each edit that is in a text, its last line says so. */
static void say_found(const char *text)
{
	for (const char *line = text; (line = strstr(line, ", line 60 of 60")); line++) {
		const char *start = line;
		while (start[-1] != '#')
			start--;
		say("found\t%.*s\t", (int)(line - start) - 1, start + 1);
	}
}

/* What an earlier workshop did not save, and can be had. */
static void recover_draft(struct workshop *workshop)
{
	char says[JOURNAL_SAYS];
	uint32_t length;
	const char *text = draft_text(workshop->draft, &length);
	struct unsaved unsaved = journal_unsaved(workshop->arena, workshop->journal, text, length);
	for (uint32_t i = 0; i < unsaved.count; i++) {
		for (uint32_t c = 0; c < unsaved.at[i].other_count; c++)
			say("other\t%s\t", unsaved.at[i].others[c].says);
		if (unsaved.at[i].count == 0)
			continue;
		struct draft *found = unsaved_apply(&unsaved.at[i], workshop->file, text, length, says);
		if (!found) {
			say("refused\trecover\t%s", says);
			continue;
		}
		draft_free(workshop->draft);
		workshop->draft = found;
		break;
	}
	say_found(draft_text(workshop->draft, &length));
}

static void add_note(struct workshop *workshop, int number)
{
	char text[64], says[JOURNAL_SAYS];
	snprintf(text, sizeof text, "%s %d", workshop->name, number);
	const struct entry entry = {ENTRY_NOTE, "", "ward", "", text, "", "", CONSENT_NOT_ASKED, "", "", false};
	for (int i = 0; i < 2; i++) {
		if (journal_add(workshop->journal, &entry, says)) {
			say("note\t%s\t%s", text, says);
			return;
		}
		say("refused\tnote\t%s", says);
	}
}

/* Some lines behind the text, that know where they end; unless they are there:
 * another workshop may have found them in the journal, and saved them. */
static void change_pathway(struct workshop *workshop, int number)
{
	enum { LINES = 60, LONGEST = 64 };
	char text[LINES * LONGEST], what[64];
	size_t length = 0;
	uint32_t end;
	snprintf(what, sizeof what, "# %s %d, ", workshop->name, number);
	if (strstr(draft_text(workshop->draft, &end), what))
		return;
	for (int i = 1; i <= LINES; i++)
		length += (size_t)snprintf(text + length, LONGEST, "# %s %d, line %d of %d\n", workshop->name, number,
					   i, LINES);
	const struct patch patch = {end, end, text, (uint32_t)length};
	snprintf(what, sizeof what, "change %s %d", workshop->name, number);
	draft_apply(workshop->draft, &patch, 1, what);
}

static void keep_change(struct workshop *workshop, int number)
{
	char says[JOURNAL_SAYS];
	for (int i = 0; i < 2; i++) {
		if (draft_keep(workshop->draft, workshop->journal, says)) {
			say("kept\t%s %d\t%s", workshop->name, number, says);
			return;
		}
		say("refused\tkeep\t%s", says);
	}
}

static void told_saved(struct workshop *workshop)
{
	char says[JOURNAL_SAYS];
	draft_mark_saved(workshop->draft);
	if (!draft_keep_saved(workshop->draft, workshop->journal, says))
		say("refused\ttold\t%s", says);
}

/* What somebody else changed is read, and our last change is done to it once more. */
static void save_pathway(struct workshop *workshop, int number)
{
	char says[SAVE_SAYS];
	for (int i = 0; i < 3; i++) {
		uint32_t length;
		const char *text = draft_text(workshop->draft, &length);
		enum save_result result =
		    save_document(workshop->file, text, length, &workshop->mark, &workshop->mark, says);
		switch (result) {
		case SAVED:
			say("saved\t%s %d\t%s", workshop->name, number, says);
			told_saved(workshop);
			return;
		case CHANGED_UNDER_US:
			say("changed\t%s %d\t%s", workshop->name, number, says);
			begin_draft(workshop);
			change_pathway(workshop, number);
			break;
		case NOT_SAVED:
			say("refused\tsave\t%s", says);
			break;
		}
	}
}

struct script {
	struct workshop *workshop;
	int notes, every;
};

static void hold(void *subject)
{
	const struct script *script = subject;
	begin_draft(script->workshop);
	recover_draft(script->workshop);
	for (int i = 1; i <= script->notes; i++) {
		add_note(script->workshop, i);
		if (i % ((script->every + 1) / 2) == 0) {
			change_pathway(script->workshop, i);
			keep_change(script->workshop, i);
		}
		if (i % script->every == 0)
			save_pathway(script->workshop, i);
	}
}

static int workshop(char *const *fields)
{
	struct workshop workshop = {.name = fields[2], .arena = arena_new()};
	char says[JOURNAL_SAYS];
	snprintf(workshop.file, sizeof workshop.file, "%s/hip.yaml", fields[1]);
#ifdef PLANTED
	planted_fault = fields[8];
#endif
	calls_begin(fields[5], atol(fields[6]), fields[7]);
	workshop.journal = journal_read(workshop.file, says);
	if (*says)
		say("refused\tjournal\t%s", says);
	for (uint32_t i = 0; i < workshop.journal->entries.count; i++)
		say("read\t%s\t", workshop.journal->entries.at[i].says);
	struct script script = {&workshop, atoi(fields[3]), atoi(fields[4])};
	bool enough = arena_try(workshop.arena, hold, &script);
	say("end\t\t");
	return enough ? 0 : 1;
}

static void answer(pid_t process)
{
	int status;
	waitpid(process, &status, WUNTRACED);
	const char *how = WIFSTOPPED(status) ? "stopped" : WIFSIGNALED(status) ? "killed" : "exit";
	int what = WIFSTOPPED(status) ? WSTOPSIG(status) : WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	fprintf(stderr, "%d %s %d\n", (int)process, how, what);
}

int main(void)
{
	enum { FIELDS = 9 };
	char line[2048], *fields[FIELDS];
	while (fgets(line, sizeof line, stdin)) {
		int count = 0;
		line[strcspn(line, "\n")] = '\0';
		for (char *rest = line; rest && count < FIELDS;)
			fields[count++] = strsep(&rest, "\t");
		pid_t process = count == FIELDS ? fork() : atoi(fields[1]);
		if (process == 0)
			_exit(workshop(fields));
		if (count < FIELDS)
			kill(process, SIGCONT);
		answer(process);
	}
	return 0;
}
