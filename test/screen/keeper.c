#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHANNEL = 3, FAILED_TO_START = 127 };

struct keeper {
	pid_t program;
	int signals;
	bool keeps_hang_up;
};

static void say(struct keeper_message message)
{
	/* When nobody listens any more, the end of the channel says what to do. */
	(void)!send(CHANNEL, &message, sizeof message, MSG_NOSIGNAL);
}

/* ---------------------------------------------------------------- the program */

static void set_environment(const char *const *environment)
{
	for (; environment && *environment; environment++) {
		char *name = strdup(*environment), *value = name ? strchr(name, '=') : NULL;
		if (value) {
			*value = '\0';
			setenv(name, value + 1, 1);
		} else if (name) {
			unsetenv(name);
		}
		free(name);
	}
}

static void plain_signals(void)
{
	sigset_t none;
	sigemptyset(&none);
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void become_program(const struct keeper_task *task)
{
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	/* What a folder forbids is forbidden to the tests of root, too. */
	prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	set_environment(task->environment);
	plain_signals();
	/* A path is as whoever names it sees it, not from that folder. */
	const char *name = task->arguments[0], *path = strchr(name, '/') ? realpath(name, NULL) : NULL;
	if (!task->folder || chdir(task->folder) == 0)
		execvp(path ? path : name, (char *const *)task->arguments);
	say((struct keeper_message){KEEPER_FAILED, getpid(), errno, 0});
	_exit(FAILED_TO_START);
}

/* ---------------------------------------------------------------- keeping it */

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

/* Everything that has become of it; true when it has ended. */
static bool take_changes(struct keeper *keeper)
{
	struct rusage usage;
	int status;
	while (wait4(keeper->program, &status, WNOHANG | WUNTRACED | WCONTINUED, &usage) > 0) {
		enum keeper_event event = WIFSTOPPED(status)     ? KEEPER_STOPPED
					  : WIFCONTINUED(status) ? KEEPER_CONTINUED
								 : KEEPER_ENDED;
		double busy = event == KEEPER_ENDED ? seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime) : 0;
		if (event != KEEPER_CONTINUED)
			tcsetpgrp(STDIN_FILENO, getpid());
		say((struct keeper_message){event, keeper->program, status, busy});
		if (event == KEEPER_ENDED)
			return true;
	}
	return false;
}

static bool take_signal(struct keeper *keeper)
{
	struct signalfd_siginfo signal;
	if (read(keeper->signals, &signal, sizeof signal) != sizeof signal)
		return false;
	if (signal.ssi_signo == SIGHUP && !keeper->keeps_hang_up) {
		kill(-keeper->program, SIGHUP);
		kill(-keeper->program, SIGCONT);
	}
	return take_changes(keeper);
}

/* False when nobody gives orders any more. */
static bool take_order(struct keeper *keeper)
{
	char order;
	if (recv(CHANNEL, &order, 1, 0) != 1)
		return false;
	if (order == KEEPER_KEEP_HANG_UP)
		keeper->keeps_hang_up = true;
	if (order == KEEPER_CONTINUE) {
		tcsetpgrp(STDIN_FILENO, keeper->program);
		kill(-keeper->program, SIGCONT);
	}
	return true;
}

static void keep(struct keeper *keeper)
{
	struct pollfd both[] = {{keeper->signals, POLLIN, 0}, {CHANNEL, POLLIN, 0}};
	while (poll(both, 2, -1) >= 0 || errno == EINTR) {
		/* Orders first: one of them is about the hang-up that follows. */
		if (both[1].revents && !take_order(keeper))
			break;
		if (both[0].revents && take_signal(keeper))
			return;
	}
	kill(-keeper->program, SIGKILL);
	waitpid(keeper->program, NULL, 0);
}

static void take_terminal(const char *path, int channel)
{
	setsid();
	int terminal = open(path, O_RDWR);
	if (terminal < 0)
		_exit(FAILED_TO_START);
	int kept = fcntl(channel, F_DUPFD, 10);
	for (int i = 0; i < 3; i++)
		dup2(terminal, i);
	dup3(kept, CHANNEL, O_CLOEXEC);
	close_range(CHANNEL + 1, ~0u, 0);
	ioctl(STDIN_FILENO, TIOCSCTTY, 0);
}

static _Noreturn void run(const struct keeper_task *task, int channel)
{
	struct keeper keeper = {.program = 0};
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGTTIN, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	take_terminal(task->terminal, channel);
	keeper.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	keeper.program = fork();
	if (keeper.program == 0)
		become_program(task);
	setpgid(keeper.program, keeper.program);
	say((struct keeper_message){KEEPER_STARTED, keeper.program, 0, 0});
	keep(&keeper);
	_exit(0);
}

pid_t keeper_start(const struct keeper_task *task, int *channel)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	pid_t keeper = fork();
	if (keeper == 0)
		run(task, ends[1]);
	close(ends[1]);
	*channel = ends[0];
	return keeper;
}
