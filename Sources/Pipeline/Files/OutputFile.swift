private import CLinux
package import FoundationEssentials
private import Glibc
internal import QuickJSON

/// What was written to a file of a run: the entry of a checkpoint.
package struct WrittenFile: Codable, Sendable, Equatable {
  /// The number of lines.
  package var lines: Int
  /// The length in bytes.
  package var bytes: Int
  /// The digest of the bytes.
  package var digest: String
}

/// A file being written, readable by its owner only (mode 0600).
///
/// A whole file is written beside its name and appears there at `finish()`: whole or not at all.
/// A growing one is written in place and synced at each `sync()`; after a stop it is opened again
/// and cut to the length that the checkpoint knows.
package final class OutputFile {
  /// The file's final place.
  package let file: URL
  /// How many bytes were written, those of earlier sessions included.
  package private(set) var bytes = 0
  /// How many bytes were written or wait to be, those of earlier sessions included.
  package var length: Int { bytes + buffer.count }
  /// How many lines were written, those of earlier sessions included.
  package private(set) var lines = 0

  /// Where it is written until it is finished.
  package let written: URL
  private let descriptor: Int32
  private var hasher = Digest.Hasher()
  private var buffer: JSONWriter
  private var open = true
  /// How many bytes of it the disk was told to write.
  private var begun = 0
  private static let bufferSize = 1 << 16
  private static let writtenAtATime = 4 << 20

  /// Begins a file that appears whole.
  ///
  /// - Throws: ``FileError``.
  package convenience init(whole file: URL) throws {
    let beside = file.deletingLastPathComponent()
      .appending(path: ".\(file.lastPathComponent).part")
    try self.init(file: file, written: beside, flags: O_TRUNC)
  }

  /// Opens a file that grows, and cuts off what stands behind `length`.
  ///
  /// - Throws: ``FileError``, also where the file is shorter than `length`.
  package convenience init(growing file: URL, from length: Int) throws {
    if length > 0, (FileBytes.size(of: file) ?? 0) < length {
      throw FileError("read", file, code: EIO)
    }
    try self.init(file: file, written: file, flags: 0)
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw FileError("write", file) }
    if length > 0 {
      try FileBytes.forEachBlock(of: file) { block in
        hasher.update(block)
        lines += block.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      }
      bytes = length
    }
    guard lseek(descriptor, 0, SEEK_END) >= 0 else { throw FileError("write", file) }
  }

  /// Opens a file that only ever grows, behind its last whole line: what stands behind that was torn
  /// off by a crash.
  ///
  /// - Throws: ``FileError``.
  package convenience init(appendingTo file: URL) throws {
    var length = 0
    var end = 0
    if FileBytes.size(of: file) != nil {
      try FileBytes.forEachBlock(of: file) { block in
        if let last = block.lastIndex(of: UInt8(ascii: "\n")) { end = length + last + 1 }
        length += block.count
      }
    }
    try self.init(growing: file, from: end)
  }

  private init(file: URL, written: URL, flags: Int32) throws {
    self.file = file
    self.written = written
    descriptor = Glibc.open(written.path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { throw FileError("write", file) }
    buffer = JSONWriter(capacity: 2 * Self.bufferSize)
  }

  deinit {
    guard open else { return }
    close(descriptor)
    if written != file { unlink(written.path) }
  }

  /// Writes a line and the line break that ends it.
  ///
  /// - Throws: ``FileError``.
  package func writeLine(_ line: some ContiguousBytes) throws {
    line.withUnsafeBytes { buffer.append(verbatim: $0) }
    try endLine()
  }

  /// Writes a record as a line of JSON.
  ///
  /// - Throws: ``FileError``.
  package func write(_ record: some WritableLineRecord) throws {
    record.write(to: &buffer)
    try endLine()
  }

  /// Writes whole lines, with the line breaks that end them.
  ///
  /// - Throws: ``FileError``.
  package func write(lines content: ArraySlice<UInt8>, count: Int) throws {
    content.withUnsafeBytes { buffer.append(verbatim: $0) }
    lines += count
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private func endLine() throws {
    buffer.endLine()
    lines += 1
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Makes all that was written durable.
  ///
  /// - Throws: ``FileError``.
  package func sync() throws {
    CrashPoint.pass()
    try flush()
    guard fsync(descriptor) == 0 else { throw FileError("write", file) }
  }

  /// Ends the file: durable, and under its own name.
  ///
  /// - Throws: ``FileError``.
  package func finish() throws -> WrittenFile {
    try sync()
    close(descriptor)
    open = false
    if written != file {
      guard rename(written.path, file.path) == 0 else {
        let error = FileError("write", file)
        unlink(written.path)
        throw error
      }
    }
    try Self.syncFolder(of: file)
    CrashPoint.pass()
    return WrittenFile(lines: lines, bytes: bytes, digest: hasher.finish().text)
  }

  /// Writes a whole file at once: it appears whole or not at all.
  ///
  /// - Throws: ``FileError``.
  package static func write(_ content: some Collection<UInt8>, to file: URL) throws {
    let output = try OutputFile(whole: file)
    Array(content).withUnsafeBytes { output.buffer.append(verbatim: $0) }
    _ = try output.finish()
  }

  /// Hands all that was written to the system: the end of this process does not lose it, a power cut
  /// may.
  ///
  /// - Throws: ``FileError``.
  package func flush() throws {
    try buffer.bytes.withUnsafeBytes { content in
      var rest = content[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          throw FileError("write", file)
        }
        rest = rest.dropFirst(count)
      }
    }
    hasher.update(buffer.bytes)
    bytes += buffer.count
    buffer.clear()
    // So that the sync at the end need not wait for all of it.
    if bytes - begun >= Self.writtenAtATime {
      glueport_begin_writing(descriptor)
      begun = bytes
    }
  }

  private static func syncFolder(of file: URL) throws {
    let folder = Glibc.open(file.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw FileError("write", file) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw FileError("write", file) }
  }
}
