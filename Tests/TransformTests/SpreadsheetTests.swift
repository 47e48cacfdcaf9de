import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Transform

@Suite("The spreadsheet: encodings, delimiters, columns and rows")
struct SpreadsheetTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String) throws -> Spreadsheet {
    try SpreadsheetReader.read(try folder.write(text, to: "clients.csv"))
  }

  private func problem(_ bytes: [UInt8]) throws -> SpreadsheetError.Problem? {
    let file = try folder.write(bytes, to: "clients.csv")
    let error = #expect(throws: SpreadsheetError.self) { try SpreadsheetReader.read(file) }
    #expect(error?.file == file.path)
    #expect(error?.kind == .badInput)
    #expect(error?.remedy != nil)
    return error?.problem
  }

  @Test("A byte order mark before a quoted header is no part of it")
  func byteOrderMark() throws {
    let sheet = try read("\u{FEFF}\"Name\",\"Employee Count\",\"Industry\"\r\nAcme,17,Legal\r\n")
    #expect(sheet.rows.map { $0[.name] } == ["Acme"])
  }

  @Test(
    "The delimiter is the one with which the header makes sense",
    arguments: [
      "Name,Employee Count,Industry\nA,17,Legal",
      "Name;Employee Count;Industry\nA;17;Legal",
      "Name\tEmployee Count\tIndustry\nA\t17\tLegal",
      "\"Name\";\"Employee Count\";\"Industry\"\nA;17;Legal",
      "Notes (old, new, other, more);Name;Employee Count;Industry\n;A;17;Legal",
      "\n\n;;;\nName;Employee Count;Industry\nA;17;Legal",
    ])
  func delimiter(text: String) throws {
    let row = try #require(try read(text).rows.first)
    #expect([row[.name], row[.employeeCount], row[.industry]] == ["A", "17", "Legal"])
  }

  @Test("Headers count whatever their case, white space and line breaks")
  func headers() throws {
    let sheet = try read("  itglue  id ,\u{A0}CLIENT,\"# Employees\",\"In\",vertical, Priority\n")
    #expect(
      sheet.columns == [.id: 0, .name: 1, .employeeCount: 2, .industry: 4, .priority: 5])
    #expect(Column(header: "Employee\r\nCount") == .employeeCount)
    #expect(Column(header: "Count") == nil)
  }

  @Test("No synonym means two columns", arguments: Column.allCases)
  func synonyms(column: Column) {
    for header in [column.title] + column.synonyms {
      #expect(Column(header: header) == column)
    }
  }

  @Test("Missing cells are empty, further cells are left alone, blank rows are skipped but counted")
  func ragged() throws {
    let sheet = try read("Name,Employee Count,Industry\nA\n,,\n\nB,5,Legal,more,still more\n")
    #expect(sheet.rows.map(\.number) == [2, 5])
    #expect(sheet.rows.map { $0[.industry] } == ["", "Legal"])
    #expect(sheet.rows.map { $0[.priority] } == ["", ""])
  }

  @Test("A sheet larger than a block is read whole")
  func large() throws {
    let rows = (1...20_000).map { "\($0),Client \($0),17,\"Legal\"\r\n" }.joined()
    let sheet = try read("ID,Name,Employees,Industry\r\n" + rows)
    #expect(sheet.rows.count == 20_000)
    #expect(sheet.rows.last?.number == 20_001)
    #expect(sheet.rows.allSatisfy { $0[.name] == "Client \($0.number - 1)" })
  }

  @Test("Cells are named as in Excel")
  func cells() {
    let names = [0, 2, 25, 26, 51, 52, 701, 702].map { CellReference(row: 7, column: $0).letters }
    #expect(names == ["A", "C", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    #expect(CellReference(row: 7, column: 2).description == "C7")
  }

  @Test("A file without anything in it has no header", arguments: ["", "\n\r\n", " , ,\n\"\"\n"])
  func empty(text: String) throws {
    #expect(try problem(Array(text.utf8)) == .noHeader)
  }

  @Test("Columns that are missing are named, and so are the headers that were found")
  func missing() throws {
    let problem = try problem(Array("Firm,Employees,,\nA,5,x,y\n".utf8))
    #expect(
      problem
        == .missingColumns(["IT Glue ID or Name", "Industry"], found: ["Firm", "Employees"]))
  }

  @Test("A column that is found twice is named with both headers and their cells")
  func twice() throws {
    let problem = try problem(Array("Name,Industry,Employees,Company\n".utf8))
    #expect(problem == .columnTwice(.name, ["“Name” (A1)", "“Company” (D1)"]))
  }

  @Test("UTF-16 and workbooks are told apart from CSV by their first bytes")
  func otherFormats() throws {
    #expect(try problem([0xFF, 0xFE, 0x4E, 0x00]) == .utf16)
    #expect(try problem([0xFE, 0xFF, 0x00, 0x4E]) == .utf16)
    #expect(try problem(Array("PK\u{3}\u{4}rest".utf8)) == .workbook)
    #expect(try problem([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .workbook)
    #expect(try problem([0x4E, 0x00, 0x61, 0x00]) == .nulByte(CellReference(row: 1, column: 0)))
  }

  @Test("An error about the encoding says what to save instead")
  func encodingRemedy() throws {
    let text = "Name,Employee Count,Industry\nCaf"
    let file = try folder.write(Array(text.utf8) + [0xE9], to: "clients.csv")
    let error = #expect(throws: SpreadsheetError.self) { try SpreadsheetReader.read(file) }
    #expect(
      error?.message
        == "\(file.path) row 2, column A: the byte 0xE9 is not UTF-8, and no other encoding (such as"
        + " Windows-1252) is read yet")
    #expect(error?.remedy?.contains("CSV UTF-8") == true)
  }

  @Test("A file that is not there is a failure to read, with its path")
  func absent() {
    let file = folder.url.appending(path: "nowhere.csv")
    #expect(throws: FileError.self) { try SpreadsheetReader.read(file) }
  }
}
