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

#include <sys/sysmacros.h>
#include <sys/vfs.h>

/// The magic number that statfs(2) gives for a path's file system; 0 when it cannot be told.
static inline unsigned int file_system_magic(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (unsigned int)status.f_type : 0;
}

/// The halves of a device's number, which Swift does not import because they are macros.
static inline unsigned int device_major(unsigned long device) { return major(device); }
static inline unsigned int device_minor(unsigned long device) { return minor(device); }

#include <sys/timex.h>

/// Whether the clock is kept by a time server (adjtimex(2)); reads only.
static inline int clock_is_synchronized(void) {
  struct timex state = {0};
  return adjtimex(&state) != TIME_ERROR;
}

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/// Tells the service manager a state such as `READY=1` (sd_notify(3)); without one nothing happens.
static inline void notify_service_manager(const char *state) {
  const char *path = getenv("NOTIFY_SOCKET");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = path ? strlen(path) : 0;
  if (length < 2 || length >= sizeof address.sun_path) return;
  memcpy(address.sun_path, path, length);
  // An abstract socket is written with an @ in place of its zero.
  if (path[0] == '@') address.sun_path[0] = 0;
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  sendto(descriptor, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address,
         (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
  close(descriptor);
}
