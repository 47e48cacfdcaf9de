internal import FoundationEssentials
package import Pipeline

/// The selection of a pipeline file, ready to be asked about many organizations.
package struct SelectionRules: Sendable, Equatable {
  /// A rule of the selection; the raw values are its keys in the pipeline file.
  package enum Rule: String, Sendable, CaseIterable {
    case include, exclude, types, statuses
    case updatedSince = "updated_since"
    case limit
  }

  /// The rule that leaves an organization out.
  package struct Refusal: Sendable, Equatable {
    /// The rule.
    package var rule: Rule
    /// Why, in words.
    package var text: String
  }

  /// Ids and names that are meant one by one.
  private struct Listed: Equatable {
    var ids: Set<RecordID>
    var names: Set<FoldedText>

    init(ids: [String], names: [String]) {
      self.ids = Set(ids.compactMap(RecordID.init))
      self.names = Set(names.map { FoldedText($0) })
    }

    var isEmpty: Bool { ids.isEmpty && names.isEmpty }

    func contains(_ organization: OrganizationResource) -> Bool {
      ids.contains(organization.id)
        || !names.isEmpty && names.contains(FoldedText(organization.name))
    }
  }

  private let included: Listed?
  private let excluded: Listed
  private let types: Set<FoldedText>?
  private let statuses: Set<FoldedText>?
  private let since: Date?
  private let limit: Int?
  private var met = 0
  private var taken = 0
  /// The place of the first one that is more than the limit.
  private var end: Int?

  package init(_ selection: PipelineFile.Selection) {
    included =
      selection.include == nil && selection.includeNames == nil
      ? nil : Listed(ids: selection.include ?? [], names: selection.includeNames ?? [])
    excluded = Listed(ids: selection.exclude, names: selection.excludeNames)
    types = selection.types.map { Set($0.map { FoldedText($0) }) }
    statuses = selection.statuses.map { Set($0.map { FoldedText($0) }) }
    since = selection.updatedSince.flatMap(Timestamp.date)
    limit = selection.limit
  }

  /// Whether an organization can be left out for what it is.
  var areAny: Bool {
    included != nil || !excluded.isEmpty || types != nil || statuses != nil || readsUpdates
  }

  /// Whether it is of interest when an organization was changed.
  var readsUpdates: Bool { since != nil }

  /// The rule that leaves the next organization out; nil where it is selected. The organizations
  /// are to be asked about in their order, each once: the limit counts them.
  package mutating func refusal(ofNext organization: OrganizationResource) -> Refusal? {
    let refusal = refusal(of: organization)
    _ = meet(isRefused: refusal != nil)
    return refusal ?? overrun(at: met - 1)
  }

  /// Counts the next organization, of which ``refusal(of:)`` is known.
  ///
  /// - Returns: Whether it is selected.
  mutating func meet(isRefused: Bool) -> Bool {
    defer { met += 1 }
    if isRefused { return false }
    taken += 1
    if let limit, taken > limit, end == nil { end = met }
    return overrun(at: met) == nil
  }

  /// The same again, of an organization that was asked about before.
  ///
  /// - Parameter place: How many were asked about before it.
  package func refusal(of organization: OrganizationResource, at place: Int) -> Refusal? {
    refusal(of: organization) ?? overrun(at: place)
  }

  private func overrun(at place: Int) -> Refusal? {
    guard let limit, let end, place >= end else { return nil }
    return Refusal(rule: .limit, text: "more than the \(limit) that are wanted")
  }

  /// The same rules as a selection that is spelt in one way only, for the digest of the settings.
  var canonical: PipelineFile.Selection {
    func ids(_ ids: Set<RecordID>) -> [String] { ids.map(\.description).sorted() }
    func names(_ names: Set<FoldedText>) -> [String] { names.map(\.text).sorted() }
    return PipelineFile.Selection(
      include: included.map { ids($0.ids) }, includeNames: included.map { names($0.names) },
      exclude: ids(excluded.ids), excludeNames: names(excluded.names),
      types: types.map(names), statuses: statuses.map(names),
      updatedSince: since.map(Timestamp.text), limit: limit)
  }

  /// The rule that leaves an organization out, whatever the limit.
  func refusal(of organization: OrganizationResource) -> Refusal? {
    if let included, !included.contains(organization) {
      return Refusal(rule: .include, text: "it is not one of those to include")
    }
    if excluded.contains(organization) {
      let isByID = excluded.ids.contains(organization.id)
      return Refusal(
        rule: .exclude,
        text: isByID ? "id \(organization.id) is excluded" : "its name is excluded")
    }
    return Self.refusal(of: organization.type, as: "type", .types, unlessIn: types)
      ?? Self.refusal(of: organization.status, as: "status", .statuses, unlessIn: statuses)
      ?? refusal(ofUpdate: organization.updated)
  }

  private static func refusal(
    of value: String?, as what: String, _ rule: Rule, unlessIn selected: Set<FoldedText>?
  ) -> Refusal? {
    guard let selected else { return nil }
    guard let value else { return Refusal(rule: rule, text: "it has no \(what)") }
    return selected.contains(FoldedText(value))
      ? nil : Refusal(rule: rule, text: "\(what) \(value) is not selected")
  }

  /// One that does not say when it was changed is not left out for that.
  private func refusal(ofUpdate updated: String?) -> Refusal? {
    guard let since, let updated, let date = Timestamp.date(updated), date < since else {
      return nil
    }
    return Refusal(rule: .updatedSince, text: "not changed since \(updated)")
  }
}
