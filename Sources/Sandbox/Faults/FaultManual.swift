/// The faults explained, for `--help`.
package enum FaultManual {
  /// One line a fault.
  package static var text: String {
    let width = 22
    let lines = FaultKind.allCases.map { kind in
      let name = "\(kind.rawValue)\(kind.argumentText)"
      let padding = String(repeating: " ", count: max(1, width - name.count))
      let scope =
        kind.services.count == 2 ? "" : "(\(kind.services.map(\.rawValue).joined())) "
      return "  \(name)\(padding)\(scope)\(kind.explanation)"
    }
    return """
      A fault specification is a comma-separated list of
        service:fault[=ARGUMENT][xTIMES][@AFTER]
      The service is itglue or darkwebid. TIMES is how often the fault strikes: once \
      unless told, x* always. AFTER is how many matching requests pass first. A backslash \
      before a character takes away its meaning, as in hold=Smith\\, Jones.

      \(lines.joined(separator: "\n"))

      For example: itglue:429x3,itglue:slow=200x*,darkwebid:lost@2
      """
  }
}

extension FaultKind {
  /// `=ARGUMENT` as the manual writes it.
  fileprivate var argumentText: String {
    switch self {
    case .tooManyRequests: "[=SECONDS|none]"
    case .slow: "=MILLISECONDS"
    case .drift, .taken: "=N"
    case .importError, .hold: "=TITLE"
    default: ""
    }
  }

  /// What the fault does, in one line.
  fileprivate var explanation: String {
    switch self {
    case .tooManyRequests: "too many requests, with Retry-After (1 unless told)"
    case .internalError: "internal server error"
    case .badGateway: "bad gateway"
    case .unavailable: "service unavailable"
    case .gatewayTimeout: "gateway timeout"
    case .timeoutText: "the application's own timeout, told by its text"
    case .slow: "the answer comes late"
    case .reset: "the connection is cut before any answer; nothing was done"
    case .truncate: "the body is cut short of the announced length"
    case .html: "an HTML page with status 200"
    case .repeatFirstPage: "page 1 for every page number (x* unless told)"
    case .noMeta: "pages without meta (x* unless told)"
    case .drift: "after N pages the first row vanishes, the others move up"
    case .lost: "a write takes effect, then the connection is cut"
    case .failedAfter: "a write takes effect, then 500"
    case .failedBefore: "500 to a write, which has no effect"
    case .hidePending: "a created organization is not shown until it has settled"
    case .taken: "after a create, somebody else takes N licences"
    case .importError: "the import of that organization's domains fails"
    case .hold: "that organization stays pending for ever"
    }
  }
}
