/// What stands in a cell of the column Domains: names with commas, semicolons, bars or line breaks
/// between them; or with spaces, where all that stands between those are names.
package struct DomainCell: Sendable, Equatable {
  /// A name in the cell.
  package struct Entry: Sendable, Equatable {
    /// As it stands there.
    package var given: String
    /// The name; nil where it is none.
    package var name: DomainName?
    /// Why it is none.
    package var problem: DomainName.Problem?

    package init(_ given: String) {
      self.given = given
      do {
        name = try DomainName(given)
      } catch {
        problem = error
      }
    }

    /// What two spellings of one name have in common; of what is no name, its folded text.
    package var key: String { name?.text ?? FoldedText(given).text }
  }

  /// The names, each once, in their order.
  package private(set) var entries: [Entry] = []

  package init(_ cell: String) {
    var seen: Set<String> = []
    for part in cell.split(whereSeparator: { $0.isNewline || ",;|".contains($0) }) {
      let words = part.split(whereSeparator: \.isWhitespace).map { Entry(String($0)) }
      let found =
        words.allSatisfy { $0.name != nil } || words.count == 1
        ? words : [Entry(words.map(\.given).joined(separator: " "))]
      for entry in found where seen.insert(entry.key).inserted { entries.append(entry) }
    }
  }

  /// The names that are some.
  package var names: [DomainName] { entries.compactMap(\.name) }
}
