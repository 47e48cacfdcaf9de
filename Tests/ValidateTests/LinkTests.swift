import Pipeline
import Testing

@testable import Validate

@Suite("Organizations that are linked")
struct LinkTests {
  private let world = World.sample(
    limit: 10, used: 9,
    [
      .init(uuid: "u-1", title: "Acme", domains: ["acme.com", "Acme.NET"]),
      .init(uuid: "u-2", title: "Beta", domains: ["beta.com"]),
    ], links: ["1": "u-1", "9": "u-9"])

  @Test("Where nothing is missing it is skipped, and so is each of its domains")
  func nothingMissing() {
    let result = Planned([.sample("1", name: "Acme", ["acme.com", "https://acme.net"])], in: world)
    #expect(result.plan.isEmpty)
    #expect(result.unimported.map(\.reason) == [.alreadyLinked, .alreadyLinked, .alreadyLinked])
    #expect(result.unimported.map(\.status) == [.skipped, .skipped, .skipped])
    #expect(result.line(of: "1")?.detail == "linked with u-1")
  }

  @Test("Where nothing is missing no value is asked for")
  func nothingMissingWithoutValues() {
    let result = Planned(
      [.sample("1", ["acme.com"], employees: nil, findings: [Finding(.missingIndustry, "row 2")])],
      in: world)
    #expect(result.line(of: "1")?.reason == .alreadyLinked)
    #expect(result.line(of: "1")?.detail == "linked with u-1")
  }

  @Test("One that IT Glue knows no domain of is linked already")
  func withoutDomains() {
    let result = Planned([.sample("1", [])], in: world)
    #expect(result.unimported.map(\.reason) == [.alreadyLinked])
  }

  @Test("What the spreadsheet leaves out is not missing; what is monitored already stays so")
  func leftOutByTheSheet() {
    var candidate = Candidate.sample("1", name: "Acme", ["acme.com", "acme.org"])
    candidate.domains[0].leftOutBy = "clients.csv row 2, column B"
    candidate.domains[1].leftOutBy = "clients.csv row 2, column B"
    let result = Planned([candidate], in: world)
    #expect(result.plan.isEmpty)
    #expect(result.unimported.map(\.reason) == [.alreadyLinked, .alreadyLinked, .notSelected])
    #expect(result.unimported.last?.detail == "not in clients.csv row 2, column B")
  }

  @Test("Missing domains are added to it, and only they cost a licence")
  func addsDomains() throws {
    let result = Planned([.sample("1", name: "Acme", ["acme.com", "acme.org"])], in: world)
    let line = try #require(result.plan.first)
    #expect(line.action == .addDomains)
    #expect(line.uuid == "u-1")
    #expect(line.domains == [PlanLine.Domain(name: "acme.org")])
    #expect(line.licences == 1)
    #expect(result.line(of: "1") == nil)
    #expect(result.reasons(of: "1") == [.alreadyLinked])
  }

  @Test("To add domains the values are needed; what is monitored stays linked")
  func addsDomainsWithoutValues() {
    let result = Planned([.sample("1", ["acme.com", "acme.org"], industry: nil)], in: world)
    #expect(result.line(of: "1")?.reason == .missingIndustry)
    #expect(result.line(of: "1", "acme.com")?.reason == .alreadyLinked)
    #expect(result.line(of: "1", "acme.com")?.detail == "monitored for u-1")
    #expect(result.line(of: "1", "acme.org")?.reason == .missingIndustry)
  }

  @Test("Where no missing domain can be imported it is not called complete")
  func missingOnesRefused() {
    let result = Planned(
      [
        .sample(
          "1", ["acme.com", "a..b.com"], industry: nil,
          findings: [Finding(.unknownIndustry, "“Bakery”")])
      ], in: world)
    #expect(result.line(of: "1")?.reason == .invalidDomain)
    #expect(
      result.line(of: "1")?.detail
        == "none of its 1 missing domains can be imported: 1 invalid_domain")
    #expect(result.reasons(of: "1") == [.alreadyLinked, .invalidDomain])
  }

  @Test("A name listed twice that is monitored is linked twice, not a duplicate")
  func monitoredTwice() {
    let result = Planned([.sample("1", ["acme.com", "ACME.com", "acme.org"])], in: world)
    #expect(result.reasons(of: "1") == [.alreadyLinked, .alreadyLinked])
  }

  @Test("A link to what Dark Web ID no longer lists is never created again")
  func brokenLink() {
    let result = Planned(
      [.sample("9", ["new.com"], industry: nil, findings: [Finding(.missingIndustry, "row 2")])],
      in: world)
    #expect(result.unimported.map(\.reason) == [.importError, .importError])
    #expect(
      result.line(of: "9")?.detail
        == "linked with u-9, which Dark Web ID does not list; if it was deleted there,"
        + " `glueport links remove 9` lets it be imported anew")
  }

  @Test("A linked one that the selection leaves out is left out")
  func leftOut() {
    let result = Planned([.sample("1", ["acme.com"], selected: false)], in: world)
    #expect(result.unimported.map(\.reason) == [.notSelected, .notSelected])
  }

  @Test("What a policy would hold back is left alone once it is monitored")
  func monitoredGov() {
    let world = World.sample(
      [.init(uuid: "u-1", title: "City", domains: ["city.gov"])], links: ["1": "u-1"])
    let result = Planned([.sample("1", ["city.gov"])], in: world)
    #expect(result.unimported.map(\.reason) == [.alreadyLinked, .alreadyLinked])
  }

  @Test("A domain of another organization in Dark Web ID is not sent, and its title is named")
  func monitoredElsewhere() {
    let result = Planned([.sample("2", ["beta.com", "new.com"])], in: world)
    #expect(result.domains == ["2": ["new.com"]])
    #expect(result.line(of: "2", "beta.com")?.reason == .monitoredElsewhere)
    #expect(result.line(of: "2", "beta.com")?.detail == "monitored for “Beta” (u-2)")
  }
}
