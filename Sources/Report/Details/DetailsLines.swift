internal import Pipeline
internal import QuickJSON

/// What a report takes of a candidate: not its domains, of which other lines tell what became.
struct CandidateDetails: LineRecord {
  let organization: OrganizationDetails

  private enum CodingKeys: String, CodingKey {
    case id, name
    case employeeCount = "employee_count"
    case employeeCountGiven = "employee_count_given"
    case industry
    case industryGiven = "industry_given"
    case priority
    case mappingRow = "mapping_row"
    case defaulted
  }

  init?(_ value: JSONValue) {
    guard let line = CandidateLine(value), let id = line.id?.text, let name = line.name?.text,
      let employeeCount = line.employeeCount.optionalText,
      let employeeCountGiven = line.employeeCountGiven.optionalText,
      let industry = line.industry.optionalText,
      let industryGiven = line.industryGiven.optionalText,
      let priority = line.priority.optionalInteger,
      let mappingRow = line.mappingRow.optionalInteger,
      let defaulted = line.defaulted.records(\.text)
    else { return nil }
    organization = OrganizationDetails(
      id: id, name: name, outcome: .skipped, employeeCount: employeeCount ?? employeeCountGiven,
      industry: industry ?? industryGiven, defaulted: defaulted, priority: priority,
      row: mappingRow)
  }

  init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ one: CodingKeys, _ other: CodingKeys) throws -> String? {
      try line.decodeIfPresent(String.self, forKey: one)
        ?? line.decodeIfPresent(String.self, forKey: other)
    }
    organization = OrganizationDetails(
      id: try line.decode(String.self, forKey: .id),
      name: try line.decode(String.self, forKey: .name), outcome: .skipped,
      employeeCount: try text(.employeeCount, .employeeCountGiven),
      industry: try text(.industry, .industryGiven),
      defaulted: try line.decode([String].self, forKey: .defaulted),
      priority: try line.decodeIfPresent(Int.self, forKey: .priority),
      row: try line.decodeIfPresent(Int.self, forKey: .mappingRow))
  }
}

/// What a report takes of a line of the plan.
struct PlanDetails: LineRecord {
  let id: String
  let name: String
  let action: PlanLine.Action
  let uuid: String?
  let domains: [DomainDetails]

  init?(_ line: JSONValue) {
    guard let line = PlanLine(line) else { return nil }
    self.init(line)
  }

  init(from decoder: any Decoder) throws { self.init(try PlanLine(from: decoder)) }

  private init(_ line: PlanLine) {
    id = line.id
    name = line.name
    action = line.action
    uuid = line.uuid
    domains = line.domains.map { domain in
      DomainDetails(
        name: domain.name, given: domain.given, outcome: .planned, isPlanned: true,
        warning: domain.warning, exception: domain.exception, claims: domain.claims ?? [],
        addedBy: domain.addedBy)
    }
  }
}
