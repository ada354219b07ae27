#include "generate.h"
#include "words.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A pathway is planned as regions: the whole map is one, each branch of a
 * block is one. The steps of a region follow one another; arrows lead only to
 * steps of the same region, or to the `then` of its block, so that the rules of
 * blocks hold by the way it is built. */
enum {
	STEPS_MOST = 28,
	WAYS_MOST = 10,
	BRANCHES_MOST = 3,
	REGION_STEPS_MOST = 10,
	REGIONS_MOST = 30,
	TEAMS_MOST = 14,
	ORGANISATIONS_MOST = 6,
	TO_OUTCOME = -1,
	TO_THEN = -2,
	HOUR = 60,
	DAY = 24 * HOUR,
};

struct way {
	int to; /* a step, TO_OUTCOME or TO_THEN */
	const char *outcome;
	int share;  /* in %; -1: not written */
	char *keys; /* the rest of its keys, each after a comma */
};

enum goes_on { ENDS, WAYS, BLOCK };

struct plan {
	int region, team;
	const char *outcome;
	char *keys; /* all but `outcome` and `next`, a line each */
	enum goes_on next;
	struct way ways[WAYS_MOST]; /* or branches */
	int way_count;
	int then;
	char *then_keys;
	bool then_back, rounded;
};

struct region {
	int steps[REGION_STEPS_MOST];
	int count, holder; /* the step that holds its block, -1 of the whole map */
	bool held;         /* every step in it has holders */
};

struct generator {
	struct random random;
	enum generate_form form;
	struct plan plans[STEPS_MOST];
	int plan_count, room;
	struct region regions[REGIONS_MOST];
	int region_count;
	int organisation_count, team_count, person_teams; /* the first teams are the person's */
	int organisation_of[TEAMS_MOST];
	bool pooled[ORGANISATIONS_MOST]; /* pays from the pooled budget */
	int backs;                       /* how many arrows may still go back */
	bool doubling;                   /* branches without holders side by side: then nothing may loop */
	int orphan;                      /* a step that nobody reaches, or -1 */
};

static const char *const asked_words[] = {"story", "medicines", "home situation", "falls", "goals", "consent"};
static const char *const done_words[] = {"x-ray", "blood test", "care plan", "mobility check", "weight", "scan"};
static const char *const record_words[] = {"Hospital EPR", "SystmOne", "Council case system", "Paper"};
static const char *const area_words[] = {"north", "east", "south", "west"};
static const char *const reason_words[] = {"assessment", "funding", "care package", "choice", "results"};
static const char *const outcome_words[] = {"home", "died", "care home", "moved away"};
static const char *const via_words[] = {"in person", "shared record", "message",    "phone",  "video",
					"email",     "referral form", "e-referral", "letter", "fax",
					"letter",    "the person",    "nothing",    "nothing"};
static const char *const settings[] = {"home",       "community", "gp surgery", "pharmacy", "clinic",
				       "day centre", "ambulance", "ward",       "theatre",  "emergency department",
				       "care home",  "hospice",   "other",      "ward",     "community hospital",
				       "ward",       "home"};
static const char *const sectors[] = {"primary care", "community", "acute",       "mental health", "ambulance",
				      "pharmacy",     "hospice",   "independent", "commissioner",  "social care",
				      "care home",    "home care", "housing",     "public health", "education",
				      "voluntary",    "other",     "acute",       "social care"};
static const char *const bases[] = {"measured", "standard", "told", "estimate"};
static const char *const held_by_words[] = {"health", "care", "both", "person", "voluntary"};

static bool chance(struct generator *g, double share)
{
	return random_chance(&g->random, share);
}

static int between(struct generator *g, int least, int most)
{
	return random_between(&g->random, least, most);
}

/* Text in the making: opened, written to with fprintf, closed. */
struct text {
	FILE *out;
	char *at;
	size_t length;
};

static void text_open(struct text *text)
{
	text->out = open_memstream(&text->at, &text->length);
	if (!text->out)
		abort();
}

static char *text_close(struct text *text)
{
	if (fclose(text->out) || !text->at)
		abort();
	return text->at;
}

/* Ids whose order by the alphabet has nothing to do with that in the file,
 * and is another one when they are renamed. */
