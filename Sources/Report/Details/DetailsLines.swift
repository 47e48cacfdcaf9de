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

  init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var id, name, employeeCount, employeeCountGiven, industry, industryGiven: JSONValue?
    var priority, mappingRow, defaulted: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "defaulted": defaulted = defaulted ?? value
      case "employee_count": employeeCount = employeeCount ?? value
      case "employee_count_given": employeeCountGiven = employeeCountGiven ?? value
      case "id": id = id ?? value
      case "industry": industry = industry ?? value
      case "industry_given": industryGiven = industryGiven ?? value
      case "mapping_row": mappingRow = mappingRow ?? value
      case "name": name = name ?? value
      case "priority": priority = priority ?? value
      default: break
      }
    }
    guard let id = id?.text, let name = name?.text,
      let employeeCount = employeeCount.optionalText,
      let employeeCountGiven = employeeCountGiven.optionalText,
      let industry = industry.optionalText, let industryGiven = industryGiven.optionalText,
      let priority = priority.optionalInteger, let mappingRow = mappingRow.optionalInteger,
      let defaulted = defaulted.records(\.text)
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
    guard var fields = line.fields else { return nil }
    var action, id, name, domains, uuid: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "action": action = action ?? value
      case "domains": domains = domains ?? value
      case "id": id = id ?? value
      case "name": name = name ?? value
      case "uuid": uuid = uuid ?? value
      default: break
      }
    }
    guard let action = (action?.text).flatMap(PlanLine.Action.init), let id = id?.text,
      let name = name?.text, let uuid = uuid.optionalText,
      let domains = domains.records(DomainDetails.init(planned:))
    else { return nil }
    self.action = action
    self.id = id
    self.name = name
    self.uuid = uuid
    self.domains = domains
  }

  init(from decoder: any Decoder) throws {
    let line = try PlanLine(from: decoder)
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

extension DomainDetails {
  /// A domain of the plan; nil where there is a doubt.
  fileprivate init?(planned domain: JSONValue) {
    guard var fields = domain.fields else { return nil }
    var name, given, warning, exception, claims, addedBy: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "added_by": addedBy = addedBy ?? value
      case "claims": claims = claims ?? value
      case "exception": exception = exception ?? value
      case "given": given = given ?? value
      case "name": name = name ?? value
      case "warning": warning = warning ?? value
      default: break
      }
    }
    guard let name = name?.text, let given = given.optionalText,
      let warning = warning.optionalText, let exception = exception.optionalText,
      let claims = claims.optionalTexts, let addedBy = addedBy.optionalText
    else { return nil }
    let reason = warning.flatMap(Reason.init)
    guard (warning == nil) == (reason == nil) else { return nil }
    self.init(
      name: name, given: given, outcome: .planned, isPlanned: true, warning: reason,
      exception: exception, claims: claims ?? [], addedBy: addedBy)
  }
}
