import Foundation
import Pipeline
import Spreadsheets
import TestSupport
import Testing
import Transform

@testable import Mapping

@Suite("The template")
struct TemplateTests {
  private let records = MappingFixture.records(
    ["beta", "Acme", "Gamma Ltd"], domains: [("acme.example", 2), ("acme.test", 2)])

  @Test(
    "A row for each organization, by name, with what IT Glue knows and the rest to be filled in")
  func rows() throws {
    let template = try MappingFixture().template(records)
    #expect(template.table.rows.map { $0.cells[1] } == ["Acme", "beta", "Gamma Ltd"])
    #expect(
      template.filled[0] == [
        "IT Glue ID": "2", "Name": "Acme", "IT Glue Type": "Customer", "IT Glue Status": "Active",
        "Domains": "acme.example, acme.test",
      ])
    let choices = Dictionary(
      uniqueKeysWithValues: template.table.columns.map { ($0.title, $0.choices) })
    #expect(choices["Employee Count"] == ["1-10", "11+"])
    #expect(choices["Industry"] == ["Legal", "Healthcare"])
    #expect(choices["Import"] == ["yes", "no"])
    #expect(template.new == nil)
  }

  @Test("The selection counts, and how many it leaves out is known")
  func selection() throws {
    let template = try MappingFixture().template(records, selection: .init(exclude: ["1"]))
    #expect(template.table.rows.map { $0.cells[1] } == ["Acme", "Gamma Ltd"])
    #expect(template.leftOut == 1)
  }

  @Test("Headers and sheet are those that the pipeline file names, so that it is read back")
  func named() throws {
    var fixture = try MappingFixture()
    fixture.mapping.columns = ["name": "Client", "employee_count": "Size"]
    fixture.mapping.sheet = "Kunden"
    let table = try fixture.template(records).table
    #expect(table.name == "Kunden")
    #expect(table.columns.map(\.title).contains("Client"))
    for name in ["clients.xlsx", "clients.csv"] {
      fixture.mapping.spreadsheet = fixture.folder.url.appending(path: name)
      try SheetWriter.write(table, to: fixture.mapping.spreadsheet)
      let sheet = try SpreadsheetReader(fixture.mapping).read().sheet
      #expect(sheet.rows.map { $0[.name] } == ["Acme", "beta", "Gamma Ltd"])
    }
  }

  @Test("A fresh template is read back without a problem but the cells to be filled in")
  func readBack() throws {
    var fixture = try MappingFixture()
    fixture.mapping.spreadsheet = fixture.folder.url.appending(path: "new.xlsx")
    try SheetWriter.write(fixture.template(records).table, to: fixture.mapping.spreadsheet)
    let review = try fixture.review(records)
    #expect(review.entries.map(\.problem.kind) == Array(repeating: .empty, count: 6))
  }

  @Test("Values, notes and further columns are carried over to the letter, in the old order")
  func carriedOver() throws {
    let old = """
      Client,Headcount,Vertical,Comments,Account Manager,Import,Prio
      gamma LTD,about 9,Lawyering,call first,Zoë,NO,3
      Acme,11+,,,=Bob,,
      """
    let template = try MappingFixture().template(records, from: old)
    #expect(template.table.rows.map { $0.cells[1] } == ["Gamma Ltd", "Acme", "beta"])
    #expect(
      template.filled[0] == [
        "IT Glue ID": "3", "Name": "Gamma Ltd", "IT Glue Type": "Customer",
        "IT Glue Status": "Active", "Employee Count": "about 9", "Industry": "Lawyering",
        "Import": "NO", "Priority": "3", "Note": "call first", "Account Manager": "Zoë",
      ])
    #expect(template.filled[1]["Account Manager"] == "=Bob")
    #expect(template.filled[2]["What is new"] == "new")
    #expect(template.table.rows.map(\.tone) == [.plain, .plain, .new])
    #expect(template.new == 1)
    #expect(template.leftBehind.isEmpty)
  }

  @Test("Rows without a place in the new sheet are listed, each with why")
  func leftBehind() throws {
    let old = """
      IT Glue ID,Name,Employee Count
      99,Vanished,5
      ,Nobody,5
      2,Acme,5
      2,Acme twice,5
      1,beta, Inc,5
      """
    let template = try MappingFixture().template(records, from: old)
    #expect(template.leftBehind.map(\.row) == [2, 3, 4, 5, 6])
    #expect(template.leftBehind.map(\.name).first == "99 Vanished")
    let why = template.leftBehind.map(\.why)
    #expect(why[0] == "no organization has the id 99")
    #expect(why[1] == "no organization has the name “Nobody”")
    #expect(why[2] == "old.csv rows 4 and 5 have the id 2")
    #expect(why[4] == "the row has more cells than the header")
    #expect(template.new == 3)
  }

  @Test("In a workbook notes beside the table are carried over too, without a header as they were")
  func beside() throws {
    let fixture = try MappingFixture()
    let file = fixture.folder.url.appending(path: "old.xlsx")
    let columns = ["Name", "Employee Count", "", "", ""].map { SheetTable.Column($0) }
    let rows = [["Acme", "5", "", "", "call them"], ["beta", "6"]].map { SheetTable.Row($0) }
    try SheetWriter.write(SheetTable(name: "Old", columns: columns, rows: rows), to: file)
    let template = MappingTemplate(
      fixture.mapping, picklists: try Picklists(file: fixture.mapping.picklists),
      selection: .init(), records: records,
      earlier: try EarlierSheet(file, for: fixture.mapping))
    #expect(template.table.columns.map(\.title).suffix(2) == ["What is new", ""])
    #expect(template.table.rows.map { $0.cells.last } == ["call them", "", ""])
  }

  @Test("Domains that were edited stay; what IT Glue has besides is told")
  func domains() throws {
    let old = "IT Glue ID,Domains\n2,\"acme.example, acme.shop\"\n1,\n"
    let template = try MappingFixture().template(records, from: old)
    #expect(template.filled[0]["Domains"] == "acme.example, acme.shop")
    #expect(template.filled[0]["What is new"] == "IT Glue has also acme.test")
    #expect(template.filled[1]["Domains"] == nil)
  }

  @Test("A template that is carried over again is the same, its marks aside")
  func twice() throws {
    let fixture = try MappingFixture()
    let old = "Name,Employee Count,Industry,Notes,Region\nAcme,5,Law,-x,West\n"
    let first = try fixture.template(records, from: old).table
    let file = fixture.folder.url.appending(path: "first.csv")
    try SheetWriter.write(first, to: file)
    let second = MappingTemplate(
      fixture.mapping, picklists: try Picklists(file: fixture.mapping.picklists),
      selection: .init(), records: records, earlier: try EarlierSheet(file, for: fixture.mapping)
    )
    #expect(second.table.columns == first.columns)
    #expect(second.leftBehind.isEmpty)
    #expect(second.new == 0)
    let news = first.columns.firstIndex { $0.title == "What is new" } ?? 0
    for (old, new) in zip(first.rows, second.table.rows) {
      var cells = old.cells
      cells[news] = ""
      #expect(new.cells == cells)
    }
  }

  @Test("The report lists what was left behind, and ids that Excel would round in CSV")
  func report() throws {
    let long = ExtractedRecords(organizations: [
      OrganizationResource(id: .number(574_989_297_464_115_201), name: "Long")
    ])
    let template = try MappingFixture().template(long, from: "Name\nGone\u{1B}[31m\n")
    let text = TemplateReport(
      template, file: "c.csv", from: "old.csv", extract: "as read by run x", roundsIDs: true
    ).text
    #expect(
      text == """
        c.csv: 1 organizations, 1 of them new
          as read by run x
        Rows of old.csv that are not in it: 1
          row 2  Gone\u{FFFD}[31m  no organization has the name “Gone\u{FFFD}[31m”
        Ids of more than 15 digits, which Excel rounds in CSV: 1. Write .xlsx instead

        """)
  }
}
