#include "cli/cli.h"
#include "cli/out.h"

#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

enum { HELD_MOST = 32 << 20, TAKEN_AT_ONCE = 1 << 20 };

static enum exit_code say_version(const struct request *request)
{
	struct out out;
	enum exit_code code = out_open(&out, NULL, OUT_REPLACE, request);
	writer_text(&out.writer, "carepath " CAREPATH_VERSION "\n");
	return out_close(&out, code);
}

/* A file that we open must not become standard output or error because these
 * were closed. What stands in for them cannot be written to, which is told. */
static void hold_standard_files(void)
{
	for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
		if (fcntl(file, F_GETFD) < 0 && open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY) != file)
			return;
}

/* What is given back is wanted again at once, by the next file, key or change:
 * every page would have to be fetched and cleared anew. And a call to the system
 * for each few pages adds up. */
static void hold_memory(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, HELD_MOST);
	mallopt(M_MMAP_THRESHOLD, HELD_MOST);
	mallopt(M_TOP_PAD, TAKEN_AT_ONCE);
#endif
}

int main(int argc, char **argv)
{
	struct request request;
	hold_standard_files();
	hold_memory();
	/* Writes tell us when a reader went away. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* nor where a file would grow larger than is allowed */
	enum exit_code code = request_read(&request, argc, argv);
	if (code != EXIT_DONE)
		return code;
	if (request.version)
		return say_version(&request);
	/* The decimal point stays one. Not before: to read what characters are takes a tenth of a life as short as
	 * that. */
	setlocale(LC_CTYPE, "");
	if (request.help)
		return help_on(&request, request.command);
	return request.command ? request.command->run(&request) : run_list(&request);
}
