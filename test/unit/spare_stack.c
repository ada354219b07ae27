/* A crash of a thread whose stack ran out is still handled. */
#include "base/spare_stack.h"
#include "trial.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANDLED = 42 };

static void handle(int number)
{
	(void)number;
	_exit(HANDLED);
}

/* To no end that is come to; the room is looked at again, so that no call is the last. */
__attribute__((noinline)) static int go_deeper(volatile int depth, volatile int end)
{
	volatile char room[1000];
	room[depth % 1000] = (char)depth;
	return depth == end ? 0 : go_deeper(depth + 1, end) + room[depth % 1000];
}

static void *overflow(void *subject)
{
	const stack_t none = {.ss_flags = SS_DISABLE};
	struct spare_stack spare;
	sigaltstack(&none, NULL); /* that of a sanitizer */
	if (*(bool *)subject)
		spare_stack_take(&spare);
	exit(go_deeper(0, -1) != 0);
}

/* How the child ended in which a thread's stack ran out. */
static int end_of_overflow(bool takes)
{
	struct sigaction action = {.sa_handler = handle, .sa_flags = SA_ONSTACK};
	pthread_t thread;
	int status;
	pid_t child = fork();
	if (child == 0) {
		sigaction(SIGSEGV, &action, NULL);
		sigaction(SIGBUS, &action, NULL);
		pthread_create(&thread, NULL, overflow, &takes);
		pthread_join(thread, NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void a_thread_that_ran_out_of_stack_is_handled(void **state)
{
	(void)state;
	int status = end_of_overflow(true);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), HANDLED);
	assert_true(WIFSIGNALED(end_of_overflow(false))); /* so much for what it would be without */
}

static void it_is_given_back_and_takes_no_others_place(void **state)
{
	(void)state;
	static struct spare_stack spare, other;
	stack_t before, there;
	const stack_t none = {.ss_flags = SS_DISABLE};
	sigaltstack(&none, &before);
	spare_stack_take(&spare);
	spare_stack_take(&other);
	sigaltstack(NULL, &there);
	assert_ptr_equal(there.ss_sp, spare.room);
	spare_stack_leave(&other);
	sigaltstack(NULL, &there);
	assert_ptr_equal(there.ss_sp, spare.room);
	spare_stack_leave(&spare);
	sigaltstack(NULL, &there);
	assert_true(there.ss_flags & SS_DISABLE);
	sigaltstack(&before, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_thread_that_ran_out_of_stack_is_handled),
	    cmocka_unit_test(it_is_given_back_and_takes_no_others_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
