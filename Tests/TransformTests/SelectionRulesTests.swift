import Pipeline
import Testing

@testable import Transform

@Suite("The selection: who is left out, and by which rule")
struct SelectionRulesTests {
  private let selection = PipelineFile.Selection(
    exclude: ["7", "574989297464115201"], types: ["Customer", "Prospect"], statuses: [" ACTIVE"])

  private func refusal(
    _ organization: OrganizationResource, _ selection: PipelineFile.Selection
  ) -> SelectionRules.Refusal? {
    var rules = SelectionRules(selection)
    return rules.refusal(ofNext: organization)
  }

  @Test("Types and statuses count whatever their case")
  func selected() {
    #expect(refusal(Samples.organization(1, "A", type: "CUSTOMER"), selection) == nil)
    #expect(refusal(Samples.organization(1, "A", type: nil), .init()) == nil)
  }

  @Test("The rule that leaves an organization out is named")
  func refused() {
    func text(_ organization: OrganizationResource) -> String? {
      refusal(organization, selection)?.text
    }
    #expect(text(Samples.organization(1, "A", type: "Vendor")) == "type Vendor is not selected")
    #expect(text(Samples.organization(1, "A", type: nil)) == "it has no type")
    #expect(
      text(Samples.organization(1, "A", status: "Inactive")) == "status Inactive is not selected")
    #expect(text(Samples.organization(1, "A", status: nil)) == "it has no status")
    #expect(text(Samples.organization(7, "A")) == "id 7 is excluded")
    #expect(
      text(Samples.organization(574_989_297_464_115_201, "A"))
        == "id 574989297464115201 is excluded")
    #expect(text(Samples.organization(574_989_297_464_115_200, "A")) == nil)
  }

  @Test("By id and by name, one can include and exclude; who is excluded is out in any case")
  func listed() {
    let including = PipelineFile.Selection(
      include: ["1", "2"], includeNames: ["  contoso   LTD"], exclude: ["2"],
      excludeNames: ["Acme"])
    func rule(_ id: UInt64, _ name: String) -> SelectionRules.Rule? {
      refusal(Samples.organization(id, name), including)?.rule
    }
    #expect(rule(1, "A") == nil)
    #expect(rule(9, "Contoso Ltd") == nil)
    #expect(rule(9, "Contoso Ltd.") == .include)
    #expect(rule(2, "A") == .exclude)
    #expect(rule(1, "ACME") == .exclude)
    #expect(refusal(Samples.organization(1, "A"), .init(include: []))?.rule == .include)
  }

  @Test("A change before the time that is given leaves it out; one without a time stays")
  func updated() {
    for since in ["2026-01-31", "2026-01-31T00:00:00Z"] {
      let selection = PipelineFile.Selection(updatedSince: since)
      func rule(_ updated: String?) -> SelectionRules.Rule? {
        var organization = Samples.organization(1, "A")
        organization.updated = updated
        return refusal(organization, selection)?.rule
      }
      #expect(rule("2026-01-30T23:59:59.999Z") == .updatedSince)
      #expect(rule("2026-01-30T23:59:59Z") == .updatedSince)
      #expect(rule("2026-01-31T00:00:00.000Z") == nil)
      #expect(rule("2026-01-31T01:00:00Z") == nil)
      #expect(rule(nil) == nil)
      #expect(rule("yesterday") == nil)
    }
  }

  @Test("The limit takes the first of those that the other rules let through")
  func limit() {
    var rules = SelectionRules(.init(exclude: ["1"], limit: 2))
    let refusals = (1...5).map { rules.refusal(ofNext: Samples.organization($0, "A"))?.rule }
    #expect(refusals == [.exclude, nil, nil, .limit, .limit])
  }

  @Test("Order and case make no other selection")
  func canonical() {
    let same = SelectionRules(
      .init(
        exclude: ["574989297464115201", " 7"], types: ["prospect", "customer", "Customer"],
        statuses: ["Active"]))
    #expect(same.canonical == SelectionRules(selection).canonical)
    #expect(SelectionRules(.init(types: [])).canonical != SelectionRules(.init()).canonical)
  }
}
