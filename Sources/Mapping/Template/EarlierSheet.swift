package import Pipeline
internal import Spreadsheets
internal import Transform

package import struct FoundationEssentials.URL

/// A spreadsheet whose values are carried over into a new one: ours of an earlier time, or a list
/// of clients that somebody kept.
package struct EarlierSheet: Sendable {
  /// Its known columns.
  let sheet: Spreadsheet
  /// The headers of the columns that are neither known nor ours, with their places; empty for one
  /// that has cells only.
  let others: [(title: String, place: Int)]
  /// The column of notes, where there is one.
  private let note: Int?
  private let aliases: Aliases

  /// Reads it. Employee Count and Industry may be missing.
  ///
  /// - Throws: ``FileError``, ``SheetError``, ``HeaderError``, ``YAMLError``.
  package init(_ file: URL, for mapping: PipelineFile.Mapping) throws {
    var settings = mapping
    settings.spreadsheet = file
    if file.standardizedFileURL != mapping.spreadsheet.standardizedFileURL {
      // The names of sheet and headers are those of the pipeline's own spreadsheet.
      settings.sheet = nil
      settings.columns = [:]
    }
    let read = try SpreadsheetReader(settings, needed: []).read().sheet
    let header = read.columns.header
    let titles = header.cells
    let known = Set(read.columns.positions.values)
    // In a workbook notes may stand beside the table, without a header.
    var width = header.count
    var filled: Set<Int> = []
    for row in read.rows {
      if !read.hasFixedWidth { width = max(width, row.cells.count) }
      for place in row.cells.indices
      where !filled.contains(place) && !FoldedText(row[place]).isEmpty {
        filled.insert(place)
      }
    }
    let columns: [(title: String, place: Int)] = (0..<width).map { place in
      (place < header.count ? titles[place] : "", place)
    }
    let free = columns.filter { column in
      if known.contains(column.place) || Self.isOurs(column.title) { return false }
      return !FoldedText(column.title).isEmpty || filled.contains(column.place)
    }
    let notes = free.filter { Self.notes.contains(Column.folded($0.title).text) }
    let noteColumn = notes.count == 1 ? notes.first?.place : nil
    sheet = read
    note = noteColumn
    others = free.filter { $0.place != noteColumn }
    aliases = try Aliases(file: mapping.aliases)
  }

  /// The index of its rows.
  func index(isShared: (DomainName) -> Bool) -> MappingIndex {
    MappingIndex(sheet, aliases: aliases, isShared: isShared)
  }

  /// The note of a row.
  func note(of row: Spreadsheet.Row) -> String { note.map { row[$0] } ?? "" }

  private static let notes: Set<String> = [
    "note", "notes", "comment", "comments", "remark", "remarks",
  ]

  private static func isOurs(_ title: String) -> Bool {
    TemplateColumn.written.contains { Column.folded($0) == Column.folded(title) }
  }
}
