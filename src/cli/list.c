#include "cli/out.h"
#include "cli/say.h"

#include "carepath/load.h"
#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/lines.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where pathways are looked for; those of the first folder need no folder name. */
static const char *const folders[] = {".", "pathways", CAREPATH_PATHWAYS};

/* A larger file is listed without its name: it would take long to read. */
enum { LARGEST_READ = 1 << 20 };

struct entry {
	const char *path;
	const char *name; /* of the pathway; "" where it was not read */
};

typedef LIST(struct entry) entries;

struct listing {
	struct arena *arena;
	struct writer *writer;
	entries entries;
	/* What is being read, held here so that running out of memory loses neither. */
	size_t folder;
	struct dirent **found;
	int found_count;
	struct document *document;
};

static bool ends_in_yaml(const char *name)
{
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

static const char *name_of(struct listing *listing, const char *path, off_t size)
{
	const char *name = "(has errors: carepath check shows them)";
	if (size > LARGEST_READ)
		return "";
	listing->document = document_read(path);
	if (listing->document && listing->document->pathway) {
		name = listing->document->pathway->name;
		name = arena_copy(listing->arena, name, strlen(name));
	}
	document_free(listing->document);
	listing->document = NULL;
	return name;
}

static void add_entry(struct listing *listing, const char *file)
{
	off_t size;
	const char *path = listing->folder == 0 ? arena_copy(listing->arena, file, strlen(file))
						: plain_format(listing->arena, "%s/%s", folders[listing->folder], file);
	if (!is_pathway(path, &size))
		return;
	struct entry entry = {path, name_of(listing, path, size)};
	*list_add(listing->arena, &listing->entries) = entry;
}

static void add_folder(void *subject)
{
	struct listing *listing = subject;
	for (int i = 0; i < listing->found_count; i++)
		add_entry(listing, listing->found[i]->d_name);
}

static int is_yaml(const struct dirent *entry)
{
	return ends_in_yaml(entry->d_name);
}

static void write_entries(const struct listing *listing)
{
	struct page page = {listing->writer, listing->arena, REPORT_COLUMNS};
	page_heading(&page, "Pathways at hand, and what to type");
	for (uint32_t i = 0; i < listing->entries.count; i++) {
		const struct entry *entry = &listing->entries.at[i];
		bool dash = entry->path[0] == '-';
		page_text(&page, 3, plain_format(listing->arena, "carepath %s%s", dash ? "./" : "", entry->path));
		if (*entry->name)
			page_faint(&page, 7, entry->name);
	}
	page_blank(&page);
	page_text(&page, 1, "'carepath help' says what else there is.");
}

static void write_nothing_found(const struct listing *listing)
{
	struct page page = {listing->writer, listing->arena, REPORT_COLUMNS};
	page_text(&page, 1, "There are no pathways in this folder. To begin one:");
	page_blank(&page);
	page_text(&page, 3, "carepath new my-pathway.yaml");
	page_blank(&page);
	page_text(&page, 1, "'carepath help' says what else there is.");
}

static void write_list(void *subject)
{
	const struct listing *listing = subject;
	if (listing->entries.count > 0)
		write_entries(listing);
	else
		write_nothing_found(listing);
}

static bool read_folder(struct listing *listing, size_t folder)
{
	listing->folder = folder;
	listing->found_count = scandir(folders[folder], &listing->found, is_yaml, alphasort);
	bool done = arena_try(listing->arena, add_folder, listing);
	for (int i = 0; i < listing->found_count; i++)
		free(listing->found[i]);
	if (listing->found_count >= 0)
		free(listing->found);
	document_free(listing->document);
	listing->document = NULL;
	return done;
}

static bool list_all(struct listing *listing)
{
	if (!listing->arena)
		return false;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (!read_folder(listing, i))
			return false;
	return arena_try(listing->arena, write_list, listing);
}

enum exit_code run_list(const struct request *request)
{
	struct out out;
	enum exit_code code = out_open(&out, NULL, OUT_REPLACE, request);
	struct listing listing = {.arena = arena_new(), .writer = &out.writer};
	if (!list_all(&listing))
		code = say_no_memory();
	arena_free(listing.arena);
	return out_close(&out, code);
}
