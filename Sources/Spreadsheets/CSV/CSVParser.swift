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

  private var handle = csv_parser()
  private var cells: [String] = []
  private var isComplete = false
  /// The first fault of the record under way.
  private(set) var fault: Fault?

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
    csv_fini(
      &handle, Self.onCell, Self.onRecord, Unmanaged.passUnretained(self).toOpaque()) == 0
  }

  /// The record that the last piece completed, if it did.
  func takeRecord() -> [String]? {
    guard isComplete else { return nil }
    let record = cells
    cells.removeAll(keepingCapacity: true)
    isComplete = false
    return record
  }

  private func take(_ bytes: UnsafeRawBufferPointer) {
    // Nearly all cells are plain ASCII, which needs no check of its sequences.
    var isPlain = true
    for byte in bytes where byte == 0 || byte >= 0x80 { isPlain = false }
    if isPlain {
      return cells.append(String(decoding: bytes, as: UTF8.self))
    }
    if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) {
      return cells.append(text)
    }
    if fault == nil {
      fault = Fault(column: cells.count, byte: Self.firstInvalidByte(of: bytes) ?? 0)
    }
    cells.append("")
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

  private static let onCell:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, context in
      guard let context else { return }
      Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue()
        .take(UnsafeRawBufferPointer(start: bytes, count: count))
    }

  private static let onRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    _, context in
    guard let context else { return }
    Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue().isComplete = true
  }
}
