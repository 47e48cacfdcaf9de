internal import Pipeline
internal import QuickJSON

/// A candidate that the quick way can judge: new to Dark Web ID, without a Priority, a default or a
/// domain of the spreadsheet. It stands for a part of the line and lives no longer.
struct PlainCandidate {
  /// The IT Glue id.
  let id: RecordID
  /// The name, in UTF-8.
  let name: UnsafeRawBufferPointer
  /// Employee Count and Industry; nil where there is none.
  let employeeCount, industry: UnsafeRawBufferPointer?
  /// The domains.
  let domains: JSONElements
  /// What transform found.
  let findings: JSONElements

  /// Nil where the long way has to be gone.
  init?(_ value: JSONValue, _ judge: QuickJudge) {
    guard let line = CandidateLine(value), let id = line.id?.utf8, let name = line.name?.utf8,
      let domains = line.domains?.elements, let findings = line.findings?.elements,
      line.employeeCount.isTextOrAbsent, line.industry.isTextOrAbsent, Self.isAsUsual(line),
      line.priority?.isNull != false, line.defaulted?.elements?.isEmpty == true,
      let isSelected = line.selected?.boolean, isSelected || !findings.isEmpty
    else { return nil }
    self.id = RecordID(utf8: id)
    self.name = name
    employeeCount = line.employeeCount?.utf8
    industry = line.industry?.utf8
    self.domains = domains
    self.findings = findings
    guard findings.isEmpty ? Self.isThere(employeeCount) && Self.isThere(industry) : true,
      isSelected || leavesOut, judge.rules.world.isEmpty || isUnknown(to: judge.rules.world)
    else { return nil }
  }

  /// Whether what is not needed here is such that the line can be read the long way.
  private static func isAsUsual(_ line: CandidateLine) -> Bool {
    line.type.isTextOrAbsent && line.status.isTextOrAbsent
      && line.employeeCountGiven.isTextOrAbsent && line.industryGiven.isTextOrAbsent
      && line.mappingRow.optionalInteger != nil
  }

  /// Whether what transform found says that it is left out.
  private var leavesOut: Bool {
    findings.contains { FindingLine($0)?.reason?.leavesOut ?? false }
  }

  /// Whether it has an Employee Count that is more than white space.
  var hasEmployeeCount: Bool { Self.isThere(employeeCount) || !Self.isBlank(employeeCount) }
  /// Whether it has an Industry that is more than white space.
  var hasIndustry: Bool { Self.isThere(industry) || !Self.isBlank(industry) }

  /// What transform found; nil where that cannot be read.
  var foundByTransform: [Finding]? {
    var found: [Finding] = []
    for element in findings {
      guard let finding = Finding(element) else { return nil }
      found.append(finding)
    }
    return found
  }

  /// Appends bytes that are the same only where transform found the same; false, where they cannot be
  /// read.
  func appendFindings(to key: inout [UInt8]) -> Bool {
    for element in findings {
      guard let line = FindingLine(element) else { return false }
      for part in [line.code, line.detail] {
        withUnsafeBytes(of: part.count) { key.append(contentsOf: $0) }
        key.append(contentsOf: part)
      }
    }
    return true
  }

  private func isUnknown(to world: WorldIndex) -> Bool {
    world.link(of: id.description) == .none
      && world.organizations(titled: String(decoding: name, as: UTF8.self)).isEmpty
  }

  /// Whether a value is more than white space; false where there is a doubt.
  private static func isThere(_ value: UnsafeRawBufferPointer?) -> Bool {
    value?.first.map { 0x21..<0x7F ~= $0 } ?? false
  }

  private static func isBlank(_ value: UnsafeRawBufferPointer?) -> Bool {
    OrganizationRules.isBlank(value.map { String(decoding: $0, as: UTF8.self) })
  }
}

/// A domain that the quick way can judge. It stands for a part of the line and lives no longer.
struct PlainDomain {
  /// The name as IT Glue has it, in UTF-8.
  let given: UnsafeRawBufferPointer

  /// Nil where the spreadsheet has a part in it.
  init?(_ value: JSONValue) {
    guard let line = CandidateDomainLine(value), let name = line.name?.utf8,
      line.id.isTextOrAbsent, line.addedBy?.isNull != false, line.leftOutBy?.isNull != false
    else { return nil }
    given = name
  }
}
