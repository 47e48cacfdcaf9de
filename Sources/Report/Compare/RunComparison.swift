internal import Pipeline

/// What is different between two runs: which organizations and domains came, went, or have another
/// outcome.
package struct RunComparison: Encodable, Sendable, Equatable {
  /// An organization that is not the same in both.
  package struct Change: Encodable, Sendable, Equatable {
    /// Its IT Glue id; nil for the domains that name none.
    package var id: String?
    /// Its name, in the later run where it is there.
    package var name: String
    /// What it was in the first run; nil where it was not there.
    package var before: String?
    /// What it is in the second run; nil where it is not there.
    package var after: String?
    /// What else is different: values, domains.
    package var details: [String]
  }

  /// The first run.
  package let before: String
  /// The second run.
  package let after: String
  /// Organizations that are only in the second.
  package let added: [Change]
  /// Organizations that are only in the first.
  package let gone: [Change]
  /// Organizations that are in both and not the same.
  package let changed: [Change]
  /// How many are the same in both.
  package let same: Int
  /// The licences of each plan.
  package let licences: [Int?]

  /// Compares two runs.
  package init(_ first: RunDetails, _ second: RunDetails) {
    before = first.summary.run
    after = second.summary.run
    licences = [first.summary.licences, second.summary.licences]
    let earlier = Dictionary(first.organizations.map { ($0.id ?? "", $0) }) { one, _ in one }
    let later = Set(second.organizations.map { $0.id ?? "" })
    var added: [Change] = []
    var changed: [Change] = []
    var same = 0
    for organization in second.organizations {
      guard let old = earlier[organization.id ?? ""] else {
        added.append(Self.change(nil, organization, details: []))
        continue
      }
      let details = Self.differences(old, organization)
      if details.isEmpty, old.state == organization.state {
        same += 1
      } else {
        changed.append(Self.change(old, organization, details: details))
      }
    }
    self.added = added
    self.changed = changed
    self.same = same
    gone = first.organizations.filter { !later.contains($0.id ?? "") }
      .map { Self.change($0, nil, details: []) }
  }

  private static func change(
    _ old: OrganizationDetails?, _ new: OrganizationDetails?, details: [String]
  ) -> Change {
    Change(
      id: (new ?? old)?.id, name: (new ?? old)?.name ?? "", before: old?.state, after: new?.state,
      details: details)
  }

  private static func differences(
    _ old: OrganizationDetails, _ new: OrganizationDetails
  ) -> [String] {
    var differences: [String] = []
    func compare(_ what: String, _ one: String?, _ two: String?) {
      if one != two { differences.append("\(what): \(one ?? "none") → \(two ?? "none")") }
    }
    compare("Name", old.name, new.name)
    compare("Employee Count", old.employeeCount, new.employeeCount)
    compare("Industry", old.industry, new.industry)
    let before = Dictionary(old.domains.map { ($0.name, $0) }) { one, _ in one }
    let names = Set(new.domains.map(\.name))
    for domain in new.domains {
      compare(domain.name, before[domain.name]?.state ?? "not there", domain.state)
    }
    for domain in old.domains where !names.contains(domain.name) {
      compare(domain.name, domain.state, "gone")
    }
    return differences
  }
}

extension OrganizationDetails {
  /// What became of it, in a few words.
  fileprivate var state: String {
    reason.map { "\(outcome.text) (\($0.rawValue))" } ?? outcome.text
  }
}

extension DomainDetails {
  /// What became of it, in a few words.
  fileprivate var state: String {
    reason.map { "\(outcome.text) (\($0.rawValue))" } ?? outcome.text
  }
}
