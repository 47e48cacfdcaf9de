/// A row of a sheet.
package struct SheetRow: Sendable, Equatable {
  /// Its number, counted from 1 as Excel shows it: blank lines of a CSV file are rows, line breaks
  /// inside a cell are not.
  package let number: Int
  /// The text of all cells, one behind the other, in UTF-8: of most rows no cell is ever looked at by
  /// itself.
  package let text: [UInt8]
  /// Where each cell ends in the text.
  package let ends: [Int]

  package init(number: Int, cells: [String]) {
    var text: [UInt8] = []
    var ends: [Int] = []
    for cell in cells {
      text.append(contentsOf: cell.utf8)
      ends.append(text.count)
    }
    self.init(number: number, text: text, ends: ends)
  }

  init(number: Int, text: [UInt8], ends: [Int]) {
    self.number = number
    self.text = text
    self.ends = ends
  }

  /// How many cells there are.
  package var count: Int { ends.count }

  /// The cells as they stand, from column A on. Cells behind the last filled one may be missing;
  /// those of CSV that are not quoted have lost the spaces around them.
  package var cells: [String] {
    ranges.map { String(decoding: text[$0], as: UTF8.self) }
  }

  /// Whether there is nothing in the row but spaces.
  package var isBlank: Bool {
    // Most rows begin with a letter or a digit, which needs no table to tell.
    if let first = text.first, 0x21..<0x7F ~= first { return false }
    return String(decoding: text, as: UTF8.self).unicodeScalars
      .allSatisfy(\.properties.isWhitespace)
  }

  private var ranges: some Collection<Range<Int>> {
    ends.indices.lazy.map { [ends] place in (place == 0 ? 0 : ends[place - 1])..<ends[place] }
  }
}
