/// The collections of IT Glue that the sandbox serves.
enum ITGlueCollection: Sendable, Hashable, CaseIterable {
  case organizations, domains, organizationTypes, organizationStatuses

  /// The collection's path: underscores here, dashes in the `type` of its resources.
  var path: String {
    switch self {
    case .organizations: "organizations"
    case .domains: "domains"
    case .organizationTypes: "organization_types"
    case .organizationStatuses: "organization_statuses"
    }
  }
}
