internal import Pipeline

/// Which organizations want which domains, so that a domain that several want goes to one by rule:
/// to the one that is linked already, then by Priority, then by order.
struct Claims: Sendable {
  /// An organization that wants a domain.
  struct Claimant: Sendable, Equatable {
    /// Its IT Glue id.
    var id: String
    /// Its name.
    var name: String
    /// Whether Dark Web ID has it already.
    var isThere: Bool
    /// Its Priority in the spreadsheet.
    var priority: Int?
    /// Its place among the candidates.
    var place: Int

    /// Why it comes before another one.
    func precedence(over other: Claimant) -> String {
      if isThere != other.isThere { return "which Dark Web ID has already" }
      if let priority, priority != other.priority { return "which has Priority \(priority)" }
      return "which comes first"
    }

    fileprivate static func goesFirst(_ left: Claimant, _ right: Claimant) -> Bool {
      if left.isThere != right.isThere { return left.isThere }
      let priorities = (left.priority ?? .max, right.priority ?? .max)
      if priorities.0 != priorities.1 { return priorities.0 < priorities.1 }
      return left.place < right.place
    }
  }

  private var claimants = Claimants()
  private var domains = TextTable()
  // The first claimant, by the domain's number.
  private var first: [UInt32] = []
  // Most domains have only one: those that several want are sought in a small table.
  private var contested = TextTable()
  // All claimants, by the contested domain's number.
  private var rivals: [[Int]] = []
  /// The places of those who want what another one wants, too; some stand here more than once.
  private(set) var contestedPlaces: [Int] = []

  /// Makes room for so many.
  mutating func reserve(organizations: Int, domains more: Int) {
    claimants.reserve(organizations)
    domains.reserve(more, length: 24)
    first.reserveCapacity(first.count + more)
  }

  /// Notes that an organization wants these domains, each once.
  mutating func add(_ claimant: Claimant, to domains: [String]) {
    claimants.add(claimant)
    for domain in domains { domain.withBytes { claim($0, TextTable.hash(of: $0)) } }
  }

  /// Notes an organization that Dark Web ID does not have and that has no Priority; what it wants is to
  /// be claimed next.
  mutating func add(id: RecordID, name: UnsafeRawBufferPointer, place: Int) {
    claimants.add(id: id, name: name, place: place)
  }

  /// Begins to fetch what the domain of a hash will need.
  func prefetch(_ hash: TextTable.Hash) { domains.prefetch(hash) }

  /// Notes that the organization that was added last wants a domain; its name has this hash.
  mutating func claim(_ domain: UnsafeRawBufferPointer, _ hash: TextTable.Hash) {
    let claimant = claimants.count - 1
    let (number, isNew) = domains.insert(domain, hash)
    if isNew {
      first.append(UInt32(claimant))
    } else if first[number] != UInt32(claimant) {
      contest(domain, claimant, besides: Int(first[number]))
    }
  }

  private mutating func contest(
    _ domain: UnsafeRawBufferPointer, _ claimant: Int, besides first: Int
  ) {
    let (number, isNew) = contested.insert(domain)
    if isNew {
      rivals.append([first])
      contestedPlaces.append(claimants.place(of: first))
    }
    if rivals[number].last == claimant { return }
    rivals[number].append(claimant)
    contestedPlaces.append(claimants.place(of: claimant))
  }

  /// How many domains are wanted; they are numbered from 0 as they come.
  var count: Int { domains.count }

  /// Gives the name of the domain of a number to `body`.
  func withName<Result>(of number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    domains.withBytes(of: number, body)
  }

  /// Those who want a domain where there are several, the one that it goes to first.
  func several(of domain: UnsafeRawBufferPointer) -> [Claimant] {
    guard let number = contested.number(of: domain) else { return [] }
    return rivals[number].map { claimants[$0] }.sorted(by: Claimant.goesFirst)
  }
}
