private import FoundationEssentials
package import Pipeline

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
    var transformation = try makeReady(for: work)
    var index = try indexDomains(of: work.run, &transformation)
    let made = try writeCandidates(&transformation, joining: &index, in: work)
    let orphans = try writeOrphans(index, in: work.run)
    let unused = tellUnusedRows(
      of: transformation, isFiltered: try isFiltered(work.run), to: work.progress)

    var counts = made.outcomes
    counts["organizations"] = made.organizations
    counts["domains"] = index.count
    counts["orphan_domains"] = orphans.lines
    counts["domains_added"] = made.added
    counts["rows_unused"] = unused
    return StageResult(
      outputs: [Self.candidates: made.file, Self.orphans: orphans],
      counts: counts,
      balances: [
        .init("organizations", into: made.organizations, out: made.file.lines),
        .init("domains", into: index.count + made.added, out: made.domains + orphans.lines),
      ])
  }

  /// Extract's organizations.
  package static let organizations = "organizations.jsonl"
  /// Extract's domains.
  package static let domains = "domains.jsonl"
  private static let candidates = "candidates.jsonl"
  private static let orphans = "orphans.jsonl"

  /// The candidates that were written.
  private struct Made {
    var file: WrittenFile
    var organizations: Int
    var domains: Int
    /// Those of the domains that the spreadsheet added.
    var added: Int
    var outcomes: [String: Int]
  }

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
    var transformation = Transformation(
      selection: selection,
      mapping: try SheetMapping(reading: mapping, isShared: shared.contains) {
        work.progress(.note($0.text))
      })
    let file = work.run.file(Self.organizations, of: .extract)
    try JSONLines.read(OrganizationResource.self, from: file) { transformation.meet($0) }
    return transformation
  }

  private func indexDomains(
    of run: RunDirectory, _ transformation: inout Transformation
  ) throws -> DomainIndex {
    var index = DomainIndex()
    let file = run.file(Self.domains, of: .extract)
    try JSONLines.read(DomainResource.self, from: file) { domain in
      index.add(domain)
      transformation.meet(domain)
    }
    return index
  }

  private func writeCandidates(
    _ transformation: inout Transformation, joining index: inout DomainIndex, in work: StageWork
  ) throws -> Made {
    let output = try OutputFile(whole: work.run.file(Self.candidates, of: name))
    let encoder = JSONLines.encoder()
    var organizations = 0
    var domains = 0
    var added = 0
    var outcomes: [String: Int] = [:]
    for outcome in Transformation.Outcome.allCases { outcomes[outcome.rawValue] = 0 }
    var remarks = Remarks()

    let file = work.run.file(Self.organizations, of: .extract)
    try JSONLines.read(OrganizationResource.self, from: file) { organization in
      try Task.checkCancellation()
      organizations += 1
      let made = transformation.candidate(
        for: organization, domains: index.take(for: organization.id))
      try output.write(made.candidate, with: encoder)
      domains += made.candidate.domains.count
      added += made.candidate.domains.count { $0.addedBy != nil }
      outcomes[made.outcome.rawValue, default: 0] += 1
      if let rule = made.leftOutBy {
        outcomes["\(Transformation.Outcome.notSelected.rawValue).\(rule.rawValue)", default: 0] += 1
      }
      for column in made.candidate.defaulted { outcomes["defaulted.\(column)", default: 0] += 1 }
      if let mapping = transformation.mapping {
        for problem in made.problems where problem.isToldInRun {
          remarks.add(mapping.line(problem))
        }
      }
      if organizations.isMultiple(of: 1000) { tell(organizations, to: work.progress) }
    }
    tell(organizations, to: work.progress)
    for line in remarks.lines(of: "remarks; `glueport mapping check` lists all") {
      work.progress(.note(line))
    }
    return Made(
      file: try output.finish(), organizations: organizations, domains: domains,
      added: added, outcomes: outcomes)
  }

  private func writeOrphans(_ index: DomainIndex, in run: RunDirectory) throws -> WrittenFile {
    let output = try OutputFile(whole: run.file(Self.orphans, of: name))
    if index.hasOrphans {
      let isFiltered = try isFiltered(run)
      let encoder = JSONLines.encoder()
      let file = run.file(Self.domains, of: .extract)
      try JSONLines.read(DomainResource.self, from: file) { domain in
        guard index.isOrphan(domain) else { return }
        var orphan = domain.orphan
        if isFiltered { orphan.isFiltered = true }
        try output.write(orphan, with: encoder)
      }
    }
    return try output.finish()
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

  private func tell(_ organizations: Int, to progress: Progress) {
    progress(.advanced(name, unit: "organizations", done: organizations, total: nil))
  }
}
