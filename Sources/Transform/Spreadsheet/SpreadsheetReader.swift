package import Pipeline
package import Spreadsheets

private import struct FoundationEssentials.URL

/// Reads the spreadsheet that a pipeline names.
package struct SpreadsheetReader {
  /// A spreadsheet and what its file was taken for.
  package struct Reading {
    /// The spreadsheet.
    package var sheet: Spreadsheet
    /// What the file was taken for.
    package var format: SheetFormat

    /// What was taken for what, in one line.
    package var text: String { "\(sheet.name), \(format.text): \(sheet.columns.text)" }
  }

  private let mapping: PipelineFile.Mapping
  private let named: [Column: String]
  private let needed: [Column]

  /// - Parameter needed: The columns that must be there, besides an id or a name.
  package init(
    _ mapping: PipelineFile.Mapping, needed: [Column] = [.employeeCount, .industry]
  ) {
    self.mapping = mapping
    self.needed = needed
    named = Dictionary(
      uniqueKeysWithValues: Column.allCases.compactMap { column in
        mapping.columns[column.key].map { (column, $0) }
      })
  }

  /// Reads it.
  ///
  /// - Throws: ``FileError``, ``SheetError``, ``HeaderError``.
  package func read() throws -> Reading {
    let file = mapping.spreadsheet
    do {
      return try reading()
    } catch let problem as HeaderError.Problem {
      throw HeaderError(file: file.path, problem: problem)
    }
  }

  private func reading() throws -> Reading {
    let name = mapping.spreadsheet.lastPathComponent
    let namedHeaders = Set(named.values.map(Column.folded))
    let reader = SheetReader(mapping.spreadsheet, sheet: mapping.sheet) { text in
      Column(header: text) != nil || namedHeaders.contains(Column.folded(text))
    }
    var search = HeaderSearch(named: named, needed: needed)
    var sheet: Spreadsheet?
    let format = try reader.read { row in
      if sheet != nil {
        sheet?.append(row)
      } else if let columns = try search.look(at: row) {
        sheet = Spreadsheet(name: name, columns: columns)
      }
    }
    var read = try sheet ?? Spreadsheet(name: name, columns: search.finish())
    if case .csv = format { read.hasFixedWidth = true }
    return Reading(sheet: read, format: format)
  }
}
