#include "judge.h"

#include <signal.h>
#include <stdio.h>
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
	return WIFEXITED(status) && WEXITSTATUS(status) == expected->status;
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
	/* Nobody can give anything back when killed. */
	bool can_restore = !expected->terminal_is_gone && expected->signal != SIGKILL;
	if (can_restore && !terminal_is_restored(terminal, unrestored)) {
		snprintf(says, JUDGE_SAYS, "%s", unrestored);
		return false;
	}
	if (terminal_strange(terminal)[0]) {
		snprintf(says, JUDGE_SAYS, "it shows %s", terminal_strange(terminal));
		return false;
	}
	return judge_status(terminal, expected, says);
}

static struct picture *drawn_anew(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_smudge(terminal);
	terminal_key(terminal, "C-l");
	if (terminal_settle(terminal) == SETTLED)
		return picture_take(terminal_screen(terminal));
	snprintf(says, JUDGE_SAYS, "it does not come to rest after Ctrl-L");
	return NULL;
}

bool judge_redraw(struct terminal *terminal, char says[JUDGE_SAYS])
{
	says[0] = '\0';
	if (terminal_settle(terminal) != SETTLED) {
		snprintf(says, JUDGE_SAYS, "it does not come to rest");
		return false;
	}
	struct picture *before = picture_take(terminal_screen(terminal)), *after = drawn_anew(terminal, says);
	bool fine = after && !picture_differs(before, after, says, JUDGE_SAYS);
	if (!fine) {
		printf("# before it was drawn anew:\n");
		picture_show(before);
	}
	picture_free(before);
	picture_free(after);
	return fine;
}

void judge_show(const struct terminal *terminal)
{
	struct picture *picture = picture_take(terminal_screen(terminal));
	picture_show(picture);
	picture_free(picture);
}
