#include "cli/folders.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path, struct stat *status)
{
	return stat(path, status) == 0 && S_ISDIR(status->st_mode);
}

/* The folder `pathways` beside the program, or beside a folder that it is in, as
 * where it was built; or "". */
static bool find_beside(char beside[PATH_MAX])
{
	char program[PATH_MAX];
	struct stat status;
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	program[length > 0 ? length : 0] = '\0';
	for (char *end; (end = strrchr(program, '/'));) {
		*end = '\0';
		if (snprintf(beside, PATH_MAX, "%s/pathways", program) < PATH_MAX && is_folder(beside, &status))
			return true;
	}
	return false;
}

static bool is_same(const char *one, const char *other)
{
	struct stat a, b;
	return is_folder(one, &a) && is_folder(other, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* One folder by two names is there once. */
static void add(struct folders *folders, int *count, const char *path)
{
	struct stat status;
	for (int i = 0; i < *count; i++)
		if (is_same(folders->at[i], path)) {
			if (i == 0)
				folders->first_of_carepath = 0;
			return;
		}
	if (is_folder(path, &status))
		folders->at[(*count)++] = path;
}

void folders_find(struct folders *folders)
{
	struct stat status;
	int count = 1;
	folders->at[0] = ".";
	folders->first_of_carepath = 1;
	if (is_folder("pathways", &status))
		add(folders, &count, "pathways");
	else if (find_beside(folders->beside))
		add(folders, &count, folders->beside);
	add(folders, &count, CAREPATH_PATHWAYS);
	folders->at[count] = NULL;
}
