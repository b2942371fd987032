// Makes a disk full, or a folder read-only, at a chosen moment: preloaded, it lets the first calls that
// change a file through and fails those from BROADSHEET_FAULT_AT on with the error BROADSHEET_FAULT. How
// many there were is written into the file BROADSHEET_FAULT_COUNT. With BROADSHEET_FAULT_WHILE all of them
// fail as long as a file of that name is there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long fault_at, fault;
static const char *fault_while;

__attribute__((constructor)) static void start(void) {
  const char *at = getenv("BROADSHEET_FAULT_AT"), *number = getenv("BROADSHEET_FAULT");
  fault_at = at ? atol(at) : 0;
  fault = number ? atol(number) : ENOSPC;
  fault_while = getenv("BROADSHEET_FAULT_WHILE");
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("BROADSHEET_FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", (long)calls);
  fclose(file);
}

// Whether this call fails.
static int fails(void) {
  long call = atomic_fetch_add(&calls, 1) + 1;
  int is_faulty = fault_while ? access(fault_while, F_OK) == 0 : fault_at && call >= fault_at;
  if (!is_faulty) return 0;
  errno = (int)fault;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                               \
  int name(const char *path, int flags, ...) {                   \
    va_list rest;                                                \
    va_start(rest, flags);                                       \
    mode_t mode = va_arg(rest, mode_t);                          \
    va_end(rest);                                                \
    if ((flags & (O_CREAT | O_TRUNC | __O_TMPFILE)) && fails()) return -1; \
    return NEXT(name)(path, flags, mode);                        \
  }
OPEN(open)
OPEN(open64)

#define WRITE(name, offset_type)                                                     \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) {      \
    return fails() ? -1 : NEXT(name)(file, bytes, count, offset);                    \
  }
WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)

ssize_t write(int file, const void *bytes, size_t count) {
  return file > 2 && fails() ? -1 : NEXT(write)(file, bytes, count);
}

#define ONE(name) int name(int file) { return fails() ? -1 : NEXT(name)(file); }
ONE(fsync)
ONE(fdatasync)

int ftruncate(int file, off_t size) { return fails() ? -1 : NEXT(ftruncate)(file, size); }
int ftruncate64(int file, off64_t size) { return fails() ? -1 : NEXT(ftruncate64)(file, size); }
int mkdir(const char *path, mode_t mode) { return fails() ? -1 : NEXT(mkdir)(path, mode); }

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  return fails() ? -1 : NEXT(linkat)(from_folder, from, to_folder, to, flags);
}
