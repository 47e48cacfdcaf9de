import Foundation
import HTTPTransport
import Ledger
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
    let torn = try FileBytes.read(file) + Array(#"{"method":"PO"#.utf8)
    try OutputFile.write(torn, to: file)
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

  @Test("Where it cannot be written from the start, nothing is sent and nothing intended")
  func neverWritable() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    let run = fixture.run
    fixture.fake.change {
      $0.fault = { call in
        if call.number == 1 { FullDisk.take(run.file("audit.jsonl", of: .load)) }
        return nil
      }
    }
    let error = await #expect(throws: FileError.self) { try await fixture.perform() }
    #expect(error?.kind == .storage)
    #expect(error?.message.contains("audit.jsonl") == true)
    #expect(fixture.sent.isEmpty)
    #expect(try fixture.entries().isEmpty)
  }

  @Test("Where it cannot be written any more, the answer that came counts and nothing more is sent")
  func noLongerWritable() async throws {
    let fixture = try LoadFixture((1...6).map { .create("C\($0)", "c\($0).com") })
    let run = fixture.run
    fixture.fake.change {
      $0.fault = { call in
        if call.write == 3 { FullDisk.take(run.file("audit.jsonl", of: .load)) }
        return nil
      }
    }
    let error = await #expect(throws: FileError.self) { try await fixture.perform() }
    #expect(error?.message.contains("audit.jsonl") == true)
    #expect(fixture.fake.created == ["C1", "C2", "C3"])
    #expect(fixture.sent.count == 3)
    #expect(try fixture.entries().map(\.state) == [.pending, .pending, .pending])
    #expect(try fixture.entries().map(\.uuid) == ["u-c1", "u-c2", "u-c3"])
    fixture.fake.change { $0.fault = { _ in nil } }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created.count == 6)
  }
}

/// The disk that a file is on, as it gets full while a program writes the file.
private enum FullDisk {
  /// From now on nothing more can be written to the file by those of this process who have it open.
  static func take(_ file: URL) {
    let path = file.resolvingSymlinksInPath().path
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(full) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    let holders = names.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }
    #expect(!holders.isEmpty, "somebody has it open")
    for holder in holders.compactMap({ Int32($0) }) { #expect(dup2(full, holder) == holder) }
  }
}
