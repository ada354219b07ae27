#include "walk.h"

#include "length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PASSAGES_MOST = 64, CLOCK_EVENTS_MOST = 4096 };

/* A last step with holders on its way to the next one. */
struct passage {
	uint32_t last;
	enum passed passed; /* the best that was said on the way, but badly is better than nothing said */
	double waited;
};

/* What a person brings along to the next step: of a `then`, from several branches. */
struct brought {
	struct passage passages[PASSAGES_MOST];
	uint32_t passage_count;
	uint32_t came_by[MAP_MOST], came_count; /* arrows */
};

/* One line of events: the whole walk, or that of a branch. */
struct strand {
	double time;   /* seconds since the person started */
	double waited; /* in all, along the longest branches */
	double *saved; /* of arrows: what would be saved along here if its waits were nil; NULL outside of blocks */
	struct brought brought;
	bool hands_nothing; /* a branch that goes on */
};

struct started {
	uint32_t step, episode;
	double time;
};

struct person {
	struct walked *walked;
	const struct map *map;
	const struct pathway *pathway;
	struct tally *tally;
	struct random random;
	bool *in_clock; /* of steps */
	/* In all. */
	set reached, teams_met, organisations_met;
	struct started *started; /* in walking order */
	uint32_t started_count, episode;
	uint64_t visits;
	/* In this episode. */
	set seen;               /* steps */
	set asked_at[MAP_MOST]; /* of organisations: words */
	set *around;            /* steps of the branch being walked; NULL outside of blocks */
};

uint32_t index_pair(const struct map *map, uint32_t from, uint32_t to)
{
	return from * map->pathway->step_count + to;
}

uint32_t index_bounce(const struct map *map, uint32_t a, uint32_t b, uint32_t c)
{
	return index_pair(map, index_pair(map, a, b), c);
}

uint32_t index_again_in_all(const struct map *map, enum use use, uint32_t word)
{
	return use * map->pathway->word_count + word;
}

uint32_t index_again(const struct map *map, enum use use, uint32_t word, uint32_t step)
{
	return index_pair(map, index_again_in_all(map, use, word), step);
}

uint32_t index_together(const struct map *map, uint32_t block, uint32_t word)
{
	return block * map->pathway->word_count + word;
}

uint32_t index_line(const struct map *map, uint32_t one, uint32_t other)
{
	uint32_t low = one < other ? one : other;
	return low * map->pathway->organisation_count + (one ^ other ^ low);
}

uint32_t walked_figure(const struct walked *walked, enum family family, uint32_t index)
{
	return walked->first[family] + index;
}

static void count(struct person *person, enum family family, uint32_t index, double amount)
{
	tally_count(person->tally, walked_figure(person->walked, family, index), amount);
}

static void measure(struct person *person, enum measure measured, double amount)
{
	count(person, FAMILY_MEASURE, measured, amount);
}

static void help(struct person *person, enum help helped, double amount)
{
	count(person, FAMILY_HELP, helped, amount);
}

static uint32_t members(set all)
{
	return (uint32_t)__builtin_popcountll(all);
}

/* Calls for each member of a set: for (set rest = all; rest; rest &= rest - 1) first_of(rest). */
static uint32_t first_of(set rest)
{
	return (uint32_t)__builtin_ctzll(rest);
}

/* Time passes, and the person is in a setting meanwhile. Within a block the
 * holder's setting counts, once, for the longest branch. */
static void pass_time(struct person *person, struct strand *strand, double seconds, enum setting setting)
{
	strand->time += seconds;
	if (strand->saved)
		return;
	if (setting_in_hospital(setting))
		measure(person, MEASURE_HOSPITAL_TIME, seconds);
	if (setting == SETTING_HOME)
		measure(person, MEASURE_HOME_TIME, seconds);
}

/* Hand-offs. */

