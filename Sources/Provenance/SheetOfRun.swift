internal import Pipeline
internal import Transform

/// The spreadsheet that a run was made with, where it is still the same.
struct SheetOfRun {
  private let sheet: Spreadsheet
  private let rows: [Int: Spreadsheet.Row]

  /// Nil where the sheet cannot be read or was changed since.
  init?(_ mapping: PipelineFile.Mapping, of run: RunDirectory) {
    guard
      let then = try? run.readCheckpoint(of: .transform)?.inputs[TransformStage.spreadsheetInput],
      then == (try? Digest.of(file: mapping.spreadsheet).text),
      let sheet = try? SpreadsheetReader(mapping).read().sheet
    else { return nil }
    self.sheet = sheet
    rows = Dictionary(sheet.rows.map { ($0.number, $0) }) { first, _ in first }
  }

  /// The row, and by what it was found.
  func match(of number: Int, with candidate: Candidate) -> String? {
    guard let row = rows[number] else { return nil }
    let how: String
    if row.id?.description == candidate.id {
      how = "by its id in \(sheet.place(of: .id, in: row))"
    } else if FoldedText(row[.name]) == FoldedText(candidate.name) {
      how = "by its name in \(sheet.place(of: .name, in: row))"
    } else {
      how = "by a domain or an answer that was kept, \(sheet.place(of: .name, in: row))"
    }
    return "row \(number), found \(how)"
  }

  /// The place of a cell.
  func place(of column: Column, inRow number: Int) -> String? {
    rows[number].map { sheet.place(of: column, in: $0) }
  }
}
