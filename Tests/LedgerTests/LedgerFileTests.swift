import Foundation
import GRDB
import Pipeline
import TestSupport
import Testing

@testable import Ledger

@Suite("The ledger's file")
struct LedgerFileTests {
  private let fixture: LedgerFixture

  init() throws {
    fixture = try LedgerFixture()
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("The file, its side files and its folder are for the user's eyes only")
  func modes() throws {
    let ledger = try fixture.open()
    try ledger.note(.sample(), fixture.account)
    for suffix in ["", "-wal", "-shm"] {
      #expect(try mode(fixture.file.path + suffix) == 0o600, "\(suffix)")
    }
    #expect(try mode(fixture.file.deletingLastPathComponent().path) == 0o700)
    withExtendedLifetime(ledger) {}
  }

  @Test(
    "What is written is synced before it counts: a write-ahead log with full syncs; on storage that machines share a rollback journal, for they share no memory",
    arguments: [(false, "wal", 2), (true, "truncate", 3)])
  func durability(isShared: Bool, journal: String, synchronous: Int) throws {
    let ledger = try Ledger(at: fixture.file, isShared: isShared)
    // `synchronous` belongs to a connection, so it is the ledger's own that has to be asked.
    let database = try #require(
      Mirror(reflecting: ledger).children.compactMap { $0.value as? DatabaseQueue }.first)
    let found = try database.read { connection in
      (
        try String.fetchOne(connection, sql: "PRAGMA journal_mode"),
        try Int.fetchOne(connection, sql: "PRAGMA synchronous"),
        try Int.fetchOne(connection, sql: "PRAGMA foreign_keys")
      )
    }
    #expect(found.0 == journal)
    #expect(found.1 == synchronous)
    #expect(found.2 == 1)
  }

  @Test(
    "A ledger keeps what it knows when machines come to share it, and stays shared for one that does not see that they do"
  )
  func changeOfStorage() throws {
    for (number, isShared) in [false, false, true, false].enumerated() {
      let ledger = try Ledger(at: fixture.file, isShared: isShared)
      try ledger.note(.sample("\(number)"), fixture.account)
      let log = FileManager.default.fileExists(atPath: fixture.file.path + "-wal")
      #expect(log == (number < 2))
      withExtendedLifetime(ledger) {}
    }
    #expect(try fixture.rows("SELECT itglue_id FROM import ORDER BY itglue_id").count == 4)
  }

  @Test("Anybody can read it by the names of its tables and columns")
  func plainSQL() throws {
    var entry = LedgerEntry.sample("7", .unimported, uuid: "u-1")
    entry.reason = .govDomain
    try fixture.open().note(entry, fixture.account)
    #expect(
      try fixture.rows(
        """
        SELECT origin, reseller_uuid, itglue_origin, itglue_id, darkwebid_uuid, title, run
        FROM link JOIN account ON account.id = link.account_id
        """) == [
          [
            "origin": "https://secure.darkwebid.com", "reseller_uuid": "r-1",
            "itglue_origin": "https://api.itglue.com", "itglue_id": "7", "darkwebid_uuid": "u-1",
            "title": "Client 7", "run": "run-1",
          ]
        ])
    let imports = try fixture.rows(
      "SELECT state, action, title, reason, attempts, domains, updated_at FROM import")
    #expect(
      imports == [
        [
          "state": "unimported", "action": "create", "title": "Client 7",
          "reason": "gov_domain", "attempts": "1",
          "domains": #"[{"name":"acme.com","status":"pending"}]"#,
          "updated_at": "2026-11-23T10:15:00Z",
        ]
      ])
  }

  @Test("A file that is no ledger is an error that names it, and it stays as it was")
  func noDatabase() throws {
    let text = String(repeating: "this is a letter to grandmother\n", count: 64)
    let file = try fixture.folder.write(text, to: "letter.txt")
    let error = #expect(throws: LedgerError.self) { try Ledger(at: file) }
    #expect(error?.kind == .storage)
    #expect(error?.path == file.path)
    #expect(error?.message.contains(file.path) == true)
    #expect(error?.remedy?.contains("never delete it") == true)
    #expect(try fixture.folder.text("letter.txt") == text)
  }

  @Test("A folder under the ledger's name is an error that names it")
  func folderInItsPlace() throws {
    let error = #expect(throws: FileError.self) { try Ledger(at: fixture.folder.url) }
    #expect(error?.kind == .storage)
    #expect(error?.path == fixture.folder.url.path)
  }

  @Test("A place where no folder can be is an error about the place")
  func noFolder() throws {
    try fixture.folder.write("", to: "file")
    let error = #expect(throws: FileError.self) {
      try Ledger(at: fixture.folder.url.appending(path: "file/ledger.sqlite"))
    }
    #expect(error?.kind == .storage)
  }

  @Test("A folder that may not be written is an error", .enabled(if: getuid() != 0))
  func readOnlyFolder() throws {
    let folder = fixture.folder.url.appending(path: "locked")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    }
    let error = #expect(throws: FileError.self) {
      try Ledger(at: folder.appending(path: "ledger.sqlite"))
    }
    #expect(error?.kind == .storage)
  }

  @Test(
    "A row that was damaged by hand is an error that names the file",
    arguments: ["domains = '[', state = state", "domains = '[{}]'", "action = 'delete'"])
  func damagedRow(change: String) throws {
    let ledger = try fixture.open()
    try ledger.note(.sample(), fixture.account)
    try fixture.damage("UPDATE import SET \(change)")
    let error = #expect(throws: LedgerError.self) {
      try ledger.entries(of: "run-1", fixture.account)
    }
    #expect(error?.kind == .storage)
    #expect(error?.path == fixture.file.path)
  }

  @Test("A ledger is opened again and again without losing anything")
  func reopened() throws {
    for number in 1...5 {
      try fixture.open().note(.sample("\(number)", .imported, uuid: "u-\(number)"), fixture.account)
    }
    #expect(try fixture.open().links(fixture.account).count == 5)
  }
}
