#include "script.h"

#include "judge.h"
#include "workplace.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { WORDS_MOST = 32, ENVIRONMENT_MOST = 16, LINE_MOST = 1024 };

struct script {
	const struct script_setting *setting;
	struct terminal *terminal;
	struct workplace workplace;
	struct end_expected expected;
	bool judged; /* its end has been */
	bool hung_up;
	char *environment[ENVIRONMENT_MOST + 1];
	int environment_count;
	char *words[WORDS_MOST + 1]; /* of the line being read */
	int count;
	char says[JUDGE_SAYS];
};

__attribute__((format(printf, 2, 3))) static bool wrong(struct script *script, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(script->says, sizeof script->says, format, arguments);
	va_end(arguments);
	return false;
}

/* ---------------------------------------------------------------- starting */

static bool start(struct script *script, const char **arguments)
{
	int rows, columns;
	if (sscanf(script->words[1], "%dx%d", &columns, &rows) != 2)
		return wrong(script, "a size is written 80x24");
	terminal_free(script->terminal);
	script->judged = script->hung_up = false;
	script->terminal =
	    terminal_start(&(struct terminal_setting){.rows = rows,
						      .columns = columns,
						      .term = script->words[2],
						      .folder = *script->workplace.folder ? script->workplace.folder
											  : script->setting->folder,
						      .environment = (const char *const *)script->environment},
			   arguments);
	return script->terminal || wrong(script, "the terminal could not be made");
}

static bool act_start(struct script *script)
{
	const char *arguments[WORDS_MOST + 2] = {script->setting->program};
	memcpy(arguments + 1, script->words + 3, (size_t)(script->count - 3) * sizeof *arguments);
	return start(script, arguments);
}

static bool act_run(struct script *script)
{
	static char program[PATH_MAX]; /* it starts in another folder */
	if (!realpath(script->setting->program, program))
		return wrong(script, "%s: %s", script->setting->program, strerror(errno));
	for (int i = 3; i < script->count; i++)
		if (strcmp(script->words[i], "PROGRAM") == 0)
			script->words[i] = program;
	return start(script, (const char **)script->words + 3);
}

__attribute__((format(printf, 2, 3))) static bool set_environment(struct script *script, const char *format, ...)
{
	if (script->environment_count == ENVIRONMENT_MOST)
		return wrong(script, "too many settings");
	va_list arguments;
	va_start(arguments, format);
	if (vasprintf(&script->environment[script->environment_count++], format, arguments) < 0)
		abort();
	va_end(arguments);
	return true;
}

static bool act_environment(struct script *script)
{
	return set_environment(script, "%s", script->words[1]);
}

/* ---------------------------------------------------------------- files */

static bool act_copy(struct script *script)
{
	char file[LINE_MOST];
	for (int i = 1; i < script->count; i++) {
		snprintf(file, sizeof file, "%s/%s", script->setting->folder, script->words[i]);
		if (!workplace_copy(&script->workplace, file))
			return wrong(script, "%s could not be copied", file);
	}
	return true;
}

/* What somebody else does to the files, once the program is at rest. */
static void settle(struct script *script)
{
	if (script->terminal)
		terminal_settle(script->terminal);
}

static bool act_append(struct script *script)
{
	settle(script);
	return workplace_append(&script->workplace, script->words[1], script->words[2]) ||
	       wrong(script, "%s: %s", script->words[1], strerror(errno));
}

static bool protect(struct script *script, bool protect)
{
	settle(script);
	return workplace_protect(&script->workplace, protect) || wrong(script, "%s", strerror(errno));
}

static bool act_protect(struct script *script)
{
	return protect(script, true);
}

static bool act_unprotect(struct script *script)
{
	return protect(script, false);
}

/* The folder in which this program lies. */
static bool find_own_folder(struct script *script, char folder[PATH_MAX])
{
	ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
	folder[length > 0 ? length : 0] = '\0';
	char *slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
	return slash || wrong(script, "/proc/self/exe: %s", strerror(errno));
}

/* LD_PRELOAD parts what it names at blanks, and this folder's name may have some:
 * so it names a link. */
