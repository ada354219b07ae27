#include "carepath/text.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

int32_t text_decode(const char *bytes, size_t length, size_t *taken)
{
	int32_t point;

	*taken = 1;
	if ((unsigned char)bytes[0] < 0x80)
		return bytes[0];
	/* These start no character. */
	if ((unsigned char)bytes[0] < 0xC2 || (unsigned char)bytes[0] > 0xF4)
		return -1;
	if (length > 4)
		length = 4;
	utf8proc_ssize_t used = utf8proc_iterate((const uint8_t *)bytes, (utf8proc_ssize_t)length, &point);
	if (used <= 0)
		return -1;
	*taken = (size_t)used;
	return point;
}

/* Code points from first to last, with something that is said of them; a table
 * of these is in rising order. */
struct range {
	int32_t first, last;
	int value;
};

/* The value for a code point, or `otherwise`. */
static int look_up(const struct range *ranges, size_t count, int32_t point, int otherwise)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (point > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && point >= ranges[low].first ? ranges[low].value : otherwise;
}

#define LOOK_UP(ranges, point, otherwise) look_up((ranges), sizeof(ranges) / sizeof *(ranges), (point), (otherwise))

/* Where utf8proc is of another opinion than wcwidth(), by which terminals and
 * curses go: signs that enclose digits, and the parts of Korean syllables. */
static const struct range widths[] = {
    {0x0600, 0x0605, 1}, {0x06DD, 0x06DD, 1}, {0x070F, 0x070F, 1},   {0x0890, 0x0891, 1},   {0x08E2, 0x08E2, 1},
    {0x1160, 0x11FF, 0}, {0xD7B0, 0xD7FF, 0}, {0x110BD, 0x110BD, 1}, {0x110CD, 0x110CD, 1},
};

size_t text_encode(int32_t point, char bytes[4])
{
	return (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)bytes);
}

int text_point_width(int32_t point)
{
	if (point < 0x7F)
		return 1;
	if (point < 0x300)
		return utf8proc_charwidth(point);
	if (utf8proc_category(point) == UTF8PROC_CATEGORY_MC)
		return 1; /* a mark with a column of its own */
	int width = LOOK_UP(widths, point, -1);
	return width < 0 ? utf8proc_charwidth(point) : width;
}

/* Eight bytes at once: a word with the same byte in all places, and whether
 * any byte of a word is zero or below a limit up to 128 (Anderson, Bit
 * Twiddling Hacks, "Determine if a word has a byte less than n"). */
#define EACH(byte)             (UINT64_C(0x0101010101010101) * (byte))
#define ANY_BELOW(word, limit) (((word)-EACH(limit)) & ~(word)&EACH(0x80))

size_t text_plain_run(const char *bytes, size_t length)
{
	size_t run = 0;
	uint64_t word;

	for (; length - run >= sizeof word; run += sizeof word) {
		memcpy(&word, bytes + run, sizeof word);
		if ((word & EACH(0x80)) | ANY_BELOW(word, 0x20) | ANY_BELOW(word ^ EACH(0x7F), 1))
			break;
	}
	while (run < length && bytes[run] >= 0x20 && bytes[run] < 0x7F)
		run++;
	return run;
}

/* Without a branch inside, so that the compiler makes it vector instructions.
 * The first byte may start a line. */
static bool is_plain_block(const char *bytes)
{
	unsigned char odd = bytes[0] == '%';

	for (size_t i = 0; i < TEXT_BLOCK; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		odd |= (unsigned char)(((unsigned char)(byte - 0x20) > 0x5E) & (byte != '\n'));
	}
	for (size_t i = 1; i < TEXT_BLOCK; i++)
		odd |= (unsigned char)((bytes[i - 1] == '\n') & (bytes[i] == '%'));
	return !odd;
}

size_t text_plain_lines(const char *bytes, size_t length)
{
	size_t run = 0;

	while (length - run >= TEXT_BLOCK && is_plain_block(bytes + run))
		run += TEXT_BLOCK;
	return run;
}

size_t text_width(const char *bytes, size_t length)
{
	size_t width = 0, at = 0, taken;
	int32_t before = 0;

	while (at < length) {
		size_t run = text_plain_run(bytes + at, length - at);
		width += run;
		at += run;
		if (run)
			before = (unsigned char)bytes[at - 1];
		if (at == length)
			break;
		before = text_shown(bytes + at, length - at, before, &taken);
		width += (size_t)text_point_width(before);
		at += taken;
	}
	return width;
}

static bool is_ascii(char byte)
{
	return (unsigned char)byte < 0x80;
}

