#include "cli/answer.h"
#include "cli/folders.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/wall.h"

#include "carepath/plain.h"
#include "export/lines.h"
#include "ui/at_hand.h"

#include <unistd.h>

struct listing {
	struct arena *arena;
	struct writer *writer;
	struct at_hand at_hand;
};

static void write_entries(const struct listing *listing)
{
	struct page page = {listing->writer, listing->arena, REPORT_COLUMNS, NULL};
	page_heading(&page, "Pathways at hand, and what to type");
	for (uint32_t i = 0; i < listing->at_hand.list.count; i++) {
		const struct pathway_at_hand *entry = &listing->at_hand.list.at[i];
		bool dash = entry->path[0] == '-';
		page_text(&page, 3, plain_format(listing->arena, "carepath %s%s", dash ? "./" : "", entry->path));
		if (entry->errors)
			page_faint(&page, 7, "(has errors: carepath check shows them)");
		else if (entry->name)
			page_faint(&page, 7, entry->name);
	}
	page_blank(&page);
	page_text(&page, 1, "'carepath help' says what else there is.");
}

static void write_nothing_found(const struct listing *listing)
{
	struct page page = {listing->writer, listing->arena, REPORT_COLUMNS, NULL};
	page_text(&page, 1, "There are no pathways in this folder. To begin one:");
	page_blank(&page);
	page_text(&page, 3, "carepath new my-pathway.yaml");
	page_blank(&page);
	page_text(&page, 1, "'carepath help' says what else there is.");
}

static void write_list(void *subject)
{
	const struct listing *listing = subject;
	if (listing->at_hand.list.count > 0)
		write_entries(listing);
	else
		write_nothing_found(listing);
}

/* At a terminal without a screen one is chosen, and walked in lines. */
static bool at_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static void write_rows(void *subject)
{
	const struct listing *listing = subject;
	struct page page = {listing->writer, listing->arena, terminal_columns(STDOUT_FILENO), NULL};
	page_heading(&page, "Which pathway?");
	for (uint32_t i = 0; i < listing->at_hand.list.count; i++)
		at_hand_write_row(&page, &listing->at_hand.list.at[i], i, "Its number");
}

/* NULL: none. */
static const char *ask_path(const struct listing *listing)
{
	uint32_t count = listing->at_hand.list.count;
	struct answer answer;
	do {
		writer_text(listing->writer, "\n A number   q or Enter: none > ");
		if (!writer_finish(listing->writer))
			return NULL;
		answer_read(&answer);
		if (answer.kind == ANSWER_END)
			writer_text(listing->writer, "\n");
		if (answer.number >= 1 && answer.number <= count)
			return listing->at_hand.list.at[answer.number - 1].path;
		if (answer.kind != ANSWER_ON && !answer_leaves(&answer))
			writer_format(listing->writer, " A number from 1 to %u, please.\n", count);
	} while (answer.kind != ANSWER_ON && !answer_leaves(&answer));
	return NULL;
}

static enum exit_code walk(const struct request *request, const char *path)
{
	struct request walk = *request;
	walk.command = command_find("walk");
	walk.files = &path;
	walk.file_count = 1;
	return walk.command->run(&walk);
}

/* One with errors tells them, and is read again when it is chosen again. */
static enum exit_code choose_and_walk(const struct request *request, const struct listing *listing, bool *walked)
{
	enum exit_code code = EXIT_DONE;
	for (const char *path; (path = ask_path(listing));) {
		code = walk(request, path);
		*walked = code != EXIT_INPUT;
		if (*walked)
			break;
	}
	return code;
}

static bool find(const struct request *request, struct listing *listing)
{
	const struct analysis_options how = {.exact_only = !at_terminal(),
					     .people = request->people,
					     .seed = request->seed,
					     .threads = (uint32_t)request->threads};
	struct folders folders;
	folders_find(&folders);
	return listing->arena && at_hand_find(&listing->at_hand, listing->arena, folders.at, &how);
}

enum exit_code run_list(const struct request *request)
{
	struct out out;
	struct ui_options options = {0};
	enum exit_code code;
	if (wall_wanted(request) && wall_show(request, &options, &code))
		return code;
	code = out_open(&out, NULL, OUT_REPLACE, request);
	if (code != EXIT_DONE)
		return code;
	struct listing listing = {.arena = arena_new(), .writer = &out.writer};
	bool found = find(request, &listing), walked = false;
	bool asks = found && at_terminal() && listing.at_hand.list.count > 0;
	if (!found || !arena_try(listing.arena, asks ? write_rows : write_list, &listing))
		code = say_no_memory();
	else if (asks)
		code = choose_and_walk(request, &listing, &walked);
	arena_free(listing.arena);
	return walked ? code : out_close(&out, code); /* the walk ended the output */
}
