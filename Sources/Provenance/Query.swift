internal import Pipeline

/// What a person asks for: a name, an id or a domain.
struct Query {
  let text: String
  private let folded: FoldedText
  private let domain: DomainName?

  init(_ text: String) {
    self.text = text
    folded = FoldedText(text)
    domain = try? DomainName(text)
  }

  func means(_ candidate: Candidate) -> Bool {
    candidate.id == text || FoldedText(candidate.name) == folded
      || candidate.domains.contains { isDomain($0.name) }
  }

  func means(_ orphan: OrphanDomain) -> Bool {
    orphan.organizationID == text || isDomain(orphan.name)
      || orphan.organization.map { FoldedText($0) == folded } ?? false
  }

  func isPart(of name: String) -> Bool {
    !folded.isEmpty && FoldedText(name).text.contains(folded.text)
  }

  private func isDomain(_ name: String) -> Bool {
    if name == text { return true }
    guard let domain else { return false }
    return (try? DomainName(name)) == domain
  }
}
