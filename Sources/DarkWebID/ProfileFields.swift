internal import Pipeline

/// What the fields are called in what is sent and answered: `fields` of the profile.
package struct ProfileFields: Sendable, Equatable {
  /// Of an organization in an answer.
  package struct Organization: Sendable, Equatable {
    /// Its id: what `{uuid}` in the paths stands for.
    package var id = "uuid"
    package var title = "title"
    package var status = "status"
    package var industry = "industry"
    package var employeeCount = "employee_count"
    /// The list of its domains.
    package var domains = "email_domains"
  }

  /// Of a domain in an answer.
  package struct Domain: Sendable, Equatable {
    package var name = "search_value"
    package var status = "status"
    /// Why it was not imported.
    package var reason = "reason"
  }

  /// Of the partner's own record.
  package struct Reseller: Sendable, Equatable {
    package var id = "uuid"
    /// How many domains are monitored.
    package var usage = "domain_usage"
    /// How many may be.
    package var limit = "domain_limit"
  }

  /// Of a refusal.
  package struct Problem: Sendable, Equatable {
    /// The object that holds the other two; empty where they stand at the top.
    package var object = "error"
    package var code = "code"
    package var message = "message"
  }

  /// Of what is sent to create an organization.
  package struct Create: Sendable, Equatable {
    package var title = "title"
    package var industry = "industry"
    package var employeeCount = "employee_count"
    package var domains = "email_domains"
  }

  /// Of what is sent to add domains.
  package struct Update: Sendable, Equatable {
    package var domains = "email_domains"
  }

  /// The organizations of a page.
  package var list = "list"
  package var organization = Organization()
  package var domain = Domain()
  package var reseller = Reseller()
  package var problem = Problem()
  package var create = Create()
  package var update = Update()
}

// MARK: - The profile file

extension ProfileFields {
  /// The names that a profile gives; for those that it does not, the usual ones. What is sent is
  /// called as it is in the answers, unless the profile says otherwise.
  ///
  /// - Throws: ``YAMLError`` with the line.
  init(_ section: YAMLMapping?) throws {
    var section = section
    if let name = try section?.string("list") { list = name }
    if let section, list.isBlank { throw section.blank("list") }
    organization = try Organization(try section?.mapping("organization"))
    domain = try Domain(try section?.mapping("domain"))
    reseller = try Reseller(try section?.mapping("reseller"))
    problem = try Problem(try section?.mapping("error"))
    create = try Create(try section?.mapping("create"), or: organization)
    update = try Update(try section?.mapping("update"), or: organization)
    try section?.finish()
  }
}

extension ProfileFields.Organization {
  fileprivate init(_ section: YAMLMapping?) throws {
    var names = NameReader(section)
    id = try names.name("id", or: id)
    title = try names.name("title", or: title)
    status = try names.name("status", or: status)
    industry = try names.name("industry", or: industry)
    employeeCount = try names.name("employee_count", or: employeeCount)
    domains = try names.name("domains", or: domains)
    try names.finish()
  }
}

extension ProfileFields.Domain {
  fileprivate init(_ section: YAMLMapping?) throws {
    var names = NameReader(section)
    name = try names.name("name", or: name)
    status = try names.name("status", or: status)
    reason = try names.name("reason", or: reason)
    try names.finish()
  }
}

extension ProfileFields.Reseller {
  fileprivate init(_ section: YAMLMapping?) throws {
    var names = NameReader(section)
    id = try names.name("id", or: id)
    usage = try names.name("usage", or: usage)
    limit = try names.name("limit", or: limit)
    try names.finish()
  }
}

extension ProfileFields.Problem {
  fileprivate init(_ section: YAMLMapping?) throws {
    var section = section
    if let name = try section?.string("object") { object = name }
    var names = NameReader(section)
    code = try names.name("code", or: code)
    message = try names.name("message", or: message)
    try names.finish()
  }
}

extension ProfileFields.Create {
  fileprivate init(
    _ section: YAMLMapping?, or organization: ProfileFields.Organization
  ) throws {
    var names = NameReader(section)
    title = try names.name("title", or: organization.title)
    industry = try names.name("industry", or: organization.industry)
    employeeCount = try names.name("employee_count", or: organization.employeeCount)
    domains = try names.name("domains", or: organization.domains)
    try names.finish()
  }
}

extension ProfileFields.Update {
  fileprivate init(
    _ section: YAMLMapping?, or organization: ProfileFields.Organization
  ) throws {
    var names = NameReader(section)
    domains = try names.name("domains", or: organization.domains)
    try names.finish()
  }
}

/// Reads the names of one object's fields, of which no two may be the same.
private struct NameReader {
  private var section: YAMLMapping?
  /// The key of each name.
  private var keys: [String: String] = [:]

  init(_ section: YAMLMapping?) {
    self.section = section
  }

  mutating func name(_ key: String, or usual: String) throws -> String {
    let given = try section?.string(key)
    let name = given ?? usual
    if let section, name.isBlank { throw section.blank(key) }
    if let section, let other = keys[name] {
      // The line of the one that stands in the file.
      let (here, there) = given == nil ? (other, key) : (key, other)
      throw section.error(
        "is “\(name)”, and so is \(there): each field has its own name", at: here)
    }
    keys[name] = key
    return name
  }

  func finish() throws { try section?.finish() }
}

extension YAMLMapping {
  fileprivate func blank(_ key: String) -> YAMLError {
    error("is empty: a field's name is wanted", at: key)
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
