import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Fleet

@Suite("The fleet's file")
struct FleetFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func fleet(_ text: String) throws -> Fleet {
    try Fleet(file: folder.write(text, to: "partners.yaml"))
  }

  @Test("A partner takes what is said for all, unless it says something else")
  func defaults() throws {
    let fleet = try fleet(
      """
      pipeline: partner.yaml
      auto_approve: { max_unimported: 5, max_licences: 50 }
      partners:
        - name: alder-it
          environment: { CLIENTS: clients/alder.csv }
        - name: birch
          pipeline: birch/onboard.yaml
          connection: vault-birch
          auto_approve: { max_licences: 7 }
        - name: cedar
          auto_approve: false
      """)
    #expect(fleet.partners.map(\.name) == ["alder-it", "birch", "cedar"])
    let (alder, birch, cedar) = (fleet.partners[0], fleet.partners[1], fleet.partners[2])
    #expect(alder.pipeline.path == folder.url.appending(path: "partner.yaml").path)
    #expect(birch.pipeline.path == folder.url.appending(path: "birch/onboard.yaml").path)
    #expect(alder.ownEnvironment == ["PARTNER": "alder-it", "CLIENTS": "clients/alder.csv"])
    #expect(alder.connection == "glueport_alder_it")
    #expect(birch.connection == "vault-birch")
    #expect(alder.autoApproval == .init(maxUnimported: 5, maxLicences: 50))
    #expect(birch.autoApproval == .init(maxUnimported: nil, maxLicences: 7))
    #expect(cedar.autoApproval == nil)
  }

  @Test("Where nothing is said of it, a person is asked")
  func noRule() throws {
    let fleet = try fleet("partners: [{ name: alder, pipeline: a.yaml }]")
    #expect(fleet.partners.map(\.autoApproval) == [nil])
  }

  @Test(
    "The fleet's file overrules the program's environment, and the name is the partner's always")
  func environment() throws {
    let fleet = try fleet(
      "partners: [{ name: alder, pipeline: a.yaml, environment: { CLIENTS: own.csv } }]")
    let environment = fleet.partners[0].environment(
      over: ["CLIENTS": "other.csv", "PARTNER": "birch", "KEY": "k"])
    #expect(environment == ["CLIENTS": "own.csv", "PARTNER": "alder", "KEY": "k"])
  }

  @Test(
    "What cannot be is told with its line",
    arguments: [
      ("pipeline: p.yaml", "partners is missing"),
      ("pipeline: p.yaml\npartners: []", "partners is missing"),
      ("partners:\n  - name: alder", "partners.pipeline is missing"),
      ("pipeline: p.yaml\npartners:\n  - pipeline: q.yaml", "partners.name is missing"),
      ("pipeline: p.yaml\npartners:\n  - name: Alder IT", ":3: partners.name is “Alder IT”"),
      ("pipeline: p.yaml\npartners:\n  - name: ../up", ":3: partners.name is “../up”"),
      (
        "pipeline: p.yaml\npartners:\n  - name: alder\n  - name: alder",
        ":4: partners.name is “alder”, as that of another partner"
      ),
      (
        "pipeline: p.yaml\npartners:\n  - name: a\n    environment: { PARTNER: b }",
        "partners.environment has PARTNER"
      ),
      (
        "pipeline: p.yaml\npartners:\n  - name: a\n    environment: { \"A;id\": b }",
        ":4: partners.environment has “A;id”"
      ),
      (
        "pipeline: p.yaml\npartners:\n  - name: a\n    auto_approve: { max_unimported: -1 }",
        "partners.auto_approve.max_unimported is “-1”"
      ),
      (
        "pipeline: p.yaml\npartners:\n  - name: a\n    auto_approve: yes",
        "partners.auto_approve: keys and values are wanted here"
      ),
      ("pipeline: p.yaml\npartner: []\npartners: [{ name: a }]", "unknown key “partner”"),
      ("- a", "not a mapping"),
    ])
  func refused(text: String, problem: String) throws {
    let error = #expect(throws: YAMLError.self) { try fleet(text) }
    #expect(error?.message.contains(problem) == true, "\(error?.message ?? "")")
  }
}
