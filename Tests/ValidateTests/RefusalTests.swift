import Pipeline
import Testing

@testable import Validate

@Suite("Several reasons at once")
struct RefusalTests {
  @Test("The first by precedence is given, the others are told in the detail")
  func precedence() throws {
    let refusal = try #require(
      Refusal([
        Finding(.freeMail, "listed"), Finding(.missingIndustry, ""),
        Finding(.titleExists, "u-1"),
      ]))
    #expect(refusal.reason == .titleExists)
    #expect(refusal.detail == "u-1; also missing_industry; also free_mail: listed")
  }

  @Test("Two findings of one reason are told in their order, once by name")
  func sameReason() throws {
    let refusal = try #require(
      Refusal([Finding(.ambiguousMapping, "row 3"), Finding(.ambiguousMapping, "row 7")]))
    #expect(refusal.detail == "row 3; row 7")
  }

  @Test("A domain of a refused organization has its reason, and its own ones behind")
  func ofDomain() {
    let refusal = Refusal(.missingIndustry, "row 4")
      .with([Finding(.sharedHost, "b"), Finding(.invalidDomain, "a")])
    #expect(refusal.reason == .missingIndustry)
    #expect(refusal.detail == "row 4; also invalid_domain: a; also shared_host: b")
  }

  @Test("Nothing found is no refusal")
  func nothing() {
    #expect(Refusal([]) == nil)
  }
}