static void hand_over(struct person *person, const struct passage *passage, uint32_t to)
{
	const struct map *map = person->map;
	const struct pair *pair = &map->pairs[passage->last][to];
	uint32_t at = index_pair(map, passage->last, to);
	bool badly = passage->passed == PASSED_BADLY && !pair->shared_record;
	if (!pair->handoff)
		return;
	measure(person, MEASURE_HANDOFFS, 1);
	measure(person,
		pair->level == RULE_HANDOFF_WITHIN    ? MEASURE_HANDOFFS_WITHIN
		: pair->level == RULE_HANDOFF_BETWEEN ? MEASURE_HANDOFFS_BETWEEN
						      : MEASURE_HANDOFFS_ACROSS,
		1);
	count(person, FAMILY_HANDOFF, at, 1);
	count(person, FAMILY_BADLY, at, badly);
	if (pair->level == RULE_HANDOFF_WITHIN)
		return;
	uint32_t line = index_line(map, pair->organisations[0], pair->organisations[1]);
	count(person, FAMILY_NOT_SAID, at, passage->passed == PASSED_NOT_SAID);
	count(person, FAMILY_LINE_HANDOFFS, line, 1);
	count(person, FAMILY_LINE_BADLY, line, badly);
	count(person, FAMILY_LINE_WAITED, line, passage->waited);
	help(person, HELP_LINE_WAITED, passage->waited);
}

static void take_on(struct person *person, struct strand *strand, uint32_t step)
{
	struct brought *brought = &strand->brought;
	if (!person->map->spots[step].holders)
		return;
	for (uint32_t i = 0; i < brought->passage_count; i++)
		hand_over(person, &brought->passages[i], step);
	brought->passage_count = 1;
	brought->passages[0] = (struct passage){.last = step};
}

static void carry_along(struct brought *brought, const struct arrow *arrow, double waited)
{
	for (uint32_t i = 0; i < brought->passage_count; i++) {
		struct passage *passage = &brought->passages[i];
		if (map_passed(arrow) > passage->passed)
			passage->passed = map_passed(arrow);
		passage->waited += waited;
	}
}

static void bring(struct person *person, struct brought *to, const struct brought *from)
{
	for (uint32_t i = 0; i < from->passage_count; i++) {
		if (to->passage_count == PASSAGES_MOST)
			person->walked->unbounded = true;
		else
			to->passages[to->passage_count++] = from->passages[i];
	}
	for (uint32_t i = 0; i < from->came_count; i++)
		to->came_by[to->came_count++] = from->came_by[i];
}

/* Duplication. */

/* Steps seen in this episode that asked (did) the thing, with no doer in common. */
static bool seen_elsewhere(const struct person *person, enum use use, uint32_t word, uint32_t step)
{
	const struct map *map = person->map;
	for (set rest = person->seen; rest; rest &= rest - 1) {
		const struct spot *before = &map->spots[first_of(rest)];
		if (set_has(before->things[use].first, word) && !(before->doers & map->spots[step].doers))
			return true;
	}
	return false;
}

static void count_repeats(struct person *person, enum use use, uint32_t step)
{
	set things = person->map->spots[step].things[use].flagged;
	for (set rest = things; rest; rest &= rest - 1) {
		uint32_t word = first_of(rest);
		if (!seen_elsewhere(person, use, word, step))
			continue;
		measure(person, use == ASKED ? MEASURE_ASKED_AGAIN : MEASURE_DONE_AGAIN, 1);
		count(person, FAMILY_AGAIN, index_again(person->map, use, word, step), 1);
		count(person, FAMILY_AGAIN_IN_ALL, index_again_in_all(person->map, use, word), 1);
	}
}

/* What one organisation asks here that another had asked before. */
static void count_asked_across(struct person *person, uint32_t step)
{
	const struct spot *spot = &person->map->spots[step];
	for (uint32_t other = 0; other < person->pathway->organisation_count; other++) {
		uint32_t again = members(spot->things[ASKED].flagged & person->asked_at[other]);
		if (set_has(spot->organisations, other) || again == 0)
			continue;
		for (set rest = spot->organisations; rest; rest &= rest - 1)
			count(person, FAMILY_LINE_ASKED, index_line(person->map, first_of(rest), other), again);
	}
	for (set rest = spot->organisations; rest; rest &= rest - 1)
		person->asked_at[first_of(rest)] |= spot->things[ASKED].first;
}

