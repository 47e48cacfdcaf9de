/// Why an organization or a domain is not imported. The codes stay put once shipped.
///
/// The order of the cases is the order of precedence: where several reasons hold, the first one is
/// given and the rest are told in the detail.
package enum Reason: String, Codable, Sendable, CaseIterable, Comparable {
  case notSelected = "not_selected"
  case notInSpreadsheet = "not_in_spreadsheet"
  case alreadyLinked = "already_linked"
  case orphanDomain = "orphan_domain"
  case ambiguousMapping = "ambiguous_mapping"
  case malformedRow = "malformed_row"
  case unclearImport = "unclear_import"
  case duplicateTitle = "duplicate_title"
  case titleExists = "title_exists"
  case missingEmployeeCount = "missing_employee_count"
  case unknownEmployeeCount = "unknown_employee_count"
  case missingIndustry = "missing_industry"
  case unknownIndustry = "unknown_industry"
  case noDomain = "no_domain"
  case invalidDomain = "invalid_domain"
  case publicSuffix = "public_suffix"
  case reservedName = "reserved_name"
  case govDomain = "gov_domain"
  case governmentPolicy = "government_policy"
  case sensitiveDomain = "sensitive_domain"
  case ownDomain = "own_domain"
  case vendorDomain = "vendor_domain"
  case freeMail = "free_mail"
  case disposable
  case sharedHost = "shared_host"
  case lookAlike = "look_alike"
  case duplicateDomain = "duplicate_domain"
  case monitoredElsewhere = "monitored_elsewhere"
  case licenceLimit = "license_limit"
  case importError = "import_error"

  package static func < (left: Reason, right: Reason) -> Bool {
    left.precedence < right.precedence
  }

  private var precedence: Int { Self.precedences[self] ?? Self.precedences.count }

  private static let precedences = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })

  /// The reason of a code; nil where there is none.
  package init?(code: String) {
    guard let reason = Self.byCode[code] else { return nil }
    self = reason
  }

  private static let byCode = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The status of what was left out for this reason: skipped where nothing is wrong with it.
  package var status: Status {
    switch self {
    case .notSelected, .notInSpreadsheet, .alreadyLinked: .skipped
    default: .unimported
    }
  }

  /// One of the four reasons that the vendor's own wizard gives.
  package var isVendors: Bool {
    switch self {
    case .importError, .licenceLimit, .govDomain, .sensitiveDomain: true
    default: false
    }
  }

  /// What the reason means. The vendor's own words where the vendor has some.
  package var text: String {
    switch self {
    case .notSelected: "left out by the selection"
    case .notInSpreadsheet: "not in the spreadsheet"
    case .alreadyLinked: "imported and linked already, nothing missing"
    case .orphanDomain: "its organization is not in IT Glue's list"
    case .ambiguousMapping: "the spreadsheet does not say which organization or row is meant"
    case .malformedRow: "the row has more cells than the header"
    case .unclearImport: "the column Import says neither yes nor no"
    case .duplicateTitle: "several planned organizations have this name"
    case .titleExists: "Dark Web ID has an organization of this name"
    case .missingEmployeeCount: "no Employee Count"
    case .unknownEmployeeCount: "Employee Count is not in the picklist"
    case .missingIndustry: "no Industry"
    case .unknownIndustry: "Industry is not in the picklist"
    case .noDomain: "no domain in IT Glue"
    case .invalidDomain: "not a domain name"
    case .publicSuffix: "a public suffix: it would monitor everybody below it"
    case .reservedName: "a reserved name: nobody's on the Internet"
    case .govDomain:
      ".gov domain was not imported due to licensing issues. "
        + "Please get in touch with your import manager."
    case .governmentPolicy: "a government domain, held back by policy"
    case .sensitiveDomain:
      "Your search includes a sensitive or protected domain or address. "
        + "Contact support@idagent.com"
    case .ownDomain: "a domain of your own, not of the client's"
    case .vendorDomain: "a supplier's domain, not the client's"
    case .freeMail: "a free mail provider: it would monitor everybody there"
    case .disposable: "a disposable mail provider"
    case .sharedHost: "a host that many customers share"
    case .lookAlike: "letters that are taken for others: perhaps not the name it looks like"
    case .duplicateDomain: "listed before, here or under another organization"
    case .monitoredElsewhere: "monitored under another organization already"
    case .licenceLimit: "Domain license limit reached"
    case .importError: "An error in the import"
    }
  }

  /// What a person does about it.
  package var remedy: String {
    switch self {
    case .notSelected: "select it if it should go in; the detail tells what leaves it out"
    case .notInSpreadsheet: "add a row to the spreadsheet if it should go in"
    case .alreadyLinked: "nothing to do"
    case .orphanDomain: "assign the domain to an organization in IT Glue"
    case .ambiguousMapping: "put the IT Glue id into the row"
    case .malformedRow: "put a cell that holds the separator in quotes"
    case .unclearImport: "write yes or no into the column Import"
    case .duplicateTitle: "rename one of them in IT Glue"
    case .titleExists:
      "adopt it in the pipeline file if it is the same client; rename one of them if it is not"
    case .missingEmployeeCount: "fill in Employee Count in the spreadsheet"
    case .unknownEmployeeCount: "use a value of the picklist, or add an alias to it"
    case .missingIndustry: "fill in Industry in the spreadsheet"
    case .unknownIndustry: "use a value of the picklist, or add an alias to it"
    case .noDomain: "add the client's domain in IT Glue"
    case .invalidDomain:
      "correct the domain in IT Glue, or in the spreadsheet if it comes from there"
    case .publicSuffix, .reservedName: "take it out of IT Glue's domains"
    case .ownDomain, .vendorDomain, .freeMail, .disposable, .sharedHost:
      "take it out of IT Glue's domains, or out of the list if it is the client's own"
    case .lookAlike: "write the name anew in IT Glue, with the letters that are meant"
    case .govDomain: "ask your import manager about licences for .gov"
    case .governmentPolicy: "allow it in the pipeline file if the client wants it monitored"
    case .sensitiveDomain: "contact support@idagent.com"
    case .duplicateDomain: "keep it with one organization in IT Glue"
    case .monitoredElsewhere: "remove it there first if it belongs here"
    case .licenceLimit: "buy more domain licences, or free some"
    case .importError: "load it again: glueport retry"
    }
  }
}
