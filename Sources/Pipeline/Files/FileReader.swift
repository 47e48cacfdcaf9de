private import Glibc

internal import struct FoundationEssentials.URL

/// A file that is being read from its beginning.
final class FileReader {
  private let file: URL
  private let descriptor: Int32

  /// - Throws: ``FileError``.
  init(_ file: URL) throws {
    self.file = file
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("read", file) }
  }

  deinit { close(descriptor) }

  /// Reads the next bytes: as many as are there and fit.
  ///
  /// - Returns: How many, 0 only at the file's end.
  /// - Throws: ``FileError``.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileError("read", file) }
    }
  }

  /// Reads until the room is filled or the file has ended.
  ///
  /// - Returns: How many bytes were read.
  /// - Throws: ``FileError``.
  func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < room.count {
      let more = try read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
      if more == 0 { break }
      count += more
    }
    return count
  }
}
