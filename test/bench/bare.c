/* Reads a file as libyaml does and does nothing with it: the least that any
 * loader on top of libyaml takes.
 *
 *     bare FILE
 *
 * The file is in memory before the clock starts. */
#include "clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <yaml.h>

static unsigned char *read_whole(const char *name, size_t *length)
{
	struct stat status;
	FILE *file = fopen(name, "rb");
	if (!file || fstat(fileno(file), &status) != 0)
		return NULL;
	unsigned char *bytes = malloc((size_t)status.st_size + 1);
	*length = bytes ? fread(bytes, 1, (size_t)status.st_size, file) : 0;
	fclose(file);
	return bytes;
}

/* How many events there are; 0 when libyaml finds fault with the file. */
static unsigned long parse(const unsigned char *bytes, size_t length)
{
	yaml_parser_t parser;
	yaml_event_t event;
	unsigned long events = 0;
	bool more = yaml_parser_initialize(&parser);
	if (!more)
		return 0;
	yaml_parser_set_input_string(&parser, bytes, length);
	while (more) {
		if (!yaml_parser_parse(&parser, &event)) {
			events = 0;
			break;
		}
		more = event.type != YAML_STREAM_END_EVENT;
		events++;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return events;
}

int main(int argc, char **argv)
{
	size_t length = 0;
	unsigned char *bytes = argc == 2 ? read_whole(argv[1], &length) : NULL;
	if (!bytes) {
		fprintf(stderr, "bare: give it a file that can be read\n");
		return 2;
	}
	double passed = clock_passed();
	unsigned long events = parse(bytes, length);
	passed = clock_passed() - passed;
	free(bytes);
	printf("{\"passed\": %.9f, \"events\": %lu, \"bytes\": %zu}\n", passed, events, length);
	return events > 0 ? 0 : 1;
}
