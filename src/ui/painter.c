#include "ui/painter.h"

#include "carepath/text.h"
#include "carepath/words.h"

#include <stdlib.h>
#include <string.h>

enum {
	NO_LOOK = 0xFF,
	NEAR = 5,        /* so many cells are sent again rather than skipped: the move takes as many bytes */
	MOST_POINTS = 6, /* in a cell: more marks are left away, as other programs do */
	SENT_AT_ONCE = 1 << 15,
	MOST_FOR_A_CELL = 512, /* bytes: moves, looks and a character, with some to spare */
};

static const struct cell blank = {" ", 1, LOOK_PLAIN};

void sequence_set(struct sequence *sequence, const char *bytes)
{
	size_t length = strlen(bytes);
	sequence->length = length <= SEQUENCE_ROOM ? (uint8_t)length : 0;
	memcpy(sequence->bytes, bytes, sequence->length);
}

/* ------------------------------------------------------------- what is known */

static bool same_sequence(const struct sequence *one, const struct sequence *other)
{
	return one->length == other->length && memcmp(one->bytes, other->bytes, one->length) == 0;
}

/* What can be seen of a blank: its ground, and what else goes with it. */
static bool same_ground(const struct tint *one, const struct tint *other)
{
	uint8_t seen = SHOW_REVERSE | SHOW_UNDERLINE;
	if (one->show & seen || other->show & seen)
		return one->show == other->show && same_sequence(&one->front, &other->front) &&
		       same_sequence(&one->back, &other->back);
	return same_sequence(&one->back, &other->back);
}

static void number_grounds(struct painter *painter)
{
	for (uint32_t look = 0; look < LOOK_COUNT; look++) {
		uint32_t same = 0;
		while (!same_ground(&painter->words.tints[same], &painter->words.tints[look]))
			same++;
		painter->grounds[look] = same;
	}
}

void painter_forget(struct painter *painter)
{
	size_t count = (size_t)painter->columns * painter->rows;
	for (size_t i = 0; i < count; i++)
		painter->shown[i].look = NO_LOOK;
	painter->look = NO_LOOK;
	painter->row = painter->column = NONE;
	number_grounds(painter);
}

bool painter_resize(struct painter *painter, uint32_t columns, uint32_t rows)
{
	if (!painter->bytes && !(painter->bytes = malloc(SENT_AT_ONCE)))
		return false;
	struct cell *shown = realloc(painter->shown, (size_t)columns * rows * sizeof *shown);
	if (!shown)
		return false;
	painter->shown = shown;
	painter->columns = columns;
	painter->rows = rows;
	painter_forget(painter);
	return true;
}

void painter_clear(struct painter *painter)
{
	free(painter->shown);
	free(painter->bytes);
	painter->shown = NULL;
	painter->bytes = NULL;
}

static bool is_blank(const struct cell *cell)
{
	return cell->text[0] == ' ' && cell->text[1] == '\0';
}

static bool differs(const struct painter *painter, const struct cell *a, const struct cell *b)
{
	if (memcmp(a, b, sizeof *a) == 0)
		return false;
	return b->look == NO_LOOK || !is_blank(a) || !is_blank(b) ||
	       painter->grounds[a->look] != painter->grounds[b->look];
}

/* ------------------------------------------------------------- bytes */

static void flush(struct painter *painter)
{
	if (painter->length > 0)
		painter->send(painter->bytes, painter->length);
	painter->length = 0;
}

static void add(struct painter *painter, const char *bytes, size_t length)
{
	memcpy(painter->bytes + painter->length, bytes, length);
	painter->length += length;
}

static void add_sequence(struct painter *painter, const struct sequence *sequence)
{
	add(painter, sequence->bytes, sequence->length);
}

/* What is shown beside colours can only be taken back all at once. */
static void change_look(struct painter *painter, uint8_t look)
{
	const struct vocabulary *words = &painter->words;
	const struct tint *to = &words->tints[look],
			  *from = &words->tints[painter->look == NO_LOOK ? 0 : painter->look];
	bool anew = painter->look == NO_LOOK || from->show & ~to->show;
	uint8_t show = anew ? to->show : to->show & ~from->show;
	if (anew)
		add_sequence(painter, &words->plain);
	if (show & SHOW_BOLD)
		add_sequence(painter, &words->bold);
	if (show & SHOW_REVERSE)
		add_sequence(painter, &words->reverse);
	if (show & SHOW_UNDERLINE)
		add_sequence(painter, &words->underline);
	if (anew || !same_sequence(&from->front, &to->front))
		add_sequence(painter, &to->front);
	if (anew || !same_sequence(&from->back, &to->back))
		add_sequence(painter, &to->back);
	painter->look = look;
}