static bool link_small_disk(struct script *script, char link[PATH_MAX])
{
	char folder[PATH_MAX], library[PATH_MAX + sizeof "/libsmall-disk.so"];
	if (!find_own_folder(script, folder))
		return false;
	snprintf(library, sizeof library, "%s/libsmall-disk.so", folder);
	snprintf(link, PATH_MAX, "%s/.small-disk.so", script->workplace.originals);
	return symlink(library, link) == 0 || wrong(script, "%s: %s", link, strerror(errno));
}

/* The sanitizers would want to be loaded first. */
static bool act_small_disk(struct script *script)
{
	char link[PATH_MAX];
	const char *options = getenv("ASAN_OPTIONS");
	return link_small_disk(script, link) && set_environment(script, "LD_PRELOAD=%s", link) &&
	       set_environment(script, "ASAN_OPTIONS=verify_asan_link_order=0:%s", options ? options : "") &&
	       set_environment(script, "SMALL_DISK=%s/.room", script->workplace.originals);
}

static bool act_room(struct script *script)
{
	settle(script);
	return workplace_set_room(&script->workplace, script->count > 1 ? script->words[1] : NULL) ||
	       wrong(script, "%s", strerror(errno));
}

/* The limit that the system itself sets to a file's size. */
static bool act_file_limit(struct script *script)
{
	struct rlimit limit;
	settle(script);
	pid_t program = terminal_program(script->terminal); /* known by now */
	if (prlimit(program, RLIMIT_FSIZE, NULL, &limit) != 0)
		return wrong(script, "%s", strerror(errno));
	limit.rlim_cur = script->count > 1 ? strtoul(script->words[1], NULL, 10) : limit.rlim_max;
	return prlimit(program, RLIMIT_FSIZE, &limit, NULL) == 0 || wrong(script, "%s", strerror(errno));
}

static bool act_file_has(struct script *script)
{
	settle(script);
	char *text = workplace_read(&script->workplace, script->words[1]);
	bool fine = text || wrong(script, "there is no %s", script->words[1]);
	for (int i = 2; fine && i < script->count; i++)
		if (!strstr(text, script->words[i]))
			fine = wrong(script, "%s has no '%s'", script->words[1], script->words[i]);
	free(text);
	return fine;
}

/* Without a text: there is no such file. */
static bool act_file_lacks(struct script *script)
{
	settle(script);
	char *text = workplace_read(&script->workplace, script->words[1]);
	bool fine = !text || script->count > 2 || wrong(script, "there is a %s", script->words[1]);
	for (int i = 2; fine && text && i < script->count; i++)
		if (strstr(text, script->words[i]))
			fine = wrong(script, "%s has '%s'", script->words[1], script->words[i]);
	free(text);
	return fine;
}

static bool act_file_changed(struct script *script)
{
	unsigned gone, new;
	settle(script);
	if (!workplace_compare(&script->workplace, script->words[1], &gone, &new))
		return wrong(script, "%s cannot be compared", script->words[1]);
	return (gone == (unsigned)atoi(script->words[2]) && new == (unsigned)atoi(script->words[3])) ||
	       wrong(script, "of %s %u lines are gone and %u new", script->words[1], gone, new);
}

/* ---------------------------------------------------------------- doing */

static bool act_key(struct script *script)
{
	for (int i = 1; i < script->count; i++)
		if (!terminal_key(script->terminal, script->words[i]))
			return wrong(script, "this terminal has no key %s", script->words[i]);
	return true;
}

static bool act_type(struct script *script)
{
	terminal_type(script->terminal, script->words[1], strlen(script->words[1]));
	return true;
}

/* The words behind the place: which button, which form. */
static const struct mouse_word {
	const char *word;
	int button, form; /* -1: says nothing of it */
} mouse_words[] = {
    {"left", BUTTON_LEFT, -1},  {"middle", BUTTON_MIDDLE, -1},  {"right", BUTTON_RIGHT, -1},
    {"wheel-up", WHEEL_UP, -1}, {"wheel-down", WHEEL_DOWN, -1}, {"x10", -1, MOUSE_X10},
    {"sgr", -1, MOUSE_SGR},
};