static void write_step_id(FILE *out, const struct generator *g, int step)
{
	if (g->form == GENERATE_RENAMED)
		fprintf(out, "place-%c%d", 'a' + (step * 11 + 5) % 26, step);
	else
		fprintf(out, "step-%d", step);
}

static void write_team_id(FILE *out, const struct generator *g, int team)
{
	fprintf(out, g->form == GENERATE_RENAMED ? "crew-%d-y" : "team-%d", team);
}

/* Who works where. */

static void plan_teams(struct generator *g)
{
	g->organisation_count = between(g, 3, ORGANISATIONS_MOST);
	g->person_teams = between(g, 1, 2);
	g->team_count = g->person_teams + between(g, g->organisation_count - 1, TEAMS_MOST - g->person_teams - 1);
	for (int i = 1; i < g->organisation_count; i++)
		g->pooled[i] = chance(g, 0.25);
	for (int team = 0; team < g->team_count; team++) {
		int staff = team - g->person_teams; /* each organisation has at least one */
		g->organisation_of[team] = staff < 0 ? 0
					   : staff < g->organisation_count - 1
					       ? staff + 1
					       : between(g, 1, g->organisation_count - 1);
	}
}

static struct choice choose(struct generator *g, const char *const *words, int word_count, int most)
{
	return choose_words(&g->random, words, word_count, 1, most);
}

static void write_organisations(FILE *out, struct generator *g)
{
	fprintf(out, "organisations:\n");
	for (int i = 0; i < g->organisation_count; i++) {
		fprintf(out, "  org-%d: { name: Org %c, sector: %s", i, 'A' + i,
			i ? ANY_OF(&g->random, sectors) : "person");
		if (g->pooled[i])
			fprintf(out, ", payer: Pooled budget");
		if (i && chance(g, 0.5)) {
			fprintf(out, ", area: ");
			write_choice(out, choose(g, area_words, COUNT_OF(area_words), 2));
		}
		fprintf(out, " }\n");
	}
}

static void write_payer(FILE *out, const struct generator *g, int organisation)
{
	if (g->pooled[organisation])
		fprintf(out, "Pooled budget");
	else
		fprintf(out, "Org %c", 'A' + organisation);
}

static void write_teams(FILE *out, struct generator *g)
{
	fprintf(out, "teams:\n");
	for (int team = 0; team < g->team_count; team++) {
		fprintf(out, "  ");
		write_team_id(out, g, team);
		fprintf(out, ": { name: Team %d, organisation: org-%d", team, g->organisation_of[team]);
		if (chance(g, 0.4)) {
			fprintf(out, ", records: ");
			write_choice(out, choose(g, record_words, COUNT_OF(record_words), 2));
		}
		fprintf(out, " }\n");
	}
}

/* What a step is. */

static int staff_team(struct generator *g)
{
	return between(g, g->person_teams, g->team_count - 1);
}

static bool is_person(const struct generator *g, int team)
{
	return team < g->person_teams;
}

/* Teams that do it jointly; those of the person's side only with their own. */
static void write_with(FILE *out, struct generator *g, int team)
{
	int first = is_person(g, team) ? 1 - team : staff_team(g);
	int second = chance(g, 0.5) ? staff_team(g) : 0;
	if (first == team || (is_person(g, team) && g->person_teams < 2))
		return;
	fprintf(out, "    with: [");
	write_team_id(out, g, first);
	if (!is_person(g, team) && second != first && second != team && chance(g, 0.4)) {
		fprintf(out, ", ");
		write_team_id(out, g, second);
	}
	fprintf(out, "]\n");
}

static void write_responsible(FILE *out, const struct generator *g, int team)
{
	fprintf(out, "    responsible: ");
	write_team_id(out, g, team);
	fprintf(out, "\n");
}

static void write_things(FILE *out, struct generator *g)
{
	struct choice asks = choose(g, asked_words, COUNT_OF(asked_words), 3);
	struct choice does = choose(g, done_words, COUNT_OF(done_words), 3);
	bool asking = chance(g, 0.6), doing = chance(g, 0.45);
	if (asking) {
		fprintf(out, "    asks: ");
		write_choice(out, asks);
		fprintf(out, "\n");
	}
	if (doing) {
		fprintf(out, "    does: ");
		write_choice(out, does);
		fprintf(out, "\n");
	}
	if ((asking || doing) && chance(g, 0.15))
		fprintf(out, "    again: %s\n", choice_any(&g->random, asking ? asks : does));
}

