#include "export/csv.h"

#include <math.h>
#include <string.h>

static void begin_cell(struct csv *csv)
{
	if (csv->filled)
		writer_text(csv->writer, ",");
	csv->filled = true;
}

static bool runs_as_formula(const char *text)
{
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]);
}

static void write_quoted(struct writer *writer, const char *text, bool formula)
{
	writer_text(writer, formula ? "\"'" : "\"");
	for (size_t length; (length = strcspn(text, "\"")), text[length] != '\0'; text += length + 1) {
		writer_bytes(writer, text, length);
		writer_text(writer, "\"\"");
	}
	writer_text(writer, text);
	writer_text(writer, "\"");
}

void csv_text(struct csv *csv, const char *text)
{
	begin_cell(csv);
	if (!text)
		return;
	bool formula = runs_as_formula(text);
	if (text[strcspn(text, "\",\r\n;")] != '\0' || text[0] == ' ') {
		write_quoted(csv->writer, text, formula);
		return;
	}
	writer_text(csv->writer, formula ? "'" : "");
	writer_text(csv->writer, text);
}

void csv_number(struct csv *csv, double number)
{
	begin_cell(csv);
	if (isfinite(number))
		writer_format(csv->writer, "%.10g", number == 0 ? 0 : number);
}

void csv_end_row(struct csv *csv)
{
	writer_text(csv->writer, "\n");
	csv->filled = false;
}
