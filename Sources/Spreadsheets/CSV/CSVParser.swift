private import CLibCSV

/// libcsv's strict parser: bytes in, the cells of one record after the other out.
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

  /// A record under way. A part of its own, so that what a cell changes is asked for at once.
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

  private var handle = csv_parser()
  private var record = Record()

  /// The first fault of the record under way.
  var fault: Fault? { record.fault }

  init(delimiter: CSVDelimiter) {
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
    let taken = csv_parse(
      &handle, piece.baseAddress, piece.count, Self.onCell, Self.onRecord,
      Unmanaged.passUnretained(self).toOpaque())
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