static void ask_and_do(struct person *person, uint32_t step)
{
	const struct spot *spot = &person->map->spots[step];
	const char *story = "story";
	for (set rest = spot->things[ASKED].all; rest; rest &= rest - 1)
		if (strcmp(person->pathway->words[first_of(rest)].folded, story) == 0)
			measure(person, MEASURE_STORY_TOLD, 1);
	measure(person, MEASURE_ASKED, members(spot->things[ASKED].all));
	count_repeats(person, ASKED, step);
	count_repeats(person, DONE, step);
	count_asked_across(person, step);
}

/* Two branches of which one each has a step that asks or does the word, by
 * different people. */
static bool both_use(const struct person *person, set one, set other, uint32_t word)
{
	const struct spot *spots = person->map->spots;
	for (enum use use = 0; use < USE_COUNT; use++)
		for (set i = one; i; i &= i - 1)
			for (set j = other; j; j &= j - 1) {
				const struct spot *a = &spots[first_of(i)], *b = &spots[first_of(j)];
				if (set_has(a->things[use].flagged & b->things[use].flagged, word) &&
				    !(a->doers & b->doers))
					return true;
			}
	return false;
}

static void count_together(struct person *person, uint32_t block, const set *visited, uint32_t branches)
{
	for (uint32_t word = 0; word < person->pathway->word_count; word++) {
		bool together = false;
		for (uint32_t i = 0; i < branches; i++)
			for (uint32_t j = 0; j < i && !together; j++)
				together = both_use(person, visited[i], visited[j], word);
		count(person, FAMILY_TOGETHER, index_together(person->map, block, word), together);
	}
}

/* A visit. */

static void feel(struct person *person, bool stated, int feeling)
{
	if (!stated)
		return;
	help(person, HELP_FEELING, feeling);
	help(person, HELP_FEELINGS, 1);
}

/* Every cost of the step that is counted by this, so many times. */
static void pay(struct person *person, const struct step *step, int per, double times)
{
	for (uint32_t i = 0; i < step->cost_count; i++) {
		const struct cost *cost = &step->costs[i];
		double pounds = (int)cost->per == per ? cost->pounds * times : 0;
		measure(person, MEASURE_COST, pounds);
		if (cost->payer != NONE)
			count(person, FAMILY_PAYER, cost->payer, pounds);
		else
			for (uint32_t j = 0; j < step->payment_count; j++)
				count(person, FAMILY_PAYER, step->payments[j].payer, pounds * step->payments[j].share);
	}
}

static void be_seen(struct person *person, struct strand *strand, uint32_t number)
{
	const struct spot *spot = &person->map->spots[number];
	person->visits++;
	count(person, FAMILY_VISITS, number, 1);
	measure(person, MEASURE_STEPS, spot->staff);
	take_on(person, strand, number);
	ask_and_do(person, number);
	feel(person, person->pathway->steps[number].has_feeling, person->pathway->steps[number].feeling);
	person->reached |= set_of(number);
	person->teams_met |= spot->teams;
	person->organisations_met |= spot->organisations;
	if (person->around)
		*person->around |= set_of(number);
	if (person->in_clock[number] && person->started_count < CLOCK_EVENTS_MOST)
		person->started[person->started_count++] = (struct started){number, person->episode, strand->time};
}

static void spend_time(struct person *person, struct strand *strand, uint32_t number)
{
	const struct step *step = &person->pathway->steps[number];
	double takes = length_draw(&step->takes, &person->random);
	double lasts = !duration_given(&step->lasts) ? takes : length_draw(&step->lasts, &person->random);
	bool staff = person->map->spots[number].staff;
	measure(person, MEASURE_TOUCH_TIME, staff ? takes : 0);
	measure(person, MEASURE_VALUE_TIME, staff && step->adds_value ? takes : 0);
	pay(person, step, COST_PASSAGE, 1);
	pay(person, step, COST_HOUR, takes / 3600);
	help(person, HELP_WAITED_OR_LASTED, lasts);
	help(person, HELP_ESTIMATED, step->basis == BASIS_ESTIMATE ? lasts : 0);
	pass_time(person, strand, lasts, step->setting);
}

/* An arrow. */

