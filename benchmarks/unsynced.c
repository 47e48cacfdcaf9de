// Preloaded into a program, it makes syncing to disk cost nothing. What the program takes less then is
// what durability costs.

int fsync(int descriptor) {
  (void)descriptor;
  return 0;
}

int fdatasync(int descriptor) { return fsync(descriptor); }
