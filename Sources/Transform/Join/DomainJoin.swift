internal import Pipeline

internal import struct FoundationEssentials.URL

/// The join of all domains to their organizations.
///
/// One table in memory; where that would be too large, the list of organizations is taken in parts that
/// follow one another, and the domains of each part wait in a file of its own until it is their turn.
struct DomainJoin {
  /// The parts of the list of organizations.
  let parts: [Range<Int>]
  /// How many domains there are, those without an organization too.
  private(set) var read = 0
  private var table: JoinTable
  /// What became of it, where it is in memory.
  private var sorted: OrganizationDomains?
  // None where the table is in memory. They are gone when this is.
  private let files: [OutputFile]

  /// About how many bytes a domain takes while the table is sorted, which is then there twice.
  private static let bytesPerDomain = 96
  /// Each part has a file, and a process may open a thousand.
  private static let mostParts = 200

  /// - Parameters:
  ///   - starts: The places at which a part may begin.
  ///   - organizations: How many organizations there are.
  ///   - domains: About how many domains there are.
  ///   - memory: How many bytes the table may take.
  ///   - folder: Where the files are.
  /// - Throws: ``FileError``.
  init(
    starts: [Int], organizations: Int, domains: Int, memory: Int, folder: URL
  ) throws {
    // The part before may still be in use when one is read.
    let size = domains * Self.bytesPerDomain
    let wanted = size <= memory ? 1 : min(1 + 2 * size / memory, Self.mostParts)
    parts = Self.parts(wanted, starts: starts, organizations: organizations)
    table = JoinTable(places: parts[0])
    if parts.count == 1 { table.reserve(domains) }
    files =
      parts.count == 1
      ? []
      : try parts.indices.map { try OutputFile(whole: folder.appending(path: "join-\($0).jsonl")) }
  }

  private static func parts(_ wanted: Int, starts: [Int], organizations: Int) -> [Range<Int>] {
    let size = max(1, (organizations + wanted - 1) / wanted)
    var parts: [Range<Int>] = []
    var begin = 0
    for start in starts where start - begin >= size {
      parts.append(begin..<start)
      begin = start
    }
    return parts + [begin..<organizations]
  }

  /// Adds the domains of the next piece.
  ///
  /// - Throws: ``FileError``.
  mutating func add(_ joined: JoinedDomains) throws {
    read += joined.read
    if files.isEmpty { return table.append(joined.tables[0]) }
    for (file, part) in zip(files, joined.tables) { try part.write(to: file) }
  }

  /// Sorts the table that is in memory, once all domains are added; otherwise that is done when it is
  /// taken.
  mutating func sort() {
    guard files.isEmpty else { return }
    // Taken out, so that it is gone as soon as it is sorted.
    var all = JoinTable(places: table.places)
    swap(&all, &table)
    sorted = all.sorted()
  }

  /// The domains of the organizations of a part.
  ///
  /// - Throws: ``FileError``.
  mutating func takeDomains(of part: Int) async throws -> OrganizationDomains {
    if sorted == nil { sort() }
    if let sorted {
      self.sorted = nil
      return sorted
    }
    var result = JoinTable(places: parts[part])
    try files[part].flush()
    try await JSONLines.readSideBySide(files[part].written) { piece in
      try piece.records(JoinedDomain.self)
    } take: { domains in
      for domain in domains { result.add(domain) }
    }
    return result.sorted()
  }
}
