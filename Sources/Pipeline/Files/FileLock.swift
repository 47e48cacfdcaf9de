package import FoundationEssentials
private import Glibc

/// A lock on a file, held by one process and let go by the system when that process ends, however
/// it ends.
package final class FileLock: Sendable {
  /// Who holds a lock.
  package struct Holder: Codable, Sendable, Equatable {
    /// The process.
    package var pid: Int32
    /// The machine it runs on.
    package var host: String
    /// When it took the lock.
    package var started: String

    /// False where the process is known to have ended.
    var isAlive: Bool { host != FileLock.hostName() || kill(pid, 0) == 0 || errno != ESRCH }
  }

  private let descriptor: Int32

  /// Takes the lock, or says who has it.
  ///
  /// - Parameters:
  ///   - file: The lock file; made where it is missing, and left behind.
  ///   - subject: What is locked, for the message: `the run 2026…`.
  /// - Throws: ``LockedError``, ``FileError``.
  package init(_ file: URL, of subject: String, now: Date) throws {
    try FileBytes.makeFolder(file.deletingLastPathComponent())
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FileError("lock", file) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(opened)
      guard code == EWOULDBLOCK else { throw FileError("lock", file, code: code) }
      let holder = try? JSONFile.read(Holder.self, from: file)
      // The one who has just taken it may not have said so yet.
      throw LockedError(subject: subject, holder: holder.flatMap { $0.isAlive ? $0 : nil })
    }
    // Only now: from here on deinit closes it.
    descriptor = opened
    let holder = Holder(
      pid: getpid(), host: Self.hostName(), started: now.formatted(.iso8601))
    // In place: a rename would put another file under the lock's name.
    let content = try JSONFile.bytes(of: holder)
    ftruncate(descriptor, 0)
    let count = content.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard count == content.count else { throw FileError("lock", file) }
  }

  deinit {
    ftruncate(descriptor, 0)
    // Not left to the closing: a program that is just being started has the descriptor too, until
    // it is under way.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Another process works on the same thing.
package struct LockedError: Failure, Equatable {
  /// What is locked.
  package let subject: String
  /// Who holds it, where the lock file says so.
  package let holder: FileLock.Holder?

  package var kind: FailureKind { .locked }
  package var message: String {
    guard let holder else { return "another process works on \(subject)" }
    return "process \(holder.pid) on \(holder.host) works on \(subject) since \(holder.started)"
  }
  package var remedy: String? { "wait for it to end, or stop it; then try again" }
}
