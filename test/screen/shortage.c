/* Memory runs out while the screen gets larger.
 *
 *     shortage PROGRAM FOLDER
 *
 * In several states each allocation that a resize takes fails in turn, alone and
 * with all after it, until a resize meets none. PROGRAM is the one with scarce.c.
 * It gives the terminal back, says why and ends with its own status: what has no
 * picture is not shown in part. Prints TAP. */
#include "judge.h"
#include "scarce.h"
#include "states.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ROWS = 60, COLUMNS = 200, NO_MEMORY = 3 };

static const char *const tried[] = {"opening page", "middle of the walk", "findings", "list of files"};

enum { TRIED = sizeof tried / sizeof *tried };

/* What both see; NULL where the system has none for it. */
static struct scarcity *share(void)
{
	char path[64];
	int file = memfd_create("scarcity", 0);
	if (file < 0 || ftruncate(file, sizeof(struct scarcity)) != 0)
		return NULL;
	struct scarcity *scarcity = mmap(NULL, sizeof *scarcity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)getpid(), file);
	return scarcity != MAP_FAILED && setenv(SCARCITY, path, 1) == 0 ? scarcity : NULL;
}

static bool ends_as_it_should(struct terminal *terminal, char says[JUDGE_SAYS])
{
	if (!judge_end(terminal, &(struct end_expected){.status = NO_MEMORY}, says))
		return false;
	bool told = terminal_sees(terminal, "carepath: there is not enough memory");
	if (!told)
		snprintf(says, JUDGE_SAYS, "it does not say why it ended");
	return told;
}

struct trial {
	const struct state *state;
	const char *program, *folder;
	struct scarcity *scarcity;
	bool for_ever;
};

/* One resize, in which the allocation of that number fails, if there are so many. */
static bool resize(const struct trial *trial, long number, char says[JUDGE_SAYS])
{
	trial->scarcity->left = -1;
	struct terminal *terminal = state_open(trial->state, trial->program, trial->folder);
	if (!terminal)
		return false;
	trial->scarcity->failed = false;
	trial->scarcity->for_ever = trial->for_ever;
	trial->scarcity->left = number;
	terminal_resize(terminal, ROWS, COLUMNS);
	enum settled settled = terminal_settle(terminal);
	bool fine = trial->scarcity->failed ? ends_as_it_should(terminal, says) : settled == SETTLED;
	if (!fine)
		judge_show(terminal);
	terminal_free(terminal);
	return fine;
}

static bool resize_until_enough(const struct trial *trial, long *count, char says[JUDGE_SAYS])
{
	for (*count = 0;; ++*count) {
		if (!resize(trial, *count, says)) {
			printf("# at allocation %ld%s\n", *count, trial->for_ever ? " and all after it" : "");
			return false;
		}
		if (!trial->scarcity->failed)
			return *count > 0; /* else nothing was tried */
	}
}

static bool try(struct trial *trial, long *count, char says[JUDGE_SAYS])
{
	trial->for_ever = false;
	if (!resize_until_enough(trial, count, says))
		return false;
	trial->for_ever = true;
	return resize_until_enough(trial, count, says);
}

int main(int argc, char **argv)
{
	struct scarcity *scarcity = share();
	if (argc != 3 || !scarcity) {
		fprintf(stderr, "usage: shortage PROGRAM FOLDER\n");
		return 2;
	}
	bool all_fine = true;
	printf("1..%d\n", TRIED);
	for (int i = 0; i < TRIED; i++) {
		char says[JUDGE_SAYS] = "";
		long count = 0;
		struct trial trial = {state_find(tried[i]), argv[1], argv[2], scarcity, false};
		bool fine = try(&trial, &count, says);
		if (says[0])
			printf("# %s\n", says);
		printf("%s %d - %s: each of %ld allocations of a resize failed\n", fine ? "ok" : "not ok", i + 1,
		       tried[i], count);
		fflush(stdout);
		all_fine = all_fine && fine;
	}
	return !all_fine;
}
