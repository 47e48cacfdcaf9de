package import FoundationEssentials
private import Glibc
internal import QuickJSON

/// Some lines of a file of JSON lines, in their order.
package struct LinePiece: Sendable {
  /// The file.
  package let file: URL
  /// The number of its first line, from 1.
  package let firstLine: Int
  /// The lines; the memory behind them is such that the parser may read past the end.
  let bytes: [UInt8]
  /// The length of the lines in bytes.
  package let length: Int

  init(file: URL, firstLine: Int, bytes: [UInt8], length: Int) {
    self.file = file
    self.firstLine = firstLine
    self.bytes = bytes
    self.length = length
  }

  /// How many line breaks there are.
  var lineBreaks: Int {
    bytes.withUnsafeBytes { bytes in
      var count = 0
      var end = Self.endOfLine(in: bytes, from: 0, to: length)
      while end < length {
        count += 1
        end = Self.endOfLine(in: bytes, from: end + 1, to: length)
      }
      return count
    }
  }

  /// All records, in order.
  ///
  /// - Throws: ``JSONLinesError`` with the line.
  package func records<Record: LineRecord>(_ type: Record.Type) throws -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(lineBreaks + 1)
    try forEach(type) { record, _ in records.append(record) }
    return records
  }

  /// The record at a place in the file that is one of the piece's.
  ///
  /// - Throws: ``JSONLinesError`` with the line.
  package func record<Record: LineRecord>(_ type: Record.Type, at place: Int) throws -> Record {
    let parser = JSONParser()
    return try bytes.withUnsafeBytes { bytes in
      var start = 0
      for _ in firstLine - 1..<place {
        start = min(Self.endOfLine(in: bytes, from: start, to: length) + 1, length)
      }
      let line = UnsafeRawBufferPointer(
        rebasing: bytes[start..<Self.endOfLine(in: bytes, from: start, to: length)])
      return try read(type, line, at: place, parser)
    }
  }

  /// The records at places in the file that are the piece's, in ascending order.
  ///
  /// - Throws: ``JSONLinesError`` with the line.
  package func records<Record: LineRecord>(
    _ type: Record.Type, at places: [Int]
  ) throws -> [Record] {
    var rest = places.makeIterator()
    guard var next = rest.next() else { return [] }
    let parser = JSONParser()
    var records: [Record] = []
    try forEachLine { line, place in
      guard place == next else { return }
      records.append(try read(type, line, at: place, parser))
      next = rest.next() ?? .max
    }
    precondition(records.count == places.count, "all are the piece's")
    return records
  }

  private func read<Record: LineRecord>(
    _ type: Record.Type, _ line: UnsafeRawBufferPointer, at place: Int,
    _ parser: borrowing JSONParser
  ) throws -> Record {
    try parser.parse(line).flatMap(Record.init) ?? decode(type, line, place + 1)
  }

  /// Gives each record to `body`, with its place in the file, from 0.
  ///
  /// - Throws: ``JSONLinesError`` with the line, and what `body` throws.
  package func forEach<Record: LineRecord>(
    _ type: Record.Type, _ body: (Record, Int) throws -> Void
  ) throws {
    let parser = JSONParser()
    try forEachLine { line, place in try body(read(type, line, at: place, parser), place) }
  }

  /// Gives each line as it stands to `quick`, which is false where it cannot take it; such a record goes
  /// to `body`. Behind a line at least ``JSONParser/padding`` bytes more are readable.
  ///
  /// - Throws: ``JSONLinesError`` with the line, and what `quick` and `body` throw.
  package func forEach<Record: LineRecord>(
    _ type: Record.Type, _ body: (Record, Int) throws -> Void,
    quick: (UnsafeRawBufferPointer, Int) throws -> Bool
  ) throws {
    let parser = JSONParser()
    try forEachLine { line, place in
      if try !quick(line, place) { try body(read(type, line, at: place, parser), place) }
    }
  }

  private func forEachLine(
    _ body: (UnsafeRawBufferPointer, Int) throws -> Void
  ) rethrows {
    try bytes.withUnsafeBytes { bytes in
      var start = 0
      var place = firstLine - 1
      while start < length {
        let line = UnsafeRawBufferPointer(
          rebasing: bytes[start..<Self.endOfLine(in: bytes, from: start, to: length)])
        try body(line, place)
        start += line.count + 1
        place += 1
      }
    }
  }

  /// The place of the line break that ends the line at `start`, or `length` where there is none.
  static func endOfLine(in bytes: UnsafeRawBufferPointer, from start: Int, to length: Int) -> Int {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), length - start)
    else { return length }
    return UnsafeRawPointer(found) - base
  }

  /// The slow way, which says what is wrong with a line.
  func decode<Record: Decodable>(
    _ type: Record.Type, _ line: UnsafeRawBufferPointer, _ number: Int
  ) throws -> Record {
    do {
      return try JSONDecoder().decode(type, from: Data(line))
    } catch {
      throw JSONLinesError(file: file.path, line: number, problem: JSONLines.describe(error))
    }
  }
}
