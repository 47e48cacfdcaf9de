/// A catalogue whose rows are all at hand, encoded once.
struct StoredCatalogue: Catalogue {
  /// A row's keys and its JSON.
  struct Row: Sendable {
    let keys: RowKeys
    let text: String
  }

  private let rows: [ITGlueCollection: [Row]]

  /// A catalogue of rows in the order in which an unsorted request shows them.
  init(
    organizations: [Row], domains: [Row], types: [NamedID] = NamedID.types,
    statuses: [NamedID] = NamedID.statuses
  ) {
    rows = [
      .organizations: organizations,
      .domains: domains,
      .organizationTypes: types.map { Row($0, as: "organization-types") },
      .organizationStatuses: statuses.map { Row($0, as: "organization-statuses") },
    ]
  }

  let isInOrder = false

  func count(of collection: ITGlueCollection) -> Int {
    rows[collection]?.count ?? 0
  }

  func keys(of collection: ITGlueCollection, at index: Int) -> RowKeys {
    row(of: collection, at: index).keys
  }

  func append(_ collection: ITGlueCollection, at index: Int, to text: inout String) {
    text += row(of: collection, at: index).text
  }

  private func row(of collection: ITGlueCollection, at index: Int) -> Row {
    rows[collection, default: []][index]
  }
}

extension StoredCatalogue.Row {
  init(_ organization: OrganizationRow) {
    var text = ""
    organization.append(to: &text)
    self.init(keys: organization.keys, text: text)
  }

  init(_ domain: DomainRow) {
    var text = ""
    domain.append(to: &text)
    self.init(keys: domain.keys, text: text)
  }

  init(_ named: NamedID, as type: String) {
    var text = ""
    named.append(as: type, to: &text)
    self.init(keys: named.keys, text: text)
  }
}
