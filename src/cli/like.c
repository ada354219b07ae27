#include "cli/like.h"

#include "cli/folders.h"
#include "cli/say.h"

#include "carepath/journal.h"
#include "carepath/plain.h"
#include "carepath/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What there is to start from. */
struct offers {
	struct arena *arena;
	LIST(const char *) names, paths;
	struct dirent **found; /* of the folder that is looked through */
	int found_count;
	const char *folder;
	const char *wanted;
	char list[512]; /* "copd, dementia …" */
};

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), end = strlen(ending);
	return length > end && strcmp(name + length - end, ending) == 0;
}

/* What shows how a pathway could be is not one to start from, nor is what was said of one. */
static int is_offered(const struct dirent *entry)
{
	const char *name = entry->d_name;
	return name[0] != '.' && ends_in(name, ".yaml") && !ends_in(name, "-to-be.yaml") && !journal_has_name(name);
}

static bool has_name(const struct offers *offers, const char *name)
{
	for (uint32_t i = 0; i < offers->names.count; i++)
		if (strcmp(offers->names.at[i], name) == 0)
			return true;
	return false;
}

static void take_folder(void *subject)
{
	struct offers *offers = subject;
	for (int i = 0; i < offers->found_count; i++) {
		const char *file = offers->found[i]->d_name;
		const char *name = arena_copy(offers->arena, file, strlen(file) - strlen(".yaml"));
		if (has_name(offers, name))
			continue;
		*list_add(offers->arena, &offers->names) = name;
		*list_add(offers->arena, &offers->paths) = plain_format(offers->arena, "%s/%s", offers->folder, file);
	}
}

/* Not the folder that we are in: what is there is the person's own. */
static bool find_offers(struct offers *offers)
{
	bool enough = true;
	struct folders folders;
	folders_find(&folders);
	for (int i = folders.first_of_carepath; folders.at[i] && enough; i++) {
		offers->folder = folders.at[i];
		offers->found_count = scandir(offers->folder, &offers->found, is_offered, alphasort);
		enough = arena_try(offers->arena, take_folder, offers);
		for (int j = 0; j < offers->found_count; j++)
			free(offers->found[j]);
		if (offers->found_count >= 0)
			free(offers->found);
	}
	return enough;
}

static enum exit_code say_none(struct offers *offers)
{
	size_t used = 0;
	if (offers->names.count == 0)
		return say_wrong(
		    "there is no pathway to start from: they are in the folder 'pathways' that comes with carepath, "
		    "which is not beside the program nor where it would be installed");
	for (uint32_t i = 0; i < offers->names.count && used < sizeof offers->list; i++)
		used += (size_t)snprintf(offers->list + used, sizeof offers->list - used, "%s%s", i ? ", " : "",
					 offers->names.at[i]);
	const char *near = text_nearest(offers->wanted, offers->names.at, offers->names.count);
	if (near)
		return say_wrong("there is no pathway '%s' to start from; did you mean '%s'? There are: %s",
				 offers->wanted, near, offers->list);
	return say_wrong("there is no pathway '%s' to start from; there are: %s", offers->wanted, offers->list);
}

/* The file's text as it is: what is wrong with it is no matter of who starts. */
static struct draft *start_from(const char *name, const char *path, enum exit_code *code)
{
	char says[EDIT_SAYS];
	struct document *read = document_read(path), *made = NULL;
	struct draft *draft = NULL;
	bool fine = read && read->pathway;

	if (fine && (draft = draft_new(path, read->source.text, read->source.length)))
		made = edit_start_from(draft, name, says);
	if (read && !fine)
		*code = say_wrong("%s has errors and cannot be started from: carepath check %s shows them", path, path);
	else if (!draft)
		*code = say_no_memory();
	else if (!made)
		*code = say_wrong("%s cannot be started from. %s", path, says);
	else if (!made->pathway)
		*code = say_wrong("%s cannot be started from: with its names marked it would not load", path);
	document_free(made);
	document_free(read);
	if (*code == EXIT_DONE)
		return draft;
	draft_free(draft);
	return NULL;
}

struct draft *like_start(const char *name, enum exit_code *code)
{
	struct offers offers = {.arena = arena_new(), .wanted = name};
	struct draft *draft = NULL;
	uint32_t at = 0;

	*code = EXIT_DONE;
	if (!offers.arena || !find_offers(&offers)) {
		*code = say_no_memory();
	} else {
		while (at < offers.names.count && strcmp(offers.names.at[at], name) != 0)
			at++;
		if (at == offers.names.count)
			*code = say_none(&offers);
		else
			draft = start_from(name, offers.paths.at[at], code);
	}
	arena_free(offers.arena);
	return draft;
}
