import Pipeline
import TestSupport

@testable import Validate

/// What transform may have written, with a world, a scope and settings, for the quick way to be held
/// against the long one.
struct RandomBatch {
  var candidates: [Candidate] = []
  var orphans: [OrphanDomain] = []
  var world = World.sample()
  var scope = PlanScope.all
  var validation = PipelineFile.Validation()
  /// How many bytes of the candidates are read at a time.
  let pieceSize: Int

  /// - Parameter count: How many candidates there are at most.
  init(seed: UInt64, count: Int = 60, pieceSize: Int? = nil) {
    var random = SplitMix64(seed: seed)
    self.pieceSize = pieceSize ?? .random(in: 300...6000, using: &random)
    let hasPriorities = random.oneIn(3)
    for place in 0..<Int.random(in: count / 2...count, using: &random) {
      var candidate = Self.candidate(place, &random)
      if hasPriorities, random.oneIn(5) {
        candidate.priority = .random(in: 0...3, using: &random)
      }
      candidates.append(candidate)
    }
    orphans = (0..<Int.random(in: 0...3, using: &random)).map { place in
      OrphanDomain(
        id: "\(place)", name: random.text(), organizationID: random.maybe(3, "9"),
        organization: random.maybe(3, "Gone"), isFiltered: random.maybe(2, random.oneIn(2)))
    }
    chooseWorld(&random)
    chooseSettings(&random)
  }

  // MARK: - Candidates

  private static func candidate(_ place: Int, _ random: inout SplitMix64) -> Candidate {
    var candidate = Candidate.sample(
      random.oneIn(10) ? "org-\(place)" : "\(574_989_297_464_115_201 + place)",
      name: random.oneIn(8)
        ? random.one(of: twins) : random.oneIn(10) ? random.text() : "Organization \(place)",
      domains(place, &random))
    candidate.type = random.maybe(3, "Customer")
    candidate.status = random.maybe(3, "Active é")
    // A line with an escape goes the long way.
    candidate.employeeCountGiven = random.maybe(3, random.oneIn(20) ? "17 \"" : "17")
    candidate.industryGiven = random.maybe(3, "LAW")
    candidate.mappingRow = random.maybe(3, place + 2)
    // Most are as they should be.
    guard random.oneIn(4) else { return candidate }
    // The same id twice, as it may come through a pipe.
    if random.oneIn(12) { candidate.id = "574989297464115201" }
    if random.oneIn(5) { candidate.employeeCount = random.one(of: values) }
    if random.oneIn(5) { candidate.industry = random.one(of: values) }
    candidate.selected = !random.oneIn(4)
    if random.oneIn(6) { candidate.defaulted = ["industry"] }
    if random.oneIn(3) {
      candidate.findings = (0...Int.random(in: 0...2, using: &random)).map { _ in
        Finding(random.one(of: random.oneIn(2) ? found : Reason.allCases), random.text())
      }
    }
    if random.oneIn(5) { candidate.domains = [] }
    for index in candidate.domains.indices {
      if random.oneIn(8) { candidate.domains[index].id = nil }
      if random.oneIn(8) { candidate.domains[index].addedBy = "clients.csv row 7, column C" }
      if random.oneIn(8) { candidate.domains[index].leftOutBy = "clients.csv row 8, column C" }
    }
    return candidate
  }

