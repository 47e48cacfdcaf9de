import Foundation

/// The files of a place.
extension Workplace {
  /// Writes a file into the folder.
  func write(_ text: String, to path: String) throws -> String {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The text of a file in the folder.
  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// The lines of a file in the folder, as JSON objects.
  func lines(_ path: String) throws -> [[String: Any]] {
    try text(path).split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }

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

  /// What the ledger holds.
  func ledger() throws -> LedgerCopy {
    try LedgerCopy(of: folder.appending(path: "ledger.sqlite"), in: folder)
  }

  /// The status and reason of every organization and domain at the end of a run: what must not
  /// depend on how often the run was interrupted.
  func final(_ run: String) throws -> [String: String] {
    var all: [String: String] = [:]
    func note(_ key: String, _ status: Any?, _ reason: Any?) {
      let value = "\(status as? String ?? "-") \(reason as? String ?? "-")"
      all[key, default: ""] += (all[key] == nil ? "" : " + ") + value
    }
    for line in try lines("\(run)/4-load/results.jsonl") {
      let id = line["id"] as? String ?? ""
      note(id, line["status"], line["reason"])
      for domain in line["domains"] as? [[String: Any]] ?? [] {
        note("\(id)/\(domain["name"] ?? "")", domain["status"], domain["reason"])
      }
    }
    for line in try lines("\(run)/3-validate/unimported.jsonl") {
      let id = line["organization_id"] as? String ?? ""
      let domain = (line["domain"] as? String).map { "/\($0)" } ?? ""
      note(id + domain, line["status"], line["reason"])
    }
    return all
  }
}
