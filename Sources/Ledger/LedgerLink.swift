/// A link as the ledger keeps it.
package struct LedgerLink: Sendable, Equatable, Encodable {
  /// The IT Glue id.
  package var id: String
  /// The Dark Web ID organization.
  package var uuid: String
  /// The organization's title when they were linked.
  package var title: String
  /// The run that linked them, or ``byHand``.
  package var run: String
  /// When.
  package var linkedAt: String

  /// What stands for the run of a link that a person made.
  package static let byHand = "links adopt"

  package init(id: String, uuid: String, title: String, run: String, linkedAt: String) {
    self.id = id
    self.uuid = uuid
    self.title = title
    self.run = run
    self.linkedAt = linkedAt
  }

  enum CodingKeys: String, CodingKey {
    case id = "itglue_id"
    case uuid = "darkwebid_uuid"
    case title, run
    case linkedAt = "linked_at"
  }
}
