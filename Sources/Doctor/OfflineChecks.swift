internal import DarkWebID
package import FoundationEssentials
internal import HTTPTransport
package import Pipeline

/// The checks for which no service need be asked.
package struct OfflineChecks {
  private let pipeline: PipelineFile
  private let environment: [String: String]
  private let now: Date

  package init(_ pipeline: PipelineFile, environment: [String: String], now: Date) {
    self.pipeline = pipeline
    self.environment = environment
    self.now = now
  }

  /// All that can be said without asking, of a pipeline that is run with nobody at the terminal.
  ///
  /// - Throws: What is no failure.
  package func all() throws -> [CheckResult] {
    try source() + destination() + files()
  }

  /// The lists, the mapping, the folders and the ledger.
  ///
  /// - Throws: What is no failure.
  func files() throws -> [CheckResult] {
    var checks = try DomainListCheck(validation: pipeline.validation, now: now).results()
    checks += try MappingCheck(mapping: pipeline.mapping).results()
    checks.append(FolderCheck(name: "runs", folder: pipeline.runs).result)
    if pipeline.destination != nil {
      let state = pipeline.state.deletingLastPathComponent()
      checks.append(FolderCheck(name: "state", folder: state).result)
      checks.append(FolderCheck(name: "locks", folder: pipeline.locks).result)
      checks.append(
        try LedgerCheck(file: pipeline.state, isShared: pipeline.isOnSharedStorage).result())
    }
    return checks
  }

  private func source() throws -> [CheckResult] {
    switch pipeline.source {
    case .pages(let folder, _): return [try SavedPagesCheck(folder: folder).result()]
    case .itglue(let settings):
      return [
        try .of(.itGlue, "address") {
          .pass(.itGlue, "address", try Origin(settings.baseURL).text)
        }
      ]
    }
  }

  private func destination() throws -> [CheckResult] {
    switch pipeline.destination {
    case .worksheet: return []
    case .darkWebID(let settings):
      return [
        try .of(.darkWebID, "profile") {
          let profile = try Profile(file: settings.profile, environment: environment)
          return DarkWebIDCheck.judge(
            profile, from: settings.profile, isLoopback: try Origin(settings.baseURL).isLoopback,
            isAttended: false)
        }
      ]
    case nil: return Self.withoutDestination(pipeline)
    }
  }

  /// What is to be said where the pipeline file has no destination.
  static func withoutDestination(_ pipeline: PipelineFile) -> [CheckResult] {
    if case .account = pipeline.validation.licence.limit {
      return [
        .fail(
          .darkWebID, nil,
          "the pipeline file has no destination, and takes the licence limit from it",
          remedy: "add “destination”, or set validate.licence.limit to a number", .badInput)
      ]
    }
    return [.pass(.darkWebID, nil, "not used: the pipeline file has no destination")]
  }
}
