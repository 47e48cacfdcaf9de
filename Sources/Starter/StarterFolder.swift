private import Glibc
package import Pipeline

package import struct FoundationEssentials.URL

/// The folder that a new user starts from.
package struct StarterFolder: Sendable {
  /// Where it is, or will be.
  package let url: URL

  package init(_ url: URL) {
    self.url = url.standardizedFileURL
  }

  /// Writes all files of the folder, and makes it where it is not there. What is there is never
  /// written over, and where one file cannot be written none stays.
  ///
  /// - Throws: ``StarterError`` where something is in the way, and then nothing was written;
  ///   `FileError`.
  package func write() throws {
    let obstacles = self.obstacles
    guard obstacles.isEmpty else { throw StarterError(paths: obstacles.map(\.path)) }
    var written: [URL] = []
    do {
      for file in StarterFile.all {
        let target = url.appending(path: file.path)
        try FileBytes.makeFolder(target.deletingLastPathComponent())
        try OutputFile.write(file.content, to: target)
        written.append(target)
      }
    } catch {
      for file in written { try? FileBytes.remove(file) }
      throw error
    }
  }

  /// What stands where a file or a folder is to be.
  private var obstacles: [URL] {
    let files = StarterFile.all.map { url.appending(path: $0.path) }
    let folders = Set(files.map { $0.deletingLastPathComponent().path }).sorted()
    return folders.map { URL(filePath: $0) }.filter { Self.isThere($0) && !Self.isFolder($0) }
      + files.filter(Self.isThere)
  }

  /// Whether there is anything of this name, be it a link that leads nowhere.
  private static func isThere(_ url: URL) -> Bool {
    var status = stat()
    return lstat(url.path, &status) == 0
  }

  private static func isFolder(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// Files that stand in the way of the folder to start from.
package struct StarterError: Failure, Equatable {
  /// Their paths.
  package let paths: [String]

  package var kind: FailureKind { .badInput }
  package var message: String {
    "there already, so nothing was written: \(paths.joined(separator: ", "))"
  }
  package var remedy: String? {
    "name another folder: `glueport init FOLDER`; or move them away"
  }
}
