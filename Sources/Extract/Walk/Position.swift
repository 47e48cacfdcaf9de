internal import Pipeline
private import Synchronization

extension Walk {
  /// How far a walk has got: what the checkpoint keeps of it.
  struct Position: Equatable {
    /// The page to fetch next.
    var nextPage = 1
    /// Rows a page; 0 before the first one.
    var pageSize = 0
    /// The bytes that were written, all durable.
    var bytes = 0
    /// The total that the first page of all told; -1 before.
    var firstTotal = -1
    /// The total that the last page told; -1 before.
    var total = -1
    /// Which walk this is, from 1.
    var round = 1
    /// The pages of this walk.
    var pages = 0
    /// Rows that a page repeated.
    var repeated = 0
    /// A sum over the ids that the walk before found, where that one was whole; 0 otherwise.
    var earlierIDs = 0
    /// True when nothing is left to fetch.
    var isDone = false

    /// The first position of the walk after this one.
    var anew: Position {
      Position(pageSize: pageSize, firstTotal: firstTotal, round: round + 1)
    }
  }
}

/// Where the walks have got to and what was found out before, as a checkpoint keeps it.
struct Positions: Equatable {
  private(set) var values: [String: Int]

  init(_ values: [String: Int]) {
    self.values = values
  }

  /// Where the walk of a name has got to.
  subscript(walk: String) -> Walk.Position {
    get {
      func value(_ name: String, or missing: Int) -> Int { values["\(walk).\(name)"] ?? missing }
      return Walk.Position(
        nextPage: value("next_page", or: 1), pageSize: value("page_size", or: 0),
        bytes: value("bytes", or: 0), firstTotal: value("first_total", or: -1),
        total: value("total", or: -1), round: value("round", or: 1), pages: value("pages", or: 0),
        repeated: value("repeated", or: 0), earlierIDs: value("earlier_ids", or: 0),
        isDone: value("done", or: 0) == 1)
    }
    set {
      func set(_ name: String, _ value: Int) { values["\(walk).\(name)"] = value }
      set("next_page", newValue.nextPage)
      set("page_size", newValue.pageSize)
      set("bytes", newValue.bytes)
      set("first_total", newValue.firstTotal)
      set("total", newValue.total)
      set("round", newValue.round)
      set("pages", newValue.pages)
      set("repeated", newValue.repeated)
      set("earlier_ids", newValue.earlierIDs)
      set("done", newValue.isDone ? 1 : 0)
    }
  }

  /// Where the walk of a whole index has got to.
  subscript(endpoint: Endpoint) -> Walk.Position { self[endpoint.rawValue] }

  /// What was counted before the walks, by the name of the count.
  var found: [String: Int] {
    get {
      var found: [String: Int] = [:]
      for (name, value) in values where name.hasPrefix(Self.foundPrefix) {
        found[String(name.dropFirst(Self.foundPrefix.count))] = value
      }
      return found
    }
    set {
      values = values.filter { !$0.key.hasPrefix(Self.foundPrefix) }
      for (name, value) in newValue { values[Self.foundPrefix + name] = value }
    }
  }

  private static let foundPrefix = "found."
}

/// Positions of walks that may go on side by side: a checkpoint tells of all of them.
final class SharedPositions: Sendable {
  private let positions: Mutex<Positions>

  init(_ positions: Positions) {
    self.positions = Mutex(positions)
  }

  /// Where all have got to.
  var all: Positions { positions.withLock { $0 } }

  /// Makes it durable where a walk has got to.
  ///
  /// - Throws: ``FileError``.
  func reach(_ position: Walk.Position, of walk: String, in work: StageWork) throws {
    try positions.withLock { positions in
      positions[walk] = position
      try work.reached(positions.values)
    }
  }

  /// Notes where a walk has got to.
  func note(_ position: Walk.Position, of walk: String) {
    positions.withLock { $0[walk] = position }
  }
}