/* An ASCII character that can be seen, with no mark behind it. */
static bool stands_alone(const char *bytes, size_t length)
{
	return length > 0 && *bytes >= 0x20 && *bytes < 0x7F && (length == 1 || is_ascii(bytes[1]));
}

size_t text_cluster(const char *bytes, size_t length, size_t *columns)
{
	if (stands_alone(bytes, length)) {
		*columns = 1;
		return 1;
	}
	utf8proc_int32_t state = 0;
	size_t used, taken;
	int32_t before = text_shown(bytes, length, 0, &used);

	*columns = (size_t)text_point_width(before);
	while (used < length) {
		int32_t point = text_shown(bytes + used, length - used, before, &taken);
		size_t wider = *columns + (size_t)text_point_width(point);
		if (wider > 2 || used + taken > TEXT_CLUSTER || utf8proc_grapheme_break_stateful(before, point, &state))
			break;
		*columns = wider;
		used += taken;
		before = point;
	}
	return used;
}

struct text_cut text_cut(const char *text, size_t columns)
{
	size_t length = strlen(text), bytes = 0, width = 0, whole = text_width(text, length), wide;

	if (whole <= columns)
		return (struct text_cut){(uint32_t)length, (uint32_t)whole, false};
	for (;;) {
		size_t taken = text_cluster(text + bytes, length - bytes, &wide);
		if (width + wide > columns - 1)
			break;
		bytes += taken;
		width += wide;
	}
	for (; bytes > 0 && text[bytes - 1] == ' '; bytes--)
		width--;
	return (struct text_cut){(uint32_t)bytes, (uint32_t)width + 1, true};
}

/* From DerivedCoreProperties.txt of Unicode 15 (Default_Ignorable_Code_Point)
 * without the variation selectors that belong to the character before them,
 * PropList.txt (Bidi_Control), and the separators and annotations that break
 * a line or hide text. In rising order. */
static const struct range faulty[] = {
    {0x0000, 0x001F, TEXT_CONTROL},      {0x007F, 0x009F, TEXT_CONTROL},      {0x00AD, 0x00AD, TEXT_ZERO_WIDTH},
    {0x034F, 0x034F, TEXT_ZERO_WIDTH},   {0x061C, 0x061C, TEXT_BIDI},         {0x115F, 0x1160, TEXT_ZERO_WIDTH},
    {0x17B4, 0x17B5, TEXT_ZERO_WIDTH},   {0x180E, 0x180E, TEXT_ZERO_WIDTH},   {0x200B, 0x200D, TEXT_ZERO_WIDTH},
    {0x200E, 0x200F, TEXT_BIDI},         {0x2028, 0x2029, TEXT_CONTROL},      {0x202A, 0x202E, TEXT_BIDI},
    {0x2060, 0x2065, TEXT_ZERO_WIDTH},   {0x2066, 0x2069, TEXT_BIDI},         {0x206A, 0x206F, TEXT_ZERO_WIDTH},
    {0x3164, 0x3164, TEXT_ZERO_WIDTH},   {0xD800, 0xDFFF, TEXT_NO_CHARACTER}, {0xFDD0, 0xFDEF, TEXT_NO_CHARACTER},
    {0xFEFF, 0xFEFF, TEXT_ZERO_WIDTH},   {0xFFA0, 0xFFA0, TEXT_ZERO_WIDTH},   {0xFFF0, 0xFFFB, TEXT_ZERO_WIDTH},
    {0xFFFE, 0xFFFF, TEXT_NO_CHARACTER}, {0x1BCA0, 0x1BCA3, TEXT_ZERO_WIDTH}, {0x1D173, 0x1D17A, TEXT_ZERO_WIDTH},
    {0xE0000, 0xE0FFF, TEXT_TAG},
};

enum text_fault text_point_fault(int32_t point)
{
	if (point >= 0x20 && point < 0x7F)
		return TEXT_FINE;
	if (point < 0 || point > 0x10FFFF || (point & 0xFFFE) == 0xFFFE)
		return TEXT_NO_CHARACTER;
	return (enum text_fault)LOOK_UP(faulty, point, TEXT_FINE);
}

bool text_is_fine(const char *bytes, size_t length)
{
	size_t taken;

	for (size_t at = 0; at < length; at += taken)
		if (text_point_fault(text_decode(bytes + at, length - at, &taken)) != TEXT_FINE)
			return false;
	return true;
}

bool text_may_join(int32_t before, int32_t after)
{
	return (text_is_letter(before) || text_is_mark(before)) && text_is_letter(after);
}

