/// The faults explained, for `--help`.
package enum FaultManual {
  /// One line a fault.
  package static var text: String {
    """
    A fault specification is a comma-separated list of
      service:fault[=ARGUMENT][xTIMES][@AFTER]
    The service is itglue or darkwebid. TIMES is how often the fault strikes: once unless told, \
    x* always. AFTER is how many matching requests pass first. A backslash before a character \
    takes away its meaning, as in hold=Smith\\, Jones.

    Faults of both services:
    \(lines(SandboxService.allCases))

    Faults of itglue:
    \(lines([.itglue]))

    Faults of darkwebid, in writes:
    \(lines([.darkwebid]))

    For example: itglue:429x3,itglue:slow=200x*,darkwebid:lost@2

    Beside Dark Web ID, on its port, are pages of the sandbox's own:
    \(pages)
    """
  }

  private static var pages: String {
    SandboxPage.allCases.map { page in
      let name = "\(page.method) \(page.path)"
      return "  \(name)\(String(repeating: " ", count: max(1, 28 - name.count)))\(page.explanation)"
    }.joined(separator: "\n")
  }

  private static func lines(_ services: [SandboxService]) -> String {
    FaultKind.allCases.filter { $0.services == services }.map { kind in
      let name = "\(kind.rawValue)\(kind.argumentText)"
      return "  \(name)\(String(repeating: " ", count: max(1, 20 - name.count)))\(kind.explanation)"
    }.joined(separator: "\n")
  }
}

extension FaultKind {
  /// `=ARGUMENT` as the manual writes it.
  fileprivate var argumentText: String {
    switch self {
    case .tooManyRequests: "[=SECONDS|none]"
    case .slow: "=MILLISECONDS"
    case .drift, .appear, .move, .taken: "=N"
    case .tooLarge: "=ROWS"
    case .importError, .hold: "=TITLE"
    default: ""
    }
  }

  /// What the fault does, in one line.
  fileprivate var explanation: String {
    switch self {
    case .tooManyRequests: "too many requests, with Retry-After: 1 unless told"
    case .internalError: "internal server error"
    case .badGateway: "bad gateway"
    case .unavailable: "service unavailable"
    case .gatewayTimeout: "gateway timeout"
    case .timeoutText: "the application's own timeout, told by its text"
    case .slow: "the answer comes late"
    case .reset: "the connection is cut, and nothing was done"
    case .truncate: "the body is cut short of the announced length"
    case .html: "an HTML page with status 200"
    case .repeatFirstPage: "page 1 for every page number; x* unless told"
    case .noMeta: "pages without meta; x* unless told"
    case .drift: "the first row vanishes after N pages; x* unless told"
    case .appear: "the first row is hidden for N pages"
    case .move: "the first row moves to the end after N pages; x*"
    case .nextSame: "the next page is the page itself; x* unless told"
    case .nextBack: "the next page of all but the first is page 1; x*"
    case .nextSkip: "the next page is one too far; x* unless told"
    case .noLinks: "pages without links; x* unless told"
    case .noTotal: "pages without total-count; x* unless told"
    case .dataObject: "data is an object; x* unless told"
    case .noAttributes: "the first resource has no attributes; x* unless told"
    case .errors: "errors with status 200; x* unless told"
    case .empty: "status 200 and nothing in it"
    case .cutJSON: "the body is cut in its middle, its announced length too"
    case .tooLong: "a body of more than 64 MB; x* unless told"
    case .tooLarge: "the application's timeout for pages of more rows; x*"
    case .tooManyRequestsUntil: "too many requests, with a date as Retry-After"
    case .ignoreFilter: "filters have no effect; x* unless told"
    case .lost: "takes effect, then the connection is cut"
    case .failedAfter: "takes effect, then 500"
    case .failedBefore: "no effect, and 500"
    case .hidePending: "a new organization is hidden while it is pending"
    case .duplicate: "an organization whose title exists is made again"
    case .taken: "after a create, somebody else takes N licences"
    case .importError: "the import of that organization fails"
    case .hold: "that organization stays pending for ever"
    }
  }
}
