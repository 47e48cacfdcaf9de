/// The two services that the sandbox plays.
package enum SandboxService: String, Sendable, CaseIterable {
  /// IT Glue, the source.
  case itglue
  /// Dark Web ID, the destination.
  case darkwebid

  /// The service's name as its vendor writes it.
  package var title: String {
    switch self {
    case .itglue: "IT Glue"
    case .darkwebid: "Dark Web ID"
    }
  }
}
