private import CLibCSV

/// libcsv's strict parser: bytes in, the cells of one record after the other out. Lines without a quote,
/// which are nearly all, are cut here to the same cells.
///
/// A class because libcsv is handed its address. The bytes must come in pieces that hold no line
/// break but at their end, and each record must be taken before the next piece.
final class CSVParser {
  /// What became of a piece.
  enum Outcome {
    /// It was taken in.
    case taken
    /// The byte at this offset cannot follow what came before.
    case refused(at: Int)
    /// A cell does not fit into memory.
    case exhausted
  }

  /// Something in a cell that cannot be text.
  struct Fault {
    /// The cell's place in its record, from 0.
    let column: Int
    /// The byte that is no UTF-8, or zero for a NUL byte.
    let byte: UInt8
  }

  /// A record under way. A value of its own, so that access to it is checked once a cell.
  private struct Record {
    /// The text of the cells, one behind the other, and where each ends.
    var text: [UInt8] = []
    var ends: [Int] = []
    var isComplete = false
    // Whoever has it may be done with it until the next piece comes: its room is then used anew.
    var isTaken = false
    var fault: Fault?

    mutating func forgetTaken() {
      guard isTaken else { return }
      text.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      isTaken = false
    }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
      // Nearly all cells are plain ASCII, which needs no check of its sequences.
      var isPlain = true
      for byte in bytes where byte == 0 || byte >= 0x80 { isPlain = false }
      if isPlain || !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil {
        text.append(contentsOf: bytes)
      } else if fault == nil {
        fault = Fault(column: ends.count, byte: Self.firstInvalidByte(of: bytes) ?? 0)
      }
      ends.append(text.count)
    }

    /// Takes a whole line in which no cell is quoted; false, and nothing is taken, where that is not so.
    ///
    /// As libcsv does it: spaces and tabs around a cell are none of it, and a line of nothing else is no
    /// record.
    mutating func take(plainLine line: UnsafeRawBufferPointer, _ delimiter: CSVDelimiter) -> Bool {
      guard let last = line.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r"),
        !line.contains(UInt8(ascii: "\""))
      else { return false }
      func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") && byte != delimiter.rawValue
      }
      let content = line.dropLast()
      if content.allSatisfy(isBlank) { return true }
      var start = content.startIndex
      while true {
        let end = content[start...].firstIndex(of: delimiter.rawValue) ?? content.endIndex
        var cell = start..<end
        while let first = cell.first, isBlank(line[first]) { cell = cell.dropFirst() }
        while let last = cell.last, isBlank(line[last]) { cell = cell.dropLast() }
        take(UnsafeRawBufferPointer(rebasing: line[cell]))
        if end == content.endIndex { break }
        start = end + 1
      }
      isComplete = true
      return true
    }

    private static func firstInvalidByte(of bytes: UnsafeRawBufferPointer) -> UInt8? {
      var parser = Unicode.UTF8.ForwardParser()
      var iterator = bytes.makeIterator()
      var offset = 0
      while true {
        switch parser.parseScalar(from: &iterator) {
        case .valid(let scalar): offset += scalar.count
        case .error: return bytes[offset]
        case .emptyInput: return nil
        }
      }
    }
  }

  private let delimiter: CSVDelimiter
  private let goesQuick: Bool
  private var handle = csv_parser()
  private var record = Record()
  /// False where libcsv may have begun a record that is not complete yet.
  private var isBetweenRecords = true

  /// The first fault of the record under way.
  var fault: Fault? { record.fault }

  /// - Parameter goesQuick: Whether lines are cut here where they can be; the cells are the same.
  init(delimiter: CSVDelimiter, goesQuick: Bool = true) {
    self.delimiter = delimiter
    self.goesQuick = goesQuick
    // Lax parsing would swallow the rest of the file into the cell of a stray quote.
    csv_init(&handle, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_delim(&handle, delimiter.rawValue)
  }

  deinit {
    csv_free(&handle)
  }

  /// Takes in a piece.
  func parse(_ piece: UnsafeRawBufferPointer) -> Outcome {
    record.forgetTaken()
    if goesQuick, isBetweenRecords, record.take(plainLine: piece, delimiter) { return .taken }
    let taken = csv_parse(
      &handle, piece.baseAddress, piece.count, Self.onCell, Self.onRecord,
      Unmanaged.passUnretained(self).toOpaque())
    isBetweenRecords = record.isComplete
    if taken == piece.count { return .taken }
    return csv_error(&handle) == CSV_EPARSE ? .refused(at: taken) : .exhausted
  }

  /// Ends the last record, which may have no line break.
  ///
  /// - Returns: False where a quote was opened and never closed.
  func finish() -> Bool {
    record.forgetTaken()
    return csv_fini(
      &handle, Self.onCell, Self.onRecord, Unmanaged.passUnretained(self).toOpaque()) == 0
  }

  /// The cells of the record that the last piece completed, if it did: their text and where each ends.
  func takeRecord() -> (text: [UInt8], ends: [Int])? {
    guard record.isComplete else { return nil }
    record.isComplete = false
    record.isTaken = true
    return (record.text, record.ends)
  }

  private static let onCell:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, context in
      guard let context else { return }
      Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue()
        .record.take(UnsafeRawBufferPointer(start: bytes, count: count))
    }

  private static let onRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    _, context in
    guard let context else { return }
    Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue().record.isComplete = true
  }
}
