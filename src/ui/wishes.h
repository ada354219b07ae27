/* What is done alike in every view. */
#ifndef UI_WISHES_H
#define UI_WISHES_H

#include "ui/keys.h"

struct app;

/* False where the wish means nothing outside of some view. */
bool wishes_act(struct app *app, enum wish wish);

/* Whether opening or reading a file would lose changes that are not saved, and
 * that has not been said yet; then it is said. `what` will lose them: "q leaves". */
bool wishes_warn_of_changes(struct app *app, const char *what);

#endif
