import TestSupport

/// Rows of IT Glue, such as it sends and such as it never should.
extension SplitMix64 {
  /// What may stand where an id is wanted.
  mutating func wildID() -> JSONTree {
    let values: [JSONTree] = [
      .text("7"), .text(" 7 "), .text("007"), .text("+7"), .text("-7"), .text("org-7"), .text(""),
      .text(" \u{A0}"), .text("18446744073709551615"), .text("18446744073709551616"), .text("7.0"),
      .text("ID\u{A0}7"), .text("\u{A0}é\u{3000}"), .number("7"), .number("0"), .number("-7"),
      .number("-0"), .number("7.0"), .number("7e0"), .number("1.5"), .number("9007199254740993"),
      .number("9223372036854775808"), .number("18446744073709551615"),
      .number("18446744073709551616"), .number("1e30"), .null, .boolean(true), .list([]),
      .object([]),
    ]
    return one(of: values)
  }

  /// A row with these attributes.
  mutating func resource(_ id: JSONTree, type: String, _ attributes: [JSONTree.Field]) -> JSONTree {
    var fields: [JSONTree.Field] = [.init("id", id), .init("type", .text(type))]
    switch Int.random(in: 0..<40, using: &self) {
    case 0: break
    case 1: fields.append(.init("attributes", .null))
    default: fields.append(.init("attributes", .object(attributes)))
    }
    if oneIn(3) { fields.append(.init("relationships", .object([]))) }
    return .object(fields)
  }

  /// An organization's row.
  mutating func organization(_ id: JSONTree, name: String) -> JSONTree {
    resource(
      id, type: "organizations",
      [
        .init("name", oneIn(40) ? .null : .text(name)),
        .init("alert", .null), .init("ancestor-ids", .list([.number("1")])),
        .init("organization-type-name", one(of: [.text("Customer"), .text("Vendor"), .null])),
        .init("organization-status-name", one(of: [.text("Active"), .text("Inactivé"), .null])),
        .init("updated-at", one(of: [.text("2026-01-01T00:00:00Z"), .text("2025-01-01"), .null])),
      ])
  }

  /// A domain's row.
  mutating func domain(_ id: JSONTree, name: String, of organization: JSONTree) -> JSONTree {
    resource(
      id, type: "domains",
      [
        .init("name", oneIn(40) ? .null : .text(name)), .init("screenshot", .text("x\"y")),
        .init("organization-id", organization),
        .init("organization-name", one(of: [.text("Acme é"), .null])),
      ])
  }
}
