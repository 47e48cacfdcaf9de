import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("Loading when nothing goes wrong")
struct HappyWayTests {
  @Test("Each organization is created once, linked, and told in the plan's order with its domains")
  func happy() async throws {
    let fixture = try LoadFixture([
      .create("Zeta", "zeta.com", "zeta.org"), .create("Acme", "acme.com"),
      .create("Mid", "mid.com"),
    ])
    let checkpoint = try await fixture.perform()
    #expect(checkpoint.state == .finished)
    #expect(
      checkpoint.counts == ["organizations.imported": 3, "domains.imported": 4])
    #expect(fixture.fake.created == ["Zeta", "Acme", "Mid"])
    let results = try fixture.results()
    #expect(results.map(\.name) == ["Zeta", "Acme", "Mid"])
    #expect(
      results.first
        == ResultLine(
          id: "id-Zeta", name: "Zeta", uuid: "u-zeta", status: .imported,
          domains: [
            .init(name: "zeta.com", status: .imported), .init(name: "zeta.org", status: .imported),
          ], attempts: 1))
    #expect(
      try fixture.links() == [
        .init(id: "id-Acme", uuid: "u-acme"), .init(id: "id-Mid", uuid: "u-mid"),
        .init(id: "id-Zeta", uuid: "u-zeta"),
      ])
    #expect(checkpoint.outputs["results.jsonl"]?.lines == 3)
  }

  @Test("All is sent before anything is polled, and an import is polled until it is done")
  func order() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) {
      $0.importTime = .seconds(60)
    }
    try await fixture.perform()
    let methods = fixture.exchange.arrivals.map(\.request.method)
    let last = try #require(methods.lastIndex(of: .post))
    let polls = fixture.exchange.arrivals.map(\.request.path)
      .indices { $0.hasPrefix("/services/organization/") }
    #expect(polls.ranges.allSatisfy { $0.lowerBound > last })
    #expect(methods.count { $0 == .post } == 2)
    // It asks less and less often, but never less than every 15 seconds.
    let pauses = fixture.time.sleeps.filter { $0 >= .seconds(5) }
    #expect(pauses.first == .seconds(5))
    #expect(pauses == pauses.sorted())
    #expect(pauses.last.map { $0 <= .seconds(15) } == true)
  }

  @Test("An import that is done at once is not polled")
  func immediate() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .zero }
    #expect(try await fixture.perform().state == .finished)
    #expect(!fixture.exchange.arrivals.contains { $0.request.path.contains("u-a.json") })
  }

  @Test("Each domain has a status and a reason of its own; one of many is enough to be imported")
  func partial() async throws {
    let fixture = try LoadFixture([
      .create("Part", "ok.com", "full.com", "town.gov", "odd.com"),
      .create("None", "none.gov", "secret.com"), .create("All", "all.com"),
    ]) {
      $0.outcomes = [
        "full.com": .unimported("license_limit"), "town.gov": .unimported("gov_domain"),
        "odd.com": .unimported("mercury_retrograde"), "none.gov": .unimported("gov_domain"),
        "secret.com": .unimported("sensitive_domain"),
      ]
    }
    let checkpoint = try await fixture.perform()
    #expect(checkpoint.state == .finished)
    #expect(
      checkpoint.counts == [
        "organizations.imported": 2, "organizations.unimported": 1, "domains.imported": 2,
        "domains.unimported": 5,
      ])
    let part = try #require(try fixture.result(of: "Part"))
    #expect(part.status == .imported)
    #expect(part.reason == nil)
    #expect(
      part.domains == [
        .init(name: "ok.com", status: .imported),
        .init(name: "full.com", status: .unimported, reason: .licenceLimit),
        .init(name: "town.gov", status: .unimported, reason: .govDomain),
        .init(
          name: "odd.com", status: .unimported, reason: .importError, detail: "mercury_retrograde"),
      ])
    let none = try #require(try fixture.result(of: "None"))
    #expect(none.status == .unimported)
    #expect(none.reason == .govDomain)
    #expect(none.domains.map(\.reason) == [.govDomain, .sensitiveDomain])
  }

  @Test("Domains are added to an organization that is there, and only the new ones are told of")
  func addDomains() async throws {
    let fixture = try LoadFixture(
      [
        .add("Old", to: "u-1", "new.com", "newer.com"),
        .add("Found", to: "u-2", "found.com", adopting: true),
      ], there: [("Old", "u-1", ["old.com"]), ("Found", "u-2", ["first.com"])])
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.sent.map(\.method) == [.patch, .patch])
    #expect(fixture.sent.map(\.path) == ["u-1", "u-2"].map { "/services/v2/organization/\($0)" })
    let old = try #require(try fixture.result(of: "Old"))
    #expect(old.uuid == "u-1")
    #expect(old.domains.map(\.name) == ["new.com", "newer.com"])
    #expect(old.statuses == [.imported, .imported])
    #expect(
      try fixture.links() == [
        .init(id: "id-Found", uuid: "u-2"), .init(id: "id-Old", uuid: "u-1"),
      ])
  }

  @Test("One that is adopted and lacks nothing is linked, and nothing is sent")
  func linksOnly() async throws {
    let fixture = try LoadFixture(
      [.add("Found", to: "u-2", adopting: true)], there: [("Found", "u-2", ["first.com"])])
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.sent.isEmpty)
    #expect(try fixture.links() == [.init(id: "id-Found", uuid: "u-2")])
    let result = try #require(try fixture.result(of: "Found"))
    #expect(result.status == .imported)
    #expect(result.attempts == 0)
  }

  @Test("The service's refusal of one organization keeps its words and holds up no other")
  func refusedByService() async throws {
    let fixture = try LoadFixture([
      .create("A", "a.com"), .create("Odd", "odd.com"), .create("B", "b.com"),
    ]) {
      $0.refused = ["Odd": "the industry is not one of ours"]
    }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created == ["A", "B"])
    let odd = try #require(try fixture.result(of: "Odd"))
    #expect(odd.status == .unimported)
    #expect(odd.reason == .importError)
    #expect(odd.detail?.contains("the industry is not one of ours") == true)
    #expect(odd.statuses == [.unimported])
    #expect(try fixture.links().map(\.id) == ["id-A", "id-B"])
  }

  @Test("A finished load is not done again, whatever happens over there")
  func doneBefore() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    try await fixture.perform()
    let calls = fixture.fake.calls
    fixture.fake.remove("A")
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.calls == calls)
  }

  @Test("An empty plan asks for the account and sends nothing")
  func emptyPlan() async throws {
    let fixture = try LoadFixture([])
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().isEmpty)
    #expect(fixture.sent.isEmpty)
  }

  @Test("Several side by side: each is created once, and told in the plan's order")
  func concurrent() async throws {
    let plan = (1...9).map { PlanLine.create("C\($0)", "c\($0).com") }
    let fixture = try LoadFixture(plan)
    #expect(try await fixture.perform(concurrency: 4).state == .finished)
    #expect(fixture.fake.created.sorted() == plan.map(\.name))
    #expect(try fixture.results().map(\.name) == plan.map(\.name))
    #expect(try fixture.links().count == 9)
  }

  @Test("The vendor's words stand at the beginning and at the end, with the time that is waited")
  func words() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    try await fixture.perform()
    #expect(
      fixture.notes.first?.hasPrefix(
        "Import has been started. Please allow up to 10 minutes to import the selected"
          + " organizations and domains.") == true)
    #expect(
      fixture.notes.last
        == "Import has been finished. You can now use the imported organizations as usual.")
  }
}
