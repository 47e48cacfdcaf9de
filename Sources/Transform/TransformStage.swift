private import FoundationEssentials
package import Pipeline
internal import QuickJSON

/// The second stage: joins domains to organizations, applies the selection and the spreadsheet, and
/// resolves Employee Count and Industry.
///
/// It reads extract's `organizations.jsonl` and `domains.jsonl` and writes `candidates.jsonl`, one
/// ``Candidate`` for each organization in its order, and `orphans.jsonl`. It judges nothing: what
/// it cannot resolve is a finding. The domains are held in memory up to a limit, of the organizations no
/// more than their ids and names.
package struct TransformStage: Stage {
  package let name = StageName.transform
  /// The name of the spreadsheet's digest among the inputs.
  package static let spreadsheetInput = "spreadsheet"
  package let version = 2

  private let mapping: PipelineFile.Mapping?
  private let selection: PipelineFile.Selection
  private let shared: SharedDomains
  private let read: ReadMapping?
  /// How many bytes the join table may take in memory.
  private let memory: Int
  /// Whether the quick way is gone where it can be; the bytes are the same.
  var goesQuick = true
  /// How many bytes of a file are read at a time.
  var pieceSize = JSONLines.pieceSize

  /// - Parameters:
  ///   - shared: Domains that say nothing about whom a row means.
  ///   - read: The mapping, where it was read before; it is used if its files are as they were.
  ///   - memory: How many bytes the join table may take.
  package init(
    mapping: PipelineFile.Mapping?, selection: PipelineFile.Selection,
    shared: SharedDomains = .none, read: ReadMapping? = nil,
    memory: Int = PipelineFile.Transformation().joinMemory
  ) {
    self.mapping = mapping
    self.selection = selection
    self.shared = shared
    self.read = read
    self.memory = memory
  }

  package func inputs(of run: RunDirectory) async throws -> [String: String] {
    var inputs = [
      Self.organizations: try run.digest(of: Self.organizations, from: .extract),
      Self.domains: try run.digest(of: Self.domains, from: .extract),
      "settings": try Digest.of(settings).text,
      "filtered": "\(try isFiltered(run))",
    ]
    if let mapping {
      inputs.merge(try ReadMapping.digests(of: mapping, shared)) { own, _ in own }
    }
    return inputs
  }

  package func perform(in work: StageWork) async throws -> StageResult {
    let run = work.run
    let isFiltered = try isFiltered(run)
    // The sheet is read while the rest begins.
    async let reading = makeReady(for: work)
    let (notes, places, starts) = try await noteOrganizations(in: run)
    var join = try DomainJoin(
      starts: starts, organizations: places.count, domains: try countDomains(of: run),
      memory: memory, folder: run.folder(of: name))
    let orphans = try await joinDomains(of: run, places, to: &join, isFiltered: isFiltered)
    let ready = try await reading
    async let met = ready.meeting(notes)
    join.sort()
    var transformation = await met
    try await meetDomains(of: run, &transformation)
    let (candidates, made) = try await writeCandidates(transformation, &join, in: work)
    let unused = tellUnusedRows(of: transformation, isFiltered: isFiltered, to: work.progress)

    var counts = made.counts
    counts["organizations"] = places.count
    counts["domains"] = join.read
    counts["orphan_domains"] = orphans.lines
    counts["domains_added"] = made.added
    counts["rows_unused"] = unused
    return StageResult(
      outputs: [Self.candidates: candidates, Self.orphans: orphans],
      counts: counts,
      balances: [
        .init("organizations", into: places.count, out: candidates.lines),
        .init("domains", into: join.read + made.added, out: made.domains + orphans.lines),
      ])
  }

  /// Extract's organizations.
  package static let organizations = "organizations.jsonl"
  /// Extract's domains.
  package static let domains = "domains.jsonl"
  private static let candidates = "candidates.jsonl"
  private static let orphans = "orphans.jsonl"

  /// All settings that the output depends on, as text. The spreadsheet's name is one of them, since
  /// findings name it.
  private var settings: String {
    get throws {
      struct Settings: Encodable {
        var selection: PipelineFile.Selection
        var spreadsheet: String?
        var sheet: String?
        var columns: [String: String]?
        var unlisted: String?
        var domains: String?
        var defaults: [PipelineFile.Mapping.Default]?
      }
      let settings = Settings(
        selection: SelectionRules(selection).canonical,
        spreadsheet: mapping?.spreadsheet.lastPathComponent, sheet: mapping?.sheet,
        columns: mapping.flatMap { $0.columns.isEmpty ? nil : $0.columns },
        unlisted: mapping?.unlisted.rawValue, domains: mapping?.domains.rawValue,
        defaults: mapping?.defaults)
      return String(decoding: try JSONLines.encoder().encode(settings), as: UTF8.self)
    }
  }

  private func makeReady(for work: StageWork) throws -> Transformation {
    guard let mapping else { return Transformation(selection: selection, mapping: nil) }
    if let read, try read.digests == ReadMapping.digests(of: mapping, shared) {
      work.progress(.note(read.text))
      return Transformation(selection: selection, mapping: read.mapping)
    }
    let read = try ReadMapping(mapping, shared) { work.progress(.note($0)) }
    return Transformation(selection: selection, mapping: read.mapping)
  }

  /// The first reading of the organizations.
  ///
  /// - Returns: What is to be met, the organizations' places, and those at which a piece of the file
  ///   begins.
  private func noteOrganizations(
    in run: RunDirectory
  ) async throws -> (OrganizationNotes, OrganizationPlaces, [Int]) {
    var notes = OrganizationNotes()
    var places = OrganizationPlaces()
    var starts: [Int] = []
    try await JSONLines.readSideBySide(
      run.file(Self.organizations, of: .extract), pieceSize: pieceSize
    ) { [rules = SelectionRules(selection)] piece in
      try OrganizationNotes(piece, rules)
    } take: { more in
      starts.append(places.count)
      more.forEach { note, _ in places.add(note.id) }
      notes.append(more)
    }
    return (notes, places, starts)
  }

  /// About how many domains there are.
  private func countDomains(of run: RunDirectory) throws -> Int {
    // Whatever a checkpoint says, no line is shorter.
    let most = (FileBytes.size(of: run.file(Self.domains, of: .extract)) ?? 0) / 16
    let told = try run.readCheckpoint(of: .extract)?.outputs[Self.domains]?.lines ?? 0
    return max(0, min(told, most))
  }

  private func joinDomains(
    of run: RunDirectory, _ places: OrganizationPlaces, to join: inout DomainJoin,
    isFiltered: Bool
  ) async throws -> WrittenFile {
    let orphans = try OutputFile(whole: run.file(Self.orphans, of: name))
    let shared = Shared(places)
    try await JSONLines.readSideBySide(run.file(Self.domains, of: .extract), pieceSize: pieceSize) {
      [parts = join.parts] piece in
      try JoinedDomains(piece, shared.value, parts: parts)
    } take: { joined in
      try join.add(joined)
      for var orphan in joined.orphans {
        if isFiltered { orphan.isFiltered = true }
        try orphans.write(orphan)
      }
    }
    return try orphans.finish()
  }

  /// Meets the domains, where a row may be found by one.
  private func meetDomains(
    of run: RunDirectory, _ transformation: inout Transformation
  ) async throws {
    guard transformation.mapping?.index.needsDomains == true else { return }
    try await JSONLines.readSideBySide(run.file(Self.domains, of: .extract), pieceSize: pieceSize) {
      piece in
      try piece.records(DomainResource.self)
    } take: { domains in
      for domain in domains { transformation.meet(domain) }
    }
  }

  private func writeCandidates(
    _ transformation: Transformation, _ join: inout DomainJoin, in work: StageWork
  ) async throws -> (WrittenFile, CandidatesMade) {
    let output = try OutputFile(whole: work.run.file(Self.candidates, of: name))
    var made = CandidatesMade()
    var pieces = try LinePieces(
      work.run.file(Self.organizations, of: .extract), size: pieceSize)
    let shared = Shared(transformation)
    for (part, places) in join.parts.enumerated() {
      let table = Shared(try await join.takeDomains(of: part))
      let quick = goesQuick ? QuickCandidates(transformation, joining: table.value) : nil
      try await JSONLines.readSideBySide(&pieces, before: places.upperBound) { piece in
        try CandidatesMade(piece, by: shared.value, quick, joining: table.value)
      } take: { more in
        try output.write(lines: more.lines.bytes, count: more.organizations)
        made.count(more)
        work.progress(
          .advanced(name, unit: "organizations", done: made.organizations, total: nil))
      }
    }
    for line in made.remarks.lines(of: "remarks; `glueport mapping check` lists all") {
      work.progress(.note(line))
    }
    return (try output.finish(), made)
  }

  private func isFiltered(_ run: RunDirectory) throws -> Bool {
    try run.readCheckpoint(of: .extract)?.isFiltered ?? false
  }

  private func tellUnusedRows(
    of transformation: Transformation, isFiltered: Bool, to progress: Progress
  ) -> Int {
    guard let mapping = transformation.mapping else { return 0 }
    var remarks = Remarks()
    for problem in mapping.problemsOfUnusedRows() {
      remarks.add(mapping.line(problem, isFiltered: isFiltered))
    }
    for line in remarks.lines(of: "rows of \(mapping.sheet.name) without an organization") {
      progress(.note(line))
    }
    return remarks.count
  }
}
