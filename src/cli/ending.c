#include "cli/ending.h"

#include "cli/say.h"

#include <string.h>
#include <strings.h>

static const struct ending {
	const char *ending;
	enum format format;
} endings[] = {
    {"txt", FORMAT_TEXT}, {"md", FORMAT_MARKDOWN}, {"markdown", FORMAT_MARKDOWN}, {"html", FORMAT_HTML},
    {"htm", FORMAT_HTML}, {"json", FORMAT_JSON},   {"csv", FORMAT_CSV},
};

/* What other programs make of such a file would not open there. */
static const char *const not_ours[] = {"svg",  "png", "pdf",  "dot", "mmd",  "bpmn", "jpg", "jpeg",
				       "docx", "doc", "xlsx", "xls", "pptx", "odt",  "rtf", "xml"};

static const char *ending_of(const char *file)
{
	const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file, *dot = strrchr(name, '.');
	return dot && dot > name ? dot + 1 : "";
}

enum exit_code ending_format(const char *file, unsigned *format)
{
	const char *ending = ending_of(file);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (strcasecmp(ending, endings[i].ending) == 0) {
			*format = endings[i].format;
			return EXIT_DONE;
		}
	for (size_t i = 0; i < sizeof not_ours / sizeof *not_ours; i++)
		if (strcasecmp(ending, not_ours[i]) == 0)
			return say_wrong("%s: carepath writes no .%s; --format says what else it is to be", file,
					 ending);
	return EXIT_DONE;
}
