/* Writes a pathway for dot(1): the same steps and arrows, from left to right,
 * each step with its name. Waits, lanes and blocks are left out, so that dot has
 * less to do.
 *
 *     graph FILE */
#include "carepath/load.h"

#include <stdio.h>

static void write_name(const char *name)
{
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			putchar('\\');
		putchar(*name);
	}
}

static void write_arrow(const struct pathway *pathway, uint32_t number)
{
	const struct arrow *arrow = &pathway->arrows[number];
	if (arrow->to != NONE) {
		printf("s%u -> s%u\n", arrow->from, arrow->to);
		return;
	}
	printf("o%u [label=\"", number);
	write_name(pathway->outcomes[arrow->outcome]);
	printf("\"]\ns%u -> o%u\n", arrow->from, number);
}

int main(int argc, char **argv)
{
	struct document *document = argc == 2 ? document_read(argv[1]) : NULL;
	if (!document || !document->pathway) {
		fprintf(stderr, "usage: graph FILE\n");
		return 2;
	}
	const struct pathway *pathway = document->pathway;
	printf("digraph {\nrankdir=LR\nnode [shape=box]\n");
	for (uint32_t i = 0; i < pathway->step_count; i++) {
		printf("s%u [label=\"", i);
		write_name(pathway->steps[i].name);
		printf("\"]\n");
	}
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		write_arrow(pathway, i);
	printf("}\n");
	document_free(document);
	return 0;
}
