import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// A folder with a sandbox and a pipeline file of its own: everything that one test needs.
final class Workplace: Sendable {
  /// What a test wants changed in the pipeline file.
  struct Settings {
    var name = "test"
    var spreadsheet = Repository.url.appending(path: "samples/clients.csv").path
    var organizations = "{ types: [Customer], statuses: [Active] }"
    var source: String?
    var pageSize = 10
    var gov = "block"
    var licence = "{ limit: account }"
    var existing = "skip"
    var state = "ledger.sqlite"
    var destination = true
    /// The account whose worksheets are the destination, instead of Dark Web ID.
    var worksheet: String?
    var pendingTimeout = 2.0
    var itglueURL: String?
  }

  let folder: URL
  let environment: [String: String]
  private let sandbox: RunningProgram

  /// Starts a sandbox.
  init(_ arguments: [String] = [], faults: String? = nil, importTime: Int = 150) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "glueport-e2e-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "sandbox.env")
    var all = [
      "--port", "0", "--environment-file", file.path, "--import-time", "\(importTime)", "--quiet",
    ]
    all += faults.map { ["--faults", $0] } ?? []
    sandbox = try RunningProgram(
      Program.sandbox.url, all + arguments, environment: [:], in: folder)
    while !FileManager.default.fileExists(atPath: file.path) {
      guard sandbox.isRunning else {
        let outcome = try await sandbox.end()
        throw WorkplaceError(text: "the sandbox ended: \(outcome.error)")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    var environment: [String: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let parts = line.trimmingPrefix("export ").split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      environment[String(parts[0])] = parts[1].trimmingCharacters(
        in: CharacterSet(charactersIn: "'\""))
    }
    environment["GLUEPORT_RUNS"] = folder.appending(path: "runs").path
    self.environment = environment
  }

  deinit {
    sandbox.signal(SIGKILL)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a pipeline file.
  func pipeline(_ change: (inout Settings) -> Void = { _ in }) throws -> String {
    var settings = Settings()
    change(&settings)
    let shipped = Repository.url.appending(path: "pipelines").path
    let source =
      settings.source
        ?? """
        itglue:
            base_url: \(settings.itglueURL ?? "${GLUEPORT_SANDBOX_ITGLUE_URL}")
            api_key: ${GLUEPORT_SANDBOX_ITGLUE_KEY}
            organizations: \(settings.organizations)
            page_size: \(settings.pageSize)
            requests_per_5_minutes: 3000
        """
    var text = """
      name: \(settings.name)
      source:
        \(source)
      mapping:
        spreadsheet: \(settings.spreadsheet)
        picklists: \(shipped)/picklists.yaml
      validate:
        licence: \(settings.licence)
        government: { gov: \(settings.gov) }
        existing: \(settings.existing)
        lists:
          free_mail: [\(shipped)/lists/free-mail.txt]
          shared_hosts: [\(shipped)/lists/shared-hosts.txt]
          # Ten thousand lines, which take a debug build longer than all the rest.
          disposable: []

      """
    if let account = settings.worksheet {
      text += "destination: { worksheet: { account: \(account) } }\n"
    } else if settings.destination {
      text += """
        destination:
          darkwebid:
            base_url: ${GLUEPORT_SANDBOX_DARKWEBID_URL}
            profile: \(shipped)/darkwebid.yaml
            user: ${GLUEPORT_SANDBOX_DARKWEBID_USER}
            password: ${GLUEPORT_SANDBOX_DARKWEBID_PASSWORD}
            requests_per_second: 500
            pending_timeout: \(settings.pendingTimeout)
            poll_interval: 0.1

        """
    }
    text += "state: \(settings.state)\nruns: runs\n"
    let file = folder.appending(path: "\(settings.name).yaml")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Starts `glueport`.
  func start(
    _ arguments: String..., environment more: [String: String] = [:]
  ) throws -> RunningProgram {
    try start(arguments, environment: more)
  }

  /// Starts `glueport`.
  func start(
    _ arguments: [String], environment more: [String: String] = [:]
  ) throws -> RunningProgram {
    try RunningProgram(
      Program.glueport.url, arguments,
      environment: environment.merging(more) { _, new in new }, in: folder)
  }

  /// Runs `glueport` to its end.
  func glueport(
    _ arguments: String..., environment more: [String: String] = [:]
  ) async throws -> Outcome {
    try await glueport(arguments, environment: more)
  }

  /// Runs `glueport` to its end.
  func glueport(
    _ arguments: [String], environment more: [String: String] = [:]
  ) async throws -> Outcome {
    try await start(arguments, environment: more).end()
  }

  /// A spreadsheet with a good row for every organization that the sandbox has.
  func sheetForAll() async throws -> String {
    let pipeline = try pipeline { $0.name = "scout" }
    let outcome = try await glueport("extract", pipeline, "--run-dir", "scout")
    guard outcome.exit == 0 else { throw WorkplaceError(text: outcome.error) }
    let rows = try lines("scout/1-extract/organizations.jsonl").compactMap { $0["id"] as? String }
    return try write(
      "IT Glue ID,Employee Count,Industry\n" + rows.map { "\($0),17,Legal\n" }.joined(),
      to: "all.csv")
  }

  /// The titles of the organizations that the sandbox really created, in order.
  func created() async throws -> [String] {
    let journal = try await journal()
    let creates = journal["creates"] as? [[String: Any]] ?? []
    return creates.compactMap { $0["title"] as? String }
  }

  /// The titles of the creates that arrived, whether they took effect or not, in order.
  func arrived() async throws -> [String] {
    let requests = try await journal()["create_requests"] as? [[String: Any]] ?? []
    return requests.compactMap { $0["title"] as? String }
  }

  /// The sandbox's journal.
  func journal() async throws -> [String: Any] {
    let data = try await request("GET", "/sandbox/journal.json")
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// Arms faults in place of those that were armed.
  func arm(_ faults: String) async throws {
    _ = try await request("POST", "/sandbox/faults", body: faults)
  }

  /// Gives the partner another number of domain licences.
  func setLicences(_ limit: Int) async throws {
    _ = try await request("POST", "/sandbox/licences", body: "\(limit)")
  }

  /// Deletes an organization in Dark Web ID.
  func remove(_ title: String) async throws {
    _ = try await request("POST", "/sandbox/remove", body: title)
  }

  private func request(_ method: String, _ path: String, body: String? = nil) async throws -> Data {
    let base = environment["GLUEPORT_SANDBOX_DARKWEBID_URL"] ?? ""
    guard let url = URL(string: base + path) else { throw WorkplaceError(text: base + path) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let answer = response as? HTTPURLResponse, answer.statusCode < 300 else {
      throw WorkplaceError(text: String(decoding: data, as: UTF8.self))
    }
    return data
  }
}

/// Something in the way of a test that is not its subject.
struct WorkplaceError: Error, CustomStringConvertible {
  var text: String
  var description: String { text }
}