static inline void take_look(struct painter *painter, uint8_t look)
{
	if (painter->look != look)
		change_look(painter, look);
}

/* A look in which this blank may be sent. */
static void take_ground(struct painter *painter, uint8_t look)
{
	if (painter->look == NO_LOOK || painter->grounds[painter->look] != painter->grounds[look])
		take_look(painter, look);
}

static size_t move_in_ansi(char to[SEQUENCE_ROOM], uint32_t row, uint32_t column)
{
	size_t length = 2;
	memcpy(to, "\033[", length);
	length += text_number(to + length, (uint64_t)row + 1);
	to[length++] = ';';
	length += text_number(to + length, (uint64_t)column + 1);
	to[length++] = 'H';
	return length;
}

static void move_to(struct painter *painter, uint32_t row, uint32_t column)
{
	if (painter->words.moves_plainly) {
		add_sequence(painter, &painter->words.plain);
		painter->look = NO_LOOK;
	}
	size_t (*move)(char *, uint32_t, uint32_t) = painter->words.move ? painter->words.move : move_in_ansi;
	painter->length += move(painter->bytes + painter->length, row, column);
	painter->row = row;
	painter->column = column;
}

/* ------------------------------------------------------------- cells */

/* What a canvas holds is harmless already; this is the last place to see to it.
 * Gives how many bytes of the text may go out, 0: none, and of how many points they are. */
static size_t harmless(const char *text, bool ascii, uint32_t *points)
{
	size_t length = strlen(text), taken, at = 0;
	for (*points = 0; at < length && *points < MOST_POINTS; at += taken, ++*points) {
		int32_t point = text_decode(text + at, length - at, &taken);
		enum text_fault fault = text_point_fault(point);
		if (fault == TEXT_CONTROL || fault == TEXT_NO_CHARACTER || (ascii && point >= 0x80))
			return 0;
	}
	return at;
}

/* Terminals do not agree on how wide characters are that have two columns or
 * marks; so what stands behind one is given its place. */
static void add_checked(struct painter *painter, const struct cell *cell)
{
	uint32_t points;
	size_t length = harmless(cell->text, painter->words.ascii, &points);
	if (length > 0)
		add(painter, cell->text, length);
	else
		add(painter, "? ", cell->columns);
	if (cell->columns != 1 || points != 1)
		painter->column = NONE;
}

static bool is_plain(const struct cell *cell)
{
	return cell->text[0] >= 0x20 && cell->text[0] < 0x7F && cell->text[1] == '\0';
}

/* U+2500 to U+25FF, of which most of a map is made. */
static bool is_line_or_mark(const struct cell *cell)
{
	return (unsigned char)cell->text[0] == 0xE2 && (unsigned char)cell->text[1] >= 0x94 &&
	       (unsigned char)cell->text[1] <= 0x97 && cell->text[3] == '\0';
}

static void add_character(struct painter *painter, const struct cell *cell)
{
	if (is_line_or_mark(cell) && !painter->words.ascii)
		add(painter, cell->text, 3);
	else
		add_checked(painter, cell);
}

static inline void put_cell(struct painter *painter, const struct cell *cell)
{
	if (is_blank(cell))
		take_ground(painter, cell->look);
	else
		take_look(painter, cell->look);
	painter->column += cell->columns;
	if (is_plain(cell))
		painter->bytes[painter->length++] = cell->text[0];
	else
		add_character(painter, cell);
}

/* Whether a cell between two that changed takes no more bytes than its text. */
static bool is_cheap(const struct painter *painter, const struct cell *cell)
{
	if (cell->columns != 1 || painter->look == NO_LOOK)
		return false;
	return is_blank(cell) ? painter->grounds[cell->look] == painter->grounds[painter->look]
			      : cell->look == painter->look && cell->text[1] == '\0';
}

static inline bool stands_at(const struct painter *painter, uint32_t row, uint32_t column)
{
	return painter->row == row && painter->column == column;
}

/* Goes on to a cell of the same row by sending those between again; false
 * where it is too far. */
