package import FoundationEssentials
internal import Pipeline

/// Keeps the pages of an extract as they came, for whoever has no key: a folder that
/// ``SavedPages`` reads.
package struct PageSaver: Sendable {
  /// The folder.
  package let folder: URL
  private let origin: String
  private let run: String

  /// - Parameters:
  ///   - origin: The IT Glue that the pages come from.
  ///   - run: The run that saves them.
  /// - Throws: ``SavedPagesError/occupied(_:)`` where the folder holds something else.
  package init(folder: URL, origin: String, run: String) throws {
    self.folder = folder
    self.origin = origin
    self.run = run
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard try found.isEmpty || PagesManifest.read(in: folder)?.run == run else {
      throw SavedPagesError.occupied(folder.path)
    }
  }

  /// Makes the folder ready.
  func begin(filtered: Bool) throws { try write(filtered: filtered, complete: false) }

  /// All pages are there.
  func finish(filtered: Bool) throws { try write(filtered: filtered, complete: true) }

  /// Saves the body of a page under the number of its place in the walk.
  func save(_ body: [UInt8], as number: Int, of endpoint: Endpoint) throws {
    try OutputFile.write(body, to: file(number, of: endpoint))
  }

  /// Keeps the first pages of an index, and removes what an earlier walk left behind them.
  func keep(_ count: Int, of endpoint: Endpoint) throws {
    let place = folder.appending(path: endpoint.rawValue)
    try FileBytes.makeFolder(place)
    let kept = Set((1..<count + 1).map { file($0, of: endpoint).lastPathComponent })
    for name in try FileManager.default.contentsOfDirectory(atPath: place.path)
    where !kept.contains(name) { try FileBytes.remove(place.appending(path: name)) }
  }

  /// Names whose order is that of the pages.
  private func file(_ number: Int, of endpoint: Endpoint) -> URL {
    let digits = "\(number)"
    let name = String(repeating: "0", count: max(0, 7 - digits.count)) + digits + ".json"
    return folder.appending(path: "\(endpoint.rawValue)/\(name)")
  }

  private func write(filtered: Bool, complete: Bool) throws {
    try FileBytes.makeFolder(folder)
    try JSONFile.write(
      PagesManifest(origin: origin, run: run, filtered: filtered, complete: complete),
      to: PagesManifest.file(in: folder))
  }
}
