/// A client of the default data set as it is told: one line an organization, its domains beside it.
struct StoryClient: Sendable {
  let organization: OrganizationRow
  let domains: [String]

  /// A client; most are active customers.
  init(
    _ id: String, _ name: String, _ domains: [String], type: NamedID? = .customer,
    status: NamedID? = .active, isPrimary: Bool = false, parent: String? = nil,
    notes: String? = nil
  ) {
    // Each client came a few days after the one before: the id says when.
    let day = 19_000 + (Int(id.suffix(3)) ?? 0)
    organization = OrganizationRow(
      id: id, name: name, type: type, status: status, isPrimary: isPrimary, parentID: parent,
      quickNotes: notes, created: Timestamp(seconds: day * 86_400 + 33_000),
      updated: Timestamp(seconds: (day + 300) * 86_400 + day))
    self.domains = domains
  }
}
