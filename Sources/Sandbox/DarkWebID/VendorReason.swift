/// Why a domain was not imported: the vendor's complete list.
enum VendorReason: String, Encodable, Sendable, CaseIterable {
  case importError = "import_error"
  case licenceLimit = "license_limit"
  case govDomain = "gov_domain"
  case sensitiveDomain = "sensitive_domain"
}
