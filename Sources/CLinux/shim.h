// What Linux has and Swift's Glibc does not show.

#pragma once

int sync_file_range(int descriptor, long long offset, long long length, unsigned int flags);

/// Begins to write what a file holds to the disk, and does not wait for its end.
static inline void glueport_begin_writing(int descriptor) {
  const unsigned int write = 2;  // SYNC_FILE_RANGE_WRITE
  sync_file_range(descriptor, 0, 0, write);
}
