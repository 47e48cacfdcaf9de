// Preloaded into a program, it makes syncing to disk cost nothing. What the program takes less then is
// what durability costs.

int fsync(int descriptor) {
  (void)descriptor;
  return 0;
}

int sync_file_range(int descriptor, long long offset, long long length, unsigned int flags) {
  (void)offset, (void)length, (void)flags;
  return fsync(descriptor);
}

int fdatasync(int descriptor) { return fsync(descriptor); }
