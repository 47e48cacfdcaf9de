/// One organization of IT Glue with its domains and what the spreadsheet says of it: a line of
/// `2-transform/candidates.jsonl`.
///
/// Transform resolves and validate judges: a value that could not be resolved is nil here, with a
/// finding that says why.
package struct Candidate: Codable, Sendable, Equatable {
  /// The IT Glue id, a decimal number of up to 64 bits, as text.
  package var id: String
  /// The organization's name in IT Glue, to the letter.
  package var name: String
  /// The organization's type in IT Glue, such as `Customer`.
  package var type: String?
  /// The organization's status in IT Glue, such as `Active`.
  package var status: String?
  /// The organization's domains, in IT Glue's order.
  package var domains: [CandidateDomain]
  /// The Employee Count, a value of the picklist.
  package var employeeCount: String?
  /// What the spreadsheet has for Employee Count, to the letter.
  package var employeeCountGiven: String?
  /// The Industry, a value of the picklist.
  package var industry: String?
  /// What the spreadsheet has for Industry, to the letter.
  package var industryGiven: String?
  /// False where the selection or the spreadsheet leaves the organization out.
  package var selected: Bool
  /// The spreadsheet's Priority: a smaller number gets its licences first.
  package var priority: Int?
  /// The row of the spreadsheet that was applied, counted from 1 as Excel shows it.
  package var mappingRow: Int?
  /// The values that no cell gave but a default of the pipeline file: `employee_count`, `industry`.
  package var defaulted: [String]
  /// What transform found out about the organization.
  package var findings: [Finding]

  package init(
    id: String, name: String, type: String? = nil, status: String? = nil,
    domains: [CandidateDomain] = [], employeeCount: String? = nil,
    employeeCountGiven: String? = nil, industry: String? = nil, industryGiven: String? = nil,
    selected: Bool = true, priority: Int? = nil, mappingRow: Int? = nil, defaulted: [String] = [],
    findings: [Finding] = []
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.status = status
    self.domains = domains
    self.employeeCount = employeeCount
    self.employeeCountGiven = employeeCountGiven
    self.industry = industry
    self.industryGiven = industryGiven
    self.selected = selected
    self.priority = priority
    self.mappingRow = mappingRow
    self.defaulted = defaulted
    self.findings = findings
  }

  enum CodingKeys: String, CodingKey {
    case id, name, type, status, domains
    case employeeCount = "employee_count"
    case employeeCountGiven = "employee_count_given"
    case industry
    case industryGiven = "industry_given"
    case selected, priority
    case mappingRow = "mapping_row"
    case defaulted, findings
  }

  // By hand, because every key is there on every line, null or not.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(type, forKey: .type)
    try container.encode(status, forKey: .status)
    try container.encode(domains, forKey: .domains)
    try container.encode(employeeCount, forKey: .employeeCount)
    try container.encode(employeeCountGiven, forKey: .employeeCountGiven)
    try container.encode(industry, forKey: .industry)
    try container.encode(industryGiven, forKey: .industryGiven)
    try container.encode(selected, forKey: .selected)
    try container.encode(priority, forKey: .priority)
    try container.encode(mappingRow, forKey: .mappingRow)
    try container.encode(defaulted, forKey: .defaulted)
    try container.encode(findings, forKey: .findings)
  }
}

/// One domain of a candidate: of IT Glue, or of the spreadsheet.
package struct CandidateDomain: Codable, Sendable, Equatable {
  /// The IT Glue id of the domain; nil where the spreadsheet added it.
  package var id: String?
  /// The name as it stands there, not normalized.
  package var name: String
  /// The cell that added it, where IT Glue does not have it.
  package var addedBy: String?
  /// The cell that leaves it out, where IT Glue has it and the spreadsheet does not.
  package var leftOutBy: String?

  package init(
    id: String?, name: String, addedBy: String? = nil, leftOutBy: String? = nil
  ) {
    self.id = id
    self.name = name
    self.addedBy = addedBy
    self.leftOutBy = leftOutBy
  }

  enum CodingKeys: String, CodingKey {
    case id, name
    case addedBy = "added_by"
    case leftOutBy = "left_out_by"
  }
}

/// A domain whose organization is not in IT Glue's list: a line of `2-transform/orphans.jsonl`.
package struct OrphanDomain: Codable, Sendable, Equatable {
  /// The IT Glue id of the domain.
  package var id: String
  /// The name as it stands in IT Glue.
  package var name: String
  /// The organization that the domain names, if it names one.
  package var organizationID: String?
  /// That organization's name as the domain carries it.
  package var organization: String?
  /// True where IT Glue was asked for a part of the organizations only: this one's is not in it.
  package var isFiltered: Bool?

  package init(
    id: String, name: String, organizationID: String?, organization: String?,
    isFiltered: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.organizationID = organizationID
    self.organization = organization
    self.isFiltered = isFiltered
  }

  enum CodingKeys: String, CodingKey {
    case id, name
    case organizationID = "organization_id"
    case organization
    case isFiltered = "filtered"
  }
}

/// Something found out about one record, to be told and judged later; nobody prints from the middle.
package struct Finding: Codable, Sendable, Equatable {
  /// What it is.
  package var reason: Reason
  /// The evidence: the value, the cell, the other organization.
  package var detail: String

  package init(_ reason: Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }
}
