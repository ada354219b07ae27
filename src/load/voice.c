#include "load/voice.h"

#include <stddef.h>

static const struct field fields[] = {
    {KEY("says"), &value_text, .offset = offsetof(struct voice, says), .flags = FIELD_NEEDED, .meaning = "the words"},
    {KEY("who"), &value_name, .offset = offsetof(struct voice, who),
     .meaning = "who said it, as the group wants to call them"},
    {KEY("consent"), &value_word, .offset = offsetof(struct voice, consent), .flags = FIELD_NEEDED,
     .words = &consent_words, .meaning = "whether it may be shown; `no` leaves the editor in no output"},
};

const struct record voice_record = RECORD("voice", fields, .quiet = true);

static bool read_voice(struct load *load, const char *key, uint32_t value, struct voice *voice)
{
	struct given given;
	struct view text;

	if (load_node(load, value)->kind == NODE_MAPPING)
		return record_read(load, &voice_record, value,
				   (struct span){load_span(load, value).start, load_span(load, value).start + 1}, NULL,
				   voice, &given);
	if (!entry_is_text(load, key, value, &text))
		return false;
	voice->says = load_keep(load, text);
	return true;
}

static void read_voices(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct items items = items_of(load, value);
	struct voice *voices = ARENA_ARRAY(load->arena, struct voice, items.count);
	uint32_t count = 0, item;

	while (items_next(&items, &item))
		if (read_voice(load, field->key, item, &voices[count]))
			count++;
	*(struct voices *)into = (struct voices){voices, count};
}

const struct value_type value_voices = {"text, or list of `{ says, who, consent }`", read_voices};
