import FoundationEssentials
import Pipeline
import Testing

@testable import Transform

@Suite("IT Glue's rows are read leniently, and ids exactly")
struct ResourceTests {
  private func domain(_ json: String) throws -> DomainResource {
    try JSONDecoder().decode(DomainResource.self, from: Data(json.utf8))
  }

  private func organization(_ json: String) throws -> OrganizationResource {
    try JSONDecoder().decode(OrganizationResource.self, from: Data(json.utf8))
  }

  @Test("An organization's unknown attributes pass, null is nothing")
  func lenient() throws {
    let full = try organization(
      #"""
      {"id":"2","type":"organizations","attributes":{"name":"Acme","logo":"","ancestor-ids":"[1]",
      "organization-type-name":"Customer","organization-status-name":"Active","primary":true},
      "relationships":{}}
      """#)
    #expect(full == Samples.organization(2, "Acme"))
    let bare = try organization(#"{"id":2,"attributes":{"name":null}}"#)
    #expect(bare == Samples.organization(2, "", type: nil, status: nil))
    #expect(try organization(#"{"id":"2"}"#) == bare)
    #expect(try organization(#"{"id":"2","attributes":null}"#) == bare)
  }

  @Test(
    "An organization id is a number, a text or null, and never loses a digit",
    arguments: [
      ("574989297464115201", "574989297464115201"),
      ("\"574989297464115201\"", "574989297464115201"),
      ("9007199254740993", "9007199254740993"), ("18446744073709551615", "18446744073709551615"),
      ("\"99999999999999999999\"", "99999999999999999999"), ("\"org-7\"", "org-7"),
      ("\"007\"", "007"), ("null", nil), ("\"\"", nil),
    ])
  func ids(json: String, id: String?) throws {
    let domain = try domain(
      #"{"id":"1","attributes":{"name":"a.example","organization-id":\#(json)}}"#)
    #expect(domain.organizationID?.description == id)
  }

  @Test("A number and a text of the same digits are one id")
  func sameID() {
    #expect(RecordID("2") == .number(2))
    #expect(RecordID("02") != RecordID("2"))
  }

  @Test(
    "A resource without an id is an error", arguments: [#"{}"#, #"{"id":null}"#, #"{"id":""}"#])
  func noID(json: String) {
    #expect(throws: DecodingError.self) { try organization(json) }
  }
}
