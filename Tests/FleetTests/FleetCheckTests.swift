import Doctor
import FoundationEssentials
import Pipeline
import Report
import TestSupport
import Testing

@testable import Fleet

@Suite("A look at all partners")
struct FleetCheckTests {
  private var fixture: FleetFixture

  init() throws {
    fixture = try FleetFixture()
  }

  private func check(_ partners: String) throws -> FleetCheck {
    try FleetCheck(
      of: fixture.fleet(partners), environment: ["ITGLUE_API_KEY": "the-key"],
      now: Date(timeIntervalSince1970: 1_795_428_900))
  }

  private func failures(_ check: FleetCheck, _ place: Int) -> [String] {
    check.partners[place].failures.map(\.text)
  }

  @Test("Partners of whom nothing is missing are ready, their secrets set or not")
  func ready() throws {
    let check = try check("  - name: alder\n  - name: birch\n")
    #expect(failures(check, 0) == [] && failures(check, 1) == [])
    #expect(check.exit == .done)
    #expect(
      check.partners[0].secrets == ["DARKWEBID_PASSWORD", "DARKWEBID_USER", "ITGLUE_API_KEY"])
    let text = FleetCheckText(check, style: .plain).text
    #expect(text.contains("2 of 2 partners ready"))
  }

  @Test("Each partner is looked at, whatever the one before lacks")
  func oneFails() throws {
    let check = try check(
      """
        - name: alder
          pipeline: nowhere.yaml
        - name: birch
        - name: cedar
          environment: { CLIENTS: x }
          pipeline: broken.yaml
      """)
    #expect(failures(check, 0).first?.contains("nowhere.yaml") == true)
    #expect(failures(check, 1) == [])
    #expect(check.exit == .badInput)
    let text = FleetCheckText(check, style: .plain).text
    #expect(text.contains("1 of 3 partners ready; 2 to be mended first"))
  }

  @Test("A spreadsheet that is not there is told with the partner it is missing for")
  func spreadsheet() throws {
    var other = self
    other.fixture.spreadsheet = "${CLIENTS:-clients.csv}"
    let check = try other.check(
      "  - name: alder\n  - name: birch\n    environment: { CLIENTS: birch.csv }\n")
    #expect(failures(check, 0) == [])
    #expect(failures(check, 1).first?.contains("birch.csv") == true)
  }

  @Test("Two partners with one ledger are both told of")
  func sharedLedger() throws {
    var other = self
    other.fixture.state = "state/ledger.sqlite"
    let check = try other.check("  - name: alder\n  - name: birch\n")
    #expect(failures(check, 0).contains { $0.contains("the ledger of “birch” too") })
    #expect(failures(check, 1).contains { $0.contains("the ledger of “alder” too") })
  }

  @Test("A pipeline that is not named after its partner is told, for its runs would be nobody's")
  func name() throws {
    var other = self
    other.fixture.name = "onboard"
    let check = try other.check("  - name: alder\n")
    #expect(failures(check, 0).contains { $0.hasSuffix("is named “onboard”") })
  }

  @Test("A program is told what it needs to run each partner, and no secret")
  func json() throws {
    let check = try check(
      "  - name: alder-it\n    auto_approve: { max_unimported: 3 }\n  - name: birch\n")
    let text = String(decoding: try JSONFile.bytes(of: check), as: UTF8.self)
    #expect(!text.contains("the-key"))
    for part in [
      #""connection" : "glueport_alder_it""#, #""max_unimported" : 3"#, #""auto_approve" : null"#,
      #""PARTNER" : "birch""#, #""ITGLUE_API_KEY""#,
      #""runs" : "\#(fixture.folder.url.appending(path: "runs").path)""#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("A warning names those whom it is of, once, and says so where that is all")
  func warnings() throws {
    var other = self
    other.fixture.lists = #"disposable: ["${LIST}"], free_mail: ["${LIST}"]"#
    try other.fixture.folder.write("example.com\n", to: "list.txt")
    let text = FleetCheckText(
      try other.check(
        """
          - name: alder
            environment: { LIST: list.txt }
          - name: birch
            environment: { LIST: list.txt }

        """), style: .plain
    ).text
    #expect(text.ranges(of: "warn  all partners").count == 2, "\(text)")
    #expect(text.contains("Domain list disposable:") && text.contains("Domain list free_mail:"))
  }

  @Test("A secret that stands in the fleet's file is told of, and its value is not shown")
  func secretInTheFile() throws {
    let check = try check("  - name: alder\n    environment: { DARKWEBID_PASSWORD: hunter2 }\n")
    #expect(failures(check, 0).contains { $0.hasPrefix("DARKWEBID_PASSWORD is a secret") })
    #expect(!FleetCheckText(check, style: .plain).text.contains("hunter2"))
  }

  @Test(
    "A profile that nobody has verified is no profile for a real service, for no person accepts it")
  func unverified() throws {
    var other = self
    other.fixture.darkWebID = "https://secure.darkwebid.com"
    let check = try other.check("  - name: alder\n")
    #expect(failures(check, 0).contains { $0.contains("is not verified") })
    other.fixture.darkWebID = "ftp://127.0.0.1"
    #expect(try failures(other.check("  - name: alder\n"), 0).contains { $0.contains("ftp://") })
  }
}
