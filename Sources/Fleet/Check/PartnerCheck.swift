package import Doctor
package import FoundationEssentials
internal import Pipeline

/// What a look at one partner found, without asking any service.
package struct PartnerCheck: Sendable, Equatable {
  /// The partner.
  package let partner: Partner
  /// Where the partner's runs are; nil where the pipeline file cannot be read.
  package let runs: URL?
  /// The ledger; nil where the pipeline file cannot be read, or has no destination.
  let ledger: URL?
  /// The names of the secrets that the pipeline file takes from the environment.
  package let secrets: [String]
  private var results: [CheckResult]

  /// Looks at a partner.
  ///
  /// - Parameter environment: The program's own.
  /// - Throws: What is no failure.
  init(_ partner: Partner, environment: [String: String], now: Date) throws {
    self.partner = partner
    let environment = partner.environment(over: environment)
    let pipeline: PipelineFile
    do {
      pipeline = try PipelineFile(file: partner.pipeline, environment: environment)
    } catch let failure as any Failure {
      (runs, ledger, secrets) = (nil, nil, [])
      results = [.fail(.pipelineFile, nil, because: [failure])]
      return
    }
    runs = pipeline.runs
    ledger = pipeline.destination == nil ? nil : pipeline.state
    let references = Self.secrets(of: pipeline)
    secrets = Set(
      references.compactMap { if case .environment(let name) = $0 { name } else { nil } }
    ).sorted()
    results = Self.name(of: pipeline, is: partner.name)
    for name in secrets where partner.variables[name] != nil {
      results.append(
        .fail(
          .secret, name, "\(name) is a secret, and its value is in the fleet's file",
          remedy: "take it out, and change it where it was made: others may have read it", .badInput
        ))
    }
    for case .file(let file) in references {
      results.append(
        try .of(.secret, file.lastPathComponent) {
          _ = try SecretReference.file(file).read(from: [:])
          return .pass(.secret, file.lastPathComponent, file.path)
        })
    }
    results += try OfflineChecks(pipeline, environment: environment, now: now).all()
  }

  /// What has to be mended before the fleet is run.
  package var failures: [CheckResult] { results.filter { $0.verdict == .fail } }

  /// What somebody should know before.
  package var warnings: [CheckResult] { results.filter { $0.verdict == .warn } }

  mutating func add(_ result: CheckResult) { results.append(result) }

  private static func secrets(of pipeline: PipelineFile) -> [SecretReference] {
    var references: [SecretReference] = []
    if case .itglue(let source) = pipeline.source { references.append(source.apiKey) }
    if case .darkWebID(let service) = pipeline.destination {
      references += [service.user, service.password]
    }
    return references
  }

  /// Runs are told apart by the pipeline's name.
  private static func name(of pipeline: PipelineFile, is name: String) -> [CheckResult] {
    guard pipeline.name != name else { return [] }
    return [
      .fail(
        .pipelineFile, "name", "\(pipeline.file.path) is named “\(pipeline.name)”",
        remedy: "write name: ${\(Partner.nameVariable)}, by which the runs are told apart",
        .badInput)
    ]
  }
}
