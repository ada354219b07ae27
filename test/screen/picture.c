/* Draws a real screen as SVG, for the README:
 *
 *     picture COLUMNS ROWS PROGRAM FILE KEY... > walk.svg
 *
 * Starts PROGRAM on FILE at a terminal of that size, presses the keys one by
 * one, and writes what then stands on the screen. */
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_WIDE = 9, CELL_HIGH = 19, BASE_LINE = 14, MARGIN = 10 };

/* What xterm shows for a colour of its palette. */
static unsigned rgb_of(int colour)
{
	static const unsigned first[] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
					 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
					 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
	static const unsigned levels[] = {0, 95, 135, 175, 215, 255};
	if (colour >= COLOUR_RGB)
		return (unsigned)colour & 0xFFFFFF;
	if (colour < 16)
		return first[colour];
	if (colour >= 232)
		return (unsigned)(8 + 10 * (colour - 232)) * 0x010101u;
	unsigned number = (unsigned)colour - 16;
	return levels[number / 36] << 16 | levels[number / 6 % 6] << 8 | levels[number % 6];
}

struct inks {
	unsigned front, back;
};

static struct inks inks_of(const struct cell *cell)
{
	unsigned front = cell->foreground == COLOUR_DEFAULT ? 0xe5e5e5 : rgb_of(cell->foreground);
	unsigned back = cell->background == COLOUR_DEFAULT ? 0x000000 : rgb_of(cell->background);
	return cell->reverse ? (struct inks){back, front} : (struct inks){front, back};
}

static void write_escaped(const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", stdout);
		else if (*text == '<')
			fputs("&lt;", stdout);
		else
			putchar(*text);
	}
}

static int x_of(int column)
{
	return MARGIN + column * CELL_WIDE;
}

/* Each character has its own place, so that the picture is right in any font. */
static void draw_cell(const struct cell *cell, int row, int column)
{
	struct inks inks = inks_of(cell);
	int y = MARGIN + row * CELL_HIGH, width = (cell->width > 0 ? cell->width : 1) * CELL_WIDE;
	if (inks.back != 0)
		printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x_of(column), y, width,
		       CELL_HIGH, inks.back);
	if (strcmp(cell->text, " ") == 0 || cell->text[0] == '\0')
		return;
	printf("<text x=\"%d\" y=\"%d\" fill=\"#%06x\"%s>", x_of(column), y + BASE_LINE, inks.front,
	       cell->bold ? " font-weight=\"bold\"" : "");
	write_escaped(cell->text);
	puts("</text>");
}

static void draw(const struct screen *screen)
{
	int rows = screen_rows(screen), columns = screen_columns(screen);
	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"DejaVu Sans Mono, "
	       "Menlo, Consolas, monospace\" font-size=\"15\">\n<rect width=\"100%%\" height=\"100%%\" "
	       "fill=\"#000000\"/>\n",
	       2 * MARGIN + columns * CELL_WIDE, 2 * MARGIN + rows * CELL_HIGH);
	for (int row = 0; row < rows; row++)
		for (int column = 0; column < columns; column++) {
			struct cell cell;
			screen_cell(screen, row, column, &cell);
			draw_cell(&cell, row, column);
		}
	puts("</svg>");
}

int main(int argc, char **argv)
{
	if (argc < 5) {
		fprintf(stderr, "usage: picture COLUMNS ROWS PROGRAM FILE KEY...\n");
		return 2;
	}
	const struct terminal_setting setting = {.columns = atoi(argv[1]), .rows = atoi(argv[2])};
	struct terminal *terminal = terminal_start(&setting, (const char *const[]){argv[3], argv[4], NULL});
	bool fine = terminal && terminal_settle(terminal) == SETTLED;
	for (int i = 5; fine && i < argc; i++)
		fine = terminal_key(terminal, argv[i]) && terminal_settle(terminal) == SETTLED;
	if (fine)
		draw(terminal_screen(terminal));
	else
		fprintf(stderr, "picture: the program did not come to rest\n");
	terminal_free(terminal);
	return fine ? 0 : 1;
}
