#include "export/page_parts.h"

#include "carepath/plain.h"
#include "export/place.h"

#include <math.h>

enum { MOST_SHOWN = 12 };

static const char *person_days(const struct page *page, double seconds)
{
	return counted(page->arena, said_roughly(seconds / 86400), "day", "days");
}

static const char *say_nothing_passed_on(const struct page *page, const struct place_row *row)
{
	char number[PLAIN_ROOM];
	if (!(row->nothing_passed_on > 0))
		return "";
	return plain_format(page->arena, ", %s of them with nothing passed on",
			    plain_number(said_roughly(row->nothing_passed_on), number));
}

static const char *say_waiting(const struct page *page, const struct place_row *row)
{
	if (!(row->waiting_time >= 3600))
		return "";
	return plain_format(page->arena, "; %s of waiting on them", person_days(page, row->waiting_time));
}

static const char *say_known(const struct page *page, const struct place_row *row)
{
	if (!(row->asked_again > 0))
		return "";
	return plain_format(page->arena, ". %s asked again that the other knew",
			    counted(page->arena, said_roughly(row->asked_again), "thing", "things"));
}

static const char *say_boundary(const struct page *page, const struct place_row *row)
{
	return plain_format(page->arena, "%s and %s: %s a year%s%s%s", row->names[0], row->names[1],
			    counted(page->arena, said_roughly(row->times), "hand-off", "hand-offs"),
			    say_nothing_passed_on(page, row), say_waiting(page, row), say_known(page, row));
}

static const char *say_asked_again(const struct page *page, const struct place_row *row)
{
	char times[PLAIN_ROOM];
	return plain_format(page->arena, "%s: asked again %s a year", row->names[0],
			    plain_times(said_roughly(row->times), times));
}

static const char *say_delay(const struct page *page, const struct place_row *row)
{
	const char *whom = *row->names[1] ? plain_format(page->arena, "From %s to %s", row->names[0], row->names[1])
					  : plain_format(page->arena, "After %s", row->names[0]);
	return plain_format(page->arena, "%s: %s wait %s a year in all", whom,
			    counted(page->arena, said_roughly(row->times), "person", "people"),
			    person_days(page, row->waiting_time));
}

static void write_rows(const struct page *page, const struct place_rows *rows, enum kind kind, const char *heading,
		       const char *(*say)(const struct page *, const struct place_row *))
{
	uint32_t count = rows->count;
	/* Where nothing passes, something may be asked again, but no one is handed over. */
	while (count > 0 && !(rows->at[count - 1].times > 0))
		count--;
	uint32_t shown = count < MOST_SHOWN ? count : MOST_SHOWN;
	if (shown == 0)
		return;
	page_heading(page, heading);
	for (uint32_t i = 0; i < shown; i++)
		page_item(page, kind_mark(kind, page->writer->ascii),
			  plain_format(page->arena, "%s. In %s.", say(page, &rows->at[i]),
				       counted(page->arena, rows->at[i].files, "pathway", "pathways")));
	if (shown < count)
		page_text(page, 3, plain_format(page->arena, "and %u more", count - shown));
}

static double people_in_all(const struct place *place)
{
	double people = 0;
	for (uint32_t i = 0; i < place->file_count; i++)
		if (!isnan(place->files[i]->pathway->people_per_year))
			people += place->files[i]->pathway->people_per_year;
	return people;
}

static void write_left_out(const struct page *page, const struct place *place)
{
	if (place->left_out_count == 0)
		return;
	page_text(page, 1,
		  plain_format(page->arena,
			       "Left out of the sums, because the file does not say how many people start: %s.",
			       plain_list(page->arena, place->left_out, place->left_out_count, "and")));
}

const char *place_title(struct arena *arena, uint32_t file_count)
{
	return plain_format(arena, "%s together", counted(arena, file_count, "pathway", "pathways"));
}

void page_place(const struct page *page, const struct place *place)
{
	page_title(page, place_title(page->arena, place->file_count), NULL);
	page_blank(page);
	page_text(
	    page, 1,
	    plain_format(page->arena, "%s a year.", counted(page->arena, people_in_all(place), "person", "people")));
	write_left_out(page, place);
	write_rows(page, &place->boundaries, KIND_HANDOFF, "The boundaries that hurt most", say_boundary);
	write_rows(page, &place->asked_again, KIND_DUPLICATION, "What is asked again most", say_asked_again);
	write_rows(page, &place->delays, KIND_DELAY, "Where people wait most", say_delay);
}
