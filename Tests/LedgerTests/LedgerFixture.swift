import FoundationEssentials
import GRDB
import Pipeline
import TestSupport

@testable import Ledger

/// A ledger in a folder of its own.
struct LedgerFixture {
  let folder: TemporaryFolder
  let file: URL
  let account = LedgerAccount(
    account: .init(origin: "https://secure.darkwebid.com", reseller: "r-1"),
    source: "https://api.itglue.com")
  static let now = Date(timeIntervalSince1970: 1_795_428_900)

  init() throws {
    folder = try TemporaryFolder()
    file = folder.url.appending(path: "state/ledger.sqlite")
  }

  func open() throws -> Ledger { try Ledger(at: file) }

  /// The answer to a question in SQL, asked by somebody else than the ledger.
  func rows(_ sql: String) throws -> [[String: String]] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: file.path, configuration: configuration).read { connection in
      try Row.fetchAll(connection, sql: sql).map { row in
        Dictionary(
          uniqueKeysWithValues: row.map { name, value in
            (name, String.fromDatabaseValue(value) ?? value.description)
          })
      }
    }
  }

  /// Changes the file as no ledger would.
  func damage(_ sql: String) throws {
    try DatabaseQueue(path: file.path).write { try $0.execute(sql: sql) }
  }
}

extension LedgerEntry {
  static func sample(
    _ id: String = "7", run: String = "run-1", _ state: State = .intended, uuid: String? = nil,
    action: PlanLine.Action = .create
  ) -> LedgerEntry {
    LedgerEntry(
      run: run, id: id, title: "Client \(id)", action: action, state: state, uuid: uuid,
      domains: [.init(name: "acme.com", status: .pending)], attempts: 1,
      intendedAt: LedgerFixture.now)
  }
}

extension Ledger {
  /// Records with what the test does not care about filled in.
  func note(_ entry: LedgerEntry, _ account: LedgerAccount) throws {
    try record(entry, account, now: LedgerFixture.now)
  }
}