int32_t text_shown(const char *bytes, size_t length, int32_t before, size_t *taken)
{
	size_t unused;
	int32_t point = text_decode(bytes, length, taken);

	if (text_point_fault(point) == TEXT_FINE)
		return point;
	bool joins = (point == 0x200C || point == 0x200D) && *taken < length &&
		     text_may_join(before, text_decode(bytes + *taken, length - *taken, &unused));
	return joins ? point : REPLACEMENT;
}

/* Some characters that cannot be seen are letters or marks by category. */
static bool has_category(int32_t point, utf8proc_category_t first, utf8proc_category_t last)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category >= first && category <= last && text_point_fault(point) == TEXT_FINE;
}

bool text_is_letter(int32_t point)
{
	return has_category(point, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool text_is_mark(int32_t point)
{
	return has_category(point, UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_ME);
}

bool text_is_digit(int32_t point)
{
	return has_category(point, UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_ND);
}

static char ascii_lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter + ('a' - 'A')) : letter;
}

static char *fold_ascii(struct arena *arena, const char *text, size_t length)
{
	char *folded = arena_copy(arena, text, length);

	for (size_t i = 0; i < length; i++)
		folded[i] = ascii_lower(folded[i]);
	return folded;
}

/* Letters that are written with one code point or with several (é) fold to
 * the same: the result is in normalization form C. */
char *text_fold(struct arena *arena, const char *text)
{
	const utf8proc_option_t options = UTF8PROC_CASEFOLD | UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const uint8_t *bytes = (const uint8_t *)text;
	size_t length = strlen(text);

	if (text_plain_run(text, length) == length)
		return fold_ascii(arena, text, length);
	utf8proc_ssize_t points = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, NULL, 0, options);
	if (points < 0)
		return fold_ascii(arena, text, length);
	int32_t *folded = arena_take_array(arena, (size_t)points + 1, sizeof *folded);
	utf8proc_decompose(bytes, (utf8proc_ssize_t)length, folded, points, options);
	utf8proc_reencode(folded, points, options);
	return (char *)folded;
}

char *text_capital(struct arena *arena, const char *text)
{
	uint8_t capital[4];
	size_t taken, length = strlen(text);

	if (!length)
		return arena_copy(arena, text, 0);
	int32_t point = text_decode(text, length, &taken);
	if (point < 0)
		return arena_copy(arena, text, length);
	size_t size = (size_t)utf8proc_encode_char(utf8proc_totitle(point), capital);
	char *result = arena_take(arena, size + length - taken + 1);
	memcpy(result, capital, size);
	memcpy(result + size, text + taken, length - taken);
	return result;
}

size_t text_number(char digits[TEXT_NUMBER], uint64_t number)
{
	char backwards[TEXT_NUMBER];
	size_t count = 0, length = 0;

	do
		backwards[count++] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	while (count > 0)
		digits[length++] = backwards[--count];
	return length;
}

/* What vsnprintf() writes and gives where a format has no more than %s and %u, as
 * those of most sentences: a third of its work. -1 for others, and where there is no room. */
static int print_quickly(char *room, size_t size, const char *format, va_list list)
{
	char digits[TEXT_NUMBER];
	size_t at = 0;

	while (*format) {
		const char *piece = format;
		size_t length = strcspn(format, "%");
		format += length > 0 ? length : 2;
		if (length == 0 && piece[1] == 's') {
			piece = va_arg(list, const char *);
			length = piece ? strlen(piece) : size;
		} else if (length == 0 && piece[1] == 'u') {
			length = text_number(digits, va_arg(list, unsigned));
			piece = digits;
		} else if (length == 0) {
			return -1;
		}
		if (length >= size - at)
			return -1;
		memcpy(room + at, piece, length);
		at += length;
	}
	room[at] = '\0';
	return (int)at;
}

int text_print_list(char *room, size_t size, const char *format, va_list list)
{
	va_list again;

	va_copy(again, list);
	int length = print_quickly(room, size, format, list);
	if (length < 0)
		length = vsnprintf(room, size, format, again);
	va_end(again);
	return length;
}

char *text_format_list(struct arena *arena, const char *format, va_list list)
{
	char line[500]; /* most are no longer, and are formatted only once */
	va_list again;

	va_copy(again, list);
	int length = text_print_list(line, sizeof line, format, list);
	size_t room = length < 0 ? 1 : (size_t)length + 1;
	char *text = arena_take(arena, room);
	if (room <= sizeof line)
		memcpy(text, line, room - 1);
	else
		vsnprintf(text, room, format, again);
	va_end(again);
	return text;
}

char *text_format(struct arena *arena, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	char *text = text_format_list(arena, format, list);
	va_end(list);
	return text;
}

