import Foundation

/// A disk of a few megabytes that a test can fill and make read-only. It is in memory, and in a
/// mount namespace of its own, so that nobody else sees it.
final class SmallDisk: Sendable {
  /// The options of `unshare` and `nsenter` that work here: as root, or as a user with user
  /// namespaces.
  private struct Means {
    let unshare: [String]
    let nsenter: [String]
  }

  private static let means: Means? = {
    let all = [
      Means(unshare: ["-m"], nsenter: ["-m"]),
      Means(unshare: ["-rm"], nsenter: ["-U", "-m", "--preserve-credentials"]),
    ]
    return all.first { means in
      let probe = Process()
      probe.executableURL = URL(filePath: "/usr/bin/env")
      probe.arguments = ["unshare"] + means.unshare + ["mount", "-t", "tmpfs", "none", "/mnt"]
      probe.standardError = FileHandle.nullDevice
      guard (try? probe.run()) != nil else { return false }
      probe.waitUntilExit()
      return probe.terminationStatus == 0
    }
  }()

  /// Whether this computer lets us have one.
  static var isPossible: Bool { means != nil }

  /// Where the disk is mounted, for the programs that see it.
  let folder: URL
  private let place: Workplace
  private let means: Means
  /// Keeps the namespace.
  private let holder: RunningProgram

  /// Mounts one below the folder of a place.
  init(in place: Workplace) async throws {
    guard let means = Self.means else { throw WorkplaceError(text: "no disk can be mounted") }
    self.place = place
    self.means = means
    folder = place.folder.appending(path: "disk")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ready = place.folder.appending(path: "disk-is-mounted").path
    holder = try RunningProgram(
      URL(filePath: "/usr/bin/env"),
      ["unshare"] + means.unshare + [
        "bash", "-c", "mount -t tmpfs -o size=8m none \"$0\" && : >\"$1\" && exec sleep 900",
        folder.path, ready,
      ], environment: [:], in: place.folder)
    while !FileManager.default.fileExists(atPath: ready) {
      guard holder.isRunning else { throw WorkplaceError(text: holder.errorSoFar) }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  deinit { holder.signal(SIGKILL) }

  /// Starts `glueport`, which sees the disk. All its paths have to be absolute.
  func start(_ arguments: [String]) throws -> RunningProgram {
    try RunningProgram(
      URL(filePath: "/usr/bin/env"), entering([Program.glueport.url.path] + arguments),
      environment: place.environment, in: place.folder)
  }

  /// Runs `glueport`, which sees the disk, to its end. All its paths have to be absolute.
  func glueport(_ arguments: String...) async throws -> Outcome {
    try await start(arguments).end()
  }

  /// Makes it read-only, or writable again, between two programs.
  func setReadOnly(_ isReadOnly: Bool) async throws {
    let outcome = try await RunningProgram(
      URL(filePath: "/usr/bin/env"),
      entering(["mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")", folder.path]),
      environment: [:], in: place.folder
    ).end()
    guard outcome.exit == 0 else { throw WorkplaceError(text: outcome.error) }
  }

  /// Takes all the room that there is, at once.
  func fill() throws {
    let filler = seenFromOutside("filler").path
    let file = open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard file >= 0 else { throw WorkplaceError(text: "\(filler): \(errno)") }
    defer { close(file) }
    // Until not a single byte more goes in.
    for size in [1 << 16, 1 << 10, 1] {
      let bytes = [UInt8](repeating: 0, count: size)
      while write(file, bytes, size) > 0 {}
    }
  }

  /// Gives the room back.
  func free() throws {
    try FileManager.default.removeItem(at: seenFromOutside("filler"))
  }

  /// A file on the disk, as this process, which is outside, can reach it.
  func seenFromOutside(_ name: String) -> URL {
    URL(filePath: "/proc/\(holder.processID)/root\(folder.path)/\(name)")
  }

  private func entering(_ command: [String]) -> [String] {
    ["nsenter", "-t", "\(holder.processID)"] + means.nsenter + ["--"] + command
  }
}
