#include "carepath/source.h"

#include "carepath/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BOM_SIZE = 3,
	LANDMARK_DISTANCE = 256,
	FIRST_READ = 64 << 10,
	TAB = 8,
	WINDOW = 100, /* columns of a line that are shown */
	LEAD = 60,    /* of these, at most so many in front of the caret where the line goes on for long */
};

/* A file while it is read. */
struct reading {
	struct arena *arena;
	int file;
	size_t expected; /* bytes, as far as is known */
	char *text;
	size_t length, room;
	enum source_status status;
	int error;
};

static ssize_t read_some(int file, char *bytes, size_t room)
{
	for (;;) {
		ssize_t got = read(file, bytes, room);
		if (got >= 0)
			return got;
		if (errno == EAGAIN || errno == EWOULDBLOCK) {
			struct pollfd one = {.fd = file, .events = POLLIN};
			if (poll(&one, 1, -1) < 0 && errno != EINTR)
				return -1;
		} else if (errno != EINTR) {
			return -1;
		}
	}
}

/* Room for one byte more than was read at least, and for the NUL. */
static void make_room(struct reading *reading)
{
	size_t room = reading->room ? reading->room * 2 : reading->expected + 2;

	if (room > SOURCE_LARGEST + 2)
		room = SOURCE_LARGEST + 2;
	reading->text = arena_grow(reading->arena, reading->text, reading->room, room);
	reading->room = room;
}

static void read_all(void *subject)
{
	struct reading *reading = subject;

	for (;;) {
		if (reading->length + 1 >= reading->room)
			make_room(reading);
		size_t room = reading->room - reading->length - 1;
		ssize_t got = read_some(reading->file, reading->text + reading->length, room);
		if (got < 0) {
			reading->error = errno;
			reading->status = errno == EISDIR ? SOURCE_IS_DIRECTORY : SOURCE_UNREADABLE;
			return;
		}
		if (got == 0)
			return;
		reading->length += (size_t)got;
		if (reading->length > SOURCE_LARGEST) {
			reading->status = SOURCE_TOO_LARGE;
			return;
		}
	}
}

/* What can be told before reading. */
static enum source_status look_at_file(struct reading *reading)
{
	struct stat facts;

	reading->expected = FIRST_READ;
	if (fstat(reading->file, &facts) < 0) {
		reading->error = errno;
		return SOURCE_UNREADABLE;
	}
	if (S_ISDIR(facts.st_mode))
		return SOURCE_IS_DIRECTORY;
	if (!S_ISREG(facts.st_mode))
		return SOURCE_READ;
	if (facts.st_size > SOURCE_LARGEST)
		return SOURCE_TOO_LARGE;
	if (facts.st_size > 0)
		reading->expected = (size_t)facts.st_size;
	return SOURCE_READ;
}

static int open_file(const char *name)
{
	int file;

	if (strcmp(name, "-") == 0)
		return STDIN_FILENO;
	do
		file = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (file < 0 && errno == EINTR);
	return file;
}

enum source_status source_read(struct arena *arena, const char *name, struct source *source)
{
	bool enough = true;

	/* Without its text it still has a name and a place for diagnostics. */
	source_from_text(arena, name, "", 0, source);
	struct reading reading = {.arena = arena, .file = open_file(name)};
	if (reading.file < 0)
		return SOURCE_UNREADABLE;
	reading.status = look_at_file(&reading);
	if (reading.status == SOURCE_READ)
		enough = arena_try(arena, read_all, &reading);
	if (reading.file != STDIN_FILENO)
		close(reading.file);
	if (!enough)
		arena_fail(arena);
	if (reading.status == SOURCE_READ)
		source_from_text(arena, name, reading.text, (uint32_t)reading.length, source);
	else
		errno = reading.error;
	return reading.status;
}

static bool starts_with_bom(const char *text, uint32_t length)
{
	return length >= BOM_SIZE && memcmp(text, "\xEF\xBB\xBF", BOM_SIZE) == 0;
}

static bool is_break(char byte)
{
	return byte == '\n' || byte == '\r';
}

static bool is_plain(char byte)
{
	return byte >= 0x20 && byte < 0x7F;
}

/* Behind the character at a place. */
static inline struct landmark step(const struct source *source, struct landmark here)
{
	unsigned char byte = (unsigned char)source->text[here.byte];
	size_t taken = 1;

	if (byte >= 0xC2 && byte <= 0xF4) /* others start no character */
		text_decode(source->text + here.byte, source->length - here.byte, &taken);
	here.byte += (uint32_t)taken;
	here.position.column++;
	bool half_break = byte == '\r' && here.byte < source->length && source->text[here.byte] == '\n';
	if (is_break((char)byte) && !half_break)
		here.position = (struct position){here.position.line + 1, 1};
	return here;
}

