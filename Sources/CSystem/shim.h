// System headers and calls that the Glibc module leaves out.
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <fcntl.h>

/// renameat2(2) with RENAME_NOREPLACE, which glibc declares for GNU sources only.
static inline int rename_without_replacing(const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u);
}

/// sync_file_range(2): starts writing what is dirty in a range, and does not wait for it.
static inline int start_writing(int file, long long offset, long long count) {
  return (int)syscall(SYS_sync_file_range, file, offset, count, 2u);
}
