import Foundation

/// How a run stands, as far as its files and what was done to it tell.
enum RunStanding {
  /// It may have a plan; nothing of it was sent.
  case notBegun
  /// It was stopped on the way through load, and the files do not tell what it had reached.
  case stopped
  /// Something is pending, or an answer is lost.
  case unsettled
  /// All of its plan has a result.
  case ended
  /// A person has given it up.
  case discarded

  /// Whether it may keep a new run from loading.
  var mayBlock: Bool { self == .stopped || self == .unsettled }
}

extension Workplace {
  /// The ids of the runs in `runs`, the oldest first. Ones that were killed before they left
  /// anything are not among them.
  func runs() -> [String] {
    let folder = folder.appending(path: "runs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    // `…-test`, `…-test-2`: by time, then by number.
    return names.filter { has("runs/\($0)/run.json") }
      .sorted { ($0.prefix(16), $0.count, $0) < ($1.prefix(16), $1.count, $1) }
  }

  /// Whether the folder has a file.
  func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// `run.json` of a run.
  func record(_ run: String) throws -> [String: Any] {
    try object("runs/\(run)/run.json")
  }

  /// A file in the folder, as a JSON object.
  func object(_ path: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text(path).utf8)) as? [String: Any] ?? [:]
  }

  /// The links in the ledger.
  func links() throws -> [(id: String, uuid: String)] {
    try LedgerCopy(of: folder.appending(path: "ledger.sqlite"), in: folder).links()
  }

  /// How a run stands.
  ///
  /// - Parameter wasKilled: Whether the last that worked on it was killed: then its results are not
  ///   those of its end.
  func standing(_ run: String, wasKilled: Bool) throws -> RunStanding {
    let state = try record(run)["state"] as? String
    if state == "finished" { return .ended }
    guard state == "unfinished", has("runs/\(run)/4-load") else { return .notBegun }
    guard !wasKilled, has("runs/\(run)/4-load/results.jsonl") else { return .stopped }
    let open = try lines("runs/\(run)/4-load/results.jsonl").contains { line in
      ["pending", "unknown"].contains(line["status"] as? String)
    }
    return open ? .unsettled : .stopped
  }
}
