import Foundation
import Spreadsheets

/// A worksheet in the hands of somebody who fills it in.
struct FilledSheet {
  private(set) var rows: [[String]] = []
  private var titles: [String] = []

  init(_ place: Workplace, _ path: String) throws {
    var all: [[String]] = []
    try SheetReader(place.folder.appending(path: path), isHeader: { $0 == "Done" }).read {
      all.append($0.cells)
    }
    titles = all.first ?? []
    rows = all.dropFirst().map { cells in
      cells + Array(repeating: "", count: max(0, titles.count - cells.count))
    }
  }

  subscript(row: Int, title: String) -> String {
    get { titles.firstIndex(of: title).map { rows[row][$0] } ?? "" }
    set { if let place = titles.firstIndex(of: title) { rows[row][place] = newValue } }
  }

  /// The domains that a row asks for.
  func domains(of row: Int) -> [String] {
    self[row, "Domain"].split(separator: "\n").map(String.init)
  }

  /// Writes it as CSV or XLSX, as its name says.
  func write(_ place: Workplace, _ path: String) throws {
    try SheetWriter.write(
      SheetTable(
        name: "Wizard", columns: titles.map { SheetTable.Column($0) },
        rows: rows.map { SheetTable.Row($0) }), to: place.folder.appending(path: path))
  }
}
