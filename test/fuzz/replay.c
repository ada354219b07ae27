/* Runs the fuzz target without libFuzzer: every seed, then damaged copies of
 * it, always the same ones.
 *
 *     fuzz-replay DICTIONARY [COPIES] FILE-OR-FOLDER...
 *
 * COPIES is how many damaged copies there are of what is named behind it, 60
 * where nothing is said.
 *
 * Prints TAP, one case a seed. A broken promise ends the program at once; the
 * bytes that did it are then in fuzz-replay.bytes in the current folder. */
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 1 << 18, WORDS = 512, SEEDS = 4096 };

struct bytes {
	uint8_t at[LARGEST];
	size_t length;
};

static struct bytes seed, copy;
static struct word {
	char at[120];
	size_t length;
} words[WORDS];
static struct seed {
	char *path;
	unsigned long copies;
} seeds[SEEDS];
static size_t word_count, seed_count;

/* xorshift64*: Vigna, An experimental exploration of Marsaglia's xorshift
 * generators, scrambled, 2016. */
static uint64_t state;

static size_t below(size_t bound)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return bound == 0 ? 0 : (size_t)(state * 2685821657736338717u >> 33) % bound;
}

static void keep_bytes(int number)
{
	int file = open("fuzz-replay.bytes", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (file >= 0 && write(file, copy.at, copy.length) == (ssize_t)copy.length)
		close(file);
	signal(number, SIG_DFL);
	raise(number);
}

/* Puts `length` bytes in place of `gone` bytes at `place`; too long: leaves it. */
static void replace(size_t place, size_t gone, const void *bytes, size_t length)
{
	if (copy.length - gone + length > LARGEST)
		return;
	memmove(copy.at + place + length, copy.at + place + gone, copy.length - place - gone);
	memcpy(copy.at + place, bytes, length);
	copy.length += length - gone;
}

static void flip(void)
{
	if (copy.length > 0)
		copy.at[below(copy.length)] ^= (uint8_t)(1u << below(8));
}

static void put_byte(void)
{
	static const char odd[] = "\0\t\n\r\"'#&*:,-?[]{}|>%@!\x1b\x7f\x80\xc2\xe2\xef\xff";
	replace(below(copy.length + 1), 0, &odd[below(sizeof odd)], 1);
}

static void put_word(void)
{
	if (word_count > 0) {
		const struct word *word = &words[below(word_count)];
		replace(below(copy.length + 1), 0, word->at, word->length);
	}
}

static void cut(void)
{
	size_t place = below(copy.length + 1);
	replace(place, below(copy.length - place + 1) % 80, "", 0);
}

static void end_early(void)
{
	copy.length = below(copy.length + 1);
}

static void repeat(void)
{
	static uint8_t piece[400];
	size_t place = below(copy.length + 1);
	size_t length = below(copy.length - place + 1) % sizeof piece;
	memcpy(piece, copy.at + place, length);
	replace(below(copy.length + 1), 0, piece, length);
}

/* Where some line starts. */
static size_t some_line(void)
{
	size_t place = below(copy.length + 1);
	while (place > 0 && copy.at[place - 1] != '\n')
		place--;
	return place;
}

static size_t line_length(size_t start)
{
	const uint8_t *end = memchr(copy.at + start, '\n', copy.length - start);
	return end == NULL ? copy.length - start : (size_t)(end - copy.at) + 1 - start;
}

static void drop_line(void)
{
	size_t start = some_line();
	replace(start, line_length(start), "", 0);
}

static void move_line(void)
{
	static uint8_t line[LARGEST];
	size_t start = some_line(), length = line_length(start);
	memcpy(line, copy.at + start, length);
	replace(start, length, "", 0);
	replace(some_line(), 0, line, length);
}

static void indent(void)
{
	size_t start = some_line(), blanks = 0, length = line_length(start);
	while (blanks < length && copy.at[start + blanks] == ' ')
		blanks++;
	replace(start, below(blanks + 1), "        ", below(9));
}

static void (*const damages[])(void) = {flip, put_byte, put_word, cut, end_early, repeat, drop_line, move_line, indent};

/* Where a seed's damage starts from: its file's name, wherever that lies. */
static uint64_t start_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	for (const char *c = slash == NULL ? path : slash + 1; *c != '\0'; c++)
		hash = (hash ^ (uint8_t)*c) * 1099511628211u;
	return hash | 1;
}

