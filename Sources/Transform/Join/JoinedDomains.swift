internal import Pipeline
internal import QuickJSON

/// The domains of a piece of extract's file, joined to their organizations.
struct JoinedDomains: Sendable {
  /// A domain whose organization is to be found.
  private struct Waiting {
    var id: RecordID
    /// Where its name is in `names`.
    var name: Range<Int>
    var organization: RecordID
    /// The place of its line in the file.
    var line: Int
  }

  /// How many domains the piece has.
  private(set) var read = 0
  /// Those whose organization is in the list, by the parts of the list.
  private(set) var tables: [JoinTable]
  /// The others, in order.
  private(set) var orphans: [OrphanDomain] = []
  private let places: OrganizationPlaces
  private var orphanLines: [Int] = []
  // A few wait together, so that what tells of their organizations is fetched meanwhile.
  private var waiting: [Waiting] = []
  private var names: [UInt8] = []
  private static let mostWaiting = 32

  /// - Throws: `JSONLinesError` with the line.
  init(_ piece: LinePiece, _ places: OrganizationPlaces, parts: [Range<Int>]) throws {
    self.places = places
    tables = parts.map(JoinTable.init)
    var keys = ResourceParts.Keys(DomainLine.Attribute.init)
    try piece.forEach(DomainResource.self) { domain, place in
      joinWaiting()
      read += 1
      join(domain, at: place)
    } quick: { line, place in
      guard let line = DomainLine(line, &keys), let organization = line.organizationID else {
        return false
      }
      read += 1
      add(line, of: organization, at: place)
      if waiting.count == Self.mostWaiting { joinWaiting() }
      return true
    }
    joinWaiting()
    orphans = try piece.records(DomainResource.self, at: orphanLines).map(\.orphan)
  }

  private mutating func add(_ line: DomainLine, of organization: RecordID, at place: Int) {
    places.prefetch(organization)
    let start = names.count
    if let name = line.name { names.append(contentsOf: name) }
    waiting.append(
      Waiting(
        id: line.id, name: start..<names.count, organization: organization, line: place))
  }

  private mutating func joinWaiting() {
    for domain in waiting {
      if let place = places[domain.organization] {
        let part = part(of: place)
        names.withUnsafeBytes {
          tables[part].add(
            id: domain.id, name: UnsafeRawBufferPointer(rebasing: $0[domain.name]), of: place)
        }
      } else {
        orphanLines.append(domain.line)
      }
    }
    waiting.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
  }

  private mutating func join(_ domain: DomainResource, at line: Int) {
    if let place = domain.organizationID.flatMap({ places[$0] }) {
      tables[part(of: place)].add(domain, of: place)
    } else {
      orphanLines.append(line)
    }
  }

  private func part(of place: Int) -> Int {
    tables.count == 1 ? 0 : tables.firstIndex { $0.places.contains(place) } ?? 0
  }
}
