package import Pipeline

/// What stands in a cell of the column Domains: names with commas, semicolons, bars or white space
/// between them.
package struct DomainCell: Sendable, Equatable {
  /// A name in the cell.
  package struct Entry: Sendable, Equatable {
    /// As it stands there.
    package var given: String
    /// The name; nil where it is none.
    package var name: DomainName?
    /// Why it is none.
    package var problem: DomainName.Problem?
  }

  /// The names, each once, in their order.
  package private(set) var entries: [Entry] = []

  package init(_ cell: String) {
    var seen: Set<String> = []
    for part in cell.split(whereSeparator: { $0.isWhitespace || ",;|".contains($0) }) {
      let given = String(part)
      var entry = Entry(given: given)
      do {
        entry.name = try DomainName(given)
      } catch {
        entry.problem = error
      }
      if seen.insert(entry.name?.text ?? given).inserted { entries.append(entry) }
    }
  }

  /// The names that are some.
  package var names: [DomainName] { entries.compactMap(\.name) }
}
