import FoundationEssentials
import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Transform

@Suite("The spreadsheet: headers, columns and rows")
struct SpreadsheetTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func mapping(_ file: URL, columns: [String: String] = [:]) -> PipelineFile.Mapping {
    .init(spreadsheet: file, columns: columns, picklists: file, aliases: file)
  }

  private func read(_ text: String, columns: [String: String] = [:]) throws -> Spreadsheet {
    let file = try folder.write(text, to: "clients.csv")
    return try SpreadsheetReader(mapping(file, columns: columns)).read().sheet
  }

  private func problem(
    _ text: String, columns: [String: String] = [:]
  ) throws -> HeaderError.Problem? {
    let error = #expect(throws: HeaderError.self) { try read(text, columns: columns) }
    #expect(error?.file == folder.url.appending(path: "clients.csv").path)
    #expect(error?.kind == .badInput)
    #expect(error?.remedy != nil)
    return error?.problem
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
      "Our clients, as of May, sorted, by name\n\nName;Employee Count;Industry\nA;17;Legal",
      "sep=;\r\nName;Employee Count;Industry\nA;17;Legal",
      "sep=\t\nName\tEmployee Count\tIndustry\nA\t17\tLegal",
    ])
  func delimiter(text: String) throws {
    let row = try #require(try read(text).rows.first)
    #expect([row[.name], row[.employeeCount], row[.industry]] == ["A", "17", "Legal"])
  }

  @Test("Headers count whatever their case, white space, underscores and marks")
  func headers() throws {
    let sheet = try read("  itglue  id ,\u{A0}CLIENT,\"# Employees\",\"In\",vertical*, Priority:\n")
    #expect(
      sheet.columns.positions == [.id: 0, .name: 1, .employeeCount: 2, .industry: 4, .priority: 5])
    #expect(Column(header: "Employee\r\nCount") == .employeeCount)
    #expect(Column(header: "no. of EMPLOYEES") == .employeeCount)
    #expect(Column(header: "organization_id") == .id)
    #expect(Column(header: "Count") == nil)
  }

  @Test("No synonym means two columns", arguments: Column.allCases)
  func synonyms(column: Column) {
    for header in [column.title] + column.synonyms {
      #expect(Column(header: header) == column)
    }
  }

  @Test("What is taken for what can be told")
  func text() throws {
    let file = try folder.write("Client;Staff;Sector\n", to: "clients.csv")
    #expect(
      try SpreadsheetReader(mapping(file)).read().text
        == "clients.csv, CSV with semicolons, UTF-8: Name = “Client” (A), Employee Count = “Staff”"
        + " (B), Industry = “Sector” (C)")
  }

  @Test("A title, a date and blank rows above the header are no header, and rows keep their number")
  func titleRows() throws {
    let text =
      "Clients,,\n\nExported,2026-11-02,\nby,Company,\nCompany,Headcount,Vertical\nA,5,Legal\n"
    let sheet = try read(text)
    #expect(sheet.columns.header.number == 5)
    #expect(sheet.rows.map(\.number) == [6])
  }

  @Test("A header further down than a title can be is not sought")
  func farHeader() throws {
    let text = String(repeating: "x,y\n", count: 20) + "Company,Headcount,Vertical\nA,5,Legal\n"
    #expect(
      try problem(text)
        == .missingColumns(
          ["IT Glue ID or Name", "Employee Count", "Industry"], found: ["x", "y"]))
  }

  @Test("A header that the pipeline file names stands over those that are known")
  func named() throws {
    let text = "Company,Size band,Vertical,Staff,Trade\nA,5,Legal,x,y\n"
    let columns = ["employee_count": "size  BAND", "industry": "Trade"]
    let sheet = try read(text, columns: columns)
    #expect(sheet.columns.positions == [.name: 0, .employeeCount: 1, .industry: 4])
    let other = try problem(text, columns: ["name": "Firm"])
    #expect(
      other
        == .namedColumnMissing(
          .name, "Firm", found: ["Company", "Size band", "Vertical", "Staff", "Trade"]))
  }

  @Test("The pipeline file's keys of columns are those of the columns")
  func columnKeys() {
    #expect(PipelineFile.Mapping.columnKeys == Column.allCases.map(\.key))
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

  @Test("A file without anything in it has no header", arguments: ["", "\n\r\n", " , ,\n\"\"\n"])
  func empty(text: String) throws {
    #expect(try problem(text) == .noHeader)
  }

  @Test("Columns that are missing are named, and so are the headers that were found")
  func missing() throws {
    #expect(
      try problem("Firm,Employees,,\nA,5,x,y\n")
        == .missingColumns(["IT Glue ID or Name", "Industry"], found: ["Firm", "Employees"]))
  }

  @Test("A column that is found twice is named with both headers and their columns")
  func twice() throws {
    #expect(
      try problem("Name,Industry,Employees,Company\n")
        == .columnTwice(.name, ["“Name” (A)", "“Company” (D)"]))
  }

  @Test("A file that is not there is a failure to read, with its path")
  func absent() {
    let file = folder.url.appending(path: "nowhere.csv")
    #expect(throws: FileError.self) { try SpreadsheetReader(mapping(file)).read() }
  }

  @Test("Rows are what was added, whatever their cells; so are their bytes")
  func anyCells() throws {
    var random = SplitMix64(seed: 1)
    let header = SheetRow(number: 1, cells: ["Name", "Employee Count", "Industry", "ID"])
    var sheet = Spreadsheet(name: "clients.csv", columns: try Columns(in: header))
    let texts = [
      "", "Acme", "’Müller’", "'=1", "'x", "'", "a\0b", " ", "多",
      "a long name of more than fifteen",
    ]
    let rows = (2..<300).map { number in
      SheetRow(
        number: number * 3,
        cells: (0..<Int.random(in: 0...6, using: &random)).map { _ in random.one(of: texts) })
    }
    for row in rows { sheet.append(row) }
    #expect(sheet.rows.map(\.cells) == rows.map(\.cells))
    #expect(sheet.rows.map(\.number) == rows.map(\.number))
    for (position, row) in sheet.rows.enumerated() {
      #expect(sheet.row(numbered: row.number) == row)
      #expect(sheet.number(ofRowAt: position) == row.number)
      for column in [Column.name, .employeeCount, .industry, .id, .priority] {
        let bytes = sheet.withBytes(ofRowAt: position) { cells in
          cells[column].map { String(decoding: $0, as: UTF8.self) }
        }
        let isGuarded = sheet.columns[column].map {
          $0 < row.cells.count && row.cells[$0].hasPrefix("'")
        }
        #expect(bytes == (isGuarded == true ? nil : row[column]))
      }
      #expect(sheet.withBytes(ofRowAt: position) { $0.surplusIsEmpty } == (row.cells.count <= 4))
    }
    #expect(sheet.row(numbered: 7) == nil)
  }
}
