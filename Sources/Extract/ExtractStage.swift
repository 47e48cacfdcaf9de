internal import FoundationEssentials
internal import HTTPTransport
package import Pipeline

/// Extract: the pages of IT Glue become `organizations.jsonl` and `domains.jsonl`, a resource a
/// line, its bytes as they came.
package struct ExtractStage: Stage {
  package let name = StageName.extract
  package let version = 1
  private let source: any PageSource
  private let baseline: Baseline?
  private let saver: PageSaver?

  /// - Parameters:
  ///   - baseline: An earlier extract to go on from.
  ///   - saver: Keeps the pages too.
  package init(source: any PageSource, baseline: Baseline? = nil, saver: PageSaver? = nil) {
    self.source = source
    self.baseline = baseline
    self.saver = saver
  }

  /// What an extract of a source has as its inputs; no key is needed to tell.
  ///
  /// - Throws: A `Failure` where the source cannot be read at all.
  package static func inputs(
    of source: PipelineFile.Source
  ) async throws -> [String: String] {
    switch source {
    case .pages(let folder, _): try await SavedPages(folder: folder).inputs()
    case .itglue(let settings):
      try ITGlueClient.inputs(origin: Origin(settings.baseURL), settings.organizations)
    }
  }

  /// The checkpoint of a run's extract; nil where it is not finished, or of something else than
  /// `inputs`.
  ///
  /// - Throws: `JSONFileError`, `FileError`.
  package static func finished(
    in run: RunDirectory, inputs: [String: String]
  ) throws -> Checkpoint? {
    guard let checkpoint = try run.readCheckpoint(of: .extract), checkpoint.state == .finished,
      checkpoint.inputs.filter({ !ownInputs.contains($0.key) }) == inputs
    else { return nil }
    return checkpoint
  }

  package func inputs(of run: RunDirectory) async throws -> [String: String] {
    var inputs = try await source.inputs()
    if let baseline { inputs[Self.baselineInput] = baseline.digest }
    if let saver { inputs[Self.saverInput] = Digest.of(saver.folder.path).text }
    return inputs
  }

  package func perform(in work: StageWork) async throws -> StageResult {
    var positions = Positions(work.earlier?.position ?? [:])
    let survey = try await look(from: &positions, in: work)
    let isFiltered = positions.found[Checkpoint.filteredCount] == 1
    try saver?.begin(filtered: isFiltered)

    var result = StageResult(outputs: [:], counts: [:], balances: [])
    if let survey, let baseline, positions.found[Self.wholeCount] == nil,
      let merged = try await goOn(from: baseline, survey, &positions, in: work)
    {
      note(merged, of: .organizations, positions[Self.changed], in: &result)
      // The totals are those of what was changed; the rows are all.
      result.balances = []
      let shared = SharedPositions(positions)
      let written = try await walk(IndexQuery(.domains), shared, in: work)
      positions = shared.all
      note(written, of: .domains, positions[.domains], in: &result)
    } else {
      let organizations = IndexQuery(.organizations, filters: survey?.filters ?? [])
      let written = try await walkAll(organizations, IndexQuery(.domains), &positions, in: work)
      note(written.organizations, of: .organizations, positions[.organizations], in: &result)
      note(written.domains, of: .domains, positions[.domains], in: &result)
    }
    try saver?.finish(filtered: isFiltered)
    result.counts.merge(positions.found) { counted, _ in counted }
    return result
  }

  /// Inputs that change what is read and how, not what there is to read.
  static let ownInputs: Set = [baselineInput, saverInput]
  private static let baselineInput = "since"
  private static let saverInput = "save_pages"
  /// The file of what was changed since the baseline, and the name of its walk.
  private static let changed = "changed"
  /// Says that the baseline was of no use.
  private static let wholeCount = "organizations.read_whole"

  /// Surveys the source unless the organizations are there already.
  private func look(from positions: inout Positions, in work: StageWork) async throws -> Survey? {
    if source.isFiltered { positions.found[Checkpoint.filteredCount] = 1 }
    guard !positions[.organizations].isDone, let survey = try await source.survey()
    else { return nil }
    // What was there at the very beginning stays: rows are as old as that.
    if positions.found.isEmpty {
      positions.found = survey.counts
      try work.reached(positions.values)
    }
    for remark in survey.remarks { work.progress(.note(remark)) }
    tell(survey, positions, work.progress)
    return survey
  }

  private func tell(_ survey: Survey, _ positions: Positions, _ progress: Progress) {
    let wanted =
      survey.wanted == survey.organizations
      ? "" : ", \(survey.wanted) of them after IT Glue's own filters"
    progress(
      .note(
        "IT Glue has \(survey.organizations) organizations\(wanted), and \(survey.domains) domains"
      ))
    guard let limit = source.walking.requestsPer5Minutes else { return }
    let size = source.walking.pageSize
    func pages(_ endpoint: Endpoint, _ rows: Int) -> Int {
      let position = positions[endpoint]
      if position.isDone { return 0 }
      let size = position.pageSize == 0 ? size : position.pageSize
      return max(1, (rows + size - 1) / size - position.nextPage + 1)
    }
    // What was changed is not known before; it is a page at least.
    let isDelta = baseline != nil && positions.found[Self.wholeCount] == nil
    let walks = source.walking.verify == .twice ? 2 : 1
    let forecast = Forecast(
      pages: (isDelta ? 1 : pages(.organizations, survey.wanted)) * walks
        + pages(.domains, survey.domains) * walks,
      requestsPer5Minutes: limit, pageSize: size, isLeast: isDelta)
    progress(.note(forecast.text))
  }

  /// Asks for what was changed since the baseline, and puts it over the baseline's rows.
  ///
  /// - Returns: Nil where that does not come to what IT Glue has: then all is to be read.
  private func goOn(
    from baseline: Baseline, _ survey: Survey, _ positions: inout Positions, in work: StageWork
  ) async throws -> WrittenFile? {
    func readWhole(_ why: String) throws {
      work.progress(.note("\(why): reading all of them"))
      positions.found[Self.wholeCount] = 1
      try work.reached(positions.values)
    }
    if let sample = try baseline.sample(),
      try await source.page(1, size: 1, of: sample).totalCount
        != sample.filters.first?.values.count
    {
      try readWhole("IT Glue no longer has all organizations of \(baseline.run.id)")
      return nil
    }
    let name = "\(Self.changed).jsonl"
    let query = IndexQuery(.organizations, filters: [baseline.filter])
    let shared = SharedPositions(positions)
    let changed = try await walk(query, as: Self.changed, shared, in: work)
    positions = shared.all
    let file = work.run.file(Endpoint.organizations.file, of: .extract)
    let output = try OutputFile(whole: file)
    try baseline.merge(work.run.file(name, of: .extract), into: output)
    let merged = try output.finish()
    guard try baseline.agrees(with: survey, merged, in: file) else {
      try FileBytes.remove(file)
      try readWhole("organizations were deleted since \(baseline.run.id), or more")
      return nil
    }
    work.progress(
      .note("\(changed.lines) organizations are new or changed since \(baseline.run.id)"))
    positions.found["organizations.changed"] = changed.lines
    return merged
  }

  /// Walks both indexes to their ends: side by side where nobody counts the requests and no page is
  /// kept, otherwise one after the other.
  private func walkAll(
    _ organizations: IndexQuery, _ domains: IndexQuery, _ positions: inout Positions,
    in work: StageWork
  ) async throws -> (organizations: WrittenFile, domains: WrittenFile) {
    let shared = SharedPositions(positions)
    defer { positions = shared.all }
    if source.canChange || saver != nil {
      let first = try await walk(organizations, shared, in: work)
      return (first, try await walk(domains, shared, in: work))
    }
    let written = try await withThrowingTaskGroup(of: Walked.self) { group in
      for query in [organizations, domains] {
        group.addTask {
          Walked(endpoint: query.endpoint, file: try await walk(query, shared, in: work))
        }
      }
      // Whichever fails first ends both.
      return try await group.reduce(into: [:]) { $0[$1.endpoint] = $1.file }
    }
    guard let first = written[.organizations], let second = written[.domains] else {
      preconditionFailure("both were walked")
    }
    return (first, second)
  }

  /// What came of a walk. No tuple, see `PageFeed`.
  private struct Walked: Sendable {
    var endpoint: Endpoint
    var file: WrittenFile
  }

  private func walk(
    _ query: IndexQuery, as other: String? = nil, _ positions: SharedPositions,
    in work: StageWork
  ) async throws -> WrittenFile {
    let name = other ?? query.endpoint.rawValue
    let walk = Walk(
      query: query, source: source, file: work.run.file("\(name).jsonl", of: .extract),
      saver: saver,
      progress: work.progress,
      reached: { try positions.reach($0, of: name, in: work) })
    let (written, position) = try await walk.run(from: positions.all[name])
    positions.note(position, of: name)
    return written
  }

  /// The proof that a walk is whole, for the checkpoint.
  private func note(
    _ written: WrittenFile, of endpoint: Endpoint, _ position: Walk.Position,
    in result: inout StageResult
  ) {
    let walk = endpoint.rawValue
    result.outputs["\(walk).jsonl"] = written
    result.counts[walk] = written.lines
    result.counts["\(walk).pages"] = position.pages
    result.counts["\(walk).repeated"] = position.repeated
    result.counts["\(walk).walks"] = position.round
    result.counts["\(walk).first_total"] = position.firstTotal
    result.counts["\(walk).last_total"] = position.total
    // Where each page but the last was full, a row's line tells the page that it came in.
    let size = position.pageSize
    let isEven = source.canChange || position.pages == 1
    if isEven, size > 0, position.repeated == 0,
      position.pages == max(1, (written.lines + size - 1) / size)
    {
      result.counts["\(walk).page_size"] = size
    }
    result.balances.append(.init(walk, into: position.total, out: written.lines))
  }
}
