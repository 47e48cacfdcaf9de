package import FoundationEssentials

/// JSON lines, the form of all that passes between the stages: one JSON value a line.
package enum JSONLines {
  /// The encoder of everything that is written: the same value always gives the same bytes.
  package static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// Reads a file of records in order, one at a time.
  ///
  /// - Throws: ``FileError``, ``JSONLinesError`` with the line, and what `body` throws.
  package static func read<Record: Decodable>(
    _ type: Record.Type, from file: URL, _ body: (Record) throws -> Void
  ) throws {
    let decoder = JSONDecoder()
    try forEachLine(of: file) { line, number in
      let record: Record
      do {
        record = try decoder.decode(Record.self, from: Data(line))
      } catch {
        throw JSONLinesError(file: file.path, line: number, problem: Self.describe(error))
      }
      try body(record)
    }
  }

  /// All records of a file.
  ///
  /// - Throws: ``FileError``, and ``JSONLinesError`` with the line.
  package static func readAll<Record: Decodable>(
    _ type: Record.Type, from file: URL
  ) throws -> [Record] {
    var records: [Record] = []
    try read(type, from: file) { records.append($0) }
    return records
  }

  /// Gives each line of a file, without its line break, and its number from 1 to `body`.
  ///
  /// - Throws: ``FileError``, and what `body` throws.
  package static func forEachLine(
    of file: URL, _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) throws {
    var pending: [UInt8] = []
    var number = 0
    try FileBytes.forEachBlock(of: file) { block in
      pending.append(contentsOf: block)
      var start = pending.startIndex
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        try body(pending[start..<end], number)
        start = end + 1
      }
      pending.removeSubrange(..<start)
    }
    if !pending.isEmpty { try body(pending[...], number + 1) }
  }

  /// What is wrong with a JSON value, in a few words.
  package static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return
        "no \(([path(context)] + [key.stringValue]).filter { !$0.isEmpty }.joined(separator: "."))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(context.codingPath.isEmpty ? "it" : path(context)) is of the wrong type"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "not JSON" : "\(path(context)) is not a known value"
    @unknown default:
      return "not readable"
    }
  }
}

extension OutputFile {
  /// Writes a record as a line of JSON.
  ///
  /// - Throws: ``FileError``.
  package func write(_ record: some Encodable, with encoder: JSONEncoder) throws {
    try writeLine(encoder.encode(record))
  }
}

/// A line that cannot be read.
package struct JSONLinesError: Failure, Equatable {
  package let file: String
  package let line: Int
  package let problem: String

  package init(file: String, line: Int, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  package var kind: FailureKind { .badInput }
  package var message: String { "\(file):\(line): \(problem)" }
  package var remedy: String? {
    "the file was changed or cut since it was written; start a new run"
  }
}
