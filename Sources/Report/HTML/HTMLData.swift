internal import FoundationEssentials
internal import Pipeline
internal import QuickJSON

/// The rows of the page's table, and the words for their codes, as JSON.
struct HTMLData {
  /// A status or a reason in words.
  private struct Words: Encodable {
    var text: String
    var tone: String?
    var remedy: String?
  }

  private static let pieceSize = 1 << 16

  private let details: RunDetails

  init(_ details: RunDetails) {
    self.details = details
  }

  /// Gives the JSON to `take`, a piece at a time.
  ///
  /// - Throws: What `take` throws.
  func write(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
    var writer = JSONWriter(capacity: 2 * Self.pieceSize)
    writer.append("{\"organizations\":[")
    for place in details.organizations.indices {
      if place > 0 { writer.append(",") }
      Self.write(details.organizations[place], to: &writer)
      if writer.count >= Self.pieceSize {
        try take(writer.bytes)
        writer.clear()
      }
    }
    writer.append("]")
    writer.key("reasons")
    try writer.append(encoding: reasons)
    writer.key("statuses")
    try writer.append(encoding: statuses)
    writer.append("}")
    try take(writer.bytes)
  }

  private var statuses: [String: Words] {
    Dictionary(
      uniqueKeysWithValues: Outcome.allCases.map { outcome in
        let text =
          outcome == .planned && details.summary.state != .planned ? "Not sent yet" : outcome.text
        return (outcome.rawValue, Words(text: text, tone: outcome.htmlTone))
      })
  }

  private var reasons: [String: Words] {
    Dictionary(
      uniqueKeysWithValues: Reason.allCases.map {
        ($0.rawValue, Words(text: $0.text.capitalizedAtStart, remedy: $0.remedy))
      })
  }
}

// MARK: - The rows

extension HTMLData {
  private static func write(_ organization: OrganizationDetails, to writer: inout JSONWriter) {
    writer.object {
      $0.field("action", ifAny: organization.action?.text)
      $0.field("count", ifAny: organization.employeeCount)
      if !organization.defaulted.isEmpty { $0.field("defaulted", organization.defaulted) }
      if !organization.detail.isEmpty { $0.field("detail", organization.detail) }
      if organization.differs { $0.field("differs", true) }
      if !organization.domains.isEmpty {
        $0.key("domains")
        write(organization.domains, to: &$0)
      }
      $0.field("id", ifAny: organization.id)
      $0.field("industry", ifAny: organization.industry)
      $0.field("name", organization.name)
      if let priority = organization.priority { $0.field("priority", priority) }
      $0.field("reason", ifAny: organization.reason?.rawValue)
      if let row = organization.row { $0.field("row", row) }
      $0.field("status", organization.outcome.rawValue)
      $0.field("uuid", ifAny: organization.uuid)
    }
  }

  /// By place: there are many of them, and each would be copied out of a sequence.
  private static func write(_ domains: [DomainDetails], to writer: inout JSONWriter) {
    writer.append("[")
    for place in domains.indices {
      if place > 0 { writer.append(",") }
      write(domains[place], to: &writer)
    }
    writer.append("]")
  }

  private static func write(_ domain: DomainDetails, to writer: inout JSONWriter) {
    writer.object {
      if !domain.detail.isEmpty { $0.field("detail", domain.detail) }
      $0.field("given", ifAny: domain.given)
      if domain.isPlanned { $0.field("in", true) }
      $0.field("name", domain.name)
      $0.field("reason", ifAny: domain.reason?.rawValue)
      let remarks = domain.remarks
      if !remarks.isEmpty { $0.field("remarks", remarks) }
      $0.field("status", domain.outcome.rawValue)
    }
  }
}

extension JSONWriter {
  /// Writes a value the long way.
  ///
  /// - Throws: What the encoder throws.
  fileprivate mutating func append(encoding value: some Encodable) throws {
    try JSONLines.encoder().encode(value).withUnsafeBytes { append(verbatim: $0) }
  }
}

extension String {
  /// The text with a capital at its start.
  var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}

extension Outcome {
  /// The class of its colour in the page.
  var htmlTone: String {
    switch self {
    case .planned, .imported: "good"
    case .pending, .unknown: "open"
    case .unimported: "bad"
    case .skipped: "plain"
    }
  }
}
