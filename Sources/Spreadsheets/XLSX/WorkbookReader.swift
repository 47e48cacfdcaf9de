internal import struct FoundationEssentials.URL

/// Reads one sheet of a workbook.
///
/// Sources: ECMA-376 part 1 (SpreadsheetML) and part 2 (packages).
struct WorkbookReader {
  let file: URL
  /// The sheet that is wanted; the first visible one where it is nil.
  let sheet: String?

  /// Gives each row that is not blank to `take`.
  func read(_ take: (SheetRow) throws -> Void) throws -> SheetFormat {
    let archive = try ZipArchive(file)
    guard archive.has("[Content_Types].xml"),
      let workbook = try mainPart(of: archive)
    else { throw SheetError.Problem.noWorkbook }
    let relations = try Relations(of: workbook, in: archive)
    let contents = WorkbookContents()
    try XMLReader.read(workbook, of: archive, telling: contents)
    let chosen = try choose(from: contents.sheets.filter { relations.isWorksheet($0.relation) })
    guard let part = relations.target(of: chosen.relation) else {
      throw SheetError.Problem.damaged(part: workbook, "it does not say where its sheets are")
    }
    let texts = SharedTexts()
    if let part = relations.target(ofType: "sharedStrings") {
      try XMLReader.read(part, of: archive, telling: texts)
    }
    let styles = CellStyles()
    if let part = relations.target(ofType: "styles") {
      try XMLReader.read(part, of: archive, telling: styles)
    }
    let values = CellValues(
      texts: texts.all, styles: styles, countsFrom1904: contents.countsFrom1904)
    try withoutActuallyEscaping(take) { take in
      let rows = SheetRows(part: part, values: values, take: take)
      do {
        try XMLReader.read(part, of: archive, telling: rows)
      } catch {
        throw rows.refusal ?? error
      }
    }
    return .xlsx(sheet: chosen.name)
  }

  /// The workbook's part, which need not be called `xl/workbook.xml`.
  private func mainPart(of archive: ZipArchive) throws -> String? {
    guard archive.has("_rels/.rels") else { return nil }
    let part = try Relations(of: "", in: archive).target(ofType: "officeDocument")
    // The same relation leads to the text of a DOCX.
    return part.flatMap { $0.hasSuffix(".xml") && $0.contains("workbook") ? $0 : nil }
  }

  private func choose(
    from sheets: [WorkbookContents.Sheet]
  ) throws(SheetError.Problem) -> WorkbookContents.Sheet {
    let found = sheets.first { sheet == nil ? $0.isVisible : $0.name == sheet }
    guard let found else { throw .noSheet(sheet, found: sheets.map(\.name)) }
    return found
  }
}

/// The sheets of a workbook, and from when it counts days.
final class WorkbookContents: XMLHandler {
  struct Sheet {
    var name: String
    var relation: String
    var isVisible: Bool
  }

  private(set) var sheets: [Sheet] = []
  private(set) var countsFrom1904 = false

  func begin(_ element: String, _ attributes: XMLAttributes) {
    switch element {
    case "workbookPr":
      countsFrom1904 = ["1", "true"].contains(attributes["date1904"])
    case "sheet":
      sheets.append(
        Sheet(
          name: attributes["name"] ?? "", relation: attributes["id"] ?? "",
          isVisible: (attributes["state"] ?? "visible") == "visible"))
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}
  func end(_ element: String) {}
}