static void write_cost(FILE *out, struct generator *g)
{
	static const char *const costs[] = {"£120", "£30.50/day", "£24.10/hour", "[£15, £304/day]",
					    "[\"£1,200/day\", £60/hour, 0.99]"};
	int one = between(g, 0, g->organisation_count - 1), other = between(g, 0, g->organisation_count - 1);
	int share = between(g, 1, 99);
	bool same = one == other || (g->pooled[one] && g->pooled[other]);
	if (!same && chance(g, 0.3)) {
		fprintf(out, "    cost: { ");
		write_payer(out, g, one);
		fprintf(out, ": %s, ", ANY_OF(&g->random, costs));
		write_payer(out, g, other);
		fprintf(out, ": %s }\n", ANY_OF(&g->random, costs));
		return;
	}
	fprintf(out, "    cost: %s\n", ANY_OF(&g->random, costs));
	if (chance(g, 0.6))
		return;
	fprintf(out, "    paid_by: ");
	if (same) {
		write_payer(out, g, one);
	} else {
		fprintf(out, "{ ");
		write_payer(out, g, one);
		fprintf(out, ": %d%%, ", share);
		write_payer(out, g, other);
		fprintf(out, ": %d%% }", 100 - share);
	}
	fprintf(out, "\n");
}

static void write_times(FILE *out, struct generator *g)
{
	if (chance(g, 0.7)) {
		fprintf(out, "    takes: ");
		write_duration(out, &g->random, between(g, 10, 3 * HOUR));
		fprintf(out, "\n");
	}
	if (chance(g, 0.35)) {
		fprintf(out, "    lasts: ");
		write_duration(out, &g->random, between(g, 5 * HOUR, 9 * DAY));
		fprintf(out, "\n");
	}
}

/* Written for some steps only. */
static void write_some(FILE *out, struct generator *g, double share, const char *key, const char *value)
{
	if (chance(g, share))
		fprintf(out, "    %s: %s\n", key, value);
}

static void write_opinions(FILE *out, struct generator *g)
{
	if (chance(g, 0.25))
		fprintf(out, "    feeling: %d\n", between(g, -2, 2));
	write_some(out, g, 0.15, "adds_value", "no");
	write_some(out, g, 0.3, "basis", ANY_OF(&g->random, bases));
	write_some(out, g, 0.2, "source", "audit");
	write_some(out, g, 0.15, "meanwhile", ANY_OF(&g->random, settings));
	write_some(out, g, 0.1, "obstacle", "[a form, a locked door]");
	write_some(out, g, 0.1, "contact", "without the person");
}

/* A step, and whether it has holders by what is written here. */
static void write_keys(FILE *out, struct generator *g, struct plan *plan, bool held)
{
	bool person = is_person(g, plan->team);
	fprintf(out, "    team: ");
	write_team_id(out, g, plan->team);
	fprintf(out, "\n    setting: %s\n", ANY_OF(&g->random, settings));
	if (chance(g, 0.2))
		write_with(out, g, plan->team);
	if ((held && person) || chance(g, person ? 0.15 : 0.08))
		write_responsible(out, g, staff_team(g));
	else if (!held && chance(g, 0.02))
		write_responsible(out, g, 0);
	write_things(out, g);
	write_times(out, g);
	if (chance(g, 0.4))
		write_cost(out, g);
	write_opinions(out, g);
}

static int plan_step(struct generator *g, int region, bool held)
{
	int step = g->plan_count++;
	struct plan *plan = &g->plans[step];
	struct text text;
	*plan = (struct plan){.region = region,
			      .team = chance(g, 0.28) ? between(g, 0, g->person_teams - 1) : staff_team(g)};
	text_open(&text);
	write_keys(text.out, g, plan, held);
	plan->keys = text_close(&text);
	return step;
}

/* Arrows. */

enum arrow_place { ON_WAY, ON_OUTCOME, ON_BRANCH, ON_THEN };

