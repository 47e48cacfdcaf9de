internal import Pipeline

internal import struct FoundationEssentials.URL

/// A CSV file: its bytes are decoded, its delimiter is found, its records are read.
struct CSVFile {
  let file: URL
  let encoding: TextEncoding
  let isHeader: (String) -> Bool

  /// Gives each row that is not blank to `take`.
  func read(_ take: (SheetRow) throws -> Void) throws -> SheetFormat {
    var decoder = TextDecoder(encoding)
    var reader: CSVReader?
    var delimiter = CSVDelimiter.comma

    func takeAll(of text: Slice<UnsafeRawBufferPointer>) throws {
      var rest = text
      var current: CSVReader
      if let reader {
        current = reader
      } else {
        let begin = CSVBeginning(of: rest, isHeader: isHeader)
        delimiter = begin.delimiter
        current = begin.reader
        rest = rest.dropFirst(begin.length)
      }
      while let row = try current.next(in: &rest) {
        if !row.isBlank { try take(row) }
      }
      reader = current
    }

    do {
      try FileBytes.forEachBlock(of: file) { try decoder.decode($0, takeAll) }
      try decoder.finish(takeAll)
      if let last = try reader?.finish(), !last.isBlank { try take(last) }
    } catch SheetError.Problem.notText(let cell, let byte, _) {
      throw SheetError.Problem.notText(cell, byte: byte, encoding)
    }
    return .csv(delimiter, encoding)
  }
}

/// How a CSV file begins: perhaps with Excel's `sep=;`, and with a delimiter.
private struct CSVBeginning {
  /// The delimiter.
  let delimiter: CSVDelimiter
  /// How many bytes stand before the first row.
  let length: Int

  init(of head: Slice<UnsafeRawBufferPointer>, isHeader: (String) -> Bool) {
    for delimiter in CSVDelimiter.allCases {
      for lineBreak in ["\r\n", "\n", "\r"] {
        let line = "sep=".utf8 + [delimiter.rawValue] + Array(lineBreak.utf8)
        guard head.starts(with: line) else { continue }
        self.delimiter = delimiter
        length = line.count
        return
      }
    }
    delimiter = .detect(in: head, isHeader: isHeader)
    length = 0
  }

  /// A reader of what stands behind the beginning. A line that Excel does not show is no row.
  var reader: CSVReader { CSVReader(delimiter: delimiter, hiddenLines: length > 0 ? 1 : 0) }
}
