/// What a run is: `run.json`. It holds no secret.
package struct RunRecord: Codable, Sendable, Equatable {
  /// How a run ended, or that it did not yet.
  package enum State: String, Codable, Sendable {
    /// Under way, or stopped in the middle: it can be resumed.
    case unfinished
    /// All its stages are done and nothing is pending.
    case finished
    /// A dry run, or one to which the person said no: the plan is made, nothing was sent.
    case planned
  }

  /// The approval of a plan.
  package struct Approval: Codable, Sendable, Equatable {
    /// The digest of the plan that was approved.
    package var digest: String
    /// When.
    package var at: String
    /// How: `prompt`, `--yes` or `--plan-digest`.
    package var how: String
    /// The counts of that plan, to tell what another one has otherwise; nil in earlier records.
    package var counts: [String: Int]?

    package init(digest: String, at: String, how: String, counts: [String: Int]? = nil) {
      self.digest = digest
      self.at = at
      self.how = how
      self.counts = counts
    }

    /// What the counts of another plan have otherwise: `domains 27 → 26`.
    package func changes(in header: PlanHeader) -> [String] {
      guard let counts else { return [] }
      let changes = Set(counts.keys).union(header.counts.keys).sorted().compactMap { name in
        let (before, after) = (counts[name] ?? 0, header.counts[name] ?? 0)
        return before == after ? nil : "\(name) \(before) → \(after)"
      }
      return changes.isEmpty ? ["as many of all, and not the same"] : changes
    }
  }

  /// Why a run ended before its end.
  package struct Failure: Codable, Sendable, Equatable {
    /// What happened and where.
    package var message: String
    /// What to do about it.
    package var remedy: String?

    package init(message: String, remedy: String?) {
      self.message = message
      self.remedy = remedy
    }
  }

  /// The version of this format.
  package var format = 1
  /// The run's id, the name of its directory unless `--run-dir` named one.
  package var id: String
  /// The absolute path of the pipeline file.
  package var pipeline: String
  /// The name of the pipeline; nil in records of earlier versions.
  package var name: String?
  /// The digest of the pipeline file when the run began.
  package var pipelineDigest: String
  /// When the run began.
  package var started: String
  /// When the run ended.
  package var finished: String?
  /// How it ended.
  package var state: State
  /// The last stage that this run was asked to do.
  package var until: StageName
  /// The plan that a person approved.
  package var approved: Approval?
  /// The extract that this one only goes on from: the directory of an earlier run.
  package var since: String?
  /// The folder that the pages are saved in, where they are.
  package var savePages: String?
  /// How many organizations are planned at most, the first in plan order; nil for all.
  package var first: Int?
  /// The IT Glue ids of the organizations that may be planned; nil for all.
  package var only: [String]?
  /// Why the run ended before its end, where it did.
  package var failure: Failure?
  /// The counts of the finished stages, by `stage.count`.
  package var counts: [String: Int] = [:]

  package init(
    id: String, pipeline: String, name: String? = nil, pipelineDigest: String, started: String,
    until: StageName
  ) {
    self.id = id
    self.pipeline = pipeline
    self.name = name
    self.pipelineDigest = pipelineDigest
    self.started = started
    self.state = .unfinished
    self.until = until
  }

  enum CodingKeys: String, CodingKey {
    case format, id, pipeline, name
    case pipelineDigest = "pipeline_digest"
    case started, finished, state, until, approved, since
    case savePages = "save_pages"
    case first, only, failure, counts
  }
}
