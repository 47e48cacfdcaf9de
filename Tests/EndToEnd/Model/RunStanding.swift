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