/* Over as much plain text as there is before `end`, in one look at its lines. */
static struct landmark pass_lines(const struct source *source, struct landmark here, uint32_t end)
{
	const char *text = source->text + here.byte;
	uint32_t run = (uint32_t)text_plain_lines(text, end - here.byte), lines = 0;

	for (uint32_t i = 0; i < run; i++)
		lines += text[i] == '\n';
	const char *feed = lines ? memrchr(text, '\n', run) : NULL;
	here.byte += run;
	here.position.line += lines;
	here.position.column = feed ? (uint32_t)(text + run - feed) : here.position.column + run;
	return here;
}

/* From a place to the character in which the byte `end` lies. */
static struct landmark walk(const struct source *source, struct landmark here, uint32_t end)
{
	uint32_t again = here.byte; /* a block that is not plain is not looked at twice */

	while (here.byte < end) {
		if (here.byte >= again) {
			here = pass_lines(source, here, end);
			again = here.byte + TEXT_BLOCK;
			continue;
		}
		if (source->text[here.byte] == '\n') {
			here.byte++;
			here.position = (struct position){here.position.line + 1, 1};
			continue;
		}
		if (is_plain(source->text[here.byte])) {
			size_t run = text_plain_run(source->text + here.byte, end - here.byte);
			here.byte += (uint32_t)run;
			here.position.column += (uint32_t)run;
			continue;
		}
		struct landmark next = step(source, here);
		if (next.byte > end)
			break;
		here = next;
	}
	return here;
}

void source_from_text(struct arena *arena, const char *name, const char *text, uint32_t length, struct source *source)
{
	*source = (struct source){.name = name, .text = text, .length = length};
	struct landmark here = {.byte = starts_with_bom(text, length) ? BOM_SIZE : 0, .position = {1, 1}};

	*list_add(arena, &source->landmarks) = here;
	while (length - here.byte > LANDMARK_DISTANCE) {
		here = walk(source, here, here.byte + LANDMARK_DISTANCE);
		*list_add(arena, &source->landmarks) = here;
	}
}

/* By the distance between landmarks: the one before the byte is this or one of a
 * few behind, as each may lie up to three bytes nearer to the one before it. */
static uint32_t landmark_near(const struct source *source, uint32_t byte)
{
	uint32_t at = byte < BOM_SIZE ? 0 : (byte - BOM_SIZE) / LANDMARK_DISTANCE;
	uint32_t last = source->landmarks.count - 1;

	return at < last ? at : last;
}

void source_position_soon(const struct source *source, uint32_t byte)
{
	uint32_t at = landmark_near(source, byte);

	__builtin_prefetch(&source->landmarks.at[at]);
	for (uint32_t line = at * LANDMARK_DISTANCE; line < byte; line += 64)
		__builtin_prefetch(source->text + line);
}

struct position source_position(const struct source *source, uint32_t byte)
{
	uint32_t last = source->landmarks.count - 1;

	if (byte > source->length)
		byte = source->length;
	/* The last landmark that is not behind the byte, or the first. */
	uint32_t at = landmark_near(source, byte);
	while (at < last && source->landmarks.at[at + 1].byte <= byte)
		at++;
	return walk(source, source->landmarks.at[at], byte).position;
}

/* The part of a line that is shown. */
struct window {
	const struct source *source;
	uint32_t start, end; /* bytes */
	bool cut_before, cut_after;
	bool hidden[4 * (WINDOW + 1)]; /* which bytes from start on are private */
};

/* The most columns that a character can take; none for free, so that marks
 * without end do not make a window without end. */
static size_t cost(const char *bytes, size_t length, size_t *taken)
{
	int32_t point = text_decode(bytes, length, taken);

	return point == '\t' ? TAB : text_point_width(point) == 2 ? 2 : 1;
}

static uint32_t first_byte(const struct source *source)
{
	return starts_with_bom(source->text, source->length) ? BOM_SIZE : 0;
}

/* Where the character starts that ends before byte `at`, which is not the first. */
static uint32_t step_back(const struct source *source, uint32_t at)
{
	uint32_t room = at - first_byte(source);
	size_t taken;

	for (uint32_t back = room < 4 ? room : 4; back > 1; back--) {
		text_decode(source->text + at - back, back, &taken);
		if (taken == back)
			return at - back;
	}
	return at - 1;
}

/* Back from `at` by characters that cost at most `budget`; *used is their cost. */
static uint32_t go_back(const struct source *source, uint32_t at, size_t budget, size_t *used)
{
	uint32_t first = first_byte(source);
	size_t taken;

	*used = 0;
	while (at > first && !is_break(source->text[at - 1])) {
		uint32_t before = step_back(source, at);
		size_t more = cost(source->text + before, at - before, &taken);
		if (*used + more > budget)
			break;
		*used += more;
		at = before;
	}
	return at;
}

