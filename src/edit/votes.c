/* Votes that were given while several findings still shared a key: a rule at its
 * steps, and no goal, clock or way beside them. */
#include "carepath/journal.h"

#include <stdlib.h>
#include <string.h>

/* What was voted for, once each, and what is called so. */
struct called {
	const char *on, *now; /* now: the key of the first that is called so in the older form */
	uint32_t older;       /* so many are */
	bool same;            /* one is called so today */
};

struct settling {
	struct journal *journal;
	const struct analysis *analysis;
	struct arena *scratch;
	struct called *called;
	uint32_t count;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct called *)a)->on, ((const struct called *)b)->on);
}

static struct called *find(const struct settling *settling, const char *on)
{
	const struct called sought = {.on = on};
	return bsearch(&sought, settling->called, settling->count, sizeof *settling->called, by_text);
}

static void list_called(struct settling *settling)
{
	const struct journal *journal = settling->journal;
	settling->called = ARENA_ARRAY(journal->arena, struct called, journal->entries.count);
	for (uint32_t i = 0; i < journal->entries.count; i++)
		if (journal->entries.at[i].kind == ENTRY_VOTE)
			settling->called[settling->count++].on = journal->entries.at[i].on;
	if (settling->count > 0)
		qsort(settling->called, settling->count, sizeof *settling->called, by_text);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < settling->count; i++)
		if (i == 0 || strcmp(settling->called[i].on, settling->called[kept - 1].on) != 0)
			settling->called[kept++] = settling->called[i];
	settling->count = kept;
}

static void note_finding(const struct settling *settling, const struct finding *finding)
{
	const struct pathway *pathway = settling->analysis->pathway;
	const char *key = finding_key(settling->scratch, pathway, finding);
	struct called *same = find(settling, key);
	struct called *older = find(settling, finding_older_key(settling->scratch, pathway, finding));
	if (same)
		same->same = true;
	if (older && older->older++ == 0)
		older->now = arena_copy(settling->journal->arena, key, strlen(key));
}

static void note_findings(void *subject)
{
	struct settling *settling = subject;
	for (uint32_t i = 0; i < settling->analysis->finding_count; i++) {
		note_finding(settling, &settling->analysis->findings[i]);
		arena_clear(settling->scratch);
	}
}

static void settle(void *subject)
{
	struct settling *settling = subject;
	struct journal *journal = settling->journal;
	list_called(settling);
	if (settling->count == 0)
		return;
	if (!arena_try(settling->scratch, note_findings, settling))
		arena_fail(journal->arena);
	for (uint32_t i = 0; i < journal->entries.count; i++) {
		struct entry *entry = &journal->entries.at[i];
		const struct called *called = entry->kind == ENTRY_VOTE ? find(settling, entry->on) : NULL;
		if (called && !called->same && called->older == 1)
			entry->on = called->now;
	}
}

bool journal_settle_votes(struct journal *journal, const struct analysis *analysis)
{
	struct settling settling = {.journal = journal, .analysis = analysis, .scratch = arena_new()};
	bool settled = settling.scratch && arena_try(journal->arena, settle, &settling);
	arena_free(settling.scratch);
	return settled;
}
