internal import Pipeline
internal import QuickJSON

/// The domains of a piece of extract's file, joined to their organizations.
struct JoinedDomains: Sendable {
  /// How many domains the piece has.
  private(set) var read = 0
  /// Those whose organization is in the list, by the parts of the list.
  private(set) var tables: [JoinTable]
  /// The others, in order.
  private(set) var orphans: [OrphanDomain] = []

  /// - Throws: ``JSONLinesError`` with the line.
  init(_ piece: LinePiece, _ places: OrganizationPlaces, parts: [Range<Int>]) throws {
    tables = parts.map(JoinTable.init)
    func part(of place: Int) -> Int {
      parts.count == 1 ? 0 : parts.firstIndex { $0.contains(place) } ?? 0
    }
    var keys = ResourceParts.Keys(DomainLine.Attribute.init)
    try piece.forEach(DomainResource.self) { domain, _ in
      read += 1
      if let place = domain.organizationID.flatMap({ places[$0] }) {
        tables[part(of: place)].add(domain, of: place)
      } else {
        orphans.append(domain.orphan)
      }
    } quick: { line, _ in
      guard let line = DomainLine(line, &keys),
        let place = line.organizationID.flatMap({ places[$0] })
      else { return false }
      read += 1
      let name = line.name ?? UnsafeRawBufferPointer(start: nil, count: 0)
      tables[part(of: place)].add(id: line.id, name: name, of: place)
      return true
    }
  }
}
