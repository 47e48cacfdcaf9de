import FoundationEssentials

/// A folder for one test, gone with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "glueport-transform-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file and says where.
  func file(_ name: String, _ text: String) throws -> URL {
    try file(name, bytes: Array(text.utf8))
  }

  /// Writes a file and says where.
  func file(_ name: String, bytes: [UInt8]) throws -> URL {
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return file
  }
}