/* Of a wait within a block is only known later whether it lies on the longest branch. */
static void wait_for_it(struct person *person, struct strand *strand, uint32_t number, double wait,
			enum setting setting)
{
	strand->waited += wait;
	if (strand->saved)
		strand->saved[number] += wait;
	else
		measure(person, MEASURE_WAITING_IN_HOSPITAL, setting_in_hospital(setting) ? wait : 0);
}

static void go_along(struct person *person, struct strand *strand, uint32_t number, enum setting setting)
{
	const struct arrow *arrow = &person->pathway->arrows[number];
	double planned = length_draw(&arrow->planned, &person->random);
	double wait = length_draw(&arrow->wait, &person->random);
	count(person, FAMILY_TRAVERSED, number, 1);
	count(person, FAMILY_WAITED, number, wait);
	measure(person, MEASURE_WAITING_TIME, wait);
	measure(person, MEASURE_TURNED_AWAY, arrow->turned_away);
	help(person, HELP_PLANNED, planned);
	help(person, HELP_WAITED_OR_LASTED, wait);
	help(person, HELP_ESTIMATED, arrow->basis == BASIS_ESTIMATE ? wait : 0);
	feel(person, arrow->has_feeling, arrow->feeling);
	if (person->map->goes_round[number])
		count(person, FAMILY_LOOP_TIMES, person->map->spots[arrow->from].loop, 1);
	if (arrow->to != NONE && arrow->via == VIA_NOTHING && person->map->spots[arrow->from].holders &&
	    !person->map->spots[arrow->to].holders)
		count(person, FAMILY_UNTOLD, index_pair(person->map, arrow->from, arrow->to), 1);
	pass_time(person, strand, planned + wait, setting);
	wait_for_it(person, strand, number, wait, setting);
	carry_along(&strand->brought, arrow, wait);
}

/* Sent from a to b, and by the next arrow back to those who held at a. */
static void count_bounce(struct person *person, uint32_t first, uint32_t second)
{
	const struct map *map = person->map;
	const struct arrow *there = &person->pathway->arrows[first], *back = &person->pathway->arrows[second];
	uint32_t a = there->from, b = back->from, c = back->to;
	if ((there->turned_away || back->turned_away) && map->pairs[a][b].handoff && map->pairs[b][c].handoff &&
	    (map->spots[a].holders & map->spots[c].holders))
		count(person, FAMILY_BOUNCE, index_bounce(map, a, b, c), 1);
}

/* From one step straight to the next, or to the `then` of a block. */
static void step_over(struct person *person, struct strand *strand, uint32_t number)
{
	struct brought *brought = &strand->brought;
	for (uint32_t i = 0; i < brought->came_count; i++)
		count_bounce(person, brought->came_by[i], number);
	brought->came_by[0] = number;
	brought->came_count = 1;
	go_along(person, strand, number, person->pathway->arrows[number].meanwhile);
}

static void begin_episode(struct person *person, struct strand *strand, uint32_t number)
{
	const struct arrow *arrow = &person->pathway->arrows[number];
	count(person, FAMILY_TRAVERSED, number, 1);
	measure(person, MEASURE_TURNED_AWAY, arrow->turned_away);
	feel(person, arrow->has_feeling, arrow->feeling);
	person->episode++;
	person->seen = 0;
	memset(person->asked_at, 0, sizeof person->asked_at);
	strand->brought.passage_count = strand->brought.came_count = 0;
}

/* Blocks. */

static bool walk_on(struct person *person, struct strand *strand, uint32_t step, uint32_t then);

/* What a block comes to, as its branches end one after another. */
struct meeting {
	struct strand *strand;  /* that holds the block */
	double longest, waited; /* of the branch that takes longest */
	double *shorter;        /* of arrows: the longest if the arrow's waits were nil */
	bool arrived;
	struct brought before; /* into the block */
	set visited[MAP_MOST];
};

static double *arrow_times(const struct pathway *pathway)
{
	double *times = calloc(pathway->arrow_count, sizeof *times);
	if (!times)
		abort();
	return times;
}

