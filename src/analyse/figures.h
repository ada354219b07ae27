/* Where a measure's figure is kept. */
#ifndef CAREPATH_ANALYSE_FIGURES_H
#define CAREPATH_ANALYSE_FIGURES_H

#include "carepath/analysis.h"

double *figures_place(struct figures *figures, enum measure measure, uint32_t index);

#endif
