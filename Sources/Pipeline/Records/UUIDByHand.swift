/// What stands for the uuid of an organization that a person has imported by the vendor's wizard:
/// nobody asks Dark Web ID for its own.
package struct UUIDByHand: Sendable {
  /// What the ledger and the files have.
  package let text: String

  private static let mark = "by-hand:"

  /// - Parameters:
  ///   - id: The IT Glue id.
  ///   - run: The run whose worksheet it was imported by. What was taken back before its link was
  ///     removed is so told apart from what comes after.
  package init(of id: String, in run: String) {
    text = "\(Self.mark)\(id):\(run)"
  }

  /// Whether a uuid is of this kind.
  package static func isOne(_ uuid: String) -> Bool { uuid.hasPrefix(mark) }
}
