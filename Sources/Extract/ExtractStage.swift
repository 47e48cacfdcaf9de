package import Pipeline

/// Extract: the pages of IT Glue become `organizations.jsonl` and `domains.jsonl`, a resource a
/// line, its bytes as they came.
package struct ExtractStage: Stage {
  package let name = StageName.extract
  package let version = 1
  private let source: any PageSource

  package init(source: any PageSource) {
    self.source = source
  }

  package func inputs(of run: RunDirectory) throws -> [String: String] {
    try source.inputs()
  }

  package func perform(in work: StageWork) async throws -> StageResult {
    var positions = Positions(work.earlier?.position ?? [:])
    var result = StageResult(outputs: [:], counts: [:], balances: [])
    for endpoint in Endpoint.allCases {
      let earlier = positions
      let walk = Walk(
        endpoint: endpoint, source: source,
        file: work.run.file(endpoint.file, of: .extract), progress: work.progress,
        reached: { position in
          var all = earlier
          all[endpoint] = position
          try work.reached(all.values)
        })
      let (written, position) = try await walk.run(from: positions[endpoint])
      positions[endpoint] = position
      result.outputs[endpoint.file] = written
      result.counts[endpoint.rawValue] = written.lines
      result.counts["\(endpoint.rawValue).repeated"] = position.repeated
      if position.total >= 0 {
        result.balances.append(
          .init(endpoint.rawValue, into: position.total, out: written.lines))
      }
    }
    return result
  }
}

/// Where the two walks have got to, as a checkpoint keeps it.
struct Positions: Equatable {
  private(set) var values: [String: Int]

  init(_ values: [String: Int]) {
    self.values = values
  }

  subscript(endpoint: Endpoint) -> Walk.Position {
    get {
      func value(_ name: String, or missing: Int) -> Int {
        values["\(endpoint.rawValue).\(name)"] ?? missing
      }
      return Walk.Position(
        nextPage: value("next_page", or: 1), bytes: value("bytes", or: 0),
        total: value("total", or: -1), isSteady: value("steady", or: 1) == 1,
        round: value("round", or: 1),
        repeated: value("repeated", or: 0), isDone: value("done", or: 0) == 1)
    }
    set {
      func set(_ name: String, _ value: Int) { values["\(endpoint.rawValue).\(name)"] = value }
      set("next_page", newValue.nextPage)
      set("bytes", newValue.bytes)
      set("total", newValue.total)
      set("steady", newValue.isSteady ? 1 : 0)
      set("round", newValue.round)
      set("repeated", newValue.repeated)
      set("done", newValue.isDone ? 1 : 0)
    }
  }
}
