import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("A load that is stopped, or that stops itself")
struct StopTests {
  private static let plan = (1...9).map { PlanLine.create("C\($0)", "c\($0).com") }

  @Test("Stopped by a person, what is under way comes to its end and nothing else is sent")
  func stopped() async throws {
    let fixture = try LoadFixture(Self.plan)
    let load = StoppableLoad()
    fixture.fake.change {
      $0.fault = { call in
        if call.write == 3 { load.stop() }
        return nil
      }
    }
    load.start { try await fixture.perform() }
    await #expect(throws: CancellationError.self) { try await load.end() }
    #expect(fixture.fake.created == ["C1", "C2", "C3"])
    let entries = try fixture.entries()
    #expect(entries.count == 3)
    #expect(entries.allSatisfy { !$0.isInDoubt }, "no answer was lost for the stop")
    #expect(try fixture.results().count == 3)
    fixture.fake.change { $0.fault = { _ in nil } }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created.count == 9)
  }

  @Test("Organizations that are refused for a reason nobody knows, one after the other, end it")
  func refusedInARow() async throws {
    let fixture = try LoadFixture(Self.plan) { behaviour in
      behaviour.refused = Dictionary(
        uniqueKeysWithValues: Self.plan.map { ($0.name, "no field x") })
    }
    let error = await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(error?.kind.exit == .unavailable)
    #expect(error?.message.contains("refused 4 organizations in a row") == true)
    #expect(error?.message.contains("no field x") == true)
    #expect(fixture.fake.writes == 4)
    #expect(try fixture.results().map(\.reason) == Array(repeating: .importError, count: 4))
    fixture.fake.change { $0.refused = [:] }
    #expect(try await fixture.perform().state == .finished)
    _ = try await fixture.retry()
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created.count == 9)
  }

  @Test("A refusal whose reason is known is no reason to stop")
  func knownReason() async throws {
    let fixture = try LoadFixture(Self.plan) { $0.conflictsWithEach = true }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().map(\.reason) == Array(repeating: .titleExists, count: 9))
  }

  @Test("Side by side, a service that is down is left alone just as soon")
  func concurrentBreaker() async throws {
    let fixture = try LoadFixture(Self.plan) { behaviour in
      behaviour.fault = { $0.write == nil ? nil : .errorBeforeEffect }
    }
    await #expect(throws: LoadError.noAnswers(3)) { try await fixture.perform(concurrency: 4) }
    #expect(fixture.fake.writes <= 3 + 3, "three in a row, and those that were under way with them")
    fixture.fake.change { $0.fault = { _ in nil } }
    _ = try await fixture.performUntilSettled()
    #expect(fixture.fake.created.sorted() == Self.plan.map(\.name))
  }
}
