import Foundation
import GRDB
import Pipeline
import TestSupport
import Testing

@testable import Ledger

@Suite("Ledgers of other versions")
struct MigrationTests {
  private let fixture: LedgerFixture

  init() throws {
    fixture = try LedgerFixture()
    try FileManager.default.createDirectory(
      at: fixture.file.deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  @Test("A ledger of the first version keeps all it knows")
  func first() throws {
    let queue = try DatabaseQueue(path: fixture.file.path)
    try LedgerSchema.migrator.migrate(queue, upTo: "1: accounts, links, imports")
    try queue.write { connection in
      try connection.execute(
        sql: """
          INSERT INTO account VALUES (1, 'https://secure.darkwebid.com', 'r-1');
          INSERT INTO link VALUES
            (1, 'https://api.itglue.com', '7', 'u-7', 'Client 7', 'run-1', '2026-11-23T10:15:00Z');
          INSERT INTO import VALUES
            (1, 'https://api.itglue.com', '7', 'run-1', 'Client 7', 'create', 'imported', 'u-7',
             '[{"name":"acme.com","status":"imported"}]', NULL, NULL, 1, 1795428900.25,
             '2026-11-23T10:15:01Z'),
            (1, 'https://api.itglue.com', '8', 'run-1', 'Client 8', 'create', 'intended', NULL,
             '[{"name":"b.com","status":"pending"}]', NULL, 'lost', 2, 1795428960.0,
             '2026-11-23T10:16:00Z');
          """)
    }
    try queue.close()
    let ledger = try fixture.open()
    #expect(try ledger.links(fixture.account) == [.init(id: "7", uuid: "u-7")])
    let entries = try ledger.entries(of: "run-1", fixture.account).sorted { $0.id < $1.id }
    #expect(entries.map(\.state) == [.imported, .intended])
    #expect(entries.map(\.title) == ["Client 7", "Client 8"])
    #expect(entries.map(\.uuid) == ["u-7", nil])
    #expect(entries.map(\.attempts) == [1, 2])
    #expect(entries[1].detail == "lost")
    #expect(abs(entries[0].intendedAt.timeIntervalSince1970 - 1_795_428_900.25) < 0.002)
    #expect(entries[1].intendedAt == Date(timeIntervalSince1970: 1_795_428_960))
  }

  @Test("A ledger that a newer version has written is left alone, and the error says so")
  func newer() throws {
    _ = try fixture.open()
    try fixture.damage("INSERT INTO grdb_migrations VALUES ('99: of the future')")
    let error = #expect(throws: LedgerError.self) { try fixture.open() }
    #expect(error?.message.contains("a newer version of Glueport has written it") == true)
    #expect(error?.remedy?.contains("newest version") == true)
  }

  @Test("The domains of each import can be asked for in SQL, with their reasons")
  func domains() throws {
    var entry = LedgerEntry.sample("7", .imported, uuid: "u-7")
    entry.domains = [
      .init(name: "a.com", status: .imported),
      .init(name: "b.com", status: .unimported, reason: .govDomain, detail: "words"),
    ]
    try fixture.open().note(entry, fixture.account)
    let rows = try fixture.rows(
      "SELECT run, itglue_id, title, domain, status, reason FROM import_domain WHERE domain = 'b.com'"
    )
    #expect(
      rows == [
        [
          "run": "run-1", "itglue_id": "7", "title": "Client 7", "domain": "b.com",
          "status": "unimported", "reason": "gov_domain",
        ]
      ])
  }

  @Test("Damage in the middle of the file is found before anything is loaded")
  func damaged() throws {
    let ledger = try fixture.open()
    for number in 1...300 {
      try ledger.note(.sample("\(number)", .imported, uuid: "u-\(number)"), fixture.account)
    }
    try ledger.check()
    try DatabaseQueue(path: fixture.file.path).writeWithoutTransaction { connection in
      try connection.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let file = try FileHandle(forUpdating: fixture.file)
    try file.seek(toOffset: 5 * 4096)
    try file.write(contentsOf: Data(repeating: 0x5A, count: 2 * 4096))
    try file.close()
    let error = #expect(throws: LedgerError.self) { try fixture.open().check() }
    #expect(error?.kind == .storage)
    #expect(error?.path == fixture.file.path)
  }
}
