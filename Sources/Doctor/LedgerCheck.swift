internal import Ledger
internal import Pipeline

internal import struct FoundationEssentials.URL

/// Whether the ledger opens and is whole. One that is not there yet is not made.
struct LedgerCheck {
  let file: URL
  /// Whether it is said to lie on storage that several machines share.
  var isShared = false

  /// What was found.
  ///
  /// - Throws: What is no failure.
  func result() throws -> CheckResult {
    try .of(.ledger, nil) {
      guard FileBytes.size(of: file) != nil else {
        return .pass(.ledger, nil, "\(file.path) is not there yet; the first run makes it")
      }
      try Ledger(at: file, isShared: isShared).check()
      return .pass(.ledger, nil, "\(file.path) opens, and is whole")
    }
  }
}