static bool click(struct script *script, int row, int column, int from)
{
	int button = BUTTON_LEFT, form = MOUSE_AS_ASKED;
	for (int i = from; i < script->count; i++) {
		const struct mouse_word *found = NULL;
		for (size_t j = 0; j < sizeof mouse_words / sizeof *mouse_words; j++)
			if (strcmp(mouse_words[j].word, script->words[i]) == 0)
				found = &mouse_words[j];
		if (!found)
			return wrong(script, "a mouse has no '%s'", script->words[i]);
		button = found->button >= 0 ? found->button : button;
		form = found->form >= 0 ? found->form : form;
	}
	terminal_click(script->terminal, row, column, (enum mouse_button)button, (enum mouse_form)form);
	return true;
}

static bool act_click(struct script *script)
{
	return click(script, atoi(script->words[1]), atoi(script->words[2]), 3);
}

static bool act_click_on(struct script *script)
{
	int row, column;
	if (!terminal_sees(script->terminal, script->words[1]) ||
	    !screen_find(terminal_screen(script->terminal), script->words[1], &row, &column))
		return wrong(script, "'%s' is not on the screen", script->words[1]);
	return click(script, row, column, 2);
}

static bool act_resize(struct script *script)
{
	int rows, columns;
	if (sscanf(script->words[1], "%dx%d", &columns, &rows) != 2)
		return wrong(script, "a size is written 80x24");
	terminal_settle(script->terminal);
	terminal_resize(script->terminal, rows, columns);
	return true;
}

static int signal_of(const char *name)
{
	for (int number = 1; number < NSIG; number++) {
		const char *known = sigabbrev_np(number);
		if (known && strcmp(known, name) == 0)
			return number;
	}
	return 0;
}

static bool act_signal(struct script *script)
{
	int number = signal_of(script->words[1]);
	if (!number)
		return wrong(script, "there is no signal %s", script->words[1]);
	terminal_settle(script->terminal);
	terminal_signal(script->terminal, number);
	return true;
}

static bool act_hang_up(struct script *script)
{
	terminal_settle(script->terminal);
	terminal_hang_up(script->terminal, script->count < 2);
	script->hung_up = true;
	return true;
}

static bool act_continue(struct script *script)
{
	terminal_continue(script->terminal);
	return true;
}

/* ---------------------------------------------------------------- seeing */

static bool act_see(struct script *script)
{
	for (int i = 1; i < script->count; i++)
		if (!terminal_sees(script->terminal, script->words[i]))
			return wrong(script, "'%s' is not on the screen", script->words[i]);
	return true;
}

static bool act_lack(struct script *script)
{
	for (int i = 1; i < script->count; i++)
		if (!terminal_lacks(script->terminal, script->words[i]))
			return wrong(script, "'%s' is on the screen, or it does not come to rest", script->words[i]);
	return true;
}

static bool act_cursor_on(struct script *script)
{
	const struct screen *screen = terminal_screen(script->terminal);
	int row, column, text_row, text_column;
	if (!terminal_sees(script->terminal, script->words[1]))
		return wrong(script, "'%s' is not on the screen", script->words[1]);
	terminal_settle(script->terminal);
	screen_find(screen, script->words[1], &text_row, &text_column);
	screen_cursor(screen, &row, &column);
	if (row != text_row || column < text_column)
		return wrong(script, "the cursor is at row %d, column %d; '%s' at row %d, column %d", row, column,
			     script->words[1], text_row, text_column);
	return true;
}

static bool act_redraw(struct script *script)
{
	return judge_redraw(script->terminal, script->says);
}

static bool act_restored(struct script *script)
{
	char says[TERMINAL_SAYS];
	return terminal_is_restored(script->terminal, says) || wrong(script, "%s", says);
}

/* ---------------------------------------------------------------- golden screens */

static char *read_whole(const char *path)
{
	char *text = NULL;
	size_t size;
	FILE *in = fopen(path, "r"), *out = open_memstream(&text, &size);
	for (int byte; in && (byte = getc(in)) != EOF;)
		putc(byte, out);
	if (in)
		fclose(in);
	fclose(out);
	return text;
}

