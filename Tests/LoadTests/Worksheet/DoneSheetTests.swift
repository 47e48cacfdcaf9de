import FoundationEssentials
import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Load

@Suite("What a person may say in a worksheet")
struct DoneCellTests {
  @Test(
    "Done takes a mark, the wizard's Status, a reason, or the vendor's words",
    arguments: [
      ("", .open), ("  ", .open), ("no", .open), ("Pending", .open),
      ("x", .imported), ("X ", .imported), ("yes", .imported), ("TRUE", .imported),
      ("✓", .imported), ("done", .imported), ("Imported", .imported),
      ("Unimported", .unimported(.importError, words: nil)),
      ("import_error", .unimported(.importError, words: nil)),
      ("An error in the import", .unimported(.importError, words: nil)),
      ("License_Limit", .unimported(.licenceLimit, words: nil)),
      ("domain  license limit reached", .unimported(.licenceLimit, words: nil)),
      (
        "Domain license limit reached (40)",
        .unimported(.licenceLimit, words: "Domain license limit reached (40)")
      ),
      (Reason.govDomain.text, .unimported(.govDomain, words: nil)),
      (Reason.sensitiveDomain.text, .unimported(.sensitiveDomain, words: nil)),
      ("title_exists", .unimported(.titleExists, words: nil)),
    ] as [(String, DoneCell)])
  func done(text: String, cell: DoneCell) {
    #expect(DoneCell(text) == cell)
  }

  @Test(
    "What says nothing known is taken for nothing",
    arguments: ["maybe", "xx", "already_linked", "not_selected", "5310211", "?"])
  func unknown(text: String) {
    #expect(DoneCell(text) == nil)
  }

  @Test("Not imported names domains as people write them, with or without a reason")
  func notImported() {
    let cell = NotImportedCell(
      "a.com, HTTPS://B.com/x; c.gov: gov_domain\nd.com: Domain license limit reached|e.com : x y")
    #expect(cell.entries.map(\.name) == ["a.com", "b.com", "c.gov", "d.com", "e.com"])
    #expect(cell.entries.map(\.reason) == [nil, nil, .govDomain, .licenceLimit, nil])
    #expect(cell.entries.map(\.unknownReason) == [nil, nil, nil, nil, "x y"])
    #expect(NotImportedCell("a.com b.com").entries.map(\.name) == ["a.com", "b.com"])
    #expect(NotImportedCell("all of them").entries.map(\.name) == [nil])
    #expect(NotImportedCell(" \n").entries.isEmpty)
    let words = "s.com: Your search includes a sensitive or protected domain or address. Contact us"
    #expect(NotImportedCell(words).entries.map(\.reason) == [.sensitiveDomain])
  }

  @Test("What a row says of each domain follows from both cells")
  func rows() {
    func row(_ done: String, _ not: String) -> [String: DoneCell] {
      let row = DoneSheet.Row(number: 2, cells: [.done: done, .notImported: not])
      return DoneRow(row, domains: ["a.com", "b.com"]).byDomain
    }
    let failed = DoneCell.unimported(.importError, words: nil)
    let limit = DoneCell.unimported(.licenceLimit, words: nil)
    #expect(row("", "") == [:])
    #expect(row("x", "") == ["a.com": .imported, "b.com": .imported])
    #expect(row("x", "b.com") == ["a.com": .imported, "b.com": failed])
    #expect(row("x", "b.com: license_limit") == ["a.com": .imported, "b.com": limit])
    #expect(row("license_limit", "") == ["a.com": limit, "b.com": limit])
    #expect(row("license_limit", "b.com") == ["a.com": .imported, "b.com": limit])
    #expect(
      row("license_limit", "b.com: import_error, a.com") == ["a.com": limit, "b.com": failed])
    #expect(row("", "b.com") == ["b.com": failed], "of the others nothing is said")
    #expect(row("no", "b.com") == ["b.com": failed])
  }
}

@Suite("A worksheet is read")
struct DoneSheetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String) throws -> DoneSheet {
    try DoneSheet(reading: folder.write(text, to: "done.csv"))
  }

  @Test("Columns are found by their headers, wherever they stand and whoever saved the file")
  func columns() throws {
    let sheet = try read(
      "Worksheet of November\n\nit  glue id;Note;DONE\n 7 ;later;x\n;a note;\n8;;\n")
    #expect(sheet.rows.map { $0[.id] } == ["7", "8"])
    #expect(sheet.rows.map { $0[.done] } == ["x", ""])
    #expect(sheet.rows.map(\.number) == [4, 6])
    #expect(sheet.cell(.done, of: sheet.rows[0]).description == "C4")
  }

  @Test("A workbook is told by its content, and a note beside the table moves nothing")
  func workbook() throws {
    let file = folder.url.appending(path: "done.csv")
    try SheetWriter.writeWorkbook(
      [
        SheetTable(
          name: "Wizard", columns: [.init("Done"), .init("IT Glue ID")],
          rows: [.init(["x", "574989297464115201", "a note"])])
      ], to: file)
    #expect(try DoneSheet(reading: file).rows.map { $0[.id] } == ["574989297464115201"])
  }

  @Test(
    "A file that is no worksheet is refused with what it lacks",
    arguments: [
      ("", "has no column “Done” and no column “IT Glue ID”"),
      ("Done,Organization\nx,A\n", "has no column “IT Glue ID”"),
      ("IT Glue ID\n7\n", "has no column “Done”"),
      ("Done,IT Glue ID,done\nx,7,\n", "row 1, column C: the column “Done” is there already"),
      ("Done,IT Glue ID\nx,7,,y\n", "row 2, column D: this row has more cells than the header"),
    ])
  func refused(text: String, problem: String) {
    let error = #expect(throws: DoneSheetError.self) { try read(text) }
    #expect(error?.kind == .badInput)
    #expect(error?.message == "\(folder.url.path)/done.csv \(problem)")
    #expect(error?.remedy?.hasPrefix("nothing was taken back: ") == true)
  }
}
