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

    /// The value that a cell means; nil where it means none.
    mutating func value(
      of cell: UnsafeRawBufferPointer, _ resolve: (String) -> Resolution
    ) -> String? {
      let (number, isNew) = cells.insert(cell)
      if isNew {
        let resolution = resolve(String(decoding: cell, as: UTF8.self))
        let value: String? = if case .value(let value) = resolution { value } else { nil }
        values.append(value)
      }
      return values[number]
    }
  }
}
