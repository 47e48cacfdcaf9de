/// The status of an organization or of a domain, as the vendor's wizard shows it.
enum ImportStatus: String, Encodable, Sendable {
  case pending, imported, unimported
}
