#include "edit/save_as.h"

#include "carepath/plain.h"

#include <string.h>
#include <sys/stat.h>

enum { NUMBERS_MOST = 1000 };

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? arena_copy(arena, path, (size_t)(slash + 1 - path)) : "";
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), taken = strlen(end);
	return length >= taken && strcmp(text + length - taken, end) == 0;
}

const char *save_as_propose(struct arena *arena, const char *open_one)
{
	const char *stem = open_one;
	struct stat status;
	if (ends_with(stem, ".yaml"))
		stem = arena_copy(arena, stem, strlen(stem) - strlen(".yaml"));
	if (!ends_with(stem, "-to-be"))
		stem = plain_format(arena, "%s-to-be", stem);
	const char *name = plain_format(arena, "%s.yaml", stem);
	for (unsigned number = 2; stat(name, &status) == 0 && number < NUMBERS_MOST; number++)
		name = plain_format(arena, "%s-%u.yaml", stem, number);
	return name;
}

const char *save_as_path(struct arena *arena, const char *open_one, const char *name)
{
	const char *folder = strchr(name, '/') ? "" : folder_of(arena, open_one);
	bool ended = ends_with(name, ".yaml") || ends_with(name, ".yml");
	return plain_format(arena, "%s%s%s", folder, name, ended ? "" : ".yaml");
}

const char *save_as_missing_folder(struct arena *arena, const char *path)
{
	struct stat status;
	const char *folder = folder_of(arena, path);
	size_t length = strlen(folder);
	if (length <= 1 || (stat(folder, &status) == 0 && S_ISDIR(status.st_mode)))
		return NULL;
	return arena_copy(arena, folder, length - 1);
}
