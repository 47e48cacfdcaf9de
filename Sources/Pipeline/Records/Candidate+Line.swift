package import QuickJSON

/// A candidate's line, taken apart; nothing is copied out of it.
package struct CandidateLine {
  package private(set) var id, name, type, status, domains: JSONValue?
  package private(set) var employeeCount, employeeCountGiven, industry, industryGiven: JSONValue?
  package private(set) var selected, priority, mappingRow, defaulted, findings: JSONValue?

  package init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    while let (key, value) = fields.next() {
      switch key {
      case "defaulted": defaulted = defaulted ?? value
      case "domains": domains = domains ?? value
      case "employee_count": employeeCount = employeeCount ?? value
      case "employee_count_given": employeeCountGiven = employeeCountGiven ?? value
      case "findings": findings = findings ?? value
      case "id": id = id ?? value
      case "industry": industry = industry ?? value
      case "industry_given": industryGiven = industryGiven ?? value
      case "mapping_row": mappingRow = mappingRow ?? value
      case "name": name = name ?? value
      case "priority": priority = priority ?? value
      case "selected": selected = selected ?? value
      case "status": status = status ?? value
      case "type": type = type ?? value
      default: break
      }
    }
  }
}

extension Candidate: WritableLineRecord {
  package init?(_ line: JSONValue) {
    guard let line = CandidateLine(line) else { return nil }
    self.init(line)
  }

  package init?(_ line: CandidateLine) {
    guard let id = line.id?.text, let name = line.name?.text, let type = line.type.optionalText,
      let status = line.status.optionalText,
      let domains = line.domains.records(CandidateDomain.init),
      let employeeCount = line.employeeCount.optionalText,
      let employeeCountGiven = line.employeeCountGiven.optionalText,
      let industry = line.industry.optionalText,
      let industryGiven = line.industryGiven.optionalText, let selected = line.selected?.boolean,
      let priority = line.priority.optionalInteger,
      let mappingRow = line.mappingRow.optionalInteger,
      let defaulted = line.defaulted.records(\.text),
      let findings = line.findings.records(Finding.init)
    else { return nil }
    self.init(
      id: id, name: name, type: type, status: status, domains: domains,
      employeeCount: employeeCount, employeeCountGiven: employeeCountGiven, industry: industry,
      industryGiven: industryGiven, selected: selected, priority: priority,
      mappingRow: mappingRow, defaulted: defaulted, findings: findings)
  }

  package func write(to writer: inout JSONWriter) {
    write(to: &writer) { $0.list(domains) { $0.write(to: &$1) } }
  }

  /// Writes the candidate with a list of domains that `domains` writes, whatever its own are.
  package func write(to writer: inout JSONWriter, domains: (inout JSONWriter) -> Void) {
    writer.object {
      $0.field("defaulted", defaulted)
      $0.key("domains")
      domains(&$0)
      $0.field("employee_count", orNull: employeeCount)
      $0.field("employee_count_given", orNull: employeeCountGiven)
      $0.field("findings", findings) { $0.write(to: &$1) }
      $0.field("id", id)
      $0.field("industry", orNull: industry)
      $0.field("industry_given", orNull: industryGiven)
      $0.field("mapping_row", orNull: mappingRow)
      $0.field("name", name)
      $0.field("priority", orNull: priority)
      $0.field("selected", selected)
      $0.field("status", orNull: status)
      $0.field("type", orNull: type)
    }
  }
}

extension CandidateDomain {
  fileprivate init?(_ value: JSONValue) {
    guard var fields = value.fields else { return nil }
    var id, name, addedBy, leftOutBy: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "added_by": addedBy = addedBy ?? value
      case "id": id = id ?? value
      case "left_out_by": leftOutBy = leftOutBy ?? value
      case "name": name = name ?? value
      default: break
      }
    }
    guard let id = id.optionalText, let name = name?.text,
      let addedBy = addedBy.optionalText, let leftOutBy = leftOutBy.optionalText
    else { return nil }
    self.init(id: id, name: name, addedBy: addedBy, leftOutBy: leftOutBy)
  }

  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.field("added_by", ifAny: addedBy)
      $0.field("id", ifAny: id)
      $0.field("left_out_by", ifAny: leftOutBy)
      $0.field("name", name)
    }
  }
}

extension Finding {
  package init?(_ value: JSONValue) {
    guard var fields = value.fields else { return nil }
    var reason, detail: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "detail": detail = detail ?? value
      case "reason": reason = reason ?? value
      default: break
      }
    }
    guard let reason = (reason?.text).flatMap(Reason.init(code:)), let detail = detail?.text else {
      return nil
    }
    self.init(reason, detail)
  }

  /// Writes it as an object.
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.field("detail", detail)
      $0.field("reason", reason.rawValue)
    }
  }
}
