internal import Pipeline

extension PipelineFile.Selection {
  /// The rule that leaves an organization out, in words; nil where it is selected.
  func refusal(of organization: OrganizationResource) -> String? {
    if exclude.contains(where: { RecordID($0) == organization.id }) {
      return "id \(organization.id) is excluded"
    }
    return Self.refusal(of: organization.type, as: "type", unlessIn: types)
      ?? Self.refusal(of: organization.status, as: "status", unlessIn: statuses)
  }

  /// The selection as a text that differs only where it selects differently.
  var canonical: PipelineFile.Selection {
    func sorted(_ words: [String]) -> [String] {
      Set(words.map { FoldedText($0).text }).sorted()
    }
    return PipelineFile.Selection(
      types: types.map(sorted), statuses: statuses.map(sorted),
      exclude: Set(exclude.map { RecordID($0)?.description ?? "" }).sorted())
  }

  private static func refusal(
    of value: String?, as what: String, unlessIn selected: [String]?
  ) -> String? {
    guard let selected else { return nil }
    guard let value else { return "it has no \(what)" }
    let folded = FoldedText(value)
    if selected.contains(where: { FoldedText($0) == folded }) { return nil }
    return "\(what) \(value) is not selected"
  }
}
