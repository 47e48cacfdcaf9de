private import FoundationEssentials
package import Pipeline
internal import QuickJSON

/// The second stage: joins domains to organizations, applies the selection and the spreadsheet, and
/// resolves Employee Count and Industry.
///
/// It reads extract's `organizations.jsonl` and `domains.jsonl` and writes `candidates.jsonl`, one
/// ``Candidate`` for each organization in its order, and `orphans.jsonl`. It judges nothing: what
/// it cannot resolve is a finding. The domains are held in memory, the organizations are not.
package struct TransformStage: Stage {
  package let name = StageName.transform
  /// The name of the spreadsheet's digest among the inputs.
  package static let spreadsheetInput = "spreadsheet"
  package let version = 2

  private let mapping: PipelineFile.Mapping?
  private let selection: PipelineFile.Selection
  private let shared: SharedDomains
  /// Whether the quick way is gone where it can be; the bytes are the same.
  var goesQuick = true

  package init(
    mapping: PipelineFile.Mapping?, selection: PipelineFile.Selection,
    shared: SharedDomains = .none
  ) {
    self.mapping = mapping
    self.selection = selection
    self.shared = shared
  }

  package func inputs(of run: RunDirectory) async throws -> [String: String] {
    var inputs = [
      Self.organizations: try run.digest(of: Self.organizations, from: .extract),
      Self.domains: try run.digest(of: Self.domains, from: .extract),
      "settings": try Digest.of(settings).text,
      "filtered": "\(try isFiltered(run))",
    ]
    if let mapping {
      inputs[Self.spreadsheetInput] = try Digest.of(file: mapping.spreadsheet).text
      inputs["picklists"] = try Digest.of(file: mapping.picklists).text
      if FileBytes.size(of: mapping.aliases) != nil {
        inputs["aliases"] = try Digest.of(file: mapping.aliases).text
      }
      inputs.merge(shared.digests) { own, _ in own }
    }
    return inputs
  }

  package func perform(in work: StageWork) async throws -> StageResult {
    let run = work.run
    let isFiltered = try isFiltered(run)
    // The sheet is read while the rest begins.
    async let ready = makeReady(for: work)
    let places = try await findPlaces(in: run)
    let (table, orphans) = try await joinDomains(of: run, places, isFiltered: isFiltered)
    var transformation = try await ready
    try await meetAll(of: run, &transformation)
    let (candidates, made) = try await writeCandidates(transformation, joining: table, in: work)
    let unused = tellUnusedRows(of: transformation, isFiltered: isFiltered, to: work.progress)

    var counts = made.counts
    counts["organizations"] = places.count
    counts["domains"] = table.count + orphans.lines
    counts["orphan_domains"] = orphans.lines
    counts["domains_added"] = made.added
    counts["rows_unused"] = unused
    return StageResult(
      outputs: [Self.candidates: candidates, Self.orphans: orphans],
      counts: counts,
      balances: [
        .init("organizations", into: places.count, out: candidates.lines),
        .init("domains", into: table.count + made.added, out: made.domains),
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

  private func makeReady(for work: StageWork) async throws -> Transformation {
    guard let mapping else { return Transformation(selection: selection, mapping: nil) }
    return Transformation(
      selection: selection,
      mapping: try SheetMapping(reading: mapping, isShared: shared.contains) {
        work.progress(.note($0.text))
      })
  }

  private func findPlaces(in run: RunDirectory) async throws -> OrganizationPlaces {
    var places = OrganizationPlaces()
    try await JSONLines.readSideBySide(run.file(Self.organizations, of: .extract)) { piece in
      var ids: [RecordID] = []
      try piece.forEach(OrganizationResource.self) { organization, _ in
        ids.append(organization.id)
      } quick: { line, _ in
        guard let id = ResourceParts(line)?.id else { return false }
        ids.append(id)
        return true
      }
      return ids
    } take: { ids in
      for id in ids { places.add(id) }
    }
    return places
  }

  private func joinDomains(
    of run: RunDirectory, _ places: OrganizationPlaces, isFiltered: Bool
  ) async throws -> (JoinTable, orphans: WrittenFile) {
    var table = JoinTable(places: 0..<places.count)
    let orphans = try OutputFile(whole: run.file(Self.orphans, of: name))
    try await JSONLines.readSideBySide(run.file(Self.domains, of: .extract)) { piece in
      try JoinedDomains(piece, places)
    } take: { joined in
      table.append(joined.table)
      for var orphan in joined.orphans {
        if isFiltered { orphan.isFiltered = true }
        try orphans.write(orphan)
      }
    }
    table.sort()
    return (table, try orphans.finish())
  }

  private func meetAll(of run: RunDirectory, _ transformation: inout Transformation) async throws {
    let looking = Shared(transformation)
    try await JSONLines.readSideBySide(run.file(Self.organizations, of: .extract)) { piece in
      var sightings: [Transformation.Sighting] = []
      var folded: [UInt8] = []
      try piece.forEach(OrganizationResource.self) { organization, _ in
        sightings.append(looking.value.sighting(of: organization))
      } quick: { line, _ in
        guard let line = OrganizationLine(line) else { return false }
        sightings.append(looking.value.sighting(of: line, &folded))
        return true
      }
      return sightings
    } take: { sightings in
      for sighting in sightings { transformation.meet(sighting) }
    }
    guard transformation.mapping?.index.needsDomains == true else { return }
    try await JSONLines.readSideBySide(run.file(Self.domains, of: .extract)) { piece in
      try piece.records(DomainResource.self)
    } take: { domains in
      for domain in domains { transformation.meet(domain) }
    }
  }

  private func writeCandidates(
    _ transformation: Transformation, joining table: JoinTable, in work: StageWork
  ) async throws -> (WrittenFile, CandidatesMade) {
    let output = try OutputFile(whole: work.run.file(Self.candidates, of: name))
    var made = CandidatesMade()
    let quick = goesQuick ? QuickCandidates(transformation, joining: table) : nil
    let file = work.run.file(Self.organizations, of: .extract)
    try await JSONLines.readSideBySide(file) { piece in
      var made = CandidatesMade(length: piece.count)
      try piece.forEach(OrganizationResource.self) { organization, place in
        made.add(organization, at: place, by: transformation, joining: table)
      } quick: { line, place in
        guard let line = OrganizationLine(line) else { return false }
        if let quick, made.add(line, at: place, by: quick) { return true }
        let organization = OrganizationResource(line, readsUpdate: transformation.readsUpdates)
        made.add(organization, at: place, by: transformation, joining: table)
        return true
      }
      return made
    } take: { more in
      try output.write(lines: more.lines.bytes, count: more.organizations)
      made.count(more)
      work.progress(
        .advanced(name, unit: "organizations", done: made.organizations, total: nil))
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
