internal import QuickJSON

package import struct FoundationEssentials.URL

/// A file of JSON lines in pieces, cut between lines.
package struct LinePieces {
  /// How many bytes are read at a time.
  private let size: Int
  private let file: URL
  private let reader: FileReader
  /// What was read of the next piece.
  private var begun: ArraySlice<UInt8> = []
  private var nextLine = 1

  /// The place of the next line in the file, from 0.
  package var nextPlace: Int { nextLine - 1 }

  /// - Throws: ``FileError``.
  package init(_ file: URL, size: Int = JSONLines.pieceSize) throws {
    self.size = size
    self.file = file
    reader = try FileReader(file)
  }

  /// The next piece; nil behind the last.
  ///
  /// - Throws: ``FileError``.
  mutating func next() throws -> LinePiece? {
    while true {
      let known = begun.count
      let bytes = try readOn()
      let isAtEnd = bytes.count == known
      let end = isAtEnd ? known : bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      // A line that is longer than what was read of it.
      guard let end else {
        begun = bytes[...]
        continue
      }
      if end == 0 { return nil }
      begun = ArraySlice(Array(bytes[end...]))
      let piece = LinePiece(file: file, firstLine: nextLine, bytes: bytes, length: end)
      nextLine += piece.lineBreaks
      return piece
    }
  }

  /// What was read before, and the bytes behind it.
  private func readOn() throws -> [UInt8] {
    let known = begun.count
    // Of a long line as much again, so that its length is not gone through anew for each block.
    let more = max(size, known)
    // The parser reads past a piece's end.
    return try Array(unsafeUninitializedCapacity: known + more + JSONParser.padding) {
      room, count in
      _ = room.update(fromContentsOf: begun)
      let rest = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(room)[known..<known + more])
      count = known + (try reader.read(into: rest))
    }
  }
}
