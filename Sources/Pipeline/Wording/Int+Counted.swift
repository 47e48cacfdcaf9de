extension Int {
  /// So many of something: `1 organization`, `2 organizations`.
  package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
