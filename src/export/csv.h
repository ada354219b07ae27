/* Rows of comma-separated values (RFC 4180, with plain line feeds). */
#ifndef EXPORT_CSV_H
#define EXPORT_CSV_H

#include "carepath/writer.h"

struct csv {
	struct writer *writer;
	bool filled; /* the row has a cell */
};

/* Text, quoted where it must be. One that a spreadsheet would run as a formula
 * gets an apostrophe in front. NULL is an empty cell. */
void csv_text(struct csv *csv, const char *text);
/* Ten significant digits; empty when it is not known. */
void csv_number(struct csv *csv, double number);
void csv_end_row(struct csv *csv);

#endif
