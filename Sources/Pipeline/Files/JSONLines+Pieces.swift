package import FoundationEssentials

extension JSONLines {
  /// Reads a file of records in order, one at a time, the quick way.
  ///
  /// - Throws: ``FileError``, ``JSONLinesError`` with the line, and what `body` throws.
  package static func read<Record: LineRecord>(
    _ type: Record.Type, from file: URL, _ body: (Record) throws -> Void
  ) throws {
    var pieces = try LinePieces(file)
    while let piece = try pieces.next() {
      try piece.forEach(type) { record, _ in try body(record) }
    }
  }

  /// Reads a file on all processors: `make` turns pieces of it into something side by side, and
  /// `take` gets what it made, in the file's order.
  ///
  /// - Parameter pieceSize: How many bytes are read at a time: about the length of a piece.
  /// - Throws: ``FileError``; what `make` and `take` throw, that of the earliest piece first;
  ///   `CancellationError`.
  package static func readSideBySide<Made: Sendable>(
    _ file: URL, pieceSize: Int = JSONLines.pieceSize,
    _ make: @escaping @Sendable (LinePiece) throws -> Made,
    take: (Made) throws -> Void
  ) async throws {
    var pieces = try LinePieces(file, size: pieceSize)
    try await readSideBySide(&pieces, make, take: take)
  }

  /// Reads on in a file in the same way.
  ///
  /// - Parameter end: The place before which the last piece begins.
  /// - Throws: As when a whole file is read.
  package static func readSideBySide<Made: Sendable>(
    _ pieces: inout LinePieces, before end: Int = .max,
    _ make: @escaping @Sendable (LinePiece) throws -> Made, take: (Made) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Numbered<Made>.self) { group in
      var begun = 0
      var taken = 0
      var waiting: [Int: Numbered<Made>] = [:]
      var isAtEnd = false
      while true {
        while !isAtEnd, begun - taken <= processors {
          guard pieces.nextPlace < end, let piece = try pieces.next() else {
            isAtEnd = true
            break
          }
          let number = begun
          begun += 1
          group.addTask { Numbered(number: number, result: Result { try make(piece) }) }
        }
        guard let made = try await group.next() else { return }
        waiting[made.number] = made
        while let next = try waiting.removeValue(forKey: taken)?.result.get() {
          try Task.checkCancellation()
          try take(next)
          taken += 1
        }
      }
    }
  }

  /// How many bytes of a file are read at a time.
  package static let pieceSize = 1 << 18

  /// How many processors there are.
  package static let processors = ProcessInfo.processInfo.activeProcessorCount

  /// No tuple, see `PageFeed`.
  private struct Numbered<Made: Sendable>: Sendable {
    var number: Int
    var result: Result<Made, any Error>
  }
}
