/// The faults that strike one request.
struct FaultsInForce: Sendable {
  var rules: [FaultRule] = []
  /// The account's request limit is used up: no fault, but the same door.
  var isOverLimit = false

  /// Whether a fault is among them.
  func has(_ kind: FaultKind) -> Bool {
    self[kind] != nil
  }

  subscript(kind: FaultKind) -> FaultRule? {
    rules.first { $0.kind == kind }
  }

  /// Carries out the request where the faults let it, and gives back the answer that they leave.
  func delivering(
    service: SandboxService, _ carryOut: () async -> SandboxAnswer
  ) async throws -> SandboxAnswer {
    if let milliseconds = self[.slow]?.number {
      try await Task.sleep(for: .milliseconds(milliseconds))
    }
    let rule = rules.first { $0.kind.replacesAnswer }
    if let rule, rule.kind.preventsEffect {
      return rule.answer ?? SandboxAnswer.cut
    }
    var answer = await carryOut()
    switch rule?.kind {
    case .truncate: answer.delivery = .truncated
    case .cutJSON:
      answer.body = String(
        decoding: answer.body.utf8.prefix(answer.body.utf8.count / 2), as: UTF8.self)
    case .tooLong: answer.body += String(repeating: " ", count: 64 << 20)
    case .lost: answer = .cut
    case .failedAfter: answer = rule?.answer ?? answer
    default: break
    }
    return answer
  }
}

extension FaultRule {
  /// The answer of a fault that takes the place of the real one; nil where nothing is sent.
  var answer: SandboxAnswer? {
    switch kind {
    case .tooManyRequests:
      var answer = failure(429, "Too Many Requests")
      if let number { answer.headers["Retry-After"] = "\(number)" }
      return answer
    case .tooManyRequestsUntil:
      var answer = failure(429, "Too Many Requests")
      answer.headers["Retry-After"] = HTTPDate.ahead(seconds: 2)
      return answer
    case .errors:
      return .itglueError(200, title: "Internal error", detail: "Something went wrong")
    case .empty: return .itglue("")
    case .internalError, .failedAfter, .failedBefore: return failure(500, "Internal server error")
    case .badGateway: return failure(502, "Bad Gateway")
    case .unavailable: return failure(503, "Service Unavailable")
    case .gatewayTimeout: return failure(504, "Endpoint request timed out")
    case .timeoutText: return .timeoutText
    case .html:
      return .html(200, title: "Maintenance", text: "We will be back in a few minutes.")
    default: return nil
    }
  }

  private func failure(_ status: Int, _ message: String) -> SandboxAnswer {
    switch service {
    case .itglue: .gateway(status, message)
    case .darkwebid: .darkwebidError(status, code: "http_\(status)", message: message)
    }
  }
}

extension SandboxAnswer {
  /// No answer: the connection is closed.
  static let cut = SandboxAnswer(status: 500, contentType: "text/plain", body: "", delivery: .cut)
}
