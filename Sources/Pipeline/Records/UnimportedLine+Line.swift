package import QuickJSON

extension UnimportedLine: WritableLineRecord {
  package init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var organizationID, organization, domain, status, reason, detail: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "detail": detail = detail ?? value
      case "domain": domain = domain ?? value
      case "organization": organization = organization ?? value
      case "organization_id": organizationID = organizationID ?? value
      case "reason": reason = reason ?? value
      case "status": status = status ?? value
      default: break
      }
    }
    guard let organizationID = organizationID.optionalText,
      let organization = organization.optionalText, let domain = domain.optionalText,
      let status = (status?.text).flatMap(Status.init),
      let reason = (reason?.text).flatMap(Reason.init(code:)), let detail = detail?.text
    else { return nil }
    self.init(
      organizationID: organizationID, organization: organization, domain: domain, reason: reason,
      detail: detail)
    self.status = status
  }

  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.field("detail", detail)
      $0.field("domain", orNull: domain)
      $0.field("organization", orNull: organization)
      $0.field("organization_id", orNull: organizationID)
      $0.field("reason", reason.rawValue)
      $0.field("status", status.rawValue)
    }
  }
}
