/// The sandbox's own pages, on the port of Dark Web ID.
enum SandboxPage: String, Sendable, CaseIterable {
  case journal = "journal.json"
  case faults
  case licences
  case remove

  /// The page that a request asks for; nil where there is none.
  init?(_ request: SandboxRequest) {
    guard let page = Self.allCases.first(where: { $0.path == request.path }),
      page.method == request.method
    else { return nil }
    self = page
  }

  var path: String { "/sandbox/\(rawValue)" }

  var method: String { self == .journal ? "GET" : "POST" }

  /// What the page is for, in one line of the manual.
  var explanation: String {
    switch self {
    case .journal: "what arrived and what took effect"
    case .faults: "a specification: arms it in place of the last"
    case .licences: "a number: the partner has so many licences"
    case .remove: "a title or uuid: deletes the organization"
    }
  }
}
