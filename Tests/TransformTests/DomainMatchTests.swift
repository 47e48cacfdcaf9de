import Pipeline
import Testing

@testable import Transform

@Suite("Rows are found by their domains, and say which domains go in")
struct DomainMatchTests {
  private static let header = ["Name", "Domains", "Employee Count", "Industry"]

  /// What becomes of two organizations: 1 has `a.example` and `shared.example`, 2 has `b.example`,
  /// `shared.example` and `gmail.com`.
  private func transformed(
    _ rows: [[String]], domains mode: PipelineFile.Mapping.Domains = .replace
  ) throws -> (
    one: Transformation.Transformed, two: Transformation.Transformed, unused: [UnusedRow]
  ) {
    var transformation = Transformation(
      selection: .init(),
      mapping: SheetMapping(
        sheet: try Samples.sheet(Self.header, rows), picklists: try Samples.picklists(),
        domains: mode, isShared: { $0.text == "gmail.com" }))
    let one = Samples.organization(1, "One")
    let two = Samples.organization(2, "Two")
    for organization in [one, two] { transformation.meet(organization) }
    let names: [(String, UInt64)] = [
      ("a.example", 1), ("Shared.example", 1), ("b.example", 2), ("shared.example", 2),
      ("gmail.com", 2),
    ]
    let domains = names.enumerated().map {
      DomainResource(
        id: .number(UInt64($0.offset)), name: $0.element.0, organizationID: .number($0.element.1))
    }
    for domain in domains { transformation.meet(domain) }
    func candidate(
      _ organization: OrganizationResource, at place: Int
    ) -> Transformation.Transformed {
      transformation.candidate(
        for: organization, at: place,
        domains: domains.filter { $0.organizationID == organization.id }.map(\.candidateDomain))
    }
    return (
      candidate(one, at: 0), candidate(two, at: 1), transformation.mapping?.index.unusedRows ?? []
    )
  }

  @Test("By a domain that one organization has, where nobody has the row's name")
  func byDomain() throws {
    let made = try transformed([["Somebody", "https://A.example/home", "5", "Legal"]])
    #expect(made.one.outcome == .mappedByDomain)
    #expect(made.one.problems.contains { $0.kind == .foundByDomain && $0.value == "Somebody" })
    #expect(made.two.outcome == .unmapped)
    #expect(made.unused.isEmpty)
  }

  @Test("A row without a name is found by its domain too, and nothing is to be said about the name")
  func nameless() throws {
    let made = try transformed([["", "b.example", "5", "Legal"]])
    #expect(made.two.outcome == .mappedByDomain)
    #expect(!made.two.problems.contains { $0.kind == .foundByDomain })
  }

  @Test("A row whose name an organization has is not looked for by its domains")
  func nameFirst() throws {
    let made = try transformed([["One", "b.example", "5", "Legal"]])
    #expect(made.one.outcome == .mappedByName)
    #expect(made.two.outcome == .unmapped)
  }

  @Test("A domain that two organizations have is ambiguous, and both ids are named")
  func shared() throws {
    let made = try transformed([["X", "shared.example", "5", "Legal"]])
    for candidate in [made.one.candidate, made.two.candidate] {
      #expect(
        candidate.findings == [
          Finding(
            .ambiguousMapping,
            "clients.csv row 2 has the domain shared.example, as have the organizations 1 and 2")
        ])
    }
  }

  @Test("Two rows with domains of one organization are ambiguous")
  func twoRows() throws {
    let made = try transformed([
      ["X", "a.example", "5", "Legal"], ["Y", "a.example", "5", "Legal"],
    ])
    #expect(
      made.one.candidate.findings.map(\.detail) == [
        "clients.csv rows 2 and 3 have the domain a.example"
      ])
  }

  @Test("A free mail provider's domain finds nobody")
  func freeMail() throws {
    let made = try transformed([["Joe's Plumbing", "gmail.com", "5", "Legal"]])
    #expect(made.two.outcome == .unmapped)
    #expect(made.unused == [UnusedRow(number: 2, cause: .unknownName("Joe's Plumbing"))])
  }

  @Test("A row with unknown domains only is told with them")
  func unknown() throws {
    let made = try transformed([["", "x.example", "5", "Legal"]])
    #expect(made.unused == [UnusedRow(number: 2, cause: .unknownDomains("x.example"))])
  }

  @Test(
    "The cell takes the place of IT Glue's domains: added and left out ones are marked and told")
  func replace() throws {
    let made = try transformed([["One", "new.example; SHARED.example", "5", "Legal"]])
    let place = "clients.csv row 2, column B"
    #expect(
      made.one.candidate.domains == [
        CandidateDomain(id: "0", name: "a.example", leftOutBy: place),
        CandidateDomain(id: "1", name: "Shared.example"),
        CandidateDomain(id: nil, name: "new.example", addedBy: place),
      ])
    #expect(made.one.problems.map(\.kind) == [.leftOutDomain, .addedDomain])
    #expect(made.one.problems.map(\.value) == ["a.example", "new.example"])
  }

  @Test("With “add” the cell's domains come on top")
  func add() throws {
    let made = try transformed([["One", "new.example", "5", "Legal"]], domains: .add)
    #expect(
      made.one.candidate.domains.map(\.name) == ["a.example", "Shared.example", "new.example"])
    #expect(made.one.candidate.domains.allSatisfy { $0.leftOutBy == nil })
  }

  @Test("An empty cell changes nothing; what is no domain is kept for validate to refuse")
  func others() throws {
    let empty = try transformed([["One", " ", "5", "Legal"]])
    #expect(empty.one.candidate.domains.map(\.name) == ["a.example", "Shared.example"])
    let bad = try transformed([["One", "a.example, not_a_domain", "5", "Legal"]], domains: .add)
    #expect(bad.one.candidate.domains.last?.name == "not_a_domain")
    #expect(bad.one.problems.map(\.severity) == [.refusal])
  }

  @Test(
    "The cell is taken apart at commas, semicolons, bars, and at spaces between names, each once")
  func cell() {
    let cell = DomainCell(
      " a.example  B.example;a.example.\n| info@c.example , x_y.example, not a  name")
    #expect(
      cell.entries.map(\.given) == [
        "a.example", "B.example", "info@c.example", "x_y.example", "not a name",
      ])
    #expect(cell.names.map(\.text) == ["a.example", "b.example", "c.example"])
    #expect(cell.entries[3].problem == .badCharacter("_"))
  }
}