/* A word taken apart for comparing. */
struct letters {
	size_t count;   /* of all its letters, also those that `at` has no room for */
	uint64_t kinds; /* a bit for each letter that occurs, some sharing a bit */
	int32_t at[TEXT_LONGEST_WORD];
};

/* Most are ASCII: a file's hundred thousand ids may be looked through for each
 * that is wrong. */
static inline int32_t next_letter(const char *word, bool ignore_case, size_t *taken)
{
	if ((unsigned char)*word < 0x80) {
		*taken = 1;
		return ignore_case ? ascii_lower(*word) : *word;
	}
	int32_t point = text_decode(word, strnlen(word, 4), taken);
	return ignore_case ? utf8proc_tolower(point) : point;
}

static void read_letters(const char *word, bool ignore_case, struct letters *letters)
{
	size_t taken = 1;

	letters->count = 0;
	letters->kinds = 0;
	for (; *word && letters->count <= TEXT_LONGEST_WORD; word += taken) {
		int32_t point = next_letter(word, ignore_case, &taken);
		if (letters->count < TEXT_LONGEST_WORD)
			letters->at[letters->count] = point;
		letters->count++;
		letters->kinds |= UINT64_C(1) << (point & 63);
	}
}

/* A quick test that leaves out most pairs: each edit adds one letter and takes
 * one away at most. */
static bool far_apart(const struct letters *a, const struct letters *b, unsigned most)
{
	size_t difference = a->count > b->count ? a->count - b->count : b->count - a->count;

	return a->count > TEXT_LONGEST_WORD || b->count > TEXT_LONGEST_WORD || difference > most ||
	       (unsigned)__builtin_popcountll(a->kinds ^ b->kinds) > 2 * most;
}

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table of distances: rows[0] is filled for a's letter i from
 * rows[1] and rows[2], those of the letters before. Only what is within `most`
 * of the diagonal can matter. Gives the smallest value. */
static unsigned distance_row(const struct letters *a, const struct letters *b, size_t i, unsigned most,
			     unsigned *const rows[3])
{
	size_t first = i > most ? i - most : 1, last = i + most < b->count ? i + most : b->count;
	int32_t letter = a->at[i - 1], before = i > 1 ? a->at[i - 2] : -1;
	unsigned left = first == 1 ? (unsigned)i : most + 1, least = left;

	rows[0][first - 1] = left;
	for (size_t j = first; j <= last; j++) {
		unsigned best = rows[1][j - 1] + (letter != b->at[j - 1]);
		best = smaller(best, smaller(left, rows[1][j]) + 1);
		if (before == b->at[j - 1] && i > 1 && j > 1 && letter == b->at[j - 2])
			best = smaller(best, rows[2][j - 2] + 1);
		rows[0][j] = left = best;
		least = smaller(least, best);
	}
	if (last < b->count)
		rows[0][last + 1] = most + 1; /* the next row looks one further */
	return least;
}

static unsigned letters_distance(const struct letters *a, const struct letters *b, unsigned most)
{
	unsigned room[3][TEXT_LONGEST_WORD + 1], least = 0, least_before;

	if (far_apart(a, b, most))
		return most + 1;
	for (size_t j = 0; j <= b->count; j++)
		room[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a->count; i++) {
		unsigned *const rows[3] = {room[i % 3], room[(i + 2) % 3], room[(i + 1) % 3]};
		least_before = least;
		least = distance_row(a, b, i, most, rows);
		/* A swap comes from two rows before, for one more. */
		if (least > most && least_before >= most)
			return most + 1;
	}
	return smaller(room[a->count % 3][b->count], most + 1);
}

unsigned text_distance(const char *a, const char *b, unsigned most)
{
	struct letters letters_a, letters_b;

	unsigned within = smaller(most, TEXT_LONGEST_WORD);
	read_letters(a, false, &letters_a);
	read_letters(b, false, &letters_b);
	unsigned distance = letters_distance(&letters_a, &letters_b, within);
	return distance > within ? most + 1 : distance;
}

const char *text_nearest(const char *word, const char *const *words, size_t count)
{
	struct letters given, candidate;
	const char *nearest = NULL;

	read_letters(word, true, &given);
	if (given.count == 0)
		return NULL;
	unsigned most = given.count < 3 ? 1 : (unsigned)(given.count / 3);
	for (size_t i = 0; i < count; i++) {
		read_letters(words[i], true, &candidate);
		unsigned distance = letters_distance(&given, &candidate, most);
		if (distance > most)
			continue;
		nearest = words[i];
		if (distance == 0)
			break;
		most = distance - 1;
	}
	return nearest;
}
