package import FoundationEssentials
package import Pipeline

/// The lock of one Dark Web ID account: whoever writes to the account or to its links holds it, on
/// whatever machine. Machines share it by a common `locks` folder.
package struct AccountLock: Sendable {
  /// How long other machines leave the account alone after the last sign of life. A check leaves at
  /// least two thirds of it: longer than a request may take.
  static let lease = Duration.seconds(300)

  private let lock: FileLock
  private let time: any TimeSource

  /// Takes the lock, or says who has it.
  ///
  /// - Parameter locks: The folder of the locks.
  /// - Throws: `LockedError`, `FileError`.
  package init(_ account: World.Account, in locks: URL, time: any TimeSource) throws {
    self.time = time
    lock = try FileLock(
      locks.appending(path: Self.name(account)),
      of: "the account \(account.reseller) at \(account.origin)", lease: Self.lease,
      now: time.now())
  }

  /// Makes sure that the account is still ours and gives a sign of life: to be called before each
  /// write.
  ///
  /// - Throws: `LockedError` where another machine has taken it, `FileError`.
  package func check() throws { try lock.check(now: time.now()) }

  private static func name(_ account: World.Account) -> String {
    let digest = Digest.of("\(account.origin)\n\(account.reseller)").text
    return "account-\(digest.dropFirst("sha256:".count).prefix(16)).lock"
  }
}
