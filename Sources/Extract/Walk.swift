internal import FoundationEssentials
package import Pipeline

/// Walks an index page by page into a file, each row once.
///
/// Rows come and go while one walks. So the rows of a walk are held against the index's own total,
/// and where they do not agree, or the total changed on the way, the walk is made anew.
struct Walk {
  /// How far a walk has got: what the checkpoint keeps of it.
  struct Position: Equatable {
    /// The page to fetch next.
    var nextPage = 1
    /// The bytes that were written, all durable.
    var bytes = 0
    /// The total that the last page told; -1 before.
    var total = -1
    /// False once two pages of this walk told different totals.
    var isSteady = true
    /// Which walk this is, from 1.
    var round = 1
    /// Rows that a page repeated.
    var repeated = 0
    /// True when nothing is left to fetch.
    var isDone = false
  }

  static let rounds = 3

  let endpoint: Endpoint
  let source: any PageSource
  let file: URL
  let progress: Progress
  /// Makes a position durable.
  let reached: (Position) throws -> Void

  /// Walks from `start` to the end.
  ///
  /// - Returns: The file, and the last position.
  /// - Throws: ``WalkError``, what the source throws, `FileError`.
  func run(from start: Position) async throws -> (WrittenFile, Position) {
    do {
      return try await walk(from: start)
    } catch let error as WalkError {
      // Whoever resumes begins anew: going on from here would only end here again.
      try reached(Position())
      throw error
    }
  }

  private func walk(from start: Position) async throws -> (WrittenFile, Position) {
    var position = start
    while true {
      let output = try OutputFile(growing: file, from: position.bytes)
      var seen = try Self.ids(in: file)
      guard !position.isDone else { return (try output.finish(), position) }
      let isWhole = try await fetch(into: output, from: &position, seen: &seen)
      if isWhole {
        position.isDone = true
        try output.sync()
        try reached(position)
        return (try output.finish(), position)
      }
      guard source.canChange else {
        throw WalkError.pagesMissing(endpoint, rows: seen.count, total: position.total)
      }
      guard position.round < Self.rounds else {
        throw WalkError.incomplete(
          endpoint, rows: seen.count, total: position.total, rounds: position.round)
      }
      progress(
        .note(
          "IT Glue's \(endpoint.rawValue) changed while they were read "
            + "(\(seen.count) of \(position.total)); reading them again"))
      position = Position(round: position.round + 1)
      try reached(position)
    }
  }

  /// Fetches the pages of one walk.
  ///
  /// - Returns: Whether all rows are there.
  private func fetch(
    into output: OutputFile, from position: inout Position, seen: inout Set<String>
  ) async throws -> Bool {
    while true {
      let number = position.nextPage
      let page = try await source.page(number, of: endpoint)
      var new = 0
      for row in page.rows where seen.insert(row.id).inserted {
        try output.writeLine(row.bytes)
        new += 1
      }
      position.repeated += page.rows.count - new
      if let total = page.totalCount {
        if position.total >= 0, position.total != total { position.isSteady = false }
        position.total = total
      }
      progress(
        .advanced(
          .extract, unit: endpoint.rawValue, done: seen.count,
          total: position.total < 0 ? nil : position.total))
      guard let next = page.nextPage else { break }
      guard next > number else { throw WalkError.goesBack(endpoint, page: number, next: next) }
      guard new > 0 else { throw WalkError.nothingNew(endpoint, page: number) }
      try output.sync()
      position.nextPage = next
      position.bytes = output.bytes
      try reached(position)
    }
    try output.sync()
    position.bytes = output.bytes
    return position.isSteady && (position.total < 0 || seen.count == position.total)
  }

  private struct Identified: Decodable {
    let id: ResourceID
  }

  private static func ids(in file: URL) throws -> Set<String> {
    var ids: Set<String> = []
    try JSONLines.read(Identified.self, from: file) { ids.insert($0.id.text) }
    return ids
  }
}

/// An id that is a string, as the contract says, or a number.
private struct ResourceID: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else {
      text = String(try container.decode(Int64.self))
    }
  }
}

/// A walk that cannot end right.
package enum WalkError: Failure, Equatable {
  /// The rows do not come to the index's own total.
  case incomplete(Endpoint, rows: Int, total: Int, rounds: Int)
  /// Saved pages do not come to the total that they tell.
  case pagesMissing(Endpoint, rows: Int, total: Int)
  /// The next page is not behind this one.
  case goesBack(Endpoint, page: Int, next: Int)
  /// A page brings no row that was not there before, and is not the last one.
  case nothingNew(Endpoint, page: Int)

  package var kind: FailureKind {
    if case .pagesMissing = self { .badInput } else { .unavailable }
  }
  package var message: String {
    switch self {
    case .incomplete(let endpoint, let rows, let total, let rounds):
      "IT Glue's \(endpoint.rawValue): \(rows) rows were read and \(total) are there "
        + "(\(abs(total - rows)) \(rows < total ? "missing" : "too many")), \(rounds) times over"
    case .pagesMissing(let endpoint, let rows, let total):
      "the saved pages of \(endpoint.rawValue) hold \(rows) of the \(total) rows that they tell of"
    case .goesBack(let endpoint, let page, let next):
      "IT Glue's \(endpoint.rawValue): page \(page) names \(next) as the page that follows"
    case .nothingNew(let endpoint, let page):
      "IT Glue's \(endpoint.rawValue): page \(page) brings no new row, and yet names a page that follows"
    }
  }
  package var remedy: String? {
    switch self {
    case .incomplete: "try again when nobody is changing many rows: `glueport resume`"
    case .pagesMissing: "save all pages again, at one time"
    case .goesBack, .nothingNew:
      "check that the address is IT Glue's own and not a proxy's; `glueport resume` tries again"
    }
  }
}
