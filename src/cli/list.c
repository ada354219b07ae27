#include "cli/folders.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/wall.h"

#include "carepath/plain.h"
#include "export/lines.h"
#include "ui/at_hand.h"

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

enum exit_code run_list(const struct request *request)
{
	struct out out;
	struct ui_options options = {0};
	enum exit_code code;
	if (wall_wanted(request) && wall_show(request, &options, &code))
		return code;
	code = out_open(&out, NULL, OUT_REPLACE, request);
	const struct analysis_options how = {.exact_only = true};
	struct listing listing = {.arena = arena_new(), .writer = &out.writer};
	struct folders folders;
	folders_find(&folders);
	if (!listing.arena || !at_hand_find(&listing.at_hand, listing.arena, folders.at, &how) ||
	    !arena_try(listing.arena, write_list, &listing))
		code = say_no_memory();
	arena_free(listing.arena);
	return out_close(&out, code);
}
