internal import Pipeline

/// Domains that are joined to organizations which follow one another in IT Glue's list, in the order in
/// which they came. To look them up, they are sorted into ``OrganizationDomains``.
package struct JoinTable: Sendable {
  /// The places of the organizations.
  package let places: Range<Int>
  private var domains = DomainTexts()
  /// By domain, the organization's place, counted from the first.
  private var owners: [UInt32] = []

  /// How many domains there are.
  package var count: Int { owners.count }

  package init(places: Range<Int>) {
    self.places = places
  }

  /// Makes room for so many domains.
  mutating func reserve(_ more: Int) {
    domains.reserve(more)
    owners.reserveCapacity(count + more)
  }

  /// Adds the next domain, of the organization at this place; the name is in UTF-8.
  mutating func add(id: RecordID, name: UnsafeRawBufferPointer, of place: Int) {
    domains.append(id: id, name: name)
    owners.append(UInt32(clamping: place - places.lowerBound))
  }

  /// Adds the next domain, of the organization at this place.
  package mutating func add(_ domain: DomainResource, of place: Int) {
    domain.name.withBytes { add(id: domain.id, name: $0, of: place) }
  }

  /// Adds the next domain, with the place of its organization.
  mutating func add(_ domain: JoinedDomain) {
    let id = domain.id.withBytes { RecordID(utf8: $0) }
    domain.name.withBytes { add(id: id, name: $0, of: domain.place) }
  }

  /// Adds the domains of another table of the same places, behind these.
  mutating func append(_ others: JoinTable) {
    domains.append(others.domains)
    owners.append(contentsOf: others.owners)
  }

  /// Writes the domains as ``JoinedDomain``.
  func write(to file: OutputFile) throws {
    for (domain, owner) in owners.enumerated() {
      try file.write(
        JoinedDomain(
          id: domains.id(of: domain).description, name: domains.name(of: domain),
          place: places.lowerBound + Int(owner)))
    }
  }

  /// The same domains by organization.
  package consuming func sorted() -> OrganizationDomains {
    var starts = [UInt32](repeating: 0, count: places.count + 1)
    for owner in owners { starts[Int(owner) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var next = starts
    var order = [UInt32](repeating: 0, count: owners.count)
    for (domain, owner) in owners.enumerated() {
      order[Int(next[Int(owner)])] = UInt32(domain)
      next[Int(owner)] += 1
    }
    owners = []
    return OrganizationDomains(
      places: places, domains: domains.inOrder(order), starts: starts)
  }
}