static void write_wait(FILE *out, struct generator *g, enum arrow_place place)
{
	int minutes = chance(g, 0.5) ? between(g, 15, 5 * HOUR) : between(g, 5 * HOUR, 15 * DAY);
	if (chance(g, 0.12)) {
		fprintf(out, ", planned: ");
		write_duration(out, &g->random, between(g, HOUR, 20 * DAY));
	}
	if (!chance(g, 0.65))
		return;
	fprintf(out, ", wait: ");
	write_duration(out, &g->random, minutes);
	if (place != ON_OUTCOME && chance(g, 0.35)) {
		fprintf(out, ", target: ");
		write_target(out, &g->random, minutes);
	}
}

static void write_handing_on(FILE *out, struct generator *g)
{
	if (chance(g, 0.7))
		fprintf(out, ", via: %s", ANY_OF(&g->random, via_words));
	if (chance(g, 0.3)) {
		fprintf(out, ", sends: ");
		write_choice(out, choose(g, asked_words, COUNT_OF(asked_words), 2));
	}
}

static void write_arrow_opinions(FILE *out, struct generator *g, enum arrow_place place)
{
	if (chance(g, 0.2)) {
		fprintf(out, ", reasons: ");
		write_choice(out, choose(g, reason_words, COUNT_OF(reason_words), 2));
	}
	if (chance(g, 0.2))
		fprintf(out, ", held_by: %s", ANY_OF(&g->random, held_by_words));
	if (chance(g, 0.2))
		fprintf(out, ", basis: %s", ANY_OF(&g->random, bases));
	if (chance(g, 0.08))
		fprintf(out, ", obstacle: no one answers");
	if (place == ON_THEN)
		return;
	if (chance(g, 0.15))
		fprintf(out, ", meanwhile: %s", ANY_OF(&g->random, settings));
	if (chance(g, 0.15))
		fprintf(out, ", feeling: %d", between(g, -2, 2));
}

static char *arrow_keys(struct generator *g, enum arrow_place place, const char *first)
{
	struct text text;
	text_open(&text);
	fprintf(text.out, "%s", first);
	write_wait(text.out, g, place);
	if (place != ON_OUTCOME)
		write_handing_on(text.out, g);
	write_arrow_opinions(text.out, g, place);
	return text_close(&text);
}

static char *after_keys(struct generator *g)
{
	struct text text;
	text_open(&text);
	fprintf(text.out, ", after: ");
	write_duration(text.out, &g->random, between(g, DAY, 90 * DAY));
	if (chance(g, 0.2))
		fprintf(text.out, ", feeling: %d", between(g, -2, 2));
	return text_close(&text);
}

static void add_way(struct plan *plan, int to, const char *outcome, int share, char *keys)
{
	plan->ways[plan->way_count++] = (struct way){to, outcome, share, keys};
}

/* Regions. */

static int plan_region(struct generator *g, int holder, bool held, int depth);

static void plan_block(struct generator *g, int holder, bool held, int depth)
{
	int branches = between(g, 1 + chance(g, 0.9), BRANCHES_MOST);
	int unheld = between(g, 0, branches - 1);
	g->plans[holder].next = BLOCK;
	for (int i = 0; i < branches && g->room > 0; i++) {
		/* Where two branches carry the same last step on, it is handed
		 * on twice; round a loop that would have no end. */
		bool all_held = held || (i != unheld && !g->doubling);
		int branch = plan_region(g, holder, all_held, depth + 1);
		struct text first;
		text_open(&first);
		if (chance(g, 0.15))
			fprintf(first.out, ", goes_on: yes");
		char *goes_on = text_close(&first);
		add_way(&g->plans[holder], g->regions[branch].steps[0], NULL,
			chance(g, 0.5)    ? -1
			: chance(g, 0.04) ? 0
					  : between(g, 10, 100),
			arrow_keys(g, ON_BRANCH, goes_on));
		free(goes_on);
	}
	g->plans[holder].then_keys = arrow_keys(g, ON_THEN, "");
}

