import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Transform

@Suite("Answers that a person gave are kept")
struct AliasTests {
  private let folder: TemporaryFolder
  private var file: URL { folder.url.appending(path: "onboard.aliases.yaml") }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("Where there is no file there are no answers")
  func none() throws {
    #expect(try Aliases(file: file) == Aliases())
  }

  @Test(
    "An answer is read back as it was given, whatever is in the name",
    arguments: [
      "Contoso Ltd", "O'Brien \"K2\" & Co: #1", "a\\b ${HOME}", "- { name: x }", "line\nbreak",
      "Müller 東京 🦊", "none", "\u{202E}evil", "'quoted'", "null",
    ])
  func roundTrip(name: String) throws {
    try AliasFile(file).append([
      .organization(name: name, id: .number(574_989_297_464_115_201)),
      .industry(word: name, value: "Legal"), .employeeCount(word: name, value: "11-25"),
    ])
    let aliases = try Aliases(file: file)
    #expect(aliases.target(ofName: name) == .organization(.number(574_989_297_464_115_201)))
    #expect(aliases.value(of: name, in: .industry) == "Legal")
    #expect(aliases.value(of: name, in: .employeeCount) == "11-25")
  }

  @Test("New answers go behind the others; comments stay, and the later answer counts")
  func appended() throws {
    let written = """
      # mine
      aliases:
      - { name: Acme, id: 7 }   # the big one
      """
    _ = try folder.write(written, to: "onboard.aliases.yaml")
    try AliasFile(file).append([.nobody(name: "acme"), .organization(name: "Beta", id: .number(8))])
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.hasPrefix(written))
    let aliases = try Aliases(file: file)
    #expect(aliases.target(ofName: "ACME") == .nobody)
    #expect(aliases.target(ofName: " beta ") == .organization(.number(8)))
  }

  @Test(
    "A file that cannot be taken further is left as it is",
    arguments: ["aliases: []\n", "aliases: { name: A, id: 1 }\n", "aliases:\n  - { name: A }\n"])
  func untouched(written: String) throws {
    _ = try folder.write(written, to: "onboard.aliases.yaml")
    #expect(throws: YAMLError.self) { try AliasFile(file).append([.nobody(name: "B")]) }
    #expect(try String(contentsOf: file, encoding: .utf8) == written)
  }

  @Test("An answer that says nothing is refused with its line")
  func badAnswer() throws {
    let bad = [
      "{ id: 1 }", "{ name: A }", "{ name: A, industry: B, id: 1 }", "{ name: A, ids: 1 }",
    ]
    for answer in bad {
      _ = try folder.write("aliases:\n  - \(answer)\n", to: "onboard.aliases.yaml")
      let error = #expect(throws: YAMLError.self) { try Aliases(file: file) }
      #expect(error?.line == 2)
    }
  }

  @Test("A row of an answered name is applied by its answer, also where two have the name")
  func applied() throws {
    var aliases = Aliases()
    aliases.add(.organization(name: "Acme", id: .number(2)))
    aliases.add(.nobody(name: "Old"))
    aliases.add(.organization(name: "Gone", id: .number(99)))
    let sheet = try Samples.sheet(rows: [("", "ACME"), ("", "old"), ("", "Gone")])
    var index = MappingIndex(sheet, aliases: aliases)
    let acmes = [Samples.organization(1, "Acme"), Samples.organization(2, "Acme")]
    for acme in acmes { index.meet(acme, isSelected: true) }
    index.meet(Samples.organization(3, "Old"), isSelected: true)
    #expect(index.match(acmes[0]) == .unlisted)
    #expect(index.match(acmes[1]) == .byAlias(sheet.rows[0]))
    #expect(index.match(Samples.organization(3, "Old")) == .unlisted)
    #expect(
      index.unusedRows == [
        UnusedRow(number: 3, cause: .dismissed("old")),
        UnusedRow(number: 4, cause: .unknownAlias("Gone", .number(99))),
      ])
  }

  @Test("A row with an id needs no answer")
  func idCounts() throws {
    var aliases = Aliases()
    aliases.add(.organization(name: "Acme", id: .number(2)))
    let sheet = try Samples.sheet(rows: [("1", "Acme")])
    var index = MappingIndex(sheet, aliases: aliases)
    let acme = Samples.organization(1, "Acme")
    index.meet(acme, isSelected: true)
    #expect(index.match(acme) == .byID(sheet.rows[0]))
    #expect(index.match(Samples.organization(2, "Two")) == .unlisted)
  }

  @Test("A word that was answered has its value; one that the picklist lacks by now has none")
  func words() throws {
    var aliases = Aliases()
    aliases.add(.industry(word: "Helthcare", value: "Healthcare"))
    aliases.add(.employeeCount(word: "a dozen", value: "Dozens"))
    let sheet = try Samples.sheet(
      ["ID", "Employee Count", "Industry"], [["1", "A  Dozen", "HELTHCARE"]])
    var transformation = Transformation(
      selection: .init(),
      mapping: SheetMapping(sheet: sheet, picklists: try Samples.picklists(), aliases: aliases))
    let acme = Samples.organization(1, "Acme")
    transformation.meet(acme)
    let made = transformation.candidate(for: acme, at: 0, domains: [])
    #expect(made.candidate.industry == "Healthcare")
    #expect(made.candidate.employeeCount == nil)
    #expect(
      made.problems.map(\.kind) == [.unknownValue(nearest: nil), .answeredValue("Healthcare")])
  }
}
