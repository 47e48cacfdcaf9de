/// One armed fault: what goes wrong, where, how often and from when on.
package struct FaultRule: Sendable, Equatable {
  /// The service that it strikes.
  package let service: SandboxService
  /// What goes wrong.
  package let kind: FaultKind
  /// The number in the argument: seconds, milliseconds, licences. Nil where none was given, and for
  /// `429=none`.
  package var number: Int?
  /// The title in the argument.
  package var title: String?
  /// How often it strikes; nil is always.
  package var times: Int?
  /// How many matching requests pass before it strikes.
  package var after = 0

  /// Whether a request is one that the fault can strike.
  func matches(_ request: FaultTarget) -> Bool {
    guard request.service == service else { return false }
    return switch kind.target {
    case .any: true
    case .index: request.isIndex
    case .write: request.isWrite
    case .create: request.isCreate
    case .titled: request.isWrite && request.title?.lowercased() == title?.lowercased()
    }
  }
}