/* The steps of a region, each with the regions of its branches behind it. */
static int plan_region(struct generator *g, int holder, bool held, int depth)
{
	int region = g->region_count++;
	int count = depth == 0 ? between(g, 3, REGION_STEPS_MOST) : between(g, 1, 4 - (depth > 1));
	g->regions[region] = (struct region){.holder = holder, .held = held};
	if (g->room < count)
		count = g->room > 0 ? g->room : 1;
	g->room -= count;
	for (int i = 0; i < count; i++) {
		int step = plan_step(g, region, held);
		g->regions[region].steps[g->regions[region].count++] = step;
		if (i + 1 < count && depth < 3 && g->room > 0 && g->region_count < REGIONS_MOST - BRANCHES_MOST &&
		    chance(g, depth ? 0.25 : 0.3))
			plan_block(g, step, held, depth);
	}
	return region;
}

/* Where the arrows of a region lead. */

struct fork {
	struct generator *g;
	struct plan *plan;
	const struct region *region;
	int place; /* of the step in its region */
	int left;  /* share not given away yet, in % */
};

static int take_share(struct fork *fork, int least, int most)
{
	int share = between(fork->g, least, most);
	share = share < fork->left - 20 ? share : 0;
	fork->left -= share;
	return share;
}

static void fork_add(struct fork *fork, int to, const char *outcome, int share, char *keys)
{
	if (share == 0 || fork->plan->way_count >= WAYS_MOST - 2)
		free(keys);
	else
		add_way(fork->plan, to, outcome, share, keys);
}

static void fork_skip(struct fork *fork)
{
	int to = between(fork->g, fork->place + 1, fork->region->count - 1);
	int share = take_share(fork, 5, 40);
	fork_add(fork, fork->region->steps[to], NULL, share,
		 arrow_keys(fork->g, ON_WAY, chance(fork->g, 0.1) ? ", turned_away: yes" : ""));
}

static void fork_leave(struct fork *fork)
{
	int share = take_share(fork, 5, 25);
	if (fork->region->holder >= 0)
		fork_add(fork, TO_THEN, NULL, share, arrow_keys(fork->g, ON_WAY, ""));
	else
		fork_add(fork, TO_OUTCOME, ANY_OF(&fork->g->random, outcome_words), share,
			 arrow_keys(fork->g, ON_OUTCOME, ""));
}

static void fork_back(struct fork *fork)
{
	int to = between(fork->g, 0, fork->place);
	int share = take_share(fork, 5, 40);
	fork->g->backs--;
	fork_add(fork, fork->region->steps[to], NULL, share,
		 arrow_keys(fork->g, ON_WAY, chance(fork->g, 0.4) ? ", turned_away: yes" : ""));
}

static void fork_again(struct fork *fork)
{
	int to = between(fork->g, 0, fork->place);
	int share = take_share(fork, 5, 30);
	fork->g->backs--;
	fork_add(fork, fork->region->steps[to], NULL, share, after_keys(fork->g));
}

static void fork_never(struct fork *fork)
{
	int to = between(fork->g, fork->place + 1, fork->region->count - 1);
	add_way(fork->plan, fork->region->steps[to], NULL, 0, arrow_keys(fork->g, ON_WAY, ""));
}

/* People who drop out, or end here with the step's own outcome. */
static void fork_rest(struct fork *fork)
{
	(void)take_share(fork, 2, 20);
	if (fork->region->holder < 0 && chance(fork->g, 0.3))
		fork->plan->outcome = ANY_OF(&fork->g->random, outcome_words);
}

static void fork_alternatives(struct fork *fork)
{
	struct generator *g = fork->g;
	bool last = fork->place == fork->region->count - 1;
	if (!last && chance(g, 0.35))
		fork_skip(fork);
	if (chance(g, 0.2))
		fork_leave(fork);
	if (g->backs > 0 && chance(g, 0.3))
		fork_back(fork);
	if (g->backs > 0 && fork->region->holder < 0 && chance(g, 0.12))
		fork_again(fork);
	if (!last && chance(g, 0.04))
		fork_never(fork);
}

/* The way to the next step takes what is left: written, or not written where
 * nothing else is meant to be left. Sometimes there are two such ways. */
