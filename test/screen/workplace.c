#include "workplace.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs a program to its end; what it prints goes to `out` where that is a file. */
static int run(const char *const *arguments, FILE *out)
{
	int status = -1;
	pid_t child = fork();
	if (child == 0) {
		if (out)
			dup2(fileno(out), STDOUT_FILENO);
		execvp(arguments[0], (char *const *)arguments);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

static bool make_folder(char folder[WORKPLACE_PATH])
{
	if (*folder)
		return true;
	snprintf(folder, WORKPLACE_PATH, "/tmp/carepath-screen.XXXXXX");
	return mkdtemp(folder) != NULL;
}

bool workplace_copy(struct workplace *workplace, const char *file)
{
	return make_folder(workplace->folder) && make_folder(workplace->originals) &&
	       run((const char *const[]){"cp", "--", file, workplace->folder, NULL}, NULL) == 0 &&
	       run((const char *const[]){"cp", "--", file, workplace->originals, NULL}, NULL) == 0;
}

void workplace_clear(struct workplace *workplace)
{
	if (!*workplace->folder)
		return;
	workplace_protect(workplace, false);
	run((const char *const[]){"rm", "-rf", "--", workplace->folder, workplace->originals, NULL}, NULL);
}

bool workplace_protect(const struct workplace *workplace, bool protect)
{
	return chmod(workplace->folder, protect ? 0555 : 0755) == 0;
}

static void path_of(const char *folder, const char *name, char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/%s", folder, name);
}

bool workplace_set_room(const struct workplace *workplace, const char *bytes)
{
	char path[PATH_MAX];
	path_of(workplace->originals, ".room", path);
	if (!bytes)
		return unlink(path) == 0;
	FILE *file = fopen(path, "w");
	return file && fprintf(file, "%s\n", bytes) >= 0 && fclose(file) == 0;
}

bool workplace_append(const struct workplace *workplace, const char *name, const char *line)
{
	char path[PATH_MAX];
	path_of(workplace->folder, name, path);
	FILE *file = fopen(path, "a");
	return file && fprintf(file, "%s\n", line) >= 0 && fclose(file) == 0;
}

static char *read_file(FILE *file)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	for (int byte; (byte = getc(file)) != EOF;)
		putc(byte, out);
	fclose(out);
	return text;
}

char *workplace_read(const struct workplace *workplace, const char *name)
{
	char path[PATH_MAX];
	path_of(workplace->folder, name, path);
	FILE *file = fopen(path, "r");
	char *text = file ? read_file(file) : NULL;
	if (file)
		fclose(file);
	return text;
}

static unsigned lines_with(const char *text, char first)
{
	unsigned count = 0;
	for (const char *line = text; line; line = strchr(line, '\n'), line += line != NULL)
		count += *line == first;
	return count;
}

bool workplace_compare(const struct workplace *workplace, const char *name, unsigned *gone, unsigned *new)
{
	char before[PATH_MAX], after[PATH_MAX];
	path_of(workplace->originals, name, before);
	path_of(workplace->folder, name, after);
	FILE *out = tmpfile();
	bool compared = out && run((const char *const[]){"diff", "--", before, after, NULL}, out) >= 0;
	if (!compared)
		return false;
	rewind(out);
	char *text = read_file(out);
	fclose(out);
	*gone = lines_with(text, '<');
	*new = lines_with(text, '>');
	free(text);
	return true;
}
