@testable import Sandbox

/// IT Glue without a network: requests in, answers out.
struct ITGlueStage {
  let service: ITGlueService
  let clock = ManualClock()
  static let key = SandboxCredentials().itglueKey

  init(
    _ catalogue: any Catalogue = DefaultAccount.catalogue(), faults: String = "", limit: Int = 3000
  ) throws {
    let clock = clock
    service = ITGlueService(
      catalogue: catalogue, key: Self.key,
      gate: FaultGate(
        faults: try FaultSpec(faults).rules,
        window: RateWindow(limit: limit, length: .seconds(300)), now: { clock.now }))
  }

  func get(_ target: String, key: String? = Self.key) async throws -> SandboxAnswer {
    let halves = target.split(separator: "?", maxSplits: 1)
    return try await service.respond(
      to: SandboxRequest(
        path: String(halves[0]), query: QueryParameters(halves.count > 1 ? halves[1] : ""),
        host: "127.0.0.1:8901", headers: key.map { ["x-api-key": $0] } ?? [:]))
  }

  /// The ids of a page, in its order.
  func ids(_ target: String) async throws -> [String] {
    try await get(target).json["data"]?.list?.compactMap { $0["id"]?.text } ?? []
  }
}
