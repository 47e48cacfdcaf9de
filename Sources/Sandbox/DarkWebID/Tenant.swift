/// A partner's account in Dark Web ID before anything is imported.
struct Tenant: Sendable {
  /// An organization that is there already.
  struct Organization: Sendable {
    let title: String
    let industry: String
    let employeeCount: String
    let domains: [String]
  }

  let name: String
  let organizations: [Organization]
  /// How many domain licences the partner has.
  let domainLimit: Int
  let rules: ImportRules

  /// How many licences are taken from the start.
  var domainUsage: Int { organizations.reduce(0) { $0 + $1.domains.count } }
}
