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
    /// Until when other machines leave it alone, where they share the lock.
    package var expires: String?
    /// Tells this holder from all others; nil in locks of earlier versions.
    var token: String?

    /// False where the process is known to have ended.
    var isAlive: Bool { host != FileLock.hostName() || kill(pid, 0) == 0 || errno != ESRCH }

    /// Whether a process of another machine holds the lock at a moment. One of this machine would
    /// hold the system's lock.
    func holdsElsewhere(at now: Date) -> Bool {
      guard host != FileLock.hostName(), let end = expires.flatMap(Timestamp.date) else {
        return false
      }
      return now < end
    }
  }

  private let file: URL
  private let subject: String
  private let lease: Duration?
  private let holder: Holder
  private let descriptor: Int32

  /// Takes the lock, or says who has it.
  ///
  /// - Parameters:
  ///   - file: The lock file; made where it is missing, and left behind.
  ///   - subject: What is locked, for the message: `the run 2026…`.
  ///   - lease: How long the lock holds for other machines unless it is renewed, where it is one
  ///     that machines share; nil where no other machine comes near.
  /// - Throws: ``LockedError``, ``FileError``.
  package init(
    _ file: URL, of subject: String, lease: Duration? = nil, now: Date
  ) throws {
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
    // Not every shared folder carries the system's lock to other machines; the lease does.
    if let other = try? JSONFile.read(Holder.self, from: file), other.holdsElsewhere(at: now) {
      flock(opened, LOCK_UN)
      close(opened)
      throw LockedError(subject: subject, holder: other)
    }
    // Only now: from here on deinit closes it.
    self.file = file
    self.subject = subject
    descriptor = opened
    self.lease = lease
    holder = Holder(
      pid: getpid(), host: Self.hostName(), started: Timestamp.text(now),
      expires: lease.map { Self.end(of: $0, from: now) }, token: UUID().uuidString)
    ftruncate(descriptor, 0)
    try write(holder)
  }

  /// Makes sure that the lock is still ours, and that it stays so for a while: a process that slept
  /// may have lost its lease to another machine.
  ///
  /// - Throws: ``LockedError`` where somebody else has it, ``FileError``.
  package func check(now: Date) throws {
    let found = try? JSONFile.read(Holder.self, from: file)
    guard let found, found.token == holder.token else {
      throw LockedError(subject: subject, holder: found)
    }
    guard let lease, let end = found.expires.flatMap(Timestamp.date),
      end.timeIntervalSince(now) < lease.seconds * 2 / 3
    else { return }
    var renewed = holder
    renewed.expires = Self.end(of: lease, from: now)
    try write(renewed)
  }

  /// In place, for a rename would put another file under the lock's name; all that a holder writes
  /// has one length.
  private func write(_ holder: Holder) throws {
    let content = try JSONFile.bytes(of: holder)
    let count = content.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard count == content.count else { throw FileError("lock", file) }
  }

  private static func end(of lease: Duration, from now: Date) -> String {
    Timestamp.text(now.addingTimeInterval(lease.seconds))
  }

  private var isOurs: Bool {
    (try? JSONFile.read(Holder.self, from: file))?.token == holder.token
  }

  deinit {
    // Not what another machine has written since.
    if isOurs { ftruncate(descriptor, 0) }
    // Not left to the closing: a program that is just being started has the descriptor too, until
    // it is under way.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  fileprivate static func hostName() -> String {
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
  package var remedy: String? {
    guard let expires = holder?.expires, holder?.host != FileLock.hostName() else {
      return "wait for it to end, or stop it; then try again"
    }
    return "wait for it to end, or stop it; if that machine is gone, it counts until \(expires)"
  }
}
