import Pipeline
import Testing

@testable import Transform

@Suite("A candidate: an organization, its domains and its row")
struct TransformationTests {
  private static let header = ["ID", "Name", "Employee Count", "Industry", "Notes", "Priority"]

  private func transformed(
    _ organization: OrganizationResource, rows: [[String]],
    unlisted: PipelineFile.Mapping.Unlisted = .skip,
    selection: PipelineFile.Selection = .init()
  ) throws -> Transformation.Transformed {
    var transformation = Transformation(
      selection: selection,
      mapping: SheetMapping(
        sheet: try Samples.sheet(Self.header, rows), picklists: try Samples.picklists(),
        unlisted: unlisted))
    transformation.meet(organization)
    return transformation.candidate(for: organization, at: 0, domains: [])
  }

  @Test("A row's values are resolved, and kept to the letter beside")
  func resolved() throws {
    let made = try transformed(
      Samples.organization(1, "Acme "), rows: [["1", "", " ~17 ", "Law  Firm", "", "3"]])
    #expect(
      made.candidate
        == Candidate(
          id: "1", name: "Acme ", type: "Customer", status: "Active", employeeCount: "11-25",
          employeeCountGiven: " ~17 ", industry: "Legal", industryGiven: "Law  Firm", priority: 3,
          mappingRow: 2))
    #expect(made.outcome == .mappedByID)
    #expect(made.problems.isEmpty)
  }

  @Test("One that stands where nobody was met is one without a row, and no trap")
  func notMet() throws {
    var transformation = Transformation(
      selection: .init(),
      mapping: SheetMapping(
        sheet: try Samples.sheet(Self.header, [["1", "", "17", "Legal", "", ""]]),
        picklists: try Samples.picklists()))
    transformation.meet(Samples.organization(1, "Acme"))
    let made = transformation.candidate(
      for: Samples.organization(1, "Acme"), at: 1, domains: [])
    #expect(made.outcome == .unmapped)
  }

  @Test("Empty and unknown cells become findings that name the cell")
  func findings() throws {
    let empty = try transformed(Samples.organization(1, "Acme"), rows: [["", "Acme"]])
    #expect(empty.outcome == .mappedByName)
    #expect(empty.candidate.selected)
    #expect(
      empty.candidate.findings == [
        Finding(.missingEmployeeCount, "clients.csv row 2, column C: empty"),
        Finding(.missingIndustry, "clients.csv row 2, column D: empty"),
      ])
    let unknown = try transformed(
      Samples.organization(1, "Acme"), rows: [["1", "", "a lot", "Helthcare"]])
    #expect(
      unknown.candidate.findings == [
        Finding(.unknownEmployeeCount, "clients.csv row 2, column C: “a lot”"),
        Finding(
          .unknownIndustry,
          "clients.csv row 2, column D: “Helthcare”; did you mean “Healthcare”?"),
      ])
    #expect(unknown.candidate.employeeCount == nil)
    #expect(unknown.candidate.industry == nil)
    #expect(unknown.candidate.industryGiven == "Helthcare")
  }

  @Test(
    "A bad priority counts as none and is told with its cell", arguments: ["high", "-1", "1.5"])
  func priority(cell: String) throws {
    let made = try transformed(
      Samples.organization(1, "Acme"), rows: [["1", "", "5", "Legal", "", cell]])
    #expect(made.candidate.priority == nil)
    #expect(made.candidate.findings.isEmpty)
    #expect(made.problems.map(\.kind) == [.badPriority])
    #expect(made.problems.map(\.value) == [cell])
  }

  @Test("Without a row an organization is skipped, or reported with both values missing")
  func unlisted() throws {
    let skipped = try transformed(Samples.organization(1, "Acme"), rows: [])
    #expect(!skipped.candidate.selected)
    #expect(
      skipped.candidate.findings == [Finding(.notInSpreadsheet, "no row in clients.csv")])
    let reported = try transformed(
      Samples.organization(1, "Acme"), rows: [], unlisted: .report)
    #expect(reported.candidate.selected)
    #expect(
      reported.candidate.findings == [
        Finding(.missingEmployeeCount, "no row in clients.csv"),
        Finding(.missingIndustry, "no row in clients.csv"),
      ])
    #expect([skipped.outcome, reported.outcome] == [.unmapped, .unmapped])
  }

  @Test("Without a spreadsheet both values are missing")
  func noSpreadsheet() {
    let transformation = Transformation(selection: .init(), mapping: nil)
    let made = transformation.candidate(for: Samples.organization(1, "Acme"), at: 0, domains: [])
    #expect(made.candidate.selected)
    #expect(
      made.candidate.findings.map(\.detail)
        == ["the pipeline has no spreadsheet", "the pipeline has no spreadsheet"])
  }

  @Test("An organization that is left out stays a candidate, and no row is applied")
  func notSelected() throws {
    let made = try transformed(
      Samples.organization(1, "Acme", type: "Vendor"), rows: [["1", "", "", ""]],
      selection: .init(types: ["Customer"]))
    #expect(!made.candidate.selected)
    #expect(made.candidate.findings == [Finding(.notSelected, "type Vendor is not selected")])
    #expect(made.candidate.mappingRow == nil)
    #expect(made.outcome == .notSelected)
    #expect(made.problems.map(\.kind) == [.leftOut("type Vendor is not selected")])
    #expect(made.problems.map(\.severity) == [.warning])
    #expect(made.leftOutBy == .types)
  }

  @Test("An ambiguous organization gets no values")
  func ambiguous() throws {
    let made = try transformed(
      Samples.organization(1, "Acme"), rows: [["1", "", "5", "Legal"], ["1", "", "5", "Legal"]])
    #expect(made.candidate.selected)
    #expect(made.candidate.employeeCount == nil)
    #expect(made.candidate.mappingRow == nil)
    #expect(
      made.candidate.findings == [
        Finding(.ambiguousMapping, "clients.csv rows 2 and 3 have the id 1")
      ])
    #expect(made.outcome == .unmapped)
  }
}
