/// What load will do for one organization: a line of `3-validate/plan.jsonl`.
package struct PlanLine: Codable, Sendable, Equatable {
  /// What is to be done with the organization in Dark Web ID.
  package enum Action: String, Codable, Sendable {
    /// Create it; it is not there.
    case create
    /// Link an organization that is there, and add what is missing.
    case adopt
    /// Add domains to the organization that it is linked with.
    case addDomains = "add_domains"

    /// The action in words.
    package var text: String {
      switch self {
      case .create: "create"
      case .adopt: "link, and add what is missing"
      case .addDomains: "add domains"
      }
    }
  }

  /// A domain to be sent.
  package struct Domain: Codable, Sendable, Equatable {
    /// The normalized name: what is sent.
    package var name: String
    /// The name in IT Glue, where it differs from `name`.
    package var given: String?
    /// What a person should look at before it is sent, where a policy says `warn`.
    package var warning: Reason?
    /// The reason that the pipeline file gives for the organization's own policy, where it let the
    /// domain in.
    package var exception: String?
    /// The other organizations that claim it, each as “name” (id); nil where none does.
    package var claims: [String]?
    /// The cell of the spreadsheet that added it, where IT Glue does not have it.
    package var addedBy: String?

    package init(
      name: String, given: String? = nil, warning: Reason? = nil, exception: String? = nil,
      claims: [String]? = nil, addedBy: String? = nil
    ) {
      self.name = name
      self.given = given
      self.warning = warning
      self.exception = exception
      self.claims = claims
      self.addedBy = addedBy
    }

    enum CodingKeys: String, CodingKey {
      case name, given, warning, exception, claims
      case addedBy = "added_by"
    }
  }

  /// What to do.
  package var action: Action
  /// The IT Glue id of the organization.
  package var id: String
  /// The organization's name, sent as the title to the letter.
  package var name: String
  /// The Employee Count, a value of the picklist.
  package var employeeCount: String
  /// The Industry, a value of the picklist.
  package var industry: String
  /// The domains to send, in order.
  package var domains: [Domain]
  /// How many domain licences this takes.
  package var licences: Int
  /// The Dark Web ID organization, where one is known.
  package var uuid: String?
  /// The values that are a default of the pipeline file, as in ``Candidate/defaulted``; nil where
  /// none is.
  package var defaulted: [String]?

  package init(
    action: Action, id: String, name: String, employeeCount: String, industry: String,
    domains: [Domain], licences: Int, uuid: String? = nil, defaulted: [String]? = nil
  ) {
    self.action = action
    self.id = id
    self.name = name
    self.employeeCount = employeeCount
    self.industry = industry
    self.domains = domains
    self.licences = licences
    self.uuid = uuid
    self.defaulted = defaulted
  }

  enum CodingKeys: String, CodingKey {
    case action, id, name
    case employeeCount = "employee_count"
    case industry, domains, licences, uuid, defaulted
  }
}
