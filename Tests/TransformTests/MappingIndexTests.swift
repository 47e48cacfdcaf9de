import Pipeline
import TestSupport
import Testing

@testable import Transform

@Suite("Rows and organizations find each other")
struct MappingIndexTests {
  private func index(
    _ rows: [(id: String, name: String)], meeting organizations: [OrganizationResource],
    leftOut: [OrganizationResource] = []
  ) throws -> MappingIndex {
    var index = MappingIndex(try Samples.sheet(rows: rows))
    for organization in organizations { index.meet(organization, isSelected: true) }
    for organization in leftOut { index.meet(organization, isSelected: false) }
    return index
  }

  private func row(_ match: Match) -> Int? {
    switch match {
    case .byID(let row), .byAlias(let row), .byName(let row), .byDomain(let row): row.number
    case .ambiguous, .unlisted: nil
    }
  }

  @Test("A row with an id finds its organization, whatever the name says")
  func byID() throws {
    let acme = Samples.organization(1, "Acme")
    let index = try index([("2", "Acme"), (" 1\u{A0}", "Other name")], meeting: [acme])
    guard case .byID(let row) = index.match(acme) else { throw Mismatch() }
    #expect(row.number == 3)
    #expect(index.unusedRows == [UnusedRow(number: 2, cause: .unknownID(.number(2)))])
  }

  @Test("A row without an id finds its organization by its name, folded")
  func byName() throws {
    let acme = Samples.organization(1, "Acme\u{A0} GROẞ ")
    let index = try index([("", " acme gross")], meeting: [acme])
    guard case .byName(let row) = index.match(acme) else { throw Mismatch() }
    #expect(row.number == 2)
    #expect(index.unusedRows.isEmpty)
  }

