import Pipeline
import Testing

@testable import Validate

@Suite("What an organization is judged by")
struct OrganizationTests {
  @Test(
    "A domain that the spreadsheet leaves out is skipped, and one that it adds is planned as such")
  func byHand() {
    var candidate = Candidate.sample("1", ["a.com", "b.com"])
    candidate.domains[0].leftOutBy = "clients.csv row 2, column B"
    candidate.domains.append(
      CandidateDomain(id: nil, name: "C.com", addedBy: "clients.csv row 2, column B"))
    candidate.defaulted = ["industry"]
    let result = Planned([candidate])
    #expect(
      result.plan.first?.domains == [
        .init(name: "b.com"),
        .init(name: "c.com", given: "C.com", addedBy: "clients.csv row 2, column B"),
      ])
    #expect(result.plan.first?.defaulted == ["industry"])
    #expect(result.unimported.map(\.reason) == [.notSelected])
    #expect(result.unimported.map(\.status) == [.skipped])
  }

  @Test("Where nothing but left out and refused domains is there, the refusal counts")
  func onlyRefused() {
    var candidate = Candidate.sample("1", ["a.com", "x_y.com"])
    candidate.domains[0].leftOutBy = "clients.csv row 2, column B"
    candidate.domains[1].addedBy = "clients.csv row 2, column B"
    let result = Planned([candidate])
    #expect(
      result.unimported.last?.detail
        == "it has the character “_”, in clients.csv row 2, column B")
    #expect(result.plan.isEmpty)
    #expect(result.unimported.map(\.reason) == [.invalidDomain, .notSelected, .invalidDomain])
  }

  @Test("One that nothing speaks against is planned, to the letter")
  func planned() {
    let result = Planned([.sample("1", name: " Acme  GmbH", ["acme.com", "https://Acme.de/"])])
    #expect(
      result.plan == [
        PlanLine(
          action: .create, id: "1", name: " Acme  GmbH", employeeCount: "11-50",
          industry: "Retail",
          domains: [
            PlanLine.Domain(name: "acme.com"),
            PlanLine.Domain(name: "acme.de", given: "https://Acme.de/"),
          ], licences: 2)
      ])
    #expect(result.unimported.isEmpty)
  }

  @Test(
    "What transform found is the reason of the organization and of each of its domains",
    arguments: [
      Reason.notSelected, .notInSpreadsheet, .ambiguousMapping, .missingEmployeeCount,
      .unknownEmployeeCount, .missingIndustry, .unknownIndustry,
    ])
  func findings(reason: Reason) {
    let result = Planned([.sample("1", ["a.com", "b.com"], findings: [Finding(reason, "row 3")])])
    #expect(result.plan.isEmpty)
    #expect(result.line(of: "1")?.reason == reason)
    #expect(result.line(of: "1")?.detail == "row 3")
    #expect(result.line(of: "1")?.status == reason.status)
    #expect(result.reasons(of: "1") == [reason, reason])
  }

  @Test("A value that is missing is a reason even where transform did not say so")
  func missingValues() {
    let result = Planned([
      .sample("1", ["a.com"], employees: nil), .sample("2", ["b.com"], industry: " "),
      .sample("3", ["c.com"], employees: nil, findings: [Finding(.unknownEmployeeCount, "“lots”")]),
    ])
    #expect(result.line(of: "1")?.reason == .missingEmployeeCount)
    #expect(result.line(of: "2")?.reason == .missingIndustry)
    #expect(result.line(of: "3")?.reason == .unknownEmployeeCount)
    #expect(result.line(of: "3")?.detail == "“lots”")
  }

  @Test("One that is not selected is skipped, and its domains are not judged")
  func notSelected() {
    let result = Planned([.sample("1", ["gmail..com"], industry: nil, selected: false)])
    #expect(result.unimported.map(\.reason) == [.notSelected, .notSelected])
    #expect(result.unimported.map(\.detail) == ["", ""])
  }

  @Test("One without a row is not in the spreadsheet, not unselected")
  func notInSpreadsheet() {
    let result = Planned([
      .sample("1", [], selected: false, findings: [Finding(.notInSpreadsheet, "")])
    ])
    #expect(result.unimported.map(\.reason) == [.notInSpreadsheet])
  }

  @Test("One without a domain has one line")
  func noDomain() {
    let result = Planned([.sample("1", [])])
    #expect(result.unimported.map(\.reason) == [.noDomain])
  }

  @Test("Two of one title both wait for a person, whatever the case and the white space")
  func duplicateTitle() {
    let result = Planned([
      .sample("1", name: "Straße AG", ["a.com"]), .sample("2", name: " STRASSE  ag", ["b.com"]),
      .sample("3", name: "Other", ["a.com"]),
    ])
    #expect(result.line(of: "1")?.reason == .duplicateTitle)
    #expect(result.line(of: "1")?.detail == "also 2")
    #expect(result.line(of: "2")?.detail == "also 1")
    #expect(result.domains == ["3": ["a.com"]])
  }

  @Test("One that would not be planned anyway does not hold its namesake back")
  func duplicateTitleOfRefused() {
    let result = Planned([
      .sample("1", name: "Acme", ["a.com"], industry: nil), .sample("2", name: "Acme", ["a.com"]),
      .sample("3", name: "Acme", ["b..com"]),
      .sample("4", name: "Acme", ["d.com"], selected: false),
    ])
    #expect(result.domains == ["2": ["a.com"]])
    #expect(result.line(of: "1")?.reason == .missingIndustry)
  }

  @Test("An id that stands twice is not created twice")
  func sameID() {
    let result = Planned([.sample("1", ["a.com"]), .sample("1", ["b.com"])])
    #expect(result.plan.isEmpty)
    #expect(result.line(of: "1")?.detail == "this id stands twice")
  }

  @Test("A long row of namesakes stays readable")
  func manyNamesakes() {
    let result = Planned((1...9).map { .sample("\($0)", name: "Acme", ["a\($0).com"]) })
    #expect(result.line(of: "2")?.detail == "also 1, 3, 4, 5, 6 …: 9 have this name")
  }

  @Test("A title that Dark Web ID has already is not created again")
  func titleExists() {
    let world = World.sample([.init(uuid: "u-1", title: "ACME", domains: [])])
    let result = Planned([.sample("1", name: "Acme ", ["a.com"])], in: world)
    #expect(result.unimported.map(\.reason) == [.titleExists, .titleExists])
    #expect(result.line(of: "1")?.detail == "u-1 in Dark Web ID, not linked")
  }

  @Test("Two of a title that exists are told both")
  func duplicateOfExisting() {
    let world = World.sample([.init(uuid: "u-1", title: "Acme", domains: [])])
    let result = Planned(
      [.sample("1", name: "Acme", ["a.com"]), .sample("2", name: "Acme", ["b.com"])], in: world)
    #expect(result.line(of: "1")?.reason == .duplicateTitle)
    #expect(
      result.line(of: "1")?.detail == "also 2; also title_exists: u-1 in Dark Web ID, not linked")
  }

  @Test("One whose domains are all refused is refused, by the first of their reasons")
  func allRefused() {
    let world = World.sample([.init(uuid: "u-1", title: "Other", domains: ["b.com"])])
    let result = Planned([.sample("1", ["b.com", "a..com", "x.gov"])], in: world)
    #expect(result.line(of: "1")?.reason == .invalidDomain)
    #expect(
      result.line(of: "1")?.detail == "none of its 3 domains can be imported: "
        + "1 invalid_domain, 1 gov_domain, 1 monitored_elsewhere")
    #expect(result.reasons(of: "1") == [.monitoredElsewhere, .invalidDomain, .govDomain])
  }

  @Test("One that is refused claims no domain and takes no licence")
  func refusedClaimsNothing() {
    let result = Planned(
      [.sample("1", ["a.com"], industry: nil), .sample("2", ["a.com"])],
      in: .sample(limit: 1))
    #expect(result.domains == ["2": ["a.com"]])
  }

  @Test("The domains of a refused one tell their own troubles too")
  func refusedDomains() {
    let result = Planned([.sample("1", ["a_b.com"], industry: nil)])
    #expect(
      result.line(of: "1", "a_b.com")?.detail
        == "also invalid_domain: it has the character “_”")
  }
}