static uint32_t go_on(const struct source *source, uint32_t at, size_t budget, size_t *used)
{
	size_t taken;

	*used = 0;
	while (at < source->length && !is_break(source->text[at])) {
		size_t more = cost(source->text + at, source->length - at, &taken);
		if (*used + more > budget)
			break;
		*used += more;
		at += (uint32_t)taken;
	}
	return at;
}

/* Inside a character or a break of two bytes: back to its first byte. */
static uint32_t character_start(const struct source *source, uint32_t byte)
{
	uint32_t first = first_byte(source);
	size_t taken;

	if (byte < first)
		return first;
	if (byte >= source->length)
		return source->length;
	if (byte > first && source->text[byte] == '\n' && source->text[byte - 1] == '\r')
		return byte - 1;
	for (uint32_t back = 1; back < 4 && back <= byte - first; back++) {
		text_decode(source->text + byte - back, source->length - byte + back, &taken);
		if (taken > back)
			return byte - back;
	}
	return byte;
}

static void mark_hidden(struct window *window)
{
	for (uint32_t i = 0; i < window->source->private_words.count; i++) {
		struct span span = window->source->private_words.at[i];
		uint32_t start = span.start > window->start ? span.start : window->start;
		uint32_t end = span.end < window->end ? span.end : window->end;
		if (start < end)
			memset(window->hidden + (start - window->start), true, end - start);
	}
}

/* Chooses what is shown around the byte `at`. */
static void open_window(struct window *window, const struct source *source, uint32_t at)
{
	size_t before, after;

	*window = (struct window){.source = source};
	go_on(source, at, WINDOW, &after);
	/* What the text behind does not need, the text in front may have. */
	size_t lead = after < WINDOW - LEAD ? WINDOW - after : LEAD;
	window->start = go_back(source, at, lead, &before);
	window->end = go_on(source, at, WINDOW - before, &after);
	window->cut_before = window->start > first_byte(source) && !is_break(source->text[window->start - 1]);
	window->cut_after = window->end < source->length && !is_break(source->text[window->end]);
	mark_hidden(window);
}

/* Writes the character at *at and gives its columns; `column` is where it stands. */
static size_t write_cell(const struct window *window, struct writer *writer, uint32_t *at, size_t column,
			 int32_t *before)
{
	const char *bytes = window->source->text + *at;
	bool hidden = window->hidden[*at - window->start];
	size_t taken, width;

	*before = text_shown(bytes, window->end - *at, *before, &taken);
	if (*bytes == '\t')
		width = TAB - column % TAB;
	else
		width = (size_t)text_point_width(*before);
	if (hidden || *bytes == '\t')
		writer_repeat(writer, hidden ? "*" : " ", width);
	else if (*before != 0x200C && *before != 0x200D) /* which pass in company only, and take no column */
		writer_bytes(writer, bytes, taken);
	*at += (uint32_t)taken;
	return width;
}

/* Columns between which the carets stand. */
struct carets {
	size_t from, to;
};

static struct carets write_window(const struct window *window, struct span span, struct writer *writer)
{
	const char *cut = writer->ascii ? "..." : "…";
	struct carets carets = {0, 0};
	size_t column = 0;
	int32_t before = 0;

	if (window->cut_before) {
		writer_text(writer, cut);
		column = text_width(cut, strlen(cut));
	}
	for (uint32_t at = window->start; at < window->end;) {
		if (at == span.start)
			carets.from = column;
		column += write_cell(window, writer, &at, column, &before);
		if (at <= span.end)
			carets.to = column;
	}
	if (span.start >= window->end)
		carets.from = column;
	if (window->cut_after)
		writer_text(writer, cut);
	if (carets.to <= carets.from)
		carets.to = carets.from + 1;
	return carets;
}

void source_show(const struct source *source, struct span span, struct writer *writer)
{
	struct window window;
	char number[16];

	span.start = character_start(source, span.start);
	struct position position = source_position(source, span.start);
	open_window(&window, source, span.start);
	int digits = snprintf(number, sizeof number, "%u", position.line);
	bool empty = window.start == window.end;
	writer_format(writer, " %s |%s", number, empty ? "" : " ");
	struct carets carets = write_window(&window, span, writer);
	writer_format(writer, "\n %*s | ", digits, "");
	writer_repeat(writer, " ", carets.from);
	writer_style(writer, STYLE_STRONG);
	writer_repeat(writer, "^", carets.to - carets.from);
	writer_style(writer, STYLE_PLAIN);
	writer_text(writer, "\n");
}
