/// What the cells mean that were met so far: there are few different ones.
struct KnownCells {
  /// Those of Employee Count.
  var employeeCounts = Values()
  /// Those of Industry.
  var industries = Values()

  /// The cells of a column, with the value that each means; nil where it means none.
  struct Values {
    private var values: [String: String?] = [:]

    /// The value that a cell means; nil where it means none.
    mutating func value(of cell: String, _ resolve: (String) -> Resolution) -> String? {
      if let known = values[cell] { return known }
      let value: String? = if case .value(let value) = resolve(cell) { value } else { nil }
      values[cell] = value
      return value
    }
  }
}
