#include "grow.h"

#include "write.h"

#define TEAMS                                                                                                          \
	"carepath: 1\nname: A fall\n"                                                                                  \
	"organisations: { p: { sector: person }, h: { sector: acute }, c: { sector: community } }\n"                   \
	"teams: { me: { organisation: p }, w: { organisation: h }, v: { organisation: c }, u: { organisation: c } }\n" \
	"steps:\n"

/* A first step from which `count` others are reached. */
static void fan(FILE *file, const char *format, unsigned count)
{
	put(file, TEAMS "  s: { team: w, next: [");
	each(file, format, 0, count);
	put(file, "] }\n");
}

void hub(FILE *file)
{
	fan(file, "a%u, ", 30000);
	each(file, "  a%u: { team: w, next: hub }\n", 0, 30000);
	put(file, "  hub: { team: me, next: [");
	each(file, "b%u, ", 0, 30000);
	put(file, "] }\n");
	each(file, "  b%u: { team: v, outcome: home }\n", 0, 30000);
}

void long_way_alone(FILE *file)
{
	fan(file, "a%u, ", 30000);
	each(file, "  a%u: { team: w, next: o0 }\n", 0, 30000);
	each(file, "  o%u: { team: me, next: o%u }\n", 0, 60000);
	put(file, "  o60000: { team: v, outcome: home }\n");
}

/* Everybody is turned away at the hub, and goes to a team of the last kind. */
static void turned_away(FILE *file, const char *to)
{
	fan(file, "a%u, ", 40000);
	each(file, "  a%u: { team: w, next: { to: hub, turned_away: yes } }\n", 0, 40000);
	put(file, "  hub: { team: v, next: [");
	each(file, "{ to: b%u, turned_away: yes }, ", 0, 40000);
	put(file, "] }\n");
	for (unsigned i = 0; i < 40000; i++)
		fprintf(file, "  b%u: { team: %s, outcome: home }\n", i, to);
}

void no_bounces(FILE *file)
{
	turned_away(file, "u");
}

void bounces(FILE *file)
{
	turned_away(file, "w");
}

/* 1,000 teams, and `count` steps with two of them each, none the same two:
 * (t0, t1), (t0, t2) … (t1, t2) … Any two of the first 999 have t0 in common. */
static void pairs_of_teams(FILE *file)
{
	put(file, "carepath: 1\nname: A fall\norganisations: { h: { sector: acute } }\nteams:\n");
	each(file, "  t%u: { organisation: h }\n", 0, 1000);
	put(file, "steps:\n");
}

static void write_pair(FILE *file, unsigned number, const char *rest)
{
	unsigned low = 0, high = number;
	while (high >= 999 - low) {
		high -= 999 - low;
		low++;
	}
	fprintf(file, "  s%u: { team: t%u, with: t%u, asks: story%s }\n", number, low, low + 1 + high, rest);
}

void different_teams(FILE *file)
{
	char next[40];
	pairs_of_teams(file);
	for (unsigned i = 0; i < 60000; i++) {
		snprintf(next, sizeof next, ", next: s%u", i + 1);
		write_pair(file, i, next);
	}
	write_pair(file, 60000, "");
}

void different_teams_side_by_side(FILE *file)
{
	pairs_of_teams(file);
	put(file, "  h: { team: t0, next: { all: [");
	each(file, "s%u, ", 0, 998);
	put(file, "], then: t } }\n  t: { team: t0, outcome: home }\n");
	for (unsigned i = 0; i < 998; i++)
		write_pair(file, i, "");
}

/* Steps of which each leads to so many others, and asks for so many things. */
static void tangle(FILE *file, unsigned count, unsigned arrows, unsigned things)
{
	unsigned long long random = 1;
	put(file, "carepath: 1\nname: A fall\norganisations: { h: { sector: acute } }\nteams:\n");
	each(file, "  t%u: { organisation: h }\n", 0, 500);
	put(file, "steps:\n");
	for (unsigned i = 0; i < count; i++) {
		fprintf(file, "  s%u: { team: t%u, asks: [", i, i % 500);
		each(file, "thing%u, ", 0, things);
		fprintf(file, "], next: [{ to: s%u, share: 1%% }, ", (i + 1) % count);
		for (unsigned j = 1; j < arrows; j++) {
			random = random * 6364136223846793005 + 1442695040888963407;
			fprintf(file, "{ to: s%u, share: 0.1%%, when: w%u }, ", (unsigned)(random >> 33) % count, j);
		}
		put(file, "{ outcome: home, share: 1% }] }\n");
	}
}

void tangled(FILE *file)
{
	tangle(file, 900, 400, 0);
}

void asked_in_a_tangle(FILE *file)
{
	tangle(file, 500, 400, 900);
}

