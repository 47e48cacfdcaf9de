package import Foundation

/// The repository that the tests stand in.
package enum Repository {
  /// Its root.
  package static let url = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
