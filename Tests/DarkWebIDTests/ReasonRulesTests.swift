import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("The rules for the service's reasons")
struct ReasonRulesTests {
  private static func rules(_ lines: String...) throws -> ReasonRules {
    try Profile.short("reasons:\n" + lines.map { "  - \($0)" }.joined(separator: "\n")).reasons
  }

  @Test(
    "The vendor's four reasons are known by their codes and by the vendor's words",
    arguments: [Reason.importError, .licenceLimit, .govDomain, .sensitiveDomain])
  func vendors(reason: Reason) throws {
    let rules = try Profile.shipped().reasons
    for words in [reason.rawValue, reason.text, reason.text.uppercased()] {
      #expect(rules.reason(of: words) == reason)
      #expect(
        rules.reason(of: "Row 7: \(words) (see manual)")
          == (words == reason.rawValue ? nil : reason))
      #expect(
        rules.reason(status: 422, code: "x", words: "x: \(words)")
          == (words == reason.rawValue ? nil : reason))
      #expect(rules.reason(status: 422, code: words, words: words) == reason)
    }
  }

  @Test("A title that exists is known by its status alone, and never of a domain")
  func titleExists() throws {
    let rules = try Profile.shipped().reasons
    #expect(rules.reason(status: 409, code: nil, words: "") == .titleExists)
    #expect(rules.reason(status: 422, code: nil, words: "title exists") == nil)
    #expect(rules.reason(of: "409") == nil)
  }

  @Test("The first rule that fits counts")
  func order() throws {
    let narrow = "{ pattern: licence for .gov, reason: gov_domain }"
    let wide = "{ pattern: licence, reason: license_limit }"
    let words = "No licence for .gov"
    #expect(try Self.rules(narrow, wide).reason(of: words) == .govDomain)
    #expect(try Self.rules(wide, narrow).reason(of: words) == .licenceLimit)
    #expect(try Self.rules(narrow, wide).reason(of: "no licence") == .licenceLimit)
  }

  @Test("All that a rule asks for has to be so")
  func all() throws {
    let rules = try Self.rules(
      "{ status: 422, code: E7, pattern: limit, reason: license_limit }")
    #expect(rules.reason(status: 422, code: "e7", words: "E7: the LIMIT") == .licenceLimit)
    #expect(rules.reason(status: 400, code: "E7", words: "E7: the limit") == nil)
    #expect(rules.reason(status: 422, code: "E77", words: "E7: the limit") == nil)
    #expect(rules.reason(status: 422, code: nil, words: "E7: the limit") == nil)
    #expect(rules.reason(status: 422, code: "E7", words: "E7: the end") == nil)
    #expect(rules.reason(of: "E7") == nil)
  }

  @Test(
    "A pattern is a part of the words, whatever case and white space; * is any text, ? is itself",
    arguments: [
      ("limit", "The LIMIT is reached", true), ("limit", "limes", false),
      ("limit reached", "limit\n  reached!", true), ("limit reached", "limit is reached", false),
      ("limit*reached", "the limit of 50 is reached", true),
      ("limit*reached", "limitreached", true),
      ("limit*reached", "reached the limit", false), ("*limit*", "limit", true),
      ("a*a", "a", false), ("a*a", "aa", true), ("why?", "why", false), ("why?", "Why?", true),
      ("straße", "STRASSE", true), ("a**b", "a b", true),
    ])
  func patterns(pattern: String, words: String, fits: Bool) throws {
    let rules = try Self.rules("{ pattern: '\(pattern)', reason: license_limit }")
    #expect((rules.reason(of: words) != nil) == fits)
    #expect((rules.reason(status: 422, code: nil, words: words) != nil) == fits)
  }

  @Test("A domain's words are kept where they say more than the reason, known or not")
  func words() async throws {
    let profile = try Profile.short(
      """
      reasons:
        - { code: E7, reason: license_limit }
        - { pattern: quota, reason: license_limit }
        - { code: license_limit, reason: license_limit }
      """)
    for (words, reason, detail) in [
      ("E7", Reason.licenceLimit, "E7"),
      ("Quota of 50 is used up", .licenceLimit, "Quota of 50 is used up"),
      ("license_limit", .licenceLimit, nil), ("gov_domain", .importError, "gov_domain"),
    ] as [(String, Reason, String?)] {
      let fixture = try ClientFixture({ $0 = profile }) { _, _ in
        .json(
          """
          {"uuid":"u","email_domains":[
            {"search_value":"a.com","status":"unimported","reason":"\(words)"}]}
          """)
      }
      let domain = try await fixture.client.organization("u")?.domains.first
      #expect(
        domain == .init(name: "a.com", status: .unimported, reason: reason, detail: detail))
    }
  }

  @Test("Without rules nothing is known; with the section left out the usual ones hold")
  func none() throws {
    let none = try Profile.short("reasons: []").reasons
    #expect(none.reason(of: "license_limit") == nil)
    #expect(none.reason(status: 409, code: nil, words: "") == nil)
    #expect(try Profile.short().reasons == .usual)
  }

  @Test(
    "A rule that cannot be right is refused with its line",
    arguments: [
      (
        "{ code: x, reason: license_limits }", "“license_limits”, which is no reason",
        "“license_limit”"
      ),
      ("{ code: x, reason: not_selected }", "“not_selected”, which is no reason", "checkpoints.md"),
      ("{ code: x }", "reasons.reason is missing", nil),
      ("{ reason: gov_domain }", "needs a status, a code or a pattern", nil),
      ("{ status: 200, reason: gov_domain }", "from 400 to 499", nil),
      ("{ status: 401, reason: gov_domain }", "is 401, which speaks of the login", nil),
      ("{ status: 429, reason: gov_domain }", "never of one organization", nil),
      ("{ code: '', reason: gov_domain }", "reasons.code is empty", nil),
      ("{ pattern: ' * ', reason: gov_domain }", "reasons.pattern would fit everything", nil),
      ("{ patern: x, reason: gov_domain }", "unknown key “reasons.patern”", "“pattern”"),
    ] as [(String, String, String?)])
  func refused(rule: String, problem: String, remedy: String?) throws {
    let error = #expect(throws: YAMLError.self) {
      try Self.rules("{ code: fine, reason: gov_domain }", rule)
    }
    #expect(error?.line == 14)
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
    if let remedy { #expect(error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "")") }
    #expect(error?.kind == .badInput)
  }
}