static bool go_on_to(struct painter *painter, const struct cell *cells, uint32_t row, uint32_t column)
{
	if (painter->row != row || painter->column == NONE || painter->column > column ||
	    column - painter->column > NEAR)
		return false;
	for (uint32_t i = painter->column; i < column; i++)
		if (!is_cheap(painter, &cells[i]))
			return false;
	while (painter->column < column)
		put_cell(painter, &cells[painter->column]);
	return true;
}

/* Where nothing but one blank ground follows, and it can be cleared. */
static uint32_t cleared_from(const struct painter *painter, const struct cell *cells)
{
	const struct vocabulary *words = &painter->words;
	uint32_t from = painter->columns;
	const struct tint *tint = &words->tints[cells[from - 1].look];
	if (words->clear_behind.length == 0 || tint->show & (SHOW_REVERSE | SHOW_UNDERLINE) ||
	    (tint->back.length > 0 && !words->clears_in_colour))
		return from;
	while (from > 0 && is_blank(&cells[from - 1]) &&
	       painter->grounds[cells[from - 1].look] == painter->grounds[cells[painter->columns - 1].look])
		from--;
	return from;
}

static uint32_t count_changed(const struct painter *painter, const struct cell *cells, const struct cell *shown,
			      uint32_t from)
{
	uint32_t count = 0;
	for (uint32_t i = from; i < painter->columns; i++)
		count += differs(painter, &cells[i], &shown[i]);
	return count;
}

static void reach(struct painter *painter, const struct cell *cells, uint32_t row, uint32_t column)
{
	if (!go_on_to(painter, cells, row, column))
		move_to(painter, row, column);
}

static void clear_behind(struct painter *painter, const struct cell *cells, uint32_t row, uint32_t from)
{
	reach(painter, cells, row, from);
	take_ground(painter, cells[from].look);
	add_sequence(painter, &painter->words.clear_behind);
}

static void make_room(struct painter *painter)
{
	if (painter->length + MOST_FOR_A_CELL > SENT_AT_ONCE)
		flush(painter);
}

static uint32_t last_column(const struct painter *painter, uint32_t row)
{
	return painter->columns - (painter->words.scrolls_at_end && row + 1 == painter->rows);
}

/* A wide character is sent whole, wherever it differs. Gives the column behind it. */
static uint32_t show_cell(struct painter *painter, const struct cell *cells, uint32_t row, uint32_t column,
			  uint32_t end)
{
	uint32_t first = cells[column].columns == 0 && column > 0 ? column - 1 : column;
	uint32_t columns = cells[first].columns;
	if (columns == 0 || first + columns > end)
		return column + 1;
	make_room(painter);
	if (!stands_at(painter, row, first))
		reach(painter, cells, row, first);
	put_cell(painter, &cells[first]);
	return first + columns;
}

static void show_row(struct painter *painter, const struct cell *cells, uint32_t row)
{
	struct cell *shown = &painter->shown[(size_t)row * painter->columns];
	if (memcmp(cells, shown, painter->columns * sizeof *cells) == 0)
		return;
	uint32_t cleared = cleared_from(painter, cells), end = last_column(painter, row);
	bool clears = count_changed(painter, cells, shown, cleared) > painter->words.clear_behind.length;
	end = clears && cleared < end ? cleared : end;
	for (uint32_t i = 0; i < end;)
		i = differs(painter, &cells[i], &shown[i]) ? show_cell(painter, cells, row, i, end) : i + 1;
	make_room(painter);
	if (clears)
		clear_behind(painter, cells, row, cleared);
	memcpy(shown, cells, painter->columns * sizeof *cells);
}

/* ------------------------------------------------------------- pictures */

static void start_anew(struct painter *painter)
{
	painter_forget(painter);
	take_look(painter, LOOK_PLAIN);
	add_sequence(painter, &painter->words.clear);
	if (painter->words.tints[LOOK_PLAIN].back.length > 0 && !painter->words.clears_in_colour)
		return;
	for (size_t i = 0; i < (size_t)painter->columns * painter->rows; i++)
		painter->shown[i] = blank;
}

void painter_show(struct painter *painter, const struct canvas *canvas, bool whole)
{
	if (canvas->columns != painter->columns || canvas->rows != painter->rows)
		return;
	if (whole)
		start_anew(painter);
	for (uint32_t row = 0; row < painter->rows; row++)
		show_row(painter, &canvas->cells[(size_t)row * painter->columns], row);
	if (!stands_at(painter, canvas->cursor_row, canvas->cursor_column))
		move_to(painter, canvas->cursor_row, canvas->cursor_column);
	flush(painter);
}
