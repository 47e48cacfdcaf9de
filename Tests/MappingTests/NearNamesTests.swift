import Pipeline
import Testing
import Transform

@testable import Mapping

@Suite("Names that are near")
struct NearNamesTests {
  private func near(_ text: String, _ names: [String]) -> [String] {
    let organizations = names.enumerated().map {
      OrganizationResource(id: .number(UInt64($0.offset + 1)), name: $0.element)
    }
    return NearNames(organizations).nearest(to: text).map {
      "\($0.organization.name) \($0.percent)"
    }
  }

  @Test("Punctuation is no difference; the form of a company is a small one")
  func forms() {
    #expect(near("Contoso Ltd", ["Contoso Ltd."]) == ["Contoso Ltd. 100"])
    #expect(near("Contoso", ["The Contoso Company, Inc."]) == ["The Contoso Company, Inc. 97"])
    #expect(near("O'Brien", ["OBrien", "O’Brian"]).first == "OBrien 100")
  }

  @Test("The three nearest, the best first; what has nothing in common is not named")
  func three() {
    let names = [
      "Harbor Dental", "Harborview Dental", "Harborview Legal", "Zebra", "Harbourview Dental",
    ]
    #expect(
      near("Harborvew Dental", names) == [
        "Harborview Dental 94", "Harbourview Dental 88", "Harbor Dental 81",
      ])
    #expect(near("Quixotic", names).isEmpty)
    #expect(near("", names).isEmpty)
  }

  @Test("Words in another order are near")
  func order() {
    #expect(near("Finch & Alder", ["Alder & Finch LLP"]) == ["Alder & Finch LLP 90"])
  }
}
