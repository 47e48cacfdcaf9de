package import struct FoundationEssentials.URL

/// A pipeline file: where the organizations come from, how they are mapped and judged, and where
/// they go. Paths in it are relative to the file.
package struct PipelineFile: Sendable {
  /// The pipeline's name, part of its runs' ids.
  package var name: String
  /// The file itself.
  package var file: URL
  /// The digest of the file.
  package var digest: Digest
  /// Where the organizations and domains come from.
  package var source: Source
  /// The spreadsheet and the picklists.
  package var mapping: Mapping?
  /// How transform works.
  package var transformation: Transformation
  /// The rules.
  package var validation: Validation
  /// Where the organizations go.
  package var destination: Destination?
  /// The ledger, which outlives the runs.
  package var state: URL
  /// The locks of the accounts: shared by all machines that load them.
  package var locks: URL
  /// Where the runs' directories are made.
  package var runs: URL
  /// Whether the ledger is said to lie on storage that several machines share.
  package var isOnSharedStorage: Bool

  /// Reads a pipeline file.
  ///
  /// - Throws: ``FileError``, ``YAMLError`` with the line.
  package init(file: URL, environment: [String: String]) throws {
    var root = try YAMLDocument(file: file, environment: environment).root
    name = try root.requiredString("name")
    self.file = file.standardizedFileURL
    digest = try Digest.of(file: file)
    guard var source = try root.mapping("source") else { throw root.missing("source") }
    self.source = try Source(&source)
    if var mapping = try root.mapping("mapping") {
      self.mapping = try Mapping(&mapping, pipeline: self.file)
    }
    var transformation = try root.mapping("transform")
    self.transformation = try Transformation(&transformation)
    var validation = try root.mapping("validate")
    self.validation = try Validation(&validation)
    if var destination = try root.mapping("destination") {
      self.destination = try Destination(&destination)
      if case .worksheet = self.destination, case .account = self.validation.licence.limit {
        throw destination.error(
          "has no account that tells the licence limit", at: "worksheet",
          remedy:
            "write validate: { licence: { limit: NUMBER } }, the domains that may be monitored")
      }
    }
    let folder = file.standardizedFileURL.deletingLastPathComponent()
    state = try root.url("state") ?? folder.appending(path: "../state/ledger.sqlite").standardized
    locks =
      try root.url("locks") ?? state.deletingLastPathComponent().appending(path: "locks")
    runs = try root.url("runs") ?? folder.appending(path: "../runs").standardized
    isOnSharedStorage = try root.bool("shared_storage") ?? false
    try root.finish()
  }
}
