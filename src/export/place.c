#include "export/place.h"

#include "carepath/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef LIST(struct place_row) rows;

static struct place_row *add_row(struct arena *arena, rows *list, const char *one, const char *other, uint32_t file)
{
	struct place_row *row = list_add(arena, list);
	row->names[0] = one;
	row->names[1] = other;
	row->keys[0] = text_fold(arena, one);
	row->keys[1] = text_fold(arena, other);
	row->file = file;
	row->files = 1;
	return row;
}

/* A boundary has no direction: the name that sorts first comes first. */
static void order_names(struct place_row *row)
{
	if (strcmp(row->keys[0], row->keys[1]) <= 0)
		return;
	const char *name = row->names[0];
	char *key = row->keys[0];
	row->names[0] = row->names[1];
	row->keys[0] = row->keys[1];
	row->names[1] = name;
	row->keys[1] = key;
}

static void collect_boundaries(struct arena *arena, rows *list, const struct analysis *analysis, uint32_t file)
{
	const struct pathway *pathway = analysis->pathway;
	double people = pathway->people_per_year;
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		const struct fault_line *line = &analysis->fault_lines[i];
		struct place_row *row = add_row(arena, list, pathway->organisations[line->organisations[0]].name,
						pathway->organisations[line->organisations[1]].name, file);
		order_names(row);
		row->times = line->handoffs * people;
		row->nothing_passed_on = line->nothing_passed_on * people;
		row->waiting_time = line->waiting_time * people;
		row->asked_again = line->asked_again * people;
	}
}

static void collect_asked_again(struct arena *arena, rows *list, const struct analysis *analysis, uint32_t file)
{
	const struct pathway *pathway = analysis->pathway;
	for (uint32_t i = 0; i < analysis->finding_count; i++) {
		const struct finding *finding = &analysis->findings[i];
		if (finding->rule == RULE_ASKED_AGAIN && finding->thing != NONE)
			add_row(arena, list, pathway->words[finding->thing].text, "", file)->times =
			    finding->per_person * pathway->people_per_year;
	}
}

/* All waits, flagged or not: many short ones may come to more than a long one. */
static void collect_delays(struct arena *arena, rows *list, const struct analysis *analysis, uint32_t file)
{
	const struct pathway *pathway = analysis->pathway;
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct arrow *arrow = &pathway->arrows[i];
		double times = analysis->figures.visits[arrow->from] * arrow->share * pathway->people_per_year;
		double waiting = times * duration_mean(&arrow->wait);
		if (!(waiting > 0))
			continue;
		const char *from = pathway->teams[pathway->steps[arrow->from].team].name;
		const char *to = arrow->to == NONE ? "" : pathway->teams[pathway->steps[arrow->to].team].name;
		struct place_row *row = add_row(arena, list, from, to, file);
		row->waiting_time = waiting;
		row->times = times;
	}
}

static int by_names(const void *a, const void *b)
{
	const struct place_row *one = a, *other = b;
	int order = strcmp(one->keys[0], other->keys[0]);
	if (order == 0)
		order = strcmp(one->keys[1], other->keys[1]);
	return order ? order : (one->file > other->file) - (one->file < other->file);
}

static void add_up(struct place_row *sum, const struct place_row *row)
{
	sum->times += row->times;
	sum->nothing_passed_on += row->nothing_passed_on;
	sum->waiting_time += row->waiting_time;
	sum->asked_again += row->asked_again;
	if (sum->file != row->file)
		sum->files++;
	sum->file = row->file;
}

/* Rows with the same names become one. */
static void merge_rows(rows *list)
{
	uint32_t kept = 0;
	if (list->count > 0)
		qsort(list->at, list->count, sizeof *list->at, by_names);
	for (uint32_t i = 0; i < list->count; i++) {
		struct place_row *last = kept > 0 ? &list->at[kept - 1] : NULL;
		if (last && strcmp(last->keys[0], list->at[i].keys[0]) == 0 &&
		    strcmp(last->keys[1], list->at[i].keys[1]) == 0)
			add_up(last, &list->at[i]);
		else
			list->at[kept++] = list->at[i];
	}
	list->count = kept;
}

static int descending(double a, double b)
{
	return (a < b) - (a > b);
}

static int more_times_first(const void *a, const void *b)
{
	const struct place_row *one = a, *other = b;
	int order = descending(one->times, other->times);
	if (order == 0)
		order = descending(one->waiting_time, other->waiting_time);
	return order ? order : by_names(a, b);
}

static int more_waiting_first(const void *a, const void *b)
{
	const struct place_row *one = a, *other = b;
	int order = descending(one->waiting_time, other->waiting_time);
	return order ? order : by_names(a, b);
}

static struct place_rows in_order(rows *list, int (*order)(const void *, const void *))
{
	merge_rows(list);
	if (list->count > 0)
		qsort(list->at, list->count, sizeof *list->at, order);
	return (struct place_rows){list->at, list->count};
}

struct place *place_new(struct arena *arena, const struct analysis *const *files, uint32_t count)
{
	struct place *place = ARENA_NEW(arena, struct place);
	rows boundaries = {0}, asked_again = {0}, delays = {0};
	place->files = files;
	place->file_count = count;
	place->left_out = ARENA_ARRAY(arena, const char *, count);
	for (uint32_t i = 0; i < count; i++) {
		if (isnan(files[i]->pathway->people_per_year)) {
			place->left_out[place->left_out_count++] = files[i]->pathway->source->name;
			continue;
		}
		collect_boundaries(arena, &boundaries, files[i], i);
		collect_asked_again(arena, &asked_again, files[i], i);
		collect_delays(arena, &delays, files[i], i);
	}
	place->boundaries = in_order(&boundaries, more_times_first);
	place->asked_again = in_order(&asked_again, more_times_first);
	place->delays = in_order(&delays, more_waiting_first);
	return place;
}
