internal import Pipeline

/// What Dark Web ID and the ledger hold, by what it is looked up by.
struct WorldIndex: Sendable {
  /// What is known of an organization's link.
  enum Link: Sendable, Equatable {
    /// It is linked with nothing.
    case none
    /// It is linked with this organization.
    case intact(World.RemoteOrganization)
    /// It is linked with an organization of this `uuid`, which is not listed any more.
    case broken(uuid: String)
  }

  private let organizations: [World.RemoteOrganization]
  private var linked: [String: String] = [:]
  private var owners: [String: String] = [:]
  private var byUUID: [String: Int] = [:]
  private var byDomain: [String: Int] = [:]
  private var titles = TitleIndex()

  init(_ world: World) {
    organizations = world.organizations
    for link in world.links {
      linked[link.id] = link.uuid
      owners[link.uuid] = link.id
    }
    for (index, organization) in world.organizations.enumerated() {
      byUUID[organization.uuid] = index
      titles.add(organization.title, id: organization.uuid)
      for domain in organization.domains {
        let key = Self.key(domain)
        if byDomain[key] == nil { byDomain[key] = index }
      }
    }
  }

  /// Whether there is no organization and no link at all.
  var isEmpty: Bool { organizations.isEmpty && linked.isEmpty }

  /// The link of the IT Glue organization `id`.
  func link(of id: String) -> Link {
    guard let uuid = linked[id] else { return .none }
    guard let index = byUUID[uuid] else { return .broken(uuid: uuid) }
    return .intact(organizations[index])
  }

  /// The first organization that monitors a domain.
  func monitoring(_ name: DomainName) -> World.RemoteOrganization? {
    byDomain[name.text].map { organizations[$0] }
  }

  /// Whether a domain is monitored, by its normalized name in bytes.
  func isMonitored(_ name: UnsafeRawBufferPointer) -> Bool {
    !byDomain.isEmpty && byDomain[String(decoding: name, as: UTF8.self)] != nil
  }

  /// The organizations of a title.
  func organizations(titled title: String) -> [World.RemoteOrganization] {
    titles.all(of: title).compactMap { byUUID[$0] }.map { organizations[$0] }
  }

  /// The id of the IT Glue organization that is linked with this one.
  func owner(of uuid: String) -> String? { owners[uuid] }

  /// The domains of an organization, as they compare with names that were normalized.
  static func domains(of organization: World.RemoteOrganization) -> Set<String> {
    Set(organization.domains.map(key))
  }

  private static func key(_ domain: String) -> String {
    (try? DomainName(domain))?.text ?? domain.lowercased()
  }
}
