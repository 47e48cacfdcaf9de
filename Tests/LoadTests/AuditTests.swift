import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("The audit of a load")
struct AuditTests {
  @Test("Each request and each answer is there, in order, with its organization and its attempt")
  func complete() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.importTime = .zero
      behaviour.fault = { $0.write == 1 ? .tooMany : nil }
    }
    try await fixture.perform()
    let lines = try fixture.audit()
    #expect(
      lines.count == fixture.exchange.arrivals.count + fixture.sent.count,
      "what changes something is noted before it is sent too")
    let posts = lines.filter { $0.method == "POST" }
    #expect(posts.map(\.organization) == Array(repeating: "id-A", count: 4) + ["id-B", "id-B"])
    #expect(posts.map(\.attempt) == [1, 1, 2, 2, 1, 1])
    #expect(posts.map(\.status) == [nil, 429, nil, 201, nil, 201])
    #expect(posts.map { $0.milliseconds == nil } == [true, false, true, false, true, false])
    #expect(lines.first?.path == "/services/reseller.json")
    #expect(lines.map(\.time) == lines.map(\.time).sorted())
    #expect(lines.first?.time.hasSuffix("Z") == true)
  }

  @Test("No secret, no header and no body gets into it")
  func secrets() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    try await fixture.perform()
    let text = String(
      decoding: try FileBytes.read(fixture.run.file("audit.jsonl", of: .load)), as: UTF8.self)
    #expect(!text.lowercased().contains("authorization"))
    #expect(!text.contains(Data("u:p".utf8).base64EncodedString()))
    #expect(!text.contains("a.com"))
  }

  @Test("Over all sessions of a run it grows, and a line that a crash tore off is cut away")
  func appended() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .stopAfter : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    let before = try fixture.audit()
    let file = fixture.run.file("audit.jsonl", of: .load)
    let handle = try FileBytes.read(file) + Array(#"{"method":"PO"#.utf8)
    try OutputFile.write(handle, to: file)
    fixture.fake.change { $0.fault = { _ in nil } }
    _ = try await fixture.performUntilSettled()
    let after = try fixture.audit()
    #expect(Array(after.prefix(before.count)) == before)
    #expect(after.count > before.count)
  }

  @Test("A request whose answer never came is there all the same")
  func lost() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .lostAnswer : nil }
    }
    try await fixture.perform()
    let posts = try fixture.audit().filter { $0.method == "POST" }
    #expect(posts.count == 2)
    #expect(posts.last?.failure == "the connection was cut before the answer was whole")
  }
}
