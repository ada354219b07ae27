/* Loaded before the C library: a disk with little room.
 *
 * The file that SMALL_DISK names says how many bytes the disk still takes; where
 * there is no such file, any number. What does not fit is cut off, as a disk
 * does, and when nothing fits any more, writing fails with ENOSPC. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* False: the disk is as large as one likes. */
static int room_left(unsigned long *room)
{
	const char *path = getenv("SMALL_DISK");
	FILE *file = path ? fopen(path, "re") : NULL;
	int known = file && fscanf(file, "%lu", room) == 1;
	if (file)
		fclose(file);
	return known;
}

static void set_room(unsigned long room)
{
	char text[24];
	int length = snprintf(text, sizeof text, "%lu\n", room);
	int file = open(getenv("SMALL_DISK"), O_WRONLY | O_TRUNC | O_CLOEXEC);
	syscall(SYS_write, file, text, (size_t)length);
	close(file);
}

static int is_on_disk(int file)
{
	struct stat status;
	return fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

ssize_t write(int file, const void *bytes, size_t length)
{
	unsigned long room;
	int error = errno;
	if (is_on_disk(file) && length > 0 && room_left(&room)) {
		if (room == 0) {
			errno = ENOSPC;
			return -1;
		}
		length = length < room ? length : room;
		set_room(room - length);
	}
	errno = error;
	return syscall(SYS_write, file, bytes, length);
}
