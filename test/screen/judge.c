#include "judge.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void say_status(int status, char *text, size_t size)
{
	if (WIFSIGNALED(status))
		snprintf(text, size, "by SIG%s", sigabbrev_np(WTERMSIG(status)));
	else
		snprintf(text, size, "with status %d", WEXITSTATUS(status));
}

static bool has_status(int status, const struct end_expected *expected)
{
	if (expected->signal)
		return WIFSIGNALED(status) && WTERMSIG(status) == expected->signal;
	return WIFEXITED(status) && (expected->status == STATUS_ANY || WEXITSTATUS(status) == expected->status);
}

static bool judge_status(struct terminal *terminal, const struct end_expected *expected, char says[JUDGE_SAYS])
{
	char found[64], wanted[64];
	int status = terminal_status(terminal);
	if (has_status(status, expected))
		return true;
	say_status(status, found, sizeof found);
	say_status(expected->signal ? expected->signal : expected->status << 8, wanted, sizeof wanted);
	snprintf(says, JUDGE_SAYS, "it ends %s, not %s", found, wanted);
	return false;
}

bool judge_end(struct terminal *terminal, const struct end_expected *expected, char says[JUDGE_SAYS])
{
	says[0] = '\0';
	enum ending ending = terminal_wait_end(terminal);
	if (ending != ENDS) {
		snprintf(says, JUDGE_SAYS, "%s", ending == ENDS_LATE ? "it does not end" : "it spins and does not end");
		return false;
	}
	char unrestored[TERMINAL_SAYS];
	if (!expected->terminal_is_gone && !terminal_is_restored(terminal, unrestored)) {
		snprintf(says, JUDGE_SAYS, "%s", unrestored);
		return false;
	}
	if (terminal_strange(terminal)[0]) {
		snprintf(says, JUDGE_SAYS, "it shows %s", terminal_strange(terminal));
		return false;
	}
	return judge_status(terminal, expected, says);
}

bool judge_redraw(struct terminal *terminal, char says[JUDGE_SAYS])
{
	says[0] = '\0';
	if (terminal_settle(terminal) != SETTLED) {
		snprintf(says, JUDGE_SAYS, "it does not come to rest");
		return false;
	}
	struct picture *before = picture_take(terminal_screen(terminal));
	terminal_smudge(terminal);
	terminal_key(terminal, "C-l");
	bool fine = terminal_settle(terminal) == SETTLED;
	struct picture *after = picture_take(terminal_screen(terminal));
	if (!fine)
		snprintf(says, JUDGE_SAYS, "it does not come to rest after Ctrl-L");
	else
		fine = !picture_differs(before, after, says, JUDGE_SAYS);
	picture_free(before);
	picture_free(after);
	return fine;
}

void judge_show(const struct terminal *terminal)
{
	char *text = screen_text(terminal_screen(terminal));
	for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1)
		printf("# |%.*s\n", (int)(end - line), line);
	free(text);
}
