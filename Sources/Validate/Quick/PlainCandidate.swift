internal import Pipeline
internal import QuickJSON

/// A candidate that the quick way can judge: new to Dark Web ID, without a Priority, a default or a
/// domain of the spreadsheet, on a line as transform writes it.
///
/// It is read from one line after the other, so that no room need be made for each; what it refers to
/// lives as long as its line. Nobody can copy it: that would be done for each line.
struct PlainCandidate: ~Copyable {
  /// A finding of transform.
  struct Found {
    /// The reason's code, in UTF-8.
    let code: UnsafeRawBufferPointer
    /// The evidence, in UTF-8.
    let detail: UnsafeRawBufferPointer

    /// The reason; nil where the code is none.
    var reason: Reason? { Reason(code: String(decoding: code, as: UTF8.self)) }
  }

  /// The IT Glue id.
  private(set) var id = RecordID.number(0)
  /// The name, in UTF-8.
  private(set) var name = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Employee Count and Industry; nil where there is none.
  private(set) var employeeCount, industry: UnsafeRawBufferPointer?
  /// The names of the domains as IT Glue has them.
  private(set) var domains: [UnsafeRawBufferPointer] = []
  /// What transform found.
  private(set) var findings: [Found] = []

  /// Reads the next line; false where the long way has to be gone.
  ///
  /// - Parameter line: The line, behind which ``WrittenLine/padding`` bytes more must be readable.
  mutating func read(_ line: UnsafeRawBufferPointer, _ judge: QuickJudge) -> Bool {
    domains.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
    guard var line = WrittenLine(line), line.take(#"{"defaulted":[],"domains":["#),
      readDomains(&line),
      line.take(#","employee_count":"#), let employeeCount = line.textOrNull(),
      line.take(#","employee_count_given":"#), line.textOrNull() != nil,
      line.take(#","findings":["#), readFindings(&line),
      line.take(#","id":"#), let id = line.text(),
      line.take(#","industry":"#), let industry = line.textOrNull(),
      line.take(#","industry_given":"#), line.textOrNull() != nil,
      line.take(#","mapping_row":"#), line.takeNumberOrNull(),
      line.take(#","name":"#), let name = line.text(),
      line.take(#","priority":null,"selected":"#)
    else { return false }
    let isSelected = line.take("true")
    guard isSelected || line.take("false"),
      line.take(#","status":"#), line.textOrNull() != nil,
      line.take(#","type":"#), line.textOrNull() != nil, line.take("}"), line.isAtEnd
    else { return false }
    self.id = RecordID(utf8: id)
    self.name = name
    self.employeeCount = employeeCount
    self.industry = industry
    // What has no findings must have both values; what is not selected, a finding that says why.
    guard findings.isEmpty ? Self.isThere(employeeCount) && Self.isThere(industry) : true,
      isSelected || findings.contains(where: { $0.reason?.leavesOut ?? false })
    else { return false }
    return judge.rules.world.isEmpty || isUnknown(to: judge.rules.world)
  }

  private mutating func readDomains(_ line: inout WrittenLine) -> Bool {
    if line.take("]") { return true }
    repeat {
      guard line.take(#"{"id":"#), line.text() != nil, line.take(#","name":"#),
        let name = line.text(), line.take("}")
      else { return false }
      domains.append(name)
    } while line.take(",")
    return line.take("]")
  }

  private mutating func readFindings(_ line: inout WrittenLine) -> Bool {
    if line.take("]") { return true }
    repeat {
      guard line.take(#"{"detail":"#), let detail = line.text(), line.take(#","reason":"#),
        let code = line.text(), line.take("}")
      else { return false }
      findings.append(Found(code: code, detail: detail))
    } while line.take(",")
    return line.take("]")
  }

  /// Whether it has an Employee Count that is more than white space.
  var hasEmployeeCount: Bool { Self.isThere(employeeCount) || !Self.isBlank(employeeCount) }
  /// Whether it has an Industry that is more than white space.
  var hasIndustry: Bool { Self.isThere(industry) || !Self.isBlank(industry) }

  /// What transform found; nil where one of the codes is none.
  var foundByTransform: [Finding]? {
    var found: [Finding] = []
    for finding in findings {
      guard let reason = finding.reason else { return nil }
      found.append(Finding(reason, String(decoding: finding.detail, as: UTF8.self)))
    }
    return found
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
