import Foundation
import Pipeline
import TestSupport

@testable import Transform

/// What extract may have written, with a spreadsheet, answers and settings, for the quick way to be
/// held against the long one.
struct RandomExtract {
  private(set) var organizations: [String] = []
  private(set) var domains: [String] = []
  private(set) var sheet = ""
  private var aliases: String?
  private var unlisted = PipelineFile.Mapping.Unlisted.skip
  private var adds = PipelineFile.Mapping.Domains.replace
  private var defaults: [PipelineFile.Mapping.Default] = []
  private(set) var selection = PipelineFile.Selection()
  private var isFiltered = false
  /// How many bytes of a file are read at a time.
  let pieceSize: Int

  /// What the organizations are, for the rows and the domains that mean them.
  private var ids: [String] = []
  private var names: [String] = []

  /// - Parameter count: How many organizations there are at most.
  init(seed: UInt64, count: Int = 60, pieceSize: Int? = nil) {
    var random = SplitMix64(seed: seed)
    self.pieceSize = pieceSize ?? .random(in: 100...5000, using: &random)
    for place in 0..<Int.random(in: count / 2...count, using: &random) {
      addOrganization(place, &random)
    }
    for place in 0..<Int.random(in: 0...2 * count, using: &random) { addDomain(place, &random) }
    writeSheet(&random)
    if random.oneIn(3) { writeAliases(&random) }
    choose(&random)
  }

  /// A run of it.
  func fixture() throws -> StageFixture {
    let fixture = try StageFixture(organizations: organizations, domains: domains, sheet: sheet)
    if isFiltered {
      try fixture.extract(organizations: organizations, domains: domains, isFiltered: true)
    }
    fixture.mapping.unlisted = unlisted
    fixture.mapping.domains = adds
    fixture.mapping.defaults = defaults
    if let aliases { try fixture.folder.write(aliases, to: "onboard.aliases.yaml") }
    return fixture
  }

  // MARK: - Extract

  private mutating func addOrganization(_ place: Int, _ random: inout SplitMix64) {
    var id = random.oneIn(8) ? "org-\(place)" : "\(574_989_297_464_115_201 + place)"
    // The same one again, as it may come through a pipe.
    if random.oneIn(20), let earlier = ids.randomElement(using: &random) { id = earlier }
    let name =
      random.oneIn(6)
      ? random.one(of: Self.twins)
      : random.oneIn(12) ? Self.cell(random.text()) : "Organization \(place)"
    ids.append(id)
    names.append(name)
    let isNumber = UInt64(id) != nil && random.oneIn(4)
    let tree = random.organization(
      isNumber ? .number(id) : .text(random.oneIn(20) ? " \(id) " : id), name: name)
    organizations.append(
      random.oneIn(2) ? tree.written(&random) : Self.reordered(tree, &random).written(&random))
  }

  private mutating func addDomain(_ place: Int, _ random: inout SplitMix64) {
    let id: JSONTree = random.oneIn(10) ? .text("d-\(place)") : .number("\(place + 1)")
    let name =
      random.oneIn(3)
      ? random.one(of: Self.names) : random.oneIn(12) ? random.text() : "d\(place % 90).com"
    let owner = ids.randomElement(using: &random) ?? "1"
    let organization: JSONTree =
      switch Int.random(in: 0..<12, using: &random) {
      case 0: .null
      case 1: .text("nobody")
      case 2: .number("12345")
      case 3: .text(" \(owner)")
      case 4...7 where UInt64(owner) != nil: .number(owner)
      default: .text(owner)
      }
    let tree = random.domain(id, name: name, of: organization)
    domains.append(Self.reordered(tree, &random).written(&random))
  }

  /// The same row with its fields in another order, and unknown ones.
  private static func reordered(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    guard case .object(var fields) = tree else { return tree }
    if random.oneIn(4) { fields.append(.init("links", .random(&random, levels: 2))) }
    return .object(random.oneIn(2) ? fields.shuffled(using: &random) : fields)
  }

  // MARK: - The spreadsheet

