package import Pipeline
internal import QuickJSON

/// The domains of organizations that follow one another in IT Glue's list, by the organization's place
/// and in IT Glue's order; those that are asked for one after the other stand so.
package struct OrganizationDomains: Sendable {
  /// The places of the organizations.
  let places: Range<Int>
  private let domains: DomainTexts
  /// Where the domains of an organization begin, by its place counted from the first.
  private let starts: [UInt32]

  init(places: Range<Int>, domains: DomainTexts, starts: [UInt32]) {
    self.places = places
    self.domains = domains
    self.starts = starts
  }

  /// How many domains there are.
  var count: Int { Int(starts.last ?? 0) }

  /// The domains of the organization at a place.
  package func domains(of place: Int) -> [CandidateDomain] {
    range(of: place).map {
      CandidateDomain(id: domains.id(of: $0).description, name: domains.name(of: $0))
    }
  }

  /// How many domains the organization at a place has.
  func count(of place: Int) -> Int { range(of: place).count }

  /// Writes ``domains(of:)`` as a candidate has them, without making one text of them.
  func write(domainsOf place: Int, to writer: inout JSONWriter) {
    writer.list(range(of: place)) { domain, writer in
      writer.object { writer in
        writer.field("id", domains.id(of: domain))
        domains.withName(of: domain) { writer.field("name", utf8: $0) }
      }
    }
  }

  private func range(of place: Int) -> Range<Int> {
    guard places.contains(place) else { return 0..<0 }
    let owner = place - places.lowerBound
    return Int(starts[owner])..<Int(starts[owner + 1])
  }
}