void accepted(FILE *file)
{
	put(file, TEAMS);
	for (unsigned i = 0; i < 60000; i++)
		fprintf(file, "  s%u: { team: %s, obstacle: far, next: s%u }\n", i, i % 2 ? "v" : "u", i + 1);
	put(file, "  s60000: { team: u, outcome: home }\naccept:\n");
	each(file, "  - { finding: obstacle, at: s%u, why: yes }\n", 0, 60000);
	each(file, "  - { finding: handoff-within, at: [s%u, s%u], why: yes }\n", 0, 60000);
}

void long_clocks(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, next: s%u }\n", 0, 2000);
	put(file, "  s2000: { team: w, outcome: home }\nclocks:\n");
	for (unsigned i = 0; i < 1000; i++) {
		fprintf(file, "  c%u: { from: [", i);
		each(file, "s%u, ", 0, 1000);
		put(file, "], to: [");
		each(file, "s%u, ", 1000, 2000);
		put(file, "] }\n");
	}
}

void deep_blocks(FILE *file)
{
	put(file, TEAMS);
	for (unsigned i = 0; i < 64; i++)
		fprintf(file,
			"  h%u: { team: w, asks: story, setting: ward, next: { all: [{ to: h%u, wait: 2d }, o%u], "
			"then: t%u } }\n"
			"  o%u: { team: v, asks: story }\n  t%u: { team: w, asks: story }\n",
			i, i + 1, i, i, i, i);
	put(file, "  h64: { team: w, next: [");
	each(file, "{ to: b%u, wait: 2d }, ", 0, 30000);
	put(file, "] }\n");
	for (unsigned i = 0; i < 30000; i++)
		fprintf(file,
			"  b%u: { team: w, setting: ward, next: { to: c%u, wait: 2d } }\n"
			"  c%u: { team: v, asks: story }\n",
			i, i, i);
}

static void write_hub(FILE *file, unsigned ways)
{
	put(file, "next: [");
	for (unsigned i = 0; i < ways; i++)
		fprintf(file, "{ to: a%u, share: %.4f%% }, ", i, 99. / ways);
	put(file, "{ outcome: home }] }\n");
	each(file, "  a%u: { team: v, asks: story, next: hub }\n", 0, ways);
}

static void write_journey_round(FILE *file, unsigned ways)
{
	put(file, "journeys: { j: { route: [");
	each(file, "hub, a%u, ", 0, ways);
	put(file, "] } }\n");
}

void back_to_the_hub(FILE *file)
{
	put(file, TEAMS "  hub: { team: w, asks: story, obstacle: far, ");
	write_hub(file, 60000);
	write_journey_round(file, 60000);
}

void back_to_obstacles(FILE *file)
{
	put(file, TEAMS "  hub: { team: w, obstacle: [");
	each(file, "o%u, ", 0, 5000);
	put(file, "], ");
	write_hub(file, 30000);
	write_journey_round(file, 30000);
}

void many_journeys(FILE *file)
{
	put(file, STEPS);
	each(file, "  s%u: { team: w, next: s%u }\n", 0, 99999);
	put(file, "  s99999: { team: w, outcome: home }\njourneys:\n");
	each(file, "  j%u: { route: [s%u] }\n", 0, 20000);
}

static void write_sends(FILE *file, const char *format)
{
	put(file, TEAMS "  s: { team: w, next: { to: t, via: letter, sends: [");
	each(file, format, 0, 16000);
	put(file, "] } }\n  t: { team: v, outcome: home }\n");
}

void sends(FILE *file)
{
	write_sends(file, "story %u, ");
}

void sends_otherwise(FILE *file)
{
	write_sends(file, "letter %u, ");
}

/* The ways all lie on one another, but each of them might have needed some 120 places on the map. */
void ways_past_a_chain(FILE *file)
{
	put(file, TEAMS "  s0: { team: w, next: [{ to: s1, share: 50% }, ");
	for (unsigned i = 0; i < 300000; i++)
		fprintf(file, "{ to: s61, share: 0.0000015, when: w%u }, ", i);
	put(file, "{ to: s61 }] }\n");
	each(file, "  s%u: { team: w, next: s%u }\n", 1, 61);
	put(file, "  s61: { team: w, outcome: home }\n");
}

/* Votes for other findings than these are brought by the test. */
void handed_over_often(FILE *file)
{
	put(file, TEAMS "  s: { team: w, next: [");
	for (unsigned i = 0; i < 3000; i++)
		fprintf(file, "{ to: a%u, share: 0.03%% }, ", i);
	put(file, "{ to: hub }] }\n");
	each(file, "  a%u: { team: w, next: hub }\n", 0, 3000);
	put(file, "  hub: { team: v, outcome: home }\n");
}
