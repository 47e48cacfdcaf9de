import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("The names of the fields in the profile")
struct ProfileFieldsTests {
  @Test("What is sent is called as in the answers, unless the profile says otherwise")
  func sentNames() throws {
    let fields = try Profile.short(
      """
      fields:
        organization: { title: name, domains: hosts, industry: branch, employee_count: staff }
        update: { domains: new_hosts }
      """
    ).fields
    #expect(
      fields.create
        == .init(
          title: "name", industry: "branch", employeeCount: "staff", domains: "hosts"))
    #expect(fields.update == .init(domains: "new_hosts"))
    #expect(fields.reseller == ProfileFields().reseller)
  }

  @Test("An empty object means that code and message stand at the top")
  func problemAtTheTop() async throws {
    let profile = try Profile.short("fields: { error: { object: '', message: error } }")
    let fixture = try ClientFixture({ $0 = profile }) { _, _ in
      .json(#"{"code":"E7","error":"No Industry"}"#, status: 422)
    }
    guard case .refused(let refusal) = try await fixture.client.create(.acme) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.detail == "HTTP 422 E7: No Industry")
  }

  @Test(
    "A name that cannot be right is refused with its line",
    arguments: [
      ("list: ''", "fields.list is empty"),
      ("organization: { id: ' ' }", "fields.organization.id is empty"),
      ("organization: { title: uuid }", "organization.title is “uuid”, and so is id"),
      // The other one is the usual name, and stands in no line.
      ("organization: { id: title }", "organization.id is “title”, and so is title"),
      ("domain: { name: status }", "domain.name is “status”, and so is status"),
      ("reseller: { usage: n, limit: n }", "reseller.limit is “n”, and so is usage"),
      ("error: { code: message }", "error.code is “message”, and so is message"),
      ("create: { domains: title }", "create.domains is “title”, and so is title"),
      ("update: { domains: '' }", "fields.update.domains is empty"),
      ("domain: { id: x }", "unknown key “fields.domain.id”"),
      ("domains: {}", "unknown key “fields.domains”"),
      ("organization: [x]", "fields.organization: keys and values are wanted"),
      ("organization: { id: [x] }", "fields.organization.id: one value is wanted"),
    ])
  func refused(section: String, problem: String) throws {
    let error = #expect(throws: YAMLError.self) {
      try Profile.short("fields:\n  \(section)")
    }
    #expect(error?.line == 13)
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
  }

  @Test(
    "A word for a status that cannot be right is refused with its line",
    arguments: [
      ("pending: [a, '']", "statuses.pending has an empty word"),
      ("pending: [a, B]\n  imported: [b]", "statuses.imported has “b”, and so has pending"),
      // The other one is the usual word.
      ("pending: [Imported]", "statuses.pending has “imported”, and so has imported"),
      ("pendign: [a]", "unknown key “statuses.pendign”"),
    ])
  func refusedStatus(section: String, problem: String) throws {
    let error = #expect(throws: YAMLError.self) {
      try Profile.short("statuses:\n  \(section)")
    }
    #expect(error.map { [13, 14].contains($0.line) } == true)
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
  }
}
