/* A workshop by itself: notes are said, and the pathway is saved now and then.
 * What the library has taken is acknowledged on the standard output, and what
 * it refuses is said there too.
 *
 * Standard input has a line for each workshop, its fields parted by tabs:
 *   start  FOLDER  NAME  NOTES  EVERY  RECORD  AT  WHAT  FAULT
 *   continue  PROCESS
 * NOTES notes are said, and after EVERY so many the pathway is saved; RECORD,
 * AT and WHAT are those of calls_begin(), FAULT is planted_fault. Each workshop
 * is a process of its own. It is answered with "PROCESS exit|killed|stopped N". */
#include "calls.h"
#include "carepath/journal.h"
#include "carepath/save.h"
#include "carepath/source.h"

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
	const char *text; /* of the pathway as it was read, or saved */
	size_t length;
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
static void read_pathway(struct workshop *workshop)
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
	workshop->text = found ? source.text : "carepath: 1\nname: A hip\n";
	workshop->length = strlen(workshop->text);
	workshop->mark = (struct file_mark){0};
	if (found)
		file_mark_take(workshop->file, source.text, source.length, &workshop->mark);
}

static void add_note(struct workshop *workshop, int number)
{
	char text[64], says[JOURNAL_SAYS];
	snprintf(text, sizeof text, "%s %d", workshop->name, number);
	const struct entry entry = {ENTRY_NOTE, "", "ward", "", text, "", "", CONSENT_NOT_ASKED, "", ""};
	for (int i = 0; i < 2; i++) {
		if (journal_add(workshop->journal, &entry, says)) {
			say("note\t%s\t%s", text, says);
			return;
		}
		say("refused\tnote\t%s", says);
	}
}

/* The text that there was, and behind it some lines that know where they end. */
static const char *with_edit(struct workshop *workshop, int number, size_t *length)
{
	enum { LINES = 60, LONGEST = 64 };
	char *text = ARENA_ARRAY(workshop->arena, char, workshop->length + LINES * LONGEST);
	memcpy(text, workshop->text, workshop->length);
	size_t at = workshop->length;
	for (int i = 1; i <= LINES; i++)
		at +=
		    (size_t)snprintf(text + at, LONGEST, "# %s %d, line %d of %d\n", workshop->name, number, i, LINES);
	*length = at;
	return text;
}

/* What somebody else changed is read, and ours is done to it once more. */
static void save_pathway(struct workshop *workshop, int number)
{
	char says[SAVE_SAYS];
	for (int i = 0; i < 3; i++) {
		size_t length;
		const char *text = with_edit(workshop, number, &length);
		enum save_result result =
		    save_document(workshop->file, text, length, &workshop->mark, &workshop->mark, says);
		switch (result) {
		case SAVED:
			workshop->text = text;
			workshop->length = length;
			say("saved\t%s %d\t%s", workshop->name, number, says);
			return;
		case CHANGED_UNDER_US:
			say("changed\t%s %d\t%s", workshop->name, number, says);
			read_pathway(workshop);
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
	read_pathway(script->workshop);
	for (int i = 1; i <= script->notes; i++) {
		add_note(script->workshop, i);
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
