#include "ui/at_hand.h"

#include "carepath/load.h"
#include "carepath/plain.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A larger file is listed without its name: it would take long to read. */
enum { LARGEST_READ = 1 << 20 };

struct search {
	struct arena *arena;
	struct at_hand *at_hand;
	const char *folder;
	const struct analysis_options *how;
	/* What is being read, held here so that running out of memory loses neither. */
	struct dirent **found;
	int found_count;
	struct document *document;
	struct analysis *analysis;
};

static int ends_in_yaml(const struct dirent *entry)
{
	const char *name = entry->d_name;
	size_t length = strlen(name);
	return name[0] != '.' && ((length > 5 && strcmp(name + length - 5, ".yaml") == 0) ||
				  (length > 4 && strcmp(name + length - 4, ".yml") == 0));
}

/* Whether the first line that is neither empty nor a comment is a pathway's. */
static bool starts_as_pathway(const char *text)
{
	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (*text == '#' || *text == '\n' || *text == '\r' || *text == ' ' || strncmp(text, "---", 3) == 0)
		text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
	return strncmp(text, "carepath:", 9) == 0;
}

/* Only an ordinary file is opened: a pipe would keep us waiting. */
static bool is_pathway(const char *path, off_t *size)
{
	char start[4096];
	struct stat status;
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	ssize_t length = read(file, start, sizeof start - 1);
	close(file);
	start[length > 0 ? length : 0] = '\0';
	*size = status.st_size;
	return starts_as_pathway(start);
}

static const char *keep(struct search *search, const char *text)
{
	return text ? arena_copy(search->arena, text, strlen(text)) : NULL;
}

static void let_go(struct search *search)
{
	analysis_free(search->analysis);
	document_free(search->document);
	search->analysis = NULL;
	search->document = NULL;
}

static void read_pathway(struct search *search, struct pathway_at_hand *at_hand)
{
	search->document = document_read(at_hand->path);
	const struct pathway *pathway = search->document ? search->document->pathway : NULL;
	at_hand->errors = pathway == NULL;
	if (!pathway)
		return;
	at_hand->name = keep(search, pathway->name);
	at_hand->place = keep(search, pathway->place);
	at_hand->steps = pathway->step_count;
	search->analysis = analysis_new(pathway, search->how, NULL);
	if (!search->analysis)
		return;
	at_hand->handoffs = search->analysis->figures.simple[MEASURE_HANDOFFS];
	at_hand->days = search->analysis->figures.simple[MEASURE_LEAD_TIME] / 86400;
}

static void add_file(struct search *search, const char *file)
{
	off_t size;
	bool here = strcmp(search->folder, ".") == 0;
	const char *path = here ? keep(search, file) : plain_format(search->arena, "%s/%s", search->folder, file);
	if (!is_pathway(path, &size))
		return;
	struct pathway_at_hand at_hand = {.path = path, .handoffs = NAN, .days = NAN};
	if (size <= LARGEST_READ)
		read_pathway(search, &at_hand);
	let_go(search);
	*list_add(search->arena, &search->at_hand->list) = at_hand;
}

static void add_folder(void *subject)
{
	struct search *search = subject;
	for (int i = 0; i < search->found_count; i++)
		add_file(search, search->found[i]->d_name);
}

static bool search_folder(struct search *search)
{
	search->found_count = scandir(search->folder, &search->found, ends_in_yaml, alphasort);
	bool done = arena_try(search->arena, add_folder, search);
	for (int i = 0; i < search->found_count; i++)
		free(search->found[i]);
	if (search->found_count >= 0)
		free(search->found);
	let_go(search);
	return done;
}

bool at_hand_find(struct at_hand *at_hand, struct arena *arena, const char *const *folders,
		  const struct analysis_options *how)
{
	*at_hand = (struct at_hand){0};
	for (size_t i = 0; folders[i]; i++) {
		struct search search = {.arena = arena, .at_hand = at_hand, .folder = folders[i], .how = how};
		if (!search_folder(&search))
			return false;
	}
	return true;
}
