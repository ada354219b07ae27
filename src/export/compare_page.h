/* Two pathways beside each other, on a page. */
#ifndef EXPORT_COMPARE_PAGE_H
#define EXPORT_COMPARE_PAGE_H

#include "carepath/compare.h"
#include "export/form.h"

struct compare_page {
	struct writer *writer;
	const struct comparison *comparison;
	size_t columns;
	struct form *form; /* NULL: plain text */
};

#endif
