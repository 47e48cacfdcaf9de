package import QuickJSON

extension ResultLine: LineRecord {
  package init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var attempts, detail, domains, id, name, reason, status, uuid: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "attempts": attempts = attempts ?? value
      case "detail": detail = detail ?? value
      case "domains": domains = domains ?? value
      case "id": id = id ?? value
      case "name": name = name ?? value
      case "reason": reason = reason ?? value
      case "status": status = status ?? value
      case "uuid": uuid = uuid ?? value
      default: break
      }
    }
    guard let id = id?.text, let name = name?.text, let uuid = uuid.optionalText,
      let status = (status?.text).flatMap(Status.init), let reason = reason.optionalReason,
      let detail = detail.optionalText, let domains = domains.records(Domain.init),
      let attempts = attempts?.integer
    else { return nil }
    self.init(
      id: id, name: name, uuid: uuid, status: status, reason: reason, detail: detail,
      domains: domains, attempts: attempts)
  }
}

extension ResultLine.Domain {
  fileprivate init?(_ value: JSONValue) {
    guard var fields = value.fields else { return nil }
    var detail, name, reason, status: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "detail": detail = detail ?? value
      case "name": name = name ?? value
      case "reason": reason = reason ?? value
      case "status": status = status ?? value
      default: break
      }
    }
    guard let name = name?.text, let status = (status?.text).flatMap(Status.init),
      let reason = reason.optionalReason, let detail = detail.optionalText
    else { return nil }
    self.init(name: name, status: status, reason: reason, detail: detail)
  }
}

extension Optional<JSONValue> {
  /// What an optional reason is: a reason, or nil where there is null or nothing. Nil itself where
  /// it is anything else.
  fileprivate var optionalReason: Reason?? {
    guard let text = optionalText else { return nil }
    guard let text else { return .some(nil) }
    return Reason(code: text).map { .some($0) }
  }
}
