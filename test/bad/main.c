/* Pathway files with faults in them, against what is said of them.
 *
 *     bad FOLDER             compares; prints TAP, one case a file
 *     bad --update FOLDER    writes what is said now as expected
 *
 * Beside NAME.yaml stands NAME.txt: what `carepath check` prints on standard
 * error. A file has one fault, and one message is expected of it; those called
 * several-*.yaml say in their first line how many they have. */
#include "../text_file.h"

#include "carepath/analysis.h"
#include "carepath/load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is found in the file, by reading and by measuring it. */
static struct text said_of(const char *name, bool *refused)
{
	struct text text = text_new();
	struct writer writer;
	struct document *document = document_read(name);
	if (!document)
		stop(name);
	*refused = !document->pathway;
	if (!*refused) {
		struct analysis_options options = {.people = 1, .threads = 1};
		analysis_free(analysis_new(document->pathway, &options, &document->diagnostics));
	}
	writer_init(&writer, text_keep, &text);
	diagnostics_print(&document->diagnostics, &document->source, &writer);
	if (!writer_finish(&writer))
		stop(name);
	document_free(document);
	return text;
}

static unsigned count(const char *text, const char *word)
{
	unsigned times = 0;
	for (; (text = strstr(text, word)); text += strlen(word))
		times++;
	return times;
}

/* The number in "# 12 faults", the first line of a file that has several. */
static unsigned faults_of(const char *name)
{
	unsigned faults = 1;
	struct text text = text_read(name);
	if (strncmp(name, "several-", strlen("several-")) == 0 && sscanf(text.at, "# %u faults", &faults) != 1)
		faults = 0;
	free(text.at);
	return faults;
}

/* Those said at a place, and "10 more errors are not shown". */
static unsigned messages_in(const char *said)
{
	unsigned more = 0;
	const char *rest = strstr(said, " more error");
	while (rest && rest > said && rest[-1] >= '0' && rest[-1] <= '9')
		rest--;
	if (rest)
		sscanf(rest, "%u", &more);
	return count(said, ": error: ") + count(said, ": warning: ") + more;
}

/* Whether each message stands in a line no earlier than the one before. */
static bool in_order(const char *name, const char *said)
{
	unsigned last = 0, line;
	for (const char *at = said; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		size_t length = strcspn(at, "\n");
		bool message = memmem(at, length, ": error: ", 9) || memmem(at, length, ": warning: ", 11);
		if (strncmp(at, name, strlen(name)) != 0 || !message || sscanf(at + strlen(name), ":%u", &line) != 1)
			continue;
		if (line < last)
			return false;
		last = line;
	}
	return true;
}

static const char *fault_of(const char *name, const struct text *said, const struct text *expected, bool refused)
{
	unsigned errors = count(said->at, ": error: ");
	if (strcmp(said->at, expected->at) != 0)
		return "not what is expected";
	if (refused != (errors > 0))
		return refused ? "refused without an error" : "an error, but not refused";
	if (strncmp(name, "voice-private", strlen("voice-private")) == 0 && strstr(said->at, "told"))
		return "private words are shown";
	if (messages_in(said->at) != faults_of(name))
		return "one fault must give one message";
	if (!in_order(name, said->at))
		return "not in the order of the file";
	return NULL;
}

static void show(const char *what, char *text)
{
	printf("# %s\n", what);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		printf("#   %s\n", line);
}

static bool check(unsigned number, const char *name, const char *expected_name)
{
	bool refused;
	struct text said = said_of(name, &refused), expected = text_read(expected_name);
	const char *fault = fault_of(name, &said, &expected, refused);
	printf("%s %u - %s%s%s\n", fault ? "not ok" : "ok", number, name, fault ? ": " : "", fault ? fault : "");
	if (fault) {
		show("expected", expected.at);
		show("said", said.at);
	}
	free(said.at);
	free(expected.at);
	return !fault;
}

static void update(const char *name, const char *expected_name)
{
	bool refused;
	struct text said = said_of(name, &refused);
	text_write(expected_name, &said);
	free(said.at);
}

static int is_pathway(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

int main(int argument_count, char **arguments)
{
	bool updating = argument_count > 1 && strcmp(arguments[1], "--update") == 0, fine = true;
	struct dirent **entries;
	if (argument_count != 2 + updating) {
		fputs("usage: bad [--update] FOLDER\n", stderr);
		return 2;
	}
	if (chdir(arguments[1 + updating]) != 0)
		stop(arguments[1 + updating]);
	int files = scandir(".", &entries, is_pathway, alphasort);
	printf("1..%d\n", files);
	for (int i = 0; i < files; i++) {
		char expected[300];
		const char *name = entries[i]->d_name;
		snprintf(expected, sizeof expected, "%.*s.txt", (int)(strlen(name) - 5), name);
		if (updating)
			update(name, expected);
		else
			fine &= check((unsigned)i + 1, name, expected);
		free(entries[i]);
	}
	free(entries);
	return fine ? 0 : 1;
}
