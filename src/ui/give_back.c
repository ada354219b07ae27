#include "ui/give_back.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Signal handlers reach nothing but globals: this file has the only ones. */
static struct {
	volatile sig_atomic_t resized, stop_asked, leave_asked, busy;
	struct termios modes;
	bool has_modes;
	char bytes[512];
	size_t length;
	sigset_t open_mask;
	char stack[1 << 15]; /* for a handler when the stack itself ran out */
} state;

/* What is done about a signal. */
enum manner { NOTES_RESIZE, NOTES_STOP, NOTES_LEAVE, CRASHES };

static const struct {
	int number;
	enum manner manner;
} signals[] = {
    {SIGWINCH, NOTES_RESIZE}, {SIGTSTP, NOTES_STOP},  {SIGINT, NOTES_LEAVE}, {SIGTERM, NOTES_LEAVE},
    {SIGHUP, NOTES_LEAVE},    {SIGQUIT, NOTES_LEAVE}, {SIGABRT, CRASHES},    {SIGSEGV, CRASHES},
    {SIGBUS, CRASHES},        {SIGFPE, CRASHES},      {SIGILL, CRASHES},
};

enum { SIGNALS = sizeof signals / sizeof *signals };

static struct sigaction before[SIGNALS];
static sigset_t mask_before;

/* Only what a signal handler may do. */
static void restore_terminal(void)
{
	size_t sent = 0;
	while (sent < state.length) {
		ssize_t count = write(STDOUT_FILENO, state.bytes + sent, state.length - sent);
		if (count <= 0)
			break;
		sent += (size_t)count;
	}
	if (state.has_modes)
		tcsetattr(STDIN_FILENO, TCSANOW, &state.modes);
}

/* Ends the process by the signal itself, so that whoever started it sees why. */
static void end_by(int number)
{
	sigset_t one;
	restore_terminal();
	signal(number, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, number);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	raise(number);
}

static void take(int number)
{
	switch (number) {
	case SIGWINCH:
		state.resized = 1;
		break;
	case SIGTSTP:
		state.stop_asked = 1;
		break;
	case SIGABRT:
	case SIGSEGV:
	case SIGBUS:
	case SIGFPE:
	case SIGILL:
		end_by(number);
		break;
	default:
		if (state.busy)
			end_by(number);
		state.leave_asked = number;
	}
}

static void block_noted(sigset_t *set)
{
	for (size_t i = 0; i < SIGNALS; i++)
		if (signals[i].manner != CRASHES)
			sigaddset(set, signals[i].number);
}

static void set_handlers(struct sigaction *old)
{
	for (size_t i = 0; i < SIGNALS; i++) {
		struct sigaction action = {.sa_handler = take, .sa_flags = SA_ONSTACK};
		sigfillset(&action.sa_mask);
		bool asks = signals[i].manner == NOTES_LEAVE || signals[i].manner == NOTES_STOP;
		if (before[i].sa_handler == SIG_IGN && asks && !old)
			action = before[i]; /* as under nohup; and stopped, nobody would wake us */
		sigaction(signals[i].number, &action, old ? &old[i] : NULL);
	}
}

void give_back_start(void)
{
	stack_t stack = {.ss_sp = state.stack, .ss_size = sizeof state.stack};
	sigset_t noted;
	state.resized = state.stop_asked = state.leave_asked = state.busy = 0;
	state.length = 0;
	state.has_modes = tcgetattr(STDIN_FILENO, &state.modes) == 0;
	sigaltstack(&stack, NULL);
	sigemptyset(&noted);
	block_noted(&noted);
	sigprocmask(SIG_BLOCK, &noted, &mask_before);
	state.open_mask = mask_before;
	for (size_t i = 0; i < SIGNALS; i++)
		sigdelset(&state.open_mask, signals[i].number);
	set_handlers(before);
}

void give_back_again(void)
{
	set_handlers(NULL);
}

void give_back_bytes(const char *bytes, size_t length)
{
	if (length > sizeof state.bytes - state.length)
		return;
	memcpy(state.bytes + state.length, bytes, length);
	state.length += length;
}

void give_back_stop(void)
{
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i].number, &before[i], NULL);
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

static bool told_once(volatile sig_atomic_t *flag)
{
	bool was = *flag;
	*flag = 0;
	return was;
}

bool give_back_resized(void)
{
	return told_once(&state.resized);
}

bool give_back_stop_asked(void)
{
	return told_once(&state.stop_asked);
}

int give_back_leave_asked(void)
{
	return state.leave_asked;
}

void give_back_suspend(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, ours;
	sigset_t one, held;
	sigemptyset(&one);
	sigaddset(&one, SIGTSTP);
	sigaction(SIGTSTP, &action, &ours);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &one, &held); /* here it stops, and goes on later */
	sigprocmask(SIG_SETMASK, &held, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}

void give_back_busy(bool busy)
{
	sigset_t noted;
	sigemptyset(&noted);
	block_noted(&noted);
	sigdelset(&noted, SIGTSTP);
	state.busy = busy;
	sigprocmask(busy ? SIG_UNBLOCK : SIG_BLOCK, &noted, NULL);
}

const sigset_t *give_back_open_mask(void)
{
	return &state.open_mask;
}
