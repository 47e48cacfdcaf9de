package import Pipeline

package import struct FoundationEssentials.URL

/// The values that Employee Count and Industry may have: `picklists.yaml`.
package struct Picklists: Sendable, Equatable {
  /// The values of Employee Count.
  package let employeeCount: EmployeeCounts
  /// The values of Industry.
  package let industry: Picklist

  /// Reads the file.
  ///
  /// - Throws: ``FileError``, ``YAMLError`` with the line.
  package init(file: URL) throws {
    try self.init(YAMLDocument(file: file))
  }

  /// Reads what a file has or shall have.
  ///
  /// - Throws: ``YAMLError`` with the line.
  package init(_ document: YAMLDocument) throws {
    var root = document.root
    employeeCount = try EmployeeCounts(Self.entries(of: Column.employeeCount.key, in: &root))
    var industry = Picklist()
    for var entry in try Self.entries(of: Column.industry.key, in: &root) {
      try industry.add(&entry)
      try entry.finish()
    }
    self.industry = industry
    try root.finish()
  }

  /// The values of a column and the words that mean them; an empty list for any other column.
  package subscript(column: Column) -> Picklist {
    switch column {
    case .employeeCount: employeeCount.list
    case .industry: industry
    default: Picklist()
    }
  }

  /// What a cell of Employee Count or Industry means; that of any other column is unknown.
  package func resolve(_ cell: String, in column: Column) -> Resolution {
    switch column {
    case .employeeCount: employeeCount.resolve(cell)
    case .industry: industry.resolve(cell)
    default: .unknown(nearest: nil)
    }
  }

  private static func entries(
    of key: String, in root: inout YAMLMapping
  ) throws -> [YAMLMapping] {
    guard let entries = try root.mappings(key) else { throw root.missing(key) }
    guard !entries.isEmpty else { throw root.error("has no entry", at: key) }
    return entries
  }
}
