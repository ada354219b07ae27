/* Memory runs out while the screen gets larger, or while a change is made.
 *
 *     shortage PROGRAM FOLDER
 *
 * In several states each allocation that this takes fails in turn, alone and with
 * all after it, until none is met. PROGRAM is the one with scarce.c. Where it
 * cannot go on it gives the terminal back, says why and ends with its own status;
 * where it can, it says what it could not do. Prints TAP. */
#include "judge.h"
#include "scarce.h"
#include "states.h"
#include "workplace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	ROWS = 60,
	COLUMNS = 200,
	NO_MEMORY = 3,
	EVERY = 11, /* of the many that a change takes */
};

/* Of two ways from a step one goes, and with it the only way to the step behind. */
static const struct state taking_away = {"way taken away",
					 {"walk", "--likeliest", "small.yaml"},
					 {"Right", "Right", "x", "End", "Up", "Up", "Enter", "Right"},
					 "[to Washing (40%)]"};
static const char file[] = "/test/screen/scripts/small.yaml";

/* What both see; NULL where the system has none for it. */
static struct scarcity *share(void)
{
	char path[64];
	int shared = memfd_create("scarcity", 0);
	if (shared < 0 || ftruncate(shared, sizeof(struct scarcity)) != 0)
		return NULL;
	struct scarcity *scarcity = mmap(NULL, sizeof *scarcity, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)getpid(), shared);
	return scarcity != MAP_FAILED && setenv(SCARCITY, path, 1) == 0 ? scarcity : NULL;
}

struct trial {
	const struct state *state;
	const char *program, *folder;
	struct scarcity *scarcity;
	bool for_ever;
	long number; /* of the allocation that fails */
};

static bool ends_as_it_should(struct terminal *terminal, char says[JUDGE_SAYS])
{
	if (!judge_end(terminal, &(struct end_expected){.status = NO_MEMORY}, says))
		return false;
	bool told = terminal_sees(terminal, "carepath: there is not enough memory");
	if (!told)
		snprintf(says, JUDGE_SAYS, "it does not say why it ended");
	return told;
}

static bool is_kept(const struct workplace *workplace)
{
	char *journal = workplace_read(workplace, "small.journal.yaml");
	bool kept = journal && strstr(journal, "washing");
	free(journal);
	return kept;
}

/* What the change does to people may be measured again later. That a step is left
 * alone, and that the change is not kept, is said as soon as it is made. */
static const char *what_is_missing(const struct workplace *workplace, struct terminal *terminal)
{
	if (!terminal_sees(terminal, "Changed, not saved yet"))
		return terminal_sees(terminal, "There is no memory left") ? NULL : "that there was no memory";
	if (!terminal_sees(terminal, "Nobody comes to Washing any more."))
		return "to which step nobody comes any more";
	return is_kept(workplace) || terminal_sees(terminal, "If the computer stops now") ? NULL
											  : "that it is not kept";
}

static bool goes_on_as_it_should(const struct workplace *workplace, struct terminal *terminal, char says[JUDGE_SAYS])
{
	const char *missing = what_is_missing(workplace, terminal);
	if (missing)
		snprintf(says, JUDGE_SAYS, "it goes on and does not say %s", missing);
	return !missing;
}

static bool act(const struct trial *trial, const struct workplace *workplace, struct terminal *terminal,
		char says[JUDGE_SAYS])
{
	struct scarcity *scarcity = trial->scarcity;
	scarcity->failed = false;
	scarcity->for_ever = trial->for_ever;
	scarcity->left = trial->number;
	if (trial->state == &taking_away)
		terminal_key(terminal, "Enter");
	else
		terminal_resize(terminal, ROWS, COLUMNS);
	enum settled settled = terminal_settle(terminal);
	if (!scarcity->failed)
		return settled == SETTLED;
	return settled == SETTLED ? goes_on_as_it_should(workplace, terminal, says) : ends_as_it_should(terminal, says);
}

/* In a folder of its own where something is changed. */
static bool try(const struct trial *trial, char says[JUDGE_SAYS])
{
	char original[WORKPLACE_PATH + sizeof file];
	struct workplace workplace = {0};
	const char *folder = trial->folder;
	snprintf(original, sizeof original, "%s%s", trial->folder, file);
	if (trial->state == &taking_away) {
		if (!workplace_copy(&workplace, original))
			return false;
		folder = workplace.folder;
	}
	trial->scarcity->left = -1;
	struct terminal *terminal = state_open(trial->state, trial->program, folder);
	bool fine = terminal && act(trial, &workplace, terminal, says);
	if (terminal && !fine)
		judge_show(terminal);
	terminal_free(terminal);
	workplace_clear(&workplace);
	return fine;
}

static bool try_each(struct trial *trial, bool for_ever, char says[JUDGE_SAYS])
{
	trial->for_ever = for_ever;
	for (trial->number = 0;; trial->number += trial->state == &taking_away ? EVERY : 1) {
		if (!try(trial, says)) {
			printf("# at allocation %ld%s\n", trial->number, for_ever ? " and all after it" : "");
			return false;
		}
		if (!trial->scarcity->failed)
			return trial->number > 0; /* else nothing was tried */
	}
}

int main(int argc, char **argv)
{
	const struct state *const tried[] = {state_find("opening page"), state_find("middle of the walk"),
					     state_find("findings"), state_find("list of files"), &taking_away};
	enum { TRIED = sizeof tried / sizeof *tried };
	struct scarcity *scarcity = share();
	if (argc != 3 || !scarcity) {
		fprintf(stderr, "usage: shortage PROGRAM FOLDER\n");
		return 2;
	}
	bool all_fine = true;
	printf("1..%d\n", TRIED);
	for (int i = 0; i < TRIED; i++) {
		char says[JUDGE_SAYS] = "";
		struct trial trial = {.state = tried[i], .program = argv[1], .folder = argv[2], .scarcity = scarcity};
		bool fine = try_each(&trial, false, says) && try_each(&trial, true, says);
		if (says[0])
			printf("# %s\n", says);
		printf("%s %d - %s: allocations fail up to the %ldth\n", fine ? "ok" : "not ok", i + 1, tried[i]->name,
		       trial.number);
		fflush(stdout);
		all_fine = all_fine && fine;
	}
	return !all_fine;
}
