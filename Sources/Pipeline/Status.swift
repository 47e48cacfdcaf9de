/// The status of an organization or a domain. The first three are the vendor's own.
package enum Status: String, Codable, Sendable, CaseIterable {
  /// Sent and accepted; the import is under way.
  case pending
  /// Imported and monitored.
  case imported
  /// Not imported; a ``Reason`` says why.
  case unimported
  /// Not selected, or linked already: nothing to do.
  case skipped
  /// Sent, and the answer was lost: looked up before anything else.
  case unknown
}
