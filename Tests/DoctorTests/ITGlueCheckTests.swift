import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: IT Glue")
struct ITGlueCheckTests {
  private static let forbidden = HTTPResponse.json(#"{"message":"Forbidden"}"#, status: 403)

  @Test("A key that is accepted is told with what the account has, for two rows that were read")
  func accepted() async throws {
    let fixture = try DoctorFixture()
    let diagnosis = try await fixture.diagnose()
    #expect(diagnosis[.itGlue, "region"]?.text == "us: https://api.itglue.com")
    #expect(diagnosis[.itGlue, "key"]?.verdict == .pass)
    #expect(
      diagnosis[.itGlue, "key"]?.text
        == "https://api.itglue.com accepts the key: 120 organizations, 310 domains")
    #expect(
      fixture.services.asked.map(\.target) == [
        "/organizations?page%5Bnumber%5D=1&page%5Bsize%5D=1",
        "/domains?page%5Bnumber%5D=1&page%5Bsize%5D=1",
      ])
  }

  @Test("A page that does not tell how many there are fails, as extract would on it")
  func untold() async throws {
    let diagnosis = try await DoctorFixture { _ in .json(#"{"data":[]}"#) }.diagnose()
    #expect(diagnosis[.itGlue, "key"]?.verdict == .fail)
    #expect(diagnosis[.itGlue, "key"]?.text.contains("meta.total-count") == true)
  }

  @Test("A refused key names all three causes, and goes nowhere else", arguments: [401, 403])
  func refused(status: Int) async throws {
    let fixture = try DoctorFixture { _ in .json("{}", status: status) }
    let check = try #require(try await fixture.diagnose()[.itGlue, "key"])
    #expect(check.verdict == .fail)
    #expect(check.failure == .refused)
    #expect(check.text == "https://api.itglue.com refuses the key: HTTP \(status)")
    let remedy = try #require(check.remedy)
    for cause in ["key is wrong", "90 days", "another region", "allowed IP addresses"] {
      #expect(remedy.contains(cause))
    }
    #expect(remedy.contains("--try-regions"))
    #expect(Set(fixture.services.asked.map(\.origin)) == ["https://api.itglue.com"])
  }

  @Test("Where it may, it finds the region that the key is of and names the line to write")
  func otherRegion() async throws {
    let fixture = try DoctorFixture { asked in
      asked.origin == "https://api.eu.itglue.com" ? asked.usualAnswer : Self.forbidden
    }
    nonisolated(unsafe) var offered: [PipelineFile.ITGlue.Region] = []
    let diagnosis = try await fixture.diagnose { regions in
      offered = regions
      return true
    }
    #expect(offered == [.eu, .au])
    let check = try #require(diagnosis[.itGlue, "key"])
    #expect(check.failure == .refused)
    #expect(check.text.contains("https://api.eu.itglue.com accepts it"))
    #expect(check.remedy?.contains("`region: eu`") == true)
    #expect(
      fixture.services.asked.map(\.origin)
        == ["https://api.itglue.com", "https://api.eu.itglue.com"])
  }

  @Test("Where no region accepts the key, the region is not among the causes")
  func noRegion() async throws {
    let fixture = try DoctorFixture { _ in Self.forbidden }
    let check = try #require(try await fixture.diagnose { _ in true }[.itGlue, "key"])
    #expect(check.text.hasSuffix("refused as well by eu, au"))
    #expect(check.remedy?.contains("region") == false)
    #expect(check.remedy?.contains("allowed IP addresses") == true)
  }

  @Test("A region that does not answer is told, and stays possible")
  func silentRegion() async throws {
    let fixture = try DoctorFixture { asked in
      guard asked.origin == "https://api.au.itglue.com" else { return Self.forbidden }
      throw TransportFault(.notConnected("no route"), mayHaveArrived: false)
    }
    let check = try #require(try await fixture.diagnose { _ in true }[.itGlue, "key"])
    #expect(check.text.contains("refused as well by eu"))
    #expect(check.text.contains("without an answer to that: au"))
    #expect(check.remedy?.hasSuffix("or it is of the region au") == true)
  }

  @Test("An address of one's own is tried against all three regions, only the vendor's")
  func ownAddress() async throws {
    let source = "{ itglue: { base_url: 'http://127.0.0.1:9', api_key: '${KEY}' } }"
    let fixture = try DoctorFixture(source: source) { _ in Self.forbidden }
    let diagnosis = try await fixture.diagnose { _ in true }
    #expect(diagnosis[.itGlue, "region"]?.verdict == .pass)
    #expect(
      fixture.services.asked.map(\.origin) == [
        "http://127.0.0.1:9", "https://api.itglue.com", "https://api.eu.itglue.com",
        "https://api.au.itglue.com",
      ])
  }

  @Test("A refusal of domains alone is no matter of the region")
  func domainsRefused() async throws {
    let fixture = try DoctorFixture { asked in
      asked.target.hasPrefix("/domains") ? Self.forbidden : asked.usualAnswer
    }
    let check = try #require(
      try await fixture.diagnose { _ in
        Issue.record("nobody is to be asked")
        return true
      }[.itGlue, "key"])
    #expect(check.failure == .refused)
    #expect(check.text.contains("refuses domains"))
  }

  @Test("An answer that is no page, and a service that fails twice, are 69 after two attempts")
  func unavailable() async throws {
    for answer in [
      HTTPResponse(status: 200, headers: ["content-type": "text/html"], body: Array("<p>".utf8)),
      .json("[]"), .json("{}", status: 404), .json("{}", status: 302),
    ] {
      let fixture = try DoctorFixture { _ in answer }
      #expect(try await fixture.diagnose()[.itGlue, "key"]?.failure == .unavailable)
      #expect(fixture.services.asked.count == 1)
    }
    let failing = try DoctorFixture { _ in HTTPResponse(status: 503) }
    #expect(try await failing.diagnose()[.itGlue, "key"]?.failure == .unavailable)
    #expect(failing.services.asked.count == 2)
  }

  @Test("A service that asks for a long wait is not waited for")
  func retryAfter() async throws {
    let fixture = try DoctorFixture { _ in
      HTTPResponse(status: 429, headers: ["retry-after": "300"])
    }
    #expect(try await fixture.diagnose()[.itGlue, "key"]?.failure == .unavailable)
    #expect(fixture.time.sleeps.isEmpty)
  }

  @Test("A key that is not set is told with its remedy, and nobody is asked")
  func missingKey() async throws {
    let fixture = try DoctorFixture(environment: [:])
    let check = try #require(try await fixture.diagnose()[.itGlue, "key"])
    #expect(check.failure == .badInput)
    #expect(check.remedy == "export KEY=…")
    #expect(fixture.services.asked.isEmpty)
  }

  @Test("An address in plain http is refused before the key is sent to it")
  func plainHTTP() async throws {
    let source = "{ itglue: { base_url: 'http://itglue.example', api_key: '${KEY}' } }"
    let fixture = try DoctorFixture(source: source)
    let diagnosis = try await fixture.diagnose()
    #expect(diagnosis[.itGlue, "region"]?.verdict == .fail)
    #expect(diagnosis[.itGlue, "key"]?.remedy == "mend the region first")
    #expect(fixture.services.asked.isEmpty)
  }

  @Test("An address that is not the vendor's is warned of: it gets the key")
  func foreignAddress() async throws {
    let source = "{ itglue: { base_url: 'https://proxy.example', api_key: '${KEY}' } }"
    let check = try await DoctorFixture(source: source).diagnose()[.itGlue, "region"]
    #expect(check?.verdict == .warn)
  }

  @Test("Saved pages need no key: their folder is looked at")
  func savedPages() async throws {
    let folder = try TemporaryFolder()
    let source = "{ pages: \(folder.url.path)/saved }"
    let fixture = try DoctorFixture(source: source, environment: [:], in: folder)
    let missing = try #require(try await fixture.diagnose()[.itGlue, "pages"])
    #expect(missing.failure == .badInput)
    #expect(missing.text.contains("/saved/organizations"))

    try folder.write("{}", to: "saved/organizations/1.json")
    try folder.write("{}", to: "saved/domains/1.json")
    let diagnosis = try await fixture.diagnose()
    #expect(diagnosis[.itGlue, "pages"]?.verdict == .pass)
    #expect(diagnosis[.itGlue, "key"] == nil)
    #expect(fixture.services.asked.isEmpty)
  }
}
