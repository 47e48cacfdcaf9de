import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: the profile against what can be read")
struct ProfileCheckTests {
  @Test("Where all is as the profile says, it tells what was compared, with few requests")
  func asItSays() async throws {
    let (result, asked) = try await Tenant.check()
    #expect(result.verdict == .pass)
    #expect(
      result.text.hasPrefix(
        "as the profile says: the partner's record, the pages, organizations (2), domains (2);"))
    #expect(
      asked == [
        "/services/reseller.json", "/services/organization.json?page=0&limit=200",
        "/services/organization.json?page=1&limit=200",
        "/services/organization.json?page=100000&limit=200", "/services/organization/u-1.json",
      ])
    // Where the end was seen already, nothing is asked for it.
    #expect(try await Tenant.check { $0.pageSize = 200 }.asked.count == 4)
  }

  @Test(
    "A field that is not there is told with what is there, and the key to set",
    arguments: [
      ("usage: domain_usage", "usage: used", "the partner's record has no “used”", "domain_usage"),
      (
        "reseller:           # known\n    id: uuid", "reseller:\n    id: ref",
        "the partner's record has no “ref”", "uuid"
      ),
      ("list: list", "list: items", "a page of organizations has no “items”", "self"),
      ("id: uuid          #", "id: ref #", "an organization of the list has no “ref”", "title"),
      (
        "title: title\n    status", "title: name\n    status",
        "an organization of the list has no “name”", "title"
      ),
      (
        "domains: email_domains\n  domain:", "domains: hosts\n  domain:",
        "an organization of the list has no “hosts”", "email_domains"
      ),
      (
        "name: search_value", "name: host", "a domain of an organization of the list has no “host”",
        "search_value"
      ),
    ])
  func otherName(piece: String, edit: String, text: String, there: String) async throws {
    let (result, _) = try await Tenant.check((piece, edit))
    #expect(result.failure == .badInput)
    #expect(result.text.contains("\(text); there is "), "\(result.text)")
    #expect(result.text.contains("“\(there)”"))
    let remedy = try #require(result.remedy)
    #expect(remedy.contains("pipelines/profile.yaml: set fields."))
    // Told of the list and not once more of one organization.
    #expect(result.text.ranges(of: "; there is ").count == 1)
  }

  @Test("A limit that is not told is warned of, for there may be none")
  func noLimit() async throws {
    let (result, _) = try await Tenant.check { $0.reseller = #"{"uuid":"r-1","domain_usage":25}"# }
    #expect(result.verdict == .warn)
    #expect(result.text.contains("no “domain_limit”"))
    #expect(result.remedy?.contains("set fields.reseller.limit") == true)
  }

  @Test(
    "A field of another kind is told",
    arguments: [
      (
        "usage: domain_usage", "usage: name", "“name” of the partner's record is not a whole number"
      ),
      ("list: list", "list: self", "“self” of a page of organizations is not a list"),
      (
        "domains: email_domains\n  domain:", "domains: compromise_count\n  domain:",
        "“compromise_count” of an organization of the list is not a list"
      ),
    ])
  func otherKind(piece: String, edit: String, text: String) async throws {
    let (result, _) = try await Tenant.check((piece, edit))
    #expect(result.failure == .badInput)
    #expect(result.text.contains(text), "\(result.text)")
  }

  @Test("An answer that is no object at all is told as that")
  func noObject() async throws {
    let (result, _) = try await Tenant.check { $0.organizations = ["7"] }
    #expect(
      result.text.contains("an organization of the list has no “uuid”: it is no object with fields")
    )
  }

  // MARK: - One organization

  @Test("The organization asked for by its id has to be the same one, with the same fields")
  func single() async throws {
    for (answer, text) in [
      (HTTPResponse.json("{}", status: 404), "comes with HTTP 404"),
      (.json(#"{"uuid":"u-2","title":"Client 2","email_domains":[]}"#), "is another one"),
      (.json(#"{"data":{"uuid":"u-1"}}"#), "has no “uuid”; there is “data”"),
      (.json(#"{"uuid":"u-1","name":"Client 1","email_domains":[]}"#), "has no “title”"),
      (HTTPResponse(status: 200, headers: ["content-type": "text/html"]), "is refused"),
    ] {
      let (result, _) = try await Tenant.check { $0.single = { _ in answer } }
      #expect(result.failure == .badInput)
      #expect(
        result.text.contains("an organization asked for by its id \(text)"), "\(result.text)")
    }
  }

  // MARK: - Words

  @Test("Words for a status that the profile lacks are told; what may be a customer's is counted")
  func statuses() async throws {
    func tenant(_ words: [String], _ change: inout Tenant) {
      change.organizations = words.enumerated().map { place, word in
        """
        {"uuid":"u-\(place)","title":"Client 1","status":"\(word)","email_domains":[
          {"search_value":"client1.example","status":"imported"}]}
        """
      }
      change.pageSize = 200
    }
    let (fine, _) = try await Tenant.check { tenant(["imported", "PENDING", "Unimported"], &$0) }
    #expect(fine.verdict == .pass)
    let (result, _) = try await Tenant.check {
      tenant(["queued", "Client Number 1", "imported"], &$0)
    }
    #expect(result.verdict == .warn)
    #expect(
      result.text.contains(
        "“statuses” lacks what stands in fields.organization.status: “queued”, 1 more"))
    #expect(result.remedy?.contains("add each to statuses.pending") == true)
  }

  @Test("Reasons that no rule knows are told without their words")
  func reasons() async throws {
    func tenant(_ reason: String, _ change: inout Tenant) {
      change.organizations = [
        """
        {"uuid":"u-1","title":"Client 1","email_domains":[{"search_value":"client1.example",
          "status":"unimported","reason":"\(reason)"}]}
        """
      ]
    }
    #expect(try await Tenant.check { tenant("license_limit", &$0) }.0.verdict == .pass)
    let (result, _) = try await Tenant.check { tenant("client1.example is odd", &$0) }
    #expect(result.verdict == .warn)
    #expect(result.text.contains("stayed unimported for what no rule of “reasons” fits"))
  }

  // MARK: - When it cannot be asked

  @Test("A list that is refused although the login is accepted points to its path")
  func refusedList() async throws {
    let fixture = try DoctorFixture(rest: DoctorFixture.destination) { asked in
      asked.target.contains("organization.json")
        ? HTTPResponse(status: 200, headers: ["content-type": "text/html"]) : asked.usualAnswer
    }
    let diagnosis = try await fixture.darkWebID()
    #expect(diagnosis[.darkWebID, "login"]?.verdict == .pass)
    #expect(diagnosis[.darkWebID, "reading"]?.failure == .badInput)
    #expect(diagnosis[.darkWebID, "reading"]?.remedy?.contains("paths.organizations") == true)
  }

  @Test("A service that fails in the middle is no fault of the profile")
  func fails() async throws {
    let fixture = try DoctorFixture(rest: DoctorFixture.destination) { asked in
      asked.target.contains("organization.json") ? HTTPResponse(status: 503) : asked.usualAnswer
    }
    #expect(try await fixture.darkWebID()[.darkWebID, "reading"]?.failure == .unavailable)
  }

  @Test("Without a login nothing is compared, and that is said")
  func noLogin() async throws {
    let fixture = try DoctorFixture(rest: DoctorFixture.destination) { asked in
      asked.origin.contains("itglue") ? asked.usualAnswer : .json("{}", status: 401)
    }
    let reading = try await fixture.darkWebID()[.darkWebID, "reading"]
    #expect(reading?.failure == .refused)
    #expect(reading?.remedy == "mend the login first")
  }

  @Test("A partner's record that the profile cannot read leaves the login a pass")
  func unreadableRecord() async throws {
    let fixture = try DoctorFixture(rest: DoctorFixture.destination) { asked in
      asked.target.contains("reseller")
        ? .json(#"{"id":"r-1","domain_limit":40,"domain_usage":25}"#) : asked.usualAnswer
    }
    let diagnosis = try await fixture.darkWebID()
    #expect(diagnosis[.darkWebID, "login"]?.verdict == .pass)
    #expect(diagnosis[.darkWebID, "licences"]?.failure == .badInput)
    #expect(diagnosis[.darkWebID, "licences"]?.remedy == "mend the profile first")
    #expect(diagnosis[.darkWebID, "reading"]?.text.contains("there is “domain_limit”") == true)
  }
}