  private mutating func writeSheet(_ random: inout SplitMix64) {
    var columns = ["Employee Count", "Industry"]
    let keys = [["IT Glue ID", "Name"], ["IT Glue ID"], ["Name"]]
    columns += random.oneIn(2) ? keys[0] : random.one(of: keys)
    if random.oneIn(2) { columns.append("Priority") }
    if random.oneIn(3) { columns.append("Import") }
    if random.oneIn(4) { columns.append("Domains") }
    if random.oneIn(3) { columns.append("Remarks") }
    columns.shuffle(using: &random)
    var lines = [columns]
    // Of some sheets nearly every row is fine, as it should be.
    let rarity = random.oneIn(2) ? 5 : 40
    for place in ids.indices where !random.oneIn(6) {
      lines.append(row(of: place, columns, &random, oneIn: rarity))
      if random.oneIn(30) { lines.append(row(of: place, columns, &random, oneIn: rarity)) }
    }
    let isBOM = random.oneIn(2)
    sheet =
      (isBOM ? "\u{FEFF}" : "")
      + lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private func row(
    of place: Int, _ columns: [String], _ random: inout SplitMix64, oneIn rarity: Int
  ) -> [String] {
    let isByName = random.oneIn(2) && columns.contains("Name")
    var cells = columns.map { column in
      switch column {
      case "IT Glue ID": isByName ? "" : random.oneIn(rarity) ? "99" : ids[place]
      case "Name": name(of: place, isByName, &random, oneIn: rarity)
      case "Employee Count":
        random.oneIn(rarity)
          ? random.one(of: ["", "many", " ", "5-20", "1-1O", "lots"])
          : random.one(of: ["1-10", "17", "11+", "1 – 10", "300"])
      case "Industry":
        random.oneIn(rarity)
          ? random.one(of: ["", "Unknown", "\u{A0}", "Lega1"])
          : random.one(of: ["Legal", "LAW ", "legal"])
      case "Priority":
        random.oneIn(rarity)
          ? random.one(of: ["soon", "-1", " 2 ", "+3", "1.0", "99999999999999999999", " "])
          : random.one(of: ["", "1", "7"])
      case "Import":
        random.oneIn(rarity) ? random.one(of: ["yes", "no", "maybe", " ", "x", "-"]) : ""
      case "Domains":
        random.one(of: [
          "", "", "d\(place).com", "d1.com, d2.com", "new\(place).com", "bad_one.com",
        ])
      default: random.one(of: ["", "a remark, with a comma", "two\nlines"])
      }
    }
    if random.oneIn(rarity) { cells.append(random.one(of: ["", " ", "surplus"])) }
    return cells
  }

  private func name(
    of place: Int, _ isByName: Bool, _ random: inout SplitMix64, oneIn rarity: Int
  ) -> String {
    if random.oneIn(rarity) { return random.one(of: ["", "Nobody", " ", "Renamed"] + Self.twins) }
    let name = names[place]
    guard random.oneIn(3) else { return isByName || random.oneIn(2) ? name : "" }
    return random.one(of: [
      name.uppercased(), " \(name) ", name.decomposedStringWithCanonicalMapping,
      name.precomposedStringWithCanonicalMapping,
    ])
  }

  /// A text without what no spreadsheet has in a cell.
  private static func cell(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\t" }))
  }

  private static func quoted(_ cell: String) -> String {
    "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  // MARK: - Answers and settings

  private mutating func writeAliases(_ random: inout SplitMix64) {
    let other = ids.randomElement(using: &random) ?? "1"
    // Some of their own name, too.
    let own = names.indices.filter { names[$0].hasPrefix("Organization") }
      .shuffled(using: &random).prefix(10)
      .map { "  - { name: \"\(names[$0])\", id: \"\(ids[$0])\" }\n" }
    aliases = """
      aliases:
        - { name: "Twin 1", id: "\(other)" }
        - { name: "Nobody", id: none }
        - { name: "Renamed", id: "\(ids.first ?? "1")" }
        - { employee_count: "many", value: "11+" }
        - { industry: "Unknown", value: "Legal" }
      \(own.joined())
      """
  }

  private mutating func choose(_ random: inout SplitMix64) {
    if random.oneIn(2) { unlisted = .report }
    if random.oneIn(2) { adds = .add }
    if random.oneIn(3) {
      defaults = [
        .init(types: ["customer"], employeeCount: "17"),
        .init(names: ["Organization *"], industry: "Law"),
      ]
    }
    isFiltered = random.oneIn(5)
    if random.oneIn(5) { selection.types = ["CUSTOMER"] }
    if random.oneIn(6) { selection.statuses = ["Active", "INACTIVE\u{301}"] }
    if random.oneIn(4) { selection.limit = .random(in: 1...40, using: &random) }
    if random.oneIn(6) { selection.exclude = Array(ids.shuffled(using: &random).prefix(3)) }
    if random.oneIn(6) { selection.excludeNames = ["twin 1", "ZOE\u{308}"] }
    if random.oneIn(8) { selection.include = Array(ids.shuffled(using: &random).prefix(20)) }
    if random.oneIn(8) { selection.updatedSince = "2025-06-01" }
  }

  private static let twins = [
    "Twin 1", "TWIN  1", "Twin 2", "Zoë", "Zoe\u{308}", "Straße", "STRASSE", "日本", "カフェ",
    "か\u{3099}",
    "İstanbul", "", " ", "Twin\u{A0}1",
  ]

  private static let names = [
    "D1.com", "https://d2.com/x", "a@d3.com", "d4.com.", " d5.com", "bad_one.com", "a..b.com", "",
    "1.2.3.4", "müller.de", "xn--mller-kva.de", "日本.jp", "city.gov", "two.com, names.com",
    "d7.com:443",
  ]
}
