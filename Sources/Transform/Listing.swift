extension Array where Element == String {
  /// The elements as a person lists them: `3`, `3 and 8`, `3, 8 and 9`; of many, the first five and
  /// how many more there are.
  var listed: String {
    if count > 6 { return prefix(5).joined(separator: ", ") + " and \(count - 5) more" }
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
