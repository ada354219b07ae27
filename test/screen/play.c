/* Plays sessions at a terminal and compares what is seen: see script.h.
 *
 *     play [--update] PROGRAM FOLDER SCRIPT...
 *     play --help
 *
 * PROGRAM is what `start` runs, FOLDER where; golden screens are in golden/
 * beside each script's folder. Prints TAP, a case a script. */
#include "script.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_golden(char golden[PATH_MAX], const char *script)
{
	char copy[PATH_MAX];
	snprintf(copy, sizeof copy, "%s", script);
	snprintf(golden, PATH_MAX, "%s/golden", dirname(copy));
}

static bool play(struct script_setting setting, const char *path, int number)
{
	char golden[PATH_MAX], says[SCRIPT_SAYS];
	set_golden(golden, path);
	setting.golden = golden;
	bool fine = script_run(&setting, path, says);
	if (!fine)
		printf("# %s\n", says);
	const char *name = strrchr(path, '/');
	printf("%s %d - %s\n", fine ? "ok" : "not ok", number, name ? name + 1 : path);
	fflush(stdout);
	return fine;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		script_help();
		return 0;
	}
	struct script_setting setting = {.update = argc > 1 && strcmp(argv[1], "--update") == 0};
	char **names = argv + 1 + setting.update, **end = argv + argc;
	if (end - names < 3) {
		fprintf(stderr, "usage: play [--update] PROGRAM FOLDER SCRIPT...\n");
		return 2;
	}
	setting.program = names[0];
	setting.folder = names[1];
	names += 2;
	bool fine = true;
	printf("1..%d\n", (int)(end - names));
	for (int number = 1; names < end; names++, number++)
		fine = play(setting, *names, number) && fine;
	return !fine;
}
