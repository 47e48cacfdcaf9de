internal import HTTPTransport
internal import Pipeline

/// Finds the region that a key is of. The key goes to the vendor's own addresses only.
struct RegionTrial {
  /// The vendor's data centres.
  typealias Region = PipelineFile.ITGlue.Region

  /// What came of it.
  struct Outcome: Sendable, Equatable {
    /// The region that accepts the key.
    var accepting: Region?
    /// The regions that refuse it.
    var refusing: [Region] = []
    /// The regions that gave no such answer.
    var silent: [Region] = []
  }

  let key: Secret
  /// Makes the client of an address.
  let client: (Origin, Secret) -> ServiceClient

  /// The regions other than the one at `origin`.
  static func regions(besides origin: Origin) -> [Region] {
    Region.allCases.filter { $0.baseURL != origin.text }
  }

  /// Asks one region after the other, until one accepts the key.
  ///
  /// - Throws: `OriginError`, `CancellationError`.
  func perform(_ regions: [Region]) async throws -> Outcome {
    var outcome = Outcome()
    for region in regions {
      let access = ITGlueAccess(service: client(try Origin(region.baseURL), key))
      switch try await access.ask(for: "organizations") {
      case .accepted:
        outcome.accepting = region
        return outcome
      case .refused: outcome.refusing.append(region)
      case .failed: outcome.silent.append(region)
      }
    }
    return outcome
  }
}
