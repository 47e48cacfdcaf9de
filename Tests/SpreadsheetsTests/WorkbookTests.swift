import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Spreadsheets

@Suite("XLSX: what a person sees in the cells")
struct WorkbookTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ workbook: HandmadeWorkbook, sheet: String? = nil) throws -> [SheetRow] {
    var rows: [SheetRow] = []
    try SheetReader(try workbook.write(in: folder), sheet: sheet) { _ in false }
      .read { rows.append($0) }
    return rows
  }

  private func cells(_ workbook: HandmadeWorkbook) throws -> [String] {
    try read(workbook).flatMap(\.cells)
  }

  private func problem(
    _ workbook: HandmadeWorkbook, sheet: String? = nil
  ) throws -> SheetError.Problem? {
    let error = #expect(throws: SheetError.self) { try read(workbook, sheet: sheet) }
    #expect(error?.kind == .badInput)
    #expect(error?.remedy != nil)
    return error?.problem
  }

  @Test("Rows and cells are where their references say, and gaps are empty")
  func references() throws {
    let rows = try read(
      HandmadeWorkbook(
        rows: """
          <row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>
          <row r="3"><c r="A3" s="1"/></row>
          <row r="9"><c r="AA9"><v>3</v></c></row>
          """))
    #expect(rows.map(\.number) == [2, 9])
    #expect(rows[0].cells == ["", "1", "", "2"])
    #expect(rows[1].cells.count == 27 && rows[1].cells.last == "3")
  }

  @Test("Rows and cells without references follow one another")
  func withoutReferences() throws {
    let rows = try read(
      HandmadeWorkbook(
        rows: "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"))
    #expect(
      rows == [
        SheetRow(number: 1, cells: ["1", "2"]), SheetRow(number: 3, cells: ["3"]),
      ])
  }

  @Test("Shared, inline and computed texts are texts, runs are joined, readings are left out")
  func texts() throws {
    let workbook = HandmadeWorkbook(
      rows: """
        <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>
        <c t="inlineStr"><is><r><t>In</t></r><r><t xml:space="preserve"> line</t></r></is></c>
        <c t="str"><f>A1&amp;"x"</f><v>a &amp; b</v></c><c t="b"><v>1</v></c>
        <c t="e"><v>#N/A</v></c></row>
        """,
      texts: [
        "<t>Müller</t>",
        "<r><rPr><b/></rPr><t>Ri</t></r><r><t>ch_x000A_</t></r><rPh><t>reading</t></rPh>",
      ])
    #expect(
      try cells(workbook) == ["Müller", "Rich\n", "In line", "a & b", "TRUE", "#N/A"])
  }

  @Test("Numbers are written as whole numbers where they are some, and rounded ids stay visible")
  func numbers() throws {
    let values = [
      "17", "17.0", "1.7E1", "5310211", "574989297464115201", "5.74989297464115E+17", "0.5", "-3",
    ]
    let row = values.map { "<c><v>\($0)</v></c>" }.joined()
    #expect(
      try cells(HandmadeWorkbook(rows: "<row>\(row)</row>")) == [
        "17", "17", "17", "5310211", "574989297464115201", "5.74989297464115E+17", "0.5", "-3",
      ])
  }

  @Test("What Excel took for a date reads as it looks, so that 1-10 can be told")
  func dates() throws {
    let workbook = HandmadeWorkbook(
      rows: """
        <row><c s="1"><v>46032</v></c><c s="2"><v>46351</v></c><c s="3"><v>46351.5</v></c>
        <c s="4"><v>17</v></c><c s="3"><v>59</v></c><c s="3"><v>61</v></c><c><v>46032</v></c></row>
        """,
      formats: ["D\\-MMM", "[$-409]mmm\\-yy;@", "yyyy\\-mm\\-dd hh:mm", "0 &quot;days&quot;"])
    #expect(
      try cells(workbook)
        == ["10-Jan", "Nov-26", "2026-11-25", "17", "1900-02-28", "1900-03-01", "46032"])
    let old = HandmadeWorkbook(
      rows: "<row><c s=\"1\"><v>0</v></c></row>", formats: ["d/m/yy"],
      workbook: "<workbookPr date1904=\"1\"/>")
    #expect(try cells(old) == ["1904-01-01"])
  }

  @Test("The first visible sheet is read, or the one that is named; charts are no sheets")
  func sheets() throws {
    var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
    workbook.parts["xl/workbook.xml"] = """
      <workbook xmlns:rel="urn:r"><sheets><sheet name="Chart" rel:id="rId9"/>
      <sheet name="Lists" state="hidden" rel:id="rId2"/>
      <sheet name="Clients &amp; more" rel:id="rId1"/></sheets></workbook>
      """
    workbook.parts["xl/_rels/workbook.xml.rels"] = HandmadeWorkbook.relations([
      ("rId1", "worksheet", "worksheets/sheet1.xml"),
      ("rId2", "worksheet", "../xl/worksheets/other.xml"), ("rId9", "chartsheet", "chart.xml"),
    ])
    workbook.parts["xl/worksheets/other.xml"] = HandmadeWorkbook.sheet(
      "<row><c><v>2</v></c></row>")
    #expect(try read(workbook).map(\.cells) == [["1"]])
    #expect(try read(workbook, sheet: "Lists").map(\.cells) == [["2"]])
    #expect(
      try problem(workbook, sheet: "Chart")
        == .noSheet("Chart", found: ["Lists", "Clients & more"]))
  }

  @Test("A part of more than ten megabytes is read to its end")
  func largePart() throws {
    let texts = (0..<150_000).map {
      "<row><c t=\"inlineStr\"><is><t>Client \($0 &* 7_919)</t></is></c><c><v>\($0)</v></c></row>"
    }
    let workbook = HandmadeWorkbook(rows: texts.joined())
    #expect((workbook.parts["xl/worksheets/sheet1.xml"]?.utf8.count ?? 0) > 10 << 20)
    var count = 0
    var last: SheetRow?
    try SheetReader(try workbook.write(in: folder)) { _ in false }.read {
      count += 1
      last = $0
    }
    #expect(count == 150_000)
    #expect(last?.cells.last == "149999")
  }

  @Test("A part that unpacks to hundreds of times its size is refused before it is unpacked")
  func bomb() throws {
    let row = "<row><c><v>1</v></c></row>"
    let workbook = HandmadeWorkbook(rows: String(repeating: " ", count: 20 << 20) + row)
    guard case .tooLarge(let part, let size) = try problem(workbook) else {
      Issue.record("another problem")
      return
    }
    #expect(part == "xl/worksheets/sheet1.xml" && size > 20 << 20)
  }

  @Test("A document type is refused: entities can fill the memory")
  func entities() throws {
    var workbook = HandmadeWorkbook(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = """
      <!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>
      """
    #expect(
      try problem(workbook)
        == .damaged(
          part: "xl/worksheets/sheet1.xml", "it has a document type, which no workbook has"))
  }

  private static let flaws: [(part: String, content: String?, expected: String)] = [
    ("xl/worksheets/sheet1.xml", "<worksheet><row>", "no element found"),
    ("xl/worksheets/sheet1.xml", nil, "it is missing"),
    (
      "xl/worksheets/sheet1.xml", "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
      "out of place"
    ),
    ("xl/worksheets/sheet1.xml", "<x><row r=\"5\"/><row r=\"4\"/></x>", "behind row 5"),
    ("xl/worksheets/sheet1.xml", "<row><c r=\"XFE1\"><v>1</v></c></row>", "out of place"),
    ("xl/worksheets/sheet1.xml", "<row><c t=\"s\"><v>7</v></c></row>", "refers to the text 7"),
    ("xl/workbook.xml", "not XML", "syntax error"),
    ("xl/_rels/workbook.xml.rels", nil, "it is missing"),
  ]

  @Test("A damaged workbook is an error that names the part", arguments: 0..<8)
  func damaged(position: Int) throws {
    let (part, content, expected) = Self.flaws[position]
    var workbook = HandmadeWorkbook(rows: "")
    workbook.parts[part] = content
    guard case .damaged(part, let how) = try problem(workbook) else {
      Issue.record("another problem")
      return
    }
    #expect(how.contains(expected), "\(how)")
  }

  @Test("An archive of another kind is no workbook")
  func otherArchive() throws {
    var document = HandmadeWorkbook(rows: "")
    document.parts["_rels/.rels"] = HandmadeWorkbook.relations([
      ("rId1", "officeDocument", "word/document.xml")
    ])
    #expect(try problem(document) == .noWorkbook)
    document.parts = ["content.xml": "<office/>"]
    #expect(try problem(document) == .noWorkbook)
  }

  @Test("A workbook cut at any place, or with a byte changed, gives rows or an error")
  func anyDamage() throws {
    let workbook = HandmadeWorkbook(
      rows: "<row><c t=\"s\"><v>0</v></c><c><v>17</v></c></row>", texts: ["<t>A</t>"])
    let bytes = try FileBytes.read(try workbook.write(in: folder))
    var random = SplitMix64(seed: 4)
    for round in 0..<400 {
      var damaged = bytes
      if round.isMultiple(of: 2) {
        damaged.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      } else {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        damaged[place] = UInt8.random(in: 0...255, using: &random)
      }
      let file = try folder.write(damaged, to: "damaged.xlsx")
      do {
        try SheetReader(file) { _ in false }.read { _ in }
      } catch {
        #expect(error is SheetError, "\(error)")
      }
    }
  }

  @Test("What the taker of the rows throws comes out as it is")
  func taker() throws {
    struct Enough: Error {}
    let file = try HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>").write(in: folder)
    #expect(throws: Enough.self) {
      try SheetReader(file) { _ in false }.read { _ in throw Enough() }
    }
  }
}
