import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Doctor

@Suite("The doctor")
final class DoctorTests: Sendable {
  private static let key = "ITG.0123456789abcdef"
  private static let page = #"{"data":[],"meta":{"total-count":12,"next-page":null}}"#

  private let folder: TemporaryFolder
  private let time = ManualTime()
  private let asked = Mutex(0)

  init() throws { folder = try TemporaryFolder() }

  /// The diagnoses on a pipeline, by subject.
  private func examine(
    _ source: String = "itglue: { region: us, api_key: '${KEY}' }", more: String = "",
    environment: [String: String] = ["KEY": key, "USER": "u", "PASSWORD": "secret-password"],
    mayTryRegions: Bool = false,
    _ answer: @escaping @Sendable (HTTPRequest, Origin) throws -> HTTPResponse = { _, _ in
      .json(page)
    }
  ) async throws -> [String: Diagnosis] {
    let file = try folder.write(
      """
      name: test
      source:
        \(source)
      validate: { licence: { limit: 10 } }
      \(more)
      """, to: "test.yaml")
    let diagnoses = try await Doctor(
      pipeline: PipelineFile(file: file, environment: environment), environment: environment,
      exchange: Exchange(answer: answer), time: time,
      mayTryRegions: {
        self.asked.withLock { $0 += 1 }
        return mayTryRegions
      }
    ).examine()
    let text = DoctorReport(diagnoses).text { _, text in text }
    #expect(!text.contains("0123456789") && !text.contains("secret-password"))
    return Dictionary(diagnoses.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Answers by the address as well.
  private struct Exchange: HTTPExchange {
    let answer: @Sendable (HTTPRequest, Origin) throws -> HTTPResponse

    func send(
      _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
    ) async throws -> HTTPResponse {
      try answer(request, origin)
    }
  }

  @Test("A key that IT Glue accepts passes, with what there is")
  func accepted() async throws {
    let diagnosis = try await examine()["IT Glue"]
    #expect(diagnosis?.verdict == .pass)
    #expect(
      diagnosis?.text
        == "https://api.itglue.com accepts the key; it has 12 organizations and 12 domains")
    #expect(asked.withLock { $0 } == 0)
  }

  @Test("A refusal names all causes, and the key goes to no other region unless that is allowed")
  func refused() async throws {
    let origins = Mutex<Set<String>>([])
    let diagnosis = try await examine { _, origin in
      origins.withLock { _ = $0.insert(origin.text) }
      return .json("{}", status: 403)
    }["IT Glue"]
    #expect(diagnosis?.verdict == .fail)
    #expect(diagnosis?.kind == .refused)
    for cause in ["wrong", "revoked", "region", "allowed IP addresses", "--try-regions"] {
      #expect(diagnosis?.remedy?.contains(cause) == true)
    }
    #expect(origins.withLock { $0 } == ["https://api.itglue.com"])
    #expect(asked.withLock { $0 } == 1)
  }

  @Test("Allowed to, it asks the other regions over HTTPS and names the one that accepts the key")
  func otherRegion() async throws {
    let diagnosis = try await examine(mayTryRegions: true) { _, origin in
      origin.text == "https://api.au.itglue.com" ? .json(Self.page) : .json("{}", status: 403)
    }["IT Glue"]
    #expect(diagnosis?.verdict == .fail)
    #expect(diagnosis?.text.contains("the region au accepts it") == true)
    #expect(diagnosis?.remedy == "write “region: au” under source.itglue")
  }

  @Test("Where no region accepts the key, all of them were asked, and one that is away is told")
  func noRegion() async throws {
    let diagnosis = try await examine(mayTryRegions: true) { _, origin in
      if origin.text.contains(".eu.") {
        throw TransportFault(.notConnected("Connection refused"), mayHaveArrived: false)
      }
      return .json("{}", status: 403)
    }["IT Glue"]
    #expect(diagnosis?.text.contains("eu could not be asked") == true)
    #expect(diagnosis?.text.contains("au refuses it too") == true)
  }

  @Test(
    "What cannot be looked at because something is missing fails with that, and the rest goes on")
  func missingKey() async throws {
    let diagnoses = try await examine(environment: [:])
    #expect(diagnoses["IT Glue"]?.text == "the environment variable KEY is not set")
    #expect(diagnoses["IT Glue"]?.kind == .badInput)
    #expect(diagnoses["runs"]?.verdict == .pass)
    #expect(diagnoses["clock"]?.text == "no service has told the time")
  }

  private static let destination = """
    destination:
      darkwebid: { profile: profile.yaml, user: '${USER}', password: '${PASSWORD}' }
    """

  private func examineDestination(
    _ reseller: HTTPResponse, verified: Bool = true
  ) async throws -> [String: Diagnosis] {
    try folder.write(
      try String(decoding: FileBytes.read(Self.profile), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("verified:") ? "verified: \(verified)" : $0 }
        .joined(separator: "\n"), to: "profile.yaml")
    return try await examine(more: Self.destination) { _, origin in
      origin.text.contains("itglue") ? .json(Self.page) : reseller
    }
  }

  private static let profile = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "pipelines/darkwebid.yaml")

