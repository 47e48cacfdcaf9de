package import Pipeline

/// Which of our reasons the service's answers mean: `reasons` of the profile. The first rule that
/// fits counts.
package struct ReasonRules: Sendable, Equatable {
  private let rules: [ReasonRule]

  /// The vendor's four reasons, each by its code and by the vendor's words, and a title that exists.
  package static let usual = ReasonRules(
    [Reason.importError, .licenceLimit, .govDomain, .sensitiveDomain].map {
      ReasonRule(reason: $0, code: $0.rawValue)
    } + [
      ReasonRule(reason: .licenceLimit, pattern: "domain license limit reached"),
      ReasonRule(reason: .govDomain, pattern: ".gov domain was not imported"),
      ReasonRule(reason: .sensitiveDomain, pattern: "sensitive or protected domain"),
      ReasonRule(reason: .importError, pattern: "error in the import"),
      ReasonRule(reason: .titleExists, status: 409),
    ])

  init(_ rules: [ReasonRule]) {
    self.rules = rules
  }

  /// The rules that a profile gives.
  ///
  /// - Throws: ``YAMLError`` with the line.
  init(_ entries: [YAMLMapping]) throws {
    rules = try entries.map(ReasonRule.init)
  }

  /// What a refused request means; nil where no rule tells.
  ///
  /// - Parameters:
  ///   - status: The HTTP status.
  ///   - code: The error's code, where there is one.
  ///   - words: All that the error says.
  package func reason(status: Int, code: String?, words: String) -> Reason? {
    first(status: status, code: code.map { FoldedText($0) }, words: FoldedText(words))
  }

  /// What the reason beside a domain means, which may be a code or a sentence; nil where no rule
  /// tells.
  package func reason(of text: String) -> Reason? {
    let folded = FoldedText(text)
    return first(status: nil, code: folded, words: folded)
  }

  private func first(status: Int?, code: FoldedText?, words: FoldedText) -> Reason? {
    rules.first { $0.fits(status: status, code: code, words: words) }?.reason
  }
}

/// One rule: what an answer has to be like to mean a reason.
struct ReasonRule: Sendable, Equatable {
  let reason: Reason
  private let status: Int?
  private let code: FoldedText?
  private let pattern: WordPattern?

  init(reason: Reason, status: Int? = nil, code: String? = nil, pattern: String? = nil) {
    self.reason = reason
    self.status = status
    self.code = code.map { FoldedText($0) }
    self.pattern = pattern.flatMap(WordPattern.init)
  }

  /// - Throws: ``YAMLError`` with the line.
  init(_ entry: YAMLMapping) throws {
    var entry = entry
    let name = try entry.requiredString("reason")
    guard let reason = Reason(code: name), reason.status == .unimported else {
      throw entry.error(
        "is “\(name)”, which is no reason to stay Unimported", at: "reason",
        remedy: Self.suggestion(for: name))
    }
    self.reason = reason
    status = try entry.integer("status", in: 400...499)
    if let status, Self.neverOfOne.contains(status) {
      throw entry.error(
        "is \(status), which speaks of the login, the address or the pace, never of one organization",
        at: "status")
    }
    code = try entry.string("code").map { FoldedText($0) }
    if let code, code.isEmpty { throw entry.error("is empty", at: "code") }
    let text = try entry.string("pattern")
    pattern = text.flatMap(WordPattern.init)
    if text != nil, pattern == nil { throw entry.error("would fit everything", at: "pattern") }
    try entry.finish()
    guard status != nil || code != nil || pattern != nil else {
      throw entry.error("\(name) needs a status, a code or a pattern beside it", at: "reason")
    }
  }

  /// Whether all that the rule asks for is so. A domain's reason has no status.
  func fits(status: Int?, code: FoldedText?, words: FoldedText) -> Bool {
    if let wanted = self.status, wanted != status { return false }
    if let wanted = self.code, wanted != code { return false }
    if let wanted = pattern, !wanted.isIn(words) { return false }
    return true
  }

  /// Statuses that end or delay the load and reach no rule.
  private static let neverOfOne: Set<Int> = [401, 403, 405, 408, 429]

  private static func suggestion(for name: String) -> String {
    let list = "docs/checkpoints.md lists them"
    guard Reason(code: name) == nil else { return list }
    let nearest = Reason.allCases.filter { $0.status == .unimported }.map(\.rawValue)
      .min { EditDistance.between($0, name) < EditDistance.between($1, name) }
    return (nearest.map { "did you mean “\($0)”? " } ?? "") + list
  }
}