static void walk_branch(struct person *person, struct meeting *meeting, uint32_t branch, set *visited)
{
	const struct pathway *pathway = person->pathway;
	uint32_t number = pathway->branches[branch].arrow;
	const struct arrow *arrow = &pathway->arrows[number];
	struct strand strand = {.time = meeting->strand->time,
				.saved = arrow_times(pathway),
				.brought = meeting->before,
				.hands_nothing = arrow->goes_on};
	set *around = person->around;
	person->around = visited;
	step_over(person, &strand, number);
	bool arrived = walk_on(person, &strand, arrow->to, map_then(pathway, pathway->branches[branch].block));
	person->around = around;
	if (around)
		*around |= *visited;
	double took = strand.time - meeting->strand->time;
	if (!arrow->goes_on) {
		if (took > meeting->longest) {
			meeting->longest = took;
			meeting->waited = strand.waited;
		}
		for (uint32_t i = 0; i < pathway->arrow_count; i++)
			meeting->shorter[i] = fmax(meeting->shorter[i], took - strand.saved[i]);
		if (arrived)
			bring(person, &meeting->strand->brought, &strand.brought);
		meeting->arrived |= arrived;
	}
	free(strand.saved);
}

/* The time of the longest branch passes where the person is after the step
 * that holds the block; what its waits are of it is spent there too. */
static void block_passes(struct person *person, struct meeting *meeting, const struct step *holder)
{
	struct strand *strand = meeting->strand;
	strand->waited += meeting->waited;
	for (uint32_t i = 0; i < person->pathway->arrow_count; i++) {
		double saved = meeting->longest - meeting->shorter[i];
		if (strand->saved)
			strand->saved[i] += saved;
		else if (saved > 0)
			count(person, FAMILY_SAVED, i, saved);
	}
	if (!strand->saved && setting_in_hospital(holder->meanwhile))
		measure(person, MEASURE_WAITING_IN_HOSPITAL, meeting->waited);
	pass_time(person, strand, meeting->longest, holder->meanwhile);
}

static uint32_t walk_block(struct person *person, struct strand *strand, uint32_t number)
{
	const struct pathway *pathway = person->pathway;
	const struct block *block = &pathway->blocks[number];
	struct meeting meeting = {.strand = strand, .shorter = arrow_times(pathway), .before = strand->brought};
	strand->brought.passage_count = strand->brought.came_count = 0;
	for (uint32_t i = 0; i < block->branch_count; i++) {
		uint32_t branch = block->first_branch + i;
		if (random_chance(&person->random, pathway->arrows[pathway->branches[branch].arrow].share))
			walk_branch(person, &meeting, branch, &meeting.visited[i]);
	}
	if (!meeting.arrived) {
		strand->brought = meeting.before;
		strand->brought.came_count = 0; /* from there no arrow leads to `then` */
	}
	count_together(person, number, meeting.visited, block->branch_count);
	block_passes(person, &meeting, &pathway->steps[block->holder]);
	go_along(person, strand, block->then_arrow, pathway->steps[block->holder].meanwhile);
	free(meeting.shorter);
	return map_then(pathway, number);
}

/* Leaving a step. */

static uint32_t choose_way(struct person *person, const struct step *step)
{
	double left = random_unit(&person->random);
	for (uint32_t i = step->first_arrow; i < step->first_arrow + step->arrow_count; i++) {
		left -= person->pathway->arrows[i].share;
		if (left < 0)
			return i;
	}
	/* What rounding leaves is no rest. */
	return step->rest > 0 ? NONE : step->first_arrow + step->arrow_count - 1;
}

/* No arrow was taken: an outcome, no next step, or dropped out; in a branch
 * it is just the branch's end. */
static void end_here(struct person *person, uint32_t number, uint32_t then)
{
	const struct step *step = &person->pathway->steps[number];
	if (then != NONE)
		return;
	if (step->outcome != NONE) {
		count(person, FAMILY_OUTCOME, step->outcome, 1);
		return;
	}
	measure(person, MEASURE_LOST, 1);
	count(person, step->next == NEXT_NONE ? FAMILY_NO_NEXT : FAMILY_DROPPED, number, 1);
}