static char *golden_of(struct script *script, bool with_styles)
{
	char *both = NULL, *text = screen_text(terminal_screen(script->terminal));
	if (!with_styles)
		return text;
	char *styles = screen_styles(terminal_screen(script->terminal));
	if (asprintf(&both, "%s---- colours and weights\n%s", text, styles) < 0)
		abort();
	free(text);
	free(styles);
	return both;
}

static int lines_alike(const char *one, const char *other)
{
	int line = 1;
	for (; *one && *one == *other; one++, other++)
		line += *one == '\n';
	return line;
}

static bool write_golden(struct script *script, const char *path, const char *text)
{
	FILE *out = fopen(path, "w");
	if (!out)
		return wrong(script, "%s: %s", path, strerror(errno));
	fputs(text, out);
	return fclose(out) == 0 || wrong(script, "%s: %s", path, strerror(errno));
}

static bool act_golden(struct script *script)
{
	char path[LINE_MOST];
	if (terminal_settle(script->terminal) == RESTLESS)
		return wrong(script, "it does not come to rest");
	snprintf(path, sizeof path, "%s/%s.txt", script->setting->golden, script->words[1]);
	char *found = golden_of(script, script->count > 2 && strcmp(script->words[2], "styles") == 0);
	bool fine = true;
	if (script->setting->update) {
		fine = write_golden(script, path, found);
	} else {
		char *wanted = read_whole(path);
		if (strcmp(found, wanted) != 0)
			fine = wrong(script, "the screen is not as in golden/%s.txt, from line %d on", script->words[1],
				     lines_alike(found, wanted));
		free(wanted);
	}
	free(found);
	return fine;
}

/* ---------------------------------------------------------------- ends */

static bool act_expect_stop(struct script *script)
{
	char says[TERMINAL_SAYS];
	if (!terminal_wait_stopped(script->terminal))
		return wrong(script, "it does not stop");
	return terminal_is_restored(script->terminal, says) || wrong(script, "stopped: %s", says);
}

static bool end(struct script *script, int signal, int status)
{
	script->judged = true;
	return judge_end(script->terminal, &(struct end_expected){signal, status, script->hung_up}, script->says);
}

static bool act_expect_exit(struct script *script)
{
	return end(script, 0, atoi(script->words[1]));
}

static bool act_expect_signal(struct script *script)
{
	int number = signal_of(script->words[1]);
	return number ? end(script, number, 0) : wrong(script, "there is no signal %s", script->words[1]);
}

/* ---------------------------------------------------------------- lines */

