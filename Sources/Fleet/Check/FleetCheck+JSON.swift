internal import Doctor
internal import FoundationEssentials
internal import Pipeline

extension FleetCheck: Encodable {
  private enum CodingKeys: String, CodingKey {
    case exit, partners
  }

  /// For a program: what Airflow's tasks are made from.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(exit.rawValue, forKey: .exit)
    try container.encode(partners.map(Entry.init), forKey: .partners)
  }
}

/// A partner for a program.
private struct Entry: Encodable {
  struct Limits: Encodable {
    let maxUnimported: Int?
    let maxLicences: Int?

    enum CodingKeys: String, CodingKey {
      case maxUnimported = "max_unimported"
      case maxLicences = "max_licences"
    }
  }

  struct Finding: Encodable {
    let area: CheckResult.Area
    let name: String?
    let problem: String
    let remedy: String?

    init(_ result: CheckResult) {
      area = result.area
      name = result.name
      problem = result.text
      remedy = result.remedy
    }
  }

  let check: PartnerCheck

  enum CodingKeys: String, CodingKey {
    case name, pipeline, runs, connection, environment, variables, problems, warnings
    case autoApproval = "auto_approve"
  }

  func encode(to encoder: any Encoder) throws {
    let partner = check.partner
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(partner.name, forKey: .name)
    try container.encode(partner.pipeline.path, forKey: .pipeline)
    try container.encode(check.runs?.path, forKey: .runs)
    try container.encode(partner.connection, forKey: .connection)
    try container.encode(partner.ownEnvironment, forKey: .environment)
    try container.encode(check.secrets, forKey: .variables)
    // A null tells that a person is asked.
    let limits = partner.autoApproval.map {
      Limits(maxUnimported: $0.maxUnimported, maxLicences: $0.maxLicences)
    }
    try container.encode(limits, forKey: .autoApproval)
    try container.encode(check.failures.map(Finding.init), forKey: .problems)
    try container.encode(check.warnings.map(Finding.init), forKey: .warnings)
  }
}
