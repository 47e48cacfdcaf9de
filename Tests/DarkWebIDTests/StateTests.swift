import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("What Dark Web ID tells of an organization")
struct StateTests {
  private func state(_ body: String) async throws -> OrganizationState {
    let state = try await ClientFixture(always: .json(body)).client.organization("u-1")
    return try #require(state)
  }

  @Test("Statuses are taken over, of the organization and of each domain")
  func told() async throws {
    let state = try await state(
      """
      {"uuid":"u-1","title":"Acme","status":"imported","compromise_count":"n/a","email_domains":[
        {"type":"domain","uuid":"f-1","search_value":"acme.com","status":"imported"},
        {"search_value":"ACME.org","status":"PENDING"},
        {"search_value":"acme.gov","status":"unimported","reason":"gov_domain"}]}
      """)
    #expect(
      state
        == OrganizationState(
          uuid: "u-1", title: "Acme", status: .imported,
          domains: [
            .init(name: "acme.com", status: .imported), .init(name: "acme.org", status: .pending),
            .init(name: "acme.gov", status: .unimported, reason: .govDomain),
          ], tellsStatus: true))
  }

  @Test("A listed domain without a status is an imported one: the shape that is publicly known")
  func knownShape() async throws {
    let state = try await state(
      #"{"uuid":"u-1","title":"Acme","email_domains":[{"search_value":"acme.com"}]}"#)
    #expect(state.domains == [.init(name: "acme.com", status: .imported)])
    #expect(state.status == .imported)
    #expect(!state.tellsStatus)
  }

  @Test("Where only the organization tells a status, it is that of all its domains")
  func statusOfAll() async throws {
    let domains = #""email_domains":[{"search_value":"a.com"},{"search_value":"b.com"}]"#
    for status in [Status.pending, .imported, .unimported] {
      let state = try await state(#"{"uuid":"u","status":"\#(status.rawValue)",\#(domains)}"#)
      #expect(state.status == status)
      #expect(state.domains.map(\.status) == [status, status])
      #expect(state.tellsStatus)
    }
  }

  @Test("Where other domains tell one, a domain without a status was there before: imported")
  func oneWithout() async throws {
    let state = try await state(
      """
      {"uuid":"u","status":"pending","email_domains":[
        {"search_value":"old.com"},{"search_value":"new.com","status":"pending"}]}
      """)
    #expect(state.domains.map(\.status) == [.imported, .pending])
  }

  @Test("A status that the profile does not know is not taken for an import; its word is kept")
  func unknownStatus() async throws {
    let state = try await state(
      #"{"uuid":"u","email_domains":[{"search_value":"a.com","status":"Verifying"}]}"#)
    #expect(state.domains.map(\.status) == [.pending])
    #expect(state.domains.first?.detail == "the profile does not know the status “Verifying”")
    #expect(state.status == .pending)
    #expect(!state.tellsStatus)
  }

  @Test("The profile's words for a status are understood, whatever their case")
  func ownWords() async throws {
    let profile = try Profile.short(
      "statuses: { pending: [queued, In Progress], imported: active, unimported: [] }")
    let fixture = try ClientFixture({ $0 = profile }) { _, _ in
      .json(
        """
        {"uuid":"u","status":"QUEUED","email_domains":[
          {"search_value":"a.com","status":"in  progress"},
          {"search_value":"b.com","status":"Active"},
          {"search_value":"c.com","status":"unimported"}]}
        """)
    }
    let state = try #require(try await fixture.client.organization("u"))
    #expect(state.status == .pending)
    #expect(state.domains.map(\.status) == [.pending, .imported, .pending])
    #expect(state.domains.map { $0.detail != nil } == [false, false, true])
  }

  @Test("One domain tells a status: that is enough to follow an import by")
  func oneTells() async throws {
    let state = try await state(
      #"{"uuid":"u","email_domains":[{"search_value":"a.com","status":"imported"}]}"#)
    #expect(state.tellsStatus)
  }

  @Test(
    "Where the organization has no status, or one that nobody knows, its domains tell it",
    arguments: [
      (["imported", "pending"], .pending), (["unimported", "pending"], .pending),
      (["imported", "unimported"], .imported), (["unimported", "unimported"], .unimported),
    ] as [([String], Status)])
  func derived(statuses: [String], expected: Status) async throws {
    let domains = statuses.enumerated()
      .map { #"{"search_value":"d\#($0.offset).com","status":"\#($0.element)"}"# }
      .joined(separator: ",")
    for told in ["", #""status":null,"#, #""status":"enqueued","#] {
      let state = try await state(#"{"uuid":"u-1",\#(told)"email_domains":[\#(domains)]}"#)
      #expect(state.status == expected, "\(told)")
      #expect(state.title == "")
    }
  }

  @Test(
    "The four reasons of the vendor are understood",
    arguments: [Reason.importError, .licenceLimit, .govDomain, .sensitiveDomain])
  func vendorReasons(reason: Reason) async throws {
    let state = try await state(
      """
      {"uuid":"u-1","email_domains":[
        {"search_value":"a.com","status":"unimported","reason":"\(reason.rawValue)"}]}
      """)
    #expect(
      state.domains
        == [ResultLine.Domain(name: "a.com", status: .unimported, reason: reason)])
  }

  @Test(
    "A reason that is not the vendor's is an import error, its words kept to the letter",
    arguments: ["quota_of_the_moon", "free_mail", "Ask Ján – later", ""])
  func unknownReason(words: String) async throws {
    let state = try await state(
      """
      {"uuid":"u-1","email_domains":[
        {"search_value":"a.com","status":"unimported","reason":"\(words)"}]}
      """)
    #expect(state.domains.map(\.reason) == [.importError])
    #expect(state.domains.map(\.detail) == [words])
  }

  @Test("An unimported domain without a reason is an import error")
  func noReason() async throws {
    let state = try await state(
      #"{"uuid":"u-1","email_domains":[{"search_value":"a.com","status":"unimported"}]}"#)
    #expect(state.domains.map(\.reason) == [.importError])
    #expect(state.domains.map(\.detail) == [nil])
  }

  @Test("A reason beside another status is not taken: what is imported needs none")
  func reasonOfImported() async throws {
    let state = try await state(
      """
      {"uuid":"u-1","email_domains":[
        {"search_value":"a.com","status":"imported","reason":"import_error"}]}
      """)
    #expect(state.domains == [.init(name: "a.com", status: .imported)])
  }
}