static const struct action {
	const char *name;
	int least; /* words that follow */
	bool (*act)(struct script *script);
	const char *does;
	bool anywhere; /* also before a program is started */
} actions[] = {
    {"start", 2, act_start, "SIZE TERM ARGUMENT...: the program under test, on a new terminal", true},
    {"run", 3, act_run, "SIZE TERM COMMAND ARGUMENT...: another program; PROGRAM stands for the one under test", true},
    {"environment", 1, act_environment, "NAME=VALUE, or NAME to take it away; for what is started after it", true},
    {"copy", 1, act_copy, "FILE...: into a folder of the script's own, in which programs start from then on", true},
    {"append", 2, act_append, "NAME \"LINE\": somebody else writes it at the end of the file", true},
    {"protect", 0, act_protect, "nothing can be made or renamed in the folder any more", true},
    {"unprotect", 0, act_unprotect, "it can again", true},
    {"small-disk", 0, act_small_disk, "for what is started after it: a disk to which `room` can be given", true},
    {"room", 0, act_room,
     "BYTES: the disk takes so many more, and is full then; without a number, as many as one likes", true},
    {"file-limit", 0, act_file_limit,
     "BYTES: no file may be larger, says the system; without a number, as large as one likes", false},
    {"file-has", 1, act_file_has, "NAME [\"TEXT\"...]: it is there, and has each of them", true},
    {"file-lacks", 1, act_file_lacks, "NAME [\"TEXT\"...]: it has none of them; without a text: it is not there", true},
    {"file-changed", 3, act_file_changed, "NAME LINES LINES: so many of those copied are gone, so many are new", true},
    {"key", 1, act_key, "NAME...: Right, Enter, PageDown, F1, C-c, M-x, a letter", false},
    {"type", 1, act_type, "\"TEXT\"", false},
    {"click", 2, act_click, "ROW COLUMN [left|middle|right|wheel-up|wheel-down] [x10|sgr], from 0", false},
    {"click-on", 1, act_click_on, "\"TEXT\" [as above]", false},
    {"resize", 1, act_resize, "SIZE, as in 120x40", false},
    {"signal", 1, act_signal, "NAME: TERM, TSTP, WINCH", false},
    {"hang-up", 0, act_hang_up, "[kept]: the terminal goes away; kept: and nobody is told", false},
    {"continue", 0, act_continue, "after a stop, as fg does", false},
    {"see", 1, act_see, "\"TEXT\"...: each is in one row of the screen, or comes", false},
    {"lack", 1, act_lack, "\"TEXT\"...: none is there once it waits for a key", false},
    {"cursor-on", 1, act_cursor_on, "\"TEXT\": the cursor stands on it or behind it", false},
    {"golden", 1, act_golden,
     "NAME [styles]: the screen is that of golden/NAME.txt, with colours and weights or without", false},
    {"redraw", 0, act_redraw, "Ctrl-L brings back what is there over any rubbish", false},
    {"restored", 0, act_restored, "the terminal is as it was before the program", false},
    {"expect-stop", 0, act_expect_stop, "it stops, and gives the terminal back meanwhile", false},
    {"expect-exit", 1, act_expect_exit, "STATUS: it ends with it", false},
    {"expect-signal", 1, act_expect_signal, "NAME: it ends by it", false},
};

void script_help(void)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		printf("%-14s %s\n", actions[i].name, actions[i].does);
}

/* Divides a line at blanks, but not within quotes; `line` is written to. */
static bool divide(struct script *script, char *line)
{
	script->count = 0;
	for (char *at = line; *(at += strspn(at, " \t\n"));) {
		bool quoted = *at == '"';
		if (script->count == WORDS_MOST)
			return wrong(script, "the line has too many words");
		char *word = at + quoted, *ends = word + strcspn(word, quoted ? "\"" : " \t\n");
		if (quoted && !*ends)
			return wrong(script, "a quotation mark is not closed");
		script->words[script->count++] = word;
		at = *ends ? ends + 1 : ends;
		*ends = '\0';
	}
	script->words[script->count] = NULL;
	return true;
}

static bool act(struct script *script)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		const struct action *action = &actions[i];
		if (strcmp(action->name, script->words[0]) != 0)
			continue;
		if (script->count - 1 < action->least)
			return wrong(script, "%s: %s", action->name, action->does);
		if (!action->anywhere && !script->terminal)
			return wrong(script, "nothing has been started");
		return action->act(script);
	}
	return wrong(script, "there is no action '%s'", script->words[0]);
}

static bool run_lines(struct script *script, FILE *file, int *number)
{
	char line[LINE_MOST];
	for (*number = 1; fgets(line, sizeof line, file); ++*number) {
		if (line[0] == '#')
			continue;
		if (!divide(script, line))
			return false;
		if (script->count > 0 && !act(script))
			return false;
	}
	return script->judged || wrong(script, "the script ends without expect-exit or expect-signal");
}

bool script_run(const struct script_setting *setting, const char *path, char says[SCRIPT_SAYS])
{
	struct script script = {.setting = setting};
	int line = 0;
	FILE *file = fopen(path, "r");
	if (!file) {
		snprintf(says, SCRIPT_SAYS, "%s: %s", path, strerror(errno));
		return false;
	}
	bool fine = run_lines(&script, file, &line);
	fclose(file);
	if (!fine)
		snprintf(says, SCRIPT_SAYS, "%s:%d: %s", path, line, script.says);
	if (!fine && script.terminal && !setting->quiet)
		judge_show(script.terminal);
	terminal_free(script.terminal);
	workplace_clear(&script.workplace);
	for (int i = 0; i < script.environment_count; i++)
		free(script.environment[i]);
	return fine;
}
