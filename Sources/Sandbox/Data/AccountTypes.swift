/// The organization types and statuses of the invented accounts.
extension NamedID {
  static let customer = NamedID(id: "38301", name: "Customer")
  static let prospect = NamedID(id: "38302", name: "Prospect")
  static let vendor = NamedID(id: "38303", name: "Vendor")
  static let `internal` = NamedID(id: "38304", name: "Internal")
  static let active = NamedID(id: "20811", name: "Active")
  static let inactive = NamedID(id: "20812", name: "Inactive")

  static let types = [customer, prospect, vendor, `internal`]
  static let statuses = [active, inactive]
}
