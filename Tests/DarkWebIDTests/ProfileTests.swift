import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("The profile of the service")
struct ProfileTests {
  @Test("The shipped profile says what the contract says, and that nobody has verified it")
  func shipped() throws {
    let profile = try Profile.shipped()
    #expect(!profile.isVerified)
    #expect(profile.organizationsPath == "/services/organization.json")
    #expect(profile.organizationPath == "/services/organization/{uuid}.json")
    #expect(profile.resellerPath == "/services/reseller.json")
    #expect(profile.createPath == "/services/v2/organization")
    #expect(profile.updatePath == "/services/v2/organization/{uuid}")
    #expect(profile.firstPage == 0)
    #expect(profile.pageSize == 200)
    #expect(profile.requestsPerSecond == 2)
    #expect(profile.concurrency == 4)
    #expect(profile.stopAfter == .init(unanswered: 3, refused: 10))
    #expect(profile.pendingTimeout == .seconds(600))
    #expect(profile.pollInterval == .seconds(5))
  }

  @Test("What a profile leaves out is as in the shipped one")
  func leftOut() throws {
    var short = try Profile.short()
    let shipped = try Profile.shipped()
    #expect(short.digest != shipped.digest)
    short.digest = shipped.digest
    #expect(short == shipped)
  }

  @Test("A profile is verified only where it says so, and its digest follows its bytes")
  func verified() throws {
    let verified = try Profile.shipped("verified: false", "verified: true")
    #expect(verified.isVerified)
    #expect(verified.digest != (try Profile.shipped().digest))
    #expect(try !Profile.shipped("verified: false", "").isVerified)
  }

  @Test("A key that is not known is refused with its line and the nearest one")
  func unknownKey() throws {
    let error = #expect(throws: YAMLError.self) {
      try Profile.shipped("  reseller:", "  resellers:")
    }
    #expect(error?.problem == "paths.reseller is missing")
    let typo = #expect(throws: YAMLError.self) {
      try Profile.shipped("  poll_interval:", "  poll_intervall:")
    }
    #expect(typo?.problem == "unknown key “pending.poll_intervall”")
    #expect(typo?.remedy?.contains("“poll_interval”") == true)
    #expect(typo?.line != nil)
    #expect(typo?.kind == .badInput)
  }

  @Test("A section that is missing is named", arguments: ["paths", "paging", "pace", "pending"])
  func missingSection(name: String) throws {
    let error = #expect(throws: YAMLError.self) {
      try Profile.shipped("\n\(name):", "\nx-\(name):")
    }
    #expect(error?.problem == "\(name) is missing")
  }

  @Test(
    "A path that cannot be right is refused",
    arguments: [
      ("/services/reseller.json", "services/reseller.json", "must begin with a slash"),
      ("/services/organization/{uuid}.json", "/services/organization.json", "must contain {uuid}"),
      ("/services/v2/organization/{uuid}\n", "/services/v2/organization\n", "must contain {uuid}"),
      ("/services/reseller.json", "/services/{uuid}.json", "must not contain {uuid}"),
    ])
  func badPath(piece: String, replacement: String, problem: String) throws {
    let error = #expect(throws: YAMLError.self) { try Profile.shipped(piece, replacement) }
    #expect(error?.problem.hasSuffix(problem) == true, "\(error?.problem ?? "no error")")
  }

  @Test(
    "No profile leads to stolen credentials",
    arguments: [
      "/services/compromise.json", "/services/compromise/domain.json",
      "/services/livesearch.json", "/services/livesearch/quota.json",
    ])
  func forbidden(path: String) throws {
    for piece in ["/services/reseller.json", "/services/organization.json"] {
      let error = #expect(throws: YAMLError.self) { try Profile.shipped(piece, path) }
      #expect(
        error?.problem.hasSuffix("would read stolen credentials; Glueport never does") == true)
    }
  }

  @Test(
    "No other spelling of such a path gets past that",
    arguments: [
      "//services/compromise.json", "/x/../services/compromise.json", "/services/%63ompromise.json",
      "/./services/livesearch.json", "/services//livesearch.json", "/services/reseller.json?x",
    ])
  func otherSpelling(path: String) throws {
    let error = #expect(throws: YAMLError.self) {
      try Profile.shipped("/services/reseller.json", path)
    }
    #expect(error?.problem.contains("must be a plain path") == true)
  }

  @Test(
    "A number out of its range is refused",
    arguments: [
      ("page_size: 200", "page_size: 201"), ("page_size: 200", "page_size: 0"),
      ("first_page: 0", "first_page: 2"), ("requests_per_second: 2", "requests_per_second: 0"),
      ("timeout: 600", "timeout: -1"), ("poll_interval: 5", "poll_interval: soon"),
      ("concurrency: 4", "concurrency: 0"), ("concurrency: 4", "concurrency: 17"),
      ("unanswered: 3", "unanswered: 0"), ("unanswered: 3", "unanswered: 101"),
      ("refused: 10", "refused: 0"), ("refused: 10", "refused: 1001"),
    ])
  func badNumber(piece: String, replacement: String) throws {
    #expect(throws: YAMLError.self) { try Profile.shipped(piece, replacement) }
  }
}
