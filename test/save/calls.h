/* The calls by which a program touches files, counted, recorded, and made to
 * go wrong. calls.c has functions of the names of the system's own, which the
 * linker puts before those; so the library is tested as it is. */
#ifndef CALLS_H
#define CALLS_H

/* What goes wrong, at the call of the given number (from 1; 0: none):
 * "kill"       the process ends before it
 * "half"       it ends after half of what that call writes
 * "stop"       the process stops before it and goes on when it is told to
 * "fail:N"     the call fails with errno N
 * "on:N"       all calls of that name from there on fail with errno N
 * "short"      half is written, and the call says so
 * Calls and what they carry are recorded in the file `record`. */
void calls_begin(const char *record, long at, const char *what);

#endif
