package import Pipeline

/// The selection of a pipeline file, ready to be asked about many organizations.
package struct SelectionRules: Sendable, Equatable {
  private let types: Set<FoldedText>?
  private let statuses: Set<FoldedText>?
  private let excluded: Set<RecordID>

  package init(_ selection: PipelineFile.Selection) {
    types = selection.types.map { Set($0.map { FoldedText($0) }) }
    statuses = selection.statuses.map { Set($0.map { FoldedText($0) }) }
    excluded = Set(selection.exclude.compactMap(RecordID.init))
  }

  /// The rule that leaves an organization out, in words; nil where it is selected.
  package func refusal(of organization: OrganizationResource) -> String? {
    if excluded.contains(organization.id) { return "id \(organization.id) is excluded" }
    return Self.refusal(of: organization.type, as: "type", unlessIn: types)
      ?? Self.refusal(of: organization.status, as: "status", unlessIn: statuses)
  }

  /// The same rules as a selection that is spelt in one way only, for the digest of the settings.
  var canonical: PipelineFile.Selection {
    PipelineFile.Selection(
      types: types.map { $0.map(\.text).sorted() },
      statuses: statuses.map { $0.map(\.text).sorted() },
      exclude: excluded.map(\.description).sorted())
  }

  private static func refusal(
    of value: String?, as what: String, unlessIn selected: Set<FoldedText>?
  ) -> String? {
    guard let selected else { return nil }
    guard let value else { return "it has no \(what)" }
    return selected.contains(FoldedText(value)) ? nil : "\(what) \(value) is not selected"
  }
}
