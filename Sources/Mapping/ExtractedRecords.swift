package import Pipeline
package import Transform

/// What an extract has, in memory.
package struct ExtractedRecords: Sendable {
  /// The organizations, in IT Glue's order.
  package let organizations: [OrganizationResource]
  /// The domains, in IT Glue's order.
  package let domains: [DomainResource]
  /// Whether IT Glue was asked for a part of the organizations only.
  package let isFiltered: Bool
  private let places: OrganizationPlaces
  private let table: OrganizationDomains

  package init(
    organizations: [OrganizationResource], domains: [DomainResource] = [], isFiltered: Bool = false
  ) {
    self.organizations = organizations
    self.domains = domains
    self.isFiltered = isFiltered
    var places = OrganizationPlaces()
    for organization in organizations { places.add(organization.id) }
    var table = JoinTable(places: 0..<places.count)
    for domain in domains {
      guard let place = domain.organizationID.flatMap({ places[$0] }) else { continue }
      table.add(domain, of: place)
    }
    self.places = places
    self.table = table.sorted()
  }

  /// Reads the extract of a run.
  ///
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`.
  package init(_ run: RunDirectory) throws {
    self.init(
      organizations: try JSONLines.readAll(
        OrganizationResource.self, from: run.file(TransformStage.organizations, of: .extract)),
      domains: try JSONLines.readAll(
        DomainResource.self, from: run.file(TransformStage.domains, of: .extract)),
      isFiltered: try run.readCheckpoint(of: .extract)?.isFiltered ?? false)
  }

  /// An organization's domains.
  func domains(of organization: OrganizationResource) -> [CandidateDomain] {
    places[organization.id].map(table.domains) ?? []
  }
}