/* By one of the step's ways. The next step, or NONE. */
static uint32_t leave(struct person *person, struct strand *strand, uint32_t number, uint32_t then, bool *arrived)
{
	uint32_t way = choose_way(person, &person->pathway->steps[number]);
	if (way == NONE) {
		end_here(person, number, then);
		return NONE;
	}
	const struct arrow *arrow = &person->pathway->arrows[way];
	if (map_episode(arrow)) {
		begin_episode(person, strand, way);
		return arrow->to;
	}
	if (arrow->to == NONE) {
		go_along(person, strand, way, arrow->meanwhile);
		count(person, FAMILY_OUTCOME, arrow->outcome, 1);
		return NONE;
	}
	*arrived = arrow->to == then;
	if (*arrived && strand->hands_nothing)
		strand->brought.came_count = 0;
	step_over(person, strand, way);
	return *arrived ? NONE : arrow->to;
}

/* From here on, until the way ends or reaches `then`, which is told. */
static bool walk_on(struct person *person, struct strand *strand, uint32_t number, uint32_t then)
{
	bool arrived = false;
	while (number != NONE) {
		const struct step *step = &person->pathway->steps[number];
		double before = strand->time;
		uint32_t next = NONE, loop = person->map->spots[number].loop;
		bool again = set_has(person->seen, number);
		be_seen(person, strand, number);
		person->seen |= set_of(number);
		spend_time(person, strand, number);
		if (step->next == NEXT_BLOCK)
			next = walk_block(person, strand, step->block);
		else if (step->next == NEXT_WAYS)
			next = leave(person, strand, number, then, &arrived);
		else
			end_here(person, number, then);
		pay(person, step, COST_DAY, (strand->time - before) / 86400);
		if (loop != NONE && again && then == NONE)
			count(person, FAMILY_LOOP_TIME, loop, strand->time - before);
		number = next;
	}
	return arrived;
}

/* Clocks. */

static bool earlier(const struct started *one, const struct started *other)
{
	return one->episode != other->episode ? one->episode < other->episode : one->time < other->time;
}

/* The first start of one of the steps, later than `after` (if any): in time,
 * at equal times in walking order. */
static const struct started *first_start(const struct person *person, struct indexes steps, const struct started *after)
{
	const struct started *first = NULL;
	for (uint32_t i = 0; i < person->started_count; i++) {
		const struct started *start = &person->started[i];
		bool wanted = false;
		for (uint32_t j = 0; j < steps.count; j++)
			wanted |= steps.at[j] == start->step;
		if (after && (start->episode != after->episode || earlier(start, after) ||
			      (!earlier(after, start) && start <= after)))
			wanted = false;
		if (wanted && (!first || earlier(start, first)))
			first = start;
	}
	return first;
}

static void times_add(struct times *times, double seconds)
{
	times->at[times->count++] = seconds;
}

static void read_clock(struct person *person, uint32_t number)
{
	const struct clock *clock = &person->pathway->clocks[number];
	const struct started *from = first_start(person, clock->from, NULL);
	const struct started *to = from ? first_start(person, clock->to, from) : NULL;
	count(person, FAMILY_CLOCK_FROM, number, from != NULL);
	if (!to)
		return;
	double seconds = to->time - from->time;
	times_add(&person->walked->clocks[number], seconds);
	count(person, FAMILY_CLOCK_DONE, number, 1);
	count(person, FAMILY_CLOCK_TIME, number, seconds);
	if (clock->target.kind == TARGET_NONE)
		return;
	count(person, FAMILY_CLOCK_WITHIN, number, seconds <= clock->target.seconds);
	count(person, FAMILY_CLOCK_OVER, number, seconds > clock->target.seconds);
	count(person, FAMILY_CLOCK_EXCESS, number, fmax(0, seconds - clock->target.seconds));
}

/* One person. */

static uint32_t choose_start(struct person *person)
{
	const struct pathway *pathway = person->pathway;
	double left = random_unit(&person->random);
	for (uint32_t i = 0; i + 1 < pathway->start_count; i++) {
		left -= pathway->starts[i].share;
		if (left < 0)
			return pathway->starts[i].step;
	}
	return pathway->starts[pathway->start_count - 1].step;
}

static void forget(struct person *person)
{
	person->reached = person->teams_met = person->organisations_met = person->seen = 0;
	person->started_count = person->episode = 0;
	memset(person->asked_at, 0, sizeof person->asked_at);
}

