package import FoundationEssentials
private import Glibc
private import Synchronization

extension JSONLines {
  /// Reads in order the records of a file whose lines end in one of some ways, and passes over the rest of
  /// it: whoever wants a few of hundreds of thousands need not read them all.
  ///
  /// - Parameters:
  ///   - endings: How the lines end that are sought now. Asked for again and again, and may only become
  ///     fewer; when there is none any more, no more records are read.
  ///   - body: Gets the records, perhaps some more that were sought until just now.
  /// - Throws: ``FileError``, ``JSONLinesError`` with the line, and what `body` throws;
  ///   `CancellationError`.
  package static func search<Record: LineRecord & Sendable>(
    _ type: Record.Type, in file: URL, forLinesEndingIn endings: () -> [String],
    _ body: (Record) throws -> Void
  ) async throws {
    let sought = Mutex(endings())
    do {
      try await readSideBySide(file) { piece in
        let endings = sought.withLock { $0 }
        if endings.isEmpty { throw NothingIsSought() }
        return try piece.records(type, endingIn: endings)
      } take: { records in
        let endings = endings()
        if endings.isEmpty { throw NothingIsSought() }
        for record in records { try body(record) }
        sought.withLock { $0 = endings }
      }
    } catch is NothingIsSought {}
  }
}

/// Ends a search.
private struct NothingIsSought: Error {}

extension LinePiece {
  /// The records of the lines that end in one of some ways.
  fileprivate func records<Record: LineRecord>(
    _ type: Record.Type, endingIn endings: [String]
  ) throws -> [Record] {
    let endings = endings.map { Array($0.utf8) }
    var found: [Record] = []
    try forEach(type) { record, _ in
      found.append(record)
    } quick: { line, _ in
      !endings.contains { line.ends(in: $0) }
    }
    return found
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func ends(in ending: [UInt8]) -> Bool {
    guard let start = baseAddress, count >= ending.count else { return false }
    return ending.withUnsafeBytes { ending in
      guard let known = ending.baseAddress else { return true }
      return memcmp(start + (count - ending.count), known, ending.count) == 0
    }
  }
}
