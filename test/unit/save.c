#include "trial.h"

#include "carepath/save.h"
#include "carepath/source.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/carepath-save-XXXXXX";
static char file[64], other[64];
static char says[SAVE_SAYS];
static struct file_mark mark;

static void put(const char *path, const char *text)
{
	FILE *out = fopen(path, "wb");
	assert_non_null(out);
	assert_int_equal(fputs(text, out) < 0, 0);
	fclose(out);
}

static void assert_holds(struct arena *arena, const char *path, const char *text)
{
	struct source source;
	assert_int_equal(source_read(arena, path, &source), SOURCE_READ);
	assert_string_equal(source.text, text);
}

static enum save_result save(const char *text)
{
	return save_document(file, text, strlen(text), &mark, &mark, says);
}

static void read_as(const char *text)
{
	put(file, text);
	file_mark_take(file, text, strlen(text), &mark);
}

static const char *beside(const char *name)
{
	snprintf(other, sizeof other, "%s/%s", folder, name);
	return other;
}

static uint32_t files_in_folder(void)
{
	uint32_t count = 0;
	DIR *all = opendir(folder);
	assert_non_null(all);
	for (const struct dirent *one; (one = readdir(all));)
		count += one->d_name[0] != '.' || strlen(one->d_name) > 2;
	closedir(all);
	return count;
}

static int clear(void **state)
{
	static const char *const names[] = {"hip.yaml",         "hip.yours.yaml", "hip.yours-2.yaml",
					    "hip.yours-3.yaml", "real.yaml",      ".hip.yaml.lock"};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(beside(names[i]));
	return files_in_folder() > 0;
}

TRIAL(a_save_replaces_the_text_and_leaves_nothing_else)
{
	read_as("old");
	assert_int_equal(save("new text"), SAVED);
	assert_string_equal(says, "");
	assert_int_equal(save("newer"), SAVED);
	assert_holds(arena, file, "newer");
	assert_int_equal(files_in_folder(), 1);
}

TRIAL(the_mark_of_a_save_is_that_of_the_file)
{
	struct file_mark now;
	read_as("old");
	assert_int_equal(save("new"), SAVED);
	assert_true(file_mark_now(file, &now));
	assert_memory_equal(&now, &mark, sizeof now);
}

TRIAL(what_somebody_else_wrote_is_kept_and_so_is_ours)
{
	read_as("old");
	put(file, "his"); /* of the same length, perhaps in the same moment */
	assert_int_equal(save("hers"), CHANGED_UNDER_US);
	assert_non_null(strstr(says, "hip.yours.yaml"));
	assert_holds(arena, file, "his");
	assert_holds(arena, beside("hip.yours.yaml"), "hers");
	/* once more without a change: what is kept already is not kept twice */
	assert_int_equal(save("hers"), CHANGED_UNDER_US);
	assert_non_null(strstr(says, "hip.yours.yaml"));
	assert_int_equal(files_in_folder(), 2);
}

/* Who goes on changing after that has one copy, the last; what another session
 * put there, or what somebody made of it, is not hers to take away. */
TRIAL(ours_beside_theirs_is_the_last_of_ours)
{
	read_as("old");
	put(file, "his");
	assert_int_equal(save("hers"), CHANGED_UNDER_US);
	assert_int_equal(save("hers again"), CHANGED_UNDER_US);
	assert_non_null(strstr(says, "hip.yours.yaml"));
	assert_holds(arena, file, "his");
	assert_holds(arena, beside("hip.yours.yaml"), "hers again");
	assert_int_equal(files_in_folder(), 2);
	put(beside("hip.yours.yaml"), "his, too, by hand");
	assert_int_equal(save("hers, a third time"), CHANGED_UNDER_US);
	assert_non_null(strstr(says, "hip.yours-2.yaml"));
	assert_holds(arena, beside("hip.yours.yaml"), "his, too, by hand");
	assert_int_equal(save("hers, a fourth time"), CHANGED_UNDER_US);
	assert_holds(arena, beside("hip.yours-2.yaml"), "hers, a fourth time");
	assert_int_equal(files_in_folder(), 3);
	read_as("another start");
	put(file, "his again");
	assert_int_equal(save("of another session"), CHANGED_UNDER_US);
	assert_non_null(strstr(says, "hip.yours-3.yaml"));
}

TRIAL(it_is_overwritten_once_a_person_says_so)
{
	read_as("old");
	put(file, "his");
	assert_true(file_mark_now(file, &mark));
	assert_int_equal(save("hers"), SAVED);
	assert_holds(arena, file, "hers");
}

/* A copy that came back, or `touch`: nothing would be lost. */
TRIAL(the_same_text_in_another_file_is_no_change)
{
	read_as("old");
	put(beside("real.yaml"), "old");
	assert_int_equal(rename(other, file), 0);
	assert_int_equal(save("new"), SAVED);
	assert_holds(arena, file, "new");
}

TRIAL(a_new_file_overwrites_none)
{
	assert_int_equal(save_document(file, "one", 3, NULL, &mark, says), SAVED);
	struct file_mark second;
	assert_int_equal(save_document(file, "two", 3, NULL, &second, says), NOT_SAVED);
	assert_non_null(strstr(says, "there is a file of this name already"));
	assert_holds(arena, file, "one");
	assert_int_equal(save("three"), SAVED);
	assert_holds(arena, file, "three");
}

