import Foundation

/// The file into which the sandbox writes its variables, for scripts that wait for it.
package struct EnvironmentFile: Sendable {
  /// Where the file is.
  package let path: String

  /// A file at the path; nothing is written yet.
  package init(path: String) {
    self.path = path
  }

  /// Takes an older file away, so that nobody takes its addresses for those that are coming.
  package func clear() {
    unlink(path)
  }

  /// Writes the file so that it appears whole, readable by its owner only; an older one is replaced.
  package func write(_ environment: SandboxEnvironment) throws(SandboxError) {
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(environment.exports.utf8))
      try file.synchronize()
      try file.close()
    } catch {
      unlink(draft)
      throw .environmentFile(path, problem: error.localizedDescription)
    }
    guard rename(draft, path) == 0 else {
      let failure = failure()
      unlink(draft)
      throw failure
    }
  }

  private func failure() -> SandboxError {
    .environmentFile(path, problem: String(cString: strerror(errno)))
  }
}