static void walk_person(struct person *person)
{
	struct strand strand = {0};
	forget(person);
	(void)walk_on(person, &strand, choose_start(person), NONE);
	for (set rest = person->reached; rest; rest &= rest - 1)
		count(person, FAMILY_REACHED, first_of(rest), 1);
	measure(person, MEASURE_TEAMS_MET, members(person->teams_met));
	measure(person, MEASURE_ORGANISATIONS_MET, members(person->organisations_met));
	measure(person, MEASURE_LEAD_TIME, strand.time);
	help(person, HELP_LEAD_LESS_PLANNED, strand.time);
	help(person, HELP_LEAD_LESS_PLANNED,
	     -person->tally->now[walked_figure(person->walked, FAMILY_HELP, HELP_PLANNED)]);
	times_add(&person->walked->lead, strand.time);
	for (uint32_t i = 0; i < person->pathway->clock_count; i++)
		read_clock(person, i);
	tally_person_done(person->tally);
}

/* Setting up. */

static uint32_t family_size(const struct pathway *p, enum family family)
{
	uint32_t steps = p->step_count, lines = p->organisation_count * p->organisation_count;
	const uint32_t sizes[FAMILY_COUNT] = {
	    [FAMILY_MEASURE] = MEASURE_SIMPLE,
	    [FAMILY_HELP] = HELP_COUNT,
	    [FAMILY_PAYER] = p->payer_count,
	    [FAMILY_OUTCOME] = p->outcome_count,
	    [FAMILY_VISITS] = steps,
	    [FAMILY_REACHED] = steps,
	    [FAMILY_TRAVERSED] = p->arrow_count,
	    [FAMILY_WAITED] = p->arrow_count,
	    [FAMILY_SAVED] = p->arrow_count,
	    [FAMILY_HANDOFF] = steps * steps,
	    [FAMILY_BADLY] = steps * steps,
	    [FAMILY_NOT_SAID] = steps * steps,
	    [FAMILY_UNTOLD] = steps * steps,
	    [FAMILY_BOUNCE] = steps * steps * steps,
	    [FAMILY_AGAIN] = USE_COUNT * p->word_count * steps,
	    [FAMILY_AGAIN_IN_ALL] = USE_COUNT * p->word_count,
	    [FAMILY_TOGETHER] = p->block_count * p->word_count,
	    [FAMILY_LINE_HANDOFFS] = lines,
	    [FAMILY_LINE_BADLY] = lines,
	    [FAMILY_LINE_WAITED] = lines,
	    [FAMILY_LINE_ASKED] = lines,
	    [FAMILY_LOOP_TIMES] = MAP_LOOPS_MOST,
	    [FAMILY_LOOP_TIME] = MAP_LOOPS_MOST,
	    [FAMILY_NO_NEXT] = steps,
	    [FAMILY_DROPPED] = steps,
	    [FAMILY_CLOCK_FROM] = p->clock_count,
	    [FAMILY_CLOCK_DONE] = p->clock_count,
	    [FAMILY_CLOCK_TIME] = p->clock_count,
	    [FAMILY_CLOCK_WITHIN] = p->clock_count,
	    [FAMILY_CLOCK_OVER] = p->clock_count,
	    [FAMILY_CLOCK_EXCESS] = p->clock_count,
	};
	return sizes[family];
}

