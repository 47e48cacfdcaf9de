import Pipeline
import Testing

@testable import Transform

@Suite("The selection: who is left out, and by which rule")
struct SelectionRulesTests {
  private let selection = SelectionRules(
    .init(
      types: ["Customer", "Prospect"], statuses: [" ACTIVE"],
      exclude: ["7", "574989297464115201"]))

  @Test("Types and statuses count whatever their case")
  func selected() {
    #expect(selection.refusal(of: Samples.organization(1, "A", type: "CUSTOMER")) == nil)
    #expect(SelectionRules(.init()).refusal(of: Samples.organization(1, "A", type: nil)) == nil)
  }

  @Test("The rule that leaves an organization out is named")
  func refused() {
    func rule(_ organization: OrganizationResource) -> String? {
      selection.refusal(of: organization)
    }
    #expect(rule(Samples.organization(1, "A", type: "Vendor")) == "type Vendor is not selected")
    #expect(rule(Samples.organization(1, "A", type: nil)) == "it has no type")
    #expect(
      rule(Samples.organization(1, "A", status: "Inactive")) == "status Inactive is not selected")
    #expect(rule(Samples.organization(1, "A", status: nil)) == "it has no status")
    #expect(rule(Samples.organization(7, "A")) == "id 7 is excluded")
    #expect(
      rule(Samples.organization(574_989_297_464_115_201, "A"))
        == "id 574989297464115201 is excluded")
    #expect(rule(Samples.organization(574_989_297_464_115_200, "A")) == nil)
  }

  @Test("Order and case make no other selection")
  func canonical() {
    let same = SelectionRules(
      .init(
        types: ["prospect", "customer", "Customer"], statuses: ["Active"],
        exclude: ["574989297464115201", " 7"]))
    #expect(same.canonical == selection.canonical)
    #expect(SelectionRules(.init(types: [])).canonical != SelectionRules(.init()).canonical)
  }
}
