/// Domains that many share, as free mail providers' are: they say nothing about whom a row of the
/// spreadsheet means.
package struct SharedDomains: Sendable {
  /// The digests of the lists they come from, by name.
  package let digests: [String: String]
  /// Whether a name is one of them.
  package let contains: @Sendable (DomainName) -> Bool

  package init(digests: [String: String], contains: @escaping @Sendable (DomainName) -> Bool) {
    self.digests = digests
    self.contains = contains
  }

  /// No domains.
  package static let none = SharedDomains(digests: [:]) { _ in false }
}
