// What Linux has and Swift's Glibc does not show.

#pragma once

#include <malloc.h>
#include <sys/statfs.h>

int sync_file_range(int descriptor, long long offset, long long length, unsigned int flags);

/// Begins to write what a file holds to the disk, and does not wait for its end.
static inline void glueport_begin_writing(int descriptor) {
  const unsigned int write = 2;  // SYNC_FILE_RANGE_WRITE
  sync_file_range(descriptor, 0, 0, write);
}

/// Lets the allocator keep up to 16 MiB a thread of what is freed for what comes next: otherwise it hands the
/// memory of a file's blocks back to the system, which clears each page anew for the next block. Larger
/// tables it still hands back. The thresholds no longer adapt themselves then.
static inline void glueport_keep_freed_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
}

/// The kind of file system that a path is on, as linux/magic.h numbers them; -1 where that is not known.
static inline long glueport_file_system(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (long)status.f_type : -1;
}
