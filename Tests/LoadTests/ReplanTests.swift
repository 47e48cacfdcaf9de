import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("When the world has overtaken the plan, and a person wants the rest")
struct ReplanTests {
  @Test("What cannot be loaded any more is left out with its reason; the rest is loaded")
  func rest() async throws {
    let fixture = try LoadFixture(
      [
        .create("A", "a.com"), .create("B", "b.com"), .add("Old", to: "u-1", "new.com"),
        .create("D", "d.com"),
      ], { $0.limit = 9 }, there: [("Old", "u-1", ["old.com"])])
    fixture.fake.add("a", uuid: "u-9", [])
    fixture.fake.add("Other", uuid: "u-8", ["b.com"])
    fixture.fake.remove("Old")
    await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(fixture.fake.writes == 0)
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(fixture.fake.created == ["D"])
    #expect(
      try fixture.results().map(\.reason) == [
        .titleExists, .monitoredElsewhere, .importError, nil,
      ])
    #expect(try fixture.links() == [.init(id: "id-D", uuid: "u-d")])
  }

  @Test("Of licences that others took, as many lines are loaded as there is room for")
  func licences() async throws {
    let fixture = try LoadFixture([
      .create("A", "a.com"), .create("B", "b.com", "b.org"), .create("C", "c.com"),
    ]) { $0.limit = 4 }
    fixture.fake.change { $0.takenByOthers = 2 }
    await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(try fixture.results().map(\.reason) == [nil, .licenceLimit, nil])
  }

  @Test("Where nothing was overtaken, everything is loaded")
  func nothing() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(fixture.fake.created == ["A"])
  }
}
