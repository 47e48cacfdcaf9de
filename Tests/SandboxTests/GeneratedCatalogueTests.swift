import Testing

@testable import Sandbox

@Suite("Generated data")
struct GeneratedCatalogueTests {
  private func texts(_ catalogue: GeneratedCatalogue, _ collection: ITGlueCollection) -> [String] {
    (0..<catalogue.count(of: collection)).map { index in
      var text = ""
      catalogue.append(collection, at: index, to: &text)
      return text
    }
  }

  @Test("The same seed makes the same bytes, another one makes others")
  func deterministic() {
    let one = GeneratedCatalogue(organizations: 300, domains: 700, seed: 7)
    let two = GeneratedCatalogue(organizations: 300, domains: 700, seed: 7)
    let other = GeneratedCatalogue(organizations: 300, domains: 700, seed: 8)
    #expect(texts(one, .organizations) == texts(two, .organizations))
    #expect(texts(one, .domains) == texts(two, .domains))
    #expect(texts(one, .organizations) != texts(other, .organizations))
    #expect(texts(one, .domains) != texts(other, .domains))
  }

  @Test("The size is exact, and every row is JSON", arguments: [(0, 0), (1, 3), (40, 0), (0, 9)])
  func sizes(organizations: Int, domains: Int) throws {
    let data = GeneratedCatalogue(organizations: organizations, domains: domains, seed: 1)
    #expect(texts(data, .organizations).count == organizations)
    #expect(texts(data, .domains).count == domains)
    for text in texts(data, .organizations) + texts(data, .domains) {
      #expect(try JSON(text)["id"]?.text != nil)
    }
  }

  @Test("It has what real accounts have")
  func flaws() {
    let data = GeneratedCatalogue(organizations: 2000, domains: 6000, seed: 3)
    let organizations = (0..<2000).map(data.organization)
    let domains = (0..<6000).map(data.domain)
    let ids = Set(organizations.map(\.id))
    let owners = Set(domains.map(\.organizationID))

    #expect(ids.count == 2000)
    #expect(Set(domains.map(\.id)).count == 6000)
    #expect(organizations.filter(\.isPrimary).count == 1)
    #expect(organizations.contains { $0.id.count == 18 })
    #expect(organizations.contains { $0.type == nil })
    #expect(organizations.contains { $0.status == nil })
    #expect(organizations.contains { $0.parentID != nil })
    #expect(organizations.allSatisfy { $0.parentID.map(ids.contains) ?? true })
    #expect(Set(organizations.map(\.name)).count < 2000)
    #expect(!ids.isSubset(of: owners), "organizations without domains")
    #expect(!owners.isSubset(of: ids), "orphan domains")
    #expect(Set(domains.map(\.name)).count < 6000)
  }

  @Test("Names differ, but for the ones that are equal on purpose")
  func names() {
    let names = InventedNames(seed: 5)
    let sample = 50_000
    #expect(Set((0..<sample).map { names.company(at: $0 * 37).name }).count == sample)
  }

  @Test("Organizations stand in the order of their ids, domains in that of their creation")
  func order() {
    let data = GeneratedCatalogue(organizations: 500, domains: 500, seed: 2)
    for index in 1..<500 {
      let (one, two) = (data.organization(at: index - 1).id, data.organization(at: index).id)
      #expect(RowKeys.idPrecedes(one, two))
      #expect(data.domain(at: index - 1).created <= data.domain(at: index).created)
    }
  }
}
