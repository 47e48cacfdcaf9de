/// The Dark Web ID account that goes with ``DefaultAccount``.
enum DefaultTenant {
  /// Clients whom somebody entered by hand, long before.
  static let organizations = [
    Tenant.Organization(
      title: "Blue Heron Wealth", industry: "Financial Services", employeeCount: "11-25",
      domains: ["blueheron-wealth-sample.com", "blueheron-trustees-sample.co.uk"]),
    Tenant.Organization(
      title: "Castlegate Motors", industry: "Automotive", employeeCount: "51-100",
      domains: [
        "castlegate-motors-sample.com", "castlegate-fleet-sample.com", "castlegate-sample.net",
      ]),
    Tenant.Organization(
      title: "Dovecote Nursery Group", industry: "Education", employeeCount: "1-10",
      domains: ["dovecote-nursery-sample.org"]),
  ]

  /// With six of these in use, twenty-seven are free: two fewer than the default clients need.
  static let domainLimit = 33

  /// On the vendor's secret list, though nobody would guess.
  static let sensitive: Set<String> = ["meridian-trust-sample.com"]

  /// Fails the first time, and is imported when it is tried again.
  static let failingAtFirst: Set<String> = ["larkspur-pharmacy-sample.com"]

  /// Takes far longer than anybody waits in a rehearsal.
  static let held = ["stonebridge surveyors": Duration.seconds(600)]

  /// The account for the default clients.
  static func tenant(importTime: Duration) -> Tenant {
    Tenant(
      name: "Lanternfish IT", organizations: organizations, domainLimit: domainLimit,
      rules: ImportRules(
        importTime: importTime, sensitive: sensitive, failingAtFirst: failingAtFirst, held: held))
  }

  /// The account for other clients: a licence for each of their domains, and no surprises.
  static func tenant(importTime: Duration, domains: Int) -> Tenant {
    let usage = organizations.reduce(0) { $0 + $1.domains.count }
    return Tenant(
      name: "Lanternfish IT", organizations: organizations, domainLimit: usage + domains,
      rules: ImportRules(importTime: importTime))
  }
}