  private static func domains(_ place: Int, _ random: inout SplitMix64) -> [String] {
    let isPlain = !random.oneIn(4)
    return (0..<Int.random(in: 1...4, using: &random)).map { number in
      if isPlain, !random.oneIn(12) { return "d\(place)-\(number).com" }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return "shared\(Int.random(in: 0..<40, using: &random)).com"
      case 1: return "WWW.d\(place)-\(Int.random(in: 0...1, using: &random)).co.uk."
      case 2: return random.oneIn(4) ? random.text() : "https://d\(place)-\(number).net/"
      default: return random.one(of: names)
      }
    }
  }

  private static let found: [Reason] = [
    .notSelected, .notInSpreadsheet, .ambiguousMapping, .malformedRow, .unclearImport,
    .missingEmployeeCount, .unknownEmployeeCount, .missingIndustry, .unknownIndustry,
  ]

  private static let values: [String?] = [
    nil, "", " ", "\u{A0}", "\u{3000}x", "é", "日本", "1-10 \"x\"",
  ]

  private static let twins = [
    "Twin 1", "TWIN  1", "Zoë", "Zoe\u{308}", "Straße", "STRASSE", "日本", "か\u{3099}", "İstanbul",
    "",
    "Remote 1", "remote  2", "Twin\u{A0}1",
  ]

  private static let names = [
    "D1.com", "a@d3.com", "d4.com.", "bad_one.com", "a..b.com", "", "1.2.3.4", "müller.de",
    "xn--mller-kva.de", "аcme.com", "co.uk", "gov", "city.gov", "CITY.GOV.", "dept.city.gov",
    "corp.local",
    "acme.example",
    "acme.hosts.com", "hosts.com", "dell.com", "x.vendor.net", "x.gov.uk", "a.k12.ca.us", "own.com",
    "sensitive.com", "a.secret.org", "free.com", "mail.free.com", "throwaway.com", "foo.ck",
    "www.ck",
    "x.notatld", "日本.jp", "d7.com:443", "d8.com, d9.com", "xn--zzzzzz999999.com", "a.github.io",
    "x.free.com",
    "ab--cd.com", "-d.com", "mail.x.com", "www.x.com",
  ]

  // MARK: - The world and the settings

  private mutating func chooseWorld(_ random: inout SplitMix64) {
    let wanted = candidates.reduce(0) { $0 + $1.domains.count }
    var limit: Int?
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2: limit = nil
    case 3: limit = 2 * wanted + 20
    case 4: limit = 10
    default: limit = 10 + Int.random(in: 0...wanted, using: &random)
    }
    var organizations: [World.RemoteOrganization] = []
    var links: [String: String] = [:]
    if random.oneIn(4) {
      organizations = (0..<Int.random(in: 0...6, using: &random)).map { number in
        World.RemoteOrganization(
          uuid: "u-\(number)",
          title: random.oneIn(3) ? random.one(of: Self.twins) : "Remote \(number)",
          domains: (0..<Int.random(in: 0...3, using: &random)).map { _ in
            random.oneIn(2)
              ? "shared\(Int.random(in: 0..<40, using: &random)).com"
              : random.one(of: candidates.flatMap(\.domains).map(\.name) + ["d1.com"])
          })
      }
      for number in organizations.indices where random.oneIn(2) {
        let id = random.oneIn(8) ? "nobody" : random.one(of: candidates).id
        links[id] = random.oneIn(5) ? "gone" : "u-\(number)"
      }
    }
    world = .sample(limit: limit, used: 10, organizations, links: links)
  }

  private mutating func chooseSettings(_ random: inout SplitMix64) {
    let policies: [PipelineFile.Validation.Policy] = [.block, .warn, .allow]
    validation.licence.partial = random.oneIn(2)
    validation.licence.reserve = random.oneIn(4) ? 3 : 0
    validation.licence.block = random.one(of: [1, 10])
    if random.oneIn(8) { validation.licence.limit = .number(.random(in: 0...60, using: &random)) }
    validation.government.gov = random.one(of: policies)
    validation.government.other = random.one(of: policies)
    if random.oneIn(4) {
      validation.government.exceptions = [
        .init(
          organization: random.one(of: candidates).id, gov: .allow, other: .warn, reason: "a client"
        ),
        .init(organization: "nobody", gov: .block, reason: "none"),
      ]
    }
    validation.domains.rollUp = random.oneIn(8)
    validation.domains.lookAlikes = random.one(of: policies)
    validation.domains.sharedHosts = random.one(of: policies)
    validation.existing = random.one(of: [.skip, .adopt, .adopt, .fail])
    switch Int.random(in: 0..<8, using: &random) {
    case 0: scope = PlanScope(first: .random(in: 1...20, using: &random), only: nil)
    case 1:
      let some = candidates.shuffled(using: &random).prefix(10).map(\.id)
      scope = PlanScope(first: random.maybe(2, 4), only: some + (random.oneIn(6) ? ["nobody"] : []))
    default: break
    }
  }

  /// A small list of public suffixes, for the same reason.
  static let suffixes = """
    // ===BEGIN ICANN DOMAINS===
    com
    net
    org
    de
    uk
    co.uk
    gov.uk
    gov
    jp
    us
    *.ck
    !www.ck
    io
    // ===END ICANN DOMAINS===
    // ===BEGIN PRIVATE DOMAINS===
    github.io
    hosts.com
    // ===END PRIVATE DOMAINS===

    """

  /// Small lists of each kind; the shipped ones take long to read.
  static let lists: [PipelineFile.Validation.ListKind: String] = [
    .sensitive: "sensitive.com\n.secret.org\nwww.x.com\ndept.city.gov\n",
    .freeMail: "free.com\nmail.x.com\n",
    .disposable: "throwaway.com\n", .sharedHosts: ".hosts.com\n*.github.io\n",
    .government: ".gov.uk\n.k12.*.us\n", .reserved: ".local\n.example\n", .own: "own.com\n",
    .vendors: "dell.com\n.vendor.net\n",
  ]
}
