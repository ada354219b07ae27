/* Who there is: organisations, their teams; and where figures come from. */
#include "load/sections.h"

#include <stddef.h>

static bool says_too_many(struct load *load, uint32_t key, const char *most_text)
{
	diagnostic_error(load->diagnostics, load_span(load, key), "with this, there are more than %s", most_text)
	    ->help = "divide the file into several pathways";
	load->over_limit = true;
	return true;
}

/* By the mapping's own pairs: before anything is done for so many of them. */
static bool is_too_long(struct load *load, uint32_t section, uint32_t most, const char *most_text)
{
	const struct node *node = load_node(load, section);
	uint32_t key = tree_first(section);

	if (node->kind != NODE_MAPPING || node->count / 2 <= most)
		return false;
	for (uint32_t i = 0; i < most; i++)
		key = load_after_pair(load, key);
	return says_too_many(load, tree_value(load->tree, key), most_text);
}

bool section_open(struct load *load, struct ids *ids, uint32_t section, uint32_t most, const char *most_text,
		  struct pairs *pairs)
{
	*pairs = (struct pairs){0};
	if (section && is_too_long(load, section, most, most_text))
		return false;
	if (section && !pairs_read(load, ids->what, section, pairs))
		ids->unknown = true;
	ids_add(load, ids, pairs);
	/* Merged mappings may have made it longer. */
	return pairs->at.count <= most || !says_too_many(load, pairs->at.at[most].key, most_text);
}

uint32_t text_table_find(const struct text_table *table, struct view text)
{
	const uint32_t *index = hash_find(&table->hash, text, 0);
	return index ? *index : NONE;
}

uint32_t text_table_add(struct load *load, struct text_table *table, const char *text)
{
	bool is_new;
	uint32_t index = *hash_add(load->scratch, &table->hash, view_of(text), 0, table->texts.count, &is_new);

	if (is_new)
		*list_add(load->arena, &table->texts) = text;
	return index;
}

void sources_read(struct load *load, uint32_t section)
{
	struct pairs pairs;

	section_open(load, &load->sources, section, UINT32_MAX, NULL, &pairs);
	struct source_text *sources = ARENA_ARRAY(load->arena, struct source_text, pairs.at.count);
	struct view text;

	for (uint32_t i = 0; i < pairs.at.count; i++) {
		struct pair pair = pairs.at.at[i];
		sources[i] =
		    (struct source_text){.id = load->sources.names.at[i], .text = "", .at = load_span(load, pair.key)};
		if (!says_blank(load, pair.key, pair.value) && value_is_text(load, sources[i].id, pair.value, &text))
			sources[i].text = load_keep(load, text);
	}
	load->pathway->sources = sources;
	load->pathway->source_count = pairs.at.count;
}

struct organisation_draft {
	struct organisation organisation;
	const char *payer;
};

enum { ORGANISATION_NAME, ORGANISATION_SECTOR, ORGANISATION_PAYER, ORGANISATION_AREA };