static void fork_onward(struct fork *fork, int to, int rest)
{
	struct generator *g = fork->g;
	bool written = rest > 0 || chance(g, 0.5);
	int second = chance(g, 0.15) && fork->left > 10 ? fork->left / 3 : 0;
	add_way(fork->plan, to, NULL, written ? fork->left - second : -1, arrow_keys(g, ON_WAY, ""));
	if (second)
		add_way(fork->plan, to, NULL, written ? second : -1, arrow_keys(g, ON_WAY, ""));
	if (written && rest == 0 && fork->plan->way_count > 1 && chance(g, 0.1)) {
		fork->plan->rounded = true;
		fork->plan->ways[0].share += chance(g, 0.5) ? 1 : -1;
	}
}

static struct fork fork_at(struct generator *g, const struct region *region, int place)
{
	return (struct fork){g, &g->plans[region->steps[place]], region, place, 100};
}

/* A block whose `then` is the step before it: round it goes, and the way out
 * is an arrow of that step past the block. */
static bool block_goes_back(struct generator *g, const struct region *region, int place)
{
	return place > 0 && place + 1 < region->count && g->plans[region->steps[place]].next == BLOCK &&
	       g->plans[region->steps[place - 1]].next != BLOCK && g->backs > 0 && chance(g, 0.12);
}

static void wire_between(struct generator *g, const struct region *region, int place)
{
	struct fork fork = fork_at(g, region, place);
	int next = region->steps[place + 1], rest = 0;
	if (block_goes_back(g, region, place + 1)) {
		g->backs--;
		g->plans[next].then_back = true;
		fork.left -= 55;
		add_way(fork.plan, region->steps[place + 2], NULL, 55, arrow_keys(g, ON_WAY, ""));
	}
	fork_alternatives(&fork);
	if (chance(g, 0.2)) {
		rest = fork.left;
		fork_rest(&fork);
		rest -= fork.left;
	}
	fork_onward(&fork, next, rest);
	fork.plan->next = WAYS;
}

static void end_branch(struct generator *g, struct fork *fork)
{
	if (chance(g, 0.2))
		return;
	fork->plan->next = WAYS;
	fork_alternatives(fork);
	if (chance(g, 0.25))
		fork->left -= fork->left / 4;
	add_way(fork->plan, TO_THEN, NULL, fork->left, arrow_keys(g, ON_WAY, ""));
}

static void end_map(struct generator *g, struct fork *fork)
{
	if (chance(g, 0.1))
		return; /* no next step */
	if (chance(g, 0.5)) {
		fork->plan->outcome = ANY_OF(&g->random, outcome_words);
		if (chance(g, 0.5))
			return;
	}
	fork_alternatives(fork);
	if (fork->plan->outcome == NULL)
		add_way(fork->plan, TO_OUTCOME, "home", chance(g, 0.7) ? fork->left : fork->left * 3 / 4,
			arrow_keys(g, ON_OUTCOME, ""));
	fork->plan->next = fork->plan->way_count ? WAYS : ENDS;
}

static void wire_region(struct generator *g, const struct region *region)
{
	for (int place = 0; place < region->count; place++) {
		struct fork fork = fork_at(g, region, place);
		if (fork.plan->next == BLOCK)
			fork.plan->then = region->steps[fork.plan->then_back ? place - 1 : place + 1];
		else if (place + 1 < region->count)
			wire_between(g, region, place);
		else if (region->holder >= 0)
			end_branch(g, &fork);
		else
			end_map(g, &fork);
	}
}

/* A step that no arrow leads to. */
static void plan_orphan(struct generator *g)
{
	g->orphan = -1;
	if (!chance(g, 0.08))
		return;
	g->orphan = plan_step(g, 0, true);
	add_way(&g->plans[g->orphan], g->regions[0].steps[0], NULL, 100, arrow_keys(g, ON_WAY, ""));
	g->plans[g->orphan].next = WAYS;
}

/* Writing it. */

static int where_to(const struct generator *g, const struct plan *plan, const struct way *way)
{
	int holder = g->regions[plan->region].holder;
	return way->to == TO_THEN ? g->plans[holder].then : way->to;
}

