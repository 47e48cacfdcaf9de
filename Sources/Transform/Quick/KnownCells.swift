internal import Pipeline

/// What the cells mean that were met so far: there are few different ones.
struct KnownCells {
  /// Those of Employee Count.
  var employeeCounts = Values()
  /// Those of Industry.
  var industries = Values()

  /// The cells of a column, with the value that each means; nil where it means none.
  struct Values {
    private var cells = TextTable()
    // By the cell's number.
    private var values: [String?] = []

    /// The value that a cell means, which is nil where it means none; nil itself where it was not met.
    subscript(cell: UnsafeRawBufferPointer) -> String?? {
      cells.number(of: cell).map { values[$0] }
    }

    /// Adds a cell that was not met.
    ///
    /// - Returns: The value that it means.
    mutating func add(_ cell: UnsafeRawBufferPointer, _ resolution: Resolution) -> String? {
      let value: String? = if case .value(let value) = resolution { value } else { nil }
      _ = cells.insert(cell)
      values.append(value)
      return value
    }
  }
}
