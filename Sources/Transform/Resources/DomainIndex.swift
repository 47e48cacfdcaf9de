package import Pipeline

/// The domains by their organization, in IT Glue's order: the join table.
package struct DomainIndex: Sendable {
  /// How many domains were added.
  private(set) var count = 0
  private var waiting: [RecordID: [CandidateDomain]] = [:]
  private var homeless = 0

  package init() {}

  /// Adds the next domain.
  package mutating func add(_ domain: DomainResource) {
    count += 1
    if let id = domain.organizationID {
      waiting[id, default: []].append(domain.candidateDomain)
    } else {
      homeless += 1
    }
  }

  /// An organization's domains, while nobody has taken them.
  package func domains(of organization: RecordID) -> [CandidateDomain] {
    waiting[organization] ?? []
  }

  /// Hands out an organization's domains. What nobody takes is an orphan.
  mutating func take(for organization: RecordID) -> [CandidateDomain] {
    waiting.removeValue(forKey: organization) ?? []
  }

  /// Whether domains are left that no organization took.
  var hasOrphans: Bool { homeless > 0 || !waiting.isEmpty }

  /// Whether no organization took this domain.
  func isOrphan(_ domain: DomainResource) -> Bool {
    guard let id = domain.organizationID else { return true }
    return waiting[id] != nil
  }
}
