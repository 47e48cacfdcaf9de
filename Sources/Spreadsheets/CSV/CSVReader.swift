private import CText

/// Turns the bytes of a CSV file, which may come in blocks of any size, into records.
///
/// ``CSVParser`` parses. What it does not tell is added here: the row that Excel shows, and the line and
/// the column of what is wrong.
struct CSVReader {
  private let parser: CSVParser
  private var position = TextPosition()
  private var quotes = QuoteTracker()
  private var breaksInCells = 0
  /// Whether the record under way began in an earlier piece, so that a cell may have a line break.
  private var isContinued = false

  /// - Parameters:
  ///   - hiddenLines: How many lines stand before the first row, shown by no spreadsheet.
  ///   - goesQuick: Whether the quick way is gone where it can be; the rows are the same.
  init(delimiter: CSVDelimiter, hiddenLines: Int = 0, goesQuick: Bool = true) {
    parser = CSVParser(delimiter: delimiter, goesQuick: goesQuick)
    position.advance(over: repeatElement(UInt8(ascii: "\n"), count: hiddenLines))
    breaksInCells = hiddenLines
  }

  /// The next record that ends within `block`, which is cut down to what was not read yet; nil
  /// where no further record ends in it.
  mutating func next(
    in block: inout Slice<UnsafeRawBufferPointer>
  ) throws(SheetError.Problem) -> SheetRow? {
    while !block.isEmpty {
      // Lines are counted here, because libcsv does not.
      let end = block.startIndex + Self.lengthOfLine(UnsafeRawBufferPointer(rebasing: block))
      let piece = UnsafeRawBufferPointer(rebasing: block[..<end])
      block = block[end...]
      try parse(piece)
      let record = try completedRecord()
      if record == nil { quotes.look(at: piece, from: position) }
      advance(over: piece)
      // A line break alone, as behind a carriage return, begins no record.
      let isBreak = piece.count == 1 && piece.last.map(Self.isLineBreak) == true
      isContinued = record == nil && (isContinued || !isBreak)
      if let record { return record }
    }
    return nil
  }

  /// The last record, where it has no line break behind it.
  mutating func finish() throws(SheetError.Problem) -> SheetRow? {
    guard parser.finish() else {
      let place = quotes.opening
      throw .unterminatedQuote(line: place.line, column: place.column)
    }
    return try completedRecord()
  }

  private mutating func parse(
    _ piece: UnsafeRawBufferPointer
  ) throws(SheetError.Problem) {
    switch parser.parse(piece) {
    case .taken:
      return
    case .refused(let offset):
      var place = position
      place.advance(over: piece.prefix(offset))
      throw .strayQuote(line: place.line, column: place.column)
    case .exhausted:
      throw .cellTooLarge(line: position.line)
    }
  }

  /// Where a piece ends with a line break, what stands before it no longer matters.
  private mutating func advance(over piece: UnsafeRawBufferPointer) {
    let endsLine = piece.last.map(Self.isLineBreak) == true
    position.advance(over: endsLine ? piece.suffix(2) : piece[...])
  }

  private mutating func completedRecord() throws(SheetError.Problem) -> SheetRow? {
    guard let record = parser.takeRecord() else { return nil }
    quotes = QuoteTracker()
    if isContinued {
      let cells = SheetRow(number: 0, text: record.text, ends: record.ends).cells
      breaksInCells += cells.reduce(0) { $0 + Self.lineBreaks(in: $1) }
    }
    let row = position.line - breaksInCells
    if let fault = parser.fault {
      let cell = CellReference(row: row, column: fault.column)
      throw fault.byte == 0 ? .nulByte(cell) : .notText(cell, byte: fault.byte, .utf8)
    }
    return SheetRow(number: row, text: record.text, ends: record.ends)
  }

  /// The length of the first line, with its line break.
  private static func lengthOfLine(_ text: UnsafeRawBufferPointer) -> Int {
    guard let start = text.baseAddress else { return 0 }
    return min(glueport_line_break(start, text.count) + 1, text.count)
  }

  private static func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func lineBreaks(in cell: String) -> Int {
    guard cell.utf8.contains(where: isLineBreak) else { return 0 }
    var place = TextPosition()
    place.advance(over: cell.utf8)
    return place.line - 1
  }
}
