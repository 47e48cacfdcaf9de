package import Pipeline

/// A mapping that was read, with the digests of its files: a run looks at it before IT Glue is walked,
/// and uses it behind that.
package struct ReadMapping: Sendable {
  /// The mapping.
  let mapping: SheetMapping
  /// The digests of its files, and of the lists of shared domains, at the time.
  let digests: [String: String]
  /// What was taken for what, in one line.
  let text: String

  /// Reads a mapping.
  ///
  /// - Parameter tell: Is told what was taken for what, as soon as that is known.
  /// - Throws: As `SheetMapping` does.
  package init(
    _ mapping: PipelineFile.Mapping, _ shared: SharedDomains, tell: (String) -> Void = { _ in }
  ) throws {
    // Before it is read: what is written meanwhile is then told apart.
    digests = try Self.digests(of: mapping, shared)
    var text = ""
    self.mapping = try SheetMapping(reading: mapping, isShared: shared.contains) { reading in
      text = reading.text
      tell(text)
    }
    self.text = text
  }

  /// The digests of a mapping's files and of the lists of shared domains, as the inputs of the stage
  /// name them.
  ///
  /// - Throws: ``FileError``.
  static func digests(
    of mapping: PipelineFile.Mapping, _ shared: SharedDomains
  ) throws -> [String: String] {
    var digests = shared.digests
    let files = [
      TransformStage.spreadsheetInput: try Digest.of(file: mapping.spreadsheet).text,
      "picklists": try Digest.of(file: mapping.picklists).text,
    ]
    digests.merge(files) { _, own in own }
    if FileBytes.size(of: mapping.aliases) != nil {
      digests["aliases"] = try Digest.of(file: mapping.aliases).text
    }
    return digests
  }
}