static void write_way(FILE *out, const struct generator *g, const struct plan *plan, int number)
{
	const struct way *way = &plan->ways[number];
	fprintf(out, "{ ");
	if (way->to == TO_OUTCOME) {
		fprintf(out, "outcome: %s", way->outcome);
	} else {
		fprintf(out, "to: ");
		write_step_id(out, g, where_to(g, plan, way));
	}
	if (way->share % 3 == 1 && way->share < 100)
		fprintf(out, ", share: 0.%02d", way->share);
	else if (way->share >= 0)
		fprintf(out, ", share: %d%%", way->share);
	if (plan->next == WAYS)
		fprintf(out, ", when: case %d", number);
	fprintf(out, "%s }", way->keys);
}

static void write_ways(FILE *out, const struct generator *g, const struct plan *plan)
{
	fprintf(out, "    next:\n");
	for (int i = 0; i < plan->way_count; i++) {
		fprintf(out, "      - ");
		write_way(out, g, plan, g->form == GENERATE_REORDERED ? plan->way_count - 1 - i : i);
		fprintf(out, "\n");
	}
}

static void write_block(FILE *out, const struct generator *g, const struct plan *plan)
{
	fprintf(out, "    next:\n      all:\n");
	for (int i = 0; i < plan->way_count; i++) {
		fprintf(out, "        - ");
		write_way(out, g, plan, i);
		fprintf(out, "\n");
	}
	fprintf(out, "      then: { to: ");
	write_step_id(out, g, plan->then);
	fprintf(out, "%s }\n", plan->then_keys);
}

static void write_step(FILE *out, const struct generator *g, int step)
{
	const struct plan *plan = &g->plans[step];
	fprintf(out, "  ");
	write_step_id(out, g, step);
	fprintf(out, ":\n%s", plan->keys);
	if (plan->rounded)
		fprintf(out, "    rounded: yes\n");
	if (plan->outcome)
		fprintf(out, "    outcome: %s\n", plan->outcome);
	if (plan->next == BLOCK)
		write_block(out, g, plan);
	else if (plan->next == WAYS)
		write_ways(out, g, plan);
}

/* Mostly in reading order; sometimes in no order at all. */
static void write_steps(FILE *out, struct generator *g)
{
	int order[STEPS_MOST];
	bool shuffled = chance(g, 0.15);
	for (int i = 0; i < g->plan_count; i++) {
		int other = shuffled ? between(g, 0, i) : i;
		order[i] = order[other];
		order[other] = i;
	}
	fprintf(out, "steps:\n");
	for (int i = 0; i < g->plan_count; i++)
		write_step(out, g, order[i]);
}

static void write_start(FILE *out, struct generator *g)
{
	const struct region *map = &g->regions[0];
	int second = between(g, 1, map->count - 1), share = between(g, 50, 99);
	fprintf(out, "start: ");
	if (chance(g, 0.7)) {
		write_step_id(out, g, map->steps[0]);
	} else {
		fprintf(out, "{ ");
		write_step_id(out, g, map->steps[0]);
		fprintf(out, ": %d%%, ", share);
		write_step_id(out, g, map->steps[second]);
		fprintf(out, ": %d%% }", 100 - share);
	}
	fprintf(out, "\n");
}

static void write_step_list(FILE *out, struct generator *g)
{
	int one = between(g, 0, g->plan_count - 1), other = between(g, 0, g->plan_count - 1);
	fprintf(out, "[");
	write_step_id(out, g, one);
	if (other != one && chance(g, 0.4)) {
		fprintf(out, ", ");
		write_step_id(out, g, other);
	}
	fprintf(out, "]");
}

static void write_clocks(FILE *out, struct generator *g)
{
	int count = between(g, 1, 3);
	fprintf(out, "clocks:\n");
	for (int i = 0; i < count; i++) {
		fprintf(out, "  clock-%d: { name: Clock %d, from: ", i, i);
		write_step_list(out, g);
		fprintf(out, ", to: ");
		write_step_list(out, g);
		if (chance(g, 0.7)) {
			fprintf(out, ", target: ");
			write_target(out, &g->random, between(g, HOUR, 20 * DAY));
		}
		fprintf(out, " }\n");
	}
}

