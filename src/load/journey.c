/* Journeys: people who walked the pathway. */
#include "load/sections.h"
#include "load/voice.h"

#include <stddef.h>

struct journey_draft {
	struct journey journey;
	uint32_t route; /* node */
};

static const struct field journey_fields[] = {
    {KEY("name"), &value_name, .offset = offsetof(struct journey_draft, journey.name),
     .meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    {KEY("about"), &value_text, .offset = offsetof(struct journey_draft, journey.about),
     .meaning = "who it is; says so when the person is composed"},
    {KEY("route"), &value_node, .offset = offsetof(struct journey_draft, route), .flags = FIELD_NEEDED,
     .form = "list of step ids and stops",
     .meaning = "the steps in their order; branches of a block one after another"},
};

const struct record journey_record = RECORD("journey", journey_fields);

struct stop_draft {
	struct stop stop;
	uint32_t date; /* node */
};

enum { STEP, WAIT, LASTS, VOICE, FEELING, DATE, NOTE };

#define AT(member) .offset = offsetof(struct stop_draft, member)

static const struct field stop_fields[] = {
    [STEP] = {KEY("step"), &value_step, AT(stop.step), FIELD_NEEDED, .meaning = "which"},
    [WAIT] = {KEY("wait"), &value_length, AT(stop.wait),
	      .meaning = "what this person waited before it; beats dates; of several arrows that lead here it tells "
			 "which one it was"},
    [LASTS] = {KEY("lasts"), &value_length, AT(stop.lasts), .meaning = "how long this person was in it"},
    [VOICE] = {KEY("voice"), &value_voices, AT(stop.voices), .meaning = "as in a step"},
    [FEELING] = {KEY("feeling"), &value_feeling, AT(stop.feeling), .meaning = "as in a step"},
    [DATE] = {KEY("date"), &value_node, AT(date), .form = "`2024-01-05` or `2024-01-05 14:30`",
	      .meaning = "when it started, never earlier than one before; without a time it fixes the day only"},
    [NOTE] = {KEY("note"), &value_text, AT(stop.note), .meaning = "what else there is to say of it; told on the walk"},
};

const struct record stop_record = RECORD("stop", stop_fields, .one_value = " or the id of a step");

/* `count` digits at the start of `text`, which is moved behind them and behind
 * the byte `end`, if there is to be one. */
static bool take_digits(struct view *text, uint32_t count, char end, int *number)
{
	uint32_t whole = count + (end != '\0');

	if (text->length < whole || (end && text->bytes[count] != end))
		return false;
	*number = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (text->bytes[i] < '0' || text->bytes[i] > '9')
			return false;
		*number = *number * 10 + (text->bytes[i] - '0');
	}
	*text = (struct view){text->bytes + whole, text->length - whole};
	return true;
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
static long days_since_1970(int year, int month, int day)
{
	long y = month <= 2 ? year - 1 : year;
	long era = (y >= 0 ? y : y - 399) / 400;
	long of_era = y - era * 400;
	long of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool parse_date(struct view text, struct stop *stop)
{
	int year, month, day, hour = 0, minute = 0;

	if (!take_digits(&text, 4, '-', &year) || !take_digits(&text, 2, '-', &month) ||
	    !take_digits(&text, 2, '\0', &day))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > days_in(year, month))
		return false;
	stop->has_time = text.length > 0;
	if (stop->has_time) {
		bool apart = text.bytes[0] == ' ' || text.bytes[0] == 'T';
		text = (struct view){text.bytes + 1, text.length - 1};
		if (!apart || !take_digits(&text, 2, ':', &hour) || !take_digits(&text, 2, '\0', &minute) ||
		    text.length || hour > 23 || minute > 59)
			return false;
	}
	stop->date = (double)days_since_1970(year, month, day) * 86400 + hour * 3600 + minute * 60;
	return true;
}

static void read_date(struct load *load, uint32_t value, struct stop *stop)
{
	struct view text;

	if (!value_is_text(load, "date", value, &text))
		return;
	stop->has_date = parse_date(without_blanks(text), stop);
	if (stop->has_date)
		stop->date_text = load_keep(load, without_blanks(text));
	else
		say_not(load, value, "a date")->help = "write it as 2024-01-05 or 2024-01-05 14:30";
}

/* The latest date so far, which no later stop may be earlier than. */
struct latest {
	bool known, has_time;
	double date;
	struct span at;
};

static double day_of(double date)
{
	return date - (double)((long)date % 86400 + ((long)date % 86400 < 0 ? 86400 : 0));
}

static void check_order(struct load *load, const struct stop *stop, uint32_t value, struct latest *latest)
{
	bool times = stop->has_time && latest->has_time;

	if (latest->known && (times ? stop->date < latest->date : day_of(stop->date) < day_of(latest->date))) {
		struct diagnostic *diagnostic =
		    diagnostic_error(load->diagnostics, load_span(load, value), "'%s' is earlier than a date before it",
				     stop->date_text);
		load_second(diagnostic, latest->at, "that date is here");
	} else {
		*latest = (struct latest){true, stop->has_time, stop->date, load_span(load, value)};
	}
}

static bool read_stop(struct load *load, uint32_t value, struct stop *stop, struct latest *latest)
{
	struct stop_draft draft = {.stop = {.step = NONE, .at = load_span(load, value)}};
	struct span at = {draft.stop.at.start, draft.stop.at.start + 1};
	struct given given;

	if (load_node(load, value)->kind != NODE_MAPPING) {
		draft.stop.step = ids_read(load, &load->steps, "route", value);
	} else if (record_read(load, &stop_record, value, at, NULL, &draft, &given)) {
		if (given_has(&given, STEP))
			draft.stop.at = given_span(load, &given, STEP);
		draft.stop.has_wait = given_has(&given, WAIT);
		draft.stop.has_lasts = given_has(&given, LASTS);
		draft.stop.has_feeling = given_has(&given, FEELING);
	}
	if (draft.date)
		read_date(load, draft.date, &draft.stop);
	if (draft.stop.has_date)
		check_order(load, &draft.stop, draft.date, latest);
	*stop = draft.stop;
	return stop->step != NONE;
}

static void read_route(struct load *load, struct journey *journey, uint32_t value)
{
	struct items items = items_of(load, value);
	struct stop *stops = ARENA_ARRAY(load->arena, struct stop, items.count);
	struct latest latest = {0};
	uint32_t item;

	if (items.count == 0)
		diagnostic_error(load->diagnostics, load_span(load, value), "the list of 'route' is empty");
	while (items_next(&items, &item))
		if (read_stop(load, item, &stops[journey->stop_count], &latest))
			journey->stop_count++;
	journey->stops = stops;
}

static struct journey read_journey(struct load *load, const char *id, struct pair pair)
{
	struct journey_draft draft = {.journey = {.id = id, .at = load_span(load, pair.key)}};
	struct journey *journey = &draft.journey;
	struct given given;

	if (!says_blank(load, pair.key, pair.value))
		record_read(load, &journey_record, pair.value, journey->at, id, &draft, &given);
	if (!journey->name)
		journey->name = name_from_id(load, id);
	if (draft.route)
		read_route(load, journey, draft.route);
	return *journey;
}

void journeys_read(struct load *load, uint32_t section)
{
	struct pairs pairs;

	section_open(load, &load->journeys, section, UINT32_MAX, NULL, &pairs);
	load->pathway->journeys = ARENA_ARRAY(load->arena, struct journey, pairs.at.count);
	load->pathway->journey_count = pairs.at.count;
	for (uint32_t i = 0; i < pairs.at.count; i++)
		load->pathway->journeys[i] = read_journey(load, load->journeys.names.at[i], pairs.at.at[i]);
}
