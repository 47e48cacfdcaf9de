/// What can go wrong on demand. The raw value is the name in a fault specification.
package enum FaultKind: String, Sendable, CaseIterable {
  case tooManyRequests = "429"
  case internalError = "500"
  case badGateway = "502"
  case unavailable = "503"
  case gatewayTimeout = "504"
  case timeoutText = "timeout-text"
  case slow
  case reset
  case truncate
  case html
  case repeatFirstPage = "repeat"
  case noMeta = "no-meta"
  case drift
  case appear
  case move
  case nextSame = "next-same"
  case nextBack = "next-back"
  case nextSkip = "next-skip"
  case noLinks = "no-links"
  case noTotal = "no-total"
  case dataObject = "data-object"
  case noAttributes = "no-attributes"
  case errors
  case empty
  case cutJSON = "cut-json"
  case tooLong = "too-long"
  case tooLarge = "too-large"
  case tooManyRequestsUntil = "429-date"
  case ignoreFilter = "ignore-filter"
  case lost
  case failedAfter = "500-after"
  case failedBefore = "500-before"
  case hidePending = "hide-pending"
  case duplicate = "duplicate-201"
  case taken
  case importError = "import-error"
  case hold

  /// Which requests a fault can strike.
  enum Target: Sendable {
    /// Every request.
    case any
    /// Requests for a page of rows.
    case index
    /// POST and PATCH.
    case write
    /// POST of an organization.
    case create
    /// POST or PATCH of the organization with the title in the argument.
    case titled
  }

  /// What follows the `=`.
  enum Argument: Sendable {
    case absent
    /// Seconds, or `none`; may be left out.
    case retryAfter
    /// A whole number from the bound, which must be given.
    case number(from: Int, what: String)
    case title
  }

  /// The services that know the fault.
  var services: [SandboxService] {
    switch self {
    case .tooManyRequests, .internalError, .badGateway, .unavailable, .gatewayTimeout, .slow,
      .reset, .truncate, .html:
      [.itglue, .darkwebid]
    case .timeoutText, .repeatFirstPage, .noMeta, .drift, .appear, .move, .nextSame, .nextBack,
      .nextSkip, .noLinks, .noTotal, .dataObject, .noAttributes, .errors, .empty, .cutJSON,
      .tooLong, .tooLarge, .tooManyRequestsUntil, .ignoreFilter:
      [.itglue]
    case .lost, .failedAfter, .failedBefore, .hidePending, .duplicate, .taken, .importError, .hold:
      [.darkwebid]
    }
  }

  var target: Target {
    switch self {
    case .repeatFirstPage, .noMeta, .drift, .appear, .move, .nextSame, .nextBack, .nextSkip,
      .noLinks, .noTotal, .dataObject, .noAttributes, .errors, .empty, .cutJSON, .tooLong,
      .tooLarge, .ignoreFilter:
      .index
    case .lost, .failedAfter, .failedBefore: .write
    case .hidePending, .duplicate, .taken: .create
    case .importError, .hold: .titled
    default: .any
    }
  }

  var argument: Argument {
    switch self {
    case .tooManyRequests: .retryAfter
    case .slow: .number(from: 0, what: "milliseconds")
    case .drift, .appear, .move: .number(from: 0, what: "index requests")
    case .tooLarge: .number(from: 0, what: "rows")
    case .taken: .number(from: 1, what: "licences")
    case .importError, .hold: .title
    default: .absent
    }
  }

  /// How often the fault strikes unless told; nil is always.
  var usualTimes: Int? {
    switch self {
    case .empty, .cutJSON: 1
    default: target == .index ? nil : 1
    }
  }

  /// Whether the fault takes the place of the answer, or changes how it travels: one a request.
  var replacesAnswer: Bool {
    switch self {
    case .empty, .errors, .cutJSON, .tooLong: true
    case .slow, .hidePending, .duplicate, .taken, .importError, .hold: false
    default: target != .index
    }
  }

  /// Whether the request is not carried out.
  var preventsEffect: Bool {
    switch self {
    case .tooManyRequests, .tooManyRequestsUntil, .internalError, .badGateway, .unavailable,
      .gatewayTimeout, .timeoutText, .reset, .html, .failedBefore, .empty, .errors:
      true
    default: false
    }
  }
}
