/// A made-up account of any size: each row is a function of the seed and its place, so that
/// millions cost no memory and two sandboxes with one seed serve the same bytes.
///
/// It has what real accounts have: the account's own organization, ids beyond 2^53, organizations
/// without domains, sub-organizations, equal names, null types and statuses, orphan domains,
/// domains entered twice or badly.
struct GeneratedCatalogue: Catalogue {
  private let organizations: Int
  private let domains: Int
  private let seed: UInt64
  private let names: InventedNames
  private let named: StoredCatalogue

  init(organizations: Int, domains: Int, seed: UInt64) {
    self.organizations = organizations
    self.domains = domains
    self.seed = seed
    names = InventedNames(seed: seed)
    named = StoredCatalogue(organizations: [], domains: [])
  }

  let isInOrder = true

  func count(of collection: ITGlueCollection) -> Int {
    switch collection {
    case .organizations: organizations
    case .domains: domains
    case .organizationTypes, .organizationStatuses: named.count(of: collection)
    }
  }

  func keys(of collection: ITGlueCollection, at index: Int) -> RowKeys {
    switch collection {
    case .organizations: organization(at: index).keys
    case .domains: domain(at: index).keys
    case .organizationTypes, .organizationStatuses: named.keys(of: collection, at: index)
    }
  }

  func append(_ collection: ITGlueCollection, at index: Int, to text: inout String) {
    switch collection {
    case .organizations: organization(at: index).append(to: &text)
    case .domains: domain(at: index).append(to: &text)
    case .organizationTypes, .organizationStatuses: named.append(collection, at: index, to: &text)
    }
  }

  /// The organization at a place; the first one is the account's own.
  func organization(at index: Int) -> OrganizationRow {
    var random = SplitMix64(seed: seed, stream: 1, index: index)
    let (kind, state) = (random.below(100), random.below(100))
    let type: NamedID? =
      switch kind {
      case _ where index == 0: .internal
      case ..<90: .customer
      case ..<94: .prospect
      case ..<96: .vendor
      default: nil
      }
    let status: NamedID? = index == 0 || state < 93 ? .active : state < 98 ? .inactive : nil
    let created = Self.beginning + index * 61
    return OrganizationRow(
      id: organizationID(at: index), name: organizationName(at: index), type: type, status: status,
      isPrimary: index == 0,
      parentID: index > 1 && random.below(100) < 3 ? organizationID(at: index - 1) : nil,
      quickNotes: random.below(10) == 0 ? "<p>Call before \"noon\"</p>" : nil,
      created: Timestamp(seconds: created),
      updated: Timestamp(seconds: created + random.below(20_000_000)))
  }

  /// The domain at a place, of any organization: a walk meets them in no order of owners.
  func domain(at index: Int) -> DomainRow {
    var random = SplitMix64(seed: seed, stream: 2, index: index)
    let owner = owner(of: index)
    let created = Self.beginning + index / 3 * 47
    return DomainRow(
      id: "\(index % 7 == 6 ? Self.beyondDoubles + index * 3 : 2_000_003 + index * 3)",
      organizationID: owner.map(organizationID) ?? "\(700_000 + index % 1000)",
      organizationName: owner.map(organizationName) ?? "Former client",
      name: domainName(at: index),
      registrar: random.below(3) == 0 ? "Sample Registrar" : nil,
      expires: random.below(4) == 0
        ? nil : Timestamp(seconds: Self.beginning + 90_000_000 + random.below(90_000_000)),
      created: Timestamp(seconds: created),
      updated: Timestamp(seconds: created + random.below(20_000_000)))
  }

  /// The last sixteenth of the ids, and always the last one, lies beyond 2^53.
  private func organizationID(at index: Int) -> String {
    let small = organizations - organizations / 16 - 1
    guard index < small else { return "\(Self.beyondDoubles + (index - small) * 17)" }
    return "\(1_000_003 + index * 13)"
  }

  /// Now and then an organization has the name of the one before it.
  private func organizationName(at index: Int) -> String {
    names.company(at: index % 211 == 210 ? index - 1 : index).name
  }

  /// The place of the organization that a domain belongs to; nil for an orphan.
  private func owner(of index: Int) -> Int? {
    guard organizations > 0, index % 251 != 250 else { return nil }
    var random = SplitMix64(seed: seed, stream: 3, index: index)
    let place = random.below(organizations)
    // One organization in twenty-nine has no domain.
    return place % 29 == 28 ? (place + 1) % organizations : place
  }

  private func domainName(at index: Int) -> String {
    // Entered a second time, mostly under another organization.
    if index % 307 == 306 { return domainName(at: index - 1) }
    var random = SplitMix64(seed: seed, stream: 4, index: index)
    let slug = owner(of: index).map { names.company(at: $0).slug } ?? "former-client"
    let label = "\(slug)-\(String(index, radix: 36))-sample"
    let suffix = Self.suffixes[random.below(Self.suffixes.count)]
    switch random.below(1200) {
    case 0..<3: return "not a domain"
    case 3..<7: return "gmail.com"
    case 7..<10: return label + ".gov"
    case 10..<18: return "https://www.\(label)\(suffix)/contact"
    case 18..<30: return (label + suffix).uppercased()
    case 30..<36: return label + suffix + "."
    default: return label + suffix
    }
  }

  private static let beginning = 1_640_995_200
  private static let beyondDoubles = 574_989_297_464_115_201
  private static let suffixes = [".com", ".com", ".com", ".co.uk", ".net", ".org", ".io"]
}
