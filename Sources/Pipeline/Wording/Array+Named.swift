extension [String] {
  /// The first few as names, and how many there are besides: `“A”, “B”, “C” and 4 more`.
  package var named: String {
    let limit = 3
    let first = prefix(limit).map { "“\($0)”" }.joined(separator: ", ")
    return count > limit ? "\(first) and \(count - limit) more" : first
  }
}
