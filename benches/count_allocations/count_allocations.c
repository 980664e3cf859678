/* Counts how often each thread of a process allocates memory: loaded before all other libraries (LD_PRELOAD), it stands before the
 * allocator of the system's C library (glibc). A script reads the count of its thread as the environment variable BENCH_ALLOCATIONS. */

#include <stddef.h>
#include <stdio.h>
#include <string.h>

extern char **environ;
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

/* Of a kind that is there from the first call on, and needs no memory of its own. */
static __thread unsigned long allocations __attribute__((tls_model("initial-exec")));

void *malloc(size_t size) {
	allocations++;
	return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
	allocations++;
	return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
	allocations++;
	return __libc_realloc(memory, size);
}

char *getenv(const char *name) {
	static __thread char text[32] __attribute__((tls_model("initial-exec")));
	size_t length = strlen(name);
	if (strcmp(name, "BENCH_ALLOCATIONS") == 0) {
		snprintf(text, sizeof text, "%lu", allocations);
		return text;
	}
	for (char **entry = environ; entry && *entry; entry++) {
		if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=')
			return *entry + length + 1;
	}
	return NULL;
}