  private static func reseller(limit: Int, used: Int) -> HTTPResponse {
    .json(#"{"uuid":"r","domain_limit":"\#(limit)","domain_usage":"\#(used)"}"#)
  }

  @Test("Licences that are left pass, none left is a warning, an unverified profile is one too")
  func licences() async throws {
    let good = try await examineDestination(Self.reseller(limit: 30, used: 12))
    #expect(good["Dark Web ID"]?.verdict == .pass)
    #expect(good["licences"]?.text == "12 of 30 domain licences used, 18 free")
    #expect(good["profile"]?.verdict == .pass)
    let full = try await examineDestination(Self.reseller(limit: 30, used: 30), verified: false)
    #expect(full["licences"]?.verdict == .warn)
    #expect(full["profile"]?.verdict == .warn)
    #expect(full["profile"]?.remedy?.contains("--accept-unverified-profile") == true)
  }

  @Test("A login that is refused fails with what to check")
  func login() async throws {
    let diagnosis = try await examineDestination(.json("{}", status: 403))["Dark Web ID"]
    #expect(diagnosis?.verdict == .fail && diagnosis?.kind == .refused)
    #expect(diagnosis?.remedy?.contains("allowed IP addresses") == true)
  }

  @Test("Without a destination a run ends with the plan; with limit “account” it cannot begin")
  func noDestination() async throws {
    #expect(try await examine()["Dark Web ID"]?.verdict == .warn)
    let file = try folder.write(
      "name: a\nsource: { pages: p }\nvalidate: { licence: { limit: account } }\n", to: "a.yaml")
    let diagnoses = try await Doctor(
      pipeline: PipelineFile(file: file, environment: [:]), environment: [:],
      exchange: Exchange { _, _ in .json("{}") }, time: time, mayTryRegions: { false }
    ).examine()
    #expect(diagnoses.contains { $0.subject == "Dark Web ID" && $0.verdict == .fail })
    #expect(diagnoses.contains { $0.subject == "saved pages" && $0.verdict == .fail })
  }

  @Test(
    "The clock is held against the services' own",
    arguments: [(0, "pass"), (59, "pass"), (90, "warn"), (-7200, "warn")])
  func clock(ahead: Int, verdict: String) async throws {
    time.move(by: .seconds(ahead))
    let diagnosis = try await examine { _, _ in
      .json(Self.page, headers: ["date": "Mon, 23 Nov 2026 10:15:00 GMT"])
    }["clock"]
    #expect(diagnosis?.verdict.rawValue == verdict, "\(diagnosis?.text ?? "")")
    if verdict == "warn" {
      #expect(
        diagnosis?.text.hasPrefix("\(abs(ahead)) s \(ahead > 0 ? "ahead of" : "behind")") == true)
    }
  }

  @Test(
    "The versions of the domain lists are told; an old one is a warning, a missing one a failure")
  func lists() async throws {
    try folder.write("# Date: 2020-01-01.\nexample.com\n.example.org\n", to: "old.txt")
    let diagnoses = try await examine(
      more: ""
    ).merging(
      try examineLists("{ free_mail: [old.txt], sensitive: [nowhere.txt] }")
    ) { _, new in new }
    #expect(diagnoses["list free_mail"]?.verdict == .warn)
    #expect(diagnoses["list free_mail"]?.text == "old.txt: 2 entries, of 2020-01-01")
    #expect(diagnoses["list sensitive"]?.verdict == .fail)
    #expect(diagnoses["list shared_hosts"]?.text.hasPrefix("shipped: ") == true)
  }

  private func examineLists(_ lists: String) throws -> [String: Diagnosis] {
    let file = try folder.write(
      "name: a\nsource: { pages: p }\nvalidate: { lists: \(lists) }\n", to: "lists.yaml")
    let validation = try PipelineFile(file: file, environment: [:]).validation
    let diagnoses = ListsCheck(validation: validation, now: time.now()).diagnoses()
    return Dictionary(uniqueKeysWithValues: diagnoses.map { ($0.subject, $0) })
  }

  @Test("A folder that cannot be made is a failure, one that will be made is not; nothing is made")
  func folders() async throws {
    try folder.write("a file", to: "file")
    let diagnoses = try await examine(more: "runs: new/deep/runs\nstate: file/ledger.sqlite")
    #expect(diagnoses["runs"]?.text.hasSuffix("new/deep/runs (will be made)") == true)
    #expect(diagnoses["ledger"]?.verdict == .fail)
    #expect(diagnoses["ledger"]?.kind == .storage)
    #expect(FileBytes.size(of: folder.url.appending(path: "new")) == nil)
  }

  @Test("A spreadsheet that cannot be read fails with its cell or path; without one it is told")
  func spreadsheet() async throws {
    #expect(try await examine()["spreadsheet"]?.verdict == .warn)
    let mapping = "mapping: { spreadsheet: clients.csv, picklists: nowhere.yaml }"
    #expect(try await examine(more: mapping)["spreadsheet"]?.verdict == .fail)
  }

  @Test("The exit code is that of what is hardest to mend; warnings alone are no failure")
  func exit() {
    func exit(_ kinds: FailureKind...) -> Exit {
      DoctorReport(kinds.map { .fail("a", "b", remedy: nil, kind: $0) }).exit
    }
    #expect(exit() == .done)
    #expect(exit(.storage, .unavailable, .badInput, .refused) == .refused)
    #expect(exit(.storage, .badInput) == .badInput)
    #expect(exit(.storage, .unavailable) == .unavailable)
    #expect(exit(.storage) == .storage)
    #expect(DoctorReport([.warn("a", "b", remedy: "c")]).exit == .done)
  }

  @Test("Each line tells verdict, subject and text; a remedy follows on its own line")
  func text() {
    let report = DoctorReport([
      .pass("clock", "fine"), .fail("IT Glue", "refused", remedy: "check it", kind: .refused),
    ])
    #expect(
      report.text { _, text in text } == """
        pass  clock    fine
        fail  IT Glue  refused
                       → check it

        """)
  }
}