static void follow_ratios(struct walked *walked)
{
	struct tally *tally = &walked->tally;
	uint32_t measures_at = walked->first[FAMILY_MEASURE], help_at = walked->first[FAMILY_HELP];
	static const enum family clock_ratios[CLOCK_RATIOS][2] = {
	    [CLOCK_MEAN] = {FAMILY_CLOCK_TIME, FAMILY_CLOCK_DONE},
	    [CLOCK_WITHIN] = {FAMILY_CLOCK_WITHIN, FAMILY_CLOCK_FROM},
	    [CLOCK_COMPLETED] = {FAMILY_CLOCK_DONE, FAMILY_CLOCK_FROM},
	    [CLOCK_OVER] = {FAMILY_CLOCK_OVER, FAMILY_CLOCK_DONE},
	    [CLOCK_EXCESS] = {FAMILY_CLOCK_EXCESS, FAMILY_CLOCK_DONE},
	};
	tally_add_ratio(tally, measures_at + MEASURE_WAITING_TIME, help_at + HELP_WAITED_OR_LASTED);
	tally_add_ratio(tally, measures_at + MEASURE_VALUE_TIME, help_at + HELP_LEAD_LESS_PLANNED);
	tally_add_ratio(tally, help_at + HELP_ESTIMATED, help_at + HELP_WAITED_OR_LASTED);
	tally_add_ratio(tally, help_at + HELP_FEELING, help_at + HELP_FEELINGS);
	for (uint32_t clock = 0; clock < walked->map->pathway->clock_count; clock++)
		for (enum clock_ratio i = 0; i < CLOCK_RATIOS; i++)
			tally_add_ratio(tally, walked_figure(walked, clock_ratios[i][0], clock),
					walked_figure(walked, clock_ratios[i][1], clock));
}

static struct times times_for(uint64_t people)
{
	struct times times = {.at = calloc(people + 1, sizeof *times.at)};
	if (!times.at)
		abort();
	return times;
}

static struct walked *walked_new(const struct map *map, uint64_t people)
{
	const struct pathway *pathway = map->pathway;
	struct walked *walked = calloc(1, sizeof *walked);
	if (!walked)
		abort();
	walked->map = map;
	for (enum family family = 0; family < FAMILY_COUNT; family++)
		walked->first[family + 1] = walked->first[family] + family_size(pathway, family);
	tally_init(&walked->tally, walked->first[FAMILY_COUNT]);
	follow_ratios(walked);
	walked->lead = times_for(people);
	walked->clocks = calloc(pathway->clock_count + 1, sizeof *walked->clocks);
	if (!walked->clocks)
		abort();
	for (uint32_t i = 0; i < pathway->clock_count; i++)
		walked->clocks[i] = times_for(people);
	return walked;
}

void walked_free(struct walked *walked)
{
	if (!walked)
		return;
	for (uint32_t i = 0; i < walked->map->pathway->clock_count; i++)
		free(walked->clocks[i].at);
	free(walked->clocks);
	free(walked->lead.at);
	tally_clear(&walked->tally);
	free(walked);
}

static void note_clock_steps(struct person *person, struct indexes steps)
{
	for (uint32_t i = 0; i < steps.count; i++)
		person->in_clock[steps.at[i]] = true;
}

static int by_size(const void *one, const void *other)
{
	double a = *(const double *)one, b = *(const double *)other;
	return (a > b) - (a < b);
}

static void times_sort(struct times *times)
{
	qsort(times->at, times->count, sizeof *times->at, by_size);
}

struct walked *walk_people(const struct map *map, uint64_t people, uint64_t seed)
{
	const struct pathway *pathway = map->pathway;
	struct walked *walked = walked_new(map, people);
	struct person person = {
	    .walked = walked, .map = map, .pathway = pathway, .tally = &walked->tally, .random.state = seed};
	person.in_clock = calloc(pathway->step_count, sizeof *person.in_clock);
	person.started = calloc(CLOCK_EVENTS_MOST, sizeof *person.started);
	if (!person.in_clock || !person.started)
		abort();
	for (uint32_t i = 0; i < pathway->clock_count; i++) {
		note_clock_steps(&person, pathway->clocks[i].from);
		note_clock_steps(&person, pathway->clocks[i].to);
	}
	for (uint64_t i = 0; i < people; i++)
		walk_person(&person);
	walked->visits = (double)person.visits / (double)people;
	times_sort(&walked->lead);
	for (uint32_t i = 0; i < pathway->clock_count; i++)
		times_sort(&walked->clocks[i]);
	free(person.in_clock);
	free(person.started);
	return walked;
}

struct estimate walked_estimate(const struct walked *walked, enum family family, uint32_t index)
{
	return tally_estimate(&walked->tally, walked_figure(walked, family, index));
}

struct estimate walked_clock(const struct walked *walked, uint32_t clock, enum clock_ratio ratio)
{
	return tally_ratio(&walked->tally, RATIO_CLOCKS + clock * CLOCK_RATIOS + ratio);
}
