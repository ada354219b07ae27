#include "ui/others.h"

#include <string.h>
#include <sys/stat.h>

static const char to_be[] = "-to-be";

static const char *name_in_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* How long the name is without what tells the format. */
static size_t stem_length(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot ? (size_t)(dot - name) : strlen(name);
}

bool is_to_be(const char *path)
{
	const char *name = name_in_folder(path);
	size_t length = stem_length(name), ending = strlen(to_be);
	return length > ending && strncmp(name + length - ending, to_be, ending) == 0;
}

/* "hip-fracture" of both "hip-fracture.yaml" and "hip-fracture-to-be.yaml". */
static size_t subject_length(const char *path)
{
	return stem_length(name_in_folder(path)) - (is_to_be(path) ? strlen(to_be) : 0);
}

static bool are_counterparts(const char *one, const char *other)
{
	size_t length = subject_length(one);
	return is_to_be(one) != is_to_be(other) && length == subject_length(other) &&
	       strncmp(name_in_folder(one), name_in_folder(other), length) == 0;
}

bool is_same_file(const char *one, const char *other)
{
	struct stat a, b;
	return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool is_listed(const struct at_hand *list, const char *path)
{
	for (uint32_t i = 0; i < list->list.count; i++)
		if (is_same_file(list->list.at[i].path, path))
			return true;
	return false;
}

/* Of what was found: no file twice, not the open one, those of its own name first. */
struct choosing {
	struct arena *arena;
	const char *open_one;
	const char *const *usual; /* folders */
	struct at_hand *others, found;
	const char **folders; /* that of the open file, then those that are always looked through */
};

static void add_found(struct choosing *choosing, bool counterparts)
{
	const char *open_one = choosing->open_one;
	for (uint32_t i = 0; i < choosing->found.list.count; i++) {
		const struct pathway_at_hand *at_hand = &choosing->found.list.at[i];
		if (are_counterparts(open_one, at_hand->path) == counterparts &&
		    !is_same_file(open_one, at_hand->path) && !is_listed(choosing->others, at_hand->path))
			*list_add(choosing->arena, &choosing->others->list) = *at_hand;
	}
}

static void list_found(void *subject)
{
	struct choosing *choosing = subject;
	add_found(choosing, true);
	add_found(choosing, false);
}

static bool is_named(const char *const *folders, const char *folder)
{
	for (; *folders; folders++)
		if (is_same_file(*folders, folder))
			return true;
	return false;
}

/* Each once, however it is written: what is in it will be measured. */
static void name_folders(void *subject)
{
	struct choosing *choosing = subject;
	const char *const *usual = choosing->usual, *path = choosing->open_one;
	struct arena *arena = choosing->arena;
	size_t length = (size_t)(name_in_folder(path) - path);
	uint32_t count = 0;
	while (usual[count])
		count++;
	choosing->folders = ARENA_ARRAY(arena, const char *, count + 2u);
	choosing->folders[0] = length == 0 ? "." : arena_copy(arena, path, length > 1 ? length - 1 : 1);
	for (uint32_t named = 1; *usual; usual++)
		if (!is_named(choosing->folders, *usual))
			choosing->folders[named++] = *usual;
}

bool others_find(struct at_hand *others, struct arena *arena, const char *open_one, const char *const *folders,
		 const struct analysis_options *how)
{
	struct choosing choosing = {.arena = arena, .open_one = open_one, .usual = folders, .others = others};
	return arena_try(arena, name_folders, &choosing) &&
	       at_hand_find(&choosing.found, arena, choosing.folders, how) && arena_try(arena, list_found, &choosing);
}
