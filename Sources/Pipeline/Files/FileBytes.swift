private import Glibc

package import struct FoundationEssentials.URL

/// Files as bytes.
package enum FileBytes {
  private static let blockSize = 1 << 18

  /// All bytes of a file.
  ///
  /// - Parameter padding: How many bytes more there is to be room for.
  /// - Throws: ``FileError``.
  package static func read(_ file: URL, padding: Int = 0) throws -> [UInt8] {
    let reader = try FileReader(file)
    var bytes: [UInt8] = []
    // One byte more than there should be tells the end.
    var room = (size(of: file) ?? 0) + padding + 1
    while true {
      let known = bytes
      bytes = try Array(unsafeUninitializedCapacity: known.count + room) { target, count in
        _ = target.update(fromContentsOf: known)
        count = known.count
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(target)[known.count...])
        count += try reader.fill(rest)
      }
      if bytes.count < known.count + room { return bytes }
      room = max(blockSize, bytes.count)
    }
  }

  /// Gives the file's bytes to `body`, a block at a time.
  ///
  /// - Throws: ``FileError``, and what `body` throws.
  package static func forEachBlock(
    of file: URL, _ body: (UnsafeRawBufferPointer.SubSequence) throws -> Void
  ) throws {
    let reader = try FileReader(file)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 64)
    defer { block.deallocate() }
    while case let count = try reader.read(into: block), count > 0 {
      try body(UnsafeRawBufferPointer(block)[0..<count])
    }
  }

  /// The size of a file in bytes, or nil where there is none.
  package static func size(of file: URL) -> Int? {
    var status = stat()
    return stat(file.path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Makes a folder and those above it, for the user's eyes only (mode 0700).
  ///
  /// - Throws: ``FileError``.
  package static func makeFolder(_ folder: URL) throws {
    if mkdir(folder.path, 0o700) == 0 { return }
    if errno == EEXIST { return }
    guard errno == ENOENT, folder.path != "/" else { throw FileError("create", folder) }
    try makeFolder(folder.deletingLastPathComponent())
    guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else {
      throw FileError("create", folder)
    }
  }

  /// Removes a file where there is one.
  ///
  /// - Throws: ``FileError``.
  package static func remove(_ file: URL) throws {
    guard unlink(file.path) == 0 || errno == ENOENT else { throw FileError("remove", file) }
  }
}
