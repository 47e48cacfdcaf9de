package import FoundationEssentials
private import Synchronization

extension JSONLines {
  /// Reads in order the records of a file among which some words stand, and passes over the rest of
  /// it: whoever wants a few of hundreds of thousands need not read them all.
  ///
  /// - Parameters:
  ///   - words: What is sought now, as it stands in the file. Asked for again and again, and may only
  ///     become fewer; when there is nothing any more, no more records are read.
  ///   - body: Gets the records of the lines that have one of the words, and of lines around them.
  /// - Throws: ``FileError``, ``JSONLinesError`` with the line, and what `body` throws;
  ///   `CancellationError`.
  package static func search<Record: LineRecord & Sendable>(
    _ type: Record.Type, in file: URL, for words: () -> [String],
    _ body: (Record) throws -> Void
  ) async throws {
    let sought = Mutex(Words(words()))
    do {
      try await readSideBySide(file) { piece in
        guard let words = sought.withLock({ $0 }) else { throw NothingIsSought() }
        return piece.has(words) ? try piece.records(type) : []
      } take: { records in
        let words = Words(words())
        guard words != nil else { throw NothingIsSought() }
        for record in records { try body(record) }
        sought.withLock { $0 = words }
      }
    } catch is NothingIsSought {}
  }
}

/// Ends a search.
private struct NothingIsSought: Error {}

extension LinePiece {
  /// Whether one of some words stands somewhere in the lines.
  fileprivate func has(_ words: Words) -> Bool {
    bytes.withUnsafeBytes { bytes in
      words.stand(in: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
    }
  }
}

/// Words that are sought among bytes all at once, in leaps (R. N. Horspool, “Practical fast searching
/// in strings”, 1980): as far as the shortest of them is long.
private struct Words: Sendable {
  private let words: [[UInt8]]
  private let shortest: Int
  /// How far the search goes on, by the byte that it stands on.
  private var leaps: [Int]

  /// - Returns: Nil where there is none, or one that stands everywhere.
  init?(_ texts: [String]) {
    words = texts.map { Array($0.utf8) }
    shortest = words.map(\.count).min() ?? 0
    guard shortest > 0 else { return nil }
    leaps = [Int](repeating: shortest, count: 256)
    for word in words {
      for (place, byte) in word.prefix(shortest - 1).enumerated() {
        leaps[Int(byte)] = min(leaps[Int(byte)], shortest - 1 - place)
      }
    }
  }

  /// Whether one of them stands somewhere in a text.
  func stand(in text: UnsafeRawBufferPointer) -> Bool {
    leaps.withUnsafeBufferPointer { leaps in
      var end = shortest - 1
      while end < text.count {
        let start = end - shortest + 1
        if words.contains(where: {
          text[end] == $0[shortest - 1] && text[start...].starts(with: $0)
        }) {
          return true
        }
        end += leaps[Int(text[end])]
      }
      return false
    }
  }
}
