import Foundation
import Testing

/// The account of a few sequences: what IT Glue holds, and what of it can go in at all.
struct ModelAccount: Sendable {
  /// The names of the organizations, by their IT Glue id.
  let names: [String: String]
  /// The ids, in IT Glue's order.
  let ids: [String]
  /// Those that go in when the sheet lets them.
  let importable: Set<String>
  /// How many domains IT Glue has.
  let domains: Int

  private let seed: UInt64

  init(seed: UInt64) async throws {
    self.seed = seed
    domains = 12
    let place = try await Self.sandbox(seed)
    let sheet = try await place.sheetForAll()
    let pipeline = try Self.pipeline(place, sheet)
    let dry = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "dry")
    guard [0, 2].contains(dry.exit) else { throw WorkplaceError(text: dry.error) }
    var names: [String: String] = [:]
    var ids: [String] = []
    for row in try place.lines("dry/1-extract/organizations.jsonl") {
      guard let id = row["id"] as? String, let attributes = row["attributes"] as? [String: Any]
      else { continue }
      ids.append(id)
      names[id] = attributes["name"] as? String
    }
    self.names = names
    self.ids = ids
    importable = Set(
      try place.lines("dry/3-validate/plan.jsonl").compactMap { $0["id"] as? String })
  }

  /// A sandbox of this account, and a pipeline file that reads the sheet `sheet.csv`.
  func place() async throws -> (place: Workplace, pipeline: String) {
    let place = try await Self.sandbox(seed)
    return (
      place, try Self.pipeline(place, place.folder.appending(path: "sheet.csv").path)
    )
  }

  private static func sandbox(_ seed: UInt64) async throws -> Workplace {
    try await Workplace(
      ["--organizations", "7", "--domains", "12", "--seed", "\(seed)"],
      faults: FaultDice.always, importTime: 40)
  }

  private static func pipeline(_ place: Workplace, _ sheet: String) throws -> String {
    try place.pipeline {
      $0.spreadsheet = sheet
      $0.organizations = "{}"
      $0.pendingTimeout = SmallAccount.pendingTimeout
    }
  }
}
