import Pipeline
import Spreadsheets
import Testing

@testable import Transform

@Suite("What a row says besides its values: Import, defaults, too many cells")
struct RowRulesTests {
  private static let header = ["ID", "Name", "Employee Count", "Industry", "Import"]

  private func transformed(
    _ row: [String], of organization: OrganizationResource = Samples.organization(1, "Acme"),
    defaults: [PipelineFile.Mapping.Default] = [], isCSV: Bool = true
  ) throws -> Transformation.Transformed {
    var sheet = try Samples.sheet(Self.header, [row])
    sheet.hasFixedWidth = isCSV
    let picklists = try Samples.picklists()
    var transformation = Transformation(
      selection: .init(),
      mapping: SheetMapping(
        sheet: sheet, picklists: picklists,
        defaults: try DefaultValues(defaults, picklists: picklists)))
    transformation.meet(organization)
    return transformation.candidate(for: organization, at: 0, domains: [])
  }

  @Test("Import says no: the organization is left out with the cell", arguments: ["no", "N", "0"])
  func unwanted(cell: String) throws {
    let made = try transformed(["1", "", "", "nonsense", cell])
    #expect(!made.candidate.selected)
    #expect(
      made.candidate.findings == [
        Finding(.notSelected, "clients.csv row 2, column E: “\(cell)”")
      ])
    #expect(made.problems.isEmpty)
    #expect(made.outcome == .mappedByID)
  }

  @Test("Import says yes, or nothing", arguments: ["yes", "X", "1", "TRUE", "", "  "])
  func wanted(cell: String) throws {
    let made = try transformed(["1", "", "5", "Legal", cell])
    #expect(made.candidate.selected)
    #expect(made.candidate.findings.isEmpty)
  }

  @Test("Import says something else: nothing is guessed", arguments: ["maybe", "later", "2"])
  func unclear(cell: String) throws {
    let made = try transformed(["1", "", "5", "Legal", cell])
    #expect(made.candidate.selected)
    #expect(made.candidate.findings.map(\.reason) == [.unclearImport])
    #expect(made.candidate.findings[0].detail.contains("column E: “\(cell)”"))
  }

  @Test("A default fills an empty cell, is told, and is noted in the candidate")
  func defaulted() throws {
    let made = try transformed(
      ["1", "", "", "Law"], defaults: [.init(employeeCount: "17", industry: "other")])
    #expect(made.candidate.employeeCount == "11-25")
    #expect(made.candidate.employeeCountGiven == "")
    #expect(made.candidate.industry == "Legal")
    #expect(made.candidate.defaulted == ["employee_count"])
    #expect(made.problems.map(\.kind) == [.defaulted("11-25")])
    #expect(made.problems.map(\.isToldInRun) == [true])
  }

  @Test("A default does not stand in for a cell that says something unknown")
  func unknownStays() throws {
    let made = try transformed(["1", "", "17", "Alchemy"], defaults: [.init(industry: "Other")])
    #expect(made.candidate.findings.map(\.reason) == [.unknownIndustry])
  }

  @Test("The first default counts that fits by type and name and has the value")
  func firstThatFits() throws {
    let defaults: [PipelineFile.Mapping.Default] = [
      .init(types: ["vendor"], industry: "Retail"),
      .init(names: ["*dental*", "Dr. ?ones"], industry: "Healthcare"),
      .init(employeeCount: "1-10"), .init(employeeCount: "251+", industry: "Other"),
    ]
    func values(_ name: String, type: String?) throws -> [String?] {
      let organization = Samples.organization(1, name, type: type)
      let made = try transformed(["1"], of: organization, defaults: defaults)
      return [made.candidate.employeeCount, made.candidate.industry]
    }
    #expect(try values("Harbor DENTAL Group", type: "Customer") == ["1-10", "Healthcare"])
    #expect(try values("DR. JONES", type: nil) == ["1-10", "Healthcare"])
    #expect(try values("Dr. Bones & Jones", type: nil) == ["1-10", "Other"])
    #expect(try values("Harbor Dental", type: "Vendor") == ["1-10", "Retail"])
  }

  @Test("A default that is not in the picklist is refused before anything is read")
  func badDefault() throws {
    #expect(throws: DefaultValueError(column: .industry, value: "Alchemy")) {
      try DefaultValues([.init(industry: "Alchemy")], picklists: Samples.picklists())
    }
  }

  @Test("In CSV a row with more cells than the header is not applied: a comma moved its cells")
  func surplus() throws {
    let made = try transformed(["1", "Acme", "Inc.", "17", "Legal", "yes"])
    #expect(made.candidate.employeeCount == nil)
    #expect(
      made.candidate.findings == [
        Finding(
          .malformedRow,
          "clients.csv row 2: “yes”; put a cell that holds the separator in quotes")
      ])
    let empty = try transformed(["1", "Acme", "17", "Legal", "", "", " "])
    #expect(empty.candidate.findings.isEmpty)
  }

  @Test("In a workbook a note beside the table moves nothing")
  func beside() throws {
    let made = try transformed(["1", "Acme", "17", "Legal", "", "call them"], isCSV: false)
    #expect(made.candidate.findings.isEmpty)
    #expect(made.candidate.industry == "Legal")
  }

  @Test(
    "Patterns",
    arguments: [
      ("*", "", true), ("a*", "A", true), ("*a", "ba", true), ("a*c", "abbc", true),
      ("a?c", "ac", false), ("*x*", "axa", true), ("a*b*c", "a-b-b-c", true),
      ("abc", "abcd", false),
      ("", "a", false), ("*a*a", "a", false),
    ])
  func pattern(pattern: String, name: String, matches: Bool) {
    #expect(NamePattern(pattern).matches(FoldedText(name)) == matches)
  }
}