static void run(const char *path, unsigned long copies)
{
	memcpy(copy.at, seed.at, seed.length);
	copy.length = seed.length;
	LLVMFuzzerTestOneInput(copy.at, copy.length);
	state = start_of(path);
	for (unsigned long i = 0; i < copies; i++) {
		memcpy(copy.at, seed.at, seed.length);
		copy.length = seed.length;
		for (size_t times = 1 + below(4); times > 0; times--)
			damages[below(sizeof damages / sizeof *damages)]();
		LLVMFuzzerTestOneInput(copy.at, copy.length);
	}
}

static bool read_seed(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	seed.length = fread(seed.at, 1, LARGEST, file);
	fclose(file);
	return true;
}

/* Reads one line of a libFuzzer dictionary, "…" with \xNN, \" and \\ in it,
 * into itself. Returns its length; 0 where there is no word. */
static size_t read_word(char *line)
{
	char *from = strchr(line, '"'), *end = strrchr(line, '"'), *to = line;
	if (line[0] == '#' || from == end)
		return 0;
	for (from++; from < end; from++) {
		unsigned hex;
		if (from[0] == '\\' && sscanf(from, "\\x%2x", &hex) == 1) {
			*to++ = (char)hex;
			from += 3;
		} else {
			from += from[0] == '\\';
			*to++ = *from;
		}
	}
	return (size_t)(to - line);
}

static void read_words(const char *path)
{
	FILE *file = fopen(path, "r");
	while (file != NULL && word_count < WORDS && fgets(words[word_count].at, sizeof words->at, file) != NULL) {
		words[word_count].length = read_word(words[word_count].at);
		word_count += words[word_count].length > 0;
	}
	if (file != NULL)
		fclose(file);
}

static void add_seed(const char *path, unsigned long copies)
{
	if (seed_count < SEEDS)
		seeds[seed_count++] = (struct seed){strdup(path), copies};
}

static void add_place(const char *place, unsigned long copies)
{
	struct stat about;
	struct dirent **entries;
	if (stat(place, &about) == 0 && !S_ISDIR(about.st_mode)) {
		add_seed(place, copies);
		return;
	}
	int count = scandir(place, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name, *dot = strrchr(name, '.');
		char *path;
		if (dot != NULL && strcmp(dot, ".yaml") == 0 && asprintf(&path, "%s/%s", place, name) > 0) {
			add_seed(path, copies);
			free(path);
		}
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

int main(int count, char **arguments)
{
	if (count < 3) {
		fputs("usage: fuzz-replay DICTIONARY FILE-OR-FOLDER...\n", stderr);
		return 2;
	}
	signal(SIGABRT, keep_bytes);
	read_words(arguments[1]);
	unsigned long copies = 60;
	for (int i = 2; i < count; i++) {
		char *end;
		unsigned long number = strtoul(arguments[i], &end, 10);
		if (*end == '\0')
			copies = number;
		else
			add_place(arguments[i], copies);
	}
	printf("1..%zu\n", seed_count + 1);
	printf("%s 1 - the dictionary has words\n", word_count > 0 ? "ok" : "not ok");
	for (size_t i = 0; i < seed_count; i++) {
		fflush(stdout);
		const struct seed *one = &seeds[i];
		bool there = read_seed(one->path);
		if (there)
			run(one->path, one->copies);
		printf("%s %zu - %s\n", there ? "ok" : "not ok", i + 2, one->path);
		free(one->path);
	}
	return 0;
}
