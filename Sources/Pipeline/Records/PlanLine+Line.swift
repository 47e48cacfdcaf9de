package import QuickJSON

extension PlanLine: WritableLineRecord {
  package init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var action, id, name, employeeCount, industry, domains, licences, uuid, defaulted: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "action": action = action ?? value
      case "defaulted": defaulted = defaulted ?? value
      case "domains": domains = domains ?? value
      case "employee_count": employeeCount = employeeCount ?? value
      case "id": id = id ?? value
      case "industry": industry = industry ?? value
      case "licences": licences = licences ?? value
      case "name": name = name ?? value
      case "uuid": uuid = uuid ?? value
      default: break
      }
    }
    guard let action = (action?.text).flatMap(Action.init), let id = id?.text,
      let name = name?.text, let employeeCount = employeeCount?.text,
      let industry = industry?.text, let domains = domains.records(Domain.init),
      let licences = licences?.integer, let uuid = uuid.optionalText,
      let defaulted = defaulted.optionalTexts
    else { return nil }
    self.init(
      action: action, id: id, name: name, employeeCount: employeeCount, industry: industry,
      domains: domains, licences: licences, uuid: uuid, defaulted: defaulted)
  }

  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.field("action", action.rawValue)
      if let defaulted { $0.field("defaulted", defaulted) }
      $0.field("domains", domains) { $0.write(to: &$1) }
      $0.field("employee_count", employeeCount)
      $0.field("id", id)
      $0.field("industry", industry)
      $0.field("licences", licences)
      $0.field("name", name)
      $0.field("uuid", ifAny: uuid)
    }
  }
}

extension PlanLine.Domain {
  fileprivate init?(_ value: JSONValue) {
    guard var fields = value.fields else { return nil }
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
    let reason = warning.flatMap(Reason.init(code:))
    guard (warning == nil) == (reason == nil) else { return nil }
    self.init(
      name: name, given: given, warning: reason, exception: exception, claims: claims,
      addedBy: addedBy)
  }

  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.field("added_by", ifAny: addedBy)
      if let claims { $0.field("claims", claims) }
      $0.field("exception", ifAny: exception)
      $0.field("given", ifAny: given)
      $0.field("name", name)
      $0.field("warning", ifAny: warning?.rawValue)
    }
  }
}