static void write_goals(FILE *out, struct generator *g)
{
	static const char *const goals[] = {
	    "{ name: Sooner, measure: lead_time, target: at most 9d }",
	    "{ name: Sooner for all, measure: lead_time.p90, target: under 12 days }",
	    "{ name: Told once, measure: story_told, target: at most 1 }",
	    "{ name: Fewer hand-offs, measure: handoffs, target: \"<= 2\" }",
	    "{ name: None lost, measure: lost, target: under 3% }",
	    "{ name: Home, measure: outcome.home, target: at least 70% }",
	    "{ name: Cheaper, measure: cost, target: \"< £2,000\" }",
	    "{ name: Worth the time, measure: flow_efficiency, target: over 10% }",
	};
	int first = between(g, 0, 3);
	fprintf(out, "goals:\n");
	for (int i = first; i < first + 4; i++)
		if (i != 5) /* not every map has an outcome of that name */
			fprintf(out, "  - %s\n", goals[i]);
}

/* An episode arrow has no wait to change. */
static bool has_episode(const struct plan *plan)
{
	for (int i = 0; i < plan->way_count; i++)
		if (strncmp(plan->ways[i].keys, ", after", 7) == 0)
			return true;
	return false;
}

/* Waits and stays that get longer or shorter: every way out of a few steps. */
static void write_scenario(FILE *out, struct generator *g)
{
	bool waits = false;
	fprintf(out, "scenarios:\n  winter:\n    name: Winter\n    arrivals: x1.3\n    waits:\n");
	for (int i = 0; i < g->plan_count; i++) {
		const struct plan *plan = &g->plans[i];
		if (plan->next != WAYS || plan->ways[0].to == TO_OUTCOME || has_episode(plan) ||
		    (waits && !chance(g, 0.4)))
			continue;
		waits = true;
		fprintf(out, "      ");
		write_step_id(out, g, i);
		fprintf(out, ": { ");
		write_step_id(out, g, where_to(g, plan, &plan->ways[0]));
		fprintf(out, ": %s }\n", chance(g, 0.7) ? "x2.2" : "mean 3h");
	}
	if (!waits)
		fprintf(out, "      {}\n");
	fprintf(out, "    lasts: { ");
	write_step_id(out, g, between(g, 0, g->plan_count - 1));
	fprintf(out, ": %s }\n", chance(g, 0.5) ? "x0.7" : "4h..3d");
}

static void write_limits(FILE *out, struct generator *g)
{
	fprintf(out, "limits: { long_wait: %dh, hospital_wait: %dh, waiting_share: %d%%, fault_line: %d%% }\n",
		between(g, 5, 200), between(g, 1, 60), between(g, 20, 80), between(g, 5, 50));
}

static void write_top(FILE *out, struct generator *g, uint64_t seed)
{
	fprintf(out, "carepath: 1\nname: Pathway %llu\n", (unsigned long long)seed);
	fprintf(out, "sources: { audit: Audit of 2023 }\n");
	if (chance(g, 0.7))
		fprintf(out, "people: %d/month\n", between(g, 1, 90));
	write_start(out, g);
	if (chance(g, 0.4))
		fprintf(out, "routine: [goals]\n");
	if (chance(g, 0.5))
		write_limits(out, g);
	if (chance(g, 0.6))
		write_clocks(out, g);
	if (chance(g, 0.3))
		write_goals(out, g);
	if (chance(g, 0.2))
		write_scenario(out, g);
	write_organisations(out, g);
	write_teams(out, g);
}

static void generator_clear(struct generator *g)
{
	for (int i = 0; i < g->plan_count; i++) {
		free(g->plans[i].keys);
		free(g->plans[i].then_keys);
		for (int way = 0; way < g->plans[i].way_count; way++)
			free(g->plans[i].ways[way].keys);
	}
}

char *generate_pathway(uint64_t seed, enum generate_form form)
{
	struct generator g = {.random.state = seed * 0x2545f4914f6cdd1du + 77, .form = form};
	struct text text;
	plan_teams(&g);
	g.room = between(&g, 4, STEPS_MOST - 6);
	g.doubling = chance(&g, 0.2);
	g.backs = g.doubling ? 0 : between(&g, 0, 4);
	(void)plan_region(&g, -1, false, 0);
	for (int region = 0; region < g.region_count; region++)
		wire_region(&g, &g.regions[region]);
	plan_orphan(&g);
	text_open(&text);
	write_top(text.out, &g, seed);
	write_steps(text.out, &g);
	generator_clear(&g);
	return text_close(&text);
}