static const struct field organisation_fields[] = {
    [ORGANISATION_NAME] = {KEY("name"), &value_name, .offset = offsetof(struct organisation_draft, organisation.name),
			   .meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    [ORGANISATION_SECTOR] = {KEY("sector"), &value_word,
			     .offset = offsetof(struct organisation_draft, organisation.sector), .words = &sector_words,
			     .meaning =
				 "what it is; says on which side it is: person, health, care, voluntary or other"},
    [ORGANISATION_PAYER] = {KEY("payer"), &value_text, .offset = offsetof(struct organisation_draft, payer),
			    .meaning = "who pays for what it does; default: its name. A pooled budget is one payer "
				       "that several organisations name"},
    [ORGANISATION_AREA] = {KEY("area"), &value_words, .words_class = WORDS_OTHER,
			   .offset = offsetof(struct organisation_draft, organisation.area),
			   .form = "list of place names", .meaning = "which places it serves"},
};

const struct record organisation_record = RECORD("organisation", organisation_fields);

static uint32_t sector_other(void)
{
	for (uint32_t i = 0; i < sector_count; i++)
		if (sectors[i].side == SIDE_OTHER)
			return i;
	return 0;
}

static struct organisation read_organisation(struct load *load, const char *id, struct pair pair)
{
	struct organisation_draft draft = {.organisation = {.id = id, .sector = NONE, .at = load_span(load, pair.key)}};
	struct organisation *organisation = &draft.organisation;
	struct given given = {0};

	bool read = !says_blank(load, pair.key, pair.value) &&
		    record_read(load, &organisation_record, pair.value, organisation->at, id, &draft, &given);
	if (read && !given_has(&given, ORGANISATION_SECTOR) && !(given.suspected & 1u << ORGANISATION_SECTOR))
		diagnostic_warning(load->diagnostics, organisation->at,
				   "organisation '%s' has no 'sector': it is taken as 'other'", id)
		    ->help = "its sector says on which side of the map it is: health, care, voluntary, person";
	if (organisation->sector == NONE)
		organisation->sector = sector_other();
	organisation->side = sectors[organisation->sector].side;
	if (!organisation->name)
		organisation->name = name_from_id(load, id);
	/* Its payer is unread, too, where the whole organisation is. */
	load->payers.unknown |= !read || given_unread(&given, ORGANISATION_PAYER) ||
				(given_has(&given, ORGANISATION_PAYER) && !draft.payer) ||
				(!draft.payer && given_unread(&given, ORGANISATION_NAME));
	organisation->payer = text_table_add(load, &load->payers, draft.payer ? draft.payer : organisation->name);
	return *organisation;
}

void organisations_read(struct load *load, uint32_t section)
{
	struct pairs pairs;

	if (!section_open(load, &load->organisations, section, MOST_ORGANISATIONS, "250 organisations", &pairs))
		return;
	load->payers.unknown = load->organisations.unknown;
	load->pathway->organisations = ARENA_ARRAY(load->arena, struct organisation, pairs.at.count);
	load->pathway->organisation_count = pairs.at.count;
	for (uint32_t i = 0; i < pairs.at.count; i++)
		load->pathway->organisations[i] =
		    read_organisation(load, load->organisations.names.at[i], pairs.at.at[i]);
}

static void read_organisation_id(struct load *load, const struct field *field, uint32_t value, void *into)
{
	*(uint32_t *)into = ids_read(load, &load->organisations, field->key, value);
}

static const struct value_type value_organisation = {"organisation id", read_organisation_id};

static const struct field team_fields[] = {
    {KEY("name"), &value_name, .offset = offsetof(struct team, name),
     .meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    {KEY("organisation"), &value_organisation, .offset = offsetof(struct team, organisation), .flags = FIELD_NEEDED,
     .meaning = "that it belongs to"},
    {KEY("records"), &value_words, .offset = offsetof(struct team, records), .words_class = WORDS_RECORDS,
     .form = "list of names",
     .meaning = "record systems that it reads and writes; two teams that name the same one share it"},
};

const struct record team_record = RECORD("team", team_fields);

static struct team read_team(struct load *load, const char *id, struct pair pair)
{
	struct team team = {.id = id, .organisation = NONE, .at = load_span(load, pair.key)};
	struct given given;

	if (!says_blank(load, pair.key, pair.value))
		record_read(load, &team_record, pair.value, team.at, id, &team, &given);
	if (!team.name)
		team.name = name_from_id(load, id);
	return team;
}

void teams_read(struct load *load, uint32_t section)
{
	struct pairs pairs;

	if (!section_open(load, &load->teams, section, MOST_TEAMS, "1,000 teams", &pairs))
		return;
	load->pathway->teams = ARENA_ARRAY(load->arena, struct team, pairs.at.count);
	load->pathway->team_count = pairs.at.count;
	for (uint32_t i = 0; i < pairs.at.count; i++)
		load->pathway->teams[i] = read_team(load, load->teams.names.at[i], pairs.at.at[i]);
}
