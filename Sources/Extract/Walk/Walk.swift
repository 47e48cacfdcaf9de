internal import FoundationEssentials
internal import HTTPTransport
internal import Pipeline

/// Walks an index page by page into a file, each row once.
///
/// Rows come and go while one walks. So the rows of a walk are held against the index's own total,
/// and where they do not agree, or the total changed on the way, the walk is made anew.
struct Walk {
  let query: IndexQuery
  let source: any PageSource
  let file: URL
  /// Keeps the pages too.
  var saver: PageSaver?
  let progress: Progress
  /// Makes a position durable.
  let reached: @Sendable (Position) throws -> Void

  private var endpoint: Endpoint { query.endpoint }
  private var settings: WalkSettings { source.walking }
  private var rounds: Int { settings.verify == .twice ? 4 : 3 }

  /// What came of one walk.
  private enum Outcome {
    /// All rows are there.
    case whole
    /// Rows came or went meanwhile, or some are missing.
    case short
    /// A page in the middle had only rows that were known.
    case barren(page: Int)
  }

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
    if position.pageSize == 0 { position.pageSize = settings.pageSize }
    while true {
      let output = try OutputFile(growing: file, from: position.bytes)
      guard !position.isDone else { return (try output.finish(), position) }
      try saver?.keep(position.pages, of: endpoint)
      var seen = try Self.ids(in: file)
      let outcome = try await fetch(into: output, from: &position, seen: &seen)
      let isConfirmed = settings.verify == .once || position.earlierIDs == seen.sum
      if case .whole = outcome, isConfirmed {
        position.isDone = true
        try reached(position)
        return (try output.finish(), position)
      }
      guard source.canChange else {
        throw WalkError.pagesMissing(endpoint, rows: seen.count, total: position.total)
      }
      guard position.round < rounds else { throw failure(outcome, position, rows: seen.count) }
      var next = position.anew
      if case .whole = outcome { next.earlierIDs = seen.sum }
      progress(
        .note(
          next.earlierIDs != 0 && position.earlierIDs == 0
            ? "reading IT Glue's \(endpoint.rawValue) a second time, to verify them"
            : "IT Glue's \(endpoint.rawValue) changed while they were read "
              + "(\(seen.count) of \(position.total)); reading them again"))
      position = next
      try reached(position)
    }
  }

  private func failure(_ outcome: Outcome, _ position: Position, rows: Int) -> WalkError {
    if case .barren(let page) = outcome {
      return .nothingNew(endpoint, page: page, place: place(of: page, position))
    }
    return position.total == rows
      ? .restless(endpoint, rounds: position.round)
      : .incomplete(endpoint, rows: rows, total: position.total, rounds: position.round)
  }

  /// Fetches the pages of one walk.
  private func fetch(
    into output: OutputFile, from position: inout Position, seen: inout SeenIDs
  ) async throws -> Outcome {
    var outcome: Outcome?
    var earlier: [RecordID] = []
    while outcome == nil {
      let size = position.pageSize
      let feed = PageFeed(width: settings.concurrency) { [source, query] number in
        try await source.page(number, size: size, of: query)
      }
      do {
        try await feed.run(
          from: position.nextPage, through: lastPage(nil, position)
        ) { page, number in
          try Task.checkCancellation()
          try check(page, number, position, after: earlier)
          earlier = page.rows.map(\.id)
          let isNews = try write(page, to: output, &position, &seen)
          outcome = try outcomeSoFar(after: page, number, isNews: isNews, &position, seen)
          guard outcome == nil, page.nextPage != nil else { return .stop }
          position.nextPage = number + 1
          if number == 1, source.canChange, page.rows.count != size {
            // IT Glue has a page size of its own; from here on it is asked for that one.
            position.pageSize = page.rows.count
            try checkpoint(output, &position)
            return .stop
          }
          if output.length - position.bytes >= settings.checkpointBytes {
            try checkpoint(output, &position)
          }
          return .onward(last: lastPage(page, position))
        }
      } catch let error as WalkError {
        throw error
      } catch {
        guard case .tookTooLong? = error as? ServiceError,
          let smaller = PageSize.smaller(than: position)
        else {
          // What was fetched need not be fetched again.
          try checkpoint(output, &position)
          throw error
        }
        progress(
          .note(
            "pages of \(size) \(endpoint.rawValue) take IT Glue too long; "
              + "going on with \(smaller.pageSize) a page"))
        // Rows that are met again because we go back are none that IT Glue repeats.
        position.repeated -=
          (position.nextPage - 1) * size - (smaller.nextPage - 1) * smaller.pageSize
        position.nextPage = smaller.nextPage
        position.pageSize = smaller.pageSize
        try checkpoint(output, &position)
      }
    }
    try output.sync()
    position.bytes = output.bytes
    return outcome ?? .short
  }

  private func checkpoint(_ output: OutputFile, _ position: inout Position) throws {
    try output.sync()
    position.bytes = output.bytes
    try reached(position)
  }

  /// Writes the rows of a page that are new.
  ///
  /// - Returns: Whether there were any.
  private func write(
    _ page: Page, to output: OutputFile, _ position: inout Position, _ seen: inout SeenIDs
  ) throws -> Bool {
    let before = seen.count
    for row in page.rows where seen.insert(row.id) { try output.writeLine(page.line(of: row)) }
    let new = seen.count - before
    position.repeated += page.rows.count - new
    try saver?.save(page.body, as: position.pages + 1, of: endpoint)
    position.pages += 1
    let total = page.totalCount ?? (position.total < 0 ? nil : position.total)
    progress(
      .advanced(
        .extract, unit: endpoint.rawValue, done: seen.count, total: total,
        pages: .init(
          done: position.pages,
          total: position.pages + max(0, lastPage(page, position) - position.nextPage))))
    return new > 0
  }

  /// What came of the walk, where that is known after a page.
  private func outcomeSoFar(
    after page: Page, _ number: Int, isNews: Bool, _ position: inout Position, _ seen: SeenIDs
  ) throws -> Outcome? {
    let earlier = position.total
    if let total = page.totalCount {
      position.total = total
      if position.firstTotal < 0 { position.firstTotal = total }
      if earlier >= 0, earlier != total {
        guard source.canChange else {
          throw WalkError.pagesDisagree(
            endpoint, totals: [earlier, total], place: place(of: number, position))
        }
        // Such a walk cannot end right any more: the next one had better begin at once.
        return .short
      }
    }
    guard page.nextPage != nil else {
      guard position.total >= 0 else {
        // Where no page told how many rows there are, one that is missing would not be missed.
        throw PageError(
          endpoint: endpoint, page: number, place: place(of: number, position), problem: .noTotal,
          kind: source.canChange ? .unavailable : .badInput)
      }
      return seen.count == position.total ? .whole : .short
    }
    guard source.canChange else { return nil }
    if !isNews { return .barren(page: number) }
    return position.total >= 0 && seen.count > position.total ? .short : nil
  }

  /// The last page that is known to be there.
  private func lastPage(_ page: Page?, _ position: Position) -> Int {
    page?.totalPages ?? (max(position.total, 0) + position.pageSize - 1) / position.pageSize
  }

  private func place(of page: Int, _ position: Position) -> String {
    source.place(of: page, size: position.pageSize, in: query)
  }

  private func check(
    _ page: Page, _ number: Int, _ position: Position, after earlier: [RecordID]
  ) throws {
    guard source.canChange else { return }
    var place: String { self.place(of: number, position) }
    if let said = page.currentPage, said != number {
      throw WalkError.otherPage(endpoint, page: number, got: said, place: place)
    }
    if earlier.count > 1, page.rows.map(\.id) == earlier {
      throw WalkError.samePage(endpoint, page: number, place: place)
    }
    if let next = page.nextPage, next != number + 1 {
      throw WalkError.wrongNext(endpoint, page: number, next: next, place: place)
    }
  }

  private static func ids(in file: URL) throws -> SeenIDs {
    var seen = SeenIDs()
    let parser = PageParser()
    try JSONLines.forEachLine(of: file) { line, number in
      guard let id = parser.id(of: line) else {
        throw JSONLinesError(file: file.path, line: number, problem: "it has no id")
      }
      _ = seen.insert(id)
    }
    return seen
  }
}

/// Pages that IT Glue can make in time.
enum PageSize {
  /// The smallest page that is asked for.
  private static let least = 10

  /// Whether there is a sensible smaller size.
  static func canShrink(_ size: Int) -> Bool { size / 2 >= least }

  /// Where to go on with about half as many rows a page: no row may stand in between, so the rows
  /// before fill whole pages of the new size. Where no size near the half divides them, the walk
  /// goes back to the last row that does; what it meets again is written once. Nil where pages are
  /// as small as is sensible.
  static func smaller(than position: Walk.Position) -> (nextPage: Int, pageSize: Int)? {
    guard canShrink(position.pageSize) else { return nil }
    let offset = (position.nextPage - 1) * position.pageSize
    let half = position.pageSize / 2
    let size = (max(least, half / 2)...half).last { offset.isMultiple(of: $0) } ?? half
    return (offset / size + 1, size)
  }
}
