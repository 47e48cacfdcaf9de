internal import Pipeline

/// The domain licences that a run may still take.
struct Licences: Sendable, Equatable {
  /// The licences that were free before the first one was taken; nil for no limit.
  let free: Int?
  /// The licences that are left; nil for no limit.
  private(set) var left: Int?

  init(free: Int?) {
    self.free = free
    self.left = free
  }

  /// The licences that the settings and the account leave to this run.
  init(_ validation: PipelineFile.Validation, _ account: World.Licence) {
    var limit = account.limit.map { max(0, $0 - account.used) }
    // A number in the pipeline file can only lower what the account has left.
    if case .number(let number) = validation.licenceLimit { limit = min(number, limit ?? number) }
    self.init(free: limit.map { max(0, $0 - validation.reserve) })
  }

  /// How many of `wanted` licences there are.
  func available(_ wanted: Int) -> Int {
    min(wanted, left ?? wanted)
  }

  /// Takes licences that are available.
  mutating func take(_ count: Int) {
    left = left.map { max(0, $0 - count) }
  }
}
