#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool progress_start(struct progress *progress)
{
	*progress = (struct progress){.started = seconds_now()};
	return isatty(STDERR_FILENO);
}

static void redraw(const char *line)
{
	if (write(STDERR_FILENO, line, __builtin_strlen(line)) < 0)
		return; /* the terminal went away: there is no one to tell */
}

/* After a second, ten times a second at most. */
void progress_show(void *subject, double done)
{
	struct progress *progress = subject;
	double now = seconds_now();
	char line[64];
	if (now - progress->started < 1 || now - progress->shown_at < 0.1)
		return;
	snprintf(line, sizeof line, "\rmeasuring: %3.0f%% ", 100 * (done < 0 ? 0 : done > 1 ? 1 : done));
	redraw(line);
	progress->shown_at = now;
	progress->shown = true;
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		redraw("\r                 \r");
	progress->shown = false;
}
