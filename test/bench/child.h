/* One run of another program, and what it took. */
#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

enum { CHILD_SAYS = 1024 };

struct child {
	double busy;           /* seconds of the processor, all threads and the start included */
	double passed;         /* seconds from before its start to its end */
	char says[CHILD_SAYS]; /* what it wrote, where that is asked for */
};

/* What becomes of its standard output. */
enum child_output { OUTPUT_KEPT, OUTPUT_DROPPED };

/* Runs it to its end. Ends this program, with the reason, where it cannot be
 * run or does not end well: then there is nothing to measure. */
void child_run(const char *const *arguments, enum child_output output, struct child *child);

/* The same, with its output in a new file. */
void child_write(const char *const *arguments, const char *file);

/* The number behind "name": in what it wrote. Ends this program if there is none. */
double child_value(const struct child *child, const char *name);

#endif
