#include "ui/at_hand.h"

#include "carepath/journal.h"
#include "carepath/load.h"
#include "carepath/plain.h"
#include "export/lines.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* A larger file is listed without its name: it would take long to read. */
enum { LARGEST_READ = 1 << 20 };

/* As much is looked at to know whether a file is a pathway. */
enum { START_READ = 1 << 15 };

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
	return name[0] != '.' && !journal_has_name(name) &&
	       ((length > 5 && strcmp(name + length - 5, ".yaml") == 0) ||
		(length > 4 && strcmp(name + length - 4, ".yml") == 0));
}

/* Whether the line is of this key, in whatever way it is spelt wrong behind that. */
static bool is_key(const char *line, const char *key)
{
	size_t length = strlen(key);
	return strncasecmp(line, key, length) == 0 && strchr(" \t:\r\n", line[length]) != NULL;
}

/* A file that says carepath at the start of a line, or has two of a pathway's
 * main keys: other YAML files, of which a folder may have many, have one at most. */
static bool is_meant_as_pathway(const char *text)
{
	static const char *const keys[] = {"organisations", "teams", "steps", "journeys"};
	bool seen[sizeof keys / sizeof *keys] = {false};
	uint32_t count = 0;
	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
		if (is_key(line, "carepath"))
			return true;
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			count += !seen[i] && is_key(line, keys[i]);
			seen[i] |= is_key(line, keys[i]);
		}
	}
	return count >= 2;
}

/* Only an ordinary file is opened: a pipe would keep us waiting. What may not be
 * read is listed, for it may be one; *why says so. */
static bool is_pathway(const char *path, off_t *size, const char **why)
{
	char start[START_READ + 1];
	struct stat status;
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? -1 : read(file, start, START_READ);
	if (length < 0)
		*why = strerror(errno);
	if (file >= 0)
		close(file);
	start[length > 0 ? length : 0] = '\0';
	*size = status.st_size;
	return length < 0 || is_meant_as_pathway(start);
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

/* "line 12: unknown key 'nxt' in a step" */
static const char *first_error(const struct search *search)
{
	const struct document *document = search->document;
	for (uint32_t i = 0; document && i < document->diagnostics.list.count; i++) {
		const struct diagnostic *diagnostic = &document->diagnostics.list.at[i];
		if (diagnostic->severity == SEVERITY_ERROR)
			return plain_format(search->arena, "line %u: %s",
					    source_position(&document->source, diagnostic->span.start).line,
					    diagnostic->message);
	}
	return NULL;
}

static void read_pathway(struct search *search, struct pathway_at_hand *at_hand)
{
	search->document = document_read_on(at_hand->path, search->how->threads);
	const struct pathway *pathway = search->document ? search->document->pathway : NULL;
	at_hand->errors = pathway == NULL;
	if (!pathway) {
		at_hand->why = first_error(search);
		return;
	}
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
	const char *why = NULL;
	if (!is_pathway(path, &size, &why))
		return;
	struct pathway_at_hand at_hand = {
	    .path = path, .handoffs = NAN, .days = NAN, .errors = why != NULL, .why = keep(search, why)};
	if (!why && size <= LARGEST_READ)
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

static const char *gap_of(const struct page *page)
{
	return page->writer->ascii ? ", " : " · ";
}

static const char *what_is_in_it(const struct page *page, const struct pathway_at_hand *at_hand, const char *shows_all)
{
	struct arena *arena = page->arena;
	if (at_hand->errors)
		return plain_format(arena, "cannot be walked yet: %s. %s shows all.",
				    at_hand->why ? at_hand->why : "it has errors", shows_all);
	if (!at_hand->name)
		return "a large file";
	const char *gap = gap_of(page);
	char room[PLAIN_ROOM];
	const char *says = plain_format(arena, "%s%s%s hand-offs", counted(arena, at_hand->steps, "step", "steps"), gap,
					plain_number(at_hand->handoffs, room));
	if (isnan(at_hand->days))
		return says;
	return plain_format(arena, "%s%s%s from start to end", says, gap,
			    counted(arena, said_roughly(at_hand->days), "day", "days"));
}

void at_hand_write_row(const struct page *page, const struct pathway_at_hand *at_hand, uint32_t row,
		       const char *shows_all)
{
	const char *name = at_hand->name ? at_hand->name : at_hand->path;
	page_item(page, plain_format(page->arena, "%u", row + 1),
		  at_hand->place ? plain_format(page->arena, "%s, %s", name, at_hand->place) : name);
	page_faint(
	    page, 6,
	    plain_format(page->arena, "%s%s%s", what_is_in_it(page, at_hand, shows_all), gap_of(page), at_hand->path));
}