  @Test("A row whose id nobody has does not fall back on its name")
  func noFallback() throws {
    let acme = Samples.organization(1, "Acme")
    let index = try index([("5.7499E+17", "Acme"), ("01", "Acme")], meeting: [acme])
    #expect(index.match(acme) == .unlisted)
    #expect(
      index.unusedRows == [
        UnusedRow(number: 2, cause: .unknownID(.text("5.7499E+17"))),
        UnusedRow(number: 3, cause: .unknownID(.text("01"))),
      ])
  }

  @Test("The row with the id wins over the row with the name, which stays unused")
  func idWins() throws {
    let acme = Samples.organization(1, "Acme")
    let index = try index([("", "Acme"), ("1", "")], meeting: [acme])
    #expect(row(index.match(acme)) == 3)
    #expect(index.unusedRows == [UnusedRow(number: 2, cause: .overruled("Acme"))])
  }

  @Test("Two rows with one id are ambiguous, and both are named")
  func sameID() throws {
    let acme = Samples.organization(1, "Acme")
    let match = try index([("1", "A"), ("1", "B")], meeting: [acme]).match(acme)
    #expect(match == .ambiguous(.sameID("1", rows: [2, 3])))
    guard case .ambiguous(let ambiguity) = match else { throw Mismatch() }
    #expect(ambiguity.text(sheet: "clients.csv") == "clients.csv rows 2 and 3 have the id 1")
  }

  @Test("However many rows have one id, all are named, and those of other ids stay theirs")
  func sameIDs() throws {
    let acme = Samples.organization(1, "Acme")
    let globex = Samples.organization(2, "Globex")
    let rows = [("1", "A"), ("2", "B"), ("1", "C"), ("3", "D"), ("1", "E"), ("3", "F")]
    let index = try index(rows, meeting: [acme, globex])
    #expect(index.match(acme) == .ambiguous(.sameID("1", rows: [2, 4, 6])))
    #expect(row(index.match(globex)) == 3)
    #expect(index.unusedRows.map(\.number) == [5, 7])
  }

  @Test("Two rows with one name are ambiguous, unless the organization has a row with its id")
  func sameName() throws {
    let acme = Samples.organization(1, "Acme")
    let twice = try index([("", "Acme"), ("", "ACME")], meeting: [acme])
    #expect(
      twice.match(acme)
        == .ambiguous(.sameName("Acme", rows: [2, 3], organizations: ["1"])))
    let withID = try index([("", "Acme"), ("", "ACME"), ("1", "")], meeting: [acme])
    #expect(row(withID.match(acme)) == 4)
  }

  @Test("A row by name that fits two organizations is ambiguous on both, and both ids are named")
  func namesakes() throws {
    let acmes = [Samples.organization(1, "Acme"), Samples.organization(2, "acme")]
    let index = try index([("", "Acme")], meeting: acmes)
    for acme in acmes {
      let ambiguity = Ambiguity.sameName(acme.name, rows: [2], organizations: ["1", "2"])
      #expect(index.match(acme) == .ambiguous(ambiguity))
      #expect(
        ambiguity.text(sheet: "clients.csv")
          == "clients.csv row 2 has the name “\(acme.name)”, as have the organizations 1 and 2")
    }
    #expect(index.unusedRows.isEmpty)
  }

  @Test("A namesake with a row of its own still makes a row by name ambiguous for the other")
  func namesakeWithID() throws {
    let acmes = [Samples.organization(1, "Acme"), Samples.organization(2, "Acme")]
    let index = try index([("1", "Acme"), ("", "Acme")], meeting: acmes)
    #expect(row(index.match(acmes[0])) == 2)
    #expect(
      index.match(acmes[1])
        == .ambiguous(.sameName("Acme", rows: [3], organizations: ["1", "2"])))
  }

  @Test("A namesake that the selection leaves out makes nothing ambiguous")
  func vendor() throws {
    let client = Samples.organization(1, "Acme")
    let vendor = Samples.organization(2, "Acme", type: "Vendor")
    let index = try index([("", "Acme")], meeting: [client], leftOut: [vendor])
    #expect(row(index.match(client)) == 2)
    #expect(index.row(ofLeftOut: vendor) == nil)
  }

  @Test("A row of an organization that is left out is not unused")
  func rowOfVendor() throws {
    let vendors = [Samples.organization(1, "One"), Samples.organization(2, "Two")]
    let index = try index([("1", ""), ("", "Two")], meeting: [], leftOut: vendors)
    #expect(index.unusedRows.isEmpty)
  }

  @Test("A row that names nobody is unused, and an organization without a name matches none")
  func nameless() throws {
    let nameless = Samples.organization(1, " ")
    let index = try index([("", " "), ("", "Gone")], meeting: [nameless])
    #expect(index.match(nameless) == .unlisted)
    #expect(
      index.unusedRows == [
        UnusedRow(number: 2, cause: .namesNobody),
        UnusedRow(number: 3, cause: .unknownName("Gone")),
      ])
  }

  @Test("Ids beyond 2^53 that differ by one are different")
  func largeIDs() throws {
    let organizations = [
      Samples.organization(574_989_297_464_115_201, "A"),
      Samples.organization(574_989_297_464_115_202, "B"),
    ]
    let index = try index([("574989297464115202", "")], meeting: organizations)
    #expect(index.match(organizations[0]) == .unlisted)
    #expect(row(index.match(organizations[1])) == 2)
  }

  private struct Mismatch: Error {}

  @Test("Rows are the same whether they are looked at in bytes or one by one", arguments: 0..<40)
  func bothWays(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let names = ["", " ", "Acme", "ACME ", "Beta", "Zoë", "'=1", "'x", "Gamma", "Delta"]
    let ids = ["", "", "", "1", "2", "3", " 4", "05", "x-6", "\u{A0}", "'7"]
    let rows = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      (id: random.one(of: ids), name: random.one(of: names))
    }
    let sheet = try Samples.sheet(rows: rows)
    // An answer about nobody's row has each of them looked at.
    var aliases = Aliases()
    aliases.add(.nobody(name: "a name that no row has"))
    var plain = MappingIndex(sheet)
    var long = MappingIndex(sheet, aliases: aliases)
    let organizations = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      Samples.organization(.random(in: 1...9, using: &random), random.one(of: names))
    }
    for organization in organizations {
      let isSelected = !random.oneIn(4)
      plain.meet(organization, isSelected: isSelected)
      long.meet(organization, isSelected: isSelected)
    }
    for organization in organizations {
      #expect(plain.match(organization) == long.match(organization))
      #expect(plain.row(ofLeftOut: organization) == long.row(ofLeftOut: organization))
    }
    #expect(plain.unusedRows == long.unusedRows)
  }
}