TRIAL(a_file_that_was_removed_is_made_again_and_told)
{
	read_as("old");
	unlink(file);
	assert_int_equal(save("new"), SAVED);
	assert_non_null(strstr(says, "made again"));
	assert_holds(arena, file, "new");
}

TRIAL(a_link_stays_a_link)
{
	struct stat status;
	put(beside("real.yaml"), "old");
	assert_int_equal(symlink("real.yaml", file), 0);
	file_mark_take(file, "old", 3, &mark);
	assert_int_equal(save("new"), SAVED);
	assert_holds(arena, other, "new");
	assert_int_equal(lstat(file, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	unlink(other);
	assert_int_equal(save("newer"), NOT_SAVED);
}

TRIAL(the_mode_is_kept_and_a_new_file_is_for_its_owner_only)
{
	struct stat status;
	assert_int_equal(save_document(file, "one", 3, NULL, &mark, says), SAVED);
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(chmod(file, 0664), 0);
	assert_int_equal(save("two"), SAVED);
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0664);
}

/* What one who was stopped left behind is in nobody's way. */
TRIAL(leftovers_are_cleared_away)
{
	read_as("old");
	put(beside(".hip.yaml.new"), "half of a te");
	put(beside(".hip.yaml.lock"), "");
	assert_int_equal(save("new"), SAVED);
	assert_holds(arena, file, "new");
	assert_int_equal(files_in_folder(), 1);
}

TRIAL(whoever_is_saving_is_waited_for_and_then_told)
{
	read_as("old");
	FILE *lock = fopen(beside(".hip.yaml.lock"), "wb");
	assert_non_null(lock);
	assert_int_equal(flock(fileno(lock), LOCK_EX), 0);
	assert_int_equal(save("new"), NOT_SAVED);
	assert_non_null(strstr(says, "somebody else is saving"));
	assert_holds(arena, file, "old");
	fclose(lock);
	assert_int_equal(save("new"), SAVED);
}

/* As somebody whom the system does not let write everywhere. */
static void save_where_it_may_not(mode_t of_folder, mode_t of_file)
{
	const uid_t nobody = 65534, me = geteuid();
	read_as("old");
	assert_int_equal(chmod(file, of_file), 0);
	assert_int_equal(chmod(folder, of_folder), 0);
	assert_int_equal(me == 0 ? seteuid(nobody) : 0, 0);
	enum save_result result = save("new");
	assert_int_equal(me == 0 ? seteuid(me) : 0, 0);
	assert_int_equal(chmod(folder, 0700), 0);
	assert_int_equal(result, NOT_SAVED);
	assert_non_null(strstr(says, "NOT SAVED: you may not write here"));
	assert_int_equal(files_in_folder(), 1);
}

TRIAL(a_folder_or_a_file_that_is_protected_stays_as_it_is)
{
	save_where_it_may_not(0555, 0666);
	assert_holds(arena, file, "old");
	save_where_it_may_not(0777, 0444);
	assert_holds(arena, file, "old");
}

TRIAL(names_that_cannot_be_are_told)
{
	char longest[400];
	snprintf(longest, sizeof longest, "%s/%0270d.yaml", folder, 1);
	assert_int_equal(save_document(longest, "x", 1, NULL, &mark, says), NOT_SAVED);
	assert_non_null(strstr(says, "the name is too long"));
	assert_int_equal(save_document(folder, "x", 1, NULL, &mark, says), NOT_SAVED);
	assert_non_null(strstr(says, "the name of a folder"));
	assert_int_equal(save_document(beside("none/hip.yaml"), "x", 1, NULL, &mark, says), NOT_SAVED);
	assert_non_null(strstr(says, "the folder is not there any more"));
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return 1;
	snprintf(file, sizeof file, "%s/hip.yaml", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

#define CASE(name) cmocka_unit_test_teardown(name, clear)

int main(void)
{
	static const struct CMUnitTest trials[] = {
	    CASE(a_save_replaces_the_text_and_leaves_nothing_else),
	    CASE(the_mark_of_a_save_is_that_of_the_file),
	    CASE(what_somebody_else_wrote_is_kept_and_so_is_ours),
	    CASE(ours_beside_theirs_is_the_last_of_ours),
	    CASE(it_is_overwritten_once_a_person_says_so),
	    CASE(the_same_text_in_another_file_is_no_change),
	    CASE(a_new_file_overwrites_none),
	    CASE(a_file_that_was_removed_is_made_again_and_told),
	    CASE(a_link_stays_a_link),
	    CASE(the_mode_is_kept_and_a_new_file_is_for_its_owner_only),
	    CASE(leftovers_are_cleared_away),
	    CASE(whoever_is_saving_is_waited_for_and_then_told),
	    CASE(a_folder_or_a_file_that_is_protected_stays_as_it_is),
	    CASE(names_that_cannot_be_are_told),
	};
	return cmocka_run_group_tests(trials, make_folder, remove_folder);
}
